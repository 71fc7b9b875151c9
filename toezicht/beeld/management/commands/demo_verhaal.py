"""`manage.py demo_verhaal`: play the story of Voorbeeldland."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from toezicht.beeld.demo import verhaal


class Command(BaseCommand):
    """See `help`."""

    help = "Speelt drie maanden toezicht in Voorbeeldland na via de services. Een tweede keer doet het niets."

    def handle(self, *args: Any, **options: Any) -> None:
        """Only in the demonstration: it makes accounts with a known password."""
        if not settings.DEMO:
            raise CommandError("Het verhaal kan alleen met de demo-instellingen (toezicht.settings.demo).")
        nieuw = verhaal.speel()
        self.stdout.write("Het verhaal is gespeeld." if nieuw else "Het verhaal was al gespeeld.")
