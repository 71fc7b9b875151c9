"""Meetings, items and answers of GS, as the tests of the agenda need them."""

import itertools

from interventieladder.models import GSLid, Voorstel
from interventieladder.services import agenda, vergaderingen
from interventieladder.services.agenda import Uitkomst
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, leg_dossierfeiten, maak_dossier, maak_gs

STAP, VAN = "sla_over_naar_voornemen", "t2"
besluitnummers = itertools.count(1)


def voor_gs(**anders):
    """A dossier and a proposal that waits for GS."""
    b = leg_dossierfeiten(maak_dossier(VAN), STAP)
    return b, dienst.ter_besluit(b, STAP, **anders)


def leden():
    """Ids of the five members, by name."""
    return [lid.pk for lid in maak_gs()]


def lid(naam):
    return GSLid.objects.get(naam=naam)


def vergadering(b, datum=VANDAAG, soort="gewoon"):
    return vergaderingen.plan_vergadering(datum=datum, soort=soort, door=b.mensen.secretariaat)


def op_agenda(b, vergadering, *voorstellen):
    return agenda.agendeer(
        vergadering_id=vergadering.pk,
        voorstel_ids=[v.pk for v in voorstellen],
        door=b.mensen.secretariaat,
    )


def gehouden(b, vergadering, ids=None):
    return vergaderingen.leg_aanwezigheid_vast(
        vergadering_id=vergadering.pk, aanwezig_ids=ids or leden()[:3], door=b.mensen.secretariaat
    )


def uitkomst(b, punt, soort="goedgekeurd", **anders):
    nummer = "" if soort == "aangehouden" else f"GS-A-{next(besluitnummers):04d}"
    wat = {"uitkomst": soort, "nummer": nummer, **anders}
    return agenda.registreer_uitkomst(punt_id=punt.pk, uitkomst=Uitkomst(**wat), door=b.mensen.secretariaat)


def status(voorstel):
    return Voorstel.objects.get(pk=voorstel.pk).status
