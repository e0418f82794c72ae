"""The catalogue of components."""

from django.urls import path

from nhipcau.foundation.ui import web

app_name = "ui"
urlpatterns = [
    path("", web.catalogue, name="catalogue"),
    path("goi-y/", web.suggestions, name="suggestions"),
    path("ban-goi/", web.board, name="board"),
    path("giay/", web.paper, name="paper"),
]
