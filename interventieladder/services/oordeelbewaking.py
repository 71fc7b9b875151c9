"""Whether somebody can decide on every open excuse of a housing backlog (design 4.5)."""

from interventieladder.models import Verschoonbaarheid
from interventieladder.models.voorstelrechten import REGISTREERRECHT
from interventieladder.services.huisvesting import vraag_over
from interventieladder.treden import MANDAAT
from toezicht.core import clock, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.mensen import met_recht, met_rol
from toezicht.core.models import User
from toezicht.mandaten.selectors import afwezigen, bevoegden


def verweesde_oordelen() -> list[Verschoonbaarheid]:
    """Open excuses that nobody who is there today may decide or register, never who proposed it."""
    vandaag = clock.vandaag()
    weg = set(afwezigen(vandaag))
    open_ = Verschoonbaarheid.objects.filter(uitkomst="").select_related("overheid").order_by("pk")
    return [v for v in open_ if not _wie(v) - weg - {v.voorgesteld_door_id}]


def _wie(verschoning: Verschoonbaarheid) -> set[int]:
    if verschoning.niveau not in MANDAAT:
        return set(met_recht(REGISTREERRECHT[verschoning.niveau]).values_list("pk", flat=True))
    mogen = bevoegden(vraag_over(verschoning), clock.vandaag(), niet=verschoning.voorgesteld_door_id)
    return {b.gebruiker.pk for b in mogen}


def _waarover(verschoning: Verschoonbaarheid, lezer: User) -> str:
    """About whom, for who may read dossiers; beheer hears the level alone (ladder.md 5.1, R20)."""
    if not lezer.has_perm(rollen.BEKIJK_DOSSIERS):
        return ""
    return f"Voor {verschoning.overheid.naam} is verschoonbaarheid voorgesteld. "


def alarmeer_oordelen() -> int:
    """Every day a mail to coördinatoren and beheerders per excuse without anybody; how many were placed."""
    geplaatst = 0
    for verschoning in verweesde_oordelen():
        for eigenaar in met_rol(rollen.COORDINATOR, rollen.BEHEERDER):
            bericht = plaats_bericht(
                sleutel=f"oordeel-verweesd:{verschoning.pk}:{clock.vandaag()}:{eigenaar.pk}",
                ontvanger=eigenaar,
                onderwerp="Niemand kan beslissen over een verschoonbare achterstand",
                tekst=_waarover(verschoning, eigenaar) + f"Hierover beslist: "
                f"{verschoning.get_niveau_display().lower()}. Geef iemand de juiste rol, of leg een mandaat of "
                "vervanging vast in het mandaatregister.",
            )
            geplaatst += bericht is not None
    return geplaatst


def controle_oordelen() -> tuple[bool, str]:
    """Health check: every open excuse has somebody who can decide on it today."""
    niveaus = sorted({v.get_niveau_display().lower() for v in verweesde_oordelen()})
    if niveaus:
        return False, (
            f"Over een voorgestelde verschoning kan niemand beslissen ({', '.join(niveaus)}). "
            "Leg een mandaat of vervanging vast."
        )
    return True, "Over elk voorstel voor verschoonbaarheid kan vandaag iemand beslissen."
