"""Who takes whose place, absence and declared interests (ladder.md 5.2; Awb 2:4)."""

import datetime as dt
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from toezicht.core import clock, rollen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.mandaten.models import Afwezigheid, Belang, Vervangregel
from toezicht.mandaten.services import gedeeld
from toezicht.mandaten.slot import neem_afwezigheid, neem_belang, neem_vervangregel
from toezicht.organisaties.models import Overheid


@dataclass(frozen=True, slots=True)
class NieuweVervanging:
    """What is filled in; `domein` empty means all; `tot` the first day it no longer counts."""

    voor_id: int
    door_id: int
    van: dt.date
    grondslag: str
    tot: dt.date | None = None
    volgorde: int = 1
    domein: str = ""


@transaction.atomic
def stel_op(*, nieuw: NieuweVervanging, door: User) -> Vervangregel:
    """Draft a line of replacement; it counts once somebody else adopts it.

    Nobody replaces themselves. Two people may replace each other: a replacement is never passed on, so no circle
    can hand a right round.
    """
    gedeeld.eis_recht(door, rollen.STEL_MANDAAT_OP, "vervanging opstellen")
    gedeeld.eis_periode(nieuw.van, nieuw.tot)
    grondslag = gedeeld.eis_grondslag(nieuw.grondslag)
    if nieuw.voor_id == nieuw.door_id:
        raise Weigering("Iemand kan zichzelf niet vervangen. Kies een ander.", veld="door")
    if not 1 <= nieuw.volgorde <= 9:
        raise Weigering("Kies een plek in de volgorde van 1 tot en met 9.", veld="volgorde")
    if nieuw.domein and nieuw.domein not in DOMEINEN:
        raise Weigering("Dit domein bestaat niet.", veld="domein")
    voor, vervanger = _open_account(nieuw.voor_id, "voor"), _open_account(nieuw.door_id, "door")
    if not vervanger.has_perm(rollen.BEKIJK_DOSSIERS):
        raise Weigering(f"{vervanger.naam} mag geen dossiers zien. Geef eerst een rol.", veld="door")
    regel = Vervangregel(
        voor=voor,
        door=vervanger,
        van=nieuw.van,
        tot=nieuw.tot,
        grondslag=grondslag,
        volgorde=nieuw.volgorde,
        domein=nieuw.domein,
    )
    gedeeld.teken_op(regel, door)
    gedeeld.bewaar(regel, force_insert=True)
    _log_regel(regel, "vervanging_opgesteld", door)
    return regel


@transaction.atomic
def stel_vast(*, regel_id: int, door: User) -> Vervangregel:
    """Adopt a draft: never as who drafted it, nor as the one who gains power by it."""
    regel = neem_vervangregel(regel_id)
    if regel.door_id == door.pk:
        raise GeenRecht("U wordt zelf de vervanger. Een ander stelt deze regel vast.")
    gedeeld.neem_vast(regel, door)
    _log_regel(regel, "vervanging_vastgesteld", door)
    return regel


@transaction.atomic
def beeindig(*, regel_id: int, tot: dt.date, reden: str, door: User) -> Vervangregel:
    """End a line of replacement as of `tot`; a draft, or what has not begun, lapses."""
    regel = neem_vervangregel(regel_id)
    gedeeld.beeindig(regel, tot=tot, reden=reden, door=door)
    _log_regel(regel, "vervanging_beeindigd", door, reden=reden)
    return regel


@transaction.atomic
def meld_afwezig(*, gebruiker_id: int, van: dt.date, tot: dt.date | None, door: User) -> Afwezigheid:
    """Enter days on which somebody cannot decide: for oneself, or for another with the right to.

    From `van`, and until before `tot`. The replacements of the register take over; no reason is asked.
    """
    _eis_zelf_of_recht(gebruiker_id, door, "afwezigheid van anderen vastleggen")
    gedeeld.eis_periode(van, tot)
    gebruiker = _open_account(gebruiker_id, "gebruiker")
    afwezigheid = Afwezigheid(gebruiker=gebruiker, van=van, tot=tot, vastgelegd_door=door)
    gedeeld.bewaar(afwezigheid, force_insert=True)
    _log_afwezig(afwezigheid, "afwezigheid_gemeld", door)
    return afwezigheid


@transaction.atomic
def beeindig_afwezigheid(*, afwezigheid_id: int, tot: dt.date, door: User) -> Afwezigheid | None:
    """Back earlier than entered: present again from `tot` on. What has not begun is taken out; then None."""
    afwezigheid = neem_afwezigheid(afwezigheid_id)
    _eis_zelf_of_recht(afwezigheid.gebruiker_id, door, "afwezigheid van anderen wijzigen")
    if afwezigheid.tot is not None and tot >= afwezigheid.tot:
        raise Weigering("Kies een eerdere dag dan de dag die er al staat.", veld="tot")
    if afwezigheid.tot is not None and afwezigheid.tot <= clock.vandaag():
        raise Conflict("Deze afwezigheid is al voorbij. Ververs de pagina.")
    if tot <= afwezigheid.van:
        if afwezigheid.van < clock.vandaag():
            raise Weigering("Kies een dag na het begin van de afwezigheid.", veld="tot")
        _log_afwezig(afwezigheid, "afwezigheid_geschrapt", door)
        afwezigheid.delete()
        return None
    if tot < clock.vandaag():
        raise Weigering("Kies vandaag of een latere dag.", veld="tot")
    afwezigheid.tot = tot
    gedeeld.bewaar(afwezigheid, update_fields=["tot"])
    _log_afwezig(afwezigheid, "afwezigheid_ingekort", door)
    return afwezigheid


@transaction.atomic
def geef_belang_op(
    *, gebruiker_id: int, overheid_id: int, toelichting: str, van: dt.date, door: User
) -> Belang:
    """Declare an interest in an organisation: from `van` on the person decides nothing about it (Awb 2:4)."""
    _eis_zelf_of_recht(gebruiker_id, door, "belangen van anderen vastleggen")
    if not toelichting.strip():
        raise Weigering("Zeg in een paar woorden welk belang het is.", veld="toelichting")
    overheid = Overheid.objects.filter(pk=overheid_id).first()
    if overheid is None:
        raise Weigering("Kies een organisatie.", veld="overheid")
    gebruiker = _open_account(gebruiker_id, "gebruiker")
    loopt = Belang.objects.filter(gebruiker=gebruiker, overheid=overheid, tot__isnull=True).exists()
    belang = Belang(
        gebruiker=gebruiker, overheid=overheid, van=van, toelichting=toelichting.strip(), vastgelegd_door=door
    )
    try:
        with transaction.atomic():
            if loopt:
                raise Conflict("Dit belang staat er al.", veld="overheid")
            belang.save(force_insert=True)
    except IntegrityError as fout:
        raise Conflict("Dit belang staat er al vanaf deze dag.", veld="van") from fout
    _log_belang(belang, "belang_opgegeven", door)
    return belang


@transaction.atomic
def beeindig_belang(*, belang_id: int, tot: dt.date, reden: str, door: User) -> Belang:
    """The interest no longer exists from `tot` on, not in the past; never ended by the person alone.

    Who steps aside cannot step back in by themselves: another with the right ends it.
    """
    belang = neem_belang(belang_id)
    gedeeld.eis_recht(door, rollen.MELD_AFWEZIG, "belangen beëindigen")
    if belang.gebruiker_id == door.pk:
        raise GeenRecht("Uw eigen belang beëindigt een ander. Vraag het de coördinator of het secretariaat.")
    reden = gedeeld.eis_reden(reden)
    if belang.tot is not None:
        raise Conflict("Dit belang is al beëindigd. Ververs de pagina.")
    if tot < clock.vandaag() or tot <= belang.van:
        raise Weigering("Kies vandaag of een latere dag, na het begin van het belang.", veld="tot")
    belang.tot = tot
    belang.save(update_fields=["tot"])
    _log_belang(belang, "belang_beeindigd", door, reden=reden)
    return belang


def _open_account(pk: int, veld: str) -> User:
    gevonden = User.objects.filter(pk=pk, is_active=True).first()
    if gevonden is None:
        raise Weigering("Kies iemand met een open account.", veld=veld)
    return gevonden


def _eis_zelf_of_recht(gebruiker_id: int, door: User, wat: str) -> None:
    if gebruiker_id != door.pk:
        gedeeld.eis_recht(door, rollen.MELD_AFWEZIG, wat)
    elif not door.rolcodes:
        raise GeenRecht("U hebt geen rol in het toezicht. Vraag het de beheerder.")


def _log_regel(regel: Vervangregel, handeling: str, door: User, *, reden: str = "") -> None:
    gegevens = {
        "voor": regel.voor.naam,
        "vervanger": regel.door.naam,
        "volgorde": regel.volgorde,
        "domein": regel.domein,
        "van": regel.van,
        "tot": regel.tot,
        "grondslag": regel.grondslag,
        "status": regel.status,
    }
    gedeeld.log("vervangregel", regel.pk, handeling, door=door, gegevens=gegevens, reden=reden)


def _log_afwezig(afwezigheid: Afwezigheid, handeling: str, door: User) -> None:
    gegevens = {"wie": afwezigheid.gebruiker.naam, "vanaf": afwezigheid.van, "tot": afwezigheid.tot}
    gedeeld.log("afwezigheid", afwezigheid.pk, handeling, door=door, gegevens=gegevens)


def _log_belang(belang: Belang, handeling: str, door: User, *, reden: str = "") -> None:
    gegevens = {
        "wie": belang.gebruiker.naam,
        "overheid": belang.overheid.naam,
        "vanaf": belang.van,
        "tot": belang.tot,
    }
    gedeeld.log(
        "belang",
        belang.pk,
        handeling,
        door=door,
        gegevens=gegevens,
        reden=reden,
        overheid_code=belang.overheid.code,
    )
