"""Checking and deciding by page: approve, return, refuse, who may not, and what happened meanwhile."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from interventieladder.models import Besluit, GSLid, Paraaf, Voorstel
from interventieladder.selectors.besluiten import leden_op
from interventieladder.services import besluiten, stukken, voorstellen
from tests.beeld import besluitwereld
from tests.beeld.besluitwereld import dag, vers
from tests.factories import UserFactory
from tests.interventieladder.paginawereld import pdf
from tests.mandaatwereld import machtig
from tests.paginatekst import tekst
from toezicht.beeld.urls import urlpatterns
from toezicht.core import rollen
from toezicht.core.clock import klok_op
from toezicht.core.templatetags.weergave import datum_lang
from toezicht.mandaten.models import Belang

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(db):
    return besluitwereld.wereld()


@pytest.fixture
def t2(w):
    """A proposal for T2 that waits for the teamleider, on day 3."""
    with klok_op(dag(1)):
        voorstel = w.ingediend()
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.joost)
    with klok_op(dag(3)):
        yield vers(voorstel)


@pytest.fixture
def t3b(w):
    voorstel = besluitwereld.tot_gedeputeerde(w)
    with klok_op(dag(24)):
        yield voorstel


@pytest.fixture
def t4(w):
    voorstel = besluitwereld.tot_gs(w)
    with klok_op(dag(44)):
        yield voorstel


def als(user):
    client = Client()
    client.force_login(user)
    return client


def pad(voorstel):
    return reverse("besluit", args=[voorstel.nummer])


def oordeel(user, voorstel, daad, **velden):
    return als(user).post(pad(voorstel), {"daad": daad, "zegel": voorstel.zegel, **velden})


def stand(voorstel):
    return Voorstel.objects.get(pk=voorstel.pk).status


# -- who may see it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("patroon", urlpatterns, ids=lambda p: p.name)
def test_an_outsider_gets_403_or_404_on_every_address(t2, w, patroon):
    assert isinstance(patroon, URLPattern)
    if patroon.name == "toegankelijkheid":
        return
    waarden = {"nummer": t2.nummer, "code": w.gemeente.code, "pk": 1}
    adres = reverse(patroon.name, kwargs={k: waarden[k] for k in patroon.pattern.converters})
    client = als(UserFactory())
    assert client.get(adres).status_code in {403, 404}
    assert client.post(adres).status_code in {403, 404, 405}


# -- the brief ---------------------------------------------------------------------------------------


def test_the_brief_says_all_a_deputy_needs(t3b, w):
    pagina = tekst(als(w.marijke).get(pad(t3b)))
    for stuk in (
        "Van T3a naar T3b: bestuurlijk overleg",
        t3b.gevraagd,
        t3b.waarom_nu,
        t3b.lichter_middel,
        t3b.gevolg_ja,
        t3b.gevolg_nee,
        "L5b Bestuurlijke afsprakenbrief lezen",
        "Opgesteld door Noor Ambtsma, gelezen door Joost van Dam (tweede lezer)",
        "Archiefwet",
        "Goedkeuren</summary>",
        "Ja, keur goed</button>",
        "Terug met vraag",
        "Afwijzen",
        f"{t3b.zegel[:4]}…{t3b.zegel[-5:]}",
        "13 weken vanaf verzending",
    ):
        assert stuk in pagina, stuk
    assert ".md" not in pagina
    assert pagina.count('name="daad"') == 3


def test_history_takes_at_most_five_lines(t4, w):
    antwoord = als(w.marijke).get(pad(t4))
    assert [regel.tekst for regel in antwoord.context["historie"]][-1].startswith("T3b")
    assert len(antwoord.context["historie"]) <= 5


def test_the_drafter_sees_why_and_gets_no_buttons(t2, w):
    pagina = tekst(als(w.noor).get(pad(t2)))
    assert "U hebt dit voorstel zelf opgesteld" in pagina
    assert 'name="daad"' not in pagina
    antwoord = oordeel(w.noor, t2, "akkoord")
    assert antwoord.status_code == 403
    assert stand(t2) == "ter_besluit"


def test_another_level_sees_with_whom_it_lies(t2, w):
    pagina = tekst(als(w.marijke).get(pad(t2)))
    assert "ligt bij Tess Bergsma" in pagina
    assert 'name="daad"' not in pagina
    assert oordeel(w.marijke, t2, "akkoord").status_code == 403


def test_who_declared_an_interest_steps_aside(t3b, w):
    Belang.objects.create(gebruiker=w.marijke, overheid=w.gemeente, van=dag(0), toelichting="woont er")
    pagina = tekst(als(w.marijke).get(pad(t3b)))
    assert "woont er" in pagina
    assert 'name="daad"' not in pagina
    assert oordeel(w.marijke, t3b, "akkoord").status_code == 403


def test_an_unknown_number_is_404_for_any_input(w, t2):
    client = als(w.tess)
    for nummer in ("V-2026-9999", "x" * 300, "%00", "’"):
        assert client.get(f"/besluiten/{nummer}/").status_code == 404


# -- deciding ----------------------------------------------------------------------------------------


def test_the_deputy_approves(t3b, w):
    antwoord = oordeel(w.marijke, t3b, "akkoord")
    assert (antwoord.status_code, antwoord.url) == (302, "/besluiten/")
    besluit = Besluit.objects.get(voorstel=t3b)
    assert (besluit.uitkomst, besluit.besloten_door, besluit.zegel) == ("goedgekeurd", w.marijke, t3b.zegel)
    pagina = tekst(als(w.noor).get(pad(t3b)))
    assert f'Goedgekeurd op <time datetime="{dag(24)}"' in pagina
    assert "door Marijke Haring: besluit B-2026-0003" in pagina


def test_refusing_needs_a_reason_and_keeps_the_text(t2, w):
    leeg = oordeel(w.tess, t2, "afwijzen", reden="  ", vraag="half getypt")
    assert leeg.status_code == 422
    assert "waarom u afwijst" in tekst(leeg)
    assert "half getypt" in tekst(leeg)
    assert stand(t2) == "ter_besluit"
    assert oordeel(w.tess, t2, "afwijzen", reden="Te vroeg.").status_code == 302
    assert Besluit.objects.get(voorstel=t2).reden == "Te vroeg."
    assert stand(t2) == "afgewezen"


def test_back_with_a_question(t2, w):
    leeg = oordeel(w.tess, t2, "retour", vraag="")
    assert leeg.status_code == 422
    assert "<details open>" in tekst(leeg)
    assert oordeel(w.tess, t2, "retour", vraag="Wat zegt de raad?").status_code == 302
    assert stand(t2) == "retour"
    assert not Besluit.objects.exists()
    assert "Wat zegt de raad?" in tekst(als(w.noor).get(pad(t2)))


def test_the_second_decision_gets_a_page_that_says_who_was_first(t2, w):
    zegel = t2.zegel
    ander = UserFactory(first_name="Tom", last_name="Ander", rollen=[rollen.TEAMLEIDER])
    besluiten.beslis(voorstel_id=t2.pk, goedkeuren=True, door=ander, zegel=zegel)
    antwoord = oordeel(w.tess, t2, "afwijzen", reden="Toch maar niet.")
    assert antwoord.status_code == 409
    pagina = tekst(antwoord)
    assert "Iemand was u voor" in pagina
    assert "door Tom Ander, besluit B-2026-0001" in pagina
    assert "Toch maar niet." in pagina
    assert Besluit.objects.count() == 1


def test_a_second_tab_after_ones_own_approval_says_that_it_was_oneself(t2, w):
    assert oordeel(w.tess, t2, "akkoord").status_code == 302
    antwoord = oordeel(w.tess, t2, "akkoord")
    pagina = tekst(antwoord)
    assert antwoord.status_code == 409
    assert f"U hebt dit al goedgekeurd op {datum_lang(dag(3))}." in pagina
    assert "Iemand was u voor" not in pagina
    assert "niets besloten door u" not in pagina


def test_another_version_than_the_one_shown_is_a_conflict_with_what_changed(t2, w):
    oud = t2.zegel
    voorstellen.haal_terug(voorstel_id=t2.pk, door=w.noor)
    nieuw = voorstellen.Voorsteltekst(**{**voorstellen.tekst_van(t2.pk), "termijn_weken": 6})
    voorstellen.wijzig(voorstel_id=t2.pk, tekst=nieuw, door=w.noor)
    voorstellen.dien_in(voorstel_id=t2.pk, door=w.noor)
    lezer = als(w.joost).post(pad(t2), {"daad": "akkoord", "zegel": oud})
    assert lezer.status_code == 409
    assert "termijn in weken: 4 → 6" in tekst(lezer)
    assert Paraaf.objects.filter(voorstel=t2, versie=2).count() == 0
    voorstellen.parafeer(voorstel_id=t2.pk, door=w.joost)
    antwoord = als(w.tess).post(pad(t2), {"daad": "akkoord", "zegel": oud})
    assert antwoord.status_code == 409
    assert not Besluit.objects.exists()
    pagina = tekst(als(w.tess).get(pad(t2)))
    assert "Gewijzigd sinds de vorige versie:</strong> termijn in weken: 4 → 6" in pagina


def test_evidence_replaced_after_sealing_stops_the_approval(t3b, w):
    stuk = t3b.bewijsstukken.order_by("pk").first()
    nieuw = stukken.NieuwStuk(soort=stuk.soort, titel="Beter", datum=dag(24), vervangt_id=stuk.pk)
    if stuk.soort == "antwoord":
        nieuw = stukken.NieuwStuk(
            soort="antwoord", titel="Beter", datum=dag(24), ontvangen_op=dag(24), vervangt_id=stuk.pk
        )
    stukken.voeg_stuk_toe(dossier_id=w.dossier_id, nieuw=nieuw, bestand=pdf(), door=w.noor)
    pagina = tekst(als(w.marijke).get(pad(t3b)))
    assert "Gewijzigd na het verzegelen" in pagina
    assert "disabled" in pagina
    antwoord = oordeel(w.marijke, t3b, "akkoord")
    assert antwoord.status_code == 409
    assert "is vervangen" in tekst(antwoord)


def test_an_unknown_act_changes_nothing(t2, w):
    assert oordeel(w.tess, t2, "vernietig").status_code == 400
    assert als(w.tess).post(pad(t2), {"daad": "akkoord"}).status_code == 400
    assert stand(t2) == "ter_besluit"


# -- for GS ------------------------------------------------------------------------------------------


def test_the_portefeuillehouder_agrees_for_gs_and_then_only_the_secretariaat_registers(t4, w):
    pagina = tekst(als(w.marijke).get(pad(t4)))
    assert "Akkoord voor GS" in pagina
    assert "Afwijzen" not in pagina
    assert oordeel(w.marijke, t4, "akkoord").status_code == 302
    assert stand(t4) == "ter_besluit"
    pagina = tekst(als(w.marijke).get(pad(t4)))
    assert "Er is vandaag geen machtiging van GS" in pagina
    assert "Goedkeuren</summary>" not in pagina
    assert oordeel(w.marijke, t4, "akkoord").status_code == 403
    assert "Registreer het besluit van GS" in tekst(als(w.sofie).get(pad(t4)))


def test_an_authorised_deputy_decides_and_the_ground_is_shown(t4, w):
    oordeel(w.marijke, t4, "akkoord")
    machtig(t4.stap, dag(0), "Machtigingsbesluit 2026")
    assert oordeel(w.marijke, t4, "akkoord").status_code == 302
    assert "Machtigingsbesluit 2026" in tekst(als(w.noor).get(pad(t4)))


def in_menu(user):
    """The number beside Besluiten, and how many proposals its page shows."""
    antwoord = als(user).get("/besluiten/")
    punt = next(p for p in antwoord.context["site"].navigatie if p.naam == "Besluiten")
    return punt.aantal, len(antwoord.context["wacht"])


def test_an_authorisation_entered_during_the_day_counts_at_once(t4, w):
    oordeel(w.marijke, t4, "akkoord")
    assert in_menu(w.marijke) == (0, 0)
    machtig(t4.stap, dag(0), "Machtigingsbesluit 2026")
    assert in_menu(w.marijke) == (1, 1)


def gs_velden(leden, **anders):
    return {
        "datum": dag(43).isoformat(),
        "leden_van": dag(43).isoformat(),
        "agendapunt": "7",
        "nummer": "GS-2026-0461",
        "aanwezig": [lid.id for lid in leden],
        "uitkomst": "goedgekeurd",
        "reden": "",
        **anders,
    }


@pytest.fixture
def voor_gs(t4, w):
    with klok_op(dag(42)):
        voorstellen.parafeer(voorstel_id=t4.pk, door=w.marijke)
    with klok_op(dag(44)):
        yield vers(t4)


def test_registration_from_the_minutes(voor_gs, w):
    adres = reverse("gs_registratie", args=[voor_gs.nummer])
    client = als(w.sofie)
    leden = client.get(adres, {"datum": dag(43).isoformat()}).context["form"].fields["aanwezig"].choices
    assert next(naam for _, naam in leden) == "Haring, gedeputeerde"
    alle = leden_op(dag(43))
    te_weinig = client.post(adres, gs_velden(alle[:1], reden="Na debat."))
    assert te_weinig.status_code == 422
    assert "Minstens de helft" in tekst(te_weinig)
    assert "Na debat." in tekst(te_weinig)
    zonder_reden = client.post(adres, gs_velden(alle, uitkomst="afgewezen"))
    assert (zonder_reden.status_code, stand(voor_gs)) == (422, "ter_besluit")
    straks = dag(60).isoformat()
    morgen = client.post(adres, gs_velden(alle, datum=straks, leden_van=straks))
    assert "toekomst" in tekst(morgen)
    goed = client.post(adres, gs_velden(alle[:3], teruggetreden=[alle[2].id]))
    assert goed.status_code == 302
    besluit = Besluit.objects.get(voorstel=voor_gs)
    assert (besluit.nummer, besluit.agendapunt, besluit.niveau) == ("GS-2026-0461", "7", "gs")
    assert [lid.naam for lid in besluit.teruggetreden.all()] == ["Wouters"]
    for weer in (client.get(adres), client.post(adres, gs_velden(alle[:3]))):
        assert weer.status_code == 409
        assert "U hebt besluit GS-2026-0461" in tekst(weer)
        assert "al geregistreerd op" in tekst(weer)
    assert "Gedeputeerde Staten, agendapunt 7" in tekst(client.get(pad(voor_gs)))


def test_the_date_that_was_entered_is_the_date_that_counts(voor_gs, w):
    """The members on the page are of another day: nothing is registered, those of the day come, all input stays."""
    adres = reverse("gs_registratie", args=[voor_gs.nummer])
    client, leden = als(w.sofie), leden_op(dag(43))
    GSLid.objects.create(naam="Nieuwe", functie="gedeputeerde", van=dag(44))
    velden = gs_velden(leden[:3], datum=dag(43).isoformat(), leden_van=dag(44).isoformat(), reden="Na debat.")
    fout = client.post(adres, velden)
    pagina = tekst(fout)
    assert fout.status_code == 422
    assert f"waren niet die van {datum_lang(dag(43))}; nu staan die er wel" in pagina
    assert not Besluit.objects.filter(voorstel=voor_gs).exists()
    assert "Nieuwe, gedeputeerde" not in pagina
    for bewaard in ('value="GS-2026-0461"', "Na debat.", f'value="{dag(43).isoformat()}"'):
        assert bewaard in pagina, bewaard
    assert fout.context["form"]["aanwezig"].value() == [str(lid.id) for lid in leden[:3]]
    velden["leden_van"] = fout.context["datum"].isoformat()
    assert client.post(adres, velden).status_code == 302
    assert Besluit.objects.get(voorstel=voor_gs).besloten_op == dag(43)


def test_asking_for_the_members_of_a_day_keeps_what_was_typed(voor_gs, w):
    adres = reverse("gs_registratie", args=[voor_gs.nummer])
    velden = gs_velden(leden_op(dag(43))[:2], datum=dag(42).isoformat(), daad="leden", reden="Na debat.")
    antwoord = als(w.sofie).post(adres, velden)
    pagina = tekst(antwoord)
    assert antwoord.status_code == 200
    assert antwoord.context["datum"] == dag(42)
    assert "Na debat." in pagina
    assert pagina.count("checked") == 3  # two members and the outcome
    assert not Besluit.objects.filter(voorstel=voor_gs).exists()


def test_a_page_that_does_not_say_whose_members_it_showed_registers_nothing(voor_gs, w):
    adres = reverse("gs_registratie", args=[voor_gs.nummer])
    velden = gs_velden(leden_op(dag(43)))
    del velden["leden_van"]
    assert als(w.sofie).post(adres, velden).status_code == 422
    assert not Besluit.objects.filter(voorstel=voor_gs).exists()


def test_only_the_secretariaat_opens_the_registration(voor_gs, w, t4):
    adres = reverse("gs_registratie", args=[voor_gs.nummer])
    for user in (w.marijke, w.tess, w.noor):
        assert als(user).get(adres).status_code == 403
    assert als(w.sofie).get(adres, {"datum": "gisteren"}).status_code == 200
    assert als(w.sofie).post(adres, {"datum": "gisteren"}).status_code == 400


# -- the list ----------------------------------------------------------------------------------------


def test_the_list_shows_what_waits_and_what_was_decided(t2, w, django_assert_max_num_queries):
    client = als(w.tess)
    with django_assert_max_num_queries(14):
        antwoord = client.get("/besluiten/")
    assert [rij.daad for rij in antwoord.context["wacht"]] == ["Beslis"]
    assert als(w.noor).get("/besluiten/").context["wacht"] == []
    oordeel(w.tess, t2, "akkoord")
    na = client.get("/besluiten/")
    assert na.context["wacht"] == []
    assert [rij.uitkomst for rij in na.context["onlangs"]] == ["Goedgekeurd"]
