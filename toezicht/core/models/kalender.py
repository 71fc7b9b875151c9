"""The days that a royal decree equates with a holiday, as versioned data (Algemene termijnenwet art. 3)."""

from django.db import models
from django.db.models import F, Q


class WijzigingSoort(models.TextChoices):
    """What happens to the table."""

    TOEVOEGEN = "toevoegen", "Dag toevoegen"
    INTREKKEN = "intrekken", "Dag intrekken"


class WijzigingStatus(models.TextChoices):
    """Where a change of the table stands."""

    VOORGESTELD = "voorgesteld", "Voorgesteld"
    BEVESTIGD = "bevestigd", "Bevestigd"
    VERVALLEN = "vervallen", "Vervallen"


class Kalenderwijziging(models.Model):
    """A day that is added to or withdrawn from the table, with source and reason. Takes two people."""

    soort = models.CharField(max_length=10, choices=WijzigingSoort.choices)
    datum = models.DateField()
    naam = models.CharField(max_length=100)
    bron = models.CharField(max_length=300)
    reden = models.CharField(max_length=300)
    status = models.CharField(
        max_length=12, choices=WijzigingStatus.choices, default=WijzigingStatus.VOORGESTELD
    )
    voorgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField()
    afgedaan_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    afgedaan_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "kalenderwijziging"
        verbose_name_plural = "kalenderwijzigingen"
        ordering = ["id"]
        permissions = [("beheer_kalender", "Feestdagen beheren")]
        constraints = [
            models.UniqueConstraint(
                fields=["datum"],
                condition=Q(status="voorgesteld"),
                name="kalenderwijziging_een_voorstel_per_dag",
            ),
            models.CheckConstraint(
                condition=~Q(status="bevestigd")
                | Q(afgedaan_door__isnull=False) & ~Q(afgedaan_door=F("voorgesteld_door")),
                name="kalenderwijziging_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(status="voorgesteld", afgedaan_op__isnull=True)
                | ~Q(status="voorgesteld") & Q(afgedaan_op__isnull=False),
                name="kalenderwijziging_afgedaan_heeft_moment",
            ),
            models.CheckConstraint(
                condition=~Q(bron="") & ~Q(reden="") & ~Q(naam=""), name="kalenderwijziging_onderbouwd"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}: {self.naam}, {self.datum}"


class Kalenderversie(models.Model):
    """A version of the table as it held from a moment: what a stored `kalender_versie` stands for."""

    versie = models.CharField(max_length=20)
    dagen = models.JSONField(help_text="datum, naam en bron van elke gelijkgestelde dag")
    vanaf = models.DateTimeField()
    wijziging = models.OneToOneField(Kalenderwijziging, on_delete=models.PROTECT, related_name="versie")

    class Meta:
        verbose_name = "kalenderversie"
        verbose_name_plural = "kalenderversies"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.versie
