"""What the province does for organisations outside the ladder, registered once for all of them (ladder.md 4.3)."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from interventieladder import catalogus
from interventieladder.catalogus import EINDE_VERPLICHT, OPEN_INZET, InzetStatus, InzetVertrouwelijkheid
from interventieladder.guards.inzet import g_inzet_begonnen, g_inzet_reden, g_inzet_resultaat
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.transitions import FSMField, overgang

_GROND = "ladder.md 4.3; design.md 4"


def mag_behandelen(inzet: "Inzet", user: User) -> bool:
    """Whether this account may work on it: who registers inzet, and its owner."""
    eigen = inzet.eigenaar_id == user.pk and user.has_perm(rollen.BEKIJK_INZET)
    return eigen or user.has_perm(rollen.REGISTREER_INZET)


def leest_vertrouwelijk(user: User) -> bool:
    """Whether this account reads every inzet that is vertrouwelijk: who registers, and the gedeputeerde."""
    return user.has_perm(rollen.REGISTREER_INZET) or user.has_perm(rollen.BESLIS_GEDEPUTEERDE)


class InzetQuerySet(models.QuerySet["Inzet"]):
    """Reads over inzet."""

    def zichtbaar_voor(self, user: User) -> "InzetQuerySet":
        """Intern: who may read inzet. Vertrouwelijk: who registers, the gedeputeerde, and whose work it is."""
        if not user.has_perm(rollen.BEKIJK_INZET):
            return self.none()
        if leest_vertrouwelijk(user):
            return self.all()
        eigen = Exists(InzetAfspraak.objects.filter(inzet=OuterRef("pk"), eigenaar=user))
        return self.filter(Q(vertrouwelijkheid=InzetVertrouwelijkheid.INTERN) | Q(eigenaar=user) | Q(eigen))

    def open(self) -> "InzetQuerySet":
        """Planned or running."""
        return self.filter(status__in=OPEN_INZET)


class Inzet(models.Model):
    """One instrument used for one or more organisations. `resultaat` holds the reason when it is called off."""

    nummer = models.CharField(max_length=16, unique=True)
    soort = models.CharField(max_length=30)
    onderwerp = models.CharField(max_length=200)
    omschrijving = models.TextField(blank=True)
    overheden = models.ManyToManyField("organisaties.Overheid", related_name="inzetten")
    van = models.DateField("begint op")
    tot = models.DateField("tot en met", null=True, blank=True)
    bedrag = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    valuta = models.CharField(max_length=3, default="EUR")
    partner = models.CharField(max_length=160, blank=True)
    eigenaar = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="inzetten")
    vertrouwelijkheid = models.CharField(
        max_length=16, choices=InzetVertrouwelijkheid.choices, default=InzetVertrouwelijkheid.INTERN
    )
    status = FSMField(max_length=12, choices=InzetStatus.choices, default=InzetStatus.GEPLAND, protected=True)
    herinner_op = models.DateField("herinnering aan de eigenaar")
    resultaat = models.TextField(blank=True)
    gesloten_op = models.DateField(null=True, blank=True)
    geregistreerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geregistreerd_op = models.DateTimeField()
    versie = models.PositiveIntegerField(default=1)

    objects = InzetQuerySet.as_manager()

    class Meta:
        verbose_name = "inzet"
        verbose_name_plural = "inzetten"
        default_permissions = ()
        permissions = [
            ("bekijk_inzet", "Inzet van de provincie bekijken"),
            ("registreer_inzet", "Inzet van de provincie registreren"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=InzetStatus.values), name="inzet_status_bestaat"),
            models.CheckConstraint(
                condition=Q(vertrouwelijkheid__in=InzetVertrouwelijkheid.values), name="inzet_niveau_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="inzet_einde_na_begin"
            ),
            models.CheckConstraint(
                condition=~Q(soort__in=EINDE_VERPLICHT) | Q(tot__isnull=False),
                name="inzet_einde_waar_verplicht",
            ),
            models.CheckConstraint(
                condition=Q(bedrag__isnull=True) | Q(bedrag__gt=0), name="inzet_bedrag_positief"
            ),
            models.CheckConstraint(condition=Q(valuta__regex=r"^[A-Z]{3}$"), name="inzet_valuta_code"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_INZET, gesloten_op__isnull=True)
                | ~Q(status__in=OPEN_INZET) & Q(gesloten_op__isnull=False) & ~Q(resultaat=""),
                name="inzet_sluiting_volledig",
            ),
        ]
        indexes = [
            models.Index(
                fields=["eigenaar", "herinner_op"],
                condition=Q(status__in=OPEN_INZET),
                name="inzet_wacht_op_eigenaar",
            ),
            models.Index(F("van").desc(), F("id").desc(), name="inzet_nieuwste"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.onderwerp}"

    @property
    def catalogus(self) -> catalogus.Inzetsoort:
        """The kind as the catalogue describes it."""
        return catalogus.SOORTEN[self.soort]

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self.status in OPEN_INZET

    @overgang(
        status,
        van=[InzetStatus.GEPLAND],
        naar=InzetStatus.LOPEND,
        titel="Starten",
        niveau="toezichthouder",
        grondslag=_GROND,
        guards=[g_inzet_begonnen],
        recht=mag_behandelen,
    )
    def zet_lopend(self) -> None:
        """It began."""

    @overgang(
        status,
        van=[InzetStatus.GEPLAND, InzetStatus.LOPEND],
        naar=InzetStatus.AFGEROND,
        titel="Afronden",
        niveau="toezichthouder",
        grondslag=_GROND,
        guards=[g_inzet_begonnen, g_inzet_resultaat],
        recht=mag_behandelen,
    )
    def zet_afgerond(self) -> None:
        """It was done, with what came out. A meeting of one day goes here without running first."""

    @overgang(
        status,
        van=[InzetStatus.GEPLAND, InzetStatus.LOPEND],
        naar=InzetStatus.AFGEZEGD,
        titel="Afzeggen",
        niveau="toezichthouder",
        grondslag=_GROND,
        guards=[g_inzet_reden],
        recht=mag_behandelen,
    )
    def zet_afgezegd(self) -> None:
        """It does not happen, or stops halfway; the reason stays."""


class InzetAfspraak(models.Model):
    """What was agreed to follow an inzet: what, who of us, by when, and what came of it."""

    inzet = models.ForeignKey(Inzet, on_delete=models.PROTECT, related_name="afspraken")
    wat = models.CharField(max_length=300)
    eigenaar = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    uiterlijk = models.DateField()
    gedaan_op = models.DateField(null=True, blank=True)
    resultaat = models.TextField(blank=True)
    gemaakt_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    gemaakt_op = models.DateField()

    class Meta:
        verbose_name = "afspraak bij een inzet"
        verbose_name_plural = "afspraken bij een inzet"
        default_permissions = ()
        ordering = ["uiterlijk", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gedaan_op__isnull=True, resultaat="")
                | Q(gedaan_op__isnull=False) & ~Q(resultaat=""),
                name="inzetafspraak_met_resultaat",
            ),
        ]
        indexes = [
            models.Index(
                fields=["eigenaar", "uiterlijk"],
                condition=Q(gedaan_op__isnull=True),
                name="inzetafspraak_open",
            ),
        ]

    def __str__(self) -> str:
        return self.wat
