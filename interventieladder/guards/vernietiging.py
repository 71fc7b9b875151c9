"""Guards of suspension and annulment (ladder.md 2.5, 2.7): each rests on a dated fact and its article."""

import datetime as dt
from typing import Any

from interventieladder.guards.feiten import g_feit, g_feit_waarde, g_termijn_voorbij
from interventieladder.guards.zaak import dag
from interventieladder.standen.vernietiging import Grond, Voorwerp
from interventieladder.standen.vernietiging_termijnen import (
    BEROEPSTERMIJN,
    DOORZENDING,
    MEDEDELING,
    NIEUW,
    STILSTAND,
)
from interventieladder.treden import Orgaan
from toezicht.core.transitions import DOSSIER, VOORSTEL, Guard, Toets, guard
from toezicht.organisaties.selectors import deelnemers_op

PRIVAATRECHT_WEKEN = 13
"""Awb 10:39; the Algemene termijnenwet does not move it (art. 4)."""

g_overleg = g_feit(
    "overleg",
    "Overleg met het orgaan gevoerd",
    "Awb 10:41",
    wat="Voer overleg met het bestuursorgaan en leg het vast; zonder overleg kan niet worden vernietigd.",
)
g_stilstand_voorbij = g_termijn_voorbij(
    STILSTAND, "Vier weken stilstand voorbij", "Gemeentewet 273 en 273a lid 2", code="G-STILSTAND-VOORBIJ"
)
g_nieuw_gemist = g_termijn_voorbij(
    NIEUW, "Termijn voor een nieuw besluit voorbij", "Gemeentewet 278", code="G-NIEUW-GEMIST"
)
g_beroep_voorbij = g_termijn_voorbij(
    BEROEPSTERMIJN, "Beroepstermijn voorbij", "Awb 6:7 en 6:8", code="G-BEROEP-VOORBIJ"
)
g_geen_redenen = g_feit_waarde(
    "bericht_minister",
    "uitkomst",
    ("geen_redenen",),
    "Minister ziet geen redenen voor schorsing of vernietiging",
    "Gemeentewet 273a lid 2",
    wat="Leg het bericht van de minister vast en laat een collega het verifiëren.",
    code="G-GEEN-REDENEN",
)
g_geen_voordracht = g_feit_waarde(
    "bericht_minister",
    "uitkomst",
    ("geen_redenen", "geen_voordracht"),
    "Minister doet geen voordracht",
    "Gemeentewet 268",
    wat="Leg vast dat de minister geen voordracht doet.",
    code="G-GEEN-VOORDRACHT",
)


def _zaak(t: Toets) -> Any:
    return t.zaak.vernietiging


@guard(
    "G-KENNISNAME", "Kennisname met bewijs vastgelegd", "Gemeentewet 273a lid 1", herstel="feit:kennisname"
)
def g_kennisname(t: Toets) -> str | None:
    """The day that starts the ten days is on record, with what shows it."""
    feit = t.zaak.feiten.feit("kennisname", tot=t.datum)
    if feit is None:
        return "Leg vast wanneer het besluit ter kennis van Gedeputeerde Staten kwam, en waaruit dat blijkt."
    t.bewijs["G-KENNISNAME"] = f"{dag(feit.datum)}, {feit.waarden['bewijs']}"
    return None


@guard("G-VATBAAR", "Vatbaar voor vernietiging", "Awb 10:37 en 10:38 lid 1", herstel="feit:vatbaarheid")
def g_vatbaar(t: Toets) -> str | None:
    """No approval pending, and annulment would not go against a ruling; checked by two people."""
    feit = t.zaak.feiten.feit("vatbaarheid", tot=t.datum)
    if feit is None:
        return "Leg de toets vast en laat een collega die verifiëren."
    if feit.waarden["goedkeuring"]:
        return "Het besluit moet nog worden goedgekeurd; dan kan het niet worden vernietigd of geschorst."
    if feit.waarden["uitspraak"]:
        return "Vernietiging zou in strijd komen met een uitspraak van de rechter (Awb 10:37)."
    t.bewijs["G-VATBAAR"] = f"toets van {dag(feit.datum)}"
    return None


@guard("G-NIET-VATBAAR", "Besluit is niet vatbaar", "Awb 10:37-10:39", herstel="feit:vatbaarheid")
def g_niet_vatbaar(t: Toets) -> str | None:
    """The verified check, or the passed thirteen weeks of a private-law act, shows that it cannot be annulled."""
    feit = t.zaak.feiten.feit("vatbaarheid", tot=t.datum)
    te_laat = _privaatrecht_tot(t)
    if te_laat and t.datum > te_laat:
        t.bewijs["G-NIET-VATBAAR"] = f"dertien weken voorbij op {dag(te_laat)} (Awb 10:39)"
        return None
    if feit is None or not (feit.waarden["goedkeuring"] or feit.waarden["uitspraak"]):
        return "Leg de toets vast waaruit blijkt dat het besluit niet vatbaar is, en laat die verifiëren."
    t.bewijs["G-NIET-VATBAAR"] = f"toets van {dag(feit.datum)}"
    return None


def _privaatrecht_tot(t: Toets) -> dt.date | None:
    zaak = _zaak(t)
    if zaak.voorwerp != Voorwerp.PRIVAATRECHTELIJK:
        return None
    einde: dt.date = zaak.besluit_op + dt.timedelta(weeks=PRIVAATRECHT_WEKEN)
    return einde


@guard("G-PRIVAATRECHT", "Binnen dertien weken na de rechtshandeling", "Awb 10:39")
def g_privaatrecht(t: Toets) -> str | None:
    """A private-law act can be annulled for thirteen weeks only; a decree that was taken in time counts."""
    einde = _privaatrecht_tot(t)
    if einde is None:
        return None
    kb = t.zaak.feiten.feit("kb_vernietiging", tot=t.datum)
    besloten = kb.datum if kb else t.datum
    if besloten > einde:
        return f"Dit privaatrechtelijke besluit kon tot en met {dag(einde)} worden vernietigd."
    t.bewijs["G-PRIVAATRECHT"] = f"tot en met {dag(einde)}"
    return None


@guard("G-RECHTSMIDDEL", "Geen bezwaar of beroep open", "Awb 10:38 lid 2", herstel="feit:rechtsmiddel")
def g_geen_rechtsmiddel(t: Toets) -> str | None:
    """Annulment waits for bezwaar and beroep; suspension does not."""
    feit = t.zaak.feiten.feit("rechtsmiddel", tot=t.datum)
    if feit is None:
        return "Leg vast of bezwaar of beroep openstaat of loopt."
    if feit.waarden["stand"] == "open":
        return "Er staat bezwaar of beroep open: vernietigen kan nog niet, schorsen wel."
    t.bewijs["G-RECHTSMIDDEL"] = dag(feit.datum)
    return None


@guard(
    "G-VIA-GS",
    "Mededeling is aan Gedeputeerde Staten",
    "Gemeentewet 273 en 273a",
)
def g_via_gs(t: Toets) -> str | None:
    """A decision of the burgemeester goes by the cdK; one the burgemeester reported is sent on, not notified."""
    if t.zaak.orgaan == Orgaan.BURGEMEESTER:
        return "Dit is een besluit van de burgemeester: de commissaris van de Koning doet de mededeling."
    if _zaak(t).door_burgemeester_gemeld:
        return "De burgemeester meldde dit besluit: zend de melding met uw advies door aan de minister."
    return None


@guard("G-BURGEMEESTER", "Besluit van de burgemeester", "Gemeentewet 273a")
def g_besluit_burgemeester(t: Toets) -> str | None:
    """Only decisions of the burgemeester go by the cdK."""
    if t.zaak.orgaan != Orgaan.BURGEMEESTER:
        return "Alleen over een besluit van de burgemeester doet de commissaris van de Koning de mededeling."
    return None


@guard("G-MELDING", "Melding van de burgemeester", "Gemeentewet 273", herstel="feit:melding_burgemeester")
def g_melding(t: Toets) -> str | None:
    """The burgemeester's report is on record with its date."""
    if not _zaak(t).door_burgemeester_gemeld:
        return "Dit besluit is niet door de burgemeester gemeld."
    feit = t.zaak.feiten.feit("melding_burgemeester", tot=t.datum)
    if feit is None:
        return "Leg de melding van de burgemeester vast."
    t.bewijs["G-MELDING"] = dag(feit.datum)
    return None


@guard("G-DOORZENDEN", "Binnen een week na de melding", "Gemeentewet 273 lid 2", hard=False)
def g_doorzenden_op_tijd(t: Toets) -> str | None:
    """GS send the report on within a week; later is still their duty, so this warns only."""
    termijn = t.zaak.feiten.termijn(DOORZENDING)
    if termijn is not None and t.datum > termijn.effectief_einde:
        return f"De melding had uiterlijk op {dag(termijn.effectief_einde)} doorgezonden moeten zijn."
    return None


def einde_tien_dagen(t: Toets) -> dt.date | None:
    """The last of the ten days, also when the term was stopped since."""
    passend = [termijn for termijn in t.zaak.feiten.termijnen if termijn.soort == MEDEDELING]
    if not passend:
        return None
    einde: dt.date = max(passend, key=lambda termijn: termijn.pk).effectief_einde
    return einde


@guard(
    "G-TIEN-DAGEN",
    "Binnen tien dagen na kennisname",
    "Gemeentewet 273a lid 1",
    herstel="feit:kennisname",
)
def g_tien_dagen(t: Toets) -> str | None:
    """The notice, else the decision on it, else today lies within the ten days."""
    einde = einde_tien_dagen(t)
    if einde is None:
        return "De tien dagen lopen nog niet: leg de kennisname vast."
    besluit = t.zaak.feiten.besluit_van(t.voorstel)
    gedaan = t.zaak.feiten.feit("mededeling", tot=t.datum)
    op = gedaan.datum if gedaan else besluit.besloten_op if besluit else t.datum
    if op > einde:
        return (
            f"De tien dagen eindigden op {dag(einde)}. De stilstand van 273a kan niet meer; "
            "een algemene brief buiten de termijn wel."
        )
    t.bewijs["G-TIEN-DAGEN"] = f"tot en met {dag(einde)}"
    return None


@guard(
    "G-MEDEDELING", "Mededeling binnen tien dagen verzonden", "Gemeentewet 273a", herstel="feit:mededeling"
)
def g_mededeling(t: Toets) -> str | None:
    """The notice went out, dated within the ten days."""
    if t.zaak.feiten.feit("mededeling", tot=t.datum) is None:
        return "Verstuur de mededeling en registreer de verzending; de dagtekening start de stilstand."
    return g_tien_dagen.functie(t)


@guard("G-MEDEDELING-CDK", "Mededeling door de cdK gedaan", "Gemeentewet 273a", herstel="feit:mededeling")
def g_mededeling_cdk(t: Toets) -> str | None:
    """What the cdK did is a recorded fact."""
    if t.zaak.feiten.feit("mededeling", tot=t.datum) is None:
        return "Leg de mededeling van de commissaris van de Koning vast, met dagtekening en kenmerk."
    return g_tien_dagen.functie(t)


@guard("G-TE-LAAT", "Mededeling niet binnen tien dagen", "Gemeentewet 273a lid 1")
def g_te_laat(t: Toets) -> str | None:
    """The ten days have passed without a notice dated within them."""
    einde = einde_tien_dagen(t)
    if einde is None or t.datum <= einde:
        return "De tien dagen lopen nog." if einde else "De tien dagen lopen nog niet."
    feit = t.zaak.feiten.feit("mededeling", tot=t.datum)
    if feit is not None and feit.datum <= einde:
        return f"De mededeling is op tijd gedaan, op {dag(feit.datum)}."
    t.bewijs["G-TE-LAAT"] = f"verstreken op {dag(einde)}"
    return None


@guard("G-LID-3", "Medebewind en strijd met het recht", "Gemeentewet 273a lid 3")
def g_lid_3(t: Toets) -> str | None:
    """The notice "considering" exists for co-government and conflict with the law only."""
    if not _zaak(t).medebewind:
        return "Deze mededeling kan alleen bij een besluit in medebewind."
    if _zaak(t).grond != Grond.RECHT:
        return "Deze mededeling kan alleen bij strijd met het recht."
    return None


def g_kennisgeving_bij(*soorten: str, titel: str, grondslag: str) -> Guard:
    """Guard: the first document of these kinds is addressed to all who must know."""

    @guard("G-KENNISGEVING", titel, grondslag, fase=VOORSTEL, herstel="brieven")
    def g(t: Toets) -> str | None:
        """It also goes to the organ that decided, and for a GR to the participating municipalities."""
        if t.voorstel is None:
            return "Dit gaat tegelijk naar het orgaan dat het besluit nam."
        for brief in t.zaak.feiten.brieven_van_voorstel(t.voorstel):
            if brief.soort in soorten:
                mist = _niet_geadresseerd(t, [g["naam"] for g in brief.geadresseerden])
                return f"Zet bij {brief.soort} ook: {', '.join(mist)}." if mist else None
        return None

    return g


g_kennisgeving = g_kennisgeving_bij(
    "L14",
    "L15",
    titel="Tegelijk kennisgeven aan het orgaan en de deelnemers",
    grondslag="Gemeentewet 273a lid 1; Wgr 37",
)


def _niet_geadresseerd(t: Toets, namen: list[str]) -> list[str]:
    overheid = t.zaak.overheid
    verwacht = [overheid.naam]
    if overheid.is_gr:
        verwacht += [d.naam for d in deelnemers_op(overheid.pk, t.datum)]
    return [naam for naam in verwacht if not any(geadresseerde.endswith(naam) for geadresseerde in namen)]


def g_kb(soort: str, titel: str, grondslag: str) -> Guard:
    """Guard: the royal decree is recorded and verified, with its number as evidence."""
    code = f"G-{soort.upper().replace('_', '-')}"

    @guard(code, titel, grondslag, herstel=f"feit:{soort}", fase=DOSSIER)
    def g(t: Toets) -> str | None:
        """Recorded, and verified by a second person."""
        feit = t.zaak.feiten.feit(soort, tot=t.datum)
        if feit is None:
            return "Leg het koninklijk besluit vast en laat een collega het verifiëren."
        t.bewijs[code] = f"KB {feit.waarden['nummer']} van {dag(feit.datum)}"
        return None

    return g


g_kb_schorsing = g_kb("kb_schorsing", "Koninklijk besluit tot schorsing", "Gemeentewet 274")
g_kb_verlenging = g_kb("kb_verlenging", "Koninklijk besluit tot verlenging", "Awb 10:44 lid 2")
g_kb_vernietiging = g_kb("kb_vernietiging", "Koninklijk besluit tot vernietiging", "Gemeentewet 268")


def g_vervolg(waarde: str, titel: str, grondslag: str) -> Guard:
    """Guard: the decree says what follows."""
    return g_feit_waarde(
        "kb_vernietiging",
        "vervolg",
        (waarde,),
        titel,
        grondslag,
        wat="Dit volgt niet uit het koninklijk besluit. Kies de stap die het KB noemt.",
        code=f"G-VERVOLG-{waarde.upper().replace('_', '-')}",
    )


g_vervolg_nieuw = g_vervolg("nieuw_besluit", "KB vraagt een nieuw besluit", "Gemeentewet 278")
g_vervolg_plaats = g_vervolg("in_de_plaats", "KB voorziet zelf", "Gemeentewet 278a")
g_vervolg_geen = g_vervolg("geen", "KB vraagt geen nieuw besluit", "Gemeentewet 278")


@guard(
    "G-VERVOLGDOSSIER", "Dossier op de interventieladder", "Gemeentewet 124", herstel="feit:vervolgdossier"
)
def g_vervolgdossier(t: Toets) -> str | None:
    """The dossier that was opened instead exists, on the general ladder and about the same organisation."""
    feit = t.zaak.feiten.feit("vervolgdossier", tot=t.datum)
    if feit is None:
        return "Open een dossier op de interventieladder en leg het nummer hier vast."
    nummer = str(feit.waarden["nummer"]).strip()
    bestaat = type(t.zaak)._default_manager.filter(
        nummer=nummer, overheid_id=t.zaak.overheid_id, ladder="generiek"
    )
    if not bestaat.exists():
        return f"Dossier {nummer} staat niet op de interventieladder van {t.zaak.overheid.naam}."
    t.bewijs["G-VERVOLGDOSSIER"] = nummer
    return None
