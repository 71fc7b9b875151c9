"""One search over organisations, dossiers, signals and inzet; never more than this user may see."""

import re
from dataclasses import dataclass, field

from interventieladder.selectors import dossiers as dossierlezen
from interventieladder.selectors import inzet as inzetlezen
from interventieladder.selectors.dossiers import Dossierrij, Filter, vind, vind_voorstel
from interventieladder.selectors.inzet import Inzetfilter, Inzetrij
from signalen.selectors import detail, signalen
from signalen.selectors.signalen import SignaalKort
from toezicht.beeld.adressen import adres
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.organisaties import selectors as organisaties
from toezicht.organisaties.selectors import OverheidGegevens

PER_SOORT = 10
MIN_TEKENS = 2
_CODE = re.compile(r"[A-Za-z]{2}\d{2,6}")
_NUMMER = re.compile(r"(?:[A-Za-z]-)?\d{4}-\d{1,6}")


@dataclass(frozen=True, slots=True)
class Gevonden:
    """What was found, at most ten of each; `meer_…` when there are more."""

    overheden: list[OverheidGegevens]
    dossiers: list[Dossierrij]
    signalen: list[SignaalKort]
    inzet: list[Inzetrij] = field(default_factory=list)
    meer_overheden: bool = False
    meer_dossiers: bool = False
    meer_signalen: bool = False
    meer_inzet: bool = False

    @property
    def aantal(self) -> int:
        """How many are shown."""
        return len(self.overheden) + len(self.dossiers) + len(self.signalen) + len(self.inzet)


def schoon(q: str) -> str:
    """The words looked for, without what no word holds."""
    return " ".join(q[:200].replace("\x00", " ").split())


def rechtstreeks(user: User, q: str) -> str:
    """The address of the one thing with exactly this number or code, when the user may see it; else empty."""
    nummer = q.upper()
    if _CODE.fullmatch(nummer) and user.has_perm(rollen.BEKIJK_OVERHEDEN):
        return adres("overheid", nummer) if organisaties.overheid_op_code(nummer) else ""
    if not _NUMMER.fullmatch(nummer):
        return ""
    if vind(user, nummer):
        return adres("dossier", nummer)
    if vind_voorstel(user, nummer):
        return adres("besluit", nummer)
    if inzetlezen.vind(user, nummer):
        return adres("inzet", nummer)
    return adres("signaal", nummer) if detail.vind(user, nummer) else ""


def zoek(user: User, q: str) -> Gevonden:
    """Organisations by name or code, dossiers by number or title, signals in full text, inzet by number, subject
    or partner; safe for any input."""
    if len(q) < MIN_TEKENS:
        return Gevonden([], [], [])
    overheden = (
        organisaties.overheden(zoek=q, ook_opgeheven=True, aantal=PER_SOORT + 1)
        if user.has_perm(rollen.BEKIJK_OVERHEDEN)
        else []
    )
    pagina = dossierlezen.lijst(user, Filter(zoek=q, open=dossierlezen.ALLE), aantal=PER_SOORT)
    raak = signalen.zoek(user, q, PER_SOORT + 1)
    inzet = inzetlezen.lijst(user, Inzetfilter(zoek=q), aantal=PER_SOORT)
    return Gevonden(
        overheden=overheden[:PER_SOORT],
        dossiers=pagina.rijen,
        signalen=raak[:PER_SOORT],
        inzet=inzet.rijen,
        meer_overheden=len(overheden) > PER_SOORT,
        meer_dossiers=bool(pagina.volgende),
        meer_signalen=len(raak) > PER_SOORT,
        meer_inzet=bool(inzet.volgende),
    )
