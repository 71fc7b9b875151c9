"""`manage.py huisvesting_laden`: load figures about housing of vergunninghouders."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from signalen.services.huisvesting import Laaduitkomst, laad_huisvesting
from toezicht.organisaties.verslag import Uitkomst

MAX_GETOOND = 50


class Command(BaseCommand):
    """See `help`."""

    help = (
        "Laadt taakstellingen, beginstanden, herverdelingen, realisaties en correcties van de huisvesting van "
        "vergunninghouders uit een CSV-bestand (docs/huisvesting.md). Van een bestand met een fout wordt niets "
        "opgeslagen. De cijfers tellen pas mee nadat een collega ze heeft vastgesteld."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("bestand", metavar="BESTAND", type=Path, help="CSV-bestand")
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat er zou gebeuren; sla niets op"
        )
        parser.add_argument("--json", action="store_true", help="druk het verslag als JSON af")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, load, report; status 1 when a row was refused."""
        pad: Path = options["bestand"]
        try:
            inhoud = pad.read_bytes()
        except OSError as fout:
            raise CommandError(f"Dit bestand is niet te lezen: {pad} ({fout.strerror})") from fout
        uitkomst = laad_huisvesting(inhoud=inhoud, bestandsnaam=pad.name, door=None, proef=options["proef"])
        if options["json"]:
            self.stdout.write(json.dumps(uitkomst.als_json(), ensure_ascii=False))
        else:
            self._tell(uitkomst)
        if not uitkomst.gelukt:
            fouten = len(uitkomst.verslag.fouten)
            raise CommandError(
                f"{fouten} {'regel' if fouten == 1 else 'regels'} met een fout; zie hierboven."
            )

    def _tell(self, uitkomst: Laaduitkomst) -> None:
        verslag = uitkomst.verslag
        tellingen = ", ".join(f"{verslag.aantal(soort)} {soort.value}" for soort in Uitkomst)
        self.stdout.write(f"{verslag.bestand}: {tellingen}. {_slot(uitkomst)}")
        for punt in uitkomst.let_op:
            self.stdout.write(f"  Let op: {punt}")
        getoond = [r for r in verslag.regels if r.uitkomst in (Uitkomst.FOUT, Uitkomst.GEWIJZIGD)]
        for regel in getoond[:MAX_GETOOND]:
            wat = regel.reden or "; ".join(map(str, regel.verschillen))
            self.stdout.write(f"  regel {regel.regel}: {regel.sleutel}: {wat}")
        if len(getoond) > MAX_GETOOND:
            self.stdout.write(
                f"  en nog {len(getoond) - MAX_GETOOND} regels; alles staat in de uitvoer met --json"
            )


def _slot(uitkomst: Laaduitkomst) -> str:
    if not uitkomst.gelukt:
        return "Niets van dit bestand is opgeslagen:"
    if uitkomst.proef:
        return "Proef: niets is opgeslagen."
    if uitkomst.verslag.opgeslagen:
        return f"Opgeslagen als levering {uitkomst.levering}; een collega stelt de cijfers vast."
    return "Het bestand zegt niets nieuws; er is niets opgeslagen."
