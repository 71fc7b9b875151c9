"""Taking over, in the middle, a dossier on suspension and annulment, by the Crown or by GS."""

import pytest

from interventieladder.services.klok import draai_klok
from tests.interventieladder.ladders.financieel import einde
from tests.interventieladder.ladders.kit import dag, stap
from tests.interventieladder.zaakwereld import (
    BRON,
    PEIL,
    VATBAARHEID,
    VERNIETIGING,
    WATERSCHAP,
    bouw,
    laatste_stap,
    verifieer,
)
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(PEIL):
        yield


@pytest.fixture
def w():
    return bouw()


# -- suspension and annulment ------------------------------------------------------------------------


def test_the_ten_days_run_from_the_day_gs_knew(w):
    b = w.neem(VERNIETIGING)
    assert (b.dossier.orgaan, b.dossier.onderdeel) == ("raad", "Legesverordening 2027 (18-02-27)")
    assert einde(b, "mededeling_273a") == dag("2027-03-04")
    kennis = b.dossier.feiten.feit("kennisname")
    assert (kennis.datum, BRON in kennis.bron) == (dag("2027-02-22"), True)
    w.bevestig(b)
    assert stap(b, "voer_overleg") == "overleg"
    assert einde(b, "mededeling_273a") == dag("2027-03-04")


def test_the_ten_days_end_by_the_clock_once_confirmed(w):
    with klok_op(dag("2027-03-09")):
        b = w.neem(VERNIETIGING)
        assert draai_klok() == 0
        w.bevestig(b)
        assert draai_klok() == 1
        assert laatste_stap(b) == ("buiten_termijn", dag("2027-03-05"))


def test_a_notice_in_time_started_the_standstill(w):
    stappen = [
        *VERNIETIGING.stappen,
        ("voorgedragen", "2027-02-25", "gs", "GS-2027-0120", "2027-02-25"),
        ("stilstand", "2027-02-26"),
    ]
    met = [*VERNIETIGING.feiten, ("mededeling", "2027-02-26", {"kenmerk": "IBT-9"})]
    b = w.neem(VERNIETIGING.met(stappen=stappen, feiten=met))
    assert einde(b, "stilstand") == dag("2027-03-30")  # 26 March is Good Friday
    assert einde(b, "mededeling_273a") is None
    w.bevestig(b)
    with klok_op(dag("2027-04-02")):
        assert draai_klok() == 1
        assert laatste_stap(b) == ("stilstand_voorbij", dag("2027-03-31"))
    anders = VERNIETIGING.met(stappen=stappen, zaaknummer="Z-2", zaak={"besluit": "Andere verordening"})
    assert "Geef het feit “mededeling”" in w.fouten(anders)["waarden"]


def test_a_suspension_runs_to_the_day_of_the_decree(w):
    stappen = [
        *VERNIETIGING.stappen,
        ("buiten_termijn", "2027-03-05"),
        ("schorsing", "2027-03-10", "kroon", "KB 12", "2027-03-10"),
    ]
    kb = ("kb_schorsing", "2027-03-10", {"nummer": "KB 12", "staatsblad": "2027, 80", "tot": "2027-06-30"})
    with klok_op(dag("2027-03-20")):
        b = w.neem(VERNIETIGING.met(stappen=stappen, feiten=[*VERNIETIGING.feiten, kb]))
        assert einde(b, "schorsing") == dag("2027-06-30")
        w.bevestig(b)
        lang = (*kb[:2], {**kb[2], "tot": "2028-06-30"})
        te_lang = VERNIETIGING.met(stappen=stappen, feiten=[lang], zaaknummer="Z-2", zaak={"besluit": "B"})
        assert "uiterlijk op 10-03-2028" in w.fouten(te_lang)["waarden"]
        zonder = VERNIETIGING.met(stappen=stappen, zaaknummer="Z-2", zaak={"besluit": "B"})
        assert "Geef het feit “kb_schorsing”" in w.fouten(zonder)["waarden"]
    with klok_op(dag("2027-07-02")):
        assert draai_klok() == 1
        assert laatste_stap(b) == ("schorsing_vervallen", dag("2027-07-01"))


def test_an_annulment_by_the_crown_opens_the_appeal_from_its_announcement(w):
    stappen = [
        *VERNIETIGING.stappen,
        ("buiten_termijn", "2027-03-05"),
        ("vernietigd", "2027-03-10", "kroon", "KB 12", "2027-03-10"),
    ]

    def bestand(bekend_op, **anders):
        waarden = {"nummer": "KB 12", "staatsblad": "2027, 80", "vervolg": "geen", "bekend_op": bekend_op}
        kb = ("kb_vernietiging", "2027-03-10", waarden)
        return VERNIETIGING.met(stappen=stappen, feiten=[*VERNIETIGING.feiten, kb], **anders)

    with klok_op(dag("2027-03-20")):
        # Six weeks after the 11th; a day before the decree or still to come starts none.
        assert einde(w.neem(bestand("2027-03-11")), "beroep_vernietiging") == dag("2027-04-22")
        for fout in ("2027-03-09", "2027-03-21"):
            ander = bestand(fout, zaaknummer="Z-2", zaak={"besluit": "Andere verordening"})
            assert "Geef het feit “kb_vernietiging”" in w.fouten(ander)["waarden"]


def test_a_report_of_the_burgemeester_is_sent_on_within_a_week(w):
    gemeld = VERNIETIGING.met(
        zaak={"bron": "burgemeester", "bekend_op": "2027-02-18", "gemeld_op": "2027-02-19"},
    )
    b = w.neem(gemeld)
    assert einde(b, "doorzending_273") == dag("2027-02-26")
    assert einde(b, "stilstand") == dag("2027-03-19")
    assert einde(b, "mededeling_273a") is None
    assert b.dossier.feiten.feit("melding_burgemeester").waarden["ontvangen_op"] == "2027-02-22"
    w.bevestig(b)
    assert stap(b, "voer_overleg") == "overleg"


@pytest.mark.parametrize(
    ("bestand", "kolom", "woorden"),
    [
        (VERNIETIGING.met(zaak={"bron": "voorzitter"}), "waarden", "bron: Deze bron past niet"),
        (VERNIETIGING.met(zaak={"bron": "burgemeester"}), "waarden", "gemeld_op: Vul in wanneer"),
        (
            VERNIETIGING.met(zaak={"gemeld_op": "2027-02-20"}),
            "waarden",
            "gemeld_op: Dit hoort bij een melding",
        ),
        (VERNIETIGING.met(zaak={"kennisname_op": "2027-02-17"}), "waarden", "kennisname ligt vóór"),
        (VERNIETIGING.met(kop={"orgaan": "ab"}), "orgaan", "Kies het orgaan"),
        (VERNIETIGING.met(kop={}), "orgaan", "Kies het orgaan"),
        (VERNIETIGING.met(zaak={"besluit": "x" * 201}), "waarden", "200 tekens"),
        (
            VERNIETIGING.met(ladder="vernietiging_waterschap"),
            "ladder",
            "staat op de ladder “vernietiging”",
        ),
        (
            VERNIETIGING.met(feiten=[("kennisname", "2027-02-22", {"bewijs": "x"})]),
            "soort",
            "volgt uit de rij “zaak”",
        ),
        (
            VERNIETIGING.met(stappen=[*VERNIETIGING.stappen, ("buiten_termijn", "2027-02-28")]),
            "van",
            "tot en met 04-03-2027",
        ),
    ],
)
def test_a_decision_does_not_contradict_itself_or_the_law(w, bestand, kolom, woorden):
    assert woorden in w.fouten(bestand).get(kolom, ""), w.fouten(bestand)


def test_of_two_dossiers_on_one_decision_the_second_is_refused(w):
    b = w.neem(VERNIETIGING)
    assert b.dossier.domein == "bestuurskracht"
    for elders in ("", "financien"):
        tweede = VERNIETIGING.met(zaaknummer="Z-2", zaak={"domein": elders})
        assert b.dossier.nummer in w.fouten(tweede)["taak"]


def test_the_dossier_lies_in_the_domain_of_the_decision(w):
    assert w.neem(VERNIETIGING.met(zaak={"domein": "financien"})).dossier.domein == "financien"
    assert "domein" in w.fouten(VERNIETIGING.met(zaaknummer="Z-2", zaak={"domein": "Geld"}))["waarden"]


# -- waterschap --------------------------------------------------------------------------------------


def test_gs_decide_themselves_after_the_takeover():
    w = bouw("waterschap")
    b = w.neem(WATERSCHAP)
    assert einde(b, "stilstand") == dag("2027-03-22")  # 20 March is a Saturday
    assert b.dossier.feiten.feit("melding_voorzitter").datum == dag("2027-02-20")
    w.bevestig(b)
    assert stap(b, "vernietig_niet") == "niet_vernietigd"


def test_the_standstill_of_a_waterschap_ends_by_the_clock_once_confirmed():
    w = bouw("waterschap")
    with klok_op(dag("2027-03-25")):
        b = w.neem(WATERSCHAP)
        assert draai_klok() == 0
        w.bevestig(b)
        assert draai_klok() == 1
        assert laatste_stap(b) == ("stilstand_voorbij", dag("2027-03-23"))


def test_a_suspension_by_gs_runs_from_its_announcement():
    w = bouw("waterschap")
    stappen = [*WATERSCHAP.stappen, ("schorsing", "2027-02-26", "gs", "GS-2027-0130", "2027-02-26")]
    bekend = ("besluit_bekend", "2027-02-27", {"geschorst_tot": "2027-08-31"})
    b = w.neem(WATERSCHAP.met(stappen=stappen, feiten=[VATBAARHEID, bekend]))
    assert einde(b, "schorsing") == dag("2027-08-31")
    lang = ("besluit_bekend", "2027-02-27", {"geschorst_tot": "2028-08-31"})
    fout = WATERSCHAP.met(stappen=stappen, feiten=[lang], zaaknummer="Z-2", zaak={"besluit": "B"})
    assert "Awb 10:44" in w.fouten(fout)["waarden"]


def test_an_annulment_that_is_known_opens_the_appeal():
    w = bouw("waterschap")
    stappen = [*WATERSCHAP.stappen, ("vernietigd", "2027-02-26", "gs", "GS-2027-0131", "2027-02-26")]
    b = w.neem(WATERSCHAP.met(stappen=stappen, feiten=[VATBAARHEID, ("besluit_bekend", "2027-02-27", {})]))
    assert einde(b, "beroep_vernietiging") == dag("2027-04-12")


def test_a_gemeente_has_no_such_ladder(w):
    assert "staat op de ladder “vernietiging”" in w.fouten(WATERSCHAP)["ladder"]


def test_the_second_pair_of_eyes_stays_outside_the_takeover(w):
    """Facts that ask a second person are verified here one by one; confirming the takeover is not enough."""
    b = w.neem(VERNIETIGING)
    w.bevestig(b)
    assert b.dossier.feiten.feit("vatbaarheid") is None
    verifieer(b, "vatbaarheid")
    assert b.dossier.feiten.feit("vatbaarheid").datum == dag("2027-02-24")
