"""Addresses of matching: how a centre spreads suggestions; the recruiter's side of a referral. `slip` is the code on it."""

from django.urls import path

from nhipcau.matching.web import received, spreading

app_name = "matching"
urlpatterns = [
    path("", received.received, name="received"),
    path("cach-chia/", spreading.own, name="spreading-own"),
    path("cach-chia/<int:centre_id>/", spreading.spreading, name="spreading"),
    path("<slug:slip>/", received.referral, name="referral"),
]
