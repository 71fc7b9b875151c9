"""The regime per budget year as a machine (finance.md 1.5, table A)."""

from functools import partial

from interventieladder.guards import begrotingsregime as g
from interventieladder.guards import nieuwe_gemeente as nieuw
from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering, g_prop
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.begrotingsregime import MET_REGIME, PLAN, PREVENTIEF, VOOR_REGIME, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
bij_verzending = partial(overgang, "stand", recht=rollen.VERZEND)
"""Steps that sending the letter takes: whoever registers the sending."""
geen_bezwaar = partial(
    bij_verzending,
    rij="24",
    titel="Geen bezwaar tegen uitgaven van een nieuwe gemeente",
    niveau=N.GS_OF_GEMACHTIGDE,
    grondslag=nieuw.ARHI47,
    documenten=["FIN-47"],
    guards=[
        nieuw.g_nieuwe_gemeente,
        nieuw.g_nog_geen_begroting,
        g_motivering,
        g_documenten("FIN-47"),
        g_akkoord(N.GS_OF_GEMACHTIGDE),
    ],
)
"""It leaves the regime as it is, in whatever state that began."""
OORDEEL = (g.g_saldo, g.g_kengetallen, g.g_oordeel)


@dossierklasse(PLAN.code)
class BegrotingsregimeDossier(Dossier):
    """One budget year of one organisation under financial supervision."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @stap(
        rij="1",
        van=[S.WACHT],
        naar=S.ONTVANGEN,
        titel="Begroting ontvangen",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 190 en 191; Wgr 34; Waterschapswet 101",
        documenten=["FIN-O"],
        termijnen=["rappel_begroting"],
        guards=[g.g_inzending],
    )
    def ontvang_begroting(self) -> None: ...

    @stap(
        rij="2",
        van=[S.ONTVANGEN],
        naar=S.ONVOLLEDIG,
        titel="Onvolledig: aanvulling gevraagd",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 190; BBV 7",
        documenten=["FIN-A"],
        guards=[g.g_onvolledig, g.g_verzoek_aanvulling],
    )
    def vraag_aanvulling(self) -> None: ...

    @stap(
        rij="3",
        van=[S.ONVOLLEDIG],
        naar=S.ONTVANGEN,
        titel="Aanvulling ontvangen",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 190; BBV 7",
        guards=[g.g_volledig],
    )
    def ontvang_aanvulling(self) -> None: ...

    @stap(
        rij="4",
        van=[S.ONTVANGEN],
        naar=S.IN_BEOORDELING,
        titel="In beoordeling nemen",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 203",
        guards=[g.g_volledig],
    )
    def neem_in_beoordeling(self) -> None: ...

    @stap(
        rij="5",
        van=[S.IN_BEOORDELING],
        naar=S.CONCEPT,
        titel="Conceptoordeel opmaken",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 189 lid 2 en 203; Waterschapswet 99 lid 3",
        documenten=["FIN-B"],
        guards=[*OORDEEL],
    )
    def maak_concept(self) -> None: ...

    @bij_verzending(
        rij="6",
        van=[S.CONCEPT],
        naar=S.BESTUURLIJK,
        titel="Naar bestuurlijk overleg",
        niveau=N.COORDINATOR,
        grondslag="finance.md 1.5",
        documenten=["FIN-L3"],
        guards=[
            g.g_oordeel_zwaar,
            g_motivering,
            g_documenten("FIN-L3"),
            g_akkoord(N.COORDINATOR),
        ],
    )
    def naar_bestuurlijk_overleg(self) -> None: ...

    @stap(
        rij="7",
        van=[S.BESTUURLIJK],
        naar=S.IN_BEOORDELING,
        titel="Herstellende wijziging ontvangen",
        niveau=N.ORGANISATIE,
        grondslag="Gemeentewet 192",
        guards=[g.g_herstelwijziging],
    )
    def ontvang_herstelwijziging(self) -> None: ...

    @stap(
        rij="8",
        van=[S.CONCEPT, S.BESTUURLIJK],
        naar=S.VOORSTEL_GS,
        titel="Voorleggen aan GS",
        niveau=N.GEDEPUTEERDE,
        grondslag="Provinciewet 158",
        documenten=["FIN-GS"],
        guards=[
            *OORDEEL,
            g.g_wederhoor,
            g_motivering,
            g_documenten("FIN-GS"),
            g_akkoord(N.GEDEPUTEERDE),
        ],
    )
    def leg_voor_aan_gs(self) -> None: ...

    @stap(
        rij="9",
        van=[S.CONCEPT, S.BESTUURLIJK],
        naar=S.VOORSTEL_GS,
        titel="Voorleggen aan GS met tegenadvies",
        niveau=N.COORDINATOR,
        grondslag="Gemeentewet 203 (GS besluiten)",
        documenten=["FIN-GS"],
        guards=[
            *OORDEEL,
            g.g_wederhoor,
            g.g_tegenadvies,
            g_motivering,
            g_documenten("FIN-GS"),
            g_akkoord(N.COORDINATOR),
        ],
    )
    def leg_voor_met_tegenadvies(self) -> None: ...

    @stap(
        rij="10",
        van=[S.WACHT, S.ONTVANGEN, S.ONVOLLEDIG, S.IN_BEOORDELING],
        naar=S.VOORSTEL_GS,
        titel="Te laat: voorleggen aan GS",
        niveau=N.GEDEPUTEERDE,
        grondslag="Gemeentewet 203 lid 2",
        documenten=["FIN-GS"],
        guards=[
            g.g_geen_waterschap,
            g.g_te_laat,
            g.g_coulance,
            g_motivering,
            g_documenten("FIN-GS"),
            g_akkoord(N.GEDEPUTEERDE),
        ],
    )
    def leg_te_laat_voor(self) -> None: ...

    @bij_verzending(
        rij="15",
        van=[S.REPRESSIEF],
        naar=S.REPRESSIEF,
        titel="Toezichtbrief alsnog verzenden",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 203 lid 4",
        documenten=["FIN-L2"],
        guards=[
            g.g_na_rechtswege,
            g_motivering,
            g_documenten("FIN-L2"),
            g_akkoord(N.GS_OF_GEMACHTIGDE),
        ],
    )
    @bij_verzending(
        rij="11",
        van=[S.VOORSTEL_GS],
        naar=S.REPRESSIEF,
        titel="Repressief toezicht",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 203; Waterschapswet 99 lid 3",
        documenten=["FIN-L2"],
        termijnen=["besluit_203"],
        guards=[
            *OORDEEL,
            g.g_evenwicht,
            g.g_voor_1_januari,
            g_motivering,
            g.g_tegenadvies_gewogen,
            g_documenten("FIN-L2"),
            g_akkoord(N.GS_OF_GEMACHTIGDE),
        ],
    )
    def stel_repressief_vast(self) -> None: ...

    @bij_verzending(
        rij="16",
        van=[S.REPRESSIEF],
        naar=S.PREVENTIEF_LID1,
        titel="Preventief lid 1: vóór 1 januari verzonden, later geregistreerd",
        niveau=N.GS,
        grondslag="Gemeentewet 203 lid 1 en 3",
        documenten=["FIN-L4"],
        guards=[g.g_na_rechtswege, g.g_geen_waterschap, g.g_voor_1_januari, g_motivering, g_akkoord(N.GS)],
    )
    @bij_verzending(
        rij="12",
        van=[S.VOORSTEL_GS],
        naar=S.PREVENTIEF_LID1,
        titel="Preventief toezicht: geen evenwicht",
        niveau=N.GS,
        grondslag="Gemeentewet 203 lid 1",
        documenten=["FIN-L4"],
        termijnen=["besluit_203", "publicatie_205", "minister_205"],
        guards=[
            g.g_geen_waterschap,
            *OORDEEL,
            g.g_geen_evenwicht,
            g.g_voor_1_januari,
            g_motivering,
            g_prop,
            g.g_tegenadvies_gewogen,
            g_documenten("FIN-L4"),
            g_jurist,
            g_akkoord(N.GS),
        ],
    )
    def stel_preventief_lid1_vast(self) -> None: ...

    @bij_verzending(
        rij="17",
        van=[S.REPRESSIEF],
        naar=S.PREVENTIEF_LID2,
        titel="Preventief lid 2: vóór 1 januari verzonden, later geregistreerd",
        niveau=N.GS,
        grondslag="Gemeentewet 203 lid 2 en 3",
        documenten=["FIN-L5"],
        guards=[g.g_na_rechtswege, g.g_geen_waterschap, g.g_voor_1_januari, g_motivering, g_akkoord(N.GS)],
    )
    @bij_verzending(
        rij="13",
        van=[S.VOORSTEL_GS],
        naar=S.PREVENTIEF_LID2,
        titel="Preventief toezicht: te laat ingezonden (procedureel)",
        niveau=N.GS,
        grondslag="Gemeentewet 203 lid 2",
        documenten=["FIN-L5"],
        termijnen=["besluit_203", "publicatie_205", "minister_205"],
        guards=[
            g.g_geen_waterschap,
            g.g_te_laat,
            g.g_coulance,
            g.g_voor_1_januari,
            g_motivering,
            g_prop,
            g.g_tegenadvies_gewogen,
            g_documenten("FIN-L5"),
            g_jurist,
            g_akkoord(N.GS),
        ],
    )
    def stel_preventief_lid2_vast(self) -> None: ...

    @stap(
        rij="20",
        van=[S.VOORSTEL_GS],
        naar=S.ONTVANGEN,
        titel="Van de agenda nemen",
        niveau=N.COORDINATOR,
        grondslag="finance.md 1.5",
        documenten=["notitie"],
        guards=[g.g_inzending, g_motivering, g_documenten("notitie"), g_akkoord(N.COORDINATOR)],
    )
    def neem_van_agenda(self) -> None: ...

    @stap(
        rij="21",
        van=[S.WACHT],
        naar=S.REPRESSIEF,
        titel="Lopend jaar overnemen: repressief",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 203",
        guards=[g.g_bekend("repressief")],
    )
    def neem_repressief_over(self) -> None: ...

    @stap(
        rij="22",
        van=[S.WACHT],
        naar=S.PREVENTIEF_LID1,
        titel="Lopend jaar overnemen: preventief lid 1",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 203 lid 1",
        guards=[g.g_geen_waterschap, g.g_bekend("preventief_lid1")],
    )
    def neem_lid1_over(self) -> None: ...

    @stap(
        rij="23",
        van=[S.WACHT],
        naar=S.PREVENTIEF_LID2,
        titel="Lopend jaar overnemen: preventief lid 2",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 203 lid 2",
        guards=[g.g_geen_waterschap, g.g_bekend("preventief_lid2")],
    )
    def neem_lid2_over(self) -> None: ...

    @overgang(
        "stand",
        rij="14",
        van=list(VOOR_REGIME),
        naar=S.REPRESSIEF,
        titel="Van rechtswege repressief",
        niveau=N.RECHTSWEGE,
        grondslag="Gemeentewet 203 lid 4",
        recht=alleen_de_klok,
        termijnen=["besluit_203"],
        guards=[g.g_geen_waterschap, g.g_begin_bereikt],
    )
    def repressief_van_rechtswege(self) -> None: ...

    @bij_verzending(
        rij="18",
        van=list(PREVENTIEF),
        naar=S.INGETROKKEN,
        titel="Preventief toezicht intrekken",
        niveau=N.GS,
        grondslag="Gemeentewet 203 lid 5",
        documenten=["FIN-L14"],
        guards=[
            g.g_herstelplan,
            g.g_noot_lid2,
            g_motivering,
            g_documenten("FIN-L14"),
            g_jurist,
            g_akkoord(N.GS),
            g.g_in_het_jaar,
        ],
    )
    def trek_preventief_in(self) -> None: ...

    @geen_bezwaar(van=[S.REPRESSIEF], naar=S.REPRESSIEF)
    @geen_bezwaar(van=[S.PREVENTIEF_LID2], naar=S.PREVENTIEF_LID2)
    def laat_uitgaven_toe(self) -> None: ...

    @overgang(
        "stand",
        rij="19",
        van=list(MET_REGIME),
        naar=S.VERLOPEN,
        titel="Begrotingsjaar verlopen",
        niveau=N.RECHTSWEGE,
        grondslag="Gemeentewet 203 (eerstvolgende begrotingsjaar)",
        recht=alleen_de_klok,
        guards=[g.g_jaar_voorbij],
    )
    def jaar_verloopt(self) -> None: ...
