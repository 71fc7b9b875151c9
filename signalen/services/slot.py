"""What every act on a signal shares: taking its lock, writing its log line, warning the right people."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse

from signalen.keuzes import Ernst, Vertrouwelijkheid
from signalen.models import Signaal
from signalen.selectors.detail import detail
from toezicht.core import clock, logboek, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.fouten import Verouderd, Weigering
from toezicht.core.mensen import met_rol
from toezicht.core.models import User


class NietGevonden(Weigering):
    """It does not exist, or not for this account: the answer is the same."""

    status: ClassVar[int] = 404


def neem_slot(signaal_id: int, door: User | None) -> Signaal:
    """The signal with its row locked until the end of the transaction. `door` None is the system.

    Raises `NietGevonden` when the account may not know that it exists.
    """
    signalen = Signaal.objects.all() if door is None else Signaal.objects.zichtbaar_voor(door)
    signaal = (
        signalen.select_related("overheid").select_for_update(of=("self",)).filter(pk=signaal_id).first()
    )
    if signaal is None:
        raise NietGevonden("Dit signaal bestaat niet of u mag het niet zien.")
    return signaal


def eis_versie(signaal_id: int, door: User, verwacht: Collection[str]) -> None:
    """Lock a signal for the act that follows in this transaction; `Verouderd` when it is not what was read."""
    signaal = neem_slot(signaal_id, door)
    nu = detail(door, signaal.nummer)
    if nu is None or nu.versie not in verwacht:
        raise Verouderd(
            f"Signaal {signaal.nummer} is intussen gewijzigd. Haal het opnieuw op, kijk wat anders is en doe het "
            "dan opnieuw."
        )


def eis_tekst(tekst: str, veld: str, vraag: str) -> str:
    """The text without surrounding space; refuses an empty one with `vraag`."""
    schoon = tekst.strip()
    if not schoon:
        raise Weigering(vraag, veld=veld)
    return schoon


def onderwerp(signaal: Signaal) -> logboek.Onderwerp:
    """The chain of a signal. The room of the cdK has its own kind, without the organisation: no list,
    replay or count of signals meets it."""
    if signaal.vertrouwelijkheid == Vertrouwelijkheid.CDK:
        return logboek.Onderwerp("signaal_cdk", str(signaal.pk))
    return logboek.Onderwerp("signaal", str(signaal.pk), signaal.overheid.code)


def log(
    signaal: Signaal,
    handeling: str,
    *,
    door: User | None,
    van: str = "",
    naar: str = "",
    reden: str = "",
    gegevens: Mapping[str, Any] | None = None,
    gebeurd_op: dt.date | None = None,
) -> None:
    """One line about a signal, at the signal's own level of secrecy."""
    logboek.schrijf(
        onderwerp=onderwerp(signaal),
        handeling=handeling,
        door=door,
        van=van,
        naar=naar,
        reden=reden,
        gegevens=gegevens,
        gebeurd_op=gebeurd_op,
        vertrouwelijkheid=signaal.vertrouwelijkheid,
    )


def feiten(signaal: Signaal) -> dict[str, Any]:
    """All facts of a signal for its first log line; a secret one without its title."""
    geheim = signaal.vertrouwelijkheid in {Vertrouwelijkheid.GEHEIM, Vertrouwelijkheid.CDK}
    return {
        "nummer": signaal.nummer,
        "overheid": signaal.overheid.code,
        "soort": signaal.soort,
        "domein": signaal.domein,
        "as": signaal.as_letter,
        "ernst": signaal.ernst,
        "status": signaal.status,
        "titel": "" if geheim else signaal.titel,
        "bron": signaal.bron,
        "datum_feit": signaal.datum_feit,
        "kennisname_op": signaal.kennisname_op,
        "geldig_tot": signaal.geldig_tot,
        "betrouwbaarheid": signaal.betrouwbaarheid,
        "vertrouwelijkheid": signaal.vertrouwelijkheid,
        "dossier": signaal.dossier_id,
    }


def nummer_voor_anderen(signaal: Signaal) -> str:
    """How another signal's log line may name this one: a restricted one without its number."""
    open_ = signaal.vertrouwelijkheid in {Vertrouwelijkheid.OPENBAAR, Vertrouwelijkheid.INTERN}
    return signaal.nummer if open_ else "een vertrouwelijk signaal"


def adres(signaal: Signaal) -> str:
    """The full address of the signal's page, for a mail."""
    return f"{settings.SITE_URL}{reverse('signaal', args=[signaal.nummer])}"


def _omschrijving(signaal: Signaal) -> str:
    """What a mail may say: a restricted signal only by its number."""
    if signaal.vertrouwelijkheid in {Vertrouwelijkheid.OPENBAAR, Vertrouwelijkheid.INTERN}:
        return f"{signaal.nummer} – {signaal.overheid_naam}: {signaal.titel}"
    return f"{signaal.nummer} (vertrouwelijk)"


def mail(signaal: Signaal, *, sleutel: str, aan: User, onderwerp: str, tekst: str) -> None:
    """Put one mail about the signal in the outbox; the text ends with where to find it."""
    plaats_bericht(
        sleutel=f"signaal:{signaal.pk}:{sleutel}:{aan.pk}",
        ontvanger=aan,
        onderwerp=f"{onderwerp}: {signaal.nummer}",
        tekst=f"{tekst}\n\n{_omschrijving(signaal)}\n{adres(signaal)}\n",
    )


def coordinatoren(signaal: Signaal) -> list[User]:
    """The coördinatoren who may see this signal."""
    if signaal.vertrouwelijkheid == Vertrouwelijkheid.CDK:
        return []
    leden = met_rol(rollen.COORDINATOR)
    if signaal.vertrouwelijkheid == Vertrouwelijkheid.GEHEIM:
        leden = leden.filter(pk__in=signaal.toegangen.values("gebruiker"))
    return list(leden)


def meld_zwaar(signaal: Signaal, *, aanleiding: str) -> None:
    """Tell the coördinatoren about a heavy signal: it asks for a judgement within two weeks (4.2)."""
    if signaal.ernst != Ernst.ZWAAR:
        return
    dagen = (signaal.wegen_voor - clock.vandaag()).days
    wanneer = f"uiterlijk {signaal.wegen_voor:%d-%m-%Y}" + (f", over {dagen} dagen" if dagen > 1 else "")
    for aan in coordinatoren(signaal):
        mail(
            signaal,
            sleutel=f"zwaar:{aanleiding}",
            aan=aan,
            onderwerp="Zwaar signaal",
            tekst=f"Er is een zwaar signaal. Zorg dat het {wanneer} is gewogen.",
        )
