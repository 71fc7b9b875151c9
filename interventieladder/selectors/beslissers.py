"""Who has a proposal on the desk today: by right for a check, by the register of mandates for the decision."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.models import Voorstel
from interventieladder.models.voorstelrechten import (
    PORTEFEUILLEHOUDER,
    REGISTREERRECHT,
    TOETSRECHT,
    portefeuille_bij,
    staat_terzijde,
    vraag_over,
)
from interventieladder.treden import MANDAAT, Niveau
from toezicht.core import clock, rollen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.mensen import met_recht
from toezicht.core.models import User
from toezicht.core.woorden import klein
from toezicht.mandaten.selectors import Bevoegde, afwezigen, bevoegden, met_belang


@dataclass(frozen=True, slots=True)
class Beslissers:
    """Who can act on a proposal today. `naar_gs`: nobody with the mandate is there, so it goes to GS.

    So ladder.md 5.2 has it. Who is away keeps the power, and stands among `gemandateerd`; who registers for GS
    stands among `mensen` then.
    """

    mensen: list[User]
    gemandateerd: list[Bevoegde]
    naar_gs: bool

    def als_json(self) -> list[dict[str, str]]:
        """What a proposal keeps of it: who it was put before, on which line, in whose place."""
        op_regel = {b.gebruiker.pk: b for b in self.gemandateerd}
        return [_rij(wie, op_regel.get(wie.pk)) for wie in self.mensen]


def _rij(wie: User, op_regel: Bevoegde | None) -> dict[str, str]:
    rij = {"id": str(wie.pk), "naam": wie.naam}
    if op_regel is not None:
        rij["mandaat"] = str(op_regel.mandaat.pk)
        if op_regel.namens is not None:
            rij["namens"] = op_regel.namens.naam
    return rij


def beslissers(voorstel: Voorstel, op: dt.date | None = None) -> Beslissers:
    """Who may take the decision on a day (today), never the drafter nor who replaces the drafter (I4)."""
    if voorstel.niveau not in MANDAAT:
        return Beslissers(
            _met_recht_bij(voorstel, REGISTREERRECHT.get(voorstel.niveau, "")), [], naar_gs=False
        )
    dag = op or clock.vandaag()
    gemandateerd, weg = gemandateerden(voorstel, dag), set(afwezigen(dag))
    naar_gs = all(b.gebruiker.pk in weg for b in gemandateerd)
    mensen = [b.gebruiker for b in gemandateerd]
    if naar_gs:
        bekend = {wie.pk for wie in mensen}
        registreren = _met_recht_bij(voorstel, REGISTREERRECHT[Niveau.GS])
        mensen += [wie for wie in registreren if wie.pk not in bekend]
    return Beslissers(mensen, gemandateerd, naar_gs=naar_gs)


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
    if houders := portefeuille_bij(voorstel):
        return [houder.gebruiker for houder in houders]
    mensen = _met_recht_bij(voorstel, TOETSRECHT[voorstel.aan_zet])
    if voorstel.aan_zet != PORTEFEUILLEHOUDER:
        return mensen
    belang = met_belang(voorstel.dossier.overheid_id, clock.vandaag())
    return [wie for wie in mensen if wie.pk not in belang]


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


def kan_verder(voorstel: Voorstel) -> bool:
    """Whether somebody who is there today can act on it; else an alarm (design 4.5)."""
    weg = set(afwezigen(clock.vandaag()))
    return any(wie.pk not in weg for wie in wie_is_aan_zet(voorstel))


def waarom_geen_portefeuille(voorstel: Voorstel, door: User) -> str:
    """Why this deputy cannot give the check of the portefeuillehouder today; empty for who can, and for others."""
    if not door.has_perm(TOETSRECHT.get(voorstel.aan_zet, "")):
        return ""
    if staat_terzijde(voorstel, door):
        return (
            f"U hebt bij {voorstel.dossier.overheid.naam} een belang gemeld en staat daarom terzijde (Awb 2:4). "
            "Het akkoord voor GS geeft een andere gedeputeerde."
        )
    houders = portefeuille_bij(voorstel)
    if not houders or any(houder.gebruiker.pk == door.pk for houder in houders):
        return ""
    domein = DOMEINEN.get(voorstel.dossier.domein, voorstel.dossier.domein)
    wie = ", ".join(h.gebruiker.naam + (f" namens {h.namens.naam}" if h.namens else "") for h in houders)
    return (
        f"U hebt volgens het mandaatregister de portefeuille {klein(domein)} vandaag niet. Het akkoord voor GS "
        f"geeft wie haar wel heeft: {wie}."
    )


def waarom_niet_bevoegd(voorstel: Voorstel) -> str:
    """Why this account cannot decide it today, and where the proposal goes."""
    nu = beslissers(voorstel)
    if nu.naar_gs and voorstel.niveau == Niveau.GS_OF_GEMACHTIGDE and not nu.gemandateerd:
        return (
            "Er is vandaag geen machtiging van GS voor deze stap (Provinciewet 166). Het voorstel gaat naar"
            " de vergadering van GS; het secretariaat registreert wat GS besluiten."
        )
    if nu.naar_gs:
        return (
            "Niemand die hiervoor een mandaat heeft, is er vandaag. Het voorstel gaat naar de vergadering van GS;"
            " het secretariaat registreert wat GS besluiten."
        )
    namen = ", ".join(wie.naam for wie in nu.mensen)
    return f"U hebt vandaag geen mandaat voor dit besluit (Awb 10:1). Het ligt bij {namen}."
