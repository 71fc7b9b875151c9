"""Pages of urgency and of the closed room: an oral decision put in writing, a decision of the cdK."""

import pytest
from django.urls import reverse

from interventieladder.models import Besluit, Brief, GSLid
from interventieladder.services import dossieropening
from interventieladder.services.dossieropening import NieuwDossier
from interventieladder.wettelijk import REGIMES, regime_van
from tests.factories import JuristFactory, KabinetFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import (
    TAAK,
    VANDAAG,
    Bouw,
    Mensen,
    leg_dossierfeiten,
    maak_dossier,
    maak_gemeente,
    maak_gs,
)
from toezicht.core.clock import klok_op
from toezicht.organisaties.models import OverheidSoort

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def test_an_oral_decision_from_its_registration_to_the_written_text(client):
    b = maak_dossier("t2")
    leg_dossierfeiten(b, "besluit_met_spoed")
    voorstel = dienst.ter_besluit(b, "besluit_met_spoed", mondeling=True)
    leden = [lid.pk for lid in maak_gs()]
    client.force_login(b.mensen.secretariaat)
    pad = reverse("gs_registratie", args=[voorstel.nummer])
    assert "Hoe laat is mondeling besloten?" in client.get(pad).content.decode()
    notulen = {
        "datum": VANDAAG.isoformat(),
        "leden_van": VANDAAG.isoformat(),
        "agendapunt": "1",
        "nummer": "GS-2026-1",
        "aanwezig": leden[:3],
        "uitkomst": "goedgekeurd",
    }
    assert client.post(pad, notulen).status_code == 400
    hoe = {"mondeling_op": "08:15", "mondeling_wijze": "telefonisch"}
    assert client.post(pad, {**notulen, **hoe}).status_code == 302
    assert Besluit.objects.get().mondeling_wijze == "telefonisch"
    assert GSLid.objects.count() == 5

    dienst.zet(b, "besluit_met_spoed")
    client.force_login(b.mensen.opsteller)
    dossier = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
    assert "mondeling genomen en staat nog niet op schrift" in dossier
    schrift = reverse("dossier_schrift", args=[b.dossier.nummer])
    assert schrift in dossier
    assert "L16" in client.get(schrift).content.decode()
    stukken = {soort: dienst.bestand(naam=f"{soort}.pdf") for soort in ("L8", "L9", "L16")}
    onvolledig = client.post(schrift, {"datum": VANDAAG.isoformat(), "L8": stukken["L8"]})
    assert onvolledig.status_code == 422
    stukken = {soort: dienst.bestand(naam=f"{soort}.pdf") for soort in ("L8", "L9", "L16")}
    assert client.post(schrift, {"datum": VANDAAG.isoformat(), **stukken}).status_code == 303
    assert Brief.objects.filter(voorstel=voorstel, status="klaar").count() == 3
    assert client.get(schrift).status_code == 404


def test_the_cabinet_registers_what_the_cdk_decided(client):
    kabinet, tweede = KabinetFactory(), KabinetFactory()
    nieuw = NieuwDossier(
        overheid_id=maak_gemeente().pk,
        taak=TAAK,
        titel="Taak van de burgemeester",
        omschrijving="Niet verricht.",
        datum_feit=VANDAAG,
        orgaan="burgemeester",
        kamer="cdk",
    )
    dossier = dossieropening.open_dossier(nieuw=nieuw, door=kabinet)
    jurist = JuristFactory(rollen=("cdk_kabinet",))
    b = Bouw(dossier, Mensen(kabinet, tweede, jurist, *[tweede] * 4), dossier.stappen.get())
    leg_dossierfeiten(b, "vraag_informatie")
    voorstel = dienst.ter_besluit(b, "vraag_informatie")
    pad = reverse("cdk_registratie", args=[voorstel.nummer])
    client.force_login(tweede)
    assert pad in client.get(reverse("besluit", args=[voorstel.nummer])).content.decode()
    assert client.get(pad).status_code == 200
    invoer = {"datum": VANDAAG.isoformat(), "nummer": "CDK-B-1", "uitkomst": "afgewezen"}
    assert client.post(pad, invoer).status_code == 422
    assert client.post(pad, {**invoer, "uitkomst": "goedgekeurd"}).status_code == 302
    assert Besluit.objects.get().niveau == "cdk_besluit"
    client.force_login(kabinet)
    assert client.get(pad).status_code == 403, "the drafter registers nothing"


def test_the_cabinet_opens_a_dossier_in_the_room_and_others_are_not_offered_it(client):
    b = maak_dossier("t1")
    pad = reverse("dossier_nieuw")
    client.force_login(b.mensen.opsteller)
    assert "kamer van de commissaris" not in client.get(pad).content.decode()
    client.force_login(KabinetFactory())
    assert "kamer van de commissaris" in client.get(pad).content.decode()


@pytest.mark.parametrize("soort", [s.value for s in OverheidSoort if s.value != "provincie"])
@pytest.mark.parametrize("wet", ["Archiefwet 1995", "Omgevingswet"])
def test_every_kind_of_organisation_has_its_row_of_copies_and_an_article(soort, wet):
    regime = regime_van(soort, wet)
    assert regime in REGIMES.values()
    for document in ("L7", "L8", "L10"):
        assert regime.bij(document), document
    assert all(m.grondslag for m in regime.mededelingen)
    zonder_blad = regime.code == "waterschap"
    assert (regime.kennisgeving("L7") is None) is zonder_blad
