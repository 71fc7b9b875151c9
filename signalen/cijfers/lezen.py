"""Reading an Iv3 file: structure (SF) and code lists (DF) of CBS, strictly. All faults are named at once."""

import datetime as dt
import re
from dataclasses import dataclass

from signalen.cijfers.bestand import BEGROTING, PERIODEN, Iv3Bestand
from signalen.cijfers.codelijsten import Codelijsten, OnbekendJaar, codelijsten, standen
from signalen.cijfers.fouten import Iv3Geweigerd
from signalen.cijfers.jsonlezer import Voorwerp, Waarde, ontleed
from signalen.cijfers.rijen import ONDERDELEN, Rijenlezer, heel_getal

_DATUM = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T")
_TIJD = re.compile(
    r"(2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?(Z|[+-](2[0-3]|[01][0-9]):[0-5][0-9])?\Z"
)

_TEKST, _GETAL, _JA_NEE = "een tekst", "een heel getal", "true of false"
_METADATA = {
    "overheidslaag": _TEKST,
    "overheidsnummer": _TEKST,
    "overheidsnaam": _TEKST,
    "boekjaar": _GETAL,
    "periode": _GETAL,
    "status": _TEKST,
    "datum": _TEKST,
    "details_openbaar": _JA_NEE,
    "financieel_pakket": _TEKST,
    "export_software": _TEKST,
}
_CONTACT = ("naam", "email", "telefoon")


@dataclass(frozen=True, slots=True)
class _Kop:
    """The metadata that the rest of the reading needs."""

    overheidsnummer: str
    overheidsnaam: str
    boekjaar: int
    periode: int
    status: str
    datum: dt.date | None
    regel_nummer: int


def lees(inhoud: bytes) -> Iv3Bestand:
    """Read and check one file; raises Iv3Geweigerd with every fault found, each with its line."""
    waarde, plaatsen = ontleed(inhoud)
    lezer = _Lezer(plaatsen)
    bestand = lezer.bestand(waarde)
    if bestand is None or lezer.fouten:
        raise Iv3Geweigerd(lezer.fouten)
    return bestand


class _Lezer(Rijenlezer):
    """Walks the parsed file; the rows are read by the parent."""

    def bestand(self, waarde: Waarde) -> Iv3Bestand | None:
        """The whole file; None when the frame is so wrong that its rows cannot be judged."""
        if not isinstance(waarde, Voorwerp):
            self.fout(0, "", "het bestand begint niet met een object ‘{’.")
            return None
        self.geen_onbekende(waarde, ("metadata", "contact", "opmerkingen", "data"), "", "het bestand")
        self._contact(waarde)
        kop = self._kop(waarde)
        data = self._deel(waarde, "data", "SF010")
        if kop is None or data is None:
            return None
        try:
            self.lijsten = codelijsten(kop.boekjaar)
        except OnbekendJaar as fout:
            metadata = waarde["metadata"]
            plaats = metadata.plaatsen["boekjaar"] if isinstance(metadata, Voorwerp) else 0
            self.fout(plaats, "SF888", str(fout))
            return None
        return self._met_data(kop, data, self.lijsten, self._opmerkingen(waarde))

    def _met_data(
        self, kop: _Kop, data: Voorwerp, lijsten: Codelijsten, opmerkingen: tuple[str, ...]
    ) -> Iv3Bestand:
        toegestaan = (*ONDERDELEN, "balans_standen", "kengetallen", "beleidsindicatoren")
        self.geen_onbekende(data, toegestaan, "", "data")
        self.beleidsindicatoren(data)
        return Iv3Bestand(
            overheidsnummer=kop.overheidsnummer,
            overheidsnaam=kop.overheidsnaam,
            boekjaar=kop.boekjaar,
            periode=kop.periode,
            status=kop.status,
            datum=kop.datum,
            lasten=self.posten(data, "lasten"),
            baten=self.posten(data, "baten"),
            balans_lasten=self.posten(data, "balans_lasten"),
            balans_baten=self.posten(data, "balans_baten"),
            standen=self.standen(data, standen(lijsten.boekjaar, kop.periode)),
            opgaven=self.opgaven(data),
            opmerkingen=opmerkingen,
            regel_nummer=kop.regel_nummer,
        )

    # -- metadata, contact and remarks ----------------------------------------------------------------

    def _kop(self, waarde: Voorwerp) -> _Kop | None:
        metadata = self._deel(waarde, "metadata", "SF001")
        if metadata is None:
            return None
        self.geen_onbekende(metadata, tuple(_METADATA), "SF003", "metadata")
        vooraf = len(self.fouten)
        for sleutel, soort in _METADATA.items():
            self._metawaarde(metadata, sleutel, soort)
        if len(self.fouten) > vooraf:
            return None
        tekst = {sleutel: str(waarde) for sleutel, waarde in metadata.items()}
        self._laag_en_nummer(metadata, tekst)
        periode, datum = self._periode(metadata, tekst), self._datum(metadata, tekst["datum"])
        boekjaar = heel_getal(metadata["boekjaar"])
        if len(self.fouten) > vooraf or boekjaar is None:
            return None
        naam = tekst["overheidsnaam"].strip()
        regel = self.plaatsen.regel(metadata.plaatsen["overheidsnummer"])
        return _Kop(tekst["overheidsnummer"], naam, boekjaar, periode, tekst["status"], datum, regel)

    def _metawaarde(self, metadata: Voorwerp, sleutel: str, soort: str) -> None:
        if sleutel not in metadata:
            self.fout(metadata.plaats, "SF002", f"binnen metadata ontbreekt de sleutel {sleutel}.")
        elif not _is(metadata[sleutel], soort):
            self.fout(metadata.plaatsen[sleutel], "SF004", f"de waarde van {sleutel} moet {soort} zijn.")

    def _laag_en_nummer(self, metadata: Voorwerp, tekst: dict[str, str]) -> None:
        laag = tekst["overheidslaag"]
        if laag not in {"Gemeente", "Provincie", "GR"}:
            self.fout(
                metadata.plaatsen["overheidslaag"], "SF004", f"overheidslaag ‘{laag[:20]}’ is onbekend."
            )
        elif laag != "Gemeente":
            reden = f"bestanden van overheidslaag {laag} kan het programma niet lezen, alleen van gemeenten."
            self.fout(metadata.plaatsen["overheidslaag"], "SF888", reden)
        if not re.fullmatch("[0-9]{4}", tekst["overheidsnummer"]):
            reden = "overheidsnummer moet uit vier cijfers bestaan, met voorloopnullen."
            self.fout(metadata.plaatsen["overheidsnummer"], "SF004", reden)

    def _periode(self, metadata: Voorwerp, tekst: dict[str, str]) -> int:
        periode, status = heel_getal(metadata["periode"]), tekst["status"]
        if periode not in PERIODEN:
            reden = "periode moet 0 (begroting), 1 tot en met 4 (kwartaal) of 5 (jaarrekening) zijn."
            self.fout(metadata.plaatsen["periode"], "SF004", reden)
            return BEGROTING
        verwacht = "Begroting" if periode == BEGROTING else "Realisatie"
        if status != verwacht:
            reden = f"bij periode {periode} ({PERIODEN[periode]}) hoort status {verwacht}."
            self.fout(metadata.plaatsen["status"], "SF004", reden)
        return periode

    def _datum(self, metadata: Voorwerp, tekst: str) -> dt.date | None:
        """The day of the delivery; None when the software wrote it in another form than ISO."""
        if not _TIJD.search(tekst):
            reden = "de waarde van datum moet eindigen op een tijd (uu:mm:ss) met tijdzone."
            self.fout(metadata.plaatsen["datum"], "SF004", reden)
        match = _DATUM.match(tekst)
        try:
            return dt.date.fromisoformat(match.group(1)) if match else None
        except ValueError:
            self.fout(metadata.plaatsen["datum"], "SF004", f"de datum ‘{tekst[:40]}’ bestaat niet.")
            return None

    def _contact(self, waarde: Voorwerp) -> None:
        contact = self._deel(waarde, "contact", "SF005")
        if contact is None:
            return
        self.geen_onbekende(contact, _CONTACT, "SF007", "contact")
        for sleutel in _CONTACT:
            gevonden = contact.get(sleutel)
            if sleutel not in contact:
                self.fout(contact.plaats, "SF006", f"binnen contact ontbreekt de sleutel {sleutel}.")
            elif not isinstance(gevonden, str):
                self.fout(contact.plaatsen[sleutel], "SF008", f"de waarde van {sleutel} moet een tekst zijn.")
            elif sleutel == "naam" and not gevonden.strip():
                self.fout(contact.plaatsen[sleutel], "SF009", "binnen contact is naam niet ingevuld.")

    def _opmerkingen(self, waarde: Voorwerp) -> tuple[str, ...]:
        if "opmerkingen" not in waarde:
            return ()
        teksten = []
        for rij in self.rijen(waarde, "opmerkingen", ""):
            self.geen_onbekende(rij, ("tekst", "auteur"), "", "opmerkingen")
            tekst = self.tekst(rij, "tekst", "opmerkingen", "")
            if tekst is not None:
                teksten.append(tekst)
        return tuple(teksten)


def _is(waarde: Waarde, soort: str) -> bool:
    if soort == _TEKST:
        return isinstance(waarde, str)
    if soort == _JA_NEE:
        return isinstance(waarde, bool)
    return heel_getal(waarde) is not None
