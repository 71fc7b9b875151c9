"""No letter leaves on a name that no longer holds: of an organisation that ended, or that has another name now."""

import datetime as dt
from collections.abc import Collection

from interventieladder import brieven as opmaak
from interventieladder.brieven.namen import noemt
from interventieladder.models import Brief, Dossier
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.organisaties.rijen import NAAMSWIJZIGING
from toezicht.organisaties.selectors import eerdere_namen, einden_van_deelname, opvolgers, voorgangers

_MAAK_OPNIEUW = "Haal het voorstel terug of laat het vervallen, en maak de brief opnieuw."


def eis_huidige_naam(brief: Brief, dossier: Dossier, op: dt.date) -> None:
    """Refuse to send on `op` on an old name (Wet arhi 44; ladder.md 10.6 rule 10); says what to do.

    To a gemeente that is to come one may write (Gw 203 lid 2). A letter that went out keeps the name of its day.
    """
    overheid = dossier.overheid
    if overheid.geldig_tot is not None and overheid.geldig_tot <= op:
        namen = " of ".join(o.naam for o in opvolgers(overheid.pk) if o.datum == overheid.geldig_tot)
        naar = f"de opvolger ({namen})" if namen else "de opvolger"
        raise Weigering(
            f"{overheid.naam} bestond op {op:%d-%m-%Y} niet meer: aan het oude bestuur gaat geen "
            f"brief uit. Zet het dossier over naar {naar} en maak de brief opnieuw.",
            veld="verzonden_op",
        )
    if brief.briefdatum is not None:
        return
    for naam, sinds in eerdere_namen(overheid.code, op):
        if naam != overheid.naam and _noemt(brief, naam) and not noemt(overheid.naam, naam):
            raise Weigering(
                f"De brief staat nog op naam van {naam}; sinds {sinds:%d-%m-%Y} heet de organisatie "
                f"{overheid.naam}. "
                + ("Open de brief en bewaar hem opnieuw." if brief.los else _MAAK_OPNIEUW),
                veld="geadresseerde",
            )


def weg_voor_de_naam(dossier: Dossier, dagen: Collection[dt.date]) -> bool:
    """Whether all of it left before the organisation got its present name, or before the dossier went over to it.

    Then the old name is the right one.
    """
    hernoemd = [o.datum for o in voorgangers(dossier.overheid_id) if o.soort == NAAMSWIJZIGING]
    if any(max(dagen) < dag for dag in (dossier.overgegaan_op, *hernoemd) if dag is not None):
        return True
    code = dossier.overheid.code
    return eerdere_namen(code, max(dagen)) != eerdere_namen(code, clock.vandaag())


def uitgetreden(brief: Brief, dossier: Dossier, op: dt.date) -> set[str]:
    """Names that got a copy while a participant that left by `op` still took part."""
    einden = set(einden_van_deelname(dossier.overheid_id, op))
    dagen = [einde - dt.timedelta(days=1) for einde in sorted(einden)]
    return {g["naam"] for dag in dagen for g in opmaak.afschriften(brief.soort, dossier, dag)}


def _noemt(brief: Brief, naam: str) -> bool:
    return any(noemt(g["naam"], naam) for g in brief.geadresseerden)
