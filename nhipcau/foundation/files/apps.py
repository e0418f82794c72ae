from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "nhipcau.foundation.files"
    label = "files"
