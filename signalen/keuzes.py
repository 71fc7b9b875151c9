"""Choices of a signal (ladder.md 4.2 and 10.5). Plain data."""

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a signal stands."""

    NIEUW = "nieuw", "Nieuw"
    TE_WEGEN = "te_wegen", "Te wegen"
    ACTIEF = "actief", "Actief"
    ONGEGROND = "ongegrond", "Ongegrond"
    SAMENGEVOEGD = "samengevoegd", "Samengevoegd"
    VERLOPEN = "verlopen", "Verlopen"
    AFGEHANDELD = "afgehandeld", "Afgehandeld"


LOPEND = (Status.NIEUW, Status.TE_WEGEN, Status.ACTIEF)
"""Statuses in which somebody still works on the signal or it still counts."""


class Ernst(TextChoices):
    """Licht proves nothing by itself; zwaar asks for a judgement at political level."""

    LICHT = "licht", "Licht"
    ZWAAR = "zwaar", "Zwaar"


class As(TextChoices):
    """The axis on which a signal weighs for bestuurskracht (4.4)."""

    TAKEN = "a", "Wettelijke taken"
    REGIO = "b", "Regio"
    AMBITIE = "c", "Lokale ambitie"
    OVERHEDEN = "d", "Andere overheden"
    ORGANISATIE = "e", "Organisatie"
    FINANCIEN = "f", "Financiën"
    INTEGRITEIT = "g", "Integriteit en verhoudingen"


class Bron(TextChoices):
    """Where the signal came from (10.5)."""

    PERS = "pers", "Pers"
    RAAD = "raad", "Raad"
    ACCOUNTANT = "accountant", "Accountant"
    REKENKAMER = "rekenkamer", "Rekenkamer"
    CDK_AMBTSBEZOEK = "cdk_ambtsbezoek", "Ambtsbezoek van de cdK"
    REGIOMANAGER = "regiomanager", "Regiomanager"
    BURGER_KLACHT = "burger_klacht", "Klacht of melding van een burger"
    OMBUDSMAN = "ombudsman", "Ombudsman"
    CBS_IV3 = "cbs_iv3", "CBS (Iv3)"
    EIGEN_DOSSIER = "eigen_dossier", "Eigen dossier"
    COA = "coa", "COA"
    RECHTSPRAAK = "rechtspraak", "Rechtspraak"
    ANDER_TOEZICHT = "ander_toezicht", "Andere toezichthouder"


class Betrouwbaarheid(TextChoices):
    """How sure the fact is. C never counts."""

    BEVESTIGD = "A", "A – bevestigd"
    AANNEMELIJK = "B", "B – aannemelijk"
    GERUCHT = "C", "C – gerucht"


class Vertrouwelijkheid(TextChoices):
    """Who may see it (5.3). The last one is a closed room."""

    OPENBAAR = "openbaar", "Openbaar"
    INTERN = "intern", "Intern"
    VERTROUWELIJK = "vertrouwelijk", "Vertrouwelijk (behandelteam)"
    GEHEIM = "geheim_besluit", "Geheim (besluit, personen op de lijst)"
    CDK = "cdk", "Commissaris van de Koning (besloten)"


class HerwegingStatus(TextChoices):
    """Where a proposal to change the weight stands."""

    VOORGESTELD = "voorgesteld", "Voorgesteld"
    AANGENOMEN = "aangenomen", "Aangenomen"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    VERVALLEN = "vervallen", "Vervallen"
