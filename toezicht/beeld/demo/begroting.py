"""Budget years 2026 and 2027: most are on their way, one towards preventief, one that sent nothing (finance.md 1.5)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from interventieladder.services import besluiten
from interventieladder.services.begrotingsjaren import open_begrotingsjaar, zeg_coulance_toe, zet_intensiteit
from interventieladder.services.besluiten import GSBesluit
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from interventieladder.services.regimebewaking import rappelleer
from interventieladder.services.voorstellen import Voorsteltekst
from interventieladder.standen.begrotingsregime import STUKKEN
from toezicht.beeld.demo.toneel import Zaak, op
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

JAAR = 2027
TOTAAL = ("GM9901", "GM9903", "GM9904", "GM9906", "GM9908", "GM9909", "GM9910", "GM9911", "GM9912", "GM9914")
VORIG_JAAR = (("GM9901", "repressief"), ("GM9904", "preventief_lid1"), ("GM9906", "repressief"))
OP_DE_AGENDA = Voorsteltekst(
    gevraagd="Het voorstel over de begroting aan GS voorleggen.",
    waarom_nu="De beoordeling en het ambtelijk wederhoor zijn afgerond.",
    lichter_middel="Intensief volgen gaf vorig jaar geen herstel.",
    gevolg_ja="Het voorstel komt op de agenda van GS.",
    gevolg_nee="Zonder brief vóór 1 januari is het toezicht van rechtswege repressief.",
)


class Begroting(Zaak):
    """One budget year on the stage."""

    @classmethod
    def open_jaar(cls, code: str, jaar: int, mensen: dict[str, User]) -> "Begroting":
        """Open it for the organisation with this code, with a second reader."""
        overheid = Overheid.objects.get(code=code, geldig_tot__isnull=True)
        geopend = open_begrotingsjaar(overheid_id=overheid.pk, jaar=jaar, door=mensen["pieter"])
        return cls(geopend.dossier_id, mensen["pieter"], mensen)

    def feit(self, soort: str, datum: dt.date | None = None, **waarden: Any) -> None:
        """Record a fact of today; a colleague verifies where its kind asks that."""
        vast = leg_feit_vast(
            dossier_id=self.dossier_id,
            soort=soort,
            datum=datum or clock.vandaag(),
            waarden=waarden,
            door=self.door,
        )
        regels = vast.dossier.plan.feitsoort(soort)
        if regels is not None and regels.vier_ogen:
            verifieer_feit(feit_id=vast.pk, door=self.mensen["rik"])

    def ontvang(self, verzonden: dt.date) -> None:
        """The budget came in today, adopted a week before it was sent."""
        self.feit(
            "inzending",
            verzonden,
            ontvangen_op=clock.vandaag(),
            raadsbesluit_op=verzonden - dt.timedelta(days=7),
            kanaal="portaal",
            bewijs=f"portaal, ontvangst van {verzonden:%d-%m-%Y}",
            meerjarenraming=True,
        )
        self.zet("ontvang_begroting")

    def controleer(self, *mist: str) -> None:
        """The checklist, with what is missing."""
        lijst: dict[str, Any] = {code: "nee" if code in mist else "ja" for code, _ in STUKKEN}
        self.feit("controlelijst", **lijst)

    def beoordeel_cijfers(
        self, saldi: Sequence[int], correcties: Sequence[int] = (0, 0, 0, 0), reden: str = ""
    ) -> None:
        """Balances and kengetallen; amounts in thousands of euros."""
        jaren = ("t", "t1", "t2", "t3")
        waarden: dict[str, Any] = {f"saldo_{j}": s * 1000 for j, s in zip(jaren, saldi, strict=True)}
        waarden |= {f"correctie_{j}": c * 1000 for j, c in zip(jaren, correcties, strict=True)}
        self.feit("saldo", bron="raad", correctiereden=reden, **waarden)
        self.feit("kengetallen", schuldquote="84.0", solvabiliteit="27.5", exploitatieruimte="-0.8")

    def oordeel(self, conclusie: str, aannemelijk: str, motivering: str) -> None:
        """The judgement, and the concept."""
        self.feit("oordeel", conclusie=conclusie, aannemelijk=aannemelijk, motivering=motivering)
        self.zet("maak_concept")


def speel(mensen: dict[str, User], gs_ids: list[int]) -> None:
    """The year that runs and the year to come, up to the morning of the demonstration."""
    with klok_op(op(2026, 8, 31)):
        for code, regime in VORIG_JAAR:
            _vorig_jaar(code, regime, mensen)
    with klok_op(op(2026, 9, 7)):
        zaken = {code: Begroting.open_jaar(code, JAAR, mensen) for code in TOTAAL}
        for zaak in zaken.values():
            zaak.feit(
                "jaarrekening", dt.date(2026, 7, 8), ontvangen_op="2026-07-08", vastgesteld_op="2026-07-02"
            )
    with klok_op(op(2026, 11, 5)):
        for code in TOTAAL[:7]:
            zaken[code].ontvang(dt.date(2026, 11, 4))
    with klok_op(op(2026, 11, 12)):
        _beoordelen(zaken)
    with klok_op(op(2026, 11, 16)):
        zaken["GM9911"].ontvang(dt.date(2026, 11, 14))
        rappelleer()
    with klok_op(op(2026, 11, 17)):
        zaken["GM9912"].feit(
            "brief", welke="rappel", kanaal="email", bewijs="verzendbericht 17-11-2026 09:12"
        )
        zeg_coulance_toe(
            dossier_id=zaken["GM9912"].dossier_id,
            tot=dt.date(2026, 12, 4),
            reden="De raad stelt de begroting vast op 1 december; de griffie meldde dat vooraf.",
            door=mensen["rik"],
        )
    _naar_gs(zaken["GM9901"], zaken["GM9904"], mensen, gs_ids)
    with klok_op(op(2026, 11, 19)):
        _herindeling(mensen)


def _herindeling(mensen: dict[str, User]) -> None:
    """Two municipalities want to merge; which decisions of the one ask approval is being prepared (Wet arhi 21)."""
    een, ander = (Overheid.objects.get(code=code, geldig_tot__isnull=True) for code in ("GM9928", "GM9929"))
    dossier = open_op_ladder(
        ladder="arhi_toezicht",
        overheid_id=een.pk,
        onderdeel=f"{een.naam} en {ander.naam}",
        titel=f"Herindeling {een.naam} en {ander.naam}",
        omschrijving="Beide raden stelden het herindelingsontwerp vast. De nieuwe gemeente begint op 1 januari 2028.",
        datum_feit=dt.date(2026, 11, 12),
        door=mensen["pieter"],
    )
    zaak = Begroting(dossier.pk, mensen["pieter"], mensen)
    zaak.feit("opheffing", dt.date(2026, 11, 12), stuk="ontwerp", opvolger="nog zonder naam")
    zaak.feit(
        "categorieen",
        nieuwe_uitgaven=True,
        lagere_inkomsten=True,
        vermogen=True,
        afbakening="Uitgaven boven 250.000 euro; verkoop van grond en gebouwen.",
    )


def _vorig_jaar(code: str, regime: str, mensen: dict[str, User]) -> None:
    zaak = Begroting.open_jaar(code, 2026, mensen)
    zaak.feit(
        "bekend_regime",
        dt.date(2025, 12, 16),
        regime=regime,
        besloten_op="2025-12-09",
        kenmerk=f"FT-2025-{code[-2:]}",
    )
    zaak.zet("neem_lid1_over" if regime == "preventief_lid1" else "neem_repressief_over")
    if code == "GM9906":
        zet_intensiteit(
            dossier_id=zaak.dossier_id,
            intensiteit="intensief_volgen",
            reden="Het meerjarig evenwicht rust op bezuinigingen die nog niet zijn uitgewerkt.",
            door=mensen["pieter"],
        )


def _beoordelen(zaken: dict[str, Begroting]) -> None:
    """Five are assessed, in different stages; one misses pieces."""
    zaken["GM9910"].controleer("emu", "iv3")
    zaken["GM9910"].losse_brief("FIN-A", "Aanvulling van uw begroting 2027")
    zaken["GM9910"].zet("vraag_aanvulling")
    for code in ("GM9901", "GM9903", "GM9904", "GM9906", "GM9908"):
        zaken[code].controleer()
        zaken[code].zet("neem_in_beoordeling")
    zaken["GM9901"].beoordeel_cijfers((1240, 860, 410, 120))
    zaken["GM9901"].oordeel("repressief", "nvt", "Begroting en meerjarenraming zijn in evenwicht.")
    zaken["GM9903"].beoordeel_cijfers((310, 90, -60, 45))
    zaken["GM9903"].oordeel("repressief", "nvt", "In evenwicht; 2029 vraagt aandacht.")
    zaken["GM9904"].beoordeel_cijfers(
        (-1850, -1600, -900, 150),
        (0, -200, -400, -650),
        "Bezuiniging sociaal domein en huisvesting niet uitgewerkt en niet vastgesteld door de raad.",
    )
    zaken["GM9904"].oordeel(
        "preventief_lid1", "nee", "Zonder de niet uitgewerkte bezuinigingen is er in 2030 geen evenwicht."
    )
    zaken["GM9906"].beoordeel_cijfers((-420, -180, 60, 240))


def _naar_gs(gewoon: Begroting, zwaar: Begroting, mensen: dict[str, User], gs_ids: list[int]) -> None:
    """One letter repressief was sent; the heavy case waits for the signature of the gedeputeerde."""
    with klok_op(op(2026, 11, 16, 11)):
        for zaak in (gewoon, zwaar):
            zaak.feit("wederhoor", aangeboden_op="2026-11-12", uitkomst="akkoord")
        eerste = gewoon.stel_voor("leg_voor_aan_gs", OP_DE_AGENDA, letters={"FIN-GS": "Begroting 2027"})
        tweede = zwaar.stel_voor(
            "leg_voor_aan_gs",
            OP_DE_AGENDA,
            letters={"FIN-GS": "Begroting 2027: voorstel preventief toezicht"},
        )
        for voorstel in (eerste, tweede):
            gewoon.akkoord(voorstel, "rik")
    with klok_op(op(2026, 11, 16, 15)):
        gewoon.besluit(eerste, "marijke")
        gewoon.zet("leg_voor_aan_gs")
        regime = gewoon.stel_voor(
            "stel_repressief_vast", OP_DE_AGENDA, letters={"FIN-L2": "Uw begroting 2027: repressief toezicht"}
        )
        gewoon.akkoord(regime, "rik")
    with klok_op(op(2026, 11, 17, 12)):
        besluiten.registreer_gs_besluit(
            voorstel_id=regime,
            gs=GSBesluit(
                datum=dt.date(2026, 11, 17), agendapunt="7a", nummer="GS-2026-0417", aanwezig_ids=gs_ids[:4]
            ),
            door=mensen["sofie"],
        )
    with klok_op(op(2026, 11, 18)):
        gewoon.verstuur(regime)
