"""The signal catalogue (ladder.md 4.4): kinds of signals as versioned policy data. Plain data.

The 28 kinds IBT-S01 … IBT-S28 are the proposal of ladder.md 4.4; FIN-… are the rules of finance.md 4 that
the Iv3 check applies; IBT-OVERIG is for a finding in one domain that no kind names. A signal keeps the
version it was registered under.
"""

import calendar
import datetime as dt
from dataclasses import dataclass

from signalen.keuzes import Bron, Ernst, Vertrouwelijkheid
from toezicht.core import domeinen

VERSIE = "2026-1"

WEEGTERMIJN_DAGEN: dict[str, int] = {Ernst.ZWAAR: 14, Ernst.LICHT: 28}
"""Days after kennisname in which a signal is weighed: zwaar 2 weeks (4.2), licht 4 weeks (1.4 T1)."""

PERS_HOOGSTENS = "B"
"""A newspaper alone confirms nothing (4.4, sources rule)."""

_L, _Z = Ernst.LICHT.value, Ernst.ZWAAR.value


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind of signal.

    `ernsten`: the weights it may be registered with, the usual one first; any other weight needs a
    herweging. `maanden`: how long it counts from the day of the fact, per weight; absent = while it lasts.
    `minstens`: the lowest level of secrecy.
    """

    code: str
    naam: str
    ernsten: tuple[str, ...]
    as_letter: str
    bronnen: tuple[str, ...]
    bewijs: str
    maanden: tuple[tuple[str, int], ...] = ()
    duur: str = ""
    minstens: str = Vertrouwelijkheid.OPENBAAR.value
    domein: str = domeinen.BESTUURSKRACHT

    @property
    def ernst(self) -> str:
        """The usual weight."""
        return self.ernsten[0]

    def geldig_maanden(self, ernst: str) -> int | None:
        """Months it counts with this weight; None = while it lasts."""
        return dict(self.maanden).get(ernst)


def _allebei(maanden: int) -> tuple[tuple[str, int], ...]:
    return ((_L, maanden), (_Z, maanden))


SOORTEN: dict[str, Soort] = {
    soort.code: soort
    for soort in (
        Soort(
            "IBT-S01",
            "Herhaald negatief in het nieuws over dienstverlening of afhandeling",
            (_L,),
            "a",
            (Bron.PERS, Bron.REGIOMANAGER),
            "Twee of meer artikelen, niet alleen uit één krant",
            _allebei(6),
        ),
        Soort(
            "IBT-S02",
            "Wethouder treedt tussentijds af",
            (_L,),
            "e",
            (Bron.PERS, Bron.RAAD),
            "Verslag van de raad",
            _allebei(12),
        ),
        Soort(
            "IBT-S03",
            "Twee of meer wethouders vertrekken binnen 12 maanden",
            (_Z,),
            "e",
            (Bron.PERS, Bron.RAAD),
            "Verslagen met data",
            _allebei(18),
        ),
        Soort(
            "IBT-S04",
            "Heel college of coalitie valt",
            (_Z,),
            "e",
            (Bron.PERS, Bron.RAAD),
            "Verslag van de raad",
            _allebei(18),
        ),
        Soort(
            "IBT-S05",
            "Motie van wantrouwen aangenomen",
            (_Z,),
            "e",
            (Bron.RAAD,),
            "Tekst van de motie",
            _allebei(18),
        ),
        Soort(
            "IBT-S06",
            "Motie van wantrouwen ingediend en verworpen",
            (_L,),
            "e",
            (Bron.RAAD,),
            "Tekst van de motie",
            _allebei(9),
        ),
        Soort(
            "IBT-S07",
            "Burgemeester vertrekt voortijdig of is langer dan 12 maanden waargenomen",
            (_Z,),
            "e",
            (Bron.CDK_AMBTSBEZOEK, Bron.PERS),
            "Benoemingsbesluit",
            _allebei(24),
        ),
        Soort(
            "IBT-S08",
            "Gemeentesecretaris of griffier wisselt tweemaal in 18 maanden",
            (_L,),
            "e",
            (Bron.REGIOMANAGER,),
            "Vacature of brief",
            _allebei(12),
        ),
        Soort(
            "IBT-S09",
            "Fracties splitsen, raad sterk versnipperd",
            (_L,),
            "e",
            (Bron.RAAD,),
            "Zetelverdeling",
            _allebei(12),
        ),
        Soort(
            "IBT-S10",
            "Structureel tekort in begroting of meerjarenraming",
            (_L,),
            "f",
            (Bron.CBS_IV3, Bron.RAAD),
            "Begrotingsoordeel",
            _allebei(12),
            "tot de volgende begroting",
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "IBT-S11",
            "Preventief financieel toezicht",
            (_Z,),
            "f",
            (Bron.EIGEN_DOSSIER,),
            "Besluit van GS",
            duur="zolang het geldt",
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "IBT-S12",
            "Aanvraag of status artikel 12",
            (_Z,),
            "f",
            (Bron.RAAD, Bron.ANDER_TOEZICHT),
            "Besluit",
            duur="zolang het geldt",
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "IBT-S13",
            "Accountant geeft geen goedkeurende verklaring, of rechtmatigheidsfouten boven de grens",
            (_L, _Z),
            "f",
            (Bron.ACCOUNTANT,),
            "Verklaring; zwaar bij afkeuring of onthouding, licht bij beperking",
            _allebei(12),
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "IBT-S14",
            "Reserves of weerstandsratio onder de norm, of twee kengetallen een band slechter",
            (_L,),
            "f",
            (Bron.CBS_IV3, Bron.ACCOUNTANT),
            "Cijfers",
            _allebei(12),
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "IBT-S15",
            "Twee of meer domeinen niet adequaat",
            (_L,),
            "a",
            (Bron.EIGEN_DOSSIER,),
            "Oordeelsbrief (L13)",
            _allebei(12),
            "tot het volgende oordeel",
        ),
        Soort(
            "IBT-S16",
            "Twee of meer domeinen twee jaar op rij rood, of in twee domeinen trede T3b of hoger",
            (_Z,),
            "a",
            (Bron.EIGEN_DOSSIER,),
            "Stand op de ladder",
            _allebei(24),
        ),
        Soort(
            "IBT-S17",
            "Achterstand huisvesting groter dan de helft van de taak, twee halve jaren",
            (_L,),
            "a",
            (Bron.COA,),
            "Cijfers",
            duur="tot herstel",
            domein=domeinen.HUISVESTING,
        ),
        Soort(
            "IBT-S18",
            "Trede T4 bereikt in een domein",
            (_Z,),
            "a",
            (Bron.EIGEN_DOSSIER,),
            "Brief L7",
            duur="tot sluiting en 12 maanden daarna",
        ),
        Soort(
            "IBT-S19",
            "Kritisch rapport van de rekenkamer zonder opvolging",
            (_L,),
            "e",
            (Bron.REKENKAMER,),
            "Rapport en raadsbesluit",
            _allebei(18),
        ),
        Soort(
            "IBT-S20",
            "Leveringen te laat of afwezig (meer dan 13 weken of twee jaar)",
            (_L,),
            "a",
            (Bron.EIGEN_DOSSIER,),
            "Rappels",
            _allebei(12),
        ),
        Soort(
            "IBT-S21",
            "Herhaald verlies bij de rechter of dwangsommen wegens te laat beslissen",
            (_L,),
            "a",
            (Bron.RECHTSPRAAK, Bron.ACCOUNTANT),
            "Uitspraken",
            _allebei(12),
        ),
        Soort(
            "IBT-S22",
            "Integriteitsmelding of strafrechtelijk onderzoek naar een bestuurder",
            (_Z,),
            "g",
            (Bron.CDK_AMBTSBEZOEK, Bron.PERS, Bron.ANDER_TOEZICHT),
            "Alleen een notitie van de cdK",
            _allebei(36),
            minstens=Vertrouwelijkheid.CDK.value,
        ),
        Soort(
            "IBT-S23",
            "Verstoorde verhoudingen tussen raad, college en burgemeester gemeld",
            (_Z, _L),
            "g",
            (Bron.CDK_AMBTSBEZOEK, Bron.RAAD),
            "Besloten notitie; licht bij een gerucht dat aannemelijk is (B)",
            _allebei(12),
            minstens=Vertrouwelijkheid.CDK.value,
        ),
        Soort(
            "IBT-S24",
            "Klachten van burgers (vijf of meer vergelijkbare in 6 maanden) of rapport van de ombudsman",
            (_L, _Z),
            "a",
            (Bron.BURGER_KLACHT, Bron.OMBUDSMAN),
            "Lijst of rapport; zwaar bij een rapport ‘niet behoorlijk’ met patroon",
            ((_L, 6), (_Z, 18)),
        ),
        Soort(
            "IBT-S25",
            "Verlaat een gemeenschappelijke regeling of blokkeert opnieuw een regionaal besluit",
            (_L,),
            "b",
            (Bron.REGIOMANAGER,),
            "Brieven, stukken van het algemeen bestuur",
            _allebei(12),
        ),
        Soort(
            "IBT-S26",
            "Veel vacatures of verzuim, leunt op inhuur (meer dan 25% van de loonsom)",
            (_L,),
            "e",
            (Bron.ACCOUNTANT, Bron.CBS_IV3),
            "Cijfers",
            _allebei(12),
        ),
        Soort(
            "IBT-S27",
            "ICT- of data-incident met langdurige uitval, of zwakke BIO/ENSIA",
            (_L, _Z),
            "e",
            (Bron.PERS, Bron.ANDER_TOEZICHT),
            "Rapport; zwaar bij langdurige uitval",
            _allebei(12),
        ),
        Soort(
            "IBT-S28",
            "Onderzoek of verzoek van de gemeente om fusie of hulp",
            (_L, _Z),
            "c",
            (Bron.RAAD,),
            "Raadsbesluit; zwaar bij een ondertekend verzoek",
            _allebei(24),
        ),
        Soort(
            "FIN-S2",
            "Begroting en meerjarenraming structureel niet in evenwicht",
            (_L,),
            "f",
            (Bron.CBS_IV3,),
            "Cijfers uit Iv3",
            _allebei(12),
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "FIN-S9",
            "Solvabiliteit onder de grens of drie jaar dalend",
            (_L,),
            "f",
            (Bron.CBS_IV3,),
            "Cijfers uit Iv3",
            _allebei(12),
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "FIN-BAND",
            "Financieel kengetal zakt naar een slechtere band",
            (_L,),
            "f",
            (Bron.CBS_IV3,),
            "Cijfers uit Iv3",
            _allebei(12),
            domein=domeinen.FINANCIEN,
        ),
        Soort(
            "IBT-OVERIG",
            "Andere bevinding over de uitvoering van een taak",
            (_L, _Z),
            "a",
            tuple(Bron),
            "Bevinding met de taak, het wetsartikel en een bewijsstuk",
            _allebei(12),
        ),
    )
}

KEUZES: list[tuple[str, str]] = [(s.code, f"{s.code} {s.naam}") for s in SOORTEN.values()]


def geldig_tot(soort: str, ernst: str, datum_feit: dt.date) -> dt.date | None:
    """First day on which a signal of this kind and weight no longer counts; None = while it lasts.

    A month too short for the day gives its last day (31 August + 6 months = end of February).
    """
    maanden = SOORTEN[soort].geldig_maanden(ernst)
    if maanden is None:
        return None
    jaar, maand = divmod(datum_feit.year * 12 + datum_feit.month - 1 + maanden, 12)
    return dt.date(jaar, maand + 1, min(datum_feit.day, calendar.monthrange(jaar, maand + 1)[1]))
