"""How pages say dates, terms, money and numbers. A builtin of the template engine: no `{% load %}` needed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TypeAlias
from urllib.parse import urlsplit

from django import template
from django.core.exceptions import DisallowedHost
from django.core.paginator import Page
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    RadioSelect,
    Select,
    Textarea,
)
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from toezicht.core import woorden
from toezicht.core.clock import lokaal, vandaag
from toezicht.core.templatetags.iconen import ICONEN
from toezicht.core.transitions import grond_in_woorden
from toezicht.core.woorden import euro, hoeveel, in_dagen, nederlands, nog_in_dagen

register = template.Library()

DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MAANDEN_KORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
SPOEDIG_DAGEN = 7
_ICOONSTIJL = mark_safe(
    'viewBox="0 0 16 16" focusable="false" fill="none" stroke="currentColor" stroke-width="1.6" '
    'stroke-linecap="round" stroke-linejoin="round"'
)
LEEG = "—"

Datumwaarde: TypeAlias = dt.date | dt.datetime | str | None


def als_datum(waarde: Datumwaarde) -> dt.date | None:
    """The calendar day in Amsterdam of a date, an aware moment or an ISO text; None for anything else."""
    if isinstance(waarde, dt.datetime):
        return lokaal(waarde).date() if waarde.tzinfo else waarde.date()
    if isinstance(waarde, dt.date):
        return waarde
    if isinstance(waarde, str):
        try:
            return dt.date.fromisoformat(waarde[:10])
        except ValueError:
            return None
    return None


def _kort(datum: dt.date) -> str:
    """*di 24 nov*; with the year when that is not the present one."""
    jaar = "" if datum.year == vandaag().year else f" {datum.year}"
    return f"{DAGEN[datum.weekday()][:2]} {datum.day} {MAANDEN_KORT[datum.month - 1]}{jaar}"


def _lang(datum: dt.date) -> str:
    """*maandag 23 november 2026*."""
    return f"{DAGEN[datum.weekday()]} {datum.day} {MAANDEN[datum.month - 1]} {datum.year}"


@register.filter
def datum_kort(waarde: Datumwaarde) -> str:
    """*di 24 nov* (with year if another than today's); a dash when there is no date."""
    datum = als_datum(waarde)
    return _kort(datum) if datum else LEEG


@register.filter
def klein(titel: object) -> str:
    """A title within a sentence: *voorleggen aan GS*."""
    return woorden.klein(str(titel))


@register.filter
def datum_lang(waarde: Datumwaarde) -> str:
    """*maandag 23 november 2026*; a dash when there is no date."""
    datum = als_datum(waarde)
    return _lang(datum) if datum else LEEG


@register.filter
def datum(waarde: Datumwaarde) -> str:
    """*23 november 2026*; a dash when there is no date."""
    dag = als_datum(waarde)
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}" if dag else LEEG


@register.filter
def tijdstip(waarde: dt.datetime | None) -> str:
    """*23 november 2026, 8.42 uur* in Amsterdam; a dash when there is no moment."""
    if not isinstance(waarde, dt.datetime):
        return LEEG
    moment = lokaal(waarde) if waarde.tzinfo else waarde
    return f"{moment.day} {MAANDEN[moment.month - 1]} {moment.year}, {moment.hour}.{moment.minute:02d} uur"


@register.simple_tag
def tijd(waarde: Datumwaarde, vorm: str = "kort") -> SafeString:
    """`<time datetime="…">` with the full date as its title; `vorm`: kort, lang, datum, dagen or moment."""
    dag = als_datum(waarde)
    if dag is None:
        return mark_safe(LEEG)  # noqa: S308 - a constant
    if vorm == "moment" and isinstance(waarde, dt.datetime):
        iso = (lokaal(waarde) if waarde.tzinfo else waarde).isoformat(timespec="minutes")
        return format_html('<time datetime="{}">{}</time>', iso, tijdstip(waarde))
    return _tijd(dag, vorm, vandaag())


@lru_cache(maxsize=2048)  # a page names the same days over and over
def _tijd(dag: dt.date, vorm: str, _op: dt.date) -> SafeString:
    """A day as it is said on the day `_op`, which the parts read from the clock."""
    vormen = {"kort": _kort, "lang": _lang, "datum": datum, "dagen": nog_dagen}
    tekst = vormen.get(vorm, _kort)(dag)
    return format_html('<time datetime="{}" title="{}">{}</time>', dag.isoformat(), _lang(dag), tekst)


@register.filter
def nog_dagen(waarde: Datumwaarde) -> str:
    """*nog 3 dagen*, *morgen*, *vandaag*, *1 dag te laat*, relative to the business date."""
    dag = als_datum(waarde)
    if dag is None:
        return LEEG
    over = (dag - vandaag()).days
    if over < 0:
        return f"{in_dagen(-over)} te laat"
    return nog_in_dagen(over)


@register.filter
def dagen_geleden(waarde: Datumwaarde) -> str:
    """*vandaag*, *gisteren*, *12 dagen geleden*; a coming date as `nog_dagen` says it."""
    dag = als_datum(waarde)
    if dag is None:
        return LEEG
    geleden = (vandaag() - dag).days
    if geleden < 0:
        return nog_dagen(dag)
    return {0: "vandaag", 1: "gisteren"}.get(geleden, f"{geleden} dagen geleden")


@register.filter
def termijnstand(waarde: Datumwaarde) -> str:
    """How a running term stands today: `te-laat`, `spoedig` (within a week), `later` or `geen`."""
    dag = als_datum(waarde)
    if dag is None:
        return "geen"
    over = (dag - vandaag()).days
    if over < 0:
        return "te-laat"
    return "spoedig" if over <= SPOEDIG_DAGEN else "later"


@register.filter
def termijnkleur(waarde: Datumwaarde) -> str:
    """The colour word that goes with `termijnstand`: rood, amber or an empty text."""
    return {"te-laat": "rood", "spoedig": "amber"}.get(termijnstand(waarde), "")


def als_getal(waarde: object) -> Decimal | None:
    """A finite Decimal of a number or decimal text; None for anything else."""
    if waarde is None or isinstance(waarde, bool):
        return None
    try:
        getal_ = Decimal(str(waarde))
    except InvalidOperation:
        return None
    return getal_ if getal_.is_finite() else None


@register.filter
def getal(waarde: object, decimalen: int = 0) -> str:
    """A number with Dutch separators; a dash when it is none."""
    cijfer = als_getal(waarde)
    return LEEG if cijfer is None else nederlands(cijfer, decimalen)


@register.filter
def bedrag(waarde: object, decimalen: int = 0) -> str:
    """An amount in euros: *€ 1.250*; a dash when it is none."""
    cijfer = als_getal(waarde)
    if cijfer is None:
        return LEEG
    return euro(cijfer, decimalen)


@register.filter
def procent(waarde: object, decimalen: int = 1) -> str:
    """A value already in per cent: `18.4` becomes *18,4%*; *niet te beoordelen* when there is none."""
    cijfer = als_getal(waarde)
    return "niet te beoordelen" if cijfer is None else f"{nederlands(cijfer, decimalen)}%"


@register.filter
def aantal(waarde: int, woorden: str) -> str:
    """`{{ 2|aantal:"dossier,dossiers" }}` → *2 dossiers*."""
    enkel, _, meer = woorden.partition(",")
    return hoeveel(waarde, enkel, meer or enkel)


@register.filter
def bestandsgrootte(waarde: int | None) -> str:
    """*340 kB*, *1,2 MB*; a dash when unknown."""
    if waarde is None:
        return LEEG
    if waarde < 1_000_000:
        return f"{max(1, round(waarde / 1000))} kB"
    return f"{nederlands(Decimal(waarde) / 1_000_000, 1)} MB"


@register.filter
def veldwaarde(rij: Mapping[str, object] | Sequence[object], sleutel: str | int) -> object:
    """`{{ rij|veldwaarde:sleutel }}`: an item of a mapping or list by a variable key; empty when absent."""
    try:
        return rij[sleutel]  # type: ignore[index]  # a template knows no types
    except (KeyError, IndexError, TypeError):
        return ""


@register.simple_tag
@lru_cache(maxsize=256)
def icoon(naam: str, label: str = "") -> SafeString:
    """An inline icon of 16 by 16. Hidden from screen readers, unless `label` says what it means.

    Raises `KeyError` for an unknown name, so that a typing error shows in the tests.
    """
    pad = mark_safe(ICONEN[naam])  # noqa: S308 - our own constants
    if label:
        return format_html(
            '<svg class="icoon" {} role="img"><title>{}</title>{}</svg>', _ICOONSTIJL, label, pad
        )
    return format_html('<svg class="icoon" {} aria-hidden="true">{}</svg>', _ICOONSTIJL, pad)


@register.simple_tag(takes_context=True)
def querystring(context: template.Context, **wijzigingen: object) -> str:
    """The present query with some keys set; an empty value or None removes the key. Starts with `?`."""
    request = context.get("request")
    vraag = request.GET.copy() if isinstance(request, HttpRequest) else QueryDict(mutable=True)
    for sleutel, waarde in wijzigingen.items():
        if waarde in (None, ""):
            vraag.pop(sleutel, None)
        else:
            vraag[sleutel] = str(waarde)
    return f"?{vraag.urlencode()}"


def _veldklasse(veld: BoundField) -> str:
    widget = veld.field.widget
    if isinstance(widget, CheckboxInput):
        return "utrecht-checkbox utrecht-checkbox--html-input"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return ""
    if isinstance(widget, Select):
        return "utrecht-select utrecht-select--html-select"
    if isinstance(widget, Textarea):
        return "utrecht-textarea utrecht-textarea--html-textarea"
    return "utrecht-textbox utrecht-textbox--html-input"


@register.filter
def veldsoort(veld: BoundField) -> str:
    """What kind of form field: `vinkje`, `keuzes`, `bestand` or `invoer`."""
    widget = veld.field.widget
    if isinstance(widget, CheckboxInput):
        return "vinkje"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "keuzes"
    return "bestand" if isinstance(widget, FileInput) else "invoer"


@register.simple_tag
def veldinvoer(veld: BoundField, hint: str = "") -> SafeString:
    """The control of a form field with the classes of the design system and its hint and error tied to it."""
    beschrijving = [f"{veld.auto_id}_hint"] if hint or veld.help_text else []
    attrs: dict[str, str | bool] = {}
    if veld.errors:
        beschrijving.append(f"{veld.auto_id}_fout")
        attrs["aria-invalid"] = "true"
    if beschrijving:
        attrs["aria-describedby"] = " ".join(beschrijving)
    klassen = f"{_veldklasse(veld)} {veld.field.widget.attrs.get('class', '')}".strip()
    if klassen:
        attrs["class"] = klassen
    return veld.as_widget(attrs=attrs)


@register.filter
def grond(waarde: str) -> str:
    """The articles of a ground for people: a place in the specification is *werkwijze van de provincie*."""
    return grond_in_woorden(waarde)


@register.filter
def paginanummers(pagina: Page) -> list[int]:  # type: ignore[type-arg]  # any page of any list
    """The page numbers to show: first, last and those around the present one; 0 stands for a gap."""
    return [nr if isinstance(nr, int) else 0 for nr in pagina.paginator.get_elided_page_range(pagina.number)]


@register.filter
def vorige_pagina(request: object) -> str:
    """The path of the page the user came from, when it was another page of this site; else an empty text."""
    if not isinstance(request, HttpRequest):
        return ""
    delen = urlsplit(request.META.get("HTTP_REFERER", ""))
    try:
        eigen = request.get_host()
    except DisallowedHost:  # the very reason why a page of a broken request is drawn
        return ""
    if delen.netloc != eigen or not delen.path.startswith("/") or delen.path == request.path:
        return ""
    return f"{delen.path}?{delen.query}" if delen.query else delen.path


@register.simple_tag
def rijadres(naam: str, sleutel: str) -> str:
    """The address of the page of one row: as `{% url naam sleutel %}`, worked out once per process.

    A list of fifty rows asks it fifty times, and the same rows come back on every visit.
    """
    return _rijadres(naam, sleutel)


@lru_cache(maxsize=8192)
def _rijadres(naam: str, sleutel: str) -> str:
    return reverse(naam, args=[sleutel])
