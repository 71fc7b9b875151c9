"""All that stands on the page of one dossier, as plain data for its templates."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interventieladder.models import (
    Beoordeling,
    Brief,
    Dossier,
    Termijn,
    Verschuiving,
    Verzending,
    Voorstel,
)
from interventieladder.models.stukken import BriefStatus, StukSoort
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.voorstel import LOPEND, VoorstelStatus
from interventieladder.selectors import watkannu
from interventieladder.selectors.begrotingsblok import Jaarblok, jaarblok
from interventieladder.selectors.bestedingsruimte import kenmerken
from interventieladder.selectors.kosten import Kostenstaat, kostenstaat
from interventieladder.selectors.ladderdelen import Ladderdeel, ladderdeel
from interventieladder.selectors.ladderstrip import Trede, strip
from interventieladder.selectors.losse_feiten import Feitrij, Vastlegbaar, feitrijen, vastlegbaar
from interventieladder.selectors.mededelingen import Mededelingrij, mededelingen
from interventieladder.selectors.overname import Overnamekaart, overnamekaart
from interventieladder.selectors.tegenlezen import las_mee, mag_tegenlezen
from interventieladder.selectors.termijnen import open_verschuivingen
from interventieladder.selectors.termijnkeuze import keuze_in_woorden
from interventieladder.selectors.tijdlijn import Tijdlijn, tijdlijn
from interventieladder.selectors.watkannu import Stapkaart
from interventieladder.selectors.zienswijzen import Zienswijzekaart, zienswijzekaart
from interventieladder.treden import DOCUMENTEN, Documentsoort
from signalen.selectors.signalen import SignaalKort, signalen_van_dossier
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vast
from toezicht.mandaten.selectors import belang_van

if TYPE_CHECKING:
    from django.db.models import QuerySet

ROLNAAM: dict[str, str] = {
    "lezer": "de tweede lezer",
    "jurist": "de jurist",
    "portefeuillehouder": "de portefeuillehouder",
}


@dataclass(frozen=True, slots=True)
class Geadresseerde:
    """Who must get a letter, and when it went (corrected)."""

    naam: str
    rol: str
    verzonden_op: dt.date | None
    verzending: int | None = None


@dataclass(frozen=True, slots=True)
class TeVersturen:
    """A letter of the present rung that is not with all its addressees yet."""

    brief: Brief
    geadresseerden: list[Geadresseerde]

    @property
    def nog(self) -> int:
        """How many addressees wait."""
        return len([g for g in self.geadresseerden if g.verzonden_op is None])


@dataclass(frozen=True, slots=True)
class Bestand:
    """A paper or letter in the list of files. `pagina`: stuk_bestand or brief_bestand.

    `elders`: it has no file here but stays in the document system, at `adres` when that is known.
    """

    id: int
    pagina: str
    naam: str
    datum: dt.date | None
    soort: str
    noot: str
    voorstel: str = ""
    te_verifieren: bool = False
    elders: bool = False
    adres: str = ""


@dataclass(frozen=True, slots=True)
class Beoordelingrij:
    """An assessment, and whether this user may verify it."""

    beoordeling: Beoordeling
    te_verifieren: bool
    onderbouwing: list[str]


LOS_HOOGSTENS = 2
"""Cards of steps that cannot be taken now which stand on the page each for itself."""


@dataclass(frozen=True, slots=True)
class Dossierpagina:
    """One dossier as its page shows it."""

    dossier: Dossier
    treden: list[Trede]
    kaarten: list[Stapkaart]
    vanzelf: list[Stapkaart]
    voorstel: Voorstel | None
    te_versturen: list[TeVersturen]
    termijnen: list[Termijn]
    eerdere_termijnen: list[Termijn]
    verschuivingen: list[Verschuiving]
    bestanden: list[Bestand]
    losse_brieven: list[Documentsoort]
    """Letters that this account can make here without a proposal."""
    beoordelingen: list[Beoordelingrij]
    feiten: list[Feitrij]
    vastlegbaar: list[Vastlegbaar]
    kenmerken: list[tuple[str, str]]
    jaarblok: Jaarblok | None
    signalen: list[SignaalKort]
    overname: Overnamekaart | None
    tijdlijn: Tijdlijn
    deel: Ladderdeel | None
    mag_behandelen: bool
    mag_toewijzen: bool
    belang: str
    kosten: Kostenstaat | None
    zienswijzen: Zienswijzekaart | None
    mededelingen: list[Mededelingrij]
    las_mee: str
    """Who read along last, in a dossier that nobody was assigned to as second reader; else empty."""

    @property
    def lopend(self) -> list[tuple[Termijn, str]]:
        """Running terms, each with the choice to make while letter and calculation name another end."""
        feiten = self.dossier.feiten
        return [(t, keuze_in_woorden(feiten.einden_te_kiezen(t))) for t in self.termijnen]

    @property
    def voorop(self) -> list[Stapkaart]:
        """The card to act on, what else can be taken now, and the rest too while it is short."""
        return [k for k in self.kaarten if k not in self.dicht]

    @property
    def dicht(self) -> list[Stapkaart]:
        """Steps that cannot be taken now, folded away together when there are more than a few."""
        kan_niet = [k for k in self.kaarten if not (k.open or k.kan)]
        return kan_niet if len(kan_niet) > LOS_HOOGSTENS else []

    @property
    def dicht_reden(self) -> str:
        """Why none of those can be taken, when it is the same for all; else empty."""
        redenen = {k.waarom_niet for k in self.dicht}
        return redenen.pop() if len(redenen) == 1 else ""


def dossierpagina(user: User, dossier: Dossier, *, cursor: str = "") -> Dossierpagina:
    """Everything for the page; about fifteen queries, whatever the number of lines."""
    voorstel = lopend_voorstel(dossier)
    kaarten = watkannu.stapkaarten(dossier, user, lopend=voorstel)
    lopende = [
        t for t in dossier.feiten.termijnen if t.status in (TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    ]
    verschuift = any(getattr(t, "verschuift", False) for t in lopende)  # annotated by Feiten
    gesloten = dossier.gesloten
    return Dossierpagina(
        dossier=dossier,
        treden=strip(dossier, kaarten),
        kaarten=[
            k
            for k in kaarten
            if not (k.vanzelf or k.vervalt) and (voorstel is None or k.stap != voorstel.stap)
        ],
        vanzelf=[k for k in kaarten if k.vanzelf],
        voorstel=voorstel,
        te_versturen=te_versturen(dossier),
        termijnen=lopende,
        eerdere_termijnen=[t for t in dossier.feiten.termijnen if t not in lopende],
        verschuivingen=list(open_verschuivingen(user, dossier_id=dossier.pk)) if verschuift else [],
        bestanden=bestanden(dossier, user),
        losse_brieven=_losse_brieven(dossier, user),
        beoordelingen=beoordelingen(dossier, user),
        feiten=feitrijen(dossier, user) if dossier.plan.feitsoorten_van(dossier.domein) else [],
        vastlegbaar=vastlegbaar(dossier, user),
        kenmerken=kenmerken(dossier),
        jaarblok=jaarblok(dossier, user),
        signalen=signalen_van_dossier(user, dossier.pk),
        overname=overnamekaart(dossier, user),
        tijdlijn=tijdlijn(user, dossier, cursor=cursor),
        deel=ladderdeel(dossier, user),
        mag_behandelen=not gesloten and user.has_perm(rollen.BEHANDEL_DOSSIER),
        mag_toewijzen=not gesloten and (dossier.besloten or user.has_perm(rollen.WIJS_TOE)),
        belang=belang_van(user.pk, dossier.overheid_id, clock.vandaag()) if _beslist(user) else "",
        kosten=kostenstaat(dossier, user),
        zienswijzen=zienswijzekaart(dossier, user),
        mededelingen=mededelingen(dossier) if dossier.generiek else [],
        las_mee=las_mee(dossier),
    )


BESLISSEN = (
    rollen.BESLIS_COORDINATOR,
    rollen.BESLIS_TEAMLEIDER,
    rollen.BESLIS_GEDEPUTEERDE,
    rollen.REGISTREER_CDK,
)


def _beslist(user: User) -> bool:
    """Whether this account decides on proposals: then an own interest is asked after (Awb 2:4)."""
    return any(user.has_perm(recht) for recht in BESLISSEN)


def lopend_voorstel(dossier: Dossier) -> Voorstel | None:
    """The proposal under way, with who drafted it."""
    voorstel = _lopend_voorstel.eerste(dossier=dossier)
    if voorstel is not None:
        voorstel.dossier = dossier
    return voorstel


@vast
def _lopend_voorstel(dossier: Gat) -> "QuerySet[Voorstel]":
    """The proposal under way; a constraint allows one."""
    alle = Voorstel.objects.select_related("opgesteld_door", "besluit")
    return alle.filter(dossier=dossier, status__in=LOPEND).order_by("pk")[:1]


# -- the ladder across the page ----------------------------------------------------------------------


"""Which rung speaks where one number stands for two."""


# -- letters and papers ------------------------------------------------------------------------------


def _losse_brieven(dossier: Dossier, user: User) -> list[Documentsoort]:
    if not user.has_perm(rollen.BEHANDEL_DOSSIER):
        return []
    return [DOCUMENTEN[brief.soort] for brief in dossier.plan.losse_brieven_in(dossier.stand)]


def te_versturen(dossier: Dossier) -> list[TeVersturen]:
    """Letters of taken steps that wait for an addressee: until they are sent no term runs (I3).

    What nobody outside gets is not among them, and after an oral decision nothing is before it is in writing.
    """
    mondeling = dossier.feiten.mondeling
    zonder = mondeling.voorstel_id if mondeling else None
    klaar = [b for b in dossier.feiten.brieven if b.te_verzenden and (b.los or b.voorstel_id != zonder)]
    if not klaar:
        return []
    gedaan: dict[int, dict[tuple[str, str], Verzending]] = {}
    for verzending in dossier.feiten.verzendingen:
        gedaan.setdefault(verzending.brief_id, {})[verzending.geadresseerde, verzending.rol] = verzending
    return [TeVersturen(brief, geadresseerden(brief, gedaan.get(brief.pk, {}))) for brief in klaar]


def geadresseerden(brief: Brief, gedaan: dict[tuple[str, str], Verzending]) -> list[Geadresseerde]:
    """Everybody on the list of a letter, in its order."""
    uit = []
    for g in brief.geadresseerden:
        verzending = gedaan.get((g["naam"], g["rol"]))
        dag, pk = (verzending.verzenddatum, verzending.pk) if verzending else (None, None)
        uit.append(Geadresseerde(g["naam"], g["rol"], dag, pk))
    return uit


def bestanden(dossier: Dossier, user: User) -> list[Bestand]:
    """Papers in and letters out in one list, newest first."""
    uit = [
        Bestand(
            id=stuk.pk,
            pagina="stuk_bestand",
            naam=stuk.titel,
            datum=stuk.datum,
            soort=stuk.get_soort_display() if stuk.get_soort_display() not in stuk.titel else "",
            noot=_noot(stuk),
            te_verifieren=stuk.soort in (StukSoort.BEWIJS, StukSoort.VALIDATIEVERSLAG)
            and stuk.geverifieerd_op is None
            and mag_tegenlezen(user, dossier, stuk.toegevoegd_door_id),
            elders=not stuk.bestand,
            adres=stuk.documentadres,
        )
        for stuk in dossier.feiten.stukken
    ]
    uit += [
        Bestand(
            id=brief.pk,
            pagina="brief_bestand",
            naam=f"{brief.onderwerp} ({brief.soort})" if brief.soort[:1] == "L" else brief.onderwerp,
            datum=_briefdag(brief),
            soort=brief.kenmerk,
            noot="",
            voorstel=brief.bij,
        )
        for brief in dossier.feiten.brieven
        if brief.bestand and _briefdag(brief) is not None
    ]
    return sorted(uit, key=lambda b: (b.datum or dt.date.min, b.id), reverse=True)


def _briefdag(brief: Brief) -> dt.date | None:
    """The day of a letter; of what stays in the dossier the day its proposal was submitted, once decided on."""
    if brief.briefdatum or brief.gaat_uit or brief.status == BriefStatus.CONCEPT:
        return brief.briefdatum
    op = brief.voorstel.ingediend_op if brief.voorstel else None
    return clock.lokaal(op).date() if op else None


def _noot(stuk: Any) -> str:
    noten = [f"overgenomen uit {stuk.bron}"] if stuk.bron else []
    if stuk.documentnummer:
        noten.append(f"documentnummer {stuk.documentnummer}")
    if stuk.geverifieerd_op:
        noten.append("geverifieerd")
    if stuk.soort == StukSoort.ZIENSWIJZE:
        noten.append("beantwoord" if _beantwoord(stuk) else "nog niet beantwoord")
    if stuk.ondertekend_op:
        noten.append("akkoord van de organisatie")
    return ", ".join(noten)


def _beantwoord(stuk: Any) -> bool:
    """Whether each point of this zienswijze has an answer, or it came late and is not weighed."""
    eigen = [z for z in stuk.dossier.feiten.zienswijzen if z.stuk_id == stuk.pk]
    if not eigen:
        return bool(stuk.reactie)
    return eigen[0].meegewogen is False or bool(eigen[0].puntenlijst and not eigen[0].open_punten)


def beoordelingen(dossier: Dossier, user: User) -> list[Beoordelingrij]:
    """Assessments, newest first."""
    return [
        Beoordelingrij(
            beoordeling=b,
            te_verifieren=b.geverifieerd_op is None and mag_tegenlezen(user, dossier, b.opgesteld_door_id),
            onderbouwing=list(getattr(b, "stuktitels", ())),  # annotated by Feiten
        )
        for b in reversed(dossier.feiten.beoordelingen)
    ]


def aan_zet(voorstel: Voorstel) -> str:
    """Who must act on the proposal now, in words."""
    status = voorstel.status
    if status in (VoorstelStatus.CONCEPT, VoorstelStatus.RETOUR):
        return f"de opsteller, {voorstel.opgesteld_door.naam}"
    if status == VoorstelStatus.TER_TOETSING:
        lezer = voorstel.dossier.tweede_lezer
        if voorstel.aan_zet == "lezer" and lezer and lezer.pk != voorstel.opgesteld_door_id:
            return f"de tweede lezer, {lezer.naam}"
        return ROLNAAM.get(voorstel.aan_zet, voorstel.aan_zet)
    if status == VoorstelStatus.TER_BESLUIT:
        return voorstel.get_niveau_display()
    if status == VoorstelStatus.VASTGESTELD:
        verzenden = voorstel.stap in voorstel.dossier.plan.stap_bij_verzending
        return (
            "wie de brief verzendt: daarmee wordt de stap gezet"
            if verzenden
            else "de behandelaar: zet de stap"
        )
    return ""
