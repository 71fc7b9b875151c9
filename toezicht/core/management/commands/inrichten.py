"""`manage.py inrichten`: the groups and their rights, and if asked the first beheerder."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from toezicht.core.accounts import Persoon, maak_account
from toezicht.core.fouten import Weigering
from toezicht.core.inrichting import richt_in
from toezicht.core.models import User
from toezicht.core.rollen import BEHEERDER


class Command(BaseCommand):
    """Safe to run again: it brings groups and rights back to the table of roles."""

    help = "Maakt de rollen met precies hun rechten. Met --beheerder ook het eerste account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The first account."""
        parser.add_argument(
            "--beheerder", metavar="GEBRUIKERSNAAM", help="maak dit account als het nog niet bestaat"
        )
        parser.add_argument("--voornaam", default="", help="voornaam van de beheerder")
        parser.add_argument("--achternaam", default="", help="achternaam van de beheerder")
        parser.add_argument("--email", default="", help="e-mailadres voor de uitnodiging")

    def handle(self, *args: Any, **options: Any) -> None:
        """Groups first, then the account."""
        inrichting = richt_in()
        for recht in inrichting.ontbreekt:
            self.stderr.write(f"Let op: het recht {recht} bestaat niet. Is migrate uitgevoerd?")
        self.stdout.write(
            f"Rollen ingericht: {len(inrichting.gemaakt)} gemaakt, {len(inrichting.gewijzigd)} bijgewerkt."
        )
        if options["beheerder"]:
            self._maak_beheerder(options)

    def _maak_beheerder(self, options: dict[str, Any]) -> None:
        naam = options["beheerder"]
        if User.objects.filter(username__iexact=naam).exists():
            self.stdout.write(f"Het account {naam} bestaat al.")
            return
        if not options["email"]:
            raise CommandError("Geef met --email het adres waar de uitnodiging heen gaat.")
        persoon = Persoon(options["voornaam"], options["achternaam"], options["email"], "beheerder")
        try:
            maak_account(by=None, gebruikersnaam=naam, persoon=persoon, rolcodes=[BEHEERDER])
        except Weigering as fout:
            raise CommandError(fout.melding) from fout
        self.stdout.write(f"Account {naam} gemaakt; de uitnodiging gaat naar {options['email']}.")
