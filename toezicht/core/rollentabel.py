"""Roles, rights and pages as tables for people: read from the code, kept in docs/rollen.md (ladder.md 5.1)."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.urls import URLPattern, get_resolver

from toezicht.core.rollen import BEKIJK_OVERHEDEN, ROLLEN, Rol

KOP = """# Roles and rights

Made from the code by `manage.py rollentabel --schrijf`; a test fails when it is old, and another opens every page
as every role. A role is a set of rights. Deciding below GS asks a line in the register of mandates besides
([ADR 0018](adr/0018-mandaatregister.md)); which rows a page shows is decided in the query.
"""


def rechtnamen() -> dict[str, str]:
    """{right: its name for people}, as the models declare it."""
    eigen = {
        f"{model._meta.app_label}.{code}": str(naam)
        for model in apps.get_models()
        for code, naam in model._meta.permissions
    }
    return {BEKIJK_OVERHEDEN: "Overheden bekijken", **eigen}  # Django's own, which has no Dutch name


def paginas() -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Every page behind a right: (name, rights, whether one of them is enough), by name."""
    gevonden = {
        patroon.name: patroon.callback.rechten
        for patroon in _patronen(get_resolver().url_patterns)
        if patroon.name and hasattr(patroon.callback, "rechten")
    }
    for naam, (rechten, een_is_genoeg) in sorted(gevonden.items()):
        yield naam, rechten, een_is_genoeg


def _patronen(patronen: Any) -> Iterator[Any]:
    for patroon in patronen:
        if isinstance(patroon, URLPattern):
            yield patroon
        else:
            yield from _patronen(patroon.url_patterns)


def mag(rol: Rol, rechten: tuple[str, ...], *, een_is_genoeg: bool) -> bool:
    """Whether a role opens a page."""
    houdt = [recht in rol.rechten for recht in rechten]
    return any(houdt) if een_is_genoeg else all(houdt)


def tabel() -> str:
    """The whole document: right × role, then page × role."""
    namen, rollen = rechtnamen(), list(ROLLEN)
    rechten = sorted({recht for rol in rollen for recht in rol.rechten}, key=lambda r: namen.get(r, r))
    delen = [KOP, "## What each role may\n", _kop("right", rollen)]
    delen += [_rij(namen.get(r, r), [r in rol.rechten for rol in rollen]) for r in rechten]
    delen += ["\n## Which pages each role opens\n", _kop("page", rollen)]
    for naam, nodig, een in paginas():
        delen.append(_rij(f"`{naam}`", [mag(rol, nodig, een_is_genoeg=een) for rol in rollen]))
    return "\n".join(delen) + "\n"


def _kop(eerste: str, rollen: list[Rol]) -> str:
    namen = [eerste, *(rol.naam for rol in rollen)]
    return f"| {' | '.join(namen)} |\n|{'---|' * len(namen)}"


def _rij(naam: str, vinkjes: list[bool]) -> str:
    return f"| {naam} | {' | '.join('●' if v else '' for v in vinkjes)} |"
