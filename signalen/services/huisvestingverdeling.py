"""Dividing the housing balance of a municipality that went into several: by a person, with numbers that add up."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from signalen.cijfers.huisvesting.perioden import Periode
from signalen.models import Beginstand, Huisvestinglevering
from signalen.selectors.huisvesting import verloop
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Opvolging, Overheid


def halfjaar_van(datum: dt.date) -> Periode:
    """The half-year in which a herindeling falls."""
    return Periode(datum.year, 1 if datum.month <= 6 else 2)


def te_verdelen(overheid_id: int, datum: dt.date) -> int | None:
    """The balance of the municipality at the begin of that half-year: above zero achterstand. None: no figures."""
    boek = verloop(overheid_id, peildatum=max(datum, clock.vandaag()), kennisdatum=clock.nu(), user=None)
    stand = boek.van(halfjaar_van(datum).vorige)
    return stand.boeking.saldo_eind if stand else None


@transaction.atomic
def verdeel_saldo(
    *, overheid_id: int, datum: dt.date, delen: Mapping[int, int], reden: str, door: User
) -> Huisvestinglevering:
    """Lay down which part of the balance goes to which successor, as beginstanden that a second person establishes.

    The parts add up to the balance; a successor that has a balance of its own keeps it and gets its part on top.
    Raises `GeenRecht`, `Weigering` when the parts do not add up or somebody is missing, `Conflict` when the same
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
        raise Weigering(f"Van {overheid.naam} is geen saldo bekend om te verdelen. Laad eerst de cijfers.")
    if sum(delen.values()) != saldo:
        raise Weigering(
            f"De delen zijn samen {sum(delen.values())}; het saldo van {overheid.naam} is {saldo}. "
            "Pas de delen aan."
        )
    return _bewaar(overheid, datum, delen, waarom, door)


def _bewaar(
    overheid: Overheid, datum: dt.date, delen: Mapping[int, int], waarom: str, door: User
) -> Huisvestinglevering:
    periode = halfjaar_van(datum)
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
    Beginstand.objects.bulk_create(
        Beginstand(
            levering=levering,
            jaar=periode.jaar,
            helft=periode.helft,
            bron=f"Verdeling van het saldo van {overheid.naam} bij de herindeling",
            overheid_id=pk,
            saldo=deel + _eigen_saldo(pk, periode),
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


def _eigen_saldo(overheid_id: int, periode: Periode) -> int:
    """What a successor that existed brings along itself."""
    boek = verloop(overheid_id, peildatum=clock.vandaag(), kennisdatum=clock.nu(), user=None)
    stand = boek.van(periode.vorige)
    return stand.boeking.saldo_eind if stand else 0
