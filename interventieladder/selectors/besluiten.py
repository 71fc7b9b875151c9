"""Reads for the pages on which people check and decide: what is asked, who may, and on what it rests."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from interventieladder.models import Besluit, Brief, Dossier, GSVergadering, Paraaf, Voorstel
from interventieladder.models.besluit import BesluitUitkomst
from interventieladder.models.dossier import kamer_open_voor
from interventieladder.models.stukken import BriefStatus
from interventieladder.models.vergadering import VergaderSoort, VergaderStatus, in_functie
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.models.voorstelrechten import (
    BESLISRECHT,
    bevoegdheid_bij,
    mag_registreren,
    mag_toetsen,
)
from interventieladder.selectors.beslissers import waarom_geen_portefeuille, waarom_niet_bevoegd
from interventieladder.selectors.watkannu import Voorwaarde, voorwaarde
from interventieladder.selectors.werk import MAX
from interventieladder.selectors.werkbronnen import wachtende_voorstellen
from interventieladder.selectors.werkrij import Werk
from interventieladder.selectors.werkwoorden import staptitel, wachtend
from interventieladder.treden import DOCUMENTEN, MANDAAT, Niveau
from toezicht.core import clock, rollen
from toezicht.core.logboek import BESLOTEN
from toezicht.core.models import User
from toezicht.core.selectors import zichtbare_regels
from toezicht.core.transitions import DOSSIER, VOORSTEL, Toets, overgang_van, toets_overgang
from toezicht.core.vaste_vragen import Gat, rijen_van, vast
from toezicht.mandaten.selectors import belang_van

if TYPE_CHECKING:
    from django.db.models import QuerySet

RECENT = 10
_ZAAK = "voorstel__dossier__overheid"
TOETSEN, BESLISSEN, REGISTREREN, LEZEN = "toetsen", "beslissen", "registreren", "lezen"
TOETSNAAM = {"lezer": "tweede lezer", "jurist": "jurist", "portefeuillehouder": "portefeuillehouder"}
AKKOORD = {
    "lezer": "Akkoord als tweede lezer",
    "jurist": "Juridisch akkoord",
    "portefeuillehouder": "Akkoord voor GS",
}


@dataclass(frozen=True, slots=True)
class Rol:
    """What this reader can do with a proposal now. `kan` is toetsen, beslissen, registreren or lezen.

    `knop` is the text of the first button; `waarom_niet` says why there is none; `retour` whether it may be
    sent back with a question; `namens` who is replaced and `op_grond_van` the mandate it rests on.
    """

    kan: str
    knop: str = ""
    waarom_niet: str = ""
    retour: bool = False
    namens: str = ""
    op_grond_van: str = ""


def rol_bij(voorstel: Voorstel, user: User) -> Rol:
    """What this account can do with the proposal today: level, four eyes, authorisation, interest."""
    if voorstel.status not in (VoorstelStatus.TER_TOETSING, VoorstelStatus.TER_BESLUIT):
        return Rol(LEZEN)
    if user.pk == voorstel.opgesteld_door_id:
        return Rol(
            LEZEN, waarom_niet="U hebt dit voorstel zelf opgesteld. Een ander toetst het en beslist erover."
        )
    if voorstel.status == VoorstelStatus.TER_TOETSING:
        if not mag_toetsen(voorstel, user):
            return Rol(LEZEN, waarom_niet=waarom_geen_portefeuille(voorstel, user))
        return Rol(TOETSEN, knop=AKKOORD.get(voorstel.aan_zet, "Akkoord"), retour=True)
    return _rol_bij_besluit(voorstel, user)


def _rol_bij_besluit(voorstel: Voorstel, user: User) -> Rol:
    if mag_registreren(voorstel, user):
        cdk = voorstel.niveau == Niveau.CDK_BESLUIT
        knop = "Registreer het besluit van de commissaris" if cdk else "Registreer het besluit van GS"
        return Rol(REGISTREREN, knop=knop, retour=True)
    if voorstel.niveau not in MANDAAT:
        return Rol(LEZEN)
    bevoegd = bevoegdheid_bij(voorstel, user)
    beslist = bevoegd is not None or user.has_perm(BESLISRECHT[voorstel.niveau])
    if beslist and (belang := belang_van(user.pk, voorstel.dossier.overheid_id, clock.vandaag())):
        naam = voorstel.dossier.overheid.naam
        return Rol(
            LEZEN, waarom_niet=f"U hebt een belang bij {naam} opgegeven ({belang}). Een ander beslist."
        )
    if bevoegd is None:
        return Rol(LEZEN, waarom_niet=waarom_niet_bevoegd(voorstel) if beslist else "", retour=beslist)
    namens = bevoegd.namens.naam if bevoegd.namens else ""
    return Rol(
        BESLISSEN, knop="Goedkeuren", retour=True, namens=namens, op_grond_van=bevoegd.mandaat.grondslag
    )


def wachtlijst(user: User) -> list[Werk]:
    """Proposals that this account can check, decide or register now, the longest waiting first."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return []

    def wacht() -> "QuerySet[Voorstel]":
        return wachtende_voorstellen(user)[:MAX]

    rijen = rijen_van("wachtende voorstellen", user, wacht, bij=user.rolcodes)
    return wachtend(rijen, user)


@dataclass(frozen=True, slots=True)
class Genomen:
    """A decision or a check of this person, or a decision of GS that was registered."""

    datum: dt.date
    voorstel: str
    overheid: str
    titel: str
    uitkomst: str
    kleur: str
    nummer: str
    reden: str


def onlangs(user: User) -> list[Genomen]:
    """What this account decided, registered or checked lately, newest first; two queries."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return []
    kamers = kamer_open_voor(user, "voorstel__dossier__")

    def besluiten() -> "QuerySet[Besluit]":
        gevonden = Besluit.objects.filter(kamers, geregistreerd_door=user)
        return gevonden.select_related(_ZAAK).order_by("-besloten_op", "-pk")[:RECENT]

    def parafen() -> "QuerySet[Paraaf]":
        gevonden = Paraaf.objects.filter(kamers, door=user)
        return gevonden.select_related(_ZAAK).order_by("-op", "-pk")[:RECENT]

    rijen = [genomen(b) for b in rijen_van("eigen besluiten", user, besluiten)]
    rijen += [_paraaf(p) for p in rijen_van("eigen parafen", user, parafen)]
    return sorted(rijen, key=lambda rij: rij.datum, reverse=True)[:RECENT]


def genomen(besluit: Besluit) -> Genomen:
    """A decision as a row."""
    return Genomen(
        datum=besluit.besloten_op,
        voorstel=besluit.voorstel.nummer,
        overheid=besluit.voorstel.dossier.overheid.naam,
        titel=staptitel(besluit.voorstel),
        uitkomst=besluit.get_uitkomst_display(),
        kleur="groen" if besluit.uitkomst == "goedgekeurd" else "rood",
        nummer=besluit.nummer,
        reden=besluit.reden,
    )


def _paraaf(paraaf: Paraaf) -> Genomen:
    naam = TOETSNAAM.get(paraaf.onderdeel, paraaf.onderdeel)
    return Genomen(
        datum=paraaf.op,
        voorstel=paraaf.voorstel.nummer,
        overheid=paraaf.voorstel.dossier.overheid.naam,
        titel=staptitel(paraaf.voorstel),
        uitkomst=f"Akkoord als {naam}" if paraaf.akkoord else "Terug met vraag",
        kleur="groen" if paraaf.akkoord else "amber",
        nummer="",
        reden=paraaf.opmerking,
    )


def besluiten_sinds(user: User, sinds: dt.date, aantal: int = RECENT) -> list[Genomen]:
    """Decisions by anybody since a day, newest first."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return []

    def besluiten() -> "QuerySet[Besluit]":
        gevonden = Besluit.objects.filter(
            kamer_open_voor(user, "voorstel__dossier__"), besloten_op__gte=sinds
        )
        return gevonden.select_related(_ZAAK).order_by("-besloten_op", "-pk")[:aantal]

    return [genomen(b) for b in rijen_van("besluiten sinds", user, besluiten, bij=(sinds, aantal))]


@dataclass(frozen=True, slots=True)
class Briefregel:
    """A letter of the proposal."""

    id: int
    code: str
    naam: str
    onderwerp: str
    geadresseerden: list[str]


def brieven_bij(voorstel: Voorstel) -> list[Briefregel]:
    """The letters that go with the proposal."""
    brieven = Brief.objects.filter(voorstel=voorstel).exclude(status=BriefStatus.VERVALLEN).order_by("soort")
    return [
        Briefregel(
            b.pk, b.soort, DOCUMENTEN[b.soort].naam, b.onderwerp, [str(g["naam"]) for g in b.geadresseerden]
        )
        for b in brieven
    ]


@dataclass(frozen=True, slots=True)
class Gelezen:
    """One check of the version that lies here."""

    naam: str
    als: str
    op: dt.date
    opmerking: str


def gelezen_door(voorstel: Voorstel) -> list[Gelezen]:
    """Who agreed with this version, in order."""
    parafen = voorstel.parafen.filter(versie=voorstel.versie, akkoord=True).select_related("door")
    return [Gelezen(p.door.naam, TOETSNAAM.get(p.onderdeel, p.onderdeel), p.op, p.opmerking) for p in parafen]


def eerdere_vragen(voorstel: Voorstel) -> list[Gelezen]:
    """Questions with which earlier versions were sent back, newest first."""
    parafen = voorstel.parafen.filter(akkoord=False).select_related("door").order_by("-op", "-pk")
    return [Gelezen(p.door.naam, TOETSNAAM.get(p.onderdeel, p.onderdeel), p.op, p.opmerking) for p in parafen]


@dataclass(frozen=True, slots=True)
class Stapregel:
    """One line of history: since when the dossier stands where."""

    van: dt.date
    tekst: str


def voorgeschiedenis(dossier: Dossier, hoeveel: int = 5) -> list[Stapregel]:
    """The last stays on the ladder, oldest first; at most `hoeveel` lines."""
    stappen = dossier.feiten.stappen[-hoeveel:]
    uit = []
    for stap in stappen:
        trede = dossier.beleid.treden.get(stap.trede)
        naam = trede.volledig if trede else stap.get_trede_display()
        verlengd = f", {stap.verlengingen}× verlengd" if stap.verlengingen else ""
        uit.append(Stapregel(stap.van, f"{naam}{verlengd}"))
    return uit


def bewijs_bij(voorstel: Voorstel) -> list[Any]:
    """The papers sealed with the proposal, oldest first."""
    return list(voorstel.bewijsstukken.order_by("datum", "id"))


def voorwaarden_bij(voorstel: Voorstel, user: User) -> list[Voorwaarde]:
    """The guards of the step up to the decision, with what each rests on; none once the dossier moved on."""
    dossier = voorstel.dossier
    if dossier.stand != voorstel.van:
        return []
    regels = overgang_van(dossier, voorstel.stap)
    toets = Toets(dossier, voorstel, user, clock.vandaag())
    tegen = {b.code: b for b in toets_overgang(regels, toets, (DOSSIER, VOORSTEL))}
    eigen = [g for g in regels.guards if g.fase in (DOSSIER, VOORSTEL)]
    rijen = [voorwaarde(g, tegen.get(g.code), toets.bewijs, dossier, user) for g in eigen]
    return [replace(rij, grondslag=leesbare_grond(rij.grondslag)) for rij in rijen]


def wet_van(voorstel: Voorstel) -> str:
    """The law the step rests on, from its declaration; empty once the dossier moved on."""
    if voorstel.dossier.stand != voorstel.van:
        return ""
    return leesbare_grond(overgang_van(voorstel.dossier, voorstel.stap).grondslag)


def leesbare_grond(grondslag: str) -> str:
    """A ground as a decider reads it: the law, without our own references; those are policy."""
    wetten = [deel.strip() for deel in grondslag.split(";") if ".md" not in deel]
    return "; ".join(wetten) or "beleid van de provincie"


def naar_trede(voorstel: Voorstel) -> str:
    """Number and name of the rung the step leads to; empty when it stays or closes."""
    if voorstel.dossier.stand != voorstel.van:
        return ""
    naar = overgang_van(voorstel.dossier, voorstel.stap).naar[0]
    trede = voorstel.dossier.beleid.treden.get(naar)
    return trede.nummer if trede and naar != voorstel.dossier.trede else ""


@dataclass(frozen=True, slots=True)
class Lid:
    """A member of GS."""

    id: int
    naam: str
    functie: str


def leden_op(datum: dt.date) -> list[Lid]:
    """Members of GS in office on a day, by name."""
    return [Lid(lid.pk, lid.naam, lid.functie) for lid in in_functie(datum)]


def aanwezig_op(datum: dt.date) -> set[int]:
    """Ids of the members registered as present in the meeting of that day; empty when none is registered."""
    gehouden = GSVergadering.objects.filter(datum=datum).exclude(status=VergaderStatus.VERVALLEN)
    vergadering = gehouden.exclude(soort=VergaderSoort.SCHRIFTELIJK).order_by("-pk").first()
    return set(vergadering.aanwezigheden.values_list("lid_id", flat=True)) if vergadering else set()


def besluit_van(voorstel: Voorstel) -> Besluit | None:
    """The decision on the proposal with who took it, or None."""
    return _besluit_van.eerste(voorstel=voorstel)


@vast
def _besluit_van(voorstel: Gat) -> "QuerySet[Besluit]":
    """The decision on a proposal with its people, and what the meeting recorded."""
    samen = ("besloten_door", "geregistreerd_door", "vergadering", "namens", "mandaat")
    alle = Besluit.objects.select_related(*samen).filter(voorstel=voorstel)
    return alle.prefetch_related("vergadering__aanwezigheden__lid", "teruggetreden")


def vastgelegd_op(user: User, voorstel: Voorstel) -> dt.datetime | None:
    """The moment the decision was recorded, from the logboek as this account may read it; None without a line."""
    soorten = ("voorstel", f"voorstel{BESLOTEN}")
    regels = zichtbare_regels(user).filter(
        keten__in=[f"{soort}:{voorstel.pk}" for soort in soorten], handeling__startswith="besluit_"
    )
    return regels.order_by("volgnummer").values_list("vastgelegd_op", flat=True).first()


@dataclass(frozen=True, slots=True)
class EigenOordeel:
    """What this account itself did with the version that lies here, as a sentence, and when."""

    zin: str
    op: dt.date


def eigen_oordeel(voorstel: Voorstel, genomen: Besluit | None, user: User) -> EigenOordeel | None:
    """The decision, the agreement or the question of this account on the present version, or None."""
    if genomen is not None and user.pk in (genomen.besloten_door_id, genomen.geregistreerd_door_id):
        woord = "goedgekeurd" if genomen.uitkomst == BesluitUitkomst.GOEDGEKEURD else "afgewezen"
        woord = woord if genomen.besloten_door_id == user.pk else "geregistreerd"
        return EigenOordeel(f"U hebt dit al {woord}", genomen.besloten_op)
    paraaf = voorstel.parafen.filter(versie=voorstel.versie, door=user).order_by("-pk").first()
    if genomen is not None or paraaf is None or rol_bij(voorstel, user).kan != LEZEN:
        return None
    daad = "bent al akkoord gegaan" if paraaf.akkoord else "hebt dit al teruggestuurd"
    return EigenOordeel(f"U {daad}", paraaf.op)
