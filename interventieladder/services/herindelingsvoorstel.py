"""What the system proposes for each open dossier of an organisation that ends or leaves (ladder.md SC4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from interventieladder.models import Dossier, Herindelingsplan
from interventieladder.models.herindeling import Behandeling, Plansoort
from interventieladder.selectors.herindeling import is_naamswijziging, opvolgers_op
from interventieladder.treden import Stand, hoogte
from toezicht.organisaties.models import Opvolging, Overheid

EINDIGT_VANZELF: dict[str, str] = {
    "begrotingsregime": "Dit dossier gaat over één begrotingsjaar en eindigt met dat jaar vanzelf.",
    "arhi_toezicht": "De goedkeuring eindigt vanzelf op de dag van de herindeling (Wet arhi 21).",
    "artikel8": "Dit dossier gaat over de herindeling zelf: het sluit met de stap “Herindeling ingegaan”.",
}
"""Ladders of one organisation and one year, or about the herindeling: they have an end of their own, and why."""
VERLIEST_ONDERWERP = ("bestuurskracht",)
"""Ladders about the organisation itself: when it ends there is nothing left to go on with."""
OPNIEUW = " Het voornemen gaat opnieuw naar het nieuwe bestuur voordat een besluit kan volgen."


@dataclass(frozen=True, slots=True)
class Regelvoorstel:
    """The treatment of one dossier with its reason. `opvolger` None: a person has to choose."""

    dossier: Dossier
    behandeling: Behandeling
    waarom: str
    opvolger: Overheid | None = None


@dataclass(slots=True)
class _Toneel:
    """Who follows the organisation, and which open dossiers on the general ladder meet at each successor."""

    plan: Herindelingsplan
    opvolgers: list[Overheid]
    hernoemd: bool = False
    ernaast: dict[tuple[str, str], list[Dossier]] = field(default_factory=dict)

    @property
    def enige(self) -> Overheid | None:
        """The successor, when there is one."""
        return self.opvolgers[0] if len(self.opvolgers) == 1 else None


def stel_regels_voor(plan: Herindelingsplan, dossiers: Sequence[Dossier]) -> list[Regelvoorstel]:
    """A proposal for each of these open dossiers; six queries, however many there are."""
    if plan.soort == Plansoort.ANDERE_PROVINCIE:
        return [_andere_provincie(plan, dossier) for dossier in dossiers]
    toneel = _toneel(plan)
    return [_regel(toneel, dossier) for dossier in dossiers]


def opvolgers_van(plan: Herindelingsplan) -> list[Overheid]:
    """Who follows the organisation of this plan on its day, by name."""
    return opvolgers_op(plan.overheid_id, plan.datum)


def _toneel(plan: Herindelingsplan) -> _Toneel:
    toneel = _Toneel(plan, opvolgers_van(plan), hernoemd=is_naamswijziging(plan))
    opvolger = toneel.enige
    if opvolger is None or toneel.hernoemd:
        return toneel
    voorgangers = Opvolging.objects.filter(opvolger=opvolger, datum=plan.datum).values("voorganger")
    samen = Dossier.objects.open().generiek().filter(kamer=plan.kamer)
    hier = samen.filter(Q(overheid__in=voorgangers) | Q(overheid=opvolger))
    for dossier in hier.order_by("pk"):
        toneel.ernaast.setdefault((dossier.domein, dossier.taak), []).append(dossier)
    return toneel


def eindigt_vanzelf(plan: Herindelingsplan, dossier: Dossier) -> str:
    """Why this dossier stays here and ends by itself; empty when it does not.

    With a change of province nothing ends: only the regime of a year that was over stays with who supervised it.
    With another name and code nothing ends either: the gemeente goes on, and its years with it.
    """
    waarom = _vanzelf(plan, dossier)
    return "" if waarom and is_naamswijziging(plan) else waarom


def _vanzelf(plan: Herindelingsplan, dossier: Dossier) -> str:
    if plan.soort != Plansoort.ANDERE_PROVINCIE:
        return EINDIGT_VANZELF.get(dossier.ladder, "")
    jaar = getattr(dossier, "begrotingsjaar", None)
    return EINDIGT_VANZELF["begrotingsregime"] if jaar and jaar.jaar < plan.datum.year else ""


def _andere_provincie(plan: Herindelingsplan, dossier: Dossier) -> Regelvoorstel:
    if waarom := eindigt_vanzelf(plan, dossier):
        return Regelvoorstel(dossier, Behandeling.VANZELF, waarom)
    provincie = plan.naar_provincie.naam if plan.naar_provincie else "de andere provincie"
    return Regelvoorstel(
        dossier,
        Behandeling.DOORVERWIJZEN,
        f"Vanaf {plan.datum:%d-%m-%Y} houdt {provincie} toezicht: het dossier gaat daarheen en sluit hier.",
    )


def _regel(toneel: _Toneel, dossier: Dossier) -> Regelvoorstel:
    if toneel.hernoemd and toneel.enige:
        waarom = (
            f"De gemeente heet voortaan {toneel.enige.naam} en krijgt een nieuwe code (Gemeentewet 158). Het "
            "bestuur blijft hetzelfde: het dossier loopt door."
        )
        return Regelvoorstel(dossier, Behandeling.VERPLAATSEN, waarom, toneel.enige)
    if vanzelf := _vanzelf(toneel.plan, dossier):
        return Regelvoorstel(dossier, Behandeling.VANZELF, vanzelf)
    if dossier.ladder in VERLIEST_ONDERWERP:
        waarom = f"Dit dossier gaat over {toneel.plan.overheid.naam} zelf, en die houdt op te bestaan."
        return Regelvoorstel(dossier, Behandeling.SLUITEN, waarom)
    opvolger = toneel.enige
    if opvolger is None:
        waarom = (
            "De gemeente gaat over in meer opvolgers. Kies bij wie deze taak nu ligt."
            if toneel.opvolgers
            else "Er is geen opvolger bekend. Leg de herindeling vast of sluit het dossier."
        )
        behandeling = Behandeling.VERPLAATSEN if toneel.opvolgers else Behandeling.SLUITEN
        return Regelvoorstel(dossier, behandeling, waarom)
    behandeling, waarom = _bij(opvolger, dossier, toneel)
    if dossier.generiek and dossier.trede == Stand.T4 and behandeling == Behandeling.VERPLAATSEN:
        waarom += OPNIEUW
    return Regelvoorstel(dossier, behandeling, waarom, opvolger)


def _bij(opvolger: Overheid, dossier: Dossier, toneel: _Toneel) -> tuple[Behandeling, str]:
    """Alone it goes on; beside another on the same duty they become one (I1)."""
    alleen = (
        f"Rechten en procedures gaan op {opvolger.naam} over (Wet arhi 44): het dossier gaat daar verder."
    )
    if not dossier.generiek:
        return Behandeling.VERPLAATSEN, alleen
    anderen = [
        d
        for d in toneel.ernaast.get((dossier.domein, dossier.taak), [])
        if d.pk != dossier.pk and d.onderdeel == dossier.onderdeel
    ]
    if not anderen:
        return Behandeling.VERPLAATSEN, alleen
    if is_besloten(dossier) and (naast := [d.nummer for d in anderen if is_besloten(d)]):
        return Behandeling.VERPLAATSEN, (
            f"In dit dossier en in {', '.join(naast)} is een besluit genomen over dezelfde taak. "
            f"Bij {opvolger.naam} kan er één open zijn: kies welke eerst wordt afgerond."
        )
    if besloten_eerst := _met_besluit([dossier, *anderen]):
        if besloten_eerst.pk == dossier.pk:
            return Behandeling.VERPLAATSEN, (
                f"Er is een besluit dat op {opvolger.naam} overgaat (Wet arhi 44): dit dossier gaat verder, "
                "andere over deze taak gaan erin op."
            )
        return Behandeling.SAMENVOEGEN, (
            f"Over dezelfde taak loopt {besloten_eerst.nummer} met een besluit. Dit dossier gaat daarin op."
        )
    nummers = ", ".join(d.nummer for d in anderen)
    return Behandeling.SAMENVOEGEN, (
        f"Over dezelfde taak loopt ook {nummers}. Bij {opvolger.naam} komt één dossier; "
        "een nieuw begint op T2, zodat het nieuwe bestuur wordt gehoord."
    )


def _met_besluit(dossiers: Sequence[Dossier]) -> Dossier | None:
    """The furthest of those that reached T5: a decision that was taken is not taken back by a herindeling."""
    ver = [d for d in dossiers if is_besloten(d)]
    return max(ver, key=lambda d: (hoogte(d.trede), -d.pk), default=None)


def besloten_bij_ander(plan: Herindelingsplan, dossier: Dossier, opvolger: Overheid) -> Dossier | None:
    """The dossier with a decision on the same duty that still has to come from another predecessor on this day."""
    ander = Opvolging.objects.filter(opvolger=opvolger, datum=plan.datum).exclude(
        voorganger=dossier.overheid_id
    )
    zelfde = (
        Dossier.objects.open()
        .generiek()
        .filter(
            overheid__in=ander.values("voorganger"),
            kamer=dossier.kamer,
            domein=dossier.domein,
            taak=dossier.taak,
            onderdeel=dossier.onderdeel,
        )
    )
    return _met_besluit(list(zelfde.select_related("overheid").order_by("pk")))


def is_besloten(dossier: Dossier) -> bool:
    """Whether GS took a decision in it (T5 or further): that goes over to the successor (Wet arhi 44)."""
    return dossier.generiek and hoogte(dossier.trede) >= hoogte(Stand.T5)
