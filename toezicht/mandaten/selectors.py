"""Reads of the register, always on a date: the day of deciding (Awb 10:1; Pw 166)."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.lookups import Exact

from toezicht.core import rollen
from toezicht.core.mensen import met_recht, met_rol
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, een_van, vast
from toezicht.mandaten.models import (
    GEDEPUTEERDE,
    MACHTIGING,
    Afwezigheid,
    Belang,
    Mandaat,
    RegelStatus,
    Vervangregel,
    loopt_op,
)


@dataclass(frozen=True, slots=True)
class Vraag:
    """What is to be decided. Each value may be a reference to an outer query (`OuterRef`)."""

    niveau: Any
    handeling: Any
    ladder: Any
    domein: Any
    overheid: Any
    overheidssoort: Any
    bedrag: Any = None

    def dieper(self) -> "Vraag":
        """The same, seen from one subquery further in."""
        return Vraag(*(OuterRef(getattr(self, veld.name)) for veld in fields(self)))


@dataclass(frozen=True, slots=True)
class Bevoegde:
    """Who may decide on the day, on which line; `namens` is the person who is replaced, or None."""

    gebruiker: User
    mandaat: Mandaat
    namens: User | None = None


def dekkend(vraag: Vraag, op: dt.date | Gat) -> "QuerySet[Mandaat]":
    """The lines that cover this act on this day, the narrowest first: a person before a function."""
    bedrag = Q(bedrag_tot__isnull=True)
    if vraag.bedrag is not None:
        bedrag |= Q(bedrag_tot__gte=vraag.bedrag)
    reikt = (
        (Q(handeling="") | Q(handeling=vraag.handeling))
        & (Q(ladder="") | Q(ladder=vraag.ladder))
        & (Q(domein="") | Q(domein=vraag.domein))
        & (Q(overheid__isnull=True) | Q(overheid=vraag.overheid))
        & (Q(overheidssoort="") | Q(overheidssoort=vraag.overheidssoort))
        & bedrag
    )
    return geldende_mandaten(op).filter(reikt, niveau=vraag.niveau).order_by("functie", "pk")


def bevoegden(vraag: Vraag, op: dt.date, *, niet: int | None = None) -> list[Bevoegde]:
    """Everybody who may decide this on this day: holders of a mandate, and who replaces one that cannot.

    A holder with a declared interest in the organisation is left out (Awb 2:4); an absent one is not: the power
    stays, the replacement has it as well. For an absent holder or one with an interest the first replacement in
    order who is there and has no interest counts (ladder.md 5.2). At most seven queries; each person once.

    `niet` is who drafted it: never among them, nor in whose place another decides (four eyes, ladder.md 5.2).
    """
    return _wie(dekkend(vraag, op), vraag, op, _kan_beslissen(vraag.niveau), niet)


def _wie(
    regels: "QuerySet[Mandaat]", vraag: Vraag, op: dt.date, accounts: "QuerySet[User]", niet: int | None
) -> list[Bevoegde]:
    """Who holds one of these lines or replaces a holder, of the accounts that can; as `bevoegden` says."""
    houders = _houders(list(regels.select_related("gebruiker")))
    houders = [houder for houder in houders if houder.gebruiker.pk != niet]
    kunnen = set(accounts.values_list("pk", flat=True))
    belang = set(met_belang(vraag.overheid, op))
    uit = [houder for houder in houders if houder.gebruiker.pk not in belang]
    weg = belang | set(afwezigen(op))
    if verhinderd := [houder for houder in houders if houder.gebruiker.pk in weg]:
        uit += [b for b in _vervangen(verhinderd, vraag.domein, op, weg, kunnen) if b.gebruiker.pk != niet]
    uit = [b for b in uit if b.gebruiker.pk in kunnen]
    return list({b.gebruiker.pk: b for b in reversed(uit)}.values())[::-1]


def portefeuilles(vraag: Vraag, op: dt.date) -> "QuerySet[Mandaat]":
    """The lines that give a deputy, by name, every act at the own level in this field: who holds the portfolio.

    A line to the function names nobody, one for a single act is no portfolio, and an amount does not narrow it.
    """
    alles = replace(vraag, niveau=GEDEPUTEERDE, handeling="", bedrag=0)
    return dekkend(alles, op).filter(gebruiker__in=met_rol(rollen.GEDEPUTEERDE).order_by())


def portefeuillehouders(vraag: Vraag, op: dt.date, *, niet: int | None = None) -> list[Bevoegde]:
    """The deputies who hold the portfolio, and who replaces one that cannot, by the rules of `bevoegden`.

    Empty when none of them is there on this day: then it is nobody's in particular.
    """
    houders = _wie(portefeuilles(vraag, op), vraag, op, _kan_beslissen(MACHTIGING), niet)
    weg = set(afwezigen(op)) if houders else set()
    return [] if all(houder.gebruiker.pk in weg for houder in houders) else houders


def _kan_beslissen(niveau: str) -> "QuerySet[User]":
    """Accounts that can open what is to be decided; under a machtiging only members of GS (Pw 166)."""
    wie = met_recht(rollen.BEKIJK_DOSSIERS)
    return wie.filter(groups__name=rollen.GEDEPUTEERDE) if niveau == MACHTIGING else wie


def _houders(mandaten: list[Mandaat]) -> list[Bevoegde]:
    """Open accounts that hold one of these lines: by name first, then by function."""
    uit = [Bevoegde(m.gebruiker, m) for m in mandaten if m.gebruiker is not None and m.gebruiker.is_active]
    per_functie = {m.functie: m for m in reversed(mandaten) if m.functie}
    if not per_functie:
        return uit
    rijen = User.groups.through.objects.filter(group__name__in=per_functie, user__is_active=True)
    leden = rijen.select_related("user", "group").order_by("user", "group__name")
    return [*uit, *(Bevoegde(rij.user, per_functie[rij.group.name]) for rij in leden)]


def _vervangen(
    verhinderd: list[Bevoegde], domein: str, op: dt.date, weg: set[int], kunnen: set[int]
) -> list[Bevoegde]:
    """For each holder who cannot decide, the first in order who is there, has no interest and can."""
    regels = geldende_vervanging(op).filter(
        Q(domein="") | Q(domein=domein), voor__in={b.gebruiker.pk for b in verhinderd}, door__is_active=True
    )
    eerste: dict[int, User] = {}
    for regel in regels.select_related("door").order_by("voor", "volgorde", "pk"):
        if regel.door_id not in weg and regel.door_id in kunnen:
            eerste.setdefault(regel.voor_id, regel.door)
    return [
        Bevoegde(eerste[b.gebruiker.pk], b.mandaat, namens=b.gebruiker)
        for b in verhinderd
        if b.gebruiker.pk in eerste
    ]


def bevoegdheid(gebruiker: User, vraag: Vraag, op: dt.date, *, niet: int | None = None) -> Bevoegde | None:
    """On what this account may decide this today: an own mandate first, else for whom it replaces; None when not.

    A declared interest is not looked at for the own mandate: `belang_van` says why and is asked apart. `niet` as in
    `bevoegden`.
    """
    if gebruiker.pk == niet or not gebruiker.has_perm(rollen.BEKIJK_DOSSIERS):
        return None
    if vraag.niveau == MACHTIGING and not gebruiker.heeft_rol(rollen.GEDEPUTEERDE):
        return None
    waarden = {veld.name: getattr(vraag, veld.name) for veld in fields(vraag)}
    rollen_nu = sorted(gebruiker.rolcodes)
    eigen = _eigen_mandaat.eerste(**waarden, op=op, gebruiker=gebruiker, functies=rollen_nu)
    if eigen is not None:
        return Bevoegde(gebruiker, eigen)
    if not geldende_vervanging(op).filter(door=gebruiker).exists():
        return None
    return next((b for b in bevoegden(vraag, op, niet=niet) if b.gebruiker.pk == gebruiker.pk), None)


@vast
def _eigen_mandaat(
    niveau: Gat,
    handeling: Gat,
    ladder: Gat,
    domein: Gat,
    overheid: Gat,
    overheidssoort: Gat,
    bedrag: Gat,
    op: Gat,
    gebruiker: Gat,
    functies: Gat,
) -> "QuerySet[Mandaat]":
    """The narrowest line that covers an act, on this name or one of these functions."""
    vraag = Vraag(niveau, handeling, ladder, domein, overheid, overheidssoort, bedrag)
    return dekkend(vraag, op).filter(Q(gebruiker=gebruiker) | een_van("functie", functies))[:1]


def geldende_mandaten(op: dt.date | Gat) -> "QuerySet[Mandaat]":
    """The adopted lines of mandate that run on this day."""
    return Mandaat.objects.filter(loopt_op(op), status=RegelStatus.VASTGESTELD)


def geldende_vervanging(op: dt.date) -> "QuerySet[Vervangregel]":
    """The adopted lines of replacement that run on this day."""
    return Vervangregel.objects.filter(loopt_op(op), status=RegelStatus.VASTGESTELD)


def afwezigen(op: dt.date) -> list[int]:
    """Accounts (primary keys) that are absent on this day."""
    return list(Afwezigheid.objects.filter(loopt_op(op)).values_list("gebruiker", flat=True))


def met_belang(overheid_id: int, op: dt.date) -> list[int]:
    """Accounts that declared an interest in this organisation which stands on this day."""
    return list(Belang.objects.filter(loopt_op(op), overheid=overheid_id).values_list("gebruiker", flat=True))


def in_de_plaats(gebruiker: User, vraag: Vraag, op: dt.date) -> "QuerySet[Vervangregel]":
    """The replacement by which this account may decide the row of an outer query (`vraag` of `OuterRef`s) today.

    The same rule as `bevoegden`, as one question over many cases: the holder is absent or has an interest, and
    everybody before this account in order is absent or has one.
    """
    return _eersten(vraag, op, portefeuille=False).filter(door=gebruiker)


def _eersten(vraag: Vraag, op: dt.date, *, portefeuille: bool) -> "QuerySet[Vervangregel]":
    """By which anybody may decide the row of an outer query; with `portefeuille` only where that is replaced."""
    diep, dieper = vraag.dieper(), vraag.dieper().dieper()
    regels = portefeuilles if portefeuille else dekkend
    rol = User.groups.through.objects.filter(user=OuterRef(OuterRef("voor")), group__name=OuterRef("functie"))
    mandaat = regels(diep, op).filter(Q(gebruiker=OuterRef("voor")) | Exists(rol)).order_by()
    verhinderd = Exists(is_afwezig(OuterRef("voor"), op)) | Exists(_belang_in(diep, OuterRef("voor"), op))
    eerder = geldende_vervanging(op).filter(
        Q(domein="") | Q(domein=diep.domein),
        Q(volgorde__lt=OuterRef("volgorde")) | Q(volgorde=OuterRef("volgorde"), pk__lt=OuterRef("pk")),
        ~Exists(is_afwezig(OuterRef("door"), op)),
        ~Exists(_belang_in(dieper, OuterRef("door"), op)),
        _kan_in_rij(diep, "door", lid=portefeuille),
        voor=OuterRef("voor"),
    )
    return (
        geldende_vervanging(op)
        .filter(
            Q(domein="") | Q(domein=vraag.domein),
            Exists(mandaat),
            verhinderd,
            ~Exists(is_afwezig(OuterRef("door"), op)),
            ~Exists(_belang_in(diep, OuterRef("door"), op)),
            ~Exists(eerder.order_by()),
            _kan_in_rij(vraag, "door", lid=portefeuille),
            voor__is_active=True,
        )
        .order_by()
    )


def heeft_portefeuille(gebruiker: User, vraag: Vraag, op: dt.date, opsteller: str) -> Q:
    """Rows of an outer query whose portfolio this account has today, or nobody who is there.

    The same rule as `portefeuillehouders`, as one question over many cases; who declared an interest in the
    organisation steps aside there too (Awb 2:4). `opsteller` names the field of who
    drafted the row.
    """
    belang = _belang_in(vraag.dieper(), OuterRef("gebruiker"), op)
    regels = (
        portefeuilles(vraag, op).filter(~Exists(belang)).exclude(gebruiker=OuterRef(opsteller)).order_by()
    )
    vervangers = _eersten(vraag, op, portefeuille=True).exclude(voor=OuterRef(opsteller))
    eigen = Exists(regels.filter(gebruiker=gebruiker)) | Exists(vervangers.filter(door=gebruiker))
    iemand = Exists(regels.filter(~Exists(is_afwezig(OuterRef("gebruiker"), op))))
    niemand = ~(Q(iemand) | Q(Exists(vervangers.exclude(door=OuterRef(opsteller)))))
    return Q(eigen) | (niemand & ~Q(Exists(_belang_in(vraag, gebruiker.pk, op))))


def _kan_in_rij(vraag: Vraag, veld: str, *, lid: bool) -> Q:
    """`_kan_beslissen` about the person of a row, for a level of an outer query; with `lid` only members of GS."""
    van_gs = User.groups.through.objects.filter(user=OuterRef(veld), group__name=rollen.GEDEPUTEERDE)
    gewoon = Q() if lid else Q(~Exact(vraag.niveau, Value(MACHTIGING)))
    return Q(**{f"{veld}__in": met_recht(rollen.BEKIJK_DOSSIERS)}) & (gewoon | Q(Exists(van_gs)))


def is_afwezig(gebruiker: Any, op: dt.date) -> "QuerySet[Afwezigheid]":
    """Absence on this day of a person, who may be a reference to an outer query: for `Exists`."""
    return Afwezigheid.objects.filter(loopt_op(op), gebruiker=gebruiker).order_by()


def _belang_in(vraag: Vraag, gebruiker: Any, op: dt.date) -> "QuerySet[Belang]":
    return Belang.objects.filter(loopt_op(op), gebruiker=gebruiker, overheid=vraag.overheid)


def belang_van(gebruiker_id: int, overheid_id: int, op: dt.date) -> str:
    """Why this person must step aside for this organisation on this day, or empty (Awb 2:4)."""
    return _belangen.eerste(gebruiker=gebruiker_id, overheid=overheid_id, op=op) or ""


@vast
def _belangen(gebruiker: Gat, overheid: Gat, op: Gat) -> "QuerySet[Belang, str]":
    """What this person declared about this organisation, as it stands on a day."""
    gevonden = Belang.objects.filter(loopt_op(op), gebruiker=gebruiker, overheid=overheid)
    return gevonden.order_by("pk").values_list("toelichting", flat=True)[:1]
