"""Every letter template as plain data: blocks with standard text, terms, remedy (ladder.md 1.10; finance.md 5).

No models here: the policy checks its own texts against it. `interventieladder.brieven` fills in and draws.
"""

from interventieladder.briefsjablonen import algemeen, besluiten, bestuur, eigen, financieel
from interventieladder.briefsjablonen.soorten import (
    CLAUSULES,
    TE_KIEZEN,
    Briefsjabloon,
    Kolom,
    Rechtsmiddel,
    Termijnzin,
    Veld,
    Veldsoort,
)

SJABLONEN: dict[str, Briefsjabloon] = {
    sjabloon.code: sjabloon
    for deel in (eigen, algemeen, bestuur, financieel, besluiten)
    for sjabloon in deel.SJABLONEN
}
"""Every template by code."""

__all__ = [
    "CLAUSULES",
    "SJABLONEN",
    "TE_KIEZEN",
    "Briefsjabloon",
    "Kolom",
    "Rechtsmiddel",
    "Termijnzin",
    "Veld",
    "Veldsoort",
]
