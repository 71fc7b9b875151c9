"""Lines of the register of mandates, adopted, as tests need them."""

import datetime as dt

from toezicht.core import rollen
from toezicht.mandaten.models import Afwezigheid, Mandaat, RegelStatus, Vervangregel

BEGIN = dt.date(2020, 1, 1)


def mandaat(niveau="teamleider", **anders):
    """One adopted line, to the function of the level unless a person or another function is named."""
    if "gebruiker" not in anders:
        anders.setdefault("functie", "gedeputeerde" if niveau == "gs_of_gemachtigde" else niveau)
    return Mandaat.objects.create(
        **{
            "niveau": niveau,
            "van": BEGIN,
            "grondslag": "Mandaatbesluit 2026",
            "status": RegelStatus.VASTGESTELD,
            **anders,
        }
    )


def een_regel(niveau):
    """A line of this level to rest a decision on: the first there is."""
    return Mandaat.objects.filter(niveau=niveau).order_by("pk").first() or mandaat(niveau)


def machtig(stap, van, grondslag="GS-besluit 2026-0001"):
    """GS authorise the deputy for this step from a day on; again is harmless (Pw 166)."""
    regel = Mandaat.objects.filter(niveau="gs_of_gemachtigde", handeling=stap).order_by("van").first()
    if regel is None:
        return mandaat(
            "gs_of_gemachtigde", functie=rollen.GEDEPUTEERDE, handeling=stap, van=van, grondslag=grondslag
        )
    Mandaat.objects.filter(pk=regel.pk, van__gt=van).update(van=van)
    return regel


def vervang(voor, door, **anders):
    """`door` replaces `voor`, adopted."""
    waarden = {"van": BEGIN, "grondslag": "Vervangingsregeling GS 2026", "status": RegelStatus.VASTGESTELD}
    return Vervangregel.objects.create(voor=voor, door=door, **{**waarden, **anders})


def afwezig(wie, van, tot=None):
    """Days of absence."""
    return Afwezigheid.objects.create(gebruiker=wie, van=van, tot=tot)
