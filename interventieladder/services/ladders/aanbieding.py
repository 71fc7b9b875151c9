"""What the openings of approval, consent and urgent spending share: the organisation, its organ, the days."""

import datetime as dt

from interventieladder.models import Dossier
from interventieladder.services.slot import eis_datum_tot_vandaag
from interventieladder.termijnsoorten import soort_van
from interventieladder.treden import Orgaan
from toezicht.core import rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.fouten import Weigering
from toezicht.core.mensen import met_rol
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid, OverheidSoort


def eis_overheid(overheid_id: int) -> Overheid:
    """A gemeente or gemeenschappelijke regeling: only these know approval (Gemeentewet 203; Wgr 35 lid 6)."""
    overheid = Overheid.objects.select_related("provincie").filter(pk=overheid_id).first()
    if overheid is None:
        raise Weigering("Kies een overheid uit de lijst.", veld="overheid")
    if overheid.soort != OverheidSoort.GEMEENTE and not overheid.is_gr:
        raise Weigering(
            "Goedkeuring geldt voor gemeenten en gemeenschappelijke regelingen. Kies een andere organisatie.",
            veld="overheid",
        )
    return overheid


def orgaan_van(overheid: Overheid, gemeente: Orgaan) -> str:
    """The organ addressed: of a gemeente the one given, of a regeling its board."""
    return str(gemeente if overheid.soort == OverheidSoort.GEMEENTE else Orgaan.GR_BESTUUR)


def eis_dagen(*, verzonden_op: dt.date, ontvangen_op: dt.date, besloten_op: dt.date | None = None) -> None:
    """Decided, sent, received: in that order and not in the future."""
    eis_datum_tot_vandaag(verzonden_op, veld="verzonden_op", wat="dag van verzending")
    eis_datum_tot_vandaag(ontvangen_op, veld="ontvangen_op", wat="dag van ontvangst")
    if ontvangen_op < verzonden_op:
        raise Weigering("Ontvangen kan niet vóór verzenden. Controleer beide dagen.", veld="ontvangen_op")
    if besloten_op is not None and verzonden_op < besloten_op:
        raise Weigering("Verzenden kan niet vóór het besluit. Controleer beide dagen.", veld="verzonden_op")


def meld_rechtswege(dossier: Dossier, soort: str, dag: dt.date, *, oorzaak: str = "") -> None:
    """The law decided because a day passed: everybody who coordinates hears of it, once.

    `oorzaak` says who let it pass; without it that is the province, which sent no decision.
    """
    oorzaak = oorzaak or f"Er is geen besluit op tijd verzonden over {dossier.overheid.naam}"
    for gebruiker in met_rol(rollen.COORDINATOR):
        plaats_bericht(
            sleutel=f"rechtswege:{dossier.pk}:{soort}:{dag.isoformat()}:{gebruiker.pk}",
            ontvanger=gebruiker,
            onderwerp=f"{dossier.nummer}: {klein(dossier.get_stand_display())}",
            tekst=(
                f"{oorzaak}: {dossier.titel}. "
                f"Sinds {dag:%d-%m-%Y} geldt: {klein(dossier.get_stand_display())} ({soort_van(soort).grondslag})."
            ),
        )
