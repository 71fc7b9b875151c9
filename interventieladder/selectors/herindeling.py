"""Herindelingen on pages: what comes and what was, the plan of one organisation, and what asks attention."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, DateField, Exists, F, OuterRef, Q, Subquery, Value

from interventieladder.models import Brief, Dossier, Herindelingsplan, Herindelingsregel, Termijn, Voorstel
from interventieladder.models.dossier import kamer_open_voor
from interventieladder.models.herindeling import GEWONE_BEGINTREDE, Behandeling, Planstatus, Regelstatus
from interventieladder.models.stukken import TE_VERZENDEN
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.voorstel import LOPEND
from interventieladder.selectors import beleid
from interventieladder.selectors.werkrij import CONTROLEREN, Werk
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
    """A change of organisations: what, when, how many dossiers are open, and the plans this account may see."""

    code: str
    naam: str
    datum: dt.date
    soort: str
    naar: str
    gesplitst: bool
    open: int
    plannen: tuple[Herindelingsplan, ...] = ()
    overheid_id: int = 0

    @property
    def sleutel(self) -> str:
        """What names its plan in an address."""
        return f"{self.code}-{self.datum}"

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


def _rij(w: Wijziging, plannen: Sequence[Herindelingsplan], open_: dict[int, int]) -> Wijzigingrij:
    return Wijzigingrij(
        w.code,
        w.naam,
        w.datum,
        w.soort,
        " en ".join(w.opvolgers),
        w.gesplitst,
        open_.get(w.id, 0),
        tuple(plannen),
        w.id,
    )


def _provincierij(plannen: Sequence[Herindelingsplan], open_: dict[int, int]) -> Wijzigingrij:
    een = plannen[0]
    naar = een.naar_provincie.naam if een.naar_provincie else ""
    return Wijzigingrij(
        een.overheid.code,
        een.overheid.naam,
        een.datum,
        een.get_soort_display(),
        naar,
        False,
        open_.get(een.overheid_id, 0),
        tuple(plannen),
        een.overheid_id,
    )


def _open_per_overheid(user: User, ids: Sequence[int]) -> dict[int, int]:
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return {}
    rijen = Dossier.objects.zichtbaar_voor(user).open().filter(overheid__in=ids).exclude(pk__in=_vanzelf())
    return dict(rijen.order_by().values_list("overheid").annotate(aantal=Count("pk")))


def _vanzelf() -> "QuerySet[Herindelingsregel, int]":
    """Dossiers of which a plan says that the law ends them by itself."""
    rijen = Herindelingsregel.objects.filter(behandeling=Behandeling.VANZELF, status=Regelstatus.UITGEVOERD)
    return rijen.values_list("dossier", flat=True)


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
    mag_bevestigen: bool
    waarom_niet: str
    mag_uitvoeren: bool
    verdelen: bool
    over: int = 0
    gedaan: int = field(default=0)
    mislukt: int = field(default=0)


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


def vind_regel(user: User, pk: int) -> Herindelingsregel | None:
    """One row, for who may see its plan and dossier."""
    regels = Herindelingsregel.objects.filter(kamer_open_voor(user, "dossier__"), pk=pk)
    return regels.select_related("plan__overheid", "dossier__overheid", "opvolger").first()


def planpagina(user: User, plan: Herindelingsplan) -> Planpagina:
    """Everything the page shows; five queries, however many rows."""
    regels = list(
        plan.regels.select_related(
            "dossier__overheid", "dossier__behandelaar", "opvolger", "resultaat", "gekozen_door"
        ).order_by("pk")
    )
    onderweg = _onderweg([r.dossier_id for r in regels])
    over = Opvolging.objects.filter(voorganger=plan.overheid_id, datum=plan.datum)
    opvolgers = list(over.select_related("opvolger").order_by("opvolger__naam"))
    gesplitst = len(opvolgers) > 1
    waarom_niet = _waarom_niet(user, plan, regels)
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
        opvolgers=[o.opvolger for o in opvolgers],
        mag_kiezen=user.has_perm(rollen.BEHANDEL_DOSSIER) and plan.status != Planstatus.UITGEVOERD,
        mag_bevestigen=plan.status == Planstatus.CONCEPT and not waarom_niet,
        waarom_niet=waarom_niet if plan.status == Planstatus.CONCEPT else "",
        verdelen=user.has_perm(rollen.LAAD_HUISVESTING) and not plan.kamer and gesplitst,
        mag_uitvoeren=rijp and user.has_perm(plan.bevestigrecht),
        over=len(regels) - gedaan,
        gedaan=gedaan,
        mislukt=sum(r.status == Regelstatus.MISLUKT for r in regels),
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


def _waarom_niet(user: User, plan: Herindelingsplan, regels: Sequence[Herindelingsregel]) -> str:
    """Why this account cannot confirm; the service holds the same rules."""
    if user.pk == plan.opgesteld_door_id or any(r.gekozen_door_id == user.pk for r in regels):
        return "U stelde dit plan op of koos een regel. Een collega bevestigt het."
    andere_trede = any(not r.gedaan and r.trede != GEWONE_BEGINTREDE for r in regels)
    recht = rollen.BESLIS_GEDEPUTEERDE if andere_trede and not plan.besloten else plan.bevestigrecht
    if not user.has_perm(recht):
        wie = (
            "de gedeputeerde, omdat een regel op een andere trede dan T2 begint"
            if andere_trede
            else "de coördinator"
        )
        return f"Dit plan wordt bevestigd door {wie}."
    return ""


# -- the werkvoorraad and the health check -----------------------------------------------------------


def vooruit(dag: dt.date) -> dt.date:
    """The last day that counts as near: so many days ahead as the policy says."""
    return dag + dt.timedelta(days=beleid.geldend(dag).herindeling_vooruit_dagen)


def te_regelen(user: User, team: bool) -> "QuerySet[Overheid]":
    """Organisations that end soon or ended, with open dossiers and no confirmed plan, or with a row that failed."""
    del team  # for who allocates work
    if not user.has_perm(rollen.WIJS_TOE):
        leeg = {"plandatum": Value(None, DateField()), "mislukt": Value(False)}
        return Overheid.objects.none().annotate(**leeg)
    plannen = Herindelingsplan.objects.filter(overheid=OuterRef("pk"), kamer="")
    bevestigd = plannen.filter(datum=OuterRef("geldig_tot")).exclude(status=Planstatus.CONCEPT)
    mislukt = Herindelingsregel.objects.filter(
        plan__overheid=OuterRef("pk"), plan__kamer="", status=Regelstatus.MISLUKT
    )
    dossiers = Dossier.objects.open().buiten_kamer().filter(overheid=OuterRef("pk"))
    nabij = Q(geldig_tot__lte=vooruit(clock.vandaag())) & Q(
        Exists(Opvolging.objects.filter(voorganger=OuterRef("pk"), datum=OuterRef("geldig_tot")))
    )
    zonder = nabij & Exists(dossiers.exclude(pk__in=_vanzelf())) & ~Exists(bevestigd)
    concept = plannen.filter(status=Planstatus.CONCEPT).order_by("datum")
    overgang = concept.filter(naar_provincie__isnull=False, datum__lte=vooruit(clock.vandaag()))
    gevonden = Overheid.objects.filter(
        zonder | Q(Exists(overgang)) | Q(Exists(mislukt)), provincie__code=settings.PROVINCIE_CODE
    )
    rijen = gevonden.annotate(
        plandatum=Subquery(
            plannen.exclude(status=Planstatus.UITGEVOERD).order_by("datum").values("datum")[:1]
        ),
        mislukt=Exists(mislukt),
    )
    return rijen.order_by(F("geldig_tot").asc(nulls_last=True), "pk")


def in_woorden(overheden: "Sequence[Overheid]", user: User) -> list[Werk]:
    """The rows of the werkvoorraad."""
    del user
    return [_werk(o) for o in overheden]


def _werk(overheid: Overheid) -> Werk:
    plandatum: dt.date | None = getattr(overheid, "plandatum", None)
    if getattr(overheid, "mislukt", False):
        onderwerp, daad = "een regel van het herindelingsplan mislukte", "Los op"
        waarom = "Een dossier kon niet naar de opvolger. Het plan zegt waarom; kies anders of voer het opnieuw uit."
    elif plandatum:
        onderwerp, daad = "herindelingsplan bevestigen", "Bekijk plan"
        waarom = "Het plan zegt per open dossier wat ermee gebeurt; een tweede persoon bevestigt het voor de datum."
    else:
        onderwerp, daad = "herindelingsplan opstellen", "Stel op"
        waarom = "De organisatie houdt op te bestaan en heeft open dossiers; er is nog geen plan."
    datum = plandatum or overheid.geldig_tot
    pagina = "herindeling" if plandatum else "herindeling_nieuw"
    return Werk(
        groep=CONTROLEREN,
        overheid=overheid.naam,
        onderwerp=onderwerp,
        waarom=waarom,
        daad=daad,
        pagina=pagina,
        sleutel=f"{overheid.code}-{datum}",
        domein="",
        trede="Herindeling",
        plek=None,
        datum=datum,
    )


def controle() -> tuple[bool, str]:
    """Health check: no dossier is open on an organisation that ended, and no row of a plan failed.

    Open means: after the day itself, when the plan should have been carried out. Only counts, no room is named.
    """
    gisteren = clock.vandaag() - dt.timedelta(days=1)
    open_ = Dossier.objects.open().filter(overheid__geldig_tot__lte=gisteren).exclude(pk__in=_vanzelf())
    per = list(
        open_.order_by("overheid__naam").values_list("overheid__naam").annotate(aantal=Count("pk"))[:10]
    )
    if per:
        namen = ", ".join(f"{naam} ({aantal})" for naam, aantal in per)
        return (
            False,
            f"Open dossiers op een opgeheven organisatie: {namen}. Stel het herindelingsplan op of voer het uit.",
        )
    mislukt = Herindelingsregel.objects.filter(status=Regelstatus.MISLUKT).count()
    if mislukt:
        return (
            False,
            f"{hoeveel(mislukt, 'regel', 'regels')} van een herindelingsplan mislukte. Kijk bij Herindelingen.",
        )
    return True, "Er staat geen dossier open op een organisatie die is opgeheven."
