"""Pages of the beleidskader: the list of versions, one version in tables, and two beside each other."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet

from interventieladder.beleid import (
    Beleid,
    Oordeel,
    Taak,
    Verschil,
    Weergavetrede,
    lees,
    naar_toml,
    verschillen,
)
from interventieladder.beleid.agenda import gs_vergaderingen, laatste_aanlevering
from interventieladder.ladders import machine_op
from interventieladder.models import Beleidskader
from interventieladder.models.beleidskader import BeleidStatus, in_werking
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.standen import GENERIEK
from interventieladder.treden import Niveau, Orgaan, Stand
from toezicht.core import clock, rollen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.models import User
from toezicht.core.transitions import machine_van
from toezicht.core.woorden import hoeveel, in_dagen, in_maanden, in_weken

VOORUIT = dt.timedelta(weeks=8)
MAX = 200


def zichtbaar_beleid(user: User) -> QuerySet[Beleidskader]:
    """The versions this account may read: all of them with the right, none without."""
    alle = Beleidskader.objects.all()
    return alle if user.has_perm(rollen.BEKIJK_BELEID) else alle.none()


def vind(user: User, versie: str) -> Beleidskader | None:
    """The visible version with this name."""
    schoon = versie[:20].replace("\x00", "")
    rijen = zichtbaar_beleid(user).select_related("opgesteld_door", "vastgesteld_door", "vervangen_door")
    return rijen.filter(versie=schoon).first()


@dataclass(frozen=True, slots=True)
class Versierij:
    """One version in the list. `dossiers` counts the open ones that rest on it; None for who sees no dossiers."""

    versie: str
    naam: str
    domeinen: str
    geldig_van: dt.date
    geldig_tot: dt.date | None
    status: str
    kleur: str
    dossiers: int | None


def domeinnamen(kader: Beleidskader) -> str:
    """For which domains, in words."""
    namen = [DOMEINEN.get(domein, domein) for domein in sorted(kader.domeinen)]
    return ", ".join(namen) or "Alle domeinen zonder eigen versie"


def stand(kader: Beleidskader, geldt: bool, vandaag: dt.date) -> tuple[str, str]:
    """The status in words with its colour: whether it holds follows from the dates as well."""
    if geldt:
        return "In werking", "groen"
    if kader.status == BeleidStatus.VASTGESTELD and kader.geldig_van > vandaag:
        return "Vastgesteld, geldt later", "blauw"
    if kader.status == BeleidStatus.TER_VASTSTELLING:
        return "Ter vaststelling", "amber"
    return kader.get_status_display(), ""


def lijst(user: User) -> list[tuple[str, list[Versierij]]]:
    """All versions per set of domains, newest first; three queries."""
    vandaag = clock.vandaag()
    gelden = in_werking(vandaag)
    open_ = zichtbaar(user).filter(gesloten_op__isnull=True).order_by()
    aantallen = dict(open_.values_list("beleid_versie").annotate(n=Count("pk")))
    rijen = zichtbaar_beleid(user).defer("inhoud", "route")[:MAX]
    return [
        (
            naam,
            [_rij(k, k.versie in gelden, vandaag, _telling(user, aantallen.get(k.versie, 0))) for k in groep],
        )
        for naam, groep in groupby(rijen, key=domeinnamen)
    ]


def _telling(user: User, aantal: int) -> int | None:
    return aantal if user.has_perm(rollen.BEKIJK_DOSSIERS) else None


def _rij(kader: Beleidskader, geldt: bool, vandaag: dt.date, dossiers: int | None) -> Versierij:
    status, kleur = stand(kader, geldt, vandaag)
    return Versierij(
        versie=kader.versie,
        naam=kader.naam,
        domeinen=domeinnamen(kader),
        geldig_van=kader.geldig_van,
        geldig_tot=kader.geldig_tot,
        status=status,
        kleur=kleur,
        dossiers=dossiers,
    )


# -- one version -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Besluitrij:
    """Who decides one act, from which rungs, and whether the law leaves no lower level."""

    handeling: str
    vanaf: str
    niveau: str
    wettelijk: bool


@dataclass(frozen=True, slots=True)
class Trederij:
    """One rung: as the province counts it, who decides, and its terms in weeks (0: none)."""

    nummer: str
    naam: str
    groep: str
    beslist: str
    weken: int
    zienswijze: int
    verlengingen: int


@dataclass(frozen=True, slots=True)
class Taakrij:
    """One duty with its law and organ in words."""

    naam: str
    grondslag: str
    orgaan_naam: str
    bijlage_124b: bool


@dataclass(frozen=True, slots=True)
class Recesrij:
    """A recess with its days in words."""

    naam: str
    van: str
    tot: str


@dataclass(frozen=True, slots=True)
class Vergadering:
    """A meeting of GS and the last day for papers."""

    datum: dt.date
    aanleveren: dt.date


@dataclass(frozen=True, slots=True)
class Beleidinhoud:
    """What a version says, as tables."""

    beleid: Beleid
    trap: Sequence[Weergavetrede]
    treden: Sequence[Trederij]
    regels: Sequence[tuple[str, str]]
    reces: Sequence[Recesrij]
    besluiten: Sequence[Besluitrij]
    routes: Sequence[tuple[str, str]]
    schalen: Sequence[tuple[str, Sequence[Oordeel]]]
    taken: Sequence[tuple[str, Sequence[Taakrij]]]
    vergaderingen: Sequence[Vergadering]


def in_tabellen(beleid: Beleid) -> Beleidinhoud:
    """The tables of one version."""
    vandaag = clock.vandaag()
    domeinen = [d for d in DOMEINEN if any(t.domein == d for t in beleid.taken.values())]
    return Beleidinhoud(
        beleid=beleid,
        trap=beleid.trap(),
        treden=_treden(beleid),
        regels=regels_in_woorden(beleid),
        reces=[Recesrij(r.naam, _dag(r.van), _dag(r.tot)) for r in beleid.reces],
        besluiten=_besluiten(beleid),
        routes=[
            (_wie(sleutel), ", dan ".join(wie) or "niemand") for sleutel, wie in sorted(beleid.route.items())
        ],
        schalen=[
            (DOMEINEN.get(domein, "Alle andere domeinen"), beleid.schaal_voor(domein))
            for domein in sorted({o.domein for o in beleid.schaal})
        ],
        taken=[(DOMEINEN[d], [_taak(t) for t in beleid.taken.values() if t.domein == d]) for d in domeinen],
        vergaderingen=[
            Vergadering(dag, laatste_aanlevering(beleid, dag))
            for dag in gs_vergaderingen(beleid, vandaag, vandaag + VOORUIT)
        ],
    )


def _treden(beleid: Beleid) -> list[Trederij]:
    return [
        Trederij(
            nummer=t.nummer,
            naam=t.naam,
            groep=t.groep,
            beslist=Niveau(t.beslist).label,
            weken=t.termijn_weken,
            zienswijze=t.zienswijze_weken,
            verlengingen=beleid.verlengingen(t.code),
        )
        for t in beleid.treden.values()
    ]


def _taak(taak: Taak) -> Taakrij:
    return Taakrij(taak.naam, taak.grondslag, str(Orgaan(taak.orgaan).label), taak.bijlage_124b)


def _dag(tekst: str) -> str:
    """`07-15` as 15 juli."""
    maand, dag = (int(deel) for deel in tekst.split("-"))
    return f"{dag} {MAANDEN[maand - 1]}"


MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
_JA_NEE = {True: "ja", False: "nee"}
_VASTE_DATUM = {"strikt": "blijft staan", "volgende_werkdag": "schuift naar de eerstvolgende werkdag"}
_AFBOUW = {
    "direct": "direct terug naar regulier toezicht",
    "trede_per_beoordeling": "één trede per beoordeling",
}


def regels_in_woorden(b: Beleid) -> list[tuple[str, str]]:
    """Terms, limits and thresholds, each with its value in words."""
    s, h = b.signalen, b.huisvesting
    return [
        ("Termijnenwet overeenkomstig op eigen termijnen", _JA_NEE[b.atw_overeenkomstig]),
        ("Vaste datum in een weekend of op een feestdag", _VASTE_DATUM[b.vaste_datum]),
        ("Langste termijn", in_weken(b.max_weken)),
        ("Kortste termijn voor een zienswijze", in_weken(b.zienswijze_min_weken)),
        ("Verlengen per trede", f"hoogstens {b.max_verlengingen} keer"),
        ("Bewijs is hoogstens", f"{in_weken(b.bewijs_max_weken)} oud"),
        ("Feitencheck is hoogstens", f"{in_dagen(b.feitencheck_max_dagen)} oud"),
        ("Herhaling telt", in_maanden(b.recidive_maanden)),
        ("Nazorgcontrole na", in_weken(b.nazorg_weken)),
        ("Afbouw na herstel", _AFBOUW[b.afbouw]),
        ("Direct bestuurlijk overleg zonder reden", _JA_NEE[b.t3b_direct]),
        ("Mondeling spoedbesluit op schrift binnen", in_dagen(b.spoed_schrift_dagen)),
        ("Plan voor een herindeling bevestigd, vooraf", in_dagen(b.herindeling_vooruit_dagen)),
        ("Afschrift aan de raad bij", _nummers(b, b.afschrift_raad)),
        (
            "Gesprek over het totaalbeeld",
            f"bij {b.totaalbeeld.gesprek_bij} van {b.totaalbeeld.domeinen} domeinen",
        ),
        (
            "Lichte signalen samen wegen",
            f"bij {s.licht_aantal} in {in_maanden(s.licht_maanden)} over "
            f"{hoeveel(s.licht_domeinen, 'as', 'assen')}, of bij {s.zelfde_as} op één as met meer in de laatste "
            f"{in_maanden(s.trend_maanden)} dan daarvoor; binnen {in_weken(s.licht_weken)}",
        ),
        (
            "Zware signalen wegen",
            f"bij {s.zwaar_aantal} binnen {in_weken(s.zwaar_weken)}; bij {s.zwaar_gs} in Gedeputeerde Staten",
        ),
        ("Rol bij bestuurskracht geldt ten hoogste", in_maanden(s.rol_maanden)),
        (
            "Huisvesting: achterstand telt vanaf",
            f"{h.drempel_personen} personen of {h.drempel_procent} procent",
        ),
        ("Huisvesting: forse achterstand vanaf", f"{h.fors_procent} procent"),
        ("Huisvesting: voldoende daling vanaf", f"{h.daling_procent} procent"),
        ("Huisvesting: vooraankondiging na", f"{h.opeenvolgend_t4} halfjaren op rij"),
        ("Huisvesting: een besluit gaat over de", h.scope),
    ]


def _nummers(b: Beleid, codes: Sequence[str]) -> str:
    return ", ".join(dict.fromkeys(b.treden[code].nummer for code in codes))


def _wie(sleutel: str) -> str:
    """A level or an act, in words."""
    if sleutel in Niveau.values:
        return f"Besluiten van {Niveau(sleutel).label}"
    titels = {o.stap: o.titel for o in machine_op(GENERIEK).overgangen}
    return titels.get(sleutel, sleutel)


def _besluiten(beleid: Beleid) -> list[Besluitrij]:
    gevonden: dict[tuple[str, str, bool], list[str]] = {}
    for o in machine_op(GENERIEK).overgangen:
        if callable(o.niveau) or o.niveau == Niveau.TOEZICHTHOUDER:
            continue
        niveau = beleid.beslisniveau(o.stap, o.van, o.niveau)
        wettelijk = o.niveau in (Niveau.GS, Niveau.GS_OF_GEMACHTIGDE)
        trede = beleid.treden.get(o.van)
        vanaf = gevonden.setdefault((o.titel, niveau, wettelijk), [])
        vanaf.append(trede.nummer if trede else Stand(o.van).label)
    return [
        Besluitrij(titel, ", ".join(dict.fromkeys(vanaf)), Niveau(niveau).label, wettelijk)
        for (titel, niveau, wettelijk), vanaf in gevonden.items()
    ]


@dataclass(frozen=True, slots=True)
class Beleidpagina:
    """One version: its life, its content, and what this account may do with it."""

    kader: Beleidskader
    rij: Versierij
    inhoud: Beleidinhoud
    daden: frozenset[str]
    geldend: str


def beleidpagina(user: User, kader: Beleidskader) -> Beleidpagina:
    """Everything the page shows."""
    gelden = in_werking(clock.vandaag())
    dossiers = zichtbaar(user).filter(beleid_versie=kader.versie).filter(gesloten_op__isnull=True).count()
    vandaag = clock.vandaag()
    zelfde = [v for v, domeinen in gelden.items() if set(domeinen) & kader.domeinen or not domeinen]
    return Beleidpagina(
        kader=kader,
        rij=_rij(kader, kader.versie in gelden, vandaag, _telling(user, dossiers)),
        inhoud=in_tabellen(lees(kader.inhoud)),
        daden=frozenset(_daden(user, kader, geldt=kader.versie in gelden)),
        geldend=next((v for v in zelfde if v != kader.versie), ""),
    )


def _daden(user: User, kader: Beleidskader, *, geldt: bool) -> list[str]:
    """The acts this account may do now, as the machine declares their rights."""
    mag = []
    for regels in machine_van(Beleidskader).vanuit(kader.status):
        recht: Any = regels.recht
        if regels.stap not in ("vervang", "herleef") and callable(recht) and recht(kader, user):
            mag.append(regels.stap)
    if geldt and "trek_in" in mag:
        mag.remove("trek_in")
    if geldt and user.has_perms((rollen.STEL_BELEID_VAST, rollen.BEKIJK_DOSSIERS)):
        mag.append("overzetten")
    return mag


def bestand(kader: Beleidskader) -> str:
    """The version as one file, the way it can be entered again."""
    return naar_toml(kader.inhoud)


def vergelijking(links: Beleidskader, rechts: Beleidskader) -> list[tuple[str, list[Verschil]]]:
    """What differs between two versions, per group."""
    return per_groep(verschillen(links.inhoud, rechts.inhoud))


def per_groep(rijen: Sequence[Verschil]) -> list[tuple[str, list[Verschil]]]:
    """Rows under the heading of their group."""
    return [(naam, list(groep)) for naam, groep in groupby(rijen, key=lambda v: v.groep)]


def te_vergelijken(user: User) -> dict[str, str]:
    """What somebody most likely compares: the general version in force, and the newest other one."""
    nu = next((versie for versie, domeinen in in_werking(clock.vandaag()).items() if not domeinen), "")
    ander = zichtbaar_beleid(user).exclude(versie=nu).order_by("-pk").values_list("versie", flat=True).first()
    return {"links": nu, "rechts": ander or ""}


def keuzes(user: User) -> list[tuple[str, str]]:
    """Every visible version with its name, to choose from."""
    rijen = zichtbaar_beleid(user).values_list("versie", "naam")[:MAX]
    return [(versie, f"{versie}: {naam}") for versie, naam in rijen]
