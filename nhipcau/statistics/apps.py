from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "nhipcau.statistics"
    label = "statistics"
