"""The pages of terms: calendar, holidays, a change with its preview, a corrected send date, explanations."""

import datetime as dt

import pytest

from interventieladder.models import Termijn, Verschuiving, Verzending
from interventieladder.services import briefverzending, brieven
from interventieladder.services import termijnen as dienst
from interventieladder.services.briefverzending import Zending
from tests.factories import BeheerderFactory, UserFactory
from tests.interventieladder.paginawereld import PEIL, bouw
from tests.paginatekst import tekst
from toezicht.core import feestdagen
from toezicht.core.clock import klok_op
from toezicht.core.models import Kalenderwijziging
from toezicht.core.termijnen import Lengte

EINDE = dt.date(2026, 12, 21)
UITLEG = "Brief verzonden op maandag 23 november 2026"
VOORSTEL = {
    "soort": "toevoegen",
    "datum": "2026-12-21",
    "naam": "dag van nationale rouw",
    "bron": "KB",
    "reden": "Gepubliceerd",
}


@pytest.fixture
def wereld(db):
    with klok_op(PEIL):
        wereld = bouw()
        voorstel = wereld.op_t2()
        brief = brieven.brieven_van(voorstel.pk)[0]
        zendingen = [Zending(g["naam"], g["rol"], "email", PEIL, "bewijs") for g in brief.geadresseerden]
        briefverzending.verzend(brief_id=brief.pk, zendingen=zendingen, door=wereld.noor)
        wereld.bea, wereld.bob, wereld.nummer = BeheerderFactory(), BeheerderFactory(), voorstel.nummer
        yield wereld


def als(client, user):
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    "pad", ["/dossiers/", "/", "/overheden/GM9907/", "/kalender/?maand=2026-12", "dossier"]
)
def test_every_date_of_a_term_opens_its_explanation_without_script(client, wereld, pad):
    with klok_op(EINDE - dt.timedelta(days=3)):
        pagina = als(client, wereld.noor).get(wereld.pad if pad == "dossier" else pad, follow=True)
    html = tekst(pagina)
    assert pagina.status_code == 200
    assert UITLEG in html
    assert '<details class="uitleg"' in html
    assert "Hoe berekend" in html


def test_the_calendar_shows_my_terms_by_day_and_all_on_request(client, wereld):
    html = tekst(als(client, wereld.noor).get("/kalender/", {"maand": "2026-12"}))
    assert "maandag 21 december 2026" in html
    assert "Duinrand – antwoord op het informatieverzoek" in html
    leeg = tekst(als(client, wereld.joost).get("/kalender/", {"maand": "2026-12"}))
    assert "geen termijn van uw dossiers" in leeg
    assert "antwoord op het informatieverzoek</a>" not in leeg
    assert "Duinrand – antwoord" in tekst(client.get("/kalender/", {"maand": "2026-12", "wie": "alle"}))
    for vraag in ({"soort": "resultaat"}, {"domein": "huisvesting"}, {"maand": "2027-01"}):
        rest = tekst(client.get("/kalender/", {"maand": "2026-12", "wie": "alle", **vraag}))
        assert "geen termijn die u mag zien" in rest


def test_the_calendar_of_this_month_begins_with_what_has_passed(client, wereld):
    with klok_op(dt.date(2027, 1, 4)):
        html = tekst(als(client, wereld.noor).get("/kalender/"))
    assert "Verstreken" in html
    assert "Duinrand – antwoord" in html


@pytest.mark.parametrize("maand", ["2026-13", "x", "0001-01", "9999-12", "2026-12-01"])
def test_an_unknown_month_is_this_month(client, wereld, maand):
    assert "Termijnen die eindigen in november 2026" in tekst(
        als(client, wereld.noor).get("/kalender/", {"maand": maand})
    )


def test_the_calendar_asks_as_many_queries_for_many_terms_as_for_one(
    client, wereld, django_assert_max_num_queries
):
    dossier = wereld.dossier
    for nummer in range(20):
        dienst.start_termijn(
            dossier=dossier,
            stap=dossier.stappen.get(tot__isnull=True),
            soort="deelresultaat",
            kenmerk=str(nummer),
            start=PEIL,
            lengte=Lengte.weken(4),
            door=wereld.noor,
        )
    als(client, wereld.noor)
    with django_assert_max_num_queries(12):
        antwoord = client.get("/kalender/", {"maand": "2026-12"})
    assert antwoord.context["maand"].aantal == 21


def test_adding_a_holiday_shows_what_moves_and_a_second_person_confirms(client, wereld):
    antwoord = als(client, wereld.bea).post("/termijnen/kalender/", VOORSTEL)
    pk = Kalenderwijziging.objects.get().pk
    assert (antwoord.status_code, antwoord.url) == (303, f"/termijnen/kalender/{pk}/")
    eigen = tekst(client.get(antwoord.url))
    assert "<strong>1</strong> van 1 lopende termijnen" in eigen
    assert "Bevestig en bereken opnieuw" not in eigen
    assert "Duinrand" not in eigen  # functional administration sees counts, no dossiers
    assert client.post(antwoord.url, {"keuze": "bevestig"}).status_code == 403
    als(client, wereld.rik)
    gezien = tekst(client.get(antwoord.url))
    assert "Duinrand – antwoord op het informatieverzoek" in gezien
    assert "21-12-2026" in gezien or "21 december 2026" in gezien
    klaar = client.post(antwoord.url, {"keuze": "bevestig"}, follow=True)
    assert "Van 1 noemt een brief de oude datum" in tekst(klaar)
    assert "dag van nationale rouw" in tekst(client.get("/termijnen/kalender/?jaar=2026"))
    assert client.post(antwoord.url, {"keuze": "bevestig"}).status_code == 409


@pytest.mark.parametrize(("keuze", "einde"), [("verplaats", dt.date(2026, 12, 22)), ("houd", EINDE)])
def test_the_behandelaar_decides_on_the_date_a_letter_named(client, wereld, keuze, einde):
    als(client, wereld.bea).post("/termijnen/kalender/", VOORSTEL)
    als(client, wereld.rik).post(
        f"/termijnen/kalender/{Kalenderwijziging.objects.get().pk}/", {"keuze": "bevestig"}
    )
    werk = als(client, wereld.noor).get("/", follow=True)
    assert "datum uit een brief verschuift" in tekst(werk)
    html = tekst(client.get(wereld.pad))
    assert "Een datum uit een brief verschuift" in html
    pk = Verschuiving.objects.get().pk
    assert (
        als(client, wereld.tess).post(f"/termijnen/verschuiving/{pk}/", {"keuze": keuze}).status_code == 403
    )
    assert (
        als(client, wereld.noor).post(f"/termijnen/verschuiving/{pk}/", {"keuze": keuze}).status_code == 303
    )
    assert Termijn.objects.get(status="loopt").effectief_einde == einde
    assert "Een datum uit een brief verschuift" not in tekst(client.get(wereld.pad))


def test_a_change_can_be_dropped_and_a_wrong_one_keeps_its_text(client, wereld):
    fout = als(client, wereld.bea).post("/termijnen/kalender/", {**VOORSTEL, "datum": "2026-12-25"})
    assert fout.status_code == 422
    assert "al een feestdag volgens de wet" in tekst(fout)
    assert "dag van nationale rouw" in tekst(fout)
    client.post("/termijnen/kalender/", VOORSTEL)
    pk = Kalenderwijziging.objects.get().pk
    client.post(f"/termijnen/kalender/{pk}/", {"keuze": "vervallen"})
    assert "Deze wijziging is vervallen" in tekst(client.get(f"/termijnen/kalender/{pk}/"))


def test_who_may_see_and_change_the_holidays(client, wereld):
    assert als(client, UserFactory()).get("/termijnen/kalender/").status_code == 403
    assert client.get("/kalender/").status_code == 403
    lezer = als(client, wereld.noor)
    assert "Dag toevoegen of intrekken" not in tekst(lezer.get("/termijnen/kalender/"))
    assert lezer.post("/termijnen/kalender/", VOORSTEL).status_code == 403
    assert not Kalenderwijziging.objects.exists()
    with klok_op(PEIL):
        wijziging = feestdagen.stel_wijziging_voor(**{**VOORSTEL, "datum": EINDE}, door=wereld.bea)
    assert lezer.get(f"/termijnen/kalender/{wijziging.pk}/").status_code == 403


@pytest.mark.parametrize("jaar", ["2013", "abcd", "99999", "2101"])
def test_an_unknown_year_is_this_year(client, wereld, jaar):
    assert "Feestdagen 2026" in tekst(als(client, wereld.noor).get("/termijnen/kalender/", {"jaar": jaar}))


def test_a_year_without_known_days_says_so(client, wereld):
    assert "nog geen gelijkgestelde dagen bekend" in tekst(
        als(client, wereld.noor).get("/termijnen/kalender/", {"jaar": "2029"})
    )


def test_a_corrected_send_date_first_shows_what_moves(client, wereld):
    verzending = Verzending.objects.get(rol="orgaan")
    pad = f"/voorstellen/{wereld.nummer}/verzending/{verzending.pk}/verbeteren/"
    als(client, wereld.noor)
    assert "De registratie blijft staan" in tekst(client.get(pad))
    with klok_op(PEIL + dt.timedelta(days=3)):
        invoer = {"verzonden_op": "2026-11-25", "reden": "Poststempel"}
        eerst = client.post(pad, invoer)
        assert eerst.status_code == 409
        assert "Wat er verschuift" in tekst(eerst)
        assert "noemt de oude datum" in tekst(eerst)
        assert client.post(pad, {**invoer, "bevestigd": "on"}).status_code == 303
        assert client.post(pad, {**invoer, "verzonden_op": "x"}).status_code == 422
    assert Termijn.objects.get(status="loopt").effectief_einde == dt.date(2026, 12, 23)
    assert als(client, wereld.tess).get(pad).status_code == 403
    assert als(client, wereld.noor).get(pad.replace(str(verzending.pk), "999999")).status_code == 404
