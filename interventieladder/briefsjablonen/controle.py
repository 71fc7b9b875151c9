"""The one checker of letter templates: of ours, and of the texts a province writes in its beleidskader."""

from collections.abc import Iterator, Mapping
from typing import Any

from interventieladder.briefsjablonen import (
    CLAUSULES,
    SJABLONEN,
    Briefsjabloon,
    Rechtsmiddel,
    Veld,
)
from interventieladder.briefsjablonen.context import onbekend_in

TEKSTSOORTEN = ("alinea", "lijst")
"""Blocks whose standard text a province can write itself."""
MAX_TEKST = 4000


def bezwaren_tegen(sjabloon: Briefsjabloon) -> Iterator[str]:
    """What is wrong with one of our templates, as sentences for who builds it."""
    codes = [veld.code for veld in sjabloon.velden]
    for code in sorted({c for c in codes if codes.count(c) > 1}):
        yield f"{sjabloon.code}: blok “{code}” staat er tweemaal in"
    if sjabloon.rechtsmiddel not in Rechtsmiddel.values:
        yield f"{sjabloon.code}: onbekend rechtsmiddel “{sjabloon.rechtsmiddel}”"
    for fout in onbekend_in(sjabloon.onderwerp):
        yield f"{sjabloon.code}, onderwerp: onbekend veld {fout}"
    for veld in sjabloon.velden:
        yield from _bezwaren_tegen_blok(sjabloon, veld)
    for zin in sjabloon.termijnen:
        if zin.na not in codes or "{datum}" not in zin.tekst:
            yield f"{sjabloon.code}: de zin over termijn “{zin.soort}” hoort bij geen blok of noemt geen datum"


def _bezwaren_tegen_blok(sjabloon: Briefsjabloon, veld: Veld) -> Iterator[str]:
    ook = ("datum",) if veld.soort == "datum" else ()
    for fout in onbekend_in(veld.tekst, ook=ook):
        yield f"{sjabloon.code}, {veld.code}: onbekend veld {fout}"
    if veld.soort == "tabel" and not veld.kolommen:
        yield f"{sjabloon.code}, {veld.code}: een tabel zonder kolommen"
    gedrukt = veld in sjabloon.blokken and not sjabloon.eigen_opmaak
    leeg = veld.soort in ("alinea", "lijst", "datum") and not veld.tekst.strip()
    if gedrukt and veld.verplicht and leeg and (veld.soort == "datum" or not veld.hint.strip()):
        yield f"{sjabloon.code}, {veld.code}: een verplicht blok zonder standaardtekst en zonder vraag"


def controleer_sjablonen() -> list[str]:
    """Every objection against every template of ours; none when all is well."""
    uit = [bezwaar for sjabloon in SJABLONEN.values() for bezwaar in bezwaren_tegen(sjabloon)]
    for soort, alineas in CLAUSULES.items():
        uit += [f"clausule {soort}: onbekend veld {fout}" for a in alineas for fout in onbekend_in(a)]
    return uit


def bezwaar_tegen_tekst(soort: str, code: str, tekst: Any) -> str:
    """Why this text of a province cannot stand in block `code` of letter `soort`, as Dutch; empty when it can.

    Refused: an unknown letter, block or field, a block that holds no text, an empty mandatory block.
    """
    sjabloon = SJABLONEN.get(soort)
    if sjabloon is None:
        return f"de brief “{soort}” bestaat niet of heeft geen sjabloon."
    veld = next((v for v in sjabloon.blokken if v.code == code), None)
    if veld is None:
        blokken = ", ".join(v.code for v in sjabloon.blokken if v.soort in TEKSTSOORTEN)
        return f"het blok “{code}” bestaat niet in deze brief. Kies uit: {blokken}."
    if veld.soort not in TEKSTSOORTEN:
        return f"het blok “{veld.label}” bevat geen tekst en krijgt zijn inhoud uit het dossier."
    if not isinstance(tekst, str):
        return "geef een tekst."
    if veld.verplicht and not tekst.strip():
        return f"het verplichte blok “{veld.label}” is leeg."
    if len(tekst) > MAX_TEKST:
        return f"het blok “{veld.label}” is te lang: ten hoogste {MAX_TEKST} tekens."
    if fout := onbekend_in(tekst):
        return f"het veld {fout[0]} in het blok “{veld.label}” bestaat niet. Kijk in docs/beleidskader.md."
    return ""


def bezwaar_tegen_keuze(soort: str, keuze: Any) -> str:
    """Why this remedy cannot be laid down for letter `soort`, as Dutch; empty when it can."""
    sjabloon = SJABLONEN.get(soort)
    if sjabloon is None:
        return f"de brief “{soort}” bestaat niet of heeft geen sjabloon."
    if sjabloon.rechtsmiddel != Rechtsmiddel.JURIST_BEPAALT:
        return "het rechtsmiddel van deze brief volgt uit de wet en is niet instelbaar."
    if keuze not in sjabloon.te_kiezen:
        return f"kies uit {', '.join(str(k) for k in sjabloon.te_kiezen)}."
    return ""


def samengevoegd(soort: str, eigen: Mapping[str, str]) -> dict[str, str]:
    """The text of each block of a letter: what the province wrote, else ours."""
    return {veld.code: eigen.get(veld.code, veld.tekst) for veld in SJABLONEN[soort].blokken}
