"""What no policy may do (ladder.md 1.2 and 10.6, finance.md 0): each break is refused with the article.

The rules themselves are code: guards, services and constraints hold them whatever a version says. This is the
second lock: a version that tries is never adopted.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from interventieladder.beleid import soorten as s
from interventieladder.beleid.keuzes import eis_keuzes
from interventieladder.beleid.soorten import Wetsbezwaar
from interventieladder.treden import TREDEN, Niveau, Orgaan, Stand
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.fouten import Weigering
from toezicht.core.woorden import in_weken

_GS, _GEM = Niveau.GS.value, Niveau.GS_OF_GEMACHTIGDE.value
WETTELIJK_NIVEAU: dict[str, str] = {
    "kondig_voornemen_aan": _GEM,
    "sla_over_naar_voornemen": _GS,
    "verleng_voornemen": _GEM,
    "zend_voornemen_opnieuw": _GEM,
    "zie_af": _GEM,
    "trek_voornemen_in": _GEM,
    "besluit_indeplaatsstelling": _GS,
    "besluit_met_spoed": _GS,
    "sluit_voldaan": _GEM,
    "trek_besluit_in": _GS,
    "start_uitvoering": _GS,
    "rond_uitvoering_af": _GS,
    "schaal_af_naar_t1": _GEM,
    "schaal_af_naar_t2": _GEM,
    "schaal_af_naar_t3a": _GEM,
    "schaal_af_naar_t3b": _GEM,
    "schaal_af_naar_t4": _GS,
}
"""Acts of GS (Gw 124; Pw 166) with the lowest level the law leaves: a version may go higher, never lower."""

VRIJE_STAPPEN: tuple[str, ...] = (
    "draag_over",
    "sluit_overgedragen",
    "neem_terug",
    "bouw_af_naar_t2",
    "bouw_af_naar_t3a",
    "sluit_ongegrond",
    "vraag_informatie",
    "sluit_geen_verwaarlozing",
    "maak_ambtelijke_afspraken",
    "start_bestuurlijk_overleg",
    "sluit_hersteld",
    "verleng_afspraken",
    "houd_aan",
    "ga_terug_naar_signaleren",
    "ga_direct_naar_bestuurlijk_overleg",
    "sluit_vernietigd",
)
"""Acts whose level is the province's choice (ladder.md 5.2), from the coördinator up: four eyes stay."""

ANDERE_LADDERS: tuple[str, ...] = (
    "stel_repressief_vast",
    "stel_preventief_lid1_vast",
    "stel_preventief_lid2_vast",
    "trek_preventief_in",
    "wijs_besluiten_aan",
)
"""Acts on ladders beside the general one whose route a version may name; their level stands with the act."""

WET_SLEUTELS: dict[str, tuple[str, str]] = {
    "een_dossier_per_taak": (
        "Per organisatie, domein en taak loopt altijd één dossier; dat is niet instelbaar.",
        "ladder.md 10.6, regel 3",
    ),
    "vier_ogen": (
        "Wie beslist of toetst is altijd een ander dan wie opstelt; dat is niet instelbaar.",
        "Awb 2:4; ladder.md 10.6, regel 4",
    ),
    "atw_dertien_weken": (
        "Een termijn van dertien weken verschuift nooit; ook overeenkomstige toepassing volgt de uitzondering.",
        "Algemene termijnenwet 4",
    ),
    "bevoegdheid_burgemeester": (
        "Over een taak van de burgemeester beslist de commissaris van de Koning; dat is niet instelbaar.",
        "Gemeentewet 124 lid 1",
    ),
    "tel_ongegrond": (
        "Een ongegrond signaal telt nergens mee; dat is niet instelbaar.",
        "ladder.md 10.6, regel 9",
    ),
    "herzend_na_herindeling": (
        "Na een herindeling gaat er geen brief uit op naam van het oude bestuur en begint het voornemen opnieuw; "
        "dat is niet instelbaar.",
        "Wet algemene regels herindeling 44",
    ),
    "stilte_is_goedkeuring": (
        "Goedkeuring van rechtswege volgt uit de wet; dat is niet instelbaar.",
        "Awb 10:31 lid 4",
    ),
}
"""Names under which somebody might try to switch the law off: refused by name, so that the reason is told."""

BIJLAGE_124B: tuple[str, ...] = (
    "Participatiewet",
    "Wet inkomensvoorziening oudere",
    "IOAW",
    "IOAZ",
    "Wet kinderopvang",
    "Kieswet",
    "Wet basisregistratie personen",
    "Paspoortwet",
    "Wet basisregistratie adressen en gebouwen",
    "Wet vervoer gevaarlijke stoffen",
    "Havenbeveiligingswet",
    "Alcoholwet",
    "Wet publieke gezondheid",
    "Wet maatschappelijke ondersteuning",
    "Jeugdwet",
    "Wet waardering onroerende zaken",
    "Wet veiligheidsregio",
    "Wet op het primair onderwijs",
    "Wet voortgezet onderwijs",
    "Leerplichtwet",
)
"""Laws of the annex of Gw 124b as ladder.md 1.2 lists them (text of 2017; check the annex for later changes)."""

TOETSERS = ("lezer", "jurist", "portefeuillehouder")
NIET_TE_MANDATEREN = ("onthouden_goedkeuring", "vernietiging_waterschap")
MIN_ZIENSWIJZE, MAX_ZIENSWIJZE = 1, 12


def eis_geen_wetsleutels(inhoud: Mapping[str, Any]) -> None:
    """Refuse a key that would switch a hard rule on or off, with the reason."""
    for sleutel, (wat, grondslag) in WET_SLEUTELS.items():
        if sleutel in inhoud:
            raise Weigering(f"{wat} Verwijder “{sleutel}” ({grondslag}).", veld="bestand")


def bezwaren(beleid: s.Beleid) -> list[Wetsbezwaar]:
    """Every break of a hard rule and everything that would not work, in the order of the rules."""
    return [bezwaar for regel in REGELS for bezwaar in regel(beleid)]


def eis_wettig(beleid: s.Beleid) -> None:
    """Refuse (422) with all reasons at once."""
    if gevonden := bezwaren(beleid):
        raise Weigering(
            "Dit beleidskader kan niet worden vastgesteld. " + " ".join(map(str, gevonden)), veld="bestand"
        )


def _onder(niveau: str, minimum: str) -> bool:
    return s.OPKLIMMEND.index(niveau) < s.OPKLIMMEND.index(minimum)


def _niveaus(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Rule 1: levels of the acts; those of Gw 124 never below GS."""
    for sleutel, niveau in b.besluit.items():
        stap, _, van = sleutel.partition(".")
        if niveau not in s.OPKLIMMEND or niveau == Niveau.TOEZICHTHOUDER:
            yield Wetsbezwaar("niveau", f"Besluit {sleutel}: “{niveau}” is geen niveau.", "ladder.md 5.2")
        elif van and van not in Stand.values:
            yield Wetsbezwaar("niveau", f"Besluit {sleutel}: “{van}” is geen trede.", "ladder.md 1.3")
        elif stap in WETTELIJK_NIVEAU:
            if _onder(niveau, WETTELIJK_NIVEAU[stap]):
                wie = Niveau(WETTELIJK_NIVEAU[stap]).label
                yield Wetsbezwaar(
                    "niveau",
                    f"Over “{stap}” beslist ten minste {wie}; {niveau} is te laag.",
                    "Gemeentewet 124; Provinciewet 158 en 166",
                )
        elif stap not in VRIJE_STAPPEN:
            yield Wetsbezwaar("niveau", f"Besluit {sleutel}: deze handeling bestaat niet.", "ladder.md 1.5")


TREDE_MINIMUM = {Stand.T4: Niveau.GS_OF_GEMACHTIGDE, Stand.T5: Niveau.GS, Stand.T6: Niveau.GS}


def _treden(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Rule 1 as the rungs show it: T4 by GS or an authorised deputy, T5 and T6 by GS."""
    if tuple(b.treden) != tuple(t.value for t in TREDEN):
        codes = ", ".join(t.value for t in TREDEN)
        yield Wetsbezwaar("treden", f"Noem de treden {codes}, alle zeven in die volgorde.", "ladder.md 1.3")
    for code, trede in b.treden.items():
        if not (trede.nummer.strip() and trede.naam.strip() and trede.kort.strip()):
            yield Wetsbezwaar("treden", f"Trede {code}: geef nummer, naam en korte naam.", "ladder.md 1.3")
        if trede.beslist not in s.OPKLIMMEND:
            yield Wetsbezwaar("treden", f"Trede {code}: “{trede.beslist}” is geen niveau.", "ladder.md 5.2")
        elif code in TREDE_MINIMUM and _onder(trede.beslist, TREDE_MINIMUM[Stand(code)]):
            yield Wetsbezwaar(
                "niveau",
                f"Trede {trede.volledig}: {trede.beslist} is te laag; "
                f"ten minste {TREDE_MINIMUM[Stand(code)].label} beslist.",
                "Gemeentewet 124; Provinciewet 158 en 166",
            )
        if max(trede.termijn_weken, trede.zienswijze_weken) > b.max_weken:
            yield Wetsbezwaar(
                "treden", f"Trede {code}: een termijn is hoogstens {in_weken(b.max_weken)}.", "ladder.md 10.2"
            )
    yield from _nummers(b)


def _nummers(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """One number stands for neighbours only, and then the whole has a name of its own."""
    trap = b.trap()
    if len({w.nummer for w in trap}) != len(trap):
        yield Wetsbezwaar(
            "treden", "Alleen opeenvolgende treden kunnen hetzelfde nummer hebben.", "ladder.md 1.3"
        )
    for w in trap:
        if len(w.codes) > 1 and (not w.naam.strip() or len({b.treden[c].groep for c in w.codes}) != 1):
            yield Wetsbezwaar(
                "treden",
                f"Nummer {w.nummer} staat voor {' en '.join(w.codes)}: geef beide dezelfde “groep”.",
                "ladder.md 1.3",
            )


def _afschriften(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Rule 2: copy to the raad of voornemen and besluit. Their public notice is no choice of policy."""
    for code in ("t4", "t5"):
        if code not in b.afschrift_raad:
            yield Wetsbezwaar(
                "afschriften",
                f"afschrift_raad: bij {code} hoort altijd een afschrift aan de raad.",
                "Gemeentewet 124 lid 4",
            )
    for code in b.afschrift_raad:
        if code not in {t.value for t in TREDEN}:
            yield Wetsbezwaar("afschriften", f"afschrift_raad: “{code}” is geen trede.", "ladder.md 1.3")


def _toetsers(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Rule 4: a route names checks by others; the jurist stands before every decision of GS."""
    for sleutel, wie in b.route.items():
        if sleutel not in s.OPKLIMMEND and sleutel not in {
            *WETTELIJK_NIVEAU,
            *VRIJE_STAPPEN,
            *ANDERE_LADDERS,
        }:
            yield Wetsbezwaar("route", f"Route “{sleutel}” is geen niveau of handeling.", "ladder.md 5.2")
        if onbekend := [w for w in wie if w not in TOETSERS]:
            yield Wetsbezwaar(
                "vier_ogen",
                f"Route {sleutel}: “{onbekend[0]}” kan niet toetsen; kies uit {', '.join(TOETSERS)}.",
                "Awb 3:2; ladder.md 10.6, regel 4",
            )
        if len(set(wie)) != len(wie):
            yield Wetsbezwaar("route", f"Route {sleutel}: een toets staat er tweemaal.", "ladder.md 5.2")
    if mist := [n for n in ("coordinator", "teamleider", "gedeputeerde", "gs") if n not in b.route]:
        yield Wetsbezwaar("route", f"Geef ook de route voor {', '.join(mist)}.", "ladder.md 5.2")
    zwaar = [("gs", b.route.get("gs", ())), *((k, b.route[k]) for k in WETTELIJK_NIVEAU if k in b.route)]
    for sleutel, wie in zwaar:
        if "jurist" not in wie:
            yield Wetsbezwaar(
                "vier_ogen", f"Route {sleutel}: een jurist toetst elk besluit van GS.", "Awb 3:2 en 3:46"
            )


def _termijnen(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Hearing needs time (Awb 4:8); every term lies within the longest the province uses."""
    if not MIN_ZIENSWIJZE <= b.zienswijze_min_weken <= MAX_ZIENSWIJZE:
        yield Wetsbezwaar(
            "zienswijze",
            f"Het minimum voor de zienswijze is {MIN_ZIENSWIJZE} tot en met {MAX_ZIENSWIJZE} weken; "
            "zonder termijn wordt niemand gehoord.",
            "Awb 4:8 en 4:9",
        )
    elif "t4" in b.treden and b.treden["t4"].zienswijze_weken < b.zienswijze_min_weken:
        yield Wetsbezwaar(
            "zienswijze", "Trede t4: de zienswijzetermijn is korter dan het minimum.", "Awb 4:8 en 4:9"
        )
    if not 1 <= b.max_weken <= 260:
        yield Wetsbezwaar("termijnen", "max_weken: kies 1 tot en met 260 weken.", "Gemeentewet 124 lid 2")
    if b.spoed_schrift_dagen > 7:
        yield Wetsbezwaar(
            "termijnen",
            "spoed_schrift_dagen: een mondeling besluit komt zo spoedig mogelijk op schrift; kies hoogstens 7.",
            "Gemeentewet 124 lid 2",
        )
    if not 1 <= b.feitencheck_max_dagen <= 14:
        yield Wetsbezwaar(
            "termijnen", "feitencheck_max_dagen: kies 1 tot en met 14 dagen.", "Awb 3:2; ladder.md 1.4 (T5)"
        )


def _mandaat(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Rule 6: what cannot be mandated."""
    for handeling in NIET_TE_MANDATEREN:
        if b.mandaat.get(handeling) != Niveau.GS:
            yield Wetsbezwaar(
                "mandaat",
                f"Mandaat {handeling}: alleen Gedeputeerde Staten zelf beslissen hierover.",
                "Awb 10:3 lid 2, onder c",
            )
    for handeling, niveau in b.mandaat.items():
        if handeling not in NIET_TE_MANDATEREN:
            yield Wetsbezwaar("mandaat", f"Mandaat “{handeling}” bestaat niet.", "Awb 10:3")
        elif niveau not in s.OPKLIMMEND:
            yield Wetsbezwaar("mandaat", f"Mandaat {handeling}: “{niveau}” is geen niveau.", "Awb 10:3")


def _taken(b: s.Beleid) -> Iterator[Wetsbezwaar]:
    """Rules 7 and 8: duties under a minister or the cdK, and only duties from another law."""
    for taak in b.taken.values():
        if taak.domein not in DOMEINEN:
            yield Wetsbezwaar(
                "taak", f"Taak {taak.code}: domein “{taak.domein}” bestaat niet.", "ladder.md 2"
            )
        if taak.orgaan not in Orgaan.values:
            yield Wetsbezwaar(
                "taak", f"Taak {taak.code}: orgaan “{taak.orgaan}” bestaat niet.", "ladder.md 2"
            )
        if "gemeentewet" in taak.wet.lower():
            yield Wetsbezwaar(
                "taak",
                f"Taak {taak.code} volgt uit de Gemeentewet zelf; daarvoor geldt artikel 124 niet.",
                "Gemeentewet 124 lid 1",
            )
        op_bijlage = any(wet.lower() in taak.wet.lower() for wet in BIJLAGE_124B)
        if op_bijlage and not taak.bijlage_124b:
            yield Wetsbezwaar(
                "bijlage_124b",
                f"Taak {taak.code}: op de {taak.wet} houdt de minister toezicht. Zet bijlage_124b op true.",
                "Gemeentewet 124b en de bijlage",
            )
    buiten = {t.domein for t in b.taken.values()} - set(b.domeinen) if b.domeinen else set()
    if buiten or (onbekend := set(b.domeinen) - set(DOMEINEN)):
        namen = ", ".join(sorted(buiten or onbekend))
        yield Wetsbezwaar("domein", f"Domein {namen} hoort niet bij dit beleidskader.", "design.md D12")


REGELS: tuple[Callable[[s.Beleid], Iterator[Wetsbezwaar]], ...] = (
    _niveaus,
    _treden,
    _afschriften,
    _toetsers,
    _termijnen,
    _mandaat,
    _taken,
    eis_keuzes,
)
