from django.apps import AppConfig


class SeekersConfig(AppConfig):
    name = "nhipcau.seekers"
    label = "seekers"

    def ready(self) -> None:
        from nhipcau.seekers import receivers  # noqa: F401
