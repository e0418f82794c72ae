from django.apps import AppConfig


class FairsConfig(AppConfig):
    name = "nhipcau.fairs"
    label = "fairs"
