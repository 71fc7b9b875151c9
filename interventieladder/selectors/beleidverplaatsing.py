"""What would change when running dossiers move to another version of the policy: the preview, and the check."""

from collections.abc import Sequence
from dataclasses import dataclass

from interventieladder.beleid import Beleid
from interventieladder.ladders import machine_op
from interventieladder.models import Dossier, Voorstel
from interventieladder.models.beleidskader import beleid_of_niets, in_werking
from interventieladder.models.voorstel import LOPEND, VoorstelStatus
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.standen import GENERIEK
from interventieladder.treden import TREDEN, Niveau
from toezicht.core import clock
from toezicht.core.models import User
from toezicht.core.transitions import Overgang
from toezicht.core.woorden import klein

ALGEMEEN = (
    ("max_weken", "langste termijn (weken)"),
    ("zienswijze_min_weken", "kortste zienswijzetermijn (weken)"),
    ("bewijs_max_weken", "ouderdom van bewijs (weken)"),
    ("feitencheck_max_dagen", "ouderdom van de feitencheck (dagen)"),
    ("nazorg_weken", "nazorg (weken)"),
)
VERZEGELD = tuple(status for status in LOPEND if status != VoorstelStatus.CONCEPT)


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One thing that reads differently from now on."""

    wat: str
    was: str
    wordt: str


@dataclass(frozen=True, slots=True)
class Verplaatsing:
    """One running dossier: what changes for its future steps, or why it stays. Running terms keep their dates."""

    dossier_id: int
    nummer: str
    overheid: str
    titel: str
    versie: int
    van: str
    wijzigingen: tuple[Wijziging, ...]
    bezwaar: str = ""

    @property
    def sleutel(self) -> str:
        """What the form sends back: the dossier with the version of its row that was shown."""
        return f"{self.dossier_id}:{self.versie}"


def verplaatsingen(user: User, naar: str) -> list[Verplaatsing]:
    """Every open dossier that could move to `naar`, which must be in force for its domain; three queries."""
    kader = beleid_of_niets(naar)
    gelden = in_werking(clock.vandaag())
    if kader is None or naar not in gelden:
        return []
    dossiers = zichtbaar(user).exclude(beleid_versie=naar).filter(gesloten_op__isnull=True)
    eigen = {domein for versie, domeinen in gelden.items() if versie != naar for domein in domeinen}
    dossiers = (
        dossiers.filter(domein__in=gelden[naar]) if kader.domeinen else dossiers.exclude(domein__in=eigen)
    )
    gevonden = list(dossiers.select_related("overheid").order_by("nummer"))
    verzegeld = _verzegeld([d.pk for d in gevonden])
    return [verplaatsing(d, kader, verzegeld.get(d.pk, "")) for d in gevonden]


def _verzegeld(ids: Sequence[int]) -> dict[int, str]:
    """Numbers of proposals that were sealed and wait, per dossier."""
    rijen = Voorstel.objects.filter(dossier__in=ids, status__in=VERZEGELD)
    return dict(rijen.values_list("dossier_id", "nummer"))


def verplaatsing(dossier: Dossier, naar: Beleid, verzegeld: str | None = None) -> Verplaatsing:
    """The preview of one dossier; `verzegeld` None asks the database whether a sealed proposal waits."""
    nummer = _verzegeld([dossier.pk]).get(dossier.pk, "") if verzegeld is None else verzegeld
    bezwaar = ""
    if nummer:
        bezwaar = f"Voorstel {nummer} is verzegeld: haal het terug, of rond het eerst af."
    elif dossier.generiek and dossier.taak not in naar.taken:
        bezwaar = f"De taak “{dossier.taak}” staat niet in {naar.versie}."
    return Verplaatsing(
        dossier_id=dossier.pk,
        nummer=dossier.nummer,
        overheid=dossier.overheid.naam,
        titel=dossier.titel,
        versie=dossier.versie,
        van=dossier.beleid_versie,
        wijzigingen=tuple(_wijzigingen(dossier, naar)),
        bezwaar=bezwaar,
    )


def _wijzigingen(dossier: Dossier, naar: Beleid) -> list[Wijziging]:
    """What differs for the rungs still to come; a ladder beside the general one keeps its own words."""
    oud = dossier.beleid
    uit = []
    komend = [t.value for t in TREDEN[_plek(dossier.trede) :]] if dossier.generiek else []
    for code in komend:
        was, wordt = oud.treden[code], naar.treden[code]
        paren = (
            ("naam", was.volledig, wordt.volledig),
            ("termijn (weken)", str(was.termijn_weken or "geen"), str(wordt.termijn_weken or "geen")),
            (
                "zienswijze (weken)",
                str(was.zienswijze_weken or "geen"),
                str(wordt.zienswijze_weken or "geen"),
            ),
            ("verlengingen", str(oud.verlengingen(code)), str(naar.verlengingen(code))),
        )
        uit += [Wijziging(f"{was.nummer}: {wat}", a, b) for wat, a, b in paren if a != b]
    uit += _niveaus(komend, oud, naar)
    waarden = ((wat, str(getattr(oud, veld)), str(getattr(naar, veld))) for veld, wat in ALGEMEEN)
    return uit + [Wijziging(wat, a, b) for wat, a, b in waarden if a != b]


def _plek(trede: str) -> int:
    codes = [t.value for t in TREDEN]
    return codes.index(trede) if trede in codes else 0


def _niveaus(komend: Sequence[str], oud: Beleid, naar: Beleid) -> list[Wijziging]:
    """Acts from the rungs still to come for which another level decides."""
    uit = []
    for regels in machine_op(GENERIEK).overgangen:
        if regels.van in komend and not callable(regels.niveau):
            was, wordt = (k.beslisniveau(regels.stap, regels.van, regels.niveau) for k in (oud, naar))
            if was != wordt:
                uit.append(Wijziging(_handeling(regels, oud), Niveau(was).label, Niveau(wordt).label))
    return list(dict.fromkeys(uit))


def _handeling(regels: Overgang, kader: Beleid) -> str:
    return f"wie beslist over “{klein(regels.titel)}” vanaf {kader.treden[regels.van].nummer}"
