"""Addresses of the timetable: the operator's, the person's, the recruiter's."""

from django.urls import URLPattern, path

from nhipcau.fairs.web import appointments, desk_hours, our_times, timetable

urlpatterns: list[URLPattern] = [
    path("<int:session_id>/lich/", timetable.timetable, name="timetable"),
    path("<int:session_id>/lich/gui/", timetable.send, name="send-timetable"),
    path("<int:session_id>/lich/doanh-nghiep/", timetable.enterprises, name="timetable-enterprises"),
    path("<int:session_id>/lich/nguoi/", timetable.people, name="timetable-people"),
    path("<int:session_id>/lich/cua-ta/", our_times.our_times, name="our-times"),
    path("lich/nguoi/<int:registration_id>/", timetable.person, name="timetable-person"),
    path("lich/doanh-nghiep/<int:participation_id>/", timetable.enterprise, name="timetable-enterprise"),
    path("lich/doanh-nghiep/<int:participation_id>/gio/", desk_hours.for_enterprise, name="enterprise-hours"),
    path("ve/<int:registration_id>/lich/nhan/", appointments.confirm, name="confirm-times"),
    path("lich/<int:appointment_id>/bo/", appointments.decline, name="decline-time"),
    path("ve/<int:registration_id>/gio/", appointments.free_hours, name="free-hours"),
    path("tham-gia/<int:participation_id>/gio/", desk_hours.desk_hours, name="desk-hours"),
]
