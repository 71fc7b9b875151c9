"""The register over the API: what counts on a day, in words and codes, for who may see it."""

from decimal import Decimal

import pytest

from tests.api.wereld import VANDAAG, Beller, probleem
from tests.factories import TeamleiderFactory, ToezichthouderFactory, UserFactory
from tests.interventieladder.bouw import dagen, maak_gemeente
from tests.mandaatwereld import mandaat, vervang
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def test_what_counts_today_or_on_another_day():
    gemeente, tess = maak_gemeente(), TeamleiderFactory()
    regel = mandaat(
        "teamleider",
        gebruiker=tess,
        handeling="vraag_informatie",
        ladder="generiek",
        overheid=gemeente,
        bedrag_tot=Decimal(25000),
        tot=dagen(5),
    )
    mandaat("teamleider", functie="directeur", van=dagen(10))
    api = Beller(ToezichthouderFactory())
    rijen = {rij["id"]: rij for rij in api.lees("/mandaten?niveau=teamleider")["resultaten"]}
    assert len(rijen) == 2  # the line of the first day, and this one
    gevonden = rijen[str(regel.pk)]
    assert (gevonden["persoon"], gevonden["functie"], gevonden["overheid"]) == (tess.naam, "", gemeente.code)
    assert (gevonden["bedrag_tot"], gevonden["geldig_tot"]) == ("25000.00", dagen(5).isoformat())
    assert gevonden["handeling_naam"] == "Informatie opvragen"
    later = api.lees(f"/mandaten?niveau=teamleider&peildatum={dagen(10)}")["resultaten"]
    assert [rij["functie"] for rij in later] == ["teamleider", "directeur"]


def test_replacements_by_page(django_assert_max_num_queries):
    for n in range(3):
        vervang(TeamleiderFactory(), ToezichthouderFactory(), volgorde=n + 1)
    api = Beller(ToezichthouderFactory())
    eerste = api.lees("/vervangingen?aantal=2")
    assert [rij["volgorde"] for rij in eerste["resultaten"]] == [1, 2]
    assert [rij["volgorde"] for rij in api.lees(eerste["volgende"])["resultaten"]] == [3]
    with django_assert_max_num_queries(6):
        api.lees("/mandaten")


def test_bad_days_and_outsiders_are_refused():
    api = Beller(ToezichthouderFactory())
    probleem(api.get("/mandaten?peildatum=gisteren"), 422)
    assert Beller(UserFactory()).get("/mandaten").status_code == 403
