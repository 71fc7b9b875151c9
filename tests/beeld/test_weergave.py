"""Dates, terms, money and fields as people read them."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from toezicht.core.clock import klok_op
from toezicht.core.templatetags import weergave
from toezicht.core.templatetags.iconen import ICONEN

VANDAAG = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _klok():
    with klok_op(VANDAAG):
        yield


def teken(bron: str, **context: object) -> str:
    return Template(bron).render(Context(context))


@pytest.mark.parametrize(
    ("dagen", "tekst", "stand"),
    [
        (-400, "400 dagen te laat", "te-laat"),
        (-2, "2 dagen te laat", "te-laat"),
        (-1, "1 dag te laat", "te-laat"),
        (0, "vandaag", "spoedig"),
        (1, "morgen", "spoedig"),
        (2, "nog 2 dagen", "spoedig"),
        (7, "nog 7 dagen", "spoedig"),
        (8, "nog 8 dagen", "later"),
    ],
)
def test_nog_dagen_en_stand(dagen, tekst, stand):
    datum = VANDAAG + dt.timedelta(days=dagen)
    assert weergave.nog_dagen(datum) == tekst
    assert weergave.termijnstand(datum) == stand


def test_datums_in_gewone_woorden():
    assert weergave.datum_kort(dt.date(2026, 11, 24)) == "di 24 nov"
    assert weergave.datum_kort(dt.date(2025, 3, 3)) == "ma 3 mrt 2025"
    assert weergave.datum_lang(VANDAAG) == "maandag 23 november 2026"
    assert weergave.datum("2026-01-01") == "1 januari 2026"
    assert weergave.dagen_geleden(dt.date(2026, 11, 22)) == "gisteren"
    assert weergave.dagen_geleden(dt.date(2026, 11, 11)) == "12 dagen geleden"
    assert weergave.dagen_geleden(dt.date(2026, 11, 24)) == "morgen"


def test_een_moment_telt_op_de_dag_in_amsterdam():
    laat = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)
    assert weergave.datum_kort(laat) == "di 24 nov"
    assert weergave.tijdstip(laat) == "24 november 2026, 0.30 uur"
    assert 'datetime="2026-11-24T00:30+01:00"' in weergave.tijd(laat, "moment")


@pytest.mark.parametrize("niets", [None, "", "geen datum", 12])
def test_geen_datum_geeft_een_streep(niets):
    for filter_ in (
        weergave.datum,
        weergave.datum_kort,
        weergave.datum_lang,
        weergave.nog_dagen,
        weergave.dagen_geleden,
    ):
        assert filter_(niets) == "—"
    assert weergave.termijnstand(niets) == "geen"
    assert weergave.termijnkleur(niets) == ""
    assert weergave.tijd(niets) == "—"
    assert weergave.tijdstip(niets) == "—"


def test_tijd_draagt_datum_voor_machine_en_mens():
    html = teken(
        '{% tijd d %}|{% tijd d "lang" %}|{% tijd d "dagen" %}|{% tijd d "iets anders" %}',
        d=dt.date(2026, 11, 24),
    )
    assert '<time datetime="2026-11-24" title="dinsdag 24 november 2026">di 24 nov</time>' in html
    assert ">dinsdag 24 november 2026</time>" in html
    assert ">morgen</time>" in html


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        (1234567, "€ 1.234.567"),
        ("-12.5", "−€ 13"),
        (0, "€ 0"),
        ("-0.2", "€ 0"),
        (Decimal("1e30"), "€ 1.000.000.000.000.000.000.000.000.000.000"),
        (None, "—"),
        ("nan", "—"),
        ("inf", "—"),
        (True, "—"),
    ],
)
def test_bedrag(waarde, tekst):
    assert weergave.bedrag(waarde) == tekst


def test_procent_en_getal():
    assert weergave.procent("18.4") == "18,4%"
    assert weergave.procent(Decimal("-0.44")) == "−0,4%"
    assert weergave.procent(None) == "niet te beoordelen"
    assert weergave.getal("38420") == "38.420"
    assert weergave.getal(2.5, 1) == "2,5"
    assert weergave.getal("x") == "—"


def test_aantallen_en_groottes():
    assert weergave.aantal(1, "dossier,dossiers") == "1 dossier"
    assert weergave.aantal(1200, "dossier,dossiers") == "1.200 dossiers"
    assert weergave.aantal(3, "stuk") == "3 stuk"
    assert weergave.bestandsgrootte(200) == "1 kB"
    assert weergave.bestandsgrootte(1_240_000) == "1,2 MB"
    assert weergave.bestandsgrootte(None) == "—"


def test_veldwaarde_leest_wat_er_is():
    assert weergave.veldwaarde({"a": 1}, "a") == 1
    assert weergave.veldwaarde([5], 0) == 5
    assert weergave.veldwaarde({}, "a") == ""
    assert weergave.veldwaarde([], 3) == ""


def test_iconen_zijn_stil_of_zeggen_wat_zij_betekenen():
    for naam in ICONEN:
        assert 'aria-hidden="true"' in weergave.icoon(naam)
    html = weergave.icoon("slot", "<vertrouwelijk>")
    assert 'role="img"' in html
    assert "<title>&lt;vertrouwelijk&gt;</title>" in html
    assert "style=" not in html
    with pytest.raises(KeyError):
        weergave.icoon("bestaat niet")


def test_querystring_houdt_wat_er_stond():
    request = RequestFactory().get("/dossiers/?trede=T2&pagina=4&q=a%26b")
    bron = "{% querystring pagina=5 %}|{% querystring trede=None q='' %}"
    assert teken(bron, request=request) == "?trede=T2&amp;pagina=5&amp;q=a%26b|?pagina=4"
    assert teken("{% querystring pagina=2 %}") == "?pagina=2"


def test_paginanummers_laten_een_gat():
    assert weergave.paginanummers(Paginator(range(1000), 10).page(50))[:3] == [1, 2, 0]


@pytest.mark.parametrize(
    ("verwijzer", "uit"),
    [
        ("http://testserver/dossiers/3/?a=1", "/dossiers/3/?a=1"),
        ("http://testserver/hier/", ""),
        ("https://elders.example/dossiers/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_vorige_pagina_blijft_op_deze_site(verwijzer, uit):
    request = RequestFactory().get("/hier/", HTTP_REFERER=verwijzer)
    assert weergave.vorige_pagina(request) == uit
    assert weergave.vorige_pagina("geen request") == ""


class Signaalformulier(forms.Form):
    titel = forms.CharField(label="Onderwerp", help_text="Eén <b>zin</b>.")
    soort = forms.ChoiceField(label="Soort", choices=[("a", "A")], required=False)
    tekst = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
    ernst = forms.ChoiceField(label="Ernst", choices=[("licht", "licht")], widget=forms.RadioSelect)
    bestand = forms.FileField(label="Bewijs", required=False)
    geheim = forms.BooleanField(label="Vertrouwelijk", required=False)
    stil = forms.CharField(widget=forms.HiddenInput, required=False)


def veld(naam: str, gegevens: dict[str, str] | None = None) -> str:
    form = Signaalformulier(gegevens)
    return teken('{% include "onderdelen/veld.html" with veld=veld only %}', veld=form[naam])


def test_veld_bindt_hint_en_fout():
    html = veld("titel", {"titel": ""})
    assert 'aria-describedby="id_titel_hint id_titel_fout"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_titel_hint">Eén &lt;b&gt;zin&lt;/b&gt;.' in html
    assert 'id="id_titel_fout"' in html
    assert "Dit veld is verplicht." in html
    assert 'for="id_titel"' in html


def test_veld_zonder_fout_is_rustig():
    html = veld("titel")
    assert "aria-invalid" not in html
    assert "(niet verplicht)" not in html
    assert "(niet verplicht)" in veld("tekst")


@pytest.mark.parametrize(
    ("naam", "stuk"),
    [
        ("soort", "utrecht-select"),
        ("tekst", "utrecht-textarea"),
        ("ernst", "<fieldset"),
        ("bestand", 'type="file"'),
        ("geheim", "utrecht-checkbox"),
        ("stil", 'type="hidden"'),
    ],
)
def test_elk_soort_veld_heeft_zijn_vorm(naam, stuk):
    assert stuk in veld(naam)


def test_keuzes_noemen_hun_fout():
    html = veld("ernst", {"titel": "x"})
    assert 'id="id_ernst_fout"' in html
    assert "id_ernst_fout" in html.split("aria-describedby")[1]


def test_foutensamenvatting_wijst_naar_de_velden():
    form = Signaalformulier({"titel": ""})
    html = teken('{% include "onderdelen/formulierfouten.html" with form=form only %}', form=form)
    assert 'href="#id_titel"' in html
    assert 'role="alert"' in html
    assert (
        teken(
            '{% include "onderdelen/formulierfouten.html" with form=form only %}', form=Signaalformulier()
        ).strip()
        == ""
    )
