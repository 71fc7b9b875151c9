"""Who leaves hands over: nothing is left without a living owner when an account closes (design 4.5)."""

import pytest
from django.urls import reverse

from interventieladder.models import Dossier, Voorstel
from interventieladder.services import voorstellen
from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    KabinetFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, leg_dossierfeiten, maak_dossier
from toezicht.core import accounts
from toezicht.core.bezit import bezit_van, controle_bezit
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel, User

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def b():
    return leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")


def sluit(wie, **opvolgers):
    return accounts.sluit_account(
        by=BeheerderFactory(), account_id=wie.pk, reden="Andere baan", opvolgers=opvolgers
    )


def wat(user):
    return {b.soort.code: b.wat for b in bezit_van(user)}


def test_the_preview_names_all_that_stands_on_the_name(b):
    voorstel = dienst.stel_op(b, "vraag_informatie")
    assert wat(b.mensen.opsteller) == {"dossiers": [b.dossier.nummer], "concepten": [voorstel.nummer]}
    assert wat(b.mensen.lezer) == {"lezer": [b.dossier.nummer]}


def test_closing_without_a_successor_is_refused_and_nothing_moved(b):
    with pytest.raises(Weigering, match="1 dossier als behandelaar") as geweigerd:
        sluit(b.mensen.opsteller)
    assert geweigerd.value.veld == "opvolger_dossiers"
    assert User.objects.get(pk=b.mensen.opsteller.pk).is_active


def test_everything_goes_to_the_successor_with_a_line_and_a_mail(b):
    voorstel, nieuw = dienst.stel_op(b, "vraag_informatie"), CoordinatorFactory()
    sluit(b.mensen.opsteller, dossiers=nieuw.pk, concepten=nieuw.pk)
    assert Dossier.objects.get(pk=b.dossier.pk).behandelaar == nieuw
    assert Voorstel.objects.get(pk=voorstel.pk).opgesteld_door == nieuw
    assert wat(b.mensen.opsteller) == {}
    assert controle_bezit()[0]
    assert Bericht.objects.filter(sleutel__startswith="toegewezen:", ontvanger=nieuw).exists()
    regels = Logboekregel.objects.filter(
        handeling__in=("toegewezen", "voorstel_overgenomen"), reden="Andere baan"
    )
    assert regels.count() == 2
    voorstellen.dien_in(voorstel_id=voorstel.pk, door=nieuw)
    with pytest.raises(GeenRecht):
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=nieuw)


def test_a_new_behandelaar_does_not_stay_second_reader(b):
    sluit(b.mensen.opsteller, dossiers=b.mensen.lezer.pk)
    dossier = Dossier.objects.get(pk=b.dossier.pk)
    assert (dossier.behandelaar, dossier.tweede_lezer) == (b.mensen.lezer, None)


@pytest.mark.parametrize("wie", [UserFactory, lambda: ToezichthouderFactory(is_active=False)])
def test_a_successor_must_be_able_to_do_the_work(b, wie):
    with pytest.raises(Weigering, match="open account en het recht"):
        sluit(b.mensen.opsteller, dossiers=wie().pk)


def test_a_question_back_to_a_drafter_who_left_goes_to_the_behandelaar(b):
    voorstel, nieuw = dienst.ter_besluit(b, "vraag_informatie"), ToezichthouderFactory()
    sluit(b.mensen.opsteller, dossiers=nieuw.pk)
    voorstellen.geef_retour(voorstel_id=voorstel.pk, vraag="Hoe zit het?", door=b.mensen.teamleider)
    assert Voorstel.objects.get(pk=voorstel.pk).opgesteld_door == nieuw
    voorstellen.haal_terug(voorstel_id=voorstel.pk, door=nieuw)


def test_the_health_check_names_what_a_closed_account_still_holds(b):
    User.objects.filter(pk=b.mensen.lezer.pk).update(is_active=False)
    goed, zin = controle_bezit()
    assert not goed
    assert f"{b.mensen.lezer.naam}: 1 dossier als tweede lezer" in zin


def test_the_page_asks_who_takes_over_and_keeps_what_was_typed(b, client):
    beheerder, nieuw = BeheerderFactory(), ToezichthouderFactory()
    client.force_login(beheerder)
    wie = b.mensen.opsteller.pk
    pagina = client.get(reverse("account", args=[wie])).content.decode()
    pad = reverse("account_sluiten", args=[wie])
    assert "1 dossier als behandelaar" in pagina
    assert b.dossier.nummer in pagina
    zonder = client.post(pad, {"reden": "Andere baan"})
    assert zonder.status_code == 422
    assert "Andere baan" in zonder.content.decode()
    klaar = client.post(pad, {"reden": "Andere baan", "opvolger_dossiers": nieuw.pk})
    assert klaar.status_code == 302
    assert Dossier.objects.get(pk=b.dossier.pk).behandelaar == nieuw


def test_the_cabinet_hears_that_work_in_its_room_lost_its_owner(db):
    """Beheer does not see what lies there, and is not asked who takes it over."""
    wie, collega = KabinetFactory(), KabinetFactory()
    Dossier.objects.filter(pk=maak_dossier("t1", orgaan="burgemeester", kamer="cdk").dossier.pk).update(
        behandelaar=wie, tweede_lezer=None
    )
    assert wat(wie) == {}
    sluit(wie)
    bericht = Bericht.objects.get(sleutel__startswith="vertrokken:", ontvanger=collega)
    assert bericht.onderwerp == "Er is werk in de besloten kamer"
