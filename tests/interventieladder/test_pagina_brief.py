"""The form of a letter with its example beside it, and the text for the gazette."""

import pytest
from django.urls import reverse

from interventieladder.brieven.publicatie import gepubliceerd_op, publicatietekst
from interventieladder.models import Brief, Verzending
from tests.factories import TeamleiderFactory, UserFactory
from tests.interventieladder.brievenwereld import besluit, maak_brief, maak_dossier
from tests.interventieladder.paginawereld import PEIL, bouw
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    with klok_op(PEIL):
        wereld = bouw()
        wereld.voorstel = wereld.concept()
        yield wereld


def pad(w, naam="voorstel_brief", soort="L2"):
    return reverse(naam, args=[w.voorstel.nummer, soort])


def test_the_form_shows_the_letter_beside_the_text(w, client):
    client.force_login(w.noor)
    pagina = client.get(pad(w)).content.decode()
    assert 'id="briefvoorbeeld"' in pagina
    assert f'hx-post="{pad(w, "voorstel_brief_voorbeeld")}"' in pagina
    assert pagina.count("Geacht college,") == 1
    assert "College van burgemeester en wethouders van Duinrand" in pagina


@pytest.mark.parametrize("soort", ["L2", "L9", "L8", "L16"])
def test_the_fragment_is_the_letter_as_typed_and_keeps_nothing(w, client, soort):
    client.force_login(w.noor)
    veld = {"L2": "gevolg", "L9": "inhoud", "L8": "besluit", "L16": "wat"}[soort]
    antwoord = client.post(
        pad(w, "voorstel_brief_voorbeeld", soort),
        {
            "onderwerp": "Proef",
            veld: "<b>Dan</b> bellen wij.",
            "peildatum_0": "onzin",
            "vragen": "Een?\n\nTwee?",
        },
    )
    tekst = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert "&lt;b&gt;Dan&lt;/b&gt; bellen wij." in tekst
    assert "Proef" in tekst
    assert "<html" not in tekst
    assert not Brief.objects.exists()


def test_without_script_a_button_shows_the_letter_and_keeps_what_was_typed(w, client):
    client.force_login(w.noor)
    pagina = client.post(pad(w), {"daad": "voorbeeld", "onderwerp": "Proef", "gevolg": "Dan bellen wij."})
    tekst = pagina.content.decode()
    assert pagina.status_code == 200
    assert tekst.count("Dan bellen wij.") == 2
    assert not Brief.objects.exists()


def test_a_paper_without_template_has_no_example(w, client):
    client.force_login(w.noor)
    assert client.post(pad(w, "voorstel_brief_voorbeeld", "notitie")).status_code == 404
    assert client.get(pad(w, "voorstel_brief_voorbeeld")).status_code == 405


def test_an_outsider_gets_no_example(w, client):
    client.force_login(UserFactory())
    assert client.post(pad(w, "voorstel_brief_voorbeeld")).status_code in (403, 404)


def test_the_notice_for_the_gazette_names_decision_kind_and_where_to_read():
    dossier = maak_dossier()
    brief = maak_brief("L9", dossier)
    assert "nog niet besloten (concept)" in publicatietekst(brief)
    besluit(brief.voorstel, TeamleiderFactory())
    tekst = publicatietekst(brief)
    for deel in (
        "Titel: Voornemen tot indeplaatsstelling gemeente Duinrand: zorg voor de archiefbescheiden",
        "Blad: Provinciaal blad van Voorbeeldland",
        "Besluit van: 9 oktober 2026",
        f"Nummer van het besluit: {brief.voorstel.besluit.nummer}",
        "Soort mededeling: Voornemen tot indeplaatsstelling",
        "Taak: Zorg voor de archiefbescheiden (de artikelen 3 en 30 van de Archiefwet 1995)",
        "De stukken zijn te lezen op",
        "mr. J.A. van der Wielen, voorzitter",
    ):
        assert deel in tekst


def test_no_other_letter_has_a_text_for_the_gazette():
    with pytest.raises(Weigering, match="Alleen van een kennisgeving"):
        publicatietekst(maak_brief("L7", maak_dossier()))


def test_the_day_of_publication_is_that_of_the_notice_in_the_gazette():
    dossier = maak_dossier()
    brief = maak_brief("L9", dossier)
    brief.save()
    assert gepubliceerd_op(brief) is None
    Verzending.objects.create(
        brief=brief,
        geadresseerde="Provinciaal blad",
        rol="publicatie",
        kanaal="provinciaal_blad",
        verzonden_op=PEIL,
        bewijs="Prb. 2026, 1234",
        geregistreerd_door=dossier.behandelaar,
        geregistreerd_op="2026-11-23T10:00:00Z",
    )
    assert gepubliceerd_op(brief) == PEIL
