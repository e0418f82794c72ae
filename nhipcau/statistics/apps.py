from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "nhipcau.statistics"
    label = "statistics"

    def ready(self) -> None:
        from nhipcau.statistics import receivers  # noqa: F401
