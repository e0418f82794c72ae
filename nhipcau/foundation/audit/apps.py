from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "nhipcau.foundation.audit"
    label = "audit"
