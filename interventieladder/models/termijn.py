"""Terms with their calculation, and the events they are computed from (ladder.md 1.9, I6)."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from interventieladder.models.ladderstap import Ladderstap
from interventieladder.termijnsoorten import (
    MAX_CODE,
    Startgebeurtenis,
    Termijnsoort,
    naam_van,
    soort_of_onbekend,
)
from toezicht.core.termijnen import Basis, Eenheid, Lengte, Start, Weekendregel


class TermijnSoort(models.TextChoices):
    """The kinds of the general ladder; every kind stands in `interventieladder.termijnsoorten`."""

    ANTWOORD = "antwoord", "Antwoord op het informatieverzoek"
    AFSPRAKEN = "afspraken", "Nakomen van de afspraken"
    ZIENSWIJZE = "zienswijze", "Zienswijze"
    RESULTAAT = "resultaat", "Resultaat van het voornemen"
    BEGUNSTIGING = "begunstiging", "Begunstigingstermijn"
    DEELRESULTAAT = "deelresultaat", "Tussenresultaat uit het besluit"
    BEROEP = "beroep", "Beroepstermijn"
    HEROVERWEGING = "heroverweging", "Herbeoordeling van de aanhouding"
    NAZORG = "nazorg", "Nazorgcontrole"


class TermijnStatus(models.TextChoices):
    """Where a term stands; that it has passed is computed, not stored."""

    LOOPT = "loopt", "Loopt"
    OPGESCHORT = "opgeschort", "Opgeschort"
    VERLENGD = "verlengd", "Vervangen door een verlenging"
    VERVANGEN = "vervangen", "Vervangen door een nieuwe berekening"
    GESTOPT = "gestopt", "Gestopt"


LEVEND = (TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
"""A term that still waits for something."""


BEGINVELDEN = (
    "start",
    "weken",
    "dagen",
    "maanden",
    "voor_datum",
    "weekendregel",
    "basis",
    "overeenkomstig",
    "gebeurtenis",
)
"""What of a term its beginning is made of, in the order of `begin_uit`."""


def begin_uit(
    start: dt.date,
    weken: int | None,
    dagen: int | None,
    maanden: int | None,
    voor: dt.date | None,
    weekendregel: str,
    basis: str,
    overeenkomstig: bool,
    gebeurtenis: str,
) -> Start:
    """The beginning of a term from its columns, for the calculation."""
    return Start(
        start,
        Basis(basis),
        lengte_uit(weken, dagen, maanden),
        voor,
        overeenkomstig=overeenkomstig,
        gebeurtenis=gebeurtenis,
        weekendregel=Weekendregel(weekendregel),
    )


def lengte_uit(weken: int | None, dagen: int | None, maanden: int | None) -> Lengte | None:
    """The length in the unit of its source; `None` when there is none."""
    eenheden = ((weken, Eenheid.WEKEN), (dagen, Eenheid.DAGEN), (maanden, Eenheid.MAANDEN))
    return next((Lengte(aantal, eenheid) for aantal, eenheid in eenheden if aantal), None)


class Termijn(models.Model):
    """A term with its calculation. Never overwritten: what moves the end makes a new row (I6).

    Rows that are versions of one term share their `wortel` (the first row, whose own is empty); its events hang
    on that row. A new letter that replaces a term begins a new one, with `vorige` but a `wortel` of its own.
    """

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="termijnen"
    )
    stap = models.ForeignKey(Ladderstap, on_delete=models.PROTECT, related_name="termijnen")
    soort = models.CharField(max_length=MAX_CODE)
    kenmerk = models.CharField("waarop, als er meer van zijn", max_length=60, blank=True)
    omschrijving = models.CharField(max_length=200, blank=True)
    verzending = models.ForeignKey(
        "interventieladder.Verzending",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="termijnen",
    )
    stuk = models.ForeignKey(
        "interventieladder.Stuk", on_delete=models.PROTECT, null=True, blank=True, related_name="termijnen"
    )
    start = models.DateField()
    startgebeurtenis = models.CharField(
        max_length=12,
        choices=[(g.value, g.zin) for g in Startgebeurtenis],
        default=Startgebeurtenis.VERZONDEN.value,
    )
    gebeurtenis = models.CharField("wat er toen gebeurde", max_length=120, default="Brief verzonden")
    weken = models.PositiveSmallIntegerField(null=True, blank=True)
    dagen = models.PositiveSmallIntegerField(null=True, blank=True)
    maanden = models.PositiveSmallIntegerField(null=True, blank=True)
    voor_datum = models.DateField("vóór deze vaste datum", null=True, blank=True)
    weekendregel = models.CharField(
        max_length=20, choices=[(r.value, r.value) for r in Weekendregel], default=Weekendregel.STRIKT.value
    )
    basis = models.CharField(max_length=12)
    overeenkomstig = models.BooleanField("Algemene termijnenwet naar analogie", default=False)
    ruw_einde = models.DateField()
    effectief_einde = models.DateField()
    kalender_versie = models.CharField(max_length=20)
    uitleg = models.JSONField(default=list)
    status = models.CharField(max_length=12, choices=TermijnStatus.choices, default=TermijnStatus.LOOPT)
    gestopt_op = models.DateField(null=True, blank=True)
    stop_reden = models.CharField(max_length=200, blank=True)
    vorige = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervolg"
    )
    wortel = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="versies"
    )
    reden = models.CharField("waarom deze versie er kwam", max_length=300, blank=True)

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ["effectief_einde", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "soort", "kenmerk"],
                condition=Q(status__in=["loopt", "opgeschort"]),
                name="termijn_een_lopende_per_soort",
            ),
            models.CheckConstraint(
                condition=Q(effectief_einde__gte=F("ruw_einde")), name="termijn_schuift_vooruit"
            ),
            models.CheckConstraint(condition=Q(ruw_einde__gte=F("start")), name="termijn_na_begin"),
            models.CheckConstraint(
                condition=Q(
                    weken__isnull=False, dagen__isnull=True, maanden__isnull=True, voor_datum__isnull=True
                )
                | Q(weken__isnull=True, dagen__isnull=False, maanden__isnull=True, voor_datum__isnull=True)
                | Q(weken__isnull=True, dagen__isnull=True, maanden__isnull=False, voor_datum__isnull=True)
                | Q(weken__isnull=True, dagen__isnull=True, maanden__isnull=True, voor_datum__isnull=False),
                name="termijn_lengte_of_vaste_datum",
            ),
            models.CheckConstraint(
                condition=~Q(status="gestopt") | Q(gestopt_op__gte=F("start")), name="termijn_stopt_na_begin"
            ),
        ]
        indexes = [
            models.Index(
                fields=["effectief_einde"], condition=Q(status="loopt"), name="termijn_lopend_op_einde"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} tot en met {self.effectief_einde}"

    def get_soort_display(self) -> str:
        """The name of its kind, with what it is about when there are more of them."""
        naam = naam_van(self.soort)
        return f"{naam}: {self.omschrijving}" if self.omschrijving else naam

    @property
    def regels(self) -> Termijnsoort:
        """What holds for every term of this kind."""
        return soort_of_onbekend(self.soort)

    @property
    def van_ander(self) -> bool:
        """Whether it is the other party's: nobody here is late when it ends (an appeal that was not lodged)."""
        return not self.regels.bewaakt

    @property
    def lengte(self) -> Lengte | None:
        """Its length as the source words it; `None` for a fixed date."""
        return lengte_uit(self.weken, self.dagen, self.maanden)

    @property
    def wortel_pk(self) -> int:
        """Key of the first version: what the events hang on, and what stays when the end moves."""
        return self.wortel_id or self.pk

    def begin(self) -> Start:
        """How it began, for the calculation."""
        return begin_uit(*(getattr(self, veld) for veld in BEGINVELDEN))


class GebeurtenisSoort(models.TextChoices):
    """What happened to a term after it began."""

    OPSCHORTING = "opschorting", "Opgeschort"
    HERVATTING = "hervatting", "Hervat"
    VERLENGING = "verlenging", "Verlengd"
    STOP = "stop", "Gestopt"


class Termijngebeurtenis(models.Model):
    """An event of a term, on the day it was true. The end is computed from all of them; none is ever changed.

    A stop that a fact caused belongs to that fact: corrected away, or with a begin after it, it no longer counts.
    """

    termijn = models.ForeignKey(Termijn, on_delete=models.PROTECT, related_name="gebeurtenissen")
    soort = models.CharField(max_length=12, choices=GebeurtenisSoort.choices)
    op = models.DateField()
    grond = models.CharField(max_length=300, blank=True)
    aantal = models.PositiveSmallIntegerField(null=True, blank=True)
    eenheid = models.CharField(max_length=8, choices=[(e.value, e.value) for e in Eenheid], blank=True)
    opschorting = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="hervatting"
    )
    feit = models.ForeignKey(
        "interventieladder.Feit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgelegd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgelegd_op = models.DateTimeField()

    class Meta:
        verbose_name = "termijngebeurtenis"
        verbose_name_plural = "termijngebeurtenissen"
        ordering = ["op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="hervatting", opschorting__isnull=False)
                | ~Q(soort="hervatting") & Q(opschorting__isnull=True),
                name="termijngebeurtenis_hervat_een_opschorting",
            ),
            models.CheckConstraint(
                condition=Q(soort="verlenging", aantal__gte=1) & ~Q(eenheid="")
                | ~Q(soort="verlenging") & Q(aantal__isnull=True, eenheid=""),
                name="termijngebeurtenis_verlenging_heeft_lengte",
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=["opschorting", "verlenging"]) | ~Q(grond=""),
                name="termijngebeurtenis_heeft_grond",
            ),
            models.CheckConstraint(
                condition=Q(feit__isnull=True) | Q(soort="stop"), name="termijngebeurtenis_feit_stopt"
            ),
            models.UniqueConstraint(
                fields=["termijn", "feit"],
                condition=Q(feit__isnull=False),
                name="termijngebeurtenis_feit_eenmaal",
            ),
            models.UniqueConstraint(
                fields=["termijn", "op", "grond"],
                condition=Q(soort="opschorting"),
                name="termijngebeurtenis_opschorting_eenmaal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} op {self.op}"
