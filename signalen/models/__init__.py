"""Models of signalen. Other apps use selectors and services."""

from signalen.models.bewijsstuk import Bewijsstuk
from signalen.models.cijfers import CijferSet, CijferSetQuerySet, Kengetal
from signalen.models.herweging import Herweging
from signalen.models.signaal import (
    Signaal,
    SignaalQuerySet,
    Signaalreeks,
    Signaaltoegang,
    geheel_zichtbaar,
    telt_mee,
)

__all__ = [
    "Bewijsstuk",
    "CijferSet",
    "CijferSetQuerySet",
    "Herweging",
    "Kengetal",
    "Signaal",
    "SignaalQuerySet",
    "Signaalreeks",
    "Signaaltoegang",
    "geheel_zichtbaar",
    "telt_mee",
]
