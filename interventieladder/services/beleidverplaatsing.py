"""Moving running dossiers to the version of the policy that is in force: an act, with a preview and a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from interventieladder.models import Dossier, Voorstel
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.selectors.beleid import beleid, in_werking
from interventieladder.selectors.beleidverplaatsing import verplaatsing
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.services.slot import bewaar_dossier, eis_tekst, log
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import overgang_van


@dataclass(slots=True)
class Verslag:
    """What was moved, and per dossier that was not the reason."""

    verplaatst: list[str] = field(default_factory=list)
    overgeslagen: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def verplaats_dossiers(*, naar: str, dossiers: Mapping[int, int], reden: str, door: User) -> Verslag:
    """Move these dossiers (id → version of the row that the preview showed) to policy version `naar`.

    From now on names, terms and levels follow the new version; terms that run keep their dates, and what was
    sent stays as it is. A dossier with a sealed proposal, changed since the preview, or outside the domains
    stays, with the reason. Moving what moved already does nothing. Raises `GeenRecht`, `Weigering`, `Conflict`.
    """
    if not door.has_perms((rollen.STEL_BELEID_VAST, rollen.BEKIJK_DOSSIERS)):
        raise GeenRecht("U mag geen dossiers overzetten. Vraag de teamleider.")
    reden = eis_tekst(reden, veld="reden", wat="de reden in")
    if not dossiers:
        raise Weigering("Kies ten minste één dossier.", veld="dossiers")
    kader = beleid(naar)
    gelden = in_werking(clock.vandaag())
    if naar not in gelden:
        raise Conflict(
            f"Versie {naar} is vandaag niet in werking. Zet dossiers over op de versie die nu geldt."
        )
    eigen = {d for versie, domeinen in gelden.items() if versie != naar for d in domeinen}
    verslag = Verslag()
    rijen = zichtbaar(door).select_for_update(of=("self",)).select_related("overheid").filter(pk__in=dossiers)
    for dossier in rijen.order_by("pk"):
        if dossier.beleid_versie == naar:
            continue
        past = dossier.domein in gelden[naar] if kader.domeinen else dossier.domein not in eigen
        bezwaar = _bezwaar(dossier, dossiers[dossier.pk], past=past)
        if bezwaar := bezwaar or verplaatsing(dossier, kader).bezwaar:
            verslag.overgeslagen[dossier.nummer] = bezwaar
            continue
        _verplaats(dossier, naar, reden, door)
        verslag.verplaatst.append(dossier.nummer)
    return verslag


def _bezwaar(dossier: Dossier, versie: int, *, past: bool) -> str:
    if dossier.gesloten:
        return "Het dossier is gesloten en houdt zijn versie."
    if not past:
        return "Voor dit domein geldt een andere versie."
    if dossier.versie != versie:
        return "Het dossier is intussen gewijzigd; bekijk het voorbeeld opnieuw."
    return ""


def _verplaats(dossier: Dossier, naar: str, reden: str, door: User) -> None:
    van = dossier.beleid_versie
    dossier.beleid_versie = naar
    bewaar_dossier(dossier, "beleid_versie")
    for concept in Voorstel.objects.select_for_update().filter(
        dossier=dossier, status=VoorstelStatus.CONCEPT
    ):
        concept.beleid_versie = naar
        if concept.van == dossier.stand:
            concept.niveau = overgang_van(dossier, concept.stap).niveau_voor(dossier)
        concept.save(update_fields=["beleid_versie", "niveau"])
    log(dossier, "beleid_overgezet", door=door, van=van, naar=naar, reden=reden, gegevens={"beleid": naar})
