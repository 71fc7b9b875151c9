"""All state machines of the program: registered by their apps, checked for dead ends, drawn for the docs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from toezicht.core.transitions import Machine, Overgang, grond_in_woorden, machine_van


@dataclass(frozen=True, slots=True)
class Ladder:
    """A registered machine under the name people know it by. `eind` are the states where a case may rest.

    `controle` is what its app checks besides: the words of the app, which this module does not know.
    """

    naam: str
    titel: str
    machine: Callable[[], Machine]
    eind: tuple[str, ...]
    niveaus: Callable[[Overgang], Sequence[str]]
    termijnnaam: Callable[[str], str] = str
    controle: "Callable[[Ladder], Sequence[str]] | None" = None


_ladders: dict[str, Ladder] = {}


def _own_level(regels: Overgang) -> Sequence[str]:
    return [] if callable(regels.niveau) else [str(regels.niveau)]


def registreer_ladder(
    naam: str,
    titel: str,
    model: Any,
    *,
    eind: Sequence[str],
    niveaus: Callable[[Overgang], Sequence[str]] = _own_level,
    termijnnaam: Callable[[str], str] = str,
    controle: Callable[[Ladder], Sequence[str]] | None = None,
) -> None:
    """Make a machine known (from `AppConfig.ready`); `niveaus` lists the levels of a case-dependent one."""
    _ladders[naam] = Ladder(
        naam, titel, lambda: machine_van(model), tuple(eind), niveaus, termijnnaam, controle
    )


@cache
def toestandsnamen(naam: str) -> dict[str, str]:
    """{state: its name on pages} of a registered machine; empty for an unknown name."""
    ladder = _ladders.get(naam)
    return {code: str(label) for code, label in ladder.machine().toestanden} if ladder else {}


@cache
def staptitels(naam: str) -> dict[str, str]:
    """{step: its title on pages} of a registered machine; empty for an unknown name."""
    ladder = _ladders.get(naam)
    return {o.stap: o.titel for o in ladder.machine().overgangen} if ladder else {}


def ladders() -> list[Ladder]:
    """All registered machines, by name."""
    return [_ladders[naam] for naam in sorted(_ladders)]


@dataclass(frozen=True, slots=True)
class Bevinding:
    """The outcome of checking one machine: its table and its faults."""

    ladder: Ladder
    doodlopend: tuple[str, ...]
    onbereikbaar: tuple[str, ...]
    zonder_grondslag: tuple[str, ...]
    fouten: tuple[str, ...] = ()
    """What its own app found, each with what to do."""

    @property
    def in_orde(self) -> bool:
        """No dead end, nothing unreachable, no transition without ground, nothing that its app found."""
        return not (self.doodlopend or self.onbereikbaar or self.zonder_grondslag or self.fouten)

    def als_json(self) -> dict[str, Any]:
        """The shape `ladder_controle --json` prints."""
        machine = self.ladder.machine()
        return {
            "naam": self.ladder.naam,
            "toestanden": [code for code, _ in machine.toestanden],
            "overgangen": [
                {
                    "van": o.van,
                    "naar": naar,
                    "stap": o.stap,
                    "niveau": " of ".join(self.ladder.niveaus(o)),
                    "grondslag": grond_in_woorden(o.grondslag),
                    "document": ", ".join(o.documenten),
                    "guards": [g.code for g in o.guards],
                    "termijnen": [self.ladder.termijnnaam(t) for t in o.termijnen],
                }
                for o in machine.overgangen
                for naar in o.naar
            ],
            "doodlopend": list(self.doodlopend),
            "onbereikbaar": list(self.onbereikbaar),
            "zonder_grondslag": list(self.zonder_grondslag),
            "fouten": list(self.fouten),
        }


def controleer(ladder: Ladder) -> Bevinding:
    """Check one machine: every state reachable, a way on from all but the ends, a ground on each transition,
    and what its app checks besides."""
    machine = ladder.machine()
    codes = [code for code, _ in machine.toestanden]
    bereikt, rand = {machine.begin}, [machine.begin]
    while rand:
        nieuw = {naar for o in machine.vanuit(rand.pop()) for naar in o.naar} - bereikt
        bereikt |= nieuw
        rand.extend(nieuw)
    return Bevinding(
        ladder=ladder,
        doodlopend=tuple(
            c for c in codes if c not in ladder.eind and not _leads_to_end(machine, c, ladder.eind)
        ),
        onbereikbaar=tuple(c for c in codes if c not in bereikt),
        zonder_grondslag=tuple(_faults(machine, ladder)),
        fouten=tuple(ladder.controle(ladder)) if ladder.controle else (),
    )


def _leads_to_end(machine: Machine, stand: str, eind: Sequence[str]) -> bool:
    gezien, rand = {stand}, [stand]
    while rand:
        for overgang in machine.vanuit(rand.pop()):
            if set(overgang.naar) & set(eind):
                return True
            nieuw = set(overgang.naar) - gezien
            gezien |= nieuw
            rand.extend(nieuw)
    return False


def _faults(machine: Machine, ladder: Ladder) -> list[str]:
    uit = []
    for overgang in machine.overgangen:
        naam = f"{overgang.van} → {overgang.stap}"
        if not overgang.grondslag.strip():
            uit.append(naam)
        elif not ladder.niveaus(overgang):
            uit.append(f"{naam} (zonder niveau)")
        uit.extend(
            f"{naam}: guard {g.code} zonder grondslag" for g in overgang.guards if not g.grondslag.strip()
        )
    return uit


def teken(ladder: Ladder) -> str:
    """The machine as Markdown: a Mermaid diagram and the whole table. Same code, same text."""
    machine = ladder.machine()
    delen = [
        f"# {ladder.titel}",
        "",
        "Made from the code by `manage.py ladder_controle --teken`; do not edit.",
        "",
        *_diagram(machine, ladder.eind),
        "",
        *_overgangentabel(ladder, machine),
        "",
        *_guardtabel(machine),
    ]
    return "\n".join(delen) + "\n"


def _diagram(machine: Machine, eind: Sequence[str]) -> list[str]:
    regels = ["```mermaid", "stateDiagram-v2", f"    [*] --> {machine.begin}"]
    regels.extend(f"    {code}: {naam}" for code, naam in machine.toestanden)
    for o in machine.overgangen:
        nummer = f"{o.rij} " if o.rij else ""
        regels.extend(f"    {o.van} --> {naar}: {nummer}{o.titel}" for naar in o.naar)
    return [*regels, *(f"    {code} --> [*]" for code in eind), "```"]


def _overgangentabel(ladder: Ladder, machine: Machine) -> list[str]:
    namen = dict(machine.toestanden)
    regels = [
        "| Rij | Van | Naar | Stap | Beslist | Grondslag | Documenten | Termijn | Guards |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for o in machine.overgangen:
        cellen = [
            o.rij,
            namen[o.van],
            ", ".join(namen[n] for n in o.naar),
            f"{o.titel} (`{o.stap}`)",
            " of ".join(ladder.niveaus(o)),
            grond_in_woorden(o.grondslag),
            ", ".join(o.documenten),
            ", ".join(ladder.termijnnaam(t) for t in o.termijnen),
            ", ".join(g.code for g in o.guards),
        ]
        regels.append(f"| {' | '.join(cellen)} |")
    return regels


def _guardtabel(machine: Machine) -> list[str]:
    guards = {g.code: g for o in machine.overgangen for g in o.guards}
    if not guards:
        return []
    return [
        "| Guard | Wat | Grondslag | Hard |",
        "| --- | --- | --- | --- |",
        *(
            f"| {g.code} | {g.titel} | {grond_in_woorden(g.grondslag)} | {'ja' if g.hard else 'nee'} |"
            for _, g in sorted(guards.items())
        ),
    ]
