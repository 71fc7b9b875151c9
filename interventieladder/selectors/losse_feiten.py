"""The facts of a dossier as its page shows them, in the words of the plan of its ladder."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from interventieladder.models import Dossier, Feit
from interventieladder.selectors.tegenlezen import mag_tegenlezen
from interventieladder.standen import Feitveld
from interventieladder.standen.plan import BEDRAG, DATUM, JA_NEE, KEUZE, PERCENTAGE
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.templatetags.weergave import datum as datum_tekst
from toezicht.core.woorden import euro


@dataclass(frozen=True, slots=True)
class Feitrij:
    """A fact that counts, newest first: its values as (label, text)."""

    feit: Feit
    naam: str
    waarden: list[tuple[str, str]]
    te_verifieren: bool
    wacht_op_verificatie: bool


@dataclass(frozen=True, slots=True)
class Vastlegbaar:
    """A kind of fact that this user can record now."""

    code: str
    naam: str
    hint: str


def feitrijen(dossier: Dossier, user: User) -> list[Feitrij]:
    """The facts of the ladder's own kinds, newest first."""
    uit = []
    for feit in reversed(dossier.feiten.losse_feiten):
        regels = dossier.plan.feitsoort(feit.soort)
        wacht = bool(regels and regels.vier_ogen and feit.geverifieerd_op is None)
        uit.append(
            Feitrij(
                feit=feit,
                naam=regels.naam if regels else feit.soort.replace("_", " "),
                waarden=[
                    (veld.voor(dossier.onderdeel).label, waarde_in_woorden(veld, feit.waarden.get(veld.naam)))
                    for veld in (regels.velden if regels else ())
                    if feit.waarden.get(veld.naam) is not None
                ],
                te_verifieren=wacht and mag_tegenlezen(user, dossier, feit.vastgelegd_door_id),
                wacht_op_verificatie=wacht,
            )
        )
    return uit


def vastlegbaar(dossier: Dossier, user: User) -> list[Vastlegbaar]:
    """The kinds of facts this user may record in this dossier."""
    if dossier.gesloten or not user.has_perm(rollen.BEHANDEL_DOSSIER):
        return []
    return [
        Vastlegbaar(f.code, f.naam, f.hint)
        for f in dossier.plan.feitsoorten_van(dossier.domein)
        if (not f.recht or user.has_perm(f.recht)) and (not f.standen or dossier.stand in f.standen)
    ]


def waarde_in_woorden(veld: Feitveld, waarde: Any) -> str:
    """A stored value as people write it."""
    if veld.soort == DATUM:
        return datum_tekst(dt.date.fromisoformat(waarde))
    if veld.soort == BEDRAG:
        return euro(Decimal(waarde))
    if veld.soort == PERCENTAGE:
        return f"{waarde.replace('.', ',').replace('-', '−')} %"
    if veld.soort == KEUZE:
        return dict(veld.keuzes).get(str(waarde), str(waarde))
    if veld.soort == JA_NEE:
        return "ja" if waarde else "nee"
    return str(waarde)
