"""What can be done with a dossier now: each step with its guards, and the form that mends each one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from interventieladder.guards.huisvesting import NVT
from interventieladder.guards.mededelingen import gevraagd
from interventieladder.models import Dossier, Voorstel
from interventieladder.models.feiten import AfspraakStatus, BeoordelingSoort
from interventieladder.models.stukken import StukSoort
from interventieladder.selectors.ladderadvies import Ladderadvies, ladderadvies
from interventieladder.treden import DIRECT, DOCUMENTEN, TREDEN, VANZELF, Niveau, Stand, hoogte
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.transitions import (
    BESLUIT,
    DOSSIER,
    Bezwaar,
    Guard,
    Mogelijkheid,
    grond_in_woorden,
    guards_van,
    mogelijkheden,
)
from toezicht.core.woorden import klein

ZONDER_FEIT = ("G-VERZONDEN", "G-VERLENGING", "G-ORG", "G-124A", "G-SCHRIFT", "G-AFBOUW")
"""Guards that are met without anybody having established something: they do not make a step likely."""

BEOORDELING_DAAD: dict[str, str] = {
    BeoordelingSoort.WEGING: "Weeg het signaal",
    BeoordelingSoort.VALIDATIE: "Leg de conclusie vast",
    BeoordelingSoort.EINDBEOORDELING: "Leg eindbeoordeling vast",
    BeoordelingSoort.FEITENCHECK: "Doe feitencheck",
    BeoordelingSoort.TOETS_124D: "Leg toets vast",
    BeoordelingSoort.RECHTSGANG: "Leg vast",
    BeoordelingSoort.AANHOUDING: "Beoordeel aanhouding",
}
STUK_DAAD: dict[str, str] = {
    StukSoort.VALIDATIEVERSLAG: "Voeg verslag toe",
    StukSoort.GESPREKSVERSLAG: "Voeg verslag toe",
    StukSoort.UITVOERINGSPLAN: "Voeg plan toe",
    StukSoort.BEWIJS: "Voeg bewijs toe",
    StukSoort.ANTWOORD: "Voeg antwoord toe",
    StukSoort.EVALUATIE: "Voeg evaluatie toe",
    StukSoort.UITSPRAAK: "Voeg uitspraak toe",
}


@dataclass(frozen=True, slots=True)
class Herstel:
    """Where an objection can be mended: a named form (`soort` as its choice) or a place on the page.

    `hier`: the place is on the page of the proposal itself, else on that of the dossier.
    """

    daad: str
    pagina: str = ""
    soort: str = ""
    anker: str = ""
    hier: bool = False


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """One guard of a step, met or not. `zacht`: a warning that a motivation may set aside."""

    code: str
    titel: str
    grondslag: str
    gehaald: bool
    zacht: bool
    bewijs: str
    melding: str
    herstel: Herstel | None = None


@dataclass(frozen=True, slots=True)
class Stapkaart:
    """One step from where the dossier stands. `later` names what the proposal and the decision will hold."""

    stap: str
    titel: str
    kop: str
    naar: str
    beslist: str
    grondslag: str
    documenten: list[str]
    voorwaarden: list[Voorwaarde]
    later_voorstel: list[str]
    later_besluit: list[str]
    kan: bool
    direct: bool
    vanzelf: bool
    recht: bool
    afwijking: str = ""
    """That it deviates from the recorded advice, and from which; empty for every other step."""
    achteraf: bool = False
    """It registers what happened before: never the open card."""
    vervalt: bool = False
    """It has no use in this dossier: the page leaves it out."""
    open: bool = False
    rang: tuple[int, ...] = ()

    @property
    def aantal(self) -> int:
        """How many conditions the case file itself must meet."""
        return len([v for v in self.voorwaarden if not v.zacht])

    @property
    def nog(self) -> int:
        """How many of those are not met."""
        return len([v for v in self.voorwaarden if not v.gehaald and not v.zacht])

    @property
    def waarom_niet(self) -> str:
        """The first objection, for a closed card."""
        return next((v.melding for v in self.voorwaarden if not v.gehaald and not v.zacht), "")


def stapkaarten(dossier: Dossier, user: User, *, lopend: Voorstel | None = None) -> list[Stapkaart]:
    """Every step from where the dossier stands, the most likely one first; none when closed.

    The first is open, unless a proposal is under way: then that is what asks attention.
    """
    if dossier.gesloten:
        return []
    alle = mogelijkheden(dossier, door=user, datum=clock.vandaag())
    advies = ladderadvies(dossier)
    kaarten = [_kaart(m, dossier, user, lopend, advies) for m in alle]
    kaarten.sort(key=lambda kaart: kaart.rang)
    return [
        replace(
            kaart,
            open=plek == 0 and lopend is None and not (kaart.vanzelf or kaart.achteraf or kaart.vervalt),
        )
        for plek, kaart in enumerate(kaarten)
    ]


def _kaart(
    m: Mogelijkheid, dossier: Dossier, user: User, lopend: Voorstel | None, advies: Ladderadvies
) -> Stapkaart:
    regels = m.overgang
    naar = dossier.trede if regels.stap in ("hervat", "neem_terug") else regels.naar[0]
    tegen = {bezwaar.code: bezwaar for bezwaar in m.bezwaren}
    eigen = [g for g in guards_van(regels, dossier) if g.fase == DOSSIER and m.bewijs.get(g.code) != NVT]
    return Stapkaart(
        stap=regels.stap,
        titel=regels.titel,
        kop=_kop(dossier, regels.titel, naar),
        naar=naar,
        beslist=Niveau(m.niveau).label,
        grondslag=grond_in_woorden(regels.grondslag),
        documenten=[_document(soort) for soort in gevraagde_documenten(dossier, regels.documenten)],
        voorwaarden=[voorwaarde(g, tegen.get(g.code), m.bewijs, dossier, user) for g in eigen],
        later_voorstel=[klein(g.titel) for g in regels.guards if g.fase not in (DOSSIER, BESLUIT)],
        later_besluit=[klein(g.titel) for g in regels.guards if g.fase == BESLUIT],
        kan=m.kan,
        direct=m.niveau in DIRECT,
        vanzelf=m.niveau in VANZELF,
        recht=m.recht and _mag_voorstellen(dossier, regels.stap, user),
        afwijking=advies.afwijking(regels.stap),
        achteraf=regels.stap in advies.achteraf,
        vervalt=regels.stap in advies.vervalt,
        rang=_rang(m, dossier, naar, lopend, advies),
    )


def _mag_voorstellen(dossier: Dossier, stap: str, user: User) -> bool:
    """A step that the sending takes is open to whoever sends; drafting it asks the right to work on dossiers."""
    return stap not in dossier.plan.stap_bij_verzending or user.has_perm(rollen.BEHANDEL_DOSSIER)


def gevraagde_documenten(dossier: Dossier, documenten: Sequence[str]) -> list[str]:
    """The documents of a step that this organisation and duty ask (ladder.md 2.5, 2.6)."""
    return gevraagd(dossier, tuple(documenten))


def _kop(dossier: Dossier, titel: str, naar: str) -> str:
    trede = dossier.beleid.treden.get(naar) if dossier.generiek else None
    if trede is None or naar == dossier.trede:
        return titel
    if eigen := dossier.regime.treden.get(naar):
        return f"Naar {eigen.naam[:1].upper()}{eigen.naam[1:]}"
    kort = klein(titel).removeprefix("naar ").removeprefix("direct naar ")
    return f"Naar {trede.nummer}: {kort}" if trede.nummer not in titel else titel


def _document(soort: str) -> str:
    naam = DOCUMENTEN[soort].naam
    return naam if soort == naam.lower() else f"{soort} {klein(naam)}"


def _rang(
    m: Mogelijkheid, dossier: Dossier, naar: str, lopend: Voorstel | None, advies: Ladderadvies
) -> tuple[int, ...]:
    """Most likely first: the running proposal, what the facts advise, what they support, the next rung, the rest.

    What registers something of before stands after those; what the clock does stands last: nobody can take it.
    """
    richting = _richting(dossier, naar)
    feiten = any(g.fase == DOSSIER and g.code not in ZONDER_FEIT for g in m.overgang.guards)
    gedragen = m.kan and feiten and richting in (0, 2)
    loopt = lopend is not None and lopend.stap == m.overgang.stap
    stap = m.overgang.stap
    geadviseerd = 0 if stap in advies.volgt else 2 if stap in advies.tegen else 1
    achteraan = 2 if m.niveau in VANZELF else 1 if stap in (*advies.achteraf, *advies.vervalt) else 0
    return (achteraan, 0 if loopt else 1, geadviseerd, 0 if gedragen else 1, richting)


def _richting(dossier: Dossier, naar: str) -> int:
    """0 one rung up, 1 same rung, 2 close, 3 hold, 4 down, 5 skipping rungs; from a hold: resume first."""
    if not dossier.generiek:
        return _richting_plan(dossier, naar)
    if naar == Stand.AFGESLOTEN:
        return 2
    if naar in (Stand.AANGEHOUDEN, Stand.OVERGEDRAGEN):
        return 3
    verschil = hoogte(naar) - hoogte(dossier.trede)
    if dossier.stand in (Stand.AANGEHOUDEN, Stand.OVERGEDRAGEN) or verschil == 1:
        return 0
    if verschil == 0:
        return 1
    return 4 if verschil < 0 else 5


def _richting_plan(dossier: Dossier, naar: str) -> int:
    """On a ladder beside the general one: forward along its main line, then ends, then the rest."""
    van, tot = dossier.plan.plek(dossier.stand), dossier.plan.plek(naar)
    if van is not None and tot is not None:
        return 0 if tot > van else 4
    return 2 if naar in dossier.plan.eind else 1


def voorwaarde(
    guard: Guard, bezwaar: Bezwaar | None, bewijs: dict[str, str], dossier: Dossier, user: User
) -> Voorwaarde:
    """One guard as the page shows it, with the button that mends it when this user may."""
    return Voorwaarde(
        code=guard.code,
        titel=guard.titel,
        grondslag=grond_in_woorden(guard.grondslag),
        gehaald=bezwaar is None,
        zacht=not guard.hard,
        bewijs=bewijs.get(guard.code, "") if bezwaar is None else "",
        melding=bezwaar.wat if bezwaar else "",
        herstel=herstel(guard, bezwaar.herstel, dossier, user) if bezwaar else None,
    )


EIGEN_PAGINA = {
    "grondslag": Herstel("Vul grondslag in", "dossier_grondslag"),
    "stemmen": Herstel("Leg stemmen vast", "dossier_stemmen"),
    "wijziging": Herstel("Koppel wijziging", "dossier_wijziging"),
}
"""Pages that mend what a guard misses, whatever the kind of fact."""


def herstel(guard: Guard, waarmee: str, dossier: Dossier, user: User) -> Herstel | None:
    """Where this user can mend what is missing (`waarmee`, of the objection); None when only others or time can."""
    wat, _, soort = waarmee.partition(":")
    if wat == "spoed":
        mag = user.has_perm(rollen.REGISTREER_CDK if dossier.besloten else rollen.BESLIS_GEDEPUTEERDE)
        return Herstel("Stel spoed vast", "dossier_spoed") if mag else None
    if wat == "verzenden":
        mag = user.has_perm(rollen.VERZEND)
        return Herstel("Registreer verzending", anker="versturen") if mag else None
    if wat == "overname":
        return Herstel("Naar de overname", anker="overname")
    if not user.has_perm(rollen.BEHANDEL_DOSSIER):
        return None
    makers: dict[str, Callable[[], Herstel | None]] = {
        "schrift": lambda: Herstel("Stel op schrift", "dossier_schrift"),
        "overname_aanvullen": lambda: Herstel("Vul aan", "overname_aanvullen", soort),
        "feit": lambda: _herstel_feit(dossier, soort, user),
        "brief": lambda: _herstel_brief(dossier, soort, user),
        "beoordeling": lambda: _herstel_beoordeling(dossier, soort),
        "stuk": lambda: _herstel_stuk(guard, dossier, soort),
        "afspraak": lambda: _herstel_afspraak(guard, dossier),
        "stukken": lambda: Herstel("Naar het stuk", anker="stukken"),
        "zienswijze": lambda: Herstel("Naar de zienswijze", anker="zienswijzen"),
    }
    return makers[wat]() if wat in makers else EIGEN_PAGINA.get(wat)


VERIFIEERBAAR = {
    BeoordelingSoort.EINDBEOORDELING: ("opgelost",),
    BeoordelingSoort.FEITENCHECK: ("voldaan",),
    BeoordelingSoort.TOETS_124D: ("zonder_voorbehoud",),
}
"""Outcomes that only count after a second person verified them."""


def _herstel_feit(dossier: Dossier, soort: str, user: User) -> Herstel | None:
    regels = dossier.plan.feitsoort(soort)
    if regels is None or (regels.recht and not user.has_perm(regels.recht)):
        return None
    if (
        any(f.soort == soort and f.geverifieerd_op is None for f in dossier.feiten.losse_feiten)
        and regels.vier_ogen
    ):
        return Herstel("Naar het feit", anker="feiten")
    return Herstel("Leg vast", "dossier_feit", soort)


def _herstel_brief(dossier: Dossier, soort: str, user: User) -> Herstel | None:
    """To the letter whose sending is the fact, to make or send it; where it fits no more, to the fact of before."""
    if all(b.soort != soort for b in dossier.plan.losse_brieven_in(dossier.stand)):
        brief = dossier.plan.losse_brief(soort)
        return _herstel_feit(dossier, brief.feit, user) if brief else None
    if any(b.los and b.soort == soort and b.te_verzenden for b in dossier.feiten.brieven):
        return Herstel("Registreer verzending", anker="versturen")
    return Herstel("Stel de brief op", "losse_brief_kies", soort)


def _herstel_beoordeling(dossier: Dossier, soort: str) -> Herstel:
    laatste = dossier.feiten.laatste(soort)
    wacht = laatste is not None and laatste.geverifieerd_op is None
    if wacht and laatste is not None and laatste.uitkomst in VERIFIEERBAAR.get(BeoordelingSoort(soort), ()):
        return Herstel("Naar de beoordeling", anker="beoordelingen")
    return Herstel(BEOORDELING_DAAD[soort], "dossier_beoordeling", soort)


def _herstel_stuk(guard: Guard, dossier: Dossier, soort: str) -> Herstel:
    aanwezig = dossier.feiten.stukken_van(soort)
    if guard.code == "G-BEWIJS" and any(s.geverifieerd_op is None for s in aanwezig):
        return Herstel("Naar het bewijs", anker="stukken")
    return Herstel(STUK_DAAD.get(soort, "Voeg stuk toe"), "stuk_nieuw", soort)


def _herstel_afspraak(guard: Guard, dossier: Dossier) -> Herstel:
    open_ = any(a.status == AfspraakStatus.OPEN for a in dossier.feiten.afspraken)
    if guard.code == "G-MISLUKT" and open_:
        return Herstel("Naar de afspraken", anker="afspraken")
    return Herstel("Leg afspraak vast", "afspraak_nieuw")


def in_woorden(bezwaren: Sequence[Bezwaar]) -> list[tuple[str, str]]:
    """Objections as (what is missing, ground)."""
    return [(bezwaar.wat, grond_in_woorden(bezwaar.grondslag)) for bezwaar in bezwaren]


def omhoog(kaarten: Sequence[Stapkaart], trede: str) -> set[str]:
    """Rungs above the present one that can be next: the first such step, and each that is not blocked."""
    hoger = [k for k in kaarten if k.naar in set(TREDEN) and hoogte(k.naar) > hoogte(trede)]
    return {k.naar for plek, k in enumerate(hoger) if plek == 0 or k.kan}
