"""Two dossiers that ran in the old system when Voorbeeldland began here: one confirmed, one that waits."""

import datetime as dt

from interventieladder.services.overname import bevestig_overname, neem_over
from interventieladder.services.overname_gegevens import (
    Bronafspraak,
    Bronbeoordeling,
    Bronbesluit,
    Bronbrief,
    Bronstuk,
    Brontermijn,
    Overnamegegevens,
    Verblijf,
)
from toezicht.beeld.demo.toneel import op
from toezicht.core.clock import klok_op
from toezicht.core.models import User

BRON = "Zaaksysteem Voorbeeldland"
_ADRES = "https://zaken.voorbeeldland.example/"
_dag = dt.date


def speel(mensen: dict[str, User]) -> None:
    """The first was taken over in the week the program began, the second last Friday."""
    with klok_op(op(2026, 8, 25, 9)):
        eerste = neem_over(gegevens=_omgevingsrecht(), door=mensen["rik"])
    with klok_op(op(2026, 8, 26, 9)):
        bevestig_overname(dossier_id=eerste.pk, door=mensen["joost"])
    with klok_op(op(2026, 11, 20, 15)):
        neem_over(gegevens=_archief(), door=mensen["rik"])


def _teamleider(datum: dt.date, nummer: str) -> Bronbesluit:
    return Bronbesluit("teamleider", datum, nummer, "T. Bergsma")


def _omgevingsrecht() -> Overnamegegevens:
    """On T3a since June: everything is on record."""
    return Overnamegegevens(
        bron=BRON,
        zaaknummer="Z-2025-1187",
        zaakadres=f"{_ADRES}Z-2025-1187",
        overheid="GM9910",
        taak="uitvoeringsstrategie_vth",
        titel="Uitvoeringsstrategie niet vastgesteld",
        omschrijving="Het college stelde sinds de Omgevingswet geen uitvoerings- en handhavingsstrategie vast.",
        datum=_dag(2026, 1, 15),
        gevorderd="resultaat",
        gebrek="niet_tijdig",
        behandelaar="noor",
        stappen=(
            Verblijf("t1", _dag(2026, 2, 2), _dag(2026, 2, 23)),
            Verblijf("t2", _dag(2026, 2, 23), _dag(2026, 6, 8), _teamleider(_dag(2026, 2, 20), "TL-2026-009")),
            Verblijf("t3a", _dag(2026, 6, 8), None, _teamleider(_dag(2026, 6, 5), "TL-2026-028")),
        ),
        brieven=(
            Bronbrief("L2", "Verzoek om informatie", "het college", _dag(2026, 2, 24), "VBL-0221", "D-40117"),
            Bronbrief("L4", "Uitnodiging ambtelijk overleg", "het college", _dag(2026, 5, 12), "VBL-0498", "D-41890"),
            Bronbrief("L4", "Bevestiging van het gesprek", "het college", _dag(2026, 6, 9), "VBL-0544", "D-42301"),
            Bronbrief("L5", "Afspraken over de strategie", "het college", _dag(2026, 6, 9), "VBL-0545", "D-42302"),
        ),
        termijnen=(Brontermijn("afspraken", _dag(2026, 6, 9), 26),),
        stukken=(
            Bronstuk("antwoord", "Antwoord van het college", _dag(2026, 3, 20), _dag(2026, 3, 23), documentnummer="D-40655", documentadres=f"{_ADRES}D-40655"),
            Bronstuk("validatieverslag", "Validatie van het antwoord", _dag(2026, 4, 17), documentnummer="D-41002"),
        ),
        beoordelingen=(
            Bronbeoordeling("weging", "onderzoeken", _dag(2026, 2, 16), "De strategie staat niet in het register.", "N. Ambtsma"),
            Bronbeoordeling("validatie", "verwaarlozing_vastgesteld", _dag(2026, 4, 17), "Het college heeft geen strategie vastgesteld.", "N. Ambtsma"),
        ),
        afspraken=(
            Bronafspraak("Strategie vaststellen en toezenden", "het college", _dag(2026, 12, 8), "vastgesteld besluit"),
        ),
    )  # fmt: skip


def _archief() -> Overnamegegevens:
    """On T2: a decision is not on record, and the letter names another end than the calculation."""
    return Overnamegegevens(
        bron=BRON,
        zaaknummer="Z-2026-0331",
        zaakadres=f"{_ADRES}Z-2026-0331",
        overheid="GM9928",
        taak="archiefbewaarplaats",
        titel="Geen archiefbewaarplaats aangewezen",
        omschrijving="Na de verhuizing van het gemeentehuis is geen archiefbewaarplaats aangewezen.",
        datum=_dag(2026, 9, 1),
        gevorderd="beslissing",
        gebrek="niet",
        behandelaar="noor",
        stappen=(
            Verblijf("t1", _dag(2026, 9, 28), _dag(2026, 10, 26)),
            Verblijf("t2", _dag(2026, 10, 26)),
        ),
        brieven=(
            Bronbrief("L2", "Verzoek om informatie", "het college", _dag(2026, 10, 27), "VBL-0871", "D-45520", f"{_ADRES}D-45520"),
        ),
        termijnen=(Brontermijn("antwoord", _dag(2026, 10, 27), 4, _dag(2026, 11, 30)),),
        beoordelingen=(
            Bronbeoordeling("weging", "onderzoeken", _dag(2026, 10, 12), "Bij het bezoek was er geen ruimte.", "N. Ambtsma"),
        ),
    )  # fmt: skip
