"""Ordering and making reports: versions, immutability, retries, rights, notices."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction

from reports import services, tekenen
from reports.models import Rapport, Rapportstatus
from reports.services import rapporten as dienst
from tests.factories import GedeputeerdeFactory, ToezichthouderFactory, UserFactory
from tests.reports.wereld import KENNIS, PEILDATUM, feit, trede
from toezicht.core import clock
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel
from toezicht.core.pdf import PdfMislukt

KAPOT = "reports/pdf/bestaat_niet.html"


def beeld(**kw):
    return services.maak_nu(
        **{"soort": "toezichtbeeld", "overheid_code": "GM9901", "peildatum": PEILDATUM, **kw}
    )


def vraag(by=None, **kw):
    waarden = {"soort": "toezichtbeeld", "overheid_code": "GM9901", "peildatum": PEILDATUM, **kw}
    return services.vraag_rapport(by=by or ToezichthouderFactory(), **waarden)


def stand(rapport):
    return Rapport.objects.get(pk=rapport.pk)


def test_a_report_is_made_kept_and_logged(wereld):
    rapport = beeld()
    assert (rapport.status, rapport.versie, rapport.periode) == ("klaar", 1, "2026:2026-09-30")
    with rapport.bestand.open("rb") as bestand:
        assert tekenen.sha256(bestand.read()) == rapport.sha256
    assert rapport.bestand.name == "rapporten/2026/toezichtbeeld-gm9901-2026-tm-2026-09-30-v1.pdf"
    assert rapport.paginas >= 3
    regels = Logboekregel.objects.filter(onderwerp_soort="rapport", onderwerp_id=str(rapport.pk))
    assert list(regels.order_by("volgnummer").values_list("handeling", flat=True)) == [
        "rapport_gevraagd",
        "rapport_gemaakt",
    ]
    assert regels.last().gegevens["sha256"] == rapport.sha256


def test_the_same_facts_are_the_same_report(wereld):
    eerste = beeld()
    trede(1, "2026-10-02", "t4")
    with clock.klok_op(dt.date(2026, 10, 12)):
        tweede = beeld()
        derde = beeld(kennisdatum=dt.date(2026, 10, 11))
    assert eerste.pk == tweede.pk == derde.pk


def test_other_facts_make_a_new_version_and_the_old_one_stays(wereld):
    eerste = beeld()
    feit("dossier", 1, "2026-09-25", {"stand": "t4", "trede": "t4"}, op="2026-10-11")
    with clock.klok_op(dt.date(2026, 10, 12)):
        tweede = beeld()
        terug = beeld(kennisdatum=KENNIS)
    assert (tweede.versie, tweede.sha256 != eerste.sha256) == (2, True)
    assert tweede.reden
    assert terug.pk == eerste.pk
    assert services.controleer_rapport(rapport_id=eerste.pk).goed


def test_a_reason_always_makes_a_new_version_from_the_same_facts(wereld):
    eerste, tweede = beeld(), beeld(reden="Verzoek van de raad")
    assert (tweede.versie, tweede.reden) == (2, "Verzoek van de raad")
    assert tweede.feiten_sha256 == eerste.feiten_sha256


def test_asking_twice_wants_a_reason(wereld):
    vraag()
    with pytest.raises(Weigering, match="waarom") as fout:
        vraag()
    assert fout.value.veld == "reden"
    assert vraag(reden="Nieuw inzicht").versie == 2


@pytest.mark.parametrize(
    ("veld", "waarden"),
    [
        ("soort", {"soort": "jaarverslag"}),
        ("overheid", {"overheid_code": ""}),
        ("overheid", {"overheid_code": "GM0000"}),
        ("overheid", {"soort": "kwartaaldashboard"}),
        ("overheid", {"peildatum": dt.date(1999, 12, 31)}),
        ("peildatum", {"peildatum": KENNIS + dt.timedelta(days=1)}),
        ("kennisdatum", {"kennisdatum": KENNIS + dt.timedelta(days=1)}),
    ],
)
def test_an_impossible_question_is_refused_and_leaves_nothing(wereld, veld, waarden):
    with pytest.raises(Weigering) as fout:
        beeld(**waarden)
    assert fout.value.veld == veld
    assert not Rapport.objects.exists()


@pytest.mark.parametrize("wie", [UserFactory, GedeputeerdeFactory])
def test_only_who_may_run_reports_asks_for_them(wereld, wie):
    with pytest.raises(GeenRecht):
        vraag(by=wie())
    rapport = beeld()
    with pytest.raises(GeenRecht):
        services.vraag_nieuwe_versie(rapport_id=rapport.pk, reden="ik wil het", by=wie())


def test_a_queued_report_is_made_once_and_the_asker_hears(wereld):
    vrager = ToezichthouderFactory()
    rapport = vraag(by=vrager)
    assert services.maak_rapport(rapport_id=rapport.pk) is True
    assert services.maak_rapport(rapport_id=rapport.pk) is False
    assert stand(rapport).status == Rapportstatus.KLAAR
    bericht = Bericht.objects.get(ontvanger=vrager)
    assert "is klaar" in bericht.onderwerp
    assert f"/rapportages/{rapport.pk}/" in bericht.tekst


def test_the_kennisdatum_is_the_moment_of_asking(wereld):
    rapport = vraag()
    feit("dossier", 1, "2026-09-25", {"stand": "t4", "trede": "t4"}, op="2026-10-11")
    with clock.klok_op(dt.date(2026, 10, 12)):
        services.maak_rapport(rapport_id=rapport.pk)
    domeinen = stand(rapport).feiten["domeinen"]
    assert next(d for d in domeinen if d["code"] == "informatie_archief")["trede"]["nummer"] == "T3b"


@pytest.mark.parametrize(
    "wijziging",
    [
        {"snapshot": {}},
        {"sha256": "0" * 64},
        {"status": "gepland"},
        {"versie": 9},
        {"kennisdatum": clock.moment(KENNIS)},
        {"bestand": "anders.pdf"},
        {"laatste_fout": "x"},
    ],
)
def test_a_finished_report_never_changes(wereld, wijziging):
    rapport = beeld()
    with pytest.raises(DatabaseError, match="verandert niet meer"), transaction.atomic():
        Rapport.objects.filter(pk=rapport.pk).update(**wijziging)


def test_a_finished_report_cannot_be_removed(wereld):
    rapport = beeld()
    with pytest.raises(DatabaseError, match="verandert niet meer"), transaction.atomic():
        rapport.delete()


def test_a_snapshot_once_taken_never_changes(wereld, monkeypatch):
    rapport = _mislukt_eenmaal(monkeypatch)
    with pytest.raises(DatabaseError, match="ligt vast"), transaction.atomic():
        Rapport.objects.filter(pk=rapport.pk).update(snapshot={"feiten": {}})


def _mislukt_eenmaal(monkeypatch):
    """A report whose first try fails after the snapshot, because its template is gone."""
    rapport = vraag()
    with monkeypatch.context() as kapot:
        kapot.setitem(tekenen.SJABLONEN, "toezichtbeeld", KAPOT)
        with pytest.raises(Exception, match="bestaat_niet"):
            services.maak_rapport(rapport_id=rapport.pk)
    return stand(rapport)


def test_a_failure_waits_and_the_next_try_draws_from_the_same_facts(wereld, monkeypatch):
    rapport = _mislukt_eenmaal(monkeypatch)
    assert (rapport.status, rapport.pogingen) == ("gepland", 1)
    assert "bestaat_niet" in rapport.laatste_fout
    assert services.maak_rapport(rapport_id=rapport.pk) is False
    feit("dossier", 1, "2026-09-25", {"stand": "t4", "trede": "t4"})
    with clock.klok_op(clock.nu() + dt.timedelta(minutes=2)):
        assert services.maak_rapport(rapport_id=rapport.pk) is True
    klaar = stand(rapport)
    assert (klaar.status, klaar.pogingen, klaar.laatste_fout) == ("klaar", 2, "")
    assert klaar.snapshot_sha256 == rapport.snapshot_sha256


def test_after_the_last_try_it_is_failed_in_plain_sight_and_can_be_tried_again(wereld, monkeypatch):
    monkeypatch.setitem(tekenen.SJABLONEN, "toezichtbeeld", KAPOT)
    rapport, moment = vraag(), clock.nu()
    for _ in range(dienst.MAX_POGINGEN):
        moment += dt.timedelta(hours=1)
        with clock.klok_op(moment), pytest.raises(Exception, match="bestaat_niet"):
            services.maak_rapport(rapport_id=rapport.pk)
    mislukt = stand(rapport)
    assert (mislukt.status, mislukt.pogingen) == ("mislukt", 3)
    assert "is mislukt" in Bericht.objects.get(ontvanger=rapport.gevraagd_door).onderwerp
    with clock.klok_op(moment + dt.timedelta(days=1)):
        assert services.maak_rapport(rapport_id=rapport.pk) is False
        monkeypatch.undo()
        services.vraag_nieuwe_versie(rapport_id=rapport.pk, reden="", by=ToezichthouderFactory())
        assert services.maak_rapport(rapport_id=rapport.pk) is True
    assert (stand(rapport).status, stand(rapport).versie) == ("klaar", 1)


def test_a_new_version_needs_a_reason_and_waits_for_a_running_one(wereld):
    door, rapport = ToezichthouderFactory(), vraag()
    with pytest.raises(Conflict):
        services.vraag_nieuwe_versie(rapport_id=rapport.pk, reden="sneller", by=door)
    services.maak_rapport(rapport_id=rapport.pk)
    with pytest.raises(Weigering, match="waarom"):
        services.vraag_nieuwe_versie(rapport_id=rapport.pk, reden="  ", by=door)
    nieuw = services.vraag_nieuwe_versie(rapport_id=rapport.pk, reden="De raad vroeg erom", by=door)
    services.maak_rapport(rapport_id=nieuw.pk)
    assert (stand(nieuw).versie, stand(rapport).versie) == (2, 1)
    assert stand(rapport).bestand.storage.exists(stand(rapport).bestand.name)


def test_a_maker_that_lost_its_claim_keeps_nothing(wereld, monkeypatch):
    rapport, echt = vraag(), tekenen.teken

    def traag(snapshot):
        with clock.klok_op(clock.nu() + dienst.VASTGELOPEN_NA + dt.timedelta(minutes=1)):
            monkeypatch.setattr(tekenen, "teken", echt)
            assert services.maak_rapport(rapport_id=rapport.pk) is True
        return b"%PDF- het werk van wie te laat kwam"

    monkeypatch.setattr(tekenen, "teken", traag)
    assert services.maak_rapport(rapport_id=rapport.pk) is False
    klaar = stand(rapport)
    assert (klaar.status, klaar.pogingen) == ("klaar", 2)
    assert services.controleer_rapport(rapport_id=rapport.pk).goed


def test_control_finds_a_changed_file_and_a_missing_one(wereld):
    rapport = beeld()
    assert services.controleer_rapport(rapport_id=rapport.pk).goed
    with rapport.bestand.storage.open(rapport.bestand.name, "ab") as bestand:
        bestand.write(b" ")
    controle = services.controleer_rapport(rapport_id=rapport.pk)
    assert controle.afwijkingen == ("Het bestand is gewijzigd nadat het rapport is gemaakt.",)
    rapport.bestand.storage.delete(rapport.bestand.name)
    assert services.controleer_rapport(rapport_id=rapport.pk).afwijkingen == ("Het bestand is er niet meer.",)


def test_control_finds_another_template(wereld, monkeypatch):
    rapport = beeld()
    monkeypatch.setitem(tekenen.SJABLONEN, "toezichtbeeld", "reports/pdf/kwartaaldashboard.html")
    tekenen.sjabloon_versie.cache_clear()
    controle = services.controleer_rapport(rapport_id=rapport.pk)
    tekenen.sjabloon_versie.cache_clear()
    assert len(controle.afwijkingen) == 1
    assert rapport.sjabloon_versie in controle.afwijkingen[0]


@pytest.mark.django_db(transaction=True)
def test_control_finds_a_snapshot_that_somebody_with_all_power_changed(superuser_cursor, wereld):
    rapport = beeld()
    superuser_cursor.execute("SET session_replication_role = replica")
    superuser_cursor.execute(
        "UPDATE reports_rapport SET snapshot = jsonb_set(snapshot, '{feiten,overheid,naam}', '\"Elders\"') "
        "WHERE id = %s",
        [rapport.pk],
    )
    afwijkingen = services.controleer_rapport(rapport_id=rapport.pk).afwijkingen
    assert afwijkingen[0] == "De snapshot is niet die waarvan het rapport is gemaakt."
    assert len(afwijkingen) == 2


def test_a_report_that_cannot_be_drawn_says_why(wereld, monkeypatch):
    def weiger(**kw):
        raise PdfMislukt("Het document vraagt iets van buiten")

    monkeypatch.setattr(tekenen.pdf, "render_pdf", weiger)
    with pytest.raises(PdfMislukt):
        beeld()
    assert "vraagt iets van buiten" in Rapport.objects.get().laatste_fout


def test_a_leftover_file_of_a_dead_maker_is_overwritten(wereld):
    rapport = vraag()
    opslag = Rapport._meta.get_field("bestand").storage
    naam = "rapporten/2026/" + stand(rapport).bestandsnaam
    opslag.save(naam, ContentFile(b"half"))
    services.maak_rapport(rapport_id=rapport.pk)
    assert stand(rapport).bestand.name == naam
    assert services.controleer_rapport(rapport_id=rapport.pk).goed
