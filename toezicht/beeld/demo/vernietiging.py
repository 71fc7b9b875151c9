"""A decision of a raad that may be annulled: read on Thursday 19 November, the ten days run (Gemeentewet 273a)."""

import datetime as dt

from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from interventieladder.services.stapzetting import zet_stap
from interventieladder.services.vernietiging import NieuweVernietiging, open_vernietiging
from toezicht.beeld.demo.toneel import op
from toezicht.core import domeinen
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

CODE = "GM9915"
WATERSCHAP = "WS9901"


def speel(mensen: dict[str, User]) -> None:
    """Opened the day it was read; the next day the jurist confirmed that it can be annulled."""
    gemeente = Overheid.objects.get(code=CODE, geldig_tot__isnull=True)
    with klok_op(op(2026, 11, 19, 14)):
        dossier = open_vernietiging(
            nieuw=NieuweVernietiging(
                overheid_id=gemeente.pk,
                orgaan="raad",
                besluit="Legesverordening 2027",
                domein=domeinen.FINANCIEN,
                besluit_op=dt.date(2026, 11, 17),
                bron="gs",
                grond="recht",
                strijd_met=(
                    "Gemeentewet 229b: de geraamde leges liggen 14 procent boven de geraamde lasten. "
                    "De toelichting bij het raadsvoorstel noemt dat zelf."
                ),
                kennisname_op=dt.date(2026, 11, 19),
                bewijs="E-mail van de griffie met het besluit, 19 november, 09:12 uur",
            ),
            door=mensen["noor"],
        )
    with klok_op(op(2026, 11, 20, 10)):
        toets = leg_feit_vast(
            dossier_id=dossier.pk,
            soort="vatbaarheid",
            datum=dt.date(2026, 11, 20),
            waarden={
                "goedkeuring": False,
                "uitspraak": False,
                "afweging": "De verordening behoeft geen goedkeuring; er is geen uitspraak over.",
            },
            door=mensen["noor"],
        )
        verifieer_feit(feit_id=toets.pk, door=mensen["farah"])
        zet_stap(dossier_id=dossier.pk, stap="toets_vatbaarheid", door=mensen["noor"])
        leg_feit_vast(
            dossier_id=dossier.pk,
            soort="overleg",
            datum=dt.date(2026, 11, 20),
            waarden={"uitkomst": "De griffier legt de cijfers opnieuw voor aan het presidium."},
            door=mensen["noor"],
        )
        zet_stap(dossier_id=dossier.pk, stap="voer_overleg", door=mensen["noor"])
    _waterschap(mensen)


def _waterschap(mensen: dict[str, User]) -> None:
    """A decision of a waterschap, on which GS themselves decide (Waterschapswet 156)."""
    waterschap = Overheid.objects.get(code=WATERSCHAP, geldig_tot__isnull=True)
    with klok_op(op(2026, 11, 18, 11)):
        open_vernietiging(
            nieuw=NieuweVernietiging(
                overheid_id=waterschap.pk,
                orgaan="ab",
                besluit="Peilbesluit Oosterpolder",
                domein=domeinen.WATER,
                besluit_op=dt.date(2026, 11, 11),
                bron="gs",
                grond="recht",
                strijd_met=(
                    "De kaart bij het peilbesluit wijkt af van de tekst; drie percelen krijgen twee peilen. "
                    "Het ontwerp heeft niet ter inzage gelegen."
                ),
                kennisname_op=dt.date(2026, 11, 18),
                bewijs="Besluitenlijst van het algemeen bestuur, gelezen op 18 november",
            ),
            door=mensen["joost"],
        )
