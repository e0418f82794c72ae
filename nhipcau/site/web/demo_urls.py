"""Addresses of the demo; a real centre has none of them."""

from django.urls import path

from nhipcau.site.web import demo

app_name = "demo"
urlpatterns = [
    path("", demo.stage, name="stage"),
    path("choi/", demo.play, name="play"),
    path("tin-nhan/", demo.sms_inbox, name="sms"),
    path("vao/<slug:username>/", demo.sign_in_as, name="sign-in-as"),
]
