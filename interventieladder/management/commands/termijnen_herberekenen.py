"""Compute all living terms anew with the calendar in force, and list what moves."""

import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from interventieladder.models import Verschuiving
from interventieladder.services.herberekening import bekijk, herbereken_termijnen
from toezicht.core.fouten import Weigering
from toezicht.core.termijnen import datum_voluit

FOUTCODE = 2
Regel = dict[str, Any]


class Command(BaseCommand):
    """`manage.py termijnen_herberekenen --proef`: what would move, and why; nothing changes.

    What moves in the room of the cdK is neither listed nor counted.
    """

    help = "Bereken alle lopende termijnen opnieuw met de geldende feestdagen en toon wat verschuift."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Trial run, reason and form of the output."""
        parser.add_argument("--proef", action="store_true", help="toon alleen wat zou verschuiven")
        parser.add_argument(
            "--reden", default="opnieuw berekend met de geldende feestdagen", help="waarom, voor het logboek"
        )
        parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 and one clear sentence for input that cannot be used."""
        try:
            uitkomst = _proef() if options["proef"] else _echt(options["reden"])
        except Weigering as fout:
            raise CommandError(fout.melding, returncode=FOUTCODE) from fout
        self.stdout.write(json.dumps(uitkomst) if options["json"] else _als_tekst(uitkomst))


def _proef() -> Regel:
    voorbeeld = bekijk().buiten_kamer()
    return {
        "proef": True,
        "kalender_versie": voorbeeld.kalender.versie,
        "bekeken": voorbeeld.bekeken,
        "verschuivingen": [
            {
                "termijn": str(v.termijn.pk),
                "dossier": v.termijn.dossier.nummer,
                "soort": v.termijn.soort,
                "van": v.termijn.effectief_einde.isoformat(),
                "naar": v.naar.isoformat(),
                "brief": v.brief,
                "status": "te_bevestigen" if v.brief else "verplaatst",
            }
            for v in voorbeeld.verplaatsingen
        ],
    }


def _echt(reden: str) -> Regel:
    ronde = herbereken_termijnen(reden=reden, door=None)
    rijen = Verschuiving.objects.filter(herberekening=ronde, termijn__dossier__kamer="").select_related(
        "termijn__dossier"
    )
    return {
        "proef": False,
        "kalender_versie": ronde.kalender_versie,
        "bekeken": ronde.bekeken,
        "verschuivingen": [
            {
                "termijn": str(v.termijn_id),
                "dossier": v.termijn.dossier.nummer,
                "soort": v.termijn.soort,
                "van": v.van_einde.isoformat(),
                "naar": v.naar_einde.isoformat(),
                "brief": v.brief,
                "status": v.status,
            }
            for v in rijen
        ],
    }


def _als_tekst(uitkomst: Regel) -> str:
    rijen = uitkomst["verschuivingen"]
    regels = [f"{uitkomst['bekeken']} termijnen bekeken, {len(rijen)} verschuiven."]
    for rij in rijen:
        brief = f"; brief {rij['brief']} noemt de oude datum: te bevestigen" if rij["brief"] else ""
        regels.append(f"{rij['dossier']} {rij['soort']}: {_dag(rij['van'])} → {_dag(rij['naar'])}{brief}")
    if uitkomst["proef"]:
        regels.append("Dit was een proef: er is niets veranderd.")
    return "\n".join(regels)


def _dag(iso: str) -> str:
    return datum_voluit(dt.date.fromisoformat(iso))
