"""`manage.py bench`: fill an empty database at a scale and measure the budgets of the design on it."""

import json
import os
import platform
import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from toezicht.beeld.bench.meten import Meting
from toezicht.beeld.bench.proeven import Mislukt, draai, kies
from toezicht.beeld.bench.schaal import SCHALEN, VANDAAG
from toezicht.beeld.bench.vulling import Vulling, vul
from toezicht.core import clock
from toezicht.core.fouten import Weigering


class Command(BaseCommand):
    """See `help`."""

    help = (
        "Vult een lege database op een schaal en meet de budgetten van het ontwerp. Bedoeld voor een "
        "wegwerpdatabase: gebruik bin/bench."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("--schaal", choices=list(SCHALEN), default="klein", help="hoeveel er ligt")
        parser.add_argument("--json", action="store_true", help="druk als laatste regel één JSON-object af")
        parser.add_argument("--alleen", nargs="+", default=[], metavar="NAAM", help="alleen deze metingen")
        parser.add_argument("--rondes", type=int, default=30, help="hoe vaak elke meting wordt gedaan")
        parser.add_argument(
            "--hoogstens", type=int, default=2400, metavar="SECONDEN", help="stop als het langer duurt"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Fill, measure, print; an error at the end when something could not be measured."""
        self._begrens(options["hoogstens"])
        try:
            with clock.klok_op(VANDAAG):
                namen = kies(options["alleen"])
                self._machine()
                vulling = vul(SCHALEN[options["schaal"]], self._meld)
                self._gevuld(vulling)
                uitkomsten = [self._toon(u) for u in draai(vulling, namen, max(1, options["rondes"]))]
        except Weigering as fout:
            raise CommandError(str(fout)) from fout
        finally:
            signal.alarm(0)
        self._sluit_af(vulling, uitkomsten, als_json=options["json"])

    def _begrens(self, seconden: int) -> None:
        def te_lang(_nummer: int, _frame: FrameType | None) -> None:
            raise CommandError(f"De meting duurde langer dan {seconden} seconden en is gestopt.")

        signal.signal(signal.SIGALRM, te_lang)
        signal.alarm(seconden)

    def _meld(self, regel: str) -> None:
        self.stderr.write(f"  {regel}")

    def _machine(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            (versie,) = cursor.fetchone() or ("?",)
        self.machine = {
            "kernen": os.cpu_count(),
            "belasting": round(os.getloadavg()[0], 1),
            "python": platform.python_version(),
            "postgresql": versie,
        }
        self.stdout.write(", ".join(f"{naam} {waarde}" for naam, waarde in self.machine.items()))
        if os.getloadavg()[0] > (os.cpu_count() or 1) / 2:
            self.stdout.write("Let op: deze machine is bezig met ander werk; kijk naar de beste tijd.")

    def _gevuld(self, vulling: Vulling) -> None:
        tellingen = ", ".join(f"{label.split('.')[1]} {n}" for label, n in vulling.aantallen.items())
        self.stdout.write(f"schaal {vulling.schaal.naam}: {tellingen}")
        self.stdout.write(f"gevuld in {vulling.seconden:.0f} s\n")

    def _toon(self, uitkomst: Meting | Mislukt) -> Meting | Mislukt:
        if isinstance(uitkomst, Mislukt):
            self.stdout.write(f"{uitkomst.naam:<28}  NIET GEMETEN: {uitkomst.reden}")
        else:
            self.stdout.write(uitkomst.als_regel())
        self.stdout.flush()
        return uitkomst

    def _sluit_af(self, vulling: Vulling, uitkomsten: list[Meting | Mislukt], *, als_json: bool) -> None:
        metingen = [u for u in uitkomsten if isinstance(u, Meting)]
        mislukt = [u for u in uitkomsten if isinstance(u, Mislukt)]
        begroot = [m for m in metingen if m.binnen is not None]
        binnen = sum(m.binnen is True for m in begroot)
        self.stdout.write(f"\n{binnen} van {len(begroot)} metingen binnen hun budget")
        if als_json:
            overzicht = {
                "machine": self.machine,
                "schaal": vulling.schaal.naam,
                "aantallen": vulling.aantallen,
                "vulling_s": round(vulling.seconden, 1),
                "metingen": [m.als_json() for m in metingen],
                "mislukt": {m.naam: m.reden for m in mislukt},
            }
            self.stdout.write(json.dumps(overzicht, ensure_ascii=False))
        if mislukt:
            raise CommandError(f"Niet gemeten: {'; '.join(f'{m.naam} ({m.reden})' for m in mislukt)}")
