"""What becomes of signals when the dossier they belong to closes."""

from django.db import transaction

from signalen.keuzes import Status
from signalen.models import Signaal
from signalen.services.signalen import handel_af, weeg


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
