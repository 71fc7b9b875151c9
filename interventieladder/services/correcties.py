"""A send date that was registered wrongly: a correction beside the registration, and its terms computed anew."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from interventieladder.models import Termijn, Verzendcorrectie, Verzending
from interventieladder.models.stukken import Berichtsoort, Ontvangerrol
from interventieladder.models.termijn import TermijnStatus
from interventieladder.services import losse_brieven
from interventieladder.services.herberekening import brief_met_datum
from interventieladder.services.laddergevolg import gevolg_na_correctie
from interventieladder.services.slot import NietGevonden, eis_datum_tot_vandaag, eis_tekst, log, neem_dossier
from interventieladder.services.termijnen import corrigeer_start
from interventieladder.services.termijnversies import (
    als_verloop,
    gebeurtenissen,
    nieuwe_versie,
)
from toezicht.core import clock, rollen
from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import bereken_einde


@dataclass(frozen=True, slots=True)
class Gevolg:
    """A term that starts with the sending: its end now and corrected, and the letter that named it."""

    termijn: Termijn
    van: dt.date
    naar: dt.date
    brief: str


@transaction.atomic
def bekijk_correctie(*, verzending_id: int, verzonden_op: dt.date, door: User) -> list[Gevolg]:
    """What a corrected send date would move; changes nothing. Raises as `corrigeer_verzenddatum`."""
    verzending = neem_verzending(verzending_id, door)
    _eis_recht(verzending, door)
    _eis_datum(verzending, verzonden_op)
    return gevolgen_van(verzending, verzonden_op, begonnen=verzending.verzenddatum)


def laatst_verzonden(verzending: Verzending) -> dt.date:
    """The day the letter last went out: sent again, or as it was sent (corrected) at first."""
    opnieuw = verzending.berichten.filter(soort=Berichtsoort.OPNIEUW).order_by("-pk").first()
    return opnieuw.datum if opnieuw else verzending.verzenddatum


def gevolgen_van(verzending: Verzending, start: dt.date, *, begonnen: dt.date) -> list[Gevolg]:
    """What becomes of the terms that run from this sending on day `begonnen` if they ran from `start`."""
    if verzending.rol != Ontvangerrol.ORGAAN:
        return []
    gevolgen = []
    for termijn in _termijnen(verzending, begonnen):
        anders = nieuwe_versie(termijn, reden="", start=start)
        einde = bereken_einde(als_verloop(anders.begin(), gebeurtenissen(termijn)), geldende_kalender())
        brief = brief_met_datum(termijn)
        gevolgen.append(Gevolg(termijn, termijn.effectief_einde, einde.uitkomst.effectief_einde, brief))
    return gevolgen


def eis_bevestiging(gevolgen: Iterable[Gevolg], *, bevestigd: bool) -> None:
    """Refuse to move an end that a letter named, unless somebody says the addressee will be told."""
    if not bevestigd and any(g.brief and g.van != g.naar for g in gevolgen):
        raise Conflict(
            "De brief noemt een einddatum die nu verschuift. Bevestig dat u de ontvanger daarover bericht stuurt."
        )


def _termijnen(verzending: Verzending, begonnen: dt.date) -> list[Termijn]:
    """The newest version of each term that starts with this sending on that day, stopped ones too."""
    return list(
        Termijn.objects.filter(verzending=verzending, start=begonnen, vervolg__isnull=True)
        .exclude(status=TermijnStatus.VERLENGD)
        .select_related("dossier__overheid", "stap", "verzending__brief", "wortel")
        .order_by("pk")
    )


@transaction.atomic
def corrigeer_verzenddatum(
    *, verzending_id: int, verzonden_op: dt.date, reden: str, door: User, bevestigd: bool = False
) -> list[Gevolg]:
    """Lay down the day a letter really went out, and compute the terms that start with it anew; gives what moved.

    The registration stays as it was; terms that run since the letter was sent again stay too. Raises `Weigering`
    for a future date, one before the decision, the present one, or a missing reason, and when a letter named an end
    that moves and `bevestigd` does not say so.
    """
    waarom = eis_tekst(reden, veld="reden", wat="de reden van de correctie in")
    verzending = neem_verzending(verzending_id, door)
    _eis_recht(verzending, door)
    _eis_datum(verzending, verzonden_op)
    gevolgen = gevolgen_van(verzending, verzonden_op, begonnen=verzending.verzenddatum)
    eis_bevestiging(gevolgen, bevestigd=bevestigd)
    correctie = Verzendcorrectie.objects.create(
        verzending=verzending,
        verzonden_op=verzonden_op,
        reden=waarom,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    log(
        verzending.brief.dossier,
        "verzending_gecorrigeerd",
        door=door,
        soort="verzending",
        onderwerp_id=verzending.pk,
        naar=verzending.geadresseerde,
        reden=waarom,
        gegevens={"verzonden_op": verzonden_op},
    )
    for gevolg in gevolgen:
        corrigeer_start(termijn_id=gevolg.termijn.pk, start=verzonden_op, reden=waarom, door=door)
    if verzending.rol == Ontvangerrol.ORGAAN and verzending.brief.los:
        losse_brieven.volg_correctie(verzending, verzonden_op, waarom, door)
    elif verzending.rol == Ontvangerrol.ORGAAN:
        gevolg_na_correctie(correctie, verzending.verzenddatum, door)
    return gevolgen


def neem_verzending(verzending_id: int, door: User) -> Verzending:
    """The sending with its letter and decision; its dossier is locked until commit."""
    dossier_id = Verzending.objects.filter(pk=verzending_id).values_list("brief__dossier", flat=True).first()
    if dossier_id is None:
        raise NietGevonden("Deze verzending bestaat niet, of u mag haar niet zien.")
    dossier = neem_dossier(dossier_id, door)
    if not door.has_perm(rollen.VERZEND):
        raise GeenRecht("U mag geen verzending verbeteren.")
    verzending = Verzending.objects.select_related("brief__voorstel__besluit").get(pk=verzending_id)
    verzending.brief.dossier = dossier
    return verzending


def _eis_recht(verzending: Verzending, door: User) -> None:
    if verzending.brief.los:
        losse_brieven.eis_behandelt(door)


def _eis_datum(verzending: Verzending, verzonden_op: dt.date) -> None:
    eis_datum_tot_vandaag(verzonden_op, veld="verzonden_op", wat="verzenddatum")
    if verzonden_op == verzending.verzenddatum:
        raise Weigering("Dit is al de verzenddatum. Kies een andere datum.", veld="verzonden_op")
    voorstel = verzending.brief.voorstel
    if voorstel is None:
        losse_brieven.eis_verzenddag(verzending.brief.dossier, verzonden_op)
        return
    besloten_op = voorstel.besluit.besloten_op
    if verzonden_op < besloten_op:
        raise Weigering(
            f"De brief kan niet zijn verzonden vóór het besluit van {besloten_op:%d-%m-%Y}.",
            veld="verzonden_op",
        )
