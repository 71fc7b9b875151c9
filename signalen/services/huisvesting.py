"""Loading housing figures from CSV, and establishing them as a second person (ladder.md 2.1)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection, transaction

from signalen.cijfers.huisvesting.lezen import lees
from signalen.cijfers.huisvesting.perioden import Periode
from signalen.cijfers.huisvesting.taakstelling import Somcontrole, controleer_som
from signalen.models import Halfjaar, Huisvestinglevering, Taakstelling
from signalen.services.huisvestingplan import Plan, maak_plan
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.organisaties.verslag import Bestandverslag, Regelverslag, Uitkomst

_LAADSLOT = 0x40_51E  # advisory lock: one file is compared and stored at a time
SOORT = "huisvestingscijfers"


@dataclass(frozen=True, slots=True)
class Laaduitkomst:
    """What became of one file. `levering` 0: nothing was stored. `bekend`: this very file was loaded before."""

    verslag: Bestandverslag
    levering: int = 0
    bekend: bool = False
    proef: bool = False
    let_op: tuple[str, ...] = field(default=())

    @property
    def gelukt(self) -> bool:
        """Whether no row was refused."""
        return not self.verslag.fouten

    def als_json(self) -> dict[str, Any]:
        """For the output of the command."""
        return {
            **self.verslag.als_json(),
            "gelukt": self.gelukt,
            "proef": self.proef,
            "bekend": self.bekend,
            "levering": self.levering or None,
            "let_op": list(self.let_op),
        }


@transaction.atomic
def laad_huisvesting(
    *, inhoud: bytes, bestandsnaam: str, door: User | None, proef: bool = False
) -> Laaduitkomst:
    """Load one CSV file (docs/huisvesting.md), or with `proef` only say what would happen.

    All or nothing: with one wrong row nothing is stored, and `gelukt` is False. The same file again, or a file
    that says nothing new, stores nothing. What is stored counts only once `stel_vast` was called by somebody
    else. `door` None is the system. Raises `GeenRecht` (403).
    """
    if door is not None and not door.has_perm(rollen.LAAD_HUISVESTING):
        raise GeenRecht("U mag geen huisvestingscijfers laden. Vraag een toezichthouder om het te doen.")
    naam, sha256 = bestandsnaam[:200] or "bestand.csv", hashlib.sha256(inhoud).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LAADSLOT])
    if bekend := Huisvestinglevering.objects.filter(bestandshash=sha256).first():
        let_op = (
            f"Dit bestand is al geladen: {bekend.stand} (levering {bekend.pk}). Er is niets veranderd.",
        )
        verslag = Bestandverslag(naam, SOORT, sha256, opgeslagen=False, regels=())
        return Laaduitkomst(verslag, bekend.pk, bekend=True, proef=proef, let_op=let_op)
    gelezen = lees(inhoud)
    plan = maak_plan(gelezen.rijen)
    fouten = [Regelverslag(f.regel, f.sleutel, Uitkomst.FOUT, f.reden) for f in gelezen.fouten]
    regels = tuple(sorted([*fouten, *plan.regels], key=lambda regel: regel.regel))
    verslag = Bestandverslag(naam, SOORT, sha256, opgeslagen=False, regels=regels)
    uitkomst = Laaduitkomst(verslag, proef=proef, let_op=_let_op(plan))
    if proef or verslag.fouten or not plan.nieuw:
        return uitkomst
    levering = _bewaar(plan, verslag, door)
    return replace(uitkomst, verslag=replace(verslag, opgeslagen=True), levering=levering.pk)


def _bewaar(plan: Plan, verslag: Bestandverslag, door: User | None) -> Huisvestinglevering:
    levering = Huisvestinglevering.objects.create(
        bestandsnaam=verslag.bestand,
        bestandshash=verslag.sha256,
        geladen_op=clock.nu(),
        geladen_door=door,
        regels=len(verslag.regels),
    )
    per_model: dict[type, list[Any]] = defaultdict(list)
    for rij in plan.nieuw:
        rij.levering = levering
        per_model[type(rij)].append(rij)
    for model, rijen in per_model.items():
        model.objects.bulk_create(rijen)  # type: ignore[attr-defined]  # our own models only
    _log(levering, "huisvesting_geladen", door, gegevens=_samenvatting(plan, per_model))
    return levering


def _samenvatting(plan: Plan, per_model: dict[type, list[Any]]) -> dict[str, Any]:
    return {
        "halfjaren": ", ".join(periode.code for periode in sorted(plan.perioden)),
        "rijen": {model.__name__.lower(): len(rijen) for model, rijen in per_model.items()},
    }


def _log(levering: Huisvestinglevering, handeling: str, door: User | None, **extra: Any) -> None:
    gegevens = {
        "bestand": levering.bestandsnaam,
        "sha256": levering.bestandshash,
        "stand": levering.stand,
        **extra.pop("gegevens", {}),
    }
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("huisvesting", str(levering.pk)),
        handeling=handeling,
        door=door,
        gegevens=gegevens,
        **extra,
    )


def _let_op(plan: Plan) -> tuple[str, ...]:
    """Things a person should look at; none of them stops the loading."""
    punten = [
        f"Het landelijke aantal van het {rij.periode.naam} is gepubliceerd op {rij.gepubliceerd_op:%d-%m-%Y}, "
        "later dan 13 weken voor het halfjaar "
        f"(uiterlijk {rij.periode.publiceren_voor:%d-%m-%Y}, Huisvestingswet 29)."
        for rij in plan.nieuw
        if isinstance(rij, Halfjaar) and rij.gepubliceerd_op > rij.periode.publiceren_voor
    ]
    nieuwe_taken = [rij for rij in plan.nieuw if isinstance(rij, Taakstelling)]
    sommen = _sommen(nieuwe_taken, {rij.periode for rij in nieuwe_taken})
    return (*punten, *(f"{p.naam.capitalize()}: {som.uitleg}" for p, som in sommen if not som.klopt))


def _sommen(nieuwe: Iterable[Taakstelling], perioden: Iterable[Periode]) -> list[tuple[Periode, Somcontrole]]:
    """The sum check of each half-year as it would be with these rows, beside what is already there."""
    nieuw_per = {(rij.overheid_id, rij.periode): rij for rij in nieuwe}
    uit = []
    for periode in sorted(perioden):
        bekend: Any = Taakstelling.objects.niet_geweigerd().filter(jaar=periode.jaar, helft=periode.helft)
        taken: dict[int, Any] = {rij.overheid_id: rij for rij in bekend.order_by("pk")}
        taken |= {pk: rij for (pk, p), rij in nieuw_per.items() if p == periode}
        met_aandeel = [t for t in taken.values() if t.inwoners and t.inwoners_nederland and t.vg is not None]
        if met_aandeel:
            een = met_aandeel[-1]
            rijen = [(t.aantal, t.inwoners) for t in met_aandeel]
            uit.append((periode, controleer_som(vg=een.vg, nederland=een.inwoners_nederland, rijen=rijen)))
    return uit


def somcontroles_van(levering_id: int) -> list[tuple[Periode, Somcontrole]]:
    """The sum check of every half-year of which this delivery brings taakstellingen."""
    eigen = Taakstelling.objects.filter(levering=levering_id)
    return _sommen([], {Periode(j, h) for j, h in eigen.values_list("jaar", "helft").distinct()})


@transaction.atomic
def stel_vast(*, levering_id: int, door: User, toelichting: str = "") -> Huisvestinglevering:
    """Establish a delivery as a second person: from now on its figures count.

    Deliveries are judged in the order in which they were loaded. When the taakstellingen do not fit the national
    share a `toelichting` must say why they are right all the same. Raises `GeenRecht`, `Conflict`, `Weigering`.
    """
    levering = _neem(levering_id, door)
    eerder = Huisvestinglevering.objects.wachtend().filter(pk__lt=levering.pk).order_by("pk").first()
    if eerder is not None:
        raise Conflict(
            f"Beoordeel eerst levering {eerder.pk} ({eerder.bestandsnaam}): die is eerder geladen."
        )
    fout = [som for _, som in somcontroles_van(levering.pk) if not som.klopt]
    if fout and not toelichting.strip():
        raise Weigering(
            f"{fout[0].uitleg} Licht toe waarom de taakstellingen toch kloppen, of wijs de levering af.",
            veld="toelichting",
        )
    return _oordeel(levering, door, toelichting, vastgesteld=True)


@transaction.atomic
def wijs_levering_af(*, levering_id: int, door: User, toelichting: str) -> Huisvestinglevering:
    """Refuse a delivery: its figures will never count, the rows stay to be read."""
    levering = _neem(levering_id, door)
    if not toelichting.strip():
        raise Weigering("Vul in waarom u de levering afwijst.", veld="toelichting")
    return _oordeel(levering, door, toelichting, vastgesteld=False)


def _neem(levering_id: int, door: User) -> Huisvestinglevering:
    """The delivery with its row locked, for somebody who may judge it."""
    if not door.has_perm(rollen.STEL_HUISVESTING_VAST):
        raise GeenRecht("U mag geen huisvestingscijfers vaststellen. Vraag een collega met dat recht.")
    levering = Huisvestinglevering.objects.select_for_update(of=("self",)).filter(pk=levering_id).first()
    if levering is None:
        raise Weigering("Deze levering bestaat niet. Kies een levering uit de lijst.")
    if levering.geladen_door_id == door.pk:
        raise GeenRecht("Wie cijfers laadt stelt ze niet zelf vast. Vraag een collega.")
    if levering.beoordeeld_op is not None:
        raise Conflict(f"Levering {levering.pk} is al beoordeeld: {levering.stand}.")
    return levering


def _oordeel(
    levering: Huisvestinglevering, door: User, toelichting: str, *, vastgesteld: bool
) -> Huisvestinglevering:
    levering.vastgesteld, levering.vastgesteld_door = vastgesteld, door
    levering.beoordeeld_op, levering.toelichting = clock.nu(), toelichting.strip()
    levering.save(update_fields=["vastgesteld", "vastgesteld_door", "beoordeeld_op", "toelichting"])
    handeling = "huisvesting_vastgesteld" if vastgesteld else "huisvesting_afgewezen"
    _log(levering, handeling, door, reden=levering.toelichting, naar=levering.stand)
    return levering
