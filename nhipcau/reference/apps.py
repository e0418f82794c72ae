from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "nhipcau.reference"
    label = "reference"
