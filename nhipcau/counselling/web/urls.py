"""Addresses of counselling."""

from django.urls import path

from nhipcau.counselling.web import exchange, follow_ups, offers

app_name = "counselling"
urlpatterns = [
    path("da-gioi-thieu/", offers.offers, name="offers"),
    path("da-gioi-thieu/bang/", offers.offers_sheet, name="offers-sheet"),
    path("da-gioi-thieu/nguoi/<int:seeker_id>/", offers.offers_of, name="offers-of"),
    path("san-quoc-gia/", exchange.entries, name="exchange"),
    path("san-quoc-gia/da-cap-nhat/", exchange.enter, name="enter"),
    path("san-quoc-gia/bang/", exchange.sheet, name="exchange-sheet"),
    path("san-quoc-gia/<int:entry_id>/bo-dau/", exchange.take_back, name="take-back"),
    path("hoi-lai/", follow_ups.follow_ups, name="follow-ups"),
    path("hoi-lai/<int:follow_up_id>/", follow_ups.answer, name="answer"),
    path("hoi-lai/<int:follow_up_id>/so/", follow_ups.phone, name="follow-up-phone"),
]
