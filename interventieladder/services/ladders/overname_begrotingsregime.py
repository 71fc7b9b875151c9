"""Taking over a budget year in the middle: its regime, what it rests on, and the days of articles 203 and 205."""

from collections.abc import Iterable, Iterator

from interventieladder.financieel.kalender import (
    EERSTE_JAAR,
    LAATSTE_JAAR,
    Jaarkalender,
    jaarkalender,
    kent_goedkeuring,
)
from interventieladder.models import Begrotingsjaar, Dossier
from interventieladder.models.begrotingsjaar import BESLUITGRONDEN, Intensiteit, JuridischRegime, Regimegrond
from interventieladder.services.begrotingsjaren import (
    TERMIJN,
    eis_nieuw_jaar,
    leg_jaar_aan,
    log_jaar,
    orgaan_voor_begroting,
)
from interventieladder.services.ladders.begrotingsregime import STOPT, dagen_205
from interventieladder.services.overname_gegevens import Overnamefout, Verblijf
from interventieladder.services.overname_zaak import Wetstermijn, Zaak, Zaakovername, registreer_zaakovername
from interventieladder.standen.begrotingsregime import MET_REGIME, PLAN, PREVENTIEF, VOOR_REGIME, S
from interventieladder.standen.plan import DATUM, GETAL, KEUZE, Feitveld
from interventieladder.treden import Niveau
from toezicht.core import clock
from toezicht.core.models import User
from toezicht.core.transitions import Overgang

R, G, N = JuridischRegime, Regimegrond, Niveau
VELDEN = (
    Feitveld("jaar", "Begrotingsjaar", GETAL, grenzen=(EERSTE_JAAR, LAATSTE_JAAR)),
    Feitveld("regimegrond", "Grond van het regime", KEUZE, verplicht=False, keuzes=tuple(G.choices)),
    Feitveld("besloten_op", "Besloten op", DATUM, verplicht=False),
    Feitveld("verzonden_op", "Besluit verzonden op", DATUM, verplicht=False),
    Feitveld("ingetrokken_op", "Intrekking verzonden op", DATUM, verplicht=False),
    Feitveld(
        "intensiteit", "Hoe intensief volgen", KEUZE, verplicht=False, keuzes=tuple(Intensiteit.choices)
    ),
    Feitveld("intensiteit_sinds", "Zo gevolgd sinds", DATUM, verplicht=False),
)
REGIMEVELDEN = ("regimegrond", "besloten_op", "verzonden_op", "ingetrokken_op")
GRONDEN = {
    S.REPRESSIEF: (G.GEEN_BESLUIT_NODIG, G.RECHTSWEGE),
    S.PREVENTIEF_LID1: (G.LID1,),
    S.PREVENTIEF_LID2: (G.LID2,),
    S.INGETROKKEN: BESLUITGRONDEN,
}
"""On what the regime can rest, per state."""
GROND_VAN = {S.PREVENTIEF_LID1: G.LID1, S.PREVENTIEF_LID2: G.LID2}


def _kalender(zaak: Zaak) -> Jaarkalender:
    return jaarkalender(zaak.waarden["jaar"], zaak.overheid.soort)


def _grond(zaak: Zaak) -> str:
    """The ground as given; of a preventive regime the state itself tells it."""
    eerder = zaak.verblijf(*PREVENTIEF)
    return zaak.waarden["regimegrond"] or (GROND_VAN[S(eerder.trede)] if eerder else "")


# -- what may not contradict -------------------------------------------------------------------------


def _controleer(zaak: Zaak) -> Iterator[Overnamefout]:
    yield from zaak.eis(lambda: eis_nieuw_jaar(zaak.overheid, zaak.waarden["jaar"]))
    yield from _dagen(zaak)
    yield from _intensiteit(zaak)
    if zaak.stand in VOOR_REGIME:
        yield from zaak.eis_leeg(*REGIMEVELDEN, tekst="Het regime is op deze trede nog niet bekend.")
    elif zaak.stand in MET_REGIME:
        yield from _regime(zaak)


def _dagen(zaak: Zaak) -> Iterator[Overnamefout]:
    for naam in ("besloten_op", "verzonden_op", "ingetrokken_op", "intensiteit_sinds"):
        dag = zaak.waarden[naam]
        if dag is not None and dag > clock.vandaag():
            yield zaak.fout(f"{dag:%d-%m-%Y} ligt in de toekomst.", naam)
    besloten, verzonden = zaak.waarden["besloten_op"], zaak.waarden["verzonden_op"]
    if besloten and verzonden and verzonden < besloten:
        yield zaak.fout("Verzenden kan niet vóór het besluit. Controleer beide dagen.", "verzonden_op")


def _intensiteit(zaak: Zaak) -> Iterator[Overnamefout]:
    if zaak.waarden["intensiteit"] == Intensiteit.AFGESLANKT and zaak.stand not in PREVENTIEF:
        yield zaak.fout("Afgeslankt preventief kan alleen bij preventief toezicht.", "intensiteit")
    if bool(zaak.waarden["intensiteit"]) != bool(zaak.waarden["intensiteit_sinds"]):
        yield zaak.fout("Geef de intensiteit samen met de dag waarop die begon.", "intensiteit_sinds")


def _regime(zaak: Zaak) -> Iterator[Overnamefout]:
    """The ground fits the state; a decision has its day and that of its sending, before 1 January (203 lid 3)."""
    grond = _grond(zaak)
    mag = GRONDEN[S(zaak.stand)]
    if grond not in mag:
        yield zaak.fout(f"Kies bij deze trede: {', '.join(mag)}.", "regimegrond")
        return
    eerder = zaak.verblijf(*PREVENTIEF)
    if eerder and grond != GROND_VAN[S(eerder.trede)]:
        yield zaak.fout(f"Deze grond past niet bij de trede {eerder.trede}.", "regimegrond")
    if zaak.stand != S.INGETROKKEN:
        yield from zaak.eis_leeg("ingetrokken_op", tekst="Het regime is op deze trede niet ingetrokken.")
    else:
        yield from _intrekking(zaak)
    if grond == G.RECHTSWEGE:
        yield from _rechtswege(zaak)
    else:
        yield from _besluit(zaak, grond)


def _besluit(zaak: Zaak, grond: str) -> Iterator[Overnamefout]:
    tekst = "Vul de dag in: een regime berust op een besluit dat is verzonden (Gemeentewet 203)."
    yield from zaak.eis_gevuld("besloten_op", "verzonden_op", tekst=tekst)
    verzonden, kalender = zaak.waarden["verzonden_op"], _kalender(zaak)
    kent = kent_goedkeuring(zaak.overheid.soort)
    if grond in BESLUITGRONDEN and not kent:
        yield zaak.fout(
            "De Waterschapswet kent geen preventief toezicht op de begroting (artikel 203 geldt niet).",
            "regimegrond",
        )
    if verzonden and kent and verzonden >= kalender.begin:
        yield zaak.fout(
            f"Een besluit op grond van artikel 203 is vóór {kalender.begin:%d-%m-%Y} verzonden; "
            "anders is het toezicht van rechtswege repressief.",
            "verzonden_op",
        )
    yield from _bij_verzending(zaak)


def _bij_verzending(zaak: Zaak) -> Iterator[Overnamefout]:
    """From the agenda of GS the sending takes the step: the state began on that day, with that decision."""
    verblijf = zaak.verblijf(*PREVENTIEF) or zaak.verblijf(S.REPRESSIEF)
    verzonden = zaak.waarden["verzonden_op"]
    if verblijf is None or verzonden is None:
        return
    if verblijf.besluit is not None and verblijf.besluit.besloten_op != zaak.waarden["besloten_op"]:
        yield zaak.fout("Dit is een andere dag dan die van het besluit bij de trede.", "besloten_op")
    van_agenda = zaak.verblijf(S.VOORSTEL_GS) is not None and verblijf is zaak.verblijf(*MET_REGIME)
    if van_agenda and verblijf.van != verzonden:
        yield zaak.fout(
            f"De trede begint op de dag van verzending; volgens de rij “stap” is dat {verblijf.van:%d-%m-%Y}.",
            "verzonden_op",
        )
    elif verblijf.van < verzonden:
        yield zaak.fout("Het regime kan niet beginnen vóór de brief is verzonden.", "verzonden_op")


def _rechtswege(zaak: Zaak) -> Iterator[Overnamefout]:
    """By law on 1 January, of a year that was under way then; never of a waterschap (203 lid 4)."""
    verblijf, kalender = zaak.verblijf(S.REPRESSIEF), _kalender(zaak)
    if not kent_goedkeuring(zaak.overheid.soort):
        yield zaak.fout("De Waterschapswet kent geen regime van rechtswege.", "regimegrond")
    elif zaak.begin >= kalender.begin:
        yield zaak.fout(
            f"Geef ook de treden van vóór {kalender.begin:%d-%m-%Y}: van rechtswege geldt dit alleen voor een "
            "jaar waarover toen nog niets was verzonden.",
            "regimegrond",
        )
    elif verblijf is not None and verblijf.van != kalender.begin:
        yield zaak.fout(
            f"Van rechtswege begint repressief toezicht op {kalender.begin:%d-%m-%Y}.", "regimegrond"
        )


def _intrekking(zaak: Zaak) -> Iterator[Overnamefout]:
    """In the course of the year, on the day it was sent (203 lid 5)."""
    yield from zaak.eis_gevuld("ingetrokken_op", tekst="Vul de dag in waarop de intrekking is verzonden.")
    dag, kalender = zaak.waarden["ingetrokken_op"], _kalender(zaak)
    if dag is None:
        return
    if not kalender.begin <= dag < kalender.einde:
        yield zaak.fout(f"Intrekken kan alleen in de loop van {kalender.jaar}.", "ingetrokken_op")
    if dag != zaak.sinds:
        yield zaak.fout(
            f"De trede “ingetrokken” begint op de dag van verzending, niet op {zaak.sinds:%d-%m-%Y}.",
            "ingetrokken_op",
        )


def _past(zaak: Zaak, verblijf: Verblijf, overgang: Overgang) -> bool:
    """Repressief came by law or by a decision: the ground says which; before preventief it came by law."""
    if verblijf.trede != S.REPRESSIEF:
        return True
    rechtswege = _grond(zaak) != G.GEEN_BESLUIT_NODIG
    return (overgang.niveau == N.RECHTSWEGE) == rechtswege


# -- terms and rows ----------------------------------------------------------------------------------


def _termijnen(zaak: Zaak) -> Iterable[Wetstermijn]:
    """Before the regime 1 January; of a preventive one the list and the notice of article 205, until recorded."""
    kalender = _kalender(zaak)
    if zaak.stand in VOOR_REGIME:
        if kent_goedkeuring(zaak.overheid.soort) and zaak.begin < kalender.begin:
            yield Wetstermijn(TERMIJN, zaak.begin, voor=kalender.begin)
    elif zaak.stand in PREVENTIEF:
        gedaan = {STOPT[f.soort] for f in zaak.gegevens.feiten if f.soort in STOPT}
        for soort, dag in dagen_205(kalender).items():
            if soort not in gedaan:
                yield Wetstermijn(soort, zaak.waarden["verzonden_op"], voor=dag)


def _maak(dossier: Dossier, zaak: Zaak, door: User) -> None:
    w, kalender, grond = zaak.waarden, _kalender(zaak), _grond(zaak)
    preventief = grond in BESLUITGRONDEN
    jaar = leg_jaar_aan(
        dossier,
        zaak.overheid,
        kalender,
        juridisch_regime=(R.PREVENTIEF if preventief else R.REPRESSIEF) if grond else "",
        regimegrond=grond,
        vastgelegd_op=clock.nu() if grond else None,
        besloten_op=w["besloten_op"],
        verzonden_op=w["verzonden_op"],
        toezichtintensiteit=w["intensiteit"] or Intensiteit.NORMAAL,
        intensiteit_sinds=w["intensiteit_sinds"] or min(dossier.geopend_op, kalender.begin),
    )
    if grond:
        _log(dossier, jaar, "regime_vastgesteld", zaak, door)
    if ingetrokken := w["ingetrokken_op"]:
        jaar.juridisch_regime, jaar.ingetrokken_op = R.REPRESSIEF, ingetrokken
        jaar.save(update_fields=["juridisch_regime", "ingetrokken_op"])
        _log(dossier, jaar, "regime_ingetrokken", zaak, door)
    dossier.begrotingsjaar = jaar


def _log(dossier: Dossier, jaar: Begrotingsjaar, handeling: str, zaak: Zaak, door: User) -> None:
    """On the day it was true, with its source."""
    log_jaar(
        dossier,
        jaar,
        handeling,
        door=door,
        naar=jaar.get_juridisch_regime_display(),
        reden=f"{jaar.get_regimegrond_display()}. Overgenomen uit {zaak.gegevens.bronnaam}.",
        gebeurd_op=jaar.ingetrokken_op or jaar.verzonden_op or jaar.begin,
    )


registreer_zaakovername(
    PLAN.code,
    Zaakovername(
        velden=VELDEN,
        onderdeel=lambda zaak: str(zaak.waarden["jaar"]),
        orgaan=lambda zaak: orgaan_voor_begroting(zaak.overheid.soort),
        controleer=_controleer,
        termijnen=_termijnen,
        maak=_maak,
        rij="begrotingsjaar",
        wettelijk=frozenset({TERMIJN, *STOPT.values()}),
        past=_past,
    ),
)
