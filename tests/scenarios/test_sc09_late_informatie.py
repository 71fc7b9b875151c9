"""SC9, voor zover op de ladder: het archiefverslag komt niet, wij herinneren en oordelen op wat er ligt.

Het jaarlijkse oordeel "niet adequaat (niet geleverd)" en de twee herinneringen bij een levering horen bij
uitvragen en leveringen en staan hier niet.
"""

import pytest

from interventieladder.services import dossiers, stukken
from signalen.models import Signaal
from signalen.services.signalen import neem_in_behandeling, registreer_signaal, weeg
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.fouten import Weigering

pytestmark = pytest.mark.django_db


def test_zonder_levering_een_signaal_en_zonder_antwoord_een_oordeel():
    """Het verslag moest vóór 15 juli binnen zijn. Op 20 juli is er niets: signaal S20. Ook de uitvraag van T2
    blijft zonder antwoord; na de termijn telt dat als gehoord (Awb 4:8, tweede lid) en kan het oordeel er komen."""
    with op(dag(2026, 7, 20)):
        zaak = Verhaal.begint_op("t1", sinds=dag(2026, 7, 20))
        signaal = registreer_signaal(
            overheid_id=zaak.dossier.overheid_id,
            soort="IBT-S20",
            domein="informatie_archief",
            ernst="licht",
            titel="Archiefverslag 2025 niet ontvangen",
            toelichting="Moest vóór 15 juli binnen zijn.",
            bron="eigen_dossier",
            datum_feit=dag(2026, 7, 15),
            kennisname_op=dag(2026, 7, 20),
            betrouwbaarheid="A",
            door=zaak.mensen.opsteller,
        )
        neem_in_behandeling(signaal_id=signaal.pk, door=zaak.mensen.opsteller)
        weeg(signaal_id=signaal.pk, uitkomst="actief", reden="Eigen register.", door=zaak.mensen.opsteller)
        dossiers.koppel(dossier_id=zaak.dossier.pk, signaal_id=signaal.pk, door=zaak.mensen.opsteller)
        assert Signaal.objects.get(pk=signaal.pk).status == "actief"
        zaak.bereid_voor("vraag_informatie")
        zaak.zet("vraag_informatie", termijn_weken=4)
    assert zaak.termijn("antwoord").effectief_einde == dag(2026, 8, 17)
    stap = "maak_ambtelijke_afspraken"
    with op(dag(2026, 8, 17), uur=23):
        verslag = zaak.ontvangt("validatieverslag", "Validatie", dag(2026, 8, 17))
        zaak.beoordeling("validatie", "verwaarlozing_vastgesteld")
        with pytest.raises(Weigering):
            zaak.voorgelegd(stap)
    with op(dag(2026, 8, 18)):
        assert "G-VALIDATIE" in zaak.wat_ontbreekt(stap), "een oordeel zonder tweede lezer telt niet"
        stukken.verifieer_stuk(stuk_id=verslag.pk, door=zaak.mensen.lezer)
        assert zaak.wat_ontbreekt(stap) == {"G-GESPREK", "G-AFSPRAKEN"}, "nu nog het gesprek zelf"
