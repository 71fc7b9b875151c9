"""The rungs and the choices around them (ladder.md 1.3, 10.5). Plain data: no models."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Stand(TextChoices):
    """Where a dossier stands. T0 is no case state: without an open dossier an organisation stands on T0."""

    SIGNAAL = "signaal", "Signaal"
    T1 = "t1", "T1 Signaleren"
    T2 = "t2", "T2 Informatie opvragen en valideren"
    T3A = "t3a", "T3a Ambtelijk overleg en afspraken"
    T3B = "t3b", "T3b Bestuurlijk overleg en afspraken"
    T4 = "t4", "T4 Voornemen tot indeplaatsstelling"
    T5 = "t5", "T5 Besluit tot indeplaatsstelling"
    T6 = "t6", "T6 Indeplaatstreding"
    AANGEHOUDEN = "aangehouden", "Aangehouden"
    OVERGEDRAGEN = "overgedragen", "Overgedragen"
    AFGESLOTEN = "afgesloten", "Afgesloten"


BUITEN_DE_LADDER = (Stand.SIGNAAL, Stand.AANGEHOUDEN, Stand.OVERGEDRAGEN, Stand.AFGESLOTEN)
"""States that are no rung: a dossier never stays there as on a rung (ladder.md 1.5)."""

TREDEN = (Stand.T1, Stand.T2, Stand.T3A, Stand.T3B, Stand.T4, Stand.T5, Stand.T6)
"""The rungs from light to heavy."""


def hoogte(trede: str) -> int:
    """Rank of a rung: 0 for no rung yet, 1 for T1 … 7 for T6."""
    return TREDEN.index(Stand(trede)) + 1 if trede in set(TREDEN) else 0


class Sluitreden(TextChoices):
    """Why a dossier was closed."""

    ONGEGROND = "ongegrond", "Ongegrond"
    OPGELOST = "opgelost", "Opgelost"
    AFGEZIEN = "afgezien", "Afgezien van het besluit"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    UITGEVOERD = "uitgevoerd", "Uitgevoerd"
    DOORVERWEZEN = "doorverwezen", "Doorverwezen"
    OVERGEGAAN_HERINDELING = "overgegaan_herindeling", "Overgegaan door herindeling"
    OVERGENOMEN_MINISTER = "overgenomen_minister", "Overgenomen door de minister"
    VERVALLEN_GRONDSLAG = "vervallen_grondslag", "Grondslag vervallen"
    DUBBEL = "dubbel", "Dubbel"
    VERNIETIGD_RECHTER = "vernietigd_rechter", "Vernietigd door de rechter"
    AFGEROND = "afgerond", "Afgerond"
    OVERNAME_INGETROKKEN = "overname_ingetrokken", "Overname ingetrokken"


class Gebrek(TextChoices):
    """How the duty was neglected (Gw 124 lid 1)."""

    NIET = "niet", "niet"
    NIET_TIJDIG = "niet_tijdig", "niet tijdig"
    NIET_NAAR_BEHOREN = "niet_naar_behoren", "niet naar behoren"


class Gevorderd(TextChoices):
    """What the law demands (Gw 124 lid 1)."""

    BESLISSING = "beslissing", "een beslissing"
    HANDELING = "handeling", "een handeling"
    RESULTAAT = "resultaat", "een resultaat"


_TEKORT = {
    (Gevorderd.BESLISSING, Gebrek.NIET): "een beslissing die de wet vordert, is niet genomen",
    (Gevorderd.BESLISSING, Gebrek.NIET_NAAR_BEHOREN): (
        "een beslissing die de wet vordert, is niet naar behoren genomen"
    ),
    (Gevorderd.HANDELING, Gebrek.NIET): "een handeling die de wet vordert, is niet verricht",
    (Gevorderd.HANDELING, Gebrek.NIET_NAAR_BEHOREN): (
        "een handeling die de wet vordert, is niet naar behoren verricht"
    ),
    (Gevorderd.RESULTAAT, Gebrek.NIET): "een resultaat dat de wet vordert, is niet bereikt",
    (Gevorderd.RESULTAAT, Gebrek.NIET_TIJDIG): "een resultaat dat de wet vordert, is niet tijdig bereikt",
    (Gevorderd.RESULTAAT, Gebrek.NIET_NAAR_BEHOREN): (
        "een resultaat dat de wet vordert, is niet naar behoren bereikt"
    ),
}


def tekort_in_woorden(gevorderd: str, gebrek: str) -> str:
    """What the law demands and how it was neglected, as one phrase (Gw 124 lid 1); empty when not named yet.

    `niet tijdig` fits a result only, so the law has seven of the nine.
    """
    return next((zin for (g, b), zin in _TEKORT.items() if (g.value, b.value) == (gevorderd, gebrek)), "")


class Orgaan(TextChoices):
    """The organ whose duty it is."""

    RAAD = "raad", "de raad"
    COLLEGE = "college", "het college van burgemeester en wethouders"
    BURGEMEESTER = "burgemeester", "de burgemeester"
    AB = "ab", "het algemeen bestuur"
    DB = "db", "het dagelijks bestuur"
    GR_BESTUUR = "gr_bestuur", "het bestuur van de regeling"


ORGANEN_PER_SOORT: dict[str, tuple[str, ...]] = {
    "gemeente": (Orgaan.RAAD, Orgaan.COLLEGE, Orgaan.BURGEMEESTER),
    "waterschap": (Orgaan.AB, Orgaan.DB),
}
"""Organs per kind of organisation; every gemeenschappelijke regeling has its own board (Wgr)."""


def organen_van(soort: str) -> tuple[str, ...]:
    """Organs that can be addressed in an organisation of this kind."""
    return ORGANEN_PER_SOORT.get(soort, (Orgaan.GR_BESTUUR,))


class Niveau(TextChoices):
    """Who decides (ladder.md 1.3 and 5.2)."""

    TOEZICHTHOUDER = "toezichthouder", "toezichthouder"
    COORDINATOR = "coordinator", "coördinator"
    TEAMLEIDER = "teamleider", "teamleider"
    GEDEPUTEERDE = "gedeputeerde", "gedeputeerde"
    GS_OF_GEMACHTIGDE = "gs_of_gemachtigde", "Gedeputeerde Staten, of de gemachtigde gedeputeerde"
    GS = "gs", "Gedeputeerde Staten"
    PS = "ps", "Provinciale Staten"
    MINISTER = "minister", "de minister"
    KROON = "kroon", "de Kroon, bij koninklijk besluit"
    CDK = "cdk", "de commissaris van de Koning"
    CDK_BESLUIT = "cdk_besluit", "de commissaris van de Koning, in de besloten kamer"
    WETGEVER = "wetgever", "de wetgever"
    ORGANISATIE = "organisatie", "de organisatie zelf"
    RECHTSWEGE = "rechtswege", "van rechtswege: de klok"
    KLOK = "klok", "de klok: geen rechtsgevolg, alleen een taak"


MANDAAT = (Niveau.COORDINATOR, Niveau.TEAMLEIDER, Niveau.GEDEPUTEERDE, Niveau.GS_OF_GEMACHTIGDE)
"""Levels below GS: on each a decision rests on a line of the register. GS themselves stay competent (Awb 10:7)."""

KAMER_CDK = "cdk"
"""The closed room of the cdK: dossiers on a duty of the burgemeester (Gw 124 lid 1; ladder.md 5.1, R13)."""


DIRECT = (
    Niveau.TOEZICHTHOUDER,
    Niveau.PS,
    Niveau.MINISTER,
    Niveau.KROON,
    Niveau.CDK,
    Niveau.WETGEVER,
    Niveau.ORGANISATIE,
)
"""Steps without a proposal of ours: the behandelaar's own, and what another body decided (a recorded fact)."""

VANZELF = (Niveau.RECHTSWEGE, Niveau.KLOK)
"""Steps that the clock takes: because the law says so, or as a task of ours without legal effect."""


class Conclusie(TextChoices):
    """Outcome of the validation at T2 (ladder.md 1.4)."""

    GEEN_VERWAARLOZING = "geen_verwaarlozing", "Geen verwaarlozing"
    RISICO = "risico", "Risico op verwaarlozing"
    VERMOED = "verwaarlozing_vermoed", "Verwaarlozing vermoed"
    VASTGESTELD = "verwaarlozing_vastgesteld", "Verwaarlozing vastgesteld"
    NIET_TE_BEOORDELEN = "niet_te_beoordelen", "Niet te beoordelen"


MINSTENS_RISICO = (Conclusie.RISICO, Conclusie.VERMOED, Conclusie.VASTGESTELD)


@dataclass(frozen=True, slots=True)
class Documentsoort:
    """A kind of letter or document (ladder.md 1.10). `sjabloon` says we can make it ourselves."""

    code: str
    naam: str
    sjabloon: bool = False
    naar_orgaan: bool = True


DOCUMENTEN: dict[str, Documentsoort] = {
    d.code: d
    for d in (
        Documentsoort("L1", "Ontvangstbevestiging melding", sjabloon=True, naar_orgaan=False),
        Documentsoort("L2", "Informatieverzoek", sjabloon=True),
        Documentsoort("L3", "Rappel", sjabloon=True),
        Documentsoort("L4", "Uitnodiging ambtelijk overleg", sjabloon=True),
        Documentsoort("L4b", "Uitnodiging bestuurlijk overleg", sjabloon=True),
        Documentsoort("L5", "Afsprakenbrief", sjabloon=True),
        Documentsoort("L5b", "Bestuurlijke afsprakenbrief", sjabloon=True),
        Documentsoort("L6", "Voortgang, verlenging of afronding", sjabloon=True),
        Documentsoort("L6b", "Verlenging van het voornemen (coulance)", sjabloon=True),
        Documentsoort("L7", "Voornemen tot indeplaatsstelling", sjabloon=True),
        Documentsoort("L8", "Besluit tot indeplaatsstelling", sjabloon=True),
        Documentsoort("L9", "Kennisgeving provinciaal blad", sjabloon=True, naar_orgaan=False),
        Documentsoort("L10", "Beëindiging of intrekking", sjabloon=True),
        Documentsoort("L11", "Start uitvoering", sjabloon=True),
        Documentsoort("L12", "Eindafrekening", sjabloon=True),
        Documentsoort("L13", "Beoordelingsbrief", sjabloon=True),
        Documentsoort(
            "L14", "Mededeling of melding met advies aan de minister", sjabloon=True, naar_orgaan=False
        ),
        Documentsoort("L15", "Mededeling dat GS een voordracht overwegen", sjabloon=True),
        Documentsoort("L16", "Brief aan Provinciale Staten", sjabloon=True, naar_orgaan=False),
        Documentsoort("L17", "GS-nota", sjabloon=True, naar_orgaan=False),
        Documentsoort("L18", "Gespreksverslag", sjabloon=True),
        Documentsoort("A8-L1", "Herindelingsontwerp met verslag van het overleg"),
        Documentsoort("FIN-L1", "Begrotingsbrief voor het nieuwe jaar", sjabloon=True),
        Documentsoort("FIN-L6", "Ontvangst ter goedkeuring", sjabloon=True),
        Documentsoort("FIN-L7", "Verdaging van de beslissing over goedkeuring", sjabloon=True),
        Documentsoort("FIN-L8", "Aanbod van overleg vóór onthouden", sjabloon=True),
        Documentsoort("FIN-L9", "Besluit over goedkeuring", sjabloon=True),
        Documentsoort("FIN-L10", "Onthouding van goedkeuring", sjabloon=True),
        Documentsoort("FIN-L11", "Mededeling goedkeuring van rechtswege", sjabloon=True),
        Documentsoort("FIN-L12", "Besluit over toestemming", sjabloon=True),
        Documentsoort("FIN-L13", "Wijziging van de bestedingsruimte", sjabloon=True),
        Documentsoort("FIN-L15", "Bericht aan de minister (artikel 205)", sjabloon=True, naar_orgaan=False),
        Documentsoort(
            "FIN-L16", "Bekendmaking van het toezicht (artikel 205)", sjabloon=True, naar_orgaan=False
        ),
        Documentsoort("FIN-L17", "Verslag van GS over artikel 12", sjabloon=True),
        Documentsoort("FIN-L18", "Brief over de Wet fido", sjabloon=True),
        Documentsoort("FIN-L19", "Toezichtbrief gemeenschappelijke regeling", sjabloon=True),
        Documentsoort("FIN-L20", "Toezichtbrief waterschap", sjabloon=True),
        Documentsoort("FIN-L210", "Aansprakelijkstelling van raadsleden", sjabloon=True),
        Documentsoort("FIN-O", "Ontvangstbevestiging begroting", sjabloon=True),
        Documentsoort("FIN-A", "Verzoek om aanvulling van de begroting", sjabloon=True),
        Documentsoort("FIN-B", "Beoordelingsformulier begroting", naar_orgaan=False),
        Documentsoort("FIN-GS", "Voorstel aan GS", naar_orgaan=False),
        Documentsoort("FIN-L2", "Toezichtbrief begroting", sjabloon=True),
        Documentsoort("FIN-L3", "Voornemen of uitnodiging bestuurlijk overleg", sjabloon=True),
        Documentsoort("FIN-L4", "Besluit preventief toezicht (artikel 203 lid 1)", sjabloon=True),
        Documentsoort("FIN-L5", "Besluit preventief toezicht (artikel 203 lid 2)", sjabloon=True),
        Documentsoort("FIN-ARHI", "Besluit over aanwijzing (Wet arhi 21)", sjabloon=True),
        Documentsoort("FIN-L14", "Intrekking preventief toezicht", sjabloon=True),
        Documentsoort("FIN-47", "Geen bezwaar tegen uitgaven van een nieuwe gemeente", sjabloon=True),
        Documentsoort(
            "VN-L1", "Algemene brief aan de minister, buiten termijn", sjabloon=True, naar_orgaan=False
        ),
        Documentsoort("VW-L1", "Besluit tot schorsing of vernietiging", sjabloon=True),
        Documentsoort("notitie", "Notitie", naar_orgaan=False),
        Documentsoort("evaluatie", "Evaluatie", naar_orgaan=False),
        Documentsoort("overdracht", "Overdrachtsnota", naar_orgaan=False),
    )
}
"""Kinds of documents that go out or stay with a step."""
