"""What is asked: kind, organisation, period and what was known when. Checked before anything is stored."""

import datetime as dt

from django.conf import settings

from reports.models import Rapportsoort
from reports.perioden import Periode, Ritme, periode_tot
from reports.snapshot import Blik
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.organisaties.models import Overheid

RITME_PER_SOORT = {
    Rapportsoort.TOEZICHTBEELD: Ritme.JAAR,
    Rapportsoort.KWARTAALDASHBOARD: Ritme.KWARTAAL,
}
"""Which period a report that somebody asks for is about, up to its peildatum."""


class Vraag:
    """What is asked: kind, organisation, period and what was known when."""

    def __init__(
        self, soort: str, overheid: Overheid | None, periode: Periode, kennisdatum: dt.datetime
    ) -> None:
        self.soort, self.overheid, self.periode, self.kennisdatum = soort, overheid, periode, kennisdatum
        self.overheid_code = overheid.code if overheid else ""

    @property
    def blik(self) -> Blik:
        """From where the snapshot looks."""
        return Blik(
            periode=self.periode,
            kennisdatum=self.kennisdatum,
            provincie_code=settings.PROVINCIE_CODE,
            provincie_naam=settings.PROVINCIE_NAAM,
            overheid_code=self.overheid_code,
        )


def lees_vraag(soort: str, overheid_code: str, peildatum: dt.date, kennisdatum: dt.date | None) -> Vraag:
    """Check what is asked; every refusal says what to do."""
    if soort not in Rapportsoort.values:
        raise Weigering(
            f"De soort “{soort}” bestaat niet. Kies uit: {', '.join(Rapportsoort.values)}.", veld="soort"
        )
    if peildatum > clock.vandaag():
        raise Weigering(
            "De peildatum ligt in de toekomst. Kies vandaag of een eerdere dag.", veld="peildatum"
        )
    if kennisdatum is not None and kennisdatum > clock.vandaag():
        raise Weigering(
            "De kennisdatum ligt in de toekomst. Kies vandaag of een eerdere dag.", veld="kennisdatum"
        )
    overheid = _lees_overheid(soort, overheid_code.strip().upper(), peildatum)
    nu = clock.nu()
    bekend = min(nu, clock.moment(kennisdatum, dt.time.max)) if kennisdatum else nu
    return Vraag(soort, overheid, periode_tot(RITME_PER_SOORT[Rapportsoort(soort)], peildatum), bekend)


def _lees_overheid(soort: str, code: str, peildatum: dt.date) -> Overheid | None:
    if soort != Rapportsoort.TOEZICHTBEELD:
        if code:
            raise Weigering("Dit rapport gaat over de hele provincie. Laat de overheid weg.", veld="overheid")
        return None
    if not code:
        raise Weigering("Een toezichtbeeld gaat over één overheid. Noem haar code.", veld="overheid")
    gevonden = Overheid.objects.geldig_op(peildatum).filter(code=code).first()
    if gevonden is None:
        raise Weigering(
            f"Op {peildatum:%d-%m-%Y} bestond geen overheid met code “{code}”. Controleer code en peildatum.",
            veld="overheid",
        )
    return gevonden
