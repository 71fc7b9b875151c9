"""Reads over organisations for other apps: plain frozen data, never models."""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Lower

from toezicht.core import clock
from toezicht.core.bladeren import blader
from toezicht.core.models import Logboekregel
from toezicht.core.vaste_vragen import Gat, een_van, vast
from toezicht.organisaties.models import (
    Deelname,
    Inwonertal,
    Opvolging,
    Overheid,
    OverheidQuerySet,
    OverheidSoort,
)

ALLE_GR = "gr"
SOORTFILTERS = (*OverheidSoort.values, ALLE_GR)
"""Kinds to filter on; `ALLE_GR` takes all gemeenschappelijke regelingen together."""
_MET_ACCENT = "áàâäãåéèêëíìîïóòôöõúùûüýÿñç"
_ZONDER = "aaaaaaeeeeiiiiooooouuuuyync"
_FOLD = str.maketrans(_MET_ACCENT, _ZONDER)


@dataclass(frozen=True, slots=True)
class OverheidGegevens:
    """An organisation on a day. `inwoners` is the number of 1 January of `inwoners_jaar`, or None.

    `oorspronkelijk`: it came from no other, and its code had no other before it. False also where nobody asked.
    """

    id: int
    code: str
    naam: str
    soort: str
    soort_naam: str
    provincie_code: str
    provincie_naam: str
    geldig_van: dt.date
    geldig_tot: dt.date | None
    kolom: int | None
    rij: int | None
    email: str
    adres: str
    inwoners: int | None
    inwoners_jaar: int | None
    oorspronkelijk: bool = False

    def bestaat_op(self, datum: dt.date) -> bool:
        """Whether it existed on `datum`."""
        return self.geldig_van <= datum and (self.geldig_tot is None or datum < self.geldig_tot)

    @property
    def is_gr(self) -> bool:
        """Whether this is a gemeenschappelijke regeling."""
        return self.soort.startswith("gr_")


@dataclass(frozen=True, slots=True)
class DeelnameGegevens:
    """The other party of a participation: the participant for a GR, the GR for a participant."""

    id: int
    code: str
    naam: str
    soort: str
    email: str
    adres: str
    van: dt.date
    tot: dt.date | None


@dataclass(frozen=True, slots=True)
class OpvolgingGegevens:
    """The other party of a herindeling. `gesplitst`: the old one went into several."""

    id: int
    code: str
    naam: str
    datum: dt.date
    soort: str
    gesplitst: bool


@dataclass(frozen=True, slots=True)
class Wijziging:
    """An organisation that ends by a herindeling, and who follows it. `gesplitst`: it goes into several."""

    id: int
    code: str
    naam: str
    provincie_code: str
    datum: dt.date
    soort: str
    opvolgers: tuple[str, ...]
    gesplitst: bool


@dataclass(frozen=True, slots=True)
class InwonertalGegevens:
    """Inhabitants on 1 January of `jaar`."""

    jaar: int
    aantal: int
    bron: str


def overheid_op_code(code: str, *, peildatum: dt.date | None = None) -> OverheidGegevens | None:
    """The organisation with this code: the one valid on `peildatum`, else the latest; None when unknown.

    Inhabitants are those known for the year of `peildatum` (default today) or the last year before it.
    """
    return overheden_op_codes([code], peildatum=peildatum).get(code)


def overheden_op_codes(
    codes: Collection[str], *, peildatum: dt.date | None = None
) -> dict[str, OverheidGegevens]:
    """{code: organisation} as `overheid_op_code`, for those that are known; in one query."""
    dag = peildatum or clock.vandaag()
    gevonden = [_gegevens(overheid) for overheid in _op_codes(codes=list(codes), jaar=dag.year)]
    return {
        overheid.code: overheid
        for overheid in sorted(gevonden, key=lambda o: (o.bestaat_op(dag), o.geldig_van))
    }


@vast
def _op_codes(codes: Gat, jaar: Gat) -> "QuerySet[Overheid]":
    """Everything that has or had one of these codes."""
    eerder = Opvolging.objects.filter(opvolger__code=OuterRef("code"))
    ander = Overheid.objects.filter(code=OuterRef("code")).exclude(pk=OuterRef("pk"))
    gezocht = _met_inwoners(Overheid.objects.filter(een_van("code", codes)), jaar)
    return gezocht.annotate(oorspronkelijk=~Exists(eerder) & ~Exists(ander))


def overheden(
    *,
    zoek: str = "",
    soort: str = "",
    provincie: str = "",
    peildatum: dt.date | None = None,
    ook_opgeheven: bool = False,
    vanaf: int = 0,
    aantal: int | None = None,
) -> list[OverheidGegevens]:
    """Organisations in alphabetical order, in one query.

    `zoek` matches part of the name (accents do not count) or the start of the code; `soort` is a value of
    `OverheidSoort`, or "gr" for all gemeenschappelijke regelingen; `provincie` is a code; empty means all.
    Only those that existed on `peildatum` (default today), unless `ook_opgeheven`. `vanaf` and `aantal`
    cut out a page.
    """
    dag = peildatum or clock.vandaag()
    gekozen = _met_inwoners(_filter(zoek, soort, provincie, None if ook_opgeheven else dag), dag.year)
    einde = None if aantal is None else vanaf + aantal
    return [_gegevens(overheid) for overheid in gekozen[vanaf:einde]]


def tel_overheden(
    *,
    zoek: str = "",
    soort: str = "",
    provincie: str = "",
    peildatum: dt.date | None = None,
    ook_opgeheven: bool = False,
) -> int:
    """How many organisations `overheden` finds over all pages."""
    return _filter(zoek, soort, provincie, None if ook_opgeheven else peildatum or clock.vandaag()).count()


def onder_toezicht(*, op: dt.date | None = None) -> "QuerySet[Overheid]":
    """The organisations this province supervises, those that existed on `op` (default: now or before).

    All but the provinces where none is marked so. For a choice in a form and for the service that checks it.
    """
    gekozen = onder_toezicht_van(settings.PROVINCIE_CODE)
    return gekozen if op is None else gekozen.geldig_op(op)


def onder_toezicht_van(provincie: str | Gat) -> "OverheidQuerySet":
    """As `onder_toezicht`, for the province with this code."""
    alle = Overheid.objects.exclude(soort=OverheidSoort.PROVINCIE)
    onze = Q(provincie__code=provincie)
    return alle.filter(onze | ~Exists(alle.filter(onze)))


def provincies(*, peildatum: dt.date | None = None) -> list[tuple[str, str]]:
    """(code, name) of all provinces, for a choice."""
    gekozen = Overheid.objects.filter(soort=OverheidSoort.PROVINCIE).geldig_op(peildatum or clock.vandaag())
    return list(gekozen.order_by("naam").values_list("code", "naam"))


def deelnemers_op(regeling_id: int, datum: dt.date) -> list[DeelnameGegevens]:
    """Who takes part in this gemeenschappelijke regeling on `datum`, in alphabetical order."""
    rows = _geldig_op(Deelname.objects.filter(regeling_id=regeling_id), datum).select_related("deelnemer")
    return [_deelname(rij, rij.deelnemer) for rij in rows.order_by("deelnemer__naam", "van")]


def provincies_die_meekijken(overheid_id: int, datum: dt.date) -> list[str]:
    """Names of the other provinces concerned on `datum`, in alphabetical order (Wgr 29; Wsw 164).

    For a gemeenschappelijke regeling those of its participants; for a waterschap those that are recorded with it.
    """
    rows = _geldig_op(Deelname.objects.filter(regeling_id=overheid_id), datum)
    eigen = Overheid.objects.filter(pk=overheid_id).values_list("provincie_id", flat=True).first()
    namen = {
        rij.deelnemer.naam
        if rij.deelnemer.soort == OverheidSoort.PROVINCIE
        else getattr(rij.deelnemer.provincie, "naam", "")
        for rij in rows.select_related("deelnemer__provincie")
        if (
            rij.deelnemer_id if rij.deelnemer.soort == OverheidSoort.PROVINCIE else rij.deelnemer.provincie_id
        )
        != eigen
    }
    return sorted(namen - {""})


def einden_van_deelname(regeling_id: int, op: dt.date) -> list[dt.date]:
    """The days up to `op` since which somebody no longer takes part in this gemeenschappelijke regeling."""
    rows = Deelname.objects.filter(regeling_id=regeling_id, tot__lte=op).order_by("tot")
    return [tot for tot in rows.values_list("tot", flat=True) if tot is not None]


def deelnames_op(overheid_id: int, datum: dt.date) -> list[DeelnameGegevens]:
    """In which gemeenschappelijke regelingen this organisation takes part on `datum`."""
    rows = _geldig_op(Deelname.objects.filter(deelnemer_id=overheid_id), datum).select_related("regeling")
    return [_deelname(rij, rij.regeling) for rij in rows.order_by("regeling__naam", "van")]


def opvolgers(overheid_id: int) -> list[OpvolgingGegevens]:
    """What this organisation went into, oldest first."""
    rows = Opvolging.objects.filter(voorganger_id=overheid_id).select_related("opvolger")
    return [_opvolging(rij, rij.opvolger) for rij in rows.order_by("datum", "opvolger__naam")]


def voorgangers(overheid_id: int) -> list[OpvolgingGegevens]:
    """What went into this organisation, oldest first."""
    rows = Opvolging.objects.filter(opvolger_id=overheid_id).select_related("voorganger")
    return [_opvolging(rij, rij.voorganger) for rij in rows.order_by("datum", "voorganger__naam")]


def eerdere_namen(code: str, op: dt.date) -> list[tuple[str, dt.date]]:
    """(former name, day since which it no longer held) of the organisation with this code, up to `op`."""
    regels = Logboekregel.objects.filter(keten=f"overheid:{code}", handeling="hernoemd", gebeurd_op__lte=op)
    return list(regels.exclude(van="").order_by("-gebeurd_op", "-id").values_list("van", "gebeurd_op"))


def wijzigingen(*, vanaf: dt.date) -> list[Wijziging]:
    """Organisations that end by a herindeling on or after `vanaf`, by day and name, each with its successors."""
    rijen = Opvolging.objects.filter(datum__gte=vanaf).select_related("voorganger__provincie", "opvolger")
    per: dict[tuple[dt.date, int], Wijziging] = {}
    for rij in rijen.order_by("datum", "voorganger__naam", "opvolger__naam"):
        eerder = per.get((rij.datum, rij.voorganger_id))
        namen = (*(eerder.opvolgers if eerder else ()), rij.opvolger.naam)
        oud = rij.voorganger
        per[rij.datum, rij.voorganger_id] = Wijziging(
            oud.pk,
            oud.code,
            oud.naam,
            oud.provincie.code if oud.provincie else "",
            rij.datum,
            rij.soort,
            namen,
            rij.gesplitst or len(namen) > 1,
        )
    return list(per.values())


def inwonertallen(overheid_id: int) -> list[InwonertalGegevens]:
    """Inhabitants per year, oldest first."""
    rows = Inwonertal.objects.filter(overheid_id=overheid_id).order_by("jaar")
    return [InwonertalGegevens(rij.jaar, rij.aantal, rij.bron) for rij in rows]


def _filter(zoek: str, soort: str, provincie: str, bestond_op: dt.date | None) -> "QuerySet[Overheid]":
    zoeknaam = Func(Lower(F("naam")), Value(_MET_ACCENT), Value(_ZONDER), function="TRANSLATE")
    gekozen = Overheid.objects.annotate(zoeknaam=zoeknaam)
    if bestond_op:
        gekozen = gekozen.geldig_op(bestond_op)
    if soort:
        gekozen = gekozen.filter(soort__startswith="gr_") if soort == ALLE_GR else gekozen.filter(soort=soort)
    if provincie:
        gekozen = gekozen.onder_toezicht_van(provincie)
    woord = zoek.replace("\x00", "").strip().lower()
    if woord:
        gekozen = gekozen.filter(Q(zoeknaam__contains=woord.translate(_FOLD)) | Q(code__istartswith=woord))
    return gekozen.order_by("zoeknaam", "code", "geldig_van")


def _met_inwoners(gekozen: "QuerySet[Overheid]", jaar: int | Gat) -> "QuerySet[Overheid]":
    laatste = Inwonertal.objects.filter(overheid=OuterRef("pk"), jaar__lte=jaar).order_by("-jaar")
    return gekozen.select_related("provincie").annotate(
        laatste_aantal=Subquery(laatste.values("aantal")[:1]),
        laatste_jaar=Subquery(laatste.values("jaar")[:1]),
    )


def _gegevens(overheid: Any) -> OverheidGegevens:
    """`overheid` carries the annotations of `_met_inwoners`."""
    return OverheidGegevens(
        id=overheid.pk,
        code=overheid.code,
        naam=overheid.naam,
        soort=overheid.soort,
        soort_naam=overheid.get_soort_display(),
        provincie_code=overheid.provincie.code if overheid.provincie else "",
        provincie_naam=overheid.provincie.naam if overheid.provincie else "",
        geldig_van=overheid.geldig_van,
        geldig_tot=overheid.geldig_tot,
        kolom=overheid.kolom,
        rij=overheid.rij,
        email=overheid.email,
        adres=overheid.adres,
        inwoners=overheid.laatste_aantal,
        inwoners_jaar=overheid.laatste_jaar,
        oorspronkelijk=getattr(overheid, "oorspronkelijk", False),
    )


def _geldig_op(rows: "QuerySet[Deelname]", datum: dt.date) -> "QuerySet[Deelname]":
    return rows.filter(Q(van__lte=datum) & (Q(tot__isnull=True) | Q(tot__gt=datum)))


def _deelname(rij: Deelname, ander: Overheid) -> DeelnameGegevens:
    return DeelnameGegevens(
        id=ander.pk,
        code=ander.code,
        naam=ander.naam,
        soort=ander.soort,
        email=ander.email,
        adres=ander.adres,
        van=rij.van,
        tot=rij.tot,
    )


def _opvolging(rij: Opvolging, ander: Overheid) -> OpvolgingGegevens:
    return OpvolgingGegevens(
        id=ander.pk,
        code=ander.code,
        naam=ander.naam,
        datum=rij.datum,
        soort=rij.soort,
        gesplitst=rij.gesplitst,
    )


def soorten() -> Iterable[tuple[str, str]]:
    """(value, label) of every kind, for a choice; "gr" takes all gemeenschappelijke regelingen together."""
    return [
        *((soort.value, str(soort.label)) for soort in OverheidSoort if not soort.value.startswith("gr_")),
        (ALLE_GR, "Gemeenschappelijke regeling"),
    ]


@dataclass(frozen=True, slots=True)
class Overhedenblad:
    """One page of organisations. `volgende` and `vorige` are cursors; empty at the end."""

    rijen: list[OverheidGegevens]
    volgende: str
    vorige: str


def overhedenblad(
    *,
    zoek: str = "",
    soort: str = "",
    provincie: str = "",
    peildatum: dt.date | None = None,
    ook_opgeheven: bool = False,
    na: str = "",
    voor: str = "",
    aantal: int,
) -> Overhedenblad:
    """As `overheden`, page by page by cursor: after `na` or before `voor`; one query, however deep."""
    dag = peildatum or clock.vandaag()
    gekozen = _met_inwoners(_filter(zoek, soort, provincie, None if ook_opgeheven else dag), dag.year)
    blad = blader(gekozen, veld="zoeknaam", na=na, voor=voor, aantal=aantal)
    return Overhedenblad([_gegevens(overheid) for overheid in blad.rijen], blad.volgende, blad.vorige)
