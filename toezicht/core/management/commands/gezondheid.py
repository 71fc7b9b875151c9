"""`manage.py gezondheid`: is the program well? Exit 1 when something is wrong."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from toezicht.core.gezondheid import controleer_gezondheid


class Command(BaseCommand):
    """Print every check with its outcome."""

    help = "Controleert database, broker, worker, beat, berichten, logboek en schijf. Exitcode 1: fout."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument("--json", action="store_true", help="geef één JSON-object als laatste regel")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the checks; leave with 1 on a fault."""
        uitkomsten = controleer_gezondheid()
        gezond = all(uitkomst.goed for uitkomst in uitkomsten)
        if options["json"]:
            controles = [uitkomst.als_json() for uitkomst in uitkomsten]
            self.stdout.write(json.dumps({"gezond": gezond, "controles": controles}, ensure_ascii=False))
        else:
            for uitkomst in uitkomsten:
                teken = "goed" if uitkomst.goed else "FOUT"
                self.stdout.write(f"{teken}  {uitkomst.naam}: {uitkomst.toelichting}")
        if not gezond:
            sys.exit(1)
