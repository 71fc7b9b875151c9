"""From snapshot to PDF: the words around the facts and the template that draws them.

Everything drawn follows from the snapshot alone, so the same snapshot gives the same bytes. Nothing here
may ask the clock, the database or the settings.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.template.loader import get_template

from reports import woorden
from reports.woorden import gedeeld, kwartaaldashboard, toezichtbeeld
from toezicht.core import pdf
from toezicht.core.templatetags import figuren, svgbouw, svgladder, svgtegels, weergave

SJABLONEN = {
    "toezichtbeeld": "reports/pdf/toezichtbeeld.html",
    "kwartaaldashboard": "reports/pdf/kwartaaldashboard.html",
}
_VERSIE = "1"
_GETEKEND_MET = ("pdf/basis.html", "reports/pdf/omslag.html", "reports/pdf/termijnen.html")
_MODULES = (
    *(pdf, figuren, svgbouw, svgladder, svgtegels, weergave),
    *(woorden, gedeeld, kwartaaldashboard, toezichtbeeld),
)


def teken(snapshot: Mapping[str, Any]) -> bytes:
    """The report as PDF/UA-1. Raises `toezicht.core.pdf.PdfMislukt` when it cannot be drawn faithfully."""
    context = woorden.context(snapshot)
    return pdf.render_pdf(
        template=SJABLONEN[snapshot["feiten"]["soort"]], context=context, titel=context["titel"]
    )


def sha256(inhoud: bytes) -> str:
    """SHA-256 (hex) of a file."""
    return hashlib.sha256(inhoud).hexdigest()


@cache
def sjabloon_versie(soort: str) -> str:
    """Version of what draws this kind, with a fingerprint of its sources: it tells *why* bytes may differ."""
    som = hashlib.sha256(version("weasyprint").encode())
    for naam in (*_GETEKEND_MET, SJABLONEN[soort]):
        som.update(Path(get_template(naam).origin.name).read_bytes())  # type: ignore[attr-defined]  # has an origin
    for module in _MODULES:
        som.update(Path(str(module.__file__)).read_bytes())
    return f"{_VERSIE}-{som.hexdigest()[:12]}"
