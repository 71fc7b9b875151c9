"""A budget year in any state, with the facts its steps ask, by the services."""

import datetime as dt

from interventieladder.financieel.kalender import jaarkalender
from interventieladder.ladders import machine_op
from interventieladder.models import Begrotingsjaar, Besluit, Dossier, Verzending, Voorstel
from interventieladder.selectors.begrotingsjaren import regime_op
from interventieladder.services import begrotingsjaren
from interventieladder.services.begrotingsjaren import _maak, open_begrotingsjaar
from interventieladder.standen.begrotingsregime import MET_REGIME, PLAN, STUKKEN, VOOR_REGIME
from tests.interventieladder import dienst
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import dag, feit, op
from toezicht.core import clock

JAAR = 2027
VERZONDEN = "2026-11-10"


def in_stand(stand, *, jaar=JAAR, soort="gemeente", mensen=None, **overheid):
    """A budget year put straight in `stand`, as the opening would have made it; no regime yet."""
    b = op(
        "begrotingsregime",
        stand,
        mensen=mensen,
        onderdeel=str(jaar),
        orgaan={"gemeente": "raad", "waterschap": "ab"}.get(soort, "gr_bestuur"),
        overheid=maak_gemeente(soort=soort, **overheid),
    )
    _maak(b.dossier, b.dossier.overheid, jaarkalender(jaar, soort), b.mensen.opsteller)
    return b


def geopend(*, jaar=JAAR, soort="gemeente", mensen=None, **overheid):
    """A budget year opened by the service, waiting for the budget."""
    mensen = mensen or maak_mensen()
    gemeente = maak_gemeente(soort=soort, **overheid)
    gevonden = open_begrotingsjaar(overheid_id=gemeente.pk, jaar=jaar, door=mensen.opsteller)
    dossier = gevonden.dossier
    dossier.tweede_lezer = mensen.lezer
    Dossier.objects.filter(pk=dossier.pk).update(tweede_lezer=mensen.lezer)
    return Bouw(dossier, mensen, dossier.stappen.get(tot__isnull=True))


def jaar_van(b):
    """The budget year as the database has it."""
    return Begrotingsjaar.objects.get(dossier_id=b.dossier.pk)


def zend_in(b, verzonden=VERZONDEN, ontvangen="", vastgesteld="", **anders):
    """The budget was sent; received the same day and adopted five days before unless told."""
    verzonden = dag(verzonden)
    return feit(
        b,
        "inzending",
        verzonden,
        **{
            "ontvangen_op": ontvangen or verzonden,
            "raadsbesluit_op": vastgesteld or verzonden - dt.timedelta(days=5),
            "kanaal": "portaal",
            "bewijs": f"portaal, regel van {verzonden}",
            "meerjarenraming": True,
            **anders,
        },
    )


def rekening_in(b, verzonden="2026-07-06"):
    """The accounts of T-2 were sent."""
    return feit(b, "jaarrekening", dag(verzonden), ontvangen_op=verzonden, vastgesteld_op=verzonden)


def controle(b, *mist):
    """The checklist: everything there, except what is named."""
    return feit(b, "controlelijst", **{code: "nee" if code in mist else "ja" for code, _ in STUKKEN})


def saldo(b, *bedragen, correcties=(0, 0, 0, 0), bron="raad", **anders):
    """Structural balance T to T+3 in euros, with corrections; a second person verifies."""
    waarden = {"bron": bron, "correctiereden": "Taakstelling niet ingevuld." if any(correcties) else ""}
    for plek, naam in enumerate(("t", "t1", "t2", "t3")):
        waarden[f"saldo_{naam}"] = bedragen[plek]
        waarden[f"correctie_{naam}"] = correcties[plek]
    return feit(b, "saldo", **waarden, **anders)


def oordeel(b, conclusie="repressief", aannemelijk="nvt"):
    """The judgement of the officer."""
    return feit(
        b, "oordeel", conclusie=conclusie, aannemelijk=aannemelijk, motivering="Zie beoordelingsformulier."
    )


def beoordeeld(b, *bedragen, conclusie="repressief", aannemelijk="nvt", **anders):
    """Figures, kengetallen and judgement: what the concept asks."""
    saldo(b, *(bedragen or (120_000, 80_000, 40_000, 10_000)), **anders)
    feit(b, "kengetallen", schuldquote="82.5", solvabiliteit="31.0", exploitatieruimte="0.4")
    oordeel(b, conclusie, aannemelijk)


def wederhoor(b):
    """The facts were put to the organisation."""
    return feit(b, "wederhoor", aangeboden_op=clock.vandaag(), uitkomst="akkoord")


def brief(b, soort):
    """A letter beside the decisions went out today."""
    return feit(b, "brief", welke=soort, kanaal="email", bewijs="verzendbericht")


def besloten(b, stap, **anders):
    """A proposal for this step, decided by its level; the letter is ready, nothing was sent."""
    b.dossier = b.vers()
    b.regels = next(o for o in machine_op(PLAN.code).vanuit(b.dossier.stand) if o.stap == stap)
    voorstel = dienst.ter_besluit(b, stap, **anders)
    dienst.besluit(b, voorstel)
    return Voorstel.objects.get(pk=voorstel.pk)


def verstuur(b, voorstel, datum=None, door=None):
    """Send the letters of an approved proposal: that takes the step."""
    dienst.verstuur(b, voorstel.pk, datum)
    b.dossier = b.vers()
    return b.dossier.stand


def hele_stap(b, stap, datum=None, **anders):
    """Proposal, decision and sending of a step that the sending takes."""
    return verstuur(b, besloten(b, stap, **anders), datum)


def regels_gelden(dossier, vandaag):
    """What always holds (finance.md 7): preventief was sent before T, never for a waterschap, and so on."""
    jaar = Begrotingsjaar.objects.get(dossier=dossier)
    regime = {
        "repressief": "repressief",
        "preventief_lid1": "preventief",
        "preventief_lid2": "preventief",
        "ingetrokken": "repressief",
    }
    if dossier.stand in regime:
        assert jaar.juridisch_regime == regime[dossier.stand]
        assert jaar.vastgelegd_op is not None
    if dossier.stand in VOOR_REGIME:
        assert not jaar.juridisch_regime
        assert vandaag < jaar.begin
    if dossier.stand in MET_REGIME:
        assert vandaag < jaar.einde
    if jaar.regimegrond in ("lid1", "lid2"):
        assert jaar.besloten_op <= jaar.verzonden_op < jaar.begin
        brieven = Verzending.objects.filter(brief__dossier=dossier, brief__soort__in=("FIN-L4", "FIN-L5"))
        assert min(v.verzonden_op for v in brieven) == jaar.verzonden_op
        besluit = Besluit.objects.get(
            voorstel__dossier=dossier,
            voorstel__stap__startswith="stel_preventief",
            verbruikt_op__isnull=False,
        )
        assert besluit.niveau == "gs"
    if jaar.ingetrokken_op:
        assert jaar.begin <= jaar.ingetrokken_op < jaar.einde
    assert jaar.kalender == jaarkalender(jaar.jaar, jaar.soort_overheid)
    op_1_januari = regime_op(jaar, jaar.begin)
    assert op_1_januari.juridisch_regime in ("repressief", "preventief")
    assert regime_op(jaar, jaar.einde).verlopen


coulance = begrotingsjaren.zeg_coulance_toe
