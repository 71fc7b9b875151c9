"""The status of a round follows from its reports."""

from django.db import transaction
from django.db.models import Count, Q

from reports.models import Rapport, Rapportstatus, Rondestatus, Schemaronde
from toezicht.core import clock


@transaction.atomic
def werk_ronde_bij(*, ronde_id: int | None) -> None:
    """Set the round to running, done or failed, by what its reports say; nothing without a round.

    The row lock makes makers of the last two reports see each other's result.
    """
    if ronde_id is None:
        return
    ronde = Schemaronde.objects.select_for_update().get(pk=ronde_id)
    if ronde.status in {Rondestatus.GEPLAND, Rondestatus.GEMIST}:
        return
    telling = Rapport.objects.filter(ronde=ronde).aggregate(
        open=Count("pk", filter=Q(status__in=[Rapportstatus.GEPLAND, Rapportstatus.BEZIG])),
        mislukt=Count("pk", filter=Q(status=Rapportstatus.MISLUKT)),
    )
    if telling["open"]:
        ronde.status, ronde.klaar_op = Rondestatus.DRAAIT, None
    else:
        ronde.status = Rondestatus.MISLUKT if telling["mislukt"] else Rondestatus.KLAAR
        ronde.klaar_op = clock.nu()
    ronde.save(update_fields=["status", "klaar_op"])
