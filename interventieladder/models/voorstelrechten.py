"""Who may check and who may decide a proposal: roles for the checks, the register of mandates for the decision."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q

from interventieladder.models.vergadering import Agendapunt
from interventieladder.treden import MANDAAT, Niveau
from toezicht.core import clock, rollen
from toezicht.mandaten.selectors import Bevoegde, Vraag, belang_van, bevoegdheid, portefeuillehouders

if TYPE_CHECKING:
    from interventieladder.models.voorstel import Voorstel
    from toezicht.core.models import User

VOOR_GS = (Niveau.GS, Niveau.GS_OF_GEMACHTIGDE)
"""Levels of which every proposal waits for an agenda of GS."""

REGISTREERRECHT: dict[str, str] = {
    Niveau.GS: rollen.REGISTREER_GS,
    Niveau.CDK_BESLUIT: rollen.REGISTREER_CDK,
}
"""For GS and the cdK the right to register what they decided, never to decide."""

BESLISRECHT: dict[str, str] = {
    Niveau.COORDINATOR: rollen.BESLIS_COORDINATOR,
    Niveau.TEAMLEIDER: rollen.BESLIS_TEAMLEIDER,
    Niveau.GEDEPUTEERDE: rollen.BESLIS_GEDEPUTEERDE,
    Niveau.GS_OF_GEMACHTIGDE: rollen.BESLIS_GEDEPUTEERDE,
}
"""Whose work deciding at a level is, mandate or not: they hear why they cannot today, and may send it back."""

PORTEFEUILLEHOUDER = "portefeuillehouder"
"""The check that brings an item to GS: by who holds the portfolio, where the register says so."""

TOETSRECHT: dict[str, str] = {
    "lezer": rollen.LEES_TEGEN,
    "jurist": rollen.TOETS_JURIDISCH,
    PORTEFEUILLEHOUDER: rollen.BESLIS_GEDEPUTEERDE,
}
"""The right each kind of check before the decision asks."""


def vraag_over(voorstel: "Voorstel") -> Vraag:
    """What is to be decided on a proposal, as the register asks it."""
    dossier = voorstel.dossier
    return Vraag(
        niveau=voorstel.niveau,
        handeling=voorstel.stap,
        ladder=dossier.ladder,
        domein=dossier.domein,
        overheid=dossier.overheid_id,
        overheidssoort=dossier.overheid.soort,
        bedrag=voorstel.bedrag,
    )


def vraag_van_rij() -> Vraag:
    """The same of every row of an outer query over proposals."""
    waarden: dict[str, Any] = {
        "niveau": OuterRef("niveau"),
        "handeling": OuterRef("stap"),
        "ladder": OuterRef("dossier__ladder"),
        "domein": OuterRef("dossier__domein"),
        "overheid": OuterRef("dossier__overheid"),
        "overheidssoort": OuterRef("dossier__overheid__soort"),
        "bedrag": OuterRef("bedrag"),
    }
    return Vraag(**waarden)


def is_opsteller(voorstel: "Voorstel", door: "User") -> bool:
    """Permission: only who drafted it, with the right to work on dossiers."""
    return door.pk == voorstel.opgesteld_door_id and door.has_perm(rollen.BEHANDEL_DOSSIER)


def werkt_voor_gs(door: "User") -> bool:
    """Whether this account has another role than the cabinet of the cdK, which does not check what GS decide."""
    return bool(door.rolcodes - {rollen.CDK_KABINET})


def mag_toetsen(voorstel: "Voorstel", door: "User") -> bool:
    """Permission: the check whose turn it is, never by the drafter (I4)."""
    if not (voorstel.dossier.besloten or werkt_voor_gs(door)):
        return False
    if door.pk == voorstel.opgesteld_door_id or not door.has_perm(TOETSRECHT.get(voorstel.aan_zet, "")):
        return False
    houders = portefeuille_bij(voorstel)
    if not houders:
        return not staat_terzijde(voorstel, door)
    return any(houder.gebruiker.pk == door.pk for houder in houders)


def staat_terzijde(voorstel: "Voorstel", door: "User") -> bool:
    """Whether an interest that this deputy declared keeps the check for GS away (Awb 2:4; ladder.md 5.2)."""
    if voorstel.aan_zet != PORTEFEUILLEHOUDER:
        return False
    return bool(belang_van(door.pk, voorstel.dossier.overheid_id, clock.vandaag()))


def portefeuille_bij(voorstel: "Voorstel") -> list[Bevoegde]:
    """Who alone gives the check of the portefeuillehouder today; empty for another check, and when it is nobody's.

    By the lines of the register that name a deputy for the field of the dossier (ladder.md 5.1, R8). With nobody of
    them there any deputy gives it: what GS must decide in time does not wait for a person.
    """
    if voorstel.aan_zet != PORTEFEUILLEHOUDER:
        return []
    return portefeuillehouders(vraag_over(voorstel), clock.vandaag(), niet=voorstel.opgesteld_door_id)


def bevoegdheid_bij(voorstel: "Voorstel", door: "User") -> Bevoegde | None:
    """On which line of the register this account may decide the proposal today, for itself or for another.

    Never the drafter, nor in the place of the drafter (I4; ladder.md 5.2). None where GS or the cdK decide.
    """
    if voorstel.niveau not in MANDAAT:
        return None
    return bevoegdheid(door, vraag_over(voorstel), clock.vandaag(), niet=voorstel.opgesteld_door_id)


def wacht_op_gs() -> Q:
    """Proposals that wait for GS: at their level, with nobody there who has the mandate, or on an agenda."""
    op_agenda = Exists(Agendapunt.objects.filter(voorstel=OuterRef("pk"), uitkomst=""))
    return Q(niveau__in=VOOR_GS) | Q(niveau__in=MANDAAT) & (Q(naar_gs=True) | Q(op_agenda))


def gs_kunnen(voorstel: "Voorstel") -> bool:
    """Whether GS in meeting can decide it: what waits for them (`wacht_op_gs`), or a deputy brings to them.

    Who gave a mandate stays competent (Awb 10:7): what lies before GS does not leave them when somebody gets it.
    """
    if voorstel.niveau in (*VOOR_GS, Niveau.GEDEPUTEERDE):
        return True
    if voorstel.niveau not in MANDAAT:
        return False
    return voorstel.naar_gs or voorstel.agendapunten.filter(uitkomst="").exists()


def mag_registreren(voorstel: "Voorstel", door: "User") -> bool:
    """Permission: to register what GS or the cdK decided on it, never by the drafter (I4)."""
    if door.pk == voorstel.opgesteld_door_id or not any(map(door.has_perm, REGISTREERRECHT.values())):
        return False
    niveau = Niveau.GS if gs_kunnen(voorstel) else voorstel.niveau
    recht = REGISTREERRECHT.get(niveau, "")
    return bool(recht) and door.has_perm(recht)


def mag_beslissen(voorstel: "Voorstel", door: "User") -> bool:
    """Permission: who has the mandate today, or who registers what GS or the cdK decided."""
    return mag_registreren(voorstel, door) or bevoegdheid_bij(voorstel, door) is not None


def mag_teruggeven(voorstel: "Voorstel", door: "User") -> bool:
    """Permission: whoever may check or decide at this moment may also send it back."""
    return mag_toetsen(voorstel, door) if voorstel.aan_zet else mag_beslissen(voorstel, door)


def mag_behandelen(voorstel: "Voorstel", door: "User") -> bool:
    """Permission: those who work on dossiers."""
    return door.has_perm(rollen.BEHANDEL_DOSSIER)
