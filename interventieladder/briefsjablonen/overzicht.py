"""All letters in one readable table, made from their templates (`docs/brieven.md`)."""

from interventieladder.briefsjablonen import SJABLONEN, Briefsjabloon
from interventieladder.treden import DOCUMENTEN

KOP = """# Letters

Every letter that the program makes itself, made from its templates (`interventieladder/briefsjablonen`); a test
keeps it current. A block is mandatory unless it stands in brackets. Addressees follow from
`brieven/geadresseerden.py` when the letter is saved: the organ addressed, then the copies that law and policy
ask. For a gemeenschappelijke regeling all that take part, computed again on the day of sending.

| letter | blocks | remedy | end date of |
|---|---|---|---|
"""


def als_markdown() -> str:
    """The whole page."""
    return KOP + "".join(_rij(sjabloon) for sjabloon in SJABLONEN.values())


def _rij(sjabloon: Briefsjabloon) -> str:
    blokken = ", ".join(veld.code if veld.verplicht else f"({veld.code})" for veld in sjabloon.blokken)
    einden = ", ".join(dict.fromkeys(zin.soort for zin in sjabloon.termijnen))
    naam = f"{sjabloon.code} {DOCUMENTEN[sjabloon.code].naam}"
    return f"| {naam} | {blokken} | `{sjabloon.rechtsmiddel}` | {einden} |\n"
