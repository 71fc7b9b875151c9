"""App configuration."""

from django.apps import AppConfig


class OrganisatiesConfig(AppConfig):
    """See the package's docstring."""

    name = "toezicht.organisaties"
    label = "organisaties"
