"""Reads for the page and the API answer of one signal."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from signalen.keuzes import Vertrouwelijkheid
from signalen.models import Bewijsstuk, Signaal
from signalen.selectors.signalen import SignaalKort, kort, korte_lijst, rijen
from toezicht.core import clock, rollen
from toezicht.core.logboek import canoniek
from toezicht.core.logteksten import zin
from toezicht.core.models import Logboekregel, User
from toezicht.core.vaste_vragen import Gat, vast, vraag_van

MAX_REGELS = 200
STUKVELDEN = ("id", "naam", "mediatype", "grootte", "sha256")


@dataclass(frozen=True, slots=True)
class SignaalDetail:
    """One signal with all it carries, as plain data (for the API)."""

    kort: SignaalKort
    toelichting: str
    gemeld_op: dt.datetime
    gewogen_op: dt.date | None
    weging_reden: str
    samengevoegd_in: str
    bewijsstukken: list[dict[str, Any]] = field(default_factory=list)

    @property
    def versie(self) -> str:
        """A hash over what acts can change; what changes by the day alone (the weight) is no part of it."""
        rij = self.kort
        inhoud = {
            "stand": [rij.nummer, rij.status, rij.ernst, rij.betrouwbaarheid, rij.vertrouwelijkheid],
            "tekst": [rij.titel, self.toelichting, self.weging_reden, self.samengevoegd_in],
            "gewogen_op": str(self.gewogen_op or ""),
            "koppeling": [str(rij.behandelaar_id), str(rij.dossier_id)],
            "bewijs": [stuk["sha256"] for stuk in self.bewijsstukken],
        }
        return hashlib.sha256(canoniek(inhoud)).hexdigest()[:32]


def mogelijk_hetzelfde(user: User, signaal: Signaal) -> list[SignaalKort]:
    """Running signals that may be the same fact: same organisation, within a fortnight, same domain or kind."""
    rond = dt.timedelta(days=14)
    andere = rijen(user).lopend().exclude(pk=signaal.pk)
    andere = andere.filter(Q(domein=signaal.domein) | Q(soort=signaal.soort)).filter(
        overheid__code=signaal.overheid.code,
        datum_feit__range=(signaal.datum_feit - rond, signaal.datum_feit + rond),
    )
    return korte_lijst(andere.order_by("-datum_feit", "-id")[:10])


def vind(user: User, nummer: str) -> Signaal | None:
    """The visible signal with this number, with all a page needs; only for use within signalen."""

    def bouw() -> "QuerySet[Signaal]":
        samen = ("overheid", "samengevoegd_in", "gemeld_door", "behandelaar", "gewogen_door")
        return Signaal.objects.zichtbaar_voor(user).select_related(*samen).filter(nummer=Gat("nummer"))

    return vraag_van("signaal", user, bouw, gepland=True).eerste({"nummer": nummer})


def detail(user: User, nummer: str) -> SignaalDetail | None:
    """One visible signal as plain data, or None."""
    signaal = vind(user, nummer)
    if signaal is None:
        return None
    return SignaalDetail(
        kort=kort(signaal, clock.vandaag()),
        toelichting=signaal.toelichting,
        gemeld_op=signaal.gemeld_op,
        gewogen_op=signaal.gewogen_op,
        weging_reden=signaal.weging_reden,
        samengevoegd_in=zichtbaar_doel(user, signaal),
        bewijsstukken=[dict(zip(STUKVELDEN, stuk, strict=True)) for stuk in _stukken(signaal=signaal)],
    )


@vast
def _stukken(signaal: Gat) -> "QuerySet[Bewijsstuk, tuple[Any, ...]]":
    """The evidence of a signal, oldest first."""
    return Bewijsstuk.objects.filter(signaal=signaal).order_by("pk").values_list(*STUKVELDEN)


def zichtbaar_doel(user: User, signaal: Signaal) -> str:
    """The number of the signal it was merged into, if this account may see that one."""
    doel = signaal.samengevoegd_in
    if doel is None:
        return ""
    if doel.vertrouwelijkheid in {Vertrouwelijkheid.OPENBAAR, Vertrouwelijkheid.INTERN}:
        return doel.nummer
    return doel.nummer if Signaal.objects.zichtbaar_voor(user).filter(pk=doel.pk).exists() else ""


def dossier_nummer(user: User, signaal: Signaal) -> str:
    """The number of the dossier the signal belongs to, for whoever may read dossiers; else empty."""
    if signaal.dossier_id is None or not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return ""
    return str(getattr(signaal.dossier, "nummer", ""))


@dataclass(frozen=True, slots=True)
class Logzin:
    """One line of what happened; `tekst` is a whole sentence."""

    datum: dt.date
    tekst: str
    reden: str
    vastgelegd_op: dt.datetime


def logregels(signaal: Signaal) -> list[Logzin]:
    """What happened to a signal the reader may see, newest recorded first, at most 200 lines."""
    regels = Logboekregel.objects.filter(keten=f"signaal:{signaal.pk}").order_by("-volgnummer")[:MAX_REGELS]
    return [Logzin(regel.gebeurd_op, zin(regel), regel.reden, regel.vastgelegd_op) for regel in regels]
