"""Computing all living terms anew: what moves, from when to when, why, and which letter named the old date.

Reads in bulk and writes in bulk. What no letter named moves at once; what a letter named waits for a person who
says that it moves (and sends word), or that the date of the letter is kept.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q

from interventieladder.models import Dossier, Herberekening, Termijn, Termijngebeurtenis, Verschuiving
from interventieladder.models.termijn import BEGINVELDEN, LEVEND, TermijnStatus, begin_uit
from interventieladder.models.verschuiving import VerschuivingStatus
from interventieladder.services.slot import NietGevonden, eis_tekst, meld, neem_dossier
from interventieladder.services.termijnversies import (
    als_verloop,
    herzie,
    log_termijn,
    neem_termijn,
    nieuwe_versie,
    vul,
)
from toezicht.core import clock, feestdagen, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import Einde, Kalender, bereken_einde, datum_voluit
from toezicht.core.woorden import klein

PAK = 1000
"""Rows per statement."""


@dataclass(frozen=True, slots=True)
class Verplaatsing:
    """A living term whose end another calendar moves. `brief` names the letter that gave the old date."""

    termijn: Termijn
    einde: Einde
    brief: str

    @property
    def naar(self) -> dt.date:
        """The new end."""
        return self.einde.uitkomst.effectief_einde


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """What a run would do: how many terms it looks at, and what moves, earliest end first.

    `bekeken_in_kamer` of those are of dossiers in the room of the cdK.
    """

    kalender: Kalender
    bekeken: int
    verplaatsingen: list[Verplaatsing]
    bekeken_in_kamer: int = 0

    def buiten_kamer(self) -> "Voorbeeld":
        """The same for who may not know of the room of the cdK: its terms are neither listed nor counted."""
        open_ = [v for v in self.verplaatsingen if not v.termijn.dossier.besloten]
        return Voorbeeld(self.kalender, self.bekeken - self.bekeken_in_kamer, open_)

    @property
    def in_brieven(self) -> int:
        """How many of them a letter has named."""
        return sum(bool(v.brief) for v in self.verplaatsingen)


@dataclass(slots=True)
class _Rekenaar:
    """Computes many terms; those with the same beginning and no events once."""

    kalender: Kalender
    gebeurtenissen: dict[int, list[Termijngebeurtenis]]
    bekend: dict[tuple[Any, ...], Einde] = field(default_factory=dict)

    def einde(self, wortel: int, begin: tuple[Any, ...]) -> Einde:
        """The end of the term with this root and these values of `BEGINVELDEN`."""
        rijen = self.gebeurtenissen.get(wortel)
        if not rijen and (gevonden := self.bekend.get(begin)):
            return gevonden
        einde = bereken_einde(als_verloop(begin_uit(*begin), rijen or ()), self.kalender)
        if not rijen:
            self.bekend[begin] = einde
        return einde


def _rekenaar(kalender: Kalender) -> _Rekenaar:
    per_wortel: dict[int, list[Termijngebeurtenis]] = defaultdict(list)
    levend = Q(termijn__status__in=LEVEND) | Q(termijn__versies__status__in=LEVEND)
    for rij in Termijngebeurtenis.objects.filter(levend).distinct():
        per_wortel[rij.termijn_id].append(rij)
    return _Rekenaar(kalender, per_wortel)


def bekijk(kalender: Kalender | None = None) -> Voorbeeld:
    """What would move under this calendar (default: the one in force); changes nothing."""
    gekozen = kalender or feestdagen.geldende_kalender()
    rekenaar = _rekenaar(gekozen)
    bekeken, in_kamer, anders = 0, 0, []
    levend = Termijn.objects.filter(status__in=LEVEND).order_by("pk")
    for pk, kamer, wortel, ruw, effectief, *begin in levend.values_list(
        "pk", "dossier__kamer", "wortel_id", "ruw_einde", "effectief_einde", *BEGINVELDEN
    ).iterator(chunk_size=5000):
        bekeken += 1
        in_kamer += bool(kamer)
        uitkomst = rekenaar.einde(wortel or pk, tuple(begin)).uitkomst
        if (uitkomst.ruw_einde, uitkomst.effectief_einde) != (ruw, effectief):
            anders.append(pk)
    verplaatsingen = [v for pak in _pakken(anders) for v in _verplaatsingen(pak, rekenaar)]
    verplaatsingen.sort(key=lambda v: (v.termijn.effectief_einde, v.termijn.pk))
    return Voorbeeld(gekozen, bekeken, verplaatsingen, in_kamer)


def _pakken(sleutels: Sequence[int]) -> Iterator[Sequence[int]]:
    return (sleutels[n : n + PAK] for n in range(0, len(sleutels), PAK))


def _verplaatsingen(sleutels: Sequence[int], rekenaar: _Rekenaar) -> list[Verplaatsing]:
    """As `bekijk` found them, with all that the list shows; without those whose kept date was decided on."""
    rijen = (
        Termijn.objects.filter(pk__in=sleutels, status__in=LEVEND)
        .select_related("dossier__overheid", "dossier__behandelaar", "stap", "verzending__brief", "wortel")
        .order_by("pk")
    )
    gehouden = set(
        Verschuiving.objects.filter(termijn__in=sleutels, status=VerschuivingStatus.GEHOUDEN).values_list(
            "termijn_id", "naar_einde"
        )
    )
    gevonden = []
    for termijn in rijen:
        einde = rekenaar.einde(termijn.wortel_pk, tuple(getattr(termijn, veld) for veld in BEGINVELDEN))
        nieuw = (einde.uitkomst.ruw_einde, einde.uitkomst.effectief_einde)
        if nieuw != (termijn.ruw_einde, termijn.effectief_einde) and (termijn.pk, nieuw[1]) not in gehouden:
            gevonden.append(Verplaatsing(termijn, einde, brief_met_datum(termijn)))
    return gevonden


def brief_met_datum(termijn: Termijn) -> str:
    """The letter that named the present end of the term; empty when none did, or when it moved since."""
    if termijn.verzending is None:
        return ""
    if termijn.wortel is not None and termijn.wortel.effectief_einde != termijn.effectief_einde:
        return ""
    brief = termijn.verzending.brief
    datum = f" van {datum_voluit(brief.briefdatum)}" if brief.briefdatum else ""
    return f"{brief.soort} {brief.kenmerk}{datum}".replace("  ", " ")


@transaction.atomic
def herbereken_termijnen(*, reden: str, door: User | None, kalender: Kalender | None = None) -> Herberekening:
    """Compute all living terms anew and lay down what moved.

    What no letter named moves now, as new versions with a line in the logboek each; what a letter named waits for
    `bevestig_verschuiving` or `houd_datum`. `door` None is the command line; a person needs a right. What is in the
    room of the cdK moves too, but no count tells of it.
    """
    if door is not None and not door.has_perm(rollen.BEHEER_KALENDER):
        raise GeenRecht("U mag de termijnen niet opnieuw laten berekenen. Vraag de beheerder.")
    waarom = eis_tekst(reden, veld="reden", wat="de reden in")
    voorbeeld = bekijk(kalender)
    ronde = Herberekening.objects.create(
        kalender_versie=voorbeeld.kalender.versie,
        reden=waarom,
        gedaan_door=door,
        gedaan_op=clock.nu(),
        bekeken=voorbeeld.buiten_kamer().bekeken,
    )
    _sluit_dossiers(voorbeeld)
    rekenaar = _rekenaar(voorbeeld.kalender)
    # Again, now that nobody else can write: what changed while we waited for the locks is taken as it is now.
    sleutels = [v.termijn.pk for v in voorbeeld.verplaatsingen]
    verplaatsingen = [v for pak in _pakken(sleutels) for v in _verplaatsingen(pak, rekenaar)]
    vrij = [v for v in verplaatsingen if not v.brief]
    _verplaats(vrij, waarom, door)
    _leg_neer(ronde, vrij, VerschuivingStatus.VERPLAATST, door)
    _laat_bevestigen(ronde, [v for v in verplaatsingen if v.brief], door)
    te_zien = [bool(v.brief) for v in verplaatsingen if not v.termijn.dossier.besloten]
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("herberekening", str(ronde.pk)),
        handeling="herberekend",
        door=door,
        reden=waarom,
        gegevens={
            "kalender_versie": ronde.kalender_versie,
            "bekeken": ronde.bekeken,
            "verplaatst": te_zien.count(False),
            "te_bevestigen": te_zien.count(True),
        },
    )
    return ronde


def _sluit_dossiers(voorbeeld: Voorbeeld) -> None:
    dossiers = sorted({v.termijn.dossier_id for v in voorbeeld.verplaatsingen})
    for pak in _pakken(dossiers):
        list(
            Dossier.objects.select_for_update(of=("self",))
            .filter(pk__in=pak)
            .order_by("pk")
            .values_list("pk")
        )


def _verplaats(verplaatsingen: Sequence[Verplaatsing], reden: str, door: User | None) -> None:
    vandaag = clock.vandaag()
    nieuwe = []
    for verplaatsing in verplaatsingen:
        nieuw = nieuwe_versie(verplaatsing.termijn, reden=reden)
        vul(nieuw, verplaatsing.einde)
        nieuwe.append(nieuw)
    for pak in _pakken([v.termijn.pk for v in verplaatsingen]):
        Termijn.objects.filter(pk__in=pak).update(
            status=TermijnStatus.VERVANGEN, gestopt_op=vandaag, stop_reden=reden[:200]
        )
    Termijn.objects.bulk_create(nieuwe, batch_size=PAK)
    for verplaatsing, nieuw in zip(verplaatsingen, nieuwe, strict=True):
        oud = verplaatsing.termijn
        oud.status = TermijnStatus.VERVANGEN
        log_termijn(oud, "termijn_vervangen", door=door, reden=reden)
        log_termijn(nieuw, "termijn_herrekend", door=door, reden=reden)


def _leg_neer(
    ronde: Herberekening, verplaatsingen: Sequence[Verplaatsing], status: str, door: User | None
) -> list[Verschuiving]:
    af = status != VerschuivingStatus.TE_BEVESTIGEN
    return Verschuiving.objects.bulk_create(
        [
            Verschuiving(
                herberekening=ronde,
                termijn=v.termijn,
                van_einde=v.termijn.effectief_einde,
                naar_einde=v.naar,
                reden=ronde.reden,
                brief=v.brief,
                status=status,
                afgedaan_door=door if af else None,
                afgedaan_op=ronde.gedaan_op if af else None,
            )
            for v in verplaatsingen
        ],
        batch_size=PAK,
    )


def _laat_bevestigen(ronde: Herberekening, verplaatsingen: Sequence[Verplaatsing], door: User | None) -> None:
    """Lay down what a letter named, and tell the behandelaar; an older question about the term lapses."""
    for pak in _pakken([v.termijn.pk for v in verplaatsingen]):
        Verschuiving.objects.filter(termijn__in=pak, status=VerschuivingStatus.TE_BEVESTIGEN).update(
            status=VerschuivingStatus.VERVALLEN, afgedaan_door=door, afgedaan_op=ronde.gedaan_op
        )
    gelegd = _leg_neer(ronde, verplaatsingen, VerschuivingStatus.TE_BEVESTIGEN, door)
    for verschuiving in gelegd:
        dossier = verschuiving.termijn.dossier
        meld(
            dossier,
            sleutel=f"verschuiving:{verschuiving.pk}",
            ontvanger=dossier.behandelaar,
            onderwerp=f"{dossier.nummer}: een einddatum uit een brief verschuift",
            tekst=(
                f"{verschuiving.termijn.get_soort_display()}: {datum_voluit(verschuiving.van_einde)} wordt "
                f"{datum_voluit(verschuiving.naar_einde)} ({ronde.reden}). "
                f"Brief {verschuiving.brief} noemt de oude datum. "
                "Bevestig de nieuwe datum, of houd die van de brief aan, op de pagina van het dossier."
            ),
        )


@transaction.atomic
def bevestig_kalenderwijziging(*, wijziging_id: int, door: User) -> Herberekening:
    """Confirm a change of the holidays as a second person, and compute all living terms anew with it."""
    versie = feestdagen.bevestig_wijziging(wijziging_id=wijziging_id, door=door)
    wijziging = versie.wijziging
    wat = (
        "is nu een gelijkgestelde dag"
        if wijziging.soort == "toevoegen"
        else "is geen gelijkgestelde dag meer"
    )
    return herbereken_termijnen(reden=f"{datum_voluit(wijziging.datum)} {wat}", door=door)


@transaction.atomic
def bevestig_verschuiving(*, verschuiving_id: int, door: User) -> Termijn:
    """Move a term although a letter named the old date. Raises `Conflict` when the term changed meanwhile."""
    verschuiving, termijn = _neem_verschuiving(verschuiving_id, door)
    if termijn is None:
        raise Conflict("De termijn is intussen veranderd; deze vraag is vervallen.")
    nieuw = herzie(termijn, "termijn_herrekend", reden=verschuiving.reden, op=clock.vandaag(), door=door)
    _doe_af(verschuiving, VerschuivingStatus.BEVESTIGD, door)
    return nieuw


@transaction.atomic
def houd_datum(*, verschuiving_id: int, door: User) -> None:
    """Keep the date of the letter. Refused for a term that the law itself sets: its end is not ours to choose."""
    verschuiving, termijn = _neem_verschuiving(verschuiving_id, door)
    if termijn is None:
        raise Conflict("De termijn is intussen veranderd; deze vraag is vervallen.")
    if not verschuiving.mag_houden:
        raise Weigering(
            "De wet bepaalt wanneer deze termijn eindigt. Bevestig de nieuwe datum en stuur er bericht over."
        )
    _doe_af(verschuiving, VerschuivingStatus.GEHOUDEN, door)
    log_termijn(termijn, "termijn_gehouden", door=door, reden=verschuiving.reden)


def _neem_verschuiving(verschuiving_id: int, door: User) -> tuple[Verschuiving, Termijn | None]:
    """The open question, with its term locked; `None` for a term that has another end or version by now."""
    gevonden = (
        Verschuiving.objects.filter(pk=verschuiving_id).values_list("termijn", "termijn__dossier").first()
    )
    if gevonden is None:
        raise NietGevonden("Deze verschuiving bestaat niet, of u mag haar niet zien.")
    termijn_id, dossier_id = gevonden
    neem_dossier(dossier_id, door)
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen dossiers behandelen. Vraag de behandelaar of uw coördinator.")
    termijn = neem_termijn(termijn_id)
    verschuiving = Verschuiving.objects.select_for_update().get(pk=verschuiving_id)
    if verschuiving.status != VerschuivingStatus.TE_BEVESTIGEN:
        raise Conflict(f"Deze vraag is al afgedaan: {klein(verschuiving.get_status_display())}.")
    zelfde = termijn.pk == verschuiving.termijn_id and termijn.status in LEVEND
    return verschuiving, termijn if zelfde else None


def _doe_af(verschuiving: Verschuiving, status: str, door: User) -> None:
    verschuiving.status, verschuiving.afgedaan_door, verschuiving.afgedaan_op = status, door, clock.nu()
    verschuiving.save(update_fields=["status", "afgedaan_door", "afgedaan_op"])
