"""What the commands of reports share: refusals in Dutch with exit code 2."""

import datetime as dt
import re
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

from toezicht.core.fouten import Weigering

ONJUIST = 2
_DATUM = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Parser(CommandParser):
    """Says in Dutch what argparse would say in English."""

    gebruik = ""

    def error(self, message: str) -> NoReturn:
        """Refuse with the usage of the command."""
        melding = f"Deze opdracht klopt niet. Gebruik: manage.py {self.gebruik}"
        if self.called_from_command_line:
            self.exit(ONJUIST, f"{melding}\n")
        raise CommandError(melding, returncode=ONJUIST)


class Opdracht(BaseCommand):
    """A command whose input is checked by us, so that every refusal is Dutch."""

    gebruik = ""
    requires_system_checks = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """A parser whose refusals are Dutch."""
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = Parser  # Django offers no way to name the class of a command's own parser
        assert isinstance(parser, Parser)  # noqa: S101 - the line above
        parser.gebruik = self.gebruik
        return parser


def lees_datum(tekst: object, naam: str) -> dt.date:
    """An existing day as JJJJ-MM-DD, or `Weigering`."""
    delen = _DATUM.fullmatch(str(tekst or "").strip())
    try:
        jaar, maand, dag = (int(deel) for deel in delen.groups()) if delen else (0, 0, 0)
        return dt.date(jaar, maand, dag)
    except ValueError as fout:
        raise Weigering(
            f"Geef bij --{naam} een bestaande datum als JJJJ-MM-DD, bijvoorbeeld 2026-09-30.", veld=naam
        ) from fout
