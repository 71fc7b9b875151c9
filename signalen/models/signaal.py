"""A signal, its number series and who may see it."""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from signalen import catalogus
from signalen.keuzes import (
    LOPEND,
    As,
    Betrouwbaarheid,
    Bron,
    Ernst,
    Status,
    Vertrouwelijkheid,
)
from toezicht.core import domeinen, rollen
from toezicht.core.models import User
from toezicht.core.transitions import FSMField, overgang


def geheel_zichtbaar(user: User) -> list[str]:
    """The levels of secrecy of which this account may see every signal."""
    if not user.has_perm(rollen.BEKIJK_SIGNALEN):
        return []
    niveaus: list[str] = [Vertrouwelijkheid.OPENBAAR, Vertrouwelijkheid.INTERN]
    if user.has_perm(rollen.WEEG_SIGNAAL) or user.has_perm(rollen.WEEG_MEE):
        niveaus.append(Vertrouwelijkheid.VERTROUWELIJK)
    return niveaus


def telt_mee(peildatum: dt.date) -> Q:
    """The condition of `SignaalQuerySet.telt_mee`."""
    return Q(
        Q(status__in=(Status.ACTIEF, Status.VERLOPEN))
        | Q(status=Status.AFGEHANDELD, afgerond_op__gt=peildatum),
        Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=peildatum),
        datum_feit__lte=peildatum,
        kennisname_op__lte=peildatum,
        betrouwbaarheid__in=(Betrouwbaarheid.BEVESTIGD, Betrouwbaarheid.AANNEMELIJK),
    )


class SignaalQuerySet(models.QuerySet["Signaal"]):
    """Reads over signals."""

    def zichtbaar_voor(self, user: User) -> "SignaalQuerySet":
        """What this account may know to exist (ladder.md 5.3).

        Openbaar and intern: who may read signals. Vertrouwelijk: the team that weighs, and who reported
        it. Geheim: who reported it and the persons on its list. The room of the cdK: nobody here.
        """
        if not user.has_perm(rollen.BEKIJK_SIGNALEN):
            return self.none()
        mag = Q(vertrouwelijkheid__in=geheel_zichtbaar(user))
        mag |= Q(vertrouwelijkheid=Vertrouwelijkheid.VERTROUWELIJK, gemeld_door=user)
        op_de_lijst = models.Exists(
            Signaaltoegang.objects.filter(signaal=models.OuterRef("pk"), gebruiker=user)
        )
        mag |= Q(vertrouwelijkheid=Vertrouwelijkheid.GEHEIM) & (Q(gemeld_door=user) | Q(op_de_lijst))
        return self.filter(mag)

    def lopend(self) -> "SignaalQuerySet":
        """Not finished."""
        return self.filter(status__in=LOPEND)

    def telt_mee(self, peildatum: dt.date) -> "SignaalQuerySet":
        """Those that count on `peildatum` (4.2): checked, not a rumour, still valid; each fact once.

        An unfounded or merged signal never counts, whatever the date. One that lapsed or was finished
        since, counts up to that day.
        """
        return self.filter(telt_mee(peildatum))


class Signaal(models.Model):
    """An indication that something is wrong; counts only after it was checked (ladder.md 4.2).

    The full-text vector is a generated column of the table (migration 0002), unknown to the model, so that
    no read carries it along.
    """

    nummer = models.CharField(max_length=16, unique=True)
    soort = models.CharField(max_length=12)
    catalogusversie = models.CharField(max_length=12, default=catalogus.VERSIE)
    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="signalen")
    overheid_naam = models.CharField("naam van de overheid toen", max_length=200)
    domein = models.CharField(max_length=24, choices=domeinen.KEUZES)
    as_letter = models.CharField("as", max_length=1, choices=As.choices)
    ernst = models.CharField(max_length=6, choices=Ernst.choices)
    bron = models.CharField(max_length=20, choices=Bron.choices)
    titel = models.CharField(max_length=200)
    toelichting = models.TextField(blank=True)
    datum_feit = models.DateField("datum van het feit")
    kennisname_op = models.DateField("kennisname op")
    betrouwbaarheid = models.CharField(max_length=1, choices=Betrouwbaarheid.choices)
    vertrouwelijkheid = models.CharField(
        max_length=16, choices=Vertrouwelijkheid.choices, default=Vertrouwelijkheid.INTERN
    )
    geldig_tot = models.DateField("telt mee tot", null=True, blank=True)
    status = FSMField(max_length=14, choices=Status.choices, default=Status.NIEUW, protected=True)
    gegevens = models.JSONField("gegevens van de berekening", default=dict, blank=True)
    sleutel = models.CharField(max_length=160, blank=True)
    gemeld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    gemeld_op = models.DateTimeField()
    behandelaar = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    gewogen_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    gewogen_op = models.DateField(null=True, blank=True)
    weging_reden = models.TextField("reden van de weging", blank=True)
    afgerond_op = models.DateField(null=True, blank=True)
    samengevoegd_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="samengevoegde"
    )
    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, null=True, blank=True, related_name="signalen"
    )

    objects = SignaalQuerySet.as_manager()

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        default_permissions = ()
        permissions = [
            ("bekijk_signaal", "Signalen lezen"),
            ("registreer_signaal", "Signalen registreren"),
            ("weeg_signaal", "Signalen wegen, samenvoegen en afhandelen"),
            ("weeg_mee", "Als tweede beslissen over de ernst van een signaal"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["sleutel"], condition=~Q(sleutel=""), name="signaal_sleutel_eenmalig"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="signaal_status_bestaat"),
            models.CheckConstraint(condition=Q(ernst__in=Ernst.values), name="signaal_ernst_bestaat"),
            models.CheckConstraint(
                condition=Q(vertrouwelijkheid__in=Vertrouwelijkheid.values), name="signaal_niveau_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(kennisname_op__gte=F("datum_feit")), name="signaal_kennis_na_feit"
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("datum_feit")),
                name="signaal_geldigheid",
            ),
            models.CheckConstraint(
                condition=~Q(bron=Bron.PERS, betrouwbaarheid=Betrouwbaarheid.BEVESTIGD),
                name="signaal_pers_hoogstens_b",
            ),
            models.CheckConstraint(
                condition=~Q(bron=Bron.CDK_AMBTSBEZOEK) | Q(vertrouwelijkheid=Vertrouwelijkheid.CDK),
                name="signaal_cdk_blijft_binnen",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SAMENGEVOEGD, samengevoegd_in__isnull=False)
                | (~Q(status=Status.SAMENGEVOEGD) & Q(samengevoegd_in__isnull=True)),
                name="signaal_samengevoegd_heeft_doel",
            ),
            models.CheckConstraint(
                condition=Q(samengevoegd_in__isnull=True) | ~Q(samengevoegd_in=F("id")),
                name="signaal_niet_in_zichzelf",
            ),
            models.CheckConstraint(
                condition=Q(status__in=LOPEND, afgerond_op__isnull=True)
                | (~Q(status__in=LOPEND) & Q(afgerond_op__isnull=False)),
                name="signaal_afgerond_heeft_datum",
            ),
        ]
        indexes = [
            models.Index(F("kennisname_op").desc(), F("id").desc(), name="signaal_nieuwste"),
            models.Index("status", F("kennisname_op").desc(), F("id").desc(), name="signaal_per_status"),
            models.Index("overheid", F("kennisname_op").desc(), F("id").desc(), name="signaal_per_overheid"),
            models.Index(
                fields=["status", "ernst", "vertrouwelijkheid"],
                name="signaal_lopend",
                condition=Q(status__in=LOPEND),
            ),
            # What waits is asked oldest first; without this that walks past all that ended long ago. The count of
            # it stands on every page: with what it looks at in the index it reads no signal.
            models.Index(
                fields=["kennisname_op", "id"],
                include=["ernst", "vertrouwelijkheid", "behandelaar", "gemeld_door"],
                name="signaal_wacht",
                condition=Q(status__in=(Status.NIEUW, Status.TE_WEGEN)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"

    @property
    def soort_naam(self) -> str:
        """The kind in words; the code itself when the catalogue no longer has it."""
        soort = catalogus.SOORTEN.get(self.soort)
        return soort.naam if soort else self.soort

    @property
    def loopt(self) -> bool:
        """Whether somebody still works on it or it still counts."""
        return self.status in LOPEND

    @property
    def wegen_voor(self) -> dt.date:
        """The day on which it must have been weighed (4.2)."""
        return self.kennisname_op + dt.timedelta(days=catalogus.WEEGTERMIJN_DAGEN[self.ernst])

    def telt_op(self, peildatum: dt.date) -> bool:
        """The same rule as `SignaalQuerySet.telt_mee`, for one row in hand."""
        if self.status not in {Status.ACTIEF, Status.VERLOPEN, Status.AFGEHANDELD}:
            return False
        if self.status == Status.AFGEHANDELD and (self.afgerond_op is None or self.afgerond_op <= peildatum):
            return False
        geldig = self.geldig_tot is None or peildatum < self.geldig_tot
        return geldig and self.kennisname_op <= peildatum and self.betrouwbaarheid != Betrouwbaarheid.GERUCHT

    def weegt_mee(self, peildatum: dt.date) -> int:
        """How much it still counts on `peildatum`, 0-100: fades evenly from the fact to `geldig_tot`."""
        if not self.telt_op(peildatum):
            return 0
        if self.geldig_tot is None:
            return 100
        duur = (self.geldig_tot - self.datum_feit).days
        return max(1, min(100, round(100 * (self.geldig_tot - peildatum).days / duur)))

    @overgang(
        status,
        van=[Status.NIEUW],
        naar=Status.TE_WEGEN,
        titel="In behandeling nemen",
        niveau="toezichthouder",
        grondslag="beleidskader signalen 4.2",
        recht=rollen.WEEG_SIGNAAL,
    )
    def neem_in_behandeling(self) -> None:
        """Somebody starts to check it."""

    @overgang(
        status,
        van=[Status.TE_WEGEN],
        naar=Status.ACTIEF,
        titel="Als actief wegen",
        niveau="toezichthouder",
        grondslag="beleidskader signalen 4.2",
        recht=rollen.WEEG_SIGNAAL,
    )
    def maak_actief(self) -> None:
        """Checked: it counts from now on."""

    @overgang(
        status,
        van=[Status.TE_WEGEN, Status.ACTIEF],
        naar=Status.ONGEGROND,
        titel="Ongegrond verklaren",
        niveau="toezichthouder",
        grondslag="beleidskader signalen 4.2",
        recht=rollen.WEEG_SIGNAAL,
    )
    def verklaar_ongegrond(self) -> None:
        """It drops from every count and stays in history (10.6 rule 9)."""

    @overgang(
        status,
        van=[Status.TE_WEGEN, Status.ACTIEF],
        naar=Status.SAMENGEVOEGD,
        titel="Samenvoegen",
        niveau="toezichthouder",
        grondslag="beleidskader signalen 4.2",
        recht=rollen.WEEG_SIGNAAL,
    )
    def voeg_samen(self) -> None:
        """The same fact as another signal."""

    @overgang(
        status,
        van=[Status.ACTIEF],
        naar=Status.VERLOPEN,
        titel="Laten verlopen",
        niveau="systeem",
        grondslag="beleidskader signalen 4.2",
        recht=rollen.WEEG_SIGNAAL,
    )
    def verloopt(self) -> None:
        """Its time to count is over."""

    @overgang(
        status,
        van=[Status.ACTIEF],
        naar=Status.AFGEHANDELD,
        titel="Afhandelen",
        niveau="toezichthouder",
        grondslag="beleidskader signalen 4.2",
        recht=rollen.WEEG_SIGNAAL,
    )
    def handel_af(self) -> None:
        """What it asked for was done."""


class Signaalreeks(models.Model):
    """The last number given per series ("S-2026"); the row that parallel registrations wait for."""

    reeks = models.CharField(max_length=12, primary_key=True)
    laatste = models.PositiveIntegerField()

    class Meta:
        verbose_name = "nummerreeks van signalen"
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.reeks}-{self.laatste:04d}"


class Signaaltoegang(models.Model):
    """A person on the list of a secret signal: on which ground, by whom, when (5.3)."""

    signaal = models.ForeignKey(Signaal, on_delete=models.PROTECT, related_name="toegangen")
    gebruiker = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    grondslag = models.CharField(max_length=200)
    verleend_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    verleend_op = models.DateTimeField()

    class Meta:
        verbose_name = "toegang tot een geheim signaal"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["signaal", "gebruiker"], name="signaaltoegang_eenmalig")
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} bij {self.signaal}"
