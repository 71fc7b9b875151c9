"""Small parts to build our SVG figures with: elements, numbers and texts that fit. No template tags here."""

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

LETTER = "Noto Sans, DejaVu Sans, sans-serif"
INKT = "#17212b"
ZACHT = "#586575"
LIJN = "#77838f"
NU = "#164273"
VOORBIJ = "#8ea9c8"
LEEG = "#dce4ec"
VLAK = "#f4f6f8"
WIT = "#ffffff"

# Average width of a letter of Noto Sans, as a part of the font size; measured generously.
LETTERBREEDTE = 0.58
_VERBODEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HOOFDLETTERS = ("viewBox", "preserveAspectRatio")


def lees(bron: object, naam: str, standaard: object = "") -> object:
    """A field of a mapping or an object; `standaard` when it is absent or None."""
    waarde = bron.get(naam) if isinstance(bron, Mapping) else getattr(bron, naam, None)
    return standaard if waarde is None else waarde


def maat(waarde: Decimal | float) -> str:
    """A coordinate with at most two decimals, written the same everywhere."""
    tekst = f"{float(waarde):.2f}".rstrip("0").rstrip(".")
    return "0" if tekst in {"-0", ""} else tekst


def _veilig(inhoud: object) -> str:
    """Escaped, and without the control characters that no XML may hold."""
    return _VERBODEN.sub("", inhoud if isinstance(inhoud, SafeString) else escape(str(inhoud)))


def element(naam: str, *inhoud: object, **kenmerken: object) -> SafeString:
    """An element with escaped attributes and content. `klasse` becomes class; `_` in a name becomes `-`.

    Attributes that are None or empty are left out; numbers are written by `maat`.
    """
    delen = [naam]
    for sleutel, waarde in kenmerken.items():
        if waarde is None or waarde == "":
            continue
        kenmerk = {"klasse": "class"}.get(
            sleutel, sleutel if sleutel in _HOOFDLETTERS else sleutel.replace("_", "-")
        )
        tekst = maat(waarde) if isinstance(waarde, int | float | Decimal) else _veilig(waarde)
        delen.append(f'{kenmerk}="{tekst}"')
    binnen = "".join(_veilig(deel) for deel in inhoud)
    kop = " ".join(delen)
    return mark_safe(f"<{kop}>{binnen}</{naam}>" if binnen else f"<{kop}/>")  # noqa: S308 - all parts escaped above


def figuur(
    breedte: float,
    hoogte: float,
    titel: str,
    omschrijving: str,
    *inhoud: object,
    rol: str = "img",
    klasse: str = "",
) -> SafeString:
    """The svg element with its title and description, as PDF/UA and screen readers want it."""
    return element(
        "svg",
        element("title", titel or "Figuur"),
        element("desc", omschrijving) if omschrijving else "",
        *inhoud,
        klasse=f"figuur {klasse}".strip(),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {maat(breedte)} {maat(hoogte)}",
        width=breedte,
        height=hoogte,
        role=rol,
        aria_label=titel if rol != "img" else None,
        font_family=LETTER,
    )


def tekst(
    x: float,
    y: float,
    inhoud: str,
    *,
    grootte: float = 11,
    kleur: str = INKT,
    klasse: str = "fig-inkt",
    **meer: object,
) -> SafeString:
    """A line of text with its baseline at `y`."""
    return element("text", inhoud, x=x, y=y, font_size=grootte, fill=kleur, klasse=klasse, **meer)


def pas_in(inhoud: str, breedte: float, grootte: float) -> str:
    """The text, cut with an ellipsis to what fits in `breedte`."""
    plaats = max(1, int(breedte / (grootte * LETTERBREEDTE)))
    schoon = " ".join(str(inhoud).split())
    return schoon if len(schoon) <= plaats else schoon[: max(1, plaats - 1)].rstrip() + "…"


def regels(inhoud: str, breedte: float, grootte: float, maximaal: int = 3) -> list[str]:
    """The text in at most `maximaal` lines that fit in `breedte`; the last one is cut when it must be."""
    uit: list[str] = []
    for woord in str(inhoud).split():
        samen = f"{uit[-1]} {woord}" if uit else woord
        if uit and pas_in(samen, breedte, grootte) == samen:
            uit[-1] = samen
        else:
            uit.append(woord)
    if len(uit) > maximaal:
        uit = [*uit[: maximaal - 1], " ".join(uit[maximaal - 1 :])]
    return [pas_in(regel, breedte, grootte) for regel in uit]


def als_dag(waarde: object) -> dt.date | None:
    """A date, or None."""
    if isinstance(waarde, dt.datetime):
        return waarde.date()
    return waarde if isinstance(waarde, dt.date) else None


def deel_van(waarde: Decimal, laag: Decimal, hoog: Decimal) -> float:
    """Where `waarde` lies between `laag` (0) and `hoog` (1), held within them; 0.5 when they are equal."""
    if hoog <= laag:
        return 0.5
    return float(min(Decimal(1), max(Decimal(0), (waarde - laag) / (hoog - laag))))
