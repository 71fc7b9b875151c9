"""`manage.py rapport_controle`: draw a report again from its snapshot and compare the bytes."""

import dataclasses
import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from reports import services
from reports.management.commands._opdracht import ONJUIST, Opdracht
from reports.models import Rapport
from toezicht.core.fouten import Weigering


class Command(Opdracht):
    """Says whether every byte is the same; with `--json` one JSON object as the last line."""

    help = (
        "Tekent een rapport opnieuw uit de vastgelegde feiten en vergelijkt elke byte. Exit 1 bij verschil."
    )

    gebruik = "rapport_controle NUMMER [--json]"

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything arrives as text, so that every refusal is ours and Dutch."""
        parser.add_argument("rapport", nargs="?", default="", help="nummer van het rapport")
        parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 when something differs, 2 for a number that is no finished report."""
        controle = self._controleer(options["rapport"])
        if options["json"]:
            waarden = {
                **dataclasses.asdict(controle),
                "rapport": str(controle.rapport_id),
                "goed": controle.goed,
            }
            del waarden["rapport_id"]
            self.stdout.write(json.dumps(waarden, ensure_ascii=False))
        if not controle.goed:
            raise CommandError(
                f"Rapport {controle.rapport_id} klopt niet. {' '.join(controle.afwijkingen)}", returncode=1
            )
        if not options["json"]:
            self.stdout.write(
                f"Rapport {controle.rapport_id} klopt: elke byte is gelijk ({controle.sha256})."
            )

    def _controleer(self, nummer: str) -> services.Controle:
        if not (nummer.isascii() and nummer.isdigit() and len(nummer) < 19):
            raise CommandError("Geef het nummer van een rapport, bijvoorbeeld 12.", returncode=ONJUIST)
        try:
            return services.controleer_rapport(rapport_id=int(nummer))
        except Rapport.DoesNotExist as fout:
            raise CommandError(f"Er is geen rapport met nummer {nummer}.", returncode=ONJUIST) from fout
        except Weigering as fout:
            raise CommandError(fout.melding, returncode=ONJUIST) from fout
