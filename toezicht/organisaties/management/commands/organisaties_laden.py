"""`manage.py organisaties_laden`: load organisations from CSV."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toezicht.organisaties import services
from toezicht.organisaties.verslag import Bestandverslag, Laadverslag, Uitkomst

MAX_GETOOND = 50


class Command(BaseCommand):
    """See `help`."""

    help = (
        "Laadt overheden, herindelingen of deelnemers uit CSV-bestanden (docs/organisaties.md). "
        "Zonder bestand: de referentieset (gemeenten, provincies, waterschappen, herindelingen). "
        "Van een bestand met een fout wordt niets opgeslagen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("bestanden", nargs="*", metavar="BESTAND", type=Path, help="CSV-bestand")
        parser.add_argument(
            "--voorbeeldland", action="store_true", help="laad (ook) de fictieve provincie Voorbeeldland"
        )
        parser.add_argument(
            "--proef", action="store_true", help="laat zien wat er zou gebeuren; sla niets op"
        )
        parser.add_argument(
            "--json", action="store_true", help="druk als laatste regel het verslag als JSON af"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, load, report; status 1 when a row was refused."""
        try:
            bestanden = [services.Bronbestand.lees(pad) for pad in options["bestanden"]]
        except OSError as error:
            raise CommandError(
                f"Dit bestand is niet te lezen: {error.filename} ({error.strerror})"
            ) from error
        if options["voorbeeldland"]:
            bestanden += services.voorbeeldland()
        verslag = services.laad_organisaties(bestanden=bestanden or None, door=None, proef=options["proef"])
        if options["json"]:
            self.stdout.write(json.dumps(verslag.als_json(), ensure_ascii=False))
        else:
            self._tell(verslag)
        if not verslag.gelukt:
            fouten = verslag.aantal(Uitkomst.FOUT)
            raise CommandError(
                f"{fouten} {'regel' if fouten == 1 else 'regels'} met een fout; zie hierboven."
            )

    def _tell(self, verslag: Laadverslag) -> None:
        for bestand in verslag.bestanden:
            tellingen = ", ".join(f"{bestand.aantal(uitkomst)} {uitkomst.value}" for uitkomst in Uitkomst)
            self.stdout.write(f"{bestand.bestand} ({bestand.soort}): {tellingen}{_slot(bestand, verslag)}")
            for regel in bestand.fouten[:MAX_GETOOND]:
                self.stdout.write(f"  regel {regel.regel}: {regel.sleutel}: {regel.reden}")
            gewijzigd = [regel for regel in bestand.regels if regel.uitkomst is Uitkomst.GEWIJZIGD]
            for regel in gewijzigd[:MAX_GETOOND]:
                self.stdout.write(
                    f"  regel {regel.regel}: {regel.sleutel}: {'; '.join(map(str, regel.verschillen))}"
                )
            rest = sum(max(0, len(lijst) - MAX_GETOOND) for lijst in (bestand.fouten, gewijzigd))
            if rest:
                self.stdout.write(f"  en nog {rest} regels; alles staat in de uitvoer met --json")


def _slot(bestand: Bestandverslag, verslag: Laadverslag) -> str:
    if bestand.fouten:
        return ". Niets van dit bestand is opgeslagen:"
    return ". Proef: niets is opgeslagen." if verslag.proef else ". Opgeslagen."
