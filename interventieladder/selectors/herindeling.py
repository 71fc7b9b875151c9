"""Herindelingen on pages: what comes and what was, the plan of one organisation, and what asks attention."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, Subquery

from interventieladder.models import Brief, Dossier, Herindelingsplan, Herindelingsregel, Termijn, Voorstel
from interventieladder.models.dossier import kamer_open_voor
from interventieladder.models.herindeling import GEWONE_BEGINTREDE, Planstatus, Regelstatus
from interventieladder.models.stukken import TE_VERZENDEN
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.voorstel import LOPEND
from interventieladder.selectors.herindelingwerk import vanzelf
from interventieladder.treden import KAMER_CDK
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.woorden import hoeveel
from toezicht.organisaties.models import Opvolging, Overheid
from toezicht.organisaties.selectors import Wijziging, wijzigingen

if TYPE_CHECKING:
    from django.db.models import QuerySet

_SLEUTEL = re.compile(r"(?P<code>[A-Z]{2}\w{1,10})-(?P<datum>\d{4}-\d{2}-\d{2})(-(?P<kamer>cdk))?")
TERUG = dt.timedelta(days=730)
"""How far back changes are listed."""


@dataclass(frozen=True, slots=True)
class Wijzigingrij:
    """A change of organisations: what, when, how many dossiers are open, and the plans this account may see.

    `open` counts what it may see; of those `open_kamer` lie in the room of the cdK, with a plan of its own.
    """

    code: str
    naam: str
    datum: dt.date
    soort: str
    naar: str
    gesplitst: bool
    open: int
    plannen: tuple[Herindelingsplan, ...] = ()
    overheid_id: int = 0
    open_kamer: int = 0
    te_verdelen: bool = False
    herindeling: bool = True

    @property
    def zonder_plan(self) -> bool:
        """Whether dossiers outside the room are open and nobody drafted their plan for the herindeling."""
        return self.herindeling and self.open > self.open_kamer and all(p.kamer for p in self.plannen)

    @property
    def zonder_kamerplan(self) -> bool:
        """The same of the room of the cdK."""
        return self.herindeling and self.open_kamer > 0 and not any(p.kamer for p in self.plannen)

    @property
    def sleutel(self) -> str:
        """What names its plan in an address."""
        return f"{self.code}-{self.datum}"

    @property
    def kamersleutel(self) -> str:
        """The same of the plan of the room of the cdK."""
        return f"{self.sleutel}-{KAMER_CDK}"

    @property
    def voorbij(self) -> bool:
        """Whether its day has come."""
        return self.datum <= clock.vandaag()

    @property
    def let_op(self) -> bool:
        """Whether dossiers are still open on an organisation that ended."""
        return self.voorbij and self.open > 0


@dataclass(frozen=True, slots=True)
class Overzicht:
    """Changes to come, nearest first, and those that were, newest first."""

    komend: list[Wijzigingrij]
    geweest: list[Wijzigingrij]


def overzicht(user: User) -> Overzicht:
    """Changes of organisations of our province; three queries, however many there are.

    Who may not see dossiers sees the changes only.
    """
    vandaag = clock.vandaag()
    alle = [w for w in wijzigingen(vanaf=vandaag - TERUG) if w.provincie_code == settings.PROVINCIE_CODE]
    plannen: dict[tuple[int, dt.date], list[Herindelingsplan]] = {}
    if user.has_perm(rollen.BEKIJK_DOSSIERS):
        rijen = _met_telling(Herindelingsplan.objects.zichtbaar_voor(user).filter(datum__gte=vandaag - TERUG))
        for plan in rijen:
            plannen.setdefault((plan.overheid_id, plan.datum), []).append(plan)
    open_ = _open_per_overheid(user, [w.id for w in alle] + [pk for pk, _ in plannen])
    uit = [_rij(w, plannen.pop((w.id, w.datum), []), open_) for w in alle]
    uit += [_provincierij(samen, open_) for samen in plannen.values()]
    uit.sort(key=lambda rij: (rij.datum, rij.naam))
    return Overzicht(
        komend=[rij for rij in uit if not rij.voorbij],
        geweest=[rij for rij in reversed(uit) if rij.voorbij],
    )


def _rij(
    w: Wijziging, plannen: Sequence[Herindelingsplan], open_: dict[tuple[int, str], int]
) -> Wijzigingrij:
    return Wijzigingrij(
        w.code,
        w.naam,
        w.datum,
        w.soort,
        " en ".join(w.opvolgers),
        w.gesplitst,
        open_.get((w.id, ""), 0) + open_.get((w.id, KAMER_CDK), 0),
        tuple(plannen),
        w.id,
        open_.get((w.id, KAMER_CDK), 0),
        te_verdelen=len(w.opvolgers) > 1,
    )


def _provincierij(plannen: Sequence[Herindelingsplan], open_: dict[tuple[int, str], int]) -> Wijzigingrij:
    een = plannen[0]
    kamer = open_.get((een.overheid_id, KAMER_CDK), 0)
    naar = een.naar_provincie.naam if een.naar_provincie else ""
    return Wijzigingrij(
        een.overheid.code,
        een.overheid.naam,
        een.datum,
        een.get_soort_display(),
        naar,
        False,
        open_.get((een.overheid_id, ""), 0) + kamer,
        tuple(plannen),
        een.overheid_id,
        kamer,
        herindeling=False,
    )


def _open_per_overheid(user: User, ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """Open dossiers that this account may see, by organisation and room."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return {}
    rijen = Dossier.objects.zichtbaar_voor(user).open().filter(overheid__in=ids).exclude(pk__in=vanzelf())
    per = rijen.order_by().values_list("overheid", "kamer").annotate(aantal=Count("pk"))
    return {(overheid, kamer): aantal for overheid, kamer, aantal in per}


def _met_telling(plannen: "QuerySet[Herindelingsplan]") -> "QuerySet[Herindelingsplan]":
    samen = plannen.select_related("overheid", "naar_provincie", "opgesteld_door", "bevestigd_door")
    return samen.annotate(
        aantal=Count("regels"),
        gedaan=Count("regels", filter=Q(regels__status=Regelstatus.UITGEVOERD)),
        mislukt=Count("regels", filter=Q(regels__status=Regelstatus.MISLUKT)),
    ).order_by("datum", "pk")


# -- one plan ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Onderweg:
    """What names the old organisation: a proposal under way, letters that are not sent, running terms."""

    voorstel: str = ""
    brieven: int = 0
    termijnen: int = 0

    @property
    def tekst(self) -> str:
        """In words; empty when nothing is under way."""
        delen = [f"voorstel {self.voorstel}"] if self.voorstel else []
        delen += (
            [hoeveel(self.brieven, "brief niet verzonden", "brieven niet verzonden")] if self.brieven else []
        )
        delen += [hoeveel(self.termijnen, "lopende termijn", "lopende termijnen")] if self.termijnen else []
        return ", ".join(delen)


@dataclass(frozen=True, slots=True)
class Planregel:
    """One row of the plan as the page shows it."""

    regel: Herindelingsregel
    onderweg: Onderweg
    anders: bool


@dataclass(frozen=True, slots=True)
class Planpagina:
    """The plan with its rows, who may do what now, and what stands in the way of confirming."""

    plan: Herindelingsplan
    regels: list[Planregel]
    opvolgers: list[Overheid]
    mag_kiezen: bool
    mag_aanvullen: bool
    mag_bevestigen: bool
    waarom_niet: str
    mag_uitvoeren: bool
    verdelen: bool
    over: int = 0
    gedaan: int = field(default=0)
    mislukt: int = field(default=0)
    onvolledig: bool = False
    hernoemd: bool = False


def ontleed(sleutel: str) -> tuple[str, dt.date, str] | None:
    """(code, day, room) out of the key of a plan in an address (`GM0001-2027-01-01`, `…-cdk`), or None."""
    gevonden = _SLEUTEL.fullmatch(sleutel)
    if gevonden is None:
        return None
    try:
        return gevonden["code"], dt.date.fromisoformat(gevonden["datum"]), gevonden["kamer"] or ""
    except ValueError:
        return None


def vind_plan(user: User, sleutel: str) -> Herindelingsplan | None:
    """The plan with this key, for who may see it."""
    delen = ontleed(sleutel)
    if delen is None:
        return None
    code, datum, kamer = delen
    plannen = Herindelingsplan.objects.zichtbaar_voor(user).filter(
        overheid__code=code, datum=datum, kamer=kamer
    )
    return plannen.select_related(
        "overheid__provincie", "naar_provincie", "opgesteld_door", "bevestigd_door"
    ).first()


def voorganger(code: str, datum: dt.date) -> Overheid | None:
    """The organisation with this code that ends on this day by a herindeling."""
    einde = Opvolging.objects.filter(voorganger=OuterRef("pk"), datum=datum)
    return Overheid.objects.filter(Exists(einde), code=code).order_by("-geldig_van").first()


def opvolgers_op(overheid_id: int, datum: dt.date) -> list[Overheid]:
    """Who follows this organisation on that day, by name."""
    rijen = Opvolging.objects.filter(voorganger=overheid_id, datum=datum)
    return [rij.opvolger for rij in rijen.select_related("opvolger").order_by("opvolger__naam")]


def is_naamswijziging(plan: Herindelingsplan) -> bool:
    """Whether the gemeente goes on as it is, under another name and code: no herindeling (Gemeentewet 158)."""
    over = Opvolging.objects.filter(voorganger=plan.overheid_id, datum=plan.datum)
    return any(rij.naamswijziging for rij in over)


def vind_regel(user: User, pk: int) -> Herindelingsregel | None:
    """One row, for who may see its plan and dossier."""
    regels = Herindelingsregel.objects.filter(kamer_open_voor(user, "dossier__"), pk=pk)
    return regels.select_related("plan__overheid", "dossier__overheid", "opvolger").first()


def planpagina(user: User, plan: Herindelingsplan) -> Planpagina:
    """Everything the page shows; seven queries, however many rows."""
    regels = list(
        plan.regels.select_related(
            "dossier__overheid", "dossier__behandelaar", "opvolger", "resultaat", "gekozen_door"
        ).order_by("pk")
    )
    onderweg = _onderweg([r.dossier_id for r in regels])
    opvolgers = opvolgers_op(plan.overheid_id, plan.datum)
    gesplitst = len(opvolgers) > 1
    waarom_niet = waarom_niet_bevestigen(plan, regels, user)
    behandelt = user.has_perm(rollen.BEHANDEL_DOSSIER)
    onvolledig = Herindelingsplan.objects.filter(pk=plan.pk).onvolledig().exists()
    gedaan = sum(r.gedaan for r in regels)
    rijp = plan.status == Planstatus.BEVESTIGD and plan.datum <= clock.vandaag()
    return Planpagina(
        plan=plan,
        regels=[
            Planregel(
                r, onderweg.get(r.dossier_id, Onderweg()), r.behandeling != r.voorgesteld or bool(r.reden)
            )
            for r in regels
        ],
        opvolgers=opvolgers,
        mag_kiezen=behandelt and plan.status != Planstatus.UITGEVOERD,
        mag_aanvullen=behandelt and (plan.status != Planstatus.UITGEVOERD or onvolledig),
        mag_bevestigen=plan.status == Planstatus.CONCEPT and not waarom_niet,
        waarom_niet=waarom_niet if plan.status == Planstatus.CONCEPT else "",
        verdelen=user.has_perm(rollen.LAAD_HUISVESTING) and not plan.kamer and gesplitst,
        mag_uitvoeren=rijp and user.has_perm(plan.bevestigrecht),
        over=len(regels) - gedaan,
        gedaan=gedaan,
        mislukt=sum(r.status == Regelstatus.MISLUKT for r in regels),
        onvolledig=onvolledig,
        hernoemd=is_naamswijziging(plan),
    )


def _onderweg(ids: Sequence[int]) -> dict[int, Onderweg]:
    voorstel = Voorstel.objects.filter(dossier=OuterRef("pk"), status__in=LOPEND).values("nummer")[:1]
    brieven = Brief.objects.filter(TE_VERZENDEN, dossier=OuterRef("pk")).order_by().values("dossier")
    termijnen = Termijn.objects.filter(dossier=OuterRef("pk"), status=TermijnStatus.LOOPT)
    rijen = Dossier.objects.filter(pk__in=ids).annotate(
        voorstel=Subquery(voorstel),
        brieftal=Subquery(brieven.annotate(n=Count("pk")).values("n")),
        termijntal=Subquery(termijnen.order_by().values("dossier").annotate(n=Count("pk")).values("n")),
    )
    return {
        pk: Onderweg(nummer or "", brieftal or 0, termijntal or 0)
        for pk, nummer, brieftal, termijntal in rijen.values_list("pk", "voorstel", "brieftal", "termijntal")
    }


def waarom_niet_bevestigen(plan: Herindelingsplan, regels: Sequence[Herindelingsregel], user: User) -> str:
    """Why this account cannot confirm the plan, in a sentence that says who can; empty when it can.

    A rung other than T2 is the gedeputeerde's choice (ladder.md SC4); in the closed room the cabinet confirms all.
    """
    if user.pk == plan.opgesteld_door_id or any(r.gekozen_door_id == user.pk for r in regels):
        return "U stelde dit plan op of koos een regel; daarom bevestigt u het niet. Vraag een collega."
    if plan.besloten:
        ander = "Een plan van de besloten kamer wordt bevestigd door een tweede medewerker van het kabinet."
        return "" if user.has_perm(plan.bevestigrecht) else ander
    if any(not r.gedaan and r.trede != GEWONE_BEGINTREDE for r in regels):
        ander = (
            "Een regel begint op een andere trede dan T2; dat kiest de gedeputeerde. Vraag de gedeputeerde "
            "het plan te bevestigen, of kies T2."
        )
        return "" if user.has_perm(rollen.BESLIS_GEDEPUTEERDE) else ander
    if user.has_perm(plan.bevestigrecht):
        return ""
    return "Alleen de coördinator of de teamleider bevestigt een herindelingsplan."
