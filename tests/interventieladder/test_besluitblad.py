"""What the decision brief computes: later, doubts, days apart; and what misses before submitting."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from interventieladder.models import Voorstel
from interventieladder.selectors.besluitblad import besluitdagen, bij_later
from interventieladder.selectors.voorstelpagina import voorstelpagina
from interventieladder.services import voorstellen
from tests.interventieladder import dienst
from tests.interventieladder.agendawereld import op_agenda, vergadering, voor_gs
from tests.interventieladder.bouw import VANDAAG, dagen, leg_dossierfeiten, maak_dossier, maak_termijn
from tests.paginatekst import tekst
from toezicht.core.clock import klok_op
from toezicht.core.termijnen import datum_voluit
from toezicht.core.transitions import OvergangGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def als(user):
    client = Client()
    client.force_login(user)
    return client


def test_later_without_a_term_says_so_and_names_the_next_meeting():
    b, voorstel = voor_gs()
    zinnen = [u.zin for u in bij_later(voorstel)]
    assert zinnen[0].startswith("Er loopt geen termijn")
    assert zinnen[1].startswith("De eerstvolgende vergadering van GS")
    v = vergadering(b, dagen(14))
    op_agenda(b, v, voorstel)
    assert bij_later(voorstel)[1].zin == f"Het staat op de agenda van GS van {datum_voluit(v.datum)}, punt 1."
    pagina = tekst(als(b.mensen.gedeputeerde).get(reverse("besluit", args=[voorstel.nummer])))
    assert "Bij later" in pagina
    assert "Het staat op de agenda van GS" in pagina


@pytest.mark.parametrize(
    ("over", "woord"), [(10, "eindigt over 10 dagen"), (0, "eindigt vandaag"), (-3, "is sinds")]
)
def test_later_says_which_term_ends_when_and_what_then(over, woord):
    b = leg_dossierfeiten(maak_dossier("t2"), "sla_over_naar_voornemen")
    voorstel = dienst.ter_besluit(b, "sla_over_naar_voornemen")
    maak_termijn(b, "antwoord", VANDAAG + dt.timedelta(days=over))
    regel = bij_later(voorstel)[0]
    assert woord in regel.zin
    assert regel.voorbij is (over < 0)


def test_a_decided_proposal_has_no_later():
    b, voorstel = voor_gs()
    dienst.besluit(b, voorstel)
    assert bij_later(Voorstel.objects.get(pk=voorstel.pk)) == []


def test_decided_sent_and_published_stand_apart():
    b, voorstel = voor_gs()
    besluit = dienst.besluit(b, voorstel)
    dagen_nu = besluitdagen(besluit)
    assert (dagen_nu.besloten_op, dagen_nu.verzonden_op, dagen_nu.gepubliceerd_op) == (VANDAAG, None, None)
    adres = reverse("besluit", args=[voorstel.nummer])
    pagina = tekst(als(b.mensen.secretariaat).get(adres))
    assert "nog niet verzonden" in pagina
    dienst.zet(b, voorstel.stap)
    morgen = dagen(1)
    with klok_op(morgen):
        dienst.verstuur(b, voorstel.pk)
        dagen_nu = besluitdagen(besluit)
    assert (dagen_nu.besloten_op, dagen_nu.verzonden_op) == (VANDAAG, morgen)
    assert besluitdagen(None) is None


def test_what_is_missing_before_submitting_has_its_place_on_the_page():
    b = leg_dossierfeiten(maak_dossier("t3a"), "start_bestuurlijk_overleg")
    voorstel = voorstellen.stel_op(
        dossier_id=b.dossier.pk,
        stap="start_bestuurlijk_overleg",
        tekst=dienst.tekst(b, "start_bestuurlijk_overleg", lichter_middel="", gevolg_ja=""),
        door=b.mensen.opsteller,
    )
    p = voorstelpagina(b.mensen.opsteller, voorstel)
    herstel = {v.code: v.herstel for v in p.tegen}
    assert all(herstel.values()), herstel
    assert (herstel["G-PROP"].anker, herstel["G-MOTIVERING"].anker) == ("id_lichter_middel", "id_gevolg_ja")
    assert (herstel["G-DOCUMENT"].anker, herstel["G-DOCUMENT"].hier) == ("brieven", True)
    pagina = tekst(als(b.mensen.opsteller).get(reverse("voorstel", args=[voorstel.nummer])))
    assert 'href="#id_lichter_middel"' in pagina
    ander = voorstelpagina(b.mensen.lezer, voorstel)
    assert all(v.herstel is None or not v.herstel.hier for v in ander.tegen)


def test_a_doubt_is_set_aside_only_with_a_reason_that_the_decider_reads_beside_it():
    b = leg_dossierfeiten(maak_dossier("t3a"), "verleng_afspraken")
    voorstel = dienst.stel_op(b, "verleng_afspraken", termijn_weken=42)  # ends in the summer recess
    voorstel = Voorstel.objects.get(pk=voorstel.pk)
    p = voorstelpagina(b.mensen.opsteller, voorstel)
    assert [(v.code, v.zacht, v.herstel.anker) for v in p.tegen] == [("G-RECES", True, "id_termijn_weken")]
    pagina = tekst(als(b.mensen.opsteller).get(reverse("voorstel", args=[voorstel.nummer])))
    assert 'href="#id_zachte_motivering"' in pagina
    with pytest.raises(OvergangGeweigerd, match="zomerreces"):
        voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    waarom = "De raad besluit pas in september."
    voorstellen.wijzig(
        voorstel_id=voorstel.pk,
        tekst=dienst.tekst(b, "verleng_afspraken", termijn_weken=42, zachte_motivering=waarom),
        door=b.mensen.opsteller,
    )
    voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    pagina = tekst(als(b.mensen.teamleider).get(reverse("besluit", args=[voorstel.nummer])))
    plek = pagina.index("Aandachtspunten en waarom toch")
    assert "zomerreces" in pagina[plek:]
    assert waarom in pagina[plek:]
