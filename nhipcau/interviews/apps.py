from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "nhipcau.interviews"
    label = "interviews"

    def ready(self) -> None:
        """Hear of facts, of time, and of pages that watch."""
        from nhipcau.interviews import receivers  # noqa: F401
