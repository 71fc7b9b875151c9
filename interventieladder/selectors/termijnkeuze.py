"""A term of a dossier that was taken over, of which nobody chose yet which of its two ends counts."""

import datetime as dt

from django.db.models import Exists, F, OuterRef

from interventieladder.models import OvergenomenTermijn, Termijn
from toezicht.core.templatetags.weergave import MAANDEN, datum

KIES = "Kies einddatum"


def zonder_keuze() -> Exists:
    """Condition on terms: letter and calculation differ and nobody chose yet."""
    open_ = OvergenomenTermijn.objects.filter(termijn=OuterRef("pk"), keuze="", brief_einde__isnull=False)
    return Exists(open_.exclude(brief_einde=F("berekend_einde")))


def einden_te_kiezen(termijn: Termijn) -> tuple[dt.date, dt.date] | None:
    """Both ends, the earliest first, while nobody chose; else None. Wants `overgenomen` selected along."""
    overgenomen = getattr(termijn, "overgenomen", None)
    return overgenomen.einden if overgenomen is not None and overgenomen.te_kiezen else None


def keuze_in_woorden(einden: tuple[dt.date, dt.date] | None) -> str:
    """*24 of 30 november 2026: kies de einddatum*; empty when the end is known."""
    if einden is None:
        return ""
    vroeg, laat = einden
    if (vroeg.year, vroeg.month) == (laat.year, laat.month):
        begin = str(vroeg.day)
    else:
        begin = f"{vroeg.day} {MAANDEN[vroeg.month - 1]}" if vroeg.year == laat.year else datum(vroeg)
    return f"{begin} of {datum(laat)}: kies de einddatum"
