"""Evidence files: what may come in, how it is named and given back."""

import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from signalen.keuzes import Status
from signalen.models import Bewijsstuk, Signaal
from signalen.services import signalen
from tests.signalen.conftest import PDF, actie, bestand, office
from toezicht.core.bestanden import BestandGeweigerd, schone_naam
from toezicht.core.fouten import Conflict, GeenRecht, Weigering

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
EXE = b"MZ\x90\x00\x03" + b"\x00" * 200


def opgeslagen():
    map_ = Path(settings.MEDIA_ROOT) / "signalen"
    return {pad for pad in map_.rglob("*") if pad.is_file()} if map_.exists() else set()


@pytest.mark.parametrize(
    ("naam", "inhoud", "mediatype"),
    [
        ("brief.pdf", PDF, "application/pdf"),
        ("foto.PNG", PNG, "image/png"),
        ("foto.jpeg", b"\xff\xd8\xff\xe0" + b"\x00" * 20, "image/jpeg"),
        ("verslag.docx", office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (
            "cijfers.xlsx",
            office("xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("lijst.csv", b"a;b\n1;2\n", "text/csv"),
        ("notitie.txt", "Eén regel".encode(), "text/plain"),
        ("mail.eml", b"From: iemand@voorbeeldland.example\r\nSubject: x\r\n\r\ntekst", "message/rfc822"),
    ],
)
def test_what_may_come_in(registreer, naam, inhoud, mediatype):
    stuk = registreer(bestanden=[bestand(naam, inhoud)]).bewijsstukken.get()
    assert (stuk.naam, stuk.mediatype, stuk.grootte) == (naam, mediatype, len(inhoud))
    assert stuk.sha256 == hashlib.sha256(inhoud).hexdigest()
    with stuk.bestand.open("rb") as opgehaald:
        assert opgehaald.read() == inhoud
    assert naam not in stuk.bestand.name


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [
        ("leeg.pdf", b""),
        ("programma.exe", EXE),
        ("programma.pdf", EXE),
        ("programma.txt", EXE),
        ("programma.csv", b"MZ gewone tekst"),
        ("pagina.html", b"<script>alert(1)</script>"),
        ("tekening.svg", b"<svg onload='x'/>"),
        ("zonderextensie", PDF),
        ("foto.png", PDF),
        ("verslag.docx", PDF),
        ("verslag.docx", office("xl/workbook.xml")),
        ("verslag.docx", office(extra=("word/vbaProject.bin",))),
        ("kapot.docx", b"PK\x03\x04" + b"\x00" * 40),
        ("mail.eml", b"zomaar tekst"),
        ("brief.pdf.exe", PDF),
        ("brief.docm", office()),
    ],
)
def test_what_may_not_come_in_stores_nothing(registreer, naam, inhoud):
    voor = opgeslagen()
    with pytest.raises(BestandGeweigerd) as fout:
        registreer(bestanden=[bestand("goed.pdf"), bestand(naam, inhoud)])
    assert fout.value.veld == "bestanden"
    assert fout.value.status == 422
    assert not Signaal.objects.exists()
    assert opgeslagen() == voor


def test_too_big_is_refused_before_reading(registreer, settings):
    settings.UPLOAD_MAX_BYTES = 1024 * 1024
    with pytest.raises(BestandGeweigerd, match="hoogstens 1 MB"):
        registreer(bestanden=[bestand(inhoud=PDF + b" " * 1024 * 1024)])


def test_too_many_at_once(registreer):
    with pytest.raises(BestandGeweigerd, match="hoogstens 10"):
        registreer(bestanden=[bestand(inhoud=PDF + bytes([65 + n])) for n in range(11)])


@pytest.mark.parametrize(
    ("kwam_als", "heet"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\brief.pdf", "brief.pdf"),
        ("/absoluut/brief.pdf", "brief.pdf"),
        ("brief\x00\r\n\x1b.pdf", "brief.pdf"),
        ("\u202egepj.pdf", "gepj.pdf"),
        (" .pdf. ", "pdf"),
        ("...", "bestand"),
        (None, "bestand"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
    ],
)
def test_names_lose_their_path_and_tricks(kwam_als, heet):
    assert schone_naam(kwam_als) == heet


def test_a_traversing_name_stays_in_the_store(registreer):
    file = bestand()
    file._name = "../../../ontsnapt.pdf"
    stuk = registreer(bestanden=[file]).bewijsstukken.get()
    assert stuk.naam == "ontsnapt.pdf"
    assert Path(stuk.bestand.path).resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())


def test_the_same_content_is_kept_once(registreer, noor):
    signaal = registreer(bestanden=[bestand("een.pdf"), bestand("twee.pdf")])
    assert signaal.bewijsstukken.count() == 1
    with pytest.raises(Weigering, match="hoort al bij"):
        signalen.voeg_bewijs_toe(signaal_id=signaal.pk, bestanden=[bestand("drie.pdf")], door=noor)
    signalen.voeg_bewijs_toe(signaal_id=signaal.pk, bestanden=[bestand("vier.pdf", PDF + b"x")], door=noor)
    assert signaal.bewijsstukken.count() == 2


def test_an_act_that_fails_leaves_no_file(registreer, monkeypatch):
    voor = opgeslagen()
    origineel = Bewijsstuk.save

    def tweede_mislukt(self, *args, **kwargs):
        if self.naam == "twee.pdf":
            raise OSError("schijf vol")
        return origineel(self, *args, **kwargs)

    monkeypatch.setattr(Bewijsstuk, "save", tweede_mislukt)
    with pytest.raises(OSError, match="schijf vol"), transaction.atomic():
        registreer(bestanden=[bestand("een.pdf"), bestand("twee.pdf", PDF + b"2")])
    assert opgeslagen() == voor
    assert not Signaal.objects.exists()


def test_who_may_add_and_when(signaal_in, noor, coordinator):
    from tests.factories import GedeputeerdeFactory

    signaal = signaal_in(Status.ACTIEF)
    with pytest.raises(GeenRecht):
        signalen.voeg_bewijs_toe(signaal_id=signaal.pk, bestanden=[bestand()], door=GedeputeerdeFactory())
    with pytest.raises(Weigering, match="Kies eerst"):
        signalen.voeg_bewijs_toe(signaal_id=signaal.pk, bestanden=[], door=noor)
    klaar = signaal_in(Status.VERLOPEN)
    with pytest.raises(Conflict):
        signalen.voeg_bewijs_toe(signaal_id=klaar.pk, bestanden=[bestand()], door=noor)


def test_the_download_is_never_shown_in_the_browser(registreer, client, noor):
    signaal = registreer(bestanden=[bestand("brief „met” ruimte.pdf")])
    client.force_login(noor)
    antwoord = client.get(f"/signalen/{signaal.nummer}/bewijs/{signaal.bewijsstukken.get().pk}/")
    assert antwoord.getvalue() == PDF
    assert antwoord.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''brief")
    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in antwoord.headers["Content-Security-Policy"]
    assert "no-store" in antwoord.headers["Cache-Control"]


def test_the_form_takes_files_and_says_why_not(registreer, client, noor):
    signaal = registreer()
    client.force_login(noor)
    goed = actie(client, signaal, "bewijs", bestanden=[bestand("een.pdf"), bestand("twee.pdf", PDF + b"2")])
    assert goed.status_code == 302
    assert signaal.bewijsstukken.count() == 2
    fout = actie(client, signaal, "bewijs", bestanden=[bestand("virus.exe", EXE)])
    assert fout.status_code == 422
    assert "virus.exe" in fout.content.decode()
    leeg = actie(client, signaal, "bewijs")
    assert leeg.status_code == 422
    assert signaal.bewijsstukken.count() == 2
