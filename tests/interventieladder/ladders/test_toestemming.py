"""Consent and spending room (finance.md 1.7, Gw 208): the table, silence, conditions, versions, the order."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from interventieladder.financieel.kader import _vrij, kader
from interventieladder.financieel.uitgaven import Post, Uitgave, Vrijeruimte, Vrijval, beoordeel
from interventieladder.forms.goedkeuring import _lees_bedrag
from interventieladder.models import Bestedingsruimte, Toestemming
from interventieladder.models.toestemming import gebruikt, toegestaan
from interventieladder.selectors.bestedingsruimte import ruimtepagina
from interventieladder.services.bestedingsruimte import NieuweRuimte, Vrijpost, leg_ruimte_vast
from interventieladder.services.klok import draai_klok
from interventieladder.services.stapzetting import zet_stap
from interventieladder.standen.toestemming import PLAN
from tests.factories import SecretariaatFactory, UserFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.collegewereld import gehouden_op, notulen, rij
from tests.interventieladder.ladders.financieel import (
    beslis,
    besluit,
    einde,
    vers,
    verstuur,
    vraag_toestemming,
)
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap, tabel
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.transitions import OvergangGeweigerd, OvergangNietMogelijk

pytestmark = pytest.mark.django_db
MLN = Decimal(1_000_000)
LADDER = {
    ("aangevraagd", "niet_nodig"): "niet_nodig",
    ("aangevraagd", "besluit_verlenen"): "verleend",
    ("van_rechtswege", "besluit_verlenen"): "verleend",
    ("aangevraagd", "besluit_weigeren"): "geweigerd",
    ("van_rechtswege", "besluit_weigeren"): "geweigerd",
    ("aangevraagd", "verleen_van_rechtswege"): "van_rechtswege",
    ("van_rechtswege", "bevestig"): "bevestigd",
    ("aangevraagd", "trek_in"): "ingetrokken",
}


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2027-03-08")):
        yield


def ruimte(overheid, besloten_op="2026-12-15", besluit="GS-1", **velden):
    """A version as GS decided it; the whole budget of last year unless told."""
    nieuw = NieuweRuimte(
        **{
            "overheid_id": overheid.pk,
            "jaar": 2027,
            "basis_bedrag": Decimal(55800000),
            "basis": "Lasten van de begroting 2026",
            "geldig_van": dag("2027-01-01"),
            "notulen": notulen(dag(besloten_op), besluit),
            "verzonden_op": dag("2026-12-17"),
            "reden": "Bestaand beleid gaat door.",
            **velden,
        }
    )
    return leg_ruimte_vast(nieuw=nieuw, door=SecretariaatFactory())


def noodzaak(b):
    feit(b, "noodzaak", oordeel="onuitstelbaar_onontkoombaar", motivering="Het wegdek is onveilig.")


def test_the_declarations_are_the_table():
    assert tabel(PLAN.code) == LADDER


@pytest.mark.parametrize("stand", ["aangevraagd", "van_rechtswege"])
def test_every_state_refuses_what_is_not_in_the_table_or_lacks_its_facts(stand):
    b = vraag_toestemming()
    type(b.dossier).objects.filter(pk=b.dossier.pk).update(stand=stand)
    for naam in ("niet_nodig", "verleen_van_rechtswege", "bevestig", "trek_in"):
        with pytest.raises((OvergangGeweigerd, OvergangNietMogelijk, GeenRecht)) as fout:
            zet_stap(dossier_id=b.dossier.pk, stap=naam, door=b.mensen.opsteller)
        assert isinstance(fout.value, OvergangNietMogelijk) == ((stand, naam) not in LADDER)


# -- two months and silence --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verzonden", "laatste"),
    [
        ("2027-02-27", "2027-04-28"),  # Koningsdag
        ("2027-03-05", "2027-05-10"),  # 5 May, Hemelvaart, the day after, the weekend
    ],
)
def test_two_months_from_sending_roll_over_holidays(verzonden, laatste):
    b = vraag_toestemming(verzonden=verzonden)
    assert einde(b, "toestemming") == dag(laatste)


def test_silence_is_consent_with_the_day_of_the_law():
    b = vraag_toestemming()
    with klok_op(dag("2027-04-28")):
        assert draai_klok() == 0
    with klok_op(dag("2027-05-12")):
        assert draai_klok() == 1
        assert draai_klok() == 0
        zaak = vers(b).toestemming
        assert (b.dossier.stand, zaak.uitkomst_op) == ("van_rechtswege", dag("2027-04-29"))
        assert toegestaan([zaak.overheid_id], 2027) == Decimal(350_000)
        assert bezwaren(b, "bevestig") == {"G-BEVESTIGING-VERZONDEN"}
        feit(b, "bevestiging_verzonden")
        assert stap(b, "bevestig") == "bevestigd"
    assert vers(b).toestemming.uitkomst == "van_rechtswege"


def test_decided_but_unsent_does_not_stop_the_clock_and_sent_on_the_last_day_does():
    op_tijd, te_laat = vraag_toestemming(), vraag_toestemming()
    for b in (op_tijd, te_laat):
        noodzaak(b)
    with klok_op(dag("2027-04-27")):
        voorstellen = [besluit(b, "besluit_verlenen") for b in (op_tijd, te_laat)]
    with klok_op(dag("2027-04-30")):
        assert draai_klok() == 2
        assert verstuur(op_tijd, voorstellen[0], dag("2027-04-28")) == "verleend"
        with pytest.raises(OvergangGeweigerd, match="de wet heeft al beslist"):
            verstuur(te_laat, voorstellen[1])
    assert vers(op_tijd).toestemming.uitkomst_op == dag("2027-04-28")
    assert vers(te_laat).toestemming.uitkomst == "van_rechtswege"


# -- deciding ----------------------------------------------------------------------------------------


def test_consent_can_carry_conditions():
    b = vraag_toestemming()
    assert "G-NOODZAAK" in bezwaren(b, "besluit_verlenen")
    noodzaak(b)
    feit(b, "voorschriften", tekst="Meld de gunning binnen een week.")
    assert beslis(b, "besluit_verlenen") == "verleend"
    assert vers(b).toestemming.voorschriften == "Meld de gunning binnen een week."


def test_refusal_by_gs_on_a_ground_of_the_law_without_conditions():
    b = vraag_toestemming()
    noodzaak(b)
    feit(b, "voorschriften", tekst="Meld de gunning.")
    assert bezwaren(b, "besluit_weigeren") == {"G-WEIGERINGSGROND", "G-GEEN-VOORSCHRIFT"}
    b = vraag_toestemming()
    noodzaak(b)
    feit(b, "weigeringsgrond", grond="algemeen_financieel_belang", motivering="Geen urgentie.")
    voorstel = besluit(b, "besluit_weigeren")
    assert voorstel.niveau == "gs"
    assert verstuur(b, voorstel) == "geweigerd"


@pytest.mark.parametrize(
    "velden",
    [
        {"uitkomst": "geweigerd", "uitkomst_op": "2027-03-01"},
        {"voorschriften": "x"},
        {"uitkomst": "niet_nodig", "uitkomst_op": "2027-03-01"},
        {"vrijval": "plafond"},
        {"uitkomst": "verleend"},
    ],
)
def test_the_database_holds_the_same_rules(velden):
    b = vraag_toestemming()
    with pytest.raises(IntegrityError), transaction.atomic():
        Toestemming.objects.filter(dossier=b.dossier).update(**velden)


def test_withdrawn():
    b = vraag_toestemming()
    assert bezwaren(b, "trek_in") == {"G-INTREKKING"}
    feit(b, "intrekking")
    assert stap(b, "trek_in") == "ingetrokken"


# -- what is free, in the order of the law -----------------------------------------------------------

RUIMTE = Vrijeruimte(
    Decimal(100),
    Decimal(60),
    (Post("Wegen", Decimal(30), Decimal(10)), Post("Zorg"), Post("Groen", Decimal(5))),
)


@pytest.mark.parametrize(
    ("uitgave", "uitkomst", "toetsen"),
    [
        (Uitgave(Decimal(500), eerder_aangegaan=True, verplicht=True), Vrijval.EERDER_AANGEGAAN, 1),
        (Uitgave(Decimal(500), verplicht=True), Vrijval.VERPLICHT, 2),
        (Uitgave(Decimal(20), " wegen "), Vrijval.VRIJE_POST, 3),
        (Uitgave(Decimal(500), "Zorg"), Vrijval.VRIJE_POST, 3),
        (Uitgave(Decimal(21), "Wegen"), Vrijval.PLAFOND, 4),  # the post is full, the ceiling is not
        (Uitgave(Decimal(40), "Sport"), Vrijval.PLAFOND, 4),
        (Uitgave(Decimal(41), "Sport"), Vrijval.TOESTEMMING_NODIG, 5),
        (Uitgave(Decimal("40.01"), "Groen"), Vrijval.TOESTEMMING_NODIG, 5),
    ],
)
def test_the_first_test_that_fits_counts_and_all_are_told(uitgave, uitkomst, toetsen):
    oordeel = beoordeel(uitgave, RUIMTE)
    assert (oordeel.uitkomst, len(oordeel.stappen)) == (uitkomst, toetsen)
    assert oordeel.vrij == (uitkomst is not Vrijval.TOESTEMMING_NODIG)


def test_without_room_only_older_and_mandatory_obligations_are_free():
    assert beoordeel(Uitgave(Decimal(1)), None).uitkomst is Vrijval.TOESTEMMING_NODIG
    assert beoordeel(Uitgave(Decimal(1), verplicht=True), None).uitkomst is Vrijval.VERPLICHT


def test_what_is_free_by_practice_is_a_choice_of_the_province():
    """Only 208 lid 5 is law; older and mandatory obligations are free because the province says so (kader.toml)."""
    assert kader().vrij_zonder_toestemming == ("eerder_aangegaan", "verplicht")
    for uitgave in (Uitgave(Decimal(1), eerder_aangegaan=True), Uitgave(Decimal(1), verplicht=True)):
        vrij = beoordeel(uitgave, None)
        assert vrij.vrij
        assert "vrij (werkwijze van de provincie)" in vrij.stappen[-1]
        streng = beoordeel(uitgave, None, werkwijze=())
        assert streng.uitkomst is Vrijval.TOESTEMMING_NODIG
        assert "volgens de werkwijze van de provincie niet vrij" in " ".join(streng.stappen)


def test_the_switch_knows_two_kinds_and_no_other():
    assert _vrij(["verplicht", "verplicht"]) == ("verplicht",)
    with pytest.raises(ValueError, match="alles"):
        _vrij(["verplicht", "alles"])


def test_a_free_post_of_nothing_is_not_a_post_without_limit():
    gemeente, mensen = maak_gemeente(), maak_mensen()
    versie = ruimte(
        gemeente, basis_bedrag=Decimal(0), posten=[Vrijpost("Wegen", Decimal(0)), Vrijpost("Zorg")]
    )
    grenzen = {p.naam: p.bedrag for p in versie.als_ruimte().posten}
    assert grenzen == {"Wegen": Decimal(0), "Zorg": None}
    assert bezwaren(vraag_toestemming(gemeente, mensen, post="Wegen"), "niet_nodig") == {"G-VRIJ"}


@pytest.mark.parametrize(
    ("getypt", "bedrag"),
    [
        ("250000,50", "250000.50"),
        ("250.000,50", "250000.50"),
        ("€ 250.000", "250000"),
        ("0", "0"),
    ],
)
def test_an_amount_behind_a_post_reads_as_everywhere(getypt, bedrag):
    assert _lees_bedrag(getypt, f"Wegen; {getypt}") == Decimal(bedrag)


def test_what_is_no_amount_behind_a_post_is_refused_with_its_line():
    for getypt in ("", "veel", "1.2.3", "250000.50"):
        with pytest.raises(ValidationError, match="Geen bedrag achter de puntkomma: Wegen"):
            _lees_bedrag(getypt, f"Wegen; {getypt}")


def test_not_needed_within_the_ceiling_and_it_is_used_up():
    gemeente, mensen = maak_gemeente(), maak_mensen()
    ruimte(gemeente, basis_bedrag=Decimal(500_000))
    eerste, tweede = (vraag_toestemming(gemeente, mensen) for _ in range(2))
    assert stap(eerste, "niet_nodig") == "niet_nodig"
    assert gebruikt([gemeente.pk], 2027, Vrijval.PLAFOND) == Decimal(350_000)
    assert bezwaren(tweede, "niet_nodig") == {"G-VRIJ"}
    verplicht = vraag_toestemming(gemeente, mensen, verplicht=True)
    assert stap(verplicht, "niet_nodig") == "niet_nodig"
    assert gebruikt([gemeente.pk], 2027, Vrijval.PLAFOND) == Decimal(350_000)  # mandatory does not count


# -- versions ----------------------------------------------------------------------------------------


def test_versions_follow_each_other_and_are_never_overwritten():
    """55,8 mln, cut to 70 per cent because the recovery plan was late, back to all, plus an amendment."""
    gemeente = maak_gemeente(naam="Meerwijde")
    een = ruimte(gemeente)
    with klok_op(dag("2027-06-08")):
        twee = ruimte(
            gemeente,
            percentage=Decimal(70),
            geldig_van=dag("2027-06-06"),
            besloten_op="2027-06-06",
            verzonden_op=dag("2027-06-06"),
            besluit="GS-2",
            reden="Het herstelplan van 18 mei bleef uit.",
        )
    with klok_op(dag("2027-09-01")):
        later = {"besloten_op": "2027-09-01", "verzonden_op": dag("2027-09-01")}
        drie = ruimte(
            gemeente, geldig_van=dag("2027-09-01"), besluit="GS-3", reden="Het plan is er.", **later
        )
    with klok_op(dag("2027-10-01")):
        later = {"besloten_op": "2027-10-01", "verzonden_op": dag("2027-10-01")}
        vier = ruimte(
            gemeente,
            geldig_van=dag("2027-10-01"),
            toevoeging=Decimal(5_348_900),
            besluit="GS-4",
            reden="Wijziging goedgekeurd.",
            **later,
        )
    assert [r.plafond for r in (een, twee, drie, vier)] == [
        Decimal("55800000.00"),
        Decimal("39060000.00"),
        Decimal("55800000.00"),
        Decimal("61148900.00"),
    ]
    op = {
        "2027-01-01": 1,
        "2027-06-05": 1,
        "2027-06-06": 2,
        "2027-08-31": 2,
        "2027-09-01": 3,
        "2027-10-01": 4,
        "2027-12-31": 4,
    }
    for datum, versie in op.items():
        assert Bestedingsruimte.objects.geldend(gemeente.pk, 2027, dag(datum)).versie == versie
    assert Bestedingsruimte.objects.geldend(gemeente.pk, 2027, dag("2028-01-01")) is None
    een.refresh_from_db()
    assert (een.percentage, een.geldig_tot) == (Decimal(100), dag("2027-06-05"))


def test_the_database_refuses_overlap_change_and_removal():
    een = ruimte(maak_gemeente())
    velden = {f.name: getattr(een, f.name) for f in Bestedingsruimte._meta.fields if f.name != "id"}
    with pytest.raises(IntegrityError, match="rust op een vergadering"), transaction.atomic():
        Bestedingsruimte.objects.create(**{**velden, "jaar": 2028, "collegebesluit": None})
    ander_overheid = maak_gemeente()
    twee, vier = (rij(een.overheid, dag("2026-12-15")) for _ in range(2))
    drie = rij(ander_overheid, dag("2026-12-15"))
    with pytest.raises(IntegrityError, match="met haar dag en nummer"), transaction.atomic():
        Bestedingsruimte.objects.create(**{**velden, "jaar": 2028, "collegebesluit": twee})  # another number
    velden |= {"collegebesluit": twee, "besluit": twee.nummer}
    with pytest.raises(IntegrityError, match="zonder_overlap"), transaction.atomic():
        Bestedingsruimte.objects.create(**{**velden, "versie": 2, "geldig_van": dag("2027-12-31")})
    for sql in (
        "UPDATE interventieladder_bestedingsruimte SET percentage = 70 WHERE id = %s",
        "UPDATE interventieladder_bestedingsruimte SET geldig_tot = '2028-01-01' WHERE id = %s",
        "DELETE FROM interventieladder_bestedingsruimte WHERE id = %s",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [een.pk])
    ander = {
        **velden,
        "overheid": ander_overheid,
        "versie": 1,
        "collegebesluit": drie,
        "besluit": drie.nummer,
    }
    assert Bestedingsruimte.objects.create(**ander).pk  # another body is free
    assert Bestedingsruimte.objects.create(
        **{**velden, "jaar": 2028, "collegebesluit": vier, "besluit": vier.nummer}
    ).pk  # and another year


@pytest.mark.parametrize(
    ("velden", "woord"),
    [
        ({"percentage": Decimal(101)}, "percentage"),
        ({"basis_bedrag": Decimal(-1)}, "nul of hoger"),
        ({"basis": " "}, "waarop het bedrag berust"),
        ({"geldig_van": dag("2026-12-31")}, "op een dag in 2027"),
        ({"verzonden_op": dag("2026-12-14")}, "Verzenden kan niet"),
        ({"verzonden_op": dag("2027-03-09")}, "in de toekomst"),
        ({"posten": [Vrijpost("Wegen"), Vrijpost("wegen")]}, "één keer"),
    ],
)
def test_a_wrong_version_is_refused_with_what_to_do(velden, woord):
    with pytest.raises(Weigering, match=woord):
        ruimte(maak_gemeente(), **velden)


def test_a_version_comes_last_and_only_the_secretariat_registers_it():
    gemeente = maak_gemeente()
    ruimte(gemeente)
    with pytest.raises(Conflict, match="gaat later in"):
        ruimte(gemeente)
    nu = dag("2027-03-08")
    nieuw = NieuweRuimte(gemeente.pk, 2027, MLN, "x", nu, notulen(nu), nu, "r")
    with pytest.raises(GeenRecht):
        leg_ruimte_vast(nieuw=nieuw, door=maak_mensen().opsteller)


# -- the page ----------------------------------------------------------------------------------------


def test_the_page_tells_what_was_used_and_what_is_left():
    gemeente, mensen = maak_gemeente(), maak_mensen()
    ruimte(gemeente, basis_bedrag=Decimal(500_000), posten=[Vrijpost("Zorg", Decimal(90_000))])
    stap(vraag_toestemming(gemeente, mensen), "niet_nodig")
    b = vraag_toestemming(gemeente, mensen, bedrag=Decimal(200_000))
    noodzaak(b)
    beslis(b, "besluit_verlenen")
    p = ruimtepagina(mensen.opsteller, gemeente, 2027)
    assert (p.binnen, p.over, p.toegestaan, p.verbruik) == (
        "€ 350.000",
        "€ 150.000",
        "€ 200.000",
        "€ 550.000",
    )
    client = Client()
    client.force_login(mensen.opsteller)
    adres = reverse("bestedingsruimte", args=[gemeente.code, 2027])
    pagina = client.get(adres).content.decode()
    for woord in ("Nog € 150.000 over", "Zorg: tot € 90.000", "geldt nu", "GS-1"):
        assert woord in pagina
    nieuw = reverse("bestedingsruimte_nieuw", args=[gemeente.code, 2027])
    assert client.get(nieuw).status_code == 403
    client.force_login(UserFactory())
    assert client.get(adres).status_code == 403
    client.force_login(SecretariaatFactory())
    assert client.post(nieuw, {}).status_code == 422
    antwoord = client.post(
        nieuw,
        {
            "basis_bedrag": "500000",
            "basis": "Begroting 2026",
            "percentage": "70",
            "posten": "Zorg; 90.000\nWegen",
            "vergadering": gehouden_op(dag("2027-03-08")).pk,
            "agendapunt": "4",
            "nummer": "GS-2",
            "verzonden_op": "2027-03-08",
            "geldig_van": "2027-03-08",
            "reden": "Plan te laat.",
        },
    )
    assert antwoord.status_code == 303
    assert "Overschreden met" not in client.get(adres).content.decode()
    assert Bestedingsruimte.objects.get(versie=2).posten == [
        {"naam": "Zorg", "bedrag": "90000"},
        {"naam": "Wegen", "bedrag": ""},
    ]


def test_the_page_is_read_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    gemeente, mensen = maak_gemeente(), maak_mensen()
    ruimte(gemeente)
    for _ in range(4):
        vraag_toestemming(gemeente, mensen)
    mensen.opsteller.get_all_permissions()
    with django_assert_max_num_queries(5):
        ruimtepagina(mensen.opsteller, gemeente, 2027)


def test_opening_by_the_form(client):
    mensen, gemeente = maak_mensen(), maak_gemeente()
    client.force_login(mensen.opsteller)
    adres = reverse("toestemming_nieuw")
    assert client.get(adres).status_code == 200
    velden = {
        "overheid": gemeente.pk,
        "jaar": 2027,
        "post": "Wegen",
        "bedrag": "350000",
        "verzonden_op": "2027-02-27",
        "ontvangen_op": "2027-03-01",
        "omschrijving": "Asfalt.",
    }
    assert client.post(adres, {**velden, "bedrag": "0"}).status_code == 422
    antwoord = client.post(adres, velden)
    assert antwoord.status_code == 303
    pagina = client.get(antwoord.url).content.decode()
    for woord in ("Er geldt op die dag geen bestedingsruimte", "€ 350.000", "28 april 2027"):
        assert woord in pagina
    client.force_login(UserFactory())
    assert client.get(adres).status_code == 403
