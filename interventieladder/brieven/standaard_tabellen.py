"""The first rows and dates of a letter, from the facts of the dossier."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from interventieladder.briefsjablonen import Veld
from interventieladder.brieven.geschiedenis import geschiedenis
from interventieladder.models.kosten import KostenSoort
from interventieladder.models.stukken import StukSoort
from interventieladder.standen.begrotingsregime import STUKKEN
from toezicht.core import clock
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.woorden import euro, nederlands

if TYPE_CHECKING:
    from interventieladder.models import Beoordeling, Dossier, Kostenregel, Voorstel

Rij = dict[str, str]
JAREN = ("t", "t1", "t2", "t3")
ANTWOORDTIJD = dt.timedelta(weeks=2)
"""What a letter gives first for an answer; the drafter chooses."""


def _stappen(dossier: "Dossier") -> list[Rij]:
    rijen = geschiedenis(dossier)
    return rijen or [{"datum": dossier.geopend_op.isoformat(), "stap": f"Dossier {dossier.nummer} geopend"}]


def _kosten(dossier: "Dossier") -> list[Rij]:
    return [
        {
            "datum": regel.datum.isoformat(),
            "omschrijving": _waarvoor(regel),
            "soort": str(regel.get_soort_display()),
            "btw": "" if regel.btw is None else euro(regel.btw, 2),
            "bedrag": euro(regel.bedrag, 2),
        }
        for regel in dossier.feiten.kosten
    ]


def _waarvoor(regel: "Kostenregel") -> str:
    if regel.uren is None or regel.tarief is None:
        return regel.omschrijving
    return f"{regel.omschrijving} ({nederlands(regel.uren, 2)} uur × {euro(regel.tarief, 2)})"


def _totalen(dossier: "Dossier") -> list[Rij]:
    """The total per kind in the order of the kinds, then of all; VAT as far as it was recorded."""
    regels = dossier.feiten.kosten
    soorten = [s for s in KostenSoort if any(r.soort == s for r in regels)]
    rijen = [_totaal(str(s.label), [r for r in regels if r.soort == s]) for s in soorten]
    return [*rijen, _totaal("Totaal", regels)] if regels else []


def _totaal(naam: str, regels: "list[Kostenregel]") -> Rij:
    btw = [r.btw for r in regels if r.btw is not None]
    return {
        "soort": naam,
        "btw": euro(sum(btw, Decimal(0)), 2) if btw else "",
        "bedrag": euro(sum((r.bedrag for r in regels), Decimal(0)), 2),
    }


def _oordelen(dossier: "Dossier") -> list[Rij]:
    laatste: Beoordeling | None = dossier.feiten.beoordelingen[-1] if dossier.feiten.beoordelingen else None
    return [
        {
            "domein": DOMEINEN.get(dossier.domein, dossier.domein),
            "oordeel": str(laatste.get_uitkomst_display()) if laatste else "Nog te beoordelen",
            "toelichting": (laatste.toelichting if laatste else dossier.omschrijving)[:300],
        }
    ]


def _bedrag(waarde: Any) -> str:
    return euro(Decimal(str(waarde))) if waarde not in (None, "") else ""


def _evenwicht(dossier: "Dossier") -> list[Rij]:
    """Table 3 of finance.md 5, from the newest verified balance: as given, corrected, and as GS judge it."""
    feit = dossier.feiten.feit("saldo")
    if feit is None:
        return []
    waarden = feit.waarden
    reden = waarden.get("correctiereden") or "geen correctie"
    saldo = {jaar: waarden.get(f"saldo_{jaar}") for jaar in JAREN}
    correctie = {jaar: waarden.get(f"correctie_{jaar}") for jaar in JAREN}
    return [
        {"regel": "Structureel saldo (opgave)", **{j: _bedrag(saldo[j]) for j in JAREN}},
        {
            "regel": f"Correctie toezichthouder: {reden}"[:300],
            **{j: _bedrag(correctie[j] or 0) for j in JAREN},
        },
        {
            "regel": "Structureel en reëel saldo (oordeel GS)",
            **{j: _som(saldo[j], correctie[j]) for j in JAREN},
        },
    ]


def _som(saldo: Any, correctie: Any) -> str:
    if saldo in (None, ""):
        return ""
    return euro(Decimal(str(saldo)) + Decimal(str(correctie or 0)))


_KENGETALLEN = (
    ("schuldquote", "Netto schuldquote"),
    ("solvabiliteit", "Solvabiliteit"),
    ("grondexploitatie", "Grondexploitatie"),
    ("exploitatieruimte", "Structurele exploitatieruimte"),
    ("belastingcapaciteit", "Belastingcapaciteit"),
)


def _kengetallen(dossier: "Dossier") -> list[Rij]:
    feit = dossier.feiten.feit("kengetallen")
    waarden = feit.waarden if feit else {}
    return [
        {"kengetal": naam, "waarde": f"{nederlands(Decimal(str(waarden[code])), 1)}%", "oordeel": ""}
        for code, naam in _KENGETALLEN
        if waarden.get(code) not in (None, "")
    ]


TABELLEN: dict[str, Callable[["Dossier"], list[Rij]]] = {
    "eerdere_stappen": _stappen,
    "kosten": _kosten,
    "totalen": _totalen,
    "oordelen": _oordelen,
    "evenwicht": _evenwicht,
    "kengetallen": _kengetallen,
}
"""The first rows of a table, by the code of its block."""


def _ontbreekt(dossier: "Dossier") -> list[str]:
    """What the newest check of the budget did not find (BBV 7 to 23)."""
    controle = dossier.feiten.feit("controlelijst")
    return [naam for code, naam in STUKKEN if controle and controle.waarden.get(code) == "nee"]


LIJSTEN: dict[tuple[str, str], Callable[["Dossier"], list[str]]] = {("FIN-A", "ontbreekt"): _ontbreekt}
"""The first lines of a list that the facts give."""


Datummaker = Callable[["Dossier", "Voorstel | None"], dt.date | None]


def _eind_goedkeuring(later: dt.timedelta = dt.timedelta(0)) -> Datummaker:
    def maak(dossier: "Dossier", _: "Voorstel | None") -> dt.date | None:
        termijn = dossier.feiten.laatste_termijn("goedkeuring")
        return termijn.effectief_einde + later if termijn else None

    return maak


def _eind_na_verdaging(dossier: "Dossier", voorstel: "Voorstel | None") -> dt.date | None:
    """The end as the proposal adjourns it (Awb 10:31 lid 2); unknown while it does not say how long."""
    weken = voorstel.termijn_weken if voorstel else None
    return _eind_goedkeuring(dt.timedelta(weeks=weken))(dossier, voorstel) if weken else None


def _laatste_beoordeling(dossier: "Dossier", _: "Voorstel | None") -> dt.date:
    return dossier.feiten.beoordelingen[-1].datum if dossier.feiten.beoordelingen else clock.vandaag()


def _laatste_gesprek(dossier: "Dossier", _: "Voorstel | None") -> dt.date | None:
    verslagen = dossier.feiten.stukken_van(StukSoort.GESPREKSVERSLAG)
    return verslagen[-1].datum if verslagen else None


def _over_twee_weken(_: "Dossier", __: "Voorstel | None") -> dt.date:
    return clock.vandaag() + ANTWOORDTIJD


_DATUMS: dict[tuple[str, str], Datummaker] = {
    ("L3", "nieuwe_datum"): _over_twee_weken,
    ("FIN-A", "uiterlijk"): _over_twee_weken,
    ("L14", "bekend_op"): lambda d, _: d.datum_feit,
    ("VN-L1", "bekend_op"): lambda d, _: d.datum_feit,
    ("L18", "gesprek_op"): _laatste_gesprek,
    ("L6b", "peildatum"): _laatste_beoordeling,
    ("L8", "peildatum"): _laatste_beoordeling,
    ("FIN-L6", "einde"): _eind_goedkeuring(),
    ("FIN-L7", "einde"): _eind_na_verdaging,
    ("FIN-L11", "op"): _eind_goedkeuring(dt.timedelta(days=1)),
}
"""Where the first value of a date comes from; a day that is asked of somebody is two weeks from now."""


def eerste_datum(soort: str, veld: Veld, dossier: "Dossier", voorstel: "Voorstel | None") -> str:
    """The first value of a date; empty where the facts do not give one, for no day of the law is guessed."""
    maak = _DATUMS.get((soort, veld.code))
    gevonden = maak(dossier, voorstel) if maak else None
    return gevonden.isoformat() if gevonden else ""
