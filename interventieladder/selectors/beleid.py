"""Which policy is in force, and what a version says: the door for forms, services, reports and pages."""

from interventieladder.models.beleidskader import (
    beleid_of_niets,
    beleid_van,
    geldend,
    geldende_taken,
    in_werking,
    versies,
)

beleid = beleid_van

__all__ = ["beleid", "beleid_of_niets", "geldend", "geldende_taken", "in_werking", "versies"]
