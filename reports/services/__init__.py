"""Services of reports: ordering and making reports, planning the rounds of schedules."""

from reports.services.controle import Controle, controleer_rapport
from reports.services.rapporten import maak_nu, maak_rapport, noteer_lezen, vraag_nieuwe_versie, vraag_rapport
from reports.services.rondes import leg_schema_vast, plan_rondes, veeg, zet_schema_actief

__all__ = [
    "Controle",
    "controleer_rapport",
    "leg_schema_vast",
    "maak_nu",
    "maak_rapport",
    "noteer_lezen",
    "plan_rondes",
    "veeg",
    "vraag_nieuwe_versie",
    "vraag_rapport",
    "zet_schema_actief",
]
