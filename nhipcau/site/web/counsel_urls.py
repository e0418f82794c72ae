"""Addresses of the counselling desk."""

from django.urls import path

from nhipcau.site.web import (
    counsel_desk,
    counsel_direct,
    counsel_groups,
    counsel_more,
    counsel_openings,
    counsel_screening,
    counsel_slips,
    counsel_why,
)

app_name = "counsel"
urlpatterns = [
    path("", counsel_desk.desk, name="desk"),
    path("nhom/", counsel_groups.groups, name="groups"),
    path("nhom/<int:advice_id>/bo/", counsel_groups.strike_out, name="strike-out"),
    path("<int:session_id>/", counsel_desk.session, name="session"),
    path("<int:session_id>/tim/", counsel_desk.find, name="find"),
    path("ve/<int:registration_id>/", counsel_screening.screening, name="screening"),
    path("ve/<int:registration_id>/suc-khoe/", counsel_screening.needs, name="needs"),
    path("ve/<int:registration_id>/suc-khoe/xoa/", counsel_screening.erase_needs, name="erase-needs"),
    path("ve/<int:registration_id>/viec/", counsel_openings.openings, name="openings"),
    path("ve/<int:registration_id>/viec/<int:opening_id>/gioi-thieu/", counsel_openings.refer, name="refer"),
    path("ve/<int:registration_id>/viec/<int:opening_id>/tra-loi/", counsel_openings.answer, name="answer"),
    path("ve/<int:registration_id>/viec/<int:opening_id>/bo/", counsel_openings.take_off, name="take-off"),
    path("ve/<int:registration_id>/viec/<int:opening_id>/vi-sao/", counsel_why.why, name="why"),
    path("ve/<int:registration_id>/them-cua/", counsel_more.more, name="more"),
    path("ve/<int:registration_id>/phieu/", counsel_slips.slips, name="slips"),
    path("phieu/<int:referral_id>/", counsel_slips.slip, name="slip"),
    path("phieu/<int:referral_id>/thu-hoi/", counsel_slips.withdraw, name="withdraw"),
    path("nguoi/<int:seeker_id>/", counsel_direct.openings, name="direct"),
    path("nguoi/<int:seeker_id>/them-cua/", counsel_more.direct_more, name="direct-more"),
    path("nguoi/<int:seeker_id>/<int:vacancy_id>/vi-sao/", counsel_why.direct_why, name="direct-why"),
    path("nguoi/<int:seeker_id>/<int:vacancy_id>/", counsel_direct.refer, name="refer-direct"),
]
