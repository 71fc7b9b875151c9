"""Models of the ladder. Other apps use `interventieladder.selectors` and `.services`, never these."""

from interventieladder.models.begrotingsjaar import Begrotingsjaar
from interventieladder.models.beleidskader import Beleidskader
from interventieladder.models.besluit import Aanwezigheid, Besluit, GSLid, GSVergadering
from interventieladder.models.dossier import Dossier
from interventieladder.models.feit import Feit
from interventieladder.models.feiten import Afspraak, Beoordeling, Spoedvaststelling
from interventieladder.models.huisvesting import Verschoonbaarheid
from interventieladder.models.inzet import Inzet, InzetAfspraak
from interventieladder.models.ladderstap import Ladderstap
from interventieladder.models.overname import (
    OvergenomenBesluit,
    OvergenomenBrief,
    OvergenomenTermijn,
    Overname,
)
from interventieladder.models.reeks import Nummerreeks
from interventieladder.models.stukken import Brief, Stuk, Verzending
from interventieladder.models.termijn import Termijn, Termijngebeurtenis
from interventieladder.models.verschuiving import Herberekening, Verschuiving, Verzendcorrectie
from interventieladder.models.voorstel import Paraaf, Voorstel

__all__ = [
    "Aanwezigheid",
    "Afspraak",
    "Begrotingsjaar",
    "Beleidskader",
    "Beoordeling",
    "Besluit",
    "Brief",
    "Dossier",
    "Feit",
    "GSLid",
    "GSVergadering",
    "Herberekening",
    "Inzet",
    "InzetAfspraak",
    "Ladderstap",
    "Nummerreeks",
    "OvergenomenBesluit",
    "OvergenomenBrief",
    "OvergenomenTermijn",
    "Overname",
    "Paraaf",
    "Spoedvaststelling",
    "Stuk",
    "Termijn",
    "Termijngebeurtenis",
    "Verschoonbaarheid",
    "Verschuiving",
    "Verzendcorrectie",
    "Verzending",
    "Voorstel",
]
