"""Rows of the werkvoorraad about terms: what must be done before which end, and why it is here."""

import datetime as dt
from collections.abc import Iterable

from interventieladder.beleid.agenda import ritme
from interventieladder.models import Termijn
from interventieladder.selectors.termijnkeuze import KIES, einden_te_kiezen, keuze_in_woorden
from interventieladder.selectors.werkrij import BESLISSEN, VERSTUREN, Werk, naam_bij, werkrij
from interventieladder.standen.vernietiging_termijnen import MEDEDELING
from interventieladder.termijnsoorten import OP_SCHRIFT, Gevolg
from interventieladder.vergaderkalender import advies_tien_dagen, haalbaarheid
from toezicht.core import clock
from toezicht.core.models import User
from toezicht.core.templatetags.weergave import MAANDEN_KORT
from toezicht.core.woorden import klein


def termijnrijen(termijnen: Iterable[Termijn], user: User) -> list[Werk]:
    """Terms that end: our own as work to do, those of others as something to ask after."""
    vandaag = clock.vandaag()
    return [_termijnrij(t, user, voorbij=t.effectief_einde < vandaag) for t in termijnen]


RECHTSGEVOLG = {
    Gevolg.VAN_RECHTSWEGE: "Wat op de laatste dag niet is verzonden, telt niet: daarna beslist de wet.",
    Gevolg.BEVOEGDHEID_VERVALT: "Na de laatste dag kan dit niet meer.",
}
"""What the end of a term does in law, as the worklist says it."""


def _termijnrij(t: Termijn, user: User, *, voorbij: bool) -> Werk:
    """`t.voorstel` is the number of the proposal under way, or None; `t.verschuift`: a letter's date must move."""
    if t.soort == MEDEDELING:
        return _tien_dagen(t, user)
    if getattr(t, "verschuift", False):
        return werkrij(
            t.dossier,
            groep=BESLISSEN,
            onderwerp=f"datum uit een brief verschuift: {klein(t.get_soort_display())}",
            waarom=(
                f"{t.dossier.titel}. Door een wijziging van de feestdagen klopt de datum in de brief niet meer: "
                f"verplaats hem of houd hem aan.{naam_bij(t.dossier, user)}"
            ),
            daad="Bevestig",
            anker="termijnen",
            datum=t.effectief_einde,
            uitleg=t.uitleg,
        )
    if einden := einden_te_kiezen(t):
        return _einde_te_kiezen(t, user, einden)
    if t.regels.daad:
        return _eigen_termijn(t, user, voorbij=voorbij)
    if voorstel := getattr(t, "voorstel", None):
        vervolg = f"Voorstel {voorstel} is onderweg."
    elif t.regels.gevolg in RECHTSGEVOLG:
        vervolg = RECHTSGEVOLG[t.regels.gevolg]
    elif voorbij:
        vervolg = "Stel vast of het gevraagde er is en bepaal de stap."
    else:
        vervolg = "Ga na of het gevraagde komt."
    return werkrij(
        t.dossier,
        groep=VERSTUREN,
        onderwerp=f"termijn {'verstreken' if voorbij else 'loopt af'}: {klein(t.get_soort_display())}",
        waarom=f"{t.dossier.titel}. {vervolg}{naam_bij(t.dossier, user)}",
        daad="Bepaal vervolg" if voorbij else "Vraag na",
        anker="termijnen",
        datum=t.effectief_einde,
        uitleg=t.uitleg,
    )


def _einde_te_kiezen(t: Termijn, user: User, einden: tuple[dt.date, dt.date]) -> Werk:
    """Letter and calculation of a dossier that was taken over name another end: which one counts is a choice."""
    return werkrij(
        t.dossier,
        groep=BESLISSEN,
        onderwerp=f"einddatum kiezen: {klein(t.get_soort_display())}",
        waarom=(
            f"{t.dossier.titel}. {keuze_in_woorden(einden)}. De brief noemt een andere dag dan onze berekening."
            f"{naam_bij(t.dossier, user)}"
        ),
        daad=KIES,
        anker="overname",
        datum=einden[0],
        bij=f"of {einden[1].day} {MAANDEN_KORT[einden[1].month - 1]}",
        uitleg=t.uitleg,
    )


def _eigen_termijn(t: Termijn, user: User, *, voorbij: bool) -> Werk:
    """A term within which we must act ourselves: nobody to ask, so it stands with what asks a decision."""
    vervolg = RECHTSGEVOLG.get(t.regels.gevolg) or "Dit is werk van onszelf, niet van de organisatie."
    if t.soort == OP_SCHRIFT:
        wat = t.omschrijving or "het mondelinge besluit"
        vervolg = f"Stel {wat} op schrift; tot dan kan er geen volgende stap."
    daad, pagina = t.regels.daad, t.regels.pagina
    if voorstel := getattr(t, "voorstel", None):
        vervolg, daad = f"{vervolg} Voorstel {voorstel} is onderweg.", "Volg het voorstel"
    return werkrij(
        t.dossier,
        groep=BESLISSEN,
        onderwerp=f"{'te laat: ' if voorbij else ''}{klein(t.get_soort_display())}",
        waarom=f"{vervolg} {t.dossier.titel}.{naam_bij(t.dossier, user)}",
        daad=daad,
        pagina=pagina or "dossier",
        anker="" if pagina else "termijnen",
        datum=t.effectief_einde,
        uitleg=t.uitleg,
    )


def _tien_dagen(t: Termijn, user: User) -> Werk:
    """The most dangerous clock: what meeting still fits, or that only the urgent procedure is left."""
    h = haalbaarheid(
        bekend=t.start, einde=t.effectief_einde, vandaag=clock.vandaag(), ritme=ritme(t.dossier.beleid)
    )
    laatste = h.indienen_tot
    return werkrij(
        t.dossier,
        groep=BESLISSEN,
        onderwerp=f"tien dagen (Gemeentewet 273a){'' if h.gewoon_kan else ': SPOED'}",
        waarom=f"{t.dossier.titel}. {advies_tien_dagen(h)}{naam_bij(t.dossier, user)}",
        daad="Handel nu",
        anker="tien-dagen",
        datum=laatste or t.effectief_einde,
        bij="stukken indienen" if laatste else "laatste dag",
    )
