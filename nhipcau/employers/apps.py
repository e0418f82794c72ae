from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "nhipcau.employers"
    label = "employers"
