"""Reads over housing figures: the book-keeping of each municipality per half-year, at any two dates.

`peildatum`: what was true by that day. `kennisdatum`: rows that were established by that moment.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from signalen.cijfers.huisvesting.boekhouding import boek
from signalen.cijfers.huisvesting.perioden import Periode
from signalen.cijfers.huisvesting.taakstelling import Somcontrole, controleer_som
from signalen.models import Beginstand, Halfjaar, Herverdeling, Realisatie, Saldodeel, Taakstelling
from signalen.selectors.huisvestinginbreng import Inbreng, inbreng_van, lees_delen
from signalen.selectors.huisvestingstanden import (
    Deel,
    Halfjaarstand,
    Herkomst,
    Meting,
    Overdracht,
    Taak,
    Verloop,
)
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.organisaties.opvolging import Schakel, opvolgketen

UIT_VORIG, UIT_BEGINSTAND, ONBEKEND = "vorig halfjaar", "beginstand", "onbekend"
UIT_VOORGANGERS = "voorgangers"


@dataclass(slots=True)
class _Rijen:
    """Established rows of one municipality, each list oldest first."""

    taken: dict[Periode, Taakstelling] = field(default_factory=dict)
    beginstanden: dict[Periode, Beginstand] = field(default_factory=dict)
    overdrachten: dict[tuple[Periode, int, int], Herverdeling] = field(default_factory=dict)
    metingen: dict[Periode, list[Realisatie]] = field(default_factory=lambda: defaultdict(list))


def verlopen(
    overheid_ids: Iterable[int],
    *,
    peildatum: dt.date,
    kennisdatum: dt.datetime,
    user: User | None,
) -> dict[int, Verloop]:
    """The book-keeping of these municipalities; without figures a Verloop without half-years.

    `user` None is the system; an account without the right to see the figures gets no half-years.
    The balance of predecessors that went into one as a whole goes along (Wet arhi 44), with what went into those
    before; of a split one what a person gave it (`Saldodeel`). Five queries, however many municipalities; for
    predecessors one for each step back and four more, and one for split ones. One when nobody has a task.
    """
    ids = list(dict.fromkeys(overheid_ids))
    if user is not None and not user.has_perm(rollen.BEKIJK_HUISVESTING):
        return {pk: Verloop(pk, ()) for pk in ids}
    rijen = _lees(ids, kennisdatum)
    if not rijen:
        return {pk: Verloop(pk, ()) for pk in ids}
    keten = opvolgketen(ids, peildatum)
    oud = {schakel.voorganger_id for schakel in keten if not schakel.gesplitst} - set(ids)
    rijen |= _lees(sorted(oud), kennisdatum) if oud else {}
    boeken = _Boeken(rijen, keten, lees_delen(keten, kennisdatum), peildatum)
    return {pk: boeken.van(pk) for pk in ids}


class _Boeken:
    """The book-keeping of municipalities and of those they came from, each made once."""

    def __init__(
        self,
        rijen: Mapping[int, _Rijen],
        keten: Iterable[Schakel],
        delen: Mapping[tuple[int, int, Periode], Saldodeel],
        peildatum: dt.date,
    ) -> None:
        self._rijen, self._delen, self._peildatum = rijen, delen, peildatum
        self._voorgangers: dict[int, list[Schakel]] = defaultdict(list)
        for schakel in keten:
            self._voorgangers[schakel.opvolger_id].append(schakel)
        self._gemaakt: dict[int, Verloop] = {}

    def van(self, pk: int) -> Verloop:
        """The half-years of this municipality, with what came in from others."""
        if pk not in self._gemaakt:
            self._gemaakt[pk] = Verloop(pk, ())  # so that wrong data in a circle comes to an end
            voorgangers = self._voorgangers.get(pk, [])
            vroeger = {v.voorganger_id: self.van(v.voorganger_id) for v in voorgangers if not v.gesplitst}
            inbreng = inbreng_van(voorgangers, vroeger, self._delen)
            self._gemaakt[pk] = _verloop(pk, self._rijen.get(pk, _Rijen()), self._peildatum, inbreng)
        return self._gemaakt[pk]


def verloop(overheid_id: int, *, peildatum: dt.date, kennisdatum: dt.datetime, user: User | None) -> Verloop:
    """The book-keeping of one municipality; see `verlopen`."""
    return verlopen([overheid_id], peildatum=peildatum, kennisdatum=kennisdatum, user=user)[overheid_id]


def _bekend(model: Any, kennisdatum: dt.datetime, *met: str) -> Any:
    """Established rows of a model, oldest first, so that a later one takes the place of an earlier."""
    rijen = model.objects.bekend_op(kennisdatum)
    return rijen.select_related("levering__geladen_door", "levering__vastgesteld_door", *met).order_by("pk")


def _lees(ids: Sequence[int], kennisdatum: dt.datetime) -> dict[int, _Rijen]:
    rijen: dict[int, _Rijen] = defaultdict(_Rijen)
    for taak in _bekend(Taakstelling, kennisdatum).filter(overheid__in=ids):
        rijen[taak.overheid_id].taken[taak.periode] = taak
    if not rijen:  # without a task there is no book-keeping
        return rijen
    for begin in _bekend(Beginstand, kennisdatum).filter(overheid__in=ids):
        rijen[begin.overheid_id].beginstanden[begin.periode] = begin
    for meting in _bekend(Realisatie, kennisdatum).filter(overheid__in=ids):
        rijen[meting.overheid_id].metingen[meting.periode].append(meting)
    eigen = set(ids)
    for overdracht in _bekend(Herverdeling, kennisdatum, "van", "naar"):
        sleutel = (overdracht.periode, overdracht.van_id, overdracht.naar_id)
        for pk in {overdracht.van_id, overdracht.naar_id} & eigen:
            rijen[pk].overdrachten[sleutel] = overdracht
    return rijen


def _verloop(
    overheid_id: int, rijen: _Rijen, peildatum: dt.date, inbreng: Mapping[Periode, Inbreng] | None = None
) -> Verloop:
    begonnen = sorted(periode for periode in rijen.taken if periode.begin <= peildatum)
    if not begonnen:
        return Verloop(overheid_id, ())
    standen: list[Halfjaarstand] = []
    periode = begonnen[0]
    while periode <= begonnen[-1]:
        if periode not in rijen.taken:
            return Verloop(overheid_id, tuple(standen), ontbreekt=periode)
        vorige = standen[-1] if standen else None
        standen.append(_stand(overheid_id, periode, rijen, vorige, peildatum, (inbreng or {}).get(periode)))
        periode = periode.volgende
    return Verloop(overheid_id, tuple(standen))


def _stand(
    overheid_id: int,
    periode: Periode,
    rijen: _Rijen,
    vorige: Halfjaarstand | None,
    peildatum: dt.date,
    inbreng: Inbreng | None = None,
) -> Halfjaarstand:
    begin = rijen.beginstanden.get(periode)
    saldo, uit = _begin(begin, vorige, inbreng)
    overdrachten = _overdrachten(overheid_id, periode, rijen)
    metingen = _metingen(rijen.metingen.get(periode, []), peildatum)
    geldend = [meting for meting in metingen if meting.geldt]
    return Halfjaarstand(
        boeking=boek(
            periode=periode,
            taakstelling=rijen.taken[periode].aantal,
            herverdeling=sum(overdracht.aantal for overdracht in overdrachten),
            saldo_begin=saldo,
            gehuisvest=max(geldend, key=lambda m: m.peildatum).aantal if geldend else 0,
        ),
        taak=_taak(rijen.taken[periode]),
        begin_uit=uit,
        begin_herkomst=_herkomst(begin) if begin is not None else None,
        begin_voorlopig=begin is None and _voorlopig(vorige, inbreng),
        delen=tuple(
            Deel(d.aantal, d.voorganger.naam, _herkomst(d))
            for d in (inbreng.delen if inbreng and begin is None else ())
        ),
        overdrachten=overdrachten,
        metingen=metingen,
    )


def _begin(
    begin: Beginstand | None, vorige: Halfjaarstand | None, inbreng: Inbreng | None
) -> tuple[int, str]:
    """The balance at the begin and where it comes from: as established, else carried on, and what joined it."""
    if begin is not None:
        return begin.saldo, UIT_BEGINSTAND
    eigen = vorige.boeking.saldo_eind if vorige else 0
    if inbreng is not None and inbreng.saldo is not None:
        return eigen + inbreng.saldo, UIT_VOORGANGERS
    return eigen, UIT_VORIG if vorige else ONBEKEND


def _voorlopig(vorige: Halfjaarstand | None, inbreng: Inbreng | None) -> bool:
    eigen = vorige is not None and not vorige.definitief
    return eigen or (inbreng is not None and inbreng.volledig and inbreng.voorlopig)


def _taak(rij: Taakstelling) -> Taak:
    return Taak(rij.aantal, rij.berekend, rij.inwoners, rij.vg, rij.inwoners_nederland, _herkomst(rij))


def _overdrachten(overheid_id: int, periode: Periode, rijen: _Rijen) -> tuple[Overdracht, ...]:
    """What this municipality gave (below zero) and took (above zero); a withdrawn transfer of 0 is left out."""
    return tuple(
        Overdracht(
            aantal=rij.aantal if rij.naar_id == overheid_id else -rij.aantal,
            ander=rij.van.naam if rij.naar_id == overheid_id else rij.naar.naam,
            besluit_van=rij.besluit_van,
            besluit_naar=rij.besluit_naar,
            herkomst=_herkomst(rij),
        )
        for (van_periode, _, _), rij in rijen.overdrachten.items()
        if van_periode == periode and rij.aantal
    )


def _metingen(rijen: Sequence[Realisatie], peildatum: dt.date) -> tuple[Meting, ...]:
    """All rows up to `peildatum`, by day and then by row; of each day the last row counts."""
    gekend = sorted((r for r in rijen if r.peildatum <= peildatum), key=lambda r: (r.peildatum, r.pk))
    laatste = {rij.peildatum: rij.pk for rij in gekend}
    return tuple(
        Meting(
            peildatum=rij.peildatum,
            aantal=rij.aantal,
            correctie=rij.get_correctiegrond_display() if rij.correctiegrond else "",
            geldt=laatste[rij.peildatum] == rij.pk,
            herkomst=_herkomst(rij),
        )
        for rij in gekend
    )


def _herkomst(rij: Any) -> Herkomst:
    levering = rij.levering
    return Herkomst(
        bron=rij.bron,
        levering=levering.pk,
        geladen_door=levering.geladen_door.naam if levering.geladen_door else "het systeem",
        vastgesteld_door=levering.vastgesteld_door.naam if levering.vastgesteld_door else "",
        vastgesteld_op=levering.beoordeeld_op,
        reden=getattr(rij, "reden", ""),
    )


@dataclass(frozen=True, slots=True)
class Landelijk:
    """The national number of a half-year."""

    periode: Periode
    vg: int
    inwoners: int
    gepubliceerd_op: dt.date
    herkomst: Herkomst


def landelijk(periode: Periode, *, kennisdatum: dt.datetime) -> Landelijk | None:
    """The established national number of this half-year, or None."""
    rij = _bekend(Halfjaar, kennisdatum).filter(jaar=periode.jaar, helft=periode.helft).last()
    if rij is None:
        return None
    return Landelijk(periode, rij.vg, rij.inwoners_nederland, rij.gepubliceerd_op, _herkomst(rij))


def halfjaren(*, kennisdatum: dt.datetime, tot_en_met: dt.date) -> list[Periode]:
    """Half-years with an established taakstelling that began by then, newest first."""
    paren = Taakstelling.objects.bekend_op(kennisdatum).values_list("jaar", "helft").distinct().order_by()
    perioden = (Periode(jaar, helft) for jaar, helft in paren)
    return sorted((periode for periode in perioden if periode.begin <= tot_en_met), reverse=True)


def somcontrole(standen: Iterable[Halfjaarstand]) -> Somcontrole | None:
    """Check the taakstellingen of one half-year against the national share; None when that is not known."""
    taken = [s.taak for s in standen if s.taak.inwoners and s.taak.nederland and s.taak.vg is not None]
    if not taken:
        return None
    een = taken[-1]
    return controleer_som(
        vg=een.vg or 0, nederland=een.nederland or 1, rijen=[(t.aantal, t.inwoners or 0) for t in taken]
    )
