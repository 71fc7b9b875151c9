"""Versions of the policy in the database: entered by one person, adopted by another, frozen ever after (D12)."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from interventieladder import beleid as inhoud_van
from interventieladder.guards.beleidskader import g_gs_besluit, g_ongewijzigd, g_wet
from toezicht.core import rollen
from toezicht.core.fouten import Weigering
from toezicht.core.transitions import FSMField, overgang

if TYPE_CHECKING:
    from toezicht.core.models import User


class BeleidStatus(models.TextChoices):
    """Where a version stands. Whether it is in force follows from its dates as well."""

    CONCEPT = "concept", "Concept"
    TER_VASTSTELLING = "ter_vaststelling", "Ter vaststelling"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    VERVANGEN = "vervangen", "Vervangen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Herkomst(models.TextChoices):
    """Where a version comes from: entered by a person, or with the program at installation."""

    INGEVOERD = "ingevoerd", "Ingevoerd"
    MEEGELEVERD = "meegeleverd", "Meegeleverd"


_S = BeleidStatus
VASTE = (_S.VASTGESTELD, _S.VERVANGEN)
"""Adopted: the content never changes any more, and dossiers may rest on it."""


def is_opsteller(kader: "Beleidskader", door: "User") -> bool:
    """Permission: who entered it, with the right to enter policy."""
    return door.pk == kader.opgesteld_door_id and door.has_perm(rollen.STEL_BELEID_OP)


def mag_vaststellen(kader: "Beleidskader", door: "User") -> bool:
    """Permission: functional beheer or the teamleider, never who entered it (four eyes)."""
    return door.pk != kader.opgesteld_door_id and door.has_perm(rollen.STEL_BELEID_VAST)


def mag_intrekken(kader: "Beleidskader", door: "User") -> bool:
    """Permission: who entered it while it is no decision yet, and whoever may adopt."""
    return is_opsteller(kader, door) or door.has_perm(rollen.STEL_BELEID_VAST)


class Beleidskader(models.Model):
    """One version of the policy for the whole province (`bereik` empty) or for some domains."""

    versie = models.CharField(max_length=20, unique=True)
    naam = models.CharField(max_length=200)
    bereik = models.CharField("domeinen, gescheiden door komma's; leeg is alle", max_length=200, blank=True)
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)
    status = FSMField(
        max_length=20, choices=BeleidStatus.choices, default=BeleidStatus.CONCEPT, protected=True
    )
    herkomst = models.CharField(max_length=12, choices=Herkomst.choices, default=Herkomst.INGEVOERD)
    inhoud = models.JSONField()
    route = models.JSONField("wie toetst, uit de inhoud", default=dict)
    sha256 = models.CharField(max_length=64)
    opgesteld_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgesteld_op = models.DateTimeField()
    vastgesteld_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgesteld_op = models.DateField("datum van het besluit van GS", null=True, blank=True)
    besluit_kenmerk = models.CharField("kenmerk van het besluit van GS", max_length=60, blank=True)
    vervangen_door = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="voorgangers"
    )
    reden = models.TextField("reden van teruggeven of intrekken", blank=True)

    class Meta:
        verbose_name = "beleidskader"
        verbose_name_plural = "beleidskaders"
        permissions = [
            ("bekijk_beleid", "Beleidskaders bekijken"),
            ("stel_beleid_op", "Beleidskaders opstellen"),
            ("stel_beleid_vast", "Beleidskaders vaststellen en dossiers overzetten"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=BeleidStatus.values), name="beleidskader_status_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("opgesteld_door")),
                name="beleidskader_vier_ogen",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=VASTE)
                | Q(herkomst="meegeleverd")
                | Q(
                    opgesteld_door__isnull=False, vastgesteld_door__isnull=False, vastgesteld_op__isnull=False
                )
                & ~Q(besluit_kenmerk=""),
                name="beleidskader_vaststelling_volledig",
            ),
            models.CheckConstraint(
                condition=Q(status="vervangen", geldig_tot__isnull=False, vervangen_door__isnull=False)
                | ~Q(status="vervangen") & Q(geldig_tot__isnull=True, vervangen_door__isnull=True),
                name="beleidskader_vervanging_volledig",
            ),
            models.UniqueConstraint(
                fields=["bereik", "geldig_van"],
                condition=Q(status__in=VASTE),
                name="beleidskader_een_per_dag",
            ),
        ]
        ordering = ["bereik", "-geldig_van", "-id"]

    def __str__(self) -> str:
        return f"{self.naam} ({self.versie})"

    @property
    def domeinen(self) -> frozenset[str]:
        """The domains it is for; empty is all that have no version of their own."""
        return frozenset(filter(None, self.bereik.split(",")))

    @overgang(
        status,
        van=[_S.CONCEPT],
        naar=_S.TER_VASTSTELLING,
        titel="Ter vaststelling aanbieden",
        niveau="opsteller",
        grondslag="Awb 4:81",
        recht=is_opsteller,
        guards=(g_wet, g_ongewijzigd),
    )
    def dien_in(self) -> None: ...

    @overgang(
        status,
        van=[_S.TER_VASTSTELLING],
        naar=_S.CONCEPT,
        titel="Teruggeven",
        niveau="functioneel beheer of teamleider",
        grondslag="ladder.md 5.2 (retour)",
        recht=mag_vaststellen,
    )
    def geef_terug(self) -> None: ...

    @overgang(
        status,
        van=[_S.TER_VASTSTELLING],
        naar=_S.VASTGESTELD,
        titel="Vaststellen volgens het besluit van GS",
        niveau="functioneel beheer of teamleider",
        grondslag="Awb 4:81; Provinciewet 158",
        recht=mag_vaststellen,
        guards=(g_wet, g_ongewijzigd, g_gs_besluit),
    )
    def stel_vast(self) -> None: ...

    @overgang(
        status,
        van=[_S.VASTGESTELD],
        naar=_S.VERVANGEN,
        titel="Vervangen door een nieuwere versie",
        niveau="functioneel beheer of teamleider",
        grondslag="Awb 4:81",
        recht=rollen.STEL_BELEID_VAST,
    )
    def vervang(self) -> None: ...

    @overgang(
        status,
        van=[_S.VERVANGEN],
        naar=_S.VASTGESTELD,
        titel="Weer laten gelden",
        niveau="functioneel beheer of teamleider",
        grondslag="Awb 4:81",
        recht=rollen.STEL_BELEID_VAST,
    )
    def herleef(self) -> None: ...

    @overgang(
        status,
        van=[_S.CONCEPT, _S.TER_VASTSTELLING, _S.VASTGESTELD],
        naar=_S.INGETROKKEN,
        titel="Intrekken",
        niveau="opsteller, of functioneel beheer of teamleider",
        grondslag="Awb 4:81",
        recht=mag_intrekken,
    )
    def trek_in(self) -> None: ...


# -- from a version name to what it says -------------------------------------------------------------

_gelezen: dict[str, inhoud_van.Beleid] = {}
"""Adopted versions by name. Safe to keep in a process: a trigger freezes them, dossiers rest on nothing else."""


def vergeet(*, behalve: tuple[str, ...] = ()) -> None:
    """Empty the cache (tests, which undo what was adopted)."""
    for versie in set(_gelezen) - set(behalve):
        del _gelezen[versie]


def beleid_of_niets(versie: str) -> inhoud_van.Beleid | None:
    """What this adopted version says, or None; at most one query per process and version."""
    if versie and versie not in _gelezen:
        rij = Beleidskader.objects.filter(versie=versie, status__in=VASTE).only("inhoud").first()
        if rij is None:
            return None
        _gelezen[versie] = inhoud_van.lees(rij.inhoud)
    return _gelezen.get(versie)


def beleid_van(versie: str) -> inhoud_van.Beleid:
    """The version a dossier was opened under; refuses one that was never adopted."""
    gevonden = beleid_of_niets(versie)
    if gevonden is None:
        raise Weigering(f"Beleidskader {versie} is niet vastgesteld. Kies een vastgestelde versie.")
    return gevonden


def _vaste() -> list[Beleidskader]:
    """Adopted versions without their content: which are in force is read each time, in one query."""
    kort = Beleidskader.objects.filter(status__in=VASTE).only("versie", "bereik", "geldig_van", "geldig_tot")
    return list(kort.order_by("geldig_van", "pk"))


def _kies(rijen: list[Beleidskader], datum: dt.date, domein: str) -> Beleidskader | None:
    """A version for the domain beats the general one; of those the newest."""
    past = [rij for rij in rijen if rij.geldig_van <= datum and (not rij.bereik or domein in rij.domeinen)]
    return max(past, key=lambda rij: (bool(rij.bereik), rij.geldig_van)) if past else None


def versies() -> Mapping[str, inhoud_van.Beleid]:
    """All adopted versions by name, oldest first; one query when their content was read before."""
    return {rij.versie: beleid_van(rij.versie) for rij in _vaste()}


def geldend(datum: dt.date, domein: str = "") -> inhoud_van.Beleid:
    """The version in force on `datum` for a domain (empty: the general one); refuses when there was none."""
    gekozen = _kies(_vaste(), datum, domein)
    if gekozen is None:
        raise Weigering(f"Op {datum:%d-%m-%Y} gold nog geen beleidskader. Kies een latere datum.")
    return beleid_van(gekozen.versie)


def geldende_taken(datum: dt.date) -> list[tuple[inhoud_van.Taak, inhoud_van.Beleid]]:
    """Every duty with the version in force for its domain, in the order of the versions; one query."""
    rijen = _vaste()
    uit: list[tuple[inhoud_van.Taak, inhoud_van.Beleid]] = []
    for rij in rijen:
        kader = beleid_van(rij.versie)
        uit += [(t, kader) for t in kader.taken.values() if _kies(rijen, datum, t.domein) is rij]
    return uit


def in_werking(datum: dt.date) -> dict[str, tuple[str, ...]]:
    """Which versions are in force on `datum`, each with the domains it is for (empty: all the others)."""
    rijen = _vaste()
    algemeen = _kies(rijen, datum, "")
    uit: dict[str, tuple[str, ...]] = {algemeen.versie: ()} if algemeen else {}
    for domein in {d for rij in rijen for d in rij.domeinen}:
        gekozen = _kies(rijen, datum, domein)
        if gekozen is not None and gekozen.bereik:
            uit[gekozen.versie] = (*uit.get(gekozen.versie, ()), domein)
    return uit
