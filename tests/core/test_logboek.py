"""The logboek: it only grows, nobody touches it unseen, and it can say how things stood."""

import datetime as dt
import json
import threading

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tests.draden import in_draden
from tests.factories import ToezichthouderFactory
from toezicht.core import clock, logboek
from toezicht.core.logboek import Onderwerp, controleer, schrijf, stand_op, verzegel
from toezicht.core.logteksten import zin
from toezicht.core.models import Logboekketen, Logboekregel, Logboekzegel

DOSSIER = Onderwerp("dossier", "1", "GM9901")
ANDER = Onderwerp("dossier", "2", "GM9902")


def schrijf_regels(aantal, onderwerp=DOSSIER):
    return [
        schrijf(onderwerp=onderwerp, handeling="stap_gezet", door=None, gegevens={"stap": stap})
        for stap in range(1, aantal + 1)
    ]


@pytest.mark.django_db
class TestSchrijven:
    def test_a_line_says_who_what_when_and_why(self):
        door = ToezichthouderFactory(first_name="Noor", last_name="Bakker")
        with clock.klok_op(dt.date(2026, 3, 2)), logboek.met_correlatie("abc"):
            regel = schrijf(
                onderwerp=DOSSIER,
                handeling="dossier_geopend",
                door=door,
                namens="gedeputeerde Visser",
                van="",
                naar="t1",
                reden="Twee signalen",
                gegevens={"datum": dt.date(2026, 3, 1)},
                gebeurd_op=dt.date(2026, 3, 1),
            )
        gelezen = Logboekregel.objects.get(pk=regel.pk)
        assert (gelezen.door_naam, gelezen.namens, gelezen.reden) == (
            "Noor Bakker",
            "gedeputeerde Visser",
            "Twee signalen",
        )
        assert gelezen.gebeurd_op == dt.date(2026, 3, 1)
        assert clock.lokaal(gelezen.vastgelegd_op) == clock.moment(dt.date(2026, 3, 2))
        assert gelezen.gegevens == {"datum": "2026-03-01"}
        assert gelezen.correlatie == "abc"

    def test_the_name_stays_when_the_account_is_renamed(self):
        door = ToezichthouderFactory(first_name="Noor", last_name="Bakker")
        regel = schrijf(onderwerp=DOSSIER, handeling="stap_gezet", door=door)
        door.last_name = "Anders"
        door.save()
        regel.refresh_from_db()
        assert regel.door_naam == "Noor Bakker"

    def test_each_line_holds_the_hash_of_the_one_before(self):
        eerste, tweede, derde = schrijf_regels(3)
        assert [r.volgnummer for r in (eerste, tweede, derde)] == [1, 2, 3]
        assert eerste.vorige_hash == logboek.GEEN_HASH
        assert (tweede.vorige_hash, derde.vorige_hash) == (eerste.hash, tweede.hash)
        assert Logboekketen.objects.get(keten="dossier:1").hash == derde.hash

    def test_a_line_costs_two_statements(self, django_assert_num_queries):
        schrijf_regels(1)
        with django_assert_num_queries(2), transaction.atomic(savepoint=False):
            schrijf(onderwerp=DOSSIER, handeling="stap_gezet", door=None, gegevens={"x": 1})

    def test_an_act_that_fails_leaves_no_line_and_no_gap(self):
        schrijf_regels(1)

        def handeling():
            with transaction.atomic():
                schrijf_regels(1)
                raise LookupError

        with pytest.raises(LookupError):
            handeling()
        schrijf_regels(1)
        assert list(Logboekregel.objects.values_list("volgnummer", flat=True).order_by("pk")) == [1, 2]
        assert controleer().in_orde

    def test_text_that_looks_like_sql_or_a_template_stays_text(self):
        schrijf(onderwerp=DOSSIER, handeling="account_gemaakt", door=None, reden="'; DROP %s {0} {door.pk}")
        regel = schrijf(
            onderwerp=DOSSIER, handeling="account_gemaakt", door=None, gegevens={"gebruikersnaam": "{door}"}
        )
        assert zin(regel) == "Het systeem maakte het account {door}."
        assert controleer().in_orde


@pytest.mark.django_db
class TestAlleenToevoegen:
    """The database refuses, also to the owner of the tables and also through the ORM."""

    @pytest.mark.parametrize("tabel", ["core_logboekregel", "core_logboekzegel"])
    @pytest.mark.parametrize("opdracht", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}", "TRUNCATE {}"])
    def test_sql_of_the_owner_is_refused(self, opdracht, tabel):
        schrijf_regels(1)
        verzegel()
        with connection.cursor() as cursor:
            cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = %s", [tabel])
            assert cursor.fetchone() == (True,)
            with (
                pytest.raises(DatabaseError, match="Het logboek kent alleen toevoegen"),
                transaction.atomic(),
            ):
                cursor.execute(opdracht.format(tabel))

    @pytest.mark.parametrize("opdracht", ["DELETE FROM core_logboekketen", "TRUNCATE core_logboekketen"])
    def test_heads_stay(self, opdracht):
        schrijf_regels(1)
        with (
            connection.cursor() as cursor,
            pytest.raises(DatabaseError, match="alleen toevoegen"),
            transaction.atomic(),
        ):
            cursor.execute(opdracht)

    def test_the_orm_is_refused(self):
        (regel,) = schrijf_regels(1)
        verzegel()
        regel.reden = "anders"
        for poging in (
            regel.save,
            regel.delete,
            lambda: Logboekregel.objects.update(reden="anders"),
            Logboekregel.objects.all().delete,
            Logboekzegel.objects.all().delete,
            Logboekketen.objects.all().delete,
        ):
            with pytest.raises(DatabaseError, match="alleen toevoegen"), transaction.atomic():
                poging()
        assert Logboekregel.objects.get().reden == ""


@pytest.mark.django_db
class TestStand:
    """What was true on a date and what we knew on a date are two things."""

    def schrijf_op(self, vastgelegd, gebeurd, **gegevens):
        with clock.klok_op(vastgelegd):
            schrijf(
                onderwerp=DOSSIER, handeling="stap_gezet", door=None, gegevens=gegevens, gebeurd_op=gebeurd
            )

    def stand(self, peildatum, kennis=dt.date(2027, 1, 1), **filters):
        return stand_op(soort="dossier", peildatum=peildatum, kennisdatum=clock.moment(kennis), **filters)

    def test_a_later_fact_does_not_count(self):
        self.schrijf_op(dt.date(2026, 1, 10), dt.date(2026, 1, 10), trede="t1", titel="Archief")
        self.schrijf_op(dt.date(2026, 2, 10), dt.date(2026, 2, 10), trede="t2")
        assert self.stand(dt.date(2026, 2, 9)) == {"1": {"trede": "t1", "titel": "Archief"}}
        assert self.stand(dt.date(2026, 2, 10)) == {"1": {"trede": "t2", "titel": "Archief"}}

    def test_a_back_dated_fact_shows_only_to_who_knows_it(self):
        self.schrijf_op(dt.date(2026, 1, 10), dt.date(2026, 1, 10), trede="t1")
        self.schrijf_op(dt.date(2026, 3, 1), dt.date(2026, 1, 20), trede="t2")
        assert self.stand(dt.date(2026, 1, 31), kennis=dt.date(2026, 2, 1)) == {"1": {"trede": "t1"}}
        assert self.stand(dt.date(2026, 1, 31), kennis=dt.date(2026, 3, 2)) == {"1": {"trede": "t2"}}

    def test_a_back_dated_fact_does_not_undo_a_later_one(self):
        self.schrijf_op(dt.date(2026, 2, 1), dt.date(2026, 2, 1), trede="t3")
        self.schrijf_op(dt.date(2026, 3, 1), dt.date(2026, 1, 20), trede="t2")
        assert self.stand(dt.date(2026, 12, 31))["1"]["trede"] == "t3"

    def test_only_the_overheid_asked_for(self):
        schrijf_regels(1)
        schrijf_regels(1, ANDER)
        assert set(self.stand(dt.date(2027, 1, 1), kennis=dt.date(2030, 1, 1), overheid_code="GM9902")) == {
            "2"
        }


@pytest.mark.django_db(transaction=True)
class TestControle:
    """Somebody with all power over the database changes something: it is named."""

    @pytest.fixture
    def geknoei(self, superuser_cursor):
        superuser_cursor.execute("SET session_replication_role = replica")
        return superuser_cursor.execute

    def test_nothing_wrong(self):
        schrijf_regels(3)
        schrijf_regels(2, ANDER)
        verzegel()
        schrijf_regels(1)
        controle = controleer()
        assert controle.in_orde
        assert (controle.regels, controle.ketens, controle.zegels) == (6, 2, 1)

    @pytest.mark.parametrize(
        "wijziging",
        [
            "reden = 'anders'",
            "door_naam = 'Iemand anders'",
            "door_id = 99",
            "gegevens = '{\"stap\": 9}'",
            "gebeurd_op = gebeurd_op - 1",
            "vastgelegd_op = vastgelegd_op - interval '1 microsecond'",
            "vertrouwelijkheid = 'openbaar'",
            "hash = repeat('a', 64)",
            "namens = 'x'",
            "van = 'x'",
            "correlatie = 'x'",
        ],
    )
    def test_a_changed_field_is_named(self, geknoei, wijziging):
        schrijf_regels(3)
        geknoei(f"UPDATE core_logboekregel SET {wijziging} WHERE keten = 'dossier:1' AND volgnummer = 2")
        controle = controleer()
        assert controle.eerste_fout.startswith("dossier:1 regel 2:")
        assert controle.regel_id == Logboekregel.objects.get(volgnummer=2).pk

    def test_a_changed_line_with_a_new_hash_breaks_the_next(self, geknoei):
        schrijf_regels(3)
        regel = Logboekregel.objects.get(volgnummer=2)
        regel.reden = "anders"
        geknoei(
            "UPDATE core_logboekregel SET reden = 'anders', hash = %s WHERE volgnummer = 2",
            [logboek.bereken_hash(regel)],
        )
        assert "dossier:1 regel 3: sluit niet aan" in controleer().eerste_fout

    def test_a_forged_last_line_differs_from_its_head(self, geknoei):
        schrijf_regels(2)
        regel = Logboekregel.objects.get(volgnummer=2)
        regel.reden = "anders"
        nieuw = logboek.bereken_hash(regel)
        geknoei("UPDATE core_logboekregel SET reden = 'anders', hash = %s WHERE volgnummer = 2", [nieuw])
        assert "dossier:1 regel 2: wijkt af van de kop" in controleer().eerste_fout
        geknoei("UPDATE core_logboekketen SET hash = %s", [nieuw])
        assert controleer().in_orde, "without a seal a forged tail with its head cannot be seen"

    def test_a_forged_last_line_and_head_differ_from_the_seal(self, geknoei):
        schrijf_regels(2)
        verzegel()
        regel = Logboekregel.objects.get(volgnummer=2)
        regel.reden = "anders"
        nieuw = logboek.bereken_hash(regel)
        geknoei("UPDATE core_logboekregel SET reden = 'anders', hash = %s WHERE volgnummer = 2", [nieuw])
        geknoei("UPDATE core_logboekketen SET hash = %s", [nieuw])
        assert "dossier:1 regel 2: wijkt af van het zegel" in controleer().eerste_fout

    def test_a_removed_line_is_missed(self, geknoei):
        schrijf_regels(3)
        geknoei("DELETE FROM core_logboekregel WHERE volgnummer = 2")
        assert "dossier:1 regel 3: verwacht was nummer 2" in controleer().eerste_fout

    def test_a_cut_off_tail_is_found_by_the_head(self, geknoei):
        schrijf_regels(3)
        geknoei("DELETE FROM core_logboekregel WHERE volgnummer = 3")
        assert "dossier:1 regel 3: ontbreekt" in controleer().eerste_fout

    def test_a_cut_off_tail_with_its_head_set_back_is_found_by_the_seal(self, geknoei):
        _, tweede, _ = schrijf_regels(3)
        verzegel()
        geknoei("DELETE FROM core_logboekregel WHERE volgnummer = 3")
        geknoei(
            "UPDATE core_logboekketen SET volgnummer = 2, verzegeld_volgnummer = 2, hash = %s", [tweede.hash]
        )
        assert "dossier:1 regel 3: is verzegeld maar ontbreekt" in controleer().eerste_fout

    def test_a_whole_chain_removed_is_found_by_the_seal(self, geknoei):
        schrijf_regels(1)
        schrijf_regels(2, ANDER)
        verzegel()
        geknoei("DELETE FROM core_logboekregel WHERE keten = 'dossier:2'")
        geknoei("DELETE FROM core_logboekketen WHERE keten = 'dossier:2'")
        assert "dossier:2 regel 1: is verzegeld maar ontbreekt" in controleer().eerste_fout

    def test_a_line_slipped_in_past_the_end_is_found(self, geknoei):
        eerste, tweede = schrijf_regels(2)
        geknoei("UPDATE core_logboekketen SET volgnummer = 1, hash = %s", [eerste.hash])
        assert tweede.volgnummer == 2
        assert "dossier:1 regel 2: staat voorbij het einde" in controleer().eerste_fout

    def test_a_changed_seal_and_a_missing_seal_are_found(self, geknoei):
        schrijf_regels(1)
        verzegel()
        schrijf_regels(1)
        verzegel()
        geknoei(
            "UPDATE core_logboekzegel SET gemaakt_op = gemaakt_op - interval '1 day' WHERE volgnummer = 2"
        )
        assert controleer().eerste_fout == "zegel 2 klopt niet"
        geknoei("DELETE FROM core_logboekzegel WHERE volgnummer = 1")
        assert controleer().eerste_fout == "zegel 2 klopt niet"

    def test_the_command_names_the_line_and_leaves_with_1(self, geknoei, capsys):
        schrijf_regels(2)
        call_command("logboek_controle", "--json")
        goed = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert (goed["in_orde"], goed["regels"], goed["eerste_fout"]) == (True, 2, "")
        geknoei("UPDATE core_logboekregel SET reden = 'anders' WHERE volgnummer = 1")
        with pytest.raises(SystemExit) as einde:
            call_command("logboek_controle", "--json")
        assert einde.value.code == 1
        fout = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert (fout["in_orde"], fout["regel_id"]) == (False, str(Logboekregel.objects.get(volgnummer=1).pk))
        with pytest.raises(SystemExit):
            call_command("logboek_controle")
        assert "Eerste fout: dossier:1 regel 1" in capsys.readouterr().out


@pytest.mark.django_db
class TestVerzegelen:
    def test_a_seal_covers_what_moved(self):
        schrijf_regels(2)
        eerste = verzegel()
        schrijf_regels(1, ANDER)
        tweede = verzegel()
        assert set(eerste.koppen) == {"dossier:1"}
        assert set(tweede.koppen) == {"dossier:2"}
        assert tweede.vorige_hash == eerste.hash
        assert verzegel() is None

    def test_sealing_everything_takes_as_many_seals_as_needed(self, monkeypatch):
        monkeypatch.setattr(logboek, "KOPPEN_PER_ZEGEL", 2)
        for nummer in range(5):
            schrijf_regels(1, Onderwerp("dossier", str(nummer)))
        assert logboek.verzegel_alles() == 3
        assert controleer().in_orde


def in_threads(*taken):
    """Run real threads, each with its own connection; none may fail."""
    assert [fout for fout in in_draden(*taken) if isinstance(fout, Exception)] == []


@pytest.mark.django_db(transaction=True)
class TestTegelijk:
    def test_many_writers_of_the_same_and_of_different_subjects(self):
        def schrijver(nummer):
            def taak():
                for _ in range(10):
                    with transaction.atomic():
                        schrijf(onderwerp=DOSSIER, handeling="stap_gezet", door=None)
                    with transaction.atomic():
                        schrijf(onderwerp=Onderwerp("signaal", str(nummer)), handeling="gewogen", door=None)

            return taak

        def zegelaar():
            for _ in range(5):
                verzegel()

        in_threads(*(schrijver(nummer) for nummer in range(6)), zegelaar)
        controle = controleer()
        assert controle.in_orde, controle.eerste_fout
        assert controle.regels == 120
        nummers = Logboekregel.objects.filter(keten="dossier:1").order_by("volgnummer")
        assert list(nummers.values_list("volgnummer", flat=True)) == list(range(1, 61))

    def test_writers_of_different_subjects_do_not_wait_for_each_other(self):
        """While one act holds its chain open, another finishes; the first would wait for ever otherwise."""
        geschreven, klaar = threading.Event(), threading.Event()

        def houder():
            with transaction.atomic():
                schrijf_regels(1)
                geschreven.set()
                assert klaar.wait(timeout=20), "the other writer had to wait"

        def ander():
            assert geschreven.wait(timeout=20)
            with transaction.atomic():
                schrijf_regels(1, ANDER)
            klaar.set()

        in_threads(houder, ander)

    def test_sealing_waits_for_no_writer_and_takes_its_line_next_time(self):
        schrijf_regels(1, ANDER)
        geschreven, verzegeld = threading.Event(), threading.Event()

        def houder():
            with transaction.atomic():
                schrijf_regels(1)
                geschreven.set()
                assert verzegeld.wait(timeout=20), "the seal waited for the writer"

        def zegelaar():
            assert geschreven.wait(timeout=20)
            verzegel()
            verzegeld.set()

        in_threads(houder, zegelaar)
        assert set(Logboekzegel.objects.get().koppen) == {"dossier:2"}
        assert set(verzegel().koppen) == {"dossier:1"}
        assert controleer().in_orde

    def test_verifying_while_others_write_finds_nothing(self):
        schrijf_regels(5)
        klaar = threading.Event()

        def schrijver():
            while not klaar.is_set():
                with transaction.atomic():
                    schrijf_regels(1)
                    schrijf_regels(1, ANDER)

        def controleur():
            try:
                uitkomsten = {controleer().eerste_fout for _ in range(15)}
            finally:
                klaar.set()
            assert uitkomsten == {""}

        in_threads(schrijver, controleur)


@pytest.mark.django_db
class TestTogether:
    def test_lines_of_one_act_are_written_in_two_statements(self, django_assert_num_queries):
        een, twee = Onderwerp("dossier", "1", "GM9901"), Onderwerp("termijn", "7")
        eerder = schrijf(onderwerp=een, handeling="geopend", door=None)
        with django_assert_num_queries(2), logboek.samen():
            eerste = schrijf(onderwerp=een, handeling="verder", door=None, gegevens={"stand": "t2"})
            ander = schrijf(onderwerp=twee, handeling="gestopt", door=None)
            tweede = schrijf(onderwerp=een, handeling="verder", door=None, gegevens={"stand": "t3a"})
            assert eerste.pk is None
        assert [(r.volgnummer, r.vorige_hash) for r in (eerste, tweede, ander)] == [
            (2, eerder.hash),
            (3, eerste.hash),
            (1, logboek.GEEN_HASH),
        ]
        assert [r.pk for r in Logboekregel.objects.order_by("pk")] == [
            r.pk for r in (eerder, eerste, ander, tweede)
        ]
        assert controleer().in_orde
        stand = stand_op(soort="dossier", peildatum=clock.vandaag(), kennisdatum=clock.nu())
        assert stand["1"] == {"stand": "t3a"}

    def test_an_act_that_fails_leaves_no_line(self):
        def mislukt():
            with logboek.samen():
                schrijf(onderwerp=Onderwerp("dossier", "1"), handeling="verder", door=None)
                raise ValueError("mis")

        with pytest.raises(ValueError, match="mis"):
            mislukt()
        assert not Logboekregel.objects.exists()
        schrijf(onderwerp=Onderwerp("dossier", "1"), handeling="verder", door=None)
        assert Logboekregel.objects.count() == 1

    def test_within_another_the_outer_one_writes(self, django_assert_num_queries):
        with django_assert_num_queries(2), logboek.samen():
            schrijf(onderwerp=Onderwerp("dossier", "1"), handeling="een", door=None)
            with logboek.samen():
                schrijf(onderwerp=Onderwerp("dossier", "1"), handeling="twee", door=None)
            schrijf(onderwerp=Onderwerp("dossier", "1"), handeling="drie", door=None)
        assert [r.handeling for r in Logboekregel.objects.order_by("volgnummer")] == ["een", "twee", "drie"]
