"""What the decision brief computes itself: what later means, which doubts stay, the days of a decision apart."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.beleid.agenda import eerste_haalbare_vergadering
from interventieladder.models import Agendapunt, Besluit, Verzending, Voorstel
from interventieladder.models.stukken import Ontvangerrol
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.models.voorstelrechten import VOOR_GS
from interventieladder.selectors.watkannu import Voorwaarde
from interventieladder.termijnsoorten import Gevolg, onbewaakte_codes, soort_of_onbekend
from toezicht.core import clock
from toezicht.core.termijnen import datum_voluit

WAT_DAN = {
    Gevolg.VAN_RECHTSWEGE: "Daarna beslist de wet vanzelf",
    Gevolg.BEVOEGDHEID_VERVALT: "Daarna kan het niet meer",
    Gevolg.ALARM: "Daarna moet er alsnog iets gebeuren; de wet verbindt er zelf geen gevolg aan",
    Gevolg.GEEN: "Daarna gebeurt er vanzelf niets",
}
WACHTEND = (
    VoorstelStatus.CONCEPT,
    VoorstelStatus.TER_TOETSING,
    VoorstelStatus.TER_BESLUIT,
    VoorstelStatus.RETOUR,
)


@dataclass(frozen=True, slots=True)
class Uitstel:
    """One consequence of deciding later. `op` is the day it is about; `voorbij`: it has passed already."""

    zin: str
    op: dt.date | None = None
    voorbij: bool = False


def bij_later(voorstel: Voorstel) -> list[Uitstel]:
    """Which running term ends when, what the law does then, and when GS can decide at the earliest.

    Computed on the day of today; empty once the proposal no longer waits.
    """
    if voorstel.status not in WACHTEND:
        return []
    vandaag = clock.vandaag()
    termijnen = (
        voorstel.dossier.termijnen.filter(status=TermijnStatus.LOOPT)
        .exclude(soort__in=onbewaakte_codes())
        .order_by("effectief_einde", "pk")
    )
    uit = [_termijn(t.soort, t.effectief_einde, vandaag) for t in termijnen]
    if not uit:
        uit = [Uitstel("Er loopt geen termijn in dit dossier: later beslissen verandert de rechten niet.")]
    if voorstel.niveau in VOOR_GS or voorstel.naar_gs:
        uit.extend(_vergadering(voorstel, vandaag))
    return uit


def _termijn(code: str, einde: dt.date, vandaag: dt.date) -> Uitstel:
    soort = soort_of_onbekend(code)
    wat_dan = WAT_DAN[soort.gevolg]
    grond = (
        f" ({soort.grondslag})" if soort.gevolg in (Gevolg.VAN_RECHTSWEGE, Gevolg.BEVOEGDHEID_VERVALT) else ""
    )
    naam = soort.naam[:1].lower() + soort.naam[1:]
    if einde < vandaag:
        return Uitstel(f"De termijn “{naam}” is sinds {datum_voluit(einde)} voorbij.", einde, voorbij=True)
    nog = "vandaag" if einde == vandaag else f"over {(einde - vandaag).days} dagen"
    return Uitstel(f"De termijn “{naam}” eindigt {nog}, op {datum_voluit(einde)}. {wat_dan}{grond}.", einde)


def _vergadering(voorstel: Voorstel, vandaag: dt.date) -> list[Uitstel]:
    """When GS can decide at the earliest: on whose agenda it stands, or the first whose papers are open."""
    punt = agendapunt_van(voorstel)
    if punt is not None:
        dag = punt.vergadering.datum
        return [Uitstel(f"Het staat op de agenda van GS van {datum_voluit(dag)}, punt {punt.nummer}.", dag)]
    eerste = eerste_haalbare_vergadering(voorstel.dossier.beleid, vandaag)
    if eerste is None:
        return []
    zin = (
        f"De eerstvolgende vergadering van GS waarvoor stukken nog open staan, is op {datum_voluit(eerste)}."
    )
    return [Uitstel(zin, eerste)]


def agendapunt_van(voorstel: Voorstel) -> Agendapunt | None:
    """The open item of a proposal that stands on an agenda."""
    return Agendapunt.objects.select_related("vergadering").filter(voorstel=voorstel, uitkomst="").first()


def aandachtspunten(voorwaarden: list[Voorwaarde]) -> list[Voorwaarde]:
    """Soft objections that stand: the decider sees each beside the reason why it is done all the same."""
    return [v for v in voorwaarden if v.zacht and not v.gehaald]


@dataclass(frozen=True, slots=True)
class Besluitdagen:
    """The days of a decision, apart. `verzonden_op`: to the organ addressed; None while it did not happen."""

    besloten_op: dt.date
    verzonden_op: dt.date | None
    gepubliceerd_op: dt.date | None
    te_verzenden: bool
    te_publiceren: bool


def besluitdagen(besluit: Besluit | None) -> Besluitdagen | None:
    """When it was decided, sent to the organ addressed, and published; from the register of sendings."""
    if besluit is None:
        return None
    rollen = {
        g["rol"]
        for brief in besluit.voorstel.brieven.exclude(status="vervallen")
        for g in brief.geadresseerden
    }
    verzonden: dict[str, dt.date] = {}
    for zending in Verzending.objects.filter(brief__voorstel=besluit.voorstel):
        dag = zending.verzenddatum
        verzonden[zending.rol] = min(dag, verzonden.get(zending.rol, dag))
    return Besluitdagen(
        besloten_op=besluit.besloten_op,
        verzonden_op=verzonden.get(Ontvangerrol.ORGAAN),
        gepubliceerd_op=verzonden.get(Ontvangerrol.PUBLICATIE),
        te_verzenden=Ontvangerrol.ORGAAN in rollen and besluit.uitkomst == "goedgekeurd",
        te_publiceren=Ontvangerrol.PUBLICATIE in rollen and besluit.uitkomst == "goedgekeurd",
    )
