"""Reading: what is refused, on which line and why; and that nothing else ever comes out."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signalen.cijfers import jsonlezer
from signalen.cijfers.codelijsten import OnbekendJaar, codelijsten, jaren_met
from signalen.cijfers.fouten import Iv3Geweigerd
from signalen.cijfers.lezen import lees
from signalen.cijfers.rijen import lees_getal
from tests.signalen.iv3_hulp import BEGROTING, JAARREKENING, als_bytes, gegevens, met, regel_van


def fouten(inhoud):
    with pytest.raises(Iv3Geweigerd) as weigering:
        lees(inhoud)
    return weigering.value.fouten


def enige(inhoud):
    gevonden = fouten(inhoud)
    assert len(gevonden) == 1, [str(fout) for fout in gevonden]
    return gevonden[0]


def test_example_is_read():
    bestand = lees(JAARREKENING.read_bytes())
    assert (bestand.overheid_code, bestand.boekjaar, bestand.periode) == ("GM9901", 2025, 5)
    assert bestand.regels == 107
    assert sum(post.bedrag for post in bestand.lasten) == 109_450_000
    assert bestand.stand_per("ultimo")["P133"] == 102_000_000
    assert "contact" not in bestand.inhoud()
    assert json.loads(json.dumps(bestand.inhoud()))["lasten"][0] == ["0.1", "1.1", 2_600_000]


def test_byte_order_mark_is_no_obstacle():
    assert lees(b"\xef\xbb\xbf" + BEGROTING.read_bytes()).boekjaar == 2026


# -- JSON itself


@pytest.mark.parametrize(
    ("inhoud", "regel", "reden"),
    [
        (b"", 1, "leeg"),
        (b" \n\n", 1, "leeg"),
        (b"\x00" * 1000, 1, "leeg"),
        (b"{", 1, "sleutel"),
        (b'{\n"metadata": {\n', 3, "sleutel"),
        (b"[1,\n2", 2, "houdt midden"),
        (b"[1,\n]", 2, "laatste komma"),
        (b"[1\n2]", 2, "komma"),
        (b'{"a" 1}', 1, "dubbele punt"),
        (b'{"a":\n1,\n"a":2}', 3, "twee keer"),
        (b'{"a":\n\nNaN}', 3, "geen getal"),
        (b'{"a":\n-Infinity}', 2, "geen getal"),
        (b'{"a":\n\n\n01}', 4, "geen geldige waarde"),
        (b'{"a":\n1e5x}', 2, "geen geldige waarde"),
        (b'{"a": ' + b"9" * 40 + b"}", 1, "te lang"),
        (b'{"a":\n"b\tc"}', 2, "ongeldig teken"),
        (b'{"a":\n"\\ud800"}', 2, "niet bestaat"),
        (b'{"a":\n"\\u0000"}', 2, "niet bestaat"),
        (b'{"a":\n"\\x"}', 2, "ongeldig teken"),
        (b'{"a":\n\n"\xff"}', 3, "UTF-8"),
        (b"\xff\xfe{\x00", 1, "UTF-16"),
        (b'{"a":\n', 2, "houdt midden"),
        (b"{}\nnog iets", 2, "na het einde"),
        (b"[" * 100_000, 1, "genest"),
        (b"[\n" * 20 + b"]" * 20, 14, "genest"),
        (b"null", 1, "begint niet"),
        (b"[]", 1, "begint niet"),
        (b"{'a':1}", 1, "sleutel"),
    ],
)
def test_broken_json_is_refused_with_its_line(inhoud, regel, reden):
    fout = enige(inhoud)
    assert fout.regel == regel
    assert reden in fout.reden


@pytest.mark.parametrize("vulling", [b" ", b"\x00", b"\n", b"[", b'"'])
def test_a_hundred_megabytes_of_nothing_is_refused_unread(vulling):
    assert "groter dan 20 MB" in enige(vulling * 100_000_000).reden


def test_number_of_values_is_bounded(monkeypatch):
    monkeypatch.setattr(jsonlezer, "MAX_WAARDEN", 100)
    assert "meer dan 100 waarden" in enige(b"[" + b"1," * 200 + b"1]").reden


def test_control_characters_of_the_file_do_not_reach_the_terminal():
    fout = enige(b'{"a": 1, "\\u001b[31m": 1, "\\u001b[31m": 2}')
    assert "\x1b" not in str(fout)


# -- structure


@pytest.mark.parametrize(
    ("wijzig", "code", "stuk", "keer"),
    [
        (lambda d: d.pop("metadata"), "SF001", "{", 1),
        (lambda d: d["metadata"].pop("status"), "SF002", '"metadata"', 1),
        (lambda d: d["metadata"].update(extra=1), "SF003", '"extra"', 1),
        (lambda d: d["metadata"].update(boekjaar="2025"), "SF004", '"boekjaar"', 1),
        (lambda d: d["metadata"].update(boekjaar=True), "SF004", '"boekjaar"', 1),
        (lambda d: d["metadata"].update(boekjaar=2025.5), "SF004", '"boekjaar"', 1),
        (lambda d: d["metadata"].update(details_openbaar="nee"), "SF004", '"details_openbaar"', 1),
        (lambda d: d["metadata"].update(periode=6), "SF004", '"periode"', 1),
        (lambda d: d["metadata"].update(status="Begroting"), "SF004", '"status"', 1),
        (lambda d: d["metadata"].update(datum="gisteren"), "SF004", '"datum"', 1),
        (lambda d: d["metadata"].update(datum="2026-02-30T10:00:00Z"), "SF004", '"datum"', 1),
        (lambda d: d["metadata"].update(overheidsnummer="363"), "SF004", '"overheidsnummer"', 1),
        (lambda d: d["metadata"].update(overheidslaag="Rijk"), "SF004", '"overheidslaag"', 1),
        (lambda d: d["metadata"].update(overheidslaag="GR"), "SF888", '"overheidslaag"', 1),
        (lambda d: d["metadata"].update(boekjaar=2016), "SF888", '"boekjaar"', 1),
        (lambda d: d["metadata"].update(boekjaar=2027), "SF888", '"boekjaar"', 1),
        (lambda d: d.update(metadata=[]), "SF001", '"metadata"', 1),
        (lambda d: d.pop("contact"), "SF005", "{", 1),
        (lambda d: d["contact"].pop("email"), "SF006", '"contact"', 1),
        (lambda d: d["contact"].update(fax="1"), "SF007", '"fax"', 1),
        (lambda d: d["contact"].update(telefoon=6), "SF008", '"telefoon"', 1),
        (lambda d: d["contact"].update(naam=" "), "SF009", '"naam"', 1),
        (lambda d: d.pop("data"), "SF010", "{", 1),
        (lambda d: d["data"].pop("baten"), "SF011", '"data"', 1),
        (lambda d: d["data"].pop("lasten"), "SF012", '"data"', 1),
        (lambda d: d["data"].pop("balans_baten"), "SF013", '"data"', 1),
        (lambda d: d["data"].pop("balans_lasten"), "SF014", '"data"', 1),
        (lambda d: d["data"].pop("balans_standen"), "SF015", '"data"', 1),
        (lambda d: d["data"].update(lasten={}), "SF012", '"lasten"', 1),
        (lambda d: d["data"].update(verzonnen=[]), "", '"verzonnen"', 1),
        (lambda d: d.update(verzonnen=[]), "", '"verzonnen"', 1),
        (lambda d: d["opmerkingen"][0].update(verzonnen=1), "", '"verzonnen"', 1),
        (lambda d: d["opmerkingen"][0].update(tekst=1), "", '"tekst"', 1),
        (lambda d: d["data"]["lasten"][0].pop("categorie"), "SF016", '"lasten"', None),
        (lambda d: d["data"]["lasten"][0].update(taakveld=0.1), "SF016", '"taakveld"', 1),
        (lambda d: d["data"]["lasten"][0].update(details=[]), "SF016", '"details"', 1),
        (lambda d: d["data"]["lasten"].insert(0, "rij"), "SF016", '"rij"', 1),
        (lambda d: d["data"]["kengetallen"][0].update(extra="1"), "", '"extra"', 1),
        (lambda d: d["data"]["lasten"][0].pop("bedrag"), "SF017", '"lasten"', None),
        (lambda d: d["data"]["lasten"][0].update(bedrag="2600000"), "SF017", '"bedrag"', 1),
        (lambda d: d["data"]["lasten"][0].update(bedrag=None), "SF017", '"bedrag"', 1),
        (lambda d: d["data"]["lasten"][0].update(bedrag=True), "SF017", '"bedrag"', 1),
        (lambda d: d["data"]["lasten"][0].update(bedrag=[1]), "SF017", '"bedrag"', 1),
        (lambda d: d["data"]["lasten"][0].update(bedrag=12.5), "SF017", '"bedrag"', 1),
        (lambda d: d["data"]["lasten"][0].update(bedrag=10**20), "SF017", '"bedrag"', 1),
    ],
)
def test_structure_fault_is_named_with_its_line(wijzig, code, stuk, keer):
    inhoud = met(wijzig)
    fout = enige(inhoud)
    assert fout.code == code
    if keer is None:  # the row itself, one line under its part
        assert fout.regel == regel_van(inhoud, stuk) + 1
    else:
        assert fout.regel == regel_van(inhoud, stuk, keer)


# -- code lists


@pytest.mark.parametrize(
    ("wijzig", "code", "stuk"),
    [
        (lambda d: d["data"]["lasten"][0].update(taakveld="0.99"), "DF001", '"0.99"'),
        (lambda d: d["data"]["lasten"][0].update(taakveld="0."), "DF001", '"0."'),
        (lambda d: d["data"]["lasten"][0].update(categorie="4.4.1"), "DF002", '"4.4.1"'),
        (lambda d: d["data"]["lasten"][0].update(categorie="5.2"), "DF002", '"categorie": "5.2"'),
        (lambda d: d["data"]["balans_lasten"][0].update(balanscode="A221"), "DF003", '"A221"'),
        (lambda d: d["data"]["balans_standen"][0].update(standper="31-12-2024"), "DF004", '"31-12-2024"'),
        (lambda d: d["data"]["balans_standen"][0].update(standper="30-6-2025"), "DF004", '"30-6-2025"'),
        (lambda d: d["data"]["kengetallen"][0].update(kengetal="fk.7"), "DF005", '"fk.7"'),
        (lambda d: d["data"]["kengetallen"][0].update(verslagperiode="Rek_2020"), "DF007", '"Rek_2020"'),
        (
            lambda d: d["data"].update(
                beleidsindicatoren=[{"verslagperiode": "Rek_2025", "beleidsindicator": "bi.9", "waarde": "1"}]
            ),
            "DF006",
            '"bi.9"',
        ),
    ],
)
def test_code_outside_the_list_is_named_with_its_line(wijzig, code, stuk):
    inhoud = met(wijzig)
    fout = enige(inhoud)
    assert fout.code == code
    assert fout.regel == regel_van(inhoud, stuk)


def test_file_of_2024_with_codes_of_2025_is_refused():
    def naar_2024(data):
        data["metadata"]["boekjaar"] = 2024

    inhoud = met(naar_2024)
    gevonden = fouten(inhoud)
    taakveld = next(fout for fout in gevonden if "‘6.60’" in fout.reden)
    assert taakveld.code == "DF001"
    assert taakveld.regel == regel_van(inhoud, '"6.60"')
    assert "2025 tot en met 2026" in taakveld.reden
    balans = next(fout for fout in gevonden if "‘A221a’" in fout.reden)
    assert (balans.code, balans.regel) == ("DF003", regel_van(inhoud, '"A221a"'))


def test_file_of_2025_with_codes_of_2024_is_refused():
    def oud(data):
        data["data"]["lasten"][0]["taakveld"] = "6.71a"
        data["data"]["balans_lasten"][0]["balanscode"] = "P135a"

    een, twee = fouten(met(oud))
    assert (een.code, twee.code) == ("DF001", "DF003")
    assert "2023 tot en met 2024" in een.reden


def test_code_lists_per_year():
    assert len(codelijsten(2026).taakveld) == 69
    assert len(codelijsten(2026).balanscode) == 76
    assert len(codelijsten(2024).taakveld) == 71
    assert len(codelijsten(2022).taakveld) == 53
    assert len(codelijsten(2024).balanscode) == 62
    assert codelijsten(2022).taakveld["6.2"] == "Wijkteams"
    assert codelijsten(2024).taakveld["6.2"] == "Toegang en eerstelijnsvoorzieningen"
    assert jaren_met("balanscode", "A221") == (2020, 2024)
    assert jaren_met("balanscode", "X1") is None
    assert "MJR_2028" in codelijsten(2025).verslagperiode
    with pytest.raises(OnbekendJaar, match="2020 tot en met 2026"):
        codelijsten(2019)


# -- rows


@pytest.mark.parametrize("onderdeel", ["lasten", "baten", "balans_lasten", "balans_baten", "balans_standen"])
def test_doubled_row_names_both_lines(onderdeel):
    def verdubbel(data):
        data["data"][onderdeel].append(dict(data["data"][onderdeel][0]))

    inhoud = met(verdubbel)
    fout = enige(inhoud)
    eerste = regel_van(inhoud, f'"{onderdeel}"') + 1
    assert fout.regel > eerste
    assert f"de eerste staat op regel {eerste}" in fout.reden


def test_two_names_for_the_same_balance_date_are_one():
    def dubbel(data):
        rij = next(rij for rij in data["data"]["balans_standen"] if rij["standper"] == "31-12-2025")
        data["data"]["balans_standen"].append({**rij, "standper": "ultimo"})

    assert "met ultimo komt twee keer voor" in enige(met(dubbel)).reden


def test_doubled_kengetal_is_refused():
    def verdubbel(data):
        data["data"]["kengetallen"].append(dict(data["data"]["kengetallen"][0]))

    assert "twee keer" in enige(met(verdubbel)).reden


def test_all_faults_are_named_at_once():
    def drie(data):
        for rij in data["data"]["lasten"][:3]:
            rij["bedrag"] = "veel"

    gevonden = fouten(met(drie))
    assert len(gevonden) == 3
    assert [fout.regel for fout in gevonden] == sorted(fout.regel for fout in gevonden)
    with pytest.raises(Iv3Geweigerd, match="en nog 2 andere fouten"):
        lees(met(drie))


@pytest.mark.parametrize("waarde", ["veel", "1.234,5", "1e5", "١٢", "1,2,3", "--1", "12345678"])
def test_kengetal_that_is_no_number_is_refused(waarde):
    inhoud = met(lambda data: data["data"]["kengetallen"][0].update(waarde=waarde))
    fout = enige(inhoud)
    assert (fout.code, fout.regel) == ("SF016", regel_van(inhoud, '"waarde"'))


def test_kengetal_must_be_text():
    assert (
        "moet een tekst zijn" in enige(met(lambda d: d["data"]["kengetallen"][0].update(waarde=105.0))).reden
    )


@pytest.mark.parametrize(
    ("tekst", "waarde"),
    [("12,2", "12.2"), ("12.2", "12.2"), (" -2,1 % ", "-2.1"), ("+3", "3"), ("", None), ("n.v.t.", None)],
)
def test_decimal_comma_and_point(tekst, waarde):
    assert lees_getal(tekst) == (None if waarde is None else Decimal(waarde))


def test_whole_amounts_may_be_written_with_a_fraction_of_zero():
    bestand = lees(JAARREKENING.read_bytes().replace(b'"bedrag": 2600000', b'"bedrag": 2600000.00'))
    assert bestand.lasten[0].bedrag == 2_600_000


def test_details_and_extra_keys_in_rows_are_allowed():
    def extra(data):
        data["data"]["lasten"][0].update(details={"grootboek": "1"}, eigen="x")

    assert lees(met(extra)).regels == 107


# -- nothing but the refusal

_blad = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=8)
_boom = st.recursive(
    _blad, lambda kind: st.lists(kind) | st.dictionaries(st.text(max_size=6), kind), max_leaves=20
)


def lees_of_weiger(inhoud):
    gevonden = ()
    try:
        lees(inhoud)
    except Iv3Geweigerd as weigering:
        gevonden = weigering.fouten
    regels = inhoud.count(b"\n") + 1
    assert all(1 <= fout.regel <= regels and fout.reden for fout in gevonden)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(inhoud):
    lees_of_weiger(inhoud)


@given(_boom)
def test_any_json_is_read_or_refused(waarde):
    lees_of_weiger(json.dumps(waarde).encode())


@given(st.data())
def test_any_change_in_the_example_is_read_or_refused(data):
    inhoud = gegevens()
    plek = inhoud
    for _ in range(data.draw(st.integers(1, 4))):
        if not isinstance(plek, dict | list) or not plek:
            break
        sleutels = list(plek) if isinstance(plek, dict) else list(range(len(plek)))
        sleutel = data.draw(st.sampled_from(sleutels))
        if data.draw(st.booleans()):
            plek[sleutel] = data.draw(_boom)
            break
        plek = plek[sleutel]
    lees_of_weiger(als_bytes(inhoud))


@given(st.integers(0, 9_000), st.binary(min_size=1, max_size=4))
def test_any_bytes_in_the_example_are_read_or_refused(plaats, stuk):
    heel = BEGROTING.read_bytes()
    lees_of_weiger(heel[:plaats] + stuk + heel[plaats + len(stuk) :])


@given(_boom)
def test_reader_agrees_with_the_standard_library(waarde):
    tekst = json.dumps(waarde)
    try:
        gelezen, _ = jsonlezer.ontleed(tekst.encode())
    except Iv3Geweigerd:
        return
    assert gelezen == json.loads(tekst, parse_float=Decimal)
