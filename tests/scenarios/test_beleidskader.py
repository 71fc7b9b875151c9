"""A province changes its policy in the middle of the year: what runs keeps its dates, what comes is new.

Given a dossier that stands on T3b under the policy of 2026 with a term that runs,
when GS adopt a new policy with six rungs, entered by one and recorded by another,
then the dossier stays as it was until the teamleider moves it, with a preview and a reason;
after that it stands on "3 Actief toezicht: bestuurlijk overleg", its term ends on the same day,
the announcement needs GS themselves, and no T5 exists without a decision of GS under either policy.
"""

import datetime as dt

import pytest

from interventieladder.beleid import meegeleverd
from interventieladder.models import Dossier, Termijn
from interventieladder.selectors import beleid as beleidskader
from interventieladder.selectors.beleidverplaatsing import verplaatsingen
from interventieladder.services import beleid as diensten
from interventieladder.services.beleidverplaatsing import verplaats_dossiers
from tests.factories import BeheerderFactory, TeamleiderFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import leg_dossierfeiten, maak_dossier
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht

pytestmark = pytest.mark.django_db
MAANDAG, DINSDAG, WOENSDAG = dt.date(2026, 10, 5), dt.date(2026, 10, 6), dt.date(2026, 10, 7)


def test_a_new_policy_in_the_middle_of_the_year():
    # Monday: the agreements at political level go out under the policy of 2026; the term of 20 weeks runs.
    with klok_op(MAANDAG):
        b = leg_dossierfeiten(maak_dossier("t3a"), "start_bestuurlijk_overleg")
        dienst.hele_stap(b, "start_bestuurlijk_overleg", termijn_weken=20)
        termijn = Termijn.objects.get(dossier=b.dossier, soort="afspraken", status="loopt")
        assert b.vers().get_stand_display() == "T3b Bestuurlijk overleg en afspraken"
        assert (
            b.vers().beslisniveau("kondig_voornemen_aan", "t3b", "gs_of_gemachtigde") == "gs_of_gemachtigde"
        )

    # Tuesday: GS adopt the policy of six rungs. Who entered it does not record the adoption.
    with klok_op(DINSDAG):
        bas, tess = BeheerderFactory(), TeamleiderFactory()
        inhoud = {**meegeleverd()["zes-2026-1"], "geldig_van": DINSDAG.isoformat()}
        diensten.stel_op(inhoud=inhoud, door=bas)
        diensten.dien_in(versie="zes-2026-1", door=bas)
        besluit = {"versie": "zes-2026-1", "kenmerk": "GS-2026-0412", "besloten_op": DINSDAG}
        with pytest.raises(GeenRecht):
            diensten.stel_vast(**besluit, door=bas)
        diensten.stel_vast(**besluit, door=tess)
        assert beleidskader.geldend(DINSDAG).versie == "zes-2026-1"
        assert beleidskader.geldend(MAANDAG).versie == "2026-1"
        assert b.vers().get_stand_display() == "T3b Bestuurlijk overleg en afspraken"

    # Wednesday: the teamleider reads what changes, and moves the dossier.
    with klok_op(WOENSDAG):
        [voorbeeld] = verplaatsingen(tess, "zes-2026-1")
        wat = {w.wat: (w.was, w.wordt) for w in voorbeeld.wijzigingen}
        assert wat["T5: termijn (weken)"] == ("13", "10")
        gezien = {voorbeeld.dossier_id: voorbeeld.versie}
        verslag = verplaats_dossiers(naar="zes-2026-1", dossiers=gezien, reden="Nieuw beleid.", door=tess)
        assert verslag.verplaatst == [b.dossier.nummer]

    dossier = Dossier.objects.get(pk=b.dossier.pk)
    assert dossier.get_stand_display() == "3 Actief toezicht: bestuurlijk overleg"
    nu = Termijn.objects.get(pk=termijn.pk)
    assert (nu.status, nu.effectief_einde) == ("loopt", termijn.effectief_einde)
    assert dossier.beslisniveau("kondig_voornemen_aan", "t3b", "gs_of_gemachtigde") == "gs"
    assert dossier.beslisniveau("besluit_indeplaatsstelling", "t4", "gs") == "gs"
