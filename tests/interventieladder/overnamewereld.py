"""A dossier of another system for the tests of taking over, and the file that says the same."""

import datetime as dt
from dataclasses import dataclass, replace

from interventieladder.services.overname import neem_over
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
from tests.factories import (
    CoordinatorFactory,
    GedeputeerdeFactory,
    JuristFactory,
    SecretariaatFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.interventieladder.bouw import maak_gemeente
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

PEIL = dt.date(2026, 11, 23)
BRON = "Zaaksysteem Voorbeeldland"
T1 = Verblijf("t1", dt.date(2026, 3, 2), dt.date(2026, 3, 16))
T2 = Verblijf(
    "t2",
    dt.date(2026, 3, 16),
    dt.date(2026, 5, 11),
    Bronbesluit("teamleider", dt.date(2026, 3, 13), "TL-2026-017", "T. Bergsma"),
)
T3A = Verblijf(
    "t3a",
    dt.date(2026, 5, 11),
    None,
    Bronbesluit("teamleider", dt.date(2026, 5, 8), "TL-2026-031", "T. Bergsma"),
)


@dataclass
class Wereld:
    """Who there is, and the municipality."""

    noor: User
    joost: User
    rik: User
    tess: User
    marijke: User
    farah: User
    sofie: User
    buiten: User
    duinrand: Overheid

    def gegevens(self, **anders):
        """A dossier that stands on T3a since 11 May, with all that was done before."""
        return replace(self._op_t3a(), **anders)

    def _op_t3a(self):
        return Overnamegegevens(
            bron=BRON,
            zaaknummer="Z-2026-0412",
            zaakadres="https://zaken.voorbeeldland.example/Z-2026-0412",
            overheid=self.duinrand.code,
            titel="Achterstand archiefbewerking",
            omschrijving="De gemeente bewerkt haar archief sinds 2022 niet.",
            taak="archiefzorg",
            datum=dt.date(2026, 2, 20),
            gevorderd="resultaat",
            gebrek="niet_naar_behoren",
            stappen=(T1, T2, T3A),
            brieven=(
                Bronbrief(
                    "L2", "Verzoek om informatie", "College van Duinrand", dt.date(2026, 3, 17), "IBT-17"
                ),
                Bronbrief("L4", "Uitnodiging gesprek", "College van Duinrand", dt.date(2026, 5, 11)),
                Bronbrief("L5", "Afspraken", "College van Duinrand", dt.date(2026, 5, 12), "IBT-31", "D-88"),
            ),
            termijnen=(Brontermijn("afspraken", dt.date(2026, 5, 12), 26),),
            stukken=(
                Bronstuk(
                    "antwoord",
                    "Antwoord college",
                    dt.date(2026, 4, 8),
                    dt.date(2026, 4, 9),
                    documentnummer="D-61",
                ),
                Bronstuk("validatieverslag", "Validatie", dt.date(2026, 4, 28), documentnummer="D-70"),
            ),
            beoordelingen=(
                Bronbeoordeling(
                    "weging", "onderzoeken", dt.date(2026, 3, 10), "Register nagelezen.", "N. Ambtsma"
                ),
                Bronbeoordeling(
                    "validatie",
                    "verwaarlozing_vastgesteld",
                    dt.date(2026, 4, 28),
                    "Zie verslag.",
                    "N. Ambtsma",
                ),
            ),
            afspraken=(
                Bronafspraak(
                    "Plan van aanpak",
                    "het college",
                    dt.date(2026, 9, 1),
                    "vastgesteld plan",
                    "niet_nagekomen",
                    dt.date(2026, 9, 15),
                ),
            ),
        )

    def neem_over(self, door=None, **anders):
        """Take it over as Noor."""
        return neem_over(gegevens=self.gegevens(**anders), door=door or self.noor)


def bouw():
    """The cast and Duinrand under this province."""
    return Wereld(
        noor=ToezichthouderFactory(username="noor", first_name="Noor", last_name="Ambtsma"),
        joost=ToezichthouderFactory(username="joost", first_name="Joost", last_name="van Dam"),
        rik=CoordinatorFactory(username="rik", first_name="Rik", last_name="Vos"),
        tess=TeamleiderFactory(username="tess", first_name="Tess", last_name="Bergsma"),
        marijke=GedeputeerdeFactory(username="marijke", first_name="Marijke", last_name="Haring"),
        farah=JuristFactory(username="farah", first_name="Farah", last_name="el Amrani"),
        sofie=SecretariaatFactory(username="sofie", first_name="Sofie", last_name="de Graaf"),
        buiten=UserFactory(username="buiten"),
        duinrand=maak_gemeente(),
    )


KOP = (
    "rij;zaaknummer;bron;overheid;taak;titel;omschrijving;datum;trede;van;tot;niveau;nummer;besloten_op;door;"
    "soort;geadresseerde;weken;einde;keuze;reden;uitkomst;toelichting;documentnummer"
)


def rij(**cellen):
    """One line of the file."""
    return ";".join(cellen.pop(kolom, "") for kolom in KOP.split(";")) + "".join(f"?{k}" for k in cellen)


def bestand(code, zaken=("Z-1",), taken=("archiefzorg",)):
    """A file with dossiers on T2."""
    regels = [KOP]
    for zaak, taak in zip(zaken, taken, strict=True):
        regels += [
            rij(
                rij="dossier",
                zaaknummer=zaak,
                bron=BRON,
                overheid=code,
                taak=taak,
                titel=f"Zaak {zaak}",
                omschrijving="Uit het register.",
                datum="2026-02-20",
            ),
            rij(rij="stap", zaaknummer=zaak, trede="t1", van="2-3-2026", tot="16-3-2026"),
            rij(
                rij="stap",
                zaaknummer=zaak,
                trede="t2",
                van="2026-03-16",
                niveau="teamleider",
                nummer="TL-17",
                besloten_op="2026-03-13",
            ),
            rij(
                rij="brief",
                zaaknummer=zaak,
                soort="L2",
                titel="Verzoek",
                geadresseerde="College",
                datum="2026-03-17",
            ),
            rij(rij="termijn", zaaknummer=zaak, soort="antwoord", datum="2026-03-17", weken="4"),
            rij(
                rij="beoordeling",
                zaaknummer=zaak,
                soort="weging",
                uitkomst="onderzoeken",
                datum="2026-03-10",
                toelichting="Nagelezen.",
            ),
            rij(
                rij="stuk",
                zaaknummer=zaak,
                soort="antwoord",
                titel="Antwoord",
                datum="2026-04-08",
                documentnummer="D-61",
            ),
            rij(
                rij="afspraak",
                zaaknummer=zaak,
                titel="Plan maken",
                door="het college",
                datum="2026-12-01",
                toelichting="plan",
            ),
        ]
    return "\r\n".join(regels).encode("utf-8-sig")
