from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "nhipcau.counselling"
    label = "counselling"

    def ready(self) -> None:
        from nhipcau.counselling import receivers  # noqa: F401
