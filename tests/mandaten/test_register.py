"""Writing in the register: two pairs of eyes, what may never be mandated, overlaps, ondermandaat, the end."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.draden import in_draden
from tests.factories import (
    BeheerderFactory,
    JuristFactory,
    SecretariaatFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.interventieladder.bouw import VANDAAG, dagen, maak_gemeente
from tests.mandaatwereld import afwezig, mandaat, vervang
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.mandaten.models import Afwezigheid, Belang, Mandaat, RegelStatus, Vervangregel
from toezicht.mandaten.services import mandaten, vervanging
from toezicht.mandaten.services.mandaten import NieuwMandaat
from toezicht.mandaten.services.vervanging import NieuweVervanging

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def nieuw(**anders):
    waarden = {
        "niveau": "teamleider",
        "van": VANDAAG,
        "grondslag": "Mandaatbesluit 2026",
        "handeling": "vraag_informatie",
        "functie": "teamleider",
    }
    return NieuwMandaat(**{**waarden, **anders})


def vastgesteld(**anders):
    concept = mandaten.stel_op(nieuw=nieuw(**anders), door=JuristFactory())
    return mandaten.stel_vast(mandaat_id=concept.pk, door=BeheerderFactory())


def handelingen(soort, pk):
    return list(
        Logboekregel.objects.filter(keten=f"{soort}:{pk}")
        .order_by("volgnummer")
        .values_list("handeling", flat=True)
    )


# -- two pairs of eyes ------------------------------------------------------------------------------


def test_drafted_by_one_and_adopted_by_another():
    jurist = JuristFactory()
    concept = mandaten.stel_op(nieuw=nieuw(), door=jurist)
    assert concept.status == RegelStatus.CONCEPT
    met_recht = BeheerderFactory()
    zelf = mandaten.stel_op(nieuw=nieuw(handeling="vraag_informatie"), door=met_recht)
    with pytest.raises(GeenRecht, match="zelf op"):
        mandaten.stel_vast(mandaat_id=zelf.pk, door=met_recht)
    with pytest.raises(GeenRecht, match="vaststellen"):
        mandaten.stel_vast(mandaat_id=concept.pk, door=jurist)
    assert mandaten.stel_vast(mandaat_id=concept.pk, door=met_recht).geldt_op(VANDAAG)
    with pytest.raises(Conflict, match="al vastgesteld"):
        mandaten.stel_vast(mandaat_id=concept.pk, door=TeamleiderFactory())
    assert handelingen("mandaat", concept.pk) == ["mandaat_opgesteld", "mandaat_vastgesteld"]


def test_the_database_holds_four_eyes_too():
    jurist = JuristFactory()
    with pytest.raises(IntegrityError, match="mandaat_vier_ogen"), transaction.atomic():
        mandaat(
            opgesteld_door=jurist,
            vastgesteld_door=jurist,
            vastgesteld_op=clock.nu(),
            handeling="vraag_informatie",
        )


@pytest.mark.parametrize("factory", [UserFactory, ToezichthouderFactory, TeamleiderFactory])
def test_who_may_not_draft_is_refused(factory):
    with pytest.raises(GeenRecht):
        mandaten.stel_op(nieuw=nieuw(), door=factory())
    assert not Mandaat.objects.filter(handeling="vraag_informatie").exists()


# -- what may be mandated ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anders", "zin", "veld"),
    [
        ({"niveau": "gs"}, "Alleen Gedeputeerde Staten", "niveau"),
        (
            {"handeling": "besluit_indeplaatsstelling", "niveau": "gedeputeerde"},
            "alleen Gedeputeerde",
            "handeling",
        ),
        ({"handeling": "besluit_onthouden", "ladder": "goedkeuring"}, "alleen Gedeputeerde", "handeling"),
        ({"handeling": "kondig_voornemen_aan"}, "niveau: Gedeputeerde Staten, bij machtiging", "niveau"),
        ({"niveau": "gs_of_gemachtigde", "handeling": ""}, "noemt de handeling", "handeling"),
        ({"handeling": "bestaat_niet"}, "bestaat niet op deze ladder", "handeling"),
        ({"functie": ""}, "een functie of een persoon", "functie"),
        ({"functie": "jurist"}, "geen beslismandaat", "functie"),
        ({"grondslag": "  "}, "Noem het besluit", "grondslag"),
        ({"tot": VANDAAG}, "na de begindatum", "tot"),
        ({"bedrag_tot": Decimal(0)}, "boven nul", "bedrag_tot"),
        (
            {"niveau": "gs_of_gemachtigde", "handeling": "kondig_voornemen_aan"},
            "alleen een eigen lid",
            "functie",
        ),
    ],
)
def test_a_mandate_that_cannot_be_is_refused_with_what_to_do(anders, zin, veld):
    with pytest.raises(Weigering, match=zin) as geweigerd:
        mandaten.stel_op(nieuw=nieuw(**anders), door=JuristFactory())
    assert geweigerd.value.veld == veld
    assert not Mandaat.objects.filter(opgesteld_door__isnull=False).exists()


def test_what_gs_alone_decide_can_never_be_mandated_whatever_the_level():
    """Every act of every ladder that only GS decide is refused at every level (Awb 10:3; hard rules 1 and 6)."""
    from toezicht.mandaten.handelingen import NIVEAUS, handelingen

    nooit = [h for h in handelingen() if h.nooit]
    assert {"besluit_indeplaatsstelling", "besluit_onthouden"} <= {h.code for h in nooit}
    assert not {"zend_advies", "overgenomen_door_minister", "kb_vernietigt"} & {h.code for h in handelingen()}
    jurist = JuristFactory()
    for handeling in nooit:
        for niveau in NIVEAUS:
            with pytest.raises(Weigering):
                mandaten.stel_op(
                    nieuw=nieuw(
                        handeling=handeling.code,
                        ladder=handeling.ladder,
                        niveau=niveau,
                        functie="gedeputeerde",
                    ),
                    door=jurist,
                )


def test_a_person_without_a_role_or_with_a_closed_account_gets_no_mandate():
    for wie, zin in (
        (UserFactory(), "Geef eerst een rol"),
        (TeamleiderFactory(is_active=False), "open account"),
    ):
        with pytest.raises(Weigering, match=zin):
            mandaten.stel_op(nieuw=nieuw(functie="", gebruiker_id=wie.pk), door=JuristFactory())


# -- overlap ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("van", "tot", "mag"),
    [(0, None, False), (-5, 1, False), (-5, 0, True), (10, 20, False), (30, None, True), (29, 31, False)],
)
def test_two_lines_that_say_the_same_never_overlap(van, tot, mag):
    vastgesteld(van=VANDAAG, tot=dagen(30))
    tweede = Mandaat(
        niveau="teamleider",
        functie="teamleider",
        handeling="vraag_informatie",
        van=dagen(van),
        tot=None if tot is None else dagen(tot),
        grondslag="ander besluit",
        status=RegelStatus.VASTGESTELD,
    )
    if mag:
        tweede.save()
        return
    with pytest.raises(IntegrityError, match="mandaat_overlapt_niet"), transaction.atomic():
        tweede.save()


def test_an_overlap_is_a_conflict_that_says_what_to_do():
    vastgesteld()
    concept = mandaten.stel_op(nieuw=nieuw(van=dagen(3)), door=JuristFactory())
    with pytest.raises(Conflict, match="al een mandaat") as geweigerd:
        mandaten.stel_vast(mandaat_id=concept.pk, door=BeheerderFactory())
    assert geweigerd.value.veld == "van"
    assert Mandaat.objects.get(pk=concept.pk).status == RegelStatus.CONCEPT


def test_another_scope_may_stand_beside_it():
    vastgesteld()
    assert vastgesteld(overheid_id=maak_gemeente().pk).pk
    assert vastgesteld(ladder="generiek").pk


@pytest.mark.django_db(transaction=True)
def test_two_people_adopt_overlapping_drafts_at_once_and_one_wins():
    jurist, een, ander = JuristFactory(), BeheerderFactory(), TeamleiderFactory()
    concepten = [mandaten.stel_op(nieuw=nieuw(), door=jurist) for _ in range(2)]

    def daad(concept, door):
        def doe():
            with klok_op(VANDAAG):
                return mandaten.stel_vast(mandaat_id=concept.pk, door=door)

        return doe

    uit = in_draden(daad(concepten[0], een), daad(concepten[1], ander))
    assert sorted(type(u).__name__ for u in uit) == ["Conflict", "Mandaat"]
    assert Mandaat.objects.filter(handeling="vraag_informatie", status=RegelStatus.VASTGESTELD).count() == 1


# -- ondermandaat -----------------------------------------------------------------------------------


@pytest.fixture
def boven():
    return vastgesteld(
        functie="directeur", tot=dagen(100), bedrag_tot=Decimal("1000.00"), ondermandaat_mag=True
    )


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"handeling": "onderzoek_signaal"}, "handeling"),
        ({"van": -1}, "van"),
        ({"tot": 101}, "tot"),
        ({"tot": None}, "tot"),
        ({"bedrag_tot": Decimal("1000.01")}, "bedrag_tot"),
        ({"bedrag_tot": None}, "bedrag_tot"),
    ],
)
def test_an_ondermandaat_never_reaches_further(boven, anders, veld):
    binnen = {"boven_id": boven.pk, "tot": dagen(50), "bedrag_tot": Decimal("500.00")}
    verder = {naam: dagen(waarde) if isinstance(waarde, int) else waarde for naam, waarde in anders.items()}
    with pytest.raises(Weigering) as geweigerd:
        mandaten.stel_op(nieuw=nieuw(**{**binnen, **verder}), door=JuristFactory())
    assert geweigerd.value.veld == veld
    assert vastgesteld(**binnen).boven == boven


def test_only_where_the_line_above_allows_it():
    dicht = vastgesteld()
    with pytest.raises(Weigering, match="staat geen ondermandaat toe"):
        mandaten.stel_op(nieuw=nieuw(boven_id=dicht.pk), door=JuristFactory())
    with pytest.raises(IntegrityError, match="mandaat_niet_onder_zichzelf"), transaction.atomic():
        Mandaat.objects.filter(pk=dicht.pk).update(boven=dicht.pk)


def test_the_end_of_a_mandate_ends_what_hangs_under_it(boven):
    binnen = {"boven_id": boven.pk, "tot": dagen(50), "bedrag_tot": Decimal("500.00")}
    onder = vastgesteld(**binnen)
    later = vastgesteld(**{**binnen, "van": dagen(60), "tot": dagen(90)})
    geeindigd = mandaten.beeindig(
        mandaat_id=boven.pk, tot=dagen(10), reden="Nieuw mandaatbesluit", door=SecretariaatFactory()
    )
    assert [m.pk for m in geeindigd] == [boven.pk, onder.pk, later.pk]
    onder.refresh_from_db(), later.refresh_from_db()
    assert onder.tot == dagen(10)
    assert later.status == RegelStatus.VERVALLEN


# -- the end ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("van", "tot"), [(-10, -10), (-10, -20), (0, 0), (0, -1)])
def test_what_counted_a_day_is_never_wiped_out(van, tot):
    regel = vastgesteld(van=dagen(van))
    with pytest.raises(Weigering, match="terugwerkende kracht"):
        mandaten.beeindig(mandaat_id=regel.pk, tot=dagen(tot), reden="x", door=JuristFactory())
    assert Mandaat.objects.get(pk=regel.pk).status == RegelStatus.VASTGESTELD


def test_a_draft_whose_days_are_over_can_lapse():
    concept = mandaten.stel_op(nieuw=nieuw(van=dagen(-9), tot=dagen(-1)), door=JuristFactory())
    mandaten.beeindig(mandaat_id=concept.pk, tot=VANDAAG, reden="Te laat", door=SecretariaatFactory())
    assert Mandaat.objects.get(pk=concept.pk).status == RegelStatus.VERVALLEN


@pytest.mark.django_db(transaction=True)
def test_adopting_under_a_line_that_is_ended_at_once_waits_and_does_not_lock_up():
    boven = vastgesteld(functie="directeur", ondermandaat_mag=True)
    onder = mandaten.stel_op(nieuw=nieuw(boven_id=boven.pk), door=JuristFactory())
    een, ander = BeheerderFactory(), SecretariaatFactory()

    def stel_vast():
        with klok_op(VANDAAG):
            return mandaten.stel_vast(mandaat_id=onder.pk, door=een)

    def einde():
        with klok_op(VANDAAG):
            return mandaten.beeindig(mandaat_id=boven.pk, tot=dagen(1), reden="Nieuw besluit", door=ander)

    for fout in in_draden(stel_vast, einde):
        assert not isinstance(fout, Exception) or isinstance(fout, Weigering), fout
    na = Mandaat.objects.get(pk=onder.pk)
    assert na.status != RegelStatus.VASTGESTELD or na.tot == dagen(1)


def test_a_mandate_ends_today_at_the_earliest_and_with_a_reason():
    regel, door = vastgesteld(van=dagen(-10)), JuristFactory()
    for tot, reden, zin in ((dagen(-1), "x", "terugwerkende kracht"), (VANDAAG, " ", "Geef de reden")):
        with pytest.raises(Weigering, match=zin):
            mandaten.beeindig(mandaat_id=regel.pk, tot=tot, reden=reden, door=door)
    mandaten.beeindig(mandaat_id=regel.pk, tot=VANDAAG, reden="Vertrek", door=door)
    assert not Mandaat.objects.get(pk=regel.pk).geldt_op(VANDAAG)
    with pytest.raises(Conflict, match="geldt al niet meer"):
        mandaten.beeindig(mandaat_id=regel.pk, tot=dagen(1), reden="Nog eens", door=door)
    assert handelingen("mandaat", regel.pk)[-1] == "mandaat_beeindigd"


# -- replacement, absence, interest -----------------------------------------------------------------


def nieuwe_vervanging(**anders):
    waarden = {"van": VANDAAG, "grondslag": "Vervangingsregeling 2026"}
    if "voor_id" not in anders:
        anders["voor_id"] = TeamleiderFactory().pk
    if "door_id" not in anders:
        anders["door_id"] = TeamleiderFactory().pk
    return NieuweVervanging(**{**waarden, **anders})


def test_nobody_replaces_themselves_and_who_gains_by_it_does_not_adopt_it():
    tess, beheerder = TeamleiderFactory(), BeheerderFactory()
    with pytest.raises(Weigering, match="zichzelf"):
        vervanging.stel_op(nieuw=nieuwe_vervanging(voor_id=tess.pk, door_id=tess.pk), door=beheerder)
    concept = vervanging.stel_op(nieuw=nieuwe_vervanging(door_id=tess.pk), door=beheerder)
    with pytest.raises(GeenRecht, match="zelf de vervanger"):
        vervanging.stel_vast(regel_id=concept.pk, door=tess)
    with pytest.raises(GeenRecht, match="zelf op"):
        vervanging.stel_vast(regel_id=concept.pk, door=beheerder)
    assert vervanging.stel_vast(regel_id=concept.pk, door=SecretariaatFactory()).geldt_op(VANDAAG)
    with pytest.raises(IntegrityError, match="niet_zichzelf"), transaction.atomic():
        Vervangregel.objects.filter(pk=concept.pk).update(voor=tess.pk)


def test_one_person_per_place_in_the_order_and_each_once():
    houder, een, ander = TeamleiderFactory(), TeamleiderFactory(), TeamleiderFactory()
    vervang(houder, een)
    for anders, naam in (({"door": ander}, "een_per_plek"), ({"door": een, "volgorde": 2}, "persoon_eens")):
        with pytest.raises(IntegrityError, match=naam), transaction.atomic():
            vervang(houder, **anders)
    assert vervang(houder, ander, volgorde=2).pk


def test_absence_is_entered_by_oneself_or_with_the_right_and_never_twice():
    tess = TeamleiderFactory()
    with pytest.raises(GeenRecht):
        vervanging.meld_afwezig(gebruiker_id=tess.pk, van=VANDAAG, tot=None, door=ToezichthouderFactory())
    vervanging.meld_afwezig(gebruiker_id=tess.pk, van=VANDAAG, tot=dagen(7), door=tess)
    with pytest.raises(Conflict, match="al afwezigheid"):
        vervanging.meld_afwezig(gebruiker_id=tess.pk, van=dagen(5), tot=dagen(9), door=SecretariaatFactory())
    assert Afwezigheid.objects.count() == 1


def test_back_earlier_and_not_gone_at_all():
    tess = TeamleiderFactory()
    lopend, komend = afwezig(tess, dagen(-2), dagen(7)), afwezig(tess, dagen(20), dagen(30))
    vervanging.beeindig_afwezigheid(afwezigheid_id=lopend.pk, tot=VANDAAG, door=tess)
    assert Afwezigheid.objects.get(pk=lopend.pk).tot == VANDAAG
    assert vervanging.beeindig_afwezigheid(afwezigheid_id=komend.pk, tot=dagen(20), door=tess) is None
    assert list(Afwezigheid.objects.all()) == [lopend]
    with pytest.raises(Weigering, match="eerdere dag"):
        vervanging.beeindig_afwezigheid(afwezigheid_id=lopend.pk, tot=dagen(9), door=tess)


def test_who_steps_aside_cannot_step_back_in_alone():
    tess, gemeente = TeamleiderFactory(), maak_gemeente()
    belang = vervanging.geef_belang_op(
        gebruiker_id=tess.pk, overheid_id=gemeente.pk, toelichting="Woont er", van=VANDAAG, door=tess
    )
    with pytest.raises(Conflict, match="staat er al"):
        vervanging.geef_belang_op(
            gebruiker_id=tess.pk, overheid_id=gemeente.pk, toelichting="Weer", van=dagen(3), door=tess
        )
    with pytest.raises(GeenRecht, match="een ander"):
        vervanging.beeindig_belang(belang_id=belang.pk, tot=dagen(1), reden="Verhuisd", door=tess)
    with pytest.raises(GeenRecht):
        vervanging.beeindig_belang(belang_id=belang.pk, tot=dagen(1), reden="Verhuisd", door=UserFactory())
    vervanging.beeindig_belang(
        belang_id=belang.pk, tot=dagen(1), reden="Verhuisd", door=SecretariaatFactory()
    )
    assert Belang.objects.get(pk=belang.pk).tot == dagen(1)
    assert "Woont er" not in str(list(Logboekregel.objects.values_list("gegevens", flat=True)))


def test_a_day_that_is_over_is_not_adopted_any_more():
    concept = mandaten.stel_op(nieuw=nieuw(van=dagen(-9), tot=dagen(-1)), door=JuristFactory())
    with pytest.raises(Weigering, match="al voorbij"):
        mandaten.stel_vast(mandaat_id=concept.pk, door=BeheerderFactory())
