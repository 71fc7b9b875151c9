"""What moved when terms were computed anew (design 4.3, ladder.md 1.9)."""

from django.db import models
from django.db.models import Q

from interventieladder.models.termijn import Termijn
from toezicht.core.termijnen import Basis


class Herberekening(models.Model):
    """One run over all living terms, after a change of the holidays or by hand."""

    kalender_versie = models.CharField(max_length=20)
    reden = models.CharField(max_length=300)
    gedaan_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gedaan_op = models.DateTimeField()
    bekeken = models.PositiveIntegerField("termijnen bekeken")

    class Meta:
        verbose_name = "herberekening"
        verbose_name_plural = "herberekeningen"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"herberekening {self.pk}: {self.reden}"


class VerschuivingStatus(models.TextChoices):
    """Whether the new date holds. A date that a letter named moves only when somebody says so."""

    VERPLAATST = "verplaatst", "Verplaatst"
    TE_BEVESTIGEN = "te_bevestigen", "Te bevestigen: een brief noemde de oude datum"
    BEVESTIGD = "bevestigd", "Bevestigd en verplaatst"
    GEHOUDEN = "gehouden", "De datum van de brief blijft gelden"
    VERVALLEN = "vervallen", "Vervallen: de termijn veranderde intussen"


class Verschuiving(models.Model):
    """One term whose end a run would move: from, to, why, and the letter that named the old date."""

    herberekening = models.ForeignKey(Herberekening, on_delete=models.PROTECT, related_name="verschuivingen")
    termijn = models.ForeignKey(Termijn, on_delete=models.PROTECT, related_name="verschuivingen")
    van_einde = models.DateField()
    naar_einde = models.DateField()
    reden = models.CharField(max_length=300)
    brief = models.CharField("brief die de oude datum noemde", max_length=260, blank=True)
    status = models.CharField(max_length=16, choices=VerschuivingStatus.choices)
    afgedaan_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    afgedaan_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "verschuiving"
        verbose_name_plural = "verschuivingen"
        ordering = ["van_einde", "id"]
        constraints = [
            models.UniqueConstraint(fields=["herberekening", "termijn"], name="verschuiving_een_per_termijn"),
            models.CheckConstraint(
                condition=Q(status="te_bevestigen", afgedaan_op__isnull=True)
                | ~Q(status="te_bevestigen") & Q(afgedaan_op__isnull=False),
                name="verschuiving_afgedaan_heeft_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="verplaatst") | Q(brief=""), name="verschuiving_brief_vraagt_bevestiging"
            ),
        ]
        indexes = [
            models.Index(
                fields=["termijn"], condition=Q(status="te_bevestigen"), name="verschuiving_te_bevestigen"
            )
        ]

    def __str__(self) -> str:
        return f"{self.termijn_id}: {self.van_einde} naar {self.naar_einde}"

    @property
    def mag_houden(self) -> bool:
        """Whether the date of the letter may be kept: not where the law itself sets the term."""
        return not Basis(self.termijn.basis).onder_atw
