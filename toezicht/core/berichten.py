"""The outbox (design D4): a message is a row, placed in the transaction of the act and sent afterwards.

Sending is *at least once*: a worker that dies between handing the mail over and noting so leaves a row that
is freed and sent again. Both mails carry the same Message-ID, made from `sleutel`, so that a mail program
shows one. Not sending twice and never losing one cannot both be had over SMTP; losing is the worse.
"""

import datetime as dt
import hashlib
import logging
from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht
from toezicht.core.models import Bericht, BerichtStatus
from toezicht.core.queue import enqueue_after_commit

if TYPE_CHECKING:
    from toezicht.core.models import User

logger = logging.getLogger(__name__)

WACHTTIJDEN = tuple(dt.timedelta(minutes=minuten) for minuten in (1, 5, 15, 60, 240))
MAX_POGINGEN = len(WACHTTIJDEN) + 1
VASTGELOPEN_NA = dt.timedelta(minutes=10)
PER_VEEG = 200
GEWIST = "(De tekst is na het versturen gewist.)"
GEEN_ADRES = "De ontvanger heeft geen e-mailadres. Vul het adres in bij het account en probeer het opnieuw."


def plaats_bericht(
    *,
    sleutel: str,
    onderwerp: str,
    tekst: str,
    ontvanger: "User | None" = None,
    adres: str = "",
    wis_na_verzending: bool = False,
) -> int | None:
    """Put one mail in the outbox; must run inside the transaction of the act.

    `sleutel` names the message for ever ("termijn:12:3 dagen"): placing it again does nothing. The address is
    `adres`, or else that of `ontvanger`; without either the row is `mislukt` at once, so that the act goes on
    and beheer sees it. Returns the row's id, or None when it was already there. One statement.
    """
    doel = adres or (ontvanger.email if ontvanger else "")
    moment = clock.nu()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_bericht (sleutel, ontvanger_id, adres, onderwerp, tekst, status, pogingen,"
            " niet_voor, gemaakt_op, laatste_fout, wis_na_verzending)"
            " VALUES (%s, %s, %s, %s, %s, %s, 0, %s, %s, %s, %s)"
            " ON CONFLICT (sleutel) DO NOTHING RETURNING id",
            [
                sleutel,
                ontvanger.pk if ontvanger else None,
                doel,
                _one_line(onderwerp),
                tekst,
                BerichtStatus.GEPLAND.value if doel else BerichtStatus.MISLUKT.value,
                moment,
                moment,
                "" if doel else GEEN_ADRES,
                wis_na_verzending,
            ],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    if doel:
        enqueue_after_commit("core.verstuur_bericht", int(row[0]))
    return int(row[0])


def _one_line(onderwerp: str) -> str:
    """A subject is one line of at most 200 characters: a line break in it would be a forged header."""
    regel = " ".join(onderwerp.split())
    return regel if len(regel) <= 200 else f"{regel[:199]}…"


def verstuur_bericht(*, bericht_id: int) -> bool:
    """Send one message, if it is due and nobody else has it.

    True when it was sent; False when there was nothing to claim. A failure puts the row back with a longer
    wait, or on `mislukt` after the last try, and is raised again so that the task fails visibly.
    """
    begin = clock.nu()
    geclaimd = Bericht.objects.filter(
        pk=bericht_id, status=BerichtStatus.GEPLAND, niet_voor__lte=begin
    ).update(status=BerichtStatus.BEZIG, gestart_op=begin, pogingen=F("pogingen") + 1)
    if not geclaimd:
        return False
    bericht = Bericht.objects.get(pk=bericht_id)
    try:
        _mail(bericht).send()
    except Exception as fout:
        _na_fout(bericht, fout)
        raise
    _mine(bericht).update(
        status=BerichtStatus.VERZONDEN,
        verzonden_op=clock.nu(),
        laatste_fout="",
        tekst=GEWIST if bericht.wis_na_verzending else bericht.tekst,
    )
    return True


def _mine(bericht: Bericht) -> QuerySet[Bericht]:
    """The row, as long as this claim is still the last one."""
    return Bericht.objects.filter(pk=bericht.pk, status=BerichtStatus.BEZIG, pogingen=bericht.pogingen)


def _mail(bericht: Bericht) -> EmailMessage:
    domein = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    kenmerk = hashlib.sha256(bericht.sleutel.encode()).hexdigest()[:32]
    return EmailMessage(
        subject=bericht.onderwerp,
        body=bericht.tekst,
        to=[bericht.adres],
        headers={"Message-ID": f"<{kenmerk}@{domein}>", "Auto-Submitted": "auto-generated"},
    )


def _na_fout(bericht: Bericht, fout: Exception) -> None:
    """The row is the queue: back for a later sweep, or given up where people see it."""
    opgegeven = bericht.pogingen >= MAX_POGINGEN
    _mine(bericht).update(
        status=BerichtStatus.MISLUKT if opgegeven else BerichtStatus.GEPLAND,
        niet_voor=clock.nu() + (dt.timedelta() if opgegeven else WACHTTIJDEN[bericht.pogingen - 1]),
        laatste_fout=f"{type(fout).__name__}: {fout}"[:2000],
    )


def veeg_berichten() -> int:
    """Free what got stuck and queue what is due; returns how many were queued. Runs every minute."""
    moment = clock.nu()
    vast = Bericht.objects.filter(status=BerichtStatus.BEZIG, gestart_op__lt=moment - VASTGELOPEN_NA)
    melding = "Het versturen is afgebroken: het programma stopte halverwege."
    vast.filter(pogingen__gte=MAX_POGINGEN).update(status=BerichtStatus.MISLUKT, laatste_fout=melding)
    vast.update(status=BerichtStatus.GEPLAND, niet_voor=moment, laatste_fout=melding)
    rijp = Bericht.objects.filter(status=BerichtStatus.GEPLAND, niet_voor__lte=moment)
    ids = list(rijp.order_by("niet_voor", "pk").values_list("pk", flat=True)[:PER_VEEG])
    for bericht_id in ids:
        enqueue_after_commit("core.verstuur_bericht", bericht_id)
    return len(ids)


def aandacht_nodig() -> QuerySet[Bericht]:
    """Messages that a person must look at: given up, or retried and still not gone; newest first."""
    return (
        Bericht.objects.filter(
            Q(status=BerichtStatus.MISLUKT) | Q(status=BerichtStatus.GEPLAND, pogingen__gt=0)
        )
        .select_related("ontvanger")
        .order_by("-gemaakt_op", "-pk")
    )


@transaction.atomic
def probeer_opnieuw(*, by: "User", bericht_id: int) -> Bericht:
    """Beheer gives a failed message a new set of tries, to the address the account has now.

    `GeenRecht` without the right; `Conflict` when the message is no longer failed.
    """
    if not by.has_perm(rollen.BEKIJK_GEZONDHEID):
        raise GeenRecht("U mag berichten niet opnieuw laten versturen. Vraag het een beheerder.")
    bericht = Bericht.objects.select_for_update().get(pk=bericht_id)
    if bericht.status != BerichtStatus.MISLUKT:
        raise Conflict("Dit bericht staat niet meer op mislukt. Ververs de pagina.")
    if bericht.ontvanger and bericht.ontvanger.email:
        bericht.adres = bericht.ontvanger.email
    if not bericht.adres:
        raise Conflict(GEEN_ADRES)
    bericht.status, bericht.pogingen, bericht.niet_voor = BerichtStatus.GEPLAND, 0, clock.nu()
    bericht.save(update_fields=["status", "pogingen", "niet_voor", "adres"])
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("bericht", str(bericht.pk)),
        handeling="bericht_opnieuw",
        door=by,
        van=BerichtStatus.MISLUKT,
        naar=BerichtStatus.GEPLAND,
        gegevens={"onderwerp": bericht.onderwerp, "adres": bericht.adres},
    )
    enqueue_after_commit("core.verstuur_bericht", bericht.pk)
    return bericht
