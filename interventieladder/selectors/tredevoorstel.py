"""From the book-keeping to a proposal for a rung (ladder.md 2.1.4). A pure function that shows what it tested.

It proposes; people decide. It never moves a dossier.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from interventieladder.beleid import Beleid
from interventieladder.treden import Stand, hoogte
from signalen.cijfers.huisvesting.boekhouding import Boeking
from signalen.cijfers.huisvesting.perioden import Periode
from signalen.selectors.huisvestingstanden import Halfjaarstand, Verloop
from toezicht.core.woorden import klein

T0 = ""
"""No rung: supervision is regular."""


class Uitkomst(StrEnum):
    """What the proposal amounts to."""

    GEEN_CIJFERS = "geen_cijfers"
    VOLDAAN = "voldaan"
    ONDER_DREMPEL = "onder_drempel"
    HOGER = "hoger"
    GELIJK = "gelijk"
    DALING = "daling"
    VERSCHOONBAAR = "verschoonbaar"


IN_WOORDEN: dict[Uitkomst, str] = {
    Uitkomst.GEEN_CIJFERS: "geen cijfers",
    Uitkomst.VOLDAAN: "voldaan",
    Uitkomst.ONDER_DREMPEL: "onder de drempel",
    Uitkomst.HOGER: "omhoog",
    Uitkomst.GELIJK: "zelfde trede",
    Uitkomst.DALING: "niet omhoog: achterstand daalt",
    Uitkomst.VERSCHOONBAAR: "voldoet niet, doch verschoonbaar",
}
PAUZE = (Uitkomst.DALING, Uitkomst.VERSCHOONBAAR)
"""Reasons to stay on the rung though the task was missed (coulance, ladder.md 1.8)."""
TE_VERSCHONEN = (Uitkomst.HOGER, *PAUZE)
"""Where a ground can keep the ladder from going up."""


@dataclass(frozen=True, slots=True)
class Regel:
    """One thing that was tested: the figures, the threshold of the policy, and whether it holds."""

    naam: str
    invoer: str
    drempel: str
    waar: bool


@dataclass(frozen=True, slots=True)
class Plek:
    """Where the open dossier stands: its rung, since when, and the end of the term of a heavy rung."""

    trede: str = T0
    sinds: dt.date | None = None
    einde: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Verschoning:
    """A ground that was granted for a half-year, good enough to keep off rungs up to `trede`."""

    periode: Periode
    trede: str
    grond: str
    besloten_op: dt.date


@dataclass(frozen=True, slots=True)
class Tredevoorstel:
    """The proposal: `trede` (empty: T0), what it amounts to, why, and every rule with its figures.

    `zonder` is the rung that would follow without a reason to wait; `nazorg_op` when to measure once more.
    """

    trede: str
    uitkomst: Uitkomst
    waarom: str
    regels: tuple[Regel, ...]
    beleid: str
    periode: Periode | None = None
    reeks: int = 0
    zonder: str = T0
    nazorg_op: dt.date | None = None

    @property
    def in_woorden(self) -> str:
        """What it amounts to, in words."""
        return IN_WOORDEN[self.uitkomst]

    @property
    def pauze(self) -> bool:
        """Whether it asks to stay on the rung though the task was missed."""
        return self.uitkomst in PAUZE


def boven_drempel(boeking: Boeking, beleid: Beleid) -> bool:
    """Whether the backlog at the end is more than both thresholds; in whole numbers."""
    drempels = beleid.huisvesting
    taak = max(boeking.eigen_taak, 0)
    return (
        boeking.achterstand > drempels.drempel_personen
        and boeking.achterstand * 100 > drempels.drempel_procent * taak
    )


def reeks_boven_drempel(standen: Sequence[Halfjaarstand], beleid: Beleid) -> int:
    """How many half-years in a row, up to the last one with a final figure, ended over the threshold."""
    aantal = 0
    for stand in reversed(standen):
        if not boven_drempel(stand.boeking, beleid):
            break
        aantal += 1
    return aantal


def stel_trede_voor(
    verloop: Verloop,
    *,
    beleid: Beleid,
    plek: Plek,
    verschoningen: Sequence[Verschoning] = (),
    vandaag: dt.date,
) -> Tredevoorstel:
    """The proposal for one municipality on `vandaag`, from established figures and granted grounds."""
    definitief = verloop.definitief
    if verloop.laatste is None:
        tekst = "Er zijn nog geen vastgestelde cijfers over gehuisveste mensen."
        return Tredevoorstel(plek.trede, Uitkomst.GEEN_CIJFERS, tekst, (), beleid.versie)
    for stand in (verloop.laatste, *definitief[-1:]):
        if voldaan := _voldaan(stand, beleid, plek):
            return voldaan
    if not definitief:
        tekst = (
            "Er is nog geen einde van een halfjaar gemeten; een tussenmeting alleen leidt niet tot een trede."
        )
        return Tredevoorstel(plek.trede, Uitkomst.GELIJK, tekst, (), beleid.versie)
    basis = _zonder_pauze(definitief, beleid, plek, vandaag)
    return _met_pauze(basis, verloop, beleid, plek, verschoningen)


def _voldaan(stand: Halfjaarstand, beleid: Beleid, plek: Plek) -> Tredevoorstel | None:
    """Saldo at or under zero, also by a measurement within the half-year: back to T0 with one more measurement."""
    boeking = stand.boeking
    if boeking.saldo_eind > 0:
        return None
    wanneer = "aan het eind van" if stand.definitief else "al tijdens"
    over = f"een voorsprong van {boeking.voorsprong}" if boeking.voorsprong else "niets meer te doen"
    tekst = f"De opgave is {wanneer} het {stand.periode.naam} gehaald: er is {over}."
    if plek.trede:
        tekst += " Bouw af naar T0 en meet nog één keer na. Wat besloten is blijft in het dossier staan."
    regel = Regel(
        "Voldaan",
        f"saldo {boeking.saldo_eind} (opgave {boeking.opgave_totaal}, gehuisvest {boeking.gehuisvest})",
        "saldo 0 of lager",
        waar=True,
    )
    nazorg = (stand.periode.volgende if stand.definitief else stand.periode).peildatum
    return Tredevoorstel(
        T0,
        Uitkomst.VOLDAAN,
        tekst,
        (regel,),
        beleid.versie,
        periode=stand.periode,
        nazorg_op=nazorg if plek.trede else None,
    )


def _zonder_pauze(
    definitief: Sequence[Halfjaarstand], beleid: Beleid, plek: Plek, vandaag: dt.date
) -> Tredevoorstel:
    """The rung that the thresholds give, before reasons to wait."""
    laatste, reeks = definitief[-1].boeking, reeks_boven_drempel(definitief, beleid)
    regels = [_drempelregel(laatste, beleid), *_reeksregels(laatste, reeks, beleid)]
    deel = Tredevoorstel(
        plek.trede, Uitkomst.ONDER_DREMPEL, "", tuple(regels), beleid.versie, laatste.periode, reeks
    )
    if not reeks:
        tekst = (
            f"De achterstand van {laatste.achterstand} ligt op of onder de drempel. Zij gaat mee naar het volgende "
            "halfjaar; een hogere trede is niet nodig."
        )
        return replace(deel, waarom=tekst, zonder=plek.trede)
    doel, waarom = _doel(laatste, reeks, beleid)
    zwaar, zware_regel = _na_termijn(definitief[-1], plek, vandaag)
    if zware_regel is not None:
        deel = replace(deel, regels=(*deel.regels, zware_regel))
    if zwaar:
        doel, waarom = zwaar, f"De termijn van {Stand(plek.trede).label} is verstreken zonder dat is voldaan."
    if hoogte(doel) > hoogte(plek.trede):
        return replace(deel, trede=doel, zonder=doel, uitkomst=Uitkomst.HOGER, waarom=waarom)
    tekst = f"{waarom} Het dossier staat al op die trede of hoger; eerst loopt wat daar is begonnen."
    return replace(deel, zonder=plek.trede, uitkomst=Uitkomst.GELIJK, waarom=tekst)


RANG = {1: "Eerste", 2: "Tweede", 3: "Derde", 4: "Vierde", 5: "Vijfde", 6: "Zesde"}


def _doel(laatste: Boeking, reeks: int, beleid: Beleid) -> tuple[str, str]:
    """The rung by the table of ladder.md 2.1.4, with why."""
    drempels = beleid.huisvesting
    rang = RANG.get(reeks, f"{reeks}e")
    begin = f"{rang} halfjaar op rij met een achterstand boven de drempel"
    if reeks >= drempels.opeenvolgend_t4:
        return Stand.T4, f"{begin}: het beleid noemt dan het voornemen tot indeplaatsstelling."
    if _fors(laatste, beleid):
        return Stand.T3B, (
            f"De achterstand ({laatste.achterstand}) is meer dan {drempels.fors_procent}% van de taak van dit "
            f"halfjaar ({max(laatste.eigen_taak, 0)}): bestuurlijk overleg."
        )
    if reeks >= 3:
        return Stand.T3B, f"{begin}: bestuurlijk overleg."
    if reeks == 2:
        return Stand.T3A, f"{begin}: ambtelijk overleg en afspraken."
    return Stand.T2, (
        f"{begin}: vraag naar oorzaak, plan en verwachte data. Is het plan niet overtuigend, dan kan T3a volgen."
    )


def _fors(boeking: Boeking, beleid: Beleid) -> bool:
    return boeking.achterstand * 100 > beleid.huisvesting.fors_procent * max(boeking.eigen_taak, 0)


def _na_termijn(laatste: Halfjaarstand, plek: Plek, vandaag: dt.date) -> tuple[str, Regel | None]:
    """T5 after a missed term of T4, T6 after a missed term of T5: measured after the rung began."""
    if plek.trede not in (Stand.T4, Stand.T5) or plek.sinds is None:
        return T0, None
    gemeten = laatste.periode.peildatum > plek.sinds
    voorbij = plek.einde is not None and vandaag > plek.einde
    termijn = f"termijn tot en met {plek.einde:%d-%m-%Y}" if plek.einde else "nog geen termijn"
    regel = Regel(
        "Termijn van de trede verstreken zonder resultaat",
        f"{termijn}; gemeten op {laatste.periode.peildatum:%d-%m-%Y}",
        "termijn voorbij en daarna of daarbinnen gemeten",
        waar=gemeten and voorbij,
    )
    if not regel.waar:
        return T0, regel
    return (Stand.T5 if plek.trede == Stand.T4 else Stand.T6), regel


def _drempelregel(laatste: Boeking, beleid: Beleid) -> Regel:
    drempels = beleid.huisvesting
    return Regel(
        "Achterstand boven de drempel",
        f"{laatste.achterstand} bij een taak van {max(laatste.eigen_taak, 0)} ({laatste.periode.naam})",
        f"meer dan {drempels.drempel_personen} personen en meer dan {drempels.drempel_procent}% van de taak",
        waar=boven_drempel(laatste, beleid),
    )


def _reeksregels(laatste: Boeking, reeks: int, beleid: Beleid) -> list[Regel]:
    drempels = beleid.huisvesting
    return [
        Regel(
            "Halfjaren op rij boven de drempel",
            f"{reeks}",
            f"2: T3a, 3: T3b, {drempels.opeenvolgend_t4}: T4",
            waar=reeks >= 2,
        ),
        Regel(
            "Forse achterstand",
            f"{laatste.achterstand} van {max(laatste.eigen_taak, 0)}",
            f"meer dan {drempels.fors_procent}% van de taak: T3b",
            waar=reeks > 0 and _fors(laatste, beleid),
        ),
    ]


def _met_pauze(
    basis: Tredevoorstel, verloop: Verloop, beleid: Beleid, plek: Plek, verschoningen: Sequence[Verschoning]
) -> Tredevoorstel:
    """Reasons to stay: a granted ground, a falling backlog. A made-up backlog is only shown."""
    definitief = verloop.definitief
    daling = _dalingregel(definitief, beleid)
    ingehaald = _ingehaaldregel(verloop)
    verschoning = _verschoning(basis, verschoningen)
    regels = [*basis.regels, *(r for r in (daling, ingehaald) if r is not None)]
    if verschoning is not None:
        regels.append(
            Regel(
                "Verschoonbaar",
                verschoning.grond,
                f"besloten op {verschoning.besloten_op:%d-%m-%Y}",
                waar=True,
            )
        )
    basis = replace(basis, regels=tuple(regels))
    if basis.uitkomst is not Uitkomst.HOGER:
        return basis
    blijf = replace(basis, trede=plek.trede)
    if verschoning is not None:
        tekst = f"Toegekende grond: {klein(verschoning.grond)}. De ladder gaat over dit halfjaar niet omhoog."
        return replace(blijf, uitkomst=Uitkomst.VERSCHOONBAAR, waarom=tekst)
    if daling is not None and daling.waar:
        trede = plek.trede or Stand.T1
        tekst = f"De achterstand daalt sterk ({daling.invoer}): blijf op dezelfde trede en volg het verloop."
        if not plek.trede:
            tekst = (
                f"De achterstand daalt sterk ({daling.invoer}): signaleer en bel, vraag nog niets op papier."
            )
        return replace(blijf, trede=trede, uitkomst=Uitkomst.DALING, waarom=tekst)
    return basis


def _dalingregel(definitief: Sequence[Halfjaarstand], beleid: Beleid) -> Regel | None:
    if len(definitief) < 2 or definitief[-2].periode.volgende != definitief[-1].periode:
        return None
    was, nu = definitief[-2].boeking.achterstand, definitief[-1].boeking.achterstand
    grens = beleid.huisvesting.daling_procent
    return Regel(
        "Achterstand daalt sterk",
        f"van {was} naar {nu}",
        f"een daling van {grens}% of meer",
        waar=was > 0 and (was - nu) * 100 >= grens * was,
    )


def _ingehaaldregel(verloop: Verloop) -> Regel | None:
    """Whether a measurement within the running half-year covers the backlog it began with: to know, not to wait."""
    laatste = verloop.laatste
    if laatste is None or laatste.definitief or not laatste.boeking.achterstand_begin:
        return None
    boeking = laatste.boeking
    return Regel(
        "Achterstand ingehaald (tussenmeting)",
        f"{boeking.gehuisvest} gehuisvest, begonnen met {boeking.achterstand_begin} achterstand",
        "minstens de achterstand van het begin",
        waar=boeking.gehuisvest >= boeking.achterstand_begin,
    )


def _verschoning(basis: Tredevoorstel, verschoningen: Sequence[Verschoning]) -> Verschoning | None:
    """A ground for this very half-year, decided at the level of a rung at least as high as the proposed one."""
    passend = [
        v for v in verschoningen if v.periode == basis.periode and hoogte(v.trede) >= hoogte(basis.zonder)
    ]
    return max(passend, key=lambda v: v.besloten_op, default=None)
