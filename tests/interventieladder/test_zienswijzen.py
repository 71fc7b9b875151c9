"""Hearing an organisation: receipt, points, answers, and that nothing came (Awb 4:8-4:12, 3:46)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from interventieladder.brieven import als_tekst
from interventieladder.guards.zaak import dag
from interventieladder.guards.zienswijze import g_zienswijze, g_zienswijze_bij_spoed
from interventieladder.models import Stuk, Termijn, Voorstel, Zienswijze, ZienswijzePunt
from interventieladder.models.zienswijze import onverwerkt
from interventieladder.selectors.zienswijzen import zienswijzekaart
from interventieladder.services import feiten, stukken, voorstellen, zienswijzen
from interventieladder.services.slot import NietGevonden
from interventieladder.services.zegel import BundelGewijzigd
from tests.factories import KabinetFactory, TeamleiderFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import (
    VANDAAG,
    dagen,
    leg_dossierfeiten,
    maak_dossier,
    maak_stuk,
    maak_termijn,
    ontvangen_zienswijze,
    overgang,
)
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.core.transitions import OvergangGeweigerd

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def b():
    """On T4, with a term for a view that runs until in ten days; it began on 3 August."""
    bouw = maak_dossier("t4")
    maak_termijn(bouw, "zienswijze", dagen(10))
    return bouw


@pytest.fixture
def voorbij():
    """On T4, with a term that ended yesterday."""
    bouw = maak_dossier("t4")
    maak_termijn(bouw, "zienswijze", dagen(-1))
    return bouw


def nieuw(**anders):
    return zienswijzen.NieuweZienswijze(
        **{
            "wijze": "schriftelijk",
            "gegeven_door": "het college",
            "datum": dagen(-3),
            "ontvangen_op": dagen(-2),
            "punten": ("De termijn is te kort.", "  ", "Er loopt een aanbesteding."),
            **anders,
        }
    )


def registreer(b, **anders):
    return zienswijzen.registreer(
        dossier_id=b.dossier.pk, nieuw=nieuw(**anders), bestand=dienst.bestand(), door=b.mensen.opsteller
    )


def antwoord(punt, door, oordeel="ongegrond", reactie="Twaalf weken volstaan."):
    return zienswijzen.beantwoord(
        punt_id=punt.pk, oordeel=oordeel, reactie=reactie, versie=punt.versie, door=door
    )


def toets(b, guard=g_zienswijze):
    """(sentence of the objection or empty, evidence) now."""
    t = b.toets()
    bezwaar = guard(t)
    return (bezwaar.wat if bezwaar else "", t.bewijs.get(guard.code, ""))


def test_a_letter_comes_in_with_its_points_and_its_paper(b):
    z = registreer(b)
    assert (z.stuk.soort, z.stuk.afzender, z.stuk.ontvangen_op) == ("zienswijze", "het college", dagen(-2))
    assert [(p.nummer, p.tekst) for p in z.punten.all()] == [
        (1, "De termijn is te kort."),
        (2, "Er loopt een aanbesteding."),
    ]
    assert z.meegewogen is None
    regels = Logboekregel.objects.filter(keten=f"zienswijze:{z.pk}").order_by("volgnummer")
    assert [r.handeling for r in regels] == ["zienswijze_ontvangen", "zienswijze_punten"]
    assert regels[0].gebeurd_op == dagen(-2)


def test_a_talk_counts_on_its_day_and_its_report_is_the_paper(b):
    z = registreer(b, wijze="mondeling", datum=dagen(-1), ontvangen_op=None)
    assert (z.ontvangen_op, z.stuk.mondeling) == (dagen(-1), True)
    assert z.stuk.titel == "Verslag van de zienswijze van het college"


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"wijze": "geen"}, "wijze"),
        ({"wijze": "telepathisch"}, "wijze"),
        ({"gegeven_door": "  "}, "gegeven_door"),
        ({"gegeven_door": "x" * 161}, "gegeven_door"),
        ({"ontvangen_op": None}, "ontvangen_op"),
        ({"ontvangen_op": dt.date(2026, 10, 6)}, "ontvangen_op"),
        ({"ontvangen_op": dt.date(2026, 7, 31), "datum": dt.date(2026, 7, 31)}, "ontvangen_op"),
        ({"datum": dt.date(2026, 10, 4), "ontvangen_op": dt.date(2026, 10, 3)}, "ontvangen_op"),
        ({"wijze": "mondeling", "datum": dt.date(2026, 10, 6)}, "datum"),
        ({"punten": ("x" * 1001,)}, "punten"),
        ({"punten": ("punt",) * 101}, "punten"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(b, anders, veld):
    with pytest.raises(Weigering) as fout:
        registreer(b, **anders)
    assert fout.value.veld == veld
    assert not Zienswijze.objects.exists()


def test_without_paper_or_before_a_voornemen_there_is_none(b):
    with pytest.raises(Weigering, match="Voeg de brief toe"):
        zienswijzen.registreer(dossier_id=b.dossier.pk, nieuw=nieuw(), door=b.mensen.opsteller)
    with pytest.raises(Weigering, match="nog geen voornemen verzonden"):
        registreer(maak_dossier("t3b"))


def test_what_comes_after_the_term_is_weighed_or_not_with_a_reason(voorbij):
    laat = {"ontvangen_op": VANDAAG}
    with pytest.raises(Weigering, match="na de termijn") as fout:
        registreer(voorbij, **laat)
    assert fout.value.veld == "meegewogen"
    with pytest.raises(Weigering) as fout:
        registreer(voorbij, **laat, meegewogen=False, meegewogen_reden=" ")
    assert fout.value.veld == "meegewogen_reden"
    z = registreer(voorbij, **laat, meegewogen=False, meegewogen_reden="Niets nieuws.")
    assert toets(voorbij) == ("", "1 ontvangen, 1 te laat en niet meegewogen")
    zienswijzen.weeg_late(
        zienswijze_id=z.pk, meegewogen=True, reden="Toch nieuwe feiten.", door=voorbij.mensen.jurist
    )
    assert toets(voorbij)[0] == "Beantwoord punt 1, 2 van de zienswijze van het college (5-10-2026)."


def test_the_last_day_is_in_time(b):
    with klok_op(dagen(10)):
        z = registreer(b, datum=dagen(0), ontvangen_op=dagen(0))
    assert z.meegewogen is None
    with pytest.raises(Weigering, match="kwam op tijd"):
        zienswijzen.weeg_late(zienswijze_id=z.pk, meegewogen=False, reden="x", door=b.mensen.opsteller)


def test_a_term_that_turns_out_longer_makes_a_late_one_in_time(voorbij):
    """Not weighed because late; the letter proves to have left later, so it was in time and must be answered."""
    registreer(voorbij, ontvangen_op=VANDAAG, meegewogen=False, meegewogen_reden="Te laat.")
    assert toets(voorbij)[0] == ""
    langer = voorbij.vers().feiten.termijn("zienswijze")
    type(langer).objects.filter(pk=langer.pk).update(status="verlengd")
    maak_termijn(voorbij, "zienswijze", VANDAAG)
    with klok_op(dagen(1)):
        assert toets(voorbij)[0].startswith("Beantwoord punt 1, 2")


def test_what_came_before_the_letter_was_sent_again_is_a_zienswijze(b):
    """The letter came back and went out anew: what the organisation answered to the first one still counts."""
    eerste = b.vers().feiten.termijn("zienswijze")
    type(eerste).objects.filter(pk=eerste.pk).update(status="verlengd")
    maak_termijn(b, "zienswijze", dagen(20), start=dagen(0), vorige=eerste, wortel=eerste)
    assert registreer(b).ontvangen_op == dagen(-2)
    with pytest.raises(Weigering, match="pas verzonden op"):
        registreer(b, datum=eerste.start, ontvangen_op=eerste.start - dt.timedelta(days=1))


def test_no_step_while_the_term_runs_and_none_without_points_or_answers(b):
    assert toets(b)[0] == "De zienswijzetermijn loopt tot en met 15-10-2026."
    z = registreer(b, punten=())
    with klok_op(dagen(11)):
        assert toets(b)[0].startswith("Zet de punten op een rij uit de zienswijze van het college")
        zienswijzen.voeg_punten_toe(zienswijze_id=z.pk, punten=["Te duur."], door=b.mensen.jurist)
        assert toets(b)[0].startswith("Beantwoord punt 1 van")
        antwoord(z.punten.get(), b.mensen.jurist)
        assert toets(b) == ("", "1 ontvangen, 1 punt beantwoord")


def test_that_nothing_came_is_recorded_only_after_the_term_and_once(b):
    geen = lambda: zienswijzen.stel_geen_vast(dossier_id=b.dossier.pk, door=b.mensen.opsteller)  # noqa: E731
    with pytest.raises(Weigering, match="loopt tot en met"):
        geen()
    with klok_op(dagen(11)):
        assert toets(b)[0].startswith("Leg vast dat tot en met 15-10-2026 geen zienswijze is ontvangen")
        geen()
        assert toets(b) == ("", "geen zienswijze ontvangen, vastgesteld op 16-10-2026")
        with pytest.raises(Conflict):
            geen()
    with klok_op(dagen(12)), pytest.raises(Conflict):
        geen()


def test_nothing_came_cannot_be_said_of_what_did_come(voorbij):
    registreer(voorbij)
    with pytest.raises(Weigering, match="wel een zienswijze"):
        zienswijzen.stel_geen_vast(dossier_id=voorbij.dossier.pk, door=voorbij.mensen.opsteller)


def test_one_that_comes_after_nothing_came_must_be_answered_all_the_same(voorbij):
    zienswijzen.stel_geen_vast(dossier_id=voorbij.dossier.pk, door=voorbij.mensen.opsteller)
    registreer(voorbij, ontvangen_op=VANDAAG, meegewogen=True, meegewogen_reden="Nieuwe feiten.")
    assert toets(voorbij)[0].startswith("Beantwoord punt 1, 2")


def test_urgency_takes_away_the_waiting_but_not_the_answer(b):
    feiten.stel_spoed_vast(
        dossier_id=b.dossier.pk,
        reden="gevaar",
        toelichting="Water in de kelder.",
        gebeld="x",
        door=b.mensen.gedeputeerde,
    )
    assert "niet verder gehoord wegens spoed (Awb 4:11, onder a)" in toets(b)[1]
    assert "niet verder gehoord wegens spoed" in toets(b, g_zienswijze_bij_spoed)[1]
    registreer(b)
    for guard in (g_zienswijze, g_zienswijze_bij_spoed):
        assert toets(b, guard)[0].startswith("Beantwoord punt 1, 2")


def test_an_answer_needs_a_verdict_and_a_reason_and_keeps_who_and_when(b):
    punt = registreer(b).punten.get(nummer=1)
    for fout_antwoord, veld in (({"oordeel": "misschien"}, "oordeel"), ({"reactie": " "}, "reactie")):
        with pytest.raises(Weigering) as fout:
            antwoord(punt, b.mensen.jurist, **fout_antwoord)
        assert fout.value.veld == veld
    gedaan = antwoord(punt, b.mensen.jurist, oordeel="deels")
    assert (gedaan.oordeel, gedaan.beantwoord_door, gedaan.beantwoord_op) == (
        "deels",
        b.mensen.jurist,
        VANDAAG,
    )
    regel = Logboekregel.objects.filter(handeling="zienswijze_beantwoord").get()
    assert (regel.gegevens["punt"], regel.gegevens["oordeel"]) == (1, "deels")


def test_who_answers_an_older_page_is_told_who_was_first(b):
    punt = registreer(b).punten.get(nummer=1)
    antwoord(punt, b.mensen.jurist)
    with pytest.raises(Conflict, match=b.mensen.jurist.naam):
        antwoord(punt, b.mensen.opsteller, reactie="Anders.")
    assert ZienswijzePunt.objects.get(pk=punt.pk).reactie == "Twaalf weken volstaan."


def test_a_point_is_written_better_until_it_is_answered(b):
    punt = registreer(b).punten.get(nummer=1)
    beter = zienswijzen.wijzig_punt(punt_id=punt.pk, tekst="Zes weken.", versie=1, door=b.mensen.opsteller)
    antwoord(beter, b.mensen.jurist)
    with pytest.raises(Conflict, match="al beantwoord"):
        zienswijzen.wijzig_punt(punt_id=punt.pk, tekst="Vijf.", versie=3, door=b.mensen.opsteller)


def test_outsiders_and_the_unknown_get_nothing(b):
    punt = registreer(b).punten.get(nummer=1)
    with pytest.raises(GeenRecht):
        antwoord(punt, TeamleiderFactory())
    with pytest.raises(NietGevonden):
        zienswijzen.voeg_punten_toe(zienswijze_id=10**6, punten=["x"], door=b.mensen.opsteller)
    with pytest.raises(NietGevonden):
        zienswijzen.beantwoord(punt_id=10**6, oordeel="deels", reactie="x", versie=1, door=b.mensen.opsteller)


def test_in_the_room_of_the_cdk_it_does_not_exist_for_others():
    b, kabinet = maak_dossier("t4", kamer="cdk", orgaan="burgemeester"), KabinetFactory()
    maak_termijn(b, "zienswijze", dagen(10))
    z = zienswijzen.registreer(dossier_id=b.dossier.pk, nieuw=nieuw(), bestand=dienst.bestand(), door=kabinet)
    with pytest.raises(NietGevonden):
        antwoord(z.punten.get(nummer=1), b.mensen.jurist)
    with pytest.raises(NietGevonden):
        registreer(b)
    with pytest.raises(NietGevonden):
        zienswijzen.stel_geen_vast(dossier_id=b.dossier.pk, door=b.mensen.opsteller)
    assert not Logboekregel.objects.filter(onderwerp_soort="zienswijze").exists()
    assert Logboekregel.objects.filter(onderwerp_soort="zienswijze_cdk", vertrouwelijkheid="cdk").count() == 2


def test_the_general_form_sends_to_the_one_with_points(b):
    papier = stukken.NieuwStuk(soort="zienswijze", titel="Brief", datum=dagen(-1), ontvangen_op=dagen(-1))
    with pytest.raises(Weigering, match="Registreer zienswijze"):
        stukken.voeg_stuk_toe(
            dossier_id=b.dossier.pk, nieuw=papier, bestand=dienst.bestand(), door=b.mensen.opsteller
        )
    z = registreer(b)
    beter = stukken.voeg_stuk_toe(
        dossier_id=b.dossier.pk,
        nieuw=stukken.NieuwStuk(
            soort="zienswijze",
            titel="Kopie",
            datum=dagen(-1),
            ontvangen_op=dagen(-1),
            vervangt_id=z.stuk_id,
        ),
        bestand=dienst.bestand(),
        door=b.mensen.opsteller,
    )
    assert Zienswijze.objects.get(pk=z.pk).stuk == beter


def test_a_paper_from_before_there_were_points_is_still_read_or_worked_out(voorbij):
    oud = maak_stuk(voorbij, "zienswijze", ontvangen_op=dagen(-7), reactie="Gewogen.", reactie_op=dagen(-5))
    assert toets(voorbij) == ("", "1 ontvangen")
    los = maak_stuk(voorbij, "zienswijze", ontvangen_op=dagen(-7), titel="Brief van de raad")
    assert toets(voorbij)[0] == "Zet de punten op een rij van: Brief van de raad."
    assert set(Stuk.objects.filter(onverwerkt())) == {los}
    verwerkt = zienswijzen.registreer(
        dossier_id=voorbij.dossier.pk, nieuw=nieuw(stuk_id=los.pk), door=voorbij.mensen.opsteller
    )
    with pytest.raises(Conflict, match="al verwerkt"):
        zienswijzen.registreer(
            dossier_id=voorbij.dossier.pk, nieuw=nieuw(stuk_id=los.pk), door=voorbij.mensen.opsteller
        )
    with pytest.raises(NietGevonden):
        zienswijzen.registreer(
            dossier_id=voorbij.dossier.pk, nieuw=nieuw(stuk_id=10**6), door=voorbij.mensen.opsteller
        )
    assert set(Stuk.objects.filter(onverwerkt())) == {los}
    for punt in verwerkt.punten.all():
        antwoord(punt, voorbij.mensen.jurist)
    assert not Stuk.objects.filter(onverwerkt()).exists()
    assert oud.reactie


def test_the_database_holds_the_same_rules(b):
    z = registreer(b)
    punt = z.punten.get(nummer=1)
    fout = [
        lambda: Zienswijze.objects.filter(pk=z.pk).update(gegeven_door=""),
        lambda: Zienswijze.objects.filter(pk=z.pk).update(ontvangen_op=dagen(-9)),
        lambda: Zienswijze.objects.filter(pk=z.pk).update(meegewogen=True),
        lambda: Zienswijze.objects.filter(pk=z.pk).delete(),
        lambda: ZienswijzePunt.objects.filter(pk=punt.pk).update(oordeel="deels"),
        lambda: ZienswijzePunt.objects.filter(pk=punt.pk).update(nummer=2),
        lambda: ZienswijzePunt.objects.filter(pk=punt.pk).delete(),
    ]
    for daad in fout:
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            daad()


# -- the decision ------------------------------------------------------------------------------------


def ingediend(b):
    """A proposal for T5 that waits for its decision, with an answered zienswijze."""
    b.regels = overgang("t4", "besluit_indeplaatsstelling")
    leg_dossierfeiten(b, "besluit_indeplaatsstelling")
    return dienst.ter_besluit(b, "besluit_indeplaatsstelling")


def test_no_proposal_for_a_decision_before_every_point_is_answered():
    b = leg_dossierfeiten(maak_dossier("t4"), "besluit_indeplaatsstelling", {"G-ZW": "onbeantwoord"})
    with pytest.raises(OvergangGeweigerd) as fout:
        dienst.stel_op(b, "besluit_indeplaatsstelling")
    assert [x.code for x in fout.value.bezwaren] == ["G-ZW"]


def test_changing_an_answer_voids_what_was_agreed_and_says_so():
    b = maak_dossier("t4")
    voorstel = ingediend(b)
    punt = ZienswijzePunt.objects.order_by("nummer").first()
    antwoord(punt, b.mensen.jurist, oordeel="gegrond", reactie="U hebt gelijk.")
    with pytest.raises(BundelGewijzigd, match="zienswijze van het college is gewijzigd"):
        dienst.besluit(b, voorstel)
    voorstellen.haal_terug(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    opnieuw = voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    assert opnieuw.wijzigingen == ["zienswijze van het college is gewijzigd"]


def test_what_a_decision_answered_never_changes_again():
    b = maak_dossier("t4")
    voorstel = ingediend(b)
    dienst.besluit(b, voorstel)
    dienst.zet(b, "besluit_indeplaatsstelling")
    assert Voorstel.objects.get(pk=voorstel.pk).status == "uitgevoerd"
    punt = ZienswijzePunt.objects.order_by("nummer").first()
    with pytest.raises(Conflict, match="is genomen"):
        antwoord(punt, b.mensen.jurist, reactie="Achteraf anders.")
    with pytest.raises(DatabaseError), transaction.atomic():
        ZienswijzePunt.objects.filter(pk=punt.pk).update(reactie="Achteraf anders.")


def test_the_letter_tells_the_invitation_each_point_and_our_answer(b):
    z = registreer(b)
    antwoord(z.punten.get(nummer=1), b.mensen.jurist, reactie="Twaalf weken volstaan.")
    tekst = als_tekst(b.vers())
    assert tekst.split("\n\n") == [
        "Wij hebben u gevraagd om tot en met 15 oktober 2026, schriftelijk of mondeling, een zienswijze op ons "
        "voornemen te geven.",
        "Op 3 oktober 2026 ontvingen wij een zienswijze van het college.",
        "1. De termijn is te kort.\nOns antwoord (ongegrond): Twaalf weken volstaan.",
        "2. Er loopt een aanbesteding.\nOns antwoord (nog te geven):",
    ]


def test_the_letter_says_that_nothing_came_or_why_nobody_was_heard(voorbij):
    zienswijzen.stel_geen_vast(dossier_id=voorbij.dossier.pk, door=voorbij.mensen.opsteller)
    assert als_tekst(voorbij.vers()).endswith("Wij ontvingen geen zienswijze.")
    spoed = leg_dossierfeiten(maak_dossier("t2"), "besluit_met_spoed")
    assert "artikel 4:11, onder a, van de Algemene wet bestuursrecht" in als_tekst(spoed.vers())


def test_the_letter_says_that_a_late_one_does_not_count_and_why(voorbij):
    ontvangen_zienswijze(voorbij)
    registreer(voorbij, ontvangen_op=VANDAAG, meegewogen=False, meegewogen_reden="Zij bevat niets nieuws.")
    tekst = als_tekst(voorbij.vers())
    assert "Dat was na de termijn; zij weegt niet mee. Zij bevat niets nieuws." in tekst
    assert tekst.count("Ons antwoord (ongegrond): Gewogen.") == 2


def test_a_view_on_an_earlier_voornemen_asks_nothing_and_hides_nothing(voorbij):
    """A new voornemen is heard anew: the old view neither blocks nor counts, for guard, letter and page alike."""
    ontvangen_zienswijze(voorbij, "onbeantwoord")
    los = maak_stuk(voorbij, "zienswijze", ontvangen_op=dagen(-7), titel="Brief van de raad")
    Termijn.objects.filter(dossier=voorbij.dossier).update(status="gestopt", gestopt_op=dagen(-4))
    maak_termijn(voorbij, "zienswijze", dagen(-1), start=dagen(-3))
    assert toets(voorbij)[0].startswith("Leg vast dat tot en met")
    zienswijzen.stel_geen_vast(dossier_id=voorbij.dossier.pk, door=voorbij.mensen.opsteller)
    assert toets(voorbij) == ("", f"geen zienswijze ontvangen, vastgesteld op {dag(VANDAAG)}")
    assert "Wij ontvingen geen zienswijze" in als_tekst(voorbij.vers())
    kaart = zienswijzekaart(voorbij.vers(), voorbij.mensen.opsteller)
    assert kaart.geen is not None
    assert [rij.eerder for rij in kaart.rijen] == [True]
    assert los not in kaart.los
