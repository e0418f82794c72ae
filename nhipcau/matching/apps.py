from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "nhipcau.matching"
    label = "matching"
