"""Tells Django that the models and their one migration history live here."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """The one app with models; the wings are plain entries beside it."""

    name = "incidents"
    default_auto_field = "django.db.models.BigAutoField"
