"""Taking over, in the middle, an approval, a request for consent, and an urgent decision."""

import datetime as dt

import pytest

from interventieladder.models import Dossier, Goedkeuring, OvergenomenTermijn
from interventieladder.models.goedkeuring import begroting_van
from interventieladder.services.klok import draai_klok
from interventieladder.services.overname import trek_overname_in
from tests.interventieladder.bouw import maak_gemeente
from tests.interventieladder.ladders.financieel import (
    beslis,
    besluit,
    bied_aan,
    einde,
    verstuur,
    vraag_toestemming,
)
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap
from tests.interventieladder.zaakwereld import (
    AANSPRAKELIJK,
    BEGROTING,
    GEKOPPELD,
    GOEDKEURING,
    NIET_GEDEKT,
    PEIL,
    SPOED,
    TOESTEMMING,
    WIJZIGING,
    bouw,
    csv,
    laatste_stap,
)
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(PEIL):
        yield


@pytest.fixture
def w():
    return bouw()


# -- approval ----------------------------------------------------------------------------------------

VERDAAGD = GOEDKEURING.met(
    stappen=[*GOEDKEURING.stappen, ("verdaagd", "2027-02-20", "gs", "GS-2027-0101", "2027-02-16")],
    zaak={"verdaagd_op": "2027-02-20", "verdaagd_weken": 6},
)
RECHTSWEGE = GOEDKEURING.met(
    zaak={"verzonden_op": "2026-11-02", "ontvangen_op": "2026-11-03", "raadsbesluit_op": "2026-11-01"},
    stappen=[("ter_goedkeuring", "2026-11-02"), ("van_rechtswege", "2027-02-02")],
)


def test_an_approval_runs_as_if_it_had_been_opened_here(w):
    b = w.neem(GOEDKEURING)
    hier = bied_aan(overheid=maak_gemeente(), mensen=w.mensen)
    assert einde(b, "goedkeuring") == einde(hier, "goedkeuring") == dag("2027-04-28")
    ander = hier.dossier
    assert (b.dossier.onderdeel, b.dossier.orgaan) == (ander.onderdeel, ander.orgaan)
    assert b.dossier.goedkeuring.termijn_start == dag("2027-01-27")
    w.bevestig(b)
    assert beslis(b, "besluit_goedkeuren") == "goedgekeurd"
    assert b.vers().goedkeuring.uitkomst == "goedgekeurd"


def test_an_adjournment_of_the_source_counts_and_is_not_repeated(w):
    b = w.neem(VERDAAGD)
    assert einde(b, "goedkeuring") == dag("2027-06-09")
    w.bevestig(b)
    assert b.dossier.goedkeuring.verdaagd_weken == 6
    with klok_op(dag("2027-06-10")):
        assert draai_klok() == 1
        assert laatste_stap(b) == ("van_rechtswege", dag("2027-06-10"))


def test_what_the_law_approved_is_announced_here(w):
    b = w.neem(RECHTSWEGE)
    stuk = b.dossier.goedkeuring
    assert (stuk.uitkomst, stuk.uitkomst_op) == ("van_rechtswege", dag("2027-02-02"))
    assert stuk.in_werking_op == dag("2027-02-04")
    assert einde(b, "goedkeuring") is None
    assert einde(b, "mededeling") == dag("2027-02-16")
    w.bevestig(b)
    assert draai_klok() == 0
    assert bezwaren(b, "maak_van_rechtswege_bekend") == {"G-MEDEDELING-VERZONDEN"}


def test_the_end_of_the_letter_is_compared_with_that_of_the_law(w):
    brief = {"soort": "goedkeuring", "datum": "2027-01-27", "einde": "2027-05-03"}
    b = w.neem(GOEDKEURING.met(termijnen=[brief]))
    rij = OvergenomenTermijn.objects.get()
    assert (rij.berekend_einde, rij.brief_einde, rij.te_kiezen) == (
        dag("2027-04-28"),
        dag("2027-05-03"),
        True,
    )
    assert b.dossier.termijnen.count() == 1
    with pytest.raises(Conflict, match="Kies eerst"):
        w.bevestig(b)


@pytest.mark.parametrize(
    ("termijn", "kolom", "woorden"),
    [
        ({"soort": "goedkeuring", "datum": "2027-01-28"}, "datum", "begint op 27-01-2027"),
        ({"soort": "goedkeuring", "datum": "2027-01-27", "weken": 12}, "weken", "De wet bepaalt"),
        ({"soort": "mededeling", "datum": "2027-01-27"}, "soort", "loopt geen termijn"),
        ({"soort": "antwoord", "datum": "2027-02-01"}, "weken", "Geef de lengte in weken"),
    ],
)
def test_a_term_of_the_law_is_not_invented(w, termijn, kolom, woorden):
    assert woorden in w.fouten(GOEDKEURING.met(termijnen=[termijn]))[kolom]


def test_thirteen_weeks_written_out_are_the_law_too(w):
    b = w.neem(GOEDKEURING.met(termijnen=[{"soort": "goedkeuring", "datum": "2027-01-27", "weken": 13}]))
    assert not OvergenomenTermijn.objects.get().te_kiezen
    assert b.dossier.termijnen.count() == 1


WACHT = WIJZIGING.met(stappen=[("ter_goedkeuring", "2027-01-27"), ("wacht_op_begroting", "2027-01-28")])


def test_an_amendment_that_waits_follows_its_budget_once_it_is_confirmed(w):
    """The approval of a budget here moves nothing that nobody confirmed, and is not stopped by it."""
    begroting = bied_aan(overheid=w.overheid, mensen=w.mensen)
    b = w.neem(WACHT)
    assert not b.dossier.termijnen.exists()
    assert b.dossier.goedkeuring.termijn_start is None
    assert beslis(begroting, "besluit_goedkeuren") == "goedgekeurd"
    assert b.vers().stand == "wacht_op_begroting"
    assert draai_klok() == 0
    with klok_op(dag("2027-03-08")):
        w.bevestig(b)
        assert draai_klok() == 1
        assert laatste_stap(b) == ("ter_goedkeuring", PEIL)
        assert b.vers().goedkeuring.termijn_start == PEIL
        assert draai_klok() == 0


def test_an_amendment_runs_from_the_approval_of_its_budget(w):
    laat = WIJZIGING.met(
        zaak={"termijn_start": "2027-02-10"},
        stappen=[*WACHT.stappen, ("ter_goedkeuring", "2027-02-10")],
    )
    assert einde(w.neem(laat), "goedkeuring") == dag("2027-05-12")


@pytest.mark.parametrize(
    ("bestand", "woorden"),
    [
        (GOEDKEURING.met(zaak={"plichtgrond": ""}), "plichtgrond: Kies waarom"),
        (GOEDKEURING.met(zaak={"ontvangen_op": "2027-01-26"}), "Ontvangen kan niet vóór"),
        (GOEDKEURING.met(zaak={"raadsbesluit_op": "2027-01-28"}), "Verzenden kan niet vóór het besluit"),
        (GOEDKEURING.met(zaak={"volgnummer": 2}), "volgnummer: Een begroting heeft geen"),
        (WIJZIGING.met(zaak={"volgnummer": ""}), "volgnummer: Geef het nummer"),
        (GOEDKEURING.met(zaak={"raadsbesluit": "R" * 61}), "hoogstens 60 tekens"),
        (GOEDKEURING.met(zaak={"termijn_start": "2027-02-01"}), "begint de termijn met de verzending"),
        (GOEDKEURING.met(zaak={"termijn_start": "2027-01-01"}), "niet vóór de verzending"),
        (WACHT.met(zaak={"termijn_start": "2027-02-01"}), "loopt er geen termijn"),
        (WACHT.met(zaak={"soort": "begroting", "volgnummer": ""}), "Alleen een wijziging wacht"),
        (
            WACHT.met(stappen=[*WACHT.stappen, ("ter_goedkeuring", "2027-02-10")]),
            "vul in wanneer de begroting is goedgekeurd",
        ),
        (VERDAAGD.met(zaak={"verdaagd_weken": ""}), "samen"),
        (VERDAAGD.met(zaak={"verdaagd_weken": 14}), "van 1 tot en met 13"),
        (VERDAAGD.met(zaak={"verdaagd_op": "2027-02-21"}), "een andere dag"),
        (VERDAAGD.met(zaak={"verdaagd_op": "", "verdaagd_weken": ""}), "hoort bij een rij “stap”"),
        (
            GOEDKEURING.met(zaak={"verdaagd_op": "2027-02-20", "verdaagd_weken": 6}),
            "hoort bij een rij “stap”",
        ),
    ],
)
def test_an_approval_does_not_contradict_itself_or_the_law(w, bestand, woorden):
    assert woorden in w.fouten(bestand).get("waarden", ""), w.fouten(bestand)


def test_the_law_decides_on_its_own_day(w):
    laat = RECHTSWEGE.met(stappen=[("ter_goedkeuring", "2026-11-02"), ("van_rechtswege", "2027-02-05")])
    assert "gegeven op 02-02-2027" in w.fouten(laat)["van"]


def test_a_piece_is_offered_once_and_an_amendment_fits_its_budget(w):
    begroting = bied_aan(overheid=w.overheid, mensen=w.mensen)
    assert "al aangeboden" in w.fouten(GOEDKEURING)["waarden"]
    assert "neem de wijziging over op de trede" in w.fouten(WIJZIGING)["waarden"]
    beslis(begroting, "besluit_goedkeuren")
    assert "de wijziging wacht niet meer" in w.fouten(WACHT)["waarden"]
    assert "begon op 01-03-2027" in w.fouten(WIJZIGING)["waarden"]


def test_a_withdrawn_takeover_is_no_budget_of_that_year(w):
    b = w.neem(GOEDKEURING)
    trek_overname_in(dossier_id=b.dossier.pk, reden="Verkeerd.", door=w.mensen.opsteller)
    assert begroting_van(w.overheid.pk, 2027) is None
    assert Goedkeuring._base_manager.get().teruggedraaid


def test_a_budget_that_an_amendment_runs_on_is_not_withdrawn(w):
    b = w.neem(RECHTSWEGE)
    wijziging = bied_aan(overheid=w.overheid, mensen=w.mensen, soort="wijziging", verzonden="2027-02-20")
    with pytest.raises(Conflict, match=f"{wijziging.dossier.nummer} rust op begroting 2027"):
        trek_overname_in(dossier_id=b.dossier.pk, reden="Verkeerd.", door=w.mensen.opsteller)
    assert b.vers().stand == "van_rechtswege"


def test_an_amendment_whose_budget_was_refused_after_all_waits_once_it_is_confirmed(w):
    """The refusal was sent in time and registered late: the law had not decided, so the amendment cannot run."""
    with klok_op(dag("2027-01-29")):
        begroting = w.bevestig(w.neem(RECHTSWEGE.met(stappen=[("ter_goedkeuring", "2026-11-02")])))
        feit(begroting, "overleg_aangeboden")
        stap(begroting, "bied_overleg_aan")
        feit(begroting, "onthoudingsgrond", grond="strijd_met_het_recht", motivering="Zie de nota.")
        voorstel = besluit(begroting, "besluit_onthouden")
    assert draai_klok() == 1
    laat = {"verzonden_op": "2027-02-01", "ontvangen_op": "2027-02-02", "raadsbesluit_op": "2027-01-31"}
    stappen = [("ter_goedkeuring", "2027-02-01")]
    b = w.neem(WIJZIGING.met(zaak={**laat, "termijn_start": "2027-02-02"}, stappen=stappen))
    assert verstuur(begroting, voorstel, dag("2027-01-30")) == "onthouden"
    assert (b.vers().stand, draai_klok()) == ("ter_goedkeuring", 0)
    w.bevestig(b)
    assert draai_klok() == 1
    assert b.vers().stand == "wacht_op_begroting"
    assert einde(b, "goedkeuring") is None


# -- consent -----------------------------------------------------------------------------------------


def test_a_request_runs_as_if_it_had_been_opened_here(w):
    b = w.neem(TOESTEMMING)
    hier = vraag_toestemming(overheid=maak_gemeente(), mensen=w.mensen, verzonden="2027-02-01")
    assert einde(b, "toestemming") == einde(hier, "toestemming")
    assert (b.dossier.onderdeel, b.dossier.orgaan) == ("verzoek 2027-1", "college")
    assert hier.dossier.onderdeel == "verzoek 2027-1"
    w.bevestig(b)
    assert beslis(b, "besluit_verlenen") == "verleend"


def test_a_request_gets_the_next_number(w):
    vraag_toestemming(overheid=w.overheid, mensen=w.mensen, verzonden="2027-02-01")
    assert w.neem(TOESTEMMING).dossier.onderdeel == "verzoek 2027-2"


def test_silence_on_a_request_is_consent_once_the_takeover_is_confirmed(w):
    with klok_op(dag("2027-04-20")):
        b = w.neem(TOESTEMMING)
        laatste = einde(b, "toestemming")
        assert draai_klok() == 0
        w.bevestig(b)
        assert draai_klok() == 1
        assert laatste_stap(b) == ("van_rechtswege", laatste + dt.timedelta(days=1))


def test_consent_by_law_is_confirmed_here(w):
    with klok_op(dag("2027-04-20")):
        hier = vraag_toestemming(overheid=maak_gemeente(), mensen=w.mensen, verzonden="2027-02-01")
        rechtsdag = einde(hier, "toestemming") + dt.timedelta(days=1)
        stappen = [*TOESTEMMING.stappen, ("van_rechtswege", rechtsdag)]
        b = w.neem(TOESTEMMING.met(stappen=stappen))
        assert b.dossier.toestemming.uitkomst == "van_rechtswege"
        assert (einde(b, "toestemming"), einde(b, "bevestiging") is not None) == (None, True)
        w.bevestig(b)
        assert bezwaren(b, "bevestig") == {"G-BEVESTIGING-VERZONDEN"}
        fout = w.fouten(
            TOESTEMMING.met(
                zaaknummer="Z-2", stappen=[*TOESTEMMING.stappen, ("van_rechtswege", "2027-04-10")]
            )
        )
        assert f"{rechtsdag:%d-%m-%Y}" in fout["van"]


@pytest.mark.parametrize(
    ("bestand", "woorden"),
    [
        (TOESTEMMING.met(zaak={"bedrag": "0"}), "bedrag: Geef een bedrag boven nul"),
        (TOESTEMMING.met(zaak={"bedrag": "veel"}), "bedrag: “veel” is geen geldige waarde"),
        (TOESTEMMING.met(zaak={"verzonden_op": "2027-04-01"}), "toekomst"),
        (TOESTEMMING.met(zaak={"post": "x" * 121}), "120 tekens"),
        (TOESTEMMING.met(zaak={"verplicht": "misschien"}), "verplicht: “misschien”"),
    ],
)
def test_a_request_does_not_contradict_itself(w, bestand, woorden):
    assert woorden in w.fouten(bestand).get("waarden", ""), w.fouten(bestand)


def test_where_the_year_is_free_no_consent_is_asked(w):
    besluit = {"regimegrond": "repressief_gs", "besloten_op": "2026-12-08", "verzonden_op": "2026-12-15"}
    stappen = [("wacht", "2026-09-01"), ("repressief", "2026-12-15")]
    w.neem(BEGROTING.met(zaak=besluit, zaaknummer="Z-0", stappen=stappen))
    assert "toestemming is niet nodig" in w.fouten(TOESTEMMING)["waarden"]
    assert "goedkeuring is niet nodig" in w.fouten(GOEDKEURING)["waarden"]


def test_for_a_waterschap_there_is_no_approval_consent_or_urgency():
    w = bouw("waterschap")
    for bestand in (GOEDKEURING, TOESTEMMING, NIET_GEDEKT):
        assert "Goedkeuring geldt voor gemeenten" in w.fouten(bestand)["waarden"]


# -- urgent spending ---------------------------------------------------------------------------------


def test_an_urgent_decision_waits_for_its_amendment_of_the_same_file(w):
    code = w.overheid.code
    verslag = w.lees(csv(*WIJZIGING.rijen(code), *GEKOPPELD.rijen(code)))
    assert verslag.fouten == []
    wijziging, spoed = (w.bouw(Dossier.objects.get(nummer=r.nummer)) for r in verslag.resultaten)
    zaak = spoed.dossier.spoeduitgave
    assert zaak.wijziging == wijziging.dossier.goedkeuring
    assert [(s.naam, s.stem) for s in zaak.stemmen.all()] == [
        ("A. de Boer", "voor"),
        ("B. Smit", "voor"),
        ("C. Jansen", "tegen"),
    ]
    assert spoed.dossier.onderdeel == "spoed 2027-1"
    w.bevestig(wijziging)
    assert beslis(wijziging, "besluit_goedkeuren") == "goedgekeurd"
    assert spoed.vers().stand == "wacht_op_wijziging"
    assert draai_klok() == 0
    w.bevestig(spoed)
    assert draai_klok() == 1
    assert spoed.vers().stand == "gedekt"


def test_an_amendment_that_an_urgent_decision_rests_on_is_not_withdrawn(w):
    code = w.overheid.code
    verslag = w.lees(csv(*WIJZIGING.rijen(code), *GEKOPPELD.rijen(code)))
    eerste = Dossier.objects.get(nummer=verslag.resultaten[0].nummer)
    with pytest.raises(Conflict, match="rust op wijziging 2027-3"):
        trek_overname_in(dossier_id=eerste.pk, reden="Verkeerd.", door=w.mensen.opsteller)
    assert Dossier.objects.open().count() == 2


def test_who_voted_for_it_can_be_held_liable_after_the_takeover(w):
    b = w.neem(AANSPRAKELIJK)
    assert einde(b, "aansprakelijk") == dag("2027-03-30")  # 26 March is Good Friday
    assert [s.naam for s in b.dossier.spoeduitgave.stemmen_voor] == ["A. de Boer", "B. Smit"]
    w.bevestig(b)
    assert beslis(b, "stel_aansprakelijk") == "aangesproken"


def test_the_month_of_article_210_ends_by_the_clock_once_confirmed(w):
    with klok_op(dag("2027-04-05")):
        b = w.neem(AANSPRAKELIJK)
        assert draai_klok() == 0
        w.bevestig(b)
        assert draai_klok() == 1
        assert laatste_stap(b) == ("bevoegdheid_vervallen", dag("2027-03-31"))


def test_a_power_that_lapsed_lapsed_on_the_day_of_the_law(w):
    with klok_op(dag("2027-04-05")):
        stappen = [*AANSPRAKELIJK.stappen, ("bevoegdheid_vervallen", "2027-03-31")]
        b = w.neem(AANSPRAKELIJK.met(stappen=stappen))
        assert einde(b, "aansprakelijk") is None
        w.bevestig(b)
        assert stap(b, "sluit_na_verval") == "vervallen"
        fout = [*AANSPRAKELIJK.stappen, ("bevoegdheid_vervallen", "2027-03-29")]
        assert "31-03-2027" in w.fouten(AANSPRAKELIJK.met(stappen=fout, zaaknummer="Z-2"))["van"]


def test_a_refusal_becomes_final_here(w):
    b = w.neem(NIET_GEDEKT)
    w.bevestig(b)
    assert bezwaren(b, "word_onherroepelijk") == {"G-ONHERROEPELIJK"}


@pytest.mark.parametrize(
    ("bestand", "kolom", "woorden"),
    [
        (NIET_GEDEKT.met(zaak={"voor": "", "tegen": ""}), "waarden", "voor: Geef de stem van elk raadslid"),
        (NIET_GEDEKT.met(zaak={"voor": "A, A"}), "waarden", "Noem elk raadslid één keer"),
        (NIET_GEDEKT.met(zaak={"voor": "C. Jansen, D"}), "waarden", "Noem elk raadslid één keer"),
        (NIET_GEDEKT.met(zaak={"tegen": "C, D"}), "waarden", "dan is het besluit niet genomen"),
        (SPOED, "waarden", "wijziging: Geef het nummer van de begrotingswijziging"),
        (GEKOPPELD, "waarden", "Wijziging 2027-3 is hier niet bekend"),
        (NIET_GEDEKT.met(zaak={"bedrag": "-5"}), "waarden", "bedrag boven nul"),
        (NIET_GEDEKT.met(zaak={"verzonden_op": "2027-02-14"}), "waarden", "Verzenden kan niet vóór"),
        (AANSPRAKELIJK.met(feiten=[]), "waarden", "Geef het feit “onherroepelijk”"),
        (
            AANSPRAKELIJK.met(feiten=[("onherroepelijk", "2027-03-01", {"waardoor": "uitspraak"})]).met(
                stappen=[*NIET_GEDEKT.stappen, ("aansprakelijkheid", "2027-02-27")]
            ),
            "datum",
            "De maand kan niet lopen",
        ),
    ],
)
def test_an_urgent_decision_does_not_contradict_itself_or_the_law(w, bestand, kolom, woorden):
    assert woorden in w.fouten(bestand).get(kolom, ""), w.fouten(bestand)


def test_an_urgent_decision_does_not_contradict_its_amendment(w):
    bied_aan(overheid=w.overheid, mensen=w.mensen, soort="wijziging", volgnummer=3)
    assert "geen goedkeuring onthouden" in w.fouten(NIET_GEDEKT.met(zaak={"wijziging": 3}))["waarden"]
