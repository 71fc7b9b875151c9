"""Reads over signals: what leaves is plain data, and only what the account may see."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import BooleanField, Count, Func, Q, QuerySet, Value

from signalen.keuzes import Ernst, HerwegingStatus, Status, Vertrouwelijkheid
from signalen.models import Herweging, Signaal, SignaalQuerySet, geheel_zichtbaar, telt_mee
from signalen.selectors.voorgangers import eigen_en_voorgangers
from toezicht.core import clock, rollen
from toezicht.core.bladeren import blader_bewaard
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, Gebouwd, een_van, rijen_van, tel, vraag_van

PER_PAGINA = 50
MAX_PER_PAGINA = 100
MAX_WOORDEN = 10
ALLE_LOPENDE = "lopend"
"""As a status to filter on: those that run."""
_WOORD = re.compile(r"\d+(?:\.\d+)+|\w+")


@dataclass(frozen=True, slots=True)
class SignaalKort:
    """A signal on one line. `weging` is 0-100: how much it still counts on the date that was asked."""

    id: int
    nummer: str
    titel: str
    soort: str
    soort_naam: str
    overheid_code: str
    overheid_naam: str
    domein: str
    domein_naam: str
    as_letter: str
    ernst: str
    bron: str
    bron_naam: str
    status: str
    status_naam: str
    datum_feit: dt.date
    kennisname_op: dt.date
    geldig_tot: dt.date | None
    betrouwbaarheid: str
    betrouwbaarheid_naam: str
    vertrouwelijkheid: str
    wegen_voor: dt.date
    weging: int
    behandelaar_id: int | None
    dossier_id: int | None

    @property
    def fractie(self) -> float:
        """The weight as a fraction, for the bar."""
        return self.weging / 100


@dataclass(frozen=True, slots=True)
class HerwegingKort:
    """A proposal to weigh a signal differently, waiting for a second person."""

    id: int
    nummer: str
    titel: str
    overheid_code: str
    overheid_naam: str
    domein_naam: str
    van_ernst: str
    naar_ernst: str
    reden: str
    voorgesteld_door: str
    voorgesteld_op: dt.datetime


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows; empty means all."""

    status: str = ""
    ernst: str = ""
    domein: str = ""
    overheid: str = ""
    zoek: str = ""


@dataclass(frozen=True, slots=True)
class Pagina:
    """One page of a list. `volgende` and `vorige` are cursors; empty at the end."""

    rijen: list[SignaalKort]
    volgende: str = ""
    vorige: str = ""


@dataclass(frozen=True, slots=True)
class Tellingen:
    """Running signals the account may see, for counters; `herwegingen` wait for this account."""

    nieuw: int = 0
    te_wegen: int = 0
    actief: int = 0
    actief_zwaar: int = 0
    herwegingen: int = 0

    @property
    def te_doen(self) -> int:
        """What waits for somebody: the number beside *Signalen* in the menu."""
        return self.nieuw + self.te_wegen


def kort(signaal: Signaal, peildatum: dt.date) -> SignaalKort:
    """One row as plain data; `signaal.overheid` must have been read along."""
    return SignaalKort(
        id=signaal.pk,
        nummer=signaal.nummer,
        titel=signaal.titel,
        soort=signaal.soort,
        soort_naam=signaal.soort_naam,
        overheid_code=signaal.overheid.code,
        overheid_naam=signaal.overheid_naam,
        domein=signaal.domein,
        domein_naam=signaal.get_domein_display(),
        as_letter=signaal.as_letter,
        ernst=signaal.ernst,
        bron=signaal.bron,
        bron_naam=signaal.get_bron_display(),
        status=signaal.status,
        status_naam=signaal.get_status_display(),
        datum_feit=signaal.datum_feit,
        kennisname_op=signaal.kennisname_op,
        geldig_tot=signaal.geldig_tot,
        betrouwbaarheid=signaal.betrouwbaarheid,
        betrouwbaarheid_naam=signaal.get_betrouwbaarheid_display(),
        vertrouwelijkheid=signaal.vertrouwelijkheid,
        wegen_voor=signaal.wegen_voor,
        weging=signaal.weegt_mee(peildatum),
        behandelaar_id=signaal.behandelaar_id,
        dossier_id=signaal.dossier_id,
    )


def korte_lijst(signalen: Iterable[Signaal], peildatum: dt.date | None = None) -> list[SignaalKort]:
    op = peildatum or clock.vandaag()
    return [kort(signaal, op) for signaal in signalen]


def rijen(user: User) -> SignaalQuerySet:
    """Visible rows with what a line needs; the long texts stay in the database."""
    return Signaal.objects.zichtbaar_voor(user).select_related("overheid").defer("toelichting", "gegevens")


def zichtbare_ids(user: User, nummers: Collection[str]) -> dict[str, int]:
    """{number: key} of the visible signals among these numbers, in one query."""
    return dict(Signaal.objects.zichtbaar_voor(user).filter(nummer__in=nummers).values_list("nummer", "pk"))


class _Past(Func):
    """Whether the row's full-text vector (migration 0002) matches a query."""

    template = '"signalen_signaal"."zoekvector" @@ to_tsquery(\'dutch\', %(expressions)s)'
    output_field = BooleanField()


def zoekvraag(tekst: str) -> str:
    """A safe Dutch full-text query of any input: every word must occur, each may go on (`woord:*`).

    Empty when there is no word in it.
    """
    schoon = tekst[:400].encode("utf-8", "ignore").decode()
    woorden = [woord[:60].replace("_", "") for woord in _WOORD.findall(schoon)[:MAX_WOORDEN]]
    return " & ".join(f"'{woord}':*" for woord in woorden if woord)


def _zoek(signalen: SignaalQuerySet, tekst: str) -> SignaalQuerySet:
    vraag = zoekvraag(tekst)
    return signalen.filter(_Past(Value(vraag))) if vraag else signalen.none()


def zoek(user: User, q: str, aantal: int = 10) -> list[SignaalKort]:
    """The newest visible signals in which every word of `q` occurs; safe for any input."""
    if not q.strip():
        return []
    return korte_lijst(_zoek(rijen(user), q).order_by("-kennisname_op", "-id")[:aantal])


def _gefilterd(user: User, filter_: Filter) -> SignaalQuerySet:
    signalen = rijen(user)
    if filter_.status == ALLE_LOPENDE:
        signalen = signalen.lopend()
    elif filter_.status:
        signalen = signalen.filter(status=filter_.status)
    if filter_.ernst:
        signalen = signalen.filter(ernst=filter_.ernst)
    if filter_.domein:
        signalen = signalen.filter(domein=filter_.domein)
    if filter_.overheid:
        signalen = signalen.filter(overheid__code=Gat("overheid"))
    if filter_.zoek.strip():
        signalen = _zoek(signalen, filter_.zoek)
    return signalen


def lijst(user: User, filter_: Filter, *, na: str = "", voor: str = "", aantal: int = PER_PAGINA) -> Pagina:
    """One page, newest knowledge first, after cursor `na` or before cursor `voor`. Deep pages cost no more.

    A cursor that nobody gave out shows the first page.
    """
    aantal = max(1, min(aantal, MAX_PER_PAGINA))
    # What somebody looks for differs each time; which organisation is a hole; the rest is chosen from short lists.
    soort = replace(filter_, overheid=""), bool(filter_.overheid)

    def vraag(bouw: "Callable[[], QuerySet[Signaal]]", hoe: Hashable) -> Gebouwd[Signaal]:
        if filter_.zoek.strip():
            return Gebouwd(bouw())
        return vraag_van("signalenlijst", user, bouw, bij=(soort, hoe))

    blad = blader_bewaard(
        lambda: _gefilterd(user, filter_),
        vraag,
        na=na,
        voor=voor,
        aantal=aantal,
        veld="kennisname_op",
        lees=dt.date.fromisoformat,
        aflopend=True,
        gaten={"overheid": filter_.overheid},
    )
    return Pagina(korte_lijst(blad.rijen), blad.volgende, blad.vorige)


def signalen_van_overheid(
    user: User,
    overheid_code: str,
    peildatum: dt.date,
    *,
    alleen_tellend: bool = False,
    overheden: Collection[int] | None = None,
) -> list[SignaalKort]:
    """Signals of one organisation that were known on `peildatum` and run or count on it; heavy ones first.

    Those of a predecessor that went into it as a whole by then count for it too.

    With `alleen_tellend` only those that count (checked, no rumour, still valid). `overheden` where it is known
    already whose signals count, as of an organisation that came from no other.
    """

    def bouw() -> "QuerySet[Signaal]":
        bekend = rijen(user).filter(een_van("overheid", Gat("overheden")), kennisname_op__lte=peildatum)
        wacht = Q() if alleen_tellend else Q(status__in=(Status.NIEUW, Status.TE_WEGEN))
        return bekend.filter(telt_mee(peildatum) | wacht).order_by("-ernst", "-kennisname_op", "-id")

    vraag = vraag_van("signalen van een overheid", user, bouw, bij=(peildatum, alleen_tellend))
    if overheden is None:
        overheden = eigen_en_voorgangers(overheid_code, peildatum)
    return korte_lijst(vraag.draai({"overheden": list(overheden)}), peildatum)


def signalen_in_woorden(signalen: list[SignaalKort]) -> str:
    """How many count, by weight, and how many wait; empty for none."""
    delen = []
    for ernst, meervoud in (("zwaar", "zware"), ("licht", "lichte")):
        aantal = sum(s.ernst == ernst and s.weging > 0 for s in signalen)
        if aantal:
            delen.append(f"1 {ernst} signaal" if aantal == 1 else f"{aantal} {meervoud} signalen")
    te_wegen = sum(s.weging == 0 for s in signalen)
    if te_wegen:
        delen.append("1 signaal te wegen" if te_wegen == 1 else f"{te_wegen} signalen te wegen")
    return " en ".join(delen)


def signalen_van_dossier(user: User, dossier_id: int) -> list[SignaalKort]:
    """Signals coupled to one dossier, oldest first, also those that ended."""

    def gekoppeld() -> "QuerySet[Signaal]":
        return rijen(user).filter(dossier=Gat("dossier")).order_by("datum_feit", "id")

    vraag = vraag_van("signalen van een dossier", user, gekoppeld)
    return korte_lijst(vraag.draai({"dossier": dossier_id}))


def koppelbaar(user: User, overheid_code: str) -> list[SignaalKort]:
    """Running signals of one organisation that belong to no dossier yet."""
    bron = eigen_en_voorgangers(overheid_code, clock.vandaag())
    vrij = rijen(user).lopend().filter(overheid__in=bron, dossier__isnull=True)
    return korte_lijst(vrij.order_by("-kennisname_op", "-id")[:MAX_PER_PAGINA])


def te_wegen(user: User, aantal: int = MAX_PER_PAGINA) -> list[SignaalKort]:
    """Signals that wait to be checked and that this account may weigh, first due first."""
    if not user.has_perm(rollen.WEEG_SIGNAAL):
        return []
    wachtend = rijen(user).filter(status__in=(Status.NIEUW, Status.TE_WEGEN)).order_by("kennisname_op", "id")
    return sorted(korte_lijst(wachtend[:aantal]), key=lambda rij: rij.wegen_voor)


def herwegingen_voor(user: User) -> list[HerwegingKort]:
    """Proposals this account may decide on as the second person: never its own. Oldest first."""
    return [
        HerwegingKort(
            id=herweging.pk,
            nummer=herweging.signaal.nummer,
            titel=herweging.signaal.titel,
            overheid_code=herweging.signaal.overheid.code,
            overheid_naam=herweging.signaal.overheid_naam,
            domein_naam=herweging.signaal.get_domein_display(),
            van_ernst=herweging.van_ernst,
            naar_ernst=herweging.naar_ernst,
            reden=herweging.reden,
            voorgesteld_door=herweging.voorgesteld_door.naam,
            voorgesteld_op=herweging.voorgesteld_op,
        )
        for herweging in rijen_van("herwegingen", user, lambda: _herwegingen(user))
    ]


def _herwegingen(user: User) -> "QuerySet[Herweging]":
    if not user.has_perm(rollen.WEEG_MEE):
        return Herweging.objects.none()
    return (
        Herweging.objects.filter(
            status=HerwegingStatus.VOORGESTELD, signaal__in=Signaal.objects.zichtbaar_voor(user).lopend()
        )
        .exclude(voorgesteld_door=user)
        .select_related("signaal__overheid", "voorgesteld_door")
        .order_by("voorgesteld_op", "pk")
    )


def tellingen(user: User) -> Tellingen:
    """Counters of running signals, in two queries; the first reads an index only."""
    per: Counter[tuple[str, str]] = Counter()
    for status, ernst, aantal in rijen_van("signaaltellingen", user, lambda: _lopend_geteld(user)):
        per[status, ernst] += aantal
    herwegingen = sum(tel("te herwegen", user, lambda: _te_herwegen(user)))
    return Tellingen(
        nieuw=per[Status.NIEUW, Ernst.LICHT] + per[Status.NIEUW, Ernst.ZWAAR],
        te_wegen=per[Status.TE_WEGEN, Ernst.LICHT] + per[Status.TE_WEGEN, Ernst.ZWAAR],
        actief=per[Status.ACTIEF, Ernst.LICHT] + per[Status.ACTIEF, Ernst.ZWAAR],
        actief_zwaar=per[Status.ACTIEF, Ernst.ZWAAR],
        herwegingen=herwegingen,
    )


def _lopend_geteld(user: User) -> "QuerySet[Signaal, tuple[str, str, int]]":
    """(status, ernst, how many) of running signals, in two parts: what is seen by its level alone, and the rest."""
    niveaus = geheel_zichtbaar(user)
    deels = [niveau for niveau in Vertrouwelijkheid.values if niveau not in niveaus]
    geheel = Signaal.objects.filter(vertrouwelijkheid__in=niveaus)
    rest = Signaal.objects.zichtbaar_voor(user).filter(vertrouwelijkheid__in=deels)
    delen = [
        deel.lopend().order_by().values_list("status", "ernst").annotate(aantal=Count("*"))
        for deel in (geheel, rest)
    ]
    return delen[0].union(delen[1], all=True)


def _te_herwegen(user: User) -> "QuerySet[Herweging, tuple[Any, ...]]":
    wachtend = _herwegingen(user).select_related(None).order_by()
    return wachtend.values(een=Value(1)).annotate(aantal=Count("pk")).values_list("aantal")


def telling_per_ernst(user: User, overheid_code: str, peildatum: dt.date) -> dict[str, int]:
    """How many signals of one organisation count on `peildatum`: {"licht": n, "zwaar": n}."""
    geteld = dict(
        Signaal.objects.zichtbaar_voor(user)
        .telt_mee(peildatum)
        .filter(overheid__code=overheid_code)
        .order_by()
        .values_list("ernst")
        .annotate(aantal=Count("pk"))
    )
    return {"licht": geteld.get("licht", 0), "zwaar": geteld.get("zwaar", 0)}


def aantal_signalen() -> int:
    """All signals outside the cdK room, whatever their status."""
    return Signaal.objects.exclude(vertrouwelijkheid="cdk").count()
