from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "nhipcau.foundation.clock"
    label = "clock"
