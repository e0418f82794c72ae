from django.apps import AppConfig


class CounsellingConfig(AppConfig):
    name = "nhipcau.counselling"
    label = "counselling"
