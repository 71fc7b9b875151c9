"""A dossier that began elsewhere and is taken over at its present step: from where, by whom, confirmed by whom.

What happened before is recorded as facts of the source: decisions, letters, and terms whose letter named
another end than our calculation. Each says who, when and with which reference; guards read them.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from interventieladder.treden import DOCUMENTEN, Niveau


class Bronsoort(models.TextChoices):
    """What kind of source a takeover rests on."""

    SYSTEEM = "bron_systeem", "Zaak- of documentsysteem"
    DOCUMENT = "bron_document", "Document"
    PERSOON = "bron_persoon", "Persoon"


class OvernameStatus(models.TextChoices):
    """Where a takeover stands."""

    TE_BEVESTIGEN = "overname_te_bevestigen", "Overname te bevestigen"
    BEVESTIGD = "overname_bevestigd", "Overname bevestigd"
    INGETROKKEN = "overname_ingetrokken", "Overname ingetrokken"


class Overname(models.Model):
    """The taking over of one dossier: by one person, confirmed by another (four eyes)."""

    dossier = models.OneToOneField(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="overname"
    )
    bron = models.CharField(max_length=160)
    bronsoort = models.CharField(max_length=16, choices=Bronsoort.choices, default=Bronsoort.SYSTEEM)
    zaaknummer = models.CharField(max_length=80)
    overgenomen_op = models.DateField()
    vastgelegd_op = models.DateTimeField()
    door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=24, choices=OvernameStatus.choices, default=OvernameStatus.TE_BEVESTIGEN
    )
    bevestigd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bevestigd_op = models.DateField(null=True, blank=True)
    intrekreden = models.TextField(blank=True)

    class Meta:
        verbose_name = "overname"
        verbose_name_plural = "overnames"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["bron", "zaaknummer"],
                condition=~Q(status="overname_ingetrokken"),
                name="overname_een_per_zaak",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True) | ~Q(bevestigd_door=F("door")),
                name="overname_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="overname_bevestigd", bevestigd_door__isnull=False, bevestigd_op__isnull=False
                )
                | Q(status="overname_te_bevestigen", bevestigd_door__isnull=True, bevestigd_op__isnull=True)
                | Q(status="overname_ingetrokken") & ~Q(intrekreden=""),
                name="overname_status_volledig",
            ),
            models.CheckConstraint(condition=~Q(bron="") & ~Q(zaaknummer=""), name="overname_heeft_bron"),
        ]
        indexes = [
            models.Index(
                fields=["status"], condition=Q(status="overname_te_bevestigen"), name="overname_wacht"
            )
        ]

    def __str__(self) -> str:
        return f"{self.bron}, {self.zaaknummer}"

    @property
    def te_bevestigen(self) -> bool:
        """Whether a second person still has to look."""
        return self.status == OvernameStatus.TE_BEVESTIGEN


class OvergenomenBesluit(models.Model):
    """The decision with which a stay on a rung began, as the source tells it."""

    stap = models.OneToOneField(
        "interventieladder.Ladderstap", on_delete=models.PROTECT, related_name="overgenomen_besluit"
    )
    niveau = models.CharField(max_length=20, choices=Niveau.choices)
    besloten_op = models.DateField()
    besloten_door = models.CharField("wie volgens de bron besloot", max_length=160, blank=True)
    nummer = models.CharField("nummer of kenmerk van het besluit", max_length=80, blank=True)
    machtiging = models.CharField("machtiging", max_length=200, blank=True)
    bron = models.CharField(max_length=200)
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()

    class Meta:
        verbose_name = "overgenomen besluit"
        verbose_name_plural = "overgenomen besluiten"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(niveau__in=["gs", "gs_of_gemachtigde"]) | ~Q(nummer=""),
                name="overgenomenbesluit_gs_met_nummer",
            ),
            models.CheckConstraint(
                condition=~Q(nummer="") | ~Q(besloten_door=""), name="overgenomenbesluit_herleidbaar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer or self.besloten_door} van {self.besloten_op}"


class OvergenomenBrief(models.Model):
    """A letter that went out before the takeover, with the day it was sent."""

    stap = models.ForeignKey(
        "interventieladder.Ladderstap", on_delete=models.PROTECT, related_name="overgenomen_brieven"
    )
    soort = models.CharField(
        max_length=10, choices=[(d.code, f"{d.code} {d.naam}") for d in DOCUMENTEN.values()]
    )
    onderwerp = models.CharField(max_length=200)
    geadresseerde = models.CharField(max_length=200)
    verzonden_op = models.DateField()
    kenmerk = models.CharField(max_length=80, blank=True)
    documentnummer = models.CharField("nummer in het documentsysteem", max_length=80, blank=True)
    documentadres = models.URLField("adres in het documentsysteem", max_length=300, blank=True)
    bron = models.CharField(max_length=200)
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()

    class Meta:
        verbose_name = "overgenomen brief"
        verbose_name_plural = "overgenomen brieven"
        default_permissions = ()
        ordering = ["verzonden_op", "id"]

    def __str__(self) -> str:
        return f"{self.soort} {self.onderwerp}"


class Termijnkeuze(models.TextChoices):
    """Which end counts when the letter named another one than the calculation gives."""

    BEREKEND = "einde_berekend", "De berekende einddatum"
    BRIEF = "einde_brief", "De einddatum uit de brief"


class OvergenomenTermijn(models.Model):
    """A running term of the source: both ends when letter and calculation differ, and which one was chosen."""

    termijn = models.OneToOneField(
        "interventieladder.Termijn", on_delete=models.PROTECT, related_name="overgenomen"
    )
    brief_einde = models.DateField("einddatum in de brief", null=True, blank=True)
    berekend_einde = models.DateField()
    bron = models.CharField(max_length=200)
    keuze = models.CharField(max_length=16, choices=Termijnkeuze.choices, blank=True)
    keuzereden = models.TextField(blank=True)
    gekozen_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gekozen_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "overgenomen termijn"
        verbose_name_plural = "overgenomen termijnen"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(keuze="", keuzereden="", gekozen_door__isnull=True, gekozen_op__isnull=True)
                | ~Q(keuze="")
                & ~Q(keuzereden="")
                & Q(gekozen_door__isnull=False, gekozen_op__isnull=False, brief_einde__isnull=False),
                name="overgenomentermijn_keuze_met_reden",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.termijn}: {self.bron}"

    @property
    def te_kiezen(self) -> bool:
        """Whether letter and calculation differ and nobody chose yet."""
        return self.brief_einde is not None and self.brief_einde != self.berekend_einde and not self.keuze

    @property
    def einden(self) -> tuple[dt.date, dt.date]:
        """Both ends, the earliest first; the same day twice where the letter named none."""
        ander = self.brief_einde or self.berekend_einde
        return min(self.berekend_einde, ander), max(self.berekend_einde, ander)
