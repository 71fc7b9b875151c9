"""Every guard of every step: met with all facts, and refusing alone when just its own fact is gone."""

from datetime import timedelta

import pytest

from interventieladder.ladders.generiek import GeneriekDossier
from interventieladder.models import Brief, Dossier, Ladderstap, Voorstel
from interventieladder.services.stapzetting import zet_stap
from tests.factories import BeheerderFactory
from tests.interventieladder.bouw import (
    BEGIN,
    BREKEN,
    FEITEN,
    VANDAAG,
    dagen,
    klaar_voor,
    maak_beoordeling,
    maak_dossier,
    maak_gemeente,
    maak_stuk,
    met_beleid,
)
from tests.interventieladder.test_ladder_tabel import GEZET
from toezicht.core import feestdagen
from toezicht.core.clock import klok_op
from toezicht.core.transitions import OvergangGeweigerd, machine_van, run_transition, toets_overgang
from toezicht.organisaties.models import Deelname, OverheidSoort

pytestmark = pytest.mark.django_db

OVERGANGEN = [(o.van, o.stap) for o in machine_van(GeneriekDossier).overgangen]
VERVANGBAAR = {
    "sla_over_naar_voornemen": {"G-VORIGE", "G-OVERLEG"},
    "besluit_met_spoed": {"G-TERMIJN", "G-MONDELING"},
}
"""Met as well by the urgency that the step asks anyway (Gw 124 lid 2; ladder.md 1.5, recidive and G-SPOED)."""

EEN_LAGER = {("t4", "schaal_af_naar_t3b", "G-AFBOUW"), ("t5", "schaal_af_naar_t4", "G-AFBOUW")}
"""One rung down is what both values of P_afbouw allow."""

NIET_MONDELING = {(van, "draag_over", "G-SCHRIFT") for van in ("t1", "t2", "t3a", "t3b", "t4", "aangehouden")}
"""Only T5 begins with an oral decision, and nothing leaves T5 before it is in writing (here T2 was held)."""


def gevallen():
    """(from, step, guard, way): the plainest way for every step, the other ways once per guard."""
    gezien = set()
    for o in machine_van(GeneriekDossier).overgangen:
        for g in o.guards:
            for hoe in BREKEN[g.code] if g.code not in gezien else BREKEN[g.code][:1]:
                yield pytest.param(o.van, o.stap, g.code, hoe, id=f"{o.van}-{o.stap}-{g.code}-{hoe}")
            gezien.add(g.code)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def bezwaren(bouw):
    return toets_overgang(bouw.regels, bouw.toets())


def test_every_guard_has_a_fact_and_a_way_to_spoil_it():
    codes = {g.code for o in machine_van(GeneriekDossier).overgangen for g in o.guards}
    assert codes == set(FEITEN) == set(BREKEN)


@pytest.mark.parametrize(("van", "stap"), OVERGANGEN)
def test_with_all_facts_nothing_is_objected(van, stap):
    bouw = klaar_voor(van, stap)
    toets = bouw.toets()
    assert toets_overgang(bouw.regels, toets) == []


@pytest.mark.parametrize(("van", "stap", "code", "hoe"), list(gevallen()))
def test_without_its_fact_exactly_that_guard_refuses(van, stap, code, hoe):
    bouw = klaar_voor(van, stap, {code: hoe})
    gevonden = bezwaren(bouw)
    if code in VERVANGBAAR.get(stap, ()) or (van, stap, code) in EEN_LAGER | NIET_MONDELING:
        assert gevonden == []
        return
    codes = [code]
    if stap == "sla_over_naar_voornemen" and code == "G-SPOED":
        codes.append("G-OVERLEG")  # without urgency the political talk, which no lower rung has, is asked too
    assert [b.code for b in gevonden] == codes
    assert gevonden[0].wat.endswith((".", "?"))
    assert gevonden[0].grondslag
    if van == "signaal":
        return
    if gevonden[0].hard:
        with pytest.raises(OvergangGeweigerd) as fout:
            zet_stap(dossier_id=bouw.dossier.pk, stap=stap, door=bouw.mensen.opsteller)
        assert [b.code for b in fout.value.bezwaren] == codes
        assert "ladder.md" in gevonden[0].grondslag or gevonden[0].grondslag in str(fout.value)
        assert bouw.vers().stand == van


def test_the_length_of_a_term_is_shown_under_the_holiday_table_in_force():
    """Six weeks from Monday end on Monday 16 November; that day becomes one of national mourning."""
    bea, bob = BeheerderFactory(), BeheerderFactory()
    wijziging = feestdagen.stel_wijziging_voor(
        soort="toevoegen", datum=dagen(42), naam="dag van rouw", bron="KB", reden="Staatscourant", door=bea
    )
    feestdagen.bevestig_wijziging(wijziging_id=wijziging.pk, door=bob)
    bouw = klaar_voor("t3b", "kondig_voornemen_aan")
    toets = bouw.toets()
    assert toets_overgang(bouw.regels, toets) == []
    assert toets.bewijs["G-TERMIJN"] == "bij verzending vandaag tot en met 17-11-2026"


@pytest.mark.parametrize("code", ["G-RECES", "G-RECHTSGANG"])
def test_a_soft_guard_passes_with_a_written_reason_only(code):
    bouw = klaar_voor("t3b", "kondig_voornemen_aan", {code: BREKEN[code][0]})
    args = {"door": bouw.mensen.opsteller, "datum": VANDAAG}
    with pytest.raises(OvergangGeweigerd) as fout:
        run_transition(bouw.vers(), "kondig_voornemen_aan", voorstel=bouw.voorstel, **args)
    assert [(b.code, b.hard) for b in fout.value.bezwaren] == [(code, False)]
    dossier = bouw.vers()
    voorstel = Voorstel.objects.get(pk=bouw.voorstel.pk)
    run_transition(dossier, "kondig_voornemen_aan", voorstel=voorstel, zacht_gemotiveerd=True, **args)
    assert dossier.stand == "t4"


def test_a_hard_objection_is_not_moved_by_a_reason():
    bouw = klaar_voor("t3b", "kondig_voornemen_aan", {"G-BEWIJS": "oud"})
    with pytest.raises(OvergangGeweigerd):
        run_transition(
            bouw.vers(),
            "kondig_voornemen_aan",
            voorstel=bouw.voorstel,
            zacht_gemotiveerd=True,
            door=bouw.mensen.opsteller,
            datum=VANDAAG,
        )


def test_all_objections_are_told_at_once():
    bouw = klaar_voor(
        "t3b", "kondig_voornemen_aan", {"G-BEWIJS": "geen", "G-PROP": "geen", "G-AKKOORD": "geen"}
    )
    assert [b.code for b in bezwaren(bouw)] == ["G-BEWIJS", "G-PROP", "G-AKKOORD"]


@pytest.mark.parametrize(
    ("trede", "reden", "dagen_geleden", "telt"),
    [
        ("t3a", "opgelost", 700, True),
        ("t4", "afgezien", 30, True),
        ("t2", "opgelost", 30, False),
        ("t3a", "opgelost", 740, False),
    ],
)
def test_a_repeat_stands_in_for_urgency(trede, reden, dagen_geleden, telt):
    bouw = klaar_voor("t2", "sla_over_naar_voornemen", {"G-SPOED": "geen"})
    eerder = maak_dossier("t1", mensen=bouw.mensen, overheid=maak_gemeente()).dossier
    Dossier.objects.filter(pk=eerder.pk).update(
        overheid=bouw.dossier.overheid,
        stand="afgesloten",
        trede=trede,
        sluitreden=reden,
        gesloten_op=VANDAAG.fromordinal(VANDAAG.toordinal() - dagen_geleden),
    )
    assert ("G-SPOED" not in [b.code for b in bezwaren(bouw)]) is telt


def test_every_participant_of_a_regeling_gets_a_copy():
    bouw = klaar_voor("t5", "sluit_voldaan")
    regeling = maak_gemeente(soort=OverheidSoort.GR_OPENBAAR_LICHAAM, naam="Omgevingsdienst")
    for naam in ("Duinrand", "Zandhaven"):
        Deelname.objects.create(regeling=regeling, deelnemer=maak_gemeente(naam=naam), van="2020-01-01")
    Dossier.objects.filter(pk=bouw.dossier.pk).update(overheid=regeling, orgaan="gr_bestuur")
    assert [b.code for b in bezwaren(bouw)] == ["G-AFSCHRIFT"]
    bezwaar = bezwaren(bouw)[0]
    assert "Duinrand" in bezwaar.wat
    assert "Zandhaven" in bezwaar.wat


@pytest.mark.parametrize(("gekozen", "bezwaar"), [(("t4", "t5"), []), (("t3b", "t4", "t5"), ["G-AFSCHRIFT"])])
def test_the_letter_of_a_light_rung_is_copied_where_the_policy_says_so(gekozen, bezwaar):
    bouw = klaar_voor("t3a", "start_bestuurlijk_overleg")
    met_beleid(bouw, afschrift_raad=gekozen)
    brief = Brief.objects.get(voorstel=bouw.voorstel, soort="L5b")
    brief.geadresseerden = [g for g in brief.geadresseerden if g["rol"] == "orgaan"]
    brief.save()
    assert [b.code for b in bezwaren(bouw)] == bezwaar


def test_a_newer_bad_check_outweighs_an_older_good_one():
    bouw = klaar_voor("t4", "zie_af")
    maak_beoordeling(bouw, "eindbeoordeling", "onvoldoende", datum=dagen(-1))
    assert [b.code for b in bezwaren(bouw)] == ["G-NAGEKOMEN"]


def test_a_prolongation_does_not_make_the_talk_of_this_rung_old():
    bouw = klaar_voor("t3b", "kondig_voornemen_aan")
    Ladderstap.objects.filter(pk=bouw.stap.pk).update(van=VANDAAG)
    assert "G-OVERLEG" not in [b.code for b in bezwaren(bouw)]


def test_the_table_covers_every_stored_step():
    assert {(van, stap) for _, van, stap, *_ in GEZET} <= set(OVERGANGEN)


def herhaling(**gesprek):
    """A skip to T4 without urgency, on the ground of a dossier that held a talk at T3b and closed last month."""
    bouw = klaar_voor("t1", "sla_over_naar_voornemen", {"G-SPOED": "geen"})
    eerder = maak_dossier("t3b", mensen=bouw.mensen, overheid=maak_gemeente())
    if gesprek:
        maak_stuk(eerder, "gespreksverslag", **{"datum": dagen(-45), "ondertekend_op": dagen(-44), **gesprek})
    Ladderstap.objects.filter(pk=eerder.stap.pk).update(tot=dagen(-30), uitkomst="opgelost")
    Dossier.objects.filter(pk=eerder.dossier.pk).update(
        overheid=bouw.dossier.overheid, stand="afgesloten", sluitreden="opgelost", gesloten_op=dagen(-30)
    )
    return [b.code for b in bezwaren(bouw)]


def test_a_repeat_needs_the_report_of_the_earlier_political_talk():
    assert herhaling() == ["G-OVERLEG"]
    assert herhaling(titel="Bestuurlijk overleg") == []


def test_not_just_any_report_of_the_earlier_dossier():
    assert herhaling(ondertekend_op=None) == ["G-OVERLEG"]
    assert herhaling(datum=BEGIN - timedelta(days=1)) == ["G-OVERLEG"]


def test_a_term_that_ends_near_the_elections_is_a_warning():
    bouw = klaar_voor("t3b", "verleng_afspraken")
    with klok_op(VANDAAG.replace(year=2025)):
        Voorstel.objects.filter(pk=bouw.voorstel.pk).update(termijn_weken=23)
        gevonden = [b for b in bezwaren(bouw) if b.code == "G-RECES"]
    assert gevonden
    assert not gevonden[0].hard
    assert "verkiezingen" in gevonden[0].wat
