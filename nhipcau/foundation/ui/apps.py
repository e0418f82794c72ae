from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "nhipcau.foundation.ui"
    label = "ui"
