"""App configuration."""

from django.apps import AppConfig


class MandatenConfig(AppConfig):
    """See the package's docstring."""

    name = "toezicht.mandaten"
    label = "mandaten"
