"""What of the ladder stands on somebody's name, and handing it over when an account closes (design 4.5).

The closed room of the cdK is left out: beheer does not know what lies there. Its cabinet gets a mail instead.
"""

from collections.abc import Callable, Iterable

from django.db.models import Q

from interventieladder.catalogus import OPEN_INZET, InzetStatus
from interventieladder.models import Dossier, Inzet, InzetAfspraak, Voorstel
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services.slot import bewaar_dossier, log, meld
from interventieladder.treden import KAMER_CDK
from toezicht.core import clock, logboek, rollen
from toezicht.core.bezit import Bezitsoort, registreer_bezit, registreer_bij_sluiten
from toezicht.core.mensen import met_recht
from toezicht.core.models import User

CONCEPT = (VoorstelStatus.CONCEPT, VoorstelStatus.RETOUR)


def _dossiers(user: User) -> "Iterable[Dossier]":
    return Dossier.objects.open().buiten_kamer().filter(behandelaar=user).order_by("pk")


def _gelezen(user: User) -> "Iterable[Dossier]":
    return Dossier.objects.open().buiten_kamer().filter(tweede_lezer=user).order_by("pk")


def _concepten(user: User) -> "Iterable[Voorstel]":
    return Voorstel.objects.filter(opgesteld_door=user, status__in=CONCEPT, dossier__kamer="").order_by("pk")


def _inzetten(user: User) -> "Iterable[Inzet]":
    return Inzet.objects.filter(eigenaar=user, status__in=OPEN_INZET).order_by("pk")


def _inzetafspraken(user: User) -> "Iterable[InzetAfspraak]":
    open_ = InzetAfspraak.objects.filter(eigenaar=user, gedaan_op__isnull=True)
    return open_.exclude(inzet__status=InzetStatus.AFGEZEGD).select_related("inzet").order_by("pk")


def _op_slot(pk: int) -> Dossier:
    rijen = Dossier.objects.select_for_update(of=("self",)).select_related(
        "overheid", "behandelaar", "tweede_lezer"
    )
    return rijen.get(pk=pk)


def _geef_dossiers(van: User, naar: User, door: User, reden: str) -> None:
    """The new behandelaar does not stay second reader of the same dossier."""
    for pk in [d.pk for d in _dossiers(van)]:
        dossier = _op_slot(pk)
        if dossier.gesloten or dossier.behandelaar_id != van.pk:
            continue  # somebody was first
        dossier.behandelaar = naar
        if dossier.tweede_lezer_id == naar.pk:
            dossier.tweede_lezer = None
        _bewaar(dossier, door, reden, van.naam)
        meld(
            dossier,
            sleutel=f"toegewezen:{dossier.pk}:{dossier.versie}",
            ontvanger=naar,
            onderwerp=f"Dossier {dossier.nummer} is aan u toegewezen",
            tekst=f"Dossier {dossier.nummer} ({dossier.overheid.naam}: {dossier.titel}) staat nu op uw naam.",
        )


def _geef_gelezen(van: User, naar: User, door: User, reden: str) -> None:
    """Where the new reader works on the dossier itself the place stays open, for every reader."""
    for pk in [d.pk for d in _gelezen(van)]:
        dossier = _op_slot(pk)
        if dossier.gesloten or dossier.tweede_lezer_id != van.pk:
            continue
        dossier.tweede_lezer = None if dossier.behandelaar_id == naar.pk else naar
        _bewaar(dossier, door, reden, "")


def _bewaar(dossier: Dossier, door: User, reden: str, van: str) -> None:
    bewaar_dossier(dossier, "behandelaar", "tweede_lezer")
    lezer = dossier.tweede_lezer.naam if dossier.tweede_lezer else ""
    log(
        dossier,
        "toegewezen",
        door=door,
        van=van,
        naar=dossier.behandelaar.naam if van else "",
        reden=reden,
        gegevens={"behandelaar": dossier.behandelaar.naam, "tweede_lezer": lezer},
    )


def _geef_concepten(van: User, naar: User, door: User, reden: str) -> None:
    """The new drafter stands for the text from here on: nobody decided on it yet, and four eyes count from now."""
    for pk, dossier_id in [(v.pk, v.dossier_id) for v in _concepten(van)]:
        dossier = _op_slot(dossier_id)
        voorstel = Voorstel.objects.select_for_update(of=("self",)).get(pk=pk)
        if voorstel.status not in CONCEPT or voorstel.opgesteld_door_id != van.pk:
            continue  # handed in meanwhile: then the drafter stays who drafted it
        voorstel.dossier = dossier
        voorstel.opgesteld_door = naar
        voorstel.save(update_fields=["opgesteld_door"])
        log(
            voorstel.dossier,
            "voorstel_overgenomen",
            door=door,
            soort="voorstel",
            onderwerp_id=voorstel.pk,
            reden=reden,
            gegevens={"nummer": voorstel.nummer, "eerst_van": van.naam, "nu_van": naar.naam},
        )


def _geef_inzet(van: User, naar: User, door: User, reden: str) -> None:
    for inzet in Inzet.objects.select_for_update(of=("self",)).filter(pk__in=[i.pk for i in _inzetten(van)]):
        inzet.eigenaar = naar
        inzet.save(update_fields=["eigenaar"])
        _log_inzet(inzet, door, reden, naar)


def _geef_inzetafspraken(van: User, naar: User, door: User, reden: str) -> None:
    for afspraak in _inzetafspraken(van):
        afspraak.eigenaar = naar
        afspraak.save(update_fields=["eigenaar"])
        _log_inzet(afspraak.inzet, door, reden, naar)


def _log_inzet(inzet: Inzet, door: User, reden: str, naar: User) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("inzet", str(inzet.pk)),
        handeling="inzet_overgedragen",
        door=door,
        reden=reden,
        gegevens={"nummer": inzet.nummer, "nu_van": naar.naam},
    )


def meld_kabinet(wie: User) -> None:
    """A mail without content to the cabinet when work in the closed room stood on the name of who leaves."""
    op_naam = (
        Q(behandelaar=wie)
        | Q(tweede_lezer=wie)
        | Q(voorstellen__opgesteld_door=wie, voorstellen__status__in=CONCEPT)
    )
    dossier = Dossier.objects.open().filter(op_naam, kamer=KAMER_CDK).select_related("overheid").first()
    if dossier is None:
        return
    for collega in met_recht(rollen.BEKIJK_CDK).exclude(pk=wie.pk):
        sleutel = f"vertrokken:{wie.pk}:{clock.vandaag()}:{collega.pk}"
        meld(dossier, sleutel=sleutel, ontvanger=collega, onderwerp="", tekst="")


def _namen(van: Callable[[User], Iterable[object]]) -> Callable[[User], list[str]]:
    return lambda user: [str(getattr(rij, "nummer", "") or rij) for rij in van(user)]


def registreer() -> None:
    """Make what the ladder has on names known (from `AppConfig.ready`)."""
    behandel, lees = rollen.BEHANDEL_DOSSIER, rollen.LEES_TEGEN
    soorten = (
        (
            "dossiers",
            "dossier als behandelaar",
            "dossiers als behandelaar",
            behandel,
            _dossiers,
            _geef_dossiers,
        ),
        ("lezer", "dossier als tweede lezer", "dossiers als tweede lezer", lees, _gelezen, _geef_gelezen),
        ("concepten", "voorstel in concept", "voorstellen in concept", behandel, _concepten, _geef_concepten),
        ("inzet", "lopende inzet", "lopende inzetten", rollen.REGISTREER_INZET, _inzetten, _geef_inzet),
        (
            "inzetafspraken",
            "open afspraak uit inzet",
            "open afspraken uit inzet",
            rollen.BEKIJK_INZET,
            _inzetafspraken,
            _geef_inzetafspraken,
        ),
    )
    for code, enkel, naam, recht, van, geef_door in soorten:
        registreer_bezit(Bezitsoort(code, enkel, naam, recht, _namen(van), geef_door))
    registreer_bij_sluiten(meld_kabinet)
