"""Hearing the organisation about a voornemen: receipt, points, our answers (Awb 4:8-4:12, 3:46)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from interventieladder.guards.spoed import BESLUITEN_T5
from interventieladder.models import Besluit, Dossier, Stuk, Termijn, Zienswijze, ZienswijzePunt
from interventieladder.models.stukken import StukSoort
from interventieladder.models.termijn import TermijnSoort
from interventieladder.models.zienswijze import Puntoordeel, Wijze
from interventieladder.services.slot import (
    NietGevonden,
    eis_datum_tot_vandaag,
    eis_tekst,
    log,
    neem_open_dossier,
)
from interventieladder.services.stukken import NieuwStuk, leg_stuk_vast
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.templatetags.weergave import datum_lang

if TYPE_CHECKING:
    from django.core.files.base import File

MAX_PUNT = 1000
MAX_REACTIE = 6000
MAX_PUNTEN = 100
MAX_GEVER = 160


@dataclass(frozen=True, slots=True)
class NieuweZienswijze:
    """A view that came in. `datum`: of the letter, or of the talk. `stuk_id`: a paper the dossier has already.

    `meegewogen` and its reason are asked when it came after the term (Awb 4:8 asks no more than hearing in time).
    """

    wijze: str
    gegeven_door: str
    datum: dt.date
    ontvangen_op: dt.date | None = None
    punten: Sequence[str] = ()
    meegewogen: bool | None = None
    meegewogen_reden: str = ""
    stuk_id: int | None = None


@transaction.atomic
def registreer(
    *, dossier_id: int, nieuw: NieuweZienswijze, door: User, bestand: "File[bytes] | None" = None
) -> Zienswijze:
    """Record a zienswijze: written with its letter, or spoken with the report of the talk (Awb 4:9).

    Refused before a voornemen was sent, with a day outside what can be, without file, and when it came late
    without saying whether it is weighed and why.
    """
    dossier = neem_open_dossier(dossier_id, door)
    termijn = _termijn(dossier)
    op = _ontvangen_op(nieuw, dossier.feiten.voornemen_vanaf or termijn.start)
    gever = eis_tekst(nieuw.gegeven_door, veld="gegeven_door", wat="in wie de zienswijze gaf")
    if len(gever) > MAX_GEVER:
        raise Weigering(f"Houd de naam korter dan {MAX_GEVER} tekens.", veld="gegeven_door")
    laat = op > termijn.effectief_einde
    reden = _eis_keuze(nieuw, termijn) if laat else ""
    stuk = _stuk(dossier, nieuw, gever, op, bestand, door)
    zienswijze = Zienswijze.objects.create(
        dossier=dossier,
        wijze=nieuw.wijze,
        stuk=stuk,
        gegeven_door=gever,
        ontvangen_op=op,
        meegewogen=nieuw.meegewogen if laat else None,
        meegewogen_reden=reden,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    _log(
        zienswijze, "zienswijze_te_laat" if laat else "zienswijze_ontvangen", door, gebeurd_op=op, reden=reden
    )
    _maak_punten(zienswijze, nieuw.punten, door)
    return zienswijze


def _termijn(dossier: Dossier) -> Termijn:
    """The newest term for a view, running or over; it begins with the sending of the voornemen."""
    termijn = dossier.feiten.laatste_termijn(TermijnSoort.ZIENSWIJZE)
    if termijn is None:
        raise Weigering(
            "Er is nog geen voornemen verzonden, dus ook geen termijn voor een zienswijze. "
            "Registreer eerst de verzending."
        )
    return termijn


def _ontvangen_op(nieuw: NieuweZienswijze, vanaf: dt.date) -> dt.date:
    """The day of receipt, from the first sending of the voornemen on; a talk is received on the day it is held."""
    if nieuw.wijze not in (Wijze.SCHRIFTELIJK, Wijze.MONDELING):
        raise Weigering("Kies of de zienswijze schriftelijk of mondeling is gegeven.", veld="wijze")
    mondeling = nieuw.wijze == Wijze.MONDELING
    op = nieuw.datum if mondeling else nieuw.ontvangen_op
    veld = "datum" if mondeling else "ontvangen_op"
    if op is None:
        raise Weigering("Vul in wanneer wij de zienswijze ontvingen.", veld=veld)
    eis_datum_tot_vandaag(op, veld=veld, wat="datum van het gesprek" if mondeling else "ontvangstdatum")
    if op < vanaf:
        raise Weigering(
            f"Het voornemen is pas verzonden op {datum_lang(vanaf)}; eerder kan er geen zienswijze zijn.",
            veld=veld,
        )
    return op


def _eis_keuze(nieuw: NieuweZienswijze, termijn: Termijn) -> str:
    """The reason why a late one is weighed or not; a choice is needed."""
    if nieuw.meegewogen is None:
        raise Weigering(
            f"Deze zienswijze kwam na de termijn ({datum_lang(termijn.effectief_einde)}). "
            "Kies of u haar toch meeweegt.",
            veld="meegewogen",
        )
    return eis_tekst(nieuw.meegewogen_reden, veld="meegewogen_reden", wat="in waarom u dat kiest")


def _stuk(
    dossier: Dossier,
    nieuw: NieuweZienswijze,
    gever: str,
    op: dt.date,
    bestand: "File[bytes] | None",
    door: User,
) -> Stuk:
    """The letter or the report: a file that comes now, or a paper that was in the dossier already."""
    if nieuw.stuk_id is not None:
        return _bestaand_stuk(dossier, nieuw.stuk_id)
    if bestand is None:
        raise Weigering("Voeg de brief toe, of het verslag van het gesprek.", veld="bestand")
    mondeling = nieuw.wijze == Wijze.MONDELING
    papier = NieuwStuk(
        soort=StukSoort.ZIENSWIJZE,
        titel=f"{'Verslag van de zienswijze' if mondeling else 'Zienswijze'} van {gever}"[:200],
        datum=nieuw.datum,
        ontvangen_op=op,
        afzender=gever,
        mondeling=mondeling,
    )
    return leg_stuk_vast(dossier, papier, bestand, door)


def _bestaand_stuk(dossier: Dossier, stuk_id: int) -> Stuk:
    stuk = Stuk.objects.filter(
        dossier=dossier, pk=stuk_id, soort=StukSoort.ZIENSWIJZE, vervangen_door__isnull=True
    ).first()
    if stuk is None:
        raise NietGevonden("Deze zienswijze staat niet in dit dossier.")
    if Zienswijze.objects.filter(stuk=stuk).exists():
        raise Conflict("Een collega heeft deze zienswijze al verwerkt. Ververs de pagina.")
    return stuk


@transaction.atomic
def stel_geen_vast(*, dossier_id: int, door: User) -> Zienswijze:
    """Record, after the term, that no zienswijze came.

    Refused while the term runs and when one did come; a `Conflict` when a colleague recorded it already.
    """
    dossier = neem_open_dossier(dossier_id, door)
    termijn, vandaag = _termijn(dossier), clock.vandaag()
    if vandaag <= termijn.effectief_einde:
        raise Weigering(
            f"De termijn loopt tot en met {datum_lang(termijn.effectief_einde)}. Wacht tot die voorbij is."
        )
    alle = dossier.feiten.zienswijzen_van_voornemen
    if dossier.feiten.zienswijzen_uit_stukken or any(not z.is_geen for z in alle):
        raise Weigering("Er is wel een zienswijze ontvangen. Beantwoord de punten daaruit.")
    if any(z.ontvangen_op > termijn.effectief_einde for z in alle):
        raise Conflict("Dit is al vastgelegd. Ververs de pagina.")
    zienswijze = Zienswijze.objects.create(
        dossier=dossier,
        wijze=Wijze.GEEN,
        ontvangen_op=vandaag,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    _log(zienswijze, "zienswijze_geen", door)
    return zienswijze


@transaction.atomic
def weeg_late(*, zienswijze_id: int, meegewogen: bool, reden: str, door: User) -> Zienswijze:
    """Choose, or choose otherwise, whether a late zienswijze is weighed, with the reason."""
    zienswijze = _neem(zienswijze_id, door)
    termijn = _termijn(zienswijze.dossier)
    if zienswijze.is_geen or not zienswijze.te_laat(termijn.effectief_einde):
        raise Weigering("Deze zienswijze kwam op tijd en weegt dus mee.", veld="meegewogen")
    _eis_voor_besluit(zienswijze)
    zienswijze.meegewogen = meegewogen
    zienswijze.meegewogen_reden = eis_tekst(reden, veld="meegewogen_reden", wat="in waarom u dat kiest")
    zienswijze.save(update_fields=["meegewogen", "meegewogen_reden"])
    _log(zienswijze, "zienswijze_te_laat", door, reden=zienswijze.meegewogen_reden)
    return zienswijze


@transaction.atomic
def voeg_punten_toe(*, zienswijze_id: int, punten: Sequence[str], door: User) -> list[ZienswijzePunt]:
    """Add points that the zienswijze raises, each in short, numbered on from the last."""
    zienswijze = _neem(zienswijze_id, door)
    if zienswijze.is_geen:
        raise Weigering("Wie geen zienswijze gaf, maakte ook geen punten.")
    _eis_voor_besluit(zienswijze)
    gemaakt = _maak_punten(zienswijze, punten, door)
    if not gemaakt:
        raise Weigering("Schrijf ten minste één punt op.", veld="punten")
    return gemaakt


def _maak_punten(zienswijze: Zienswijze, punten: Sequence[str], door: User) -> list[ZienswijzePunt]:
    schoon = [_eis_kort(punt) for punt in punten if punt.strip()]
    begin = len(zienswijze.puntenlijst)
    if begin + len(schoon) > MAX_PUNTEN:
        raise Weigering(
            f"Een zienswijze heeft hoogstens {MAX_PUNTEN} punten. Voeg punten samen.", veld="punten"
        )
    rijen = [
        ZienswijzePunt(zienswijze=zienswijze, nummer=nummer, tekst=tekst, vastgelegd_door=door)
        for nummer, tekst in enumerate(schoon, start=begin + 1)
    ]
    ZienswijzePunt.objects.bulk_create(rijen)
    if rijen:
        _log(zienswijze, "zienswijze_punten", door, reden=" / ".join(schoon))
    return rijen


def _eis_kort(punt: str, veld: str = "punten") -> str:
    schoon = eis_tekst(punt, veld=veld, wat="het punt in")
    if len(schoon) > MAX_PUNT:
        raise Weigering(f"Vat een punt samen in hoogstens {MAX_PUNT} tekens.", veld=veld)
    return schoon


@transaction.atomic
def wijzig_punt(*, punt_id: int, tekst: str, versie: int, door: User) -> ZienswijzePunt:
    """Write a point down better, while it has no answer yet."""
    punt = _neem_punt(punt_id, versie, door)
    if punt.oordeel:
        raise Conflict(f"Punt {punt.nummer} is al beantwoord; de tekst verandert niet meer.")
    punt.tekst = _eis_kort(tekst, "tekst")
    _bewaar(punt, "tekst")
    _log(punt.zienswijze, "zienswijze_punten", door, reden=punt.tekst)
    return punt


@transaction.atomic
def beantwoord(*, punt_id: int, oordeel: str, reactie: str, versie: int, door: User) -> ZienswijzePunt:
    """Answer one point, with reasons; it goes into the decision (Awb 3:46). Who answered and when is kept.

    `versie` is that of the point on the page: when somebody answered meanwhile, a `Conflict` that says who.
    """
    punt = _neem_punt(punt_id, versie, door)
    _eis_voor_besluit(punt.zienswijze, punt)
    if oordeel not in Puntoordeel.values:
        raise Weigering("Kies gegrond, deels gegrond of ongegrond.", veld="oordeel")
    schoon = eis_tekst(reactie, veld="reactie", wat="in waarom u dat vindt")
    if len(schoon) > MAX_REACTIE:
        raise Weigering(f"Houd het antwoord op hoogstens {MAX_REACTIE} tekens.", veld="reactie")
    punt.oordeel, punt.reactie = oordeel, schoon
    punt.beantwoord_door, punt.beantwoord_op = door, clock.vandaag()
    _bewaar(punt, "oordeel", "reactie", "beantwoord_door", "beantwoord_op")
    _log(punt.zienswijze, "zienswijze_beantwoord", door, reden=schoon, punt=punt)
    return punt


def _bewaar(punt: ZienswijzePunt, *velden: str) -> None:
    punt.versie += 1
    punt.save(update_fields=[*velden, "versie"])


def _neem(zienswijze_id: int, door: User) -> Zienswijze:
    """The zienswijze, with the lock on its open dossier."""
    dossier_id = Zienswijze.objects.filter(pk=zienswijze_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NietGevonden("Deze zienswijze bestaat niet, of u mag haar niet zien.")
    dossier = neem_open_dossier(dossier_id, door)
    zienswijze = Zienswijze.objects.get(pk=zienswijze_id)
    zienswijze.dossier = dossier
    return zienswijze


def _neem_punt(punt_id: int, versie: int, door: User) -> ZienswijzePunt:
    """The point as it was on the page, with the lock on its open dossier."""
    zienswijze_id = ZienswijzePunt.objects.filter(pk=punt_id).values_list("zienswijze_id", flat=True).first()
    if zienswijze_id is None:
        raise NietGevonden("Dit punt bestaat niet, of u mag het niet zien.")
    zienswijze = _neem(zienswijze_id, door)
    punt = ZienswijzePunt.objects.select_related("beantwoord_door").get(pk=punt_id)
    punt.zienswijze = zienswijze
    if punt.versie != versie:
        wie = f"{punt.beantwoord_door.naam} beantwoordde" if punt.beantwoord_door else "Een collega wijzigde"
        raise Conflict(
            f"{wie} punt {punt.nummer} intussen. Uw tekst staat hieronder en is nog niet bewaard. "
            "Vergelijk en bewaar zo nodig opnieuw."
        )
    return punt


def _eis_voor_besluit(zienswijze: Zienswijze, punt: ZienswijzePunt | None = None) -> None:
    """What a decision that was carried out answered stays as it is."""
    besluiten = Besluit.objects.filter(
        voorstel__dossier=zienswijze.dossier, voorstel__stap__in=BESLUITEN_T5, verbruikt_op__isnull=False
    )
    vanaf = punt.beantwoord_op if punt is not None else zienswijze.ontvangen_op
    besluit = besluiten.filter(verbruikt_op__gte=vanaf).first() if vanaf is not None else None
    if besluit is not None:
        raise Conflict(f"Besluit {besluit.nummer} is genomen; wat daarin staat, verandert niet meer.")


def _log(
    zienswijze: Zienswijze,
    handeling: str,
    door: User,
    *,
    gebeurd_op: dt.date | None = None,
    reden: str = "",
    punt: ZienswijzePunt | None = None,
) -> None:
    gegevens: dict[str, Any] = {
        "wijze": zienswijze.wijze,
        "gegeven_door": zienswijze.gegeven_door,
        "ontvangen_op": zienswijze.ontvangen_op,
        "meegewogen": zienswijze.meegewogen,
    }
    if punt is not None:
        gegevens |= {"punt": punt.nummer, "oordeel": punt.oordeel, "tekst": punt.tekst}
    log(
        zienswijze.dossier,
        handeling,
        door=door,
        soort="zienswijze",
        onderwerp_id=zienswijze.pk,
        gebeurd_op=gebeurd_op,
        reden=reden,
        gegevens=gegevens,
    )
