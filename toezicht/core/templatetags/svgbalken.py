"""Bars that fill the width of their box: how far a term has run, how much a signal still counts."""

from decimal import Decimal

from django.utils.safestring import SafeString, mark_safe

from toezicht.core.clock import vandaag
from toezicht.core.templatetags import svgbouw as svg
from toezicht.core.templatetags.weergave import als_getal


def gewichtbalk(fractie: object) -> SafeString:
    """How much a signal still counts, 0 to 1, as a thin bar; None is an empty bar."""
    cijfer = als_getal(fractie)
    deel = 0.0 if cijfer is None else svg.deel_van(cijfer, Decimal(0), Decimal(1))
    titel = "Weging niet te beoordelen" if cijfer is None else f"Telt nog voor {round(deel * 100)}% mee"
    return _balk(deel, titel, "gewicht", svg.VOORBIJ, "fig-voorbij")


def looptijdbalk(start: object, einde: object, voldaan: bool = False) -> SafeString:
    """How far a term has run on the business date; red when it is over and not met."""
    begin, slot = svg.als_dag(start), svg.als_dag(einde)
    if begin is None or slot is None:
        return mark_safe("")
    dagen, voorbij = max(1, (slot - begin).days), (vandaag() - begin).days
    deel = min(1.0, max(0.0, voorbij / dagen))
    te_laat = vandaag() > slot and not voldaan
    titel = "De termijn is verstreken" if te_laat else f"{round(deel * 100)}% van de termijn is voorbij"
    kleur = ("#a61b14", "fig-te-laat") if te_laat else (svg.NU, "fig-nu")
    return _balk(deel, titel, "looptijd__balk", *kleur)


def _balk(deel: float, titel: str, klasse: str, kleur: str, kleurklasse: str) -> SafeString:
    """A bar that fills its box, for `deel` of its width."""
    return svg.element(
        "svg",
        svg.element("title", titel),
        svg.element("rect", x=0, y=0, width=100, height=10, fill=svg.LEEG, klasse="fig-leeg"),
        svg.element("rect", x=0, y=0, width=deel * 100, height=10, fill=kleur, klasse=kleurklasse),
        klasse=klasse,
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 100 10",
        width="100%",
        height=10,
        preserveAspectRatio="none",
        role="img",
    )


def ruimtebalk(fractie: object, overschreden: bool = False) -> SafeString:
    """How much of an amount is used, 0 to 1, as a bar with its words; red when more was used than there is."""
    cijfer = als_getal(fractie)
    if cijfer is None:
        return mark_safe("")
    deel = 1.0 if overschreden else svg.deel_van(cijfer, Decimal(0), Decimal(1))
    titel = "Meer gebruikt dan er is" if overschreden else f"{round(deel * 100)}% van het plafond is gebruikt"
    kleur = ("#a61b14", "fig-te-laat") if overschreden else (svg.NU, "fig-nu")
    return _balk(deel, titel, "looptijd__balk", *kleur)
