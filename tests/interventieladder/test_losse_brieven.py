"""Letters of the behandelaar without a proposal: where, how they change and leave, what their sending records."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError
from django.urls import reverse

from interventieladder import brieven as opmaak
from interventieladder.guards.goedkeuring import g_overleg
from interventieladder.models import Brief, Feit, Verzending
from interventieladder.selectors.dossierpagina import bestanden, te_versturen
from interventieladder.selectors.watkannu import herstel
from interventieladder.selectors.werk import aantallen, werk_voor
from interventieladder.services import losse_brieven
from interventieladder.services.briefverzending import Zending, verzend
from interventieladder.services.correcties import corrigeer_verzenddatum
from interventieladder.services.klok import draai_klok
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.services.slot import NietGevonden
from interventieladder.services.verzendregister import Bericht, leg_bericht_vast
from interventieladder.standen import PLANNEN
from interventieladder.treden import DOCUMENTEN
from tests.factories import UserFactory
from tests.interventieladder.bouw import maak_dossier, maak_mensen, maak_stuk
from tests.interventieladder.dienst import zet
from tests.interventieladder.ladders import financieel
from tests.interventieladder.ladders.financieel import vers
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, op, stap
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db
PEIL = dt.date(2027, 2, 8)
LOS = [(plan.code, brief) for plan in PLANNEN.values() for brief in plan.losse_brieven]


@pytest.fixture(autouse=True)
def _vandaag():
    with klok_op(PEIL):
        yield


def bied_aan(**velden):
    """A budget offered for approval; its dossier is a week old."""
    with klok_op(PEIL - dt.timedelta(weeks=1)):
        return financieel.bied_aan(**velden)


def op_ladder(ladder, soort=""):
    """A dossier on this ladder, in a state in which this letter fits."""
    if ladder == "generiek":
        return maak_dossier("t2", mensen=maak_mensen())
    if ladder == "goedkeuring":
        return van_rechtswege() if soort == "FIN-L11" else bied_aan()
    brief = PLANNEN[ladder].losse_brief(soort)
    return op(ladder, brief.standen[0] if brief and brief.standen else "")


def van_rechtswege():
    """A budget that the law approved, for GS did not decide in time."""
    b = bied_aan(verzonden="2026-10-01", jaar=2026)
    draai_klok()
    assert vers(b).stand == "van_rechtswege"
    return b


def tekst(b, soort, **anders):
    """Every block of a letter: ours, else what the drafter would write."""
    velden = opmaak.standaard_velden(soort, b.dossier, None)
    for veld in opmaak.velden_van(soort, b.dossier):
        if not velden.get(veld.code):
            velden[veld.code] = _van_soort(veld)
    return velden | anders


def _van_soort(veld):
    if veld.soort == "lijst":
        return ["De begroting 2027."]
    if veld.soort == "tabel":
        return [{k.code: "2027-02-01" if k.soort == "datum" else "1" for k in veld.kolommen}]
    return (
        (clock.vandaag() + dt.timedelta(weeks=2)).isoformat() if veld.soort == "datum" else "Zie de bijlage."
    )


def stel_op(b, soort, brief_id=None, *, door=None, onderwerp="Uw begroting", **anders):
    return losse_brieven.stel_op(
        dossier_id=b.dossier.pk,
        soort=soort,
        onderwerp=onderwerp,
        velden=tekst(b, soort, **anders),
        door=door or b.mensen.opsteller,
        brief_id=brief_id,
    )


def verstuur(b, brief, op_=None, *, door=None, bewijs="Ontvangstbewijs 12", volgt=False):
    """To everybody on its list."""
    return verzend(
        brief_id=brief.pk,
        zendingen=[
            Zending(g["naam"], g["rol"], "aangetekend", op_ or clock.vandaag(), bewijs, bewijs_volgt=volgt)
            for g in brief.geadresseerden
        ],
        door=door or b.mensen.opsteller,
    )


# -- which letters ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("ladder", "brief"), LOS, ids=lambda v: v if isinstance(v, str) else v.soort)
def test_every_letter_of_a_plan_decides_nothing_and_names_a_fact_of_its_ladder(ladder, brief):
    assert DOCUMENTEN[brief.soort].sjabloon
    if brief.feit:
        soort = PLANNEN[ladder].feitsoort(brief.feit)
        velden = {veld.naam: veld for veld in soort.velden}
        assert brief.waarden.keys() <= velden.keys()
        assert all(waarde in dict(velden[naam].keuzes) for naam, waarde in brief.waarden.items())
        assert not soort.vier_ogen


@pytest.mark.parametrize(("ladder", "brief"), LOS, ids=lambda v: v if isinstance(v, str) else v.soort)
def test_every_letter_can_be_made_drawn_and_sent(ladder, brief):
    b = op_ladder(ladder, brief.soort)
    gemaakt = stel_op(b, brief.soort)
    pdf = opmaak.teken(Brief.objects.get(pk=gemaakt.pk), briefdatum=None, termijnen={})
    assert pdf.startswith(b"%PDF")
    verstuur(b, gemaakt)
    verzonden = Brief.objects.get(pk=gemaakt.pk)
    assert (verzonden.status, verzonden.briefdatum) == ("verzonden", PEIL)
    with verzonden.bestand.open("rb") as bestand:
        assert bestand.read().startswith(b"%PDF")
    assert Feit.objects.filter(brief=verzonden).count() == bool(brief.feit)


def test_what_decides_something_needs_a_proposal():
    b = op_ladder("generiek")
    with pytest.raises(Weigering, match="bij een voorstel"):
        losse_brieven.stel_op(
            dossier_id=b.dossier.pk, soort="L5", onderwerp="x", velden={}, door=b.mensen.opsteller
        )
    with pytest.raises(IntegrityError, match="brief_los_of_bij_voorstel"), transaction.atomic():
        Brief.objects.create(dossier=b.dossier, soort="L5", onderwerp="x")


# -- changing and taking back -----------------------------------------------------------------------


def test_a_letter_changes_until_it_leaves_and_its_history_is_kept():
    b = bied_aan()
    brief = stel_op(b, "FIN-L6")
    stel_op(b, "FIN-L6", brief.pk, onderwerp="Een ander onderwerp")
    assert Brief.objects.get().onderwerp == "Een ander onderwerp"
    assert Brief.objects.get().status == "klaar"
    verstuur(b, brief)
    with pytest.raises(Conflict, match="al verzonden"):
        stel_op(b, "FIN-L6", brief.pk)
    with pytest.raises(Conflict, match="al verzonden"):
        losse_brieven.verwijder(dossier_id=b.dossier.pk, brief_id=brief.pk, door=b.mensen.opsteller)
    daden = list(Logboekregel.objects.filter(onderwerp_soort="brief").values_list("handeling", flat=True))
    assert daden == ["losse_brief_opgesteld", "losse_brief_gewijzigd", "brief_verzonden"]


def test_one_taken_back_never_leaves_and_another_can_be_made():
    b = bied_aan()
    brief = stel_op(b, "FIN-L6")
    losse_brieven.verwijder(dossier_id=b.dossier.pk, brief_id=brief.pk, door=b.mensen.opsteller)
    with pytest.raises(Conflict, match="vervallen"):
        verstuur(b, brief)
    with pytest.raises(NietGevonden):
        stel_op(b, "FIN-L6", brief.pk)
    assert te_versturen(vers(b)) == []
    stel_op(b, "FIN-L6")
    stel_op(b, "FIN-L6")  # a second reminder is a letter of its own
    assert len(te_versturen(vers(b))) == 2


def test_an_empty_block_is_refused_by_name_and_nothing_is_kept():
    b = bied_aan()
    with pytest.raises(Weigering) as fout:
        stel_op(b, "FIN-L8", overleg="")
    assert fout.value.veld == "overleg"
    assert not Brief.objects.exists()


def test_a_closed_dossier_gets_no_new_letter():
    b = maak_dossier("afgesloten", mensen=maak_mensen())
    with pytest.raises(Conflict, match="gesloten"):
        stel_op(b, "L18")


def test_rights_are_of_who_works_on_the_dossier():
    b = bied_aan()
    brief = stel_op(b, "FIN-L6")
    with pytest.raises(NietGevonden):
        stel_op(b, "FIN-L6", door=UserFactory())
    for mens in (b.mensen.secretariaat, b.mensen.gedeputeerde):
        with pytest.raises(GeenRecht):
            stel_op(b, "FIN-L6", door=mens)
        with pytest.raises(GeenRecht):
            verstuur(b, brief, door=mens)
    ander = bied_aan()
    with pytest.raises(NietGevonden):  # a letter is changed in its own dossier
        stel_op(ander, "FIN-L6", brief.pk)


def test_a_last_day_that_is_over_when_it_leaves_is_refused_with_what_to_do():
    b = op("begrotingsregime", "ontvangen")
    brief = stel_op(b, "FIN-A", uiterlijk=(PEIL + dt.timedelta(days=3)).isoformat())
    with klok_op(PEIL + dt.timedelta(days=3)), pytest.raises(Weigering, match="Wijzig de brief"):
        verstuur(b, brief)


def test_a_name_that_changed_asks_to_look_again():
    b = bied_aan()
    brief = stel_op(b, "FIN-L6")
    b.dossier.overheid.naam = "Nieuw-Testdorp"
    b.dossier.overheid.save()
    with pytest.raises(Conflict, match="bewaar hem opnieuw"):
        verstuur(b, brief)
    b.dossier = vers(b)
    verstuur(b, stel_op(b, "FIN-L6", brief.pk))
    assert "Nieuw-Testdorp" in Verzending.objects.order_by("pk")[0].geadresseerde


@pytest.mark.parametrize("kanaal", ["dossier", "provinciaal_blad"])
def test_it_goes_to_somebody_outside(kanaal):
    b = bied_aan()
    brief = stel_op(b, "FIN-L6")
    g = brief.geadresseerden[0]
    with pytest.raises(Weigering, match="Kies hoe de brief is verzonden") as fout:
        verzend(
            brief_id=brief.pk,
            zendingen=[Zending(g["naam"], g["rol"], kanaal, PEIL, "x")],
            door=b.mensen.opsteller,
        )
    assert fout.value.veld == "kanaal"


# -- what sending records ---------------------------------------------------------------------------


def test_the_invitation_that_was_sent_is_the_consultation_that_the_law_asks():
    """FIN-L8: Awb 10:30; nobody types the day twice, and the fact shows the letter."""
    b = bied_aan()
    assert "G-OVERLEG-AANGEBODEN" in bezwaren(b, "bied_overleg_aan")
    verstuur(b, stel_op(b, "FIN-L8"), PEIL - dt.timedelta(days=1))
    gevolgd = vers(b).feiten.feit("overleg_aangeboden")
    assert gevolgd.datum == PEIL - dt.timedelta(days=1)
    assert gevolgd.brief.soort == "FIN-L8"
    assert gevolgd.stuk is None
    assert stap(b, "bied_overleg_aan") == "overleg_aangeboden"


def test_the_request_to_complete_a_budget_lets_its_step_be_taken():
    b = op("begrotingsregime", "ontvangen")
    assert "G-BRIEF-VERZOEK-AANVULLING" in bezwaren(b, "vraag_aanvulling")
    verstuur(b, stel_op(b, "FIN-A"), bewijs="", volgt=True)
    gevolgd = vers(b).feiten.feit("brief")
    assert gevolgd.waarden == {
        "welke": "verzoek_aanvulling",
        "kanaal": "aangetekend",
        "bewijs": losse_brieven.BEWIJS_VOLGT,
    }
    assert "G-BRIEF-VERZOEK-AANVULLING" not in bezwaren(b, "vraag_aanvulling")


def test_approval_by_law_is_made_known_by_its_letter():
    b = van_rechtswege()
    verstuur(b, stel_op(b, "FIN-L11"))
    zet(b, "maak_van_rechtswege_bekend")
    assert vers(b).stand == "bekendgemaakt"


def test_what_is_not_so_cannot_be_told():
    """FIN-L11 says that the law approved: while GS can still decide it is not made, offered or sent."""
    b = bied_aan()
    assert "FIN-L11" not in losse_brieven.soorten_van(vers(b))
    with pytest.raises(Conflict, match=r"past niet bij waar het dossier staat \(Ter goedkeuring\)"):
        stel_op(b, "FIN-L11")
    wachtend = op("begrotingsregime", "ontvangen")
    brief = stel_op(wachtend, "FIN-A")
    type(wachtend.dossier).objects.filter(pk=wachtend.dossier.pk).update(stand="in_beoordeling")
    with pytest.raises(Conflict, match="Trek de brief in"):
        verstuur(wachtend, brief)
    assert not Verzending.objects.exists()


def test_a_notice_of_before_the_law_decided_does_not_count():
    b = van_rechtswege()
    feit(b, "mededeling_verzonden", dag("2026-12-30"))
    assert "G-MEDEDELING-VERZONDEN" in bezwaren(b, "maak_van_rechtswege_bekend")


def test_in_a_closed_dossier_it_can_be_taken_back_and_the_register_corrected():
    with klok_op(dag("2026-12-01")):
        b = financieel.bied_aan(verzonden="2026-10-01", jaar=2026)
        over = stel_op(b, "FIN-L8")
    draai_klok()
    b.dossier = vers(b)
    with pytest.raises(Conflict, match="Trek de brief in"):  # it offers talks before a decision of GS
        verstuur(b, over)
    herstelling = herstel(g_overleg, "brief:FIN-L8", b.dossier, b.mensen.opsteller)
    assert (herstelling.pagina, herstelling.soort) == ("dossier_feit", "overleg_aangeboden")
    verstuur(b, stel_op(b, "FIN-L11"))
    zet(b, "maak_van_rechtswege_bekend")
    assert vers(b).gesloten
    assert te_versturen(vers(b)) != []
    with pytest.raises(Conflict, match="Trek de brief in"):
        verstuur(b, over)
    with pytest.raises(GeenRecht):
        losse_brieven.verwijder(dossier_id=b.dossier.pk, brief_id=over.pk, door=b.mensen.secretariaat)
    losse_brieven.verwijder(dossier_id=b.dossier.pk, brief_id=over.pk, door=b.mensen.opsteller)
    assert te_versturen(vers(b)) == []
    verzending = Verzending.objects.filter(rol="orgaan").get()
    eerder = PEIL - dt.timedelta(days=1)
    corrigeer_verzenddatum(
        verzending_id=verzending.pk, verzonden_op=eerder, reden="Poststempel.", door=b.mensen.opsteller
    )
    assert Verzending.objects.get(pk=verzending.pk).verzenddatum == eerder
    assert Feit.objects.get(brief__soort="FIN-L11").datum == PEIL  # closed is closed


def test_a_corrected_day_corrects_the_fact_with_its_reason_and_keeps_the_letter():
    b = bied_aan()
    verstuur(b, stel_op(b, "FIN-L8"))
    verzending = Verzending.objects.filter(rol="orgaan").get()
    eerder = PEIL - dt.timedelta(days=2)
    corrigeer_verzenddatum(
        verzending_id=verzending.pk, verzonden_op=eerder, reden="Poststempel.", door=b.mensen.opsteller
    )
    nieuw = vers(b).feiten.feit("overleg_aangeboden")
    assert (nieuw.datum, nieuw.correctiereden) == (eerder, "Poststempel.")
    assert nieuw.brief_id == verzending.brief_id
    assert nieuw.vervangt.datum == PEIL
    leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort="overleg_aangeboden",
        datum=eerder,
        stuk_id=maak_stuk(b, "notitie").pk,
        vervangt_id=nieuw.pk,
        correctiereden="Met de scan erbij.",
        door=b.mensen.opsteller,
    )
    assert vers(b).feiten.feit("overleg_aangeboden").brief_id == verzending.brief_id
    for mens in (b.mensen.secretariaat, b.mensen.gedeputeerde):
        with pytest.raises(GeenRecht):
            corrigeer_verzenddatum(verzending_id=verzending.pk, verzonden_op=PEIL, reden="x", door=mens)
    with pytest.raises(Weigering, match="voordat het dossier bestond"):
        corrigeer_verzenddatum(
            verzending_id=verzending.pk,
            verzonden_op=b.dossier.geopend_op - dt.timedelta(days=1),
            reden="x",
            door=b.mensen.opsteller,
        )


def test_the_database_holds_the_letter_of_a_fact():
    b = bied_aan()
    verstuur(b, stel_op(b, "FIN-L8"))
    ander = stel_op(b, "FIN-L6")
    with pytest.raises(DatabaseError, match="nooit overschreven"), transaction.atomic():
        Feit.objects.update(brief=ander)
    with pytest.raises(DatabaseError, match="nooit overschreven"), transaction.atomic():
        Feit.objects.update(brief=None)


def test_a_second_sending_of_the_same_letter_is_no_second_fact():
    b = bied_aan()
    brief = stel_op(b, "FIN-L8")
    orgaan, *kopie = [
        Zending(g["naam"], g["rol"], "post", PEIL, "Bode") for g in Brief.objects.get().geadresseerden
    ]
    verzend(brief_id=brief.pk, zendingen=[orgaan], door=b.mensen.opsteller)
    assert Brief.objects.get().status == "klaar"
    if kopie:
        verzend(brief_id=brief.pk, zendingen=kopie, door=b.mensen.opsteller)
    assert Brief.objects.get().status == "verzonden"
    with pytest.raises(Conflict, match="al geregistreerd"):
        verzend(brief_id=brief.pk, zendingen=[orgaan], door=b.mensen.opsteller)
    assert Feit.objects.count() == 1


# -- where it shows ---------------------------------------------------------------------------------


def test_it_stands_in_the_werkvoorraad_until_it_left_and_when_it_came_back():
    b = bied_aan()
    brief = stel_op(b, "FIN-L6")

    def rijen():
        return [(r.onderwerp, r.daad) for r in werk_voor(b.mensen.opsteller) if "brief" in r.waarom.lower()]

    voor = aantallen(b.mensen.opsteller)[0]
    assert ("ontvangst ter goedkeuring: opgesteld, niet verzonden", "Verstuur") in rijen()
    assert werk_voor(b.mensen.coordinator) == []
    verstuur(b, brief)
    assert rijen() == []
    assert aantallen(b.mensen.opsteller)[0] == voor - 1
    assert brief.pk in {
        rij.id for rij in bestanden(vers(b), b.mensen.opsteller) if rij.pagina == "brief_bestand"
    }
    leg_bericht_vast(
        verzending_id=Verzending.objects.filter(rol="orgaan").get().pk,
        bericht=Bericht("terug", PEIL, "Adres onbekend"),
        door=b.mensen.opsteller,
    )
    (rij,) = rijen()
    assert rij[0].endswith("teruggekomen")


def pad(b, naam, *args):
    return reverse(naam, args=[b.dossier.nummer, *args])


def test_the_way_over_the_pages_from_guard_to_fact(client):
    b = bied_aan()
    client.force_login(b.mensen.opsteller)
    pagina = client.get(pad(b, "dossier")).content.decode()
    assert f"{pad(b, 'losse_brief_kies')}?soort=FIN-L8" in pagina
    assert pad(b, "losse_brief_nieuw", "FIN-L6") in pagina
    assert pad(b, "losse_brief_nieuw", "FIN-L11") not in pagina
    naar = client.get(pad(b, "losse_brief_kies"), {"soort": "FIN-L8"})
    assert naar.url == pad(b, "losse_brief_nieuw", "FIN-L8")
    formulier = client.get(naar.url)
    assert 'id="briefvoorbeeld"' in formulier.content.decode()
    leeg = client.post(naar.url, {"onderwerp": "Overleg"})
    assert leeg.status_code == 422
    assert not Brief.objects.exists()
    gegevens = {"onderwerp": "Overleg", **tekst(b, "FIN-L8")}
    gegevens = {n: "\n".join(w) if isinstance(w, list) else w for n, w in gegevens.items()}
    goed = client.post(naar.url, gegevens)
    assert goed.status_code == 303, goed.content.decode()[:2000]
    brief = Brief.objects.get()
    dossier = client.get(pad(b, "dossier")).content.decode()
    assert pad(b, "losse_brief", brief.pk) in dossier
    assert pad(b, "brief_verzenden", brief.pk) in dossier
    assert client.get(pad(b, "losse_brief", brief.pk)).status_code == 200
    assert client.get(pad(b, "brief_bestand", brief.pk)).content.startswith(b"%PDF")
    verzendpagina = client.get(pad(b, "brief_verzenden", brief.pk)).content.decode()
    assert "overleg aangeboden" in verzendpagina
    zending = {"verzonden_op": PEIL.isoformat()}
    for plek in range(len(brief.geadresseerden)):
        zending |= {f"wie_{plek}": "on", f"kanaal_{plek}": "post", f"bewijs_{plek}": "Bode"}
    assert client.post(pad(b, "brief_verzenden", brief.pk), zending).status_code == 303
    assert vers(b).feiten.feit("overleg_aangeboden").brief_id == brief.pk
    assert client.get(pad(b, "losse_brief", brief.pk)).status_code == 404
    dossier = client.get(pad(b, "dossier")).content.decode()
    assert dossier.count(pad(b, "brief_bestand", brief.pk)) == 2  # among the papers, and under its fact
    register = client.get(pad(b, "verzendregister")).content.decode()
    bericht = pad(b, "verzending_bericht", brief.verzendingen.first().pk)
    assert bericht in register
    assert client.get(bericht).status_code == 200
    assert client.get(pad(b, "verzending_corrigeren", brief.verzendingen.first().pk)).status_code == 200


def test_a_kind_of_another_ladder_and_a_closed_dossier_have_no_page(client):
    b = bied_aan()
    client.force_login(b.mensen.opsteller)
    assert client.get(pad(b, "losse_brief_nieuw", "FIN-O")).status_code == 404
    assert client.get(pad(b, "losse_brief_nieuw", "L5")).status_code == 404
    assert client.get(pad(b, "losse_brief_kies"), {"soort": "\x00"}).status_code == 404
    brief = stel_op(b, "FIN-L6")
    assert client.post(pad(b, "losse_brief_verwijderen", brief.pk)).status_code == 303
    assert Brief.objects.get().status == "vervallen"
    assert client.get(pad(b, "losse_brief", brief.pk)).status_code == 404
    gesloten = maak_dossier("afgesloten", mensen=b.mensen)
    assert client.get(pad(gesloten, "losse_brief_nieuw", "L18")).status_code == 404
    assert (
        pad(gesloten, "losse_brief_nieuw", "L18") not in client.get(pad(gesloten, "dossier")).content.decode()
    )


def test_an_outsider_and_a_reader_are_refused_on_every_page(client):
    b = bied_aan()
    brief = stel_op(b, "FIN-L6")
    paden = [
        pad(b, "losse_brief_kies") + "?soort=FIN-L6",
        pad(b, "losse_brief_nieuw", "FIN-L6"),
        pad(b, "losse_brief", brief.pk),
    ]
    paden.append(pad(b, "brief_verzenden", brief.pk))
    for mens in (UserFactory(), b.mensen.secretariaat):
        client.force_login(mens)
        assert {client.get(weg).status_code for weg in paden} <= {403, 404}
        assert client.post(pad(b, "losse_brief_verwijderen", brief.pk)).status_code in (403, 404)
        assert client.post(pad(b, "losse_brief_voorbeeld", "FIN-L6")).status_code in (403, 404)
    client.force_login(UserFactory())
    assert client.get(pad(b, "brief_bestand", brief.pk)).status_code in (403, 404)
    assert Brief.objects.get().status == "klaar"


def test_the_letter_of_one_dossier_is_not_found_under_the_number_of_another(client):
    b, ander = bied_aan(), bied_aan()
    brief = stel_op(b, "FIN-L6")
    client.force_login(b.mensen.opsteller)
    assert client.get(pad(ander, "brief_bestand", brief.pk)).status_code == 404
    assert client.get(pad(ander, "brief_verzenden", brief.pk)).status_code == 404
