from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "nhipcau.vacancies"
    label = "vacancies"

    def ready(self) -> None:
        """Know the jobs of sheets, and who may watch them."""
        from nhipcau.vacancies import receivers  # noqa: F401
        from nhipcau.vacancies.actions import search_jobs, sheets_jobs  # noqa: F401
