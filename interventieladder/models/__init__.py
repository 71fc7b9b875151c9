"""Models of the ladder. Other apps use `interventieladder.selectors` and `.services`, never these."""

from interventieladder.models.beleidskader import Beleidskader
from interventieladder.models.besluit import Aanwezigheid, Besluit, GSLid, GSVergadering
from interventieladder.models.bestuurskracht import Herevaluatietaak, Rolkeuze, Situatieschets
from interventieladder.models.dossier import Dossier
from interventieladder.models.feit import Feit
from interventieladder.models.feiten import Afspraak, Beoordeling, Spoedvaststelling
from interventieladder.models.huisvesting import Verschoonbaarheid
from interventieladder.models.ladderstap import Ladderstap
from interventieladder.models.reeks import Nummerreeks
from interventieladder.models.stukken import Brief, Stuk, Verzending
from interventieladder.models.termijn import Termijn, Termijngebeurtenis
from interventieladder.models.vernietiging import Vernietigingszaak
from interventieladder.models.verschuiving import Herberekening, Verschuiving, Verzendcorrectie
from interventieladder.models.voorstel import Paraaf, Voorstel

__all__ = [
    "Aanwezigheid",
    "Afspraak",
    "Beleidskader",
    "Beoordeling",
    "Besluit",
    "Brief",
    "Dossier",
    "Feit",
    "GSLid",
    "GSVergadering",
    "Herberekening",
    "Herevaluatietaak",
    "Ladderstap",
    "Nummerreeks",
    "Paraaf",
    "Rolkeuze",
    "Situatieschets",
    "Spoedvaststelling",
    "Stuk",
    "Termijn",
    "Termijngebeurtenis",
    "Vernietigingszaak",
    "Verschoonbaarheid",
    "Verschuiving",
    "Verzendcorrectie",
    "Verzending",
    "Voorstel",
]
