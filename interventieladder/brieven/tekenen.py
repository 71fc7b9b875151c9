"""Drawing a letter: from sealed text, addressees and lengths of terms to an accessible PDF (PDF/UA-1).

Nothing that can change after the seal is printed, except what sending fills in: letter date, kenmerk and
end dates. Before sending these are marked places on a page that says *concept*.
"""

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html

from interventieladder.brieven import taal
from interventieladder.brieven.velden import VELDEN
from interventieladder.models.stukken import Ontvangerrol
from interventieladder.models.termijn import TermijnSoort
from interventieladder.termijnsoorten import naam_van
from interventieladder.treden import DOCUMENTEN, Niveau
from toezicht.core.fouten import Weigering
from toezicht.core.pdf import render_pdf
from toezicht.core.templatetags.weergave import datum_lang
from toezicht.core.woorden import in_weken, klein

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from interventieladder.models import Brief

INVUL = "wordt ingevuld bij verzending"
_T = TermijnSoort
TERMIJNEN_PER_SOORT: dict[str, tuple[str, ...]] = {
    "L2": (_T.ANTWOORD,),
    "L5": (_T.AFSPRAKEN,),
    "L5b": (_T.AFSPRAKEN,),
    "L7": (_T.ZIENSWIJZE, _T.RESULTAAT),
}
"""Which end dates a letter prints, apart from those that depend on the step."""
TERMIJN_PER_STAP: dict[tuple[str, str], tuple[str, ...]] = {
    ("L6", "verleng_afspraken"): (_T.AFSPRAKEN,),
    ("L10", "schaal_af_naar_t3a"): (_T.AFSPRAKEN,),
    ("L10", "schaal_af_naar_t3b"): (_T.AFSPRAKEN,),
}
COLLEGE_TEKENT = (Niveau.GS, Niveau.GS_OF_GEMACHTIGDE)
_WATERMERK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm">'
    '<text x="105" y="160" font-family="Noto Sans" font-size="44" font-weight="700" letter-spacing="4" '
    'text-anchor="middle" fill="#e9edf1" transform="rotate(-55 105 150)">CONCEPT</text></svg>'
)


def sha256(data: bytes) -> str:
    """SHA-256 (hex) of a file."""
    return hashlib.sha256(data).hexdigest()


def teken(brief: "Brief", *, briefdatum: dt.date | None, termijnen: Mapping[str, dt.date]) -> bytes:
    """Draw the letter as PDF/UA-1; the same letter, date and terms give the same bytes.

    Without `briefdatum`: a concept with a watermark and marked places for date, kenmerk and end dates.
    `termijnen` maps a kind of `TermijnSoort` to its effective end date. Raises `Weigering` for a kind without
    template, or when a final letter lacks its decision, its kenmerk or an end date it must print.
    """
    if brief.soort not in VELDEN:
        raise Weigering("Voor dit document is geen sjabloon. Upload het bestand.", veld="soort")
    nodig = _nodige_termijnen(brief)
    if briefdatum is not None:
        _eis_volledig(brief, nodig, termijnen)
    context = {
        **_kop(brief, briefdatum),
        "v": _waarden(brief),
        "eind": {soort: _einddatum(brief, soort, termijnen.get(soort)) for soort in nodig},
        "ondertekening": _ondertekening(brief),
        "besloten_op": _besluitdatum(brief),
    }
    naam = DOCUMENTEN[brief.soort].naam
    titel = f"{naam}: {brief.onderwerp}" if briefdatum else f"Concept {klein(naam)}: {brief.onderwerp}"
    return render_pdf(
        template=f"interventieladder/brieven/{brief.soort.lower()}.html", context=context, titel=titel
    )


def _nodige_termijnen(brief: "Brief") -> tuple[str, ...]:
    vast = TERMIJNEN_PER_SOORT.get(brief.soort, ())
    return vast or TERMIJN_PER_STAP.get((brief.soort, brief.voorstel.stap), ())


def _eis_volledig(brief: "Brief", nodig: tuple[str, ...], termijnen: Mapping[str, dt.date]) -> None:
    if not hasattr(brief.voorstel, "besluit"):
        raise Weigering("Over deze brief is nog niet besloten; hij kan niet definitief worden gemaakt.")
    if not brief.kenmerk:
        raise Weigering("Deze brief heeft nog geen kenmerk en kan niet definitief worden gemaakt.")
    for soort in nodig:
        if soort not in termijnen:
            raise Weigering(
                f"In deze brief ontbreekt een einddatum ({klein(naam_van(soort))}). "
                "Geef in het voorstel de lengte van de termijn."
            )


def _waarden(brief: "Brief") -> dict[str, Any]:
    """Every field of the letter; what was not stored is empty."""
    return {veld.code: brief.velden.get(veld.code, "") for veld in VELDEN[brief.soort]}


def _kop(brief: "Brief", briefdatum: dt.date | None) -> dict[str, Any]:
    dossier = brief.dossier
    aan = [g for g in brief.geadresseerden if g.get("rol") != Ontvangerrol.INTERN]
    orgaan = [g for g in aan if g["rol"] in (Ontvangerrol.ORGAAN, Ontvangerrol.PUBLICATIE)]
    kenmerk = brief.kenmerk if briefdatum else ""
    provincie = settings.PROVINCIE_NAAM
    return {
        "provincie": provincie,
        "contact": dossier.beleid.contact,
        "concept": briefdatum is None,
        "watermerk": _watermerk() if briefdatum is None else "",
        "gemaakt_op": briefdatum.isoformat() if briefdatum else "",
        "kop_links": f"Provincie {provincie}",
        "kop_rechts": f"{f'Ons kenmerk {kenmerk}' if kenmerk else 'Concept'} · dossier {dossier.nummer}",
        "voet": f"{DOCUMENTEN[brief.soort].naam}{'' if briefdatum else ' · concept'}",
        "onderwerp": brief.onderwerp,
        "aan": [_adresregels(g) for g in orgaan],
        "kopie_aan": [g["naam"] for g in aan if g not in orgaan],
        "aanhef": taal.aanhef(dossier.orgaan),
        "datum": datum_lang(briefdatum).split(" ", 1)[1] if briefdatum else _invul(INVUL),
        "kenmerk": kenmerk or _invul(INVUL),
        "dossiernummer": dossier.nummer,
    }


def _adresregels(geadresseerde: Mapping[str, str]) -> dict[str, Any]:
    regels = str(geadresseerde.get("adres", "")).splitlines()
    return {"naam": geadresseerde["naam"], "regels": [regel for regel in regels if regel.strip()]}


def _invul(tekst: str) -> "SafeString":
    return format_html('<span class="invul">{}</span>', tekst)


def _einddatum(brief: "Brief", soort: str, datum: dt.date | None) -> "SafeString":
    """The end date in bold with its weekday, or the marked place with the length of the term."""
    if datum is not None:
        return format_html('<strong class="geen-afbreking">{}</strong>', datum_lang(datum))
    voorstel = brief.voorstel
    weken = voorstel.zienswijze_weken if soort == TermijnSoort.ZIENSWIJZE else voorstel.termijn_weken
    return _invul(f"[datum {INVUL}: {in_weken(weken)} na verzending]" if weken else f"[datum {INVUL}]")


def _ondertekening(brief: "Brief") -> dict[str, str]:
    """Who signs: GS themselves (Provinciewet 59a), or whoever decided for them by mandate."""
    teken_in = brief.dossier.beleid.ondertekening
    niveau = brief.voorstel.niveau
    if niveau in COLLEGE_TEKENT or brief.soort in ("L7", "L9"):
        return {"voorzitter": teken_in.commissaris, "secretaris": teken_in.secretaris}
    besluit = getattr(brief.voorstel, "besluit", None)
    door = besluit.besloten_door if besluit else None
    functie = {
        Niveau.GEDEPUTEERDE: teken_in.gedeputeerde,
        Niveau.COORDINATOR: teken_in.coordinator,
    }.get(Niveau(niveau), teken_in.teamleider)
    return {"naam": door.naam if door else "", "functie": functie}


def _besluitdatum(brief: "Brief") -> "SafeString | str":
    besluit = getattr(brief.voorstel, "besluit", None)
    return taal.dag(besluit.besloten_op) if besluit else _invul("wordt ingevuld na het besluit")


@cache
def _watermerk() -> str:
    """The mark as a data URI: a page background is decoration, so a screen reader passes over it."""
    return "data:image/svg+xml;base64," + base64.b64encode(_WATERMERK.encode()).decode("ascii")
