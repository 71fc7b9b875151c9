"""The termijnenrekenaar: the vectors of the domain, its explanation, its refusals and its properties."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toezicht.core.termijnen import (
    Basis,
    Eenheid,
    Lengte,
    OngeldigeTermijn,
    bereken,
    herinneringen,
    laatste_dag_voor,
    standaard_kalender,
)
from toezicht.core.termijnen.kalender import kalender
from toezicht.core.termijnen.rekenen import ART_1, ART_2, ART_4, ART_5

ZONDER_ATW = [Basis.VERORDENING, Basis.BESLUIT_GS, Basis.BRIEF]
LEEG = kalender()


def d(tekst):
    return dt.date.fromisoformat(tekst)


def einde(uitkomst):
    return uitkomst.ruw_einde.isoformat(), uitkomst.effectief_einde.isoformat()


LADDER = [
    ("2026-03-09", 28, "2026-04-06", "2026-04-07"),
    ("2026-03-30", 28, "2026-04-27", "2026-04-28"),
    ("2026-04-02", 42, "2026-05-14", "2026-05-18"),
    ("2026-04-07", 28, "2026-05-05", "2026-05-06"),
    ("2026-04-30", 2, "2026-05-02", "2026-05-04"),
    ("2026-11-13", 42, "2026-12-25", "2026-12-28"),
    ("2026-12-17", 10, "2026-12-27", "2026-12-28"),
    ("2027-02-26", 28, "2027-03-26", "2027-03-30"),
    ("2027-04-06", 21, "2027-04-27", "2027-04-28"),
    ("2027-04-08", 28, "2027-05-06", "2027-05-10"),
    ("2025-12-19", 14, "2026-01-02", "2026-01-05"),
    ("2028-03-15", 42, "2028-04-26", "2028-04-26"),
    ("2028-03-16", 42, "2028-04-27", "2028-05-01"),
    ("2027-12-14", 10, "2027-12-24", "2027-12-24"),
    ("2026-12-24", 3, "2026-12-27", "2026-12-29"),
    ("2026-04-02", 3, "2026-04-05", "2026-04-08"),
]


@pytest.mark.parametrize(("start", "dagen", "ruw", "effectief"), LADDER)
@pytest.mark.parametrize("basis", Basis)
def test_vectoren(start, dagen, ruw, effectief, basis):
    uitkomst = bereken(d(start), Lengte.dagen(dagen), basis, overeenkomstig=not basis.onder_atw)
    assert einde(uitkomst) == (ruw, effectief)


@pytest.mark.parametrize(("start", "dagen", "ruw", "effectief"), LADDER)
@pytest.mark.parametrize("basis", ZONDER_ATW)
def test_buiten_wet_en_amvb_schuift_niets_vanzelf(start, dagen, ruw, effectief, basis):
    uitkomst = bereken(d(start), Lengte.dagen(dagen), basis)
    assert einde(uitkomst) == (ruw, ruw)
    assert uitkomst.toegepast == ()


@pytest.mark.parametrize(
    ("start", "lengte", "effectief"),
    [("2026-04-02", Lengte.weken(6), "2026-05-15"), ("2027-04-08", Lengte.weken(4), "2027-05-07")],
)
def test_zonder_kb_tabel_is_de_dag_na_hemelvaart_een_werkdag(start, lengte, effectief):
    assert einde(bereken(d(start), lengte, Basis.WET, kalender=LEEG))[1] == effectief


@pytest.mark.parametrize(
    ("start", "lengte", "ruw", "effectief"),
    [
        ("2026-12-28", Lengte.weken(13), "2027-03-29", "2027-03-29"),  # Awb 10:31: second Easter day, stays
        ("2027-02-27", Lengte.maanden(2), "2027-04-27", "2027-04-28"),  # Gemeentewet 208: Koningsdag
        ("2027-03-05", Lengte.maanden(2), "2027-05-05", "2027-05-10"),  # 5 May, Hemelvaart, KB day, weekend
        ("2014-11-26", Lengte.weken(26), "2015-05-27", "2015-05-27"),  # Langedijk: 13 weeks, once prolonged
    ],
)
def test_vectoren_financieel_toezicht(start, lengte, ruw, effectief):
    assert einde(bereken(d(start), lengte, Basis.WET)) == (ruw, effectief)


def test_208_zonder_kb_tabel():
    assert einde(bereken(d("2027-03-05"), Lengte.maanden(2), Basis.WET, kalender=LEEG))[1] == "2027-05-07"


def test_brief_op_hemelvaart_volgens_scenario_sc6():
    brief = bereken(d("2026-04-02"), Lengte.weken(6), Basis.BRIEF, overeenkomstig=True)
    beroep = bereken(d("2026-04-02"), Lengte.weken(6), Basis.WET)
    assert einde(brief) == einde(beroep) == ("2026-05-14", "2026-05-18")
    goedkeuring = bereken(d("2026-02-12"), Lengte.weken(13), Basis.WET)
    assert einde(goedkeuring) == ("2026-05-14", "2026-05-14")


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize(
    ("lengte", "schuift"),
    [
        (Lengte.weken(12), True),
        (Lengte.weken(13), False),
        (Lengte.dagen(90), True),
        (Lengte.dagen(91), False),
        (Lengte.maanden(3), True),
        (Lengte.maanden(4), False),
        (Lengte.maanden(6), False),
        (Lengte.maanden(12), False),
    ],
)
def test_grens_van_artikel_4(lengte, schuift, basis):
    """Each length is laid so that it ends on a Sunday in an ordinary week."""
    zondag = d("2026-06-14")
    start = next(
        dag
        for dag in (zondag - dt.timedelta(days=n) for n in range(1, 800))
        if bereken(dag, lengte, Basis.WET).ruw_einde == zondag
    )
    uitkomst = bereken(start, lengte, basis, overeenkomstig=True)
    assert uitkomst.effectief_einde == (d("2026-06-15") if schuift else zondag)
    assert (ART_4 in uitkomst.toegepast) is not schuift


@pytest.mark.parametrize(
    ("start", "maanden", "ruw"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-02-28", 1, "2026-03-28"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-15", 1, "2026-12-15"),
        ("2026-12-15", 12, "2027-12-15"),
        ("2028-02-29", 12, "2029-02-28"),
    ],
)
def test_maanden_met_de_ultimoregel(start, maanden, ruw):
    assert bereken(d(start), Lengte.maanden(maanden), Basis.BRIEF).ruw_einde == d(ruw)


def test_korter_dan_drie_dagen_kent_geen_minimum_aan_werkdagen():
    uitkomst = bereken(d("2026-04-02"), Lengte.dagen(2), Basis.WET)
    assert einde(uitkomst) == ("2026-04-04", "2026-04-07")
    assert ART_2 not in uitkomst.toegepast


def test_artikel_2_verlengt_ook_een_termijn_die_op_een_werkdag_eindigt():
    uitkomst = bereken(d("2026-06-12"), Lengte.dagen(3), Basis.WET)
    assert einde(uitkomst) == ("2026-06-15", "2026-06-16")
    assert uitkomst.toegepast == (ART_2,)


def test_artikel_2_slaat_een_feestdag_over():
    """Friday plus three days is Monday 4 May 2026, the first working day; the 5th is a holiday."""
    uitkomst = bereken(d("2026-05-01"), Lengte.dagen(3), Basis.WET)
    assert einde(uitkomst) == ("2026-05-04", "2026-05-06")
    assert any("Dinsdag 5 mei 2026 is Bevrijdingsdag: telt niet mee" in stap for stap in uitkomst.stappen)


# --- the explanation ---------------------------------------------------------------------------------


def test_uitleg_als_in_het_ontwerp():
    uitkomst = bereken(d("2026-05-22"), Lengte.weken(26), Basis.BRIEF, gebeurtenis="Brief verzonden")
    assert uitkomst.stappen == (
        "Brief verzonden op vrijdag 22 mei 2026",
        "De termijn begint de dag erna",
        "26 weken → vrijdag 20 november 2026",
        "Geen zaterdag, zondag of feestdag: blijft staan",
    )


def test_uitleg_noemt_elke_overgeslagen_dag_met_het_artikel():
    uitkomst = bereken(d("2026-04-02"), Lengte.weken(6), Basis.WET)
    wet = "Algemene termijnenwet art. 1, eerste lid"
    assert uitkomst.stappen[3:] == (
        f"Donderdag 14 mei 2026 is Hemelvaartsdag: schuift op ({wet}, en art. 3, eerste lid)",
        "Vrijdag 15 mei 2026 (dag na Hemelvaartsdag) is bij koninklijk besluit gelijkgesteld met een feestdag"
        f": schuift op ({wet}, en art. 3, derde lid)",
        f"Zaterdag 16 mei 2026 valt in het weekend: schuift op ({wet})",
        f"Zondag 17 mei 2026 valt in het weekend: schuift op ({wet})",
        "De termijn eindigt op maandag 18 mei 2026",
    )
    assert uitkomst.toegepast == (
        ART_1,
        "Algemene termijnenwet art. 3, eerste lid",
        "Algemene termijnenwet art. 3, derde lid",
    )
    assert uitkomst.kalender_versie == standaard_kalender().versie


def test_uitleg_goede_vrijdag():
    stappen = bereken(d("2027-02-26"), Lengte.weken(4), Basis.WET).stappen
    assert "Vrijdag 26 maart 2027 is Goede Vrijdag, gelijkgesteld met een feestdag: schuift op" in stappen[3]


def test_uitleg_bij_amvb_overeenkomstig_en_geen_van_beide():
    start, lengte = d("2026-03-09"), Lengte.weken(4)
    amvb = bereken(start, lengte, Basis.AMVB)
    assert ART_5 in amvb.toegepast
    analoog = bereken(start, lengte, Basis.BESLUIT_GS, overeenkomstig=True)
    assert any(
        "overeenkomstig toegepast op een termijn in een besluit van" in stap for stap in analoog.stappen
    )
    los = bereken(start, lengte, Basis.BESLUIT_GS)
    assert los.stappen[-1] == (
        "Maandag 6 april 2026 is Tweede paasdag, maar voor een termijn in een besluit van Gedeputeerde "
        "Staten geldt de Algemene termijnenwet niet: blijft staan"
    )


def test_uitleg_bij_uitzondering():
    uitkomst = bereken(d("2026-12-28"), Lengte.weken(13), Basis.WET)
    assert uitkomst.stappen[-1] == (
        "Maandag 29 maart 2027 is Tweede paasdag, maar voor een termijn van meer dan 12 weken geldt de "
        "Algemene termijnenwet niet: blijft staan (Algemene termijnenwet art. 4, onder a)"
    )


def test_uitzondering_telt_als_toegepast_ook_waar_het_einde_een_werkdag_is():
    assert bereken(d("2026-05-22"), Lengte.weken(26), Basis.WET).toegepast == (ART_4,)
    assert bereken(d("2026-05-22"), Lengte.weken(26), Basis.BRIEF).toegepast == ()


@pytest.mark.parametrize(
    ("start", "jaren"),
    [("2029-03-01", "2029"), ("2020-03-02", "2020"), ("2026-03-02", None), ("2028-12-20", None)],
)
def test_waarschuwt_waar_de_kb_dagen_niet_bekend_zijn(start, jaren):
    laatste = bereken(d(start), Lengte.dagen(5), Basis.WET).stappen[-1]
    assert laatste.startswith(f"Let op: van {jaren} zijn") if jaren else not laatste.startswith("Let op")


def test_enkelvoud_en_ultimo_in_de_uitleg():
    stappen = bereken(d("2026-01-31"), Lengte.maanden(1), Basis.BRIEF).stappen
    assert stappen[2] == (
        "1 maand → zaterdag 28 februari 2026, de laatste dag van de maand, want februari heeft geen dag 31"
    )
    assert [str(Lengte(1, eenheid)) for eenheid in Eenheid] == ["1 dag", "1 week", "1 maand"]


# --- refusals ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("aantal", [0, -1, -(10**20)])
def test_lengte_moet_positief_zijn(aantal):
    with pytest.raises(OngeldigeTermijn, match="1 of hoger"):
        Lengte(aantal, "weken")


@pytest.mark.parametrize("aantal", [True, 2.0, "3"])
def test_lengte_moet_een_geheel_getal_zijn(aantal):
    with pytest.raises(TypeError):
        Lengte(aantal, "dagen")


def test_lengte_met_onbekende_eenheid():
    with pytest.raises(ValueError, match="jaren"):
        Lengte(1, "jaren")


def test_lengte_laat_zich_op_drie_manieren_schrijven():
    assert Lengte(6, "weken") == Lengte(6, Eenheid.WEKEN) == Lengte.weken(6)


@pytest.mark.parametrize("eenheid", Eenheid)
@pytest.mark.parametrize("aantal", [10**7, 10**12, 10**40])
def test_te_lang_weigert(eenheid, aantal):
    with pytest.raises(OngeldigeTermijn, match="9999"):
        bereken(d("2026-01-01"), Lengte(aantal, eenheid), Basis.WET)


def test_voorbij_het_laatste_jaar_weigert():
    with pytest.raises(OngeldigeTermijn, match="9999"):
        bereken(d("9999-12-30"), Lengte.dagen(2), Basis.WET)
    assert bereken(d("9999-12-30"), Lengte.dagen(1), Basis.WET).effectief_einde == dt.date.max
    with pytest.raises(OngeldigeTermijn, match="9999"):
        bereken(d("9999-12-25"), Lengte.maanden(1), Basis.WET)


@pytest.mark.parametrize("start", ["2013-12-31", "0001-01-01"])
def test_voor_2014_weigert(start):
    with pytest.raises(OngeldigeTermijn, match="2014"):
        bereken(d(start), Lengte.dagen(1), Basis.WET)
    with pytest.raises(OngeldigeTermijn, match="2014"):
        laatste_dag_voor(d(start))


def test_moment_als_start_weigert():
    with pytest.raises(TypeError):
        bereken(dt.datetime(2026, 1, 1, tzinfo=dt.UTC), Lengte.dagen(1), Basis.WET)


# --- fixed dates and reminders -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("datum", "laatste"),
    [("2026-07-15", "2026-07-14"), ("2028-07-15", "2028-07-14"), ("2026-11-15", "2026-11-14")],
)
def test_voor_een_vaste_datum_schuift_niet(datum, laatste):
    """14 November 2026 is a Saturday and stays the last day."""
    assert laatste_dag_voor(d(datum)) == d(laatste)


def test_herinneringen():
    assert herinneringen(d("2026-05-01"), d("2026-06-30")) == [
        d("2026-05-31"),
        d("2026-06-16"),
        d("2026-06-23"),
        d("2026-06-29"),
        d("2026-07-01"),
    ]


def test_herinneringen_van_een_korte_termijn():
    assert herinneringen(d("2026-05-01"), d("2026-05-15")) == [
        d("2026-05-08"),
        d("2026-05-14"),
        d("2026-05-16"),
    ]
    assert herinneringen(d("2026-05-01"), d("2026-05-02")) == [d("2026-05-03")]


@pytest.mark.parametrize("eind", ["2026-05-01", "2026-04-30", "9999-12-31"])
def test_herinneringen_weigeren_een_onmogelijk_einde(eind):
    with pytest.raises(OngeldigeTermijn):
        herinneringen(d("2026-05-01"), d(eind))


# --- properties --------------------------------------------------------------------------------------

starts = st.dates(dt.date(2014, 1, 1), dt.date(2060, 12, 31))
lengtes = st.builds(Lengte, st.integers(1, 120), st.sampled_from(Eenheid))
bases = st.sampled_from(Basis)
kalenders = st.sampled_from([standaard_kalender(), LEEG])


@given(starts, lengtes, bases, st.booleans(), kalenders)
def test_eigenschappen_van_elke_uitkomst(start, lengte, basis, overeenkomstig, kal):
    uitkomst = bereken(start, lengte, basis, overeenkomstig=overeenkomstig, kalender=kal)
    atw = (basis.onder_atw or overeenkomstig) and not lengte.uitgezonderd
    assert start < uitkomst.ruw_einde <= uitkomst.effectief_einde
    assert uitkomst.verschoven <= atw
    if atw:
        assert kal.is_vrij(uitkomst.effectief_einde) is None
        assert kal.werkdagen(uitkomst.ruw_einde, uitkomst.effectief_einde) <= 2
        assert not lengte.minimum_werkdagen or kal.werkdagen(start, uitkomst.effectief_einde) >= 2
    assert uitkomst == bereken(start, lengte, basis, overeenkomstig=overeenkomstig, kalender=kal)


@given(starts, lengtes, kalenders)
def test_de_vroegste_dag_die_voldoet(start, lengte, kal):
    """Against the law read as a condition: the first day from the raw end on that meets art. 1 and 2."""
    uitkomst = bereken(start, lengte, Basis.WET, kalender=kal)
    if lengte.uitgezonderd:
        assert uitkomst.effectief_einde == uitkomst.ruw_einde
        return
    nodig = 2 if lengte.minimum_werkdagen else 0
    kandidaten = (uitkomst.ruw_einde + dt.timedelta(days=n) for n in range(30))
    assert uitkomst.effectief_einde == next(
        dag for dag in kandidaten if kal.is_vrij(dag) is None and kal.werkdagen(start, dag) >= nodig
    )


@given(starts, st.integers(0, 400), st.integers(1, 120), kalenders)
def test_later_beginnen_eindigt_nooit_eerder(start, later, dagen, kal):
    vroeg = bereken(start, Lengte.dagen(dagen), Basis.WET, kalender=kal)
    laat = bereken(start + dt.timedelta(days=later), Lengte.dagen(dagen), Basis.WET, kalender=kal)
    assert vroeg.effectief_einde <= laat.effectief_einde


@given(starts, lengtes, kalenders)
def test_nog_eens_doorschuiven_verandert_niets(start, lengte, kal):
    einde_ = bereken(start, lengte, Basis.WET, kalender=kal).effectief_einde
    if not lengte.uitgezonderd:
        assert kal.eerstvolgende_werkdag(einde_) == einde_


@given(starts, st.integers(1, 3000))
def test_herinneringen_zijn_oplopend_en_na_de_start(start, dagen):
    eind = start + dt.timedelta(days=dagen)
    punten = herinneringen(start, eind)
    assert punten == sorted(set(punten))
    assert start < punten[0]
    assert punten[-1] == eind + dt.timedelta(days=1)
