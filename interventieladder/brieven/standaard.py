"""The first text of each letter, from the facts of the dossier, so that a supervisor only edits."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from interventieladder.briefsjablonen import SJABLONEN
from interventieladder.briefsjablonen.context import vul
from interventieladder.brieven import standaard_zwaar as zwaar
from interventieladder.brieven import taal
from interventieladder.brieven.standaard_tabellen import LIJSTEN, TABELLEN, eerste_datum
from interventieladder.brieven.velden import Veld, velden_van
from interventieladder.brieven.waarden import Context, teksten
from interventieladder.models.feiten import AfspraakStatus, BeoordelingSoort
from interventieladder.models.stukken import StukSoort
from interventieladder.treden import DOCUMENTEN, Stand
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.woorden import in_weken, telwoord

if TYPE_CHECKING:
    from interventieladder.models import Beoordeling, Dossier, Voorstel

Waarden = dict[str, Any]
ALLEEN_GENERIEK = ("L5", "L5b", "L6", "L6b", "L7", "L8", "L10", "L11", "L12")
"""Letters that speak of rungs and of stepping in."""
TELWOORDEN = {1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde"}


def standaard_velden(soort: str, dossier: "Dossier", voorstel: "Voorstel | None" = None) -> Waarden:
    """First values for every field of letter `soort`, of the shapes that `controleer_velden` gives back.

    What the dossier does not hold stays empty, for the supervisor to fill in. A text of the province (policy) goes
    before ours. Raises `Weigering` for a kind without template, or one that belongs to another ladder.
    """
    _eis_sjabloon(soort, dossier)
    velden = velden_van(soort, dossier)
    context, bron = Context(dossier, voorstel), teksten(soort, dossier, voorstel)
    waarden = {**_hoofd(dossier), "rechtsmiddel": dossier.beleid.rechtsmiddel.get(soort, "")}
    if maker := _MAKERS.get(soort):
        eigen = dossier.beleid.brieftekst.get(soort, {})
        waarden |= maker(dossier, voorstel)
        waarden |= {v.code: _tekst(v, bron[v.code], context) for v in velden if v.code in eigen}
    else:
        waarden |= {v.code: _eerste(soort, v, bron[v.code], context) for v in SJABLONEN[soort].blokken}
    return {veld.code: waarden.get(veld.code, _leeg(veld.soort)) for veld in velden}


def _eis_sjabloon(soort: str, dossier: "Dossier") -> None:
    if soort not in SJABLONEN:
        raise Weigering("Voor dit document is geen sjabloon. Upload het bestand.", veld="soort")
    if soort in ALLEEN_GENERIEK and not dossier.generiek:
        raise Weigering(
            f"{DOCUMENTEN[soort].naam} hoort bij de interventieladder. Kies een brief van deze ladder of "
            f"upload er een.",
            veld="soort",
        )


def _eerste(soort: str, veld: Veld, tekst: str, context: Context) -> Any:
    """The first value of one block: its standard text, its rows, or its day."""
    if veld.soort == "tabel":
        maker = TABELLEN.get(veld.code)
        return maker(context.van[0]) if maker else []
    if veld.soort == "datum":
        return eerste_datum(soort, veld, *context.van)
    if lijst := LIJSTEN.get((soort, veld.code)):
        return lijst(context.van[0])
    return _tekst(veld, tekst, context)


def _tekst(veld: Veld, tekst: str, context: Context) -> Any:
    """A standard text filled in; of a list its lines."""
    gevuld = vul(tekst, context)
    return [regel for regel in gevuld.split("\n") if regel] if veld.soort == "lijst" else gevuld


def standaard_onderwerp(soort: str, dossier: "Dossier", voorstel: "Voorstel | None" = None) -> str:
    """The subject line a letter starts with."""
    taak = taal.taaknaam(dossier)
    if soort == "L9":
        wie = taal.organisatie(dossier.overheid).removeprefix("de ")
        return f"{zwaar.soort_mededeling(voorstel)} {wie}: {taak}"
    if soort == "L10":
        return zwaar.onderwerp_beeindiging(taak, voorstel)
    if soort == "L6":
        return f"{'Verlenging' if _verlengt(voorstel) else 'Afronding'} toezicht op {taak}"
    onderwerpen = {
        "L2": f"Verzoek om informatie over {taak}",
        "L5": f"Afspraken over {taak}",
        "L5b": f"Bestuurlijke afspraken over {taak}",
        "L7": f"Voornemen tot indeplaatsstelling: {taak}",
    }
    if soort in onderwerpen:
        return onderwerpen[soort]
    sjabloon = SJABLONEN.get(soort)
    eigen = vul(sjabloon.onderwerp, Context(dossier, voorstel)) if sjabloon else ""
    return (eigen or f"{DOCUMENTEN[soort].naam}: {taak}")[:200]


def _leeg(soort: str) -> Any:
    return [] if soort in ("lijst", "tabel") else ""


def _hoofd(dossier: "Dossier") -> Waarden:
    contact = dossier.beleid.contact
    return {
        "behandeld_door": dossier.behandelaar.naam,
        "telefoon": contact.telefoon,
        "email": dossier.behandelaar.email or contact.email,
    }


def _verlengt(voorstel: "Voorstel | None") -> bool:
    return voorstel is not None and voorstel.stap.startswith("verleng")


def _informatieverzoek(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
    uw = taal.uw_organisatie(dossier.overheid)
    taak = taal.taak_geciteerd(dossier)
    grondslag = f"Wij vragen u deze informatie op grond van {taal.grondslag_informatie(dossier)}."
    noodzaak = voorstel.noodzaak_uitvraag if voorstel else ""
    return {
        "aanleiding": (
            f"Gedeputeerde Staten houden toezicht op de manier waarop {uw} uitvoering geeft aan de taak "
            f"{taak} ({taal.taakgrondslag(dossier)}). In dat kader vragen wij u om informatie."
            f"\n\nDe aanleiding is het volgende. {dossier.omschrijving}"
        ),
        "grondslag": f"{grondslag} {noodzaak}".strip(),
        "vragen": [
            f"Hoe geeft {uw} op dit moment uitvoering aan deze taak? Noem cijfers en de dag waarop die "
            f"gelden.",
            "Waardoor is de situatie ontstaan die wij hierboven beschrijven, en sinds wanneer bestaat zij?",
            "Welke maatregelen hebt u genomen of bereidt u voor, en wanneer zijn die afgerond?",
            "Welke besluiten, plannen of verslagen zijn hierover vastgesteld? "
            "Wij ontvangen daarvan graag een afschrift.",
        ],
        "wijze": (
            f"Wij ontvangen uw antwoord graag schriftelijk, per e-mail aan {dossier.beleid.contact.email}, "
            f"onder "
            "vermelding van ons kenmerk. Beantwoordt u de vragen per nummer en voegt u de stukken waarnaar u "
            "verwijst als bijlage toe."
        ),
        "gevolg": (
            "Ontvangen wij geen antwoord, dan sturen wij u een herinnering. Blijft het antwoord ook daarna "
            "uit, "
            "dan baseren wij ons oordeel op de gegevens waarover wij beschikken."
        ),
    }


def _trede_zin(dossier: "Dossier", trede: str) -> str:
    beleid = dossier.beleid
    return (
        f"{taal.hoofdletter(taal.uw_organisatie(dossier.overheid))} staat hiermee op trede "
        f"{beleid.treden[trede].volledig} van de interventieladder ({beleid.naam})."
    )


def _laatste(dossier: "Dossier", *soorten: str) -> "Beoordeling | None":
    gevonden = [b for b in dossier.feiten.beoordelingen if b.soort in soorten]
    return gevonden[-1] if gevonden else None


def _stand_van_zaken(dossier: "Dossier", *soorten: str) -> tuple[str, str]:
    """The newest finding and the day it holds; today when nothing was assessed yet."""
    laatste = _laatste(dossier, *soorten)
    if laatste is None:
        return dossier.omschrijving, clock.vandaag().isoformat()
    return laatste.toelichting, laatste.datum.isoformat()


def _gesprek(dossier: "Dossier", *, bestuurlijk: bool) -> str:
    uw, taak = taal.uw_organisatie(dossier.overheid), taal.taak_geciteerd(dossier)
    verslagen = dossier.feiten.stukken_van(StukSoort.GESPREKSVERSLAG)
    if verslagen:
        wie = (
            f"een vertegenwoordiging van uw bestuur en onze gedeputeerde "
            f"{dossier.beleid.contact.afdeling.lower()}"
            if bestuurlijk
            else f"medewerkers van {uw} en van de provincie"
        )
        op = taal.dag(verslagen[-1].datum)
        return f"Op {op} spraken {wie} over de taak {taak}. In deze brief leest u wat is afgesproken."
    if dossier.feiten.stukken_van(StukSoort.WEIGERING_OVERLEG):
        return (
            f"Wij nodigden u uit voor een overleg over de taak {taak}. Dat overleg heeft niet plaatsgevonden."
        )
    return ""


def _afspraken(dossier: "Dossier") -> list[dict[str, str]]:
    return [
        {
            "actie": afspraak.actie,
            "eigenaar": afspraak.eigenaar,
            "gereed_op": afspraak.gereed_op.isoformat(),
            "bewijs": afspraak.bewijs,
        }
        for afspraak in dossier.feiten.afspraken
        if afspraak.status == AfspraakStatus.OPEN
    ]


def _ritme(dossier: "Dossier", voorstel: "Voorstel | None", trede: str, gewoon: int) -> str:
    """How often one reports, in words: as usual on this rung, but twice within the term of the proposal."""
    termijn = voorstel.termijn_weken if voorstel else dossier.beleid.treden[trede].termijn_weken
    weken = min(gewoon, max(1, termijn // 2)) if termijn else gewoon
    iedere = "iedere week" if weken == 1 else f"iedere {telwoord(weken)} weken"
    eerst = f"{telwoord(weken)} {'week' if weken == 1 else 'weken'}"
    return (
        f"U informeert ons {iedere} schriftelijk over de voortgang, voor het eerst {eerst} na de datum van "
        f"deze "
        "brief. Noemt u daarbij per afspraak wat is bereikt en wat nog nodig is."
    )


def _afsprakenbrief(trede: str, weken: int, daarna: str) -> Callable[["Dossier", "Voorstel | None"], Waarden]:
    """Maker of the agreements letter for one rung: how often one reports, and what comes when it fails."""

    def maak(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
        bevindingen, peildatum = _stand_van_zaken(
            dossier, BeoordelingSoort.VALIDATIE, BeoordelingSoort.EINDBEOORDELING
        )
        volgende = dossier.beleid.treden[Stand.T3B if trede == Stand.T3A else Stand.T4].volledig
        return {
            "gesprek": _gesprek(dossier, bestuurlijk=trede == Stand.T3B),
            "bevindingen": bevindingen,
            "peildatum": peildatum,
            "afspraken": _afspraken(dossier),
            "rapportage": _ritme(dossier, voorstel, trede, weken),
            "trede": _trede_zin(dossier, trede),
            "vervolg": (
                "Zijn de afspraken aantoonbaar nagekomen, dan ronden wij het toezicht op dit punt af. "
                f"Worden zij niet of niet op tijd nagekomen, dan {daarna} (trede {volgende})."
            ),
        }

    return maak


def _voortgang(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
    voortgang, peildatum = _stand_van_zaken(
        dossier,
        BeoordelingSoort.VALIDATIE,
        BeoordelingSoort.EINDBEOORDELING,
        BeoordelingSoort.FEITENCHECK,
    )
    deel = (
        _verlenging(dossier, voorstel) if voorstel and _verlengt(voorstel) else _afronding(dossier, voorstel)
    )
    return {
        "voortgang": voortgang,
        "peildatum": peildatum,
        "motivering": voorstel.waarom_nu if voorstel else "",
        **deel,
    }


def _verlenging(dossier: "Dossier", voorstel: "Voorstel") -> Waarden:
    stap = dossier.feiten.stap
    aantal = (stap.verlengingen if stap else 0) + 1
    over = dossier.beleid.max_verlengingen - aantal
    hoeveelste = f"Dit is de {TELWOORDEN.get(aantal, f'{aantal}e')} verlenging op deze trede."
    weken = in_weken(voorstel.termijn_weken) if voorstel.termijn_weken else ""
    lengte = f" Zij duurt nu {weken}, te rekenen vanaf de datum van deze brief." if weken else ""
    return {
        "besluit": f"Wij verlengen de termijn voor het nakomen van de afspraken.{lengte}",
        "laatste_keer": hoeveelste
        + (" Verdere verlenging is mogelijk." if over > 0 else " Het is de laatste."),
        "trede": (
            f"{taal.hoofdletter(taal.uw_organisatie(dossier.overheid))} blijft op trede "
            f"{dossier.beleid.treden[dossier.trede].volledig} van de interventieladder "
            f"({dossier.beleid.naam})."
        ),
        "vervolg": (
            "De gemaakte afspraken blijven gelden. Zijn zij op de nieuwe datum niet nagekomen, dan "
            "beoordelen wij "
            "of een volgende trede nodig is."
        ),
    }


def _afronding(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
    nazorg = voorstel.nazorg_op if voorstel else None
    nog_eens = f"Omstreeks {taal.dag(nazorg)} gaan wij na of dit zo is gebleven. " if nazorg else ""
    return {
        "besluit": "Wij zien nu geen aanleiding voor verdere stappen en ronden het toezicht op dit punt af.",
        "trede": (
            f"{taal.hoofdletter(taal.uw_organisatie(dossier.overheid))} valt voor deze taak weer onder het "
            f"reguliere toezicht (trede T0 van de interventieladder, {dossier.beleid.naam})."
        ),
        "vervolg": f"{nog_eens}Veranderen de omstandigheden, dan horen wij dat graag van u.",
    }


_MAKERS: dict[str, Callable[["Dossier", "Voorstel | None"], Waarden]] = {
    "L2": _informatieverzoek,
    "L5": _afsprakenbrief(Stand.T3A, 13, "nodigen wij uw bestuur uit voor een gesprek"),
    "L5b": _afsprakenbrief(
        Stand.T3B, 8, "overwegen Gedeputeerde Staten een voornemen tot indeplaatsstelling"
    ),
    "L6": _voortgang,
    "L7": zwaar.voornemen,
    "L9": zwaar.kennisgeving,
    "L10": zwaar.beeindiging,
}
