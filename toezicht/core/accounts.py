"""Accounts: made, changed, closed and reopened by beheer, every act in the logboek (ladder.md 5.1, R20)."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from toezicht.core import clock, logboek, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.bezit import draag_alles_over
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.sleutels import trek_alle_in

RESET_VENSTER = dt.timedelta(minutes=5)
_BEHEERDER = Q(groups__name=rollen.BEHEERDER)


@dataclass(frozen=True, slots=True)
class Persoon:
    """What beheer fills in about a person."""

    voornaam: str
    achternaam: str
    email: str
    functie: str = ""


@transaction.atomic
def maak_account(
    *,
    by: User | None,
    gebruikersnaam: str,
    persoon: Persoon,
    rolcodes: Collection[str],
    wachtwoord: str = "",
) -> User:
    """Make an account with roles and send the person an invitation to set a password.

    `by` None is the system itself (`manage.py inrichten`). With `wachtwoord` it is set at once and nothing is
    sent: only for the demo and for tests. `Weigering` for a name that is taken or an unknown role.
    """
    _eis_beheer(by)
    _eis_bestaande_rollen(rolcodes)
    if User.objects.filter(username__iexact=gebruikersnaam).exists():
        raise Weigering("Deze gebruikersnaam bestaat al. Kies een andere.", veld="gebruikersnaam")
    user = User(username=gebruikersnaam, date_joined=clock.nu())
    _vul(user, persoon)
    if wachtwoord:
        user.set_password(wachtwoord)
    else:
        user.set_unusable_password()
    user.save()
    _zet_rollen(user, rolcodes)
    _log(
        user,
        "account_gemaakt",
        by,
        gegevens={"gebruikersnaam": user.username, "actief": True, "rollen": sorted(rolcodes)},
    )
    if not wachtwoord:
        _plaats_uitnodiging(user)
    return user


@transaction.atomic
def wijzig_account(*, by: User, account_id: int, persoon: Persoon, rolcodes: Collection[str]) -> User:
    """Change name, address, function and roles.

    Nobody changes the own roles, and the last beheerder stays one. Nothing is logged when nothing changed.
    """
    _eis_beheer(by)
    _eis_bestaande_rollen(rolcodes)
    user = _vergrendeld(account_id)
    oude, nieuwe = set(user.rolcodes), set(rolcodes)
    if oude != nieuwe:
        if user.pk == by.pk:
            raise Weigering(
                "U kunt uw eigen rollen niet wijzigen. Vraag het een andere beheerder.", veld="rollen"
            )
        if rollen.BEHEERDER in oude - nieuwe:
            _eis_andere_beheerder(user)
    vorige = _persoon(user)
    _vul(user, persoon)
    if vorige == persoon and oude == nieuwe:
        return user
    user.save(update_fields=["first_name", "last_name", "email", "functie"])
    _zet_rollen(user, nieuwe)
    _log(
        user,
        "account_gewijzigd",
        by,
        van=", ".join(sorted(oude))[:60] if oude != nieuwe else "",
        naar=", ".join(sorted(nieuwe))[:60] if oude != nieuwe else "",
        gegevens={"rollen": sorted(nieuwe), **_verschil(vorige, persoon)},
    )
    return user


@transaction.atomic
def sluit_account(
    *, by: User, account_id: int, reden: str, opvolgers: Mapping[str, int] | None = None
) -> User:
    """Close an account: no log-in; sessions, links that set a password and keys of the API end now; the row stays.

    You cannot close yourself or the last beheerder. A reason is asked. What stands on the name goes to `opvolgers`
    (kind of `toezicht.core.bezit`: account); nothing may be left without a living owner.
    """
    _eis_beheer(by)
    reden = _eis_reden(reden)
    user = _vergrendeld(account_id)
    if user.pk == by.pk:
        raise Weigering("U kunt uw eigen account niet sluiten. Vraag het een andere beheerder.")
    if not user.is_active:
        raise Conflict("Dit account is al gesloten.")
    if user.is_beheerder:
        _eis_andere_beheerder(user)
    draag_alles_over(van=user, opvolgers=opvolgers or {}, door=by, reden=reden)
    user.is_active = False
    user.gesloten_op = clock.vandaag()
    # A new password hash ends every session and every link for good, also after the account is reopened.
    user.set_unusable_password()
    user.save(update_fields=["is_active", "gesloten_op", "password"])
    trek_alle_in(account=user, door=by, reden="het account is gesloten")
    _log(user, "account_gesloten", by, van="actief", naar="gesloten", reden=reden, gegevens={"actief": False})
    return user


@transaction.atomic
def heropen_account(*, by: User, account_id: int, reden: str) -> User:
    """Open a closed account again, with the roles it had; the person gets a new invitation."""
    _eis_beheer(by)
    reden = _eis_reden(reden)
    user = _vergrendeld(account_id)
    if user.is_active:
        raise Conflict("Dit account is niet gesloten.")
    user.is_active = True
    user.gesloten_op = None
    user.save(update_fields=["is_active", "gesloten_op"])
    _log(user, "account_heropend", by, van="gesloten", naar="actief", reden=reden, gegevens={"actief": True})
    _plaats_uitnodiging(user)
    return user


@transaction.atomic
def nodig_opnieuw_uit(*, by: User, account_id: int) -> User:
    """Send a new invitation to somebody who has not set a password yet or lost the first mail."""
    _eis_beheer(by)
    user = _vergrendeld(account_id)
    if not user.is_active:
        raise Conflict("Dit account is gesloten. Heropen het eerst.")
    _plaats_uitnodiging(user)
    _log(user, "account_uitgenodigd", by, gegevens={})
    return user


@transaction.atomic
def plaats_wachtwoordlink(*, user: User) -> int | None:
    """Put a mail with a link to set a new password in the outbox; at most one in five minutes per account."""
    venster = int(clock.nu().timestamp() // RESET_VENSTER.total_seconds())
    return _plaats_link(
        user,
        sleutel=f"wachtwoord:{user.pk}:{venster}",
        onderwerp="Een nieuw wachtwoord instellen",
        template="mail/wachtwoord.txt",
    )


def _plaats_uitnodiging(user: User) -> None:
    _plaats_link(
        user,
        sleutel=f"uitnodiging:{user.pk}:{uuid.uuid4()}",
        onderwerp=f"Uw account voor het interbestuurlijk toezicht van {settings.PROVINCIE_NAAM}",
        template="mail/uitnodiging.txt",
    )


def _plaats_link(user: User, *, sleutel: str, onderwerp: str, template: str) -> int | None:
    pad = reverse(
        "wachtwoord_instellen",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    gegevens = {
        "account": user,
        "link": f"{settings.SITE_URL}{pad}",
        "vergeten": f"{settings.SITE_URL}{reverse('wachtwoord_vergeten')}",
        "minuten": settings.PASSWORD_RESET_TIMEOUT // 60,
        "provincie": settings.PROVINCIE_NAAM,
    }
    tekst = render_to_string(template, gegevens)
    return plaats_bericht(
        sleutel=sleutel, onderwerp=onderwerp, tekst=tekst, ontvanger=user, wis_na_verzending=True
    )


def _eis_beheer(by: User | None) -> None:
    if by is not None and not by.has_perm(rollen.BEHEER_ACCOUNTS):
        raise GeenRecht("U mag geen accounts beheren. Vraag het een beheerder.")


def _eis_reden(reden: str) -> str:
    if not reden.strip():
        raise Weigering("Geef de reden. Die komt in het logboek.", veld="reden")
    return reden.strip()


def _eis_bestaande_rollen(codes: Collection[str]) -> None:
    onbekend = set(codes) - {rol.code for rol in rollen.ROLLEN}
    if onbekend:
        raise Weigering(f"Deze rol bestaat niet: {', '.join(sorted(onbekend))}.", veld="rollen")


def _eis_andere_beheerder(user: User) -> None:
    if not User.objects.filter(_BEHEERDER, is_active=True).exclude(pk=user.pk).exists():
        raise Weigering("Dit is de laatste beheerder. Maak eerst iemand anders beheerder.")


def _vergrendeld(account_id: int) -> User:
    """The account, locked together with all beheerders: two of them closing each other take turns."""
    beheerders = User.objects.filter(_BEHEERDER, is_active=True).values("pk")
    # Not FOR UPDATE: who names an account in a row, with a lock of its own, would wait for us in a circle.
    rijen = (
        User.objects.select_for_update(no_key=True)
        .filter(Q(pk=account_id) | Q(pk__in=beheerders))
        .order_by("pk")
    )
    user = next((rij for rij in rijen if rij.pk == account_id), None)
    if user is None:
        raise Weigering("Dit account bestaat niet.")
    return user


def _vul(user: User, persoon: Persoon) -> None:
    user.first_name, user.last_name = persoon.voornaam, persoon.achternaam
    user.email, user.functie = persoon.email, persoon.functie


def _persoon(user: User) -> Persoon:
    return Persoon(user.first_name, user.last_name, user.email, user.functie)


def _verschil(oud: Persoon, nieuw: Persoon) -> dict[str, str]:
    namen = ("voornaam", "achternaam", "email", "functie")
    return {naam: getattr(nieuw, naam) for naam in namen if getattr(oud, naam) != getattr(nieuw, naam)}


def _zet_rollen(user: User, codes: Collection[str]) -> None:
    """The groups of the roles; made here when `manage.py inrichten` has not run, rights come from there."""
    groepen = [Group.objects.get_or_create(name=code)[0] for code in sorted(codes)]
    user.groups.set(groepen)
    user.__dict__.pop("_rolcodes", None)


def _log(user: User, handeling: str, by: User | None, *, gegevens: dict[str, Any], **overig: str) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("account", str(user.pk)),
        handeling=handeling,
        door=by,
        gegevens=gegevens,
        **overig,  # type: ignore[arg-type]  # van, naar and reden are all text
    )
