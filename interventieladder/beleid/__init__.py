"""Policy as data (design D12): what a version of the beleidskader says, read, checked and compared. No models here.

The law is code: `harde_regels` refuses a version that would break it. Which version is in force is asked of
`interventieladder.selectors.beleid`; a dossier keeps the one it was opened under (`dossier.beleid`).
"""

from interventieladder.beleid.harde_regels import bezwaren, eis_wettig
from interventieladder.beleid.lezen import (
    DATA,
    canoniek,
    hash_van,
    lees,
    lees_toml,
    meegeleverd,
    naar_toml,
    normaal,
)
from interventieladder.beleid.soorten import (
    Beleid,
    Contact,
    Feestdag,
    GSAgenda,
    Huisvesting,
    Ondertekening,
    Oordeel,
    Reces,
    Signaaldrempels,
    Taak,
    Totaalbeeld,
    Tredebeleid,
    Weergavetrede,
    hoogste_niveau,
)
from interventieladder.beleid.vergelijken import Verschil, verschillen

__all__ = [
    "DATA",
    "Beleid",
    "Contact",
    "Feestdag",
    "GSAgenda",
    "Huisvesting",
    "Ondertekening",
    "Oordeel",
    "Reces",
    "Signaaldrempels",
    "Taak",
    "Totaalbeeld",
    "Tredebeleid",
    "Verschil",
    "Weergavetrede",
    "bezwaren",
    "canoniek",
    "eis_wettig",
    "hash_van",
    "hoogste_niveau",
    "lees",
    "lees_toml",
    "meegeleverd",
    "naar_toml",
    "normaal",
    "verschillen",
]
