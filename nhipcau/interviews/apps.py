from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "nhipcau.interviews"
    label = "interviews"
