"""Taking over a running dossier: what is recorded, what is refused, what stays open, and four eyes."""

import datetime as dt
import threading
from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from interventieladder.models import (
    Beoordeling,
    Dossier,
    OvergenomenBesluit,
    OvergenomenBrief,
    OvergenomenTermijn,
    Overname,
    Termijn,
)
from interventieladder.models.dossier import klasse_van
from interventieladder.selectors.dossiers import Filter, lijst
from interventieladder.selectors.termijnen import Kalenderfilter, kalendermaand
from interventieladder.selectors.watkannu import stapkaarten
from interventieladder.selectors.werk import werk_voor
from interventieladder.services import bewaking
from interventieladder.services.overname import bevestig_overname, neem_over, trek_overname_in
from interventieladder.services.overname_controle import controleer
from interventieladder.services.overname_feiten import kies_termijneinde, vul_besluit_aan, vul_brief_aan
from interventieladder.services.overname_gegevens import (
    Bronbeoordeling,
    Bronbesluit,
    Bronbrief,
    Bronfeit,
    Bronstuk,
    Brontermijn,
    OvernameGeweigerd,
    Verblijf,
)
from interventieladder.services.voorstellen import Voorsteltekst, stel_op
from interventieladder.standen import GENERIEK, PLANNEN
from interventieladder.treden import KAMER_CDK
from tests.api.wereld import Beller
from tests.factories import OverheidFactory
from tests.interventieladder.bouw import maak_dossier
from tests.interventieladder.overnamewereld import BRON, PEIL, T1, T2, T3A, bouw
from tests.paginatekst import tekst
from toezicht.core import logboek
from toezicht.core.clock import klok_op, nu
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.core.transitions import OvergangGeweigerd


@pytest.fixture
def w(db):
    with klok_op(PEIL):
        yield bouw()


def vers(dossier):
    return Dossier.objects.get(pk=dossier.pk)


def kaart(dossier, user, stap):
    return next(k for k in stapkaarten(vers(dossier), user) if k.stap == stap)


def voorwaarden(dossier, user, stap):
    return {v.code: v for v in kaart(dossier, user, stap).voorwaarden}


def fouten(w, **anders):
    with pytest.raises(OvernameGeweigerd) as fout:
        w.neem_over(**anders)
    assert not Dossier.objects.exists()
    gevonden = {}
    for f in fout.value.fouten:
        gevonden[f.kolom] = f"{gevonden.get(f.kolom, '')} {f.tekst}".strip()
    return gevonden


# -- what is recorded --------------------------------------------------------------------------------


def test_the_dossier_stands_where_the_source_says_with_its_past(w):
    dossier = vers(w.neem_over())
    assert (dossier.stand, dossier.trede_sinds, dossier.geopend_op) == ("t3a", T3A.van, T1.van)
    assert (dossier.zaaknummer, dossier.behandelaar) == ("Z-2026-0412", w.noor)
    assert type(dossier) is klasse_van("generiek")
    stappen = list(dossier.stappen.values_list("trede", "van", "tot", "uitkomst", "overgang"))
    assert stappen == [
        ("t1", T1.van, T2.van, "hoger", "onderzoek_signaal"),
        ("t2", T2.van, T3A.van, "hoger", "vraag_informatie"),
        ("t3a", T3A.van, None, "", "maak_ambtelijke_afspraken"),
    ]
    bron = f"{BRON}, zaak Z-2026-0412"
    assert {s.bron for s in dossier.stappen.all()} == {bron}
    assert OvergenomenBesluit.objects.filter(bron=bron).count() == 2
    assert [b.stap.trede for b in OvergenomenBrief.objects.all()] == ["t2", "t3a", "t3a"]
    assert {b.bron for b in dossier.beoordelingen.all()} == {bron}
    assert {s.bron for s in dossier.stukken.all()} == {bron}


def test_a_running_term_is_computed_by_our_calculator(w):
    termijn = vers(w.neem_over()).termijnen.get()
    assert (termijn.start, termijn.weken, termijn.status) == (dt.date(2026, 5, 12), 26, "loopt")
    assert termijn.effectief_einde == dt.date(2026, 11, 10)
    assert BRON in termijn.gebeurtenis


def test_the_logboek_has_the_true_day_and_the_day_of_recording(w):
    dossier = w.neem_over()
    regels = Logboekregel.objects.filter(keten=f"dossier:{dossier.pk}").order_by("gebeurd_op", "id")
    stappen = [
        r
        for r in regels
        if r.handeling in ("dossier_overgenomen", "vraag_informatie", "maak_ambtelijke_afspraken")
    ]
    assert [(r.handeling, r.gebeurd_op) for r in stappen] == [
        ("dossier_overgenomen", T1.van),
        ("vraag_informatie", T2.van),
        ("maak_ambtelijke_afspraken", T3A.van),
    ]
    assert {r.vastgelegd_op.date() for r in regels} == {PEIL}
    assert all("Overgenomen uit" in r.reden for r in regels)
    toen = logboek.stand_op(soort="dossier", peildatum=dt.date(2026, 4, 1), kennisdatum=nu())
    assert toen[str(dossier.pk)]["stand"] == "t2"
    wisten = logboek.stand_op(
        soort="dossier", peildatum=dt.date(2026, 4, 1), kennisdatum=nu() - dt.timedelta(days=1)
    )
    assert wisten == {}
    assert logboek.controleer().in_orde


def test_a_prolonged_rung_counts_its_prolongations_and_its_first_day(w):
    verlengd = (
        T1,
        T2,
        replace(T3A, tot=dt.date(2026, 9, 1)),
        Verblijf("t3a", dt.date(2026, 9, 1), None, Bronbesluit("teamleider", dt.date(2026, 8, 31), "TL-44")),
    )
    dossier = vers(w.neem_over(stappen=verlengd, termijnen=()))
    assert dossier.trede_sinds == T3A.van
    assert dossier.stappen.get(tot__isnull=True).verlengingen == 1
    assert dossier.stappen.get(tot__isnull=True).overgang == "verleng_afspraken"


def test_a_day_between_two_stays_is_how_many_systems_write_it(w):
    stappen = (replace(T1, tot=T2.van - dt.timedelta(days=1)), T2, T3A)
    assert vers(w.neem_over(stappen=stappen)).stappen.first().tot == T2.van


def test_another_ladder_is_taken_over_with_its_own_facts(w):
    dossier = w.neem_over(
        ladder="artikel8",
        taak="",
        gevorderd="",
        gebrek="",
        onderdeel="Duinrand en Waterlo",
        stappen=(Verblijf("overleg", dt.date(2026, 9, 1)),),
        brieven=(),
        termijnen=(),
        stukken=(),
        beoordelingen=(),
        afspraken=(),
        feiten=(Bronfeit("overleg_geopend", dt.date(2026, 9, 1), {"gemeenten": "Duinrand en Waterlo"}),),
    )
    assert vers(dossier).feiten.feit("overleg_geopend").bron.startswith(BRON)
    kaarten = {k.stap: k for k in stapkaarten(vers(dossier), w.noor)}
    gehaald = {v.code: v.gehaald for v in kaarten["rond_overleg_af"].voorwaarden}
    assert gehaald["G-OVERLEG-GEOPEND"]
    assert not gehaald["G-OVERNAME"]


def begin_van(plan):
    """A stay on the first state of a ladder where a dossier can stand, with nothing else."""
    eind = {*plan.eind, "signaal", "aangehouden"}
    stand = plan.begin if plan.begin not in eind else "t1"
    leeg = dict.fromkeys(("brieven", "termijnen", "stukken", "beoordelingen", "afspraken"), ())
    generiek = plan.code == GENERIEK
    return {
        "ladder": plan.code,
        "onderdeel": "2027" if plan.onderdeel else "",
        "stappen": (Verblijf(stand, dt.date(2026, 9, 1)),),
        **({} if generiek else {"taak": "", "gevorderd": "", "gebrek": ""}),
        **leeg,
    }


@pytest.mark.parametrize("code", [c for c, plan in PLANNEN.items() if not plan.eigen_zaak])
def test_every_ladder_that_is_taken_over_has_a_page(w, code, client):
    dossier = w.neem_over(**begin_van(PLANNEN[code]))
    client.force_login(w.noor)
    assert client.get(reverse("dossier", args=[dossier.nummer])).status_code == 200


@pytest.mark.parametrize("code", [c for c, plan in PLANNEN.items() if plan.eigen_zaak])
def test_a_ladder_with_data_of_its_own_asks_for_them(w, code):
    assert "precies één rij “zaak”" in fouten(w, **begin_van(PLANNEN[code]))["rij"]


@pytest.mark.parametrize("kamer", ["", KAMER_CDK])
def test_a_dossier_in_the_room_of_the_cdk_is_not_told_of(w, kamer):
    orgaan = "burgemeester" if kamer else "college"
    loopt = maak_dossier("t1", overheid=w.duinrand, kamer=kamer, orgaan=orgaan).dossier
    gevonden = [f.tekst for f in controleer(w.gegevens(), w.noor).fouten if f.kolom == "taak"]
    zegt = f"Over deze taak van {w.duinrand.naam} loopt al dossier {loopt.nummer}."
    assert gevonden == ([] if kamer else [zegt])


# -- what is refused ---------------------------------------------------------------------------------

MORGEN = PEIL + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("anders", "kolom", "woorden"),
    [
        ({"overheid": "GM0000"}, "overheid", "niet bekend"),
        ({"overheid": ""}, "overheid", "niet bekend"),
        ({"taak": "koffie"}, "taak", "staat niet in"),
        ({"taak": "maatschappelijke_ondersteuning"}, "taak", "minister"),
        ({"taak": "openbare_orde"}, "taak", "burgemeester"),
        ({"orgaan": "ab"}, "orgaan", "past niet bij deze organisatie"),
        ({"gevorderd": "handeling", "gebrek": "niet_tijdig"}, "gebrek", "resultaat"),
        ({"ladder": "trapje"}, "ladder", "bestaat niet"),
        ({"bron": " "}, "bron", "Vul"),
        ({"zaaknummer": ""}, "zaaknummer", "Vul"),
        ({"titel": "x" * 201}, "titel", "200"),
        ({"zaakadres": "javascript:alert(1)"}, "zaakadres", "geen webadres"),
        ({"bronsoort": "gerucht"}, "bronsoort", "Kies"),
        ({"behandelaar": "marijke"}, "behandelaar", "geen open account"),
        ({"behandelaar": "joost"}, "behandelaar", "coördinator"),
        ({"datum": MORGEN}, "datum", "toekomst"),
        ({"datum": dt.date(2026, 3, 3)}, "datum", "ná het begin"),
        ({"stappen": ()}, "trede", "ten minste één"),
        ({"stappen": (replace(T1, van=MORGEN, tot=None),)}, "van", "toekomst"),
        ({"stappen": (replace(T1, tot=dt.date(2026, 3, 1)), T2, T3A)}, "tot", "vóór zij begint"),
        ({"stappen": (replace(T1, tot=dt.date(2026, 3, 20)), T2, T3A)}, "van", "overlapt"),
        ({"stappen": (replace(T1, tot=dt.date(2026, 3, 10)), T2, T3A)}, "van", "gat"),
        ({"stappen": (replace(T1, tot=None), T2, T3A)}, "tot", "Alleen de laatste"),
        ({"stappen": (T1, T2)}, "tot", "leeg"),
        ({"stappen": (replace(T2, tot=None),)}, "trede", "geen stap van het begin"),
        ({"stappen": (T1, replace(T3A, trede="t6", van=T1.tot))}, "trede", "geen stap van T1"),
        ({"stappen": (replace(T1, trede="afgesloten"), T2, T3A)}, "trede", "geen trede"),
        (
            {"stappen": (T1, T2, replace(T3A, besluit=Bronbesluit("coordinator", T3A.van, "X")))},
            "niveau",
            "teamleider",
        ),
        (
            {"stappen": (T1, T2, replace(T3A, besluit=Bronbesluit("teamleider", T3A.van)))},
            "nummer",
            "wie besloot",
        ),
        (
            {"stappen": (T1, T2, replace(T3A, besluit=Bronbesluit("teamleider", PEIL, "X")))},
            "besloten_op",
            "na het begin",
        ),
        ({"brieven": (Bronbrief("L99", "Brief", "College", PEIL),)}, "soort", "niet bekend"),
        ({"brieven": (Bronbrief("L2", "Brief", "", PEIL),)}, "geadresseerde", "Vul"),
        ({"brieven": (Bronbrief("L2", "Brief", "College", MORGEN),)}, "datum", "toekomst"),
        ({"brieven": (Bronbrief("L2", "Brief", "College", dt.date(2026, 1, 1)),)}, "datum", "vóór het begin"),
        ({"termijnen": (Brontermijn("koffie", PEIL, 4),)}, "soort", "niet bekend"),
        (
            {"termijnen": (Brontermijn("afspraken", dt.date(2026, 3, 1), 4),)},
            "datum",
            "vóór de huidige trede",
        ),
        ({"termijnen": (Brontermijn("afspraken", PEIL, 0),)}, "weken", "weken"),
        ({"termijnen": (Brontermijn("afspraken", PEIL, 4, PEIL),)}, "einde", "niet na het begin"),
        (
            {"termijnen": (Brontermijn("afspraken", PEIL, 4), Brontermijn("afspraken", PEIL, 5))},
            "soort",
            "maar één",
        ),
        ({"termijnen": (Brontermijn("afspraken", PEIL, 4, MORGEN, "einde_brief"),)}, "reden", "reden"),
        ({"stukken": (Bronstuk("antwoord", "Antwoord", PEIL),)}, "documentnummer", "waar het stuk staat"),
        ({"beoordelingen": (Bronbeoordeling("weging", "voldaan", PEIL, "x"),)}, "uitkomst", "past niet"),
    ],
)
def test_contradictions_are_refused_in_dutch_at_their_column(w, anders, kolom, woorden):
    gevonden = fouten(w, **anders)
    assert woorden in gevonden.get(kolom, ""), gevonden


def op_t5(besluit):
    """The whole ladder up to T5, with this decision at the end."""
    d, niveaus = dt.date, {"t2": "teamleider", "t3a": "teamleider", "t3b": "gedeputeerde", "t4": "gs"}
    dagen = (d(2026, 3, 2), d(2026, 3, 16), d(2026, 5, 11), d(2026, 6, 1), d(2026, 7, 1), d(2026, 10, 1))
    treden = ("t1", "t2", "t3a", "t3b", "t4", "t5")
    uit = []
    for plek, (trede, van) in enumerate(zip(treden, dagen, strict=True)):
        eigen = Bronbesluit(niveaus[trede], van, f"B-{trede}") if trede in niveaus else None
        tot = dagen[plek + 1] if plek < 5 else None
        uit.append(Verblijf(trede, van, tot, besluit if trede == "t5" else eigen))
    return tuple(uit)


@pytest.mark.parametrize(
    ("besluit", "kolom"),
    [
        (None, "nummer"),
        (Bronbesluit("gs", dt.date(2026, 9, 29), "", "GS"), "nummer"),
        (Bronbesluit("gedeputeerde", dt.date(2026, 9, 29), "B-9"), "niveau"),
    ],
)
def test_t5_without_the_reference_of_a_decision_of_gs_is_refused(w, besluit, kolom):
    gevonden = fouten(w, stappen=op_t5(besluit), brieven=(), termijnen=())
    assert "T5" in gevonden[kolom] or "Gedeputeerde Staten" in gevonden[kolom]


def test_t5_with_its_decision_is_taken_over(w):
    dossier = w.neem_over(
        stappen=op_t5(Bronbesluit("gs", dt.date(2026, 9, 29), "GS-2026-0611")), brieven=(), termijnen=()
    )
    assert vers(dossier).stand == "t5"


def test_a_second_open_dossier_on_the_duty_and_the_same_case_twice_are_refused(w):
    eerste = w.neem_over()
    with pytest.raises(OvernameGeweigerd) as fout:
        w.neem_over(zaaknummer="Z-2")
    assert eerste.nummer in fout.value.melding
    with pytest.raises(OvernameGeweigerd, match="al overgenomen"):
        w.neem_over()
    assert Dossier.objects.count() == 1


def test_who_may_take_over(w):
    for wie in (w.marijke, w.sofie, w.buiten):
        with pytest.raises(GeenRecht):
            w.neem_over(door=wie)
    assert w.neem_over(door=w.rik, behandelaar="joost").behandelaar == w.joost


# -- four eyes ---------------------------------------------------------------------------------------


def test_it_waits_for_a_second_person_in_the_worklist_and_no_step_before(w):
    dossier = w.neem_over()
    assert [r.daad for r in werk_voor(w.joost) if r.sleutel == dossier.nummer] == ["Bevestig overname"]
    assert not [r for r in werk_voor(w.noor) if r.daad == "Bevestig overname"]
    kan = voorwaarden(dossier, w.noor, "start_bestuurlijk_overleg")["G-OVERNAME"]
    assert not kan.gehaald
    tekst = Voorsteltekst(gevraagd="Hoger", waarom_nu="Nu", gevolg_ja="Ja", gevolg_nee="Nee")
    with pytest.raises(OvergangGeweigerd, match="nog niet door een ander bevestigd"):
        stel_op(dossier_id=dossier.pk, stap="start_bestuurlijk_overleg", tekst=tekst, door=w.noor)
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)
    assert voorwaarden(dossier, w.noor, "start_bestuurlijk_overleg")["G-OVERNAME"].gehaald
    assert not [r for r in werk_voor(w.joost) if r.daad == "Bevestig overname"]


def test_a_takeover_that_waits_too_long_is_reported(w):
    dossier = w.neem_over()
    with klok_op(PEIL + dt.timedelta(days=14)):
        assert bewaking.controle_overnames()[0]
    with klok_op(PEIL + dt.timedelta(days=15)):
        goed, tekst = bewaking.controle_overnames()
        assert not goed
        assert dossier.nummer in tekst
        bevestig_overname(dossier_id=dossier.pk, door=w.joost)
        assert bewaking.controle_overnames()[0]


def test_neither_who_took_it_over_nor_the_behandelaar_confirms(w):
    dossier = w.neem_over(door=w.rik, behandelaar="noor")
    for wie in (w.rik, w.noor, w.marijke):
        with pytest.raises(GeenRecht):
            bevestig_overname(dossier_id=dossier.pk, door=wie)
    with pytest.raises(Weigering, match="bestaat niet"):
        bevestig_overname(dossier_id=dossier.pk, door=w.buiten)
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)
    with pytest.raises(Conflict):
        bevestig_overname(dossier_id=dossier.pk, door=w.farah)


def test_the_database_holds_four_eyes_and_one_takeover_per_case(w):
    dossier = w.neem_over()
    bevestigd = {"status": "overname_bevestigd", "bevestigd_door": w.noor, "bevestigd_op": PEIL}
    with pytest.raises(IntegrityError), transaction.atomic():
        Overname.objects.filter(dossier=dossier).update(**bevestigd)
    with pytest.raises(Exception, match="geweigerd"), transaction.atomic():
        OvergenomenBesluit.objects.update(nummer="anders")
    with pytest.raises(Exception, match="geweigerd"), transaction.atomic():
        OvergenomenBrief.objects.all().delete()


def test_what_the_source_had_verified_is_seen_by_who_confirms(w):
    gezien = Bronbeoordeling(
        "eindbeoordeling",
        "onvoldoende",
        dt.date(2026, 11, 2),
        "Plan kwam niet.",
        "N. Ambtsma",
        dt.date(2026, 11, 4),
    )
    dossier = w.neem_over(beoordelingen=(gezien,))
    assert Beoordeling.objects.get().geverifieerd_op is None
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)
    beoordeling = Beoordeling.objects.get()
    assert (beoordeling.geverifieerd_door, beoordeling.geverifieerd_op) == (w.joost, PEIL)


def test_a_wrong_takeover_is_withdrawn_and_done_anew(w):
    dossier = w.neem_over()
    with pytest.raises(GeenRecht):
        trek_overname_in(dossier_id=dossier.pk, reden="Fout.", door=w.joost)
    with pytest.raises(Weigering, match="reden"):
        trek_overname_in(dossier_id=dossier.pk, reden=" ", door=w.noor)
    trek_overname_in(dossier_id=dossier.pk, reden="Verkeerde gemeente.", door=w.noor)
    oud = vers(dossier)
    assert (oud.stand, oud.sluitreden, oud.gesloten_op) == ("afgesloten", "overname_ingetrokken", PEIL)
    assert not Termijn.objects.filter(dossier=oud, status="loopt").exists()
    assert w.neem_over().pk != dossier.pk
    with pytest.raises(Conflict):
        bevestig_overname(dossier_id=dossier.pk, door=w.joost)


def test_a_confirmed_takeover_is_not_withdrawn(w):
    dossier = w.neem_over()
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)
    with pytest.raises(Conflict):
        trek_overname_in(dossier_id=dossier.pk, reden="Te laat.", door=w.noor)


# -- guards on facts of the source -------------------------------------------------------------------


def test_guards_that_look_back_pass_on_facts_of_the_source_and_say_so(w):
    dossier = w.neem_over()
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)
    gehaald = voorwaarden(dossier, w.noor, "start_bestuurlijk_overleg")
    for code in ("G-OVERNAME-BESLUIT", "G-VERZONDEN", "G-MISLUKT"):
        assert gehaald[code].gehaald, code
    for code in ("G-VERZONDEN", "G-MISLUKT"):
        assert f"overgenomen uit {BRON}" in gehaald[code].bewijs


def test_what_is_not_recorded_stays_an_open_objection(w):
    zonder = w.gegevens().stappen[:2]
    dossier = w.neem_over(stappen=(*zonder, replace(T3A, besluit=None)), brieven=(), afspraken=())
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)
    open_ = voorwaarden(dossier, w.noor, "start_bestuurlijk_overleg")
    assert "T3a" in open_["G-OVERNAME-BESLUIT"].melding
    assert "teamleider" in open_["G-OVERNAME-BESLUIT"].melding
    assert "L4" in open_["G-VERZONDEN"].melding
    assert "L5" in open_["G-VERZONDEN"].melding
    assert not open_["G-MISLUKT"].gehaald


def test_what_was_missing_is_added_and_confirmed_again(w):
    dossier = w.neem_over(stappen=(T1, T2, replace(T3A, besluit=None)), brieven=())
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)
    stap = vers(dossier).stappen.get(trede="t3a")
    goed = T3A.besluit
    with pytest.raises(Weigering, match="teamleider"):
        vul_besluit_aan(
            dossier_id=dossier.pk, stap_id=stap.pk, besluit=replace(goed, niveau="coordinator"), door=w.noor
        )
    vul_besluit_aan(dossier_id=dossier.pk, stap_id=stap.pk, besluit=goed, door=w.noor)
    with pytest.raises(Conflict):
        vul_besluit_aan(dossier_id=dossier.pk, stap_id=stap.pk, besluit=goed, door=w.noor)
    for brief in w.gegevens().brieven:
        vul_brief_aan(dossier_id=dossier.pk, brief=brief, door=w.noor)
    stand = voorwaarden(dossier, w.noor, "start_bestuurlijk_overleg")
    assert stand["G-OVERNAME-BESLUIT"].gehaald
    assert stand["G-VERZONDEN"].gehaald
    assert not stand["G-OVERNAME"].gehaald
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)


# -- two ends of one term ----------------------------------------------------------------------------

BRIEFEINDE = dt.date(2026, 11, 24)


def met_briefeinde(w, **keuze):
    termijn = Brontermijn("afspraken", dt.date(2026, 5, 12), 26, BRIEFEINDE, **keuze)
    return w.neem_over(termijnen=(termijn,))


def test_another_end_in_the_letter_is_kept_beside_ours_and_asks_a_choice(w):
    dossier = met_briefeinde(w)
    rij = OvergenomenTermijn.objects.get()
    assert (rij.berekend_einde, rij.brief_einde, rij.te_kiezen) == (dt.date(2026, 11, 10), BRIEFEINDE, True)
    with pytest.raises(Conflict, match="Kies eerst"):
        bevestig_overname(dossier_id=dossier.pk, door=w.joost)


def test_queue_list_and_calendar_say_that_the_end_is_not_chosen_yet(w, client):
    dossier = met_briefeinde(w)
    woorden = "10 of 24 november 2026: kies de einddatum"

    def rijen():
        return [r for r in werk_voor(w.noor) if r.sleutel == dossier.nummer and r.daad == "Kies einddatum"]

    def in_lijst():
        return [r.termijn_keuze for r in lijst(w.noor, Filter()).rijen if r.nummer == dossier.nummer]

    def in_kalender():
        maand = kalendermaand(w.noor, dt.date(2026, 11, 1), Kalenderfilter())
        regels = [*maand.verstreken, *(r for d in maand.dagen for r in d.regels)]
        return [r.keuze for r in regels if r.nummer == dossier.nummer]

    (rij,) = rijen()
    assert woorden in rij.waarom
    assert (rij.datum, rij.bij, rij.anker) == (dt.date(2026, 11, 10), "of 24 nov", "overname")
    assert in_lijst() == in_kalender() == [woorden]
    client.force_login(w.noor)
    assert woorden in client.get(reverse("dossiers")).content.decode()
    assert woorden in client.get(reverse("kalender"), {"maand": "2026-11"}).content.decode()
    pagina = tekst(client.get(reverse("dossier", args=[dossier.nummer])))
    assert f'<span class="chip chip--amber">{woorden}</span>' in pagina
    assert "<span>termijn: kies de einddatum</span>" in pagina
    assert "termijn verstreken 10 nov" not in pagina  # neither end is told as the one that counts
    kies_termijneinde(
        dossier_id=dossier.pk,
        termijn_id=OvergenomenTermijn.objects.get().pk,
        keuze="einde_brief",
        reden="De gemeente mag op de brief vertrouwen.",
        door=w.noor,
    )
    assert not rijen()
    assert in_lijst() == in_kalender() == [""]
    assert "<span>termijn tot 24 nov 2026</span>" in tekst(
        client.get(reverse("dossier", args=[dossier.nummer]))
    )


def test_of_another_province_nothing_is_taken_over(w):
    elders = OverheidFactory(naam="Overkant")
    assert fouten(w, overheid=elders.code)["overheid"].endswith("staat niet onder ons toezicht.")


def test_the_api_says_that_the_end_is_not_chosen_yet(w):
    dossier = met_briefeinde(w)
    api = Beller(w.noor)
    (in_lijst,) = api.lees(f"/termijnen?dossier={dossier.nummer}")["resultaten"]
    (in_dossier,) = api.lees(f"/dossiers/{dossier.nummer}")["termijnen"]
    assert in_lijst["keuze"] == in_dossier["keuze"] == ["2026-11-10", "2026-11-24"]
    (rij,) = api.lees("/dossiers")["resultaten"]
    assert rij["eerste_termijn_keuze"] == "10 of 24 november 2026: kies de einddatum"
    kies_termijneinde(
        dossier_id=dossier.pk,
        termijn_id=OvergenomenTermijn.objects.get().pk,
        keuze="einde_brief",
        reden="De gemeente mag op de brief vertrouwen.",
        door=w.noor,
    )
    (gekozen,) = api.lees(f"/termijnen?dossier={dossier.nummer}&status=loopt")["resultaten"]
    assert (gekozen["einde"], gekozen["keuze"]) == ("2026-11-24", [])
    assert api.lees("/dossiers")["resultaten"][0]["eerste_termijn_keuze"] == ""


def test_choosing_the_letter_makes_that_the_end_with_the_reason(w):
    dossier = met_briefeinde(w)
    rij = OvergenomenTermijn.objects.get()
    kies = {"dossier_id": dossier.pk, "termijn_id": rij.pk, "door": w.noor}
    with pytest.raises(Weigering, match="welke"):
        kies_termijneinde(keuze="geen", reden="x", **kies)
    with pytest.raises(Weigering, match="reden"):
        kies_termijneinde(keuze="einde_brief", reden=" ", **kies)
    kies_termijneinde(keuze="einde_brief", reden="De gemeente mag op de brief vertrouwen.", **kies)
    lopend = Termijn.objects.get(dossier=dossier, status="loopt")
    assert lopend.effectief_einde == BRIEFEINDE
    assert Termijn.objects.filter(dossier=dossier).count() == 2
    with pytest.raises(Conflict):
        kies_termijneinde(keuze="einde_berekend", reden="Toch niet.", **kies)
    bevestig_overname(dossier_id=dossier.pk, door=w.joost)


def test_choosing_our_calculation_leaves_the_term(w):
    met_briefeinde(w, keuze="einde_berekend", reden="Telfout in de brief, hersteld per mail.")
    assert Termijn.objects.get().effectief_einde == dt.date(2026, 11, 10)
    assert not OvergenomenTermijn.objects.get().te_kiezen


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_the_same_case_at_once_one_is_told():
    with klok_op(PEIL):
        w = bouw()
    uitkomsten, slagboom = [], threading.Barrier(2)

    def neem(wie):
        try:
            slagboom.wait(timeout=10)
            with klok_op(PEIL):
                uitkomsten.append(neem_over(gegevens=w.gegevens(), door=wie))
        except Weigering as fout:
            uitkomsten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=neem, args=(wie,), daemon=True) for wie in (w.noor, w.joost)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
        assert not draad.is_alive()
    assert sorted(isinstance(u, Dossier) for u in uitkomsten) == [False, True]
    assert Dossier.objects.count() == 1
