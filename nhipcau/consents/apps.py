from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "nhipcau.consents"
    label = "consents"
