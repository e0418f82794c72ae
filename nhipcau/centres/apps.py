from django.apps import AppConfig


class CentresConfig(AppConfig):
    name = "nhipcau.centres"
    label = "centres"
