from django.apps import AppConfig


class SeekersConfig(AppConfig):
    name = "nhipcau.seekers"
    label = "seekers"
