"""Terms through their services: kinds, limits, grounds, any order, corrections; nothing is overwritten."""

import datetime as dt
import random
from itertools import permutations

import pytest
from django.db import DatabaseError, transaction

from interventieladder import termijnsoorten as soorten
from interventieladder.models import Termijn, Termijngebeurtenis
from interventieladder.selectors.termijnen import verstreken_termijnen
from interventieladder.services import termijnen as dienst
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort, Verlengbaar
from tests.interventieladder.bouw import VANDAAG, dagen, maak_dossier
from toezicht.core import rollen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.termijnen import Basis, Lengte, OngeldigeTermijn, Weekendregel

pytestmark = pytest.mark.django_db
GROND = "Awb 4:15"


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture(autouse=True)
def eigen_soorten(monkeypatch):
    """Kinds as a financial ladder would register them."""
    monkeypatch.setattr(soorten, "_SOORTEN", dict(soorten._SOORTEN))
    soorten.registreer(
        Termijnsoort(
            "proef_goedkeuring",
            "Besluit over de goedkeuring",
            Startgebeurtenis.VERZONDEN,
            Basis.WET,
            "Awb 10:31",
            verlenging=Verlengbaar(1, Lengte.weken(13), "Awb 10:31, tweede lid"),
            opschortgronden=(GROND,),
            opschortrecht=rollen.TOETS_JURIDISCH,
            gevolg=Gevolg.VAN_RECHTSWEGE,
            overgang="keur_goed_van_rechtswege",
        )
    )


def start(b, soort="proef_goedkeuring", lengte=None, op=None, **meer):
    return dienst.start_termijn(
        dossier=b.dossier,
        stap=b.stap,
        soort=soort,
        start=op or dagen(-30),
        lengte=None if "voor" in meer else lengte or Lengte.weken(13),
        door=b.mensen.opsteller,
        **meer,
    )


def test_a_registered_kind_gives_basis_words_and_explanation():
    termijn = start(maak_dossier("t2"), gebeurtenis="Begroting ontvangen")
    assert (termijn.basis, termijn.overeenkomstig, termijn.status) == ("wet", False, "loopt")
    assert termijn.get_soort_display() == "Besluit over de goedkeuring"
    assert termijn.uitleg[0].startswith("Begroting ontvangen op")
    assert termijn.lengte == Lengte.weken(13)
    with pytest.raises(KeyError):
        start(maak_dossier("t2", overheid=termijn.dossier.overheid, taak="wabo"), soort="bestaat_niet")


@pytest.mark.parametrize(
    ("lengte", "op", "einde"),
    [
        (Lengte.weken(13), "2026-07-04", "2026-10-03"),  # a Saturday: 13 weeks never roll
        (Lengte.maanden(2), "2026-08-03", "2026-10-05"),  # 2 months do: 3 October is a Saturday
        (Lengte.weken(6), "2026-08-22", "2026-10-05"),
        (Lengte.dagen(10), "2026-09-23", "2026-10-05"),
    ],
)
def test_thirteen_weeks_stay_where_two_months_six_weeks_and_ten_days_roll(lengte, op, einde):
    termijn = start(maak_dossier("t2"), lengte=lengte, op=dt.date.fromisoformat(op))
    assert termijn.effectief_einde == dt.date.fromisoformat(einde)


def test_before_a_date_never_rolls_unless_the_policy_of_the_province_says_so():
    b = maak_dossier("t2")
    streng = start(b, voor=dt.date(2026, 11, 15), kenmerk="2026")
    soepel = start(b, voor=dt.date(2026, 11, 15), kenmerk="2027", weekendregel=Weekendregel.VOLGENDE_WERKDAG)
    assert (streng.effectief_einde, soepel.effectief_einde) == (dt.date(2026, 11, 14), dt.date(2026, 11, 16))
    with pytest.raises(OngeldigeTermijn):
        start(b, voor=dagen(-30), kenmerk="laat")


def test_kenmerk_keeps_two_terms_of_one_kind_apart_and_the_same_one_replaces():
    b = maak_dossier("t2")
    een, twee = start(b, kenmerk="wijziging 1"), start(b, kenmerk="wijziging 2")
    assert {een.status, twee.status} == {"loopt"}
    drie = start(b, kenmerk="wijziging 1", op=dagen(-1))
    een.refresh_from_db()
    assert (een.status, drie.vorige, drie.wortel) == ("verlengd", een, None)


def test_interim_results_each_have_their_own_date():
    """Gw 124 lid 3: the decision lists intermediate results and may give each its own term."""
    b = maak_dossier("t5")
    for nummer, weken in enumerate((4, 8), start=1):
        start(
            b,
            "deelresultaat",
            Lengte.weken(weken),
            op=dagen(-2),
            kenmerk=f"{nummer}",
            omschrijving=f"Deel {nummer} van het plan",
        )
    namen = {t.get_soort_display() for t in Termijn.objects.filter(soort="deelresultaat", status="loopt")}
    assert namen == {
        "Tussenresultaat uit het besluit: Deel 1 van het plan",
        "Tussenresultaat uit het besluit: Deel 2 van het plan",
    }


def test_an_extension_keeps_the_old_row_and_has_a_legal_limit():
    termijn = start(maak_dossier("t2"))
    doe = {"termijn_id": termijn.pk, "op": dagen(0), "grond": "Awb 10:31, tweede lid", "door": None}
    with pytest.raises(Weigering, match="ten hoogste 13 weken"):
        dienst.verleng_termijn(lengte=Lengte.weken(14), **doe)
    langer = dienst.verleng_termijn(lengte=Lengte.weken(13), **doe)
    termijn.refresh_from_db()
    assert (termijn.status, langer.vorige, langer.wortel) == ("verlengd", termijn, termijn)
    assert langer.effectief_einde == termijn.effectief_einde + dt.timedelta(weeks=13)
    with pytest.raises(Conflict, match="één keer"):
        dienst.verleng_termijn(lengte=Lengte.weken(1), **doe)


def test_an_extension_after_the_end_or_of_a_letter_term_is_refused():
    b = maak_dossier("t2")
    voorbij = start(b, op=dagen(-100))
    with pytest.raises(Weigering, match="laatste dag"):
        dienst.verleng_termijn(
            termijn_id=voorbij.pk, lengte=Lengte.weken(1), op=dagen(0), grond="x", door=None
        )
    brief = start(b, "antwoord", Lengte.weken(4))
    with pytest.raises(Weigering, match="kan niet worden verlengd"):
        dienst.verleng_termijn(termijn_id=brief.pk, lengte=Lengte.weken(1), op=dagen(0), grond="x", door=None)
    assert not Termijngebeurtenis.objects.exists()


def test_suspending_asks_a_ground_its_kind_knows_and_the_right_to_lay_it_down():
    b = maak_dossier("t2")
    termijn = start(b)
    with pytest.raises(Weigering, match="Kies als grond"):
        dienst.schort_op(termijn_id=termijn.pk, op=dagen(-5), grond="zomaar", door=b.mensen.jurist)
    with pytest.raises(GeenRecht, match="Vraag een jurist"):
        dienst.schort_op(termijn_id=termijn.pk, op=dagen(-5), grond=GROND, door=b.mensen.opsteller)
    opgeschort = dienst.schort_op(termijn_id=termijn.pk, op=dagen(-5), grond=GROND, door=b.mensen.jurist)
    assert (opgeschort.pk, opgeschort.status) == (termijn.pk, "opgeschort")
    hervat = dienst.hervat(termijn_id=termijn.pk, op=dagen(0), door=b.mensen.jurist)
    assert (hervat.status, hervat.ruw_einde) == ("loopt", termijn.ruw_einde + dt.timedelta(days=5))
    with pytest.raises(Conflict, match="niet opgeschort"):
        dienst.hervat(termijn_id=termijn.pk, op=dagen(0), door=b.mensen.jurist)
    with pytest.raises(Conflict, match="al vastgelegd"):
        dienst.schort_op(termijn_id=termijn.pk, op=dagen(-5), grond=GROND, door=b.mensen.jurist)


HANDELINGEN = {
    "vroeg": lambda t, j: dienst.schort_op(termijn_id=t, op=dagen(-25), tot=dagen(-20), grond=GROND, door=j),
    "overlap": lambda t, j: dienst.schort_op(
        termijn_id=t, op=dagen(-22), tot=dagen(-15), grond=GROND, toelichting="tweede verzoek", door=j
    ),
    "verlengd": lambda t, j: dienst.verleng_termijn(
        termijn_id=t, lengte=Lengte.weken(3), op=dagen(-10), grond="Awb 10:31", door=j
    ),
    "gestopt": lambda t, j: dienst.stop_termijn(
        termijn_id=t, op=dagen(-1), gebeurtenis="besluit verzonden", door=j
    ),
    "begin": lambda t, j: dienst.corrigeer_start(termijn_id=t, start=dagen(-28), reden="poststempel", door=j),
}


def test_events_entered_in_any_order_give_the_same_date():
    b = maak_dossier("t2")
    uitkomsten = set()
    volgorden = random.Random(1).sample(list(permutations(HANDELINGEN)), 24)
    for nummer, volgorde in enumerate(volgorden):
        termijn = start(b, kenmerk=str(nummer))
        for naam in volgorde:
            HANDELINGEN[naam](termijn.pk, b.mensen.jurist)
        laatste = Termijn.objects.filter(kenmerk=str(nummer)).latest("pk")
        uitkomsten.add((laatste.start, laatste.ruw_einde, laatste.effectief_einde, laatste.status))
    verwacht = dagen(-28) + dt.timedelta(weeks=16, days=10)
    assert uitkomsten == {(dagen(-28), verwacht, verwacht, "gestopt")}


def test_what_was_laid_down_cannot_be_changed_in_the_database():
    b = maak_dossier("t2")
    termijn = start(b)
    dienst.schort_op(termijn_id=termijn.pk, op=dagen(-5), tot=dagen(-3), grond=GROND, door=b.mensen.jurist)
    gebeurtenis = Termijngebeurtenis.objects.first()
    for wat in (
        lambda: Termijngebeurtenis.objects.update(grond="anders"),
        lambda: gebeurtenis.delete(),
        lambda: Termijn.objects.filter(pk=termijn.pk).update(stop_reden="anders"),
        lambda: Termijn.objects.filter(status="loopt").update(maanden=3),
        lambda: Termijngebeurtenis.objects.create(
            termijn=Termijn.objects.latest("pk"),
            soort="stop",
            op=dagen(0),
            vastgelegd_op=gebeurtenis.vastgelegd_op,
        ),
        lambda: Termijngebeurtenis.objects.create(
            termijn=termijn, soort="opschorting", op=dagen(0), vastgelegd_op=gebeurtenis.vastgelegd_op
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wat()


def test_a_length_or_a_fixed_date_and_no_start_in_the_future():
    b = maak_dossier("t2")
    with pytest.raises(Weigering, match="toekomst"):
        start(b, op=dagen(1))
    with pytest.raises(Weigering, match="dag waarop de termijn begint"):
        dienst.start_termijn(
            dossier=b.dossier, stap=b.stap, soort="antwoord", lengte=Lengte.weken(1), door=None
        )
    with pytest.raises(OngeldigeTermijn, match="niet allebei"):
        dienst.start_termijn(dossier=b.dossier, stap=b.stap, soort="antwoord", start=dagen(-1), door=None)


def test_expired_terms_are_found_by_day_and_effect_and_not_while_suspended():
    b = maak_dossier("t2")
    voorbij = start(b, kenmerk="voorbij", op=dagen(-92))
    start(b, kenmerk="loopt nog", op=dagen(-91))
    stil = start(b, kenmerk="stil", op=dagen(-92))
    dienst.schort_op(termijn_id=stil.pk, op=dagen(-5), grond=GROND, door=b.mensen.jurist)
    klaar = start(b, kenmerk="klaar", op=dagen(-92))
    dienst.stop_termijn(termijn_id=klaar.pk, op=dagen(-3), gebeurtenis="besluit verzonden", door=None)
    assert list(verstreken_termijnen(dagen(0))) == [voorbij]
    assert list(verstreken_termijnen(dagen(0), gevolg=Gevolg.VAN_RECHTSWEGE)) == [voorbij]
    assert list(verstreken_termijnen(dagen(0), gevolg=Gevolg.ALARM)) == []
    assert {t.kenmerk for t in verstreken_termijnen(dagen(1))} == {"voorbij", "loopt nog"}


def test_the_registry_refuses_what_does_not_fit():
    goed = soorten.soort_van("antwoord")
    soorten.registreer(goed)
    with pytest.raises(ValueError, match="already another"):
        soorten.registreer(Termijnsoort("antwoord", "Anders", Startgebeurtenis.BEKEND, Basis.WET, "Awb"))
    for fout in ({"code": "x" * 21}, {"grondslag": ""}, {"gevolg": Gevolg.VAN_RECHTSWEGE}):
        velden = {"code": "x", "naam": "X", "start": Startgebeurtenis.BEKEND, "basis": Basis.WET}
        with pytest.raises(ValueError, match=r"code|article|transition"):
            Termijnsoort(**{**velden, "grondslag": "Awb", **fout})
    assert not soorten.soort_of_onbekend("van_een_andere").opschortgronden
    assert soorten.naam_van("van_een_ladder_die_weg_is") == "Van een ladder die weg is"
