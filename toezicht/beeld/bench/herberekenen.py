"""Measurement: a new holiday is confirmed and every running term is reckoned anew, with the list of what moved."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth.models import Group

from interventieladder.services.herberekening import bevestig_kalenderwijziging
from toezicht.beeld.bench.meten import Meting, meet
from toezicht.beeld.bench.schaal import VANDAAG, Budget
from toezicht.beeld.bench.vulling import Vulling
from toezicht.core import feestdagen, rollen
from toezicht.core.models import User

BUDGET = Budget(p50=10.0)
MAX_RONDES = 5


def meet_herberekening(vulling: Vulling, rondes: int) -> Meting:
    """Each round another working day becomes an equated day: all terms read, those on it moved and logged."""
    del vulling
    voorsteller, bevestiger = _beheerder("bench-kalender-1"), _beheerder("bench-kalender-2")
    dagen = _werkdagen(VANDAAG + dt.timedelta(days=7))
    verplaatst: list[tuple[int, int]] = []

    def werk() -> None:
        dag = next(dagen)
        wijziging = feestdagen.stel_wijziging_voor(
            soort="toevoegen", datum=dag, naam="proefdag", bron="meting", reden="meting", door=voorsteller
        )
        ronde = bevestig_kalenderwijziging(wijziging_id=wijziging.pk, door=bevestiger)
        verplaatst.append((ronde.bekeken, ronde.verschuivingen.count()))

    meting = meet("termijnen herberekenen", werk, rondes=min(rondes, MAX_RONDES), budget=BUDGET, opwarmen=1)
    bekeken = max(aantal for aantal, _ in verplaatst)
    meeste = max(aantal for _, aantal in verplaatst)
    goed = meeste > 0
    return replace(meting, uitkomst=f"{bekeken} bekeken, {meeste} verplaatst per dag", goed=goed)


def _beheerder(naam: str) -> User:
    user, nieuw = User.objects.get_or_create(username=naam, defaults={"first_name": naam, "is_active": True})
    if nieuw:
        user.groups.add(Group.objects.get(name=rollen.BEHEERDER))
    return user


def _werkdagen(dag: dt.date) -> Iterator[dt.date]:
    while True:
        if feestdagen.geldende_kalender().is_vrij(dag) is None:
            yield dag
        dag += dt.timedelta(days=1)
