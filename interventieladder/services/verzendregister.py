"""The send register after the sending: proof that follows, delivered, came back, sent again."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from interventieladder.models import Verzendbericht, Verzending
from interventieladder.models.stukken import Berichtsoort, Kanaal, Ontvangerrol
from interventieladder.models.termijn import LEVEND
from interventieladder.services.correcties import (
    eis_bevestiging,
    gevolgen_van,
    laatst_verzonden,
    neem_verzending,
)
from interventieladder.services.slot import eis_datum_tot_vandaag, eis_tekst, log, meld
from interventieladder.services.termijnen import corrigeer_start
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.woorden import klein


@dataclass(frozen=True, slots=True)
class Bericht:
    """What was heard: its kind (`Berichtsoort`), the day, proof or reason, and for a new sending its channel."""

    soort: str
    datum: dt.date
    bewijs: str
    kanaal: str = ""


@transaction.atomic
def leg_bericht_vast(
    *, verzending_id: int, bericht: Bericht, door: User, bevestigd: bool = False
) -> Verzendbericht:
    """Record what was heard of one sending. A letter that came back is an alarm until it is sent again.

    Sent again to the organ addressed, the terms that began with this sending run from the new day (Awb 3:41, 6:8);
    when the letter names an end that moves, that asks `bevestigd`. The first sending stays what it was: what rests
    on its day (a step it took, an outcome) does not move. Raises `Weigering` on bad data, `Conflict` for a message
    that does not fit how the sending stands, `GeenRecht` without the right to send.
    """
    verzending = neem_verzending(verzending_id, door)
    bewijs = eis_tekst(bericht.bewijs, veld="bewijs", wat=_WAT.get(bericht.soort, "het bewijs in"))
    eis_datum_tot_vandaag(bericht.datum, veld="datum", wat="datum")
    _eis_volgorde(verzending, bericht)
    laatst = laatst_verzonden(verzending)
    _eis_past(verzending, bericht)
    rij = Verzendbericht.objects.create(
        verzending=verzending,
        soort=bericht.soort,
        datum=bericht.datum,
        kanaal=bericht.kanaal,
        bewijs=bewijs,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    _log(rij, verzending, door)
    if bericht.soort == Berichtsoort.TERUG:
        _meld_terug(rij, verzending)
    if bericht.soort == Berichtsoort.OPNIEUW and verzending.rol == Ontvangerrol.ORGAAN:
        _verplaats_termijnen(verzending, laatst, bericht, door, bevestigd=bevestigd)
    return rij


_WAT = {
    Berichtsoort.TERUG.value: "de reden van terugkomen in",
    Berichtsoort.BEZORGD.value: "het bewijs van bezorging in",
}


def mogelijk(laatste: str | None, *, bewezen: bool) -> list[str]:
    """Which messages fit a sending whose newest message is `laatste`."""
    if laatste == Berichtsoort.TERUG:
        return [Berichtsoort.OPNIEUW]
    if laatste == Berichtsoort.BEZORGD:
        return [Berichtsoort.TERUG]
    heen: list[str] = [Berichtsoort.BEZORGD, Berichtsoort.TERUG]
    return heen if bewezen else [Berichtsoort.BEWIJS, *heen, Berichtsoort.OPNIEUW]


def _eis_past(verzending: Verzending, bericht: Bericht) -> None:
    if bericht.soort not in Berichtsoort.values:
        raise Weigering("Kies wat er met de zending is gebeurd.", veld="soort")
    staat = Verzending.objects.met_berichten().get(pk=verzending.pk)
    if bericht.soort not in mogelijk(staat.laatste_bericht, bewezen=staat.heeft_bewijs):
        nu = Berichtsoort(staat.laatste_bericht).label if staat.laatste_bericht else "Verzonden, met bewijs"
        raise Conflict(f"Dit past niet bij hoe de zending nu staat: {nu}. Ververs de pagina.")
    opnieuw = bericht.soort == Berichtsoort.OPNIEUW
    if opnieuw and bericht.kanaal not in Kanaal.values:
        raise Weigering("Kies hoe de brief opnieuw is verzonden.", veld="kanaal")
    if not opnieuw and bericht.kanaal:
        raise Weigering("Een kanaal hoort alleen bij opnieuw verzenden.", veld="kanaal")


def _eis_volgorde(verzending: Verzending, bericht: Bericht) -> None:
    if bericht.datum < verzending.verzenddatum:
        raise Weigering(
            f"Dit kan niet zijn gebeurd vóór de verzending op {verzending.verzenddatum:%d-%m-%Y}.",
            veld="datum",
        )
    nieuwste = verzending.berichten.order_by("-pk").first()
    if nieuwste is not None and bericht.datum < nieuwste.datum:
        raise Weigering(
            f"Op {nieuwste.datum:%d-%m-%Y} is vastgelegd: {klein(nieuwste.get_soort_display())}. "
            "Kies die dag of een latere.",
            veld="datum",
        )


def _verplaats_termijnen(
    verzending: Verzending, van: dt.date, bericht: Bericht, door: User, *, bevestigd: bool
) -> None:
    """The living terms that ran from the sending on day `van` run from this one."""
    if bericht.datum == van:
        return
    gevolgen = [
        g for g in gevolgen_van(verzending, bericht.datum, begonnen=van) if g.termijn.status in LEVEND
    ]
    eis_bevestiging(gevolgen, bevestigd=bevestigd)
    for gevolg in gevolgen:
        corrigeer_start(
            termijn_id=gevolg.termijn.pk,
            start=bericht.datum,
            reden=f"Opnieuw verzonden: {bericht.bewijs.strip()}"[:300],
            door=door,
        )


def _meld_terug(rij: Verzendbericht, verzending: Verzending) -> None:
    """The behandelaar hears at once that a letter came back."""
    dossier = verzending.brief.dossier
    meld(
        dossier,
        sleutel=f"verzending-terug:{rij.pk}:{dossier.behandelaar_id}",
        ontvanger=dossier.behandelaar,
        onderwerp=f"{dossier.nummer}: brief kwam terug",
        tekst=(
            f"{verzending.brief.soort} aan {verzending.geadresseerde} is niet aangekomen: {rij.bewijs}.\n"
            "Stuur de brief opnieuw en registreer dat in het verzendregister van het dossier."
        ),
    )


def _log(rij: Verzendbericht, verzending: Verzending, door: User) -> None:
    log(
        verzending.brief.dossier,
        f"verzending_{rij.soort}",
        door=door,
        soort="verzending",
        onderwerp_id=verzending.pk,
        gebeurd_op=rij.datum,
        naar=verzending.geadresseerde,
        reden=rij.bewijs,
        gegevens={"stand": rij.soort, **({"kanaal": rij.kanaal} if rij.kanaal else {})},
    )
