"""All that stands on the page of one dossier, as plain data for its templates."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from interventieladder.beleid import Weergavetrede
from interventieladder.models import (
    Beoordeling,
    Brief,
    Dossier,
    Ladderstap,
    Termijn,
    Verschuiving,
    Verzending,
    Voorstel,
)
from interventieladder.models.stukken import BriefStatus, StukSoort
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.voorstel import LOPEND, VoorstelStatus
from interventieladder.selectors import watkannu
from interventieladder.selectors.begrotingsblok import Jaarblok, jaarblok
from interventieladder.selectors.bestedingsruimte import kenmerken
from interventieladder.selectors.kosten import Kostenstaat, kostenstaat
from interventieladder.selectors.ladderdelen import Ladderdeel, ladderdeel
from interventieladder.selectors.losse_feiten import Feitrij, Vastlegbaar, feitrijen, vastlegbaar
from interventieladder.selectors.mededelingen import Mededelingrij, mededelingen
from interventieladder.selectors.overname import Overnamekaart, overnamekaart
from interventieladder.selectors.termijnen import open_verschuivingen
from interventieladder.selectors.tijdlijn import Tijdlijn, tijdlijn
from interventieladder.selectors.watkannu import Stapkaart
from interventieladder.treden import Stand, hoogte
from signalen.selectors.signalen import SignaalKort, signalen_van_dossier
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.templatetags.weergave import MAANDEN_KORT
from toezicht.mandaten.selectors import belang_van

ROLNAAM: dict[str, str] = {
    "lezer": "de tweede lezer",
    "jurist": "de jurist",
    "portefeuillehouder": "de portefeuillehouder",
}
BESLIST: dict[str, str] = {"gs": "GS"}
BESLIST_CDK = "de commissaris"


@dataclass(frozen=True, slots=True)
class Trede:
    """One rung of the strip. `status`: past, nu, mogelijk or toekomst; `regels`: short texts under it."""

    code: str
    naam: str
    status: str
    regels: list[str]


@dataclass(frozen=True, slots=True)
class Geadresseerde:
    """Who must get a letter, and when it went."""

    naam: str
    rol: str
    verzonden_op: dt.date | None
    verzending: int | None = None


@dataclass(frozen=True, slots=True)
class TeVersturen:
    """A letter of the present rung that is not with all its addressees yet."""

    brief: Brief
    geadresseerden: list[Geadresseerde]

    @property
    def nog(self) -> int:
        """How many addressees wait."""
        return len([g for g in self.geadresseerden if g.verzonden_op is None])


@dataclass(frozen=True, slots=True)
class Bestand:
    """A paper or letter in the list of files. `pagina`: stuk_bestand or brief_bestand.

    `elders`: it has no file here but stays in the document system, at `adres` when that is known.
    """

    id: int
    pagina: str
    naam: str
    datum: dt.date | None
    soort: str
    noot: str
    voorstel: str = ""
    te_verifieren: bool = False
    te_beantwoorden: bool = False
    elders: bool = False
    adres: str = ""


@dataclass(frozen=True, slots=True)
class Beoordelingrij:
    """An assessment, and whether this user may verify it."""

    beoordeling: Beoordeling
    te_verifieren: bool
    onderbouwing: list[str]


@dataclass(frozen=True, slots=True)
class Dossierpagina:
    """One dossier as its page shows it."""

    dossier: Dossier
    treden: list[Trede]
    kaarten: list[Stapkaart]
    voorstel: Voorstel | None
    te_versturen: list[TeVersturen]
    termijnen: list[Termijn]
    eerdere_termijnen: list[Termijn]
    verschuivingen: list[Verschuiving]
    bestanden: list[Bestand]
    beoordelingen: list[Beoordelingrij]
    feiten: list[Feitrij]
    vastlegbaar: list[Vastlegbaar]
    kenmerken: list[tuple[str, str]]
    jaarblok: Jaarblok | None
    signalen: list[SignaalKort]
    overname: Overnamekaart | None
    tijdlijn: Tijdlijn
    deel: Ladderdeel | None
    mag_behandelen: bool
    mag_toewijzen: bool
    belang: str
    kosten: Kostenstaat | None
    mededelingen: list[Mededelingrij]


def dossierpagina(user: User, dossier: Dossier, *, cursor: str = "") -> Dossierpagina:
    """Everything for the page; about fifteen queries, whatever the number of lines."""
    voorstel = lopend_voorstel(dossier)
    kaarten = watkannu.stapkaarten(dossier, user, lopend=voorstel)
    lopende = [
        t for t in dossier.feiten.termijnen if t.status in (TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    ]
    gesloten = dossier.gesloten
    return Dossierpagina(
        dossier=dossier,
        treden=strip(dossier, kaarten),
        kaarten=[k for k in kaarten if voorstel is None or k.stap != voorstel.stap],
        voorstel=voorstel,
        te_versturen=te_versturen(dossier),
        termijnen=lopende,
        eerdere_termijnen=[t for t in dossier.feiten.termijnen if t not in lopende],
        verschuivingen=list(open_verschuivingen(user, dossier_id=dossier.pk)) if lopende else [],
        bestanden=bestanden(dossier, user),
        beoordelingen=beoordelingen(dossier, user),
        feiten=feitrijen(dossier, user) if dossier.plan.feitsoorten_van(dossier.domein) else [],
        vastlegbaar=vastlegbaar(dossier, user),
        kenmerken=kenmerken(dossier),
        jaarblok=jaarblok(dossier, user),
        signalen=signalen_van_dossier(user, dossier.pk),
        overname=overnamekaart(dossier, user),
        tijdlijn=tijdlijn(user, dossier, cursor=cursor),
        deel=ladderdeel(dossier, user),
        mag_behandelen=not gesloten and user.has_perm(rollen.BEHANDEL_DOSSIER),
        mag_toewijzen=not gesloten and (dossier.besloten or user.has_perm(rollen.WIJS_TOE)),
        belang=belang_van(user.pk, dossier.overheid_id, clock.vandaag()),
        kosten=kostenstaat(dossier, user),
        mededelingen=mededelingen(dossier) if dossier.generiek else [],
    )


def lopend_voorstel(dossier: Dossier) -> Voorstel | None:
    """The proposal under way, with who drafted it."""
    return dossier.voorstellen.select_related("opgesteld_door", "besluit").filter(status__in=LOPEND).first()


def kort(dag: dt.date | None) -> str:
    """*11 nov 2026*: a date that fits in a box of the strip."""
    return f"{dag.day} {MAANDEN_KORT[dag.month - 1]} {dag.year}" if dag else ""


def periode(van: dt.date, tot: dt.date | None) -> str:
    """*31 aug – 7 okt 2026*; the year once where both lie in it."""
    if tot is None or van == tot:
        return kort(van)
    begin = kort(van).removesuffix(f" {van.year}") if van.year == tot.year else kort(van)
    return f"{begin} – {kort(tot)}"


# -- the ladder across the page ----------------------------------------------------------------------


def strip(dossier: Dossier, kaarten: list[Stapkaart]) -> list[Trede]:
    """T0 to T6: past with dates, present with its term, next possible, future with who decides."""
    if not dossier.generiek:
        return _planstrip(dossier, kaarten)
    mogelijk = watkannu.omhoog(kaarten, dossier.trede)
    eerste = Trede("T0", "Regulier", "past", [f"tot {kort(dossier.geopend_op)}"])
    if dossier.regime.treden:
        return [eerste, *_samengevoegd(dossier, mogelijk)]
    return [
        eerste,
        *(_samen(w, [_trede(dossier, c, mogelijk) for c in w.codes]) for w in dossier.beleid.trap()),
    ]


VOORRANG = ("nu", "mogelijk", "past", "toekomst")
"""Which rung speaks where one number stands for two."""


def _samen(weergave: Weergavetrede, leden: list[Trede]) -> Trede:
    """One place on the strip; where the province gives two rungs one number, the one that matters now speaks."""
    if len(leden) == 1:
        return leden[0]
    spreekt = min(reversed(leden), key=lambda t: VOORRANG.index(t.status))
    if spreekt.status == "toekomst":
        spreekt = leden[0]
    return Trede(weergave.nummer, weergave.naam, spreekt.status, [spreekt.naam, *spreekt.regels])


def _samengevoegd(dossier: Dossier, mogelijk: set[str]) -> list[Trede]:
    """Rungs that the law of this organisation calls otherwise or takes together (ladder.md 2.5: T5 and T6)."""
    uit: list[Trede] = []
    for code in dossier.beleid.treden:
        trede, eigen = _trede(dossier, code, mogelijk), dossier.regime.treden.get(code)
        if eigen is not None:
            trede = replace(trede, code=eigen.nummer, naam=eigen.kort)
        if uit and uit[-1].code == trede.code:
            samen = {uit[-1].status, trede.status}
            status = next(s for s in VOORRANG if s in samen)
            uit[-1] = trede if trede.status == status else uit[-1]
        else:
            uit.append(trede)
    return uit


def _planstrip(dossier: Dossier, kaarten: list[Stapkaart]) -> list[Trede]:
    """The main line of another ladder; a state beside it is shown while the dossier is or was there."""
    lijn = list(dossier.plan.hoofdlijn)
    geweest = {s.trede for s in dossier.feiten.stappen} | {dossier.stand}
    buiten = [s for s in dossier.plan.standen.values if s in geweest and s not in lijn]
    mogelijk = {k.naar for k in kaarten if k.kan}
    return [_planstand(dossier, code, mogelijk) for code in [*lijn, *buiten]]


def _planstand(dossier: Dossier, code: str, mogelijk: set[str]) -> Trede:
    naam = dossier.plan.korte_naam(code)
    verblijven = [s for s in dossier.feiten.stappen if s.trede == code]
    if code == dossier.stand:
        if dossier.gesloten:
            return Trede("", naam, "nu", [f"op {kort(dossier.gesloten_op)}"])
        return Trede("", naam, "nu", _regels_nu(dossier, verblijven[-1]))
    if verblijven:
        return Trede("", naam, "past", [periode(verblijven[0].van, verblijven[-1].tot)])
    return Trede("", naam, "mogelijk" if code in mogelijk else "toekomst", [])


def _trede(dossier: Dossier, code: str, mogelijk: set[str]) -> Trede:
    beleid = dossier.beleid.treden[code]
    verblijven = [s for s in dossier.feiten.stappen if s.trede == code]
    lopend = verblijven[-1] if verblijven and verblijven[-1].tot is None else None
    if lopend is not None:
        return Trede(beleid.nummer, beleid.kort, "nu", _regels_nu(dossier, lopend))
    if verblijven:
        return Trede(beleid.nummer, beleid.kort, "past", _regels_voorbij(verblijven))
    wie = BESLIST_CDK if dossier.besloten else BESLIST.get(beleid.beslist, beleid.beslist)
    beslist = f"beslist: {wie}"
    if dossier.gesloten or hoogte(code) < hoogte(dossier.trede):
        regels = ["overgeslagen"] if hoogte(code) < hoogte(dossier.trede) else []
        return Trede(beleid.nummer, beleid.kort, "toekomst", regels)
    status = "mogelijk" if code in mogelijk else "toekomst"
    return Trede(beleid.nummer, beleid.kort, status, [beslist])


def _regels_nu(dossier: Dossier, stap: Ladderstap) -> list[str]:
    regels = [f"sinds {kort(dossier.trede_sinds or stap.van)}"]
    if stap.verlengingen:
        regels.append(f"verlengd: {stap.verlengingen} keer")
    if dossier.stand == Stand.OVERGEDRAGEN:
        return [*regels, f"overgedragen op {kort(dossier.overgedragen_op)}"]
    if dossier.stand == Stand.AANGEHOUDEN:
        return [*regels, f"aangehouden sinds {kort(dossier.aangehouden_op)}"]
    termijn = next((t for t in dossier.feiten.termijnen if _telt(t)), None)
    if termijn is not None:
        verstreken = termijn.effectief_einde < clock.vandaag()
        woord = "termijn verstreken" if verstreken else "termijn tot"
        regels.append(f"{woord} {kort(termijn.effectief_einde)}")
    return regels


def _telt(termijn: Termijn) -> bool:
    return termijn.status == TermijnStatus.LOOPT and termijn.regels.bewaakt


def _regels_voorbij(verblijven: list[Ladderstap]) -> list[str]:
    van, tot = verblijven[0].van, verblijven[-1].tot
    verlengd = max(s.verlengingen for s in verblijven)
    regels = [periode(van, tot)]
    return [*regels, f"verlengd: {verlengd} keer"] if verlengd else regels


# -- letters and papers ------------------------------------------------------------------------------


def te_versturen(dossier: Dossier) -> list[TeVersturen]:
    """Letters of taken steps that wait for an addressee: until they are sent no term runs (I3)."""
    klaar = [brief for brief in dossier.feiten.brieven if brief.status == BriefStatus.KLAAR]
    if not klaar:
        return []
    gedaan: dict[int, dict[tuple[str, str], Verzending]] = {}
    for verzending in dossier.feiten.verzendingen:
        gedaan.setdefault(verzending.brief_id, {})[verzending.geadresseerde, verzending.rol] = verzending
    return [TeVersturen(brief, geadresseerden(brief, gedaan.get(brief.pk, {}))) for brief in klaar]


def geadresseerden(brief: Brief, gedaan: dict[tuple[str, str], Verzending]) -> list[Geadresseerde]:
    """Everybody on the list of a letter, in its order."""
    uit = []
    for g in brief.geadresseerden:
        verzending = gedaan.get((g["naam"], g["rol"]))
        dag, pk = (verzending.verzonden_op, verzending.pk) if verzending else (None, None)
        uit.append(Geadresseerde(g["naam"], g["rol"], dag, pk))
    return uit


def bestanden(dossier: Dossier, user: User) -> list[Bestand]:
    """Papers in and letters out in one list, newest first."""
    mag_verifieren = dossier.gesloten_op is None and user.has_perm(rollen.LEES_TEGEN)
    mag_behandelen = dossier.gesloten_op is None and user.has_perm(rollen.BEHANDEL_DOSSIER)
    uit = [
        Bestand(
            id=stuk.pk,
            pagina="stuk_bestand",
            naam=stuk.titel,
            datum=stuk.datum,
            soort=stuk.get_soort_display() if stuk.get_soort_display() not in stuk.titel else "",
            noot=_noot(stuk),
            te_verifieren=mag_verifieren
            and stuk.soort in (StukSoort.BEWIJS, StukSoort.VALIDATIEVERSLAG)
            and stuk.geverifieerd_op is None
            and stuk.toegevoegd_door_id != user.pk,
            elders=not stuk.bestand,
            adres=stuk.documentadres,
            te_beantwoorden=mag_behandelen and stuk.soort == StukSoort.ZIENSWIJZE and not stuk.reactie,
        )
        for stuk in dossier.feiten.stukken
    ]
    uit += [
        Bestand(
            id=brief.pk,
            pagina="brief_bestand",
            naam=f"{brief.onderwerp} ({brief.soort})" if brief.soort[:1] == "L" else brief.onderwerp,
            datum=brief.briefdatum,
            soort=brief.kenmerk,
            noot="",
            voorstel=brief.voorstel.nummer,
        )
        for brief in dossier.feiten.brieven
        if brief.bestand and brief.briefdatum is not None
    ]
    return sorted(uit, key=lambda b: (b.datum or dt.date.min, b.id), reverse=True)


def _noot(stuk: Any) -> str:
    noten = [f"overgenomen uit {stuk.bron}"] if stuk.bron else []
    if stuk.documentnummer:
        noten.append(f"documentnummer {stuk.documentnummer}")
    if stuk.geverifieerd_op:
        noten.append("geverifieerd")
    if stuk.soort == StukSoort.ZIENSWIJZE:
        noten.append("beantwoord" if stuk.reactie else "nog niet beantwoord")
    if stuk.ondertekend_op:
        noten.append("akkoord van de organisatie")
    return ", ".join(noten)


def beoordelingen(dossier: Dossier, user: User) -> list[Beoordelingrij]:
    """Assessments, newest first. Neither the author nor the behandelaar verifies (I4)."""
    mag = dossier.gesloten_op is None and user.has_perm(rollen.LEES_TEGEN)
    return [
        Beoordelingrij(
            beoordeling=b,
            te_verifieren=mag
            and b.geverifieerd_op is None
            and user.pk not in (b.opgesteld_door_id, dossier.behandelaar_id),
            onderbouwing=list(getattr(b, "stuktitels", ())),  # annotated by Feiten
        )
        for b in reversed(dossier.feiten.beoordelingen)
    ]


def aan_zet(voorstel: Voorstel) -> str:
    """Who must act on the proposal now, in words."""
    status = voorstel.status
    if status in (VoorstelStatus.CONCEPT, VoorstelStatus.RETOUR):
        return f"de opsteller, {voorstel.opgesteld_door.naam}"
    if status == VoorstelStatus.TER_TOETSING:
        lezer = voorstel.dossier.tweede_lezer
        if voorstel.aan_zet == "lezer" and lezer and lezer.pk != voorstel.opgesteld_door_id:
            return f"de tweede lezer, {lezer.naam}"
        return ROLNAAM.get(voorstel.aan_zet, voorstel.aan_zet)
    if status == VoorstelStatus.TER_BESLUIT:
        return voorstel.get_niveau_display()
    if status == VoorstelStatus.VASTGESTELD:
        verzenden = voorstel.stap in voorstel.dossier.plan.na_verzending
        return (
            "wie de brief verzendt: daarmee wordt de stap gezet"
            if verzenden
            else "de behandelaar: zet de stap"
        )
    return ""
