"""The sources of work on the ladder: what waits, for whom, as queries. One query per source."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db.models import (
    Case,
    DateField,
    Exists,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
from django.db.models.lookups import Exact

from interventieladder.models import (
    Afspraak,
    Beleidskader,
    Beoordeling,
    Brief,
    Dossier,
    Herevaluatietaak,
    Inzet,
    InzetAfspraak,
    Overname,
    Paraaf,
    Stuk,
    Termijn,
    Verschuiving,
    Voorstel,
)
from interventieladder.models.dossier import kamer_open_voor
from interventieladder.models.feiten import AfspraakStatus, BeoordelingUitkomst
from interventieladder.models.overname import OvernameStatus
from interventieladder.models.stukken import TE_VERZENDEN, StukSoort
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.verschuiving import VerschuivingStatus
from interventieladder.models.voorstel import LOPEND, ROUTE_CDK, VoorstelStatus
from interventieladder.models.voorstelrechten import (
    PORTEFEUILLEHOUDER,
    TOETSRECHT,
    vraag_van_rij,
    wacht_op_gs,
    werkt_voor_gs,
)
from interventieladder.models.zienswijze import onverwerkt
from interventieladder.selectors.herindelingwerk import te_regelen
from interventieladder.selectors.inzet import open_afspraken, vandaag_te_doen
from interventieladder.selectors.termijnkeuze import zonder_keuze
from interventieladder.selectors.verzendregister import alarm_van
from interventieladder.selectors.werkoordelen import oordelen, op_mandaat
from interventieladder.selectors.werkverdeling import verdelingen
from interventieladder.standen import PLANNEN
from interventieladder.termijnsoorten import alle_soorten, onbewaakte_codes, rechtswege_codes
from interventieladder.treden import Niveau, Stand
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.mandaten.selectors import heeft_portefeuille, is_afwezig

VOORUIT = dt.timedelta(days=14)
"""How far ahead a date is work of today."""
NAZORG_TERUG = dt.timedelta(weeks=26)
TE_VERIFIEREN = (
    BeoordelingUitkomst.OPGELOST,
    BeoordelingUitkomst.VOLDAAN,
    BeoordelingUitkomst.ZONDER_VOORBEHOUD,
)
WACHTEND = (VoorstelStatus.TER_TOETSING, VoorstelStatus.TER_BESLUIT)
TE_VERIFIEREN_STUKKEN = (StukSoort.BEWIJS, StukSoort.VALIDATIEVERSLAG)


def bron(naam: str, user: User, *, team: bool) -> "QuerySet[Any]":
    """One source as a query: a row is a row of work, of dossiers this account may know."""
    rijen = BRONNEN[naam](user, team)
    if naam in BUITEN_DOSSIER:
        return rijen
    return rijen.filter(kamer_open_voor(user, "" if rijen.model is Dossier else "dossier__"))


def _beoordelingen(user: User, team: bool) -> "QuerySet[Beoordeling]":
    del team  # for the reader alone
    gevonden = Beoordeling.objects.filter(_te_verifieren(user), uitkomst__in=TE_VERIFIEREN)
    return _met_zaak(gevonden.exclude(opgesteld_door=user))


def _stukken(user: User, team: bool) -> "QuerySet[Stuk]":
    zienswijzen = _lopend(user, team) & onverwerkt()
    return _met_zaak(
        Stuk.objects.filter(_stukken_te_verifieren(user) | zienswijzen, vervangen_door__isnull=True)
    )


def _brieven(user: User, team: bool) -> "QuerySet[Voorstel]":
    werk = _te_verzenden(user, _eigen(user, team)) | _verzendalarm(user, _eigen(user, team))
    rijen = Voorstel.objects.annotate(alarm=alarm_van()).filter(werk)
    return _met_zaak(rijen.select_related("besluit"))


def _losse_brieven(user: User, team: bool) -> "QuerySet[Brief]":
    """Letters without a proposal that wait to be sent, came back or lack proof."""
    if not user.has_perms((rollen.VERZEND, rollen.BEHANDEL_DOSSIER)):
        return Brief.objects.none()
    rijen = Brief.objects.annotate(alarm=alarm_van("brief")).filter(voorstel__isnull=True)
    return _met_zaak(rijen.filter(_eigen(user, team) & (TE_VERZENDEN | Q(alarm__isnull=False))))


def _termijnen(user: User, team: bool) -> "QuerySet[Termijn]":
    verschuivend = Verschuiving.objects.filter(
        termijn=OuterRef("pk"), status=VerschuivingStatus.TE_BEVESTIGEN
    )
    onderweg = Voorstel.objects.filter(dossier=OuterRef("dossier"), status__in=LOPEND)
    return _met_zaak(
        Termijn.objects.filter(_lopend(user, team), status=TermijnStatus.LOOPT)
        .exclude(soort__in=onbewaakte_codes())
        .annotate(verschuift=Exists(verschuivend), te_kiezen=zonder_keuze())
        .filter(_in_zicht(clock.vandaag()) | Q(verschuift=True) | Q(te_kiezen=True))
        .select_related("overgenomen")
        .annotate(voorstel=Subquery(onderweg.values("nummer")[:1]))
    )


def _afspraken(user: User, team: bool) -> "QuerySet[Afspraak]":
    straks = clock.vandaag() + VOORUIT
    return _met_zaak(
        Afspraak.objects.filter(_lopend(user, team), status=AfspraakStatus.OPEN, gereed_op__lte=straks)
    )


def _herevaluaties(user: User, team: bool) -> "QuerySet[Herevaluatietaak]":
    return _met_zaak(Herevaluatietaak.objects.filter(_lopend(user, team), afgehandeld_op__isnull=True))


def _in_zicht(vandaag: dt.date) -> Q:
    """Terms that end soon; a kind with an alarm of its own from its first warning on."""
    straks = Q(effectief_einde__lte=vandaag + VOORUIT)
    for soort in alle_soorten():
        vooraf = dt.timedelta(days=max(soort.herinneringen or (0,)))
        if vooraf > VOORUIT:
            straks |= Q(soort=soort.code, effectief_einde__lte=vandaag + vooraf)
    return straks


def _eigen(user: User, team: bool) -> Q:
    """Dossiers of this person, or for who allocates work and asks for it, of everybody."""
    if team and user.has_perm(rollen.WIJS_TOE):
        return Q(dossier__isnull=False)
    return Q(dossier__behandelaar=user)


def _lopend(user: User, team: bool) -> Q:
    return _eigen(user, team) & Q(dossier__gesloten_op__isnull=True)


def _met_zaak(rijen: "QuerySet[Any]") -> "QuerySet[Any]":
    return rijen.select_related("dossier__overheid", "dossier__behandelaar").order_by("pk")


def _te_verifieren(user: User) -> Q:
    """In the running stay, by the second reader; without one it waits for who can allocate it."""
    if not user.has_perm(rollen.LEES_TEGEN):
        return Q(pk__in=[])
    wie = Q(dossier__tweede_lezer=user)
    if user.has_perm(rollen.WIJS_TOE):
        wie |= Q(dossier__tweede_lezer__isnull=True)
    lopend = Q(geverifieerd_op__isnull=True, stap__tot__isnull=True, dossier__gesloten_op__isnull=True)
    return wie & lopend & ~Q(dossier__behandelaar=user)


def _stukken_te_verifieren(user: User) -> Q:
    return _te_verifieren(user) & Q(soort__in=TE_VERIFIEREN_STUKKEN) & ~Q(toegevoegd_door=user)


def _toets(onderdeel: str) -> Q:
    """Proposals whose turn it is to be checked by this kind of checker.

    The route is policy data, read by the database itself: this SQL is kept for the day (`vaste_vragen`), and a
    version adopted meanwhile counts at once. As `Voorstel.route`: that of the step, else that of the level.
    """
    niveau = Case(
        When(Exact(OuterRef("niveau"), Value(Niveau.GS_OF_GEMACHTIGDE)), then=Value(Niveau.GS)),
        default=OuterRef("niveau"),
        output_field=TextField(),
    )
    plek = Cast(OuterRef("getoetst"), TextField())

    def wie(sleutel: Any) -> Func:
        return Func(F("route"), sleutel, plek, function="jsonb_extract_path_text", output_field=TextField())

    aan_zet = Coalesce(wie(OuterRef("stap")), wie(niveau))
    kaders = Beleidskader.objects.filter(Exact(aan_zet, Value(onderdeel)), versie=OuterRef("beleid_versie"))
    gevonden = Q(Exists(kaders)) & ~Q(niveau=Niveau.CDK_BESLUIT)
    if onderdeel in ROUTE_CDK:
        gevonden |= Q(niveau=Niveau.CDK_BESLUIT, getoetst=ROUTE_CDK.index(onderdeel))
    return gevonden & Q(status=VoorstelStatus.TER_TOETSING)


def _te_beslissen(user: User) -> Q:
    """Proposals this account has a mandate for today, itself or for another, or registers for GS or the cdK.

    The same rule as `bevoegdheid_bij`, as one question over all of them.
    """
    kan = op_mandaat(user, vraag_van_rij(), "opgesteld_door")
    if user.has_perm(rollen.REGISTREER_GS):
        kan |= wacht_op_gs()
    if user.has_perm(rollen.REGISTREER_CDK):
        kan |= Q(niveau=Niveau.CDK_BESLUIT)
    return kan


def _van_de_portefeuille(user: User, onderdeel: str) -> Q:
    """The same rule as `portefeuille_bij`; another check asks no portfolio."""
    if onderdeel != PORTEFEUILLEHOUDER:
        return Q()
    return heeft_portefeuille(user, vraag_van_rij(), clock.vandaag(), "opgesteld_door")


def wachtende_voorstellen(user: User) -> "QuerySet[Voorstel]":
    """Proposals that this account can check, decide or register now, never its own; longest waiting first."""
    mijn = Q(pk__in=[])
    if user.has_perm(rollen.LEES_TEGEN):
        kamer = Q() if werkt_voor_gs(user) else ~Q(dossier__kamer="")
        lezer = Q(dossier__tweede_lezer=user) | Q(dossier__tweede_lezer__isnull=True)
        weg = Exists(is_afwezig(OuterRef("dossier__tweede_lezer"), clock.vandaag()))
        mijn |= kamer & _toets("lezer") & (lezer | Q(dossier__tweede_lezer=F("opgesteld_door")) | Q(weg))
    for onderdeel in ("jurist", PORTEFEUILLEHOUDER):
        if user.has_perm(TOETSRECHT[onderdeel]):
            mijn |= _toets(onderdeel) & _van_de_portefeuille(user, onderdeel)
    mijn |= Q(status=VoorstelStatus.TER_BESLUIT) & _te_beslissen(user)
    return _met_termijn(
        Voorstel.objects.filter(mijn, kamer_open_voor(user, "dossier__"), status__in=WACHTEND).exclude(
            opgesteld_door=user
        )
    ).order_by(F("hier_sinds").asc(), "ingediend_op", "pk")


def _eigen_voorstellen(user: User, team: bool) -> "QuerySet[Voorstel]":
    """Drafts and questions of the drafter, and approved proposals whose step was not taken yet."""
    mijn = (_eigen(user, team) | Q(opgesteld_door=user)) & Q(
        status__in=(VoorstelStatus.CONCEPT, VoorstelStatus.RETOUR, VoorstelStatus.VASTGESTELD)
    )
    if not user.has_perm(rollen.BEHANDEL_DOSSIER):
        return Voorstel.objects.none()
    return _met_termijn(Voorstel.objects.filter(mijn).exclude(_besloten_te_verzenden())).order_by("pk")


def _met_termijn(voorstellen: "QuerySet[Voorstel]") -> "QuerySet[Voorstel]":
    """With `hier_sinds`, the day it came to the desk where it lies (last check, else submission), and the term."""
    paraaf = Paraaf.objects.filter(voorstel=OuterRef("pk"), versie=OuterRef("versie")).order_by("-op", "-pk")
    sinds = (F("besluit__besloten_op"), Subquery(paraaf.values("op")[:1]), TruncDate("ingediend_op"))
    termijn = (
        Termijn.objects.filter(dossier=OuterRef("dossier"), status=TermijnStatus.LOOPT)
        .exclude(soort__in=onbewaakte_codes())
        .order_by("effectief_einde")
    )
    return (
        voorstellen.select_related("dossier__overheid", "opgesteld_door")
        .defer("zegel_inhoud", "vorige_inhoud")
        .annotate(
            hier_sinds=Coalesce(*sinds, TruncDate("opgesteld_op")),
            einde=Subquery(termijn.values("effectief_einde")[:1], output_field=DateField()),
            einde_uitleg=Subquery(termijn.values("uitleg")[:1], output_field=JSONField()),
        )
    )


def _te_verzenden(user: User, eigen: Q) -> Q:
    """Proposals whose letters can leave and did not all (an oral decision: once in writing). One row each."""
    wachtend = Brief.objects.filter(TE_VERZENDEN, voorstel=OuterRef("pk"))
    gezet = Q(status=VoorstelStatus.UITGEVOERD) | _besloten_te_verzenden()
    op_schrift = Q(besluit__mondeling_op__isnull=True) | Q(besluit__schrift_op__isnull=False)
    klaar = Q(Exists(wachtend)) & gezet & op_schrift
    if not user.has_perm(rollen.VERZEND):
        return Q(pk__in=[])
    return klaar & (eigen | Q(niveau=Niveau.GS)) if user.has_perm(rollen.REGISTREER_GS) else klaar & eigen


def _verzendalarm(user: User, eigen: Q) -> Q:
    """Proposals of which a letter came back or lacks proof: for the behandelaar, and of GS the secretariaat."""
    if not user.has_perm(rollen.VERZEND):
        return Q(pk__in=[])
    wie = eigen | Q(niveau=Niveau.GS) if user.has_perm(rollen.REGISTREER_GS) else eigen
    return Q(alarm__isnull=False) & wie


def _besloten_te_verzenden() -> Q:
    """Approved proposals whose step is taken by the sending itself."""
    stappen = [stap for plan in PLANNEN.values() for stap in plan.stap_bij_verzending]
    return Q(status=VoorstelStatus.VASTGESTELD, stap__in=stappen)


def _dossiers(user: User, team: bool) -> "QuerySet[Dossier]":
    """Dossiers that wait without a running term: a hold to review, after-care, a signal to assess."""
    vandaag = clock.vandaag()
    straks = vandaag + VOORUIT
    # Each part says that the dossier is open or closed, also where its state says so: each has an index of its own.
    wat = Q(gesloten_op__isnull=True, stand=Stand.AANGEHOUDEN, herbeoordeling_op__lte=straks)
    wat |= Q(gesloten_op__isnull=False, nazorg_op__range=(vandaag - NAZORG_TERUG, straks))
    wat |= _ladders_zonder_termijn()
    stil = Q(gesloten_op__isnull=True, stand__in=(Stand.T1, Stand.T2), termijnen__isnull=True)
    wat |= stil & ~Q(voorstellen__status__in=LOPEND)
    wie = Q() if team and user.has_perm(rollen.WIJS_TOE) else Q(behandelaar=user)
    onverzonden = Brief.objects.filter(TE_VERZENDEN, dossier=OuterRef("pk"), voorstel__isnull=False)
    gevonden = Dossier.objects.filter(wie, wat).exclude(Exists(onverzonden), stand=Stand.T2)
    return gevonden.select_related("overheid", "behandelaar").distinct().order_by("pk")


def _ladders_zonder_termijn() -> Q:
    """On a ladder beside the general one: states whose plan asks something of the behandelaar, without a term.

    A term at whose end the law itself decides runs beside the work: it only takes its place in the last two weeks.
    """
    vraagt = Q(pk__in=[])
    for plan in PLANNEN.values():
        if plan.werk:
            vraagt |= Q(ladder=plan.code, stand__in=list(plan.werk))
    straks = clock.vandaag() + VOORUIT
    loopt = Termijn.objects.filter(dossier=OuterRef("pk"), status=TermijnStatus.LOOPT)
    loopt = loopt.exclude(soort__in=rechtswege_codes(), effectief_einde__gt=straks)
    onderweg = Voorstel.objects.filter(dossier=OuterRef("pk"), status__in=LOPEND)
    return vraagt & Q(gesloten_op__isnull=True) & ~Exists(loopt) & ~Exists(onderweg)


def _overnames(user: User, team: bool) -> "QuerySet[Overname]":
    """Takeovers to confirm as second reader: not by who took over or works on it, nor by the cabinet of the cdK."""
    del team  # for the reader alone
    if not user.has_perms((rollen.LEES_TEGEN, rollen.REGISTREER_SIGNAAL)):
        return Overname.objects.none()
    wachtend = Overname.objects.filter(status=OvernameStatus.TE_BEVESTIGEN)
    lezer = Q(dossier__tweede_lezer=user) | Q(dossier__tweede_lezer__isnull=True)
    return _met_zaak(
        wachtend.filter(lezer).exclude(door=user).exclude(dossier__behandelaar=user).select_related("door")
    )


def _van_eigenaar(user: User, team: bool) -> Q:
    return Q() if team and user.has_perm(rollen.WIJS_TOE) else Q(eigenaar=user)


def _inzetten(user: User, team: bool) -> "QuerySet[Inzet]":
    """Planned inzet whose day came, and running inzet whose reminder came."""
    wat = _van_eigenaar(user, team) & vandaag_te_doen(clock.vandaag())
    zichtbaar = Inzet.objects.zichtbaar_voor(user).filter(wat)
    return zichtbaar.select_related("eigenaar").prefetch_related("overheden").order_by("pk")


def _inzetafspraken(user: User, team: bool) -> "QuerySet[InzetAfspraak]":
    """Follow-ups that are due."""
    if not user.has_perm(rollen.BEKIJK_INZET):
        return open_afspraken().none()
    wat = _van_eigenaar(user, team) & Q(uiterlijk__lte=clock.vandaag() + VOORUIT)
    gevonden = open_afspraken().filter(wat).select_related("inzet", "eigenaar")
    return gevonden.prefetch_related("inzet__overheden").order_by("pk")


def _wachtend(user: User, team: bool) -> "QuerySet[Voorstel]":
    del team  # who may check or decide it, whoever made it
    return wachtende_voorstellen(user)


BRONNEN: dict[str, Callable[[User, bool], "QuerySet[Any]"]] = {
    "wachtend": _wachtend,
    "eigen": _eigen_voorstellen,
    "beoordelingen": _beoordelingen,
    "stukken": _stukken,
    "brieven": _brieven,
    "losse_brieven": _losse_brieven,
    "termijnen": _termijnen,
    "afspraken": _afspraken,
    "herevaluaties": _herevaluaties,
    "dossiers": _dossiers,
    "overnames": _overnames,
    "inzetten": _inzetten,
    "inzetafspraken": _inzetafspraken,
    "herindelingen": te_regelen,
    "oordelen": oordelen,
    "verdelingen": verdelingen,
}
"""Where work comes from: functions of the account and whether the work of colleagues counts."""
BUITEN_DOSSIER = ("inzetten", "inzetafspraken", "herindelingen", "oordelen", "verdelingen")
"""Sources of work that belong to no dossier, so that no closed room hides them."""
