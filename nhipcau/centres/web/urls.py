"""Addresses of centres."""

from django.urls import path

from nhipcau.centres.web import public, staff

app_name = "centres"
urlpatterns = [
    path("", public.centres, name="public"),
    path("<int:centre_id>/sua/", public.edit, name="edit"),
    path("nhan-vien/", staff.staff, name="staff"),
    path("nhan-vien/moi/", staff.new, name="new"),
    path("nhan-vien/giao-vai/", staff.grant, name="grant"),
    path("nhan-vien/<int:role_id>/ket-thuc/", staff.end, name="end"),
    path("nhan-vien/<int:role_id>/cap-lai/", staff.renew, name="renew"),
]
