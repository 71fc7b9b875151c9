"""Models of the shared ground."""

from toezicht.core.models.berichten import Bericht, BerichtStatus
from toezicht.core.models.gebruikers import User
from toezicht.core.models.hartslag import Hartslag
from toezicht.core.models.kalender import Kalenderversie, Kalenderwijziging
from toezicht.core.models.logboek import Logboekketen, Logboekregel, Logboekzegel
from toezicht.core.models.sleutels import Toegangssleutel

__all__ = [
    "Bericht",
    "BerichtStatus",
    "Hartslag",
    "Kalenderversie",
    "Kalenderwijziging",
    "Logboekketen",
    "Logboekregel",
    "Logboekzegel",
    "Toegangssleutel",
    "User",
]
