"""Opening a dossier, giving it to people, and moving it along the ladder."""

from django.db import transaction

from interventieladder.models import Dossier
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services.slot import (
    bewaar_dossier,
    log,
    meld,
    neem_dossier,
    neem_open_dossier,
)
from interventieladder.treden import (
    Gebrek,
    Gevorderd,
    Orgaan,
    organen_van,
)
from signalen.services.signalen import koppel_signaal
from toezicht.core import rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User


@transaction.atomic
def koppel(*, dossier_id: int, signaal_id: int, door: User) -> Dossier:
    """Couple a further signal to an open dossier."""
    dossier = neem_open_dossier(dossier_id, door)
    if dossier.besloten:
        raise Weigering("Een dossier in de besloten kamer heeft geen gekoppelde signalen.", veld="signaal")
    koppel_signaal(signaal_id=signaal_id, dossier_id=dossier.pk, dossier_kenmerk=dossier.nummer, door=door)
    return dossier


@transaction.atomic
def wijs_toe(
    *,
    dossier_id: int,
    behandelaar_id: int,
    tweede_lezer_id: int | None,
    door: User,
    reden: str = "",
    versie: int | None = None,
) -> Dossier:
    """Give the dossier to a behandelaar and a second reader (by the coördinator); both must be able to work."""
    dossier = neem_dossier(dossier_id, door, versie=versie)
    if not (dossier.besloten or door.has_perm(rollen.WIJS_TOE)):
        raise GeenRecht("Alleen de coördinator of de teamleider wijst dossiers toe.")
    if dossier.gesloten:
        raise Conflict(f"Dossier {dossier.nummer} is gesloten; toewijzen kan niet meer.")
    behandelaar = _medewerker(behandelaar_id, rollen.BEHANDEL_DOSSIER, "behandelaar")
    lezer = _medewerker(tweede_lezer_id, rollen.LEES_TEGEN, "tweede lezer") if tweede_lezer_id else None
    if dossier.besloten and not all(m.has_perm(rollen.BEKIJK_CDK) for m in (behandelaar, lezer) if m):
        raise Weigering("Kies collega's van het kabinet van de commissaris.", veld="behandelaar")
    if lezer == behandelaar:
        raise Weigering("Kies als tweede lezer een ander dan de behandelaar.", veld="tweede_lezer")
    van = dossier.behandelaar.naam
    dossier.behandelaar, dossier.tweede_lezer = behandelaar, lezer
    bewaar_dossier(dossier, "behandelaar", "tweede_lezer")
    log(
        dossier,
        "toegewezen",
        door=door,
        van=van if van != behandelaar.naam else "",
        naar=behandelaar.naam if van != behandelaar.naam else "",
        reden=reden,
        gegevens={"behandelaar": behandelaar.naam, "tweede_lezer": lezer.naam if lezer else ""},
    )
    meld(
        dossier,
        sleutel=f"toegewezen:{dossier.pk}:{dossier.versie}",
        ontvanger=behandelaar,
        onderwerp=f"Dossier {dossier.nummer} is aan u toegewezen",
        tekst=f"Dossier {dossier.nummer} ({dossier.overheid.naam}: {dossier.titel}) staat nu op uw naam.",
    )
    return dossier


def _medewerker(gebruiker_id: int, recht: str, wat: str) -> User:
    gebruiker = User.objects.filter(pk=gebruiker_id, is_active=True).first()
    if gebruiker is None or not gebruiker.has_perm(recht):
        raise Weigering(f"Kies als {wat} een collega met een open account en het recht daarvoor.", veld=wat)
    return gebruiker


@transaction.atomic
def zet_grondslag(
    *, dossier_id: int, orgaan: str, gevorderd: str, gebrek: str, door: User, versie: int | None = None
) -> Dossier:
    """Record organ, object and kind of neglect (Gw 124 lid 1); refused while a proposal is under way."""
    dossier = neem_open_dossier(dossier_id, door, versie=versie)
    onderweg = dossier.voorstellen.exclude(status__in=(VoorstelStatus.CONCEPT, VoorstelStatus.RETOUR)).filter(
        status__in=(VoorstelStatus.TER_TOETSING, VoorstelStatus.TER_BESLUIT, VoorstelStatus.VASTGESTELD)
    )
    if onderweg.exists():
        raise Conflict(
            "Er ligt een voorstel ter besluit; haal dat eerst terug voordat u de grondslag wijzigt."
        )
    if orgaan not in organen_van(dossier.overheid.soort):
        raise Weigering("Kies een orgaan van deze organisatie.", veld="orgaan")
    if dossier.besloten and orgaan != Orgaan.BURGEMEESTER:
        raise Weigering(
            "In de besloten kamer gaat het altijd om een taak van de burgemeester.", veld="orgaan"
        )
    if gevorderd not in Gevorderd.values or gebrek not in Gebrek.values:
        raise Weigering("Kies wat de wet vordert en waarin de organisatie tekortschiet.", veld="gevorderd")
    if gebrek == "niet_tijdig" and gevorderd != "resultaat":
        raise Weigering("“Niet tijdig” kan alleen bij een resultaat (Gemeentewet 124 lid 1).", veld="gebrek")
    dossier.orgaan, dossier.gevorderd, dossier.gebrek = orgaan, gevorderd, gebrek
    bewaar_dossier(dossier, "orgaan", "gevorderd", "gebrek")
    log(
        dossier,
        "grondslag_vastgelegd",
        door=door,
        gegevens={"orgaan": orgaan, "gevorderd": gevorderd, "gebrek": gebrek},
    )
    return dossier
