"""`manage.py ladder_controle`: check every state machine and draw it into docs/."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from toezicht.core.machines import Bevinding, controleer, ladders, teken


class Command(BaseCommand):
    """See `help`."""

    help = (
        "Controleert alle toestandsmachines: geen doodlopende of onbereikbare toestand, geen overgang zonder "
        "grondslag, geen woord dat niet bestaat. Tekent ze met --teken in docs/ladders; "
        "--controleer-tekening faalt als een tekening oud is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument(
            "--json", action="store_true", help="druk als laatste regel de uitkomst af als JSON"
        )
        parser.add_argument("--teken", action="store_true", help="schrijf de tekeningen in docs/ladders")
        parser.add_argument("--controleer-tekening", action="store_true", help="faal als een tekening oud is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, draw if asked, print, and fail on any fault."""
        bevindingen = [controleer(ladder) for ladder in ladders()]
        oud = (
            self._tekeningen(schrijf=options["teken"])
            if options["teken"] or options["controleer_tekening"]
            else []
        )
        if options["json"]:
            self.stdout.write(
                json.dumps({"ladders": [b.als_json() for b in bevindingen]}, ensure_ascii=False)
            )
        else:
            for bevinding in bevindingen:
                self._toon(bevinding)
        if oud and options["controleer_tekening"]:
            raise CommandError(f"Oude tekening: {', '.join(oud)}. Draai manage.py ladder_controle --teken.")
        if not all(b.in_orde for b in bevindingen):
            raise CommandError("Er is een fout in een ladder; zie hierboven.")

    def _tekeningen(self, *, schrijf: bool) -> list[str]:
        """Names of drawings that are not current; with `schrijf` they are made so."""
        map_ = Path(settings.BASE_DIR) / "docs" / "ladders"
        oud = []
        for ladder in ladders():
            pad, tekst = map_ / f"{ladder.naam}.md", teken(ladder)
            if not pad.exists() or pad.read_text(encoding="utf-8") != tekst:
                if schrijf:
                    map_.mkdir(parents=True, exist_ok=True)
                    pad.write_text(tekst, encoding="utf-8")
                else:
                    oud.append(pad.name)
        return oud

    def _toon(self, bevinding: Bevinding) -> None:
        machine = bevinding.ladder.machine()
        oordeel = "in orde" if bevinding.in_orde else "FOUT"
        self.stdout.write(
            f"{bevinding.ladder.naam}: {len(machine.toestanden)} toestanden, "
            f"{len(machine.overgangen)} overgangen: {oordeel}"
        )
        for wat, gevallen in (
            ("doodlopend", bevinding.doodlopend),
            ("onbereikbaar", bevinding.onbereikbaar),
            ("zonder grondslag", bevinding.zonder_grondslag),
            ("fout", bevinding.fouten),
        ):
            for geval in gevallen:
                self.stdout.write(f"  {wat}: {geval}")
