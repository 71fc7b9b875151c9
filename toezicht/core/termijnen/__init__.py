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
from toezicht.core.termijnen.verloop import (
    Einde,
    Hervatting,
    Opschorting,
    Start,
    Stop,
    Verlenging,
    Weekendregel,
    bereken_einde,
)

__all__ = [
    "Basis",
    "Eenheid",
    "Einde",
    "Hervatting",
    "KBDag",
    "Kalender",
    "Lengte",
    "OngeldigeTermijn",
    "Opschorting",
    "Start",
    "Stop",
    "Uitkomst",
    "Verlenging",
    "Weekendregel",
    "bereken",
    "bereken_einde",
    "datum_voluit",
    "herinneringen",
    "laatste_dag_voor",
    "standaard_kalender",
]
