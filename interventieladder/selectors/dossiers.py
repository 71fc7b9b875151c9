"""Reads over dossiers: the list with its counters, and finding one. Only what the account may see."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from interventieladder.models import Dossier, Termijn, Voorstel
from interventieladder.models.dossier import DossierQuerySet, kamer_open_voor
from interventieladder.models.termijn import TermijnStatus
from interventieladder.selectors.termijnkeuze import einden_te_kiezen, keuze_in_woorden
from interventieladder.termijnsoorten import onbewaakte_codes
from interventieladder.treden import Stand
from toezicht.core import clock
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, Gebouwd, een_van, rijen_van, tel, vast, vraag_van

PER_PAGINA = 50
MIJN, LEZER = "mijn", "lezer"
_DELEN = ("overheid__provincie", "behandelaar", "tweede_lezer")
OPEN, GESLOTEN, ALLE = "open", "gesloten", "alle"


def zichtbaar(user: User) -> DossierQuerySet:
    """The dossiers this account may know to exist: with the right, and those of a closed room for who may enter.

    Every list, count, page and search begins here or with `kamer_open_voor` (design.md 4.6).
    """
    return Dossier.objects.zichtbaar_voor(user)


def zichtbare_voorstellen(user: User) -> QuerySet[Voorstel]:
    """The proposals this account may read: those of the dossiers it may read."""
    return Voorstel.objects.filter(kamer_open_voor(user, "dossier__"))


def vind(user: User, nummer: str) -> Dossier | None:
    """The visible dossier with this number, with its people and organisation."""

    def bouw() -> "QuerySet[Dossier]":
        samen = zichtbaar(user).select_related(
            "overheid__provincie", "behandelaar", "tweede_lezer", "voorganger"
        )
        samen = samen.select_related("overname__door", "overname__bevestigd_door")
        return samen.filter(nummer=Gat("nummer"))

    return vraag_van("dossier", user, bouw, gepland=True).eerste({"nummer": _schoon(nummer)})


def pk_en_ladder(user: User, nummer: str) -> tuple[int, str] | None:
    """Key and ladder of the visible dossier with this number: for an act, which reads it under its lock."""

    def bouw() -> "QuerySet[Dossier, tuple[int, str]]":
        return zichtbaar(user).filter(nummer=Gat("nummer")).values_list("pk", "ladder")

    return vraag_van("plek van een dossier", user, bouw, gepland=True).eerste({"nummer": _schoon(nummer)})


def voorstel_pk(user: User, nummer: str) -> int | None:
    """The key of the visible proposal with this number, as `pk_en_ladder`."""

    def bouw() -> "QuerySet[Voorstel, int]":
        return zichtbare_voorstellen(user).filter(nummer=Gat("nummer")).values_list("pk", flat=True)

    return vraag_van("pk van een voorstel", user, bouw, gepland=True).eerste({"nummer": _schoon(nummer)})


def vind_voorstel(user: User, nummer: str) -> Voorstel | None:
    """The visible proposal with this number, with its dossier."""

    def bouw() -> "QuerySet[Voorstel]":
        samen = zichtbare_voorstellen(user).select_related("opgesteld_door", "besluit__besloten_door")
        samen = samen.select_related(*(f"dossier__{deel}" for deel in _DELEN))
        return samen.filter(nummer=Gat("nummer"))

    return vraag_van("voorstel", user, bouw, gepland=True).eerste({"nummer": _schoon(nummer)})


def _schoon(nummer: str) -> str:
    """As much of it as a number can be."""
    return nummer[:20].replace("\x00", "")


def lopend_dossier(user: User, overheid_id: int, taak: str) -> Dossier | None:
    """The open dossier on this duty of this organisation, if any (I1)."""
    return zichtbaar(user).open().generiek().filter(overheid_id=overheid_id, taak=taak, kamer="").first()


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list shows; an empty field does not filter. `open`: open (default), gesloten or alle."""

    zoek: str = ""
    stand: str = ""
    ladder: str = ""
    domein: str = ""
    overheid: str = ""
    wie: str = ""
    open: str = ""


@dataclass(frozen=True, slots=True)
class Dossierrij:
    """A dossier on one line. `plek` is its place on the general ladder of eight (T0 is 0), else None."""

    id: int
    nummer: str
    titel: str
    overheid_code: str
    overheid_naam: str
    domein_naam: str
    stand: str
    stand_naam: str
    trede_naam: str
    plek: int | None
    trede_sinds: dt.date | None
    behandelaar: str
    gesloten_op: dt.date | None
    sluitreden: str
    termijn: dt.date | None
    termijn_naam: str
    termijn_uitleg: list[str]
    termijn_keuze: str = ""
    """Which two ends there are, while nobody chose one of them at a takeover."""


@dataclass(frozen=True, slots=True)
class Pagina:
    """One page. `volgende` and `vorige` are cursors; empty at the end."""

    rijen: list[Dossierrij]
    volgende: str = ""
    vorige: str = ""


def lijst(user: User, filter_: Filter, *, na: str = "", voor: str = "", aantal: int = PER_PAGINA) -> Pagina:
    """One page, newest dossier first, after cursor `na` or before cursor `voor`. Two queries, however deep.

    A cursor that nobody gave out shows the first page.
    """
    plek = _lees_cursor(na or voor)
    terug = bool(plek and not na)

    def bouw() -> "QuerySet[Dossier]":
        dossiers = _gefilterd(user, filter_).select_related("overheid", "behandelaar")
        if plek:
            dossiers = dossiers.filter(**{"id__gt" if terug else "id__lt": Gat("plek")})
        dossiers = dossiers.defer("omschrijving", "aanhoudgrond")
        return dossiers.order_by("id" if terug else "-id")[: aantal + 1]

    # What somebody looks for differs each time; which organisation is a hole; the rest is chosen from short lists.
    soort = replace(filter_, overheid=""), bool(filter_.overheid)
    vraag = (
        Gebouwd(bouw())
        if filter_.zoek
        else vraag_van("dossierlijst", user, bouw, bij=(soort, bool(plek), terug, aantal))
    )
    gevonden = vraag.draai({"plek": plek, "overheid": filter_.overheid})
    meer, gevonden = len(gevonden) > aantal, gevonden[:aantal]
    if terug:
        gevonden.reverse()
    if not gevonden:
        return Pagina([])
    verder, eerder = (True, meer) if terug else (meer, plek is not None)
    return Pagina(
        korte_lijst(gevonden), str(gevonden[-1].pk) if verder else "", str(gevonden[0].pk) if eerder else ""
    )


def _lees_cursor(cursor: str) -> int | None:
    return int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 19 else None


def _gefilterd(user: User, filter_: Filter) -> DossierQuerySet:
    dossiers = zichtbaar(user)
    gelijk = {"stand": filter_.stand, "ladder": filter_.ladder, "domein": filter_.domein}
    dossiers = dossiers.filter(**{veld: waarde for veld, waarde in gelijk.items() if waarde})
    if filter_.overheid:
        dossiers = dossiers.filter(overheid__code=Gat("overheid"))
    if filter_.stand:
        pass  # a state says by itself whether it is open
    elif filter_.open == GESLOTEN:
        dossiers = dossiers.filter(gesloten_op__isnull=False)
    elif filter_.open != ALLE:
        dossiers = dossiers.open()
    if filter_.wie:
        dossiers = dossiers.filter(**{"behandelaar" if filter_.wie == MIJN else "tweede_lezer": user})
    if zoek := filter_.zoek.replace("\x00", "").strip()[:100]:
        dossiers = dossiers.filter(Q(nummer__istartswith=zoek) | Q(titel__icontains=zoek))
    return dossiers


def korte_lijst(dossiers: Iterable[Dossier]) -> list[Dossierrij]:
    """Rows as plain data, with the next running term of each in one query."""
    rijen = list(dossiers)
    termijnen = eerste_termijnen([dossier.pk for dossier in rijen])
    return [_rij(dossier, termijnen.get(dossier.pk)) for dossier in rijen]


def eerste_termijnen(dossier_ids: Iterable[int]) -> dict[int, Termijn]:
    """The running term that ends first, per dossier; the term for appeal asks nothing of us."""
    return {termijn.dossier_id: termijn for termijn in _lopende_termijnen(dossiers=list(dossier_ids))}


@vast
def _lopende_termijnen(dossiers: Gat) -> "QuerySet[Termijn]":
    """Running terms that are watched, the last to end first."""
    lopend = Termijn.objects.filter(een_van("dossier", dossiers), status=TermijnStatus.LOOPT)
    bewaakt = lopend.exclude(soort__in=onbewaakte_codes()).select_related("overgenomen")
    return bewaakt.order_by("-effectief_einde", "-id")


def _rij(dossier: Dossier, termijn: Termijn | None) -> Dossierrij:
    return Dossierrij(
        id=dossier.pk,
        nummer=dossier.nummer,
        titel=dossier.titel,
        overheid_code=dossier.overheid.code,
        overheid_naam=dossier.overheid.naam,
        domein_naam=DOMEINEN.get(dossier.domein, dossier.domein),
        stand=dossier.stand,
        stand_naam=dossier.get_stand_display(),
        trede_naam=dossier.tredenaam,
        plek=dossier.plek,
        trede_sinds=dossier.trede_sinds,
        behandelaar=dossier.behandelaar.naam,
        gesloten_op=dossier.gesloten_op,
        sluitreden=dossier.get_sluitreden_display() if dossier.sluitreden else "",
        termijn=termijn.effectief_einde if termijn else None,
        termijn_naam=termijn.get_soort_display() if termijn else "",
        termijn_uitleg=termijn.uitleg if termijn else [],
        termijn_keuze=keuze_in_woorden(einden_te_kiezen(termijn)) if termijn else "",
    )


@dataclass(frozen=True, slots=True)
class Tellingen:
    """Counters over open dossiers. `te_laat` counts running terms that have passed."""

    open: int
    mijn: int
    aangehouden: int
    te_laat: int


def tellingen(user: User) -> Tellingen:
    """Two queries, each count answered from an index."""
    per_stand = dict(rijen_van("dossiers per stand", user, lambda: _per_stand(user)))
    mijn, laat = tel("dossiertellingen", user, lambda: _telvraag(user))
    return Tellingen(
        open=sum(per_stand.values()),
        mijn=mijn,
        aangehouden=per_stand.get(Stand.AANGEHOUDEN, 0),
        te_laat=laat,
    )


def _per_stand(user: User) -> "QuerySet[Dossier, tuple[str, int]]":
    return zichtbaar(user).open().order_by().values_list("stand").annotate(aantal=Count("pk"))


def _telvraag(user: User) -> "QuerySet[User, tuple[Any, ...]]":
    """Own open dossiers, and dossiers with a term that passed: one row of counts."""
    mijn = zichtbaar(user).open().order_by().filter(behandelaar=user)
    te_laat = Termijn.objects.filter(status=TermijnStatus.LOOPT, effectief_einde__lt=clock.vandaag()).exclude(
        soort__in=onbewaakte_codes()
    )
    # Looked up per term: as a join the database takes the few terms that passed for many, and reads all dossiers.
    kamer = Dossier.objects.filter(pk=OuterRef("dossier")).values("kamer")
    te_laat = te_laat.annotate(zaak_kamer=Subquery(kamer)).filter(kamer_open_voor(user, "zaak_"))
    tellers = _aantal(mijn, "pk"), _aantal(te_laat.order_by(), "dossier_id")
    return User.objects.filter(pk=user.pk).values_list(*tellers)


def _aantal(rijen: QuerySet[Any], veld: str) -> Coalesce:
    """The number of different `veld` in these rows, as part of another query."""
    geteld = rijen.annotate(een=Value(1)).values("een").annotate(aantal=Count(veld, distinct=True))
    return Coalesce(Subquery(geteld.values("aantal")), 0)
