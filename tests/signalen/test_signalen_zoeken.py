"""Dutch full-text search, filters and pages of the list."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signalen.selectors import signalen as lezen
from tests.factories import OverheidFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def drie(registreer):
    elders = OverheidFactory(code="GM9908", naam="Waterlo")
    return [
        registreer(titel="Archiefbewaarplaats lekt", toelichting="De dozen worden nat; schade 18,4 procent."),
        registreer(titel="Wethouders vertrokken", soort="IBT-S02", bron="raad", domein="bestuurskracht"),
        registreer(
            overheid=elders, titel="Klachten over één loket", toelichting="Zes meldingen.", ernst="zwaar"
        ),
    ]


@pytest.mark.parametrize(
    ("vraag", "gevonden"),
    [
        ("archief", [0]),
        ("ARCHIEFBEWAARPLAATS", [0]),
        ("melding", [2]),
        ("wethouder", [1]),
        ("vertrokken wethouders", [1]),
        ("dozen nat", [0]),
        ("dozen wethouder", []),
        ("waterlo", [2]),
        ("waterlo klacht", [2]),
        ("duinrand", [1, 0]),
        ("één loket", [2]),
        ("een loket", [2]),
        ("S-2026-0002", [1]),
        ("s-2026-0002", [1]),
        ("18,4", [0]),
        ("  ", []),
        ("!!! ??? ---", []),
    ],
)
def test_dutch_words_are_found(drie, noor, vraag, gevonden):
    assert [rij.nummer for rij in lezen.zoek(noor, vraag)] == [drie[n].nummer for n in gevonden]


VREEMD = [
    "'; DROP TABLE signalen_signaal; --",
    "a & b | !c <-> (d)",
    "archief:*'\\",
    "\\'\\\\:*&|!()",
    "\x00\x01archief",
    "\ud800",
    "%s %(expressions)s {0}",
    "_" * 300,
    "💧" * 50,
    "x" * 5000,
    "de het een",
    "ﬁ İ ß ǆ ؀ \u0301",
]


@pytest.mark.parametrize("vraag", VREEMD)
def test_search_is_safe_for_any_input(drie, noor, vraag):
    lezen.zoek(noor, vraag)
    lezen.lijst(noor, lezen.Filter(zoek=vraag))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(vraag=st.text(max_size=60))
def test_search_is_safe_for_random_input(noor, vraag):
    lezen.zoek(noor, vraag)


@pytest.mark.parametrize(
    ("filter_", "gevonden"),
    [
        ({}, [2, 1, 0]),
        ({"ernst": "zwaar"}, [2]),
        ({"domein": "bestuurskracht"}, [1]),
        ({"overheid": "GM9907"}, [1, 0]),
        ({"status": "nieuw"}, [2, 1, 0]),
        ({"status": "lopend"}, [2, 1, 0]),
        ({"status": "actief"}, []),
        ({"overheid": "GM9907", "zoek": "wethouder"}, [1]),
        ({"overheid": "GM9908", "zoek": "wethouder"}, []),
    ],
)
def test_filters(drie, noor, filter_, gevonden):
    pagina = lezen.lijst(noor, lezen.Filter(**filter_))
    assert [rij.nummer for rij in pagina.rijen] == [drie[n].nummer for n in gevonden]


def test_pages_forth_and_back_meet_every_signal_once(registreer, noor):
    for n in range(23):
        registreer(datum_feit=dt.date(2026, 5, 1), kennisname_op=dt.date(2026, 5, 1 + n // 5))
    heen, cursor = [], ""
    while True:
        pagina = lezen.lijst(noor, lezen.Filter(), na=cursor, aantal=5)
        heen.append([rij.nummer for rij in pagina.rijen])
        if not pagina.volgende:
            break
        cursor = pagina.volgende
    assert [len(rijen) for rijen in heen] == [5, 5, 5, 5, 3]
    assert len({nummer for rijen in heen for nummer in rijen}) == 23
    terug = [heen[-1]]
    while pagina.vorige:
        pagina = lezen.lijst(noor, lezen.Filter(), voor=pagina.vorige, aantal=5)
        terug.append([rij.nummer for rij in pagina.rijen])
    assert terug[::-1] == heen


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "2026-05-01",
        "2026-05-01_S-9999-0001",
        "2026-05-01|",
        "|1",
        "x|1",
        "\x00|\x00",
        "|",
        "9" * 500,
    ],
)
def test_a_strange_cursor_shows_the_first_page(drie, noor, cursor):
    for plek in ({"na": cursor}, {"voor": cursor}):
        assert len(lezen.lijst(noor, lezen.Filter(), **plek).rijen) == 3


def test_a_cursor_looks_up_nothing(registreer, noor, django_assert_num_queries):
    """The number of a signal in the closed room says no more than one that does not exist."""
    for _ in range(3):
        registreer()
    besloten = registreer(soort="IBT-S22", ernst="zwaar", vertrouwelijkheid="cdk").nummer
    gezien = []
    for nummer in (besloten, "S-9999-0001"):
        with django_assert_num_queries(1):
            pagina = lezen.lijst(noor, lezen.Filter(), na=f"1999-01-01_{nummer}")
        gezien.append([rij.nummer for rij in pagina.rijen])
    assert gezien[0] == gezien[1]
    assert len(gezien[0]) == 3


def test_what_waits_comes_first_due_first(drie, noor, coordinator, buitenstaander):
    assert [rij.nummer for rij in lezen.te_wegen(coordinator)] == [
        drie[2].nummer,  # zwaar: two weeks
        drie[0].nummer,
        drie[1].nummer,
    ]
    assert lezen.te_wegen(coordinator)[0].wegen_voor == dt.date(2026, 6, 24)
    assert lezen.te_wegen(buitenstaander) == []
    assert lezen.tellingen(noor).te_doen == 3
