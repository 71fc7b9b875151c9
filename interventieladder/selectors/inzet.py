"""Reads over inzet: the list, one, and what the province does for one organisation. Only what may be seen."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Min, Q, QuerySet

from interventieladder import catalogus
from interventieladder.catalogus import OPEN_INZET, SOORTEN, InzetStatus, InzetVertrouwelijkheid, Provincierol
from interventieladder.models import Inzet, InzetAfspraak
from interventieladder.models.inzet import leest_vertrouwelijk
from toezicht.core import logboek
from toezicht.core.bladeren import blader
from toezicht.core.logteksten import zin
from toezicht.core.models import User
from toezicht.core.selectors import zichtbare_regels

PER_PAGINA = 50
MAX_BIJ_OVERHEID = 300
MAX_REGELS = 200
GETOOND = 8
OPEN, MIJN = "open", "mijn"
"""To filter on: planned or running; one's own, or with a follow-up of one's own."""


@dataclass(frozen=True, slots=True)
class Inzetfilter:
    """What the list shows; an empty field does not filter. `van` and `tot`: what took place between them."""

    zoek: str = ""
    overheid: str = ""
    soort: str = ""
    rol: str = ""
    status: str = ""
    wie: str = ""
    van: dt.date | None = None
    tot: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Inzetrij:
    """One inzet on a line. `vervolg` is the first open follow-up date."""

    id: int
    nummer: str
    soort_naam: str
    rol_naam: str
    onderwerp: str
    overheden: tuple[str, ...]
    van: dt.date
    tot: dt.date | None
    bedrag: Decimal | None
    status: str
    status_naam: str
    eigenaar: str
    resultaat: str
    vertrouwelijk: bool
    vervolg: dt.date | None
    gesprek: bool

    @property
    def open(self) -> bool:
        """Planned or running."""
        return self.status in OPEN_INZET

    @property
    def overheid_tekst(self) -> str:
        """The organisations in a few words: *Duinrand*, *Duinrand en Waterlo*, *Duinrand en 5 andere*."""
        if len(self.overheden) <= 2:
            return " en ".join(self.overheden)
        return f"{self.overheden[0]} en {len(self.overheden) - 1} andere"


@dataclass(frozen=True, slots=True)
class Inzetpagina:
    """One page. `volgende` and `vorige` are cursors; empty at the end."""

    rijen: list[Inzetrij]
    volgende: str = ""
    vorige: str = ""


@dataclass(frozen=True, slots=True)
class Inzetbeeld:
    """What the province does for one organisation: what runs or is planned, and what was done, newest first."""

    open: list[Inzetrij]
    gedaan: list[Inzetrij]
    meer: int
    laatst_gesproken: Inzetrij | None


def vind(user: User, nummer: str) -> Inzet | None:
    """The visible inzet with this number, with its people."""
    return (
        Inzet.objects.zichtbaar_voor(user)
        .select_related("eigenaar", "geregistreerd_door")
        .filter(nummer=nummer[:16].replace("\x00", ""))
        .first()
    )


def lijst(
    user: User, filter_: Inzetfilter, *, na: str = "", voor: str = "", aantal: int = PER_PAGINA
) -> Inzetpagina:
    """One page, last registered first, after cursor `na` or before `voor`. Three queries, however deep."""
    inzetten = _met_rij(_gefilterd(user, filter_))
    blad = blader(inzetten, na=na, voor=voor, aantal=aantal, aflopend=True)
    return Inzetpagina([_rij(inzet) for inzet in blad.rijen], blad.volgende, blad.vorige)


def _gefilterd(user: User, filter_: Inzetfilter) -> "QuerySet[Inzet]":
    wat = Q()
    if filter_.overheid:
        wat &= Q(overheden__code=filter_.overheid)
    if filter_.soort:
        wat &= Q(soort=filter_.soort)
    if filter_.rol:
        wat &= Q(soort__in=catalogus.soorten_van_rol(filter_.rol))
    if filter_.status:
        wat &= Q(status__in=OPEN_INZET) if filter_.status == OPEN else Q(status=filter_.status)
    if filter_.wie:
        wat &= Q(eigenaar=user) | Q(afspraken__eigenaar=user, afspraken__gedaan_op__isnull=True)
    wat &= _in_periode(filter_)
    if zoek := filter_.zoek.replace("\x00", "").strip()[:100]:
        wat &= Q(nummer__istartswith=zoek) | Q(onderwerp__icontains=zoek) | Q(partner__icontains=zoek)
    # By key, so that a join to many rows neither doubles an inzet nor its counts.
    gevonden = Inzet.objects.filter(wat).values("pk")
    return Inzet.objects.zichtbaar_voor(user).filter(pk__in=gevonden)


def _in_periode(filter_: Inzetfilter) -> Q:
    """Took place in the period: began before its end, and ended (or still runs) after its beginning."""
    wat = Q()
    if filter_.tot:
        wat &= Q(van__lte=filter_.tot)
    if filter_.van:
        loopt_door = Q(tot__isnull=True, status__in=OPEN_INZET) | Q(tot__gte=filter_.van)
        wat &= Q(van__gte=filter_.van) | loopt_door | Q(gesloten_op__gte=filter_.van)
    return wat


def _met_rij(inzetten: "QuerySet[Inzet]") -> "QuerySet[Inzet]":
    return (
        inzetten.select_related("eigenaar")
        .prefetch_related("overheden")
        .defer("omschrijving")
        .annotate(vervolg=Min("afspraken__uiterlijk", filter=Q(afspraken__gedaan_op__isnull=True)))
    )


def _rij(inzet: Any) -> Inzetrij:
    soort = SOORTEN.get(inzet.soort)
    return Inzetrij(
        id=inzet.pk,
        nummer=inzet.nummer,
        soort_naam=soort.naam if soort else inzet.soort,
        rol_naam=str(Provincierol(soort.rol).label) if soort else "",
        onderwerp=inzet.onderwerp,
        overheden=tuple(sorted(o.naam for o in inzet.overheden.all())),
        van=inzet.van,
        tot=inzet.tot,
        bedrag=inzet.bedrag,
        status=inzet.status,
        status_naam=inzet.get_status_display(),
        eigenaar=inzet.eigenaar.naam,
        resultaat=inzet.resultaat,
        vertrouwelijk=inzet.vertrouwelijkheid != "intern",
        vervolg=None if inzet.status == InzetStatus.AFGEZEGD else inzet.vervolg,
        gesprek=soort.gesprek if soort else False,
    )


def inzet_van_overheid(
    user: User, overheid_id: int, *, peildatum: dt.date, kennisdatum: dt.datetime | None = None
) -> Inzetbeeld:
    """The visible inzet of one organisation; with `kennisdatum` as it was on `peildatum`, known by then."""
    inzetten = list(
        _met_rij(Inzet.objects.zichtbaar_voor(user).filter(overheden=overheid_id)).order_by("-van", "-id")[
            :MAX_BIJ_OVERHEID
        ]
    )
    rijen = [_rij(inzet) for inzet in inzetten]
    if kennisdatum is not None:
        eigen = {inzet.pk for inzet in inzetten if inzet.eigenaar_id == user.pk or leest_vertrouwelijk(user)}
        rijen = _toen(rijen, peildatum, kennisdatum, eigen)
    gedaan = [rij for rij in rijen if rij.status == InzetStatus.AFGEROND]
    open_ = [rij for rij in rijen if rij.open]
    return Inzetbeeld(
        open=sorted(open_, key=lambda rij: (rij.status != InzetStatus.LOPEND, rij.van)),
        gedaan=gedaan[:GETOOND],
        meer=max(0, len(gedaan) - GETOOND),
        laatst_gesproken=next((rij for rij in gedaan if rij.gesprek and rij.van <= peildatum), None),
    )


def _toen(
    rijen: list[Inzetrij], peildatum: dt.date, kennisdatum: dt.datetime, eigen: set[int]
) -> list[Inzetrij]:
    """The rows with the facts of that day, from the logboek; what was not registered yet is left out.

    So is what was vertrouwelijk then, though it is intern now, unless the reader may read that (`eigen`).
    """
    feiten = logboek.stand_op(
        soort="inzet",
        peildatum=peildatum,
        kennisdatum=kennisdatum,
        onderwerp_ids=[str(rij.id) for rij in rijen],
    )
    toen = [(rij, feiten.get(str(rij.id), {})) for rij in rijen]
    return [
        _rij_toen(rij, f)
        for rij, f in toen
        if "status" in f
        and (
            rij.vertrouwelijk
            or rij.id in eigen
            or f.get("vertrouwelijkheid") == InzetVertrouwelijkheid.INTERN
        )
    ]


def _rij_toen(rij: Inzetrij, f: dict[str, Any]) -> Inzetrij:
    return Inzetrij(
        id=rij.id,
        nummer=rij.nummer,
        soort_naam=rij.soort_naam,
        rol_naam=rij.rol_naam,
        onderwerp=str(f["onderwerp"]),
        overheden=rij.overheden,
        van=dt.date.fromisoformat(f["van"]),
        tot=dt.date.fromisoformat(f["tot"]) if f.get("tot") else None,
        bedrag=Decimal(f["bedrag"]) if f.get("bedrag") else None,
        status=str(f["status"]),
        status_naam=str(InzetStatus(f["status"]).label),
        eigenaar=str(f["eigenaar"]),
        resultaat=str(f.get("resultaat", "")),
        vertrouwelijk=rij.vertrouwelijk,
        vervolg=None,
        gesprek=rij.gesprek,
    )


def ketens_van_overheid(user: User, overheid_code: str) -> list[str]:
    """The chains in the logboek of the visible inzet of one organisation: its lines name no single one."""
    inzetten = Inzet.objects.zichtbaar_voor(user).filter(overheden__code=overheid_code)
    return [f"inzet:{pk}" for pk in inzetten.order_by("-id").values_list("pk", flat=True)[:MAX_BIJ_OVERHEID]]


@dataclass(frozen=True, slots=True)
class Inzettellingen:
    """Counters above the list."""

    open: int
    mijn: int
    afspraken: int


def tellingen(user: User) -> Inzettellingen:
    """Open inzet, my own of those, and my open follow-ups; two queries."""
    zichtbaar = Inzet.objects.zichtbaar_voor(user).open()
    geteld = zichtbaar.aggregate(open=Count("pk"), mijn=Count("pk", filter=Q(eigenaar=user)))
    afspraken = open_afspraken().filter(eigenaar=user).count()
    return Inzettellingen(geteld["open"], geteld["mijn"], afspraken)


def open_afspraken() -> "QuerySet[InzetAfspraak]":
    """Follow-ups that still have to be done; those of an inzet that was called off are not asked any more."""
    return InzetAfspraak.objects.filter(gedaan_op__isnull=True).exclude(inzet__status=InzetStatus.AFGEZEGD)


def afspraken_van(inzet: Inzet) -> list[InzetAfspraak]:
    """The follow-ups of one inzet, open ones first, with their owners."""
    rijen = inzet.afspraken.select_related("eigenaar").order_by("uiterlijk", "pk")
    return sorted(rijen, key=lambda a: a.gedaan_op is not None)


@dataclass(frozen=True, slots=True)
class Inzetregel:
    """One line of what happened. `eerder`: what the changed fields said before."""

    datum: dt.date
    tekst: str
    reden: str
    eerder: list[tuple[str, str]]


def logregels(user: User, inzet: Inzet) -> list[Inzetregel]:
    """What happened to an inzet as this user may read it, newest recorded first, with what a change replaced."""
    regels = zichtbare_regels(user).filter(keten=f"inzet:{inzet.pk}").order_by("-volgnummer")[:MAX_REGELS]
    return [Inzetregel(r.gebeurd_op, zin(r), r.reden, list(_eerder(r.gegevens))) for r in regels]


_VELDNAMEN = {
    "onderwerp": "Onderwerp",
    "omschrijving": "Omschrijving",
    "overheden": "Overheden",
    "van": "Begint op",
    "tot": "Tot en met",
    "bedrag": "Bedrag",
    "partner": "Partner",
    "eigenaar": "Eigenaar",
    "vertrouwelijkheid": "Vertrouwelijkheid",
    "herinner_op": "Herinnering op",
}


def _eerder(gegevens: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for naam, waarde in (gegevens.get("eerder") or {}).items():
        tekst = ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde or "leeg")
        yield _VELDNAMEN.get(naam, naam), tekst


def vandaag_te_doen(vandaag: dt.date) -> Q:
    """Open inzet that asks something of its owner: planned and due, or its reminder came."""
    return Q(status=InzetStatus.GEPLAND, van__lte=vandaag) | Q(
        status=InzetStatus.LOPEND, herinner_op__lte=vandaag
    )
