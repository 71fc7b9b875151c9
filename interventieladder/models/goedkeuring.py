"""What is offered for approval, and the urgent decision: the details of two ladders (finance.md 1.6, 1.7)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q

from interventieladder.models.zaakgegevens import TellendeManager, Zaakgegevens
from interventieladder.standen.goedkeuring import GRONDEN, VERDAGING_WEKEN
from toezicht.organisaties.opvolging import zelfde_overheid


class Plichtgrond(models.TextChoices):
    """Why approval is asked this year."""

    LID_1 = "lid1", "Preventief: niet in evenwicht (Gemeentewet 203, eerste lid)"
    LID_2 = "lid2", "Preventief: te laat ingezonden (Gemeentewet 203, tweede lid)"
    ARHI = "arhi21", "Op te heffen gemeente (Wet arhi 21)"


class GoedkeuringSoort(models.TextChoices):
    """What is offered."""

    BEGROTING = "begroting", "Begroting"
    WIJZIGING = "wijziging", "Begrotingswijziging"


class GoedkeuringUitkomst(models.TextChoices):
    """How an approval ended."""

    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    GEDEELTELIJK = "gedeeltelijk_goedgekeurd", "Gedeeltelijk goedgekeurd"
    ONTHOUDEN = "onthouden", "Onthouden"
    VAN_RECHTSWEGE = "van_rechtswege", "Van rechtswege goedgekeurd"
    VRIJGESTELD = "vrijgesteld", "Vrijgesteld"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERVALLEN = "vervallen", "Termijn kon niet beginnen"


_U = GoedkeuringUitkomst
AKKOORD = (_U.GOEDGEKEURD, _U.GEDEELTELIJK, _U.VAN_RECHTSWEGE)
"""The budget or amendment works, in whole or in part."""
OPNIEUW = (_U.ONTHOUDEN, _U.INGETROKKEN, _U.VERVALLEN)
"""After these the same piece may be offered again."""


class Goedkeuring(Zaakgegevens):
    """One budget or amendment offered for approval. There is no end date: approval is never temporary (Awb 10:29).

    `verzonden_op` is the day the organisation sent it; `termijn_start` the day the thirteen weeks count from, empty
    while an amendment waits for its budget. `uitkomst_op` is the day of the law or of our sending.
    """

    dossier = models.OneToOneField(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="goedkeuring"
    )
    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, related_name="goedkeuringen"
    )
    soort = models.CharField(max_length=12, choices=GoedkeuringSoort.choices)
    jaar = models.PositiveSmallIntegerField("begrotingsjaar")
    volgnummer = models.PositiveSmallIntegerField("nummer van de wijziging", default=0)
    plichtgrond = models.CharField(max_length=12, choices=Plichtgrond.choices)
    raadsbesluit_op = models.DateField("vastgesteld op")
    raadsbesluit = models.CharField("nummer van het besluit", max_length=60)
    bedrag = models.DecimalField(
        "bedrag van de wijziging in euro", max_digits=15, decimal_places=2, null=True, blank=True
    )
    verzonden_op = models.DateField("verzonden door de organisatie op")
    aangeboden_op = models.DateField("ontvangen op")
    termijn_start = models.DateField(null=True, blank=True)
    verdaagd_op = models.DateField(null=True, blank=True)
    verdaagd_weken = models.PositiveSmallIntegerField(null=True, blank=True)
    overleg_op = models.DateField("overleg aangeboden op", null=True, blank=True)
    onthoudingsgrond = models.CharField(max_length=30, choices=GRONDEN, blank=True)
    uitkomst = models.CharField(max_length=24, choices=GoedkeuringUitkomst.choices, blank=True)
    uitkomst_op = models.DateField(null=True, blank=True)
    in_werking_op = models.DateField(null=True, blank=True)
    bekendgemaakt_op = models.DateField("van rechtswege bekendgemaakt op", null=True, blank=True)

    objects = TellendeManager["Goedkeuring"]()

    class Meta:
        verbose_name = "goedkeuring"
        verbose_name_plural = "goedkeuringen"
        ordering = ["jaar", "soort", "volgnummer", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "soort", "jaar", "volgnummer"],
                condition=~Q(uitkomst__in=[u.value for u in OPNIEUW]) & Q(teruggedraaid=False),
                name="goedkeuring_eenmaal_per_stuk",
            ),
            models.CheckConstraint(
                condition=Q(soort="begroting", volgnummer=0) | Q(soort="wijziging", volgnummer__gte=1),
                name="goedkeuring_wijziging_heeft_nummer",
            ),
            models.CheckConstraint(
                condition=Q(verdaagd_op__isnull=True, verdaagd_weken__isnull=True)
                | Q(verdaagd_op__isnull=False, verdaagd_weken__range=(1, VERDAGING_WEKEN)),
                name="goedkeuring_verdaging_binnen_de_wet",
            ),
            models.CheckConstraint(
                condition=~Q(uitkomst__in=["onthouden", "gedeeltelijk_goedgekeurd"])
                | ~Q(onthoudingsgrond="") & Q(overleg_op__isnull=False),
                name="goedkeuring_onthouden_heeft_grond_en_overleg",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="", uitkomst_op__isnull=True)
                | ~Q(uitkomst="") & Q(uitkomst_op__isnull=False),
                name="goedkeuring_uitkomst_heeft_dag",
            ),
            models.CheckConstraint(
                condition=Q(bekendgemaakt_op__isnull=True) | Q(uitkomst="van_rechtswege"),
                name="goedkeuring_bekendgemaakt_van_rechtswege",
            ),
            models.CheckConstraint(
                condition=Q(aangeboden_op__gte=F("verzonden_op")), name="goedkeuring_ontvangst_na_verzending"
            ),
        ]
        indexes = [models.Index(fields=["overheid", "jaar"], name="goedkeuring_per_jaar")]

    def __str__(self) -> str:
        return onderdeel_van(self.soort, self.jaar, self.volgnummer)

    @property
    def begroting(self) -> "Goedkeuring | None":
        """The newest offer of the budget of this year."""
        return begroting_van(self.overheid_id, self.jaar)

    @property
    def werkt(self) -> bool:
        """Approved, in whole, in part or by law."""
        return self.uitkomst in AKKOORD


def onderdeel_van(soort: str, jaar: int, volgnummer: int) -> str:
    """What tells two approvals apart: *begroting 2027*, *wijziging 2027-3*."""
    return f"{soort} {jaar}-{volgnummer}" if soort == GoedkeuringSoort.WIJZIGING else f"{soort} {jaar}"


def begroting_van(overheid_id: int, jaar: int) -> Goedkeuring | None:
    """The newest offer of the budget of this year, or None."""
    return (
        Goedkeuring.objects.filter(
            overheid__in=zelfde_overheid(overheid_id), jaar=jaar, soort=GoedkeuringSoort.BEGROTING
        )
        .select_related("dossier")
        .order_by("-id")
        .first()
    )


class Spoeduitgave(Zaakgegevens):
    """A decision of the raad to spend before approval because of urgency. `bedrag` in euro."""

    dossier = models.OneToOneField(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="spoeduitgave"
    )
    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, related_name="spoeduitgaven"
    )
    jaar = models.PositiveSmallIntegerField("begrotingsjaar")
    volgnummer = models.PositiveSmallIntegerField()
    bedrag = models.DecimalField("bedrag in euro", max_digits=15, decimal_places=2)
    raadsbesluit_op = models.DateField("hoofdelijke stemming op")
    raadsbesluit = models.CharField("nummer van het besluit", max_length=60)
    verzonden_op = models.DateField("verzonden door de raad op")
    ontvangen_op = models.DateField("ontvangen op")
    wijziging = models.ForeignKey(
        Goedkeuring, on_delete=models.PROTECT, null=True, blank=True, related_name="spoeduitgaven"
    )

    objects = TellendeManager["Spoeduitgave"]()

    class Meta:
        verbose_name = "spoeduitgave"
        verbose_name_plural = "spoeduitgaven"
        ordering = ["jaar", "volgnummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "jaar", "volgnummer"],
                condition=Q(teruggedraaid=False),
                name="spoeduitgave_volgnummer",
            ),
            models.CheckConstraint(condition=Q(bedrag__gt=0), name="spoeduitgave_bedrag_boven_nul"),
            models.CheckConstraint(
                condition=Q(verzonden_op__gte=F("raadsbesluit_op"), ontvangen_op__gte=F("verzonden_op")),
                name="spoeduitgave_dagen_op_volgorde",
            ),
        ]

    def __str__(self) -> str:
        return f"spoed {self.jaar}-{self.volgnummer}"

    @property
    def stemmen_voor(self) -> "list[Raadsstem]":
        """Who voted for it: those whom article 210 can hold liable."""
        return [s for s in self.stemmen.all() if s.stem == Stem.VOOR]

    @property
    def deel_per_lid(self) -> Decimal | None:
        """The equal part (euro) of each member who voted for it, or None without votes."""
        aantal = len(self.stemmen_voor)
        return (self.bedrag / aantal).quantize(Decimal("0.01")) if aantal else None


class Stem(models.TextChoices):
    """A vote in a roll call."""

    VOOR = "voor", "voor"
    TEGEN = "tegen", "tegen"


class Raadsstem(models.Model):
    """How one member of the raad voted in the roll call of article 209. Never changed."""

    spoeduitgave = models.ForeignKey(Spoeduitgave, on_delete=models.PROTECT, related_name="stemmen")
    naam = models.CharField("raadslid", max_length=120)
    stem = models.CharField(max_length=5, choices=Stem.choices)

    class Meta:
        verbose_name = "raadsstem"
        verbose_name_plural = "raadsstemmen"
        ordering = ["naam"]
        constraints = [
            models.UniqueConstraint(fields=["spoeduitgave", "naam"], name="raadsstem_een_per_lid"),
            models.CheckConstraint(condition=Q(stem__in=Stem.values), name="raadsstem_bestaat"),
        ]

    def __str__(self) -> str:
        return f"{self.naam}: {self.stem}"
