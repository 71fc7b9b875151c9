"""What was true on a date, as known on a date: nothing later, and nothing that may not leave the house."""

import datetime as dt
import json

import pytest

from reports.perioden import Ritme, periode_rond, periode_tot
from reports.snapshot import Blik, OverheidOnbekend, bronnen, maak_feiten, sha256
from tests.reports.wereld import KENNIS, PEILDATUM, dossier, feit, maak_overheden, trede
from toezicht.core import clock


def blik(code="GM9901", peildatum=PEILDATUM, kennis=KENNIS, ritme=Ritme.JAAR):
    return Blik(
        periode=periode_tot(ritme, peildatum),
        kennisdatum=clock.moment(kennis, dt.time(23, 59)),
        provincie_code="PV99",
        provincie_naam="Voorbeeldland",
        overheid_code=code,
    )


def beeld(**kw):
    return maak_feiten("toezichtbeeld", blik(**kw))


def dashboard(**kw):
    return maak_feiten("kwartaaldashboard", blik(code="", ritme=Ritme.KWARTAAL, **kw))


def rij(feiten, domein):
    return next(r for r in feiten["domeinen"] if r["code"] == domein)


def test_facts_after_the_peildatum_change_nothing(wereld):
    voor, voor_dashboard = sha256(beeld()), sha256(dashboard())
    trede(1, "2026-10-01", "t4")
    feit("overheid", "GM9901", "2026-10-02", {"naam": "Aarlo aan Zee"})
    feit("afspraak", 1, "2026-10-03", {"status": "nagekomen"})
    feit(
        "cijfers",
        "GM9901:2026:0",
        "2026-10-05",
        {"boekjaar": 2026, "periode": "0", "kengetallen": {"fk.1": {}}},
    )
    assert sha256(beeld()) == voor
    assert sha256(dashboard()) == voor_dashboard
    assert sha256(beeld(peildatum=dt.date(2026, 10, 6))) != voor


def test_a_back_dated_fact_shows_only_with_a_later_kennisdatum(wereld):
    voor = beeld()
    feit(
        "dossier",
        1,
        "2026-09-25",
        {"stand": "t4", "trede": "t4", "trede_sinds": "2026-09-25"},
        op="2026-11-03",
    )
    assert beeld() == voor
    assert rij(beeld(), "informatie_archief")["trede"]["nummer"] == "T3b"
    later = beeld(kennis=dt.date(2026, 11, 3))
    assert rij(later, "informatie_archief")["trede"]["nummer"] == "T4"
    assert any("T4" in gebeurtenis["wat"] for gebeurtenis in later["tijdlijn"])


def test_a_back_dated_fact_before_a_later_one_does_not_undo_it(wereld):
    feit(
        "dossier",
        1,
        "2026-08-01",
        {"stand": "t2", "trede": "t2", "trede_sinds": "2026-08-01"},
        op="2026-11-03",
    )
    later = beeld(kennis=dt.date(2026, 11, 3))
    assert rij(later, "informatie_archief")["trede"]["nummer"] == "T3b"


def test_the_same_facts_give_the_same_canonical_bytes(wereld):
    assert sha256(beeld()) == sha256(json.loads(json.dumps(beeld())))


def test_position_terms_agreements_and_figures_are_in_it(wereld):
    feiten = beeld()
    archief = rij(feiten, "informatie_archief")
    assert archief["trede"] == {
        "code": "t3b",
        "nummer": "T3b",
        "naam": "Bestuurlijk overleg en afspraken",
        "kort": "Bestuurlijk overleg",
        "hoogte": 4,
    }
    assert archief["sinds"] == "2026-09-14"
    assert rij(feiten, "erfgoed")["trede"] is None
    assert [t["einde"] for t in feiten["termijnen"]] == ["2026-12-28"]
    assert feiten["termijnen"][0]["verschoven"]
    assert [a["over_datum"] for a in feiten["afspraken"]] == [True, False]
    assert [s["boekjaar"] for s in feiten["financien"]["sets"]] == [2023, 2024, 2025]
    solvabiliteit = next(k for k in feiten["financien"]["kengetallen"] if k["code"] == "fk.3")
    assert [w["waarde"] for w in solvabiliteit["waarden"]] == ["27.9", "23.5", "18.2"]
    assert feiten["beleid"]["versie"] == "2026-1"


@pytest.mark.parametrize("verboden", ["Persoonsnaam", "Geheim vermoeden", "Sanne", "S-1", "signaal"])
def test_no_signal_and_no_person_leaves_the_house(wereld, verboden):
    assert verboden not in json.dumps(beeld())


def test_a_case_that_is_only_signalled_is_not_shown(wereld):
    feiten = beeld(code="GM9903")
    assert feiten["dossiers"] == []
    assert rij(feiten, "huisvesting")["trede"] is None
    assert "T1" not in json.dumps(feiten["tijdlijn"])


@pytest.mark.parametrize("niveau", ["vertrouwelijk", "geheim_besluit", "cdk"])
def test_one_closed_line_closes_the_dossier_for_the_public(wereld, niveau):
    feit("dossier", 1, "2026-09-20", {"titel": "Besloten"}, vertrouwelijk=niveau)
    feiten = beeld()
    assert feiten["dossiers"] == []
    assert feiten["tijdlijn"] == []
    assert feiten["termijnen"] == []


def test_a_dossier_closed_in_the_period_is_told_with_its_outcome(wereld):
    feiten = beeld(code="GM9902")
    assert [(d["gesloten"], d["sluitreden"]) for d in feiten["dossiers"]] == [(True, "Opgelost")]
    assert {"datum": "2026-09-02", "dossier": "2026-0002", "wat": "Dossier gesloten: opgelost."} in feiten[
        "tijdlijn"
    ]
    assert rij(feiten, "omgevingsrecht")["trede"] is None


def test_dashboard_counts(wereld):
    feiten = dashboard()
    per_domein = {rij_["code"]: rij_ for rij_ in feiten["zaken"]}
    assert per_domein["informatie_archief"]["totaal"] == 2
    assert per_domein["huisvesting"]["per_trede"][0] == 1
    assert [(t["overheid"], t["verstreken"]) for t in feiten["termijnen"]] == [
        ("Eikendam", True),
        ("Duinrand", False),
    ]
    assert [(b["datum"], b["naar"]) for b in feiten["bewegingen"]] == [
        ("2026-07-06", "t3a"),
        ("2026-07-20", "t3a"),
        ("2026-09-02", "afgesloten"),
        ("2026-09-10", "t1"),
        ("2026-09-14", "t3b"),
    ]
    assert [(v["overheid"], v["wacht"]) for v in feiten["voorstellen"]] == [("Aarlo", "wacht op toetsing")]
    assert feiten["werklast"][-1] == {"behandelaar": "", "zaken": 1, "zwaar": 0}
    dagen = {d["trede"]: d["dagen"] for d in feiten["doorlooptijden"]}
    assert (dagen["t2"], dagen["t3a"], dagen["t4"]) == (39, 57, None)
    assert {t["naam"]: t["trede"] for t in feiten["kaart"]}["Aarlo"] == "t3b"


def test_the_closed_room_is_not_even_counted(wereld):
    assert "Lageland" not in [rij_["overheid"] for rij_ in dashboard()["signalen"]]


@pytest.mark.parametrize(
    "wijziging",
    [
        {"betrouwbaarheid": "C"},
        {"status": "verlopen"},
        {"geldig_tot": "2026-09-29"},
        {"vertrouwelijkheid": "cdk"},
    ],
)
def test_a_signal_counts_only_when_checked_valid_and_open(wereld, wijziging):
    assert next(s for s in dashboard()["signalen"] if s["overheid"] == "Aarlo")["zwaar"] == 1
    feit("signaal", 1, "2026-09-20", wijziging)
    assert not [s for s in dashboard()["signalen"] if s["overheid"] == "Aarlo"]


def test_an_organisation_loaded_later_is_known_by_its_first_recording(db):
    maak_overheden(1)
    dossier(1, "2025-03-01")
    trede(1, "2025-04-01", "t2")
    feiten = beeld(peildatum=dt.date(2025, 6, 30), kennis=dt.date(2025, 7, 1))
    assert feiten["overheid"]["naam"] == "Aarlo"
    assert rij(feiten, "informatie_archief")["trede"]["nummer"] == "T2"


def test_an_unknown_or_ended_organisation_is_refused(wereld):
    with pytest.raises(OverheidOnbekend, match="GM0000"):
        beeld(code="GM0000")
    feit("overheid", "GM9901", "2026-02-01", {"geldig_tot": "2026-03-01"})
    with pytest.raises(OverheidOnbekend):
        beeld()


def test_movements_survive_patches_that_do_not_touch_the_rung(wereld):
    feit("dossier", 1, "2026-09-15", {"behandelaar": "Ander"})
    gangen = bronnen.bewegingen(blik().regels("dossier"))
    assert [g.naar for g in gangen] == ["t1", "t2", "t3a", "t3b"]


def test_whole_period_and_part_of_a_period():
    assert periode_tot(Ritme.KWARTAAL, PEILDATUM) == periode_rond(Ritme.KWARTAAL, PEILDATUM)
    assert periode_tot(Ritme.JAAR, PEILDATUM).naam == "2026, tot en met 30 september 2026"
