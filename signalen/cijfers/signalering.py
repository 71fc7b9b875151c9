"""Which light signals follow from a delivery (finance.md 2.6): FIN-S2, FIN-S9 and a band that got worse.

What cannot be judged gives nothing: a missing figure is never a colour and never a signal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from signalen.cijfers.beoordeling import Beoordeling, beoordeling, is_slechter, op_een_decimaal
from signalen.cijfers.bestand import BEGROTING, PERIODEN, Iv3Bestand
from signalen.cijfers.kengetallen import NAMEN, Kengetal

S2, S9, BAND = "FIN-S2", "FIN-S9", "FIN-BAND"


@dataclass(frozen=True, slots=True)
class Bevinding:
    """A signal that follows from the figures; `sleutel` is the same for the same finding, for ever."""

    soort: str
    sleutel: str
    titel: str
    toelichting: str
    gegevens: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Eerder:
    """A kengetal of an earlier year, same kind of delivery; `waarde` in percent."""

    boekjaar: int
    waarde: Decimal | None
    band: str


def bevindingen(
    bestand: Iv3Bestand,
    kengetallen: Sequence[Kengetal],
    eerder: Mapping[str, Sequence[Eerder]],
    beleid: Beoordeling | None = None,
) -> tuple[Bevinding, ...]:
    """All findings of one delivery. `eerder`: per kengetal the earlier years, in any order."""
    beleid = beleid or beoordeling()
    uit = [_begroting_niet_in_evenwicht(bestand), _solvabiliteit(bestand, kengetallen, eerder, beleid)]
    uit += [_slechtere_band(bestand, kengetal, eerder.get(kengetal.code, ())) for kengetal in kengetallen]
    return tuple(bevinding for bevinding in uit if bevinding is not None)


def procent(waarde: Decimal) -> str:
    """A percentage for people: 12,2%."""
    return f"{op_een_decimaal(waarde)}%".replace(".", ",")


def _sleutel(bestand: Iv3Bestand, soort: str, *rest: str) -> str:
    delen = ("iv3", soort, bestand.overheid_code, str(bestand.boekjaar), str(bestand.periode), *rest)
    return ":".join(delen)


def _over(bestand: Iv3Bestand) -> str:
    return f"{PERIODEN[bestand.periode]} {bestand.boekjaar}"


def _begroting_niet_in_evenwicht(bestand: Iv3Bestand) -> Bevinding | None:
    """FIN-S2, the mirror of art. 203 Gemeentewet: not in balance in the budget year nor in the last year."""
    if bestand.periode != BEGROTING:
        return None
    eerste, laatste = f"Beg_{bestand.boekjaar}", f"MJR_{bestand.boekjaar + 3}"
    nu, straks = bestand.opgave("fk.4", eerste), bestand.opgave("fk.4", laatste)
    if nu is None or straks is None or op_een_decimaal(nu) >= 0 or op_een_decimaal(straks) >= 0:
        return None
    return Bevinding(
        S2,
        _sleutel(bestand, S2),
        f"Begroting {bestand.boekjaar} en {bestand.boekjaar + 3} structureel niet in evenwicht",
        f"De structurele exploitatieruimte (fk.4, opgave van de gemeente) is {procent(nu)} in de begroting "
        f"{bestand.boekjaar} en {procent(straks)} in {bestand.boekjaar + 3}. De begroting is dan in het "
        "begrotingsjaar niet en aan het eind van de meerjarenraming evenmin structureel in evenwicht.",
        {"fk.4": {eerste: str(nu), laatste: str(straks)}, "regel": S2},
    )


def _solvabiliteit(
    bestand: Iv3Bestand,
    kengetallen: Sequence[Kengetal],
    eerder: Mapping[str, Sequence[Eerder]],
    beleid: Beoordeling,
) -> Bevinding | None:
    """FIN-S9: under the floor, or falling for years."""
    waarde = next((k.waarde for k in kengetallen if k.code == "fk.3"), None)
    if waarde is None:
        return None
    reeks = _reeks(bestand.boekjaar, waarde, eerder.get("fk.3", ()), beleid.solvabiliteit_jaren_dalend)
    redenen = _redenen_s9(waarde, reeks, beleid)
    if not redenen:
        return None
    return Bevinding(
        S9,
        _sleutel(bestand, S9),
        f"Solvabiliteit {procent(waarde)} in de {_over(bestand)}",
        f"De solvabiliteitsratio (fk.3, herberekend uit Iv3) is {procent(waarde)}: {' en '.join(redenen)}.",
        {"fk.3": str(waarde), "reeks": {str(jaar): str(w) for jaar, w in reeks}, "regel": S9},
    )


def _redenen_s9(waarde: Decimal, reeks: list[tuple[int, Decimal]], beleid: Beoordeling) -> list[str]:
    getoond, redenen = op_een_decimaal(waarde), []
    if getoond < beleid.solvabiliteit_zeer_laag:
        redenen.append(f"lager dan {procent(beleid.solvabiliteit_zeer_laag)}")
    elif getoond < beleid.solvabiliteit_laag:
        redenen.append(f"lager dan {procent(beleid.solvabiliteit_laag)}")
    jaren = beleid.solvabiliteit_jaren_dalend
    if len(reeks) == jaren + 1:
        waarden = [op_een_decimaal(w) for _, w in reeks]
        if all(later < vroeger for vroeger, later in pairwise(waarden)):
            verloop = " → ".join(procent(w) for w in waarden)
            redenen.append(f"{jaren} jaar op rij gedaald ({verloop})")
    return redenen


def _reeks(boekjaar: int, waarde: Decimal, eerder: Sequence[Eerder], jaren: int) -> list[tuple[int, Decimal]]:
    """The unbroken years up to this one, oldest first, at most `jaren` before it."""
    per_jaar = {oud.boekjaar: oud.waarde for oud in eerder if oud.waarde is not None}
    reeks = [(boekjaar, waarde)]
    for jaar in range(boekjaar - 1, boekjaar - jaren - 1, -1):
        vorige = per_jaar.get(jaar)
        if vorige is None:
            break
        reeks.insert(0, (jaar, vorige))
    return reeks


def _slechtere_band(bestand: Iv3Bestand, kengetal: Kengetal, eerder: Sequence[Eerder]) -> Bevinding | None:
    """A band worse than in the same delivery of the year before."""
    vorig = next((oud for oud in eerder if oud.boekjaar == bestand.boekjaar - 1), None)
    if vorig is None or vorig.waarde is None or kengetal.waarde is None:
        return None
    if not is_slechter(vorig.band, kengetal.band):
        return None
    naam = NAMEN[kengetal.code]
    return Bevinding(
        BAND,
        _sleutel(bestand, BAND, kengetal.code, kengetal.band),
        f"{naam} zakt van band {vorig.band} naar {kengetal.band} in de {_over(bestand)}",
        f"{naam} ({kengetal.code}, {kengetal.herkomst}) was {procent(vorig.waarde)} in {vorig.boekjaar} "
        f"(band {vorig.band}) en is {procent(kengetal.waarde)} in {bestand.boekjaar} (band {kengetal.band}).",
        {
            "kengetal": kengetal.code,
            "van": {"boekjaar": vorig.boekjaar, "waarde": str(vorig.waarde), "band": vorig.band},
            "naar": {"boekjaar": bestand.boekjaar, "waarde": str(kengetal.waarde), "band": kengetal.band},
            "regel": BAND,
        },
    )
