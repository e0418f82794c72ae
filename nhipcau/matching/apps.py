from django.apps import AppConfig


class MatchingConfig(AppConfig):
    name = "nhipcau.matching"
    label = "matching"

    def ready(self) -> None:
        """Know the jobs of lists."""
        from nhipcau.matching import receivers  # noqa: F401
