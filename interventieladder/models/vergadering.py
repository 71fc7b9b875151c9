"""GS in meeting: members, meetings, the items of the agenda and their outcome, written answers (ladder.md 5.2)."""

import datetime as dt

from django.db import models
from django.db.models import F, Q


class GSLid(models.Model):
    """A member of GS, with the period in office; `gebruiker` when the member has an account."""

    naam = models.CharField(max_length=160)
    functie = models.CharField(max_length=80)
    gebruiker = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "lid van GS"
        verbose_name_plural = "leden van GS"
        ordering = ["naam"]

    def __str__(self) -> str:
        return self.naam


class VergaderSoort(models.TextChoices):
    """In which way GS come together."""

    GEWOON = "gewoon", "Gewone vergadering"
    TWEEDE = "tweede", "Tweede vergadering"
    SCHRIFTELIJK = "schriftelijk", "Schriftelijke spoedprocedure"


class VergaderStatus(models.TextChoices):
    """Where a meeting stands."""

    GEPLAND = "gepland", "In voorbereiding"
    GEHOUDEN = "gehouden", "Gehouden"
    GEEN_QUORUM = "geen_quorum", "Niet gehouden: te weinig leden"
    VERVALLEN = "vervallen", "Gaat niet door"


class GSVergadering(models.Model):
    """A meeting of GS: its day, its kind, and who was present (quorum: half of the members in office, Pw 56).

    `na` is the meeting without quorum that a second meeting follows. Of the written procedure `datum` is the day on
    which the papers went to the members.
    """

    datum = models.DateField()
    soort = models.CharField(max_length=12, choices=VergaderSoort.choices, default=VergaderSoort.GEWOON)
    status = models.CharField(max_length=12, choices=VergaderStatus.choices, default=VergaderStatus.GEPLAND)
    na = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="tweede")
    reden = models.TextField("waarom zij niet doorgaat", blank=True)
    geregistreerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geregistreerd_op = models.DateTimeField()

    class Meta:
        verbose_name = "vergadering van GS"
        verbose_name_plural = "vergaderingen van GS"
        ordering = ["-datum", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["datum", "soort"],
                condition=~Q(status="vervallen"),
                name="gsvergadering_een_per_dag_en_soort",
            ),
            models.CheckConstraint(
                condition=Q(soort="tweede", na__isnull=False) | ~Q(soort="tweede") & Q(na__isnull=True),
                name="gsvergadering_tweede_volgt",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=VergaderSoort.values, status__in=VergaderStatus.values),
                name="gsvergadering_soort_en_status_bestaan",
            ),
            models.CheckConstraint(
                condition=~Q(status="vervallen") | ~Q(reden=""), name="gsvergadering_vervalt_met_reden"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.datum}"

    @property
    def schriftelijk(self) -> bool:
        """Whether the members answer in writing instead of coming together."""
        return self.soort == VergaderSoort.SCHRIFTELIJK

    @property
    def open_voor_agenda(self) -> bool:
        """Whether items can still be put on it, taken off and reordered."""
        return self.status == VergaderStatus.GEPLAND


class Aanwezigheid(models.Model):
    """One member present at one meeting, or who answered in the written procedure."""

    vergadering = models.ForeignKey(GSVergadering, on_delete=models.PROTECT, related_name="aanwezigheden")
    lid = models.ForeignKey(GSLid, on_delete=models.PROTECT, related_name="aanwezigheden")

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheden"
        constraints = [models.UniqueConstraint(fields=["vergadering", "lid"], name="aanwezigheid_eenmaal")]

    def __str__(self) -> str:
        return f"{self.lid} op {self.vergadering}"


class Puntuitkomst(models.TextChoices):
    """What became of an item of the agenda; empty while it is open."""

    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    AANGEHOUDEN = "aangehouden", "Aangehouden"
    AFGEVOERD = "afgevoerd", "Van de agenda gehaald"


BESLOTEN_UITKOMSTEN = (Puntuitkomst.GOEDGEKEURD, Puntuitkomst.AFGEWEZEN)


class Agendapunt(models.Model):
    """One proposal on the agenda of one meeting, in the sealed version that went along, and what became of it.

    `nummer` is the item as the minutes name it. `vervolg_op` is the item of an earlier meeting, not decided there.
    """

    vergadering = models.ForeignKey(GSVergadering, on_delete=models.PROTECT, related_name="punten")
    voorstel = models.ForeignKey(
        "interventieladder.Voorstel", on_delete=models.PROTECT, related_name="agendapunten"
    )
    volgorde = models.PositiveSmallIntegerField()
    nummer = models.CharField(max_length=20)
    zegel = models.CharField(max_length=64)
    vervolg_op = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervolg"
    )
    geagendeerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geagendeerd_op = models.DateTimeField()
    uitkomst = models.CharField(max_length=12, choices=Puntuitkomst.choices, blank=True)
    uitkomst_op = models.DateField(null=True, blank=True)
    toelichting = models.TextField(blank=True)
    besluit = models.OneToOneField(
        "interventieladder.Besluit", on_delete=models.PROTECT, null=True, blank=True, related_name="punt"
    )
    afgehandeld_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    afgehandeld_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["voorstel"], condition=Q(uitkomst=""), name="agendapunt_een_open_per_voorstel"
            ),
            models.UniqueConstraint(
                fields=["vergadering", "nummer"],
                condition=~Q(uitkomst="afgevoerd"),
                name="agendapunt_nummer_eenmaal",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst__in=("goedgekeurd", "afgewezen"), besluit__isnull=False)
                | Q(uitkomst__in=("", "aangehouden", "afgevoerd"), besluit__isnull=True),
                name="agendapunt_besluit_bij_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(
                    uitkomst="",
                    uitkomst_op__isnull=True,
                    afgehandeld_door__isnull=True,
                    afgehandeld_op__isnull=True,
                )
                | ~Q(uitkomst="")
                & Q(uitkomst_op__isnull=False, afgehandeld_op__isnull=False)
                & (Q(afgehandeld_door__isnull=False) | Q(uitkomst="afgevoerd")),  # the law took it off
                name="agendapunt_uitkomst_volledig",
            ),
            models.CheckConstraint(
                condition=~Q(uitkomst__in=("aangehouden", "afgevoerd")) | ~Q(toelichting=""),
                name="agendapunt_reden",
            ),
            models.CheckConstraint(condition=~Q(nummer=""), name="agendapunt_genummerd"),
            models.CheckConstraint(condition=~Q(vervolg_op=F("id")), name="agendapunt_volgt_een_ander"),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}: {self.voorstel_id} ({self.vergadering})"

    @property
    def open(self) -> bool:
        """Whether nothing became of it yet."""
        return not self.uitkomst


class Terugtreding(models.Model):
    """A member who steps aside at one item, and why (Awb 2:4)."""

    punt = models.ForeignKey(Agendapunt, on_delete=models.PROTECT, related_name="terugtredingen")
    lid = models.ForeignKey(GSLid, on_delete=models.PROTECT, related_name="+")
    reden = models.CharField(max_length=300, blank=True)
    geregistreerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geregistreerd_op = models.DateTimeField()

    class Meta:
        verbose_name = "terugtreding"
        verbose_name_plural = "terugtredingen"
        constraints = [models.UniqueConstraint(fields=["punt", "lid"], name="terugtreding_eenmaal")]

    def __str__(self) -> str:
        return f"{self.lid} bij {self.punt}"


class Antwoord(models.TextChoices):
    """What a member answers in the written procedure."""

    AKKOORD = "akkoord", "Akkoord"
    NIET_AKKOORD = "niet_akkoord", "Niet akkoord"
    BESPREKEN = "bespreken", "Wil het in vergadering bespreken"


class SchriftelijkAntwoord(models.Model):
    """The answer of one member on one item of the written procedure, with the moment it came in."""

    punt = models.ForeignKey(Agendapunt, on_delete=models.PROTECT, related_name="antwoorden")
    lid = models.ForeignKey(GSLid, on_delete=models.PROTECT, related_name="+")
    antwoord = models.CharField(max_length=12, choices=Antwoord.choices)
    op = models.DateTimeField("ontvangen op")
    toelichting = models.TextField(blank=True)
    geregistreerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geregistreerd_op = models.DateTimeField()

    class Meta:
        verbose_name = "schriftelijk antwoord"
        verbose_name_plural = "schriftelijke antwoorden"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["punt", "lid"], name="antwoord_een_per_lid"),
            models.CheckConstraint(
                condition=Q(antwoord__in=Antwoord.values), name="schriftelijk_antwoord_bestaat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lid}: {self.antwoord}"


def in_functie(op: dt.date) -> "models.QuerySet[GSLid]":
    """Members of GS in office on a day, by name."""
    return GSLid.objects.filter(van__lte=op).exclude(tot__lte=op).order_by("naam")
