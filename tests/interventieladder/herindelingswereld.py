"""Municipalities that merge or end, with dossiers, for the tests of a herindeling."""

import datetime as dt
import itertools

from interventieladder.services import herindeling
from signalen.services.signalen import neem_in_behandeling, registreer_signaal, weeg
from tests.factories import CoordinatorFactory, ToezichthouderFactory
from tests.interventieladder.bouw import maak_gemeente
from toezicht.organisaties.models import Opvolging

DATUM = dt.date(2027, 1, 1)
_codes = itertools.count(9100)


def gemeente(naam, **velden):
    """A municipality of our province with a code of its own."""
    return maak_gemeente(naam=naam, code=f"GM{next(_codes)}", **velden)


def volgt_op(oud, nieuw, *, datum=DATUM, gesplitst=False, soort="samenvoeging (nieuwe gemeente)"):
    """`oud` goes into `nieuw` on this day."""
    oud.geldig_tot = datum
    oud.save(update_fields=["geldig_tot"])
    return Opvolging.objects.create(
        voorganger=oud,
        opvolger=nieuw,
        datum=datum,
        soort=soort,
        gesplitst=gesplitst,
    )


def fusie(*namen, in_="Duindam", datum=DATUM):
    """These municipalities merge into a new one; gives (the new one, the old ones)."""
    nieuw = gemeente(in_, geldig_van=datum)
    oud = [gemeente(naam) for naam in namen]
    for o in oud:
        volgt_op(o, nieuw, datum=datum)
    return nieuw, oud


def bevestigd_plan(overheid, *, datum=DATUM, door=None, tweede=None, kamer=""):
    """A plan as it is proposed, confirmed by a second person."""
    plan = herindeling.maak_plan(
        overheid_id=overheid.pk, datum=datum, door=door or ToezichthouderFactory(), kamer=kamer
    )
    return herindeling.bevestig(plan_id=plan.pk, door=tweede or CoordinatorFactory())


def actief_signaal(overheid, mensen, **anders):
    """A signal that counts."""
    signaal = registreer_signaal(
        **{
            "soort": "IBT-OVERIG",
            "overheid_id": overheid.pk,
            "domein": "informatie_archief",
            "ernst": "licht",
            "bron": "regiomanager",
            "titel": "Melding uit de raad",
            "toelichting": "",
            "datum_feit": dt.date(2026, 9, 1),
            "kennisname_op": dt.date(2026, 9, 2),
            "betrouwbaarheid": "B",
            "door": mensen.opsteller,
            **anders,
        }
    )
    neem_in_behandeling(signaal_id=signaal.pk, door=mensen.opsteller)
    return weeg(signaal_id=signaal.pk, uitkomst="actief", reden="Nagegaan.", door=mensen.opsteller)
