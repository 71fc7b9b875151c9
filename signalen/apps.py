"""App configuration."""

from django.apps import AppConfig


class SignalenConfig(AppConfig):
    """See the package's docstring."""

    name = "signalen"
