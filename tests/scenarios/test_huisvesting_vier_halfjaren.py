"""Vier halfjaren op rij.

Molenkade blijft halfjaar na halfjaar achter. Na elke peildatum stijgt het voorstel een trede: T2, T3a, T3b,
T4. Daarna daalt de achterstand sterk en stelt het programma voor niet verder omhoog te gaan. Een correctie
die later binnenkomt, verandert het voorstel van nu, niet wat wij toen wisten.
"""

import datetime as dt

import pytest

from interventieladder.selectors.huisvesting import gemeentebeeld
from interventieladder.selectors.tredevoorstel import Uitkomst
from interventieladder.services.huisvesting import open_huisvestingsdossier
from signalen.selectors.huisvesting import verloop
from tests import huisvestingwereld as w
from tests.factories import JuristFactory
from toezicht.core.clock import klok_op, moment

pytestmark = pytest.mark.django_db
CODE = "GM9921"
JAREN = (
    # op, halfjaar, taak, gehuisvest, voorstel, uitkomst
    (dt.date(2026, 1, 20), "2025-2", 20, 14, "t2", Uitkomst.HOGER),
    (dt.date(2026, 7, 20), "2026-1", 20, 19, "t3a", Uitkomst.HOGER),
    (dt.date(2027, 1, 20), "2026-2", 24, 24, "t3b", Uitkomst.HOGER),
    (dt.date(2027, 7, 20), "2027-1", 24, 23, "t4", Uitkomst.HOGER),
)


def test_vier_halfjaren_op_rij_leiden_tot_een_voorstel_voor_t4():
    molenkade = w.gemeente(CODE, "Molenkade")
    noor, rik = w.toezichthouder(), w.coordinator()

    # Gegeven: vier halfjaren met een achterstand boven de drempel.
    for dag, halfjaar, taak, gehuisvest, trede, uitkomst in JAREN:
        with klok_op(dag):
            w.laad_en_stel_vast(*w.reeks(CODE, (halfjaar, taak, gehuisvest)), door=noor, tweede=rik)
            voorstel = gemeentebeeld(noor, molenkade.pk).voorstel
            assert (voorstel.trede, voorstel.uitkomst) == (trede, uitkomst), halfjaar
            assert voorstel.beleid == "2026-1"
    assert voorstel.reeks == 4
    assert "Vierde halfjaar op rij" in voorstel.waarom

    # Als: een toezichthouder opent het dossier, begint het op T1. Elke volgende stap is een besluit.
    with klok_op(dt.date(2027, 7, 21)):
        dossier = open_huisvestingsdossier(overheid_id=molenkade.pk, door=noor)
        assert dossier.stand == "t1"
        assert gemeentebeeld(noor, molenkade.pk).voorstel.trede == "t4"

    # Als: de achterstand daalt met meer dan een kwart, dan blijft het dossier waar het is.
    with klok_op(dt.date(2028, 1, 20)):
        w.laad_en_stel_vast(*w.reeks(CODE, ("2027-2", 20, 23)), door=noor, tweede=rik)
        voorstel = gemeentebeeld(noor, molenkade.pk).voorstel
        assert (voorstel.uitkomst, voorstel.trede, voorstel.zonder) == (Uitkomst.DALING, "t1", "t4")

    # Als: het COA meldt vijf mensen na. De correctie is een nieuwe rij; toen wisten wij het nog niet.
    with klok_op(dt.date(2028, 2, 10)):
        w.laad_en_stel_vast(w.correctie("2027-2", CODE, 28, "2028-01-01"), door=noor, tweede=JuristFactory())
        voorstel = gemeentebeeld(noor, molenkade.pk).voorstel
        assert (voorstel.uitkomst, voorstel.nazorg_op) == (Uitkomst.VOLDAAN, dt.date(2028, 7, 1))

    def achterstand(wanneer):
        return verloop(
            molenkade.pk, peildatum=dt.date(2028, 1, 1), kennisdatum=moment(wanneer), user=None
        ).laatste.boeking.achterstand

    assert achterstand(dt.date(2028, 1, 31)) == 5
    assert achterstand(dt.date(2028, 2, 29)) == 0
