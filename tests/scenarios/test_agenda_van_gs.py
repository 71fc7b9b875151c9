"""ladder.md 5.2: de agenda van GS, met te weinig leden, een aangehouden punt, en een besluit buiten vergadering."""

import datetime as dt

import pytest

from interventieladder.models import GSLid
from interventieladder.services import agenda, schriftelijk, vergaderingen
from interventieladder.services.agenda import Uitkomst
from tests.interventieladder.bouw import maak_gs
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core import clock
from toezicht.core.fouten import GeenRecht, Weigering

pytestmark = pytest.mark.django_db
STAP = "sla_over_naar_voornemen"


def voorstel_voor_gs():
    zaak = Verhaal.begint_op("t2")
    zaak.bereid_voor(STAP)
    maak_gs()
    return zaak, zaak.voorgelegd(STAP)


def leden(*namen):
    return list(GSLid.objects.filter(naam__in=namen).values_list("pk", flat=True))


def test_te_weinig_leden_dan_aangehouden_en_een_week_later_besloten():
    """Dinsdag komen er twee van de vijf; woensdag wordt het aangehouden; de week erna beslissen GS."""
    with op(dag(2026, 10, 20)):
        zaak, voorstel = voorstel_voor_gs()
        sofie = zaak.mensen.secretariaat
        dinsdag = vergaderingen.plan_vergadering(datum=dag(2026, 10, 20), soort="gewoon", door=sofie)
        agenda.agendeer(vergadering_id=dinsdag.pk, voorstel_ids=[voorstel.pk], door=sofie)
        woensdag = vergaderingen.stel_geen_quorum_vast(
            vergadering_id=dinsdag.pk,
            aanwezig_ids=leden("Aalbers", "Brand"),
            tweede_op=dag(2026, 10, 21),
            door=sofie,
        )
        volgende = vergaderingen.plan_vergadering(datum=dag(2026, 10, 27), soort="gewoon", door=sofie)
    with op(dag(2026, 10, 21)):
        vergaderingen.leg_aanwezigheid_vast(
            vergadering_id=woensdag.pk, aanwezig_ids=leden("Aalbers"), door=sofie
        )
        agenda.registreer_uitkomst(
            punt_id=woensdag.punten.get().pk,
            uitkomst=Uitkomst("aangehouden", reden="Eerst met de wethouder bellen.", naar_id=volgende.pk),
            door=sofie,
        )
    with op(dag(2026, 10, 27)):
        vergaderingen.leg_aanwezigheid_vast(
            vergadering_id=volgende.pk, aanwezig_ids=leden("Aalbers", "Brand", "Cremer"), door=sofie
        )
        punt = agenda.registreer_uitkomst(
            punt_id=volgende.punten.get().pk,
            uitkomst=Uitkomst("goedgekeurd", nummer="GS-2026-0700"),
            door=sofie,
        )
    assert (punt.besluit.besloten_op, punt.besluit.agendapunt) == (dag(2026, 10, 27), "1")
    assert punt.vervolg_op.toelichting == "Eerst met de wethouder bellen."
    assert punt.vervolg_op.vervolg_op.vergadering == dinsdag


def test_schriftelijk_beslist_als_de_vergadering_te_laat_komt():
    """Op donderdag rondgestuurd; vrijdagochtend valt het besluit met het derde akkoord."""
    with op(dag(2026, 10, 22), 9):
        zaak, voorstel = voorstel_voor_gs()
        sofie = zaak.mensen.secretariaat
        spoed = vergaderingen.plan_vergadering(datum=dag(2026, 10, 22), soort="schriftelijk", door=sofie)
        punt = agenda.agendeer(vergadering_id=spoed.pk, voorstel_ids=[voorstel.pk], door=sofie)[0]
    with op(dag(2026, 10, 23), 12):
        for uur, lid_id in enumerate(leden("Aalbers", "Brand"), 8):
            _akkoord(punt, lid_id, uur, sofie)
        with pytest.raises(Weigering, match="2 akkoord"):
            agenda.registreer_uitkomst(
                punt_id=punt.pk, uitkomst=Uitkomst("goedgekeurd", nummer="GS-S-1"), door=sofie
            )
        with pytest.raises(GeenRecht):
            agenda.registreer_uitkomst(
                punt_id=punt.pk,
                uitkomst=Uitkomst("goedgekeurd", nummer="GS-S-1"),
                door=zaak.mensen.gedeputeerde,
            )
        _akkoord(punt, leden("Cremer")[0], 11, sofie)
        klaar = agenda.registreer_uitkomst(
            punt_id=punt.pk, uitkomst=Uitkomst("goedgekeurd", nummer="GS-S-1"), door=sofie
        )
    assert klaar.besluit.besloten_op == dag(2026, 10, 23)
    assert [lid.naam for lid in klaar.besluit.beslissende_leden] == ["Aalbers", "Brand", "Cremer"]


def _akkoord(punt, lid_id, uur, door):
    schriftelijk.leg_antwoord_vast(
        punt_id=punt.pk,
        lid_id=lid_id,
        antwoord="akkoord",
        op=clock.moment(clock.vandaag(), dt.time(uur, 0)),
        door=door,
    )
