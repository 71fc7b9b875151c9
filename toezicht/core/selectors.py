"""Reads of the shared ground: lines of the logboek that a user may see, in pages that stay quick."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import DateField, ExpressionWrapper, F, Q, QuerySet, Value
from django.urls import NoReverseMatch, reverse

from toezicht.core import rollen
from toezicht.core.logboek import BESLOTEN
from toezicht.core.logteksten import onderwerp_in_woorden, toestand, zin
from toezicht.core.models import Logboekregel, User
from toezicht.core.models.logboek import ZOEKTAAL, ZOEKVELDEN

OPEN = ("openbaar", "intern")
VERTROUWELIJK = "vertrouwelijk"
LEZERS_VAN_VERTROUWELIJK = frozenset({rollen.COORDINATOR, rollen.TEAMLEIDER, rollen.JURIST})
PER_PAGINA = 50
ZELDZAAM = 25_000  # lines; fetching and sorting so many takes well under a second
OUDER, NIEUWER = "ouder", "nieuwer"


def zichtbare_regels(user: User) -> QuerySet[Logboekregel]:
    """Lines this user may read: design.md 4.6.

    With the right to read the logboek: everything open or internal; what is vertrouwelijk only for
    coördinator, teamleider and jurist, and for whoever wrote the line; lines of the closed cdK zone for the
    cabinet only. Beheer without that right sees the lines about accounts and messages only.
    """
    regels = Logboekregel.objects.all()
    if user.has_perm(rollen.BEKIJK_CDK):
        return _regels_van_het_kabinet(regels, user)
    if not user.has_perm(rollen.BEKIJK_LOGBOEK):
        if not user.has_perm(rollen.BEHEER_ACCOUNTS):
            return regels.none()
        regels = regels.filter(onderwerp_soort__in=("account", "bericht"))
    if user.rolcodes & LEZERS_VAN_VERTROUWELIJK:
        return regels.filter(vertrouwelijkheid__in=(*OPEN, VERTROUWELIJK))
    eigen = Q(vertrouwelijkheid=VERTROUWELIJK, door_id=user.pk)
    return regels.filter(Q(vertrouwelijkheid__in=OPEN) | eigen)


def _regels_van_het_kabinet(regels: "QuerySet[Logboekregel]", user: User) -> "QuerySet[Logboekregel]":
    """For who may enter the room of the cdK: its dossiers too, not the signals that are kept in it."""
    mag = Q(vertrouwelijkheid="cdk", onderwerp_soort__endswith=BESLOTEN) & ~Q(onderwerp_soort="signaal_cdk")
    mag |= Q(vertrouwelijkheid=VERTROUWELIJK, door_id=user.pk)
    if user.has_perm(rollen.BEKIJK_LOGBOEK):
        mag |= Q(vertrouwelijkheid__in=OPEN)
    if user.rolcodes & LEZERS_VAN_VERTROUWELIJK:
        mag |= Q(vertrouwelijkheid=VERTROUWELIJK)
    return regels.filter(mag)


@dataclass(frozen=True, slots=True)
class Logfilter:
    """What to show; an empty field does not filter. Dates are days in the world (`gebeurd_op`), inclusive."""

    overheid: str = ""
    soort: str = ""
    persoon_id: int | None = None
    van: dt.date | None = None
    tot: dt.date | None = None
    tekst: str = ""


@dataclass(frozen=True, slots=True)
class Logweergave:
    """One line as people read it."""

    id: int
    zin: str
    onderwerp: str
    onderwerp_soort: str
    onderwerp_id: str
    adres: str
    overheid_code: str
    overheid: str
    van: str
    naar: str
    reden: str
    door: str
    gebeurd_op: dt.date
    vastgelegd_op: dt.datetime
    vertrouwelijkheid: str
    volgnummer: int


@dataclass(frozen=True, slots=True)
class Logpagina:
    """One page, newest first. `ouder` and `nieuwer` are the cursors of the pages beside it, or empty."""

    regels: list[Logweergave]
    ouder: str
    nieuwer: str


def logboekpagina(
    *, user: User, filter_: Logfilter, cursor: str = "", richting: str = OUDER, aantal: int = PER_PAGINA
) -> Logpagina:
    """The page of lines before (`ouder`) or after (`nieuwer`) the cursor.

    Without a cursor: the newest page, or with `nieuwer` the oldest. Each page costs the same, however deep:
    it is found by the place of its neighbour in the index, never by counting. A broken cursor counts as none.
    """
    regels = _gefilterd(zichtbare_regels(user), filter_)
    vooruit = richting == NIEUWER
    plaats = _lees_cursor(cursor)
    if plaats:
        regels = _voorbij(regels, *plaats, vooruit=vooruit)
    rijen = list(_op_volgorde(regels, filter_, vooruit=vooruit)[: aantal + 1])
    meer, rijen = len(rijen) > aantal, rijen[:aantal]
    if vooruit:
        rijen.reverse()
    heeft_ouder = bool(plaats) if vooruit else meer
    heeft_nieuwer = meer if vooruit else bool(plaats)
    return Logpagina(
        regels=weergave(rijen),
        ouder=_cursor(rijen[-1]) if rijen and heeft_ouder else "",
        nieuwer=_cursor(rijen[0]) if rijen and heeft_nieuwer else "",
    )


def _gefilterd(regels: QuerySet[Logboekregel], filter_: Logfilter) -> QuerySet[Logboekregel]:
    voorwaarden = {
        "overheid_code": filter_.overheid,
        "onderwerp_soort": filter_.soort,
        "door_id": filter_.persoon_id,
        "gebeurd_op__gte": filter_.van,
        "gebeurd_op__lte": filter_.tot,
    }
    regels = regels.filter(**{naam: waarde for naam, waarde in voorwaarden.items() if waarde})
    zoekvraag = _zoekvraag(filter_.tekst)
    return _met_tekst(regels, zoekvraag) if zoekvraag else regels


def _zoekvraag(tekst: str) -> SearchQuery | None:
    """All words must occur, each as the beginning of a word; None when there is nothing to look for."""
    woorden = re.findall(r"\w+", tekst)
    if not woorden:
        return None
    return SearchQuery(" & ".join(f"{woord}:*" for woord in woorden), config=ZOEKTAAL, search_type="raw")


def _met_tekst(regels: QuerySet[Logboekregel], zoekvraag: SearchQuery) -> QuerySet[Logboekregel]:
    return regels.alias(zoek=SearchVector(*ZOEKVELDEN, config=ZOEKTAAL)).filter(zoek=zoekvraag)


def _is_zeldzaam(filter_: Logfilter) -> bool:
    """Whether the planner expects few lines with this text.

    Left alone it walks the lines from the newest on until a page is full: quick for a common word, seconds
    for a rare one among two million lines. For those the hits are fetched from the text index and sorted.
    """
    zoekvraag = _zoekvraag(filter_.tekst)
    if zoekvraag is None:
        return False
    plan = json.loads(_met_tekst(Logboekregel.objects.all(), zoekvraag).explain(format="json"))
    return bool(plan[0]["Plan"]["Plan Rows"] <= ZELDZAAM)


def _voorbij(
    regels: QuerySet[Logboekregel], datum: dt.date, pk: int, *, vooruit: bool
) -> QuerySet[Logboekregel]:
    """Lines strictly past a place; the first condition is the one the index can use."""
    if vooruit:
        return regels.filter(Q(gebeurd_op__gte=datum) & (Q(gebeurd_op__gt=datum) | Q(id__gt=pk)))
    return regels.filter(Q(gebeurd_op__lte=datum) & (Q(gebeurd_op__lt=datum) | Q(id__lt=pk)))


def _op_volgorde(
    regels: QuerySet[Logboekregel], filter_: Logfilter, *, vooruit: bool
) -> QuerySet[Logboekregel]:
    if not _is_zeldzaam(filter_):
        return regels.order_by("gebeurd_op", "id") if vooruit else regels.order_by("-gebeurd_op", "-id")
    # The same order, written so that no index serves it.
    dag = ExpressionWrapper(F("gebeurd_op") + Value(0), output_field=DateField())
    return regels.order_by(dag.asc(), "id") if vooruit else regels.order_by(dag.desc(), "-id")


def _cursor(regel: Logboekregel) -> str:
    return f"{regel.gebeurd_op.isoformat()}.{regel.pk}"


def _lees_cursor(cursor: str) -> tuple[dt.date, int] | None:
    datum, _, pk = cursor.partition(".")
    try:
        return dt.date.fromisoformat(datum), int(pk)
    except ValueError:
        return None


def weergave(regels: Iterable[Logboekregel]) -> list[Logweergave]:
    """Lines as people read them; two queries for all names together."""
    rijen = list(regels)
    namen = _onderwerpnamen({regel.keten for regel in rijen})
    overheden = overheidsnamen({regel.overheid_code for regel in rijen if regel.overheid_code})
    return [_een_weergave(regel, namen, overheden) for regel in rijen]


def _een_weergave(regel: Logboekregel, namen: dict[str, str], overheden: dict[str, str]) -> Logweergave:
    return Logweergave(
        id=regel.pk,
        zin=zin(regel),
        onderwerp=onderwerp_in_woorden(regel, namen.get(regel.keten, "")),
        onderwerp_soort=regel.onderwerp_soort,
        onderwerp_id=regel.onderwerp_id,
        adres=_adres(regel, namen.get(regel.keten, "")),
        overheid_code=regel.overheid_code,
        overheid=overheden.get(regel.overheid_code, regel.overheid_code),
        van=toestand(regel, regel.van),
        naar=toestand(regel, regel.naar),
        reden=regel.reden,
        door=regel.door_naam,
        gebeurd_op=regel.gebeurd_op,
        vastgelegd_op=regel.vastgelegd_op,
        vertrouwelijkheid=regel.vertrouwelijkheid,
        volgnummer=regel.volgnummer,
    )


def _adres(regel: Logboekregel, naam: str) -> str:
    """The page of the subject, for kinds that have one; empty while the name is not known."""
    pagina, sleutel = {
        "signaal": ("signaal", naam),
        "dossier": ("dossier", naam),
        "inzet": ("inzet", naam),
        "overheid": ("overheid", regel.onderwerp_id),
    }.get(regel.onderwerp_soort, ("", ""))
    if not (pagina and sleutel):
        return ""
    try:
        return reverse(pagina, args=[sleutel])
    except NoReverseMatch:
        return ""


def _onderwerpnamen(ketens: set[str]) -> dict[str, str]:
    """{chain: number or name}, from the first line of each chain."""
    eerste = Logboekregel.objects.filter(
        keten__in=ketens, volgnummer=1, vertrouwelijkheid__in=OPEN
    ).values_list("keten", "gegevens")
    return {
        keten: str(gegevens.get("nummer") or gegevens.get("naam") or gegevens.get("gebruikersnaam") or "")
        for keten, gegevens in eerste
    }


def overheidsnamen(codes: set[str]) -> dict[str, str]:
    """{code: name}. By the registry: organisaties stands above core and may not be imported here."""
    if not codes:
        return {}
    overheid = apps.get_model("organisaties", "Overheid")
    rijen = overheid._default_manager.filter(code__in=codes).order_by("geldig_van")
    return dict(rijen.values_list("code", "naam"))


@dataclass(frozen=True, slots=True)
class Accountrij:
    """One account in the list, with its roles in words, in the order of the house."""

    account: User
    rollen: list[str]


def accountlijst() -> list[Accountrij]:
    """All accounts, open ones first, by name; two queries."""
    accounts = User.objects.prefetch_related("groups").order_by(
        "-is_active", "last_name", "first_name", "username"
    )
    return [Accountrij(account, _rolnamen(account)) for account in accounts]


def _rolnamen(account: User) -> list[str]:
    codes = {group.name for group in account.groups.all()}
    return [rol.naam for rol in rollen.ROLLEN if rol.code in codes]
