"""Who has a proposal on the desk today: by right for a check, by the register of mandates for the decision."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.models import Voorstel
from interventieladder.models.voorstelrechten import REGISTREERRECHT, TOETSRECHT, vraag_over
from interventieladder.treden import MANDAAT, Niveau
from toezicht.core import clock, rollen
from toezicht.core.mensen import met_recht
from toezicht.core.models import User
from toezicht.mandaten.selectors import Bevoegde, afwezigen, bevoegden


@dataclass(frozen=True, slots=True)
class Beslissers:
    """Who can act on a proposal today. `naar_gs`: nobody has the mandate, so it goes to GS (ladder.md 5.2)."""

    mensen: list[User]
    gemandateerd: list[Bevoegde]
    naar_gs: bool

    def als_json(self) -> list[dict[str, str]]:
        """What a proposal keeps of it: who it was put before, on which line, in whose place."""
        if not self.gemandateerd:
            return [{"id": str(wie.pk), "naam": wie.naam} for wie in self.mensen]
        return [
            {
                "id": str(b.gebruiker.pk),
                "naam": b.gebruiker.naam,
                "mandaat": str(b.mandaat.pk),
                **({"namens": b.namens.naam} if b.namens else {}),
            }
            for b in self.gemandateerd
        ]


def beslissers(voorstel: Voorstel, op: dt.date | None = None) -> Beslissers:
    """Who may take the decision on a day (today), never the drafter nor who replaces the drafter (I4)."""
    gemandateerd = gemandateerden(voorstel, op or clock.vandaag()) if voorstel.niveau in MANDAAT else []
    if gemandateerd:
        return Beslissers([b.gebruiker for b in gemandateerd], gemandateerd, naar_gs=False)
    niveau = Niveau.GS if voorstel.niveau in MANDAAT else voorstel.niveau
    mensen = _met_recht_bij(voorstel, REGISTREERRECHT.get(niveau, ""))
    return Beslissers(mensen, [], naar_gs=voorstel.niveau in MANDAAT)


def gemandateerden(voorstel: Voorstel, op: dt.date) -> list[Bevoegde]:
    """Everybody who has the mandate for this proposal on a day, for itself or in the place of another."""
    return bevoegden(vraag_over(voorstel), op, niet=voorstel.opgesteld_door_id)


def wie_is_aan_zet(voorstel: Voorstel) -> list[User]:
    """Accounts that can act on the proposal now, never the drafter."""
    if not voorstel.aan_zet:
        return beslissers(voorstel).mensen
    lezer = voorstel.dossier.tweede_lezer if voorstel.aan_zet == "lezer" else None
    if (
        lezer
        and lezer.is_active
        and lezer.pk not in (voorstel.opgesteld_door_id, *afwezigen(clock.vandaag()))
    ):
        return [lezer]
    return _met_recht_bij(voorstel, TOETSRECHT[voorstel.aan_zet])


def _met_recht_bij(voorstel: Voorstel, recht: str) -> list[User]:
    """Open accounts with a right that may see the dossier, without the drafter."""
    if not recht:
        return []
    dossier = voorstel.dossier
    # The cabinet of the cdK does not work on the dossiers of GS.
    wie = met_recht(recht, zonder_rollen=() if dossier.besloten else (rollen.CDK_KABINET,))
    if dossier.besloten:
        wie = wie.filter(pk__in=met_recht(rollen.BEKIJK_CDK).values("pk"))
    return list(wie.exclude(pk=voorstel.opgesteld_door_id).order_by("pk"))


def waarom_niet_bevoegd(voorstel: Voorstel) -> str:
    """Why this account cannot decide it today, and where the proposal goes."""
    nu = beslissers(voorstel)
    if nu.naar_gs and voorstel.niveau == Niveau.GS_OF_GEMACHTIGDE:
        return (
            "Er is vandaag geen machtiging van GS voor deze stap (Provinciewet 166). Het voorstel gaat naar"
            " de vergadering van GS; het secretariaat registreert wat GS besluiten."
        )
    if nu.naar_gs:
        return (
            "Niemand heeft vandaag een mandaat voor dit besluit. Het voorstel gaat naar de vergadering van GS; het"
            " secretariaat registreert wat GS besluiten."
        )
    namen = ", ".join(wie.naam for wie in nu.mensen)
    return f"U hebt vandaag geen mandaat voor dit besluit (Awb 10:1). Het ligt bij {namen}."
