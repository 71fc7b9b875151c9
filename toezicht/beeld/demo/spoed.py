"""Two decisions of GS in urgency: one in execution with its costs, one taken orally and not yet in writing."""

import datetime as dt
from decimal import Decimal

from interventieladder.services import besluiten, feiten, kosten, mondeling, stukken
from interventieladder.services.besluiten import GSBesluit
from interventieladder.services.kosten import Kosten
from interventieladder.services.voorstellen import Voorsteltekst
from toezicht.beeld.demo.toneel import Zaak, document, op
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.core.woorden import klein

TURFMEER, VAARTZICHT = "GM9933", "GM9934"
MIDDAG, AVOND = dt.time(16, 30), dt.time(18, 0)


def speel(mensen: dict[str, User], gs_ids: list[int]) -> None:
    """Turfmeer from 5 October to the costs of November; Vaartzicht on Friday 20 November."""
    _turfmeer(mensen, gs_ids)
    _vaartzicht(mensen, gs_ids)


def _turfmeer(mensen: dict[str, User], gs_ids: list[int]) -> None:
    zaak, voorstel = _mondeling_besloten(
        mensen,
        gs_ids,
        code=TURFMEER,
        dag=dt.date(2026, 10, 6),
        titel="Water in de archiefbewaarplaats",
        feiten_tekst="Na een lekkage staat water in de bewaarplaats; het college haalt het archief niet weg.",
        door="noor",
        raming="48000.00",
        besluit=("GS-2026-0398", "mondeling 1"),
    )
    with klok_op(op(2026, 10, 8)):
        _op_schrift(zaak, voorstel)
        zaak.verstuur(voorstel)
    with klok_op(op(2026, 10, 23)):
        zaak.beoordeel(
            "feitencheck", "niet_voldaan", "Bezoek op 23 oktober: de stukken staan nog in de natte ruimte."
        )
        start = zaak.stel_voor(
            "start_uitvoering",
            Voorsteltekst(
                gevraagd="Besluiten dat de provincie het archief van Turfmeer laat overbrengen en drogen.",
                waarom_nu="De termijn eindigde op 22 oktober en het college deed niets. Er is schimmel gezien.",
                lichter_middel="Het besluit met een termijn van twee weken bleef zonder gevolg.",
                gevolg_ja="Een bedrijf haalt het archief op; de kosten komen voor rekening van de gemeente.",
                gevolg_nee="Ongeveer 300 meter archief gaat verloren.",
            ),
            letters={"L11": "Start van de uitvoering: archief van Turfmeer"},
        )
        zaak.akkoord(start, "joost", "farah", "marijke")
    with klok_op(op(2026, 10, 27, 15, 30)):
        besluiten.registreer_gs_besluit(
            voorstel_id=start,
            gs=GSBesluit(
                datum=dt.date(2026, 10, 27), agendapunt="4", nummer="GS-2026-0433", aanwezig_ids=gs_ids
            ),
            door=mensen["sofie"],
        )
        zaak.zet("start_uitvoering")
    with klok_op(op(2026, 10, 28)):
        zaak.verstuur(start)
    _kosten(zaak)


def _kosten(zaak: Zaak) -> None:
    with klok_op(op(2026, 11, 9)):
        factuur = zaak.stuk(
            "factuur",
            "Factuur vriesdrogen archief",
            ["Ophalen en vriesdrogen van 312 meter archief: € 31.460,00."],
            afzender="Restauratiebedrijf De Vouw",
        )
        for regel in (
            Kosten(
                dt.date(2026, 10, 29),
                "uren",
                "Toezicht bij het ophalen",
                uren=Decimal("14.5"),
                tarief=Decimal("96.00"),
            ),
            Kosten(
                dt.date(2026, 11, 9),
                "inhuur",
                "Vriesdrogen, eerste deel",
                bedrag=Decimal("31460.00"),
                factuur_id=factuur,
            ),
        ):
            kosten.leg_kosten_vast(dossier_id=zaak.dossier_id, kosten=regel, door=zaak.door)


def _vaartzicht(mensen: dict[str, User], gs_ids: list[int]) -> None:
    _mondeling_besloten(
        mensen,
        gs_ids,
        code=VAARTZICHT,
        dag=dt.date(2026, 11, 20),
        titel="Archief na brand zonder bescherming",
        feiten_tekst="Na de brand van 18 november ligt archief in een open loods; regen is voorspeld.",
        door="joost",
        raming="25000.00",
        besluit=("GS-2026-0479", "mondeling 1"),
    )


def _mondeling_besloten(
    mensen: dict[str, User],
    gs_ids: list[int],
    *,
    code: str,
    dag: dt.date,
    titel: str,
    feiten_tekst: str,
    door: str,
    raming: str,
    besluit: tuple[str, str],
) -> tuple[Zaak, int]:
    """Opened the day before; on the day itself urgency, proposal, oral decision and step; gives the proposal."""
    gisteren = dag - dt.timedelta(days=1)
    lezer = "joost" if door == "noor" else "noor"
    with klok_op(clock.moment(gisteren, dt.time(14, 0))):
        zaak = Zaak.open(
            code=code,
            taak="archiefzorg",
            titel=titel,
            feiten_tekst=feiten_tekst,
            door=mensen[door],
            lezer=mensen[lezer],
            mensen=mensen,
            datum_feit=gisteren,
            gevorderd="handeling",
            gebrek="niet",
        )
        _feiten(zaak, titel, raming)
    with klok_op(clock.moment(dag, dt.time(9, 0))):
        feiten.stel_spoed_vast(
            dossier_id=zaak.dossier_id,
            reden="gevaar",
            toelichting="Onherstelbaar verlies van archief binnen enkele dagen.",
            gebeld=f"de gemeentesecretaris, {dag:%d-%m} om 8.30 uur",
            door=mensen["marijke"],
        )
    with klok_op(clock.moment(dag, dt.time(11, 0))):
        voorstel = zaak.stel_voor("besluit_met_spoed", _tekst(dag), letters={})
        zaak.akkoord(voorstel, lezer, "farah", "marijke")
    with klok_op(clock.moment(dag, AVOND)):
        besluiten.registreer_gs_besluit(
            voorstel_id=voorstel,
            gs=GSBesluit(
                datum=dag,
                agendapunt=besluit[1],
                nummer=besluit[0],
                aanwezig_ids=gs_ids[:4],
                mondeling_op=clock.moment(dag, MIDDAG),
                mondeling_wijze="videoverbinding, vier leden",
            ),
            door=mensen["sofie"],
        )
        zaak.zet("besluit_met_spoed")
    return zaak, voorstel


def _feiten(zaak: Zaak, titel: str, raming: str) -> None:
    bewijs = zaak.stuk(
        "bewijs", f"Inspectieverslag: {klein(titel)}", ["Ter plaatse gezien en gefotografeerd."]
    )
    lezer = "joost" if zaak.door.username == "noor" else "noor"
    stukken.verifieer_stuk(stuk_id=bewijs, door=zaak.mensen[lezer])
    zaak.stuk(
        "uitvoeringsplan",
        "Globaal uitvoeringsplan",
        ["Een restauratiebedrijf haalt het archief op en droogt het."],
        kostenraming=Decimal(raming),
    )
    zaak.beoordeel("weging", "onderzoeken", "Eigen waarneming. Elke dag wachten maakt de schade groter.")
    zaak.beoordeel("rechtsgang", "geen_open", "Nagegaan bij de rechtbank en de gemeente: niets aanhangig.")


def _tekst(dag: dt.date) -> Voorsteltekst:
    return Voorsteltekst(
        gevraagd="Mondeling besluiten dat de provincie in de plaats treedt als het college niet binnen twee weken handelt.",
        waarom_nu="Het college weigerde gisteren het archief weg te halen. De schade neemt per dag toe.",
        lichter_middel="De secretaris en de archivaris zijn gebeld en gemaild; er kwam geen toezegging.",
        beleidsruimte="Hoe het archief wordt gered is vrij, dat het in goede staat blijft niet.",
        gevolg_ja="Het besluit gaat zo snel mogelijk op schrift uit; de termijn loopt vanaf de verzending.",
        gevolg_nee="Een deel van het archief gaat verloren.",
        termijn_weken=2,
        mondeling=True,
        embargo_tot=clock.moment(dag, dt.time(17, 0)),
    )


def _op_schrift(zaak: Zaak, voorstel: int) -> None:
    namen = {
        "L8": "Besluit tot indeplaatsstelling: archief van Turfmeer",
        "L9": "Kennisgeving besluit tot indeplaatsstelling Turfmeer",
        "L16": "Brief aan Provinciale Staten over Turfmeer",
    }
    mondeling.stel_op_schrift(
        voorstel_id=voorstel,
        datum=clock.vandaag(),
        bestanden={
            soort: document(naam, ["Zoals mondeling besloten op 6 oktober 2026."])
            for soort, naam in namen.items()
        },
        door=zaak.door,
    )
