"""`manage.py demo_klok`: where the demonstration's clock stands, for TOEZICHT_KLOK."""

import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand

from toezicht.beeld.demo.verhaal import VANDAAG
from toezicht.core.models import Logboekregel


class Command(BaseCommand):
    """See `help`."""

    help = (
        "Drukt de stand van de demoklok af: maandag 23 november 2026, 8.42 uur, of later als er al gewerkt is, "
        "zodat de tijd in het logboek nooit terugloopt."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line: the moment, a bar, and the epoch second at which it is that moment."""
        laatste = (
            Logboekregel.objects.order_by("-vastgelegd_op").values_list("vastgelegd_op", flat=True).first()
        )
        begin = max(VANDAAG, laatste + dt.timedelta(seconds=1)) if laatste else VANDAAG
        self.stdout.write(f"{begin.isoformat()}|{time.time():.0f}")
