"""Checking a report: draw it again from its snapshot and compare the bytes."""

from dataclasses import dataclass

from reports import snapshot as snapshots
from reports import tekenen
from reports.models import Rapport, Rapportstatus
from toezicht.core.fouten import Conflict


@dataclass(frozen=True, slots=True)
class Controle:
    """Outcome. `afwijkingen` says in Dutch what differs; empty means that every byte is the same."""

    rapport_id: int
    sha256: str
    sha256_bestand: str
    sha256_opnieuw: str
    snapshot_sha256: str
    afwijkingen: tuple[str, ...]

    @property
    def goed(self) -> bool:
        """Whether nothing differs."""
        return not self.afwijkingen


def controleer_rapport(*, rapport_id: int) -> Controle:
    """Compare file, snapshot and a new drawing with what was recorded when the report was made.

    `Conflict` when the report is not done; `Rapport.DoesNotExist` for an unknown number.
    """
    rapport = Rapport.objects.get(pk=rapport_id)
    if rapport.status != Rapportstatus.KLAAR or rapport.snapshot is None:
        raise Conflict(
            f"Dit rapport staat op “{rapport.get_status_display()}”. Vergelijken kan pas als het klaar is."
        )
    snapshot_som = snapshots.sha256(rapport.snapshot)
    bestand_som = _bestand(rapport)
    opnieuw_som = tekenen.sha256(tekenen.teken(rapport.snapshot))
    afwijkingen = []
    if snapshot_som != rapport.snapshot_sha256:
        afwijkingen.append("De snapshot is niet die waarvan het rapport is gemaakt.")
    if not bestand_som:
        afwijkingen.append("Het bestand is er niet meer.")
    elif bestand_som != rapport.sha256:
        afwijkingen.append("Het bestand is gewijzigd nadat het rapport is gemaakt.")
    if opnieuw_som != rapport.sha256:
        afwijkingen.append(_waarom_anders(rapport))
    return Controle(rapport.pk, rapport.sha256, bestand_som, opnieuw_som, snapshot_som, tuple(afwijkingen))


def _bestand(rapport: Rapport) -> str:
    try:
        with rapport.bestand.open("rb") as bestand:
            return tekenen.sha256(bestand.read())
    except FileNotFoundError:
        return ""


def _waarom_anders(rapport: Rapport) -> str:
    nu = tekenen.sjabloon_versie(rapport.soort)
    if nu != rapport.sjabloon_versie:
        return f"Opnieuw getekend is het anders: sjabloon {rapport.sjabloon_versie} is nu {nu}."
    return "Opnieuw getekend is het anders, met hetzelfde sjabloon."
