"""`manage.py demo_overzicht`: what the demonstration made, and where to look."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from interventieladder.selectors.aantallen import aantal_besluiten, aantal_dossiers
from reports.selectors import gereed, wachtend
from signalen.selectors.signalen import aantal_signalen
from toezicht.beeld.demo.mensen import MENSEN, WACHTWOORD
from toezicht.core import clock
from toezicht.core.models import Logboekregel
from toezicht.core.rollen import ROLLEN
from toezicht.organisaties.selectors import tel_overheden


class Command(BaseCommand):
    """See `help`."""

    help = "Toont wat de demo maakte: aantallen, rapporten en accounts. Met --json als één JSON-object."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("--json", action="store_true", help="druk als laatste regel één JSON-object af")
        parser.add_argument(
            "--wacht", type=int, default=0, metavar="SECONDEN", help="wacht tot alle rapporten klaar zijn"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Wait if asked, then print."""
        self._wacht(options["wacht"])
        overzicht = self._overzicht()
        if options["json"]:
            self.stdout.write(json.dumps(overzicht, ensure_ascii=False))
        else:
            self._toon(overzicht)

    def _wacht(self, seconden: int) -> None:
        einde = time.monotonic() + seconden
        while seconden and (over := wachtend(nu=clock.nu())):
            if time.monotonic() > einde:
                raise CommandError(f"Na {seconden} seconden wachten nog {over} rapporten. Draait de worker?")
            time.sleep(0.5)

    def _overzicht(self) -> dict[str, Any]:
        return {
            "gemeenten": tel_overheden(
                soort="gemeente", provincie=settings.PROVINCIE_CODE, peildatum=clock.vandaag()
            ),
            "signalen": aantal_signalen(),
            "dossiers": aantal_dossiers(),
            "besluiten": aantal_besluiten(),
            "rapporten": [
                {"soort": r.soort, "bestand": r.bestand, "sha256": r.sha256, "paginas": r.paginas}
                for r in gereed()
            ],
            "logboek_regels": Logboekregel.objects.count(),
        }

    def _toon(self, overzicht: dict[str, Any]) -> None:
        namen = {rol.code: rol.naam for rol in ROLLEN}
        self.stdout.write(
            f"\n{overzicht['gemeenten']} gemeenten, {overzicht['signalen']} signalen, "
            f"{overzicht['dossiers']} dossiers, {overzicht['besluiten']} besluiten, "
            f"{overzicht['logboek_regels']} logboekregels."
        )
        self.stdout.write("\nRapporten:")
        for rapport in overzicht["rapporten"]:
            self.stdout.write(f"  {rapport['soort']:<18} {rapport['paginas']} pagina’s  {rapport['bestand']}")
        self.stdout.write(f"\nInloggen kan als (wachtwoord: {WACHTWOORD}):")
        for persoon in MENSEN:
            self.stdout.write(f"  {persoon.gebruikersnaam:<10} {namen[persoon.rol]}")
