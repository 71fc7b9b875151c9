"""What the health check says of reports: failed, stuck, and rounds that nobody starts."""

from django.db.models import Count, Q

from reports.models import Rapport, Rapportstatus, Rondestatus, Schemaronde
from reports.services.rapporten import VASTGELOPEN_NA
from reports.services.rondes import SPEELRUIMTE
from toezicht.core import clock


def controle() -> tuple[bool, str]:
    """Whether reports are well, and why not; missed rounds are told, the reader decides whether to ask again."""
    nu = clock.nu()
    telling = Rapport.objects.aggregate(
        mislukt=Count("pk", filter=Q(status=Rapportstatus.MISLUKT)),
        vast=Count("pk", filter=Q(status=Rapportstatus.BEZIG, gestart_op__lt=nu - 2 * VASTGELOPEN_NA)),
        wacht=Count("pk", filter=Q(status__in=[Rapportstatus.GEPLAND, Rapportstatus.BEZIG])),
    )
    rondes = Schemaronde.objects.aggregate(
        stil=Count(
            "pk",
            filter=Q(status=Rondestatus.GEPLAND, gepland_op__lt=nu - 2 * SPEELRUIMTE, schema__actief=True),
        ),
        gemist=Count("pk", filter=Q(status=Rondestatus.GEMIST)),
    )
    fouten = [
        f"{wat}: {aantal}"
        for aantal, wat in (
            (telling["mislukt"], "mislukt"),
            (telling["vast"], "vastgelopen"),
            (rondes["stil"], "rondes niet gestart"),
        )
        if aantal
    ]
    rest = f"{telling['wacht']} in de rij, {rondes['gemist']} rondes ooit gemist"
    return not fouten, f"{', '.join(fouten)}; {rest}" if fouten else rest
