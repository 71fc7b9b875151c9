"""Reads for the pages of the agenda of GS: meetings, what waits for one, and one order of the day."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from interventieladder.beleid.agenda import gs_vergaderingen, laatste_aanlevering
from interventieladder.models import (
    Agendapunt,
    Brief,
    Collegebesluit,
    GSLid,
    GSVergadering,
    Paraaf,
    Stuk,
    Verschoonbaarheid,
    Voorstel,
)
from interventieladder.models.beleidskader import geldend
from interventieladder.models.dossier import kamer_open_voor
from interventieladder.models.stukken import BriefStatus
from interventieladder.models.vergadering import Puntuitkomst, VergaderSoort, VergaderStatus, in_functie
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.models.voorstelrechten import wacht_op_gs
from interventieladder.selectors.werkwoorden import staptitel
from interventieladder.treden import DOCUMENTEN, Niveau
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.mandaten.models import Belang

if TYPE_CHECKING:
    from django.db.models import QuerySet

VOORUIT = dt.timedelta(weeks=6)
GEWEEST = 12
EEN_JAAR = dt.timedelta(days=366)
ZAAK = "voorstel__dossier__overheid"
KLEUR = {
    Puntuitkomst.GOEDGEKEURD: "groen",
    Puntuitkomst.AFGEWEZEN: "rood",
    Puntuitkomst.AANGEHOUDEN: "amber",
    Puntuitkomst.AFGEVOERD: "",
}


@dataclass(frozen=True, slots=True)
class Wachtend:
    """A proposal that waits for GS and stands on no agenda. `gemachtigd`: a deputy may decide it today as well."""

    id: int
    nummer: str
    overheid: str
    titel: str
    sinds: dt.datetime | None
    gemachtigd: bool


def wacht_op_agenda(user: User) -> list[Wachtend]:
    """What waits for a meeting, the longest waiting first, as this account may see it."""
    open_punten = Agendapunt.objects.filter(uitkomst="")
    rijen = (
        Voorstel.objects.filter(
            kamer_open_voor(user, "dossier__"),
            wacht_op_gs(),
            status=VoorstelStatus.TER_BESLUIT,
        )
        .exclude(pk__in=open_punten.values("voorstel"))
        .select_related("dossier__overheid")
        .defer("zegel_inhoud", "vorige_inhoud")
        .order_by("ingediend_op", "pk")
    )
    return [
        Wachtend(
            v.pk,
            v.nummer,
            v.dossier.overheid.naam,
            staptitel(v),
            v.ingediend_op,
            v.niveau == Niveau.GS_OF_GEMACHTIGDE and not v.naar_gs,
        )
        for v in rijen
    ]


@dataclass(frozen=True, slots=True)
class Vergaderrij:
    """A meeting in the list. `punten`: its items, and what else was decided there; `open`: without an outcome."""

    id: int
    datum: dt.date
    soort: str
    status: str
    gehouden: bool
    punten: int
    open: int


def vergaderingen(user: User) -> tuple[list[Vergaderrij], list[Vergaderrij]]:
    """Meetings to come or with open items (first one first), and those that were (newest first); two queries."""
    gehouden = GSVergadering.objects.exclude(status=VergaderStatus.VERVALLEN)
    alle = list(gehouden.annotate(anders=Count("andere_besluiten")).order_by("-datum", "-pk")[:60])
    tel: dict[int, list[str]] = defaultdict(list)
    punten = _zichtbaar(user).filter(vergadering__in=alle).exclude(uitkomst=Puntuitkomst.AFGEVOERD)
    for vergadering_id, uitkomst in punten.values_list("vergadering_id", "uitkomst"):
        tel[vergadering_id].append(uitkomst)
    rijen = [
        Vergaderrij(
            v.pk,
            v.datum,
            v.get_soort_display(),
            v.get_status_display(),
            v.status == VergaderStatus.GEHOUDEN,
            len(tel[v.pk]) + v.anders,
            tel[v.pk].count(""),
        )
        for v in alle
    ]
    straks = {v.pk for v in alle if v.status == VergaderStatus.GEPLAND} | {r.id for r in rijen if r.open}
    komend = [r for r in rijen if r.id in straks]
    return komend[::-1], [r for r in rijen if r.id not in straks][:GEWEEST]


def _zichtbaar(user: User) -> "QuerySet[Agendapunt]":
    return Agendapunt.objects.filter(kamer_open_voor(user, "voorstel__dossier__"))


@dataclass(frozen=True, slots=True)
class Vergaderdag:
    """A day on which GS meet by the policy, and the last day for its papers."""

    datum: dt.date
    aanleveren: dt.date


def komende_dagen() -> list[Vergaderdag]:
    """The next days on which GS meet, by the policy in force; none without a policy."""
    vandaag = clock.vandaag()
    try:
        beleid = geldend(vandaag)
    except Weigering:
        return []
    dagen = gs_vergaderingen(beleid, vandaag, vandaag + VOORUIT)
    return [Vergaderdag(dag, laatste_aanlevering(beleid, dag)) for dag in dagen]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that goes along with an item: a letter (`brief_id`) or a paper of the dossier (`stuk_id`)."""

    naam: str
    brief_id: int = 0
    stuk_id: int = 0


@dataclass(frozen=True, slots=True)
class Puntrij:
    """One item of the order of the day, with its papers and who steps aside."""

    punt: Agendapunt
    titel: str
    kleur: str
    documenten: list[Document]
    gelezen: list[str]
    weg: list[str]
    moet_weg: list[str]
    nagezonden: bool


@dataclass(frozen=True, slots=True)
class Agendapagina:
    """The order of the day of one meeting."""

    vergadering: GSVergadering
    punten: list[Puntrij]
    afgevoerd: list[Puntrij]
    aanwezig: list[str]
    afwezig: list[str]
    aanleveren: dt.date | None
    anders: list[Collegebesluit]

    @property
    def open(self) -> int:
        """How many items have no outcome yet."""
        return len([rij for rij in self.punten if rij.punt.open])


def vind_vergadering(pk: int) -> GSVergadering | None:
    """The meeting; who may open the page may know of it."""
    return GSVergadering.objects.select_related("na", "tweede", "geregistreerd_door").filter(pk=pk).first()


def vind_punt(user: User, pk: int) -> Agendapunt | None:
    """An item as this account may see it."""
    punten = _zichtbaar(user).select_related("vergadering", ZAAK, "voorstel__opgesteld_door", "besluit")
    return punten.filter(pk=pk).first()


def agendapagina(user: User, vergadering: GSVergadering) -> Agendapagina:
    """Everything on one order of the day; the number of queries does not grow with the items."""
    punten = list(
        _zichtbaar(user)
        .filter(vergadering=vergadering)
        .select_related(ZAAK, "voorstel__opgesteld_door", "besluit", "vervolg__vergadering", "vervolg_op")
        .prefetch_related("terugtredingen__lid", "antwoorden__lid")
        .order_by("volgorde", "pk")
    )
    for punt in punten:
        punt.vergadering = vergadering
    documenten = _documenten([p.voorstel_id for p in punten])
    gelezen = _gelezen([p.voorstel for p in punten])
    moeten = _belangen(vergadering, {p.voorstel.dossier.overheid_id for p in punten})
    aanleveren = _aanleveren(vergadering)
    rijen = [
        Puntrij(
            punt=p,
            titel=staptitel(p.voorstel),
            kleur=KLEUR.get(Puntuitkomst(p.uitkomst), "") if p.uitkomst else "",
            documenten=documenten[p.voorstel_id],
            gelezen=gelezen[p.voorstel_id],
            weg=[t.lid.naam for t in p.terugtredingen.all()],
            moet_weg=moeten[p.voorstel.dossier.overheid_id],
            nagezonden=aanleveren is not None and clock.lokaal(p.geagendeerd_op).date() > aanleveren,
        )
        for p in punten
    ]
    aanwezig = list(vergadering.aanwezigheden.order_by("lid__naam").values_list("lid__naam", flat=True))
    return Agendapagina(
        vergadering=vergadering,
        punten=[r for r in rijen if r.punt.uitkomst != Puntuitkomst.AFGEVOERD],
        afgevoerd=[r for r in rijen if r.punt.uitkomst == Puntuitkomst.AFGEVOERD],
        aanwezig=aanwezig,
        afwezig=[lid.naam for lid in in_functie(vergadering.datum) if lid.naam not in aanwezig],
        aanleveren=aanleveren,
        anders=list(
            vergadering.andere_besluiten.select_related("overheid", "vergadering").prefetch_related(
                "teruggetreden"
            )
        ),
    )


def _aanleveren(vergadering: GSVergadering) -> dt.date | None:
    """The last day for papers, of an ordinary meeting; None without a policy."""
    if vergadering.soort != "gewoon":
        return None
    try:
        return laatste_aanlevering(geldend(vergadering.datum), vergadering.datum)
    except Weigering:
        return None


def _documenten(voorstel_ids: Iterable[int]) -> dict[int, list[Document]]:
    """Letters first, then the papers sealed as evidence; two queries."""
    uit: dict[int, list[Document]] = defaultdict(list)
    brieven = Brief.objects.filter(voorstel__in=voorstel_ids).exclude(status=BriefStatus.VERVALLEN)
    for voorstel_id, soort, pk in brieven.order_by("soort").values_list("voorstel_id", "soort", "pk"):
        naam = DOCUMENTEN[soort].naam
        uit[voorstel_id].append(Document(f"{soort} {naam}" if soort[0] == "L" else naam, brief_id=pk))
    stukken = Stuk.objects.filter(voorstellen__in=voorstel_ids).order_by("datum", "pk")
    for voorstel_id, titel, pk in stukken.values_list("voorstellen", "titel", "pk"):
        uit[voorstel_id].append(Document(titel, stuk_id=pk))
    return uit


def _gelezen(voorstellen: list[Voorstel]) -> dict[int, list[str]]:
    """Who agreed with the version that lies here."""
    uit: dict[int, list[str]] = defaultdict(list)
    versies = {v.pk: v.versie for v in voorstellen}
    parafen = Paraaf.objects.filter(voorstel__in=versies, akkoord=True).select_related("door").order_by("pk")
    for paraaf in parafen:
        if paraaf.versie == versies[paraaf.voorstel_id]:
            uit[paraaf.voorstel_id].append(f"{paraaf.door.naam} ({paraaf.onderdeel})")
    return uit


def _belangen(vergadering: GSVergadering, overheden: set[int]) -> dict[int, list[str]]:
    """Members with a declared interest in an organisation on the agenda, by organisation (Awb 2:4)."""
    uit: dict[int, list[str]] = defaultdict(list)
    namen = {lid.gebruiker_id: lid.naam for lid in in_functie(vergadering.datum) if lid.gebruiker_id}
    op = vergadering.datum
    belangen = Belang.objects.filter(gebruiker__in=namen, overheid__in=overheden, van__lte=op).exclude(
        tot__lte=op
    )
    for gebruiker_id, overheid_id, toelichting in belangen.values_list(
        "gebruiker_id", "overheid_id", "toelichting"
    ):
        uit[overheid_id].append(f"{namen[gebruiker_id]} ({toelichting})")
    return uit


def gehouden_vergaderingen(na: dt.date | None = None) -> tuple[list[tuple[int, str]], list[GSLid]]:
    """Meetings that were held, newest first, as choices, and the members who were there; on or after `na`.

    Without `na` those of the last year.
    """
    gehouden = GSVergadering.objects.filter(status=VergaderStatus.GEHOUDEN).exclude(
        soort=VergaderSoort.SCHRIFTELIJK
    )
    gehouden = gehouden.filter(datum__gte=na or clock.vandaag() - EEN_JAAR)
    rijen = list(gehouden.order_by("-datum", "-pk"))
    leden = GSLid.objects.filter(aanwezigheden__vergadering__in=rijen).distinct().order_by("naam")
    return [(v.pk, _kort(v)) for v in rijen], list(leden)


def _kort(vergadering: GSVergadering) -> str:
    return f"{vergadering.datum:%d-%m-%Y}, {vergadering.get_soort_display().lower()}"


@dataclass(frozen=True, slots=True)
class Oordeel:
    """An excuse that waits for GS; it stands on no order of the day, and is registered from the minutes."""

    overheid: str
    code: str
    id: int
    grond: str
    sinds: dt.date


def te_verschonen() -> list[Oordeel]:
    """What GS still have to judge about housing, the longest waiting first."""
    rijen = Verschoonbaarheid.objects.filter(niveau=Niveau.GS, uitkomst="").select_related("overheid")
    return [
        Oordeel(v.overheid.naam, v.overheid.code, v.pk, v.get_grond_display(), v.voorgesteld_op)
        for v in rijen.order_by("voorgesteld_op", "pk")
    ]


def kiesbare_vergaderingen(na: dt.date | None = None) -> list[tuple[int, str]]:
    """Meetings in preparation, for a choice: (id, day and kind), first one first."""
    rijen = GSVergadering.objects.filter(status=VergaderStatus.GEPLAND).order_by("datum", "pk")
    if na is not None:
        rijen = rijen.filter(datum__gte=na)
    return [(v.pk, _kort(v)) for v in rijen]
