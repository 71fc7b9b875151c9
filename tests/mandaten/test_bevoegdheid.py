"""Who may decide on a day: decision tables over dates, scopes, roles, absence and interests (ladder.md 5.2)."""

from decimal import Decimal

import pytest

from tests.factories import GedeputeerdeFactory, TeamleiderFactory, UserFactory
from tests.interventieladder.bouw import VANDAAG, dagen, maak_gemeente
from tests.mandaatwereld import afwezig, mandaat, vervang
from toezicht.core import domeinen
from toezicht.core.clock import klok_op
from toezicht.mandaten.models import Belang, Mandaat
from toezicht.mandaten.selectors import Vraag, bevoegden, bevoegdheid

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture(autouse=True)
def leeg_register(db):
    """Without the lines of the first day, so that a test sees its own lines only."""
    begin = Mandaat.objects.order_by("niveau").values_list("niveau", "functie", "handeling")
    assert list(begin) == [(n, n, "") for n in ("coordinator", "gedeputeerde", "teamleider")]
    Mandaat.objects.all().delete()


@pytest.fixture
def gemeente():
    return maak_gemeente()


def vraag(gemeente, niveau="teamleider", **anders):
    waarden = {
        "handeling": "stap",
        "ladder": "generiek",
        "domein": domeinen.FINANCIEN,
        "overheid": gemeente.pk,
        "overheidssoort": "gemeente",
        "bedrag": None,
    }
    return Vraag(niveau, **{**waarden, **anders})


def namen(gemeente, niveau="teamleider", **anders):
    """Who may decide: (account, in whose place)."""
    gevonden = bevoegden(vraag(gemeente, niveau, **anders), VANDAAG)
    return [(b.gebruiker, b.namens) for b in gevonden]


# -- dates ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "tot", "status", "mag"),
    [
        (0, None, "vastgesteld", True),
        (-9, 1, "vastgesteld", True),
        (-9, 0, "vastgesteld", False),  # expired today: `tot` is the first day without it
        (1, None, "vastgesteld", False),  # future
        (-9, None, "concept", False),
    ],
)
def test_a_mandate_counts_from_its_first_day_until_before_its_last(gemeente, van, tot, status, mag):
    tess = TeamleiderFactory()
    mandaat(van=dagen(van), tot=None if tot is None else dagen(tot), status=status)
    assert bool(namen(gemeente)) is mag
    assert (bevoegdheid(tess, vraag(gemeente), VANDAAG) is not None) is mag


def test_competence_is_that_of_the_day_asked_for_not_of_today(gemeente):
    tess = TeamleiderFactory()
    mandaat(van=dagen(5), tot=dagen(8))
    mag = [bevoegdheid(tess, vraag(gemeente), dagen(n)) is not None for n in (4, 5, 7, 8)]
    assert mag == [False, True, True, False]


# -- scope ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bereik", "gevraagd", "mag"),
    [
        ({}, {}, True),
        ({"handeling": "stap"}, {}, True),
        ({"handeling": "andere_stap"}, {}, False),
        ({"ladder": "generiek"}, {}, True),
        ({"ladder": "toestemming"}, {}, False),
        ({"domein": domeinen.FINANCIEN}, {}, True),
        ({"domein": domeinen.HUISVESTING}, {}, False),
        ({"overheidssoort": "gemeente"}, {}, True),
        ({"overheidssoort": "waterschap"}, {}, False),
        ({"bedrag_tot": Decimal(100)}, {"bedrag": Decimal("100.00")}, True),
        ({"bedrag_tot": Decimal(100)}, {"bedrag": Decimal("100.01")}, False),
        ({"bedrag_tot": Decimal(100)}, {}, False),  # bounded by an amount: never for what has none
        ({}, {"bedrag": Decimal(999999)}, True),
        ({"niveau": "gedeputeerde"}, {}, False),
    ],
)
def test_a_mandate_reaches_no_further_than_it_says(gemeente, bereik, gevraagd, mag):
    TeamleiderFactory()
    mandaat(**{"functie": "teamleider", **bereik})
    assert bool(namen(gemeente, **gevraagd)) is mag


def test_a_mandate_for_one_organisation_is_for_that_one(gemeente):
    TeamleiderFactory()
    mandaat(overheid=maak_gemeente())
    assert namen(gemeente) == []
    mandaat(overheid=gemeente)
    assert len(namen(gemeente)) == 1


def test_a_person_is_named_before_a_function_and_a_closed_account_never(gemeente):
    tess, toos = TeamleiderFactory(), lezer()
    functie, persoon = mandaat(), mandaat(gebruiker=toos, functie="")
    dicht = lezer(is_active=False)
    mandaat(gebruiker=dicht, functie="")
    assert [(b.gebruiker, b.mandaat) for b in bevoegden(vraag(gemeente), VANDAAG)] == [
        (toos, persoon),
        (tess, functie),
    ]


# -- replacement ------------------------------------------------------------------------------------

HIER, WEG, BELANG = "hier", "weg", "belang"


def zet(wie, stand, gemeente):
    if stand == WEG:
        afwezig(wie, VANDAAG)
    elif stand == BELANG:
        Belang.objects.create(gebruiker=wie, overheid=gemeente, van=dagen(-1), toelichting="woont er")


@pytest.mark.parametrize(
    ("houder", "eerste", "tweede", "wie"),
    [
        (HIER, HIER, HIER, ["houder"]),
        (WEG, HIER, HIER, ["houder", "eerste"]),  # the power stays with the holder as well
        (WEG, WEG, HIER, ["houder", "tweede"]),
        (WEG, BELANG, HIER, ["houder", "tweede"]),
        (WEG, WEG, WEG, ["houder"]),
        (BELANG, HIER, HIER, ["eerste"]),
        (BELANG, WEG, HIER, ["tweede"]),
        (BELANG, BELANG, BELANG, []),  # nobody: then the item goes to GS
    ],
)
def test_the_first_in_order_who_can_takes_the_place(gemeente, houder, eerste, tweede, wie):
    mensen = {"houder": GedeputeerdeFactory(), "eerste": lezer(), "tweede": lezer()}
    mandaat("gedeputeerde", gebruiker=mensen["houder"], functie="")
    vervang(mensen["houder"], mensen["eerste"], volgorde=1)
    vervang(mensen["houder"], mensen["tweede"], volgorde=2)
    for naam, stand in (("houder", houder), ("eerste", eerste), ("tweede", tweede)):
        zet(mensen[naam], stand, gemeente)
    gevonden = namen(gemeente, "gedeputeerde")
    assert gevonden == [(mensen[naam], None if naam == "houder" else mensen["houder"]) for naam in wie]


@pytest.mark.parametrize(
    ("van", "tot", "domein", "status", "mag"),
    [
        (0, None, "", "vastgesteld", True),
        (0, None, domeinen.FINANCIEN, "vastgesteld", True),
        (0, None, domeinen.HUISVESTING, "vastgesteld", False),
        (1, None, "", "vastgesteld", False),
        (-9, 0, "", "vastgesteld", False),
        (0, None, "", "concept", False),
    ],
)
def test_a_replacement_counts_in_its_period_and_domain_once_adopted(gemeente, van, tot, domein, status, mag):
    houder, vervanger = GedeputeerdeFactory(), lezer()
    mandaat("gedeputeerde")
    afwezig(houder, dagen(-20))
    vervang(
        houder,
        vervanger,
        van=dagen(van),
        tot=None if tot is None else dagen(tot),
        domein=domein,
        status=status,
    )
    assert (vervanger in {wie for wie, _ in namen(gemeente, "gedeputeerde")}) is mag


def test_replacing_is_never_passed_on(gemeente):
    """A replaces B and B replaces A, C replaces A: with B away only A decides for B, and C never does."""
    a, b, c = lezer(), GedeputeerdeFactory(), lezer()
    mandaat("gedeputeerde")
    vervang(b, a), vervang(a, b), vervang(a, c, volgorde=2)
    afwezig(b, VANDAAG), afwezig(a, VANDAAG)
    assert [wie for wie, _ in namen(gemeente, "gedeputeerde")] == [b]


def test_absence_ends_on_the_day_somebody_is_back(gemeente):
    houder, vervanger = GedeputeerdeFactory(), lezer()
    mandaat("gedeputeerde")
    vervang(houder, vervanger)
    afwezig(houder, dagen(-3), dagen(0))
    assert namen(gemeente, "gedeputeerde") == [(houder, None)]
    afwezig(houder, dagen(0), dagen(1))
    assert (vervanger, houder) in namen(gemeente, "gedeputeerde")


def test_few_questions_however_many_people(gemeente, django_assert_max_num_queries):
    houders = [GedeputeerdeFactory() for _ in range(4)]
    mandaat("gedeputeerde")
    for houder in houders:
        vervang(houder, lezer())
        afwezig(houder, VANDAAG)
    with django_assert_max_num_queries(7):
        assert len(namen(gemeente, "gedeputeerde")) == 8


def lezer(**anders):
    """Somebody who may open dossiers and holds no mandate by role."""
    return UserFactory(rollen=["provinciesecretaris"], **anders)


def test_who_cannot_open_dossiers_any_more_is_not_competent_and_makes_place(gemeente):
    houder, zonder, met = GedeputeerdeFactory(), UserFactory(), lezer()
    mandaat("gedeputeerde", gebruiker=houder, functie="")
    vervang(houder, zonder, volgorde=1)
    vervang(houder, met, volgorde=2)
    afwezig(houder, VANDAAG)
    assert namen(gemeente, "gedeputeerde") == [(houder, None), (met, houder)]
    houder.groups.clear()
    assert houder not in {wie for wie, _ in namen(gemeente, "gedeputeerde")}


def test_a_machtiging_is_for_members_of_gs_and_so_is_its_replacement(gemeente):
    """Pw 166: GS authorise one of themselves."""
    houder, ambtenaar, lid = GedeputeerdeFactory(), lezer(), GedeputeerdeFactory()
    mandaat("gs_of_gemachtigde", gebruiker=houder, functie="", handeling="stap")
    mandaat("gs_of_gemachtigde", gebruiker=ambtenaar, functie="", handeling="stap")
    vervang(houder, ambtenaar, volgorde=1)
    vervang(houder, lid, volgorde=2)
    afwezig(houder, VANDAAG)
    assert namen(gemeente, "gs_of_gemachtigde") == [(houder, None), (lid, houder)]
    assert bevoegdheid(ambtenaar, vraag(gemeente, "gs_of_gemachtigde"), VANDAAG) is None
