"""What becomes of signals when the dossier they belong to closes."""

from django.db import transaction

from signalen.keuzes import LOPEND, Status
from signalen.models import Signaal
from signalen.services.signalen import handel_af, weeg
from signalen.services.slot import log, neem_slot
from toezicht.core.models import User


@transaction.atomic
def rond_af_met_dossier(*, dossier_id: int, ongegrond: bool, reden: str) -> int:
    """Settle the signals of a dossier that closes: unfounded ones drop from every count, others are done.

    Signals nobody checked or weighed yet stay where they are, for their own weighing. Returns how many.
    """
    standen = (Status.ACTIEF, Status.TE_WEGEN) if ongegrond else (Status.ACTIEF,)
    ids = Signaal.objects.filter(dossier=dossier_id, status__in=standen).order_by("pk")
    gevonden = list(ids.values_list("pk", flat=True))
    for signaal_id in gevonden:
        if ongegrond:
            weeg(signaal_id=signaal_id, uitkomst=Status.ONGEGROND.value, reden=reden, door=None)
        else:
            handel_af(signaal_id=signaal_id, reden=reden, door=None)
    return len(gevonden)


@transaction.atomic
def neem_signalen_mee(*, van_dossier_id: int, naar_dossier_id: int, kenmerk: str, door: User | None) -> int:
    """Couple the running signals of a dossier to the one it goes up in; how many.

    What ended stays with the old dossier, and a signal keeps the organisation it was about.
    """
    lopend = Signaal.objects.filter(dossier=van_dossier_id, status__in=LOPEND).order_by("pk")
    ids = list(lopend.values_list("pk", flat=True))
    for signaal_id in ids:
        signaal = neem_slot(signaal_id, None)
        signaal.dossier_id = naar_dossier_id
        signaal.save(update_fields=["dossier"])
        log(signaal, "signaal_gekoppeld", door=door, naar=kenmerk, gegevens={"dossier": naar_dossier_id})
    return len(ids)
