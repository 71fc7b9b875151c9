"""Choices of the province that must mean something: out of a list, and consistent with each other."""

import re
from collections.abc import Iterator

from interventieladder.beleid import soorten as s
from interventieladder.beleid.agenda import SCHRIFTELIJK, WEEKDAGEN
from interventieladder.beleid.soorten import Wetsbezwaar
from toezicht.core.domeinen import DOMEINEN


def eis_keuzes(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Choices out of a list, and thresholds that mean something."""
    keuzes = (
        ("afbouw", b.afbouw, ("direct", "trede_per_beoordeling")),
        ("vaste_datum", b.vaste_datum, ("strikt", "volgende_werkdag")),
        ("gs, vergaderdag", b.gs.vergaderdag, WEEKDAGEN),
        ("gs, schriftelijk", b.gs.schriftelijk, SCHRIFTELIJK),
        ("huisvesting, scope", b.huisvesting.scope, ("achterstand", "totaalopgave")),
    )
    for waar, waarde, mag in keuzes:
        if waarde not in mag:
            yield Wetsbezwaar("keuze", f"{waar}: kies uit {', '.join(mag)}.", "ladder.md 10.2")
    if not _VERSIE.fullmatch(b.versie):
        yield Wetsbezwaar(
            "keuze",
            "versie: hoogstens 20 letters, cijfers en streepjes met een jaartal erin, zoals 2027-1.",
            "design.md D12",
        )
    if not b.naam.strip() or len(b.naam) > 200:
        yield Wetsbezwaar("keuze", "naam: geef een naam van hoogstens 200 tekens.", "design.md D12")
    if b.totaalbeeld.gesprek_bij > b.totaalbeeld.domeinen:
        yield Wetsbezwaar(
            "keuze", "totaalbeeld: gesprek_bij is groter dan het aantal domeinen.", "ladder.md 10.2"
        )
    for reces in b.reces:
        if not all(_is_dag(dag) for dag in (reces.van, reces.tot)):
            yield Wetsbezwaar("keuze", f"reces {reces.naam}: schrijf van en tot als mm-dd.", "ladder.md 1.6")
    yield from _schalen(b)


def _is_dag(tekst: str) -> bool:
    delen = tekst.split("-")
    return (
        len(tekst) == 5
        and len(delen) == 2
        and all(d.isascii() and d.isdigit() for d in delen)
        and 1 <= int(delen[0]) <= 12
        and 1 <= int(delen[1]) <= 31
    )


_VERSIE = re.compile(r"(?=.*[0-9])[A-Za-z0-9-]{1,20}")
KLEUREN = ("groen", "amber", "rood", "grijs")
ICONEN = ("vink", "let-op", "kruis", "streep", "info")


def _schalen(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Scales: a value is told by label and icon, not by colour alone; something must count as insufficient."""
    for domein in sorted({o.domein for o in b.schaal} | {""}):
        schaal = [o for o in b.schaal if o.domein == domein]
        naam = DOMEINEN.get(domein, domein) or "algemeen"
        if domein and domein not in DOMEINEN:
            yield Wetsbezwaar("schaal", f"Schaal: domein “{domein}” bestaat niet.", "ladder.md 10.5")
        for wat, waarden in (("code", [o.code for o in schaal]), ("label", [o.label for o in schaal])):
            if len(set(waarden)) != len(waarden):
                yield Wetsbezwaar("schaal", f"Schaal {naam}: een {wat} staat er tweemaal.", "ladder.md 10.5")
        if not any(o.telt_als_onvoldoende for o in schaal) or not any(
            not o.telt_als_onvoldoende for o in schaal
        ):
            yield Wetsbezwaar(
                "schaal",
                f"Schaal {naam}: ten minste één oordeel telt als onvoldoende, en één niet.",
                "ladder.md 10.5",
            )
    for o in b.schaal:
        if o.kleur not in KLEUREN or o.icoon not in ICONEN:
            yield Wetsbezwaar(
                "schaal",
                f"Schaal {o.code}: kies een kleur uit {', '.join(KLEUREN)} en een icoon uit {', '.join(ICONEN)}.",
                "ladder.md 10.5",
            )
