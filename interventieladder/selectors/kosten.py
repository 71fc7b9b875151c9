"""The costs of the execution as the page of a dossier shows them."""

from dataclasses import dataclass

from interventieladder.models import Dossier, Kostenregel
from interventieladder.treden import Stand
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.woorden import euro
from toezicht.organisaties.selectors import deelnemers_op


@dataclass(frozen=True, slots=True)
class Kostenrij:
    """One line that counts; `uit` says how an amount for hours came about."""

    regel: Kostenregel
    bedrag: str
    uit: str
    btw: str = ""


@dataclass(frozen=True, slots=True)
class Kostenstaat:
    """The lines, their total, and who pays (Gw 124 lid 1; Wgr 32b and 32e)."""

    rijen: list[Kostenrij]
    totaal: str
    ten_laste_van: str
    mag: bool


def kostenstaat(dossier: Dossier, user: User) -> Kostenstaat | None:
    """The costs from T6 on; None before, and on other ladders."""
    if not dossier.generiek or dossier.trede != Stand.T6:
        return None
    mag = not dossier.gesloten and user.has_perm(rollen.BEHANDEL_DOSSIER)
    return Kostenstaat(
        [_rij(regel) for regel in dossier.feiten.kosten],
        euro(dossier.feiten.kostentotaal),
        ten_laste_van(dossier),
        mag,
    )


def _rij(regel: Kostenregel) -> Kostenrij:
    uit = (
        f"{regel.uren} uur × {euro(regel.tarief)}".replace(".", ",", 1) if regel.uren and regel.tarief else ""
    )
    return Kostenrij(regel, euro(regel.bedrag), uit, "" if regel.btw is None else euro(regel.btw))


def ten_laste_van(dossier: Dossier) -> str:
    """Who pays as the regime has it: the organisation, or those who take part, with their names."""
    wie = dossier.regime.kosten
    if not wie:
        return dossier.overheid.naam
    namen = [d.naam for d in deelnemers_op(dossier.overheid_id, clock.vandaag())]
    return f"{wie}: {', '.join(namen)}" if namen else wie
