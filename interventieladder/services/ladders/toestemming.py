"""Consent: opening a request with its two months, and what follows from each step (Gemeentewet 208)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from interventieladder.financieel.kader import kader
from interventieladder.financieel.uitgaven import Vrijval
from interventieladder.models import Bestedingsruimte, Dossier, Toestemming
from interventieladder.models.toestemming import ToestemmingUitkomst
from interventieladder.selectors.goedkeuringsplicht import plichtgrond_van
from interventieladder.services import termijnen
from interventieladder.services.begrotingsjaren import eis_jaar
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.klok import registreer_na_termijn
from interventieladder.services.laddergevolg import Stapgevolg, na_stap
from interventieladder.services.ladders.aanbieding import (
    eis_dagen,
    eis_overheid,
    meld_rechtswege,
    orgaan_van,
)
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.services.slot import eis_tekst, log
from interventieladder.standen.toestemming import BESLISTERMIJN, PLAN, TERMIJN, TERMIJN_BEVESTIGING
from interventieladder.treden import Orgaan
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.opvolging import zelfde_overheid

_U = ToestemmingUitkomst
MAX_BEDRAG = Decimal(10) ** 12
MAX_POST = 120
VERZONDEN, GEACHT = "Verzoek verzonden", "geacht te zijn verleend"
"""What starts the two months, and what ends them unsent, in the words of the explanation."""


@dataclass(frozen=True, slots=True)
class Verzoek:
    """What the college asks. `verzonden_op` starts the two months; `bedrag` in euro."""

    overheid_id: int
    jaar: int
    post: str
    bedrag: Decimal
    verzonden_op: dt.date
    ontvangen_op: dt.date
    omschrijving: str
    eerder_aangegaan: bool = False
    verplicht: bool = False


def eis_bedrag(bedrag: Decimal) -> Decimal:
    """An amount above nothing, in cents."""
    if not bedrag.is_finite() or not 0 < bedrag < MAX_BEDRAG:
        raise Weigering("Geef een bedrag boven nul, in euro.", veld="bedrag")
    return bedrag.quantize(Decimal("0.01"))


@transaction.atomic
def open_toestemming(*, nieuw: Verzoek, door: User, behandelaar: User | None = None) -> Dossier:
    """Open a request for consent; its term of two months runs from the sending.

    Raises `Weigering` on bad data or where the year is free, `GeenRecht`.
    """
    overheid = eis_verzoek(nieuw)
    nummer = volgend_verzoeknummer(overheid, nieuw.jaar)
    dossier = open_op_ladder(
        ladder=PLAN.code,
        overheid_id=overheid.pk,
        onderdeel=onderdeel_van(nieuw.jaar, nummer),
        orgaan=orgaan_van(overheid, Orgaan.COLLEGE),
        titel=f"Toestemming voor {nieuw.post.strip()}"[:200],
        omschrijving=nieuw.omschrijving,
        datum_feit=nieuw.verzonden_op,
        door=door,
        behandelaar=behandelaar,
    )
    dossier.toestemming = leg_verzoek_aan(dossier, nieuw, nummer)
    begin_termijn(
        dossier,
        TERMIJN,
        lengte=BESLISTERMIJN,
        start=nieuw.verzonden_op,
        door=door,
        gebeurtenis=VERZONDEN,
    )
    return dossier


def eis_verzoek(nieuw: Verzoek) -> Overheid:
    """Everything that can be wrong in what was filled in; gives the organisation. Raises `Weigering`."""
    overheid = eis_overheid(nieuw.overheid_id)
    eis_jaar(nieuw.jaar)
    eis_dagen(verzonden_op=nieuw.verzonden_op, ontvangen_op=nieuw.ontvangen_op)
    eis_bedrag(nieuw.bedrag)
    if len(eis_tekst(nieuw.post, veld="post", wat="de post in")) > MAX_POST:
        raise Weigering(f"Houd de post op hoogstens {MAX_POST} tekens.", veld="post")
    if plichtgrond_van(overheid.pk, nieuw.jaar, clock.vandaag()) == "":
        raise Weigering(
            f"Voor {nieuw.jaar} geldt geen preventief toezicht: toestemming is niet nodig.", veld="jaar"
        )
    return overheid


def volgend_verzoeknummer(overheid: Overheid, jaar: int) -> int:
    """The number of the next request of this year, with the organisation locked: one at a time."""
    list(Overheid.objects.select_for_update().filter(pk=overheid.pk))
    eerdere = Toestemming.objects.filter(overheid__in=zelfde_overheid(overheid.pk), jaar=jaar)
    return (eerdere.aggregate(n=Max("volgnummer"))["n"] or 0) + 1


def onderdeel_van(jaar: int, nummer: int) -> str:
    """What tells two requests apart: *verzoek 2027-1*."""
    return f"verzoek {jaar}-{nummer}"


def leg_verzoek_aan(dossier: Dossier, nieuw: Verzoek, nummer: int) -> Toestemming:
    """The row of the request, beside its dossier."""
    return Toestemming.objects.create(
        dossier=dossier,
        overheid_id=nieuw.overheid_id,
        jaar=nieuw.jaar,
        volgnummer=nummer,
        post=nieuw.post.strip(),
        bedrag=eis_bedrag(nieuw.bedrag),
        eerder_aangegaan=nieuw.eerder_aangegaan,
        verplicht=nieuw.verplicht,
        verzonden_op=nieuw.verzonden_op,
        ontvangen_op=nieuw.ontvangen_op,
    )


# -- what follows from a step ------------------------------------------------------------------------


def _na_stap(gevolg: Stapgevolg) -> list[str]:
    zaak: Toestemming = gevolg.dossier.toestemming
    zaak.refresh_from_db()
    _GEVOLG[gevolg.regels.stap](zaak, gevolg)
    return []


def _niet_nodig(zaak: Toestemming, gevolg: Stapgevolg) -> None:
    """Free: weighed once more with the version in force locked, so that two cannot use the same room."""
    zelfde = zelfde_overheid(zaak.overheid_id)
    list(Bestedingsruimte.objects.select_for_update().filter(overheid__in=zelfde, jaar=zaak.jaar))
    oordeel = zaak.oordeel(gevolg.datum)
    if not oordeel.vrij:
        raise Conflict("De ruimte is intussen gebruikt. Ververs de pagina en kijk wat er over is.")
    zaak.vrijval = oordeel.uitkomst.value
    _sluit_af(zaak, _U.NIET_NODIG, gevolg.datum)
    log(
        gevolg.dossier,
        "bestedingsruimte_gebruikt"
        if oordeel.uitkomst in (Vrijval.PLAFOND, Vrijval.VRIJE_POST)
        else "uitgave_vrij",
        door=gevolg.door,
        reden=" ".join(oordeel.stappen),
        gegevens={"vrijval": zaak.vrijval, "bedrag": str(zaak.bedrag)},
    )


def _verleen(zaak: Toestemming, gevolg: Stapgevolg) -> None:
    """Consent, with the conditions that were recorded: only here the law knows them (208 lid 4)."""
    voorschriften = gevolg.dossier.feiten.feit("voorschriften", tot=gevolg.datum)
    zaak.voorschriften = voorschriften.waarden["tekst"] if voorschriften else ""
    _sluit_af(zaak, _U.VERLEEND, gevolg.datum)


def _weiger(zaak: Toestemming, gevolg: Stapgevolg) -> None:
    grond = gevolg.dossier.feiten.feit("weigeringsgrond", tot=gevolg.datum)
    zaak.weigeringsgrond = grond.waarden["grond"] if grond else ""
    _sluit_af(zaak, _U.GEWEIGERD, gevolg.datum)


def _van_rechtswege(zaak: Toestemming, gevolg: Stapgevolg) -> None:
    """Two months passed unsent: consent is deemed given. We confirm it, by our own way of working."""
    dossier = gevolg.dossier
    termijnen.stop_soort(dossier, soort=TERMIJN, op=gevolg.datum, reden=GEACHT, door=None)
    _sluit_af(zaak, _U.VAN_RECHTSWEGE, gevolg.datum)
    begin_termijn(dossier, TERMIJN_BEVESTIGING, lengte=bevestigingstijd(), start=gevolg.datum, door=None)
    meld_rechtswege(dossier, TERMIJN, gevolg.datum)


def bevestigingstijd() -> Lengte:
    """How long we give ourselves to confirm, by our own way of working."""
    return Lengte.weken(kader().bevestiging_weken)


def _bevestig(zaak: Toestemming, gevolg: Stapgevolg) -> None:
    """The outcome stands; only the confirmation was sent."""


def _trek_in(zaak: Toestemming, gevolg: Stapgevolg) -> None:
    _sluit_af(zaak, _U.INGETROKKEN, gevolg.datum)


def _sluit_af(zaak: Toestemming, uitkomst: ToestemmingUitkomst, op: dt.date) -> None:
    zaak.uitkomst, zaak.uitkomst_op = uitkomst, op
    zaak.save(update_fields=["uitkomst", "uitkomst_op", "vrijval", "voorschriften", "weigeringsgrond"])


_GEVOLG: dict[str, Callable[[Toestemming, Stapgevolg], None]] = {
    "niet_nodig": _niet_nodig,
    "besluit_verlenen": _verleen,
    "besluit_weigeren": _weiger,
    "verleen_van_rechtswege": _van_rechtswege,
    "bevestig": _bevestig,
    "trek_in": _trek_in,
}

na_stap(PLAN.code, _na_stap)
registreer_na_termijn(PLAN.code, TERMIJN, "verleen_van_rechtswege")
