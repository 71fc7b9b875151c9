"""The SVG figures: structure, words, escaping and extreme values."""

import datetime as dt
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toezicht.core.clock import klok_op
from toezicht.core.templatetags import figuren, svgbouw

SVG = "{http://www.w3.org/2000/svg}"
GEMEEN = "<script>alert(\"x\")</script> & 'zo'"
BANDEN = [
    {"tot": "20", "kleur": "rood", "naam": "meest risicovol"},
    {"tot": "50", "kleur": "amber", "naam": "neutraal"},
    {"tot": None, "kleur": "groen", "naam": "minst risicovol"},
]
TREDEN = [
    {"code": "T0", "naam": "Regulier", "status": "past", "regels": ["tot 3 mrt 2025"]},
    {"code": "T1", "naam": "Signaleren", "status": "nu", "regels": []},
    {"code": "T2", "naam": "Informatie opvragen", "status": "mogelijk"},
    {"code": "T3a", "naam": "Afspraken", "status": "toekomst"},
]


def lees(html: str) -> ET.Element:
    """Parse it, and hold what every figure must have."""
    wortel = ET.fromstring(html)
    assert wortel.tag == f"{SVG}svg"
    assert wortel[0].tag == f"{SVG}title"
    assert wortel[0].text
    assert wortel.get("role") in {"img", "group"}
    for deel in wortel.iter():
        assert "style" not in deel.attrib
        assert not [kenmerk for kenmerk in deel.attrib if kenmerk.startswith("on")]
        for waarde in deel.attrib.values():
            assert "nan" not in waarde.lower().split()
            assert "inf" not in waarde.lower().split()
        assert deel.tag != f"{SVG}script"
    return wortel


def woorden(wortel: ET.Element) -> str:
    return " ".join(wortel.itertext())


def test_sparkline_zegt_wat_zij_toont():
    wortel = lees(figuren.sparkline([21, 20.5, None, 19, "18.4"], "Solvabiliteit"))
    assert wortel[1].text == "Van 21,0 naar 18,4; laagste 18,4, hoogste 21,0."
    assert len(wortel.findall(f"{SVG}polyline")) == 2
    assert len(wortel.findall(f"{SVG}circle")) == 1


@pytest.mark.parametrize("punten", [[], None, [None, None], ["x"]])
def test_sparkline_zonder_gegevens(punten):
    assert "geen gegevens" in woorden(lees(figuren.sparkline(punten, "Leeg")))


@pytest.mark.parametrize("punten", [[3], [0, 0, 0], [-5, 5], [Decimal("1e400"), 1], [None, 4, None]])
def test_sparkline_met_uitersten(punten):
    wortel = lees(figuren.sparkline(punten, "Uitersten"))
    assert wortel.findall(f"{SVG}circle") or wortel.findall(f"{SVG}polyline")


def test_staafdiagram_laatste_donker_en_in_woorden():
    wortel = lees(figuren.staafdiagram([("2024", "1.5"), ("2025", "1.8")], "Onbewerkt archief", eenheid="km"))
    assert wortel[1].text == "2024: 1,5 km; 2025: 1,8 km."
    staven = wortel.findall(f".//{SVG}rect")
    assert [staaf.get("fill") for staaf in staven] == [svgbouw.VOORBIJ, svgbouw.NU]
    assert float(staven[0].get("height")) < float(staven[1].get("height"))


def test_staafdiagram_nadruk_wint_van_de_laatste():
    staven = [{"label": "a", "waarde": 1, "nadruk": True}, {"label": "b", "waarde": 2}]
    wortel = lees(figuren.staafdiagram(staven, "Nadruk"))
    assert [staaf.get("fill") for staaf in wortel.findall(f".//{SVG}rect")] == [svgbouw.NU, svgbouw.VOORBIJ]


def test_staafdiagram_niet_te_beoordelen_is_geen_nul():
    wortel = lees(figuren.staafdiagram([("a", None), ("b", 3)], "Gat"))
    assert "n.t.b." in woorden(wortel)
    assert "a: niet te beoordelen" in wortel[1].text
    assert wortel.findall(f".//{SVG}rect")[0].get("height") == "0"


def test_staafdiagram_negatief_hangt_onder_de_lijn():
    wortel = lees(figuren.staafdiagram([("a", -5), ("b", 5)], "Min"))
    onder, boven = wortel.findall(f".//{SVG}rect")
    nul = float(wortel.find(f"{SVG}line").get("y1"))
    assert float(onder.get("y")) == pytest.approx(nul)
    assert float(boven.get("y")) < nul


@pytest.mark.parametrize("staven", [[], None])
def test_staafdiagram_leeg(staven):
    assert "geen gegevens" in woorden(lees(figuren.staafdiagram(staven, "Leeg")))


def test_staafdiagram_kapt_lange_woorden_maar_zegt_ze_heel():
    lang = "een uitzonderlijk lange naam van een gemeenschappelijke regeling"
    wortel = lees(figuren.staafdiagram([(lang, 1), ("b", 2), ("c", 3)], "Lang"))
    assert lang in wortel[1].text
    assert any("…" in (tekst.text or "") for tekst in wortel.iter(f"{SVG}text"))


def test_kengetalband_merkt_de_waarde_en_noemt_de_band():
    wortel = lees(figuren.kengetalband("18.4", BANDEN, "Solvabiliteit"))
    assert wortel[0].text == "Solvabiliteit: 18,4%, meest risicovol"
    assert [band.get("class") for band in wortel.findall(f"{SVG}rect")] == [
        "fig-band-rood",
        "fig-band-amber",
        "fig-band-groen",
    ]
    breedten = [float(band.get("width")) for band in wortel.findall(f"{SVG}rect")]
    assert sum(breedten) == pytest.approx(304, abs=0.1)
    assert len(wortel.findall(f"{SVG}path")) == 1


def test_kengetalband_zonder_waarde_krijgt_geen_kleur():
    wortel = lees(figuren.kengetalband(None, BANDEN, "Solvabiliteit"))
    assert wortel[0].text == "Solvabiliteit: niet te beoordelen"
    assert {band.get("class") for band in wortel.findall(f"{SVG}rect")} == {"fig-band-grijs"}
    assert not wortel.findall(f"{SVG}path")


@pytest.mark.parametrize("waarde", [-(10**9), 10**9, Decimal("1e300"), 0, 20, 50])
def test_kengetalband_blijft_binnen_de_figuur(waarde):
    pad = lees(figuren.kengetalband(waarde, BANDEN, "Ver")).find(f"{SVG}path").get("d")
    assert -1 <= float(pad[1:].split()[0]) <= 321


@pytest.mark.parametrize("banden", [[], [{"tot": None, "kleur": "groen"}], [{"tot": 5, "kleur": "paars"}]])
def test_kengetalband_met_weinig_banden(banden):
    lees(figuren.kengetalband(4, banden, "Weinig"))


def test_kengetalband_grens_hoort_bij_de_lagere_band():
    assert "meest risicovol" in lees(figuren.kengetalband(20, BANDEN, "Grens"))[0].text
    assert "neutraal" in lees(figuren.kengetalband("20.01", BANDEN, "Grens"))[0].text


def test_ladderbalkje_telt_treden():
    wortel = lees(figuren.ladderbalkje(2, 8, "T2 Informatie"))
    assert wortel[0].text == "T2 Informatie: trede 3 van 8"
    klassen = [vak.get("class") for vak in wortel.findall(f"{SVG}rect")]
    assert klassen == ["lb-voorbij"] * 2 + ["lb-nu"] + ["lb-leeg"] * 5
    assert lees(figuren.ladderbalkje(None))[0].text == "Nog geen trede"


def test_ladderfiguur_noemt_de_huidige_trede():
    wortel = lees(figuren.ladderfiguur(TREDEN))
    assert wortel[1].text == "Het dossier staat op T1 Signaleren."
    assert len(wortel.findall(f"{SVG}g")) == 4
    assert wortel.findall(f".//{SVG}line")[0].get("stroke-dasharray")
    assert "geen ladder" in woorden(lees(figuren.ladderfiguur([])))
    assert lees(figuren.ladderfiguur(TREDEN[:1]))[1].text == "Er is geen huidige trede."


def test_ladderfiguur_houdt_lange_namen_in_hun_vak():
    treden = [
        {"code": "T9", "naam": "woord " * 40, "status": "nu", "regels": ["nog een lange regel " * 5]}
    ] * 9
    wortel = lees(figuren.ladderfiguur(treden))
    for tekst in wortel.iter(f"{SVG}text"):
        assert len(tekst.text) <= 16


TEGELS = [
    {
        "kolom": 3,
        "rij": 1,
        "label": "Have",
        "symbool": "✓",
        "klasse": "groen",
        "naam": "Haverdam",
        "oordeel": "adequaat",
    },
    {
        "kolom": 4,
        "rij": 2,
        "label": "West",
        "symbool": "×",
        "klasse": "rood",
        "naam": "Westhage",
        "oordeel": "niet adequaat",
    },
]


def test_tegelkaart_elk_vak_een_naam():
    wortel = lees(figuren.tegelkaart(TEGELS, "Archief"))
    assert wortel[1].text == "adequaat: 1; niet adequaat: 1."
    assert [vak[0].text for vak in wortel.findall(f"{SVG}g")] == [
        "Haverdam: adequaat",
        "Westhage: niet adequaat",
    ]
    assert wortel.get("viewBox") == "0 0 100 100"
    assert wortel.get("role") == "img"


def test_tegelkaart_koppelt_alleen_binnen_de_site():
    tegels = [{**TEGELS[0], "href": "/overheden/GM9901/"}, {**TEGELS[1], "href": "javascript:alert(1)"}]
    wortel = lees(figuren.tegelkaart(tegels, "Archief"))
    assert [deel.get("href") for deel in wortel.findall(f"{SVG}a")] == ["/overheden/GM9901/"]
    assert wortel.get("role") == "group"
    assert wortel.get("aria-label") == "Archief"


def test_tegelkaart_leeg_en_onbekende_klasse():
    assert "niets te tonen" in woorden(lees(figuren.tegelkaart([], "Leeg")))
    wortel = lees(
        figuren.tegelkaart([{"kolom": "x", "rij": None, "label": "A", "klasse": "paars"}], "Vreemd")
    )
    assert wortel.find(f".//{SVG}rect").get("class") == "fig-tegel-grijs"


@pytest.mark.parametrize(
    ("fractie", "titel"),
    [
        (0.7, "Telt nog voor 70% mee"),
        (None, "Weging niet te beoordelen"),
        (7, "Telt nog voor 100% mee"),
        (-1, "Telt nog voor 0% mee"),
    ],
)
def test_gewichtbalk(fractie, titel):
    assert lees(figuren.gewichtbalk(fractie))[0].text == titel


def test_looptijdbalk_wordt_rood_na_de_termijn():
    start, einde = dt.date(2026, 5, 22), dt.date(2026, 11, 20)
    with klok_op(dt.date(2026, 11, 23)):
        laat = lees(figuren.looptijdbalk(start, einde))
        voldaan = lees(figuren.looptijdbalk(start, einde, voldaan=True))
    with klok_op(dt.date(2026, 5, 1)):
        vroeg = lees(figuren.looptijdbalk(start, einde))
    assert laat[0].text == "De termijn is verstreken"
    assert laat[2].get("class") == "fig-te-laat"
    assert voldaan[2].get("class") == "fig-nu"
    assert vroeg[0].text == "0% van de termijn is voorbij"
    assert figuren.looptijdbalk(None, einde) == ""
    with klok_op(start):
        lees(figuren.looptijdbalk(start, start))


def test_alles_wordt_ontsnapt():
    trede = {"code": GEMEEN, "naam": GEMEEN, "status": GEMEEN, "regels": [GEMEEN]}
    tegel = {
        "kolom": 1,
        "rij": 1,
        "label": GEMEEN,
        "symbool": GEMEEN,
        "klasse": GEMEEN,
        "naam": GEMEEN,
        "href": "/" + GEMEEN,
    }
    for html in (
        figuren.sparkline([1, 2], GEMEEN, GEMEEN),
        figuren.staafdiagram([(GEMEEN, 1)], GEMEEN, eenheid=GEMEEN),
        figuren.kengetalband(1, [{"tot": 1, "kleur": GEMEEN, "naam": GEMEEN}], GEMEEN, eenheid=GEMEEN),
        figuren.ladderbalkje(1, 4, GEMEEN),
        figuren.ladderfiguur([trede], GEMEEN),
        figuren.tegelkaart([tegel], GEMEEN),
    ):
        assert "<script" not in html
        lees(html)


def test_zelfde_invoer_geeft_zelfde_tekens():
    assert figuren.ladderfiguur(TREDEN) == figuren.ladderfiguur(TREDEN)
    assert figuren.tegelkaart(TEGELS, "A") == figuren.tegelkaart(list(TEGELS), "A")


getallen = st.one_of(
    st.none(),
    st.integers(),
    st.decimals(allow_nan=True, allow_infinity=True),
    st.floats(),
    st.text(max_size=5),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(getallen, max_size=12))
def test_elke_reeks_geeft_een_geldige_figuur(waarden):
    lees(figuren.sparkline(waarden, "Reeks"))
    lees(figuren.staafdiagram([(str(nr), waarde) for nr, waarde in enumerate(waarden)], "Reeks"))
    for waarde in waarden:
        lees(figuren.kengetalband(waarde, BANDEN, "Reeks"))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_elk_woord_geeft_een_geldige_figuur(woord):
    lees(figuren.staafdiagram([(woord, 1), (woord, -2)], woord, eenheid=woord))
    lees(
        figuren.ladderfiguur([{"code": woord, "naam": woord, "status": woord, "regels": [woord]}] * 3, woord)
    )
    lees(figuren.tegelkaart([{"kolom": 1, "rij": 1, "label": woord, "symbool": woord, "naam": woord}], woord))
