"""Addresses for people at a fair: registering, the door, my day, the hall board."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
