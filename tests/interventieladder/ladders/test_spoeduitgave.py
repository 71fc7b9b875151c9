"""Urgent spending (finance.md 1.7, Gemeentewet 209 and 210): the votes, the amendment, the month and its end."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from interventieladder.models import Raadsstem
from interventieladder.services.klok import draai_klok
from interventieladder.services.ladders.spoeduitgave import koppel_wijziging, leg_stemmen_vast
from interventieladder.services.stapzetting import zet_stap
from interventieladder.standen.spoeduitgave import PLAN
from tests.factories import UserFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders.financieel import (
    beslis,
    besluit,
    bied_aan,
    einde,
    meld_spoed,
    vers,
    verstuur,
)
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap, tabel
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.transitions import OvergangGeweigerd

pytestmark = pytest.mark.django_db
LADDER = {
    ("ontvangen", "neem_in_behandeling"): "wacht_op_wijziging",
    ("wacht_op_wijziging", "volg_goedkeuring"): "gedekt",
    ("wacht_op_wijziging", "volg_onthouding"): "niet_gedekt",
    ("wacht_op_wijziging", "verlies_wijziging"): "ontvangen",
    ("niet_gedekt", "word_onherroepelijk"): "aansprakelijkheid",
    ("aansprakelijkheid", "stel_aansprakelijk"): "aangesproken",
    ("bevoegdheid_vervallen", "stel_aansprakelijk"): "aangesproken",
    ("aansprakelijkheid", "zie_af_van_aansprakelijkheid"): "afgezien",
    ("aansprakelijkheid", "laat_bevoegdheid_vervallen"): "bevoegdheid_vervallen",
    ("bevoegdheid_vervallen", "sluit_na_verval"): "vervallen",
}
STEMMEN = [("A. de Boer", "voor"), ("B. Visser", "voor"), ("C. Smit", "tegen"), ("D. Mulder", "voor")]


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2027-03-08")):
        yield


@pytest.fixture
def zaak():
    """A budget that was approved, an amendment under way, and an urgent decision."""
    mensen, gemeente = maak_mensen(), maak_gemeente()
    begroting = bied_aan(gemeente, mensen)
    beslis(begroting, "besluit_goedkeuren")
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", verzonden="2027-03-01")
    return meld_spoed(gemeente, mensen), wijziging


def maak_compleet(spoed, wijziging):
    leg_stemmen_vast(dossier_id=spoed.dossier.pk, stemmen=STEMMEN, door=spoed.mensen.opsteller)
    koppel_wijziging(
        dossier_id=spoed.dossier.pk,
        goedkeuring_id=vers(wijziging).goedkeuring.pk,
        door=spoed.mensen.opsteller,
    )
    assert stap(spoed, "neem_in_behandeling") == "wacht_op_wijziging"


def onthoud(wijziging):
    feit(wijziging, "overleg_aangeboden")
    stap(wijziging, "bied_overleg_aan")
    feit(wijziging, "onthoudingsgrond", grond="algemeen_financieel_belang", motivering="Geen dekking.")
    assert beslis(wijziging, "besluit_onthouden") == "onthouden"


def naar_aansprakelijkheid(spoed, wijziging):
    maak_compleet(spoed, wijziging)
    onthoud(wijziging)
    with klok_op(dag("2027-04-20")):
        feit(spoed, "onherroepelijk", dag("2027-04-20"), waardoor="geen_beroep")
        zet_stap(dossier_id=spoed.dossier.pk, stap="word_onherroepelijk", door=spoed.mensen.jurist)


def test_the_declarations_are_the_table():
    assert tabel(PLAN.code) == LADDER


def test_votes_and_amendment_make_it_complete(zaak):
    spoed, wijziging = zaak
    assert bezwaren(spoed, "neem_in_behandeling") == {"G-STEMMEN", "G-GEKOPPELD"}
    maak_compleet(spoed, wijziging)
    dossier = vers(spoed)
    assert [s.naam for s in dossier.spoeduitgave.stemmen_voor] == ["A. de Boer", "B. Visser", "D. Mulder"]
    assert dossier.spoeduitgave.deel_per_lid == Decimal("30000.00")


def test_a_decision_without_majority_was_not_taken(zaak):
    spoed, _ = zaak
    leg_stemmen_vast(
        dossier_id=spoed.dossier.pk, stemmen=[("A", "voor"), ("B", "tegen")], door=spoed.mensen.opsteller
    )
    assert "G-STEMMEN" in bezwaren(spoed, "neem_in_behandeling")


@pytest.mark.parametrize(
    "stemmen",
    [[], [("A", "blanco")], [("A", "voor"), (" a ", "tegen")], [("", "voor")], [("A" * 121, "voor")]],
)
def test_wrong_votes_are_refused(zaak, stemmen):
    with pytest.raises(Weigering):
        leg_stemmen_vast(dossier_id=zaak[0].dossier.pk, stemmen=stemmen, door=zaak[0].mensen.opsteller)
    assert not Raadsstem.objects.exists()


def test_who_voted_how_never_changes(zaak):
    spoed, wijziging = zaak
    maak_compleet(spoed, wijziging)
    with pytest.raises(Conflict):
        leg_stemmen_vast(dossier_id=spoed.dossier.pk, stemmen=STEMMEN, door=spoed.mensen.opsteller)
    for sql in (
        "UPDATE interventieladder_raadsstem SET stem = 'tegen'",
        "DELETE FROM interventieladder_raadsstem",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    with pytest.raises(IntegrityError), transaction.atomic():
        Raadsstem.objects.create(spoeduitgave=vers(spoed).spoeduitgave, naam="A. de Boer", stem="voor")


def test_an_approved_amendment_covers_it(zaak):
    spoed, wijziging = zaak
    maak_compleet(spoed, wijziging)
    beslis(wijziging, "besluit_goedkeuren")
    assert vers(spoed).stand == "gedekt"


def test_approved_by_law_covers_it_once_announced(zaak):
    spoed, wijziging = zaak
    maak_compleet(spoed, wijziging)
    with klok_op(dag("2027-06-01")):
        draai_klok()
        assert (vers(wijziging).stand, vers(spoed).stand) == ("van_rechtswege", "wacht_op_wijziging")
        feit(wijziging, "mededeling_verzonden")
        stap(wijziging, "maak_van_rechtswege_bekend")
    assert vers(spoed).stand == "gedekt"


def test_a_withdrawn_amendment_asks_for_another(zaak):
    spoed, wijziging = zaak
    maak_compleet(spoed, wijziging)
    feit(wijziging, "intrekking")
    stap(wijziging, "trek_in")
    assert (vers(spoed).stand, spoed.dossier.spoeduitgave.wijziging) == ("ontvangen", None)
    assert bezwaren(spoed, "neem_in_behandeling") == {"G-GEKOPPELD"}


def test_linked_to_an_amendment_that_was_refused_before_the_clock_follows(zaak):
    spoed, wijziging = zaak
    onthoud(wijziging)
    maak_compleet(spoed, wijziging)
    assert draai_klok() == 1
    assert vers(spoed).stand == "niet_gedekt"
    assert draai_klok() == 0


def test_only_an_amendment_of_the_same_body_and_year(zaak):
    spoed, _ = zaak
    vreemd = bied_aan(maak_gemeente(), spoed.mensen, soort="wijziging", verzonden="2027-03-01")
    with pytest.raises(Weigering, match="dezelfde organisatie"):
        koppel_wijziging(
            dossier_id=spoed.dossier.pk,
            goedkeuring_id=vers(vreemd).goedkeuring.pk,
            door=spoed.mensen.opsteller,
        )


def test_the_month_begins_when_withholding_is_final_and_rolls(zaak):
    spoed, wijziging = zaak
    maak_compleet(spoed, wijziging)
    onthoud(wijziging)
    assert vers(spoed).stand == "niet_gedekt"
    assert bezwaren(spoed, "word_onherroepelijk") == {"G-ONHERROEPELIJK"}
    with klok_op(dag("2027-04-20")):
        feit(spoed, "onherroepelijk", dag("2027-04-15"), waardoor="geen_beroep", verifieer=False)
        assert bezwaren(spoed, "word_onherroepelijk") == {"G-ONHERROEPELIJK"}
        feit(spoed, "onherroepelijk", dag("2027-04-15"), waardoor="geen_beroep")
        with pytest.raises(GeenRecht):
            zet_stap(dossier_id=spoed.dossier.pk, stap="word_onherroepelijk", door=spoed.mensen.opsteller)
        zet_stap(dossier_id=spoed.dossier.pk, stap="word_onherroepelijk", door=spoed.mensen.jurist)
        assert einde(spoed, "aansprakelijk") == dag("2027-05-18")  # 15 to 17 May: Saturday to Whit Monday


def test_power_lapses_by_the_clock_and_only_a_timely_sending_undoes_it(zaak):
    spoed, wijziging = zaak
    naar_aansprakelijkheid(spoed, wijziging)
    assert einde(spoed, "aansprakelijk") == dag("2027-05-20")
    with klok_op(dag("2027-05-19")):
        voorstel = besluit(spoed, "stel_aansprakelijk")
        assert voorstel.niveau == "gs"
    with klok_op(dag("2027-05-20")):
        assert draai_klok() == 0
    with klok_op(dag("2027-06-02")):
        assert draai_klok() == 1
        assert draai_klok() == 0
        assert vers(spoed).stand == "bevoegdheid_vervallen"
        assert bezwaren(spoed, "sluit_na_verval") == {"G-NIETS-ONDERWEG"}
        with pytest.raises(OvergangGeweigerd):
            verstuur(spoed, voorstel, dag("2027-05-21"))
        assert verstuur(spoed, voorstel, dag("2027-05-20")) == "aangesproken"


def test_gs_may_decide_not_to(zaak):
    spoed, wijziging = zaak
    naar_aansprakelijkheid(spoed, wijziging)
    with klok_op(dag("2027-05-03")):
        assert stap(spoed, "zie_af_van_aansprakelijkheid") == "afgezien"
        assert einde(spoed, "aansprakelijk") is None


def test_late_sending_is_a_point_of_attention_only():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    spoed = meld_spoed(
        gemeente, mensen, besluit="2027-02-20", verzonden_op=dag("2027-03-01"), ontvangen_op=dag("2027-03-01")
    )
    from interventieladder.guards.spoeduitgave import g_direct
    from toezicht.core.transitions import Toets

    bezwaar = g_direct(Toets(vers(spoed), None, None, dag("2027-03-08")))
    assert "9 dagen" in bezwaar.wat
    assert not bezwaar.hard


def test_by_the_pages(client, zaak):
    spoed, wijziging = zaak
    nummer = spoed.dossier.nummer
    client.force_login(spoed.mensen.opsteller)
    pagina = client.get(reverse("dossier", args=[nummer])).content.decode()
    assert "Leg stemmen vast" in pagina
    assert "Koppel wijziging" in pagina
    stemmen = reverse("dossier_stemmen", args=[nummer])
    assert client.post(stemmen, {"stemmen": "A. de Boer voor"}).status_code == 422
    assert client.post(stemmen, {"stemmen": "A. de Boer; voor\nB. Visser; voor"}).status_code == 303
    koppelen = reverse("dossier_wijziging", args=[nummer])
    assert "wijziging 2027-1" in client.get(koppelen).content.decode()
    keuze = vers(wijziging).goedkeuring.pk
    assert client.post(koppelen, {"wijziging": keuze}).status_code == 303
    assert client.get(reverse("dossier_stemmen", args=[wijziging.dossier.nummer])).status_code == 404
    assert client.post(reverse("spoeduitgave_nieuw"), {}).status_code == 422
    client.force_login(UserFactory())
    for adres in (stemmen, koppelen, reverse("spoeduitgave_nieuw")):
        assert client.get(adres).status_code == 403
