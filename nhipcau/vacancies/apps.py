from django.apps import AppConfig


class VacanciesConfig(AppConfig):
    name = "nhipcau.vacancies"
    label = "vacancies"
