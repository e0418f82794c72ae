from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "nhipcau.site"
    label = "site"

    def ready(self) -> None:
        """Say who may watch which live topic."""
        from nhipcau.site import watching  # noqa: F401
