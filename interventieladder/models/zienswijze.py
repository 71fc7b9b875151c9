"""What an organisation said about a voornemen, point by point, and what we answer (Awb 4:8-4:12, 3:46)."""

import datetime as dt
from functools import cached_property

from django.db import models
from django.db.models import Exists, OuterRef, Q


class Wijze(models.TextChoices):
    """How the view was given: the addressee chooses (Awb 4:9); `geen`: the term passed and nothing came."""

    SCHRIFTELIJK = "schriftelijk", "Schriftelijk"
    MONDELING = "mondeling", "Mondeling, met verslag"
    GEEN = "geen", "Geen zienswijze gegeven"


class Puntoordeel(models.TextChoices):
    """What we think of one point."""

    GEGROND = "gegrond", "Gegrond"
    DEELS = "deels", "Deels gegrond"
    ONGEGROND = "ongegrond", "Ongegrond"


class Zienswijze(models.Model):
    """One view on a voornemen with its paper (the letter, or the report of what was said), or that none came.

    `ontvangen_op` is the day of receipt, of the talk, or on which it was established that nothing came.
    `meegewogen` is chosen only for one that came after the term: whether it is weighed all the same, and why.
    """

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="zienswijzen"
    )
    wijze = models.CharField(max_length=12, choices=Wijze.choices)
    stuk = models.OneToOneField(
        "interventieladder.Stuk", on_delete=models.PROTECT, null=True, blank=True, related_name="zienswijze"
    )
    gegeven_door = models.CharField("gegeven door", max_length=160, blank=True)
    ontvangen_op = models.DateField("ontvangen op")
    meegewogen = models.BooleanField("te laat, toch meegewogen", null=True, blank=True)
    meegewogen_reden = models.TextField("waarom wel of niet meegewogen", blank=True)
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()

    class Meta:
        verbose_name = "zienswijze"
        verbose_name_plural = "zienswijzen"
        ordering = ["ontvangen_op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wijze="geen", stuk__isnull=True, gegeven_door="", meegewogen__isnull=True)
                | ~Q(wijze="geen") & Q(stuk__isnull=False) & ~Q(gegeven_door=""),
                name="zienswijze_met_stuk_of_geen",
            ),
            models.CheckConstraint(
                condition=Q(meegewogen__isnull=True, meegewogen_reden="")
                | Q(meegewogen__isnull=False) & ~Q(meegewogen_reden=""),
                name="zienswijze_meegewogen_met_reden",
            ),
            models.UniqueConstraint(
                fields=["dossier", "ontvangen_op"],
                condition=Q(wijze="geen"),
                name="zienswijze_geen_een_per_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"Zienswijze van {self.gegeven_door}" if self.gegeven_door else "Geen zienswijze gegeven"

    @property
    def is_geen(self) -> bool:
        """Whether this row says that nothing came."""
        return self.wijze == Wijze.GEEN

    @cached_property
    def puntenlijst(self) -> "list[ZienswijzePunt]":
        """Its points in order; read once, or given along by `Feiten`."""
        return list(self.punten.select_related("beantwoord_door").order_by("nummer"))

    @property
    def open_punten(self) -> "list[ZienswijzePunt]":
        """Points without an answer."""
        return [punt for punt in self.puntenlijst if not punt.oordeel]

    def te_laat(self, einde: dt.date | None) -> bool:
        """Whether it came after the term that ends on `einde` (that day itself is in time)."""
        return einde is not None and self.ontvangen_op > einde

    def weegt_mee(self, einde: dt.date | None) -> bool:
        """Whether it must be answered: in time, or late and weighed all the same."""
        return not self.te_laat(einde) or self.meegewogen is not False


class ZienswijzePunt(models.Model):
    """One point that was raised, in short, with our answer and why. `versie` guards the page."""

    zienswijze = models.ForeignKey(Zienswijze, on_delete=models.PROTECT, related_name="punten")
    nummer = models.PositiveSmallIntegerField()
    tekst = models.TextField("het punt in het kort")
    oordeel = models.CharField(max_length=10, choices=Puntoordeel.choices, blank=True)
    reactie = models.TextField("ons antwoord", blank=True)
    beantwoord_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    beantwoord_op = models.DateField(null=True, blank=True)
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    versie = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "punt van een zienswijze"
        verbose_name_plural = "punten van zienswijzen"
        ordering = ["zienswijze", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["zienswijze", "nummer"], name="zienswijzepunt_een_per_nummer"),
            models.CheckConstraint(
                condition=Q(nummer__gte=1) & ~Q(tekst=""), name="zienswijzepunt_genummerd_met_tekst"
            ),
            models.CheckConstraint(
                condition=Q(oordeel="", reactie="", beantwoord_door__isnull=True, beantwoord_op__isnull=True)
                | ~Q(oordeel="")
                & ~Q(reactie="")
                & Q(beantwoord_door__isnull=False, beantwoord_op__isnull=False),
                name="zienswijzepunt_antwoord_volledig",
            ),
        ]

    def __str__(self) -> str:
        return f"Punt {self.nummer}"


def onverwerkt() -> Q:
    """Papers whose zienswijze asks work: not in points yet, or a point unanswered. For a query on `Stuk`."""
    punten = ZienswijzePunt.objects.filter(zienswijze__stuk=OuterRef("pk"))
    weegt_mee = Q(zienswijze__meegewogen__isnull=True) | Q(zienswijze__meegewogen=True)
    open_ = ~Exists(punten) | Exists(punten.filter(oordeel=""))
    return Q(soort="zienswijze") & (
        Q(zienswijze__isnull=True, reactie="") | Q(zienswijze__isnull=False) & weegt_mee & open_
    )
