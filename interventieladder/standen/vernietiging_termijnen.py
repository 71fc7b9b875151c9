"""The kinds of terms of suspension and annulment: what starts each, on which article, and what its end does."""

from interventieladder import termijnsoorten
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort
from toezicht.core import rollen
from toezicht.core.termijnen import Basis, Lengte

MEDEDELING, STILSTAND, SCHORSING = "mededeling_273a", "stilstand", "schorsing"
NIEUW, BEROEPSTERMIJN = "nieuw_besluit", "beroep_vernietiging"
MELDING, DOORZENDING, OVERWEGING, PRIVAATRECHT = (
    "melding_273",
    "doorzending_273",
    "overweging",
    "privaatrecht",
)
TWEE_DAGEN, WEEK, TIEN_DAGEN = Lengte.dagen(2), Lengte.weken(1), Lengte.dagen(10)
VIER_WEKEN, ZES_WEKEN, DERTIEN_WEKEN = Lengte.weken(4), Lengte.weken(6), Lengte.weken(13)
KENNISNAME_GS, BESLUIT_GENOMEN, BEKEND_BIJ_MELDER = (
    "Ter kennis van GS gekomen",
    "Besluit genomen",
    "Besluit bekend bij de melder",
)
MELDING_GEDAGTEKEND, BURGEMEESTER_GEDAGTEKEND = (
    "Melding gedagtekend",
    "Melding van de burgemeester gedagtekend",
)
MEDEDELING_GEDAGTEKEND, OVERWEGING_GEDAAN = "Mededeling gedagtekend", "Overweging medegedeeld"
KB_GENOMEN, KB_BEKEND, ONHERROEPELIJK = "KB genomen", "KB bekendgemaakt", "Onherroepelijk beslist"
GEMELD, GEDAAN = "gemeld", "mededeling gedaan"
TE_LAAT, GEEN_STILSTAND = "mededeling te laat gedaan", "de mededeling was te laat: er is geen stilstand"
"""What starts or ends a term, in the words of its explanation."""
_WET = Basis.WET

termijnsoorten.registreer(
    Termijnsoort(
        MELDING,
        "Melding binnen twee dagen",
        Startgebeurtenis.BEKEND,
        _WET,
        "Gemeentewet art. 273; Waterschapswet art. 158",
        bewaakt=False,
        gevolg=Gevolg.GEEN,
    ),
    Termijnsoort(
        DOORZENDING,
        "Melding met advies doorzenden",
        Startgebeurtenis.VASTE_DATUM,
        _WET,
        "Gemeentewet art. 273, tweede lid",
        daad="Zend door",
    ),
    Termijnsoort(
        MEDEDELING,
        "Mededeling aan de minister",
        Startgebeurtenis.BEKEND,
        _WET,
        "Gemeentewet art. 273a, eerste lid",
        eigenaar=rollen.JURIST,
        gevolg=Gevolg.BEVOEGDHEID_VERVALT,
        herinneringen=(9, 8, 7, 5, 3, 2, 1, 0),
    ),
    Termijnsoort(
        OVERWEGING,
        "Overweging: uitvoering staat stil",
        Startgebeurtenis.VASTE_DATUM,
        _WET,
        "Gemeentewet art. 273a, derde lid",
        gevolg=Gevolg.BEVOEGDHEID_VERVALT,
        daad="Bepaal vervolg",
    ),
    Termijnsoort(
        STILSTAND,
        "Stilstand van de uitvoering",
        Startgebeurtenis.VASTE_DATUM,
        _WET,
        "Gemeentewet art. 273 en 273a, tweede lid; Waterschapswet art. 158",
        gevolg=Gevolg.VAN_RECHTSWEGE,
        overgang="stilstand_eindigt",
        daad="Bepaal vervolg",
    ),
    Termijnsoort(
        PRIVAATRECHT,
        "Vernietiging van een privaatrechtelijk besluit",
        Startgebeurtenis.BESLOTEN,
        _WET,
        "Awb art. 10:39",
        gevolg=Gevolg.BEVOEGDHEID_VERVALT,
        daad="Bepaal vervolg",
    ),
    Termijnsoort(
        SCHORSING,
        "Schorsing",
        Startgebeurtenis.BESLOTEN,
        _WET,
        "Awb art. 10:44 en 10:45",
        gevolg=Gevolg.VAN_RECHTSWEGE,
        overgang="schorsing_vervalt",
        daad="Bepaal vervolg",
    ),
    Termijnsoort(
        NIEUW,
        "Nieuw besluit van de organisatie",
        Startgebeurtenis.BESLOTEN,
        _WET,
        "Gemeentewet art. 278",
    ),
    Termijnsoort(
        BEROEPSTERMIJN,
        "Beroep tegen de vernietiging",
        Startgebeurtenis.BEKEND,
        _WET,
        "Awb art. 6:7 en 6:8",
        eigenaar=rollen.JURIST,
        bewaakt=False,
        gevolg=Gevolg.GEEN,
    ),
)
