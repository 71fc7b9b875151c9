"""What GS decide outside the proposals of a ladder rests on a held meeting too (ladder.md 5.2; Awb 2:4; Pw 56)."""

import pytest
from django.db import DatabaseError, transaction

from interventieladder.models import Collegebesluit, GSLid
from interventieladder.services import vergaderingen
from interventieladder.services.besluiten import registreer_gs_besluit
from interventieladder.services.collegebesluiten import leg_collegebesluit_vast
from tests.factories import (
    GedeputeerdeFactory,
    OverheidFactory,
    SecretariaatFactory,
    ToezichthouderFactory,
)
from tests.interventieladder import dienst
from tests.interventieladder.agendawereld import gehouden, op_agenda, uitkomst, vergadering, voor_gs
from tests.interventieladder.bouw import VANDAAG, dagen, maak_gs
from tests.interventieladder.collegewereld import gehouden_op, notulen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.mandaten.models import Belang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def overheid():
    return OverheidFactory()


def leg_vast(overheid, wat=None, door=None, **velden):
    return leg_collegebesluit_vast(
        notulen=wat or notulen(VANDAAG),
        overheid=overheid,
        onderwerp="Iets",
        door=door or SecretariaatFactory(),
        **{"opsteller_id": None, "voorgesteld_op": None, **velden},
    )


def test_only_the_secretariaat_registers_it(overheid):
    for wie in (GedeputeerdeFactory(), ToezichthouderFactory()):
        with pytest.raises(GeenRecht):
            leg_vast(overheid, door=wie)
    assert leg_vast(overheid).besloten_op == VANDAAG


def test_a_meeting_that_was_not_held_decides_nothing(overheid):
    sofie = SecretariaatFactory()
    for soort in ("gewoon", "schriftelijk"):
        gepland = vergaderingen.plan_vergadering(datum=VANDAAG, soort=soort, door=sofie)
        with pytest.raises(Weigering, match="Leg eerst bij"):
            leg_vast(overheid, notulen(dagen(-1), vergadering_id=gepland.pk))


def test_a_second_meeting_without_quorum_decides_only_what_the_first_was_called_for(overheid):
    sofie, leden = SecretariaatFactory(), maak_gs()
    eerste = vergaderingen.plan_vergadering(datum=VANDAAG, soort="gewoon", door=sofie)
    tweede = vergaderingen.stel_geen_quorum_vast(
        vergadering_id=eerste.pk, aanwezig_ids=[leden[0].pk], tweede_op=VANDAAG, door=sofie
    )
    vergaderingen.leg_aanwezigheid_vast(vergadering_id=tweede.pk, aanwezig_ids=[leden[0].pk], door=sofie)
    with pytest.raises(Weigering, match="Minstens de helft"):
        leg_vast(overheid, notulen(dagen(-1), vergadering_id=tweede.pk))


def test_who_has_an_interest_or_drafted_it_must_have_stepped_aside(overheid):
    marijke = GedeputeerdeFactory()
    brand = maak_gs()[1]
    GSLid.objects.filter(pk=brand.pk).update(gebruiker=marijke)
    with pytest.raises(Weigering, match="stelde het voorstel op"):
        leg_vast(overheid, opsteller_id=marijke.pk)
    Belang.objects.create(
        gebruiker=marijke, overheid=overheid, toelichting="Partner", van=VANDAAG, vastgelegd_door=marijke
    )
    with pytest.raises(Weigering, match="Awb 2:4"):
        leg_vast(overheid)
    alle = [lid.pk for lid in maak_gs()]
    with pytest.raises(Weigering, match="niemand over"):
        leg_vast(overheid, notulen(VANDAAG, teruggetreden_ids=alle))
    with pytest.raises(Weigering, match="bij de aanwezigen"):
        leg_vast(overheid, notulen(VANDAAG, teruggetreden_ids=[0]))
    besluit = leg_vast(overheid, notulen(VANDAAG, teruggetreden_ids=[brand.pk]))
    assert list(besluit.teruggetreden.all()) == [brand]


def test_item_and_number_belong_to_one_decision_of_whatever_kind(overheid):
    b, voorstel = voor_gs()
    v = vergadering(b)
    (punt,) = op_agenda(b, v, voorstel)
    gehouden(b, v)
    with pytest.raises(Conflict, match="agendapunt 1"):
        leg_vast(overheid, notulen(dagen(-1), vergadering_id=v.pk, agendapunt="1"))
    eigen = leg_vast(overheid, notulen(dagen(-1), vergadering_id=v.pk, agendapunt="2"))
    with pytest.raises(Conflict, match="agendapunt 2"):
        uitkomst(b, punt, agendapunt="2")
    with pytest.raises(Conflict, match="agendapunt 2"):
        leg_vast(overheid, notulen(dagen(-1), vergadering_id=v.pk, agendapunt="2"))
    besluit = uitkomst(b, punt).besluit
    for nummer in (eigen.nummer, besluit.nummer):
        with pytest.raises(Conflict, match="besluitnummer bestaat al"):
            leg_vast(overheid, notulen(dagen(-1), nummer, vergadering_id=v.pk, agendapunt="9"))
    ander, tweede = voor_gs()
    with pytest.raises(Conflict, match="besluitnummer bestaat al"):
        registreer_gs_besluit(
            voorstel_id=tweede.pk,
            gs=dienst.gs_besluit(nummer=eigen.nummer, agendapunt="8"),
            door=ander.mensen.secretariaat,
        )
    for leeg in ({"nummer": " "}, {"agendapunt": " "}):
        with pytest.raises(Weigering, match="Vul"):
            leg_vast(overheid, notulen(dagen(-1), vergadering_id=v.pk, **leeg))


def test_the_attendance_and_the_decision_stay(overheid):
    besluit = leg_vast(overheid)
    with pytest.raises(Conflict, match="eerder besluit"):
        gehouden_op(VANDAAG, leden=maak_gs()[:3])
    for daad in (
        besluit.delete,
        lambda: Collegebesluit.objects.filter(pk=besluit.pk).update(nummer="anders"),
        besluit.vergadering.aanwezigheden.all().delete,
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            daad()
