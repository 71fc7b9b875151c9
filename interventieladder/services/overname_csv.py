"""Many dossiers at once from one CSV file (docs/overname.md): check, preview, and all or nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from interventieladder.models import Overname
from interventieladder.models.overname import OvernameStatus
from interventieladder.services.overname import neem_over
from interventieladder.services.overname_gegevens import Overnamefout, Overnamegegevens, OvernameGeweigerd
from interventieladder.services.overname_lezen import lees
from toezicht.core import rollen
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class Resultaat:
    """What became, or would become, of one dossier row. `nummer` is empty in a preview."""

    rij: int
    zaaknummer: str
    overheid: str
    titel: str
    stand: str
    telling: str
    nummer: str = ""
    bestond: bool = False


@dataclass(slots=True)
class Overnameverslag:
    """The whole file: what is made, what was there already, what is wrong. With a fault nothing is saved."""

    resultaten: list[Resultaat] = field(default_factory=list)
    fouten: list[Overnamefout] = field(default_factory=list)
    proef: bool = False

    @property
    def gelukt(self) -> bool:
        """Nothing is wrong."""
        return not self.fouten

    @property
    def nieuw(self) -> list[Resultaat]:
        """What was not taken over before."""
        return [r for r in self.resultaten if not r.bestond]

    def als_json(self) -> dict[str, Any]:
        """The shape `dossiers_overnemen --json` prints."""
        return {
            "gelukt": self.gelukt,
            "proef": self.proef,
            "dossiers": [
                {
                    "rij": r.rij,
                    "zaaknummer": r.zaaknummer,
                    "overheid": r.overheid,
                    "stand": r.stand,
                    "nummer": r.nummer,
                    "bestond": r.bestond,
                }
                for r in self.resultaten
            ],
            "fouten": [{"rij": f.rij, "kolom": f.kolom, "fout": f.tekst} for f in self.fouten],
        }


def neem_bestand_over(*, inhoud: bytes, door: User, proef: bool = False) -> Overnameverslag:
    """Take over everything in the file, or nothing when one row is wrong. `proef` saves nothing in any case.

    A case that was taken over before (same source and zaaknummer) is left as it is. Raises `GeenRecht`.
    """
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen dossiers overnemen. Vraag een toezichthouder of uw coördinator.")
    verslag = Overnameverslag(proef=proef)
    zaken = lees(inhoud, verslag.fouten)
    with transaction.atomic():
        for gegevens in zaken:
            _neem_een_over(gegevens, door, verslag)
        if proef or verslag.fouten:
            transaction.set_rollback(True)
    verslag.fouten.sort(key=lambda fout: (fout.rij, fout.kolom))
    return verslag


def _neem_een_over(g: Overnamegegevens, door: User, verslag: Overnameverslag) -> None:
    bestaand = (
        Overname.objects.select_related("dossier__overheid")
        .filter(bron=g.bron.strip(), zaaknummer=g.zaaknummer.strip())
        .exclude(status=OvernameStatus.INGETROKKEN)
        .first()
    )
    if bestaand is not None and bestaand.dossier.nummer not in {r.nummer for r in verslag.resultaten}:
        d = bestaand.dossier
        verslag.resultaten.append(
            Resultaat(
                g.rij, g.zaaknummer, d.overheid.naam, d.titel, d.get_stand_display(), "", d.nummer, True
            )
        )
        return
    try:
        with transaction.atomic():
            dossier = neem_over(gegevens=g, door=door)
    except OvernameGeweigerd as weigering:
        verslag.fouten += weigering.fouten
    except Weigering as weigering:
        verslag.fouten.append(Overnamefout(g.rij, weigering.veld or "zaaknummer", weigering.melding))
    else:
        verslag.resultaten.append(
            Resultaat(
                rij=g.rij,
                zaaknummer=g.zaaknummer,
                overheid=dossier.overheid.naam,
                titel=dossier.titel,
                stand=dossier.get_stand_display(),
                telling=_telling(g),
                nummer="" if verslag.proef else dossier.nummer,
            )
        )


def _telling(g: Overnamegegevens) -> str:
    namen = {
        "stappen": ("trede", "treden"),
        "brieven": ("brief", "brieven"),
        "termijnen": ("termijn", "termijnen"),
        "stukken": ("stuk", "stukken"),
        "beoordelingen": ("beoordeling", "beoordelingen"),
        "afspraken": ("afspraak", "afspraken"),
        "feiten": ("feit", "feiten"),
    }
    delen = []
    for naam in namen:
        aantal = len(getattr(g, naam))
        if aantal:
            delen.append(f"{aantal} {namen[naam][aantal != 1]}")
    return ", ".join(delen)
