"""The integral picture of one organisation, today or at a date. No total score: facts side by side."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet

from interventieladder.selectors.inzet import Inzetbeeld, inzet_van_overheid, ketens_van_overheid
from interventieladder.selectors.stand import Dossierstand, dossiers_op, dossiers_van
from interventieladder.selectors.tijdlijn import Gebeurtenis, gebeurtenissen
from interventieladder.selectors.werkwoorden import stapnamen
from reports.selectors import rapporten
from signalen.selectors.cijfers import KengetalBeeld, kengetallen_van
from signalen.selectors.huisvesting import verloop
from signalen.selectors.huisvestingstanden import Halfjaarstand
from signalen.selectors.signalen import SignaalKort, signalen_in_woorden, signalen_van_overheid
from toezicht.beeld.adressen import adres
from toezicht.beeld.selectors.vermeld import SIGNAALWOORDEN, VERMELD
from toezicht.beeld.selectors.voorgangersbeeld import Voorgangerscijfers, van_voorgangers
from toezicht.core import clock, domeinen, logboek
from toezicht.core.logteksten import zin
from toezicht.core.models import Logboekregel, User
from toezicht.core.selectors import zichtbare_regels
from toezicht.core.vaste_vragen import Gat, een_van, vraag_van
from toezicht.organisaties.selectors import OverheidGegevens

TIJDLIJN, SIGNALEN, GESLOTEN, HALFJAREN = 25, 12, 5, 4
NIETS = Q(pk__in=[])
MAX_TEKST = 130
HERKOMST = {"herberekend": "herberekend uit Iv3", "opgave": "opgave van de gemeente"}

_IEDER = (domeinen.FINANCIEN, domeinen.INFORMATIE_ARCHIEF)
DOMEINEN_PER_SOORT: dict[str, tuple[str, ...]] = {
    "gemeente": (
        *_IEDER,
        domeinen.OMGEVINGSRECHT,
        domeinen.HUISVESTING,
        domeinen.RUIMTELIJKE_ORDENING,
        domeinen.ERFGOED,
        domeinen.BESTUURSKRACHT,
    ),
    "waterschap": (*_IEDER, domeinen.OMGEVINGSRECHT, domeinen.WATER),
}
"""What is supervised per kind of organisation; a domain with a dossier or signal is added."""


@dataclass(frozen=True, slots=True)
class StandOp:
    """From where the page looks: what was true on `peildatum`, as known at `kennisdatum`."""

    peildatum: dt.date
    kennisdatum: dt.datetime
    vandaag: bool
    toen_wisten: bool


def stand_op(datum: dt.date | None, *, toen_wisten: bool) -> StandOp:
    """Today without a date; `toen_wisten` leaves out what was recorded after that day."""
    vandaag = clock.vandaag()
    if datum is None or datum >= vandaag:
        return StandOp(vandaag, clock.nu(), vandaag=True, toen_wisten=False)
    einde = clock.moment(datum, dt.time(23, 59, 59)) if toen_wisten else clock.nu()
    return StandOp(datum, einde, vandaag=False, toen_wisten=toen_wisten)


@dataclass(frozen=True, slots=True)
class Domeinrij:
    """One domain: the heaviest open dossier decides the rung; without one supervision is regular (T0).

    `plek` None: the domain knows no such ladder and has no open dossier.
    """

    naam: str
    trede: str
    plek: int | None
    termijn: dt.date | None
    termijn_naam: str
    termijn_uitleg: tuple[str, ...]
    waarom: str
    dossiers: list[Dossierstand]


@dataclass(frozen=True, slots=True)
class Kengetalrij:
    """A kengetal with its bands from low to high; `waarde` None is not to be judged and has no colour."""

    naam: str
    waarde: Any
    banden: list[dict[str, Any]]
    oordeel: str
    herkomst: str
    reden: str
    vorige: str


@dataclass(frozen=True, slots=True)
class Financien:
    """The figures of the last delivery known by then, and where they come from."""

    rijen: list[Kengetalrij]
    bron: str
    levering: str


@dataclass(frozen=True, slots=True)
class Huisvesting:
    """The housing figures by then: the last final half-year, and a measurement within the running one."""

    eind: Halfjaarstand | None
    tussen: Halfjaarstand | None
    verloop: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tijdregel:
    """One line of what happened, with the dossier it belongs to."""

    datum: dt.date
    titel: str
    tekst: str
    soort: str
    url: str
    url_tekst: str


@dataclass(frozen=True, slots=True)
class Overheidsbeeld:
    """The whole page."""

    domeinen: list[Domeinrij]
    open: list[Dossierstand]
    ladders: frozenset[str]
    """Ladders on which it has or had a dossier."""
    gesloten: list[Dossierstand]
    meer_gesloten: int
    signalen: list[SignaalKort]
    zwaar: int
    licht: int
    te_wegen: int
    meer_signalen: int
    financien: Financien | None
    huisvesting: Huisvesting | None
    rapporten: list[Any]
    inzet: Inzetbeeld
    tijdlijn: list[Tijdregel]
    tijdlijn_meer: bool
    voorgangers: Voorgangerscijfers | None = None


def overheidsbeeld(user: User, overheid: OverheidGegevens, stand: StandOp) -> Overheidsbeeld:
    """Everything on the page of one organisation, as far as this user may see it."""
    dossiers = _dossiers(user, overheid, stand)
    signalen = _signalen(user, overheid, stand)
    gesloten = [d for d in dossiers if not d.open]
    tellend = [s for s in signalen if s.weging > 0]
    financien = _financien(user, overheid, stand)
    regels = _regels(user, overheid.code, stand)
    return Overheidsbeeld(
        domeinen=_met_cijfers(_domeinen(overheid.soort, dossiers, signalen), financien),
        open=[d for d in dossiers if d.open],
        ladders=frozenset(d.ladder for d in dossiers),
        gesloten=gesloten[:GESLOTEN],
        meer_gesloten=max(0, len(gesloten) - GESLOTEN),
        signalen=signalen[:SIGNALEN],
        zwaar=sum(s.ernst == "zwaar" for s in tellend),
        licht=sum(s.ernst == "licht" for s in tellend),
        te_wegen=len(signalen) - len(tellend),
        meer_signalen=max(0, len(signalen) - SIGNALEN),
        financien=financien,
        voorgangers=None
        if financien
        else van_voorgangers(user, overheid, stand.peildatum, vandaag=stand.vandaag),
        huisvesting=_huisvesting(user, overheid, stand),
        rapporten=_rapporten(user, overheid.code, stand),
        inzet=inzet_van_overheid(
            user,
            overheid.id,
            peildatum=stand.peildatum,
            kennisdatum=None if stand.vandaag else stand.kennisdatum,
        ),
        tijdlijn=_tijdlijn(regels[:TIJDLIJN], dossiers),
        tijdlijn_meer=len(regels) > TIJDLIJN,
    )


def _dossiers(user: User, overheid: OverheidGegevens, stand: StandOp) -> list[Dossierstand]:
    if stand.vandaag:
        return dossiers_van(user, overheid.id)
    return dossiers_op(user, overheid.code, peildatum=stand.peildatum, kennisdatum=stand.kennisdatum)


def _signalen(user: User, overheid: OverheidGegevens, stand: StandOp) -> list[SignaalKort]:
    """Visible signals that ran or counted; at a date with the weight and state they had."""
    code = overheid.code
    eigen = [overheid.id] if overheid.oorspronkelijk else None
    signalen = signalen_van_overheid(user, code, stand.peildatum, overheden=eigen)
    if stand.vandaag:
        return signalen
    toen = logboek.stand_op(
        soort="signaal", peildatum=stand.peildatum, kennisdatum=stand.kennisdatum, overheid_code=code
    )
    return [_signaal_toen(s, toen[str(s.id)]) for s in signalen if str(s.id) in toen]


def _signaal_toen(signaal: SignaalKort, feiten: dict[str, Any]) -> SignaalKort:
    """With the severity and state of that day; not weighed yet then means it did not count."""
    status = str(feiten.get("status", signaal.status))
    return replace(
        signaal,
        ernst=str(feiten.get("ernst", signaal.ernst)),
        status=status,
        status_naam=status.replace("_", " ").capitalize(),
        weging=0 if status in ("nieuw", "te_wegen") else signaal.weging,
    )


def _domeinen(soort: str, dossiers: list[Dossierstand], signalen: list[SignaalKort]) -> list[Domeinrij]:
    standaard = DOMEINEN_PER_SOORT.get(soort, _IEDER)
    lopend = [d for d in dossiers if d.open]
    codes = {d.domein for d in lopend} | {s.domein for s in signalen} | set(standaard)
    return [
        _domeinrij(
            naam,
            [d for d in lopend if d.domein == code],
            [d for d in dossiers if not d.open and d.domein == code],
            [s for s in signalen if s.domein == code],
        )
        for code, naam in domeinen.DOMEINEN.items()
        if code in codes
    ]


_NIETS = "Geen open dossier en geen signaal."
_ZONDER_LADDER = {domeinen.DOMEINEN[d] for d in (domeinen.FINANCIEN, domeinen.BESTUURSKRACHT)}
"""Domains with a machine of their own (ladder.md 2.4 and 4.3): no open dossier there does not mean T0."""


def _domeinrij(
    naam: str, lopend: list[Dossierstand], dicht: list[Dossierstand], signalen: list[SignaalKort]
) -> Domeinrij:
    tekst = signalen_in_woorden(signalen)
    if not lopend:
        eerder = f"Vorig dossier gesloten: {dicht[0].sluitreden.lower()}." if dicht else ""
        waarom = " ".join(deel for deel in (f"{tekst}." if tekst else "", eerder) if deel)
        trede, plek = ("Geen dossier", None) if naam in _ZONDER_LADDER else ("T0 Regulier", 0)
        return Domeinrij(naam, trede, plek, None, "", (), waarom or _NIETS, [])
    zwaarste = lopend[0]
    eindes = sorted((d.termijn, d.termijn_naam, d.termijn_uitleg) for d in lopend if d.termijn)
    waarom = "; ".join(d.titel for d in lopend[:2])
    if len(lopend) > 2:
        waarom += f"; en nog {len(lopend) - 2}"
    return Domeinrij(
        naam=naam,
        trede=zwaarste.trede + (" (aangehouden)" if zwaarste.aangehouden else ""),
        plek=zwaarste.plek,
        termijn=eindes[0][0] if eindes else None,
        termijn_naam=eindes[0][1] if eindes else "",
        termijn_uitleg=eindes[0][2] if eindes else (),
        waarom=f"{waarom}. {tekst}." if tekst else f"{waarom}.",
        dossiers=lopend,
    )


def met_bestuurskracht(rijen: list[Domeinrij], zin: str) -> list[Domeinrij]:
    """Signals of every domain count for bestuurskracht: without a dossier its row says what they ask together."""
    naam = domeinen.DOMEINEN[domeinen.BESTUURSKRACHT]
    return [
        replace(r, waarom=f"Geen open dossier. Signalen uit alle domeinen samen: {zin[:1].lower()}{zin[1:]}")
        if r.naam == naam and r.waarom == _NIETS
        else r
        for r in rijen
    ]


def _met_cijfers(rijen: list[Domeinrij], financien: Financien | None) -> list[Domeinrij]:
    """The finance row says which kengetallen lie in the highest band: where to look, not a verdict."""
    hoog = [k.naam.lower() for k in financien.rijen if k.oordeel == _OORDEEL["C"]] if financien else []
    if not hoog:
        return rijen
    tekst = f"Hoog risico: {' en '.join(hoog)}."
    naam = domeinen.DOMEINEN[domeinen.FINANCIEN]
    return [replace(r, waarom=f"{r.waarom} {tekst}") if r.naam == naam else r for r in rijen]


def _financien(user: User, overheid: OverheidGegevens, stand: StandOp) -> Financien | None:
    beelden = kengetallen_van(
        overheid.id, user=user, ontvangen_tot=None if stand.vandaag else stand.peildatum
    )
    if not beelden:
        return None
    een, *_ = beelden
    return Financien(
        rijen=[_kengetalrij(beeld) for beeld in beelden],
        bron=f"Iv3 {een.periode_naam.lower()} {een.boekjaar}",
        levering=f"levering {een.levering}, {een.bestandsnaam}",
    )


def _huisvesting(user: User, overheid: OverheidGegevens, stand: StandOp) -> Huisvesting | None:
    """Only of municipalities: B&W have the duty (Huisvestingswet 28)."""
    if overheid.soort != "gemeente":
        return None
    boek = verloop(overheid.id, peildatum=stand.peildatum, kennisdatum=stand.kennisdatum, user=user)
    if boek.laatste is None:
        return None
    return Huisvesting(
        eind=boek.definitief[-1] if boek.definitief else None,
        tussen=None if boek.laatste.definitief else boek.laatste,
        verloop=tuple(s.boeking.saldo_eind for s in boek.definitief[-HALFJAREN:]),
    )


_OORDEEL = {"A": "laag risico", "B": "gemiddeld risico", "C": "hoog risico"}
_KLEUR = {"A": "groen", "B": "amber", "C": "rood"}


def _kengetalrij(beeld: KengetalBeeld) -> Kengetalrij:
    laag_eerst = ("A", "B", "C") if beeld.grenzen.gunstig == "laag" else ("C", "B", "A")
    eindes = (beeld.grenzen.laag, beeld.grenzen.hoog, None)
    banden = [
        {"tot": tot, "kleur": _KLEUR[band], "naam": _OORDEEL[band]}
        for band, tot in zip(laag_eerst, eindes, strict=True)
    ]
    vorig = next(
        (p for p in beeld.historie if p.boekjaar == beeld.boekjaar - 1 and p.waarde is not None), None
    )
    return Kengetalrij(
        naam=beeld.naam,
        waarde=beeld.getoond,
        banden=banden,
        oordeel=_OORDEEL.get(beeld.band, ""),
        herkomst=HERKOMST.get(beeld.herkomst, beeld.herkomst),
        reden=beeld.reden,
        vorige="" if vorig is None else f"{vorig.waarde:.1f}".replace(".", ",").replace("-", "−"),
    )


def _rapporten(user: User, code: str, stand: StandOp) -> list[Any]:
    gevonden = rapporten(user, overheid_code=code).filter(peildatum__lte=stand.peildatum, status="klaar")
    bekend = Q(klaar_op__lte=stand.kennisdatum) if stand.toen_wisten else Q()
    return list(gevonden.filter(bekend)[:5])


def _regels(user: User, code: str, stand: StandOp) -> list[Logboekregel]:
    """Lines worth telling, newest first: steps, decisions, terms, letters to the organ, signals, reports."""
    ketens = ketens_van_overheid(user, code)

    def bouw() -> "QuerySet[Logboekregel]":
        # An empty list would still cost the index on the organisation.
        van_deze = Q(overheid_code=Gat("code")) | (een_van("keten", Gat("ketens")) if ketens else NIETS)
        wat = Q(handeling__in=[*stapnamen(), *VERMELD]) | Q(handeling="verzonden", gegevens__rol="orgaan")
        toen = Q(gebeurd_op__lte=Gat("peildatum"), vastgelegd_op__lte=Gat("kennisdatum"))
        regels = zichtbare_regels(user).filter(van_deze, toen, wat).order_by("-gebeurd_op", "-id")
        return regels[: TIJDLIJN + 1]

    vraag = vraag_van("tijdlijn van een overheid", user, bouw, bij=(user.rolcodes, bool(ketens)))
    return vraag.draai(
        {"code": code, "ketens": ketens, "peildatum": stand.peildatum, "kennisdatum": stand.kennisdatum}
    )


def _tijdlijn(regels: list[Logboekregel], dossiers: list[Dossierstand]) -> list[Tijdregel]:
    """Each line in words with the page it is about; the numbers of dossiers are at hand already."""
    nummers = {d.id: d.nummer for d in dossiers}
    return [
        _tijdregel(regel, gebeurtenis, nummers)
        for regel, gebeurtenis in zip(regels, gebeurtenissen(regels), strict=True)
    ]


def _tijdregel(regel: Logboekregel, gebeurtenis: Gebeurtenis, nummers: dict[str, str]) -> Tijdregel:
    titel, tekst = gebeurtenis.titel, gebeurtenis.tekst
    if regel.onderwerp_soort in ("signaal", "rapport"):
        titel = SIGNAALWOORDEN.get(regel.handeling) or zin(regel)
        tekst = str(regel.gegevens.get("titel", "")) or tekst
    if regel.onderwerp_soort == "inzet":
        nummer = str(regel.gegevens.get("nummer", ""))
        return Tijdregel(
            regel.gebeurd_op, titel, _ingekort(tekst), gebeurtenis.soort, adres("inzet", nummer), nummer
        )
    eigen = regel.onderwerp_id if regel.onderwerp_soort == "dossier" else regel.gegevens.get("dossier")
    nummer = nummers.get(str(eigen), "") if regel.onderwerp_soort != "signaal" else ""
    return Tijdregel(
        datum=regel.gebeurd_op,
        titel=titel,
        tekst=_ingekort(tekst),
        soort=gebeurtenis.soort,
        url=adres("dossier", nummer) if nummer else "",
        url_tekst=nummer,
    )


def _ingekort(tekst: str) -> str:
    return tekst if len(tekst) <= MAX_TEKST else f"{tekst[:MAX_TEKST].rsplit(' ', 1)[0]} …"
