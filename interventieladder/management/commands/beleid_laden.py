"""`manage.py beleid_laden`: a reviewed file becomes a draft version of the policy."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interventieladder.beleid import eis_wettig, hash_van, lees, lees_toml
from interventieladder.models import Beleidskader
from interventieladder.services.beleid import stel_op
from toezicht.core.fouten import Weigering
from toezicht.core.models import User


class Command(BaseCommand):
    """Safe to run again: the same file changes nothing."""

    help = (
        "Leest een beleidskader uit een TOML-bestand (docs/beleidskader.md) en bewaart het als concept. "
        "Vaststellen doet een ander, op de pagina Beleidskaders. Hetzelfde bestand nog eens verandert niets."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Arguments of the command."""
        parser.add_argument("bestand", metavar="BESTAND", type=Path)
        parser.add_argument("--door", metavar="GEBRUIKERSNAAM", default="", help="wie het opstelt")
        parser.add_argument("--proef", action="store_true", help="controleer alleen; sla niets op")
        parser.add_argument(
            "--json", action="store_true", help="druk als laatste regel de uitkomst als JSON af"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check, keep; status 1 with the reason when it is refused."""
        try:
            inhoud = lees_toml(options["bestand"].read_bytes())
            beleid = lees(inhoud)
            eis_wettig(beleid)
            uitkomst = "in orde" if options["proef"] else self._bewaar(inhoud, options["door"])
        except OSError as fout:
            raise CommandError(
                f"Dit bestand is niet te lezen: {options['bestand']} ({fout.strerror})"
            ) from fout
        except Weigering as fout:
            raise CommandError(fout.melding) from fout
        if options["json"]:
            regel = {"versie": beleid.versie, "sha256": hash_van(inhoud), "uitkomst": uitkomst}
            self.stdout.write(json.dumps(regel, ensure_ascii=False))
        else:
            self.stdout.write(f"{beleid.naam} (versie {beleid.versie}): {uitkomst}.")

    def _bewaar(self, inhoud: dict[str, Any], naam: str) -> str:
        if Beleidskader.objects.filter(versie=inhoud["versie"], sha256=hash_van(inhoud)).exists():
            return "ongewijzigd"
        door = User.objects.filter(username__iexact=naam, is_active=True).first() if naam else None
        if door is None:
            raise CommandError("Geef met --door de gebruikersnaam van wie het beleidskader opstelt.")
        stel_op(inhoud=inhoud, door=door)
        return "bewaard als concept"
