"""The chip of a term and its explanation, as pages show them."""

import datetime as dt

import pytest
from django.template import engines

from toezicht.core.clock import klok_op
from toezicht.core.templatetags.termijnbeeld import ladderstand, termijn_uitleg, termijnchip

VANDAAG = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def over(dagen):
    return VANDAAG + dt.timedelta(days=dagen)


@pytest.mark.parametrize(
    ("dagen", "kleur", "icoon", "woorden"),
    [
        (-1, " chip--rood", "M8 2.2", "1 dag te laat"),
        (0, " chip--amber", 'circle cx="8"', "vandaag"),
        (7, " chip--amber", 'circle cx="8"', "nog 7 dagen"),
        (8, "", 'circle cx="8"', "nog 8 dagen"),
    ],
)
def test_a_term_of_ours_by_colour_icon_and_words(dagen, kleur, icoon, woorden):
    chip = termijnchip(over(dagen))
    assert chip.startswith(f'<span class="termijn"><span class="chip{kleur}"><svg ')
    assert icoon in chip
    assert chip.endswith(f"</svg> {woorden}</span></span>")


def test_a_term_of_another_is_over_and_never_late():
    assert "chip--" not in termijnchip(over(-3), ander=True)
    assert "verstreken" in termijnchip(over(-3), ander=True)
    assert "nog 3 dagen" in termijnchip(over(3), ander=True)


def test_what_is_met_raises_no_alarm_and_without_a_date_it_says_so():
    assert "voldaan" in termijnchip(over(-3), voldaan=True)
    assert "te laat" not in termijnchip(over(-3), voldaan=True)
    for leeg in (None, ""):
        assert "geen termijn" in termijnchip(leeg)
        assert "geen termijn" in termijnchip(leeg, ander=True)


def test_the_date_stands_under_it_with_what_belongs_to_it():
    chip = termijnchip(over(2), toon_datum=True, bij="stukken <GS>")
    assert '<span class="termijn__datum"><time datetime="2026-11-25"' in chip
    assert "wo 25 nov</time>, stukken &lt;GS&gt;</span>" in chip
    assert "termijn__datum" not in termijnchip(None, toon_datum=True)


def test_the_same_day_is_told_anew_on_another_day():
    assert "nog 2 dagen" in termijnchip(over(2))
    with klok_op(over(1)):
        assert "morgen" in termijnchip(over(2))
        assert "nog 2 dagen" not in termijnchip(over(2))
    with klok_op(dt.date(2027, 1, 4)):
        assert "25 nov 2026" in termijnchip(over(2), toon_datum=True)


def test_an_explanation_names_its_term_for_who_does_not_see_the_row_and_escapes_all():
    html = termijn_uitleg(
        over(2), stappen=["a < b", "c"], naam="Antwoord <x>", reden="<y>", kalender="<z>", open=True
    )
    assert '<details class="uitleg" open><summary>Hoe berekend<span class="alleen-voorlezen">' in html
    assert ": Antwoord &lt;x&gt;, woensdag 25 november 2026</span></summary><p>&lt;y&gt;</p>" in html
    assert "<ol><li>a &lt; b</li><li>c</li></ol>" in html
    assert "Feestdagenkalender &lt;z&gt;" in html
    assert html.startswith('<span class="termijn">')


def test_without_sentences_the_chip_stands_alone_and_without_a_date_only_the_sentences():
    assert termijn_uitleg(over(2)) == termijnchip(over(2))
    assert termijn_uitleg(stappen=["a"]).strip().startswith("<details")


def test_where_a_case_stands_with_its_name_and_domain():
    html = ladderstand(4, "T3b <Overleg>", "Archief & informatie")
    assert html.startswith('<span class="ladderbalkje"><svg ')
    assert html.endswith('T3b &lt;Overleg&gt; <span class="zacht">Archief &amp; informatie</span>')


def test_every_page_has_them_without_loading_a_library():
    sjabloon = engines["django"].from_string("{% termijnchip d toon_datum=True %}{% ladderstand 1 'T1' %}")
    assert "nog 2 dagen" in sjabloon.render({"d": over(2)})
