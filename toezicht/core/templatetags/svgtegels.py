"""The tile map: one square per organisation, with symbol and colour."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from toezicht.core.templatetags import svgbouw as svg
from toezicht.core.templatetags.weergave import als_getal

TEGEL = {
    "groen": ("#e5f4ea", "#1d7a45", "#155c33"),
    "amber": ("#fef1de", "#c17a1a", "#7d4400"),
    "rood": ("#fdebe9", "#a61b14", "#8f1a13"),
    "blauw": ("#e8effa", "#164273", "#164273"),
    "grijs": ("#f4f6f8", "#77838f", "#586575"),
}


def tegelkaart(
    tegels: Sequence[object] | None, titel: str, omschrijving: str = "", maat: int = 50
) -> SafeString:
    """One square per organisation, all of the same size.

    `tegels`: items with `kolom`, `rij` (whole numbers), `label`, `symbool`, `klasse` (groen, amber, rood,
    blauw; else grijs), and if wanted `naam` (full name), `oordeel` (word) and `href` (a path on this site).
    """
    rijen = list(tegels or [])
    if not rijen:
        leeg = svg.tekst(0, 20, "Er is niets te tonen.", kleur=svg.ZACHT, klasse="fig-zacht")
        return svg.figuur(300, 32, titel, omschrijving or "Er is niets te tonen.", leeg)
    plekken = [(_heel(svg.lees(tegel, "kolom", 0)), _heel(svg.lees(tegel, "rij", 0))) for tegel in rijen]
    links, boven = min(kolom for kolom, _ in plekken), min(rij for _, rij in plekken)
    breed = (max(kolom for kolom, _ in plekken) - links + 1) * maat
    hoog = (max(rij for _, rij in plekken) - boven + 1) * maat
    delen = [
        _tegel(tegel, (kolom - links) * maat, (rij - boven) * maat, maat - 3)
        for tegel, (kolom, rij) in zip(rijen, plekken, strict=True)
    ]
    rol = "group" if any(svg.lees(tegel, "href") for tegel in rijen) else "img"
    return svg.figuur(breed, hoog, titel, omschrijving or _telling(rijen), *delen, rol=rol)


def _heel(waarde: object) -> int:
    cijfer = als_getal(waarde)
    return 0 if cijfer is None else int(cijfer)


def _telling(rijen: Sequence[object]) -> str:
    """How many tiles there are of each judgement, in words."""
    tel: dict[str, int] = {}
    for tegel in rijen:
        woord = str(svg.lees(tegel, "oordeel") or svg.lees(tegel, "klasse", "grijs"))
        tel[woord] = tel.get(woord, 0) + 1
    return "; ".join(f"{woord}: {aantal}" for woord, aantal in sorted(tel.items())) + "."


def _tegel(tegel: object, x: float, y: float, zijde: float) -> SafeString:
    klasse = str(svg.lees(tegel, "klasse", "grijs"))
    klasse = klasse if klasse in TEGEL else "grijs"
    vlak, rand, inkt = TEGEL[klasse]
    naam = str(svg.lees(tegel, "naam") or svg.lees(tegel, "label"))
    oordeel = str(svg.lees(tegel, "oordeel"))
    vol = f"{naam}: {oordeel}" if oordeel else naam
    delen = (
        svg.element("title", vol),
        svg.element(
            "rect",
            x=x + 0.5,
            y=y + 0.5,
            width=zijde,
            height=zijde,
            rx=3,
            fill=vlak,
            stroke=rand,
            klasse=f"fig-tegel-{klasse}",
        ),
        svg.tekst(
            x + zijde / 2,
            y + zijde * 0.42,
            svg.pas_in(str(svg.lees(tegel, "label")), zijde, 10.5),
            grootte=10.5,
            text_anchor="middle",
            font_weight=600,
        ),
        svg.tekst(
            x + zijde / 2,
            y + zijde * 0.78,
            svg.pas_in(str(svg.lees(tegel, "symbool")), zijde, 12),
            grootte=12,
            kleur=inkt,
            klasse=f"fig-tekst-{klasse}",
            text_anchor="middle",
            font_weight=700,
        ),
    )
    href = str(svg.lees(tegel, "href"))
    if href.startswith("/"):
        return svg.element("a", *delen, href=href)
    return svg.element("g", *delen)
