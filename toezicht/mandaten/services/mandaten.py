"""Mandates: drafted, adopted, ended, with their ondermandaten (Awb 10:3-10:9; Pw 166; ladder.md 5.2)."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from toezicht.core import rollen
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import datum_voluit
from toezicht.mandaten.handelingen import FUNCTIES, NIVEAUS, met_code
from toezicht.mandaten.models import MACHTIGING, Mandaat, RegelStatus
from toezicht.mandaten.services import gedeeld
from toezicht.mandaten.slot import neem_mandaat

DEEL_VAN = ("handeling", "ladder", "domein", "overheidssoort", "overheid_id")
"""Where the line above names one, an ondermandaat names the same."""


@dataclass(frozen=True, slots=True)
class NieuwMandaat:
    """What is filled in. Empty means all; `bedrag_tot` in euro, inclusive; `tot` the first day without it."""

    niveau: str
    van: dt.date
    grondslag: str
    tot: dt.date | None = None
    handeling: str = ""
    ladder: str = ""
    functie: str = ""
    gebruiker_id: int | None = None
    domein: str = ""
    overheidssoort: str = ""
    overheid_id: int | None = None
    bedrag_tot: Decimal | None = None
    ondermandaat_mag: bool = False
    boven_id: int | None = None


@transaction.atomic
def stel_op(*, nieuw: NieuwMandaat, door: User) -> Mandaat:
    """Draft a mandate; it counts only once somebody else adopts it.

    `Weigering` for what may never be mandated (Awb 10:3), a level the act is not decided at, or an ondermandaat
    that reaches further than the line above it.
    """
    gedeeld.eis_recht(door, rollen.STEL_MANDAAT_OP, "mandaten opstellen")
    gedeeld.eis_periode(nieuw.van, nieuw.tot)
    grondslag = gedeeld.eis_grondslag(nieuw.grondslag)
    if nieuw.bedrag_tot is not None and nieuw.bedrag_tot <= 0:
        raise Weigering(
            "Kies een bedrag boven nul, of laat het leeg: dan is er geen grens.", veld="bedrag_tot"
        )
    _eis_te_mandateren(nieuw)
    _eis_gemandateerde(nieuw)
    mandaat = Mandaat(**{**asdict(nieuw), "grondslag": grondslag})
    _eis_binnen_boven(mandaat)
    gedeeld.teken_op(mandaat, door)
    gedeeld.bewaar(mandaat, force_insert=True)
    _log(mandaat, "mandaat_opgesteld", door)
    return mandaat


@transaction.atomic
def stel_vast(*, mandaat_id: int, door: User) -> Mandaat:
    """Adopt a draft, never as who drafted it; from its first day decisions can rest on it.

    `Conflict` when it overlaps a line that says the same, or was adopted already.
    """
    # What is above first: who ends that line takes the lines under it afterwards, in the same order.
    boven_id = Mandaat.objects.filter(pk=mandaat_id).values_list("boven", flat=True).first()
    if boven_id is not None:
        neem_mandaat(boven_id)
    mandaat = neem_mandaat(mandaat_id)
    _eis_binnen_boven(mandaat)
    gedeeld.neem_vast(mandaat, door)
    _log(mandaat, "mandaat_vastgesteld", door)
    return mandaat


@transaction.atomic
def beeindig(*, mandaat_id: int, tot: dt.date, reden: str, door: User) -> list[Mandaat]:
    """End a mandate as of `tot`, and with it every ondermandaat that would outlive it; gives all that ended.

    A decision that is being taken on it at this moment comes first or waits (row lock).
    """
    mandaat = neem_mandaat(mandaat_id)
    gedeeld.beeindig(mandaat, tot=tot, reden=reden, door=door)
    _log(mandaat, "mandaat_beeindigd", door, reden=reden)
    geeindigd = [mandaat]
    for onder in mandaat.ondermandaten.exclude(status=RegelStatus.VERVALLEN).order_by("pk"):
        if onder.tot is None or mandaat.status == RegelStatus.VERVALLEN or onder.tot > tot:
            waarom = f"Het bovenliggende mandaat eindigt. {reden}"
            geeindigd += beeindig(mandaat_id=onder.pk, tot=tot, reden=waarom, door=door)
    return geeindigd


def _eis_gemandateerde(nieuw: NieuwMandaat) -> None:
    if bool(nieuw.functie) == (nieuw.gebruiker_id is not None):
        raise Weigering("Kies een functie of een persoon, niet allebei.", veld="functie")
    if nieuw.functie and nieuw.functie not in FUNCTIES:
        raise Weigering("Aan deze functie kan geen beslismandaat worden gegeven.", veld="functie")
    machtiging = nieuw.niveau == MACHTIGING
    if machtiging and nieuw.functie and nieuw.functie != rollen.GEDEPUTEERDE:
        raise Weigering(
            "Gedeputeerde Staten machtigen alleen een eigen lid (Provinciewet 166).", veld="functie"
        )
    if nieuw.gebruiker_id is not None:
        gebruiker = User.objects.filter(pk=nieuw.gebruiker_id, is_active=True).first()
        if gebruiker is None:
            raise Weigering("Deze persoon heeft geen open account.", veld="gebruiker")
        if not gebruiker.has_perm(rollen.BEKIJK_DOSSIERS):
            raise Weigering(f"{gebruiker.naam} mag geen dossiers zien. Geef eerst een rol.", veld="gebruiker")
        if machtiging and not gebruiker.heeft_rol(rollen.GEDEPUTEERDE):
            raise Weigering(
                f"{gebruiker.naam} is geen gedeputeerde. GS machtigen alleen een eigen lid (Provinciewet 166).",
                veld="gebruiker",
            )


def _eis_te_mandateren(nieuw: NieuwMandaat) -> None:
    """What only GS decide has no place here, and each act only the levels at which it can be decided."""
    if nieuw.niveau not in NIVEAUS:
        raise Weigering("Alleen Gedeputeerde Staten zelf beslissen op dit niveau (Awb 10:3).", veld="niveau")
    if not nieuw.handeling:
        if nieuw.niveau == MACHTIGING:
            raise Weigering(
                "Een machtiging van GS noemt de handeling waarvoor zij geldt (Provinciewet 166).",
                veld="handeling",
            )
        return
    gevonden = met_code(nieuw.handeling, nieuw.ladder)
    if not gevonden:
        raise Weigering("Deze handeling bestaat niet op deze ladder.", veld="handeling")
    nooit = [h.nooit for h in gevonden if h.nooit]
    if len(nooit) == len(gevonden):
        raise Weigering(nooit[0], veld="handeling")
    if not any(nieuw.niveau in h.niveaus for h in gevonden):
        namen = ", ".join(NIVEAUS[n] for n in gevonden[0].niveaus)
        raise Weigering(f"Over deze handeling wordt beslist op het niveau: {namen}.", veld="niveau")


def _eis_binnen_boven(mandaat: Mandaat) -> None:
    """An ondermandaat stays within the line above it, which allows it and stands (Awb 10:9)."""
    if mandaat.boven_id is None:
        return
    boven = neem_mandaat(mandaat.boven_id)
    if boven.status != RegelStatus.VASTGESTELD or not boven.ondermandaat_mag:
        raise Weigering("Het bovenliggende mandaat staat geen ondermandaat toe (Awb 10:9).", veld="boven")
    if boven.niveau != mandaat.niveau:
        raise Weigering("Een ondermandaat heeft het niveau van het mandaat erboven.", veld="niveau")
    for veld in DEEL_VAN:
        if getattr(boven, veld) and getattr(mandaat, veld) != getattr(boven, veld):
            naam = veld.removesuffix("_id")
            raise Weigering(
                f"Het ondermandaat reikt verder dan het mandaat erboven: kies hetzelfde bij {naam}.",
                veld=naam,
            )
    if boven.bedrag_tot is not None and (mandaat.bedrag_tot is None or mandaat.bedrag_tot > boven.bedrag_tot):
        raise Weigering("Het bedrag is hoger dan in het mandaat erboven.", veld="bedrag_tot")
    _eis_binnen_periode(mandaat, boven)


def _eis_binnen_periode(mandaat: Mandaat, boven: Mandaat) -> None:
    if mandaat.van < boven.van:
        raise Weigering(
            f"Het mandaat erboven geldt pas vanaf {datum_voluit(boven.van)}. Kies die dag of later.",
            veld="van",
        )
    if boven.tot is not None and (mandaat.tot is None or mandaat.tot > boven.tot):
        raise Weigering(
            f"Het mandaat erboven eindigt op {datum_voluit(boven.tot)}. Kies die dag of eerder.", veld="tot"
        )


def _log(mandaat: Mandaat, handeling: str, door: User, *, reden: str = "") -> None:
    gegevens: dict[str, Any] = {
        veld: getattr(mandaat, veld)
        for veld in (
            "niveau",
            "handeling",
            "ladder",
            "functie",
            "domein",
            "overheidssoort",
            "bedrag_tot",
            "van",
            "tot",
            "grondslag",
            "status",
        )
    }
    gegevens["gebruiker"] = mandaat.gebruiker.naam if mandaat.gebruiker else ""
    gedeeld.log("mandaat", mandaat.pk, handeling, door=door, gegevens=gegevens, reden=reden)
