"""Files that come in: which kinds may, how they are named, and what they are by their content."""

import hashlib
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings

from toezicht.core.fouten import Weigering

if TYPE_CHECKING:
    from django.core.files.base import File

MAX_PER_KEER = 10
MAX_NAAM = 120
_KOP = 8192
_OFFICE = {
    ".docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
_TEKST = {".txt": "text/plain", ".csv": "text/csv", ".eml": "message/rfc822"}
_MAGISCH = {
    ".pdf": (b"%PDF-", "application/pdf"),
    ".png": (b"\x89PNG\r\n\x1a\n", "image/png"),
    ".jpg": (b"\xff\xd8\xff", "image/jpeg"),
    ".jpeg": (b"\xff\xd8\xff", "image/jpeg"),
}
SOORTEN = (*_MAGISCH, *_OFFICE, *_TEKST)
"""File extensions that may come in."""

_BESTURING = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class BestandGeweigerd(Weigering):
    """A file that may not come in; `veld` names the form field."""

    def __init__(self, melding: str) -> None:
        super().__init__(melding, veld="bestanden")


@dataclass(frozen=True, slots=True)
class Getoetst:
    """A file that passed: clean name, media type by content, size in bytes, SHA-256 as hex."""

    bestand: "File[bytes]"
    naam: str
    mediatype: str
    grootte: int
    sha256: str


def schone_naam(naam: str | None) -> str:
    """The last part of the name it came with, printable, at most 120 characters, extension kept."""
    kaal = re.split(r"[\\/]", naam or "")[-1]
    kaal = "".join(teken for teken in kaal if teken.isprintable()).strip(" .")
    if not kaal:
        return "bestand"
    deel = PurePosixPath(kaal)
    return kaal if len(kaal) <= MAX_NAAM else f"{deel.stem[: MAX_NAAM - len(deel.suffix)]}{deel.suffix}"


def _mediatype(bestand: "File[bytes]", extensie: str, kop: bytes) -> str | None:
    """The media type that the first bytes show, if it belongs to the extension."""
    if extensie in _MAGISCH:
        begin, mediatype = _MAGISCH[extensie]
        return mediatype if kop.startswith(begin) else None
    if extensie in _OFFICE:
        return _office(bestand, *_OFFICE[extensie]) if kop.startswith(b"PK\x03\x04") else None
    if _BESTURING.search(kop) or kop.startswith(b"MZ"):
        return None
    if extensie == ".eml" and not re.match(rb"[A-Za-z][A-Za-z0-9-]*:", kop.lstrip(b"\xef\xbb\xbf")):
        return None
    return _TEKST[extensie]


def _office(bestand: "File[bytes]", kern: str, mediatype: str) -> str | None:
    """A real document of that kind, without macros; only the table of contents of the zip is read."""
    try:
        with zipfile.ZipFile(bestand) as archief:
            namen = set(archief.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError):  # the last: a version zipfile cannot read
        return None
    macro = any(naam.lower().endswith("vbaproject.bin") for naam in namen)
    return mediatype if {"[Content_Types].xml", kern} <= namen and not macro else None


def toets_bestand(bestand: "File[bytes]") -> Getoetst:
    """Check one file; `BestandGeweigerd` says why not. Nothing is stored."""
    naam = schone_naam(bestand.name)
    grootte = bestand.size
    if grootte == 0:
        raise BestandGeweigerd(f"Het bestand “{naam}” is leeg. Kies een bestand met inhoud.")
    if grootte > settings.UPLOAD_MAX_BYTES:
        grens = settings.UPLOAD_MAX_BYTES // (1024 * 1024)
        raise BestandGeweigerd(
            f"Het bestand “{naam}” is te groot. Kies een bestand van hoogstens {grens} MB."
        )
    extensie = PurePosixPath(naam).suffix.lower()
    soorten = ", ".join(soort[1:] for soort in SOORTEN)
    if extensie not in SOORTEN:
        raise BestandGeweigerd(f"Het bestand “{naam}” heeft een soort die niet mag. Kies {soorten}.")
    bestand.seek(0)
    mediatype = _mediatype(bestand, extensie, bestand.read(_KOP))
    if mediatype is None:
        raise BestandGeweigerd(
            f"De inhoud van “{naam}” past niet bij {extensie[1:]}. Sla het opnieuw op, zonder macro’s."
        )
    bestand.seek(0)
    som = hashlib.sha256()
    for blok in bestand.chunks():
        som.update(blok)
    bestand.seek(0)
    return Getoetst(bestand, naam, mediatype, grootte, som.hexdigest())


def toets_bestanden(bestanden: Sequence["File[bytes]"]) -> list[Getoetst]:
    """Check several files, all before any is stored; the same content twice counts once."""
    if len(bestanden) > MAX_PER_KEER:
        raise BestandGeweigerd(f"Voeg hoogstens {MAX_PER_KEER} bestanden tegelijk toe.")
    getoetst = [toets_bestand(bestand) for bestand in bestanden]
    return list({stuk.sha256: stuk for stuk in getoetst}.values())
