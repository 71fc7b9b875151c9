"""Minutes of GS as the tests of decisions outside the proposals need them."""

import itertools

from django.db import transaction

from interventieladder.models import Collegebesluit
from interventieladder.services import vergaderingen
from interventieladder.services.collegebesluiten import Notulen
from tests.factories import SecretariaatFactory
from tests.interventieladder.bouw import maak_gs
from toezicht.core import clock

punten = itertools.count(1)


def gehouden_op(datum, door=None, leden=None):
    """The ordinary meeting of a day, held with all five members unless told."""
    door = door or SecretariaatFactory()
    with transaction.atomic():
        vergadering = vergaderingen.neem_of_maak(datum, door)
        vergaderingen.houd(vergadering, [lid.pk for lid in leden or maak_gs()], door)
    return vergadering


def notulen(datum, nummer="", **velden):
    """Minutes of a held meeting on that day, with an item of its own."""
    punt = next(punten)
    return Notulen(
        **{
            "vergadering_id": gehouden_op(datum).pk,
            "agendapunt": str(punt),
            "nummer": nummer or f"GS-C-{punt:04d}",
            **velden,
        }
    )


def rij(overheid, datum):
    """A decision as the database has it, to hang something on."""
    wat = notulen(datum)
    return Collegebesluit.objects.create(
        vergadering_id=wat.vergadering_id,
        agendapunt=wat.agendapunt,
        nummer=wat.nummer,
        overheid=overheid,
        onderwerp="Iets",
        geregistreerd_door=SecretariaatFactory(),
        geregistreerd_op=clock.nu(),
    )
