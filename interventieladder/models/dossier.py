"""The dossier and its general ladder: every transition of ladder.md 1.5 as a declaration without a body."""

from functools import cached_property

from django.db import models
from django.db.models import F, Q

from interventieladder import beleid as beleidskader
from interventieladder.models.feiten_lezer import Feiten
from interventieladder.models.lichte_treden import LichteTreden
from interventieladder.models.zware_treden import ZwareTreden
from interventieladder.treden import Gebrek, Gevorderd, Orgaan, Sluitreden, Stand
from toezicht.core.transitions import FSMField


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Reads over dossiers."""

    def open(self) -> "DossierQuerySet":
        """Not closed."""
        return self.exclude(stand=Stand.AFGESLOTEN)


class Dossier(LichteTreden, ZwareTreden, models.Model):
    """One organisation × domain × duty on the ladder (toezichtzaak)."""

    nummer = models.CharField(max_length=20, unique=True)
    titel = models.CharField(max_length=200)
    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="dossiers")
    domein = models.CharField(max_length=40)
    taak = models.CharField(max_length=60)
    orgaan = models.CharField(max_length=16, choices=Orgaan.choices)
    gevorderd = models.CharField("wat de wet vordert", max_length=12, choices=Gevorderd.choices, blank=True)
    gebrek = models.CharField(max_length=20, choices=Gebrek.choices, blank=True)
    omschrijving = models.TextField()
    datum_feit = models.DateField("datum van het feit")
    geopend_op = models.DateField()
    beleid_versie = models.CharField(max_length=20)
    stand = FSMField(max_length=16, choices=Stand.choices, default=Stand.SIGNAAL, protected=True)
    trede = models.CharField("laatste trede", max_length=12, choices=Stand.choices, default=Stand.SIGNAAL)
    trede_sinds = models.DateField(null=True, blank=True)
    behandelaar = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="dossiers")
    tweede_lezer = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="dossiers_als_tweede_lezer"
    )
    aangehouden_op = models.DateField(null=True, blank=True)
    aangehouden_niveau = models.CharField(max_length=20, blank=True)
    aanhoudgrond = models.TextField(blank=True)
    herbeoordeling_op = models.DateField(null=True, blank=True)
    sluitreden = models.CharField(max_length=30, choices=Sluitreden.choices, blank=True)
    gesloten_op = models.DateField(null=True, blank=True)
    nazorg_op = models.DateField(null=True, blank=True)
    voorganger = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervolgdossiers"
    )
    versie = models.PositiveIntegerField(default=1)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        permissions = [
            ("bekijk_dossier", "Dossiers bekijken"),
            ("behandel_dossier", "Dossiers behandelen"),
            ("wijs_toe", "Behandelaar en tweede lezer toewijzen"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "domein", "taak"],
                condition=~Q(stand="afgesloten"),
                name="dossier_een_open_per_taak",
            ),
            models.CheckConstraint(condition=Q(stand__in=Stand.values), name="dossier_stand_bestaat"),
            models.CheckConstraint(
                condition=Q(stand="afgesloten", gesloten_op__isnull=False) & ~Q(sluitreden="")
                | ~Q(stand="afgesloten") & Q(gesloten_op__isnull=True, sluitreden=""),
                name="dossier_sluiting_volledig",
            ),
            models.CheckConstraint(
                condition=Q(
                    stand="aangehouden", aangehouden_op__isnull=False, herbeoordeling_op__isnull=False
                )
                | ~Q(stand="aangehouden") & Q(aangehouden_op__isnull=True),
                name="dossier_aanhouding_met_datum",
            ),
            models.CheckConstraint(
                condition=Q(tweede_lezer__isnull=True) | ~Q(tweede_lezer=F("behandelaar")),
                name="dossier_tweede_lezer_is_een_ander",
            ),
            models.CheckConstraint(
                condition=~Q(gebrek="niet_tijdig") | Q(gevorderd="resultaat"),
                name="dossier_niet_tijdig_bij_resultaat",
            ),
        ]
        indexes = [
            models.Index(fields=["stand", "-id"], name="dossier_per_stand"),
            models.Index(fields=["overheid", "-id"], name="dossier_per_overheid"),
            models.Index(
                fields=["behandelaar"], condition=~Q(stand="afgesloten"), name="dossier_open_behandelaar"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"

    @cached_property
    def feiten(self) -> Feiten:
        """The facts the guards look at, each list read once."""
        return Feiten(self)

    @property
    def beleid(self) -> beleidskader.Beleid:
        """The policy version this dossier was opened under."""
        return beleidskader.beleid(self.beleid_versie)


SLUITREDEN_PER_STAP: dict[str, str] = {
    "sluit_ongegrond": Sluitreden.ONGEGROND,
    "sluit_geen_verwaarlozing": Sluitreden.OPGELOST,
    "sluit_hersteld": Sluitreden.OPGELOST,
    "zie_af": Sluitreden.AFGEZIEN,
    "trek_voornemen_in": Sluitreden.INGETROKKEN,
    "sluit_voldaan": Sluitreden.OPGELOST,
    "trek_besluit_in": Sluitreden.INGETROKKEN,
    "rond_uitvoering_af": Sluitreden.UITGEVOERD,
    "sluit_vernietigd": Sluitreden.VERNIETIGD_RECHTER,
}
"""Reason for closing per step; row 23 takes it from the proposal."""
