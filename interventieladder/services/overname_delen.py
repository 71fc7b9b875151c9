"""The parts of a takeover on their own: letters, terms, documents, assessments, agreements, facts."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from interventieladder.models.feiten import UITKOMSTEN, AfspraakStatus
from interventieladder.models.overname import Termijnkeuze
from interventieladder.models.stukken import StukSoort
from interventieladder.services.losse_feiten import controleer as controleer_waarden
from interventieladder.services.overname_gegevens import Brontermijn, Overnamefout, Overnamegegevens
from interventieladder.services.overname_zaak import zaakovername
from interventieladder.standen import PLANNEN
from interventieladder.termijnsoorten import alle_soorten
from interventieladder.treden import DOCUMENTEN
from toezicht.core import clock
from toezicht.core.fouten import Weigering

MAX_WEKEN = 520
EERST = dt.date(1990, 1, 1)


def fouten_in_delen(g: Overnamegegevens) -> Iterator[Overnamefout]:
    """The faults of all parts, in the order of the form."""
    for deel in (_brieven, _termijnen, _stukken, _beoordelingen, _afspraken, _feiten):
        yield from deel(g)


def eis_dag(datum: dt.date, rij: int, kolom: str, wat: str) -> Iterator[Overnamefout]:
    """A day that has been, and not so long ago that the year must be wrong."""
    if datum > clock.vandaag():
        yield Overnamefout(rij, kolom, f"De {wat} ({datum:%d-%m-%Y}) ligt in de toekomst.")
    elif datum < EERST:
        yield Overnamefout(rij, kolom, f"De {wat} ({datum:%d-%m-%Y}) ligt te ver terug; controleer het jaar.")


_webadres = URLValidator(schemes=["http", "https"])


def eis_adres(adres: str, rij: int, kolom: str) -> Iterator[Overnamefout]:
    """Empty, or an address of the web."""
    try:
        if adres:
            _webadres(adres)
    except ValidationError:
        yield Overnamefout(rij, kolom, f"“{adres[:60]}” is geen webadres (https://…).")


def _begin(g: Overnamegegevens) -> dt.date:
    return g.stappen[0].van if g.stappen else EERST


def _brieven(g: Overnamegegevens) -> Iterator[Overnamefout]:
    for brief in g.brieven:
        if brief.soort not in DOCUMENTEN:
            yield Overnamefout(brief.rij, "soort", f"De brief “{brief.soort}” is niet bekend (L2, L5, …).")
        yield from _gevuld(brief, "titel", "geadresseerde")
        yield from eis_dag(brief.datum, brief.rij, "datum", "verzenddatum")
        yield from _niet_voor(brief.datum, _begin(g), brief.rij, "brief")
        yield from eis_adres(brief.documentadres, brief.rij, "documentadres")


def _gevuld(deel: Any, *kolommen: str) -> Iterator[Overnamefout]:
    for kolom in kolommen:
        waarde = getattr(deel, kolom).strip()
        if not waarde:
            yield Overnamefout(deel.rij, kolom, f"Vul de kolom “{kolom}” in.")
        elif len(waarde) > 200 and kolom != "toelichting":
            yield Overnamefout(deel.rij, kolom, f"Houd “{kolom}” op hoogstens 200 tekens.")


def _niet_voor(datum: dt.date, begin: dt.date, rij: int, wat: str) -> Iterator[Overnamefout]:
    if datum < begin:
        yield Overnamefout(rij, "datum", f"De {wat} is van vóór het begin van de eerste trede.")


def _termijnen(g: Overnamegegevens) -> Iterator[Overnamefout]:
    bekend, gezien = {soort.code for soort in alle_soorten()}, set()
    zaak = zaakovername(g.ladder)
    wettelijk = zaak.wettelijk if zaak else frozenset()
    for t in g.termijnen:
        if t.soort not in bekend:
            yield Overnamefout(t.rij, "soort", f"De termijn “{t.soort}” is niet bekend.")
        if t.soort in gezien:
            yield Overnamefout(t.rij, "soort", "Van deze soort loopt er maar één termijn.")
        gezien.add(t.soort)
        yield from eis_dag(t.datum, t.rij, "datum", "begindatum van de termijn")
        if t.soort in wettelijk:  # its begin and length are those of the law
            yield from _briefeinde(t)
            continue
        if g.stappen and t.datum < g.stappen[-1].van:
            yield Overnamefout(
                t.rij, "datum", "De termijn begint vóór de huidige trede; geef alleen wat nu loopt."
            )
        if not 0 < t.weken <= MAX_WEKEN:
            yield Overnamefout(t.rij, "weken", f"Geef de lengte in weken, van 1 tot {MAX_WEKEN}.")
        yield from _briefeinde(t)


def _briefeinde(t: Brontermijn) -> Iterator[Overnamefout]:
    if t.einde is not None and t.einde <= t.datum:
        yield Overnamefout(t.rij, "einde", "De einddatum uit de brief ligt niet na het begin.")
    if t.keuze and t.keuze not in Termijnkeuze.values:
        yield Overnamefout(t.rij, "keuze", f"Kies: {', '.join(Termijnkeuze.values)}.")
    if t.keuze and not t.reden.strip():
        yield Overnamefout(t.rij, "reden", "Geef bij de gekozen einddatum de reden.")


def _stukken(g: Overnamegegevens) -> Iterator[Overnamefout]:
    for stuk in g.stukken:
        if stuk.soort not in StukSoort.values:
            yield Overnamefout(stuk.rij, "soort", f"Het stuk “{stuk.soort}” is niet bekend.")
        yield from _gevuld(stuk, "titel")
        for datum, kolom, wat in (
            (stuk.datum, "datum", "datum van het stuk"),
            (stuk.ontvangen, "ontvangen", "ontvangstdatum"),
            (stuk.akkoord, "akkoord", "datum van akkoord"),
            (stuk.geverifieerd, "geverifieerd", "datum van verificatie"),
        ):
            if datum is not None:
                yield from eis_dag(datum, stuk.rij, kolom, wat)
        if not (stuk.documentnummer.strip() or stuk.documentadres.strip()):
            yield Overnamefout(
                stuk.rij, "documentnummer", "Geef waar het stuk staat: een documentnummer of een adres."
            )
        yield from eis_adres(stuk.documentadres, stuk.rij, "documentadres")


def _beoordelingen(g: Overnamegegevens) -> Iterator[Overnamefout]:
    for beoordeling in g.beoordelingen:
        if beoordeling.uitkomst not in UITKOMSTEN.get(beoordeling.soort, ()):
            yield Overnamefout(
                beoordeling.rij,
                "uitkomst",
                f"De uitkomst “{beoordeling.uitkomst}” past niet bij “{beoordeling.soort}”.",
            )
        yield from _gevuld(beoordeling, "toelichting")
        yield from eis_dag(beoordeling.datum, beoordeling.rij, "datum", "datum van de beoordeling")
        yield from _niet_voor(beoordeling.datum, _begin(g), beoordeling.rij, "beoordeling")
        if beoordeling.geverifieerd is not None:
            yield from eis_dag(
                beoordeling.geverifieerd, beoordeling.rij, "geverifieerd", "datum van verificatie"
            )


def _afspraken(g: Overnamegegevens) -> Iterator[Overnamefout]:
    for afspraak in g.afspraken:
        yield from _gevuld(afspraak, "titel", "door", "toelichting")
        if afspraak.uitkomst not in AfspraakStatus.values:
            yield Overnamefout(afspraak.rij, "uitkomst", f"Kies: {', '.join(AfspraakStatus.values)}.")
        elif afspraak.uitkomst != AfspraakStatus.OPEN:
            if afspraak.tot is None:
                yield Overnamefout(afspraak.rij, "tot", "Geef de dag waarop dit is vastgesteld.")
            else:
                yield from eis_dag(afspraak.tot, afspraak.rij, "tot", "dag van vaststelling")


def _feiten(g: Overnamegegevens) -> Iterator[Overnamefout]:
    plan = PLANNEN.get(g.ladder)
    for feit in g.feiten:
        soort = plan.feitsoort(feit.soort) if plan else None
        if soort is None:
            yield Overnamefout(feit.rij, "soort", f"Het feit “{feit.soort}” hoort niet bij deze ladder.")
            continue
        if not soort.toekomst:
            yield from eis_dag(feit.datum, feit.rij, "datum", "datum van het feit")
        try:
            controleer_waarden(soort, feit.waarden)
        except Weigering as weigering:
            yield Overnamefout(feit.rij, "waarden", weigering.melding)
