"""Herindelingen in the werkvoorraad and in the health check: what somebody has to arrange."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, DateField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from interventieladder.models import Dossier, Herindelingsplan, Herindelingsregel
from interventieladder.models.herindeling import Behandeling, Planstatus, Regelstatus
from interventieladder.selectors import beleid
from interventieladder.selectors.werkrij import CONTROLEREN, Werk
from interventieladder.treden import KAMER_CDK
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.woorden import hoeveel
from toezicht.organisaties.models import Opvolging, Overheid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


LOOPT_AF = ("begrotingsregime",)
"""Ladders that run on after the day, to the end of their year. What else ends by itself has ended on the day."""


def vanzelf() -> "QuerySet[Herindelingsregel, int]":
    """Dossiers that a plan left here and the clock ends later; one that waits for a step of a person is none."""
    rijen = Herindelingsregel.objects.filter(
        behandeling=Behandeling.VANZELF, status=Regelstatus.UITGEVOERD, dossier__ladder__in=LOOPT_AF
    )
    return rijen.values_list("dossier", flat=True)


def vooruit(dag: dt.date) -> dt.date:
    """The last day that counts as near: so many days ahead as the policy says."""
    return dag + dt.timedelta(days=beleid.geldend(dag).herindeling_vooruit_dagen)


def _kamer(user: User) -> str | None:
    """The room of which this account arranges the plans: the coördinator outside, the cabinet inside; else None."""
    if user.has_perm(rollen.WIJS_TOE):
        return ""
    return KAMER_CDK if user.has_perms((rollen.BEKIJK_CDK, rollen.BEHANDEL_DOSSIER)) else None


def te_regelen(user: User, team: bool) -> "QuerySet[Overheid]":
    """Organisations that end soon or ended, with open dossiers and no confirmed plan, or one that needs a person.

    That is: a row that failed, or an open dossier without a row, also when the plan was carried out.
    """
    del team  # for who allocates work, and the cabinet for its own room
    kamer = _kamer(user)
    if kamer is None:
        leeg = {
            "plandatum": Value(None, DateField()),
            "mislukt": Value(False),
            "onvolledig": Value(False),
        }
        return Overheid.objects.none().annotate(**leeg)
    tot = vooruit(clock.vandaag())
    plannen = Herindelingsplan.objects.filter(overheid=OuterRef("pk"), kamer=kamer)
    open_ = plannen.exclude(status=Planstatus.UITGEVOERD).order_by("datum")
    bevestigd = plannen.filter(datum=OuterRef("geldig_tot")).exclude(status=Planstatus.CONCEPT)
    onvolledig = plannen.filter(datum__lte=tot).onvolledig().order_by("datum")
    mislukt = Herindelingsregel.objects.filter(
        plan__overheid=OuterRef("pk"), plan__kamer=kamer, status=Regelstatus.MISLUKT
    )
    dossiers = Dossier.objects.open().filter(overheid=OuterRef("pk"), kamer=kamer)
    nabij = Q(geldig_tot__lte=tot) & Q(
        Exists(Opvolging.objects.filter(voorganger=OuterRef("pk"), datum=OuterRef("geldig_tot")))
    )
    zonder = nabij & Exists(dossiers.exclude(pk__in=vanzelf())) & ~Exists(bevestigd)
    overgang = open_.filter(status=Planstatus.CONCEPT, naar_provincie__isnull=False, datum__lte=tot)
    gevonden = Overheid.objects.filter(
        zonder | Q(Exists(overgang)) | Q(Exists(mislukt)) | Q(Exists(onvolledig)),
        # one that goes to another province may be known there already, while its dossiers are still here
        Q(provincie__code=settings.PROVINCIE_CODE) | Exists(plannen.filter(naar_provincie__isnull=False)),
    )
    rijen = gevonden.annotate(
        plandatum=Coalesce(Subquery(open_.values("datum")[:1]), Subquery(onvolledig.values("datum")[:1])),
        mislukt=Exists(mislukt),
        onvolledig=Exists(onvolledig),
    )
    return rijen.order_by(F("geldig_tot").asc(nulls_last=True), "pk")


def in_woorden(overheden: "Sequence[Overheid]", user: User) -> list[Werk]:
    """The rows of the werkvoorraad."""
    staart = f"-{KAMER_CDK}" if _kamer(user) == KAMER_CDK else ""
    return [_werk(o, staart) for o in overheden]


def _werk(overheid: Overheid, staart: str) -> Werk:
    plandatum: dt.date | None = getattr(overheid, "plandatum", None)
    if getattr(overheid, "mislukt", False):
        onderwerp, daad = "een regel van het herindelingsplan mislukte", "Los op"
        waarom = "Een dossier kon niet naar de opvolger. Het plan zegt waarom; kies anders of voer het opnieuw uit."
    elif getattr(overheid, "onvolledig", False):
        onderwerp, daad = "een dossier staat nog niet in het herindelingsplan", "Vul aan"
        waarom = (
            "Het dossier kwam later dan het plan. Vul het plan aan; daarna bevestigt een tweede persoon het."
        )
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
        sleutel=f"{overheid.code}-{datum}{staart}",
        domein="",
        trede="Herindeling",
        plek=None,
        datum=datum,
    )


def controle() -> tuple[bool, str]:
    """Health check: no dossier is open on an organisation that ended, and no row of a plan failed.

    Open means: after the day itself, when the plan should have been carried out. The room of the cdK is left out:
    who reads this may not know of it, and the cabinet has it in its own werkvoorraad.
    """
    gisteren = clock.vandaag() - dt.timedelta(days=1)
    buiten = Dossier.objects.open().buiten_kamer().filter(overheid__geldig_tot__lte=gisteren)
    open_ = buiten.exclude(pk__in=vanzelf())
    per = list(
        open_.order_by("overheid__naam").values_list("overheid__naam").annotate(aantal=Count("pk"))[:10]
    )
    if per:
        namen = ", ".join(f"{naam} ({aantal})" for naam, aantal in per)
        return (
            False,
            f"Open dossiers op een opgeheven organisatie: {namen}. Stel het herindelingsplan op of voer het "
            "uit, of sluit het dossier met de stap van zijn eigen ladder.",
        )
    mislukt = Herindelingsregel.objects.filter(plan__kamer="", status=Regelstatus.MISLUKT).count()
    if mislukt:
        return (
            False,
            f"{hoeveel(mislukt, 'regel', 'regels')} van een herindelingsplan mislukte. Kijk bij Herindelingen.",
        )
    return True, "Er staat geen dossier open op een organisatie die is opgeheven."
