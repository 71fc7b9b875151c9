"""Writing and adopting a situatieschets: what it rests on is checked, and another adopts it (ladder.md 4.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from interventieladder.models import Dossier, Situatieschets
from interventieladder.services.slot import NietGevonden, bewaar_dossier, log, neem_dossier, neem_open_dossier
from interventieladder.standen.bestuurskracht import BLOKKEN, PLAN, VERPLICHT, S
from signalen.selectors.bestuurskracht import lot_van, tellend
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User

MAX_BLOK = 4000
"""Characters per block: the whole is two pages."""
_VELDEN = tuple(veld for veld, _, _ in BLOKKEN)
_TITELS = {veld: titel for veld, titel, _ in BLOKKEN}


@transaction.atomic
def schrijf_schets(
    *,
    dossier_id: int,
    blokken: Mapping[str, str],
    signaal_ids: Sequence[int],
    door: User,
    versie: int | None = None,
) -> Situatieschets:
    """Write the concept: the first time a new version, then the same one until it is adopted.

    `signaal_ids` are the signals it rests on: of this organisation, counting today, and none that goes by the
    cdK. Raises `Weigering` for others, for unknown blocks, or in a state that asks no situatieschets.
    """
    dossier = neem_open_dossier(dossier_id, door, versie=versie)
    _eis_stand(dossier)
    if vreemd := set(blokken) - set(_VELDEN):
        raise Weigering(f"De situatieschets kent geen onderdeel “{min(vreemd)}”.")
    teksten = {veld: blokken.get(veld, "").replace("\x00", "").strip() for veld in _VELDEN}
    if lang := next((v for v, tekst in teksten.items() if len(tekst) > MAX_BLOK), None):
        raise Weigering(
            f"Houd “{_TITELS[lang]}” op hoogstens {MAX_BLOK} tekens: twee pagina's samen.", veld=lang
        )
    gedragen = _gedragen(dossier, signaal_ids)
    schets = Situatieschets.objects.filter(dossier=dossier, vastgesteld_op__isnull=True).first()
    if schets is None:
        schets = Situatieschets(dossier=dossier, versie=_volgende(dossier))
    for veld, tekst in teksten.items():
        setattr(schets, veld, tekst)
    schets.gedragen, schets.patroon = gedragen, dossier.feiten.patroon(clock.vandaag()).zin
    schets.opgesteld_door, schets.opgesteld_op = door, clock.nu()
    schets.save()
    bewaar_dossier(dossier)
    _log(schets, "schets_geschreven", door)
    return schets


def _eis_stand(dossier: Dossier) -> None:
    if dossier.ladder != PLAN.code or dossier.stand != S.SCHETS:
        raise Conflict("In deze fase wordt geen situatieschets geschreven. Begin zo nodig een nieuwe.")


def _volgende(dossier: Dossier) -> int:
    laatste = Situatieschets.objects.filter(dossier=dossier).order_by("versie").last()
    return laatste.versie + 1 if laatste else 1


def _gedragen(dossier: Dossier, signaal_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The signals as they are now; refuses what does not count or may not carry a situatieschets."""
    telt = {s.id: s for s in tellend(clock.vandaag(), overheid_ids=[dossier.overheid_id])}
    if set(signaal_ids) - set(telt):
        raise Weigering(
            "Een of meer signalen kunnen deze schets niet dragen: zij tellen niet mee, horen bij een andere "
            "organisatie, of lopen via de commissaris van de Koning. Kies uit de lijst.",
            veld="signalen",
        )
    return [
        {
            "id": s.id,
            "nummer": s.nummer,
            "titel": s.titel,
            "ernst": s.ernst,
            "as": s.as_letter,
            "datum_feit": s.datum_feit.isoformat(),
            "weging": s.weging,
        }
        for s in telt.values()
        if s.id in set(signaal_ids)
    ]


@transaction.atomic
def stel_schets_vast(*, schets_id: int, door: User, versie: int | None = None) -> Situatieschets:
    """Adopt the concept, as teamleider and never as who wrote it; from here it does not change.

    `versie` is that of the dossier when the text was read. Raises `GeenRecht`, `Weigering` when a block is missing,
    `Conflict` when the text changed meanwhile, was adopted already, or a signal it rests on no longer counts.
    """
    dossier_id = Situatieschets.objects.filter(pk=schets_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NietGevonden("Deze situatieschets bestaat niet, of u mag haar niet zien.")
    dossier = neem_dossier(dossier_id, door, versie=versie)
    if not door.has_perm(rollen.BESLIS_TEAMLEIDER):
        raise GeenRecht("De teamleider stelt een situatieschets vast.")
    schets = Situatieschets.objects.get(pk=schets_id)
    schets.dossier = dossier
    if schets.opgesteld_door_id == door.pk:
        raise GeenRecht("U schreef deze schets zelf. Een ander stelt haar vast.")
    if schets.vastgesteld_op is not None:
        raise Conflict("Deze situatieschets is al vastgesteld.")
    _eis_stand(dossier)
    _eis_volledig(schets)
    if weg := [
        x.nummer for x in lot_van([s["id"] for s in schets.gedragen], clock.vandaag()).values() if not x.telt
    ]:
        raise Conflict(f"Deze signalen tellen niet meer: {', '.join(weg)}. Pas de schets aan.")
    schets.vastgesteld_door, schets.vastgesteld_op = door, clock.vandaag()
    schets.save(update_fields=["vastgesteld_door", "vastgesteld_op"])
    bewaar_dossier(dossier)
    _log(schets, "schets_vastgesteld", door)
    return schets


def _eis_volledig(schets: Situatieschets) -> None:
    leeg = [_TITELS[veld] for veld in VERPLICHT if not getattr(schets, veld)]
    if leeg:
        raise Weigering(f"Vul eerst in: {', '.join(leeg)}.")
    if not any(getattr(schets, veld) for veld in _VELDEN[:7]):
        raise Weigering("Beschrijf op ten minste één as de feiten.")


def _log(schets: Situatieschets, handeling: str, door: User) -> None:
    """Only numbers: the text is confidential."""
    log(
        schets.dossier,
        handeling,
        door=door,
        gegevens={"versie": schets.versie, "signalen": [s["nummer"] for s in schets.gedragen]},
    )
