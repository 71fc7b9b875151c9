"""The first text of the heavy letters: voornemen, kennisgeving and the end of a rung (ladder.md 1.13)."""

from typing import TYPE_CHECKING, Any

from interventieladder.brieven import taal
from interventieladder.brieven.geschiedenis import geschiedenis
from interventieladder.brieven.waarden import kostendrager
from interventieladder.guards.spoed import BESLUITEN_T5
from interventieladder.models.feiten import BeoordelingSoort
from interventieladder.selectors.werkwoorden import staptitel
from interventieladder.treden import Orgaan, Stand
from toezicht.core import clock
from toezicht.core.woorden import klein

if TYPE_CHECKING:
    from interventieladder.models import Dossier, Voorstel

Waarden = dict[str, Any]
AFSCHALEN = tuple(f"schaal_af_naar_{trede}" for trede in (Stand.T1, Stand.T2, Stand.T3A, Stand.T3B, Stand.T4))
VOORNEMEN = ("Voornemen tot indeplaatsstelling", "zijn voornemens om {voorzien}.")
BESLUIT = ("Besluit tot indeplaatsstelling", "hebben besloten om {voorzien}{wanneer}")
BESLUIT_INGETROKKEN = (
    "Intrekking van het besluit tot indeplaatsstelling",
    "trekken het besluit in om {voorzien}.",
)
MEDEDELING: dict[str, tuple[str, str]] = {
    **dict.fromkeys(BESLUITEN_T5, BESLUIT),
    "zie_af": ("Afzien van indeplaatsstelling", "zien af van het besluit om {voorzien}."),
    "trek_voornemen_in": (
        "Intrekking van het voornemen tot indeplaatsstelling",
        "trekken het voornemen in om {voorzien}.",
    ),
    **dict.fromkeys(("trek_besluit_in", *AFSCHALEN), BESLUIT_INGETROKKEN),
}
"""By the step that asks the notice: its title, and what Gedeputeerde Staten do (Gw 124 lid 4)."""
_VASTSTELLING = (
    BeoordelingSoort.VALIDATIE,
    BeoordelingSoort.EINDBEOORDELING,
    BeoordelingSoort.FEITENCHECK,
    BeoordelingSoort.TOETS_124D,
)


def voornemen(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
    """L7: every block that Gemeentewet 124 and a careful hearing ask; no remedy, for it is no decision."""
    feiten, peildatum = _feiten(dossier)
    return {
        "feiten": feiten,
        "peildatum": peildatum,
        "eerdere_stappen": geschiedenis(dossier),
        "beoordeling": f"Uit deze feiten leiden wij af dat {taal.gebrek_zin(dossier)}.",
        "lichter_middel": voorstel.lichter_middel if voorstel else "",
        "beleidsvrijheid": voorstel.beleidsruimte if voorstel else "",
        "verwachting": (
            f"Wij verwachten dat {taal.gevorderde_gedaan(dossier)}, en dat u ons dat met stukken laat zien."
        ),
        **_kader(dossier),
        **_vervolg_van_voornemen(dossier),
    }


def _kader(dossier: "Dossier") -> Waarden:
    taak = dossier.beleid.taak(dossier.taak)
    orgaan, wie = str(Orgaan(dossier.orgaan).label), kostendrager(dossier)
    return {
        "voornemen": (
            f"Wij zijn voornemens om op grond van {taal.grondslag_indeplaatsstelling(dossier)} namens {orgaan} en "
            f"ten laste van {wie} te voorzien in {taal.gevorderde(dossier)}: {klein(taak.naam)}. "
            "In deze brief leest u waarom, wat u nog kunt doen en hoe u kunt reageren."
        ),
        "wettelijke_taak": (
            f"De taak {taal.taak_geciteerd(dossier)} volgt uit {taal.taakgrondslag(dossier)}. "
            f"De wet draagt deze taak op aan {orgaan}."
        ),
    }


def _vervolg_van_voornemen(dossier: "Dossier") -> Waarden:
    contact = dossier.beleid.contact
    return {
        "zienswijze": (
            f"Schriftelijk kan dat per e-mail aan {contact.email} of per post aan Gedeputeerde Staten, "
            f"{contact.postadres}, onder vermelding van ons kenmerk. Wilt u liever mondeling reageren, dan maakt u "
            f"een afspraak met {dossier.behandelaar.naam}, telefoon {contact.telefoon}. Van een gesprek maken wij "
            "een verslag, dat u vóór vaststelling van ons ontvangt."
        ),
        "vervolg": (
            "Is op de genoemde datum aan de verwachting voldaan, dan zien wij af van het besluit en laten wij u "
            "dat weten. Is dat niet zo, dan kunnen wij besluiten tot indeplaatsstelling. In dat besluit noemen wij een "
            "termijn waarin u de taak alsnog zelf kunt uitvoeren; pas daarna voorzien wij er in uw plaats in."
        ),
        "kosten": (
            "Voeren wij de taak in uw plaats uit, dan komen de kosten daarvan ten laste van "
            f"{kostendrager(dossier)}."
        ),
        "publicatie": _publicatie(dossier),
    }


def _publicatie(dossier: "Dossier") -> str:
    if dossier.overheid.is_gr:
        aan = "aan de raden van alle deelnemende gemeenten"
    elif dossier.overheid.soort == "waterschap":
        aan = "aan het algemeen bestuur" if dossier.orgaan != Orgaan.AB else "aan het dagelijks bestuur"
    else:
        aan = "aan het college" if dossier.orgaan == Orgaan.RAAD else "aan de gemeenteraad"
    afschrift = f"Een afschrift van deze brief sturen wij {aan}."
    if dossier.regime.kennisgeving("L7") is None:
        return afschrift
    grond = ", zoals de wet voorschrijft" if taal.geldt_124_lid_4(dossier) else ""
    return f"Van dit voornemen doen wij mededeling in het provinciaal blad{grond}. {afschrift}"


def _feiten(dossier: "Dossier") -> tuple[str, str]:
    oordelen = [b for b in dossier.feiten.beoordelingen if b.soort in _VASTSTELLING]
    if not oordelen:
        return dossier.omschrijving, clock.vandaag().isoformat()
    teksten = [dossier.omschrijving, *(f"{taal.dag(b.datum)}: {b.toelichting}" for b in oordelen)]
    return "\n\n".join(teksten), oordelen[-1].datum.isoformat()


def soort_mededeling(voorstel: "Voorstel | None", dossier: "Dossier | None" = None) -> str:
    """What kind of notice the step asks; beside the general ladder the title of the step itself."""
    if dossier is not None and not dossier.generiek:
        return staptitel(voorstel) if voorstel else "Besluit van Gedeputeerde Staten"
    return _mededeling(voorstel)[0]


def _mededeling(voorstel: "Voorstel | None") -> tuple[str, str]:
    """A notice added to a step that asks none is about the voornemen: that is where notices begin."""
    return MEDEDELING.get(voorstel.stap if voorstel else "", VOORNEMEN)


def kennisgeving(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
    """L9: kind, organisation, duty, and where the papers can be read."""
    if not dossier.generiek:
        return _kennisgeving_van(dossier, voorstel)
    wie = taal.organisatie(dossier.overheid)
    soort, zin = _mededeling(voorstel)
    orgaan = str(Orgaan(dossier.orgaan).label)
    voorzien = (
        f"namens {orgaan} en ten laste van {kostendrager(dossier)} te voorzien in {taal.gevorderde(dossier)}"
    )
    inhoud = f"Gedeputeerde Staten {zin.format(voorzien=voorzien, wanneer=_wanneer(orgaan, voorstel))}"
    return {
        "soort": soort,
        "organisatie": taal.hoofdletter(wie.removeprefix("de ")),
        "taak": f"{dossier.beleid.taak(dossier.taak).naam} ({taal.taakgrondslag(dossier)})",
        "inhoud": f"{inhoud} De grondslag is {taal.grondslag_indeplaatsstelling(dossier)}.",
        "inzage": _inzage(dossier),
    }


def _wanneer(orgaan: str, voorstel: "Voorstel | None") -> str:
    """Whether the organ still has time to act itself (Gw 124 lid 2)."""
    if voorstel is not None and voorstel.termijn_weken is None:
        return ". Vanwege de spoed geldt daarvoor geen termijn."
    return f", als {orgaan} dit niet binnen de gestelde termijn zelf doet."


def _inzage(dossier: "Dossier") -> str:
    contact = dossier.beleid.contact
    return (
        f"De stukken zijn te lezen op {contact.website} en, na afspraak, in het {contact.bezoekadres}. Een "
        f"afspraak maakt u via {contact.email} of telefoon {contact.telefoon}."
    )


def _kennisgeving_van(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
    """L9 on a ladder beside the general one: what was decided, in the words of the proposal."""
    return {
        "soort": soort_mededeling(voorstel, dossier),
        "organisatie": taal.hoofdletter(taal.organisatie(dossier.overheid).removeprefix("de ")),
        "taak": f"{dossier.taaknaam} ({dossier.taakgrondslag})",
        "inhoud": f"{dossier.titel}. {voorstel.gevraagd if voorstel else ''}".strip(),
        "inzage": _inzage(dossier),
    }


def onderwerp_beeindiging(taak: str, voorstel: "Voorstel | None") -> str:
    """The subject of L10, by step."""
    stap = voorstel.stap if voorstel else ""
    if stap == "zie_af":
        return f"Afzien van indeplaatsstelling: {taak}"
    if stap.startswith("trek_"):
        wat = "voornemen" if stap == "trek_voornemen_in" else "besluit"
        return f"Intrekking van het {wat} tot indeplaatsstelling: {taak}"
    return f"{'Lagere trede' if stap.startswith('schaal_af') else 'Afronding'} toezicht op {taak}"


def beeindiging(dossier: "Dossier", voorstel: "Voorstel | None") -> Waarden:
    """L10: which facts show compliance, what is decided, where it stands after, and the check later."""
    oordelen = [b for b in dossier.feiten.beoordelingen if b.soort in _VASTSTELLING]
    stap = voorstel.stap if voorstel else ""
    return {
        "vastgesteld_op": (oordelen[-1].datum if oordelen else clock.vandaag()).isoformat(),
        "feiten": oordelen[-1].toelichting if oordelen else "",
        "besluit": _besluit(dossier, stap),
        "trede": _trede_na(dossier, stap),
        "nazorg": _nazorg(voorstel),
    }


def _besluit(dossier: "Dossier", stap: str) -> str:
    if stap == "zie_af":
        return "Wij zien af van het besluit tot indeplaatsstelling waarvan wij het voornemen aan u bekendmaakten."
    if stap == "trek_voornemen_in":
        return "Wij trekken ons voornemen tot indeplaatsstelling in."
    if stap == "trek_besluit_in" or (stap.startswith("schaal_af") and dossier.trede == Stand.T5):
        return (
            f"Wij trekken ons besluit tot indeplaatsstelling in op grond van {taal.grondslag_intrekking(dossier)}. "
            "Voldoende aannemelijk is dat u zonder voorbehoud voorziet in wat de wet vraagt."
        )
    if stap.startswith("schaal_af"):
        return "Wij zetten het voornemen tot indeplaatsstelling niet voort en schalen het toezicht af."
    return "Wij ronden het toezicht op dit punt af en sluiten het dossier."


def _trede_na(dossier: "Dossier", stap: str) -> str:
    uw = taal.hoofdletter(taal.uw_organisatie(dossier.overheid))
    if stap.startswith("schaal_af_naar_"):
        trede = dossier.beleid.treden[stap.removeprefix("schaal_af_naar_")]
        return (
            f"{uw} staat hiermee op trede {trede.volledig} van de interventieladder ({dossier.beleid.naam})."
        )
    return (
        f"{uw} valt voor deze taak weer onder het reguliere toezicht (trede T0 van de interventieladder, "
        f"{dossier.beleid.naam})."
    )


def _nazorg(voorstel: "Voorstel | None") -> str:
    if voorstel and voorstel.nazorg_op:
        return f"Omstreeks {taal.dag(voorstel.nazorg_op)} gaan wij na of de taak goed wordt uitgevoerd."
    return "Een aparte nazorgcontrole is niet nodig: wij volgen deze taak in het reguliere toezicht."
