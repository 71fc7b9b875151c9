"""Voorbeeldland for the browser: the story of the demonstration, and the addresses in it."""

import datetime as dt
from dataclasses import dataclass, field

from django.core.management import call_command

from interventieladder.models import Brief, Dossier, Voorstel
from reports.models import Rapport
from reports.services import rapporten
from tests.e2e import zaken
from tests.factories import WACHTWOORD, UserFactory
from toezicht.beeld.demo import verhaal
from toezicht.core.models import User

DUINRAND, KREEKZICHT, WATERLO, NIEUWKADE, SLUISDAM = "GM9907", "GM9917", "GM9937", "GM9922", "GM9931"
TURFMEER, VAARTZICHT, VELDZICHT = "GM9933", "GM9934", "GM9935"


@dataclass
class Wereld:
    """Who there is, by user name, and the numbers of what there is."""

    mensen: dict[str, User] = field(default_factory=dict)
    concept: str = ""
    rapport: int = 0

    def dossier(self, code):
        """The dossier about the organisation with this code."""
        return Dossier.objects.generiek().filter(overheid__code=code).order_by("pk").first()

    def op_ladder(self, ladder):
        """The first dossier of the story on this ladder."""
        gevonden = Dossier.objects.filter(ladder=ladder).order_by("pk").first()
        assert gevonden, f"the story has no dossier on {ladder}: add one in toezicht/beeld/demo/ (verhaal.py)"
        return gevonden

    def voorstel(self, code):
        """The last proposal about the organisation with this code."""
        voorstellen = Voorstel.objects.filter(dossier__overheid__code=code, dossier__ladder="generiek")
        return voorstellen.order_by("pk").last()

    def brief(self, code):
        """The first letter of that proposal."""
        return Brief.objects.filter(voorstel=self.voorstel(code)).order_by("pk").first()


def bouw():
    """Play the story, give everybody a password, draft a proposal, and make a report of
    each kind."""
    call_command("inrichten", verbosity=0)
    verhaal.speel()
    for user in User.objects.all():
        user.set_password(WACHTWOORD)
        user.save(update_fields=["password"])
    mensen = {user.username: user for user in User.objects.all()}
    mensen["niemand"] = UserFactory(username="niemand", first_name="Daan", last_name="Nieuw")
    wereld = Wereld(mensen)
    wereld.concept = zaken.concept(mensen)
    zaken.beleid(mensen)
    for gepland in Rapport.objects.filter(status="gepland"):
        assert rapporten.maak_rapport(rapport_id=gepland.pk)
    wereld.rapport = rapporten.maak_nu(
        soort="toezichtbeeld", overheid_code=DUINRAND, peildatum=dt.date(2026, 11, 22), by=mensen["rik"]
    ).pk
    return wereld
