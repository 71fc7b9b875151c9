"""Watching that signals which together ask a weighing of bestuurskracht get one (ladder.md 4.3)."""

from django.db import transaction

from interventieladder.selectors.bestuurskracht import Bestuurskrachtrij, Filter, overzicht
from toezicht.core import clock, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.mensen import met_rol
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import datum_voluit


def vraag_wegingen() -> int:
    """Tell every coördinator of each municipality whose signals ask a weighing for which no dossier is open.

    Once when it is asked, once more when its last day passed; about signals that this person may see. Returns how
    many messages are new.
    """
    return sum(_vraag(user) for user in met_rol(rollen.COORDINATOR))


@transaction.atomic
def _vraag(user: User) -> int:
    gevraagd = [rij for rij in overzicht(user, Filter(met="patroon")) if not rij.dossier]
    return sum(_meld(user, rij) for rij in gevraagd)


def _meld(user: User, rij: Bestuurskrachtrij) -> bool:
    patroon = rij.patroon
    te_laat = patroon.uiterlijk is not None and patroon.uiterlijk < clock.vandaag()
    dag = datum_voluit(patroon.uiterlijk) if patroon.uiterlijk else "de eerstvolgende vergadering"
    geplaatst = plaats_bericht(
        sleutel=f"weging:{rij.code}:{patroon.regel}:{patroon.sinds}:{'laat' if te_laat else 'nu'}:{user.pk}",
        ontvanger=user,
        onderwerp=f"{rij.naam}: weging van de bestuurskracht {'is te laat' if te_laat else 'gevraagd'}",
        tekst=(
            f"{patroon.zin}\nDat {'moest' if te_laat else 'moet'} uiterlijk op {dag}. Er is nog geen dossier "
            f"bestuurskracht van {rij.naam} open. Bekijk de signalen onder Bestuurskracht en open het dossier."
        ),
    )
    return geplaatst is not None
