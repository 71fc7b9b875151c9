"""A dossier on a ladder beside the general one, from a recipe: straight in the database.

Facts cannot be taken away once they are there, so a test that wants one missing leaves it out of the recipe.
"""

import itertools
from dataclasses import dataclass, field

from interventieladder.models import Feit, Ladderstap, Vernietigingszaak
from interventieladder.models.dossier import klasse_van
from interventieladder.standen import plan_van
from tests.interventieladder.bouw import BEGIN, Bouw, dagen, maak_gemeente, maak_mensen, maak_termijn
from toezicht.core import clock
from toezicht.core.transitions import machine_van

nummers = itertools.count(1)


@dataclass
class Recept:
    """What to lay down. `feiten`: {kind: (day, values, verified)}; `termijnen`: {kind: last day}."""

    ladder: str
    stand: str
    zaak: dict = field(default_factory=dict)
    dossier: dict = field(default_factory=dict)
    feiten: dict = field(default_factory=dict)
    termijnen: dict = field(default_factory=dict)
    overgang: str = "geopend"

    def feit(self, soort, datum=None, *, geverifieerd=True, **waarden):
        """Add or replace the fact of a kind; values of an earlier one of that kind stay."""
        oud = self.feiten.get(soort, (None, {}, True))
        self.feiten[soort] = (datum or oud[0] or dagen(-2), {**oud[1], **waarden}, geverifieerd)

    def zonder(self, soort):
        self.feiten.pop(soort, None)


def maak(recept, mensen=None):
    """The dossier of the recipe, with its running stay; at an end it is closed and holds no facts."""
    mensen = mensen or maak_mensen()
    plan = plan_van(recept.ladder)
    dicht = recept.stand in plan.eind
    sluiting = {"gesloten_op": clock.vandaag(), "sluitreden": "afgerond"} if dicht else {}
    dossier = klasse_van(recept.ladder).objects.create(
        **{
            "ladder": recept.ladder,
            "nummer": f"L-{next(nummers)}",
            "titel": "Besluit over de leges",
            "overheid": recept.dossier.pop("overheid", None) or maak_gemeente(),
            "domein": plan.domein,
            "taak": plan.taak,
            "orgaan": "raad",
            "onderdeel": "Besluit 12",
            "omschrijving": "Het besluit past niet bij de wet.",
            "datum_feit": BEGIN,
            "geopend_op": BEGIN,
            "beleid_versie": "2026-1",
            "stand": recept.stand,
            "trede": recept.stand,
            "trede_sinds": BEGIN,
            "behandelaar": mensen.opsteller,
            "tweede_lezer": mensen.lezer,
            **sluiting,
            **recept.dossier,
        }
    )
    b = Bouw(dossier, mensen)
    b.stap = Ladderstap.objects.create(
        dossier=dossier, trede=recept.stand, volgnummer=1, van=BEGIN, overgang=recept.overgang
    )
    if recept.ladder.startswith("vernietiging"):
        Vernietigingszaak.objects.create(
            **{
                "dossier": dossier,
                "besluit": "Besluit 12",
                "besluit_op": BEGIN,
                "voorwerp": "besluit",
                "bron": "gs",
                "grond": "recht",
                "strijd_met": "Gemeentewet 229b",
                **recept.zaak,
            }
        )
    for soort, (datum, waarden, geverifieerd) in recept.feiten.items():
        maak_feit(b, soort, datum, geverifieerd=geverifieerd, **waarden)
    for soort, einde in recept.termijnen.items():
        maak_termijn(b, soort, einde)
    b.dossier = b.vers()
    return b


def maak_feit(b, soort, datum=None, *, geverifieerd=True, **waarden):
    """One fact, verified by the second reader unless told."""
    wie = {"geverifieerd_door": b.mensen.lezer, "geverifieerd_op": clock.vandaag()} if geverifieerd else {}
    return Feit.objects.create(
        dossier=b.dossier,
        soort=soort,
        datum=datum or dagen(-2),
        waarden=waarden,
        vastgelegd_door=b.mensen.opsteller,
        vastgelegd_op=clock.nu(),
        **wie,
    )


def overgang_van(ladder, van, stap):
    """The declaration."""
    return next(o for o in machine_van(klasse_van(ladder)).overgangen if (o.van, o.stap) == (van, stap))


def overgangen(ladder):
    """Every declared (from, step) of a ladder."""
    return [(o.van, o.stap) for o in machine_van(klasse_van(ladder)).overgangen]
