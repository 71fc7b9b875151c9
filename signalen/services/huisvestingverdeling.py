"""Dividing the housing balance of a municipality that went into several: by a person, with numbers that add up."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction

from signalen.cijfers.huisvesting.perioden import Periode, periode_op
from signalen.models import Beginstand, Huisvestinglevering, Saldodeel
from signalen.selectors.huisvesting import verloop
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Opvolging, Overheid


def te_verdelen(overheid_id: int, datum: dt.date) -> int | None:
    """The balance of the municipality at the begin of that half-year: above zero achterstand.

    None without figures or before the end measurement: a provisional balance is not divided.
    """
    boek = verloop(overheid_id, peildatum=max(datum, clock.vandaag()), kennisdatum=clock.nu(), user=None)
    stand = boek.van(periode_op(datum).vorige)
    return stand.boeking.saldo_eind if stand and stand.definitief else None


@transaction.atomic
def verdeel_saldo(
    *, overheid_id: int, datum: dt.date, delen: Mapping[int, int], reden: str, door: User
) -> Huisvestinglevering:
    """Lay down which part of the balance goes to which successor, as rows that a second person establishes.

    The parts add up to the balance. A part comes on top of what the successor has itself, of other predecessors
    and of other divisions; of the same division the newest established one counts.
    Raises `GeenRecht`, `Weigering` when the parts do not add up, somebody is missing or has an established
    beginstand, `Conflict` when the same
    division was laid down before.
    """
    if not door.has_perm(rollen.LAAD_HUISVESTING):
        raise GeenRecht("U mag geen huisvestingscijfers vastleggen.")
    waarom = reden.strip()
    if not waarom:
        raise Weigering("Vul in waarop de verdeling berust.", veld="reden")
    overheid = Overheid.objects.get(pk=overheid_id)
    opvolgers = set(
        Opvolging.objects.filter(voorganger=overheid, datum=datum).values_list("opvolger", flat=True)
    )
    if len(opvolgers) < 2 or set(delen) != opvolgers:
        raise Weigering("Geef voor elke opvolger een deel; de gemeente moet in meer opvolgers zijn opgegaan.")
    saldo = te_verdelen(overheid_id, datum)
    if saldo is None:
        raise Weigering(
            f"Van {overheid.naam} is nog geen definitief saldo om te verdelen. Laad eerst de cijfers, met de "
            "eindmeting van het halfjaar voor de herindeling."
        )
    if sum(delen.values()) != saldo:
        raise Weigering(
            f"De delen zijn samen {sum(delen.values())}; het saldo van {overheid.naam} is {saldo}. "
            "Pas de delen aan."
        )
    _eis_geen_beginstand(opvolgers, periode_op(datum))
    return _bewaar(overheid, datum, delen, waarom, door)


def _eis_geen_beginstand(opvolgers: Collection[int], periode: Periode) -> None:
    """An established beginstand is the whole balance at the begin: a division beside it would count nowhere."""
    rijen = Beginstand.objects.bekend_op(clock.nu()).filter(
        overheid__in=opvolgers, jaar=periode.jaar, helft=periode.helft
    )
    namen = sorted(set(rijen.values_list("overheid__naam", flat=True)))
    if namen:
        raise Weigering(
            f"Van {' en '.join(namen)} is al een beginstand vastgesteld voor {periode.code}; die telt, een "
            "verdeling ernaast niet. Laad de verdeling als nieuwe beginstand."
        )


def _bewaar(
    overheid: Overheid, datum: dt.date, delen: Mapping[int, int], waarom: str, door: User
) -> Huisvestinglevering:
    periode = periode_op(datum)
    inhoud = json.dumps([overheid.code, str(datum), sorted(delen.items()), waarom]).encode()
    try:
        with transaction.atomic():
            levering = Huisvestinglevering.objects.create(
                bestandsnaam=f"verdeling {overheid.naam} {datum:%d-%m-%Y}"[:200],
                bestandshash=hashlib.sha256(inhoud).hexdigest(),
                geladen_op=clock.nu(),
                geladen_door=door,
                regels=len(delen),
            )
    except IntegrityError as fout:
        raise Conflict(
            "Deze verdeling is al vastgelegd en wacht op vaststelling, of is beoordeeld."
        ) from fout
    Saldodeel.objects.bulk_create(
        Saldodeel(
            levering=levering,
            jaar=periode.jaar,
            helft=periode.helft,
            bron=f"Verdeling van het saldo van {overheid.naam} bij de herindeling",
            voorganger=overheid,
            opvolger_id=pk,
            aantal=deel,
            reden=waarom[:500],
        )
        for pk, deel in sorted(delen.items())
    )
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("huisvesting", str(levering.pk)),
        handeling="huisvesting_verdeeld",
        door=door,
        reden=waarom,
        gegevens={"overheid": overheid.code, "datum": datum, "delen": {str(k): v for k, v in delen.items()}},
    )
    return levering
