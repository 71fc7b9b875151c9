"""What becomes of open dossiers when an organisation ends or leaves the province (Wet arhi 44; ladder.md SC4)."""

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from interventieladder.models.dossier import Dossier, kamer_open_voor
from interventieladder.treden import KAMER_CDK, Stand
from toezicht.core import rollen
from toezicht.core.models import User


class Plansoort(models.TextChoices):
    """What changes on the date of a plan."""

    HERINDELING = "herindeling", "Herindeling"
    ANDERE_PROVINCIE = "andere_provincie", "Overgang naar een andere provincie"


class Planstatus(models.TextChoices):
    """Where a plan stands; a row that failed keeps it `bevestigd`."""

    CONCEPT = "concept", "Te bevestigen"
    BEVESTIGD = "bevestigd", "Bevestigd"
    UITGEVOERD = "uitgevoerd", "Uitgevoerd"


class Behandeling(models.TextChoices):
    """What becomes of one dossier."""

    VERPLAATSEN = "verplaatsen", "Verder bij de opvolger"
    SAMENVOEGEN = "samenvoegen", "Opgaan in één dossier van de opvolger"
    SLUITEN = "sluiten", "Sluiten: overgegaan door herindeling"
    DOORVERWIJZEN = "doorverwijzen", "Overdragen aan de andere provincie"
    VANZELF = "vanzelf", "Blijft hier en eindigt vanzelf"


BEHANDELINGEN: dict[str, tuple[Behandeling, ...]] = {
    Plansoort.HERINDELING: (
        Behandeling.VERPLAATSEN,
        Behandeling.SAMENVOEGEN,
        Behandeling.SLUITEN,
        Behandeling.VANZELF,
    ),
    Plansoort.ANDERE_PROVINCIE: (Behandeling.DOORVERWIJZEN, Behandeling.VANZELF),
}
NAAR_OPVOLGER = (Behandeling.VERPLAATSEN, Behandeling.SAMENVOEGEN)
BEGINTREDEN = (Stand.T1, Stand.T2, Stand.T3A, Stand.T3B)
"""Where a dossier that takes over others can begin; T4 is a letter to the new organ, so it is never begun there."""
GEWONE_BEGINTREDE = Stand.T2
"""The new organ gets its hearing (ladder.md SC4)."""


class Regelstatus(models.TextChoices):
    """Whether a row was carried out."""

    OPEN = "open", "Nog uit te voeren"
    UITGEVOERD = "uitgevoerd", "Uitgevoerd"
    MISLUKT = "mislukt", "Mislukt"


class HerindelingsplanQuerySet(models.QuerySet["Herindelingsplan"]):
    """Reads over plans."""

    def zichtbaar_voor(self, user: User) -> "HerindelingsplanQuerySet":
        """Plans of the rooms this account may enter: that of the cdK has plans of its own."""
        return self.filter(kamer_open_voor(user))

    def uit_te_voeren(self, op: dt.date) -> "HerindelingsplanQuerySet":
        """Confirmed, and due by this day."""
        return self.filter(status=Planstatus.BEVESTIGD, datum__lte=op)

    def onvolledig(self) -> "HerindelingsplanQuerySet":
        """Plans that miss a row: an open dossier of the organisation, in the same room, has none in it."""
        rij = Herindelingsregel.objects.filter(plan=OuterRef(OuterRef("pk")), dossier=OuterRef("pk"))
        open_ = Dossier.objects.open().filter(overheid=OuterRef("overheid"), kamer=OuterRef("kamer"))
        return self.filter(Exists(open_.filter(~Exists(rij))))


class Herindelingsplan(models.Model):
    """All open dossiers of one organisation that ends or leaves on `datum`, in one room, with their treatment."""

    soort = models.CharField(max_length=20, choices=Plansoort.choices, default=Plansoort.HERINDELING)
    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, related_name="herindelingsplannen"
    )
    datum = models.DateField("eerste dag van de nieuwe toestand")
    naar_provincie = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kamer = models.CharField(
        "besloten kamer", max_length=8, blank=True, choices=[(KAMER_CDK, "Commissaris van de Koning")]
    )
    status = models.CharField(max_length=12, choices=Planstatus.choices, default=Planstatus.CONCEPT)
    opgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    opgesteld_op = models.DateTimeField()
    bevestigd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    versie = models.PositiveIntegerField(default=1)

    objects = HerindelingsplanQuerySet.as_manager()

    class Meta:
        verbose_name = "herindelingsplan"
        verbose_name_plural = "herindelingsplannen"
        ordering = ["datum", "overheid__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "datum", "kamer"], name="herindelingsplan_een_per_overheid"
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True) | ~Q(bevestigd_door=F("opgesteld_door")),
                name="herindelingsplan_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(status="concept", bevestigd_door__isnull=True, bevestigd_op__isnull=True)
                | Q(
                    status__in=("bevestigd", "uitgevoerd"),
                    bevestigd_door__isnull=False,
                    bevestigd_op__isnull=False,
                ),
                name="herindelingsplan_bevestiging_volledig",
            ),
            models.CheckConstraint(
                condition=Q(soort="herindeling", naar_provincie__isnull=True)
                | Q(soort="andere_provincie", naar_provincie__isnull=False),
                name="herindelingsplan_provincie_bij_overgang",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.overheid} per {self.datum}"

    @property
    def besloten(self) -> bool:
        """Whether it holds the dossiers of the room of the cdK."""
        return self.kamer == KAMER_CDK

    @property
    def sleutel(self) -> str:
        """What names it in an address."""
        return f"{self.overheid.code}-{self.datum}{f'-{self.kamer}' if self.kamer else ''}"

    @property
    def bevestigrecht(self) -> str:
        """The right of who confirms: the coördinator; in the closed room a second one of the cabinet."""
        return rollen.BEKIJK_CDK if self.besloten else rollen.WIJS_TOE


class Herindelingsregel(models.Model):
    """One open dossier: what was proposed and why, what was chosen, and what came of it.

    `trede` is where a new dossier of the successor begins when this one is merged into it; `resultaat` is the
    dossier in which it goes on.
    """

    plan = models.ForeignKey(Herindelingsplan, on_delete=models.PROTECT, related_name="regels")
    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="herindelingsregels"
    )
    voorgesteld = models.CharField(max_length=16, choices=Behandeling.choices)
    waarom = models.CharField("waarom dit wordt voorgesteld", max_length=400)
    behandeling = models.CharField(max_length=16, choices=Behandeling.choices)
    opvolger = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    trede = models.CharField(
        "begint op",
        max_length=24,
        choices=[(t.value, t.label) for t in BEGINTREDEN],
        default=GEWONE_BEGINTREDE,
    )
    reden = models.CharField("reden van een andere keuze", max_length=400, blank=True)
    gekozen_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    status = models.CharField(max_length=12, choices=Regelstatus.choices, default=Regelstatus.OPEN)
    uitkomst = models.CharField(max_length=400, blank=True)
    uitgevoerd_op = models.DateTimeField(null=True, blank=True)
    resultaat = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "regel van een herindelingsplan"
        verbose_name_plural = "regels van een herindelingsplan"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "dossier"], name="herindelingsregel_een_per_dossier"),
            models.CheckConstraint(
                condition=Q(behandeling=F("voorgesteld"), trede="t2") | ~Q(reden=""),
                name="herindelingsregel_andere_keuze_heeft_reden",
            ),
            models.CheckConstraint(
                condition=Q(reden="") | Q(gekozen_door__isnull=False),
                name="herindelingsregel_reden_van_iemand",
            ),
            models.CheckConstraint(
                condition=Q(status="uitgevoerd", uitgevoerd_op__isnull=False)
                | ~Q(status="uitgevoerd") & Q(uitgevoerd_op__isnull=True),
                name="herindelingsregel_uitvoering_volledig",
            ),
            models.CheckConstraint(
                condition=~Q(status="mislukt") | ~Q(uitkomst=""), name="herindelingsregel_mislukt_met_reden"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.get_behandeling_display()}"

    @property
    def gedaan(self) -> bool:
        """Whether it was carried out; such a row no longer changes."""
        return self.status == Regelstatus.UITGEVOERD
