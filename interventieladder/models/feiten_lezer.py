"""The facts of one dossier, each list read at most once: what the guards look at."""

import datetime as dt
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from interventieladder.beleid.agenda import ritme
from interventieladder.bestuurskracht import Patroon, vind_patroon
from interventieladder.models import feiten_vragen as vragen
from interventieladder.models.feit import Feit
from interventieladder.models.feiten import Afspraak, Beoordeling, Spoedvaststelling
from interventieladder.models.kosten import Kostenregel
from interventieladder.models.ladderstap import Ladderstap
from interventieladder.models.overname import (
    OvergenomenBesluit,
    OvergenomenBrief,
    OvergenomenTermijn,
    Overname,
)
from interventieladder.models.stukken import Brief, Stuk, Verzending
from interventieladder.models.termijn import Termijn
from interventieladder.models.voorstel import Paraaf, Voorstel
from interventieladder.models.zienswijze import Zienswijze
from interventieladder.treden import Stand, hoogte
from signalen.selectors.bestuurskracht import Lot, lot_van, tellend
from toezicht.core import clock
from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.termijnen import Kalender
from toezicht.core.vaste_vragen import Vast

if TYPE_CHECKING:
    from interventieladder.models.besluit import Besluit
    from interventieladder.models.bestuurskracht import Herevaluatietaak, Rolkeuze, Situatieschets
    from interventieladder.models.dossier import Dossier


Rij = TypeVar("Rij")


class Feiten:
    """Lists of dated facts of one dossier. Throw away after a change."""

    def __init__(self, dossier: "Dossier") -> None:
        self.dossier = dossier

    def _eigen(self, vraag: Vast[Rij]) -> list[Rij]:
        """The rows of this dossier, each with the dossier itself, as its own relation would give them."""
        rijen: list[Any] = vraag(dossier=self.dossier)
        for rij in rijen:
            rij.dossier = self.dossier
        return rijen

    @cached_property
    def stappen(self) -> list[Ladderstap]:
        """All stays on rungs, oldest first."""
        return self._eigen(vragen.stappen)

    @property
    def stap(self) -> Ladderstap | None:
        """The running stay."""
        return next((s for s in self.stappen if s.tot is None), None)

    @cached_property
    def kalender(self) -> Kalender:
        """The calendar in force, with every confirmed change of the holiday table."""
        return geldende_kalender()

    @cached_property
    def beoordelingen(self) -> list[Beoordeling]:
        """All assessments, oldest first; `stuktitels` names the papers each rests on."""
        return self._eigen(vragen.beoordelingen)

    def laatste(self, soort: str, *, deze_stap: bool = True) -> Beoordeling | None:
        """The newest assessment of a kind, by default within the running stay."""
        stap = self.stap
        passend = [
            b
            for b in self.beoordelingen
            if b.soort == soort and (not deze_stap or (stap and b.stap_id == stap.pk))
        ]
        return passend[-1] if passend else None

    @cached_property
    def overname(self) -> Overname | None:
        """From where the dossier was taken over; None when it began here. Read along with the dossier."""
        return getattr(self.dossier, "overname", None)

    @cached_property
    def overgenomen_besluiten(self) -> dict[int, OvergenomenBesluit]:
        """Decisions of the source, by the stay that began with them."""
        return {besluit.stap_id: besluit for besluit in vragen.overgenomen_besluiten(dossier=self.dossier)}

    @cached_property
    def overgenomen_brieven(self) -> list[OvergenomenBrief]:
        """Letters of the source, oldest first."""
        return vragen.overgenomen_brieven(dossier=self.dossier)

    @cached_property
    def overgenomen_termijnen(self) -> dict[int, OvergenomenTermijn]:
        """Terms of the source, by the key of the first version of the term."""
        return {rij.termijn_id: rij for rij in vragen.overgenomen_termijnen(dossier=self.dossier)}

    def einden_te_kiezen(self, termijn: Termijn) -> tuple[dt.date, dt.date] | None:
        """Both ends, the earliest first, where letter and calculation differ and nobody chose; else None."""
        rij = self.overgenomen_termijnen.get(termijn.pk) if self.overname is not None else None
        return rij.einden if rij is not None and rij.te_kiezen else None

    @cached_property
    def losse_feiten(self) -> list[Feit]:
        """Facts of the ladder's own kinds that were not replaced by a correction, oldest first."""
        return self._eigen(vragen.losse_feiten)

    def feiten_van(self, soort: str, *, tot: dt.date | None = None) -> list[Feit]:
        """Facts of one kind that count: verified where the plan asks a second pair of eyes, dated up to `tot`."""
        regels = self.dossier.plan.feitsoort(soort)
        vier_ogen = regels is not None and regels.vier_ogen
        return [
            f
            for f in self.losse_feiten
            if f.soort == soort
            and (not vier_ogen or f.geverifieerd_op is not None)
            and (tot is None or f.datum <= tot)
        ]

    def feit(self, soort: str, *, tot: dt.date | None = None) -> Feit | None:
        """The newest fact of one kind that counts, or None."""
        passend = self.feiten_van(soort, tot=tot)
        return passend[-1] if passend else None

    @cached_property
    def stukken(self) -> list[Stuk]:
        """Papers that were not replaced by a better version, oldest first."""
        return self._eigen(vragen.stukken)

    def stukken_van(self, *soorten: str, vanaf: dt.date | None = None) -> list[Stuk]:
        """Papers of these kinds, dated on or after `vanaf`."""
        return [s for s in self.stukken if s.soort in soorten and (vanaf is None or s.datum >= vanaf)]

    @cached_property
    def zienswijzen(self) -> list[Zienswijze]:
        """Views on the voornemen with their points, and that none came, oldest first.

        Each belongs to a term that a voornemen began: without one nothing is asked of the database.
        """
        if not any(t.soort == "zienswijze" for t in self.termijnen):
            return []
        rijen = self._eigen(vragen.zienswijzen)
        punten = vragen.zienswijzepunten(dossier=self.dossier) if any(z.stuk_id for z in rijen) else []
        for rij in rijen:
            rij.puntenlijst = [punt for punt in punten if punt.zienswijze_id == rij.pk]
        return rijen

    @property
    def voornemen_vanaf(self) -> dt.date | None:
        """The day the newest voornemen left, the earliest when it was corrected; None before there was one."""
        laatste = self.laatste_termijn("zienswijze")
        if laatste is None:
            return None
        return min(t.start for t in self.termijnen if t.wortel_pk == laatste.wortel_pk)

    @property
    def zienswijzen_van_voornemen(self) -> list[Zienswijze]:
        """Views on the newest voornemen, and that none came: what a view on an earlier one said is done with."""
        vanaf = self.voornemen_vanaf
        return [z for z in self.zienswijzen if vanaf is not None and z.ontvangen_op >= vanaf]

    @property
    def zienswijzestukken(self) -> list[Stuk]:
        """Papers of a view on the newest voornemen not in points: from before there were, or taken over."""
        gedaan, vanaf = {z.stuk_id for z in self.zienswijzen}, self.voornemen_vanaf
        los = [s for s in self.stukken_van("zienswijze") if s.pk not in gedaan]
        return [s for s in los if vanaf is None or (s.ontvangen_op or s.datum) >= vanaf]

    @property
    def zienswijzen_uit_stukken(self) -> list[Stuk]:
        """Those among them that were not answered."""
        return [s for s in self.zienswijzestukken if not s.reactie]

    @cached_property
    def termijnen(self) -> list[Termijn]:
        """All terms."""
        return self._eigen(vragen.termijnen)

    def termijn(self, soort: str) -> Termijn | None:
        """The running term of a kind. Terms of an earlier rung were stopped when it was left."""
        return next((t for t in self.termijnen if t.soort == soort and t.status == "loopt"), None)

    @cached_property
    def afspraken(self) -> list[Afspraak]:
        """All agreements."""
        return self._eigen(vragen.afspraken)

    @cached_property
    def brieven(self) -> list[Brief]:
        """Outgoing documents of proposals that led to a step, and of the running one.

        `laatst_verzonden` is the day on which the last addressee was sent to, corrections included, or None.
        """
        return self._eigen(vragen.brieven)

    def brieven_van_voorstel(self, voorstel: Voorstel) -> list[Brief]:
        """Outgoing documents of one proposal."""
        return [b for b in self.brieven if b.voorstel_id == voorstel.pk]

    @cached_property
    def verzendingen(self) -> list[Verzending]:
        """Everything that went out, to whom and when, by the day it really went."""
        return sorted(vragen.verzendingen(dossier=self.dossier), key=lambda v: (v.verzenddatum, v.pk))

    def laatste_termijn(self, soort: str) -> Termijn | None:
        """The newest version of the newest term of a kind, running or not."""
        return max((t for t in self.termijnen if t.soort == soort), key=lambda t: t.pk, default=None)

    @cached_property
    def parafen(self) -> list[Paraaf]:
        """All checks of all proposals."""
        return vragen.parafen(dossier=self.dossier)

    @cached_property
    def spoed(self) -> list[Spoedvaststelling]:
        """Establishments of urgency."""
        return self._eigen(vragen.spoed)

    @cached_property
    def voorgangers(self) -> "list[Dossier]":
        """Closed dossiers on the same duty of the same organisation, newest first."""
        manager = type(self.dossier)._default_manager
        return list(
            manager.filter(
                ladder=self.dossier.ladder,
                overheid_id=self.dossier.overheid_id,
                taak=self.dossier.taak,
                kamer=self.dossier.kamer,
                gesloten_op__isnull=False,
            )
            .exclude(pk=self.dossier.pk)
            .order_by("-gesloten_op")
        )

    @cached_property
    def besluiten(self) -> "list[Besluit]":
        """All decisions on proposals of this dossier, oldest first, with their proposal."""
        return vragen.besluiten(dossier=self.dossier)

    def laatste_besluit(self, stap: str) -> "Besluit | None":
        """The newest decision on a proposal for this step, whatever it was."""
        passend = [b for b in self.besluiten if b.voorstel.stap == stap]
        return passend[-1] if passend else None

    @cached_property
    def kosten(self) -> list[Kostenregel]:
        """Cost lines that were not replaced by a correction, oldest first."""
        return self._eigen(vragen.kosten)

    @property
    def kostentotaal(self) -> Decimal:
        """Euro: the sum of the cost lines that count."""
        return sum((regel.bedrag for regel in self.kosten), Decimal("0.00"))

    @cached_property
    def mondeling(self) -> "Besluit | None":
        """The oral decision that was carried out and is not in writing yet, or None (Gw 124 lid 2).

        It led to T5, and no step goes on before it is in writing: on a lighter rung there is none to look for.
        """
        if hoogte(self.dossier.trede) < hoogte(Stand.T5):
            return None
        voorstel = vragen.mondeling.eerste(dossier=self.dossier)
        return voorstel.besluit if voorstel else None

    def patroon(self, datum: dt.date) -> Patroon:
        """What the signals of this organisation amount to on a day (ladder.md 4.3); without restricted ones."""
        bekend = self._patronen.get(datum)
        if bekend is None:
            bekend = self._patronen[datum] = vind_patroon(
                tellend(datum, overheid_ids=[self.dossier.overheid_id]),
                datum,
                self.dossier.beleid.signalen,
                vanaf_t3b=self.vanaf_t3b,
                ritme=ritme(self.dossier.beleid),
            )
        return bekend

    @cached_property
    def _patronen(self) -> dict[dt.date, Patroon]:
        return {}

    @cached_property
    def vanaf_t3b(self) -> bool:
        """Whether this organisation has an open dossier on T3b or higher on the general ladder."""
        alle = type(self.dossier)._default_manager.all()
        return alle.op_t3b_of_hoger().filter(overheid_id=self.dossier.overheid_id).exists()

    @cached_property
    def schets(self) -> "Situatieschets | None":
        """The newest adopted situatieschets."""
        return next(iter(self._eigen(vragen.schets)), None)

    @cached_property
    def rolkeuze(self) -> "Rolkeuze | None":
        """The role in force."""
        return next(iter(self._eigen(vragen.rolkeuze)), None)

    @cached_property
    def lot(self) -> dict[int, Lot]:
        """What became of the signals that carry the adopted situatieschets, by id."""
        schets = self.schets
        return lot_van([s["id"] for s in schets.gedragen], clock.vandaag()) if schets else {}

    @cached_property
    def open_taken(self) -> "list[Herevaluatietaak]":
        """What asks a herevaluatie."""
        return self._eigen(vragen.open_taken)

    def besluit_van(self, voorstel: Voorstel | None) -> "Besluit | None":
        """The decision on a proposal, or None."""
        return getattr(voorstel, "besluit", None) if voorstel else None
