"""The pages of the agenda of GS: planning, putting on, order, outcomes, and who may do what."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interventieladder.models import Agendapunt, Besluit, GSVergadering
from tests.factories import GedeputeerdeFactory, KabinetFactory, UserFactory
from tests.interventieladder.agendawereld import (
    gehouden,
    leden,
    lid,
    op_agenda,
    status,
    vergadering,
    voor_gs,
)
from tests.interventieladder.bouw import VANDAAG, dagen
from tests.paginatekst import tekst
from toezicht.core.clock import klok_op
from toezicht.mandaten.models import Belang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def als(user):
    client = Client()
    client.force_login(user)
    return client


def url(naam, *args):
    return reverse(naam, args=args)


def test_from_waiting_to_the_outcome_by_page():
    b, voorstel = voor_gs()
    client = als(b.mensen.secretariaat)
    pagina = tekst(client.get(url("gs_agenda")))
    assert voorstel.nummer in pagina
    assert "Plan eerst een vergadering" in pagina
    client.post(url("gs_vergadering_nieuw"), {"datum": VANDAAG.isoformat(), "soort": "gewoon"})
    v = GSVergadering.objects.get()
    antwoord = client.post(url("gs_agenda"), {"vergadering": v.pk, "voorstellen": [voorstel.pk]}, follow=True)
    pagina = tekst(antwoord)
    assert f"1. {b.dossier.overheid.naam}" in pagina
    assert voorstel.gevraagd in pagina
    assert "Beslisblad" in pagina
    client.post(url("gs_vergadering_daad", v.pk, "aanwezigheid"), {"aanwezig": leden()[:3]})
    punt = Agendapunt.objects.get()
    antwoord = client.post(
        url("gs_punt", punt.pk, "uitkomst"),
        {"uitkomst": "goedgekeurd", "agendapunt": "7", "nummer": "GS-2026-0900"},
        follow=True,
    )
    assert "GS-2026-0900" in tekst(antwoord)
    assert Besluit.objects.get().punt == punt
    assert status(voorstel) == "vastgesteld"
    assert "1 punt" in tekst(client.get(url("gs_agenda")))


def test_held_over_to_the_next_meeting_by_page():
    b, voorstel = voor_gs()
    v, volgende = vergadering(b), vergadering(b, dagen(7))
    punt = op_agenda(b, v, voorstel)[0]
    gehouden(b, v)
    client = als(b.mensen.secretariaat)
    wat = {"uitkomst": "aangehouden", "agendapunt": "1", "naar": volgende.pk}
    assert "waarom het wordt aangehouden" in tekst(client.post(url("gs_punt", punt.pk, "uitkomst"), wat))
    antwoord = client.post(url("gs_punt", punt.pk, "uitkomst"), {**wat, "reden": "Cijfers."}, follow=True)
    assert "Aangehouden" in tekst(antwoord)
    assert "Verder op" in tekst(antwoord)


def test_order_by_numbers_and_off_the_agenda():
    paren = [voor_gs() for _ in range(2)]
    b = paren[0][0]
    v = vergadering(b)
    een, twee = op_agenda(b, v, *(voorstel for _, voorstel in paren))
    client = als(b.mensen.secretariaat)
    client.post(url("gs_volgorde", v.pk), {f"punt_{een.pk}": "2", f"punt_{twee.pk}": "1", "punt_x": "3"})
    assert list(v.punten.values_list("pk", flat=True)) == [twee.pk, een.pk]
    antwoord = client.post(url("gs_volgorde", v.pk), {f"punt_{een.pk}": "2"}, follow=True)
    assert "intussen gewijzigd" in tekst(antwoord)
    antwoord = client.post(url("gs_punt", een.pk, "afvoeren"), {"reden": "Nog niet af."}, follow=True)
    assert "Nog niet af." in tekst(antwoord)


def test_who_must_step_aside_stands_at_the_item():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    ids = leden()
    brand = lid("Brand")
    brand.gebruiker = b.mensen.gedeputeerde
    brand.save()
    Belang.objects.create(
        gebruiker=b.mensen.gedeputeerde, overheid=b.dossier.overheid, van=dagen(-9), toelichting="zwager"
    )
    client = als(b.mensen.secretariaat)
    assert "Opgegeven belang: Brand (zwager)" in tekst(client.get(url("gs_vergadering", v.pk)))
    antwoord = client.post(
        url("gs_punt", punt.pk, "terugtreden"), {"lid": ids[1], "reden": "Zwager."}, follow=True
    )
    assert "Treedt terug (Awb 2:4):</strong> Brand" in tekst(antwoord)


def test_the_written_procedure_by_page():
    b, voorstel = voor_gs()
    v = vergadering(b, soort="schriftelijk")
    punt = op_agenda(b, v, voorstel)[0]
    client = als(b.mensen.secretariaat)
    for lid_id in leden()[:3]:
        wat = {"lid": lid_id, "antwoord": "akkoord", "op": f"{VANDAAG.isoformat()}T09:00"}
        antwoord = client.post(url("gs_punt", punt.pk, "antwoord"), wat, follow=True)
    assert "3 van de 5 leden zijn akkoord" in tekst(antwoord)
    wat = {"uitkomst": "goedgekeurd", "agendapunt": "1", "nummer": "GS-2026-0901"}
    client.post(url("gs_punt", punt.pk, "uitkomst"), wat)
    assert Besluit.objects.get().besloten_op == VANDAAG


def test_no_quorum_by_page():
    b, voorstel = voor_gs()
    v = vergadering(b)
    op_agenda(b, v, voorstel)
    client = als(b.mensen.secretariaat)
    wat = {"aanwezig": leden()[:1], "tweede_op": dagen(1).isoformat()}
    antwoord = client.post(url("gs_vergadering_daad", v.pk, "geen-quorum"), wat, follow=True)
    assert "te weinig leden" in tekst(antwoord)
    assert GSVergadering.objects.get(soort="tweede").punten.count() == 1


def test_a_refusal_stays_on_the_form_with_what_was_typed():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    client = als(b.mensen.secretariaat)
    wat = {"uitkomst": "afgewezen", "agendapunt": "9", "nummer": "GS-1", "reden": "Onze eigen woorden."}
    antwoord = client.post(url("gs_punt", punt.pk, "uitkomst"), wat)
    assert antwoord.status_code == 422
    assert "Leg eerst vast wie" in tekst(antwoord)
    assert "Onze eigen woorden." in tekst(antwoord)


def test_the_order_of_the_day_as_pdf():
    b, voorstel = voor_gs()
    v = vergadering(b)
    op_agenda(b, v, voorstel)
    antwoord = als(b.mensen.secretariaat).get(url("gs_vergadering_pdf", v.pk))
    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.content.startswith(b"%PDF")


def test_a_deputy_reads_the_agenda_and_changes_nothing():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    client = als(GedeputeerdeFactory())
    pagina = tekst(client.get(url("gs_vergadering", v.pk)))
    assert voorstel.gevraagd in pagina
    assert "Registreer" not in pagina
    assert "Haal van de agenda" not in pagina
    for naam, *args in (
        ("gs_vergadering_nieuw",),
        ("gs_volgorde", v.pk),
        ("gs_vergadering_daad", v.pk, "aanwezigheid"),
        ("gs_punt", punt.pk, "uitkomst"),
    ):
        assert client.post(url(naam, *args), {}).status_code == 403
    wat = {"vergadering": v.pk, "voorstellen": [voorstel.pk]}
    assert client.post(url("gs_agenda"), wat).status_code in (403, 422)
    assert Agendapunt.objects.count() == 1


@pytest.mark.parametrize("wie", [UserFactory, KabinetFactory])
def test_an_outsider_keeps_out_of_the_agenda(wie):
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    client = als(wie())
    acts = [
        url("gs_vergadering_nieuw"),
        url("gs_volgorde", v.pk),
        url("gs_vergadering_daad", v.pk, "aanwezigheid"),
        url("gs_vergadering_daad", v.pk, "verzetten"),
        url("gs_punt", punt.pk, "uitkomst"),
    ]
    pages = [url("gs_agenda"), url("gs_vergadering", v.pk), url("gs_vergadering_pdf", v.pk)]
    for pad in (*acts, *(pages if wie is UserFactory else ())):
        assert client.post(pad).status_code in {403, 404, 405}
        assert client.get(pad).status_code in {403, 404, 405}


def test_unknown_meetings_items_and_acts_are_404():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    client = als(b.mensen.secretariaat)
    for pad in (
        url("gs_vergadering", 99),
        url("gs_vergadering_daad", v.pk, "iets"),
        url("gs_punt", 99, "uitkomst"),
        url("gs_punt", punt.pk, "iets"),
    ):
        assert client.get(pad).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_items(django_assert_max_num_queries):
    paren = [voor_gs() for _ in range(3)]
    b = paren[0][0]
    v = vergadering(b)
    client = als(b.mensen.secretariaat)
    op_agenda(b, v, paren[0][1])
    client.get(url("gs_vergadering", v.pk))
    with CaptureQueriesContext(connection) as een:
        client.get(url("gs_vergadering", v.pk))
    op_agenda(b, v, *(voorstel for _, voorstel in paren[1:]))
    with django_assert_max_num_queries(len(een)):
        client.get(url("gs_vergadering", v.pk))
