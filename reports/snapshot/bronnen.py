"""What a snapshot reads: the logboek as of two dates, and the policy in force."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from interventieladder.beleid import Beleid
from interventieladder.selectors import beleid as beleidskader
from interventieladder.standen import GENERIEK
from interventieladder.treden import TREDEN, Stand
from reports.perioden import Periode, datum_lang
from toezicht.core import logboek
from toezicht.core.fouten import Weigering
from toezicht.core.models import Logboekregel

Feiten = dict[str, Any]

BESLOTEN = ("vertrouwelijk", "geheim_besluit", "cdk")
"""Never in a report that leaves the house (ladder.md 5.3)."""
GESLOTEN_KAMER = ("geheim_besluit", "cdk")
"""Not even counted in a report for the house."""

AFGESLOTEN = Stand.AFGESLOTEN.value
TERMIJNSOORTEN = {
    "antwoord": "Antwoord op het informatieverzoek",
    "afspraken": "Nakomen van de afspraken",
    "zienswijze": "Zienswijze",
    "resultaat": "Resultaat van het voornemen",
    "begunstiging": "Begunstigingstermijn",
    "beroep": "Beroepstermijn",
    "heroverweging": "Herbeoordeling van de aanhouding",
    "nazorg": "Nazorgcontrole",
}


class OverheidOnbekend(Weigering):
    """The logboek knows no organisation with this code on the peildatum."""


@dataclass(frozen=True, slots=True)
class Blik:
    """From where a report looks: what was true on `peildatum`, as known at `kennisdatum`."""

    periode: Periode
    kennisdatum: dt.datetime
    provincie_code: str
    provincie_naam: str
    overheid_code: str = ""

    @property
    def peildatum(self) -> dt.date:
        """The last day of the period."""
        return self.periode.tot

    def stand(self, soort: str) -> dict[str, Feiten]:
        """State of every subject of this kind, {id: facts}. Of dossiers only those on the general ladder."""
        standen = logboek.stand_op(
            soort=soort,
            peildatum=self.peildatum,
            kennisdatum=self.kennisdatum,
            overheid_code=self.overheid_code,
        )
        return {pk: f for pk, f in standen.items() if f.get("ladder", GENERIEK) == GENERIEK}

    def regels(self, *soorten: str, met: Sequence[str] = ()) -> list[Logboekregel]:
        """Every line about these kinds up to the peildatum, in the order in which it was true.

        With `met` only lines that changed one of these facts: one in ten, for a whole province.
        """
        regels = Logboekregel.objects.filter(
            onderwerp_soort__in=soorten, gebeurd_op__lte=self.peildatum, vastgelegd_op__lte=self.kennisdatum
        )
        if self.overheid_code:
            regels = regels.filter(overheid_code=self.overheid_code)
        if met:
            regels = regels.filter(gegevens__has_any_keys=list(met))
        return list(regels.order_by("gebeurd_op", "vastgelegd_op", "id"))

    def gesloten(self, soort: str, niveaus: Iterable[str]) -> set[str]:
        """Ids of subjects of this kind on which any line known by now carries one of these levels."""
        regels = Logboekregel.objects.filter(
            onderwerp_soort=soort, vertrouwelijkheid__in=tuple(niveaus), vastgelegd_op__lte=self.kennisdatum
        )
        if self.overheid_code:
            regels = regels.filter(overheid_code=self.overheid_code)
        return set(regels.values_list("onderwerp_id", flat=True))

    @property
    def kop(self) -> Feiten:
        """What every snapshot begins with."""
        return {
            "provincie": {"code": self.provincie_code, "naam": self.provincie_naam},
            "peildatum": self.peildatum.isoformat(),
            "periode": {
                "code": self.periode.code,
                "naam": self.periode.naam,
                "van": self.periode.van.isoformat(),
                "tot": self.periode.tot.isoformat(),
            },
            "beleid": {"versie": (b := geldend_beleid(self.peildatum)).versie, "naam": b.naam},
        }


def overheid(blik: Blik) -> Feiten:
    """Identity of the organisation of this report.

    Who an organisation is, is reference data: when it was recorded only after the kennisdatum, its first
    recording counts, so that a set of organisations loaded later does not make old reports impossible.
    """
    stand = blik.stand("overheid").get(blik.overheid_code) or _first_recording(blik.overheid_code)
    if not stand or not _bestond(stand, blik.peildatum):
        raise OverheidOnbekend(
            f"Op {blik.peildatum:%d-%m-%Y} kennen wij geen overheid met code “{blik.overheid_code}”. "
            "Controleer de code en de peildatum.",
            veld="overheid",
        )
    return {"code": blik.overheid_code, **stand}


def _first_recording(code: str) -> Feiten:
    regel = (
        Logboekregel.objects.filter(onderwerp_soort="overheid", onderwerp_id=code)
        .order_by("volgnummer")
        .first()
    )
    return dict(regel.gegevens) if regel else {}


def overheden(blik: Blik) -> dict[str, Feiten]:
    """Organisations under supervision of the province, {code: facts}, in order of name."""
    standen = blik.stand("overheid") or _all_first_recordings()
    onder = {
        code: feiten
        for code, feiten in standen.items()
        if feiten.get("provincie") == blik.provincie_code and _bestond(feiten, blik.peildatum)
    }
    return dict(sorted(onder.items(), key=lambda paar: (paar[1].get("naam", ""), paar[0])))


def _all_first_recordings() -> dict[str, Feiten]:
    eerste = Logboekregel.objects.filter(onderwerp_soort="overheid", volgnummer=1)
    return {str(code): dict(gegevens) for code, gegevens in eerste.values_list("onderwerp_id", "gegevens")}


def _bestond(feiten: Feiten, datum: dt.date) -> bool:
    van, tot = feiten.get("geldig_van") or "", feiten.get("geldig_tot") or ""
    return van <= datum.isoformat() and (not tot or datum.isoformat() < tot)


def geldend_beleid(datum: dt.date) -> Beleid:
    """The general policy in force on `datum`; before the first one, the first."""
    try:
        return beleidskader.geldend(datum)
    except Weigering:
        return next(b for b in beleidskader.versies().values() if not b.domeinen)


def trede(code: str, beleid_versie: str, datum: dt.date) -> Feiten:
    """Number and name of a rung in the policy version of the dossier: never a bare number (ladder.md 1.3)."""
    return _trede(code, beleidskader.beleid_of_niets(beleid_versie) or geldend_beleid(datum))


def _trede(code: str, kader: Beleid) -> Feiten:
    gevonden = kader.treden.get(code)
    return {
        "code": code,
        "nummer": gevonden.nummer if gevonden else code.upper(),
        "naam": gevonden.naam if gevonden else Stand(code).label.partition(" ")[2],
        "kort": gevonden.kort if gevonden else code.upper(),
        "hoogte": rang(code),
    }


def treden(datum: dt.date) -> list[Feiten]:
    """All rungs in the policy in force on `datum`, from light to heavy."""
    kader = geldend_beleid(datum)
    return [_trede(t.value, kader) for t in TREDEN]


def rang(code: str) -> int:
    """Rank of a rung: 0 below T1, 7 for T6."""
    codes = [t.value for t in TREDEN]
    return codes.index(code) + 1 if code in codes else 0


def taaknaam(code: str, beleid_versie: str, datum: dt.date) -> str:
    """Name of a duty, or nothing when the policy does not know it."""
    kader = beleidskader.beleid_of_niets(beleid_versie) or geldend_beleid(datum)
    taak = kader.taken.get(code)
    return taak.naam if taak else ""


@dataclass(frozen=True, slots=True)
class Beweging:
    """A dossier that went from one rung to another (or opened, or closed) on a day."""

    dossier_id: str
    datum: str
    van: str
    naar: str


BEWEEGT = ("stand", "trede")
"""Facts of a dossier that `bewegingen` looks at; a line without them moves nothing."""


def bewegingen(regels: Iterable[Logboekregel]) -> list[Beweging]:
    """Every change of rung of every dossier; `naar` is `afgesloten` when it was closed."""
    stand: dict[str, tuple[str, str]] = {}
    uit: list[Beweging] = []
    for regel in regels:
        if regel.onderwerp_soort != "dossier" or regel.gegevens.get("ladder", GENERIEK) != GENERIEK:
            continue
        oude_trede, oude_stand = stand.get(regel.onderwerp_id, ("", ""))
        nieuwe_stand = str(regel.gegevens.get("stand", oude_stand))
        nieuwe_trede = str(regel.gegevens.get("trede", oude_trede))
        dicht = nieuwe_stand == AFGESLOTEN and oude_stand != AFGESLOTEN
        naar = AFGESLOTEN if dicht else nieuwe_trede
        if dicht or (nieuwe_trede != oude_trede and nieuwe_trede):
            uit.append(Beweging(regel.onderwerp_id, regel.gebeurd_op.isoformat(), oude_trede, naar))
        stand[regel.onderwerp_id] = (nieuwe_trede, nieuwe_stand)
    return uit


def in_woorden(iso: str) -> str:
    """An ISO date as people say it."""
    return datum_lang(dt.date.fromisoformat(iso[:10]))
