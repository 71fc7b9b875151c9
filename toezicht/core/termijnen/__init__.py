"""The termijnenrekenaar: pure date arithmetic under the Algemene termijnenwet (docs/termijnen.md)."""

from toezicht.core.termijnen.kalender import Kalender, KBDag, OngeldigeTermijn, standaard_kalender
from toezicht.core.termijnen.rekenen import (
    Basis,
    Eenheid,
    Lengte,
    Uitkomst,
    bereken,
    datum_voluit,
    herinneringen,
    laatste_dag_voor,
)

__all__ = [
    "Basis",
    "Eenheid",
    "KBDag",
    "Kalender",
    "Lengte",
    "OngeldigeTermijn",
    "Uitkomst",
    "bereken",
    "datum_voluit",
    "herinneringen",
    "laatste_dag_voor",
    "standaard_kalender",
]
