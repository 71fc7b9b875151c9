"""The dossier: one organisation on one ladder. Transitions stand on its proxies in `interventieladder.ladders`."""

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal
from functools import cached_property, reduce
from operator import or_
from typing import Any, ClassVar, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import F, Q

from interventieladder.beleid import Beleid
from interventieladder.guards.overname import OVERNAMEGUARDS
from interventieladder.models.beleidskader import beleid_van
from interventieladder.models.feiten_lezer import Feiten
from interventieladder.standen import GENERIEK, PLANNEN, Ladderplan, plan_van
from interventieladder.treden import (
    KAMER_CDK,
    TREDEN,
    Gebrek,
    Gevorderd,
    Niveau,
    Orgaan,
    Sluitreden,
    Stand,
    hoogte,
    tekort_in_woorden,
)
from interventieladder.wettelijk import Regime, regime_van
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.transitions import FSMField, Guard

K = TypeVar("K", bound="type[Dossier]")
_KLASSEN: "dict[str, type[Dossier]]" = {}
EEN_OPEN = "dossier_een_open_per_"
"""How the constraints begin that hold I1: on the general ladder per duty, beside it per part."""


def dossierklasse(ladder: str) -> Callable[[K], K]:
    """Make a proxy of `Dossier` the class of every dossier on this ladder."""

    def registreer(klasse: K) -> K:
        klasse.machineplan = plan_van(ladder)
        _KLASSEN[ladder] = klasse
        return klasse

    return registreer


def klasse_van(ladder: str) -> "type[Dossier]":
    """The class with the transitions of this ladder; `ImproperlyConfigured` for a plan that has none."""
    if ladder not in _KLASSEN:
        raise ImproperlyConfigured(
            f"ladder {ladder} has a plan but no class: declare a proxy of Dossier with @dossierklasse in "
            "interventieladder/ladders/ and import its module in interventieladder/ladders/__init__.py"
        )
    return _KLASSEN[ladder]


def _standen_per_ladder(deel: Callable[[Ladderplan], Sequence[str]]) -> Q:
    """A condition on `ladder` and `stand` together, over all ladders."""
    return reduce(or_, (Q(ladder=plan.code, stand__in=sorted(deel(plan))) for plan in PLANNEN.values()))


_IS_DICHT = _standen_per_ladder(lambda plan: plan.eind)
_IS_OPEN = _standen_per_ladder(lambda plan: plan.tussen)


def kamer_open_voor(user: User, pad: str = "") -> Q:
    """The condition under which this account may know a row to exist; `pad` leads to the dossier ("dossier__").

    Ordinary dossiers need the right to read dossiers, those in the room of the cdK the right of that room.
    """
    open_ = Q(**{f"{pad}kamer": ""}) if user.has_perm(rollen.BEKIJK_DOSSIERS) else Q(pk__in=[])
    return open_ | Q(**{f"{pad}kamer": KAMER_CDK}) if user.has_perm(rollen.BEKIJK_CDK) else open_


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Reads over dossiers."""

    def open(self) -> "DossierQuerySet":
        """Not closed."""
        return self.filter(gesloten_op__isnull=True)

    def zichtbaar_voor(self, user: User) -> "DossierQuerySet":
        """What this account may know to exist (design.md 4.6; ladder.md 5.1, R13)."""
        return self.filter(kamer_open_voor(user))

    def generiek(self) -> "DossierQuerySet":
        """On the general ladder."""
        return self.filter(ladder=GENERIEK)

    def buiten_kamer(self) -> "DossierQuerySet":
        """Outside the room of the cdK: what may steer other dossiers, whoever reads them."""
        return self.filter(kamer="")

    def zelfde_zaak(self, dossier: "Dossier") -> "DossierQuerySet":
        """What an open dossier may exist once of: a duty in a domain, or a part on a ladder beside it (I1)."""
        taak = Q(domein=dossier.domein, taak=dossier.taak)
        waarop = taak if dossier.ladder == GENERIEK else Q(ladder=dossier.ladder)
        return self.filter(waarop, overheid=dossier.overheid, onderdeel=dossier.onderdeel)

    def op_t3b_of_hoger(self) -> "DossierQuerySet":
        """Open on T3b or higher of the general ladder, outside the room of the cdK (ladder.md 4.3)."""
        zwaar = [t.value for t in TREDEN if hoogte(t) >= hoogte(Stand.T3B)]
        return self.open().generiek().buiten_kamer().filter(trede__in=zwaar)


class Dossier(models.Model):
    """One organisation × domain × duty on a ladder (toezichtzaak).

    What comes from the database is of the class of its ladder (`klasse_van`), which carries the transitions.
    `onderdeel` tells apart what may stand side by side on one ladder: a budget year, a decision, an amendment.
    """

    nummer = models.CharField(max_length=20, unique=True)
    ladder = models.CharField(max_length=24, default=GENERIEK)
    onderdeel = models.CharField(max_length=60, blank=True)
    titel = models.CharField(max_length=200)
    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="dossiers")
    domein = models.CharField(max_length=40)
    taak = models.CharField(max_length=60)
    orgaan = models.CharField(max_length=16, choices=Orgaan.choices, blank=True)
    gevorderd = models.CharField("wat de wet vordert", max_length=12, choices=Gevorderd.choices, blank=True)
    gebrek = models.CharField(max_length=20, choices=Gebrek.choices, blank=True)
    omschrijving = models.TextField()
    datum_feit = models.DateField("datum van het feit")
    geopend_op = models.DateField()
    beleid_versie = models.CharField(max_length=20)
    stand = FSMField(max_length=24, choices=Stand.choices, default=Stand.SIGNAAL, protected=True)
    trede = models.CharField("laatste trede", max_length=24, choices=Stand.choices, default=Stand.SIGNAAL)
    trede_sinds = models.DateField(null=True, blank=True)
    behandelaar = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="dossiers")
    tweede_lezer = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers_als_tweede_lezer"
    )
    aangehouden_op = models.DateField(null=True, blank=True)
    aangehouden_niveau = models.CharField(max_length=20, blank=True)
    aanhoudgrond = models.TextField(blank=True)
    herbeoordeling_op = models.DateField(null=True, blank=True)
    overgedragen_op = models.DateField(null=True, blank=True)
    sluitreden = models.CharField(max_length=30, choices=Sluitreden.choices, blank=True)
    gesloten_op = models.DateField(null=True, blank=True)
    nazorg_op = models.DateField(null=True, blank=True)
    voorganger = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervolgdossiers"
    )
    overgegaan_op = models.DateField("door herindeling bij deze overheid sinds", null=True, blank=True)
    kamer = models.CharField(
        "besloten kamer", max_length=8, blank=True, choices=[(KAMER_CDK, "Commissaris van de Koning")]
    )
    zaaknummer = models.CharField("nummer in het documentsysteem", max_length=80, blank=True)
    zaakadres = models.URLField("adres in het documentsysteem", max_length=300, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = DossierQuerySet.as_manager()
    machineplan: ClassVar[Ladderplan]
    """The plan of the ladder, on each proxy."""

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        permissions = [
            ("bekijk_dossier", "Dossiers bekijken"),
            ("behandel_dossier", "Dossiers behandelen"),
            ("wijs_toe", "Behandelaar en tweede lezer toewijzen"),
            ("bekijk_cdk", "Werken in de besloten kamer van de commissaris van de Koning"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "domein", "taak", "onderdeel", "kamer"],
                condition=Q(gesloten_op__isnull=True, ladder=GENERIEK),
                name=f"{EEN_OPEN}taak",
            ),
            models.UniqueConstraint(
                fields=["overheid", "ladder", "onderdeel", "kamer"],
                condition=Q(gesloten_op__isnull=True) & ~Q(ladder=GENERIEK),
                name=f"{EEN_OPEN}onderdeel",
            ),
            models.CheckConstraint(
                condition=~Q(ladder=GENERIEK) | Q(onderdeel="") & ~Q(orgaan=""),
                name="dossier_generiek_per_taak",
            ),
            models.CheckConstraint(
                condition=_standen_per_ladder(lambda plan: list(plan.standen.values)),
                name="dossier_stand_bestaat",
            ),
            models.CheckConstraint(
                condition=_IS_DICHT & Q(gesloten_op__isnull=False) & ~Q(sluitreden="")
                | _IS_OPEN & Q(gesloten_op__isnull=True, sluitreden=""),
                name="dossier_sluiting_volledig",
            ),
            models.CheckConstraint(
                condition=Q(
                    stand="aangehouden", aangehouden_op__isnull=False, herbeoordeling_op__isnull=False
                )
                | ~Q(stand="aangehouden") & Q(aangehouden_op__isnull=True),
                name="dossier_aanhouding_met_datum",
            ),
            models.CheckConstraint(
                condition=Q(stand="overgedragen", overgedragen_op__isnull=False)
                | ~Q(stand="overgedragen") & Q(overgedragen_op__isnull=True),
                name="dossier_overdracht_met_datum",
            ),
            models.CheckConstraint(
                condition=Q(kamer="") | Q(kamer=KAMER_CDK, orgaan=Orgaan.BURGEMEESTER, ladder=GENERIEK),
                name="dossier_kamer_cdk_voor_burgemeester",
            ),
            models.CheckConstraint(
                condition=Q(tweede_lezer__isnull=True) | ~Q(tweede_lezer=F("behandelaar")),
                name="dossier_tweede_lezer_is_een_ander",
            ),
            models.CheckConstraint(
                condition=~Q(gebrek="niet_tijdig") | Q(gevorderd="resultaat"),
                name="dossier_niet_tijdig_bij_resultaat",
            ),
        ]
        indexes = [
            models.Index(fields=["stand", "-id"], name="dossier_per_stand"),
            models.Index(fields=["overheid", "-id"], name="dossier_per_overheid"),
            models.Index(
                fields=["behandelaar"], condition=Q(gesloten_op__isnull=True), name="dossier_open_behandelaar"
            ),
            # The list of open dossiers to its last page; counts per state and organisation read no dossier.
            models.Index(
                fields=["-id"],
                include=["kamer", "stand", "overheid", "ladder", "trede"],
                condition=Q(gesloten_op__isnull=True),
                name="dossier_open",
            ),
            models.Index(
                fields=["behandelaar", "nazorg_op"],
                condition=Q(gesloten_op__isnull=False, nazorg_op__isnull=False),
                name="dossier_nazorg",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **anders: Any
    ) -> "Dossier":
        """A dossier from the database is of the class of its ladder."""
        gelezen = super().from_db(db, field_names, values, **anders)
        klasse = _KLASSEN.get(gelezen.ladder) if "ladder" in gelezen.__dict__ else None
        if klasse is not None and type(gelezen) is Dossier:
            gelezen.__class__ = klasse
        return gelezen

    @classmethod
    def machine_toestanden(cls) -> tuple[Sequence[tuple[str, str]], str]:
        """The states of its ladder with their names, and the first one: what the machine is read from."""
        return cls.machineplan.standen.choices, cls.machineplan.begin

    @property
    def plan(self) -> Ladderplan:
        """The ladder as plain data: its states, facts and words."""
        return plan_van(self.ladder)

    @property
    def gesloten(self) -> bool:
        """Whether it ended; in a closed dossier nothing changes (I5)."""
        return self.gesloten_op is not None

    @property
    def generiek(self) -> bool:
        """Whether it is on the general ladder."""
        return self.ladder == GENERIEK

    @property
    def besloten(self) -> bool:
        """Whether it lies in the closed room of the cdK: for everybody else it does not exist."""
        return self.kamer == KAMER_CDK

    @property
    def bedrag(self) -> Decimal | None:
        """The amount in euro that is decided on, which may bound a mandate; only ladders with amounts have one."""
        return None

    @property
    def regime(self) -> Regime:
        """The law that governs stepping in for this kind of organisation and duty."""
        taak = self.beleid.taken.get(self.taak)
        return regime_van(self.overheid.soort, taak.wet if taak else "")

    # Django makes these two only where the class has none; the plugin of mypy does not look.
    def get_stand_display(self) -> str:  # type: ignore[no-redef]
        """Where it stands, in the words of its own ladder and policy."""
        return self._in_woorden(self.stand)

    def get_trede_display(self) -> str:  # type: ignore[no-redef]
        """Its last rung, in the words of its own ladder and policy."""
        return self._in_woorden(self.trede)

    def _in_woorden(self, stand: str) -> str:
        """On the general ladder the policy gives a rung its number and name (ladder.md 1.3)."""
        if not self.generiek:
            return self.plan.naam(stand)
        if eigen := self.regime.treden.get(stand):
            return eigen.naam
        trede = self.beleid.treden.get(stand)
        return trede.volledig if trede else self.plan.naam(stand)

    @property
    def plek(self) -> int | None:
        """Its place on the general ladder (T0 is 0); None on a ladder beside it, whose states are no rungs."""
        return hoogte(self.trede) if self.generiek else None

    @property
    def tredenaam(self) -> str:
        """Number and name of the rung as the policy counts them, or the short name of the state."""
        if not self.generiek:
            return self.plan.korte_naam(self.stand)
        trede = self.beleid.treden.get(self.trede)
        eigen = self.regime.treden.get(self.trede)
        if eigen:
            return f"{eigen.nummer} {eigen.kort}"
        return f"{trede.nummer} {trede.kort}" if trede else self.get_trede_display()

    @property
    def taaknaam(self) -> str:
        """The duty in words."""
        taak = self.beleid.taken.get(self.taak)
        naam = taak.naam if taak else self.plan.taaknaam
        return f"{naam}: {self.onderdeel}" if self.onderdeel else naam

    @property
    def tekort(self) -> str:
        """What the law demands and how it was neglected, in words; empty when not named yet."""
        return tekort_in_woorden(self.gevorderd, self.gebrek)

    @property
    def taakgrondslag(self) -> str:
        """The law the duty rests on."""
        taak = self.beleid.taken.get(self.taak)
        return taak.grondslag if taak else self.plan.grondslag

    @property
    def zaakguards(self) -> tuple[Guard, ...]:
        """What a dossier that was taken over asks before every step; nothing when it began here."""
        return OVERNAMEGUARDS if self.pk and self.feiten.overname is not None else ()

    @cached_property
    def feiten(self) -> Feiten:
        """The facts the guards look at, each list read once."""
        return Feiten(self)

    @property
    def beleid(self) -> Beleid:
        """The policy version this dossier was opened under, or moved to."""
        return beleid_van(self.beleid_versie)

    def beslisniveau(self, stap: str, van: str, verklaard: str) -> str:
        """Who decides this act in this dossier: as declared, or as its policy says (never below the law).

        In the room of the cdK the cdK does (Gw 124 lid 1).
        """
        if self.besloten and verklaard not in (Niveau.TOEZICHTHOUDER, Niveau.RECHTSWEGE):
            return Niveau.CDK_BESLUIT
        return self.beleid.beslisniveau(stap, van, verklaard) if self.generiek else verklaard


SLUITREDEN_PER_STAP: dict[str, str] = {
    "sluit_ongegrond": Sluitreden.ONGEGROND,
    "sluit_geen_verwaarlozing": Sluitreden.OPGELOST,
    "sluit_hersteld": Sluitreden.OPGELOST,
    "zie_af": Sluitreden.AFGEZIEN,
    "trek_voornemen_in": Sluitreden.INGETROKKEN,
    "sluit_voldaan": Sluitreden.OPGELOST,
    "trek_besluit_in": Sluitreden.INGETROKKEN,
    "rond_uitvoering_af": Sluitreden.UITGEVOERD,
    "sluit_vernietigd": Sluitreden.VERNIETIGD_RECHTER,
}
"""Reason for closing per step; row 23 takes it from the proposal."""
