from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "nhipcau.foundation.live"
    label = "live"
