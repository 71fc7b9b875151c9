"""The register of Voorbeeldland: mandates of this year, who replaces whom, who is away, who steps aside."""

import datetime as dt
from collections.abc import Sequence

from toezicht.core import clock
from toezicht.core.models import User
from toezicht.mandaten.models import Mandaat
from toezicht.mandaten.services import mandaten, vervanging
from toezicht.mandaten.services.mandaten import NieuwMandaat
from toezicht.mandaten.services.vervanging import NieuweVervanging
from toezicht.organisaties.models import Overheid

BESLUIT = "Mandaatbesluit Voorbeeldland 2026, GS 13 januari 2026"
REGELING = "Vervangingsregeling GS 2026, GS 13 januari 2026"
VELDRIJK = "GM9944"


def speel(mensen: dict[str, User]) -> None:
    """Replace the lines of the first day by the decision of the province, all with two pairs of eyes."""
    for begin in Mandaat.objects.filter(opgesteld_door__isnull=True).order_by("pk"):
        mandaten.beeindig(
            mandaat_id=begin.pk,
            tot=clock.vandaag(),
            reden="Vervangen door het mandaatbesluit",
            door=mensen["farah"],
        )
    marijke = mensen["marijke"].pk
    _mandaten(
        mensen,
        [
            NieuwMandaat("coordinator", clock.vandaag(), BESLUIT, functie="coordinator"),
            NieuwMandaat("teamleider", clock.vandaag(), BESLUIT, functie="teamleider"),
            NieuwMandaat("teamleider", clock.vandaag(), BESLUIT, functie="directeur", ondermandaat_mag=True),
            NieuwMandaat("gedeputeerde", clock.vandaag(), BESLUIT, gebruiker_id=marijke),
        ],
    )
    for voor, door in (("tess", "rik"), ("marijke", "leila")):
        regel = vervanging.stel_op(
            nieuw=NieuweVervanging(mensen[voor].pk, mensen[door].pk, clock.vandaag(), REGELING),
            door=mensen["farah"],
        )
        vervanging.stel_vast(regel_id=regel.pk, door=mensen["sofie"])


def _mandaten(mensen: dict[str, User], regels: Sequence[NieuwMandaat]) -> None:
    for nieuw in regels:
        concept = mandaten.stel_op(nieuw=nieuw, door=mensen["farah"])
        mandaten.stel_vast(mandaat_id=concept.pk, door=mensen["sofie"])


def speel_vandaag(mensen: dict[str, User]) -> None:
    """What stands in the register this week: leave that comes, an interest, a draft that waits."""
    kerst = dt.date(clock.vandaag().year, 12, 21)
    for wie in ("tess", "marijke"):
        vervanging.meld_afwezig(
            gebruiker_id=mensen[wie].pk, van=kerst, tot=kerst + dt.timedelta(days=14), door=mensen[wie]
        )
    vervanging.geef_belang_op(
        gebruiker_id=mensen["leila"].pk,
        overheid_id=Overheid.objects.get(code=VELDRIJK).pk,
        toelichting="Broer is wethouder",
        van=clock.vandaag(),
        door=mensen["leila"],
    )
    mandaten.stel_op(
        nieuw=NieuwMandaat(
            "gs_of_gemachtigde",
            clock.vandaag() + dt.timedelta(days=8),
            "Voorstel machtigingsbesluit 2027",
            handeling="kondig_voornemen_aan",
            ladder="generiek",
            gebruiker_id=mensen["marijke"].pk,
        ),
        door=mensen["farah"],
    )
