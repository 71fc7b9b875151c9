"""Models of signalen. Other apps use selectors and services."""

from signalen.models.bewijsstuk import Bewijsstuk
from signalen.models.cijfers import CijferSet, CijferSetQuerySet, Kengetal
from signalen.models.herweging import Herweging
from signalen.models.huisvesting import (
    Beginstand,
    Halfjaar,
    Herverdeling,
    Huisvestinglevering,
    Realisatie,
    Saldodeel,
    Taakstelling,
)
from signalen.models.signaal import (
    Signaal,
    SignaalQuerySet,
    Signaalreeks,
    Signaaltoegang,
    geheel_zichtbaar,
    telt_mee,
)

__all__ = [
    "Beginstand",
    "Bewijsstuk",
    "CijferSet",
    "CijferSetQuerySet",
    "Halfjaar",
    "Herverdeling",
    "Herweging",
    "Huisvestinglevering",
    "Kengetal",
    "Realisatie",
    "Saldodeel",
    "Signaal",
    "SignaalQuerySet",
    "Signaalreeks",
    "Signaaltoegang",
    "Taakstelling",
    "geheel_zichtbaar",
    "telt_mee",
]
