"""Proposals: drafted, read, sealed and decided on. Its own small machine (ladder.md 1.5, design 4.2)."""

from django.db import models
from django.db.models import F, Q

from interventieladder.models.beleidskader import beleid_van
from interventieladder.models.voorstelrechten import (
    is_opsteller,
    mag_behandelen,
    mag_beslissen,
    mag_teruggeven,
    mag_toetsen,
)
from interventieladder.treden import Niveau, Sluitreden
from toezicht.core.transitions import GET_STATE, FSMField, overgang


class VoorstelStatus(models.TextChoices):
    """Where a proposal stands."""

    CONCEPT = "concept", "Concept"
    TER_TOETSING = "ter_toetsing", "Ter toetsing"
    TER_BESLUIT = "ter_besluit", "Ter besluit"
    RETOUR = "retour", "Retour"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    UITGEVOERD = "uitgevoerd", "Stap gezet"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERVALLEN = "vervallen", "Vervallen"


_S = VoorstelStatus
LOPEND = (_S.CONCEPT, _S.TER_TOETSING, _S.TER_BESLUIT, _S.RETOUR, _S.VASTGESTELD)
"""Statuses in which a proposal waits for somebody."""

ROUTE_CDK = ("lezer", "jurist")
"""Who checks in the closed room before the cdK decides: the cabinet, and a jurist with access to it."""


class Voorstel(models.Model):
    """A proposal to take one step, in the words the decider reads."""

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="voorstellen"
    )
    nummer = models.CharField(max_length=20, unique=True)
    stap = models.CharField(max_length=40)
    van = models.CharField(max_length=24)
    niveau = models.CharField(max_length=20, choices=Niveau.choices)
    beleid_versie = models.CharField(max_length=20)
    status = FSMField(
        max_length=16, choices=VoorstelStatus.choices, default=VoorstelStatus.CONCEPT, protected=True
    )
    versie = models.PositiveSmallIntegerField(default=1)
    getoetst = models.PositiveSmallIntegerField("aantal toetsen gedaan", default=0)
    opgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    opgesteld_op = models.DateTimeField()
    ingediend_op = models.DateTimeField(null=True, blank=True)
    gevraagd = models.TextField("wat wordt gevraagd")
    waarom_nu = models.TextField()
    lichter_middel = models.TextField("waarom een lichter middel niet volstaat", blank=True)
    beleidsruimte = models.TextField("waarom dit geen beleidskeuze van de organisatie is", blank=True)
    noodzaak_uitvraag = models.TextField(
        "waarom deze gegevens nodig en nog niet beschikbaar zijn", blank=True
    )
    gevolg_ja = models.TextField("gevolg bij ja")
    gevolg_nee = models.TextField("gevolg bij nee of later")
    zachte_motivering = models.TextField("waarom de aandachtspunten geen bezwaar zijn", blank=True)
    termijn_weken = models.PositiveSmallIntegerField(null=True, blank=True)
    zienswijze_weken = models.PositiveSmallIntegerField(null=True, blank=True)
    herbeoordeling_op = models.DateField(null=True, blank=True)
    nazorg_op = models.DateField(null=True, blank=True)
    mondeling = models.BooleanField("mondeling besluit, daarna op schrift", default=False)
    embargo_tot = models.DateTimeField("embargo tot", null=True, blank=True)
    sluitreden = models.CharField(max_length=30, choices=Sluitreden.choices, blank=True)
    bedrag = models.DecimalField(
        "bedrag waarover wordt beslist, in euro", max_digits=15, decimal_places=2, null=True, blank=True
    )
    bij = models.JSONField("bij wie het besluit ligt", default=list)
    naar_gs = models.BooleanField("niemand is gemandateerd: naar GS", default=False)
    bewijsstukken = models.ManyToManyField("interventieladder.Stuk", blank=True, related_name="voorstellen")
    zegel = models.CharField(max_length=64, blank=True)
    zegel_inhoud = models.JSONField(default=dict)
    vorige_inhoud = models.JSONField("wat de vorige versie verzegelde", default=dict)
    wijzigingen = models.JSONField("gewijzigd sinds de vorige versie", default=list)
    retour_reden = models.TextField(blank=True)

    class Meta:
        verbose_name = "voorstel"
        verbose_name_plural = "voorstellen"
        permissions = [
            ("lees_tegen", "Voorstellen als tweede lezer toetsen"),
            ("toets_juridisch", "Voorstellen juridisch toetsen"),
            ("beslis_coordinator", "Beslissen als coördinator"),
            ("beslis_teamleider", "Beslissen als teamleider"),
            ("beslis_gedeputeerde", "Beslissen als gedeputeerde"),
            ("registreer_gs_besluit", "Besluiten van Gedeputeerde Staten registreren"),
            ("registreer_cdk_besluit", "Besluiten van de commissaris van de Koning registreren"),
            ("verzend", "Verzending van brieven registreren"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(status__in=LOPEND), name="voorstel_een_lopend_per_dossier"
            ),
            models.CheckConstraint(
                condition=Q(status__in=VoorstelStatus.values), name="voorstel_status_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(status__in=("concept", "retour", "ingetrokken")) | ~Q(zegel=""),
                name="voorstel_verzegeld",
            ),
        ]
        indexes = [models.Index(fields=["status", "niveau"], name="voorstel_werkvoorraad")]

    def __str__(self) -> str:
        return self.nummer

    @property
    def route(self) -> tuple[str, ...]:
        """Who checks before the decision, in order: policy data, and in the room of the cdK its own."""
        if self.niveau == Niveau.CDK_BESLUIT:
            return ROUTE_CDK
        niveau = Niveau.GS if self.niveau == Niveau.GS_OF_GEMACHTIGDE else self.niveau
        route = beleid_van(self.beleid_versie).route
        return route.get(self.stap) or route.get(niveau, ())

    @property
    def aan_zet(self) -> str:
        """The check whose turn it is, or empty when the decision itself is."""
        return self.route[self.getoetst] if self.getoetst < len(self.route) else ""

    def na_toetsen(self, aantal: int) -> str:
        """Where the proposal goes once so many checks were done."""
        return VoorstelStatus.TER_TOETSING if aantal < len(self.route) else VoorstelStatus.TER_BESLUIT

    @overgang(
        status,
        van=[_S.CONCEPT],
        naar=GET_STATE(lambda v: v.na_toetsen(0), [_S.TER_TOETSING, _S.TER_BESLUIT]),
        titel="Indienen",
        niveau="opsteller",
        grondslag="ladder.md 5.2 (werkwijze van de provincie)",
        recht=is_opsteller,
    )
    def dien_in(self) -> None: ...

    @overgang(
        status,
        van=[_S.TER_TOETSING],
        naar=GET_STATE(lambda v: v.na_toetsen(v.getoetst + 1), [_S.TER_TOETSING, _S.TER_BESLUIT]),
        titel="Akkoord als toetser",
        niveau="toetser",
        grondslag="ladder.md 5.2 (vier ogen)",
        recht=mag_toetsen,
    )
    def parafeer(self) -> None: ...

    @overgang(
        status,
        van=[_S.TER_TOETSING, _S.TER_BESLUIT],
        naar=_S.RETOUR,
        titel="Terug met vraag",
        niveau="toetser of beslisser",
        grondslag="ladder.md 5.2 (retour)",
        recht=mag_teruggeven,
    )
    def geef_retour(self) -> None: ...

    @overgang(
        status,
        van=[_S.TER_TOETSING, _S.TER_BESLUIT, _S.RETOUR],
        naar=_S.CONCEPT,
        titel="Terughalen om aan te passen",
        niveau="opsteller",
        grondslag="design.md 4.2 (verzegeling)",
        recht=is_opsteller,
    )
    def haal_terug(self) -> None: ...

    @overgang(
        status,
        van=[_S.TER_BESLUIT],
        naar=_S.VASTGESTELD,
        titel="Goedkeuren",
        niveau="beslisser",
        grondslag="Provinciewet 158 en 166; ladder.md 5.2",
        recht=mag_beslissen,
    )
    def stel_vast(self) -> None: ...

    @overgang(
        status,
        van=[_S.TER_BESLUIT],
        naar=_S.AFGEWEZEN,
        titel="Afwijzen",
        niveau="beslisser",
        grondslag="Provinciewet 158 en 166; ladder.md 5.2",
        recht=mag_beslissen,
    )
    def wijs_af(self) -> None: ...

    @overgang(
        status,
        van=[_S.VASTGESTELD],
        naar=_S.UITGEVOERD,
        titel="Stap zetten",
        niveau="behandelaar",
        grondslag="ladder.md 1.5",
        recht=mag_behandelen,
    )
    def voer_uit(self) -> None: ...

    @overgang(
        status,
        van=[_S.CONCEPT, _S.TER_TOETSING, _S.TER_BESLUIT, _S.RETOUR],
        naar=_S.INGETROKKEN,
        titel="Intrekken",
        niveau="opsteller",
        grondslag="ladder.md 5.2",
        recht=is_opsteller,
    )
    def trek_in(self) -> None: ...

    @overgang(
        status,
        van=[_S.VASTGESTELD],
        naar=_S.VERVALLEN,
        titel="Laten vervallen",
        niveau="behandelaar",
        grondslag="design.md 4.2 (een wijziging doet de goedkeuring vervallen)",
        recht=mag_behandelen,
    )
    def laat_vervallen(self) -> None: ...


class Paraaf(models.Model):
    """One check of one version of a proposal, on the sealed bundle with hash `zegel`."""

    voorstel = models.ForeignKey(Voorstel, on_delete=models.PROTECT, related_name="parafen")
    versie = models.PositiveSmallIntegerField()
    onderdeel = models.CharField(max_length=24)
    akkoord = models.BooleanField()
    opmerking = models.TextField(blank=True)
    door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    opgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    op = models.DateField()
    zegel = models.CharField(max_length=64)

    class Meta:
        verbose_name = "paraaf"
        verbose_name_plural = "parafen"
        ordering = ["op", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(door=F("opgesteld_door")), name="paraaf_vier_ogen"),
            models.CheckConstraint(
                condition=Q(akkoord=True) | ~Q(opmerking=""), name="paraaf_retour_met_vraag"
            ),
            models.UniqueConstraint(
                fields=["voorstel", "versie", "onderdeel"],
                condition=Q(akkoord=True),
                name="paraaf_een_akkoord_per_onderdeel",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.onderdeel} {self.voorstel} v{self.versie}"
