"""Voldoet niet, doch verschoonbaar.

Kaagdorp huisvestte 37 van de 48 mensen. Er ligt een getekende overeenkomst voor twaalf woningen. De
teamleider, die ook over trede 2 zou beslissen, noemt de achterstand verschoonbaar. De ladder gaat niet
omhoog, het oordeel staat naast het cijfer, en bij de volgende peildatum telt het niet meer.
"""

import datetime as dt

import pytest

from interventieladder.models import Dossier
from interventieladder.selectors.huisvesting import gemeentebeeld, overzicht
from interventieladder.selectors.tredevoorstel import Uitkomst
from interventieladder.services.huisvesting import beslis_verschoonbaar, stel_verschoonbaar_voor
from tests import huisvestingwereld as w
from tests.factories import TeamleiderFactory
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering

pytestmark = pytest.mark.django_db


def test_voldoet_niet_doch_verschoonbaar():
    with klok_op(dt.date(2026, 7, 20)):
        kaagdorp = w.gemeente("GM9915", "Kaagdorp")
        noor, rik, tess = w.toezichthouder(), w.coordinator(), TeamleiderFactory()

        # Gegeven: 37 van de 48.
        w.laad_en_stel_vast(*w.reeks("GM9915", ("2026-1", 48, 37)), door=noor, tweede=rik)
        beeld = gemeentebeeld(noor, kaagdorp.pk)
        assert beeld.verloop.laatste.boeking.achterstand == 11
        assert beeld.voorstel_naam == "T2 Informatie"

        # Als: de gemeente wijst op het algemene tekort aan woningen, dan is dat niet genoeg.
        with pytest.raises(Weigering, match="geen reden om een achterstand verschoonbaar te noemen"):
            stel_verschoonbaar_voor(
                overheid_id=kaagdorp.pk,
                grond="woningtekort",
                toelichting="Overal is een tekort.",
                bewijs="Brief van 10 juli 2026",
                door=noor,
            )

        # Als: er ligt een overeenkomst met een datum, en de teamleider kent de grond toe.
        grond = stel_verschoonbaar_voor(
            overheid_id=kaagdorp.pk,
            grond="concrete_projecten",
            toelichting="Twaalf woningen, oplevering 15 november 2026.",
            bewijs="Koop-aannemingsovereenkomst van 24 juni 2026",
            door=noor,
        )
        assert grond.get_niveau_display() == "teamleider"
        beslis_verschoonbaar(
            verschoning_id=grond.pk, toekennen=True, reden="Inspanning en haalbaarheid.", door=tess
        )

        # Dan: het cijfer blijft wat het is, de ladder gaat niet omhoog en dat is te zien.
        rij = overzicht(noor).rijen[0]
        assert rij.stand.boeking.achterstand == 11
        assert (rij.voorstel.uitkomst, rij.voorstel_naam) == (Uitkomst.VERSCHOONBAAR, "T0 Regulier")
        assert [r.overheid.naam for r in overzicht(noor, kies="pauze").rijen] == ["Kaagdorp"]
        assert not Dossier.objects.exists()

    # En: een halfjaar later telt de grond niet meer; de woningen kwamen er niet.
    with klok_op(dt.date(2027, 1, 20)):
        w.laad_en_stel_vast(*w.reeks("GM9915", ("2026-2", 40, 40)), door=noor, tweede=rik)
        voorstel = gemeentebeeld(noor, kaagdorp.pk).voorstel
        assert (voorstel.uitkomst, voorstel.trede, voorstel.reeks) == (Uitkomst.HOGER, "t3a", 2)
