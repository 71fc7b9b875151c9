"""All that stands on the page of one proposal, as plain data for its template."""

from dataclasses import dataclass, replace

from interventieladder.guards.mededelingen import gevraagd
from interventieladder.guards.voorstelvelden import OOK_VAN, VELDEN_PER_GUARD
from interventieladder.ladders import machine_op
from interventieladder.models import Besluit, Brief, Dossier, Paraaf, Voorstel
from interventieladder.models.stukken import BriefStatus
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.models.voorstelrechten import is_opsteller
from interventieladder.selectors.watkannu import Herstel, Voorwaarde, voorwaarde
from interventieladder.treden import DOCUMENTEN
from toezicht.core import clock
from toezicht.core.models import User
from toezicht.core.transitions import (
    BESLUIT,
    DOSSIER,
    VOORSTEL,
    Guard,
    Overgang,
    Toets,
    mogelijkheden,
    toets_overgang,
)


@dataclass(frozen=True, slots=True)
class Briefrij:
    """A document of the proposal: made or still to make. `verplicht`: the step asks it."""

    soort: str
    naam: str
    sjabloon: bool
    verplicht: bool
    brief: Brief | None


@dataclass(frozen=True, slots=True)
class Voorstelpagina:
    """One proposal as its page shows it. `daden`: acts of its machine that this user has the right to."""

    voorstel: Voorstel
    dossier: Dossier
    regels: Overgang
    voorwaarden: list[Voorwaarde]
    brieven: list[Briefrij]
    parafen: list[Paraaf]
    besluit: Besluit | None
    daden: frozenset[str]
    ingehaald: bool

    @property
    def tegen(self) -> list[Voorwaarde]:
        """What stands in the way, hard and soft."""
        return [v for v in self.voorwaarden if not v.gehaald]

    @property
    def nog(self) -> int:
        """How many hard conditions are not met."""
        return len([v for v in self.voorwaarden if not v.gehaald and not v.zacht])

    @property
    def bewerkbaar(self) -> bool:
        """Whether this user may change the words and letters now."""
        return self.voorstel.status == VoorstelStatus.CONCEPT and "dien_in" in self.daden


def regels_van(voorstel: Voorstel) -> Overgang:
    """The step as declared, also when the dossier moved on meanwhile."""
    return next(
        o
        for o in machine_op(voorstel.dossier.ladder).overgangen
        if o.stap == voorstel.stap and o.van == voorstel.van
    )


def voorstelpagina(user: User, voorstel: Voorstel) -> Voorstelpagina:
    """Everything for the page of one proposal."""
    dossier = voorstel.dossier
    regels = regels_van(voorstel)
    ingehaald = dossier.stand != voorstel.van and voorstel.status != VoorstelStatus.UITGEVOERD
    brieven = _brieven(voorstel)
    return Voorstelpagina(
        voorstel=voorstel,
        dossier=dossier,
        regels=regels,
        voorwaarden=_voorwaarden(voorstel, regels, user) if dossier.stand == voorstel.van else [],
        brieven=_brievenrijen(gevraagd(dossier, regels.documenten), brieven),
        parafen=list(voorstel.parafen.select_related("door")),
        besluit=getattr(voorstel, "besluit", None),
        daden=frozenset(
            m.overgang.stap for m in mogelijkheden(voorstel, door=user, datum=clock.vandaag()) if m.recht
        ),
        ingehaald=ingehaald,
    )


def _voorwaarden(voorstel: Voorstel, regels: Overgang, user: User) -> list[Voorwaarde]:
    """The guards that can be met by now: those of the decision only once it was taken."""
    fasen = (
        (DOSSIER, VOORSTEL, BESLUIT) if voorstel.status == VoorstelStatus.VASTGESTELD else (DOSSIER, VOORSTEL)
    )
    toets = Toets(voorstel.dossier, voorstel, user, clock.vandaag())
    tegen = {b.code: b for b in toets_overgang(regels, toets, fasen)}
    schrijft = voorstel.status == VoorstelStatus.CONCEPT and is_opsteller(voorstel, user)
    return [
        _met_herstel(
            voorwaarde(g, tegen.get(g.code), toets.bewijs, voorstel.dossier, user), g, voorstel, schrijft
        )
        for g in regels.guards
        if g.fase in fasen
    ]


def _met_herstel(v: Voorwaarde, guard: Guard, voorstel: Voorstel, schrijft: bool) -> Voorwaarde:
    """While the drafter writes, what is missing in the words or letters has its place on this page."""
    if v.gehaald or v.herstel is not None or not schrijft:
        return v
    if guard.herstel == "brieven":
        return replace(v, herstel=Herstel("Naar de brieven", anker="brieven", hier=True))
    if guard.herstel != "voorstel":
        return v
    velden = VELDEN_PER_GUARD.get(guard.code) or OOK_VAN.get(guard.code, ("gevraagd",))
    veld = next((naam for naam in velden if not getattr(voorstel, naam)), velden[0])
    return replace(v, herstel=Herstel("Vul in", anker=f"id_{veld}", hier=True))


def _brieven(voorstel: Voorstel) -> dict[str, Brief]:
    alle = voorstel.brieven.all()
    if voorstel.status not in (VoorstelStatus.INGETROKKEN, VoorstelStatus.VERVALLEN):
        alle = alle.exclude(status=BriefStatus.VERVALLEN)
    return {brief.soort: brief for brief in alle.order_by("id")}


def _brievenrijen(nodig: list[str], brieven: dict[str, Brief]) -> list[Briefrij]:
    """What the step asks of this organisation, then what was added besides."""
    uit = [_rij(soort, verplicht=True, brief=brieven.get(soort)) for soort in nodig]
    extra = [soort for soort in brieven if soort not in nodig]
    return uit + [_rij(soort, verplicht=False, brief=brieven[soort]) for soort in extra]


def _rij(soort: str, *, verplicht: bool, brief: Brief | None) -> Briefrij:
    document = DOCUMENTEN[soort]
    return Briefrij(soort, document.naam, document.sjabloon, verplicht, brief)
