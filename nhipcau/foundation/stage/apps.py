from django.apps import AppConfig


class StageConfig(AppConfig):
    name = "nhipcau.foundation.stage"
    label = "stage"
