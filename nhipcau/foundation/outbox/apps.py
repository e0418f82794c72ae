from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "nhipcau.foundation.outbox"
    label = "outbox"
