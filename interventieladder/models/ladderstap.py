"""Each stay on a rung, and the terms that run in it (ladder.md 1.5, 1.9)."""

from django.db import models
from django.db.models import F, Q

from interventieladder.standen import PLANNEN, plan_van

VERBLIJVEN = sorted(
    {stand for plan in PLANNEN.values() for stand in plan.standen.values}
    - {"signaal", "aangehouden", "afgesloten"}
)
"""States in which a dossier can stay: the rungs of all ladders."""


class StapUitkomst(models.TextChoices):
    """How a stay on a rung ended (ladder.md 10.5)."""

    HOGER = "hoger", "hogere trede"
    GELIJK_VERLENGD = "gelijk_verlengd", "zelfde trede, verlengd"
    LAGER = "lager", "lagere trede"
    OPGELOST = "opgelost", "opgelost"
    INGETROKKEN = "ingetrokken", "ingetrokken"
    OVERGESLAGEN = "overgeslagen", "trede overgeslagen"
    VERDER = "verder", "verder"


class Ladderstap(models.Model):
    """One stay on one rung. Exactly one per open dossier has no end (I2)."""

    dossier = models.ForeignKey("interventieladder.Dossier", on_delete=models.PROTECT, related_name="stappen")
    trede = models.CharField(max_length=24)
    volgnummer = models.PositiveSmallIntegerField()
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=20, choices=StapUitkomst.choices, blank=True)
    overgang = models.CharField("stap waarmee de trede begon", max_length=40)
    bron = models.CharField("overgenomen uit", max_length=200, blank=True)
    verlengingen = models.PositiveSmallIntegerField(default=0)
    voorstel = models.ForeignKey(
        "interventieladder.Voorstel", on_delete=models.PROTECT, null=True, blank=True, related_name="stappen"
    )

    class Meta:
        verbose_name = "ladderstap"
        verbose_name_plural = "ladderstappen"
        ordering = ["volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgnummer"], name="ladderstap_volgnummer"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(tot__isnull=True), name="ladderstap_een_lopende_per_dossier"
            ),
            models.CheckConstraint(condition=Q(trede__in=VERBLIJVEN), name="ladderstap_trede_bestaat"),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="ladderstap_periode"
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True, uitkomst="") | Q(tot__isnull=False) & ~Q(uitkomst=""),
                name="ladderstap_einde_heeft_uitkomst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_trede_display()} vanaf {self.van}"

    def get_trede_display(self) -> str:
        """The rung in the words of the ladder of its dossier."""
        return plan_van(self.dossier.ladder).naam(self.trede)


class TermijnSoort(models.TextChoices):
    """What a term is for."""

    ANTWOORD = "antwoord", "Antwoord op het informatieverzoek"
    AFSPRAKEN = "afspraken", "Nakomen van de afspraken"
    ZIENSWIJZE = "zienswijze", "Zienswijze"
    RESULTAAT = "resultaat", "Resultaat van het voornemen"
    BEGUNSTIGING = "begunstiging", "Begunstigingstermijn"
    BEROEP = "beroep", "Beroepstermijn"
    HEROVERWEGING = "heroverweging", "Herbeoordeling van de aanhouding"
    NAZORG = "nazorg", "Nazorgcontrole"


class TermijnStatus(models.TextChoices):
    """Where a term stands; that it has passed is computed, not stored."""

    LOOPT = "loopt", "Loopt"
    OPGESCHORT = "opgeschort", "Opgeschort"
    VERLENGD = "verlengd", "Vervangen door een verlenging"
    GESTOPT = "gestopt", "Gestopt"


class Termijn(models.Model):
    """A term with its calculation. Never overwritten: an extension is a new row (I6)."""

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="termijnen"
    )
    stap = models.ForeignKey(Ladderstap, on_delete=models.PROTECT, related_name="termijnen")
    soort = models.CharField(max_length=20, choices=TermijnSoort.choices)
    verzending = models.ForeignKey(
        "interventieladder.Verzending",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="termijnen",
    )
    start = models.DateField()
    weken = models.PositiveSmallIntegerField(null=True, blank=True)
    dagen = models.PositiveSmallIntegerField(null=True, blank=True)
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

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ["effectief_einde", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "soort"],
                condition=Q(status="loopt"),
                name="termijn_een_lopende_per_soort",
            ),
            models.CheckConstraint(
                condition=Q(effectief_einde__gte=F("ruw_einde")), name="termijn_schuift_vooruit"
            ),
            models.CheckConstraint(condition=Q(ruw_einde__gte=F("start")), name="termijn_na_begin"),
        ]
        indexes = [
            models.Index(
                fields=["effectief_einde"], condition=Q(status="loopt"), name="termijn_lopend_op_einde"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} tot en met {self.effectief_einde}"
