"""Texts and remedies of letters as policy: checked when a version is read, used when a letter is drafted."""

import pytest

from interventieladder import beleid as kader
from interventieladder import brieven
from interventieladder.beleid import verschillen
from interventieladder.briefsjablonen import SJABLONEN
from interventieladder.models import beleidskader
from tests.interventieladder.beleidwereld import voorbeeld
from tests.interventieladder.brievenwereld import maak_dossier, maak_voorstel
from toezicht.core.fouten import Weigering


def met(**anders):
    return voorbeeld("2026-1") | anders


@pytest.mark.parametrize(
    ("brieftekst", "zegt"),
    [
        ({"L2": {"gevolg": "Wij en {burgemeester}."}}, "het veld {burgemeester} in het blok “Als"),
        ({"L2": {"gevolg": "Een losse { haak"}}, "het veld { in het blok"),
        ({"L2": {"gevolg": "{taak!r}"}}, "het veld {taak!r}"),
        ({"L2": {"gevolg": "{taak.__class__}"}}, "het veld {taak.__class__}"),
        ({"L2": {"gevolg": "  "}}, "het verplichte blok “Als een antwoord uitblijft” is leeg"),
        ({"L8": {"zienswijze": ""}}, "het verplichte blok “Zienswijze en onze reactie” is leeg"),
        ({"L2": {"slot": "Tot ziens."}}, "het blok “slot” bestaat niet in deze brief. Kies uit: aanleiding"),
        ({"L8": {"eerdere_stappen": "Veel."}}, "bevat geen tekst en krijgt zijn inhoud uit het dossier"),
        ({"L99": {"gevolg": "x"}}, "de brief “L99” bestaat niet"),
        ({"notitie": {"gevolg": "x"}}, "heeft geen sjabloon"),
        ({"L2": {"gevolg": "x" * 4001}}, "te lang"),
        ({"L2": {"gevolg": 3}}, "een tekst"),
        ({"L2": "x"}, "hoort een tabel"),
    ],
)  # fmt: skip
def test_a_text_that_does_not_fit_its_letter_is_refused_with_the_name_of_the_block(brieftekst, zegt):
    with pytest.raises(Weigering) as fout:
        kader.lees(met(brieftekst=brieftekst))
    assert zegt in fout.value.melding
    assert fout.value.veld == "bestand"


@pytest.mark.parametrize(
    ("rechtsmiddel", "zegt"),
    [
        ({"L8": "bezwaar_gs"}, "volgt uit de wet en is niet instelbaar"),
        ({"L7": "bezwaar_gs"}, "niet instelbaar"),
        ({"L12": "cassatie"}, "kies uit geen, bezwaar_gs, rechtbank, beroep_abrvs"),
        ({"L12": "jurist_bepaalt"}, "kies uit geen"),
        ({"L77": "geen"}, "bestaat niet"),
    ],
)
def test_a_remedy_is_laid_down_only_where_the_law_leaves_it_open(rechtsmiddel, zegt):
    with pytest.raises(Weigering, match=zegt):
        kader.lees(met(rechtsmiddel=rechtsmiddel))


def test_every_block_with_text_of_every_letter_can_be_written_by_a_province():
    teksten = {
        code: {veld.code: "Tekst over {taak}." for veld in s.blokken if veld.soort in ("alinea", "lijst")}
        for code, s in SJABLONEN.items()
    }
    inhoud = met(brieftekst=teksten)
    assert kader.lees(inhoud).brieftekst == teksten
    assert kader.lees_toml(kader.naar_toml(inhoud)) == kader.normaal(inhoud)


def test_a_changed_text_is_named_when_versions_are_compared():
    anders = met(brieftekst={"L2": {"gevolg": "Wij bellen u."}}, rechtsmiddel={})
    rijen = [(v.groep, v.onderdeel, v.rechts) for v in verschillen(voorbeeld("2026-1"), anders)]
    assert ("Teksten van brieven", "L2, gevolg", "Wij bellen u.") in rijen
    assert any(groep == "Rechtsmiddel bij brieven" for groep, _, _ in rijen)


def test_without_these_parts_a_version_is_as_it_was():
    zonder = {
        k: v for k, v in voorbeeld("2026-1").items() if k not in ("brieftekst", "rechtsmiddel", "verzending")
    }
    gelezen = kader.lees(zonder)
    assert gelezen.brieftekst == {}
    assert gelezen.rechtsmiddel == {}
    assert gelezen.verzending.bewijs_dagen == 7


@pytest.mark.django_db
def test_the_text_of_the_province_goes_before_ours_with_its_fields_filled_in(monkeypatch):
    dossier = maak_dossier()
    eigen = kader.lees(
        met(
            brieftekst={
                "L2": {
                    "gevolg": "{Uw_organisatie} hoort van ons over {taak}.",
                    "vragen": "Wat {taak}?\n\nWie?",
                },
                "L3": {"gevolg": "Dossier {dossier}."},
            },
            rechtsmiddel={},
        )
    )
    monkeypatch.setitem(beleidskader._gelezen, "2026-1", eigen)
    voorstel = maak_voorstel(dossier, "vraag_informatie")
    velden = brieven.standaard_velden("L2", dossier, voorstel)
    assert velden["gevolg"] == "Uw gemeente hoort van ons over “Zorg voor de archiefbescheiden”."
    assert velden["vragen"] == ["Wat “Zorg voor de archiefbescheiden”?", "Wie?"]
    assert velden["aanleiding"].startswith("Gedeputeerde Staten houden toezicht")
    assert brieven.standaard_velden("L3", dossier, voorstel)["gevolg"] == f"Dossier {dossier.nummer}."
    assert brieven.standaard_velden("L12", dossier, voorstel)["rechtsmiddel"] == ""
