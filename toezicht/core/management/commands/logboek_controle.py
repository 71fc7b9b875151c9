"""`manage.py logboek_controle`: has anybody touched the logboek? Exit 1 and the first wrong line."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from toezicht.core.logboekcontrole import Controle, controleer


class Command(BaseCommand):
    """Walk all chains and seals."""

    help = (
        "Controleert alle regels en zegels van het logboek. Noemt de eerste regel die niet klopt; exitcode 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument("--json", action="store_true", help="geef één JSON-object als laatste regel")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify; progress goes to stderr."""
        controle = controleer(voortgang=lambda aantal: self.stderr.write(f"{aantal} regels gecontroleerd"))
        self.stdout.write(_als_json(controle) if options["json"] else _als_tekst(controle))
        if not controle.in_orde:
            sys.exit(1)


def _als_json(controle: Controle) -> str:
    return json.dumps(
        {
            "in_orde": controle.in_orde,
            "regels": controle.regels,
            "ketens": controle.ketens,
            "zegels": controle.zegels,
            "eerste_fout": controle.eerste_fout,
            "regel_id": str(controle.regel_id) if controle.regel_id is not None else None,
            "laatste_zegel": controle.laatste_zegel,
        },
        ensure_ascii=False,
    )


def _als_tekst(controle: Controle) -> str:
    if not controle.in_orde:
        return f"Het logboek klopt niet. Eerste fout: {controle.eerste_fout}."
    return (
        f"Het logboek klopt: {controle.regels} regels in {controle.ketens} ketens, {controle.zegels} zegels. "
        f"Laatste zegel: {controle.laatste_zegel or 'nog geen'}."
    )
