"""What an organisation came from, also further back, for other apps: plain frozen data, never models."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from toezicht.organisaties.models import Opvolging
from toezicht.organisaties.rijen import NAAMSWIJZIGING


@dataclass(frozen=True, slots=True)
class Schakel:
    """One went into another on `datum`. `vanaf`: since when the predecessor existed."""

    opvolger_id: int
    voorganger_id: int
    voorganger: str
    vanaf: dt.date
    datum: dt.date
    gesplitst: bool


def opvolgketen(overheid_ids: Iterable[int], op: dt.date) -> list[Schakel]:
    """All that these organisations came from by `op`, also further back, but not past one that was split.

    Nearest first, and then by name; one query for each step back.
    """
    uit: list[Schakel] = []
    bekend = zoek = set(overheid_ids)
    while zoek:
        rijen = Opvolging.objects.filter(opvolger__in=zoek, datum__lte=op).order_by("voorganger__naam", "pk")
        stap = [
            Schakel(*rij)
            for rij in rijen.values_list(
                "opvolger_id",
                "voorganger_id",
                "voorganger__naam",
                "voorganger__geldig_van",
                "datum",
                "gesplitst",
            )
        ]
        uit += stap
        zoek = {schakel.voorganger_id for schakel in stap if not schakel.gesplitst} - bekend
        bekend = bekend | zoek
    return uit


def zelfde_overheid(overheid_id: int) -> list[int]:
    """Keys of this organisation under each code it has had: only its name and code changed (Gemeentewet 158).

    Rows of the law keep the code they were made on; who reads them asks for all. One query without such a change.
    """
    bekend = zoek = {overheid_id}
    while zoek:
        wissels = Opvolging.objects.filter(
            Q(voorganger__in=zoek) | Q(opvolger__in=zoek), soort=NAAMSWIJZIGING
        )
        paren = wissels.values_list("voorganger_id", "opvolger_id")
        zoek = {pk for paar in paren for pk in paar} - bekend
        bekend = bekend | zoek
    return sorted(bekend)


def gehele_voorgangers(overheid_ids: Iterable[int], op: dt.date) -> dict[int, list[int]]:
    """{successor: keys of all it came from as a whole by `op`, also further back}; split ones count nowhere."""
    ids = list(dict.fromkeys(overheid_ids))
    naar: dict[int, list[int]] = {}
    for schakel in opvolgketen(ids, op):
        if not schakel.gesplitst:
            naar.setdefault(schakel.opvolger_id, []).append(schakel.voorganger_id)
    uit: dict[int, list[int]] = {}
    for pk in ids:
        gevonden = list(naar.get(pk, []))
        for oud in gevonden:  # grows while we look: what each came from itself
            gevonden += [eerder for eerder in naar.get(oud, []) if eerder not in gevonden]
        uit[pk] = gevonden
    return uit
