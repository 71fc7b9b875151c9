"""Dated facts that guards read: assessments, agreements, urgency (ladder.md 1.4-1.7)."""

from django.db import models
from django.db.models import F, Q

from interventieladder.treden import Conclusie


class BeoordelingSoort(models.TextChoices):
    """What was assessed."""

    WEGING = "weging", "Weging van het signaal (T1)"
    VALIDATIE = "validatie", "Validatie van de informatie (T2)"
    EINDBEOORDELING = "eindbeoordeling", "Eindbeoordeling van de trede"
    FEITENCHECK = "feitencheck", "Feitencheck"
    TOETS_124D = "toets_124d", "Toets artikel 124d Gemeentewet"
    RECHTSGANG = "rechtsgang", "Loopt er bezwaar of beroep?"
    AANHOUDING = "aanhouding", "Beoordeling van de aanhouding"


class BeoordelingUitkomst(models.TextChoices):
    """What came out; which ones fit depends on the kind (`UITKOMSTEN`)."""

    VOLGEN = "volgen", "Volgen"
    ONDERZOEKEN = "onderzoeken", "Informatie opvragen"
    OPTREDEN = "optreden", "Direct bestuurlijk optreden"
    ONGEGROND = "ongegrond", "Ongegrond"
    GEEN_VERWAARLOZING = Conclusie.GEEN_VERWAARLOZING.value, Conclusie.GEEN_VERWAARLOZING.label
    RISICO = Conclusie.RISICO.value, Conclusie.RISICO.label
    VERMOED = Conclusie.VERMOED.value, Conclusie.VERMOED.label
    VASTGESTELD = Conclusie.VASTGESTELD.value, Conclusie.VASTGESTELD.label
    NIET_TE_BEOORDELEN = Conclusie.NIET_TE_BEOORDELEN.value, Conclusie.NIET_TE_BEOORDELEN.label
    OPGELOST = "opgelost", "Opgelost"
    ONVOLDOENDE = "onvoldoende", "Onvoldoende"
    VOLDAAN = "voldaan", "Voldaan"
    NIET_VOLDAAN = "niet_voldaan", "Niet voldaan"
    NALEVING_UITGESLOTEN = "naleving_uitgesloten", "Naleving is niet meer mogelijk of geweigerd"
    ZONDER_VOORBEHOUD = "zonder_voorbehoud", "Aannemelijk zonder voorbehoud"
    MET_VOORBEHOUD = "met_voorbehoud", "Niet aannemelijk, of met voorbehoud"
    GEEN_OPEN = "geen_open", "Geen bezwaar of beroep open"
    OPEN = "open", "Bezwaar of beroep loopt"
    GROND_WEG = "grond_weg", "De grond voor aanhouding is weg"
    GROND_BLIJFT = "grond_blijft", "De grond voor aanhouding blijft"


_U = BeoordelingUitkomst
UITKOMSTEN: dict[str, tuple[str, ...]] = {
    BeoordelingSoort.WEGING: (_U.VOLGEN, _U.ONDERZOEKEN, _U.OPTREDEN, _U.ONGEGROND),
    BeoordelingSoort.VALIDATIE: (
        _U.GEEN_VERWAARLOZING,
        _U.RISICO,
        _U.VERMOED,
        _U.VASTGESTELD,
        _U.NIET_TE_BEOORDELEN,
    ),
    BeoordelingSoort.EINDBEOORDELING: (_U.OPGELOST, _U.ONVOLDOENDE),
    BeoordelingSoort.FEITENCHECK: (_U.VOLDAAN, _U.NIET_VOLDAAN, _U.NALEVING_UITGESLOTEN),
    BeoordelingSoort.TOETS_124D: (_U.ZONDER_VOORBEHOUD, _U.MET_VOORBEHOUD),
    BeoordelingSoort.RECHTSGANG: (_U.GEEN_OPEN, _U.OPEN),
    BeoordelingSoort.AANHOUDING: (_U.GROND_WEG, _U.GROND_BLIJFT),
}
"""Which outcomes fit which kind of assessment."""


class Beoordeling(models.Model):
    """One assessment on one day, checked by a second person where a guard asks it."""

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="beoordelingen"
    )
    stap = models.ForeignKey(
        "interventieladder.Ladderstap", on_delete=models.PROTECT, related_name="beoordelingen"
    )
    soort = models.CharField(max_length=20, choices=BeoordelingSoort.choices)
    uitkomst = models.CharField(max_length=30, choices=BeoordelingUitkomst.choices)
    datum = models.DateField()
    toelichting = models.TextField()
    opgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geverifieerd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    geverifieerd_op = models.DateField(null=True, blank=True)
    stukken = models.ManyToManyField("interventieladder.Stuk", blank=True, related_name="beoordelingen")
    bron = models.CharField("overgenomen uit", max_length=200, blank=True)
    bron_door = models.CharField("wie volgens de bron oordeelde", max_length=160, blank=True)
    bron_geverifieerd_op = models.DateField("volgens de bron geverifieerd op", null=True, blank=True)

    class Meta:
        verbose_name = "beoordeling"
        verbose_name_plural = "beoordelingen"
        ordering = ["datum", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geverifieerd_door__isnull=True) | ~Q(geverifieerd_door=F("opgesteld_door")),
                name="beoordeling_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(geverifieerd_door__isnull=True, geverifieerd_op__isnull=True)
                | Q(geverifieerd_door__isnull=False, geverifieerd_op__isnull=False),
                name="beoordeling_verificatie_volledig",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.datum}: {self.get_uitkomst_display()}"


class AfspraakStatus(models.TextChoices):
    """Where an agreement stands."""

    OPEN = "open", "Open"
    NAGEKOMEN = "nagekomen", "Nagekomen"
    NIET_NAGEKOMEN = "niet_nagekomen", "Niet nagekomen"
    GEWEIGERD = "geweigerd", "Geweigerd door de organisatie"


class Afspraak(models.Model):
    """What was agreed: action, owner, date, evidence wanted (ladder.md 1.4, T3)."""

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="afspraken"
    )
    trede = models.CharField(max_length=12)
    actie = models.CharField(max_length=300)
    eigenaar = models.CharField(max_length=160)
    gereed_op = models.DateField()
    bewijs = models.CharField("gevraagd bewijs", max_length=300)
    status = models.CharField(max_length=16, choices=AfspraakStatus.choices, default=AfspraakStatus.OPEN)
    status_op = models.DateField(null=True, blank=True)
    status_toelichting = models.TextField(blank=True)
    vastgelegd_op = models.DateField()
    bron = models.CharField("overgenomen uit", max_length=200, blank=True)

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ["gereed_op", "id"]

    def __str__(self) -> str:
        return self.actie


class SpoedReden(models.TextChoices):
    """Grounds for urgency (ladder.md 1.6, G-SPOED)."""

    GEVAAR = "gevaar", "Gevaar voor veiligheid of milieu"
    ONOMKEERBAAR = "onomkeerbaar", "Onomkeerbaar gevolg"
    FATALE_DATUM = "fatale_datum", "Fatale wettelijke datum"
    WEIGERING = "weigering", "Aangekondigde weigering"


class Spoedvaststelling(models.Model):
    """That there is urgency, established by at least the gedeputeerde."""

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="spoedvaststellingen"
    )
    reden = models.CharField(max_length=20, choices=SpoedReden.choices)
    toelichting = models.TextField()
    gebeld = models.CharField("wie is gebeld, en wanneer", max_length=300)
    vastgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgesteld_op = models.DateField()

    class Meta:
        verbose_name = "spoedvaststelling"
        verbose_name_plural = "spoedvaststellingen"

    def __str__(self) -> str:
        return f"{self.get_reden_display()} ({self.vastgesteld_op})"
