"""App configuration."""

from django.apps import AppConfig


class InterventieladderConfig(AppConfig):
    """See the package's docstring."""

    name = "interventieladder"
