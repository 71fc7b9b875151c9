"""The health check sees what nobody would otherwise notice."""

import datetime as dt

from reports import services
from reports.models import Rapport, Rapportstatus
from reports.services.gezondheid import controle
from tests.factories import ToezichthouderFactory
from tests.reports.wereld import PEILDATUM
from toezicht.core import clock
from toezicht.core.gezondheid import controleer_gezondheid


def vraag():
    return services.vraag_rapport(soort="kwartaaldashboard", peildatum=PEILDATUM, by=ToezichthouderFactory())


def test_well_when_nothing_is_wrong(wereld):
    assert controle() == (True, "0 in de rij, 0 rondes ooit gemist")
    vraag()
    assert controle() == (True, "1 in de rij, 0 rondes ooit gemist")
    assert next(u for u in controleer_gezondheid() if u.naam == "rapporten").goed


def test_a_failed_report_is_wrong(wereld):
    Rapport.objects.filter(pk=vraag().pk).update(status=Rapportstatus.MISLUKT)
    assert controle()[0] is False
    assert "mislukt: 1" in controle()[1]


def test_a_stuck_report_is_wrong(wereld):
    Rapport.objects.filter(pk=vraag().pk).update(
        status=Rapportstatus.BEZIG, gestart_op=clock.nu() - dt.timedelta(hours=1), pogingen=1
    )
    assert "vastgelopen: 1" in controle()[1]


def test_a_round_that_nobody_starts_is_wrong(wereld):
    services.leg_schema_vast(
        naam="Elke dag",
        soort="kwartaaldashboard",
        ritme="dag",
        tijd=dt.time(6),
        van=dt.date(2026, 10, 9),
        by=None,
    )
    services.plan_rondes(nu=clock.nu() - dt.timedelta(days=1))
    assert controle()[0] is False
    assert "rondes niet gestart: 1" in controle()[1]
