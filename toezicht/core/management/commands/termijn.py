"""`manage.py termijn`: when does a term end, and why?"""

import datetime as dt
import json
import re
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.fouten import Weigering
from toezicht.core.termijnbeleid import termijnbeleid
from toezicht.core.termijnen import Basis, Eenheid, Lengte, Uitkomst, bereken, datum_voluit

FOUTCODE = 2
GEBRUIK = (
    "Gebruik: manage.py termijn --start JJJJ-MM-DD (--dagen N | --weken N | --maanden N) "
    f"--basis ({'|'.join(Basis)}) [--overeenkomstig | --niet-overeenkomstig] [--json]"
)


class _Parser(CommandParser):
    """Says in Dutch what argparse would say in English."""

    def error(self, message: str) -> NoReturn:
        melding = f"Deze opdracht klopt niet. {GEBRUIK}"
        if self.called_from_command_line:
            self.exit(FOUTCODE, f"{melding}\n")
        raise CommandError(melding, returncode=FOUTCODE)


class Command(BaseCommand):
    """Prints the end date with its explanation; with `--json` one JSON object as the last line."""

    help = "Berekent het einde van een termijn volgens de Algemene termijnenwet, met uitleg."
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser whose refusals are Dutch."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = _Parser  # Django offers no way to name the class of a command's own parser
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything arrives as text, so that every refusal is ours and Dutch."""
        parser.add_argument("--start", nargs="?", help="dag van de gebeurtenis, als JJJJ-MM-DD")
        for eenheid in Eenheid:
            parser.add_argument(f"--{eenheid}", nargs="?", const="", help=f"lengte in {eenheid}")
        parser.add_argument("--basis", nargs="?", help=" of ".join(Basis))
        parser.add_argument(
            "--overeenkomstig",
            action="store_true",
            help="pas de wet ook toe buiten wet en amvb, met haar uitzonderingen",
        )
        parser.add_argument(
            "--niet-overeenkomstig",
            action="store_true",
            help="pas de wet buiten wet en amvb niet toe; zonder keuze geldt het beleidskader van vandaag",
        )
        parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 and one clear sentence for input that cannot be used."""
        try:
            uitkomst = bereken(
                _start(options["start"]),
                _lengte(options),
                _basis(options["basis"]),
                overeenkomstig=_overeenkomstig(options),
                kalender=geldende_kalender(),
            )
        except Weigering as fout:
            raise CommandError(fout.melding, returncode=FOUTCODE) from fout
        self.stdout.write(_als_json(uitkomst) if options["json"] else _als_tekst(uitkomst))


def _start(tekst: object) -> dt.date:
    delen = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", str(tekst or ""))
    try:
        jaar, maand, dag = (int(deel) for deel in delen.groups()) if delen else (0, 0, 0)
        return dt.date(jaar, maand, dag)
    except ValueError as fout:
        raise Weigering(
            "Geef bij --start een bestaande datum als JJJJ-MM-DD, bijvoorbeeld 2026-05-22."
        ) from fout


def _lengte(options: dict[str, Any]) -> Lengte:
    gegeven = [(eenheid, str(options[eenheid])) for eenheid in Eenheid if options[eenheid] is not None]
    if len(gegeven) != 1:
        raise Weigering("Geef precies één van --dagen, --weken en --maanden.")
    eenheid, tekst = gegeven[0]
    if not re.fullmatch(r"[+-]?[0-9]{1,9}", tekst):
        raise Weigering(f"Geef bij --{eenheid} een heel getal van 1 of hoger, van ten hoogste negen cijfers.")
    return Lengte(int(tekst), eenheid)


def _basis(tekst: str | None) -> Basis:
    if tekst not in set(Basis):
        raise Weigering(f"Geef bij --basis een van deze woorden: {', '.join(Basis)}.")
    return Basis(tekst)


def _overeenkomstig(options: dict[str, Any]) -> bool:
    """As asked; else as the policy in force says."""
    if options["overeenkomstig"] and options["niet_overeenkomstig"]:
        raise Weigering("Kies --overeenkomstig of --niet-overeenkomstig, niet allebei.")
    if options["overeenkomstig"] or options["niet_overeenkomstig"]:
        return bool(options["overeenkomstig"])
    return termijnbeleid().overeenkomstig


def _als_json(uitkomst: Uitkomst) -> str:
    return json.dumps(
        {
            "ruw_einde": uitkomst.ruw_einde.isoformat(),
            "effectief_einde": uitkomst.effectief_einde.isoformat(),
            "stappen": list(uitkomst.stappen),
        }
    )


def _als_tekst(uitkomst: Uitkomst) -> str:
    stappen = "\n".join(f"{nummer}. {stap}" for nummer, stap in enumerate(uitkomst.stappen, start=1))
    return f"{stappen}\nEinde: {datum_voluit(uitkomst.effectief_einde)}"
