"""Addresses of fairs."""

from django.urls import path

from nhipcau.fairs.web import (
    calling_people,
    desk,
    enterprises,
    planning,
    public,
    recruiting,
    results_due,
    sites,
    watching,
)
from nhipcau.fairs.web.linked_urls import urlpatterns as linked
from nhipcau.fairs.web.offline_urls import urlpatterns as offline
from nhipcau.fairs.web.papers_urls import urlpatterns as papers
from nhipcau.fairs.web.people_urls import urlpatterns as people
from nhipcau.fairs.web.timetable_urls import urlpatterns as timetable
from nhipcau.fairs.web.week_urls import urlpatterns as week

app_name = "fairs"
urlpatterns = [
    path("", public.sessions, name="public"),
    path("sap-toi/", public.coming, name="coming"),
    path("lich.ics", public.calendar_feed, name="calendar"),
    path("<int:session_id>/", public.session, name="session"),
    path("<int:session_id>/viec-lam/", public.openings, name="openings"),
    path("ban/", desk.sessions, name="sessions"),
    path("moi/", planning.create, name="create-session"),
    path("chuoi/moi/", planning.plan_series, name="plan-series"),
    path("chuoi/<int:series_id>/", planning.series, name="series"),
    path("chuoi/<int:series_id>/ngay/", planning.decide_day, name="decide-day"),
    path("chuoi/<int:series_id>/lap/", planning.materialise, name="materialise"),
    path("<int:session_id>/ke-hoach/", desk.plan, name="plan"),
    path("<int:session_id>/buoc/", desk.step, name="step"),
    path("<int:session_id>/sua/", planning.edit, name="edit-session"),
    path("<int:session_id>/diem/", sites.sites, name="sites"),
    path("diem/<int:site_id>/", watching.site, name="site"),
    path("diem/<int:site_id>/mo/", watching.open_site, name="open-site"),
    path("diem/<int:site_id>/sua/", sites.change, name="change-site"),
    path("diem/<int:site_id>/bo/", sites.remove, name="remove-site"),
    path("<int:session_id>/doanh-nghiep/", enterprises.table, name="enterprises"),
    path("<int:session_id>/san-sang/", enterprises.readiness, name="readiness"),
    path("<int:session_id>/dieu-hanh/", watching.cockpit, name="cockpit"),
    path("doanh-nghiep/<int:participation_id>/duyet/", enterprises.approve, name="approve"),
    path("doanh-nghiep/<int:participation_id>/tu-choi/", enterprises.reject, name="reject"),
    path("doanh-nghiep/<int:participation_id>/den/", watching.arrive, name="arrive"),
    path("doanh-nghiep/<int:participation_id>/ve/", watching.leave, name="leave"),
    path("doanh-nghiep/<int:participation_id>/khong-den/", watching.not_coming, name="not-coming"),
    path("ket-qua-con-thieu/", results_due.results_due, name="results-due"),
    path("<int:session_id>/ket-qua-con-thieu/nhac/", results_due.remind, name="remind-results"),
    path("tham-gia/", recruiting.mine, name="for-recruiters"),
    path("tham-gia/<int:participation_id>/", recruiting.participation, name="participation"),
    path("tham-gia/<int:participation_id>/buoc/", recruiting.step, name="participation-step"),
    path("<int:session_id>/tham-gia/", recruiting.apply, name="apply"),
    path("nguoi-phu-hop/<int:vacancy_id>/", calling_people.whom_it_suits, name="whom-it-suits"),
    path("nguoi-phu-hop/<int:vacancy_id>/xem/", calling_people.see_people, name="see-people"),
    path("nguoi-phu-hop/<int:vacancy_id>/moi/", calling_people.call_people, name="call-people"),
    path("nguoi-phu-hop/rut/<int:call_id>/", calling_people.withdraw, name="withdraw-call"),
    path("nguoi-phu-hop/den/<int:call_id>/", calling_people.who_comes, name="who-comes"),
    *people,
    *week,
    *linked,
    *offline,
    *papers,
    *timetable,
]
