"""Files that take over one dossier with data of its own, in the middle: one for each of the six ladders."""

import datetime as dt
from dataclasses import dataclass, field

from interventieladder.models import Dossier
from interventieladder.services.losse_feiten import verifieer_feit
from interventieladder.services.overname import bevestig_overname
from interventieladder.services.overname_csv import neem_bestand_over
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import dag

BRON = "Zaaksysteem Voorbeeldland"


def waarden(gegevens):
    """`naam=waarde`, apart by a vertical bar."""
    return "|".join(f"{naam}={waarde}" for naam, waarde in gegevens.items() if waarde != "")


def csv(*rijen):
    """The file of these rows, with every column that one of them has."""
    kolommen = list(dict.fromkeys(kolom for rij in rijen for kolom in rij))
    regels = [";".join(str(rij.get(kolom, "")) for kolom in kolommen) for rij in rijen]
    return "\r\n".join([";".join(kolommen), *regels]).encode("utf-8-sig")


@dataclass
class Bestand:
    """One dossier of the source; `stappen` as (state, first day, level, number, day of the decision)."""

    ladder: str
    zaak: dict
    stappen: list
    feiten: list = field(default_factory=list)
    termijnen: list = field(default_factory=list)
    kop: dict = field(default_factory=dict)
    zaaknummer: str = "Z-1"

    def met(self, *, zaak=None, **anders):
        """The same with other values of the case, or other parts."""
        return Bestand(**{**vars(self), "zaak": {**self.zaak, **(zaak or {})}, **anders})

    def rijen(self, code):
        """Its rows: dossier first, then the case, stays, facts, terms."""
        vast = {"zaaknummer": self.zaaknummer}
        uit = [
            {
                "rij": "dossier",
                **vast,
                "bron": BRON,
                "overheid": code,
                "ladder": self.ladder,
                "titel": f"Zaak {self.zaaknummer}",
                "omschrijving": "Uit het zaaksysteem.",
                "datum": self.stappen[0][1],
                **self.kop,
            },
            {"rij": "zaak", **vast, "waarden": waarden(self.zaak)},
        ]
        for plek, (trede, van, *besluit) in enumerate(self.stappen):
            tot = self.stappen[plek + 1][1] if plek + 1 < len(self.stappen) else ""
            cellen = dict(zip(("niveau", "nummer", "besloten_op"), besluit, strict=False))
            uit.append({"rij": "stap", **vast, "trede": trede, "van": van, "tot": tot, **cellen})
        for soort, datum, gegevens in self.feiten:
            uit.append({"rij": "feit", **vast, "soort": soort, "datum": datum, "waarden": waarden(gegevens)})
        uit += [{"rij": "termijn", **vast, **termijn} for termijn in self.termijnen]
        return uit

    def csv(self, code):
        """As a file."""
        return csv(*self.rijen(code))


SALDO = {
    "bron": "raad",
    **{f"saldo_{t}": bedrag for t, bedrag in (("t", 120000), ("t1", 80000), ("t2", 40000), ("t3", 10000))},
}
STUKKEN = ("vaststellingsbesluit", "incidenteel", "reserves", "paragrafen", "kengetallen", "emu", "iv3")
BEGROTING = Bestand(
    "begrotingsregime",
    {"jaar": 2027},
    [("wacht", "2026-09-01"), ("ontvangen", "2026-11-10"), ("in_beoordeling", "2026-11-12")],
    feiten=[
        (
            "inzending",
            "2026-11-10",
            {
                "ontvangen_op": "2026-11-10",
                "raadsbesluit_op": "2026-11-05",
                "kanaal": "portaal",
                "bewijs": "portaal",
                "meerjarenraming": "ja",
            },
        ),
        ("controlelijst", "2026-11-12", dict.fromkeys(STUKKEN, "ja")),
        ("saldo", "2026-11-16", SALDO),
        (
            "kengetallen",
            "2026-11-16",
            {"schuldquote": "82.5", "solvabiliteit": "31.0", "exploitatieruimte": "0.4"},
        ),
        (
            "oordeel",
            "2026-11-17",
            {"conclusie": "repressief", "aannemelijk": "nvt", "motivering": "In evenwicht."},
        ),
    ],
)
PREVENTIEF = Bestand(
    "begrotingsregime",
    {"jaar": 2027, "regimegrond": "lid1", "besloten_op": "2026-12-08", "verzonden_op": "2026-12-15"},
    [
        ("wacht", "2026-09-01"),
        ("ontvangen", "2026-11-10"),
        ("in_beoordeling", "2026-11-12"),
        ("concept", "2026-11-17"),
        ("voorstel_gs", "2026-11-26", "gedeputeerde", "GED-4", "2026-11-25"),
        ("preventief_lid1", "2026-12-15", "gs", "GS-2026-0712", "2026-12-08"),
    ],
)
GOEDKEURING = Bestand(
    "goedkeuring",
    {
        "soort": "begroting",
        "jaar": 2027,
        "plichtgrond": "lid2",
        "raadsbesluit_op": "2027-01-25",
        "raadsbesluit": "R-1",
        "verzonden_op": "2027-01-27",
        "ontvangen_op": "2027-01-28",
    },
    [("ter_goedkeuring", "2027-01-27")],
)
WIJZIGING = GOEDKEURING.met(zaak={"soort": "wijziging", "volgnummer": 3}, zaaknummer="Z-W")
TOESTEMMING = Bestand(
    "toestemming",
    {
        "jaar": 2027,
        "post": "Wegen",
        "bedrag": "350000",
        "verzonden_op": "2027-02-01",
        "ontvangen_op": "2027-02-02",
    },
    [("aangevraagd", "2027-02-01")],
    feiten=[("noodzaak", "2027-02-10", {"oordeel": "structureel_gedekt", "motivering": "Dekking is er."})],
)
SPOED = Bestand(
    "spoeduitgave",
    {
        "jaar": 2027,
        "bedrag": "90000",
        "raadsbesluit_op": "2027-02-15",
        "raadsbesluit": "R-9",
        "verzonden_op": "2027-02-15",
        "ontvangen_op": "2027-02-16",
        "voor": "A. de Boer, B. Smit",
        "tegen": "C. Jansen",
    },
    [("ontvangen", "2027-02-15"), ("wacht_op_wijziging", "2027-02-20")],
)
GEKOPPELD = SPOED.met(zaak={"wijziging": 3})
NIET_GEDEKT = SPOED.met(stappen=[*SPOED.stappen, ("niet_gedekt", "2027-02-25")])
AANSPRAKELIJK = NIET_GEDEKT.met(
    stappen=[*NIET_GEDEKT.stappen, ("aansprakelijkheid", "2027-03-01")],
    feiten=[("onherroepelijk", "2027-02-26", {"waardoor": "geen_beroep"})],
)
VATBAARHEID = (
    "vatbaarheid",
    "2027-02-24",
    {"goedkeuring": "nee", "uitspraak": "nee", "afweging": "Getoetst."},
)
VERNIETIGING = Bestand(
    "vernietiging",
    {
        "besluit": "Legesverordening 2027",
        "besluit_op": "2027-02-18",
        "bron": "gs",
        "grond": "recht",
        "strijd_met": "Gemeentewet 229b",
        "kennisname_op": "2027-02-22",
        "bewijs": "E-mail van de griffie",
        "medebewind": "ja",
    },
    [("gemeld", "2027-02-22"), ("vatbaar", "2027-02-24")],
    feiten=[VATBAARHEID, ("overleg", "2027-02-26", {"uitkomst": "Het college houdt vast."})],
    kop={"orgaan": "raad"},
)
WATERSCHAP = VERNIETIGING.met(
    ladder="vernietiging_waterschap",
    kop={"orgaan": "ab"},
    zaak={
        "bron": "voorzitter",
        "bekend_op": "2027-02-19",
        "gemeld_op": "2027-02-20",
        "medebewind": "",
    },
    feiten=[VATBAARHEID],
)
PEIL = dag("2027-03-01")
ZAKEN = {
    "begrotingsregime": (PREVENTIEF, PEIL),
    "goedkeuring": (GOEDKEURING, PEIL),
    "toestemming": (TOESTEMMING, PEIL),
    "spoeduitgave": (NIET_GEDEKT, PEIL),
    "vernietiging": (VERNIETIGING, PEIL),
    "vernietiging_waterschap": (WATERSCHAP, PEIL),
}
"""Per ladder a dossier in the middle, and a day on which it is taken over."""


@dataclass
class Zaakwereld:
    """Who there is, and the organisation."""

    mensen: object
    overheid: object

    def lees(self, bestand, *, proef=False, door=None):
        """Offer the file as the drafter."""
        inhoud = bestand if isinstance(bestand, bytes) else bestand.csv(self.overheid.code)
        return neem_bestand_over(inhoud=inhoud, door=door or self.mensen.opsteller, proef=proef)

    def neem(self, bestand):
        """Take it over; gives the dossier under construction."""
        verslag = self.lees(bestand)
        assert verslag.fouten == []
        return self.bouw(Dossier.objects.get(nummer=verslag.resultaten[-1].nummer))

    def bouw(self, dossier):
        """The dossier under construction, with its running stay."""
        return Bouw(dossier, self.mensen, stap=dossier.stappen.get(tot__isnull=True))

    def bevestig(self, b):
        """A second person confirms."""
        bevestig_overname(dossier_id=b.dossier.pk, door=self.mensen.lezer)
        b.dossier = b.vers()
        return b

    def fouten(self, bestand):
        """The faults by column, when nothing may be saved."""
        voor = Dossier.objects.count()
        verslag = self.lees(bestand)
        assert not verslag.gelukt
        assert Dossier.objects.count() == voor
        gevonden = {}
        for f in verslag.fouten:
            gevonden[f.kolom] = f"{gevonden.get(f.kolom, '')} {f.tekst}".strip()
        return gevonden


def bouw(soort="gemeente"):
    """Everybody, and an organisation of this kind under the province."""
    return Zaakwereld(maak_mensen(), maak_gemeente(soort=soort))


def voor(ladder):
    """The world that a dossier on this ladder needs."""
    return bouw("waterschap" if ladder == "vernietiging_waterschap" else "gemeente")


def later(dagen):
    """So many days after the day of the takeover."""
    return PEIL + dt.timedelta(days=dagen)


def verifieer(b, soort):
    """A second person verifies the fact of the source."""
    feit = b.dossier.losse_feiten.get(soort=soort)
    verifieer_feit(feit_id=feit.pk, door=b.mensen.lezer)
    b.dossier = b.vers()


def laatste_stap(b):
    """(state, first day) of the running stay."""
    lopend = b.vers().stappen.get(tot__isnull=True)
    return lopend.trede, lopend.van
