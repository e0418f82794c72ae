from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "nhipcau.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Hear of time, and of pages that watch."""
        from nhipcau.gatherings import receivers  # noqa: F401
