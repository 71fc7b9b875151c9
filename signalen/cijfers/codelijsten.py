"""The code lists of Iv3 per boekjaar: those of 2026, with the changes since 2020 turned back."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
OUDSTE_JAAR = 2020
NIEUWSTE_JAAR = 2026
_PEILJAAR = 2026

_BESTANDEN = {
    "taakveld": "taakvelden",
    "categorie_lasten": "categorieen-lasten",
    "categorie_baten": "categorieen-baten",
    "balanscode": "balanscodes",
    "kengetal": "kengetallen",
    "beleidsindicator": "beleidsindicatoren",
}

KWARTAALEINDE = {1: "31-3", 2: "30-6", 3: "30-9", 4: "31-12", 5: "31-12", 0: "31-12"}


class OnbekendJaar(ValueError):  # noqa: N818 - a term of the field
    """There is no reliable code list for this boekjaar; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Codelijsten:
    """Everything that may stand as a code in a file of one boekjaar: {code: description}."""

    boekjaar: int
    taakveld: dict[str, str]
    categorie_lasten: dict[str, str]
    categorie_baten: dict[str, str]
    balanscode: dict[str, str]
    kengetal: dict[str, str]
    beleidsindicator: dict[str, str]
    verslagperiode: dict[str, str]

    def lijst(self, naam: str) -> dict[str, str]:
        """The list by its name, e.g. `categorie_lasten`."""
        gevonden: dict[str, str] = getattr(self, naam)
        return gevonden

    def met_begin(self, *patronen: str) -> tuple[str, ...]:
        """Balance codes by pattern: `P131` is that code, `P29*` every code that begins with P29."""
        return tuple(code for code in self.balanscode if any(_past(code, patroon) for patroon in patronen))


def _past(code: str, patroon: str) -> bool:
    return code.startswith(patroon[:-1]) if patroon.endswith("*") else code == patroon


def codelijsten(boekjaar: int) -> Codelijsten:
    """The lists of `boekjaar`; raises OnbekendJaar outside 2020-2026."""
    if not OUDSTE_JAAR <= boekjaar <= NIEUWSTE_JAAR:
        raise OnbekendJaar(
            f"voor boekjaar {boekjaar} zijn geen betrouwbare codelijsten bekend, wel voor {OUDSTE_JAAR} tot "
            f"en met {NIEUWSTE_JAAR}. Controleer het boekjaar of voeg de codelijsten van het CBS toe."
        )
    return _bouw(boekjaar)


@cache
def _bouw(boekjaar: int) -> Codelijsten:
    lijsten = {naam: _lijst(naam, boekjaar) for naam in _BESTANDEN}
    return Codelijsten(boekjaar=boekjaar, verslagperiode=verslagperioden(boekjaar), **lijsten)


def _lijst(naam: str, boekjaar: int) -> dict[str, str]:
    codes = {
        rij["code"]: rij["omschrijving"]
        for rij in _rijen(f"{_BESTANDEN[naam]}-{_PEILJAAR}.csv")
        if rij["soort"] == "blad"
    }
    for rij in reversed(_wijzigingen()):
        if rij["codelijst"] == naam and boekjaar < int(rij["vanaf"]):
            _draai_terug(codes, rij)
    return codes


def _draai_terug(codes: dict[str, str], rij: dict[str, str]) -> None:
    """Undo one change in place."""
    if rij["actie"] == "nieuw":
        del codes[rij["code"]]
    elif rij["actie"] == "vervallen":
        codes[rij["code"]] = rij["omschrijving"]
    else:
        codes[rij["code"]] = rij["omschrijving"].split(" -> ")[0]


@cache
def _wijzigingen() -> list[dict[str, str]]:
    return sorted(_rijen("codewijzigingen.csv"), key=lambda rij: int(rij["vanaf"]))


def _rijen(bestand: str) -> list[dict[str, str]]:
    with (DATA / bestand).open(encoding="utf-8", newline="") as stroom:
        return list(csv.DictReader(stroom, delimiter=";"))


def jaren_met(naam: str, code: str) -> tuple[int, int] | None:
    """First and last known boekjaar whose list `naam` has `code`; None when no year has it."""
    jaren = [jaar for jaar in range(OUDSTE_JAAR, NIEUWSTE_JAAR + 1) if code in codelijsten(jaar).lijst(naam)]
    return (jaren[0], jaren[-1]) if jaren else None


def verslagperioden(boekjaar: int) -> dict[str, str]:
    """Codes of the reporting periods that a file of `boekjaar` may speak of."""
    jaren = [
        ("Rek", -2),
        ("Beg", -1),
        ("Rek", -1),
        ("Beg", 0),
        ("Rek", 0),
        ("MJR", 1),
        ("MJR", 2),
        ("MJR", 3),
    ]
    namen = {"Rek": "Rekening", "Beg": "Begroting", "MJR": "Meerjarenraming"}
    return {f"{soort}_{boekjaar + n}": f"{namen[soort]} {boekjaar + n}" for soort, n in jaren}


def standen(boekjaar: int, periode: int) -> dict[str, str]:
    """The allowed `standper` of a delivery and what they mean: primo or ultimo."""
    einde = f"{KWARTAALEINDE[periode]}-{boekjaar}"
    return {"1 januari": "primo", f"1-1-{boekjaar}": "primo", "ultimo": "ultimo", einde: "ultimo"}
