"""Addresses of what suits the person who is signed in."""

from django.urls import path

from nhipcau.matching.web import suggested, suggested_joined, suggested_saying

app_name = "suggested"
urlpatterns = [
    path("", suggested.mine, name="mine"),
    path("vi-sao/", suggested.why, name="why"),
    path("mo-them/", suggested.more, name="more"),
    path("khong-hop/", suggested.turned_down, name="turned-down"),
    path("bat-tat/", suggested_saying.switch, name="switch"),
    path("can-nhu-thuong/", suggested_saying.weigh, name="weigh"),
    path("tren-bang/", suggested_joined.cards, name="cards"),
    path("<int:vacancy_id>/", suggested_joined.one, name="one"),
    path("<int:vacancy_id>/khong-hop/", suggested_saying.turn_down, name="turn-down"),
    path("<int:vacancy_id>/lay-lai/", suggested_saying.take_back, name="take-back"),
]
