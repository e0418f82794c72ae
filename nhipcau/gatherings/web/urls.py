"""Addresses of gatherings."""

from django.urls import path

from nhipcau.gatherings.web import invites, media, own, people, planning, public, room, visits

app_name = "gatherings"
urlpatterns = [
    path("", public.coming, name="coming"),
    path("cua-toi/", own.mine, name="mine"),
    path("quan-ly/", planning.listed, name="managed"),
    path("len-lich/", planning.plan, name="plan"),
    path("vao/", invites.enter, name="enter"),
    path("vao/da-het/", invites.over, name="link-over"),
    path("vao/xong/", invites.done, name="link-done"),
    path("moi/<int:invite_id>/ket-thuc/", invites.end, name="end-invite"),
    path("nguoi/<int:member_id>/dua-ra/", people.take_out, name="take-out"),
    path("nguoi/<int:member_id>/giay-to/", people.papers, name="papers"),
    path("nguoi/<int:member_id>/ket-qua/<slug:stage>/", people.result, name="result"),
    path("phong/<slug:hall>/", room.room, name="room"),
    path("phong/<slug:hall>/mo/", room.open_room, name="room-open"),
    path("phong/<slug:hall>/ket-thuc/", room.end_room, name="room-end"),
    path("phong/<slug:hall>/phat-bieu/", room.speaking, name="speaking"),
    path("phong/<slug:hall>/hoi/", room.ask, name="ask"),
    path("phong/<slug:hall>/cau-hoi/", room.question, name="question"),
    path("phong/<slug:hall>/vao/", visits.enter, name="visit-enter"),
    path("phong/<slug:hall>/trao-doi/", visits.tell, name="visit-tell"),
    path("phong/<slug:hall>/ra/", visits.leave, name="visit-leave"),
    path("phong/<slug:hall>/san-khau/vao/", media.join, name="stage-join"),
    path("phong/<slug:hall>/san-khau/nghe/", media.hear, name="stage-hear"),
    path("phong/<slug:hall>/san-khau/tra-loi/", media.answer, name="stage-answer"),
    path("<int:gathering_id>/", own.own, name="own"),
    path("<int:gathering_id>/tham-gia/", public.join, name="join"),
    path("<int:gathering_id>/tra-loi/", own.answer, name="answer"),
    path("<int:gathering_id>/quan-ly/", planning.manage, name="manage"),
    path("<int:gathering_id>/sua/", planning.change, name="change"),
    path("<int:gathering_id>/huy/", planning.call_off, name="call-off"),
    path("<int:gathering_id>/them-nguoi/", people.candidates, name="candidates"),
    path("<int:gathering_id>/ket-qua/", people.results, name="results"),
    path("<int:gathering_id>/moi/", invites.invite, name="invite"),
]
