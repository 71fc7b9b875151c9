"""A term as every list shows it: its chip, and the explanation it opens. Tags, for lists of fifty are made of them.

Builtins of the template engine: no `{% load %}` needed.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from toezicht.core.clock import vandaag
from toezicht.core.templatetags.svgladder import ladderbalkje
from toezicht.core.templatetags.weergave import (
    Datumwaarde,
    als_datum,
    datum_lang,
    icoon,
    nog_dagen,
    termijnstand,
    tijd,
)

register = template.Library()
GEEN = mark_safe(
    '<span class="zacht" aria-hidden="true">—</span><span class="alleen-voorlezen">geen termijn</span>'
)
UITSTRALING = {
    "te-laat": (" chip--rood", "let-op"),
    "spoedig": (" chip--amber", "klok"),
    "later": ("", "klok"),
}
"""How a term of ours looks: the colour of its chip and its icon."""


@register.simple_tag
def termijnchip(
    datum: Datumwaarde,
    *,
    toon_datum: object = False,
    voldaan: bool = False,
    ander: bool = False,
    bij: str = "",
) -> SafeString:
    """A running term: how late or how long still.

    `toon_datum`: with the date under it, and `bij` behind that (*GS-stukken*). `voldaan`: met, so no alarm;
    `ander`: of another party, so never late.
    """
    dag = als_datum(datum)
    return _chip(dag, vandaag(), bool(toon_datum and datum), bool(voldaan), bool(ander), str(bij))


@lru_cache(maxsize=1024)  # a list shows the same days on many lines
def _chip(
    dag: dt.date | None, op: dt.date, toon_datum: bool, voldaan: bool, ander: bool, bij: str
) -> SafeString:
    """The chip as it is on the day `op`, which the parts read from the clock."""
    onder: SafeString | str = ""
    if toon_datum:
        achter = format_html(", {}", bij) if bij else ""
        onder = format_html('<span class="termijn__datum">{}{}</span>', tijd(dag), achter)
    if voldaan:
        chip = format_html('<span class="chip chip--groen">{} voldaan</span>', icoon("vink"))
    elif (stand := termijnstand(dag)) in UITSTRALING:
        kleur, symbool = ("", "klok") if ander else UITSTRALING[stand]
        woorden = "verstreken" if ander and stand == "te-laat" else nog_dagen(dag)
        chip = format_html('<span class="chip{}">{} {}</span>', kleur, icoon(symbool), woorden)
    else:
        chip = GEEN
    return format_html('<span class="termijn">{}{}</span>', chip, onder)


@register.simple_tag
def termijn_uitleg(
    datum: Datumwaarde = None,
    *,
    stappen: Sequence[str] = (),
    naam: str = "",
    toon_datum: object = False,
    bij: str = "",
    open: bool = False,
    reden: str = "",
    kalender: str = "",
) -> SafeString:
    """A date of a term that opens its explanation, without script.

    `datum` (with its chip) may be left out where the chip stands elsewhere. `stappen`: the sentences; `naam` of the
    term, for who does not see the row; `reden`: why this version came; `kalender`: version of the holidays.
    """
    chip = termijnchip(datum, toon_datum=toon_datum, bij=bij) if datum or not stappen else ""
    if not stappen:
        return SafeString(chip)
    luister = f": {conditional_escape(naam)}" if naam else ""
    luister += f", {datum_lang(datum)}" if als_datum(datum) else ""
    waarom = f"<p>{conditional_escape(reden)}</p>" if reden else ""
    zinnen = "".join(f"<li>{conditional_escape(stap)}</li>" for stap in stappen)
    versie = f'<p class="zacht">Feestdagenkalender {conditional_escape(kalender)}</p>' if kalender else ""
    return mark_safe(  # noqa: S308 - every part is escaped above or our own
        f'{chip} <details class="uitleg"{" open" if open else ""}><summary>Hoe berekend'
        f'<span class="alleen-voorlezen">{luister}</span></summary>{waarom}<ol>{zinnen}</ol>{versie}</details>'
    )


@register.simple_tag
def ladderstand(plek: int | None, naam: str, onder: str = "") -> SafeString:
    """Small bar of where a case stands, its name under it, and a grey second line (the domain).

    `plek`: place of the present step from 0; None beside the general ladder, where no bar tells anything.
    """
    return _ladderstand(plek, str(naam), str(onder))


@lru_cache(maxsize=512)
def _ladderstand(plek: int | None, naam: str, onder: str) -> SafeString:
    achter = format_html(' <span class="zacht">{}</span>', onder) if onder else ""
    if plek is None:
        return format_html("{}{}", naam, achter)
    balkje = ladderbalkje(plek, 8, naam)
    return format_html('<span class="ladderbalkje">{}</span>{}{}', balkje, naam, achter)
