"""Een gemeente voldoet voor de peildatum, nadat het voornemen al was verstuurd.

Duinrand stond op 1 juli 2026 17 mensen achter en kreeg een voornemen tot indeplaatsstelling (T4). Bij de
tussenmeting van 1 oktober is de hele opgave van het halfjaar gehaald. De provincie ziet af van het besluit,
en alles wat er lag blijft staan: een rechter kan er later nog naar vragen (procesbelang).
"""

import datetime as dt

import pytest

from interventieladder.models import Brief, Dossier, Ladderstap, Verzending
from interventieladder.selectors.huisvesting import gemeentebeeld
from interventieladder.selectors.tredevoorstel import Uitkomst
from interventieladder.treden import Stand
from signalen.selectors.huisvesting import verloop
from tests import huisvestingwereld as w
from tests.interventieladder.bouw import BEGIN, VANDAAG, klaar_voor, maak_gemeente
from tests.interventieladder.dienst import zet
from toezicht.core.clock import klok_op, moment
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db
VANAF = dt.date(2026, 7, 15)


def test_vroeg_voldaan_het_voornemen_vervalt_en_niets_verdwijnt():
    # Gegeven: 17 achterstand op 1 juli 2026, vastgesteld op 15 juli.
    with klok_op(VANAF):
        duinrand = maak_gemeente(naam="Duinrand", code="GM9907")
        noor, rik = w.toezichthouder(), w.coordinator()
        w.laad_en_stel_vast(
            *w.reeks(duinrand.code, ("2026-1", 24, 19), achterstand=12), door=noor, tweede=rik
        )

    # En: het voornemen ligt er; alles voor het afzien is in het dossier bewezen en besloten.
    with klok_op(VANDAAG):
        zaak = klaar_voor(
            Stand.T4,
            "zie_af",
            overheid=duinrand,
            domein="huisvesting",
            taak="huisvesting_vergunninghouders",
        )
        brieven, verzonden = Brief.objects.count(), Verzending.objects.count()
        assert gemeentebeeld(noor, duinrand.pk).voorstel.trede == Stand.T4

        # Als: de tussenmeting van 1 oktober laat zien dat 41 mensen zijn gehuisvest.
        w.laad_en_stel_vast(
            w.taak("2026-2", duinrand.code, 24),
            w.gehuisvest("2026-2", duinrand.code, 41, "2026-10-01"),
            door=noor,
            tweede=rik,
        )

        # Dan: het voorstel is T0, met nog één meting op de peildatum.
        voorstel = gemeentebeeld(noor, duinrand.pk).voorstel
        assert (voorstel.uitkomst, voorstel.trede) == (Uitkomst.VOLDAAN, "")
        assert voorstel.nazorg_op == dt.date(2027, 1, 1)
        assert "al tijdens het tweede halfjaar 2026" in voorstel.waarom

        # Maar: de cijfers zetten zelf niets in beweging; het dossier staat nog op T4.
        assert Dossier.objects.get(pk=zaak.dossier.pk).stand == Stand.T4

        # Als: mensen besluiten af te zien.
        zet(zaak, "zie_af")

    # Dan: het dossier is dicht, en de treden, brieven en verzendingen zijn er nog.
    dossier = Dossier.objects.get(pk=zaak.dossier.pk)
    assert (dossier.stand, dossier.sluitreden) == (Stand.AFGESLOTEN, "afgezien")
    assert Ladderstap.objects.filter(dossier=dossier, trede=Stand.T4, van=BEGIN).exists()
    assert (Brief.objects.count(), Verzending.objects.count()) == (brieven, verzonden)
    assert Logboekregel.objects.filter(onderwerp_soort="dossier", handeling="zie_af").exists()

    # En: wat toen de achterstand was, is nog steeds op te vragen.
    toen = verloop(
        duinrand.pk,
        peildatum=dt.date(2026, 8, 3),
        kennisdatum=moment(dt.date(2026, 8, 3)),
        user=None,
    )
    assert toen.laatste.boeking.saldo_eind == 17
