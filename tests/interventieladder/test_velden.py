"""Numbers and amounts as people type them in forms; one way to read each of them."""

from decimal import Decimal

import pytest
from django import forms

from interventieladder.forms.velden import Bedragveld, Getalveld, Heelgetalveld


@pytest.mark.parametrize(
    ("getypt", "bedrag"),
    [
        ("-300.000", "-300000"),
        ("−300.000", "-300000"),
        ("-1.250.000,50", "-1250000.50"),
        ("€ 40", "40"),
        ("€ -40", "-40"),
        ("−€ 40", "-40"),
        ("€ 40,-", "40"),
        ("1.250,50", "1250.50"),
        ("1.250", "1250"),
        ("1250,5", "1250.5"),
        ("24500", "24500"),
        (" 24 500 ", "24500"),
        ("0", "0"),
    ],
)
def test_amounts(getypt, bedrag):
    assert Bedragveld().clean(getypt) == Decimal(bedrag)


@pytest.mark.parametrize(
    "getypt", ["1.25", "1250.50", "1.25.000", "12.50,00", "1,250.50", "1e3", "NaN", "veel", ",5"]
)
def test_an_amount_that_can_be_read_in_two_ways_is_refused_with_an_example(getypt):
    with pytest.raises(forms.ValidationError, match=r"Geef het bedrag zoals 1\.250,50"):
        Bedragveld().clean(getypt)


@pytest.mark.parametrize("getypt", ["12,5", "12.5", " 12,50"])
def test_numbers_take_a_comma_too(getypt):
    assert Getalveld(decimal_places=2).clean(getypt) == Decimal("12.5")
    with pytest.raises(forms.ValidationError, match="zoals 12,5"):
        Getalveld().clean("1.2.5")


def test_whole_numbers():
    assert Heelgetalveld().clean("1.250") == Heelgetalveld().clean("1250") == 1250
    for getypt in ("12,5", "1.25", "tien"):
        with pytest.raises(forms.ValidationError, match="heel getal, zoals 1250"):
            Heelgetalveld().clean(getypt)


class Vorm(forms.Form):
    bedrag = Bedragveld(required=False)
    leeg = Bedragveld(required=False)


def test_they_are_text_fields_that_show_what_was_stored_with_a_comma():
    html = str(Vorm(initial={"bedrag": Decimal("-1250.50")}))
    assert 'type="number"' not in html
    assert 'value="-1250,50"' in html
    assert html.count('inputmode="decimal"') == 2
    vorm = Vorm({"bedrag": "", "leeg": " "})
    assert vorm.is_valid()
    assert vorm.cleaned_data == {"bedrag": None, "leeg": None}
