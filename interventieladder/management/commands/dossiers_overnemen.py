"""`manage.py dossiers_overnemen`: take over running dossiers from another system, from CSV."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interventieladder.services.overname_csv import Overnameverslag, neem_bestand_over
from toezicht.core.fouten import Weigering
from toezicht.core.models import User


class Command(BaseCommand):
    """See `help`."""

    help = (
        "Neemt lopende dossiers over uit een CSV-bestand (docs/overname.md). Alles of niets; wat al was "
        "overgenomen blijft zoals het is. Elk dossier wacht daarna op bevestiging door een ander."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("bestand", metavar="BESTAND", type=Path, help="CSV-bestand, UTF-8, met “;”")
        parser.add_argument("--door", required=True, metavar="GEBRUIKERSNAAM", help="wie overneemt")
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat er zou gebeuren; sla niets op"
        )
        parser.add_argument("--json", action="store_true", help="druk het verslag als JSON af")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, take over, report; status 1 when a row was refused."""
        door = User.objects.filter(username=options["door"], is_active=True).first()
        if door is None:
            raise CommandError(f"Er is geen open account “{options['door']}”.")
        try:
            inhoud = options["bestand"].read_bytes()
        except OSError as fout:
            raise CommandError(f"Dit bestand is niet te lezen: {fout.filename} ({fout.strerror})") from fout
        try:
            verslag = neem_bestand_over(inhoud=inhoud, door=door, proef=options["proef"])
        except Weigering as weigering:
            raise CommandError(weigering.melding) from weigering
        if options["json"]:
            self.stdout.write(json.dumps(verslag.als_json(), ensure_ascii=False))
        else:
            self._tell(verslag)
        if not verslag.gelukt:
            raise CommandError(f"{len(verslag.fouten)} fouten. Er is niets overgenomen.")

    def _tell(self, verslag: Overnameverslag) -> None:
        for r in verslag.resultaten:
            wat = f"bestond al als {r.nummer}" if r.bestond else (r.nummer or "zou worden overgenomen")
            self.stdout.write(f"regel {r.rij}: {r.zaaknummer}, {r.overheid}: {r.stand} ({wat})")
        for fout in verslag.fouten:
            self.stdout.write(f"regel {fout.rij}, kolom {fout.kolom or '-'}: {fout.tekst}")
        if verslag.gelukt:
            self.stdout.write("Proef: niets is opgeslagen." if verslag.proef else "Overgenomen.")
