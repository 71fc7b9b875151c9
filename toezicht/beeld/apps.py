"""App configuration."""

from django.apps import AppConfig


class BeeldConfig(AppConfig):
    """See the package's docstring."""

    name = "toezicht.beeld"
    label = "beeld"
