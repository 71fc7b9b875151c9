"""Keys for the HTTP API: made by the account itself, withdrawn by it or by beheer, every act in the logboek."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Concat

from toezicht.core import clock, logboek, rollen
from toezicht.core.backends import BEKEND
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Toegangssleutel, User
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.db.models import QuerySet

BEGIN = "ibt_"
"""How every key begins, so that a scanner for leaked secrets knows it."""
LANGSTE = dt.timedelta(days=366)
"""A key is made anew at least once a year."""
HOOGSTENS = 20
"""Working keys per account."""
BIJWERKEN = dt.timedelta(hours=1)
"""How precisely the last use is kept: a write on every request would cost more than it tells."""

DELEN: dict[str, str] = {
    "overheden": "Overheden",
    "signalen": "Signalen",
    "dossiers": "Dossiers, stappen, afspraken, termijnen en rolkeuzes",
    "voorstellen": "Voorstellen en besluiten",
    "inzet": "Inzet",
    "mandaten": "Mandaten en vervanging",
}
"""Parts of the API that a key can be limited to."""


def delen_in_woorden(sleutel: Toegangssleutel) -> list[str]:
    """The parts a key is limited to, as they are called in a choice; none for every part."""
    return [DELEN.get(deel, deel) for deel in sleutel.delen]


def maak_hash(tekst: str) -> str:
    """What is stored of a key. The text holds 256 bits of chance, so a plain hash is enough."""
    return hashlib.sha256(tekst.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def maak_sleutel(
    *,
    account: User,
    naam: str,
    geldig_tot: dt.date,
    schrijven: bool = False,
    delen: Collection[str] = (),
) -> tuple[Toegangssleutel, str]:
    """A new key of this account with its text, which is kept nowhere: show it now or never.

    Raises `Weigering` for a name or date that will not do, an unknown part, or too many keys; `Conflict` for an
    account that was closed meanwhile.
    """
    naam = naam.strip()
    if not naam or len(naam) > 80:
        raise Weigering("Schrijf in hoogstens 80 tekens waarvoor de sleutel is.", veld="naam")
    vandaag = clock.vandaag()
    if not vandaag <= geldig_tot <= vandaag + LANGSTE:
        raise Weigering("Kies een einddatum van vandaag tot hoogstens een jaar verder.", veld="geldig_tot")
    if set(delen) - set(DELEN):
        raise Weigering("Kies onderdelen uit de lijst.", veld="delen")
    _eis_open(account)
    if werkende(account).count() >= HOOGSTENS:
        raise Weigering(f"U hebt al {HOOGSTENS} sleutels die werken. Trek er eerst een in.")
    tekst = f"{BEGIN}{secrets.token_urlsafe(32)}"
    sleutel = Toegangssleutel.objects.create(
        account=account,
        naam=naam,
        hash=maak_hash(tekst),
        herkenning=tekst[-4:],
        schrijven=schrijven,
        delen=sorted(delen),
        gemaakt_op=clock.nu(),
        geldig_tot=geldig_tot,
    )
    _log(sleutel, "sleutel_gemaakt", door=account)
    return sleutel, tekst


def _eis_open(account: User) -> None:
    """Lock the account: two tabs do not pass the limit together, and one that closes gets no key after it.

    Not FOR UPDATE: who names the account in a row, with a lock of its own, would wait for us in a circle.
    """
    if not User.objects.select_for_update(no_key=True).get(pk=account.pk).is_active:
        raise Conflict("Dit account is gesloten. Een gesloten account krijgt geen toegangssleutel.")


@transaction.atomic
def trek_sleutel_in(*, sleutel_id: int, door: User, reden: str = "") -> Toegangssleutel:
    """Withdraw a key for good: the own one, or as beheer that of anybody, with a reason.

    Raises `Conflict` when it was withdrawn already; a key of somebody else does not exist for who may not manage.
    """
    mag_alle = door.has_perm(rollen.BEHEER_ACCOUNTS)
    sleutel = Toegangssleutel.objects.select_for_update(of=("self",)).filter(pk=sleutel_id).first()
    if sleutel is None or not (mag_alle or sleutel.account_id == door.pk):
        raise GeenRecht("U trekt alleen uw eigen toegangssleutels in. Vraag het een beheerder.")
    if sleutel.ingetrokken_op is not None:
        raise Conflict("Deze toegangssleutel is al ingetrokken.")
    reden = reden.strip()
    if sleutel.account_id != door.pk and not reden:
        raise Weigering("Geef de reden. Die komt in het logboek.", veld="reden")
    if len(reden) > 300:
        raise Weigering("Houd de reden op hoogstens 300 tekens.", veld="reden")
    _trek_in(sleutel, door, reden or "door de gebruiker zelf")
    return sleutel


def trek_alle_in(*, account: User, door: User | None, reden: str) -> int:
    """Withdraw every working key of an account that closes; inside the transaction of closing it. How many."""
    sleutels = list(werkende(account).select_for_update(of=("self",)))
    for sleutel in sleutels:
        _trek_in(sleutel, door, reden)
    return len(sleutels)


def _trek_in(sleutel: Toegangssleutel, door: User | None, reden: str) -> None:
    sleutel.ingetrokken_op, sleutel.ingetrokken_door, sleutel.intrekreden = clock.nu(), door, reden
    sleutel.save(update_fields=["ingetrokken_op", "ingetrokken_door", "intrekreden"])
    _log(sleutel, "sleutel_ingetrokken", door=door, reden=reden)


def _log(sleutel: Toegangssleutel, handeling: str, *, door: User | None, reden: str = "") -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("account", str(sleutel.account_id)),
        handeling=handeling,
        door=door,
        reden=reden,
        gegevens={
            "sleutel": str(sleutel),
            "geldig_tot": sleutel.geldig_tot,
            "schrijven": sleutel.schrijven,
            "delen": sleutel.delen,
        },
    )


def sleutel_van(tekst: str) -> Toegangssleutel | None:
    """The working key with this text, with its account, roles and rights, in one query; None for any other text.

    Notes that it was used, at most once an hour.
    """
    if not tekst.startswith(BEGIN) or len(tekst) > 100:
        return None
    sleutel = _met_account.eerste(afdruk=maak_hash(tekst))
    if sleutel is None or not sleutel.geldig_op(clock.vandaag()) or not sleutel.account.is_active:
        return None
    sleutel.account._rolcodes = frozenset(getattr(sleutel, "rolnamen", ()))
    if not sleutel.account.is_superuser:
        setattr(sleutel.account, BEKEND, set(getattr(sleutel, "rechten", ())))
    _noteer_gebruik(sleutel)
    return sleutel


@vast
def _met_account(afdruk: Gat) -> "QuerySet[Toegangssleutel]":
    """A key with its account, the names of its roles and their rights."""
    namen = Group.objects.filter(user=OuterRef("account")).order_by().values("name")
    rechten = Permission.objects.filter(group__user=OuterRef("account")).order_by()
    codes = rechten.values(code=Concat("content_type__app_label", Value("."), "codename"))
    sleutels = Toegangssleutel.objects.select_related("account").annotate(
        rolnamen=ArraySubquery(namen), rechten=ArraySubquery(codes)
    )
    return sleutels.filter(hash=afdruk)


def _noteer_gebruik(sleutel: Toegangssleutel) -> None:
    nu = clock.nu()
    grens = nu - BIJWERKEN
    if sleutel.laatst_gebruikt_op is None or sleutel.laatst_gebruikt_op < grens:
        oud = Q(laatst_gebruikt_op__isnull=True) | Q(laatst_gebruikt_op__lt=grens)
        Toegangssleutel.objects.filter(oud, pk=sleutel.pk).update(laatst_gebruikt_op=nu)


def werkende(account: User) -> "QuerySet[Toegangssleutel]":
    """Keys of an account that work today."""
    return account.sleutels.filter(ingetrokken_op__isnull=True, geldig_tot__gte=clock.vandaag())


def eigen_sleutels(account: User) -> list[Toegangssleutel]:
    """Every key of an account, newest first."""
    return list(account.sleutels.select_related("ingetrokken_door"))


def alle_sleutels(door: User) -> list[Toegangssleutel]:
    """Keys of everybody, those that work first, for beheer; `GeenRecht` for others."""
    if not door.has_perm(rollen.BEHEER_ACCOUNTS):
        raise GeenRecht("U mag geen toegangssleutels van anderen zien. Vraag het een beheerder.")
    rijen = Toegangssleutel.objects.select_related("account", "ingetrokken_door")
    vandaag = clock.vandaag()
    return sorted(rijen, key=lambda s: not s.geldig_op(vandaag))
