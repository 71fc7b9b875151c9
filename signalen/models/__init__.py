"""Models of signalen. Other apps use selectors and services."""

from signalen.models.bewijsstuk import Bewijsstuk
from signalen.models.herweging import Herweging
from signalen.models.signaal import Signaal, SignaalQuerySet, Signaalreeks, Signaaltoegang

__all__ = ["Bewijsstuk", "Herweging", "Signaal", "SignaalQuerySet", "Signaalreeks", "Signaaltoegang"]
