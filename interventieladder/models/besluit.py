"""Decisions: by one person at the right level, or registered from GS in meeting or from the cdK (ladder.md 5.2)."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from interventieladder.models.vergadering import GSLid, GSVergadering
from interventieladder.treden import Niveau


class BesluitUitkomst(models.TextChoices):
    """What was decided."""

    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    AFGEWEZEN = "afgewezen", "Afgewezen"


class Besluit(models.Model):
    """The decision on one version of one proposal, on the sealed bundle with hash `zegel`."""

    voorstel = models.OneToOneField(
        "interventieladder.Voorstel", on_delete=models.PROTECT, related_name="besluit"
    )
    nummer = models.CharField(max_length=40, unique=True)
    uitkomst = models.CharField(max_length=12, choices=BesluitUitkomst.choices)
    niveau = models.CharField(max_length=20, choices=Niveau.choices)
    besloten_op = models.DateField()
    besloten_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    geregistreerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    opgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    machtiging = models.CharField("machtiging", max_length=200, blank=True)
    mandaat = models.ForeignKey(
        "mandaten.Mandaat", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    namens = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    vergadering = models.ForeignKey(
        GSVergadering, on_delete=models.PROTECT, null=True, blank=True, related_name="besluiten"
    )
    agendapunt = models.CharField(max_length=20, blank=True)
    teruggetreden = models.ManyToManyField(GSLid, blank=True, related_name="+")
    reden = models.TextField(blank=True)
    mondeling_op = models.DateTimeField("mondeling genomen op", null=True, blank=True)
    mondeling_wijze = models.CharField("hoe mondeling is besloten", max_length=300, blank=True)
    schrift_op = models.DateField("op schrift gesteld op", null=True, blank=True)
    schrift_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    zegel = models.CharField(max_length=64)
    verbruikt_op = models.DateField("stap gezet op", null=True, blank=True)

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        constraints = [
            models.CheckConstraint(
                condition=~Q(geregistreerd_door=F("opgesteld_door")), name="besluit_vier_ogen_registratie"
            ),
            models.CheckConstraint(
                condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=F("opgesteld_door")),
                name="besluit_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(namens__isnull=True)
                | Q(besloten_door__isnull=False, mandaat__isnull=False)
                & ~Q(namens=F("besloten_door"))
                & ~Q(namens=F("opgesteld_door")),
                name="besluit_namens_een_ander",
            ),
            models.CheckConstraint(
                condition=Q(niveau="gs", vergadering__isnull=False, besloten_door__isnull=True)
                & ~Q(agendapunt="")
                | Q(niveau="cdk_besluit", vergadering__isnull=True, besloten_door__isnull=True)
                | ~Q(niveau__in=("gs", "cdk_besluit"))
                & Q(vergadering__isnull=True, besloten_door__isnull=False),
                name="besluit_gs_uit_vergadering",
            ),
            models.CheckConstraint(
                condition=~Q(uitkomst="afgewezen") | ~Q(reden=""), name="besluit_afwijzing_met_reden"
            ),
            models.CheckConstraint(
                condition=Q(mondeling_op__isnull=True, mondeling_wijze="", schrift_op__isnull=True)
                | Q(mondeling_op__isnull=False, niveau__in=("gs", "cdk_besluit")) & ~Q(mondeling_wijze=""),
                name="besluit_mondeling_volledig",
            ),
            models.CheckConstraint(
                condition=Q(schrift_op__isnull=True, schrift_door__isnull=True)
                | Q(schrift_op__isnull=False, schrift_door__isnull=False, schrift_op__gte=F("besloten_op")),
                name="besluit_schrift_volledig",
            ),
            models.UniqueConstraint(
                fields=["vergadering", "agendapunt"],
                condition=Q(vergadering__isnull=False),
                name="besluit_een_per_agendapunt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.get_uitkomst_display()}"

    @property
    def beslissende_leden(self) -> list[GSLid]:
        """Members of GS who took part: present, or who answered in writing, and did not step aside."""
        if self.vergadering is None:
            return []
        if self.vergadering.schriftelijk:
            deden_mee = GSLid.objects.filter(pk__in=self.punt.antwoorden.values("lid"))
        else:
            deden_mee = GSLid.objects.filter(aanwezigheden__vergadering=self.vergadering)
        return list(deden_mee.exclude(pk__in=self.teruggetreden.values("pk")).order_by("naam"))

    @property
    def wacht_op_schrift(self) -> bool:
        """Whether it was taken orally and is not in writing yet (Gw 124 lid 2)."""
        return self.mondeling_op is not None and self.schrift_op is None

    @property
    def te_verzenden_vanaf(self) -> dt.date:
        """The day its letters could leave: once the step was taken, and an oral decision was in writing."""
        dagen = (self.verbruikt_op or self.besloten_op, self.schrift_op or self.besloten_op)
        return max(dagen)
