"""Addresses of seekers."""

from django.urls import URLPattern

app_name = "seekers"
urlpatterns: list[URLPattern] = []
