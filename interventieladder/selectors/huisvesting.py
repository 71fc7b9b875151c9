"""Housing per municipality: the figures of signalen, where the ladder stands, and the proposal for a rung."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings

from interventieladder.beleid import Beleid
from interventieladder.models import Dossier, Termijn, Verschoonbaarheid
from interventieladder.models.huisvesting import VerschoningUitkomst
from interventieladder.models.termijn import TermijnSoort, TermijnStatus
from interventieladder.selectors import beleid as beleidskader
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.selectors.tredevoorstel import (
    T0,
    Plek,
    Tredevoorstel,
    Uitkomst,
    Verschoning,
    stel_trede_voor,
)
from interventieladder.treden import Stand, hoogte
from signalen.cijfers.beoordeling import op_een_decimaal
from signalen.cijfers.huisvesting.boekhouding import HONDERD
from signalen.cijfers.huisvesting.perioden import Periode, periode
from signalen.cijfers.huisvesting.taakstelling import Somcontrole
from signalen.selectors.huisvesting import Landelijk, halfjaren, landelijk, somcontrole, verlopen
from signalen.selectors.huisvestingstanden import Halfjaarstand, Verloop
from toezicht.core import clock, rollen
from toezicht.core.domeinen import HUISVESTING
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.organisaties.selectors import OverheidGegevens, overheden

TREND = 4
"""Half-years in the small line of a row."""
_TERMIJN = {Stand.T4: TermijnSoort.RESULTAAT, Stand.T5: TermijnSoort.BEGUNSTIGING}


@dataclass(frozen=True, slots=True)
class Ladderplek:
    """The open housing dossier of a municipality and its rung in words; without one: T0."""

    plek: Plek = field(default_factory=Plek)
    nummer: str = ""
    naam: str = "T0 Regulier"
    beleid_versie: str = ""

    @property
    def hoogte(self) -> int:
        """Its place on the ladder of eight."""
        return hoogte(self.plek.trede)


@dataclass(frozen=True, slots=True)
class Gemeenterij:
    """One municipality in the table. `trend`: final balances; `voorstel` None: not for this user or half-year."""

    overheid: OverheidGegevens
    stand: Halfjaarstand
    trend: tuple[int, ...]
    ladder: Ladderplek
    voorstel: Tredevoorstel | None
    voorstel_naam: str = ""


@dataclass(frozen=True, slots=True)
class Totaal:
    """The province: sums over the municipalities, and the share of what had to be done."""

    gemeenten: int
    taakstelling: int
    saldo_begin: int
    herverdeling: int
    gehuisvest: int
    opgave: int
    saldo_eind: int
    gehaald: int

    @property
    def pct(self) -> Decimal:
        """What was housed of the whole task, in tenths of a per cent; 100 when there was nothing to do."""
        if self.opgave <= 0:
            return HONDERD
        return op_een_decimaal(Decimal(self.gehuisvest) * 100 / self.opgave)


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The page of one half-year. `actueel`: the newest one that is over, for which rung and proposal are shown."""

    periode: Periode
    perioden: list[Periode]
    actueel: bool
    loopt: bool
    rijen: list[Gemeenterij]
    totaal: Totaal
    som: Somcontrole | None
    landelijk: Landelijk | None
    ontbreekt: list[str]


KIES_ALLES, ACHTERSTAND, OMHOOG, GEPAUZEERD, VOLDAAN = "", "achterstand", "omhoog", "pauze", "voldaan"


def laatst_gemeten(perioden: Sequence[Periode], vandaag: dt.date) -> Periode | None:
    """The newest half-year that is over, on which proposals rest; the newest of all when none is over."""
    voorbij = (p for p in perioden if p.peildatum <= vandaag)
    return next(voorbij, next(iter(perioden), None))


def overzicht(user: User, *, halfjaar: str = "", kies: str = "", zoek: str = "") -> Overzicht | None:
    """The table of one half-year, alphabetical: no ranking. None without any figures. Ten queries at the most."""
    nu, vandaag = clock.nu(), clock.vandaag()
    perioden = (
        halfjaren(kennisdatum=nu, tot_en_met=vandaag) if user.has_perm(rollen.BEKIJK_HUISVESTING) else []
    )
    nieuwste = laatst_gemeten(perioden, vandaag)
    gevraagd = periode(halfjaar)
    gekozen = gevraagd if gevraagd in perioden else nieuwste
    if gekozen is None:
        return None
    gemeenten = overheden(soort="gemeente", provincie=settings.PROVINCIE_CODE, peildatum=gekozen.begin)
    boeken = verlopen([g.id for g in gemeenten], peildatum=vandaag, kennisdatum=nu, user=user)
    actueel = gekozen == nieuwste
    plekken = ladderplekken(user, [g.id for g in gemeenten]) if actueel else {}
    gronden = verschoningen([g.id for g in gemeenten]) if actueel else {}
    kader = _geldend(vandaag) if actueel else None
    rijen, ontbreekt = [], []
    for gemeente in gemeenten:
        stand = boeken[gemeente.id].van(gekozen)
        if stand is None:
            ontbreekt.append(gemeente.naam)
            continue
        plek = plekken.get(gemeente.id, Ladderplek())
        ziet = actueel and user.has_perm(rollen.BEKIJK_DOSSIERS)
        voorstel = (
            _voorstel(boeken[gemeente.id], plek, gronden.get(gemeente.id, []), vandaag, kader)
            if ziet
            else None
        )
        rijen.append(_rij(gemeente, stand, boeken[gemeente.id], plek, voorstel))
    getoond = [r for r in rijen if _past(r, kies) and zoek.strip().casefold() in r.overheid.naam.casefold()]
    return Overzicht(
        periode=gekozen,
        perioden=perioden,
        actueel=actueel,
        loopt=gekozen.peildatum > vandaag,
        rijen=getoond,
        totaal=_totaal([r.stand for r in rijen]),
        som=somcontrole(r.stand for r in rijen),
        landelijk=landelijk(gekozen, kennisdatum=nu),
        ontbreekt=ontbreekt,
    )


def _rij(
    gemeente: OverheidGegevens,
    stand: Halfjaarstand,
    verloop: Verloop,
    plek: Ladderplek,
    voorstel: Tredevoorstel | None,
) -> Gemeenterij:
    tot = [s for s in verloop.definitief if s.periode <= stand.periode][-TREND:]
    trend = tuple(s.boeking.saldo_eind for s in tot)
    return Gemeenterij(gemeente, stand, trend, plek, voorstel, tredenaam(voorstel, plek) if voorstel else "")


def _past(rij: Gemeenterij, kies: str) -> bool:
    if kies == ACHTERSTAND:
        return rij.stand.boeking.saldo_eind > 0
    if kies == VOLDAAN:
        return rij.stand.boeking.saldo_eind <= 0
    if kies in (OMHOOG, GEPAUZEERD):
        return rij.voorstel is not None and (
            rij.voorstel.pauze if kies == GEPAUZEERD else rij.voorstel.uitkomst is Uitkomst.HOGER
        )
    return True


def _totaal(standen: Sequence[Halfjaarstand]) -> Totaal:
    boekingen = [s.boeking for s in standen]
    return Totaal(
        gemeenten=len(boekingen),
        taakstelling=sum(b.taakstelling for b in boekingen),
        saldo_begin=sum(b.saldo_begin for b in boekingen),
        herverdeling=sum(b.herverdeling for b in boekingen),
        gehuisvest=sum(b.gehuisvest for b in boekingen),
        opgave=sum(b.opgave_totaal for b in boekingen),
        saldo_eind=sum(b.saldo_eind for b in boekingen),
        gehaald=sum(b.realisatie_pct >= HONDERD for b in boekingen),
    )


def ladderplekken(user: User, overheid_ids: Iterable[int]) -> dict[int, Ladderplek]:
    """Of each municipality the open housing dossier on the general ladder; two queries."""
    dossiers = list(
        zichtbaar(user)
        .open()
        .generiek()
        .filter(overheid__in=list(overheid_ids), domein=HUISVESTING)
        .order_by("pk")
    )
    eindes: dict[tuple[int, str], dt.date] = {
        (pk, soort): einde
        for pk, soort, einde in Termijn.objects.filter(
            dossier__in=[d.pk for d in dossiers], status=TermijnStatus.LOOPT
        ).values_list("dossier_id", "soort", "effectief_einde")
    }
    return {d.overheid_id: _ladderplek(d, eindes) for d in dossiers}


def _ladderplek(dossier: Dossier, eindes: dict[tuple[int, str], dt.date]) -> Ladderplek:
    soort = _TERMIJN.get(Stand(dossier.trede))
    plek = Plek(dossier.trede, dossier.trede_sinds, eindes.get((dossier.pk, soort)) if soort else None)
    return Ladderplek(plek, dossier.nummer, dossier.tredenaam, dossier.beleid_versie)


def verschoningen(overheid_ids: Iterable[int]) -> dict[int, list[Verschoning]]:
    """The granted grounds of each municipality; one query."""
    uit: dict[int, list[Verschoning]] = defaultdict(list)
    toegekend = Verschoonbaarheid.objects.filter(
        overheid__in=list(overheid_ids), uitkomst=VerschoningUitkomst.TOEGEKEND
    )
    for v in toegekend.order_by("besloten_op", "pk"):
        op = v.besloten_op or v.voorgesteld_op
        uit[v.overheid_id].append(
            Verschoning(Periode(v.jaar, v.helft), v.trede, str(v.get_grond_display()), op)
        )
    return uit


def _geldend(vandaag: dt.date) -> Beleid | None:
    """The policy in force for housing; None before the first one."""
    try:
        return beleidskader.geldend(vandaag, HUISVESTING)
    except Weigering:
        return None


def _voorstel(
    verloop: Verloop,
    plek: Ladderplek,
    gronden: Sequence[Verschoning],
    vandaag: dt.date,
    geldend: Beleid | None,
) -> Tredevoorstel | None:
    """By the policy the dossier was opened under, else by the one in force."""
    kader = beleidskader.beleid(plek.beleid_versie) if plek.beleid_versie else geldend
    if kader is None:
        return None
    return stel_trede_voor(verloop, beleid=kader, plek=plek.plek, verschoningen=gronden, vandaag=vandaag)


def tredenaam(voorstel: Tredevoorstel, plek: Ladderplek) -> str:
    """The proposed rung in the words of the policy."""
    if voorstel.trede == T0:
        return "T0 Regulier"
    regels = beleidskader.beleid(voorstel.beleid).treden.get(voorstel.trede)
    return f"{regels.nummer} {regels.kort}" if regels else plek.naam


@dataclass(frozen=True, slots=True)
class Gemeentebeeld:
    """Everything about one municipality: its book-keeping, where it stands, the proposal, and the grounds."""

    verloop: Verloop
    ladder: Ladderplek
    voorstel: Tredevoorstel | None
    voorstel_naam: str
    zonder_naam: str
    beleidsnaam: str
    gronden: list[Verschoonbaarheid]

    @property
    def nieuwste_eerst(self) -> tuple[Halfjaarstand, ...]:
        """The half-years, newest first."""
        return tuple(reversed(self.verloop.standen))


def gemeentebeeld(user: User, overheid_id: int) -> Gemeentebeeld:
    """The housing page of one municipality today; without the right to dossiers no rung, proposal or grounds."""
    nu, vandaag = clock.nu(), clock.vandaag()
    verloop = verlopen([overheid_id], peildatum=vandaag, kennisdatum=nu, user=user)[overheid_id]
    if not (user.has_perm(rollen.BEKIJK_DOSSIERS) and user.has_perm(rollen.BEKIJK_HUISVESTING)):
        return Gemeentebeeld(verloop, Ladderplek(), None, "", "", "", [])
    plek = ladderplekken(user, [overheid_id]).get(overheid_id, Ladderplek())
    voorstel = _voorstel(
        verloop, plek, verschoningen([overheid_id]).get(overheid_id, []), vandaag, _geldend(vandaag)
    )
    gronden = Verschoonbaarheid.objects.filter(overheid=overheid_id)
    kader = beleidskader.beleid(voorstel.beleid) if voorstel else None
    zonder = kader.treden.get(voorstel.zonder) if kader and voorstel else None
    return Gemeentebeeld(
        verloop=verloop,
        ladder=plek,
        voorstel=voorstel,
        voorstel_naam=tredenaam(voorstel, plek) if voorstel else "",
        zonder_naam=f"{zonder.nummer} {zonder.kort}" if zonder else "",
        beleidsnaam=kader.naam if kader else "",
        gronden=list(gronden.select_related("overheid", "voorgesteld_door", "besloten_door")),
    )


def voorstel_voor(overheid_id: int) -> tuple[Tredevoorstel | None, Ladderplek]:
    """The proposal of today for a service that rests on it, as the system sees it."""
    nu, vandaag = clock.nu(), clock.vandaag()
    verloop = verlopen([overheid_id], peildatum=vandaag, kennisdatum=nu, user=None)[overheid_id]
    dossier = (
        Dossier.objects.open()
        .generiek()
        .buiten_kamer()
        .filter(overheid=overheid_id, domein=HUISVESTING)
        .order_by("pk")
        .first()
    )
    eindes = {}
    if dossier is not None:
        eindes = {
            (dossier.pk, t.soort): t.effectief_einde
            for t in dossier.termijnen.filter(status=TermijnStatus.LOOPT)
        }
    plek = _ladderplek(dossier, eindes) if dossier else Ladderplek()
    return _voorstel(
        verloop, plek, verschoningen([overheid_id]).get(overheid_id, []), vandaag, _geldend(vandaag)
    ), plek


def huisvestingstaak(op: dt.date) -> str:
    """The code of the housing duty in the policy in force."""
    taken = beleidskader.geldend(op, HUISVESTING).taken.values()
    gevonden = next((taak.code for taak in taken if taak.domein == HUISVESTING), "")
    if not gevonden:
        raise Weigering("Het beleidskader noemt geen taak over huisvesting. Neem die eerst op in het beleid.")
    return gevonden
