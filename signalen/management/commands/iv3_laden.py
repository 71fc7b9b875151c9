"""`manage.py iv3_laden`: load Iv3 files of municipalities."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from signalen.cijfers.bestand import PERIODEN
from signalen.cijfers.controles import FOUT
from signalen.cijfers.fouten import Iv3Geweigerd
from signalen.cijfers.kengetallen import Kengetal
from signalen.cijfers.signalering import procent
from signalen.services.cijfers import Iv3Uitkomst, laad_iv3


class Command(BaseCommand):
    """See `help`."""

    help = (
        "Laadt Iv3-bestanden van gemeenten (JSON van het CBS): controleert opbouw, codelijsten en "
        "plausibiliteit, berekent de kengetallen opnieuw en registreert de signalen die eruit volgen. "
        "Van een geweigerd bestand wordt niets opgeslagen; de andere bestanden gaan door."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("bestanden", nargs="+", metavar="BESTAND", type=Path, help="Iv3-bestand (JSON)")
        parser.add_argument(
            "--controleer",
            action="store_true",
            help="controleer alleen, sla niets op; noemt ook de signalen",
        )
        parser.add_argument(
            "--json", action="store_true", help="druk als laatste regel de uitkomst af als JSON-lijst"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load each file in turn; status 1 when one was refused."""
        uitkomsten, geweigerd = [], 0
        for pad in options["bestanden"]:
            uitkomst = self._laad(pad, controleer=options["controleer"])
            if uitkomst is None:
                geweigerd += 1
                continue
            uitkomsten.append(uitkomst)
            if not options["json"]:
                self._vertel(uitkomst)
        if options["json"]:
            self.stdout.write(json.dumps([u.als_json() for u in uitkomsten], ensure_ascii=False))
        if geweigerd:
            totaal = len(options["bestanden"])
            wat = "bestand is" if geweigerd == 1 else "bestanden zijn"
            raise CommandError(
                f"{geweigerd} van de {totaal}: {wat} geweigerd; daarvan is niets opgeslagen.", returncode=1
            )

    def _laad(self, pad: Path, *, controleer: bool) -> Iv3Uitkomst | None:
        """One file; names each fault on stderr with its line."""
        try:
            return laad_iv3(pad_of_bytes=pad, door=None, controleer=controleer)
        except Iv3Geweigerd as weigering:
            for fout in weigering.fouten:
                self.stderr.write(f"{pad}, {fout}")
            return None

    def _vertel(self, uitkomst: Iv3Uitkomst) -> None:
        stand = "opgeslagen" if uitkomst.opgeslagen else "niets opgeslagen"
        self.stdout.write(
            f"{uitkomst.bestand}: {uitkomst.overheid_naam} ({uitkomst.overheid}), "
            f"{PERIODEN[uitkomst.periode]} {uitkomst.boekjaar}, levering {uitkomst.levering}, "
            f"{uitkomst.regels} regels, {stand}."
        )
        for punt in uitkomst.let_op:
            self.stdout.write(f"  Let op: {punt}")
        for controle in uitkomst.controles:
            if controle.uitkomst == FOUT:
                self.stdout.write(f"  {controle.code} fout. {controle.toelichting}")
        for kengetal in uitkomst.kengetallen:
            self.stdout.write(f"  {kengetal.code} {_in_woorden(kengetal)}")
        for signaal in uitkomst.signalen:
            nummer = signaal.nummer or "nog niet geregistreerd"
            self.stdout.write(f"  Signaal {signaal.soort} ({nummer}): {signaal.titel}")


def _in_woorden(kengetal: Kengetal) -> str:
    if kengetal.waarde is None:
        return f"niet te beoordelen. {kengetal.reden}"
    return f"{procent(kengetal.waarde)}, band {kengetal.band}, {kengetal.herkomst}"
