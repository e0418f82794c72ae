"""Addresses of the operator's week: a session like the last one, putting off, news, proposals, who is asked again."""

from django.urls import path

from nhipcau.fairs.web import answering, copying, proposing, putting_off

urlpatterns = [
    path("<int:session_id>/lam-lai/", copying.copy, name="copy"),
    path("<int:session_id>/hoan-huy/", putting_off.put_off, name="put-off"),
    path("<int:session_id>/bao-tin/", putting_off.news, name="news"),
    path("bao-tin/<int:line_id>/da-goi/", putting_off.phoned, name="phoned"),
    path("de-xuat/<int:proposal_id>/", proposing.proposal, name="proposal"),
    path("de-xuat/<int:proposal_id>/de-sau/", proposing.set_aside, name="set-aside"),
    path("moi-lai/<int:asked_id>/", answering.answer, name="answer"),
    path("tham-gia/<int:participation_id>/nguoi-phong-van/", answering.name_interviewers, name="interviewers"),
]
