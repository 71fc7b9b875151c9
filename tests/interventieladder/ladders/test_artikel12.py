"""Artikel 12 (finance.md 1.8): dates of the law, the test of two per cent, what the ministers decided."""

from decimal import Decimal

import pytest
from django.urls import reverse

from interventieladder.financieel.artikel12 import Draagvlak, toets
from interventieladder.services.klok import draai_klok
from interventieladder.services.ladders.artikel12 import open_artikel12
from interventieladder.standen.artikel12 import PLAN
from tests.factories import OverheidFactory, UserFactory
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.financieel import beslis, einde, vers
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap, tabel
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db
MLN = Decimal(1_000_000)
VLAK = Draagvlak(40 * MLN, 240 * MLN, 20 * MLN, 10 * MLN)
LADDER = {
    ("aanvraag_verwacht", "ontvang_aanvraag"): "aangevraagd",
    ("niet_op_tijd", "ontvang_aanvraag"): "aangevraagd",
    ("aanvraag_verwacht", "laat_aanvraag_vervallen"): "niet_op_tijd",
    ("niet_op_tijd", "sluit_zonder_aanvraag"): "niet_aangevraagd",
    ("aangevraagd", "breng_verslag_uit"): "verslag_uitgebracht",
    ("verslag_uitgebracht", "begin_inspectie"): "inspectie",
    **{(van, "ken_toe"): "toegekend" for van in ("verslag_uitgebracht", "inspectie")},
    **{(van, "wijs_aanvraag_af"): "afgewezen" for van in ("verslag_uitgebracht", "inspectie")},
    **{(van, "trek_in"): "ingetrokken" for van in ("aangevraagd", "verslag_uitgebracht", "inspectie")},
}
CIJFERS = {
    "saldo_t": "-8000000",
    "saldo_t1": "-7000000",
    "saldo_t2": "-6500000",
    "saldo_t3": "-6000000",
    "ozb_capaciteit": "40000000",
    "algemene_uitkering": "240000000",
    "decentralisatie": "20000000",
    "integratie": "10000000",
}


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2026-11-02")):
        yield


def open_jaar(jaar=2027, mensen=None, overheid=None):
    mensen = mensen or maak_mensen()
    dossier = open_artikel12(
        overheid_id=(overheid or maak_gemeente()).pk,
        jaar=jaar,
        omschrijving="De raad overweegt een aanvraag.",
        datum_feit=dag("2026-11-02"),
        door=mensen.opsteller,
    )
    return Bouw(dossier, mensen, stap=dossier.stappen.get(tot__isnull=True))


def aanvraag(b, datum, **velden):
    return feit(
        b,
        "aanvraag",
        dag(datum),
        **{"begroting_vastgesteld": True, "afschrift": True, "eerste_jaar": True, **velden},
    )


def test_the_declarations_are_the_table():
    assert tabel(PLAN.code) == LADDER


# -- two per cent ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("saldi", "eerste", "aanmerkelijk", "structureel", "deel"),
    [
        ([-8, -7, -6, -5], True, True, True, "2.58"),
        ([-8, -7, -6, 1], True, True, False, "2.58"),
        ([-8, -7, 0, -1], True, True, False, "2.58"),
        ([-8], False, True, True, "2.58"),  # no new proof after the first year
        (["-6.2", -1, -1, -1], True, True, True, "2.00"),  # exactly the threshold
        (["-6.19", -1, -1, -1], True, False, True, "2.00"),
        ([5, -1, -1, -1], True, False, False, "0.00"),
    ],
)
def test_considerable_and_structural(saldi, eerste, aanmerkelijk, structureel, deel):
    uit = toets(jaar=2027, saldi=[Decimal(s) * MLN for s in saldi], draagvlak=VLAK, eerste_jaar=eerste)
    assert (uit.aanmerkelijk, uit.structureel, uit.procent) == (aanmerkelijk, structureel, Decimal(deel))
    assert uit.voldaan == (aanmerkelijk and structureel)
    assert len(uit.stappen) == 4


@pytest.mark.parametrize(
    ("saldi", "vlak"), [([Decimal(-1)] * 3, VLAK), ([Decimal(-1)] * 4, Draagvlak(*[Decimal(0)] * 4))]
)
def test_no_test_without_its_figures(saldi, vlak):
    with pytest.raises(ValueError, match="balance"):
        toets(jaar=2027, saldi=saldi, draagvlak=vlak, eerste_jaar=True)


# -- the dates ---------------------------------------------------------------------------------------


def test_applied_before_1_december_with_the_adopted_budget_and_a_copy():
    b = open_jaar()
    assert einde(b, "aanvraag_art12") == dag("2026-11-30")
    with klok_op(dag("2026-11-25")):
        aanvraag(b, "2026-11-25", begroting_vastgesteld=False)
        assert bezwaren(b, "ontvang_aanvraag") == {"G-AANVRAAG"}
        aanvraag(b, "2026-11-25", afschrift=False)
        assert bezwaren(b, "ontvang_aanvraag") == {"G-AANVRAAG"}
        aanvraag(b, "2026-11-25")
        assert stap(b, "ontvang_aanvraag") == "aangevraagd"
        assert einde(b, "aanvraag_art12") is None
        assert einde(b, "verslag_art12") == dag("2027-02-14")


def test_nothing_before_1_december_and_the_clock_says_so():
    b = open_jaar()
    with klok_op(dag("2026-11-30")):
        assert draai_klok() == 0
    with klok_op(dag("2026-12-04")):
        assert draai_klok() == 1
        assert draai_klok() == 0
        assert vers(b).stand == "niet_op_tijd"
        aanvraag(b, "2026-12-01")
        assert bezwaren(b, "ontvang_aanvraag") == {"G-AANVRAAG"}  # a day too late
        assert bezwaren(b, "sluit_zonder_aanvraag") == set()
        aanvraag(b, "2026-11-30")
        assert bezwaren(b, "sluit_zonder_aanvraag") == {"G-GEEN-AANVRAAG"}
    gestuurd = Bericht.objects.filter(sleutel__startswith=f"rechtswege:{b.dossier.pk}:")
    (tekst,) = set(gestuurd.values_list("tekst", flat=True))
    assert tekst.startswith(
        f"De raad van {b.dossier.overheid.naam} heeft niet op tijd een aanvraag gedaan: Aanvullende uitkering 2027"
    )
    assert "geen besluit" not in tekst


def test_sent_on_the_last_day_but_recorded_later_is_in_time():
    b = open_jaar()
    with klok_op(dag("2026-12-04")):
        draai_klok()
        aanvraag(b, "2026-11-30")
        assert stap(b, "ontvang_aanvraag") == "aangevraagd"
        assert einde(b, "verslag_art12") == dag("2027-02-14")


def test_an_application_that_is_recorded_stops_the_clock():
    b = open_jaar()
    with klok_op(dag("2026-11-28")):
        aanvraag(b, "2026-11-28")
    with klok_op(dag("2026-12-02")):
        assert draai_klok() == 0
        assert vers(b).stand == "aanvraag_verwacht"


# -- report and ministers ----------------------------------------------------------------------------


def naar_aangevraagd(**velden):
    b = open_jaar()
    with klok_op(dag("2026-11-25")):
        aanvraag(b, "2026-11-25", **velden)
        stap(b, "ontvang_aanvraag")
    return b


def test_the_report_rests_on_verified_figures_and_explains_the_test():
    b = naar_aangevraagd()
    with klok_op(dag("2027-01-20")):
        assert bezwaren(b, "breng_verslag_uit") == {"G-TEKORT", "G-REDELIJK-PEIL"}
        feit(b, "tekort", verifieer=False, **CIJFERS)
        assert "G-TEKORT" in bezwaren(b, "breng_verslag_uit")
        feit(b, "tekort", **{**CIJFERS, "saldo_t3": None})
        assert "G-TEKORT" in bezwaren(b, "breng_verslag_uit")  # first year: four years
        feit(b, "tekort", **CIJFERS)
        feit(b, "redelijk_peil", toelichting_peil="OZB op de norm, afval en riool kostendekkend.")
        assert bezwaren(b, "breng_verslag_uit") == set()
        pagina_van(b, "2,58%")
        assert beslis(b, "breng_verslag_uit") == "verslag_uitgebracht"
        assert (einde(b, "verslag_art12"), einde(b, "besluit_art12")) == (None, dag("2028-05-31"))


def pagina_van(b, woord):
    from django.test import Client

    client = Client()
    client.force_login(b.mensen.opsteller)
    assert woord in client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()


def test_a_small_shortage_is_a_point_of_attention_not_a_bar():
    b = naar_aangevraagd(eerste_jaar=False)
    with klok_op(dag("2027-01-20")):
        feit(
            b,
            "tekort",
            **{**CIJFERS, "saldo_t": "-1000000", "saldo_t1": None, "saldo_t2": None, "saldo_t3": None},
        )
        feit(b, "redelijk_peil", toelichting_peil="Op peil.")
        assert bezwaren(b, "breng_verslag_uit") == {"G-AANMERKELIJK"}
        assert (
            beslis(b, "breng_verslag_uit", zachte_motivering="De raad wil een besluit.")
            == "verslag_uitgebracht"
        )


@pytest.mark.parametrize(("uitkomst", "naam"), [("toegekend", "ken_toe"), ("afgewezen", "wijs_aanvraag_af")])
def test_what_the_ministers_decided_is_a_verified_fact(uitkomst, naam):
    b = naar_aangevraagd(eerste_jaar=False)
    with klok_op(dag("2027-01-20")):
        feit(b, "tekort", **CIJFERS)
        feit(b, "redelijk_peil", toelichting_peil="Op peil.")
        beslis(b, "breng_verslag_uit")
        assert bezwaren(b, "begin_inspectie") == {"G-INSPECTIE-BEGONNEN"}
        feit(b, "inspectie_begonnen", kenmerk="BZK-1")
        assert stap(b, "begin_inspectie") == "inspectie"
        feit(b, "besluit_ministers", uitkomst=uitkomst, kenmerk="BZK-2", bedrag="7500000", verifieer=False)
        assert bezwaren(b, naam)
        feit(b, "besluit_ministers", uitkomst=uitkomst, kenmerk="BZK-2", bedrag="7500000")
        ander = {"ken_toe": "wijs_aanvraag_af", "wijs_aanvraag_af": "ken_toe"}[naam]
        assert bezwaren(b, ander)
        assert stap(b, naam) == uitkomst


def test_withdrawn_by_the_raad():
    b = naar_aangevraagd()
    assert bezwaren(b, "trek_in") == {"G-INTREKKING"}
    feit(b, "intrekking")
    assert stap(b, "trek_in") == "ingetrokken"


def test_opening(client):
    b = open_jaar()
    with pytest.raises(Conflict):
        open_jaar(mensen=b.mensen, overheid=b.dossier.overheid)
    assert open_jaar(2028, b.mensen, b.dossier.overheid).dossier.onderdeel == "2028"
    with pytest.raises(Weigering, match="gemeenten"):
        open_jaar(overheid=OverheidFactory(code="WS1", soort="waterschap", naam="Kreken"))
    with pytest.raises(GeenRecht):
        open_jaar(mensen=type("M", (), {"opsteller": UserFactory()})())
    client.force_login(b.mensen.opsteller)
    velden = {"overheid": maak_gemeente().pk, "jaar": 2027, "omschrijving": "x", "datum_feit": "2026-11-01"}
    assert client.post(reverse("artikel12_nieuw"), velden).status_code == 303
    client.force_login(UserFactory())
    assert client.get(reverse("artikel12_nieuw")).status_code == 403
