"""The rows of an Iv3 file: shape (SF), codes of the year (DF), amounts, and no row twice."""

import re
from collections.abc import Callable
from decimal import Decimal

from signalen.cijfers.bestand import Opgave, Post, Stand
from signalen.cijfers.codelijsten import Codelijsten, jaren_met
from signalen.cijfers.fouten import Bestandsfout
from signalen.cijfers.jsonlezer import Lijst, Tekstplaatsen, Voorwerp, Waarde

MAX_BEDRAG = 10**13
_WAARDE = re.compile(r"[+-]?[0-9]{1,7}(?:[.,][0-9]{1,6})?")
_LEGE_WAARDEN = {"", "-", "n.v.t.", "nvt"}

ONDERDELEN = {
    "lasten": ("SF012", "taakveld", "categorie_lasten"),
    "baten": ("SF011", "taakveld", "categorie_baten"),
    "balans_lasten": ("SF014", "balanscode", "categorie_lasten"),
    "balans_baten": ("SF013", "balanscode", "categorie_baten"),
}
_FOUTCODE = {
    "taakveld": "DF001",
    "categorie_lasten": "DF002",
    "categorie_baten": "DF002",
    "balanscode": "DF003",
    "kengetal": "DF005",
    "beleidsindicator": "DF006",
    "verslagperiode": "DF007",
}
_VRIJ = ("details",)

Maker = Callable[[str, str, Decimal | None], None]


def lees_getal(tekst: str) -> Decimal | None:
    """A percentage as text, with decimal comma or point; None when left empty. Raises ValueError."""
    kaal = tekst.strip().removesuffix("%").rstrip()
    if kaal.lower() in _LEGE_WAARDEN:
        return None
    if not _WAARDE.fullmatch(kaal):
        raise ValueError(tekst)
    return Decimal(kaal.replace(",", "."))


def heel_getal(waarde: Waarde) -> int | None:
    """A number without a broken part; 2025.0 is 2025. None for anything else."""
    if isinstance(waarde, bool) or not isinstance(waarde, int | Decimal):
        return None
    if isinstance(waarde, Decimal) and (abs(waarde.adjusted()) > 20 or waarde != waarde.to_integral_value()):
        return None
    return int(waarde)


class Rijenlezer:
    """Reads rows and gathers faults; `lijsten` must be set before the first row with a code."""

    def __init__(self, plaatsen: Tekstplaatsen) -> None:
        self.fouten: list[Bestandsfout] = []
        self.plaatsen = plaatsen
        self.lijsten: Codelijsten | None = None

    def fout(self, plaats: int, code: str, reden: str) -> None:
        self.fouten.append(Bestandsfout(self.plaatsen.regel(plaats), code, reden))

    def geen_onbekende(
        self, voorwerp: Voorwerp, toegestaan: tuple[str, ...], code: str, onderdeel: str
    ) -> None:
        for sleutel in voorwerp:
            if sleutel not in toegestaan:
                self.fout(
                    voorwerp.plaatsen[sleutel],
                    code,
                    f"onbekende sleutel ‘{sleutel[:60]}’ binnen {onderdeel}.",
                )

    def _deel(self, ouder: Voorwerp, naam: str, code: str) -> Voorwerp | None:
        """A required object within `ouder`."""
        waarde = ouder.get(naam)
        if isinstance(waarde, Voorwerp):
            return waarde
        if naam in ouder:
            self.fout(ouder.plaatsen[naam], code, f"het onderdeel {naam} is geen object.")
        else:
            self.fout(ouder.plaats, code, f"het verplichte onderdeel {naam} ontbreekt.")
        return None

    def rijen(self, ouder: Voorwerp, naam: str, code: str) -> list[Voorwerp]:
        """The objects in the array `naam`; names what is not an array or not an object."""
        lijst = ouder.get(naam)
        if not isinstance(lijst, Lijst):
            plaats = ouder.plaatsen.get(naam, ouder.plaats)
            wat = "is geen lijst" if naam in ouder else "ontbreekt"
            self.fout(plaats, code, f"het onderdeel {naam} {wat}.")
            return []
        rijen = []
        for plaats, rij in zip(lijst.plaatsen, lijst, strict=True):
            if isinstance(rij, Voorwerp):
                rijen.append(rij)
            else:
                self.fout(plaats, "SF016", f"in het onderdeel {naam} staat iets anders dan een rij ‘{{…}}’.")
        return rijen

    def tekst(self, rij: Voorwerp, sleutel: str, onderdeel: str, code: str = "SF016") -> str | None:
        """A required text of a row."""
        waarde = rij.get(sleutel)
        if isinstance(waarde, str):
            return waarde
        if sleutel in rij:
            self.fout(rij.plaatsen[sleutel], code, f"{sleutel} in {onderdeel} moet een tekst zijn.")
        else:
            self.fout(rij.plaats, code, f"in deze rij van {onderdeel} ontbreekt de sleutel {sleutel}.")
        return None

    def _code(self, rij: Voorwerp, sleutel: str, onderdeel: str, lijst: str) -> str | None:
        """A required text of a row that is in the code list of the year."""
        code = self.tekst(rij, sleutel, onderdeel)
        if code is None or self.lijsten is None or code in self.lijsten.lijst(lijst):
            return code
        reden = (
            f"{sleutel} ‘{code[:40]}’ in {onderdeel} staat niet in de codelijst van "
            f"{self.lijsten.boekjaar}{_ander_jaar(lijst, code)}."
        )
        self.fout(rij.plaatsen[sleutel], _FOUTCODE[lijst], reden)
        return None

    def _bedrag(self, rij: Voorwerp, onderdeel: str) -> int | None:
        """The amount in whole euros."""
        waarde = rij.get("bedrag")
        bedrag = heel_getal(waarde)
        plaats = rij.plaatsen.get("bedrag", rij.plaats)
        if bedrag is not None and abs(bedrag) <= MAX_BEDRAG:
            return bedrag
        if waarde is None:
            self.fout(plaats, "SF017", f"in deze rij van {onderdeel} is het bedrag niet ingevuld.")
        elif isinstance(waarde, str):
            self.fout(plaats, "SF017", f"het bedrag ‘{waarde[:40]}’ in {onderdeel} is een tekst, geen getal.")
        elif isinstance(waarde, int | Decimal) and not isinstance(waarde, bool):
            self.fout(plaats, "SF017", f"het bedrag in {onderdeel} is te groot of geen heel aantal euro’s.")
        else:
            self.fout(plaats, "SF017", f"het bedrag in {onderdeel} is geen getal.")
        return None

    def _vrije_sleutels(self, rij: Voorwerp, onderdeel: str) -> None:
        for sleutel in _VRIJ:
            if sleutel in rij and not isinstance(rij[sleutel], Voorwerp):
                self.fout(rij.plaatsen[sleutel], "SF016", f"{sleutel} in {onderdeel} moet een object zijn.")

    def _eenmalig(
        self, gezien: dict[tuple[str, ...], int], sleutel: tuple[str, ...], rij: Voorwerp, onderdeel: str
    ) -> bool:
        """Whether this key stands in the part for the first time."""
        eerder = gezien.setdefault(sleutel, rij.plaats)
        if eerder == rij.plaats:
            return True
        regel = self.plaatsen.regel(eerder)
        wat = " met ".join(sleutel)
        self.fout(
            rij.plaats, "", f"{wat} komt twee keer voor in {onderdeel}; de eerste staat op regel {regel}."
        )
        return False

    def posten(self, data: Voorwerp, onderdeel: str) -> tuple[Post, ...]:
        ontbreekt, sleutel, categorielijst = ONDERDELEN[onderdeel]
        gezien: dict[tuple[str, ...], int] = {}
        posten = []
        for rij in self.rijen(data, onderdeel, ontbreekt):
            code = self._code(rij, sleutel, onderdeel, sleutel)
            categorie = self._code(rij, "categorie", onderdeel, categorielijst)
            bedrag = self._bedrag(rij, onderdeel)
            self._vrije_sleutels(rij, onderdeel)
            if code is None or categorie is None or bedrag is None:
                continue
            if self._eenmalig(gezien, (code, categorie), rij, onderdeel):
                posten.append(Post(code, categorie, bedrag))
        return tuple(posten)

    def standen(self, data: Voorwerp, wanneer: dict[str, str]) -> tuple[Stand, ...]:
        gezien: dict[tuple[str, ...], int] = {}
        gevonden = []
        for rij in self.rijen(data, "balans_standen", "SF015"):
            code = self._code(rij, "balanscode", "balans_standen", "balanscode")
            standper = self.tekst(rij, "standper", "balans_standen")
            bedrag = self._bedrag(rij, "balans_standen")
            self._vrije_sleutels(rij, "balans_standen")
            if standper is not None and standper not in wanneer:
                reden = f"standper ‘{standper[:40]}’ past niet bij deze levering; wel: {', '.join(wanneer)}."
                self.fout(rij.plaatsen["standper"], "DF004", reden)
            elif code is not None and standper is not None and bedrag is not None:
                moment = wanneer[standper]
                if self._eenmalig(gezien, (code, moment), rij, "balans_standen"):
                    gevonden.append(Stand(code, moment, bedrag))
        return tuple(gevonden)

    def _waarden(self, data: Voorwerp, onderdeel: str, sleutel: str, maak: Maker) -> None:
        """Rows of kengetallen or beleidsindicatoren: period, code and a value written as text."""
        if onderdeel not in data:
            return
        gezien: dict[tuple[str, ...], int] = {}
        for rij in self.rijen(data, onderdeel, ""):
            self.geen_onbekende(rij, ("verslagperiode", sleutel, "waarde"), "", onderdeel)
            periode = self._code(rij, "verslagperiode", onderdeel, "verslagperiode")
            code = self._code(rij, sleutel, onderdeel, sleutel)
            tekst = self.tekst(rij, "waarde", onderdeel)
            if periode is None or code is None or tekst is None:
                continue
            if self._eenmalig(gezien, (periode, code), rij, onderdeel):
                self._waarde(rij, tekst, periode, code, maak)

    def _waarde(
        self,
        rij: Voorwerp,
        tekst: str,
        periode: str,
        code: str,
        maak: Maker,
    ) -> None:
        try:
            maak(periode, code, lees_getal(tekst))
        except ValueError:
            self.fout(rij.plaatsen["waarde"], "SF016", f"de waarde ‘{tekst[:40]}’ van {code} is geen getal.")

    def opgaven(self, data: Voorwerp) -> tuple[Opgave, ...]:
        opgaven: list[Opgave] = []
        self._waarden(data, "kengetallen", "kengetal", lambda *delen: opgaven.append(Opgave(*delen)))
        return tuple(opgaven)

    def beleidsindicatoren(self, data: Voorwerp) -> None:
        """Checked, not kept: no rule uses them."""
        self._waarden(data, "beleidsindicatoren", "beleidsindicator", lambda *_: None)


def _ander_jaar(lijst: str, code: str) -> str:
    """Say of which years the code is, when it is of others."""
    if lijst == "verslagperiode":
        return ""
    jaren = jaren_met(lijst, code)
    if jaren is None:
        return ""
    return f". Hij hoort bij boekjaar {jaren[0]} tot en met {jaren[1]}. Controleer het boekjaar"
