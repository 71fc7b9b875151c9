"""Inzet outside the ladder: registering it once for all organisations, changing, closing, following up."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from interventieladder.catalogus import (
    SOORTEN,
    ZONDER_EINDE_WEKEN,
    Inzetsoort,
    InzetStatus,
    InzetVertrouwelijkheid,
)
from interventieladder.models import Inzet, InzetAfspraak, Nummerreeks
from interventieladder.models.inzet import mag_behandelen
from interventieladder.services.slot import NietGevonden, eis_datum_tot_vandaag, eis_tekst
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Verouderd, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import run_transition
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.selectors import onder_toezicht

MAX_BEDRAG = Decimal("9999999999.99")
MAX_ONDERWERP, MAX_WAT = 200, 300


@dataclass(frozen=True, slots=True)
class Inzetgegevens:
    """What an inzet says. `herinner_op` empty: the day that goes with the kind. Amounts in euro, two decimals."""

    soort: str
    onderwerp: str
    overheid_ids: Sequence[int]
    van: dt.date
    eigenaar_id: int
    omschrijving: str = ""
    tot: dt.date | None = None
    bedrag: Decimal | None = None
    partner: str = ""
    vertrouwelijkheid: str = InzetVertrouwelijkheid.INTERN
    herinner_op: dt.date | None = None


@dataclass(frozen=True, slots=True)
class NieuweAfspraak:
    """A follow-up: what, by whom of us, by when."""

    wat: str
    eigenaar_id: int
    uiterlijk: dt.date


@transaction.atomic
def registreer_inzet(
    *, gegevens: Inzetgegevens, door: User, resultaat: str = "", afspraken: Sequence[NieuweAfspraak] = ()
) -> Inzet:
    """Register an inzet; a light kind (contactmoment) is recorded afterwards, at once with its `resultaat`.

    Raises `GeenRecht` without the right, `Weigering` for what is missing or contradicts itself.
    """
    if not door.has_perm(rollen.REGISTREER_INZET):
        raise GeenRecht("U mag geen inzet registreren. Vraag een toezichthouder of uw coördinator.")
    soort = _eis_soort(gegevens.soort)
    if soort.licht:
        eis_datum_tot_vandaag(gegevens.van, veld="van", wat="datum van het contact")
        resultaat = eis_tekst(resultaat, veld="resultaat", wat="in wat er is besproken")
    vandaag = clock.vandaag()
    inzet = Inzet(
        nummer=f"I-{vandaag.year}-{Nummerreeks.volgende(f'inzet-{vandaag.year}'):04d}",
        soort=soort.code,
        geregistreerd_door=door,
        geregistreerd_op=clock.nu(),
    )
    overheden = _vul(inzet, gegevens, soort)
    if soort.licht:
        inzet.resultaat = resultaat
        run_transition(inzet, "zet_afgerond", door=door, datum=vandaag)
        inzet.gesloten_op = gegevens.van
    inzet.save(force_insert=True)
    inzet.overheden.set(overheden)
    handeling = "contactmoment_vastgelegd" if soort.licht else "inzet_geregistreerd"
    _log(inzet, handeling, door=door, gegevens=_feiten(inzet, overheden), gebeurd_op=inzet.gesloten_op)
    for afspraak in afspraken:
        _maak_afspraak(inzet, afspraak, door)
    return inzet


@transaction.atomic
def wijzig_inzet(*, inzet_id: int, gegevens: Inzetgegevens, versie: int, reden: str, door: User) -> Inzet:
    """Change an open inzet; what it said before stays in the logboek with the reason. The kind stays.

    The line holds the text before: of an inzet that was vertrouwelijk until now it stays vertrouwelijk.
    """
    inzet = _neem(inzet_id, door, versie=versie)
    _eis_open(inzet)
    if gegevens.soort != inzet.soort:
        raise Weigering(
            "De soort verandert niet meer. Zeg deze inzet af en registreer een nieuwe.", veld="soort"
        )
    reden = eis_tekst(reden, veld="reden", wat="de reden van de wijziging in")
    oud = _feiten(inzet, list(inzet.overheden.order_by("code")))
    overheden = _vul(inzet, gegevens, inzet.catalogus)
    if inzet.status == InzetStatus.LOPEND and inzet.van > clock.vandaag():
        raise Weigering("Deze inzet loopt al; de begindatum kan niet in de toekomst liggen.", veld="van")
    nieuw = _feiten(inzet, overheden)
    anders = sorted(naam for naam, waarde in nieuw.items() if oud[naam] != waarde)
    if not anders:
        raise Weigering("U hebt niets gewijzigd.")
    inzet.versie += 1
    inzet.save()
    inzet.overheden.set(overheden)
    eerder = {naam: oud[naam] for naam in anders}
    _log(
        inzet,
        "inzet_gewijzigd",
        door=door,
        reden=reden,
        gegevens={**{naam: nieuw[naam] for naam in anders}, "eerder": eerder, "versie": inzet.versie},
        niveau=InzetVertrouwelijkheid.VERTROUWELIJK if "vertrouwelijkheid" in anders else "",
    )
    return inzet


@transaction.atomic
def start_inzet(*, inzet_id: int, versie: int, door: User) -> Inzet:
    """It began: the inzet runs from its first day."""
    inzet = _neem(inzet_id, door, versie=versie)
    run_transition(inzet, "zet_lopend", door=door, datum=clock.vandaag())
    inzet.herinner_op = _herinnering(inzet, None)
    _bewaar(inzet, "inzet_gestart", door=door, gebeurd_op=inzet.van)
    return inzet


@transaction.atomic
def rond_inzet_af(
    *, inzet_id: int, resultaat: str, versie: int, door: User, op: dt.date | None = None
) -> Inzet:
    """Close it with what came out. Follow-ups that are open stay with their owners."""
    inzet = _neem(inzet_id, door, versie=versie)
    op = op or clock.vandaag()
    eis_datum_tot_vandaag(op, veld="op", wat="datum van afronding")
    inzet.resultaat = eis_tekst(resultaat, veld="resultaat", wat="in wat de inzet heeft opgeleverd")
    run_transition(inzet, "zet_afgerond", door=door, datum=op)
    inzet.gesloten_op = op
    _bewaar(inzet, "inzet_afgerond", door=door, gebeurd_op=op, reden=inzet.resultaat)
    return inzet


@transaction.atomic
def zeg_inzet_af(*, inzet_id: int, reden: str, versie: int, door: User) -> Inzet:
    """It does not happen or stops halfway, and why."""
    inzet = _neem(inzet_id, door, versie=versie)
    inzet.resultaat = eis_tekst(reden, veld="reden", wat="de reden in")
    run_transition(inzet, "zet_afgezegd", door=door, datum=clock.vandaag())
    inzet.gesloten_op = clock.vandaag()
    _bewaar(inzet, "inzet_afgezegd", door=door, reden=inzet.resultaat)
    return inzet


@transaction.atomic
def maak_inzetafspraak(*, inzet_id: int, afspraak: NieuweAfspraak, door: User) -> InzetAfspraak:
    """Record a follow-up, also on an inzet that was closed: what was agreed there is done afterwards."""
    inzet = _neem(inzet_id, door)
    if inzet.status == InzetStatus.AFGEZEGD:
        raise Conflict(f"Inzet {inzet.nummer} is afgezegd; daar volgt niets meer op.")
    return _maak_afspraak(inzet, afspraak, door)


@transaction.atomic
def rond_inzetafspraak_af(
    *, afspraak_id: int, resultaat: str, door: User, op: dt.date | None = None
) -> InzetAfspraak:
    """Record what came of a follow-up: by its owner, or by who registers inzet."""
    inzet_id = InzetAfspraak.objects.filter(pk=afspraak_id).values_list("inzet_id", flat=True).first()
    inzet = _neem(inzet_id or 0, door, voor_afspraak=True)
    afspraak = InzetAfspraak.objects.select_for_update(of=("self",)).get(pk=afspraak_id)
    if not (afspraak.eigenaar_id == door.pk or mag_behandelen(inzet, door)):
        raise GeenRecht("Alleen de eigenaar van de afspraak, of wie inzet registreert, rondt haar af.")
    if afspraak.gedaan_op is not None:
        raise Conflict("Deze afspraak is al afgerond. Ververs de pagina.")
    op = op or clock.vandaag()
    eis_datum_tot_vandaag(op, veld="op", wat="datum")
    if op < inzet.van and op < afspraak.gemaakt_op:
        raise Weigering("De datum ligt vóór het maken van de afspraak.", veld="op")
    afspraak.resultaat = eis_tekst(resultaat, veld="resultaat", wat="het resultaat in")
    afspraak.gedaan_op = op
    afspraak.save(update_fields=["resultaat", "gedaan_op"])
    _log(
        inzet,
        "inzetafspraak_afgerond",
        door=door,
        reden=afspraak.resultaat,
        gebeurd_op=op,
        gegevens={"afspraak": afspraak.pk, "wat": afspraak.wat},
    )
    return afspraak


@transaction.atomic
def geef_inzetafspraak_over(*, afspraak_id: int, eigenaar_id: int, door: User) -> InzetAfspraak:
    """Give an open follow-up to a colleague with an open account."""
    inzet_id = InzetAfspraak.objects.filter(pk=afspraak_id).values_list("inzet_id", flat=True).first()
    inzet = _neem(inzet_id or 0, door)
    afspraak = InzetAfspraak.objects.select_for_update(of=("self",)).get(pk=afspraak_id)
    if afspraak.gedaan_op is not None:
        raise Conflict("Deze afspraak is al afgerond. Ververs de pagina.")
    vorige = afspraak.eigenaar.naam
    afspraak.eigenaar = _eis_eigenaar(eigenaar_id, veld="afspraak_eigenaar")
    afspraak.save(update_fields=["eigenaar"])
    _log(
        inzet,
        "inzetafspraak_overgegeven",
        door=door,
        van=vorige[:60],
        naar=afspraak.eigenaar.naam[:60],
        gegevens={"afspraak": afspraak.pk, "wat": afspraak.wat},
    )
    return afspraak


def _maak_afspraak(inzet: Inzet, nieuw: NieuweAfspraak, door: User) -> InzetAfspraak:
    if nieuw.uiterlijk < clock.vandaag():
        raise Weigering("Kies voor de afspraak vandaag of een latere datum.", veld="uiterlijk")
    afspraak = InzetAfspraak.objects.create(
        inzet=inzet,
        wat=_eis_kort(nieuw.wat, MAX_WAT, veld="wat", wat="in wat er gebeurt"),
        eigenaar=_eis_eigenaar(nieuw.eigenaar_id, veld="afspraak_eigenaar"),
        uiterlijk=nieuw.uiterlijk,
        gemaakt_door=door,
        gemaakt_op=clock.vandaag(),
    )
    _log(
        inzet,
        "inzetafspraak_gemaakt",
        door=door,
        naar=afspraak.eigenaar.naam[:60],
        gegevens={"afspraak": afspraak.pk, "wat": afspraak.wat, "uiterlijk": afspraak.uiterlijk},
    )
    return afspraak


def _neem(inzet_id: int, door: User, *, versie: int | None = None, voor_afspraak: bool = False) -> Inzet:
    """The visible inzet with its row locked until commit; who works on it needs the right or to own it."""
    inzet = Inzet.objects.zichtbaar_voor(door).select_for_update(of=("self",)).filter(pk=inzet_id).first()
    if inzet is None:
        raise NietGevonden("Deze inzet bestaat niet, of u mag haar niet zien.")
    if not (voor_afspraak or mag_behandelen(inzet, door)):
        raise GeenRecht("Alleen de eigenaar, of wie inzet registreert, werkt aan deze inzet.")
    if versie is not None and inzet.versie != versie:
        raise Verouderd(
            f"Inzet {inzet.nummer} is intussen gewijzigd. Ververs de pagina; uw tekst blijft staan."
        )
    return inzet


def _eis_open(inzet: Inzet) -> None:
    if not inzet.open:
        raise Conflict(
            f"Inzet {inzet.nummer} is {klein(inzet.get_status_display())}; die verandert niet meer."
        )


def _bewaar(
    inzet: Inzet, handeling: str, *, door: User, reden: str = "", gebeurd_op: dt.date | None = None
) -> None:
    inzet.versie += 1
    inzet.save()
    feiten = {"status": inzet.status, "resultaat": inzet.resultaat, "versie": inzet.versie}
    _log(inzet, handeling, door=door, naar=inzet.status, reden=reden, gebeurd_op=gebeurd_op, gegevens=feiten)


def _vul(inzet: Inzet, gegevens: Inzetgegevens, soort: Inzetsoort) -> list[Overheid]:
    """Everything that was filled in, checked; gives the organisations, by code."""
    if gegevens.tot and gegevens.tot < gegevens.van:
        raise Weigering("De einddatum ligt vóór de begindatum.", veld="tot")
    if soort.einde_verplicht and gegevens.tot is None:
        raise Weigering(f"Een {klein(soort.naam)} heeft altijd een einddatum.", veld="tot")
    if gegevens.vertrouwelijkheid not in InzetVertrouwelijkheid.values:
        raise Weigering("Kies intern of vertrouwelijk.", veld="vertrouwelijkheid")
    inzet.onderwerp = _eis_kort(gegevens.onderwerp, MAX_ONDERWERP, veld="onderwerp", wat="een onderwerp in")
    inzet.omschrijving = gegevens.omschrijving.strip()
    inzet.van, inzet.tot = gegevens.van, gegevens.tot
    inzet.bedrag = _eis_bedrag(gegevens.bedrag, soort)
    inzet.partner = _eis_partner(gegevens.partner, soort)
    inzet.eigenaar = _eis_eigenaar(gegevens.eigenaar_id, veld="eigenaar", huidig=inzet.eigenaar_id)
    inzet.vertrouwelijkheid = gegevens.vertrouwelijkheid
    inzet.herinner_op = _herinnering(inzet, gegevens.herinner_op)
    return _eis_overheden(gegevens.overheid_ids, inzet.van)


def _herinnering(inzet: Inzet, gekozen: dt.date | None) -> dt.date:
    """When the owner is asked what comes next: chosen, or what the kind says; never after the end."""
    if gekozen is not None:
        if gekozen < inzet.van or (inzet.tot and gekozen > inzet.tot):
            raise Weigering("Kies een herinnering tussen de begindatum en de einddatum.", veld="herinner_op")
        return gekozen
    if inzet.tot is None:
        return inzet.van + dt.timedelta(weeks=ZONDER_EINDE_WEKEN)
    return max(inzet.van, inzet.tot - dt.timedelta(weeks=inzet.catalogus.herinner_weken))


def _eis_soort(code: str) -> Inzetsoort:
    if code not in SOORTEN:
        raise Weigering("Kies een soort inzet uit de lijst.", veld="soort")
    return SOORTEN[code]


def _eis_kort(tekst: str, hoogstens: int, *, veld: str, wat: str) -> str:
    schoon = eis_tekst(tekst, veld=veld, wat=wat)
    if len(schoon) > hoogstens:
        raise Weigering(f"Houd de tekst op hoogstens {hoogstens} tekens.", veld=veld)
    return schoon


def _eis_bedrag(bedrag: Decimal | None, soort: Inzetsoort) -> Decimal | None:
    if bedrag is None:
        if soort.code == "subsidie":
            raise Weigering("Vul het bedrag van de subsidie in.", veld="bedrag")
        return None
    if not soort.vraagt_bedrag:
        raise Weigering(f"Bij “{soort.naam}” hoort geen bedrag. Laat het veld leeg.", veld="bedrag")
    if not bedrag.is_finite() or bedrag <= 0 or bedrag > MAX_BEDRAG or bedrag != round(bedrag, 2):
        raise Weigering("Vul een bedrag in groter dan nul, met hoogstens twee decimalen.", veld="bedrag")
    return round(bedrag, 2)


def _eis_partner(partner: str, soort: Inzetsoort) -> str:
    schoon = partner.strip()
    if schoon and not soort.vraagt_partner:
        raise Weigering(f"Bij “{soort.naam}” hoort geen partner. Laat het veld leeg.", veld="partner")
    if len(schoon) > 160:
        raise Weigering("Houd de partner op hoogstens 160 tekens.", veld="partner")
    return schoon


def _eis_eigenaar(eigenaar_id: int, *, veld: str, huidig: int | None = None) -> User:
    """An open account that may read inzet; the present owner need not be chosen anew to keep a closed one."""
    eigenaar = User.objects.filter(pk=eigenaar_id, is_active=True).first()
    if eigenaar is None or not eigenaar.has_perm(rollen.BEKIJK_INZET):
        bij = " De huidige eigenaar heeft geen open account meer." if huidig == eigenaar_id else ""
        raise Weigering(f"Kies een eigenaar met een open account.{bij}", veld=veld)
    return eigenaar


def _eis_overheden(ids: Sequence[int], datum: dt.date) -> list[Overheid]:
    overheden = list(onder_toezicht().filter(pk__in=list(ids)).order_by("code", "pk"))
    if not overheden or len(overheden) != len(set(ids)):
        raise Weigering("Kies een of meer overheden uit de lijst.", veld="overheden")
    for overheid in overheden:
        if not overheid.bestaat_op(datum):
            raise Weigering(
                f"{overheid.naam} bestaat niet op de begindatum. Kies de opvolger of een andere datum.",
                veld="overheden",
            )
    return overheden


def _feiten(inzet: Inzet, overheden: Sequence[Overheid]) -> dict[str, Any]:
    """The facts a page can be replayed from (logboek patch)."""
    return {
        "nummer": inzet.nummer,
        "soort": inzet.soort,
        "onderwerp": inzet.onderwerp,
        "omschrijving": inzet.omschrijving,
        "overheden": [o.code for o in overheden],
        "van": inzet.van.isoformat(),
        "tot": inzet.tot.isoformat() if inzet.tot else None,
        "bedrag": str(inzet.bedrag) if inzet.bedrag is not None else None,
        "partner": inzet.partner,
        "eigenaar": inzet.eigenaar.naam,
        "vertrouwelijkheid": inzet.vertrouwelijkheid,
        "herinner_op": inzet.herinner_op.isoformat(),
        "status": inzet.status,
        "resultaat": inzet.resultaat,
    }


def _log(
    inzet: Inzet, handeling: str, *, door: User, gegevens: dict[str, Any], niveau: str = "", **overig: Any
) -> None:
    """One line in the chain of the inzet, with its number and subject; at its own level of secrecy or `niveau`."""
    codes = list(inzet.overheden.order_by("code").values_list("code", flat=True)[:2])
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("inzet", str(inzet.pk), codes[0] if len(codes) == 1 else ""),
        handeling=handeling,
        door=door,
        gegevens={"nummer": inzet.nummer, "onderwerp": inzet.onderwerp, "soort": inzet.soort, **gegevens},
        vertrouwelijkheid=niveau or inzet.vertrouwelijkheid,
        **overig,
    )
