"""Bestuurskracht on pages: the overview of all organisations, the part of one dossier, the part of one overheid.

No ranking and no score: organisations stand in order of the alphabet, signals are counted per axis.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings

from interventieladder.beleid import Beleid
from interventieladder.beleid.agenda import ritme
from interventieladder.bestuurskracht import Patroon, Regel, vind_patroon
from interventieladder.models import Dossier, Herevaluatietaak, Rolkeuze, Situatieschets
from interventieladder.models.bestuurskracht import mag_schetsen_lezen
from interventieladder.selectors.beleid import geldend
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.selectors.stand import Dossierstand
from interventieladder.standen.bestuurskracht import INSTRUMENTEN, PLAN, Rol, S
from interventieladder.treden import Stand, hoogte
from signalen.keuzes import As
from signalen.selectors.bestuurskracht import Lot, Tellend, lot_van, tellend
from toezicht.core import clock, rollen
from toezicht.core.domeinen import BESTUURSKRACHT
from toezicht.core.models import User
from toezicht.organisaties.selectors import overheden

ASSEN = tuple(letter for letter in As if letter != As.INTEGRITEIT)
MAX = 400
REGELS: dict[str, str] = {
    Regel.GEEN: "geen signalen",
    Regel.VOLGEN: "volgen",
    Regel.PATROON: "patroon van lichte signalen",
    Regel.ZWAAR: "zwaar signaal",
    Regel.GS: "bespreking in GS",
}


@dataclass(frozen=True, slots=True)
class Astelling:
    """Signals that count on one axis."""

    letter: str
    naam: str
    licht: int
    zwaar: int


@dataclass(frozen=True, slots=True)
class Bestuurskrachtrij:
    """One organisation: counts per axis, the rule that the counts meet, and the role in force."""

    code: str
    naam: str
    assen: list[Astelling]
    patroon: Patroon
    regel_naam: str
    dossier: str
    stand: str
    rol: str
    rol_tot: dt.date | None
    taken: int

    @property
    def te_laat(self) -> bool:
        """Whether the day for the weighing passed and there is no role yet."""
        uiterlijk = self.patroon.uiterlijk
        return uiterlijk is not None and uiterlijk < clock.vandaag() and not self.rol

    @property
    def licht(self) -> int:
        """Light signals that count."""
        return sum(a.licht for a in self.assen)

    @property
    def zwaar(self) -> int:
        """Heavy signals that count."""
        return sum(a.zwaar for a in self.assen)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the overview shows; empty shows all. `met`: signalen, patroon, rol or taak."""

    as_letter: str = ""
    met: str = ""


def overzicht(user: User, filter_: Filter | None = None) -> list[Bestuurskrachtrij]:
    """Every municipality by name, as far as this account may see its signals; five queries, however many rows."""
    keuze, vandaag = filter_ or Filter(), clock.vandaag()
    alle = overheden(soort="gemeente", provincie=settings.PROVINCIE_CODE, peildatum=vandaag, aantal=MAX)
    per: dict[int, list[Tellend]] = defaultdict(list)
    for signaal in tellend(vandaag, overheid_ids=[o.id for o in alle], user=user):
        per[signaal.overheid_id].append(signaal)
    zaken = _zaken(user)
    hoog = _vanaf_t3b(user)
    beleid = geldend(vandaag, BESTUURSKRACHT)
    rijen = [
        _rij(o.id, o.code, o.naam, per[o.id], zaken.get(o.id), o.id in hoog, vandaag, beleid) for o in alle
    ]
    return [rij for rij in sorted(rijen, key=lambda r: r.naam) if _past(rij, keuze)]


def _past(rij: Bestuurskrachtrij, keuze: Filter) -> bool:
    if keuze.as_letter and not any(a.letter == keuze.as_letter and a.licht + a.zwaar for a in rij.assen):
        return False
    toetsen = {
        "signalen": rij.licht + rij.zwaar > 0,
        "patroon": rij.patroon.vraagt_schets,
        "rol": bool(rij.rol),
        "taak": rij.taken > 0,
    }
    return toetsen.get(keuze.met, True)


@dataclass(slots=True)
class _Zaak:
    dossier: Dossier
    rol: Rolkeuze | None = None
    taken: int = 0


def _zaken(user: User, **waar: int) -> dict[int, _Zaak]:
    """The open dossier on bestuurskracht per organisation, with its role and open tasks."""
    open_zaken = zichtbaar(user).open().filter(ladder=PLAN.code, **waar).defer("omschrijving")
    zaken = {d.overheid_id: _Zaak(d) for d in open_zaken}
    per_dossier = {z.dossier.pk: z for z in zaken.values()}
    for rol in Rolkeuze.objects.filter(dossier__in=per_dossier, beeindigd_op__isnull=True):
        per_dossier[rol.dossier_id].rol = rol
    open_ = Herevaluatietaak.objects.filter(dossier__in=per_dossier, afgehandeld_op__isnull=True)
    for dossier_id in open_.values_list("dossier_id", flat=True):
        per_dossier[dossier_id].taken += 1
    return zaken


def _vanaf_t3b(user: User) -> set[int]:
    return set(zichtbaar(user).op_t3b_of_hoger().values_list("overheid_id", flat=True))


def _rij(
    pk: int,
    code: str,
    naam: str,
    signalen: list[Tellend],
    zaak: _Zaak | None,
    t3b: bool,
    vandaag: dt.date,
    beleid: Beleid | None = None,
) -> Bestuurskrachtrij:
    patroon = _patroon(signalen, vandaag, beleid or geldend(vandaag, BESTUURSKRACHT), t3b=t3b)
    rol = zaak.rol if zaak else None
    return Bestuurskrachtrij(
        code=code,
        naam=naam,
        assen=_assen(signalen),
        patroon=patroon,
        regel_naam=REGELS[patroon.regel],
        dossier=zaak.dossier.nummer if zaak else "",
        stand=zaak.dossier.get_stand_display() if zaak else "",
        rol=rol.get_rol_display() if rol else "",
        rol_tot=rol.geldig_tot if rol else None,
        taken=zaak.taken if zaak else 0,
    )


def _patroon(signalen: list[Tellend], vandaag: dt.date, beleid: Beleid, *, t3b: bool) -> Patroon:
    return vind_patroon(signalen, vandaag, beleid.signalen, vanaf_t3b=t3b, ritme=ritme(beleid))


def _assen(signalen: Iterable[Tellend]) -> list[Astelling]:
    alle = list(signalen)
    return [
        Astelling(
            letter.value,
            str(letter.label),
            sum(s.as_letter == letter and not s.zwaar for s in alle),
            sum(s.as_letter == letter and s.zwaar for s in alle),
        )
        for letter in ASSEN
    ]


def van_overheid(
    user: User, overheid_id: int, open_: Iterable[Dossierstand], *, oorspronkelijk: bool = False
) -> Bestuurskrachtrij | None:
    """The part of the page of one organisation, whose open dossiers are known; None for who reads no signals.

    `oorspronkelijk`: it is known that it came from no other.
    """
    if not user.has_perm(rollen.BEKIJK_SIGNALEN):
        return None
    vandaag = clock.vandaag()
    dossiers = list(open_)
    eigen = any(d.ladder == PLAN.code for d in dossiers)
    signalen = tellend(vandaag, overheid_ids=[overheid_id], user=user, oorspronkelijk=oorspronkelijk)
    return _rij(
        overheid_id,
        "",
        "",
        signalen,
        _zaken(user, overheid_id=overheid_id).get(overheid_id) if eigen else None,
        any(d.plek is not None and not d.besloten and d.plek >= hoogte(Stand.T3B) for d in dossiers),
        vandaag,
    )


# -- one dossier -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bestuurskrachtdeel:
    """The part of the page of one dossier on bestuurskracht."""

    patroon: Patroon
    regel_naam: str
    schetsen: list[Situatieschets]
    concept: Situatieschets | None
    rol: Rolkeuze | None
    instrumenten: str
    eerdere_rollen: list[Rolkeuze]
    weggevallen: list[Lot]
    taken: list[Herevaluatietaak]
    mag_lezen: bool
    mag_schrijven: bool
    mag_vaststellen: bool
    naar_artikel8: bool
    signalen: list[Tellend] = field(default_factory=list)


def bestuurskrachtdeel(dossier: Dossier, user: User) -> Bestuurskrachtdeel:
    """Pattern, situatieschetsen, role and what fell away under it: found at each look, not by the sweep only."""
    vandaag = clock.vandaag()
    signalen = tellend(vandaag, overheid_ids=[dossier.overheid_id], user=user)
    patroon = _patroon(signalen, vandaag, dossier.beleid, t3b=dossier.feiten.vanaf_t3b)
    alle = Situatieschets.objects.zichtbaar_voor(user).filter(dossier=dossier)
    schetsen = list(alle.select_related("opgesteld_door", "vastgesteld_door").order_by("-versie"))
    concept = next((s for s in schetsen if s.vastgesteld_op is None), None)
    rol = dossier.feiten.rolkeuze
    werkt = not dossier.gesloten and user.has_perm(rollen.BEHANDEL_DOSSIER)
    leest = mag_schetsen_lezen(user)
    return Bestuurskrachtdeel(
        patroon=patroon,
        regel_naam=REGELS[patroon.regel],
        schetsen=schetsen,
        concept=concept,
        rol=rol,
        instrumenten=INSTRUMENTEN[rol.rol] if rol else "",
        eerdere_rollen=list(dossier.rolkeuzen.filter(beeindigd_op__isnull=False).order_by("-geldig_van")),
        weggevallen=[lot for lot in dossier.feiten.lot.values() if not lot.telt] if leest else [],
        taken=dossier.feiten.open_taken,
        mag_lezen=leest,
        mag_schrijven=werkt and leest and dossier.stand == S.SCHETS,
        mag_vaststellen=bool(
            concept
            and dossier.stand == S.SCHETS
            and user.has_perm(rollen.BESLIS_TEAMLEIDER)
            and concept.opgesteld_door_id != user.pk
        ),
        naar_artikel8=bool(rol and rol.rol == Rol.ARTIKEL_8 and werkt),
        signalen=signalen,
    )


def vind_schets(user: User, dossier: Dossier, versie: int) -> Situatieschets | None:
    """One visible situatieschets of a dossier."""
    alle = Situatieschets.objects.zichtbaar_voor(user).filter(dossier=dossier, versie=versie)
    return alle.select_related("opgesteld_door", "vastgesteld_door").first()


@dataclass(frozen=True, slots=True)
class Gedragen:
    """A signal a situatieschets rests on, as it was, and what became of it."""

    nummer: str
    titel: str
    ernst: str
    as_naam: str
    nu: str


def gedragen(schets: Situatieschets) -> list[Gedragen]:
    """What a situatieschets rests on; only for who may read it."""
    lot = lot_van([s["id"] for s in schets.gedragen], clock.vandaag())
    return [
        Gedragen(s["nummer"], s["titel"], s["ernst"], str(As(s["as"]).label), _nu(s, lot.get(s["id"])))
        for s in schets.gedragen
    ]


def _nu(toen: dict[str, str], lot: Lot | None) -> str:
    if lot is None or not lot.telt:
        return lot.waarom if lot else "bestaat niet meer"
    return f"is nu {lot.ernst}" if lot.ernst != toen["ernst"] else ""
