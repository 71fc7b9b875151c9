"""The situatieschets, the role that was chosen on it, and what asks to look again (ladder.md 4.3)."""

from typing import Any

from django.db import models
from django.db.models import F, Func, Q

from interventieladder.standen.bestuurskracht import BLOKKEN, Rol
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.models import User


class SchetsQuerySet(models.QuerySet["Situatieschets"]):
    """Reads over situatieschetsen."""

    def zichtbaar_voor(self, user: User) -> "SchetsQuerySet":
        """Confidential: those who weigh signals and those who decide on a role (ladder.md 5.3)."""
        return self.all() if mag_schetsen_lezen(user) else self.none()


def mag_schetsen_lezen(user: User) -> bool:
    """Whether this account may read situatieschetsen: the team of the case and who decides."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return False
    return any(
        user.has_perm(recht)
        for recht in (
            rollen.WEEG_SIGNAAL,
            rollen.WEEG_MEE,
            rollen.BESLIS_TEAMLEIDER,
            rollen.BESLIS_GEDEPUTEERDE,
        )
    )


class Situatieschets(models.Model):
    """One version of the two pages on which a role is chosen; adopted by another than who wrote it.

    `gedragen` is what it rests on, as it was when written: id, number, weight and axis of each signal.
    """

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="situatieschetsen"
    )
    versie = models.PositiveSmallIntegerField()
    taken = models.TextField(blank=True)
    regio = models.TextField(blank=True)
    ambitie = models.TextField(blank=True)
    overheden = models.TextField(blank=True)
    organisatie = models.TextField(blank=True)
    financien = models.TextField(blank=True)
    ladderstanden = models.TextField(blank=True)
    eigen_inspanning = models.TextField(blank=True)
    regionaal_effect = models.TextField(blank=True)
    anderen = models.TextField(blank=True)
    scenarios = models.TextField(blank=True)
    roladvies = models.TextField(blank=True)
    publiciteit = models.TextField(blank=True)
    gedragen = models.JSONField(default=list)
    patroon = models.TextField("regel die het patroon gaf", blank=True)
    vertrouwelijkheid = models.CharField(max_length=16, default="vertrouwelijk")
    opgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    opgesteld_op = models.DateTimeField()
    vastgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    vastgesteld_op = models.DateField(null=True, blank=True)

    objects = SchetsQuerySet.as_manager()

    class Meta:
        verbose_name = "situatieschets"
        verbose_name_plural = "situatieschetsen"
        default_permissions = ()
        ordering = ["versie"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "versie"], name="situatieschets_versie"),
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(vastgesteld_op__isnull=True),
                name="situatieschets_een_concept",
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("opgesteld_door")),
                name="situatieschets_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_door__isnull=True, vastgesteld_op__isnull=True)
                | Q(vastgesteld_door__isnull=False, vastgesteld_op__isnull=False),
                name="situatieschets_vaststelling_volledig",
            ),
            models.CheckConstraint(
                condition=Q(vertrouwelijkheid__in=("vertrouwelijk", "geheim_besluit")),
                name="situatieschets_nooit_openbaar",
            ),
        ]

    def __str__(self) -> str:
        return f"Situatieschets versie {self.versie}"

    @property
    def blokken(self) -> list[tuple[str, str]]:
        """Title and text of what was filled."""
        return [(titel, getattr(self, veld)) for veld, titel, _ in BLOKKEN if getattr(self, veld)]


def _een_jaar_na(veld: str) -> Any:
    return Func(
        F(veld), template="(%(expressions)s + interval '12 months')::date", output_field=models.DateField()
    )


class Rolkeuze(models.Model):
    """The role the province chose: a decision with reasons and an end, at most a year later. One runs at a time."""

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="rolkeuzen"
    )
    schets = models.ForeignKey(Situatieschets, on_delete=models.PROTECT, related_name="rolkeuzen")
    besluit = models.ForeignKey(
        "interventieladder.Besluit", on_delete=models.PROTECT, related_name="rolkeuzen"
    )
    rol = models.CharField(max_length=16, choices=Rol.choices)
    motivering = models.TextField()
    besluit_niveau = models.CharField(max_length=20, choices=Niveau.choices)
    geldig_van = models.DateField()
    geldig_tot = models.DateField("geldig tot en met")
    evaluatiedatum = models.DateField()
    beeindigd_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "rolkeuze"
        verbose_name_plural = "rolkeuzen"
        default_permissions = ()
        ordering = ["geldig_van", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(beeindigd_op__isnull=True), name="rolkeuze_een_lopende"
            ),
            models.CheckConstraint(condition=Q(rol__in=Rol.values), name="rolkeuze_rol_bestaat"),
            models.CheckConstraint(condition=~Q(motivering=""), name="rolkeuze_gemotiveerd"),
            models.CheckConstraint(
                condition=Q(geldig_tot__gte=F("geldig_van"), geldig_tot__lte=_een_jaar_na("geldig_van")),
                name="rolkeuze_hoogstens_een_jaar",
            ),
            models.CheckConstraint(
                condition=Q(evaluatiedatum__gte=F("geldig_van"), evaluatiedatum__lte=F("geldig_tot")),
                name="rolkeuze_evaluatie_binnen_geldigheid",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} tot en met {self.geldig_tot}"


class Aanleiding(models.TextChoices):
    """Why a role asks to be looked at again."""

    SIGNAAL_WEG = "signaal_weg", "Een dragend signaal telt niet meer"
    SIGNAAL_ANDERS = "signaal_anders", "Een dragend signaal is anders gewogen"
    GELDIGHEID = "geldigheid", "De rol is niet meer geldig"


class Herevaluatietaak(models.Model):
    """A task for the behandelaar: look again, for this reason. It has no legal effect."""

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="herevaluatietaken"
    )
    aanleiding = models.CharField(max_length=16, choices=Aanleiding.choices)
    reden = models.CharField(max_length=300)
    sleutel = models.CharField(max_length=120, unique=True)
    eigenaar = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    ontstaan_op = models.DateField()
    afgehandeld_op = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "herevaluatietaak"
        verbose_name_plural = "herevaluatietaken"
        default_permissions = ()
        ordering = ["ontstaan_op", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(aanleiding__in=Aanleiding.values), name="herevaluatietaak_aanleiding_bestaat"
            ),
        ]
        indexes = [
            models.Index(
                fields=["eigenaar"], condition=Q(afgehandeld_op__isnull=True), name="herevaluatietaak_open"
            )
        ]

    def __str__(self) -> str:
        return self.reden
