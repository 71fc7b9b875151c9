"""The dossiers of one organisation as they stand, today from the tables and at a date from the logboek."""

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from interventieladder.models import Dossier, Termijn
from interventieladder.models.beleidskader import beleid_of_niets
from interventieladder.models.termijn import TermijnStatus
from interventieladder.selectors.dossiers import eerste_termijnen, zichtbaar
from interventieladder.standen import GENERIEK, PLANNEN, Ladderplan
from interventieladder.termijnsoorten import naam_van, onbewaakte_codes
from interventieladder.treden import Sluitreden, Stand, hoogte
from toezicht.core import logboek, rollen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vraag_van

if TYPE_CHECKING:
    from django.db.models import QuerySet

MAX = 300
Eerste = tuple[dt.date, str, tuple[str, ...]]
"""End, kind and explanation of the term that ends first; of a past day the logboek keeps no explanation."""


@dataclass(frozen=True, slots=True)
class Dossierstand:
    """One dossier on a day. `plek` is its place on the general ladder (T0 is 0), else None.

    `termijn` is the first running end.
    """

    id: str
    nummer: str
    titel: str
    domein: str
    domein_naam: str
    ladder: str
    taak: str
    open: bool
    aangehouden: bool
    trede: str
    plek: int | None
    sinds: dt.date | None
    behandelaar: str
    sluitreden: str
    gesloten_op: dt.date | None
    termijn: dt.date | None
    termijn_naam: str
    termijn_uitleg: tuple[str, ...] = ()
    besloten: bool = False
    """In the room of the cdK."""


def dossiers_van(user: User, overheid_id: int) -> list[Dossierstand]:
    """The visible dossiers of an organisation today, open ones first, heaviest first; two queries."""

    def bouw() -> "QuerySet[Dossier]":
        van_deze = zichtbaar(user).filter(overheid=Gat("overheid")).select_related("behandelaar")
        return van_deze.defer("omschrijving", "aanhoudgrond").order_by("-id")[:MAX]

    dossiers = vraag_van("dossiers van een overheid", user, bouw).draai({"overheid": overheid_id})
    termijnen = eerste_termijnen([d.pk for d in dossiers if not d.gesloten])
    return _op_volgorde([_uit_tabel(d, termijnen.get(d.pk)) for d in dossiers])


def _uit_tabel(d: Dossier, termijn: Termijn | None) -> Dossierstand:
    return _stand(
        str(d.pk),
        {
            "nummer": d.nummer,
            "titel": d.titel,
            "domein": d.domein,
            "taak": d.taak,
            "stand": d.stand,
            "trede": d.trede,
            "ladder": d.ladder,
            "besloten": d.besloten,
            "onderdeel": d.onderdeel,
            "trede_sinds": d.trede_sinds,
            "behandelaar": d.behandelaar.naam,
            "sluitreden": d.sluitreden,
            "gesloten_op": d.gesloten_op,
            "beleid": d.beleid_versie,
        },
        (termijn.effectief_einde, termijn.soort, tuple(termijn.uitleg)) if termijn else None,
    )


def dossiers_op(
    user: User, overheid_code: str, *, peildatum: dt.date, kennisdatum: dt.datetime
) -> list[Dossierstand]:
    """The same on `peildatum`, knowing what was known at `kennisdatum`; two queries."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return []
    wanneer = partial(
        logboek.stand_op, peildatum=peildatum, kennisdatum=kennisdatum, overheid_code=overheid_code
    )
    dossiers = wanneer(soort="dossier")
    eindes: dict[str, Eerste] = {}
    for termijn in wanneer(soort="termijn").values():
        if termijn.get("status") != TermijnStatus.LOOPT or termijn.get("soort") in onbewaakte_codes():
            continue
        einde: Eerste = (dt.date.fromisoformat(termijn["effectief_einde"]), str(termijn["soort"]), ())
        sleutel = str(termijn.get("dossier"))
        eindes[sleutel] = min(einde, eindes.get(sleutel, einde))
    return _op_volgorde([_stand(pk, f, eindes.get(pk)) for pk, f in dossiers.items() if "nummer" in f])


def _datum(waarde: Any) -> dt.date | None:
    return dt.date.fromisoformat(waarde) if isinstance(waarde, str) and waarde else waarde or None


def _stand(pk: str, feiten: dict[str, Any], termijn: Eerste | None) -> Dossierstand:
    """A row from the facts of a dossier, as its table or the logboek holds them."""
    kader = beleid_of_niets(str(feiten.get("beleid", "")))
    plan = PLANNEN.get(str(feiten.get("ladder") or GENERIEK), PLANNEN[GENERIEK])
    trede, domein = str(feiten.get("trede", "")), str(feiten.get("domein", ""))
    regels = kader.treden.get(trede) if kader else None
    taak = kader.taken.get(str(feiten.get("taak", ""))) if kader else None
    reden = str(feiten.get("sluitreden") or "")
    return Dossierstand(
        id=pk,
        nummer=str(feiten["nummer"]),
        titel=str(feiten.get("titel", "")),
        domein=domein,
        domein_naam=DOMEINEN.get(domein, domein),
        ladder=plan.code,
        taak=_taaknaam(plan, taak.naam if taak else "", str(feiten.get("onderdeel") or "")),
        open=str(feiten.get("stand")) not in plan.eind,
        aangehouden=feiten.get("stand") == Stand.AANGEHOUDEN,
        trede=_tredenaam(plan, trede, f"{regels.nummer} {regels.kort}" if regels else ""),
        plek=hoogte(trede) if plan.code == GENERIEK else None,
        sinds=_datum(feiten.get("trede_sinds")),
        behandelaar=str(feiten.get("behandelaar", "")),
        sluitreden=str(Sluitreden(reden).label) if reden in Sluitreden.values else reden,
        gesloten_op=_datum(feiten.get("gesloten_op")),
        termijn=termijn[0] if termijn else None,
        termijn_naam=naam_van(termijn[1]) if termijn else "",
        termijn_uitleg=termijn[2] if termijn else (),
        besloten=bool(feiten.get("besloten")),
    )


def _tredenaam(plan: Ladderplan, code: str, beleidsnaam: str) -> str:
    if plan.code != GENERIEK:
        return plan.korte_naam(code)
    return beleidsnaam or code.upper()


def _taaknaam(plan: Ladderplan, beleidsnaam: str, onderdeel: str) -> str:
    naam = beleidsnaam or plan.taaknaam
    return f"{naam}: {onderdeel}" if onderdeel else naam


def _op_volgorde(rijen: list[Dossierstand]) -> list[Dossierstand]:
    """Open before closed, heavy before light, then the newest number."""
    op_nummer = sorted(rijen, key=lambda rij: rij.nummer, reverse=True)
    return sorted(op_nummer, key=lambda rij: (not rij.open, -(rij.plek or 0)))
