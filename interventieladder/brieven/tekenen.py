"""Drawing a letter: from sealed text, addressees and lengths of terms to an accessible PDF (PDF/UA-1).

Nothing that can change after the seal is printed, except what sending fills in: letter date, kenmerk and
end dates. Before sending these are marked places on a page that says *concept*.
"""

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html

from interventieladder.briefsjablonen import CLAUSULES, SJABLONEN, Rechtsmiddel, Termijnzin, Veld
from interventieladder.briefsjablonen.context import vul
from interventieladder.brieven import taal
from interventieladder.brieven.velden import VELDEN, rechtsmiddel_van, velden_van
from interventieladder.brieven.waarden import Context, orgaan_van
from interventieladder.models.stukken import Ontvangerrol
from interventieladder.models.termijn import TermijnSoort
from interventieladder.termijnsoorten import naam_van
from interventieladder.treden import DOCUMENTEN, Niveau
from interventieladder.wettelijk import BELANGHEBBENDE
from toezicht.core.fouten import Weigering
from toezicht.core.pdf import render_pdf
from toezicht.core.templatetags.weergave import datum_lang
from toezicht.core.woorden import in_weken, klein

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from interventieladder.models import Brief

INVUL = "wordt ingevuld bij verzending"
GEEN_AANHEF = "-"
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
    nodig = [zin.soort for zin in _termijnzinnen(brief)]
    if briefdatum is not None:
        _eis_volledig(brief, nodig, termijnen)
    naam = DOCUMENTEN[brief.soort].naam
    titel = f"{naam}: {brief.onderwerp}" if briefdatum else f"Concept {klein(naam)}: {brief.onderwerp}"
    context = inhoud(brief, briefdatum=briefdatum, termijnen=termijnen)
    return render_pdf(template=sjabloon_van(brief.soort), context=context, titel=titel)


def sjabloon_van(soort: str) -> str:
    """The page template of a letter: its own, or the one that prints blocks in order."""
    naam = soort.lower() if SJABLONEN[soort].eigen_opmaak else "blokken"
    return f"interventieladder/brieven/{naam}.html"


def inhoud(brief: "Brief", *, briefdatum: dt.date | None, termijnen: Mapping[str, dt.date]) -> dict[str, Any]:
    """What the page template of a letter asks; the same for the PDF and for the example beside the text."""
    zinnen = _termijnzinnen(brief)
    eind = {zin.soort: _einddatum(brief, zin.soort, termijnen.get(zin.soort)) for zin in zinnen}
    waarden = _waarden(brief)
    return {
        **_kop(brief, briefdatum),
        "v": waarden,
        "eind": eind,
        "blokken": [_blok(veld, waarden[veld.code], zinnen, eind) for veld in _gedrukt(brief, waarden)],
        "clausule": _clausule(brief, waarden),
        "ondertekening": _ondertekening(brief),
        "besloten_op": _besluitdatum(brief),
    }


def _gedrukt(brief: "Brief", waarden: Mapping[str, Any]) -> list[Veld]:
    """The blocks that have content; an optional one left empty leaves no heading."""
    return [veld for veld in SJABLONEN[brief.soort].blokken if waarden[veld.code]]


def _blok(veld: Veld, waarde: Any, zinnen: Sequence[Termijnzin], eind: Mapping[str, Any]) -> dict[str, Any]:
    """One block as the page template prints it."""
    zin = next((z for z in zinnen if z.na == veld.code), None)
    return {
        "kop": veld.kop,
        "soort": veld.soort,
        "waarde": taal.dag(dt.date.fromisoformat(waarde)) if veld.soort == "datum" else waarde,
        "zin": veld.tekst.split("{datum}") if veld.soort == "datum" else [],
        "kolommen": veld.kolommen,
        "termijn": (*zin.tekst.split("{datum}"), eind[zin.soort]) if zin else None,
    }


def _clausule(brief: "Brief", waarden: Mapping[str, Any]) -> list[str]:
    """The paragraphs of the remedy; none where nothing stands open."""
    middel = _middel(brief, waarden)
    context = Context(brief.dossier, brief.voorstel)
    if (
        SJABLONEN[brief.soort].rechtsmiddel != Rechtsmiddel.REGIME
    ):  # the closed circle is of stepping in alone
        context["beroepsgerechtigden"] = BELANGHEBBENDE
    return [vul(tekst, context) for tekst in CLAUSULES.get(middel, ())]


def _middel(brief: "Brief", waarden: Mapping[str, Any]) -> str:
    """What stands open against this letter: as the law has it, or as the jurist chose."""
    middel = rechtsmiddel_van(brief.soort, brief.dossier)
    return str(waarden.get("rechtsmiddel", "")) if middel == Rechtsmiddel.JURIST_BEPAALT else str(middel)


def staat_beroep_open(brief: "Brief") -> bool:
    """Whether a judge can be asked at once; of a letter that was uploaded only the law says it."""
    return _middel(brief, brief.velden or {}) in (Rechtsmiddel.BEROEP_ABRVS, Rechtsmiddel.RECHTBANK)


def _termijnzinnen(brief: "Brief") -> list[Termijnzin]:
    """Which end dates this letter prints with the step of its proposal."""
    if brief.voorstel is None:  # what decides nothing starts no term
        return []
    stap = brief.voorstel.stap
    zinnen = [z for z in SJABLONEN[brief.soort].termijnen if not z.stappen or stap in z.stappen]
    if brief.soort == "L8" and brief.voorstel.termijn_weken is None:  # urgent: no time to act oneself
        return []
    return zinnen


def _eis_volledig(brief: "Brief", nodig: Sequence[str], termijnen: Mapping[str, dt.date]) -> None:
    if brief.voorstel is not None and not hasattr(brief.voorstel, "besluit"):
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
    return {veld.code: brief.velden.get(veld.code, "") for veld in velden_van(brief.soort, brief.dossier)}


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
        "aanhef": _aanhef(brief),
        "groet": SJABLONEN[brief.soort].groet,
        "datum": datum_lang(briefdatum).split(" ", 1)[1] if briefdatum else _invul(INVUL),
        "kenmerk": kenmerk or _invul(INVUL),
        "dossiernummer": dossier.nummer,
    }


def _aanhef(brief: "Brief") -> str:
    eigen = SJABLONEN[brief.soort].aanhef
    return {"": taal.aanhef(orgaan_van(brief.dossier)), GEEN_AANHEF: ""}.get(eigen, eigen)


def _adresregels(geadresseerde: Mapping[str, str]) -> dict[str, Any]:
    regels = str(geadresseerde.get("adres", "")).splitlines()
    return {"naam": geadresseerde["naam"], "regels": [regel for regel in regels if regel.strip()]}


def _invul(tekst: str) -> "SafeString":
    return format_html('<span class="invul">{}</span>', tekst)


def _einddatum(brief: "Brief", soort: str, datum: dt.date | None) -> "SafeString":
    """The end date in bold with its weekday, or the marked place with the length of the term."""
    if datum is not None:
        return format_html('<strong class="geen-afbreking">{}</strong>', datum_lang(datum))
    veld = "zienswijze_weken" if soort == TermijnSoort.ZIENSWIJZE else "termijn_weken"
    weken = getattr(brief.voorstel, veld, None)
    return _invul(f"[datum {INVUL}: {in_weken(weken)} na verzending]" if weken else f"[datum {INVUL}]")


def _ondertekening(brief: "Brief") -> dict[str, str]:
    """Who signs: GS themselves (Provinciewet 59a), or whoever decided for them by mandate."""
    if not SJABLONEN[brief.soort].ondertekend:
        return {}
    teken_in = brief.dossier.beleid.ondertekening
    if brief.voorstel is None:  # what needs no decision comes from the toezichthouder (ladder.md 1.10)
        return {"naam": brief.dossier.behandelaar.naam, "functie": teken_in.toezichthouder}
    niveau = brief.voorstel.niveau
    if niveau in COLLEGE_TEKENT or SJABLONEN[brief.soort].college_tekent:
        return {"voorzitter": teken_in.commissaris, "secretaris": teken_in.secretaris}
    besluit = getattr(brief.voorstel, "besluit", None)
    door = besluit.besloten_door if besluit else None
    functie = {
        Niveau.GEDEPUTEERDE: teken_in.gedeputeerde,
        Niveau.COORDINATOR: teken_in.coordinator,
    }.get(Niveau(niveau), teken_in.teamleider)
    return {"naam": door.naam if door else "", "functie": functie}


def _besluitdatum(brief: "Brief") -> "SafeString | str":
    if brief.voorstel is None:
        return ""
    besluit = getattr(brief.voorstel, "besluit", None)
    return taal.dag(besluit.besloten_op) if besluit else _invul("wordt ingevuld na het besluit")


@cache
def _watermerk() -> str:
    """The mark as a data URI: a page background is decoration, so a screen reader passes over it."""
    return "data:image/svg+xml;base64," + base64.b64encode(_WATERMERK.encode()).decode("ascii")
