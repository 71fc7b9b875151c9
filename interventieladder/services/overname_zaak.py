"""Taking over a dossier that rests on data of its own: the row `zaak` of docs/overname.md.

Each ladder registers one `Zaakovername` beside its consequences: which fields that row has, what they may not
contradict, which terms the law lets run, and how the row of the ladder is made beside the dossier.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from interventieladder.models import Dossier
from interventieladder.services import termijnen
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.services.losse_feiten import lees_veld
from interventieladder.services.overname_gegevens import Bronfeit, Overnamefout, Overnamegegevens, Verblijf
from interventieladder.standen import PLANNEN
from interventieladder.standen.plan import BEDRAG, DATUM, Feitveld
from interventieladder.termijnsoorten import soort_van
from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import Basis, Lengte, Start, Verlenging, bereken_einde
from toezicht.core.transitions import Overgang
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid

if TYPE_CHECKING:
    from interventieladder.models.zaakgegevens import Zaakgegevens

DAG = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wetstermijn:
    """A term that the law lets run (or that ended) where the dossier stands: as an opening here would start it.

    Give a `lengte`, or `voor`, the first day that is too late. `langer`: by how much it was extended, and when.
    `gestopt`: on which day it stopped, and why.
    """

    soort: str
    start: dt.date
    lengte: Lengte | None = None
    voor: dt.date | None = None
    gebeurtenis: str = ""
    langer: tuple[Lengte, dt.date, str] | None = None
    gestopt: tuple[dt.date, str] | None = None

    @property
    def einde(self) -> dt.date:
        """The last day, by our calculator; the kinds here rest on a law."""
        gebeurtenissen: list[Start | Verlenging] = [Start(self.start, Basis.WET, self.lengte, self.voor)]
        if self.langer:
            lengte, op, grond = self.langer
            gebeurtenissen.append(Verlenging(op, lengte, grond))
        return bereken_einde(gebeurtenissen, geldende_kalender()).uitkomst.effectief_einde


@dataclass(frozen=True, slots=True)
class Zaak:
    """The row `zaak` as it was read, beside all else the source tells of this dossier."""

    gegevens: Overnamegegevens
    overheid: Overheid
    waarden: Mapping[str, Any]
    """Dates as `date`, amounts as `Decimal`; None where a field was left out."""
    rij: int

    @property
    def stand(self) -> str:
        """Where the dossier stands now; empty when the source tells of no stay."""
        return self.gegevens.stappen[-1].trede if self.gegevens.stappen else ""

    @property
    def begin(self) -> dt.date:
        """The day on which the dossier began in the source."""
        return self.gegevens.stappen[0].van if self.gegevens.stappen else self.gegevens.datum

    @property
    def sinds(self) -> dt.date:
        """The day on which the present stay began."""
        return self.gegevens.stappen[-1].van if self.gegevens.stappen else self.gegevens.datum

    def verblijf(self, *treden: str) -> Verblijf | None:
        """The first stay on one of these states."""
        return next((v for v in self.gegevens.stappen if v.trede in treden), None)

    def feit(self, soort: str) -> Bronfeit | None:
        """The newest fact of this kind that the source tells."""
        return max((f for f in self.gegevens.feiten if f.soort == soort), key=lambda f: f.datum, default=None)

    def dag_uit(self, soort: str, naam: str) -> dt.date | None:
        """A date that the newest fact of this kind holds; None without it, or when it is no date."""
        feit = self.feit(soort)
        try:
            return dt.date.fromisoformat(feit.waarden[naam]) if feit else None
        except (KeyError, ValueError):
            return None

    def fout(self, tekst: str, veld: str = "") -> Overnamefout:
        """A fault in this row; `veld` names the value it is about."""
        return Overnamefout(self.rij, "waarden", f"{veld}: {tekst}" if veld else tekst)

    def eis(self, regel: Callable[[], Any]) -> Iterator[Overnamefout]:
        """What a rule of the opening refuses, as a fault in this row."""
        try:
            regel()
        except Weigering as weigering:
            eigen = weigering.veld in self.waarden
            yield self.fout(weigering.melding, weigering.veld if eigen else "")

    def eis_leeg(self, *namen: str, tekst: str) -> Iterator[Overnamefout]:
        """Values that cannot be there in this state."""
        for naam in namen:
            if self.waarden[naam] not in (None, ""):
                yield self.fout(tekst, naam)

    def eis_rechtsdag(self, termijn: Wetstermijn, wat: str) -> Iterator[Overnamefout]:
        """The law acted the day after the last one of its term, and so the state began; `wat` says what it did."""
        rechtsdag = termijn.einde + DAG
        if self.sinds != rechtsdag:
            tekst = f"Volgens onze berekening {wat} op {rechtsdag:%d-%m-%Y}."
            yield Overnamefout(self.gegevens.stappen[-1].rij, "van", tekst)

    def eis_kort(self, **lengtes: int) -> Iterator[Overnamefout]:
        """Texts that fit where they are kept."""
        for naam, hoogstens in lengtes.items():
            if len(self.waarden[naam] or "") > hoogstens:
                yield self.fout(f"Houd dit op hoogstens {hoogstens} tekens.", naam)

    def eis_gevuld(self, *namen: str, tekst: str) -> Iterator[Overnamefout]:
        """Values that this state asks."""
        for naam in namen:
            if self.waarden[naam] in (None, ""):
                yield self.fout(tekst, naam)


def geen_feiten(zaak: Zaak) -> Iterable[Bronfeit]:
    """Most ladders record no facts of the row itself."""
    return ()


def rust_niets_op(dossier: Dossier) -> None:
    """Of most ladders nothing else rests on the row."""


def elke_stap(zaak: Zaak, verblijf: Verblijf, overgang: Overgang) -> bool:
    """Most ladders have one step between two states."""
    return True


@dataclass(frozen=True, slots=True)
class Zaakovername:
    """What one ladder asks of the row `zaak` and makes of it.

    `onderdeel` and `orgaan` give the dossier what an opening here gives; `controleer` the contradictions;
    `termijnen` the terms of the law (kinds `wettelijk`, which a file may compare but not invent); `maak` makes the
    row of the ladder beside the dossier, whose stays exist. `feiten` are facts that the row itself tells; `past`
    says which of several steps led to a stay. A withdrawn takeover frees the row beside the dossier named `rij`
    (empty: only an open dossier holds the case), unless `eis_los` refuses because something rests on it.
    """

    velden: tuple[Feitveld, ...]
    onderdeel: Callable[[Zaak], str]
    orgaan: Callable[[Zaak], str]
    controleer: Callable[[Zaak], Iterable[Overnamefout]]
    termijnen: Callable[[Zaak], Iterable[Wetstermijn]]
    maak: Callable[[Dossier, Zaak, User], None]
    wettelijk: frozenset[str] = frozenset()
    feiten: Callable[[Zaak], Iterable[Bronfeit]] = geen_feiten
    past: Callable[[Zaak, Verblijf, Overgang], bool] = elke_stap
    rij: str = ""
    eis_los: Callable[[Dossier], None] = rust_niets_op


_ZAKEN: dict[str, Zaakovername] = {}


def registreer_zaakovername(ladder: str, regels: Zaakovername) -> None:
    """Make known how a dossier with data of its own on this ladder is taken over."""
    _ZAKEN[ladder] = regels


def zaakovername(ladder: str) -> Zaakovername | None:
    """What this ladder asks of the row `zaak`; None where a dossier has no data of its own."""
    return _ZAKEN.get(ladder)


def veldnamen(ladder: str) -> list[str]:
    """The names that the row `zaak` of a ladder may hold, in their order."""
    return [veld.naam for veld in _ZAKEN[ladder].velden]


@dataclass(frozen=True, slots=True)
class Zaakladder:
    """A ladder with data of its own, for the description on the page."""

    code: str
    titel: str
    velden: tuple[Feitveld, ...]


def zaakladders() -> list[Zaakladder]:
    """Every ladder with a row `zaak`, in the order of the ladders."""
    return [
        Zaakladder(code, plan.titel, _ZAKEN[code].velden) for code, plan in PLANNEN.items() if code in _ZAKEN
    ]


# -- reading the row ---------------------------------------------------------------------------------


def lees_zaak(g: Overnamegegevens, overheid: Overheid | None, fouten: list[Overnamefout]) -> Zaak | None:
    """The row `zaak` of a dossier, or None with its faults: exactly one on a ladder with data of its own."""
    regels = _ZAKEN.get(g.ladder)
    if regels is None:
        tekst = "Een dossier op deze ladder heeft geen gegevens van zichzelf. Laat de rij “zaak” weg."
        fouten += [Overnamefout(zaak.rij, "rij", tekst) for zaak in g.zaken]
        return None
    if len(g.zaken) != 1:
        tekst = f"Geef bij deze ladder precies één rij “zaak”, met: {', '.join(veldnamen(g.ladder))}."
        fouten.append(Overnamefout(g.zaken[1].rij if g.zaken else g.rij, "rij", tekst))
        return None
    bron, eerder = g.zaken[0], len(fouten)
    fouten += [
        Overnamefout(bron.rij, "waarden", f"“{naam[:40]}” hoort niet bij deze ladder.")
        for naam in bron.waarden
        if naam not in veldnamen(g.ladder)
    ]
    waarden = {}
    for veld in regels.velden:
        try:
            waarden[veld.naam] = _als_waarde(veld, lees_veld(veld, bron.waarden.get(veld.naam)))
        except Weigering as weigering:
            fouten.append(Overnamefout(bron.rij, "waarden", f"{veld.naam}: {weigering.melding}"))
    if len(fouten) > eerder or overheid is None:
        return None
    return Zaak(g, overheid, waarden, bron.rij)


def _als_waarde(veld: Feitveld, waarde: Any) -> Any:
    if waarde is None:
        return None
    if veld.soort == DATUM:
        return dt.date.fromisoformat(waarde)
    return Decimal(waarde) if veld.soort == BEDRAG else waarde


# -- checking it -------------------------------------------------------------------------------------


def fouten_in_zaak(zaak: Zaak) -> list[Overnamefout]:
    """Everything that the row contradicts: itself, the state, the law, the rest of the file."""
    regels, g = _ZAKEN[zaak.gegevens.ladder], zaak.gegevens
    fouten = list(regels.controleer(zaak))
    if fouten:
        return fouten
    for kolom, hoort in zip(("onderdeel", "orgaan"), kop_van_zaak(zaak), strict=True):
        gegeven = getattr(g, kolom).strip()
        if gegeven and gegeven != hoort:
            fouten.append(Overnamefout(g.rij, kolom, f"Dit volgt uit de rij “zaak”: {hoort}. Laat dit leeg."))
    eigen = {feit.soort for feit in regels.feiten(zaak)}
    fouten += [
        Overnamefout(
            feit.rij, "soort", f"Het feit “{feit.soort}” volgt uit de rij “zaak”. Laat deze rij weg."
        )
        for feit in g.feiten
        if feit.soort in eigen
    ]
    return fouten + list(_termijnrijen(zaak, regels))


def _termijnrijen(zaak: Zaak, regels: Zaakovername) -> Iterator[Overnamefout]:
    """A term of the law that the file names as well: it began on the day of the law, and runs its length."""
    lopend = {t.soort: t for t in regels.termijnen(zaak) if t.gestopt is None}
    for rij in zaak.gegevens.termijnen:
        if rij.soort not in regels.wettelijk:
            continue
        naam = klein(soort_van(rij.soort).naam)
        wet = lopend.get(rij.soort)
        if wet is None:
            yield Overnamefout(
                rij.rij, "soort", f"Op deze trede loopt geen termijn “{naam}”. Laat de rij weg."
            )
            continue
        if rij.datum != wet.start:
            tekst = f"De termijn “{naam}” begint op {wet.start:%d-%m-%Y}; dat volgt uit de wet en de zaak."
            yield Overnamefout(rij.rij, "datum", tekst)
        if rij.weken and Lengte.weken(rij.weken) != wet.lengte:
            yield Overnamefout(rij.rij, "weken", f"De wet bepaalt hoe lang “{naam}” duurt. Laat dit leeg.")


def kop_van_zaak(zaak: Zaak) -> tuple[str, str]:
    """What tells this dossier apart (`onderdeel`) and the organ addressed, as an opening here gives them."""
    regels = _ZAKEN[zaak.gegevens.ladder]
    return regels.onderdeel(zaak), regels.orgaan(zaak)


def past_bij_zaak(zaak: Zaak | None) -> Callable[[Verblijf, Overgang], bool]:
    """Which of several steps between two states the source can have taken."""
    regels = _ZAKEN.get(zaak.gegevens.ladder) if zaak else None
    return partial(regels.past, zaak) if regels and zaak else lambda verblijf, overgang: True


# -- making it ---------------------------------------------------------------------------------------


def maak_zaak(dossier: Dossier, zaak: Zaak, door: User) -> None:
    """The row of the ladder beside the dossier, and the terms of the law as an opening here would start them."""
    regels = _ZAKEN[dossier.ladder]
    regels.maak(dossier, zaak, door)
    for termijn in regels.termijnen(zaak):
        _begin(dossier, termijn, door)
    dossier.__dict__.pop("feiten", None)


def _begin(dossier: Dossier, wet: Wetstermijn, door: User) -> None:
    termijn = begin_termijn(
        dossier,
        wet.soort,
        start=wet.start,
        lengte=wet.lengte,
        voor=wet.voor,
        gebeurtenis=wet.gebeurtenis,
        door=door,
    )
    if wet.langer:
        lengte, op, grond = wet.langer
        termijnen.verleng_termijn(termijn_id=termijn.pk, lengte=lengte, op=op, grond=grond, door=door)
    if wet.gestopt:
        op, reden = wet.gestopt
        termijnen.stop_soort(dossier, soort=wet.soort, op=op, reden=reden, door=door)


def met_eigen_feiten(zaak: Zaak) -> Overnamegegevens:
    """All the source tells, and before it the facts that the row `zaak` itself tells."""
    eigen = _ZAKEN[zaak.gegevens.ladder].feiten(zaak)
    return replace(zaak.gegevens, feiten=(*eigen, *zaak.gegevens.feiten))


def draai_zaak_terug(dossier: Dossier) -> None:
    """Free what a withdrawn takeover held: which budget year, which piece. Nothing on other ladders."""
    regels = _ZAKEN.get(dossier.ladder)
    if regels is None or not regels.rij:
        return
    regels.eis_los(dossier)
    rij: Zaakgegevens = getattr(dossier, regels.rij)
    rij.teruggedraaid = True
    rij.save(update_fields=["teruggedraaid"])
