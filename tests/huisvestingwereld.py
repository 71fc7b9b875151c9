"""Shared builders for housing tests: municipalities of Voorbeeldland, and files with figures about them."""

import datetime as dt

from signalen.services.huisvesting import laad_huisvesting, stel_vast
from tests.factories import CoordinatorFactory, OverheidFactory, ToezichthouderFactory
from toezicht.organisaties.models import Overheid, OverheidSoort

KOP = "soort;halfjaar;gemeente;naar;aantal;inwoners;datum;datum_naar;grond;bron;reden"
VG, NEDERLAND = 10_000, 18_000_000


def provincie():
    """The own province."""
    return Overheid.objects.filter(code="PV99").first() or Overheid.objects.create(
        code="PV99", soort=OverheidSoort.PROVINCIE, naam="Voorbeeldland", geldig_van=dt.date(2000, 1, 1)
    )


def gemeente(code, naam, **anders):
    """A municipality of the own province."""
    return OverheidFactory(code=code, naam=naam, provincie=provincie(), **anders)


def toezichthouder():
    """Who loads."""
    return ToezichthouderFactory(username="noor")


def coordinator():
    """The second person."""
    return CoordinatorFactory(username="rik")


def csv(*rijen):
    """A file from rows; each row is a mapping or keywords of the columns."""
    kolommen = KOP.split(";")
    regels = [";".join(str(rij.get(kolom, "")) for kolom in kolommen) for rij in rijen]
    return ("\n".join([KOP, *regels]) + "\n").encode()


def landelijk(halfjaar, *, vg=VG, nederland=NEDERLAND, op="2025-09-26"):
    return {
        "soort": "landelijk",
        "halfjaar": halfjaar,
        "aantal": vg,
        "inwoners": nederland,
        "datum": op,
        "bron": "Stcrt. 2025, 1",
    }


def taak(halfjaar, code, aantal=None, *, inwoners="", reden="Opgave ministerie"):
    """A taakstelling: given with a reason, or computed from inhabitants."""
    rij = {
        "soort": "taakstelling",
        "halfjaar": halfjaar,
        "gemeente": code,
        "inwoners": inwoners,
        "bron": "Opgave",
    }
    return rij if aantal is None else rij | {"aantal": aantal, "reden": reden}


def begin(halfjaar, code, aantal):
    return {
        "soort": "beginstand",
        "halfjaar": halfjaar,
        "gemeente": code,
        "aantal": aantal,
        "bron": "Vorig systeem",
    }


def gehuisvest(halfjaar, code, aantal, datum):
    return {
        "soort": "realisatie",
        "halfjaar": halfjaar,
        "gemeente": code,
        "aantal": aantal,
        "datum": datum,
        "bron": "COA",
    }


def correctie(halfjaar, code, aantal, datum, *, grond="late_melding", reden="Drie mensen later gemeld."):
    return gehuisvest(halfjaar, code, aantal, datum) | {"soort": "correctie", "grond": grond, "reden": reden}


def herverdeling(halfjaar, van, naar, aantal):
    return {
        "soort": "herverdeling",
        "halfjaar": halfjaar,
        "gemeente": van,
        "naar": naar,
        "aantal": aantal,
        "datum": "2025-11-04",
        "datum_naar": "2025-11-11",
        "bron": "Besluiten B&W",
    }


PEIL = {"1": "{}-07-01", "2": "{}-01-01"}


def peildatum(halfjaar):
    """The peildatum of a half-year as a file writes it."""
    jaar, helft = halfjaar.split("-")
    return PEIL[helft].format(int(jaar) + (helft == "2"))


def reeks(code, *halfjaren, achterstand=0):
    """Rows of consecutive half-years: (code of the half-year, task, housed)."""
    rijen = [begin(halfjaren[0][0], code, achterstand)] if achterstand else []
    for halfjaar, opgave, aantal in halfjaren:
        rijen.append(taak(halfjaar, code, opgave))
        if aantal is not None:
            rijen.append(gehuisvest(halfjaar, code, aantal, peildatum(halfjaar)))
    return rijen


def laad(*rijen, door=None, naam="cijfers.csv"):
    """Load; a fault in a builder shows at once."""
    uitkomst = laad_huisvesting(inhoud=csv(*rijen), bestandsnaam=naam, door=door)
    assert uitkomst.gelukt, uitkomst.verslag.fouten
    return uitkomst


def laad_en_stel_vast(*rijen, door=None, tweede):
    """Load, and let the second person establish it."""
    uitkomst = laad(*rijen, door=door)
    return stel_vast(levering_id=uitkomst.levering, door=tweede, toelichting="Nagerekend.")
