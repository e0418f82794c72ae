"""Addresses of matching: the recruiter's side of a referral. `slip` is the code on it."""

from django.urls import path

from nhipcau.matching.web import received

app_name = "matching"
urlpatterns = [
    path("", received.received, name="received"),
    path("<slug:slip>/", received.referral, name="referral"),
]
