from django.apps import AppConfig


class FairsConfig(AppConfig):
    name = "nhipcau.fairs"
    label = "fairs"

    def ready(self) -> None:
        """Hear of facts and of time."""
        from nhipcau.fairs import receivers  # noqa: F401
