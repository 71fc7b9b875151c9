"""`manage.py beleid_exporteren`: a version of the policy as one file."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interventieladder.beleid import naar_toml
from interventieladder.models import Beleidskader


class Command(BaseCommand):
    """Prints what `beleid_laden` reads."""

    help = "Drukt een versie van het beleidskader af als TOML-bestand, zoals beleid_laden het leest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which version."""
        parser.add_argument("versie", metavar="VERSIE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print; status 1 when there is no such version."""
        kader = Beleidskader.objects.filter(versie=options["versie"]).first()
        if kader is None:
            bekend = ", ".join(Beleidskader.objects.values_list("versie", flat=True))
            raise CommandError(f"Versie {options['versie']} bestaat niet. Bekend: {bekend}.")
        self.stdout.write(naar_toml(kader.inhoud))
