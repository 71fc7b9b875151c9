"""Loading: what is stored, that it stays as it is, the log line, the signals and the command."""

import datetime as dt
import io
import json
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, connection, transaction

from signalen.cijfers.codelijsten import codelijsten
from signalen.cijfers.fouten import Iv3Geweigerd
from signalen.management.demo_iv3 import als_bytes, begroting, jaarrekening
from signalen.models import CijferSet, Kengetal, Signaal
from signalen.selectors.cijfers import kengetallen_van
from signalen.services.cijfers import laad_iv3
from tests.factories import (
    BeheerderFactory,
    FinancieelToezichthouderFactory,
    OverheidFactory,
    UserFactory,
)
from tests.interventieladder.bouw import maak_gemeente
from tests.signalen.iv3_hulp import BEGROTING, JAARREKENING, gegevens, met, regel_van
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht
from toezicht.core.logboek import stand_op
from toezicht.core.models import Logboekregel
from toezicht.organisaties.models import OverheidSoort

VANDAAG = dt.date(2026, 8, 20)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def aarlo(db):
    return OverheidFactory(code="GM9901", naam="Aarlo")


@pytest.fixture
def bergmeer(db):
    return OverheidFactory(code="GM9902", naam="Bergmeer")


def laad(inhoud, door=None, **opties):
    return laad_iv3(pad_of_bytes=inhoud, door=door, **{"controleer": False, **opties})


def rekening(jaar, solvabiliteit, **opties):
    return als_bytes(
        jaarrekening(
            code="GM9902", naam="Bergmeer", jaar=jaar, solvabiliteit=Decimal(solvabiliteit), **opties
        )
    )


def soorten(uitkomst):
    return [signaal.soort for signaal in uitkomst.signalen]


# -- storing


def test_file_is_stored_with_its_figures(aarlo):
    uitkomst = laad(JAARREKENING)
    cijferset = CijferSet.objects.get()
    assert (cijferset.overheid, cijferset.boekjaar, cijferset.periode) == (aarlo, 2025, 5)
    assert (cijferset.volgnummer, cijferset.regels, cijferset.ontvangen_op) == (1, 107, VANDAAG)
    assert cijferset.bestandshash == uitkomst.sha256
    assert cijferset.bestandsnaam == "jaarrekening-2025.json"
    assert cijferset.datum_bestand == dt.date(2026, 7, 10)
    assert len(cijferset.inhoud["lasten"]) == 35
    assert "iv3@aarlo.example" not in json.dumps(cijferset.inhoud)
    fk1 = Kengetal.objects.get(code="fk.1", herkomst="herberekend")
    assert (str(fk1.waarde), fk1.band, fk1.verslagperiode) == ("104.968523", "B", "Rek_2025")
    assert fk1.paspoort["levering"] == 1
    assert Kengetal.objects.filter(herkomst="opgave").count() == 6


def test_refused_file_stores_nothing(aarlo):
    with pytest.raises(Iv3Geweigerd):
        laad(met(lambda data: data["data"]["lasten"][0].update(bedrag="x")))
    assert not CijferSet.objects.exists()
    assert not Logboekregel.objects.filter(onderwerp_soort="cijfers").exists()


def test_unknown_municipality_is_refused_with_what_to_do(db):
    inhoud = JAARREKENING.read_bytes()
    with pytest.raises(Iv3Geweigerd, match="organisaties_laden") as weigering:
        laad(inhoud)
    assert weigering.value.fouten[0].regel == regel_van(inhoud, '"overheidsnummer"')


def test_check_of_an_unknown_municipality_gives_the_figures_and_says_so(db):
    uitkomst = laad(JAARREKENING, controleer=True)
    assert "Laden wordt geweigerd: gemeente GM9901 (Aarlo) is niet bekend." in uitkomst.let_op[0]
    assert uitkomst.kengetallen[0].getoond == "105.0"
    assert soorten(uitkomst) == ["FIN-S9"]


def test_number_of_another_kind_of_body_is_refused(db):
    OverheidFactory(code="GM9901", naam="Aarlo", soort=OverheidSoort.GR_OPENBAAR_LICHAAM)
    with pytest.raises(Iv3Geweigerd, match="niet bekend"):
        laad(JAARREKENING)


@pytest.mark.parametrize("pad", ["er-is-niets.json", "."])
def test_missing_file_is_refused(db, tmp_path, pad):
    with pytest.raises(Iv3Geweigerd, match="SF777"):
        laad(tmp_path / pad)


def test_file_that_may_not_be_read_is_refused(db, monkeypatch):
    def geen_toegang(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", geen_toegang)
    with pytest.raises(Iv3Geweigerd, match="niet te lezen"):
        laad(JAARREKENING)


def test_quarter_is_stored_without_a_judgement(aarlo):
    def kwartaal(data):
        data["metadata"].update(periode=4)
        data["data"]["kengetallen"] = []

    laad(JAARREKENING)
    uitkomst = laad(met(kwartaal))
    assert uitkomst.signalen == ()
    assert {beeld.band for beeld in kengetallen_van(aarlo.pk, periode=4)} == {"niet_te_beoordelen"}
    assert str(CijferSet.objects.get(periode=4)).endswith("vierde kwartaal 2025, levering 1")
    assert str(Kengetal.objects.filter(cijferset__periode=4).earliest("id")) == "fk.1  (herberekend)"


def test_endless_file_is_read_no_further_than_the_limit(db, tmp_path):
    groot = tmp_path / "groot.json"
    with groot.open("wb") as stroom:
        stroom.truncate(10**9)  # sparse: a gigabyte of nothing
    with pytest.raises(Iv3Geweigerd, match="groter dan 20 MB"):
        laad(groot)


def test_file_of_the_municipality_of_that_time(db):
    oud = OverheidFactory(
        code="GM9901", naam="Aarlo", geldig_van=dt.date(2000, 1, 1), geldig_tot=dt.date(2026, 1, 1)
    )
    OverheidFactory(code="GM9901", naam="Aarlo-Nieuw", geldig_van=dt.date(2026, 1, 1))
    assert laad(JAARREKENING).overheid_naam == "Aarlo"
    assert CijferSet.objects.get().overheid == oud


def test_other_name_is_pointed_out(db):
    OverheidFactory(code="GM9901", naam="Zandhaven")
    assert "Controleer of het nummer klopt" in laad(JAARREKENING).let_op[0]


# -- again, and again


def test_same_file_twice_is_recognised(aarlo):
    eerste = laad(JAARREKENING)
    aantal = Signaal.objects.count()
    with klok_op(dt.date(2026, 9, 1)):
        tweede = laad(JAARREKENING)
    assert (eerste.bekend, tweede.bekend, tweede.opgeslagen) == (False, True, False)
    assert "al geladen op 20-08-2026 (levering 1)" in tweede.let_op[0]
    assert CijferSet.objects.count() == 1
    assert Kengetal.objects.count() == 10
    assert Signaal.objects.count() == aantal
    assert Logboekregel.objects.filter(onderwerp_soort="cijfers").count() == 1
    assert [s.nieuw for s in tweede.signalen] == [False] * len(tweede.signalen)


def test_new_file_for_the_same_period_is_the_next_delivery(aarlo):
    laad(JAARREKENING)
    beter = met(lambda data: data["data"]["kengetallen"][3].update(waarde="0,4"))
    assert laad(beter).levering == 2
    assert [c.volgnummer for c in CijferSet.objects.order_by("id")] == [1, 2]
    assert [c.volgnummer for c in CijferSet.objects.actueel()] == [2]
    fk4 = next(k for k in kengetallen_van(aarlo.pk) if k.code == "fk.4")
    assert (fk4.waarde, fk4.levering) == (Decimal("0.4"), 2)


def test_older_file_after_a_newer_one_is_pointed_out(aarlo):
    laad(JAARREKENING)
    ouder = met(lambda data: data["metadata"].update(datum="2026-07-01T10:00:00+02:00"))
    assert "ouder dan een levering" in laad(ouder).let_op[0]


@pytest.mark.parametrize("tabel", ["signalen_cijferset", "signalen_kengetal"])
@pytest.mark.parametrize("opdracht", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_delivery_cannot_be_changed(aarlo, tabel, opdracht):
    laad(JAARREKENING)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else TRUNCATE stumbles over the test itself
        with pytest.raises(IntegrityError, match="ligt vast"), transaction.atomic():
            cursor.execute(opdracht.format(tabel))


def test_database_refuses_a_colour_out_of_nothing(aarlo):
    laad(JAARREKENING)
    with pytest.raises(IntegrityError, match="geen_kleur_uit_niets"), transaction.atomic():
        Kengetal.objects.create(
            cijferset=CijferSet.objects.get(),
            code="fk.1",
            verslagperiode="Rek_2024",
            herkomst="opgave",
            band="A",
        )


@pytest.mark.django_db(transaction=True)
def test_two_loads_at_once_get_two_numbers():
    OverheidFactory(code="GM9901", naam="Aarlo")
    inhouden = [met(lambda data, n=n: data["metadata"].update(export_software=f"v{n}")) for n in range(4)]
    fouten = []

    def in_een_draad(inhoud):
        try:
            laad(inhoud)
        except Exception as fout:  # noqa: BLE001 - shown by the assertion below
            fouten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=in_een_draad, args=(inhoud,)) for inhoud in inhouden]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(30)
    assert fouten == []
    assert sorted(CijferSet.objects.values_list("volgnummer", flat=True)) == [1, 2, 3, 4]


# -- the log


def test_log_line_replays_the_figures(aarlo):
    uitkomst = laad(JAARREKENING)
    stand = stand_op(
        soort="cijfers",
        peildatum=VANDAAG,
        kennisdatum=dt.datetime(2026, 8, 21, tzinfo=dt.UTC),
        overheid_code="GM9901",
    )["GM9901:2025:5"]
    assert stand["vintage"] == 1
    assert stand["bestand_sha256"] == uitkomst.sha256
    assert stand["kengetallen"]["fk.1"] == {"waarde": "105.0", "herkomst": "herberekend", "band": "B"}
    assert stand["kengetallen"]["fk.4"] == {"waarde": "-2.1", "herkomst": "opgave", "band": "C"}
    gisteren = VANDAAG - dt.timedelta(days=1)
    assert not stand_op(
        soort="cijfers", peildatum=gisteren, kennisdatum=dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    )


# -- signals


def test_low_solvency_becomes_a_light_signal(aarlo):
    uitkomst = laad(JAARREKENING)
    assert soorten(uitkomst) == ["FIN-S9"]
    signaal = Signaal.objects.get()
    assert (signaal.overheid, signaal.soort, signaal.ernst, signaal.bron) == (
        aarlo,
        "FIN-S9",
        "licht",
        "cbs_iv3",
    )
    assert (signaal.datum_feit, signaal.kennisname_op) == (dt.date(2025, 12, 31), VANDAAG)
    assert (signaal.betrouwbaarheid, signaal.gemeld_door) == ("A", None)
    assert signaal.nummer == uitkomst.signalen[0].nummer
    assert uitkomst.signalen[0].nieuw


def test_figures_of_a_municipality_that_we_do_not_supervise_raise_no_signal(aarlo):
    maak_gemeente()  # ours are known, and Aarlo is not among them
    assert laad(JAARREKENING).opgeslagen
    assert Kengetal.objects.exists()
    assert not Signaal.objects.exists()


def test_figure_of_a_file_that_fails_a_control_is_not_confirmed(aarlo):
    laad(met(lambda data: data["data"]["lasten"][0].update(bedrag=1)))
    assert Signaal.objects.get().betrouwbaarheid == "B"


def test_budget_that_does_not_balance_becomes_a_signal(aarlo):
    uitkomst = laad(BEGROTING)
    assert soorten(uitkomst) == ["FIN-S2"]
    assert Signaal.objects.get().datum_feit == dt.date(2025, 11, 13)


def test_worse_band_than_the_previous_year(bergmeer):
    assert soorten(laad(rekening(2024, 52))) == []
    assert soorten(laad(rekening(2025, 41))) == ["FIN-BAND"]
    assert "band A" in Signaal.objects.get().toelichting


def test_the_last_delivery_of_the_previous_year_counts(bergmeer):
    laad(rekening(2024, 52))
    laad(rekening(2024, 48))
    assert soorten(laad(rekening(2025, 41))) == []


def test_budget_is_not_compared_with_accounts(bergmeer):
    laad(rekening(2024, 52, fk4="1.0"))
    uit = als_bytes(begroting(code="GM9902", naam="Bergmeer", jaar=2025, fk4=("-0.5", "0.1", "0.1", "0.1")))
    assert soorten(laad(uit)) == []
    volgend = als_bytes(
        begroting(code="GM9902", naam="Bergmeer", jaar=2026, fk4=("0.0", "0.1", "0.1", "0.1"))
    )
    assert soorten(laad(volgend)) == []


def test_three_years_of_decline(bergmeer):
    for jaar, waarde in ((2022, 40), (2023, 38), (2024, 36)):
        assert soorten(laad(rekening(jaar, waarde))) == []
    assert soorten(laad(rekening(2025, 34))) == ["FIN-S9"]
    assert "3 jaar op rij gedaald" in Signaal.objects.get().toelichting


def test_redelivery_raises_the_same_signal_once(aarlo):
    laad(JAARREKENING)
    uitkomst = laad(met(lambda data: data["metadata"].update(export_software="v2")))
    assert [(s.soort, s.nieuw) for s in uitkomst.signalen] == [("FIN-S9", False)]
    assert Signaal.objects.count() == 1


def test_missing_figures_raise_nothing(aarlo):
    uitkomst = laad(met(lambda data: data["data"].update(balans_standen=[], kengetallen=[])))
    assert uitkomst.signalen == ()
    assert {k.band for k in uitkomst.kengetallen} == {"niet_te_beoordelen"}
    assert not Signaal.objects.exists()


def test_budget_of_a_municipality_that_is_still_to_come_has_no_signal_yet(db):
    OverheidFactory(code="GM9901", naam="Aarlo", geldig_van=dt.date(2027, 1, 1))
    assert laad(BEGROTING).signalen == ()
    assert CijferSet.objects.count() == 1


def test_accounts_of_a_year_that_runs_are_dated_today(db):
    OverheidFactory(code="GM9902", naam="Bergmeer")
    laad(rekening(2026, 12))
    assert Signaal.objects.get().datum_feit == VANDAAG


# -- who may


def test_only_who_may_load_loads(aarlo):
    for gebruiker in (UserFactory(), BeheerderFactory()):
        with pytest.raises(GeenRecht):
            laad(JAARREKENING, door=gebruiker)
    uitkomst = laad(JAARREKENING, door=FinancieelToezichthouderFactory(first_name="Femke", last_name="Dijk"))
    assert uitkomst.opgeslagen
    assert Logboekregel.objects.get(onderwerp_soort="cijfers").door_naam == "Femke Dijk"


def test_an_outsider_sees_no_figures(aarlo):
    laad(JAARREKENING)
    assert not CijferSet.objects.zichtbaar_voor(UserFactory()).exists()
    assert kengetallen_van(aarlo.pk, user=UserFactory()) == ()
    assert len(kengetallen_van(aarlo.pk, user=FinancieelToezichthouderFactory())) == 6


# -- reading back


def test_figures_of_a_page(bergmeer, django_assert_num_queries):
    for jaar, waarde in ((2023, 52), (2024, 49), (2025, 41)):
        laad(rekening(jaar, waarde))
    with django_assert_num_queries(2):
        beelden = {beeld.code: beeld for beeld in kengetallen_van(bergmeer.pk)}
    fk3 = beelden["fk.3"]
    assert (fk3.boekjaar, fk3.getoond, fk3.band, fk3.vorige_band) == (2025, Decimal("41.0"), "B", "B")
    assert [(p.boekjaar, p.band) for p in fk3.historie] == [(2023, "A"), (2024, "B"), (2025, "B")]
    assert (fk3.opgave, fk3.herkomst) == (Decimal("41.0"), "herberekend")
    assert fk3.paspoort["invoer"][0]["onderdeel"] == "eigen vermogen"
    assert (fk3.grenzen.laag, fk3.grenzen.hoog, fk3.grenzen.gunstig) == (20, 50, "hoog")


def test_figures_of_a_budget(aarlo):
    laad(BEGROTING)
    beelden = {beeld.code: beeld for beeld in kengetallen_van(aarlo.pk, periode=0)}
    assert [periode for periode, _ in beelden["fk.4"].meerjarig] == ["MJR_2027", "MJR_2028", "MJR_2029"]
    assert (beelden["fk.1"].getoond, beelden["fk.1"].band) == (None, "niet_te_beoordelen")
    assert beelden["fk.1"].opgave == Decimal(131)
    assert beelden["fk.1"].reden
    assert kengetallen_van(aarlo.pk) == ()


# -- the command


def roep(*argumenten):
    """(list from the last line, stdout, stderr, exit status)."""
    uit, fout, status = io.StringIO(), io.StringIO(), 0
    try:
        call_command("iv3_laden", *map(str, argumenten), stdout=uit, stderr=fout)
    except CommandError as weigering:
        status = weigering.returncode
        fout.write(str(weigering))
    laatste = uit.getvalue().rstrip("\n").split("\n")[-1]
    return json.loads(laatste) if "--json" in argumenten else None, uit.getvalue(), fout.getvalue(), status


def test_command_gives_a_list(aarlo):
    (een,), _, fout, status = roep(JAARREKENING, "--json")
    assert (status, fout) == (0, "")
    assert (een["overheid"], een["boekjaar"], een["periode"], een["regels"]) == ("GM9901", 2025, 5, 107)
    assert [c["code"] for c in een["controles"]] == [f"PF00{n}" for n in range(1, 10)]
    assert {code: k["waarde"] for code, k in een["kengetallen"].items()} == {
        "fk.1": "105.0",
        "fk.2": "99.6",
        "fk.3": "12.2",
        "fk.4": "-2.1",
        "fk.5": "13.0",
        "fk.6": "108.0",
    }
    assert een["kengetallen"]["fk.1"]["herkomst"] == "herberekend"
    assert een["kengetallen"]["fk.1"]["opgave"] == {"waarde": "105.0", "band": "B"}
    assert een["signalen"][0]["soort"] == "FIN-S9"


def test_command_goes_on_after_a_refusal(aarlo, tmp_path):
    fout_bestand = tmp_path / "fout.json"
    inhoud = met(lambda data: data["data"]["lasten"][0].update(bedrag="x"))
    fout_bestand.write_bytes(inhoud)
    lijst, _, fout, status = roep(fout_bestand, BEGROTING, "--json")
    assert status == 1
    assert [een["bestand"] for een in lijst] == ["begroting-2026.json"]
    regel = regel_van(inhoud, '"x"')
    assert f"fout.json, regel {regel}: SF017: het bedrag" in fout
    assert "1 van de 2" in fout
    assert CijferSet.objects.get().periode == 0


def test_command_only_checks_when_asked(aarlo):
    (een,), _, _, status = roep(BEGROTING, "--controleer", "--json")
    assert status == 0
    assert een["signalen"][0]["soort"] == "FIN-S2"
    assert een["signalen"][0]["nummer"] is None
    assert not een["opgeslagen"]
    assert not CijferSet.objects.exists()
    assert not Signaal.objects.exists()


def test_command_tells_in_words(aarlo, tmp_path):
    stuk = tmp_path / "stuk.json"
    stuk.write_bytes(met(lambda data: data["data"]["lasten"][0].update(bedrag=1)))
    _, uit, _, _ = roep(JAARREKENING, JAARREKENING, stuk, BEGROTING)
    assert "Aarlo (GM9901), jaarrekening 2025, levering 1, 107 regels, opgeslagen." in uit
    assert "fk.1 105,0%, band B, herberekend" in uit
    assert "Let op: Dit bestand is al geladen" in uit
    assert "PF006 fout. " in uit
    assert "fk.1 niet te beoordelen. Het bestand bevat geen balans ultimo (activa)." in uit
    assert "Signaal FIN-S2 (S-2026-" in uit


def test_command_with_only_a_refusal_gives_an_empty_list(db, tmp_path):
    leeg = tmp_path / "leeg.json"
    leeg.write_bytes(b"")
    lijst, _, fout, status = roep(leeg, "--json")
    assert (lijst, status) == ([], 1)
    assert "regel 1: het bestand is leeg." in fout


def test_three_thousand_rows_are_one_set(aarlo):
    """As many rows as a large file has; that it is quick enough is for the benchmark to say."""
    data = gegevens()
    lijsten = codelijsten(2025)
    bestaand = {(rij["taakveld"], rij["categorie"]) for rij in data["data"]["lasten"]}
    data["data"]["lasten"] += [
        {"taakveld": taakveld, "categorie": categorie, "bedrag": 0}
        for taakveld in lijsten.taakveld
        for categorie in lijsten.categorie_lasten
        if (taakveld, categorie) not in bestaand
    ]
    assert laad(als_bytes(data)).regels > 2500
