"""The ten hard rules (ladder.md 10.6) under each of the three examples, through the real services and guards."""

import datetime as dt
from dataclasses import replace

import pytest

from interventieladder.models import Termijn, Voorstel
from interventieladder.models.beleidskader import beleid_van
from interventieladder.selectors import beleid as beleidskader
from interventieladder.services import besluiten, brieven, voorstellen
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from interventieladder.services.stapzetting import zet_stap
from signalen.selectors.signalen import telling_per_ernst
from signalen.services.signalen import neem_in_behandeling, registreer_signaal, weeg
from tests.factories import CoordinatorFactory
from tests.interventieladder import dienst
from tests.interventieladder.beleidwereld import VOORBEELDEN, VOORBEELDLAND, stel_vast
from tests.interventieladder.bouw import (
    VANDAAG,
    klaar_voor,
    leg_dossierfeiten,
    maak_dossier,
    maak_gemeente,
    maak_mensen,
)
from tests.signalen.conftest import velden
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.transitions import OvergangGeweigerd, toets_overgang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture(params=VOORBEELDEN)
def versie(request):
    """One example, in force today."""
    if request.param != VOORBEELDLAND:
        stel_vast(request.param, geldig_van="2026-01-02")
    assert beleidskader.geldend(VANDAAG).versie == request.param
    return request.param


def codes(b):
    return {x.code for x in toets_overgang(b.regels, b.toets())}


def open_(mensen, gemeente, taak="archiefzorg", **anders):
    nieuw = NieuwDossier(
        overheid_id=gemeente.pk,
        taak=taak,
        titel="Achterstand",
        omschrijving="Er ligt werk.",
        datum_feit=dt.date(2026, 6, 1),
        **anders,
    )
    return open_dossier(nieuw=nieuw, door=mensen.opsteller)


def test_a_dossier_opens_under_the_version_in_force(versie):
    dossier = open_(maak_mensen(), maak_gemeente())
    assert dossier.beleid_versie == versie
    assert dossier.get_stand_display() == beleid_van(versie).treden["t1"].volledig


# 1. No T5 or T6 without a decision of GS
@pytest.mark.parametrize(("van", "stap"), [("t4", "besluit_indeplaatsstelling"), ("t5", "start_uitvoering")])
@pytest.mark.parametrize("niveau", ["teamleider", "gedeputeerde"])
def test_rule_1_t5_and_t6_only_on_a_decision_of_gs(versie, van, stap, niveau):
    b = klaar_voor(van, stap, beleid_versie=versie)
    assert codes(b) == set()
    assert b.voorstel.niveau == "gs"
    b = klaar_voor(van, stap, {"G-AKKOORD": "ander niveau"}, beleid_versie=versie)
    assert "G-AKKOORD" in codes(b)
    with pytest.raises(OvergangGeweigerd):
        zet_stap(dossier_id=b.dossier.pk, stap=stap, door=b.mensen.opsteller)
    wachtend = dienst.ter_besluit(leg_dossierfeiten(maak_dossier(van, beleid_versie=versie), stap), stap)
    with pytest.raises(Weigering):
        besluiten.beslis(
            voorstel_id=wachtend.pk,
            goedkeuren=True,
            door=getattr(b.mensen, niveau),
            zegel=wachtend.zegel,
        )
    assert Voorstel.objects.get(pk=wachtend.pk).status == "ter_besluit"


def test_rule_1_a_version_that_asks_gs_for_t4_leaves_the_deputy_no_way():
    stel_vast("zes-2026-1", geldig_van="2026-01-02")
    b = leg_dossierfeiten(maak_dossier("t3b", beleid_versie="zes-2026-1"), "kondig_voornemen_aan")
    dienst.machtig("kondig_voornemen_aan")
    voorstel = dienst.ter_besluit(b, "kondig_voornemen_aan")
    assert voorstel.niveau == "gs"
    with pytest.raises(GeenRecht):
        besluiten.beslis(
            voorstel_id=voorstel.pk, goedkeuren=True, door=b.mensen.gedeputeerde, zegel=voorstel.zegel
        )
    dienst.besluit(b, voorstel)
    dienst.zet(b, "kondig_voornemen_aan")
    assert b.vers().stand == "t4"


# 2. No T4 or T5 without copies and notice
@pytest.mark.parametrize(
    ("van", "stap", "brief"),
    [("t3b", "kondig_voornemen_aan", "L7"), ("t4", "besluit_indeplaatsstelling", "L8")],
)
def test_rule_2_copies_and_notice(versie, van, stap, brief):
    b = leg_dossierfeiten(maak_dossier(van, beleid_versie=versie), stap)
    voorstel = dienst.stel_op(b, stap, **({"zienswijze_weken": 6} if brief == "L7" else {}))
    for soort in (brief, "L9"):
        gevonden = next(x for x in brieven.brieven_van(voorstel.pk) if x.soort == soort)
        gevonden.geadresseerden = [g for g in gevonden.geadresseerden if g["rol"] == "orgaan"]
        gevonden.save()
    with pytest.raises(OvergangGeweigerd) as fout:
        voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    assert {"G-AFSCHRIFT", "G-PUB"} <= {x.code for x in fout.value.bezwaren}


# 3. One open dossier per organisation, domain and duty
def test_rule_3_one_open_dossier(versie):
    mensen, gemeente = maak_mensen(), maak_gemeente()
    open_(mensen, gemeente)
    with pytest.raises(Conflict):
        open_(mensen, gemeente)


# 4. Decider ≠ drafter
def test_rule_4_the_drafter_neither_checks_nor_decides(versie):
    mensen = maak_mensen()
    alles = CoordinatorFactory(rollen=("teamleider", "jurist", "gedeputeerde", "gs_secretariaat"))
    mensen = replace(mensen, opsteller=alles)
    b = leg_dossierfeiten(
        maak_dossier("t2", mensen=mensen, beleid_versie=versie), "maak_ambtelijke_afspraken"
    )
    voorstel = dienst.dien_in(b, "maak_ambtelijke_afspraken")
    if voorstel.aan_zet:
        with pytest.raises(GeenRecht):
            voorstellen.parafeer(voorstel_id=voorstel.pk, door=alles)
    dienst.toets(b, voorstel.pk)
    voorstel = Voorstel.objects.get(pk=voorstel.pk)
    with pytest.raises(GeenRecht):
        besluiten.beslis(voorstel_id=voorstel.pk, goedkeuren=True, door=alles, zegel=voorstel.zegel)


# 5. 13 weeks do not roll; 6 weeks of appeal do
def test_rule_5_thirteen_weeks_stand_and_the_appeal_rolls(versie):
    verzonden = dt.date(2026, 11, 13)  # 6 weeks later is Christmas, a Friday; 13 weeks later a Friday
    with klok_op(verzonden):
        b = leg_dossierfeiten(
            maak_dossier("t4", beleid_versie=versie, trede_sinds=VANDAAG), "besluit_indeplaatsstelling"
        )
        dienst.hele_stap(b, "besluit_indeplaatsstelling", termijn_weken=13)
        termijnen = {t.soort: t for t in Termijn.objects.filter(dossier=b.dossier, status="loopt")}
        assert termijnen["beroep"].effectief_einde == dt.date(2026, 12, 28)
        assert termijnen["begunstiging"].effectief_einde == verzonden + dt.timedelta(weeks=13)


def test_rule_5_also_when_thirteen_weeks_end_on_easter(versie):
    verzonden = dt.date(2026, 12, 28)
    with klok_op(verzonden):
        b = leg_dossierfeiten(maak_dossier("t4", beleid_versie=versie), "besluit_indeplaatsstelling")
        dienst.hele_stap(b, "besluit_indeplaatsstelling", termijn_weken=13)
        termijn = Termijn.objects.get(dossier=b.dossier, soort="begunstiging")
        assert termijn.effectief_einde == termijn.ruw_einde == dt.date(2027, 3, 29)  # tweede paasdag


# 6. What cannot be mandated
def test_rule_6_no_version_mandates_refusing_approval_or_annulling(versie):
    assert dict(beleid_van(versie).mandaat) == {
        "onthouden_goedkeuring": "gs",
        "vernietiging_waterschap": "gs",
    }


# 7 and 8. Laws of the annex, and duties of the burgemeester
@pytest.mark.parametrize(
    ("taak", "orgaan", "zegt"),
    [
        ("maatschappelijke_ondersteuning", "college", "minister"),
        ("openbare_orde", "burgemeester", "commissaris van de Koning"),
    ],
)
def test_rules_7_and_8_no_ladder_of_gs(versie, taak, orgaan, zegt):
    b = maak_dossier("t3b", beleid_versie=versie, taak=taak, domein="bestuurskracht", orgaan=orgaan)
    with pytest.raises(OvergangGeweigerd) as fout:
        voorstellen.stel_op(
            dossier_id=b.dossier.pk,
            stap="kondig_voornemen_aan",
            tekst=dienst.tekst(b, "kondig_voornemen_aan"),
            door=b.mensen.opsteller,
        )
    assert zegt in next(x.wat for x in fout.value.bezwaren if x.code == "G-BEV")


# 9. An unfounded signal counts nowhere
def test_rule_9_an_unfounded_signal_drops_from_every_count(versie):
    mensen, gemeente = maak_mensen(), maak_gemeente()
    signaal = registreer_signaal(**velden(gemeente), door=mensen.opsteller)
    neem_in_behandeling(signaal_id=signaal.pk, door=mensen.opsteller)
    weeg(signaal_id=signaal.pk, uitkomst="actief", reden="Klopt.", door=mensen.opsteller)
    assert telling_per_ernst(mensen.opsteller, gemeente.code, VANDAAG)["licht"] == 1
    weeg(signaal_id=signaal.pk, uitkomst="ongegrond", reden="Naam verwisseld.", door=mensen.opsteller)
    assert telling_per_ernst(mensen.opsteller, gemeente.code, VANDAAG) == {"licht": 0, "zwaar": 0}


# 10. After a herindeling no letter on the old organ's name
def test_rule_10_no_letter_to_a_board_that_ended(versie):
    b = leg_dossierfeiten(maak_dossier("t1", beleid_versie=versie), "vraag_informatie")
    voorstel = dienst.ter_besluit(b, "vraag_informatie")
    dienst.besluit(b, voorstel)
    dienst.zet(b, "vraag_informatie")
    b.dossier.overheid.geldig_tot = VANDAAG
    b.dossier.overheid.save()
    with pytest.raises(Weigering, match="opvolger"):
        dienst.verstuur(b, voorstel.pk)
    assert not Termijn.objects.filter(dossier=b.dossier).exists()


def test_the_limits_that_moved_into_the_policy_hold_per_version(versie):
    kader = beleid_van(versie)
    b = leg_dossierfeiten(maak_dossier("t3b", beleid_versie=versie), "kondig_voornemen_aan")
    kort = dienst.stel_op(b, "kondig_voornemen_aan", zienswijze_weken=kader.zienswijze_min_weken - 1 or 1)
    with pytest.raises(OvergangGeweigerd) as fout:
        voorstellen.dien_in(voorstel_id=kort.pk, door=b.mensen.opsteller)
    assert "G-ZW-TERMIJN" in {x.code for x in fout.value.bezwaren}
    with pytest.raises(Weigering) as lang:
        voorstellen.wijzig(
            voorstel_id=kort.pk,
            tekst=dienst.tekst(b, "kondig_voornemen_aan", termijn_weken=kader.max_weken + 1),
            door=b.mensen.opsteller,
        )
    assert str(kader.max_weken) in lang.value.melding
