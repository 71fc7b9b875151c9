"""`manage.py rapport_draaien`: make one report now."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from reports import services
from reports.management.commands._opdracht import ONJUIST, Opdracht, lees_datum
from reports.models import Rapport, Rapportsoort
from toezicht.core.fouten import Weigering
from toezicht.core.pdf import PdfMislukt


class Command(Opdracht):
    """Prints where the report lies; with `--json` one JSON object as the last line."""

    help = (
        "Maakt een rapport met de stand op een peildatum. Zijn de feiten gelijk aan die van een eerdere "
        "versie, dan is die versie het antwoord; met --reden komt er altijd een nieuwe versie."
    )

    gebruik = (
        "rapport_draaien SOORT [--overheid CODE] --peildatum JJJJ-MM-DD [--kennisdatum JJJJ-MM-DD] "
        "[--reden TEKST] [--json]"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Everything arrives as text, so that every refusal is ours and Dutch."""
        parser.add_argument("soort", nargs="?", default="", help=" of ".join(Rapportsoort.values))
        parser.add_argument("--overheid", default="", help="code van de overheid, bijvoorbeeld GM9901")
        parser.add_argument("--peildatum", default="", help="de stand op deze dag, als JJJJ-MM-DD")
        parser.add_argument("--kennisdatum", default="", help="met wat op deze dag bekend was; anders nu")
        parser.add_argument("--reden", default="", help="waarom er een nieuwe versie komt")
        parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 2 for input that cannot be used, 1 when the report could not be made."""
        try:
            rapport = services.maak_nu(
                soort=options["soort"],
                overheid_code=options["overheid"],
                peildatum=lees_datum(options["peildatum"], "peildatum"),
                kennisdatum=lees_datum(options["kennisdatum"], "kennisdatum")
                if options["kennisdatum"]
                else None,
                reden=options["reden"],
            )
        except Weigering as fout:
            raise CommandError(fout.melding, returncode=ONJUIST) from fout
        except PdfMislukt as fout:
            raise CommandError(f"Het rapport is niet gemaakt. {fout}", returncode=1) from fout
        self.stdout.write(als_json(rapport) if options["json"] else als_tekst(rapport))


def als_json(rapport: Rapport) -> str:
    """The report as one JSON value; identifiers are text."""
    return json.dumps(
        {
            "rapport": str(rapport.pk),
            "soort": rapport.soort,
            "versie": rapport.versie,
            "bestand": rapport.bestand.path,
            "sha256": rapport.sha256,
            "snapshot_sha256": rapport.snapshot_sha256,
            "paginas": rapport.paginas,
        },
        ensure_ascii=False,
    )


def als_tekst(rapport: Rapport) -> str:
    """The report in a few lines."""
    return (
        f"{rapport}: rapport {rapport.pk}, {rapport.paginas} pagina’s\n"
        f"{rapport.bestand.path}\n"
        f"bestand {rapport.sha256}\nfeiten  {rapport.snapshot_sha256}"
    )
