"""Excuse, opening a dossier, and the scope of T5: services around the housing proposal."""

import datetime as dt
import threading
from contextlib import suppress

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from interventieladder.guards.huisvesting import NVT, g_omvang
from interventieladder.models import Dossier, Verschoonbaarheid
from interventieladder.selectors.huisvesting import gemeentebeeld, overzicht
from interventieladder.selectors.tredevoorstel import Uitkomst
from interventieladder.selectors.watkannu import stapkaarten
from interventieladder.selectors.werk import aantallen, werk_voor
from interventieladder.services import huisvesting as service
from interventieladder.services import omleiden
from interventieladder.services.huisvesting import (
    beslis_verschoonbaar,
    mag_beslissen,
    open_huisvestingsdossier,
    stel_verschoonbaar_voor,
)
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.services.oordeelbewaking import controle_oordelen
from tests import huisvestingwereld as w
from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    GedeputeerdeFactory,
    SecretariaatFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.interventieladder.bouw import maak_dossier
from tests.interventieladder.collegewereld import gehouden_op, notulen
from tests.mandaatwereld import afwezig, mandaat, vervang
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel
from toezicht.core.transitions import Toets
from toezicht.mandaten.models import Belang, Mandaat

VANDAAG = dt.date(2026, 7, 20)
AARLO, BERGMEER = "GM9901", "GM9902"
GROND = {
    "grond": "concrete_projecten",
    "toelichting": "Twaalf woningen, oplevering in november.",
    "bewijs": "Overeenkomst van 3 juli 2026",
}


@pytest.fixture(autouse=True)
def klok(db):
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def noor():
    return ToezichthouderFactory(username="noor")


@pytest.fixture
def tess():
    return TeamleiderFactory(username="tess")


@pytest.fixture
def aarlo():
    return w.gemeente(AARLO, "Aarlo")


def cijfers(code, *achterstanden):
    """Half-years ending with the present one, each with a task of 20 and these balances at the end."""
    halfjaren = ["2024-2", "2025-1", "2025-2", "2026-1"][-len(achterstanden) :]
    rijen, saldo = [], 0
    for halfjaar, achterstand in zip(halfjaren, achterstanden, strict=True):
        rijen += w.reeks(code, (halfjaar, 20, saldo + 20 - achterstand))
        saldo = achterstand
    w.laad_en_stel_vast(*rijen, tweede=CoordinatorFactory())


def voorstel(overheid, user):
    return gemeentebeeld(user, overheid.pk).voorstel


# -- excuse ----------------------------------------------------------------------------------------------


def test_an_excuse_is_proposed_by_one_and_granted_by_another_at_the_level_of_the_step(aarlo, noor, tess):
    cijfers(AARLO, 8)
    assert voorstel(aarlo, noor).trede == "t2"
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    assert (grond.trede, grond.niveau) == ("t2", "teamleider")
    assert voorstel(aarlo, noor).uitkomst is Uitkomst.HOGER, "not before it is granted"
    beslis_verschoonbaar(verschoning_id=grond.pk, toekennen=True, reden="Inspanning is er.", door=tess)
    uit = voorstel(aarlo, noor)
    assert (uit.uitkomst, uit.trede, uit.zonder) == (Uitkomst.VERSCHOONBAAR, "", "t2")
    regels = Logboekregel.objects.filter(onderwerp_soort="verschoonbaarheid", overheid_code=AARLO)
    assert list(regels.order_by("pk").values_list("handeling", flat=True)) == [
        "verschoonbaar_gevraagd",
        "verschoonbaar_toegekend",
    ]


@pytest.mark.parametrize(
    ("achterstanden", "trede", "niveau"),
    [((8,), "t2", "teamleider"), ((8, 8), "t3a", "teamleider"), ((8, 8, 8), "t3b", "gedeputeerde")],
)
def test_the_level_follows_the_rung(aarlo, noor, achterstanden, trede, niveau):
    cijfers(AARLO, *achterstanden)
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    assert (grond.trede, grond.niveau) == (trede, niveau)


def test_what_gs_decide_is_registered_from_a_held_meeting(aarlo, noor, tess):
    cijfers(AARLO, 8, 8, 8, 8)
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    assert grond.niveau == "gs"
    besluit = {"verschoning_id": grond.pk, "toekennen": True, "reden": "Coulance."}
    for wie in (tess, GedeputeerdeFactory()):
        with pytest.raises(GeenRecht, match="Gedeputeerde Staten"):
            beslis_verschoonbaar(**besluit, door=wie)
    sofie = SecretariaatFactory()
    with pytest.raises(Weigering, match="Kies de vergadering"):
        beslis_verschoonbaar(**besluit, door=sofie)
    with pytest.raises(Weigering, match="na die vergadering"):
        beslis_verschoonbaar(**besluit, door=sofie, notulen=notulen(dt.date(2026, 7, 19)))
    uit = beslis_verschoonbaar(**besluit, door=sofie, notulen=notulen(VANDAAG, "GS-2026-11", agendapunt="6"))
    assert (uit.uitkomst, uit.kenmerk, uit.besloten_op) == ("toegekend", "GS-2026-11", VANDAAG)
    assert uit.collegebesluit.agendapunt == "6"
    regel = Logboekregel.objects.get(handeling="verschoonbaar_toegekend")
    assert (regel.namens, regel.gegevens["agendapunt"]) == ("Gedeputeerde Staten", "6")
    with pytest.raises(IntegrityError), transaction.atomic():
        Verschoonbaarheid.objects.create(
            **{
                f.name: getattr(uit, f.name)
                for f in uit._meta.fields
                if f.name not in ("id", "collegebesluit")
            }
            | {"helft": 2}
        )


def test_who_may_decide_finds_it_among_the_work(aarlo, noor, tess):
    """The list and the decision ask one register: on a mandate, in the place of another, or for GS."""
    cijfers(AARLO, 8)
    sofie, vervanger = SecretariaatFactory(), TeamleiderFactory()
    stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    Mandaat.objects.filter(niveau="teamleider").update(tot=VANDAAG)
    mandaat("teamleider", gebruiker=tess, functie="")

    def ziet(*namen):
        for wie in (noor, tess, vervanger, sofie):
            rijen = [r for r in werk_voor(wie) if r.pagina == "huisvesting_overheid"]
            assert bool(rijen) is (wie in namen), wie
            assert aantallen(wie)[0] == len(werk_voor(wie))

    ziet(tess)
    vervang(tess, vervanger)
    afwezig(tess, VANDAAG)
    ziet(tess, vervanger)
    (rij,) = [r for r in werk_voor(vervanger) if r.pagina == "huisvesting_overheid"]
    assert "concrete projecten" in rij.waarom.lower()
    Verschoonbaarheid.objects.update(niveau="gs")
    ziet(sofie)


def test_an_excuse_that_nobody_can_decide_raises_an_alarm(aarlo, noor, tess):
    cijfers(AARLO, 8)
    beheer = BeheerderFactory()
    stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    assert controle_oordelen()[0]
    assert omleiden.bewaak() == 0
    afwezig(tess, VANDAAG)
    goed, uitleg = controle_oordelen()
    assert not goed
    assert "teamleider" in uitleg
    omleiden.bewaak()
    omleiden.bewaak()
    assert "Aarlo" not in Bericht.objects.get(sleutel__startswith="oordeel-verweesd:", ontvanger=beheer).tekst


def test_the_agenda_names_what_waits_and_the_meeting_what_was_decided(aarlo, noor, client):
    cijfers(AARLO, 8, 8, 8, 8)
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    sofie = SecretariaatFactory()
    client.force_login(sofie)
    pad = reverse("huisvesting_besluit", args=[AARLO, grond.pk])
    assert pad in client.get(reverse("gs_agenda")).content.decode()
    gegevens = {"akkoord": "ja", "reden": "Goed.", "agendapunt": "5", "nummer": "GS-2026-77"}
    fout = client.post(pad, gegevens)
    assert fout.status_code == 422
    assert "In welke vergadering" in fout.content.decode()
    vergadering = gehouden_op(VANDAAG, sofie)
    assert client.post(pad, gegevens | {"vergadering": vergadering.pk}).status_code == 303
    assert pad not in client.get(reverse("gs_agenda")).content.decode()
    pagina = client.get(reverse("gs_vergadering", args=[vergadering.pk])).content.decode()
    assert "besluit GS-2026-77" in pagina


@pytest.mark.parametrize(
    ("grond", "reden"),
    [
        ("woningtekort", "Een algemeen tekort aan woningen is geen reden"),
        ("bestuurlijke_onwil", "Bestuurlijke onwil is geen reden"),
        ("zomaar", "Kies een grond"),
    ],
)
def test_what_is_not_enough_cannot_be_chosen(aarlo, noor, grond, reden):
    cijfers(AARLO, 8)
    with pytest.raises(Weigering, match=reden):
        stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND | {"grond": grond})
    with pytest.raises(IntegrityError, match="grond_is_genoeg"), transaction.atomic():
        Verschoonbaarheid.objects.create(
            overheid=aarlo, jaar=2026, helft=1, trede="t2", niveau="teamleider", grond=grond,
            toelichting="x", bewijs="x", voorgesteld_door=noor, voorgesteld_op=VANDAAG,
        )  # fmt: skip


def test_nothing_to_excuse_is_refused(aarlo, noor):
    cijfers(AARLO, 2)
    with pytest.raises(Weigering, match="geen hogere trede"):
        stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)


@pytest.mark.parametrize("leeg", ["toelichting", "bewijs"])
def test_an_excuse_needs_its_text_and_its_paper(aarlo, noor, leeg):
    cijfers(AARLO, 8)
    with pytest.raises(Weigering) as fout:
        stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND | {leeg: " "})
    assert fout.value.veld == leeg


def test_who_may_propose_and_decide(aarlo, noor, tess):
    cijfers(AARLO, 8)
    for buiten in (UserFactory(), BeheerderFactory(), tess):
        with pytest.raises(GeenRecht):
            stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=buiten, **GROND)
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    besluit = {"verschoning_id": grond.pk, "toekennen": True, "reden": "Ja."}
    with pytest.raises(Weigering, match="niet zien"):
        beslis_verschoonbaar(**besluit, door=UserFactory())
    with pytest.raises(GeenRecht, match="teamleider"):
        beslis_verschoonbaar(**besluit, door=ToezichthouderFactory())
    Belang.objects.create(gebruiker=tess, overheid=aarlo, van=VANDAAG, toelichting="woont er")
    with pytest.raises(GeenRecht, match="woont er"):
        beslis_verschoonbaar(**besluit, door=tess)
    with pytest.raises(Weigering, match="waarom"):
        beslis_verschoonbaar(**besluit | {"reden": ""}, door=TeamleiderFactory())


def test_the_excuse_rests_on_a_mandate_of_the_day_also_in_the_place_of_another(aarlo, noor, tess):
    cijfers(AARLO, 8)
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    besluit = {"verschoning_id": grond.pk, "toekennen": True, "reden": "Ja."}
    begin = Mandaat.objects.get(niveau="teamleider")
    Mandaat.objects.filter(pk=begin.pk).update(tot=VANDAAG)
    assert not mag_beslissen(grond, tess)
    with pytest.raises(GeenRecht, match="geen mandaat"):
        beslis_verschoonbaar(**besluit, door=tess)
    regel = mandaat("teamleider", gebruiker=tess, handeling="verschoon_achterstand", van=VANDAAG)
    vervanger = UserFactory(rollen=("provinciesecretaris",))
    vervang(tess, vervanger), vervang(tess, noor, volgorde=2)
    afwezig(tess, VANDAAG)
    assert (mag_beslissen(grond, vervanger), mag_beslissen(grond, noor)) == (True, False)
    gedaan = beslis_verschoonbaar(**besluit, door=vervanger)
    assert (gedaan.mandaat, gedaan.namens, gedaan.besloten_door) == (regel, tess, vervanger)


def test_who_proposes_does_not_decide_not_even_in_the_database(aarlo):
    beide = UserFactory(rollen=("toezichthouder", "teamleider"))
    cijfers(AARLO, 8)
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=beide, **GROND)
    with pytest.raises(GeenRecht, match="niet zelf"):
        beslis_verschoonbaar(verschoning_id=grond.pk, toekennen=True, reden="Ja.", door=beide)
    with pytest.raises(IntegrityError, match="vier_ogen"), transaction.atomic():
        Verschoonbaarheid.objects.filter(pk=grond.pk).update(
            uitkomst="toegekend", besloten_door=beide, besloten_op=VANDAAG
        )


def test_a_decision_stays_and_the_same_ground_can_be_proposed_again_after_a_refusal(aarlo, noor, tess):
    cijfers(AARLO, 8)
    grond = stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    with pytest.raises(Conflict, match="al voorgesteld"):
        stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    beslis_verschoonbaar(verschoning_id=grond.pk, toekennen=False, reden="Geen datum.", door=tess)
    with pytest.raises(Conflict, match="al besloten"):
        beslis_verschoonbaar(verschoning_id=grond.pk, toekennen=True, reden="Toch.", door=tess)
    assert voorstel(aarlo, noor).uitkomst is Uitkomst.HOGER
    stel_verschoonbaar_voor(overheid_id=aarlo.pk, door=noor, **GROND)
    for doe in (
        lambda: Verschoonbaarheid.objects.filter(pk=grond.pk).update(reden="anders"),
        lambda: Verschoonbaarheid.objects.filter(pk=grond.pk).delete(),
    ):
        with pytest.raises(DatabaseError, match="blijft staan"), transaction.atomic():
            doe()


@pytest.mark.django_db(transaction=True)
def test_two_decisions_at_once_and_one_wins(monkeypatch):
    gemeente, noor = w.gemeente(AARLO, "Aarlo"), ToezichthouderFactory()
    cijfers(AARLO, 8)
    grond = stel_verschoonbaar_voor(overheid_id=gemeente.pk, door=noor, **GROND)
    leiders, beiden, uitkomsten = [TeamleiderFactory(), TeamleiderFactory()], threading.Barrier(2), []
    echt = service._eis_beslisser

    def wacht_op_de_ander(*args):
        with suppress(threading.BrokenBarrierError):
            beiden.wait(timeout=1)
        return echt(*args)

    monkeypatch.setattr(service, "_eis_beslisser", wacht_op_de_ander)

    def doe(door, toekennen):
        try:
            with klok_op(VANDAAG):
                beslis_verschoonbaar(verschoning_id=grond.pk, toekennen=toekennen, reden="Zo.", door=door)
            uitkomsten.append("besloten")
        except Conflict:
            uitkomsten.append("conflict")
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=(leider, nr == 0)) for nr, leider in enumerate(leiders)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uitkomsten) == ["besloten", "conflict"]


# -- dossier ---------------------------------------------------------------------------------------------


def test_a_proposal_opens_a_dossier_on_t1_and_never_moves_it(aarlo, noor):
    cijfers(AARLO, 8, 8, 8)
    dossier = open_huisvestingsdossier(overheid_id=aarlo.pk, door=noor)
    assert (dossier.domein, dossier.taak, dossier.stand) == (
        "huisvesting",
        "huisvesting_vergunninghouders",
        "t1",
    )
    assert (dossier.gevorderd, dossier.gebrek, dossier.datum_feit) == (
        "resultaat",
        "niet_tijdig",
        dt.date(2026, 7, 1),
    )
    assert "halfjaren op rij boven de drempel: 3" in dossier.omschrijving
    beeld = gemeentebeeld(noor, aarlo.pk)
    assert (beeld.ladder.nummer, beeld.ladder.plek.trede) == (dossier.nummer, "t1")
    assert (beeld.voorstel.trede, Dossier.objects.get().stand) == ("t3b", "t1")
    with pytest.raises(Conflict, match=dossier.nummer):
        open_huisvestingsdossier(overheid_id=aarlo.pk, door=noor)


def test_no_dossier_without_a_proposed_rung_or_the_right(aarlo, noor, tess):
    cijfers(AARLO, 0)
    with pytest.raises(Weigering, match="geen aanleiding"):
        open_huisvestingsdossier(overheid_id=aarlo.pk, door=noor)
    bergmeer = w.gemeente(BERGMEER, "Bergmeer")
    cijfers(BERGMEER, 8)
    with pytest.raises(GeenRecht):
        open_huisvestingsdossier(overheid_id=bergmeer.pk, door=tess)


# -- the page's data -------------------------------------------------------------------------------------


def test_the_overview_sums_the_province_and_costs_the_same_with_more_rows(
    aarlo, noor, django_assert_max_num_queries
):
    w.gemeente(BERGMEER, "Bergmeer")
    cijfers(AARLO, 8)
    cijfers(BERGMEER, -2)
    noor.has_perm("x")
    with django_assert_max_num_queries(11):
        data = overzicht(noor)
    assert [r.overheid.naam for r in data.rijen] == ["Aarlo", "Bergmeer"]
    totaal = data.totaal
    assert (totaal.gemeenten, totaal.taakstelling, totaal.saldo_eind, totaal.gehaald) == (2, 40, 6, 1)
    assert (totaal.gehuisvest, str(totaal.pct)) == (34, "85.0")
    assert [r.overheid.naam for r in overzicht(noor, kies="achterstand").rijen] == ["Aarlo"]
    assert [r.overheid.naam for r in overzicht(noor, kies="voldaan").rijen] == ["Bergmeer"]
    assert [r.overheid.naam for r in overzicht(noor, kies="omhoog").rijen] == ["Aarlo"]
    assert overzicht(noor, kies="pauze").rijen == []
    assert [r.overheid.naam for r in overzicht(noor, zoek="berg").rijen] == ["Bergmeer"]
    assert overzicht(UserFactory()) is None


def test_beheer_sees_figures_but_no_rung(aarlo):
    cijfers(AARLO, 8)
    data = overzicht(BeheerderFactory())
    assert data.rijen[0].voorstel is None
    assert data.rijen[0].ladder.nummer == ""
    assert gemeentebeeld(BeheerderFactory(), aarlo.pk).voorstel is None


# -- scope of T5 -----------------------------------------------------------------------------------------


def huisvestingsdossier():
    return maak_dossier("t4", domein="huisvesting", taak="huisvesting_vergunninghouders")


def test_the_scope_is_a_dated_fact_of_housing_dossiers_only():
    b, archief = huisvestingsdossier(), maak_dossier("t4")
    feit = {"soort": "omvang", "datum": VANDAAG, "waarden": {"scope": "totaalopgave"}}
    with pytest.raises(Weigering, match="hoort niet bij deze ladder"):
        leg_feit_vast(dossier_id=archief.dossier.pk, door=archief.mensen.opsteller, **feit)
    with pytest.raises(Weigering, match="Kies uit de lijst"):
        leg_feit_vast(
            dossier_id=b.dossier.pk, door=b.mensen.opsteller, **feit | {"waarden": {"scope": "alles"}}
        )
    toets = Toets(b.vers(), None, b.mensen.opsteller, VANDAAG)
    assert "Leg vast wat het besluit omvat" in g_omvang.functie(toets)
    leg_feit_vast(dossier_id=b.dossier.pk, door=b.mensen.opsteller, **feit)
    toets = Toets(b.vers(), None, b.mensen.opsteller, VANDAAG)
    assert g_omvang.functie(toets) is None
    assert toets.bewijs["G-OMVANG"] == "de totale opgave, gekozen op 20-7-2026"


def test_other_dossiers_are_not_asked_and_do_not_see_the_line():
    archief = maak_dossier("t4")
    toets = Toets(archief.vers(), None, archief.mensen.opsteller, VANDAAG)
    assert g_omvang.functie(toets) is None
    assert toets.bewijs["G-OMVANG"] == NVT

    def voorwaarden(b):
        kaart = next(
            k for k in stapkaarten(b.vers(), b.mensen.opsteller) if k.stap == "besluit_indeplaatsstelling"
        )
        return {v.code: v for v in kaart.voorwaarden}

    assert "G-OMVANG" not in voorwaarden(archief)
    huis = voorwaarden(huisvestingsdossier())["G-OMVANG"]
    assert (huis.gehaald, huis.zacht, huis.herstel.pagina) == (False, False, "dossier_feit")
