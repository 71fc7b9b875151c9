"""FIN-S3. Rietveld has no budget: lid 2 goes on 17 December; on 4 January it is refused: by law repressief."""

import pytest

from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.selectors.begrotingsoverzicht import overzicht
from interventieladder.services.klok import draai_klok
from interventieladder.services.regimebewaking import bewaak
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag, stap
from tests.scenarios.financieel import op
from toezicht.core.fouten import Weigering

pytestmark = pytest.mark.django_db


@pytest.fixture
def rietveld():
    """The college fell; nothing was sent by 15 November. GS decide on lid 2 on 15 December."""
    with op("2026-09-01"):
        b = bg.geopend(naam="Rietveld")
        bg.rekening_in(b)
    with op("2026-11-16"):
        bewaak()
        assert b.vers().feiten.termijn("rappel_begroting") is not None
        bg.brief(b, "rappel")
        assert b.vers().feiten.termijn("rappel_begroting") is None
    with op("2026-12-08"):
        assert stap(b, "leg_te_laat_voor") == "voorstel_gs"
    with op("2026-12-15"):
        b.besluit = bg.besloten(b, "stel_preventief_lid2_vast")
    return b


def test_sent_on_17_december_it_is_preventief_and_procedural(rietveld):
    b = rietveld
    with op("2026-12-17"):
        assert bg.verstuur(b, b.besluit) == "preventief_lid2"
    with op("2027-01-01"):
        draai_klok()
        regime = regime_van(b.dossier.overheid_id, 2027)
        assert (regime.juridisch_regime, regime.sinds) == ("preventief", dag("2027-01-01"))
        assert regime.procedureel
        beeld = overzicht(b.mensen.opsteller, 2027)
        assert beeld.procedureel == 1  # apart in the counts: no financial signal


def test_sent_on_4_january_it_is_refused_and_the_law_has_spoken(rietveld):
    b = rietveld
    with op("2027-01-04"):
        with pytest.raises(Weigering, match=r"moest vóór 1-1-2027 zijn verzonden"):
            bg.verstuur(b, b.besluit)
        assert not b.besluit.brieven.filter(verzendingen__isnull=False).exists()
        draai_klok()
        assert b.vers().stand == "repressief"
        with pytest.raises(Weigering, match=r"moest vóór 1-1-2027 zijn verzonden"):
            bg.verstuur(b, b.besluit)
        regime = regime_van(b.dossier.overheid_id, 2027)
        assert (regime.juridisch_regime, regime.grond, regime.sinds) == (
            "repressief",
            "rechtswege",
            dag("2027-01-01"),
        )
