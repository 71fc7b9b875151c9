"""`manage.py begrotingsjaar_openen`: open the dossiers of a budget year for every gemeente and GR we supervise."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from interventieladder.services.begrotingsjaren import Opening, open_jaar
from toezicht.core import rollen
from toezicht.core.fouten import Weigering
from toezicht.core.models import User

ONJUIST = 2


class Command(BaseCommand):
    """Again is harmless: what is there stays. With `--json` one JSON object as the last line."""

    help = (
        "Opent de dossiers van een begrotingsjaar voor alle gemeenten en gemeenschappelijke regelingen van de "
        "provincie. Nog eens draaien opent alleen wat ontbreekt. Met --proef verandert er niets."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything arrives as text, so that every refusal is ours and Dutch."""
        parser.add_argument("jaar", nargs="?", default="", help="het begrotingsjaar, bijvoorbeeld 2027")
        parser.add_argument(
            "--door",
            default="",
            help="gebruikersnaam van de behandelaar; anders de eerste financieel toezichthouder",
        )
        parser.add_argument("--proef", action="store_true", help="laat zien wat er geopend zou worden")
        parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 for input that cannot be used."""
        try:
            door = _behandelaar(options["door"])
            opening = open_jaar(jaar=_jaar(options["jaar"]), door=door, proef=options["proef"])
        except Weigering as fout:
            raise CommandError(fout.melding, returncode=ONJUIST) from fout
        if options["json"]:
            self.stdout.write(
                json.dumps({**asdict(opening), "behandelaar": door.username}, ensure_ascii=False)
            )
        else:
            self.stdout.write(als_tekst(opening, door))


def _jaar(tekst: str) -> int:
    if not (tekst.isascii() and tekst.isdigit() and len(tekst) == 4):
        raise Weigering("Geef het begrotingsjaar in vier cijfers: manage.py begrotingsjaar_openen JAAR.")
    return int(tekst)


def _behandelaar(gebruikersnaam: str) -> User:
    """Who gets the dossiers: the account named, else the first with the role."""
    wie = User.objects.filter(is_active=True).order_by("pk")
    if gebruikersnaam:
        gevonden = wie.filter(username=gebruikersnaam).first()
    else:
        gevonden = wie.filter(groups__name=rollen.FINANCIEEL_TOEZICHTHOUDER).first()
    if gevonden is None:
        raise Weigering("Er is geen account voor de behandelaar. Noem er een met --door GEBRUIKERSNAAM.")
    return gevonden


def als_tekst(opening: Opening, door: User) -> str:
    """What was opened and what was there, in a few lines."""
    werkwoord = "Te openen" if opening.proef else "Geopend"
    regels = [f"Begrotingsjaar {opening.jaar}, behandelaar {door.naam}"]
    regels.append(f"{werkwoord}: {len(opening.geopend)}; bestond al: {len(opening.bestond)}")
    regels += [f"  {naam}" for naam in opening.geopend]
    return "\n".join(regels)
