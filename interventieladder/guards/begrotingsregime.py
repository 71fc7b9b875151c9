"""Guards of the regime per budget year (finance.md 1.5, A): what GS weigh is soft, what the law says is hard."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from interventieladder.financieel.regimetoets import Antwoord, Gegevens, Ontvangst, Saldi, Toetsing, toets
from interventieladder.guards.feiten import g_feit, g_feit_waarde
from interventieladder.guards.zaak import dag
from interventieladder.standen.begrotingsregime import STUKKEN, S
from toezicht.core.transitions import VOORSTEL, Guard, Toets, guard
from toezicht.core.woorden import nog_in_dagen

GW203 = "Gemeentewet 203"
PREVENTIEVE_OORDELEN = ("twijfel", "preventief_lid1", "preventief_lid2")


def toetsing_van(zaak: Any, datum: dt.date) -> Toetsing:
    """The order of tests on what the dossier holds up to a day."""
    return toetsing_uit(zaak.begrotingsjaar, lambda soort: zaak.feiten.feit(soort, tot=datum), datum)


def toetsing_uit(jaar: Any, feit_van: Callable[[str], Any], datum: dt.date) -> Toetsing:
    """The order of tests on the newest fact of each kind; `feit_van` gives it or None."""
    saldo, oordeel = feit_van("saldo"), feit_van("oordeel")
    return toets(
        Gegevens(
            kalender=jaar.kalender,
            regel=jaar.regel,
            vandaag=datum,
            soort=jaar.soort_overheid,
            begroting=_ontvangst(feit_van("inzending")),
            jaarrekening=_ontvangst(feit_van("jaarrekening")),
            rekening_ontbreekt=feit_van("rekening_ontbreekt") is not None,
            saldi=Saldi.uit(saldo.waarden) if saldo else None,
            aannemelijk={"ja": True, "nee": False}.get(oordeel.waarden["aannemelijk"]) if oordeel else None,
        )
    )


def _ontvangst(feit: Any) -> Ontvangst | None:
    if feit is None:
        return None
    return Ontvangst(feit.datum, dt.date.fromisoformat(feit.waarden["ontvangen_op"]))


@guard(
    "G-INZENDING",
    "Vastgestelde begroting met meerjarenraming",
    "Gemeentewet 190 en 191",
    herstel="feit:inzending",
)
def g_inzending(t: Toets) -> str | None:
    """An adopted budget with its multi-year forecast was sent."""
    feit = t.zaak.feiten.feit("inzending", tot=t.datum)
    if feit is None:
        return "Leg vast wanneer de begroting is verzonden en vastgesteld."
    if not feit.waarden["meerjarenraming"]:
        return "De meerjarenraming ontbreekt; leg de inzending vast zodra die er is."
    t.bewijs["G-INZENDING"] = f"verzonden {dag(feit.datum)}"
    return None


def _ontbrekend(t: Toets) -> list[str] | None:
    lijst = t.zaak.feiten.feit("controlelijst", tot=t.datum)
    if lijst is None:
        return None
    return [naam for code, naam in STUKKEN if lijst.waarden[code] == "nee"]


@guard("G-ONVOLLEDIG", "Er ontbreken stukken", "Gemeentewet 190; BBV 7", herstel="feit:controlelijst")
def g_onvolledig(t: Toets) -> str | None:
    """The checklist names what is missing."""
    mist = _ontbrekend(t)
    if not mist:
        return "Leg de controle vast; volgens de laatste controle ontbreekt niets."
    t.bewijs["G-ONVOLLEDIG"] = ", ".join(mist)
    return None


@guard(
    "G-VOLLEDIG", "Volledig genoeg om te beoordelen", "Gemeentewet 190; BBV 7", herstel="feit:controlelijst"
)
def g_volledig(t: Toets) -> str | None:
    """The checklist was filled and misses nothing."""
    mist = _ontbrekend(t)
    if mist is None:
        return "Leg de controle op volledigheid vast."
    if mist:
        return f"Er ontbreekt nog: {', '.join(mist)}."
    t.bewijs["G-VOLLEDIG"] = "niets ontbreekt"
    return None


@guard("G-BRIEF-VERZOEK-AANVULLING", "Verzoek om aanvulling verzonden", "Awb 3:41", herstel="brief:FIN-A")
def g_verzoek_aanvulling(t: Toets) -> str | None:
    """The sending of the request is on record (the sending counts, not the letter)."""
    alle = t.zaak.feiten.feiten_van("brief", tot=t.datum)
    brieven = [feit for feit in alle if feit.waarden["welke"] == "verzoek_aanvulling"]
    if not brieven:
        return "Stel het verzoek om aanvulling op en verstuur het, of leg de verzending vast."
    t.bewijs["G-BRIEF-VERZOEK-AANVULLING"] = f"verzonden {dag(brieven[-1].datum)}"
    return None


@guard(
    "G-SALDO",
    "Structureel saldo en correcties, door een tweede gezien",
    "Gemeentewet 189 lid 2; BBV 19",
    herstel="feit:saldo",
)
def g_saldo(t: Toets) -> str | None:
    """Figures T to T+3 are there, verified, and newer than a repairing amendment."""
    feit = t.zaak.feiten.feit("saldo", tot=t.datum)
    if feit is None:
        wacht = any(f.soort == "saldo" for f in t.zaak.feiten.losse_feiten)
        return (
            "Laat een collega de saldi en correcties verifiëren."
            if wacht
            else "Leg het structureel saldo van T tot en met T+3 vast, met de reële correcties."
        )
    wijziging = t.zaak.feiten.feit("herstelwijziging", tot=t.datum)
    if wijziging is not None and feit.vastgelegd_op <= wijziging.vastgelegd_op:
        return "Er is een herstellende wijziging; leg de nieuwe cijfers vast (de oude blijven bewaard)."
    t.bewijs["G-SALDO"] = f"stand {dag(feit.datum)}"
    return None


g_kengetallen = g_feit("kengetallen", "Kengetallen ingevuld", "BBV 11 lid 2 onder d")
g_wederhoor = g_feit("wederhoor", "Ambtelijk wederhoor afgerond", "Awb 3:2")


@guard("G-OORDEEL", "Oordeel van de toezichthouder", GW203, herstel="feit:oordeel")
def g_oordeel(t: Toets) -> str | None:
    """The officer gave a judgement, on the figures that count now."""
    oordeel, saldo = t.zaak.feiten.feit("oordeel", tot=t.datum), t.zaak.feiten.feit("saldo", tot=t.datum)
    if oordeel is None:
        return "Leg uw oordeel vast, met de motivering."
    if saldo is not None and oordeel.vastgelegd_op < saldo.vastgelegd_op:
        return "De cijfers zijn nieuwer dan uw oordeel. Leg het oordeel opnieuw vast."
    t.bewijs["G-OORDEEL"] = f"{oordeel.waarden['conclusie'].replace('_', ' ')}, {dag(oordeel.datum)}"
    return None


g_oordeel_zwaar = g_feit_waarde(
    "oordeel",
    "conclusie",
    PREVENTIEVE_OORDELEN,
    "Oordeel is preventief of twijfel",
    GW203,
    wat="Bestuurlijk overleg past bij een oordeel preventief of twijfel.",
    code="G-OORDEEL-ZWAAR",
)


@guard(
    "G-HERSTELWIJZIGING",
    "Herstellende wijziging vastgesteld en verzonden",
    "Gemeentewet 192",
    herstel="feit:herstelwijziging",
)
def g_herstelwijziging(t: Toets) -> str | None:
    """A repairing amendment was adopted and sent after the talks began, before 1 January T."""
    feit = t.zaak.feiten.feit("herstelwijziging", tot=t.datum)
    if feit is None or feit.datum < (t.zaak.trede_sinds or feit.datum):
        return "Leg de herstellende begrotingswijziging vast die na het begin van het overleg is verzonden."
    if feit.datum >= t.zaak.begrotingsjaar.begin:
        return "De wijziging is niet vóór 1 januari verzonden en telt voor dit besluit niet meer mee."
    t.bewijs["G-HERSTELWIJZIGING"] = f"verzonden {dag(feit.datum)}"
    return None


@guard(
    "G-TEGENADVIES", "Tegenadvies van de portefeuillehouder", "finance.md 6 (S9)", herstel="feit:tegenadvies"
)
def g_tegenadvies(t: Toets) -> str | None:
    """The portefeuillehouder refused the proposal with a reason, or gave a contrary advice on paper (S9)."""
    if (gevonden := tegenadvies_van(t.zaak, t.datum)) is None:
        return "Er is geen afwijzing of tegenadvies van de portefeuillehouder; leg het voorstel aan hem voor."
    t.bewijs["G-TEGENADVIES"] = dag(gevonden[0])
    return None


def tegenadvies_van(zaak: Any, datum: dt.date) -> tuple[dt.date, str] | None:
    """(day, text) of the contrary advice: the refusal of the last proposal, or the recorded fact; else None."""
    feit = zaak.feiten.feit("tegenadvies", tot=datum)
    besluit = zaak.feiten.laatste_besluit("leg_voor_aan_gs")
    uit = [(feit.datum, feit.waarden["advies"])] if feit else []
    if besluit is not None and besluit.uitkomst == "afgewezen" and besluit.besloten_op <= datum:
        uit.append((besluit.besloten_op, besluit.reden))
    return max(uit) if uit else None


@guard(
    "G-TEGENADVIES-GEWOGEN",
    "Tegenadvies gewogen",
    "Awb 3:46 en 3:50",
    hard=False,
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_tegenadvies_gewogen(t: Toets) -> str | None:
    """Where the portefeuillehouder advises otherwise, the proposal says how GS weigh that."""
    if (gevonden := tegenadvies_van(t.zaak, t.datum)) is None:
        return None
    return (
        f"De portefeuillehouder adviseert anders ({dag(gevonden[0])}): “{gevonden[1]}” "
        "Motiveer hoe GS dit wegen."
    )


# -- the regime --------------------------------------------------------------------------------------


@guard("G-VOOR-1-JANUARI", "Verzonden vóór 1 januari van het begrotingsjaar", "Gemeentewet 203 lid 3 en 4")
def g_voor_1_januari(t: Toets) -> str | None:
    """A decision of article 203 is known before the year begins: sent, not only decided (finance.md 0.2).

    A waterschap has no such day: its letter goes when it is ready.
    """
    jaar = t.zaak.begrotingsjaar
    if not jaar.kent_goedkeuring:
        t.bewijs["G-VOOR-1-JANUARI"] = "geldt niet: de Waterschapswet kent geen artikel 203"
        return None
    if t.datum >= jaar.begin:
        return (
            f"Dit besluit moest vóór {dag(jaar.begin)} zijn verzonden. Voor {jaar.jaar} is geen goedkeuring meer "
            "nodig: het toezicht is van rechtswege repressief. Wat nog kan: intensief volgen."
        )
    laatste = jaar.begin - dt.timedelta(days=1)
    t.bewijs["G-VOOR-1-JANUARI"] = f"laatste dag {dag(laatste)}, {nog_in_dagen((laatste - t.datum).days)}"
    return None


@guard(
    "G-GEEN-WATERSCHAP",
    "Preventief toezicht bestaat voor deze organisatie",
    "Waterschapswet 99 en 101; Wgr 35 lid 6",
)
def g_geen_waterschap(t: Toets) -> str | None:
    """The Waterschapswet knows no approval of the budget: never preventief for a waterschap."""
    if not t.zaak.begrotingsjaar.kent_goedkeuring:
        return (
            "De Waterschapswet kent geen preventief toezicht op de begroting. Gebruik een aanwijzing (98a), "
            "onderzoek (109c) of vernietiging (156)."
        )
    return None


@guard(
    "G-EVENWICHT",
    "In evenwicht, of aannemelijk hersteld",
    "Gemeentewet 189 lid 2; Waterschapswet 99 lid 3",
    hard=False,
)
def g_evenwicht(t: Toets) -> str | None:
    """Repressief fits the answers; GS may deviate with reasons. A waterschap knows nothing else to deviate to."""
    gevonden = toetsing_van(t.zaak, t.datum)
    if not t.zaak.begrotingsjaar.kent_goedkeuring:
        t.bewijs["G-EVENWICHT"] = gevonden.uitleg
        return None
    if gevonden.vraag(2).antwoord is Antwoord.JA or gevonden.vraag(4).antwoord is Antwoord.JA:
        t.bewijs["G-EVENWICHT"] = gevonden.uitleg
        return None
    return f"{gevonden.uitleg} Repressief wijkt daarvan af: motiveer dat in het voorstel."


@guard(
    "G-GEEN-EVENWICHT",
    "Niet in evenwicht en herstel niet aannemelijk",
    "Gemeentewet 203 lid 1",
    herstel="feit:oordeel",
)
def g_geen_evenwicht(t: Toets) -> str | None:
    """Both halves of lid 1; without them GS have no power."""
    gevonden = toetsing_van(t.zaak, t.datum)
    if gevonden.vraag(2).antwoord is not Antwoord.NEE:
        return f"Lid 1 vraagt dat de begroting niet in evenwicht is. {gevonden.vraag(2).uitleg}"
    if gevonden.vraag(4).antwoord is not Antwoord.NEE:
        return f"Lid 1 vraagt ook dat herstel niet aannemelijk is. {gevonden.vraag(4).uitleg}"
    t.bewijs["G-GEEN-EVENWICHT"] = gevonden.vraag(2).uitleg
    return None


@guard(
    "G-TE-LAAT",
    "Begroting of jaarrekening te laat ingezonden",
    "Gemeentewet 203 lid 2",
    herstel="feit:inzending",
)
def g_te_laat(t: Toets) -> str | None:
    """One of the two grounds of lid 2: procedural."""
    gevonden = toetsing_van(t.zaak, t.datum)
    if not gevonden.procedureel:
        return "Begroting en jaarrekening zijn op tijd verzonden; lid 2 is niet van toepassing."
    t.bewijs["G-TE-LAAT"] = "; ".join(gevonden.procedureel)
    return None


@guard("G-COULANCE", "Geen lopende coulance", "Gemeentewet 203 lid 2 (kan-bepaling)", hard=False)
def g_coulance(t: Toets) -> str | None:
    """Lateness that we said to tolerate: acting on it all the same needs a reason."""
    tot = t.zaak.begrotingsjaar.coulance_tot
    if tot is None or t.datum > tot:
        return None
    return f"Er is coulance toegezegd tot en met {dag(tot)}. Motiveer waarom GS nu toch besluiten."


@guard("G-GEEN-REGIME", "Nog geen regime, of van rechtswege na late registratie", "Gemeentewet 203 lid 4")
def g_na_rechtswege(t: Toets) -> str | None:
    """From repressief only what was decided and sent in time and recorded late, after the clock."""
    if not t.zaak.begrotingsjaar.van_rechtswege:
        return (
            f"Over {t.zaak.begrotingsjaar.jaar} is al besloten. Nieuwe cijfers leiden niet tot een nieuw "
            "besluit op grond van artikel 203: leg de herrekening vast en kies zo nodig intensief volgen."
        )
    return None


@guard("G-IN-HET-JAAR", "In de loop van het begrotingsjaar", "Gemeentewet 203 lid 5")
def g_in_het_jaar(t: Toets) -> str | None:
    """The withdrawal is sent within the budget year."""
    jaar = t.zaak.begrotingsjaar
    if jaar.begin <= t.datum < jaar.einde:
        return None
    return f"Intrekken kan in de loop van {jaar.jaar}: verzend het besluit in dat jaar."


g_herstelplan = g_feit("herstelplan", "Begroting of herstelplan overtuigt", "Gemeentewet 203 lid 5")


@guard(
    "G-NOOT-LID2",
    "Juridische noot bij intrekken van lid 2",
    "Gemeentewet 203 lid 5 noemt alleen lid 1",
    herstel="feit:juridische_noot",
)
def g_noot_lid2(t: Toets) -> str | None:
    """Lid 5 names only lid 1: withdrawing a decision of lid 2 rests on a note of a jurist."""
    if t.zaak.stand != S.PREVENTIEF_LID2:
        return None
    feit = t.zaak.feiten.feit("juridische_noot", tot=t.datum)
    if feit is None:
        return (
            "Artikel 203 lid 5 noemt alleen lid 1. Laat een jurist vastleggen op welke grond intrekken kan."
        )
    t.bewijs["G-NOOT-LID2"] = dag(feit.datum)
    return None


def historisch(zaak: Any) -> bool:
    """Whether the year had begun when the dossier was opened: then nobody here knows what was sent before it."""
    return bool(zaak.geopend_op >= zaak.begrotingsjaar.begin)


def g_bekend(regime: str) -> Guard:
    """Guard: a year that ran already is taken over with the regime that a verified fact names."""

    @guard("G-BEKEND", "Bekend regime, door een tweede gezien", GW203, herstel="feit:bekend_regime")
    def g(t: Toets) -> str | None:
        """A verified fact names this regime, and the year had begun when the dossier was opened."""
        feit, jaar = t.zaak.feiten.feit("bekend_regime", tot=t.datum), t.zaak.begrotingsjaar
        if not historisch(t.zaak):
            return f"Dit dossier is vóór {dag(jaar.begin)} geopend: het regime volgt uit het besluit van GS."
        if feit is None or feit.waarden["regime"] != regime:
            return "Leg het regime van dit jaar vast met de brief, en laat een collega het verifiëren."
        if regime != "repressief" and feit.datum >= jaar.begin:
            return f"Een besluit op grond van artikel 203 is vóór {dag(jaar.begin)} verzonden. Controleer de dag."
        t.bewijs["G-BEKEND"] = f"{feit.waarden['kenmerk']}, verzonden {dag(feit.datum)}"
        return None

    return g


@guard("G-1-JANUARI", "1 januari van het begrotingsjaar bereikt", "Gemeentewet 203 lid 4")
def g_begin_bereikt(t: Toets) -> str | None:
    """The clock acts on 1 January T and not before."""
    jaar = t.zaak.begrotingsjaar
    return None if t.datum >= jaar.begin else f"Dit gebeurt van rechtswege op {dag(jaar.begin)}."


@guard("G-JAAR-VOORBIJ", "Begrotingsjaar voorbij", "Gemeentewet 203 lid 1 (eerstvolgende begrotingsjaar)")
def g_jaar_voorbij(t: Toets) -> str | None:
    """The regime ends by itself on 1 January T+1."""
    einde = t.zaak.begrotingsjaar.einde
    return None if t.datum >= einde else f"Het regime loopt tot en met {dag(einde - dt.timedelta(days=1))}."
