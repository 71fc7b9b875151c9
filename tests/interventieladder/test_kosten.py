"""The cost lines of T6: recorded, corrected by new lines, settled by a second person, never overwritten."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from interventieladder.models import Kostenregel, Ladderstap
from interventieladder.selectors.kosten import kostenstaat
from interventieladder.services.kosten import Kosten, leg_kosten_vast
from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from tests.factories import GedeputeerdeFactory
from tests.interventieladder.bouw import (
    VANDAAG,
    klaar_voor,
    maak_besluit,
    maak_dossier,
    maak_stuk,
    maak_voorstel,
)
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.core.transitions import toets_overgang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def kosten(**anders):
    return Kosten(
        **{
            "datum": VANDAAG,
            "soort": "werken",
            "omschrijving": "Stellingen",
            "bedrag": Decimal(800),
            **anders,
        }
    )


def leg(b, door=None, **anders):
    extra = {k: anders.pop(k) for k in ("vervangt_id", "correctiereden") if k in anders}
    return leg_kosten_vast(
        dossier_id=b.dossier.pk, kosten=kosten(**anders), door=door or b.mensen.opsteller, **extra
    )


UREN = {"soort": "uren", "bedrag": None, "omschrijving": "Toezichthouder"}


def test_hours_times_rate_is_rounded_to_cents_and_all_is_added_up():
    b = maak_dossier("t6")
    leg(b, **UREN, uren=Decimal("7.25"), tarief=Decimal("87.33"))
    leg(b, soort="inhuur", bedrag=Decimal("1200.10"), factuur_id=maak_stuk(b, "factuur").pk)
    staat = kostenstaat(b.vers(), b.mensen.opsteller)
    assert [r.bedrag for r in staat.rijen] == ["€ 633,14", "€ 1.200,10"]
    assert staat.rijen[0].uit == "7,25 uur × € 87,33"
    assert (staat.totaal, staat.mag) == ("€ 1.833,24", True)
    assert staat.ten_laste_van == b.dossier.overheid.naam


def test_a_correction_is_a_new_line_with_a_reason():
    b = maak_dossier("t6")
    fout = leg(b)
    with pytest.raises(Weigering, match="reden van de correctie"):
        leg(b, vervangt_id=fout.pk, bedrag=Decimal(80))
    leg(b, vervangt_id=fout.pk, bedrag=Decimal(0), correctiereden="Dubbel geboekt.")
    assert kostenstaat(b.vers(), b.mensen.opsteller).totaal == "€ 0"
    assert Kostenregel.objects.count() == 2
    with pytest.raises(Conflict, match="al gecorrigeerd"):
        leg(b, vervangt_id=fout.pk, correctiereden="Nog eens.")
    daden = Logboekregel.objects.filter(onderwerp_soort="kostenregel").order_by("pk")
    assert [r.handeling for r in daden] == ["kosten_vastgelegd", "kosten_gecorrigeerd"]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"soort": "reis"}, "Kies de soort"),
        ({"bedrag": None}, "Vul het bedrag in"),
        ({"bedrag": Decimal(-1)}, "positief getal"),
        ({"bedrag": Decimal("1.005")}, "twee decimalen"),
        ({"bedrag": Decimal("NaN")}, "Vul het bedrag in"),
        ({"bedrag": Decimal(10) ** 11}, "positief getal"),
        ({"uren": Decimal(1)}, "Geef een bedrag"),
        ({**UREN, "uren": Decimal(0), "tarief": Decimal(80)}, "aantal uren"),
        ({**UREN, "uren": Decimal(2)}, "tarief per uur"),
        ({"soort": "uren"}, "geen bedrag"),
        ({"omschrijving": " "}, "waarvoor de kosten zijn"),
        ({"omschrijving": "x" * 201}, "hoogstens 200"),
        ({"datum": VANDAAG.replace(year=2027)}, "toekomst"),
        ({"factuur_id": 999}, "factuur uit dit dossier"),
    ],
)
def test_bad_input_is_refused_in_dutch(anders, zin):
    with pytest.raises(Weigering, match=zin):
        leg(maak_dossier("t6"), **anders)


def test_only_in_the_execution_and_only_by_who_works_on_it():
    with pytest.raises(Conflict, match="vanaf T6"):
        leg(maak_dossier("t5"))
    b = maak_dossier("t6")
    with pytest.raises(GeenRecht):
        leg(b, door=GedeputeerdeFactory())
    assert kostenstaat(maak_dossier("t5").vers(), b.mensen.opsteller) is None


def test_the_end_of_the_execution_waits_until_the_costs_are_settled():
    b = klaar_voor("t6", "rond_uitvoering_af", {"G-KOSTEN": "geen"})
    assert [x.code for x in toets_overgang(b.regels, b.toets())] == ["G-KOSTEN"]
    feit = leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort="kosten_vastgesteld",
        datum=VANDAAG,
        waarden={"bedrag": "1250.50"},
        door=b.mensen.opsteller,
    )
    assert toets_overgang(b.regels, b.toets()), "a second person must verify it"
    verifieer_feit(feit_id=feit.pk, door=b.mensen.lezer)
    assert toets_overgang(b.regels, b.toets()) == []
    leg(b, bedrag=Decimal(1250))
    assert toets_overgang(b.regels, b.toets())[0].wat == (
        "Vastgesteld is € 1.250,50, maar de regels tellen op tot € 2.500,50. Stel de kosten opnieuw vast."
    )


def test_the_database_refuses_what_code_may_not_do():
    b = maak_dossier("t6")
    regel = leg(b, **UREN, uren=Decimal(2), tarief=Decimal(80))
    ander = maak_dossier("t6")
    t5 = maak_dossier("t5")
    kolommen = (
        "dossier_id, datum, soort, omschrijving, bedrag, vastgelegd_door_id, vastgelegd_op, correctiereden,"
        " uren, tarief, vervangt_id"
    )

    def voeg_toe(dossier, soort="werken", bedrag="1", uren="NULL", tarief="NULL", vervangt="NULL", reden=""):
        return (
            f"INSERT INTO interventieladder_kostenregel ({kolommen}) VALUES ({dossier.pk}, '2026-10-01', "
            f"'{soort}', 'x', {bedrag}, {b.mensen.opsteller.pk}, now(), '{reden}', {uren}, {tarief}, {vervangt})"
        )

    for opdracht in (
        "UPDATE interventieladder_kostenregel SET bedrag = 1",
        "DELETE FROM interventieladder_kostenregel",
        voeg_toe(t5.dossier),
        voeg_toe(b.dossier, bedrag="-1"),
        voeg_toe(b.dossier, soort="uren"),
        voeg_toe(b.dossier, soort="uren", uren="2", tarief="80", bedrag="161"),
        voeg_toe(ander.dossier, vervangt=regel.pk, reden="y"),
        voeg_toe(b.dossier, vervangt=regel.pk),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(opdracht)
    assert Kostenregel.objects.get().bedrag == Decimal(160)


def test_the_page_records_and_corrects(client):
    b = maak_dossier("t6")
    client.force_login(b.mensen.opsteller)
    pad = reverse("dossier_kosten", args=[b.dossier.nummer])
    invoer = {"datum": "2026-10-01", "soort": "werken", "omschrijving": "Stellingen", "bedrag": "€ 1.099,50"}
    assert client.get(pad).status_code == 200
    assert client.post(pad, {**invoer, "bedrag": ""}).status_code == 422
    fout = client.post(pad, {**invoer, "bedrag": "99.50"})
    assert fout.status_code == 422
    assert "Geef het bedrag zoals 1.250,50." in fout.content.decode()
    assert 'type="number"' not in client.get(pad).content.decode()
    assert client.post(pad, invoer).status_code == 303
    pagina = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
    assert "€ 1.099,50" in pagina
    assert f"Ten laste van {b.dossier.overheid.naam}" in pagina
    regel = Kostenregel.objects.get()
    antwoord = client.post(
        f"{pad}?corrigeer={regel.pk}", {**invoer, "bedrag": "100", "correctiereden": "Btw."}
    )
    assert antwoord.status_code == 303
    assert client.get(f"{pad}?corrigeer=9999").status_code == 404
    assert client.get(reverse("dossier_kosten", args=[maak_dossier("t5").dossier.nummer])).status_code == 404


def test_nothing_from_before_the_decision_to_act_is_charged(client):
    """Decided on 21 September, while T5 itself began the day after."""
    b = maak_dossier("t6")
    besloten = VANDAAG - dt.timedelta(days=14)
    voorstel = maak_voorstel(b, "besluit_indeplaatsstelling", "gs", "uitgevoerd")
    maak_besluit(b, voorstel, "gs", besloten_op=besloten)
    t5 = Ladderstap.objects.filter(pk=b.stap.pk)
    t5.update(trede="t5", voorstel=voorstel, van=besloten + dt.timedelta(days=1), tot=VANDAAG, uitkomst="x")
    Ladderstap.objects.create(
        dossier=b.dossier, trede="t6", volgnummer=2, van=VANDAAG, overgang="start", bron="bouw"
    )
    with pytest.raises(Weigering, match=r"vóór het besluit tot ingrijpen \(21-9-2026\)") as fout:
        leg(b, datum=besloten - dt.timedelta(days=1))
    assert fout.value.veld == "datum"
    client.force_login(b.mensen.opsteller)
    pad = reverse("dossier_kosten", args=[b.dossier.nummer])
    invoer = {"datum": "2026-01-01", "soort": "", "omschrijving": "", "bedrag": "1"}
    form = client.post(pad, invoer).context["form"]
    assert set(form.errors) == {"datum", "soort", "omschrijving"}, "all in one round"
    assert leg(b, datum=besloten).pk
    pagina = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
    assert "21 september 2026" in pagina
