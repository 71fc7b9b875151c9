"""Papers in and out: what was received, what was made, and what was sent to whom (ladder.md 1.10, I3)."""

import datetime as dt
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When

from interventieladder.paden import plaats_van_brief, plaats_van_stuk
from interventieladder.standen import PLANNEN
from interventieladder.treden import DOCUMENTEN


class StukSoort(models.TextChoices):
    """What came in, or was made inside the house."""

    ANTWOORD = "antwoord", "Antwoord op het informatieverzoek"
    GESPREKSVERSLAG = "gespreksverslag", "Gespreksverslag"
    WEIGERING_OVERLEG = "weigering_overleg", "Weigering van overleg"
    VALIDATIEVERSLAG = "validatieverslag", "Validatieverslag"
    VERBETERPLAN = "verbeterplan", "Verbeterplan"
    ZIENSWIJZE = "zienswijze", "Zienswijze"
    BEWIJS = "bewijs", "Bewijs"
    UITVOERINGSPLAN = "uitvoeringsplan", "Uitvoeringsplan met kostenraming"
    UITSPRAAK = "uitspraak", "Rechterlijke uitspraak"
    NOTITIE = "notitie", "Notitie"
    EVALUATIE = "evaluatie", "Evaluatie"
    FACTUUR = "factuur", "Factuur of kostenspecificatie"


class Stuk(models.Model):
    """A paper in the dossier. The file never changes: a better version is a new paper that replaces it."""

    dossier = models.ForeignKey("interventieladder.Dossier", on_delete=models.PROTECT, related_name="stukken")
    stap = models.ForeignKey("interventieladder.Ladderstap", on_delete=models.PROTECT, related_name="stukken")
    soort = models.CharField(max_length=20, choices=StukSoort.choices)
    titel = models.CharField(max_length=200)
    datum = models.DateField("datum van het stuk")
    ontvangen_op = models.DateField("ontvangen op", null=True, blank=True)
    afzender = models.CharField(max_length=160, blank=True)
    mondeling = models.BooleanField("mondeling, met verslag", default=False)
    ondertekend_op = models.DateField("akkoord van de organisatie op", null=True, blank=True)
    kostenraming = models.DecimalField(
        "kostenraming in euro", max_digits=12, decimal_places=2, null=True, blank=True
    )
    reactie = models.TextField("onze reactie", blank=True)
    reactie_op = models.DateField(null=True, blank=True)
    geverifieerd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    geverifieerd_op = models.DateField(null=True, blank=True)
    bestand = models.FileField(upload_to=plaats_van_stuk, max_length=200, blank=True)
    bestandsnaam = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    documentnummer = models.CharField("nummer in het documentsysteem", max_length=80, blank=True)
    documentadres = models.URLField("adres in het documentsysteem", max_length=300, blank=True)
    bron = models.CharField("overgenomen uit", max_length=200, blank=True)
    bron_geverifieerd_op = models.DateField("volgens de bron geverifieerd op", null=True, blank=True)
    toegevoegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    toegevoegd_op = models.DateTimeField()
    vervangt = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangen_door"
    )

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
        ordering = ["datum", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geverifieerd_door__isnull=True) | ~Q(geverifieerd_door=F("toegevoegd_door")),
                name="stuk_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(geverifieerd_door__isnull=True, geverifieerd_op__isnull=True)
                | Q(geverifieerd_door__isnull=False, geverifieerd_op__isnull=False),
                name="stuk_verificatie_volledig",
            ),
            models.CheckConstraint(
                condition=~Q(bestand="") & ~Q(sha256="") | ~Q(documentnummer="") | ~Q(documentadres=""),
                name="stuk_bestand_of_verwijzing",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


LOSSE_SOORTEN = tuple(soort for soort in DOCUMENTEN if any(p.losse_brief(soort) for p in PLANNEN.values()))
"""Kinds that may go out without a proposal on some ladder."""


class BriefStatus(models.TextChoices):
    """Where an outgoing document stands."""

    CONCEPT = "concept", "Concept"
    KLAAR = "klaar", "Klaar om te versturen"
    VERZONDEN = "verzonden", "Verzonden"
    VERVALLEN = "vervallen", "Vervallen"


class Ontvangerrol(models.TextChoices):
    """Why somebody gets the document."""

    ORGAAN = "orgaan", "Geadresseerd orgaan"
    AFSCHRIFT_RAAD = "afschrift_raad", "Afschrift aan de raad"
    AFSCHRIFT = "afschrift", "Afschrift"
    PUBLICATIE = "publicatie", "Publicatie"
    INTERN = "intern", "Intern"


NAAR_BUITEN = tuple(rol.value for rol in Ontvangerrol if rol != Ontvangerrol.INTERN)
"""Roles of who gets a document outside the own dossier."""


class Brief(models.Model):
    """An outgoing document that belongs to a proposal. From our template (`velden`) or uploaded (`bestand`).

    Without a proposal it is a *losse brief*: a letter of the behandelaar that decides nothing (`Ladderplan`).
    Letter date, send date, end dates and kenmerk are filled at sending and are no part of the seal. `namen` are
    the pairs of names a colleague took over after the decision, for an uploaded letter `{"namen": …, "upload": …}`
    with the sums of the old and the new file; the seal allows them and nothing else.
    """

    dossier = models.ForeignKey("interventieladder.Dossier", on_delete=models.PROTECT, related_name="brieven")
    voorstel = models.ForeignKey(
        "interventieladder.Voorstel", on_delete=models.PROTECT, related_name="brieven", null=True, blank=True
    )
    soort = models.CharField(
        max_length=10, choices=[(d.code, f"{d.code} {d.naam}") for d in DOCUMENTEN.values()]
    )
    onderwerp = models.CharField(max_length=200)
    velden = models.JSONField(default=dict)
    geadresseerden = models.JSONField(default=list)
    feiten = models.JSONField("feiten waarop de tekst rust", default=dict)
    namen = models.JSONField("overgenomen namen, oud en nieuw", default=list)
    status = models.CharField(max_length=12, choices=BriefStatus.choices, default=BriefStatus.CONCEPT)
    bestand = models.FileField(upload_to=plaats_van_brief, max_length=200, blank=True)
    bestandsnaam = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    kenmerk = models.CharField(max_length=40, blank=True)
    briefdatum = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        ordering = ["soort", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["voorstel", "soort"], condition=~Q(status="vervallen"), name="brief_een_per_soort"
            ),
            models.CheckConstraint(
                condition=~Q(status="verzonden") | Q(briefdatum__isnull=False),
                name="brief_verzonden_heeft_datum",
            ),
            models.CheckConstraint(
                condition=Q(voorstel__isnull=False) | Q(soort__in=LOSSE_SOORTEN),
                name="brief_los_of_bij_voorstel",
            ),
        ]
        # The count in the menu asks these of the dossiers of one person, on every page.
        indexes = [models.Index(fields=["dossier"], condition=Q(voorstel__isnull=True), name="brief_los")]

    def __str__(self) -> str:
        return f"{self.soort} {self.onderwerp}"

    @property
    def zoals_besloten(self) -> tuple[str, str] | None:
        """Path and name of the uploaded file that was decided on, where another took its place for its names."""
        eerste = next((n for n in self.namen if isinstance(n, dict) and n.get("bestand")), None)
        return (eerste["bestand"][0], eerste["bestand"][1]) if eerste else None

    @property
    def los(self) -> bool:
        """Whether it belongs to no proposal."""
        return self.voorstel_id is None

    @property
    def bij(self) -> str:
        """The number under which its pages stand: that of its proposal, else of its dossier."""
        return self.voorstel.nummer if self.voorstel else self.dossier.nummer

    @property
    def gaat_uit(self) -> bool:
        """Whether anybody outside gets it; what stays in the dossier is never asked to be sent."""
        return any(g["rol"] in NAAR_BUITEN for g in self.geadresseerden)

    @property
    def te_verzenden(self) -> bool:
        """`TE_VERZENDEN` for a row that was read."""
        return self.status == BriefStatus.KLAAR and self.gaat_uit


TE_VERZENDEN = Q(status=BriefStatus.KLAAR) & reduce(
    or_, (Q(geadresseerden__contains=[{"rol": rol}]) for rol in NAAR_BUITEN)
)
"""The one rule for what waits to be sent: ready, and to somebody outside. `Brief.te_verzenden` says the same."""


class Kanaal(models.TextChoices):
    """How it was sent."""

    EMAIL = "email", "E-mail"
    POST = "post", "Post"
    AANGETEKEND = "aangetekend", "Aangetekende post"
    BERICHTENBOX = "berichtenbox", "Berichtenbox"
    UITGEREIKT = "uitgereikt", "Uitgereikt"
    PROVINCIAAL_BLAD = "provinciaal_blad", "Provinciaal blad"
    DOSSIER = "dossier", "In het dossier gelegd"


class VerzendingManager(models.Manager["Verzending"]):
    """Reads each sending with its newest correction, so that `verzenddatum` asks no query per row."""

    def get_queryset(self) -> "models.QuerySet[Verzending]":
        """Every sending, with `verbeterd_op`."""
        nieuwste = Verzendcorrectie.objects.filter(verzending=OuterRef("pk")).order_by("-pk")
        return super().get_queryset().annotate(verbeterd_op=Subquery(nieuwste.values("verzonden_op")[:1]))

    def met_berichten(self) -> "models.QuerySet[Verzending]":
        """Every sending, with `laatste` (kind of its newest message, or None) and `bewezen` (a proof is there)."""
        berichten = Verzendbericht.objects.filter(verzending=OuterRef("pk"))
        bewijs = berichten.filter(soort__in=MET_BEWIJS)
        return self.get_queryset().annotate(
            laatste=Subquery(berichten.order_by("-pk").values("soort")[:1]),
            bewezen=Case(When(bewijs="", then=Exists(bewijs)), default=Value(True)),
        )


class Verzending(models.Model):
    """That one document went to one addressee: date, channel and proof (I3).

    `verzonden_op` is the registration, which stays; `verzenddatum` is the day that counts.
    """

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="verzendingen")
    geadresseerde = models.CharField(max_length=200)
    rol = models.CharField(max_length=20, choices=Ontvangerrol.choices)
    kanaal = models.CharField(max_length=20, choices=Kanaal.choices)
    verzonden_op = models.DateField()
    bewijs = models.CharField("bewijs van verzending", max_length=300, blank=True)
    bewijs_volgt = models.BooleanField("het bewijs volgt nog", default=False)
    geregistreerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geregistreerd_op = models.DateTimeField()

    objects = VerzendingManager()

    class Meta:
        verbose_name = "verzending"
        verbose_name_plural = "verzendingen"
        ordering = ["verzonden_op", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "geadresseerde", "rol"], name="verzending_een_per_geadresseerde"
            ),
            models.CheckConstraint(
                condition=~Q(bewijs="") & Q(bewijs_volgt=False) | Q(bewijs="", bewijs_volgt=True),
                name="verzending_heeft_bewijs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brief.soort} aan {self.geadresseerde}"

    @property
    def laatste_bericht(self) -> str | None:
        """The kind of its newest message, or None; read by `met_berichten`."""
        laatste: str | None = self.__dict__["laatste"]
        return laatste

    @property
    def heeft_bewijs(self) -> bool:
        """Whether a proof is there, from the start or later; read by `met_berichten`."""
        return bool(self.__dict__["bewezen"])

    @property
    def verzenddatum(self) -> dt.date:
        """The day it really went out: the newest correction, else the registration. As it was when read."""
        if "verbeterd_op" in self.__dict__:
            verbeterd: dt.date | None = self.__dict__["verbeterd_op"]
        else:  # reached by a foreign key, or just made
            verbeterd = self.correcties.order_by("-pk").values_list("verzonden_op", flat=True).first()
        return verbeterd or self.verzonden_op


class Berichtsoort(models.TextChoices):
    """What was heard of a sending afterwards."""

    BEWIJS = "bewijs", "Bewijs van verzending ontvangen"
    BEZORGD = "bezorgd", "Bezorgd"
    TERUG = "terug", "Teruggekomen"
    OPNIEUW = "opnieuw", "Opnieuw verzonden"


MET_BEWIJS = (Berichtsoort.BEWIJS, Berichtsoort.BEZORGD, Berichtsoort.OPNIEUW)


class Verzendbericht(models.Model):
    """What was heard of a sending: proof, delivered, came back, or sent again. The newest says how it stands."""

    verzending = models.ForeignKey(Verzending, on_delete=models.PROTECT, related_name="berichten")
    soort = models.CharField(max_length=8, choices=Berichtsoort.choices)
    datum = models.DateField("dag waarop dit gebeurde")
    kanaal = models.CharField(max_length=20, choices=Kanaal.choices, blank=True)
    bewijs = models.CharField("bewijs, of de reden van terugkomen", max_length=300)
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()

    class Meta:
        verbose_name = "verzendbericht"
        verbose_name_plural = "verzendberichten"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(bewijs=""), name="verzendbericht_heeft_bewijs"),
            models.CheckConstraint(
                condition=Q(soort__in=Berichtsoort.values), name="verzendbericht_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(soort="opnieuw") & ~Q(kanaal="") | ~Q(soort="opnieuw") & Q(kanaal=""),
                name="verzendbericht_opnieuw_met_kanaal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verzending_id}: {self.get_soort_display()}"


class Verzendcorrectie(models.Model):
    """The day a letter really went out, when it was registered wrongly. The registration itself stays."""

    verzending = models.ForeignKey(Verzending, on_delete=models.PROTECT, related_name="correcties")
    verzonden_op = models.DateField()
    reden = models.CharField(max_length=300)
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()

    class Meta:
        verbose_name = "verzendcorrectie"
        verbose_name_plural = "verzendcorrecties"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reden=""), name="verzendcorrectie_heeft_reden"),
        ]

    def __str__(self) -> str:
        return f"{self.verzending_id}: {self.verzonden_op}"
