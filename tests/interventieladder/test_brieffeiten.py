"""A letter whose facts changed since it was drafted does not go out; names can be replaced by a colleague."""

import datetime as dt
import hashlib
from decimal import Decimal

import pytest
from django.urls import reverse

from interventieladder import brieven as opmaak
from interventieladder.briefsjablonen.context import FEITEN
from interventieladder.brieven.feiten import FEITNAMEN, feiten_van
from interventieladder.brieven.namen import vervang
from interventieladder.models import Brief, Termijn, Voorstel
from interventieladder.services import briefverzending, brieven, stapzetting, voorstellen
from interventieladder.services.brieffeiten import (
    FeitenGewijzigd,
    eis_uiterste_dagen,
    gewijzigd,
    neem_namen_over,
)
from interventieladder.services.briefverzending import Zending
from interventieladder.services.kosten import Kosten, leg_kosten_vast
from tests.interventieladder.bouw import VANDAAG as BOUWDAG
from tests.interventieladder.bouw import maak_dossier
from tests.interventieladder.brievenwereld import maak_brief, maak_regeling, maak_voorstel, voorstel_voor
from tests.interventieladder.brievenwereld import maak_dossier as maak_zaak
from tests.interventieladder.dienst import HERNOEMD, PDF, bestand
from tests.interventieladder.paginawereld import PEIL, bouw
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.organisaties.models import Deelname, Overheid

pytestmark = pytest.mark.django_db


@pytest.fixture
def w():
    with klok_op(PEIL):
        yield bouw()


def brief_van(voorstel):
    return Brief.objects.get(voorstel=voorstel, soort="L2")


def verstuur(brief, door, datum=PEIL):
    zendingen = [Zending(g["naam"], g["rol"], "post", datum, "bewijs 1") for g in brief.geadresseerden]
    return briefverzending.verzend(brief_id=brief.pk, zendingen=zendingen, door=door)


def hernoem(w, naam="Duinstad"):
    Overheid.objects.filter(pk=w.gemeente.pk).update(naam=naam)


def test_every_fact_has_a_name_for_a_refusal():
    assert set(FEITEN) <= set(FEITNAMEN)


def test_a_letter_leaves_while_its_facts_hold(w):
    voorstel = w.op_t2()
    assert gewijzigd(brief_van(voorstel), w.dossier, voorstel) == []
    assert verstuur(brief_van(voorstel), w.noor).status == "verzonden"


def test_a_new_name_stops_the_sending_and_says_what_and_what_now(w):
    voorstel = w.op_t2()
    hernoem(w)
    with pytest.raises(FeitenGewijzigd) as fout:
        verstuur(brief_van(voorstel), w.noor)
    assert "de naam van de organisatie: Duinrand → Duinstad" in fout.value.melding
    assert "Laat een collega" in fout.value.melding
    assert not Termijn.objects.exists()
    assert brief_van(voorstel).briefdatum is None


def test_a_colleague_takes_the_new_names_over_and_the_letter_leaves(w):
    voorstel = w.op_t2()
    brief = brief_van(voorstel)
    brief.velden["aanleiding"] += " Dit gaat over Duinrand."
    brief.save(update_fields=["velden"])
    hernoem(w)
    with pytest.raises(GeenRecht, match="ander dan de opsteller"):
        neem_namen_over(brief_id=brief.pk, door=w.noor)
    with pytest.raises(GeenRecht):
        neem_namen_over(brief_id=brief.pk, door=w.marijke)
    neem_namen_over(brief_id=brief.pk, door=w.joost)
    brief = brief_van(voorstel)
    assert brief.geadresseerden[0]["naam"] == "College van burgemeester en wethouders van Duinstad"
    assert "Dit gaat over Duinstad." in brief.velden["aanleiding"]
    assert "Duinrand" not in str(brief.velden)
    regel = Logboekregel.objects.get(handeling="brief_namen_overgenomen")
    assert "Duinrand → Duinstad" in regel.reden
    with pytest.raises(Conflict, match="geen naam te vervangen"):
        neem_namen_over(brief_id=brief.pk, door=w.joost)
    assert verstuur(brief, w.noor).status == "verzonden"


def als_bestand(voorstel):
    """The letter as if it had been made elsewhere: a file, no text of ours."""
    brief = brief_van(voorstel)
    brief.velden, brief.bestandsnaam = {}, "Verzoek Duinrand.pdf"
    brief.sha256 = hashlib.sha256(PDF).hexdigest()
    brief.bestand.save(brief.bestandsnaam, bestand(), save=False)
    brief.save()
    return brief


def test_an_uploaded_letter_takes_the_new_names_over_with_the_same_document_that_holds_them(w):
    voorstel = w.op_t2()
    oud = als_bestand(voorstel)
    hernoem(w)
    for weg, waarom in (
        (None, "upload het hier"),
        (bestand(), "bestand dat er al staat"),
        (bestand(b"geen pdf", "brief.exe"), "soort die niet mag"),
    ):
        with pytest.raises(Weigering, match=waarom):
            neem_namen_over(brief_id=oud.pk, door=w.joost, bestand=weg)
    ongewijzigd = brief_van(voorstel)
    assert (ongewijzigd.namen, ongewijzigd.sha256, ongewijzigd.feiten) == ([], oud.sha256, oud.feiten)
    with pytest.raises(GeenRecht):
        neem_namen_over(brief_id=oud.pk, door=w.noor, bestand=bestand(HERNOEMD))

    neem_namen_over(brief_id=oud.pk, door=w.joost, bestand=bestand(HERNOEMD, "Verzoek Duinstad.pdf"))
    brief = brief_van(voorstel)
    assert brief.sha256 == hashlib.sha256(HERNOEMD).hexdigest()
    for rij, inhoud in ((brief, HERNOEMD), (oud, PDF)):  # what was decided on stays where it lay
        with rij.bestand.open("rb") as gelezen:
            assert gelezen.read() == inhoud
    regel = Logboekregel.objects.get(handeling="brief_namen_overgenomen")
    assert "Duinrand → Duinstad" in regel.reden
    assert regel.reden.endswith("het bestand is vervangen")
    regel = regel.gegevens
    assert (regel["sha256_oud"], regel["sha256"]) == (oud.sha256, brief.sha256)
    assert (regel["bestandsnaam_oud"], regel["bestandsnaam"]) == (oud.bestandsnaam, "Verzoek Duinstad.pdf")
    assert regel["bestand_oud"] == oud.bestand.name
    assert verstuur(brief, w.noor).status == "verzonden"


def test_a_letter_from_our_template_takes_the_new_names_over_without_a_file(w):
    voorstel = w.op_t2()
    hernoem(w)
    with pytest.raises(Weigering, match="zonder bestand"):
        neem_namen_over(brief_id=brief_van(voorstel).pk, door=w.joost, bestand=bestand(HERNOEMD))
    assert brief_van(voorstel).namen == []


def test_the_page_of_sending_asks_the_file_of_an_uploaded_letter(w, client):
    voorstel = w.op_t2()
    brief = als_bestand(voorstel)
    hernoem(w)
    client.force_login(w.joost)
    verzenden = reverse("brief_verzenden", args=[voorstel.nummer, brief.pk])
    pagina = client.get(verzenden).content.decode()
    assert "Dezelfde brief met de nieuwe namen" in pagina
    assert 'enctype="multipart/form-data"' in pagina
    assert "Neem de nieuwe namen over" not in pagina
    adres = reverse("brief_namen", args=[voorstel.nummer, brief.pk])
    for gegevens, melding in (
        ({}, "Dezelfde brief met de nieuwe namen"),
        ({"bestand": bestand()}, "Dit is het bestand dat er al staat."),
        ({"bestand": bestand(b"geen pdf")}, "past niet bij pdf"),
    ):
        antwoord = client.post(adres, gegevens)
        assert antwoord.status_code == 422
        assert melding in antwoord.content.decode()
        assert "<title>Fout:" in antwoord.content.decode()
        assert f'action="{verzenden}"' in antwoord.content.decode()  # the other form still sends
        assert brief_van(voorstel).sha256 == brief.sha256
    antwoord = client.post(adres, {"bestand": bestand(HERNOEMD)}, follow=True)
    assert "De nieuwe namen staan in de brief." in antwoord.content.decode()
    assert brief_van(voorstel).sha256 != brief.sha256
    # What was decided on stays beside what leaves.
    nu = reverse("brief_bestand", args=[voorstel.nummer, brief.pk])
    assert f"{nu}?besloten" in antwoord.content.decode()
    for adres_, som in ((f"{nu}?besloten", brief.sha256), (nu, brief_van(voorstel).sha256)):
        inhoud = b"".join(client.get(adres_).streaming_content)
        assert hashlib.sha256(inhoud).hexdigest() == som
    antwoord = client.post(adres, {"bestand": bestand(HERNOEMD)})
    assert antwoord.status_code == 409
    assert "geen naam te vervangen" in antwoord.content.decode()


def test_the_page_of_sending_takes_names_over_in_our_own_letter_with_one_button(w, client):
    voorstel = w.op_t2()
    hernoem(w)
    brief = brief_van(voorstel)
    client.force_login(w.joost)
    pagina = client.get(reverse("brief_verzenden", args=[voorstel.nummer, brief.pk])).content.decode()
    assert "Neem de nieuwe namen over" in pagina
    assert "Dezelfde brief met de nieuwe namen" not in pagina
    adres = reverse("brief_namen", args=[voorstel.nummer, brief.pk])
    assert client.post(adres, {"bestand": bestand(HERNOEMD)}).status_code == 422
    assert client.post(adres).status_code == 303
    assert "Duinstad" in brief_van(voorstel).geadresseerden[0]["naam"]


def test_before_the_step_a_changed_name_lets_the_decision_lapse(w):
    w.goedgekeurd()
    hernoem(w)
    with pytest.raises(FeitenGewijzigd, match="Laat het besluit vervallen"):
        stapzetting.zet_stap(dossier_id=w.dossier_id, stap="vraag_informatie", door=w.noor)


def test_another_length_of_the_term_stops_the_letter_that_names_it_and_no_other():
    dossier = maak_zaak()
    l6b = voorstel_voor("L6b", dossier)
    feiten = {soort: feiten_van(soort, dossier, l6b) for soort in ("L6", "L6b", "L7")}
    l6b.termijn_weken = 6
    for soort in ("L6", "L6b"):
        brief = Brief(soort=soort, feiten=feiten[soort])
        assert gewijzigd(brief, dossier, l6b) == [("termijn", "11 weken", "6 weken")]
    assert gewijzigd(Brief(soort="L7", feiten=feiten["L7"]), dossier, l6b) == []  # sending computes its dates


def test_a_draft_whose_facts_changed_is_not_handed_in_until_the_letter_is_saved_again(w):
    voorstel = w.concept()
    velden = opmaak.standaard_velden("L2", w.dossier, voorstel)

    def bewaar():
        brieven.maak_brief(
            voorstel_id=voorstel.pk, soort="L2", onderwerp="Verzoek", velden=velden, door=w.noor
        )

    bewaar()
    hernoem(w)
    with pytest.raises(FeitenGewijzigd, match=r"Duinrand → Duinstad.*bewaar hem opnieuw"):
        voorstellen.dien_in(voorstel_id=voorstel.pk, door=w.noor)
    bewaar()
    assert voorstellen.dien_in(voorstel_id=voorstel.pk, door=w.noor).status == "ter_toetsing"


def test_a_late_zienswijze_stops_a_draft_only():
    dossier = maak_zaak()
    voorstel = voorstel_voor("L8", dossier)
    brief = Brief(soort="L8", feiten=feiten_van("L8", dossier, voorstel) | {"zienswijzen": "Eerder."})
    for status, telt in (("concept", True), ("retour", True), ("vastgesteld", False), ("uitgevoerd", False)):
        voorstel = Voorstel(status=status, termijn_weken=11, zienswijze_weken=4)
        assert ([w[0] for w in gewijzigd(brief, dossier, voorstel)] == ["zienswijzen"]) is telt


def test_a_letter_from_before_facts_were_kept_leaves_as_it_did(w):
    voorstel = w.op_t2()
    Brief.objects.filter(pk=brief_van(voorstel).pk).update(feiten={})
    hernoem(w)
    assert gewijzigd(brief_van(voorstel), w.dossier, voorstel) == []


def test_the_final_bill_adds_up_the_cost_lines_and_stops_when_one_is_added():
    with klok_op(BOUWDAG):
        b = maak_dossier("t6")

        def kost(**anders):
            leg_kosten_vast(
                dossier_id=b.dossier.pk,
                kosten=Kosten(**{"datum": BOUWDAG, "omschrijving": "Stellingen", **anders}),
                door=b.mensen.opsteller,
            )

        kost(soort="werken", bedrag=Decimal("1210.00"), btw=Decimal("210.00"))
        kost(soort="uren", omschrijving="Leiding", uren=Decimal("7.25"), tarief=Decimal("87.33"))
        voorstel = maak_voorstel(b.vers(), "rond_uitvoering_af", "t6", "gs")
        velden = opmaak.standaard_velden("L12", b.vers(), voorstel)
        assert [(r["omschrijving"], r["btw"], r["bedrag"]) for r in velden["kosten"]] == [
            ("Stellingen", "€ 210,00", "€ 1.210,00"),
            ("Leiding (7,25 uur × € 87,33)", "", "€ 633,14"),
        ]
        assert [(r["soort"], r["btw"], r["bedrag"]) for r in velden["totalen"]] == [
            ("Eigen uren", "", "€ 633,14"),
            ("Werken en leveringen", "€ 210,00", "€ 1.210,00"),
            ("Totaal", "€ 210,00", "€ 1.843,14"),
        ]
        assert "€ 1.843,14" in velden["totaal"]
        assert velden["rechtsmiddel"] == "bezwaar_gs"
        brief = brieven.maak_brief(
            voorstel_id=voorstel.pk, soort="L12", onderwerp="Eindafrekening", velden=velden,
            door=b.mensen.opsteller,
        )  # fmt: skip
        kost(soort="overig", bedrag=Decimal("10.00"))
        vers = Voorstel.objects.get(pk=voorstel.pk)
        assert gewijzigd(brief, b.vers(), vers) == [("kosten_totaal", "€ 1.843,14", "€ 1.853,14")]


def test_who_left_the_regeling_before_the_sending_gets_no_copy_and_who_joined_does():
    regeling = maak_regeling(3)
    dossier = maak_zaak(regeling, taak="archiefzorg_gr")
    brief = maak_brief("L7", dossier)
    weg, blijft, nieuw = Deelname.objects.filter(regeling=regeling).order_by("deelnemer__naam")
    weg.tot = dt.date(2026, 10, 10)
    weg.save()
    Deelname.objects.filter(pk=nieuw.pk).update(van=dt.date(2026, 10, 8))
    brief.geadresseerden = [g for g in brief.geadresseerden if nieuw.deelnemer.naam not in g["naam"]]
    briefverzending._ververs_afschriften(brief, dossier, dt.date(2026, 10, 12))
    namen = [g["naam"] for g in brief.geadresseerden if g["rol"] == "afschrift_raad"]
    assert namen == [f"Gemeenteraad van {d.deelnemer.naam}" for d in (blijft, nieuw)]
    vertrokken = Zending(f"Gemeenteraad van {weg.deelnemer.naam}", "afschrift_raad", "post", PEIL, "bewijs")
    with pytest.raises(Conflict, match="neemt op de verzenddag niet meer deel"):
        briefverzending._eis_nog_ontvanger(brief, [vertrokken])


@pytest.mark.parametrize(
    ("tekst", "namen", "wordt"),
    [
        ("Duinrand en Duinrand.", {"Duinrand": "Duinrand aan Zee"}, "Duinrand aan Zee en Duinrand aan Zee."),
        (
            "De gemeente Duinrand",
            {"Duinrand": "Duinrand aan Zee", "de gemeente Duinrand": "de gemeente Duinrand aan Zee"},
            "De gemeente Duinrand aan Zee",
        ),
        ("Duinrand aan Zee", {"Duinrand": "Duinrand aan Zee"}, "Duinrand aan Zee"),
        ("Oss en Ossendrecht", {"Oss": "Maasdorp"}, "Maasdorp en Ossendrecht"),
        ("Kreek en Dijk", {"Kreek": "Dijk", "Dijk": "Kreek"}, "Dijk en Kreek"),
        ([{"a": "Oss"}], {"Oss": "Maasdorp"}, [{"a": "Maasdorp"}]),
        ("Oss", {}, "Oss"),
    ],
)
def test_a_new_name_takes_the_place_of_the_whole_old_one_once(tekst, namen, wordt):
    assert vervang(tekst, namen) == wordt


def test_a_last_day_that_is_over_stops_the_step_and_never_a_letter_of_a_step_that_was_taken(w):
    voorstel = w.op_t2()
    eerste = brief_van(voorstel)
    velden = opmaak.standaard_velden("L3", w.dossier, voorstel)
    assert velden["nieuwe_datum"] == str(PEIL + dt.timedelta(weeks=2))
    rappel = Brief.objects.create(
        dossier=eerste.dossier,
        voorstel=voorstel,
        soort="L3",
        onderwerp="Herinnering",
        velden=velden | {"nieuwe_datum": str(PEIL)},
        geadresseerden=eerste.geadresseerden,
        status="klaar",
    )
    with pytest.raises(Weigering, match=r"Nieuwe uiterste datum.*ligt niet na deze stap"):
        eis_uiterste_dagen([rappel], PEIL)
    eis_uiterste_dagen([rappel], PEIL - dt.timedelta(days=1))
    assert verstuur(rappel, w.noor).status == "verzonden"


def test_a_fact_that_the_text_no_longer_names_is_not_out_of_date_in_it(w):
    """A template or policy that changed since the letter was saved: nothing is erased from what was decided."""
    voorstel = w.op_t2()
    brief = brief_van(voorstel)
    Brief.objects.filter(pk=brief.pk).update(feiten=brief.feiten | {"zienswijzetermijn": "zes weken"})
    brief.refresh_from_db()
    assert "zienswijzetermijn" in brief.feiten
    assert gewijzigd(brief, brief.dossier, voorstel) == []
    assert verstuur(brief, w.noor).status == "verzonden"


@pytest.mark.parametrize("soort", ["L7", "L8", "L9"])
def test_another_duty_demand_or_fault_makes_the_heavy_letters_old(soort):
    """A draft made before the ground was laid down does not go on with the old text."""
    dossier = maak_zaak()
    voorstel = maak_voorstel(dossier, "besluit_indeplaatsstelling", "t4", "gs", status="concept")
    brief = maak_brief(soort, dossier, voorstel, **{"termijn": "Zes weken."} if soort == "L8" else {})
    brief.feiten = feiten_van(soort, dossier, voorstel)
    dossier.gevorderd, dossier.gebrek = "beslissing", "niet"
    assert {naam for naam, _, _ in gewijzigd(brief, dossier, voorstel)} == {"gevorderde", "gebrek"}
