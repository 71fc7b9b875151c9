"""Organisations in what is written over the API: ours only, by code, at the cost of one query however many."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interventieladder.models import Dossier, Inzet
from interventieladder.services.dossieropening import open_op_ladder
from signalen.models import Signaal
from tests.api.test_afspraken_en_inzet import inzet
from tests.api.test_dossiers import een_taak, nieuw
from tests.api.wereld import dagen, probleem, registreer_nog_een
from tests.factories import OverheidFactory
from tests.interventieladder.bouw import maak_gemeente
from toezicht.core.fouten import Weigering

pytestmark = pytest.mark.django_db

SIGNAAL = {
    "soort": "IBT-OVERIG",
    "domein": "informatie_archief",
    "ernst": "licht",
    "titel": "Dozen in de kelder",
    "bron": "regiomanager",
    "datum_feit": "2026-06-01",
    "kennisname_op": "2026-06-10",
    "betrouwbaarheid": "B",
}


def test_an_organisation_that_we_do_not_supervise_is_refused_everywhere(api, wereld):
    elders = OverheidFactory(naam="Overkant")
    voor = (Dossier.objects.count(), Signaal.objects.count(), Inzet.objects.count())
    for pad, gegevens, veld in (
        ("/dossiers", nieuw(taak=een_taak(), overheid=elders.code), "overheid"),
        ("/signalen", {**SIGNAAL, "overheid": elders.code}, "overheid"),
        ("/inzet", inzet(overheden=["GM9907", elders.code]), "overheden"),
    ):
        assert probleem(api.maak(pad, gegevens), 422)["velden"][0]["veld"] == veld
    with pytest.raises(Weigering, match="Kies een overheid uit de lijst"):
        open_op_ladder(
            ladder="bestuurskracht",
            overheid_id=elders.pk,
            titel="Patroon",
            omschrijving="Drie signalen.",
            datum_feit=dagen(-9),
            door=wereld.mensen.opsteller,
        )
    assert (Dossier.objects.count(), Signaal.objects.count(), Inzet.objects.count()) == voor


def gezocht(api, pad, gegevens, patroon):
    """The queries like this while creating."""
    with CaptureQueriesContext(connection) as vragen:
        uit = api.maak(pad, gegevens)
    assert uit.status_code == 201, uit.content
    return [vraag["sql"] for vraag in vragen if re.search(patroon, vraag["sql"])]


def test_many_codes_and_numbers_cost_one_query(api, wereld):
    codes = [maak_gemeente().code for _ in range(5)]
    assert len(gezocht(api, "/inzet", inzet(overheden=codes), "^EXECUTE op_codes_")) == 1
    nummers = [registreer_nog_een(wereld).nummer for _ in range(5)]
    patroon = r'"signalen_signaal"."nummer" (IN \(|= \')'
    uit = gezocht(api, "/dossiers", nieuw(taak=een_taak(), signalen=nummers), patroon)
    assert len(uit) == 1


def test_an_unknown_code_among_many_is_named(api):
    uit = probleem(api.maak("/inzet", inzet(overheden=["GM9907", "GM0000"])), 422)
    assert "GM0000" in uit["detail"]
