"""Versions of the policy for tests: the three examples, and a version adopted by the real services."""

import copy
import datetime as dt

from interventieladder import beleid as kader
from interventieladder.services import beleid as diensten
from tests.factories import BeheerderFactory, TeamleiderFactory

VOORBEELDEN = ("2026-1", "zes-2026-1", "vijf-2026-1")
VOORBEELDLAND = "2026-1"


def voorbeeld(bron=VOORBEELDLAND, /, **anders):
    """The content of an example, with other values at the top; a value of None leaves the part out."""
    inhoud = copy.deepcopy(dict(kader.meegeleverd()[bron])) | anders
    return {sleutel: waarde for sleutel, waarde in inhoud.items() if waarde is not None}


def stel_vast(bron=VOORBEELDLAND, /, *, besloten_op=None, **anders):
    """A version entered by one person and adopted by another; gives the row."""
    inhoud = voorbeeld(bron, **anders)
    opsteller, vaststeller = BeheerderFactory(), TeamleiderFactory()
    rij = diensten.stel_op(inhoud=inhoud, door=opsteller)
    diensten.dien_in(versie=rij.versie, door=opsteller)
    return diensten.stel_vast(
        versie=rij.versie,
        kenmerk="GS-2026-0412",
        besloten_op=besloten_op or dt.date.fromisoformat(inhoud["geldig_van"]),
        door=vaststeller,
    )
