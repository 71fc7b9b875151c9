"""What the lines of the register share: rights, the second pair of eyes, the end, the line in the logboek."""

import datetime as dt
from typing import Any, Literal

from django.db import IntegrityError, transaction

from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import datum_voluit
from toezicht.mandaten.models import Mandaat, RegelStatus, Registerregel, Vervangregel

Soort = Literal["mandaat", "vervangregel", "afwezigheid", "belang"]
Regel = Mandaat | Vervangregel

OVERLAP = {
    "mandaat_overlapt_niet": (
        "Er geldt in deze periode al een mandaat voor dezelfde handeling, functie en hetzelfde bereik. "
        "Beëindig dat eerst, of kies een andere periode."
    ),
    "vervangregel_een_per_plek": (
        "In deze periode staat al iemand op deze plek in de volgorde. Kies een andere volgorde of periode."
    ),
    "vervangregel_persoon_eens": "Deze persoon staat in deze periode al in de volgorde.",
    "afwezigheid_overlapt_niet": "In deze periode is al afwezigheid vastgelegd. Pas die aan.",
}
"""What the database says of two lines over the same days, in words."""


def eis_recht(door: User, recht: str, wat: str) -> None:
    """Refuse who may not."""
    if not door.has_perm(recht):
        raise GeenRecht(f"U mag geen {wat}. Vraag het de beheerder van het mandaatregister.")


def eis_periode(van: dt.date, tot: dt.date | None) -> None:
    """A period ends after it began."""
    if tot is not None and tot <= van:
        raise Weigering("De einddatum moet na de begindatum liggen.", veld="tot")


def eis_grondslag(grondslag: str) -> str:
    """The decision a line rests on, without outer spaces."""
    if not grondslag.strip():
        raise Weigering("Noem het besluit waarop dit rust, met datum of nummer.", veld="grondslag")
    return grondslag.strip()


def eis_reden(reden: str) -> str:
    """Why, without outer spaces."""
    if not reden.strip():
        raise Weigering("Geef de reden. Die komt in het logboek.", veld="reden")
    return reden.strip()


def bewaar(regel: Any, **wat: Any) -> None:
    """Save; an overlap that the database refuses becomes a `Conflict` that says what to do."""
    try:
        with transaction.atomic():
            regel.save(**wat)
    except IntegrityError as fout:
        for naam, melding in OVERLAP.items():
            if naam in str(fout):
                raise Conflict(melding, veld="van") from fout
        raise


def teken_op(regel: Registerregel, door: User) -> None:
    """Who drafted it and when; it counts only once another adopts it."""
    regel.opgesteld_door, regel.opgesteld_op = door, clock.nu()
    regel.status = RegelStatus.CONCEPT


def neem_vast(regel: Regel, door: User) -> None:
    """Adopt, by another than who drafted it."""
    eis_recht(door, rollen.STEL_MANDAAT_VAST, "mandaten of vervanging vaststellen")
    if regel.status != RegelStatus.CONCEPT:
        raise Conflict("Deze regel is al vastgesteld of vervallen. Ververs de pagina.")
    if regel.opgesteld_door_id == door.pk:
        raise GeenRecht("U stelde deze regel zelf op. Een ander stelt hem vast.")
    if regel.tot is not None and regel.tot <= clock.vandaag():
        raise Weigering(
            "Deze periode is al voorbij. Laat het concept vervallen en maak een nieuw.", veld="tot"
        )
    regel.status = RegelStatus.VASTGESTELD
    regel.vastgesteld_door, regel.vastgesteld_op = door, clock.nu()
    bewaar(regel, update_fields=["status", "vastgesteld_door", "vastgesteld_op"])


def beeindig(regel: Regel, *, tot: dt.date, reden: str, door: User) -> None:
    """End a line as of `tot` (the first day it no longer counts), not in the past; a draft lapses.

    A line that has not begun yet, and would not before `tot`, lapses as well. What counted at least one day never
    does: decisions can rest on it. Taking power away needs no second person.
    """
    eis_recht(door, rollen.STEL_MANDAAT_OP, "mandaten of vervanging beëindigen")
    reden = eis_reden(reden)
    vandaag = clock.vandaag()
    voorbij = regel.tot is not None and regel.tot <= vandaag
    if regel.status == RegelStatus.VERVALLEN or (voorbij and not regel.in_concept):
        raise Conflict("Deze regel geldt al niet meer. Ververs de pagina.")
    if regel.in_concept or vandaag < regel.van >= tot:
        regel.status, regel.einde_reden = RegelStatus.VERVALLEN, reden
        bewaar(regel, update_fields=["status", "einde_reden"])
        return
    if tot < vandaag or tot <= regel.van:
        eerste = max(vandaag, regel.van + dt.timedelta(days=1))
        raise Weigering(
            f"Deze regel eindigt niet met terugwerkende kracht. Kies {datum_voluit(eerste)} of later.",
            veld="tot",
        )
    if regel.tot is not None and tot > regel.tot:
        raise Weigering(
            f"Deze regel eindigt al op {datum_voluit(regel.tot)}. Kies een eerdere dag of maak een nieuwe regel.",
            veld="tot",
        )
    regel.tot, regel.einde_reden = tot, reden
    bewaar(regel, update_fields=["tot", "einde_reden"])


def log(
    soort: Soort,
    pk: int,
    handeling: str,
    *,
    door: User,
    gegevens: dict[str, Any],
    reden: str = "",
    namens: str = "",
    overheid_code: str = "",
) -> None:
    """One line about a line."""
    logboek.schrijf(
        onderwerp=logboek.Onderwerp(soort, str(pk), overheid_code),
        handeling=handeling,
        door=door,
        reden=reden,
        namens=namens,
        gegevens=gegevens,
    )
