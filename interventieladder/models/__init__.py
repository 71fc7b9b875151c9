"""Models of the ladder. Other apps use `interventieladder.selectors` and `.services`, never these."""

from interventieladder.models.begrotingsjaar import Begrotingsjaar
from interventieladder.models.beleidskader import Beleidskader
from interventieladder.models.besluit import Besluit
from interventieladder.models.bestuurskracht import Herevaluatietaak, Rolkeuze, Situatieschets
from interventieladder.models.collegebesluit import Collegebesluit
from interventieladder.models.dossier import Dossier
from interventieladder.models.feit import Feit
from interventieladder.models.feiten import Afspraak, Beoordeling, Spoedvaststelling
from interventieladder.models.goedkeuring import Goedkeuring, Raadsstem, Spoeduitgave
from interventieladder.models.herindeling import Herindelingsplan, Herindelingsregel
from interventieladder.models.huisvesting import Verschoonbaarheid
from interventieladder.models.inzet import Inzet, InzetAfspraak
from interventieladder.models.kosten import Kostenregel
from interventieladder.models.ladderstap import Ladderstap
from interventieladder.models.overname import (
    OvergenomenBesluit,
    OvergenomenBrief,
    OvergenomenTermijn,
    Overname,
)
from interventieladder.models.reeks import Nummerreeks
from interventieladder.models.stukken import Brief, Stuk, Verzendbericht, Verzendcorrectie, Verzending
from interventieladder.models.termijn import Termijn, Termijngebeurtenis
from interventieladder.models.toestemming import Bestedingsruimte, Toestemming
from interventieladder.models.vergadering import (
    Aanwezigheid,
    Agendapunt,
    GSLid,
    GSVergadering,
    SchriftelijkAntwoord,
    Terugtreding,
)
from interventieladder.models.vernietiging import Vernietigingszaak
from interventieladder.models.verschuiving import Herberekening, Verschuiving
from interventieladder.models.voorstel import Paraaf, Voorstel
from interventieladder.models.zienswijze import Zienswijze, ZienswijzePunt

__all__ = [
    "Aanwezigheid",
    "Afspraak",
    "Agendapunt",
    "Begrotingsjaar",
    "Beleidskader",
    "Beoordeling",
    "Besluit",
    "Bestedingsruimte",
    "Brief",
    "Collegebesluit",
    "Dossier",
    "Feit",
    "GSLid",
    "GSVergadering",
    "Goedkeuring",
    "Herberekening",
    "Herevaluatietaak",
    "Herindelingsplan",
    "Herindelingsregel",
    "Inzet",
    "InzetAfspraak",
    "Kostenregel",
    "Ladderstap",
    "Nummerreeks",
    "OvergenomenBesluit",
    "OvergenomenBrief",
    "OvergenomenTermijn",
    "Overname",
    "Paraaf",
    "Raadsstem",
    "Rolkeuze",
    "SchriftelijkAntwoord",
    "Situatieschets",
    "Spoeduitgave",
    "Spoedvaststelling",
    "Stuk",
    "Termijn",
    "Termijngebeurtenis",
    "Terugtreding",
    "Toestemming",
    "Vernietigingszaak",
    "Verschoonbaarheid",
    "Verschuiving",
    "Verzendbericht",
    "Verzendcorrectie",
    "Verzending",
    "Voorstel",
    "Zienswijze",
    "ZienswijzePunt",
]
