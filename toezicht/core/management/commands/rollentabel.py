"""`manage.py rollentabel`: roles × rights and roles × pages, from the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from toezicht.core.rollentabel import tabel


class Command(BaseCommand):
    """See `help`."""

    help = "Drukt de tabel van rollen, rechten en pagina's af; met --schrijf komt zij in docs/rollen.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("--schrijf", action="store_true", help="schrijf docs/rollen.md")
        parser.add_argument("--controleer", action="store_true", help="faal als docs/rollen.md oud is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print, write or compare."""
        pad, tekst = Path(settings.BASE_DIR) / "docs" / "rollen.md", tabel()
        if options["schrijf"]:
            pad.write_text(tekst, encoding="utf-8")
        elif options["controleer"]:
            if not pad.exists() or pad.read_text(encoding="utf-8") != tekst:
                raise CommandError("docs/rollen.md is oud. Draai manage.py rollentabel --schrijf.")
        else:
            self.stdout.write(tekst)
