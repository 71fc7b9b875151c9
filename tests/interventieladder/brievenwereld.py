"""A dossier with a proposal and addressees, to draw letters from."""

import datetime as dt
import json

from interventieladder import brieven
from interventieladder.models import Besluit, Brief, Dossier, Voorstel
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from interventieladder.standen import PLANNEN
from tests.factories import OverheidFactory, TeamleiderFactory, ToezichthouderFactory
from tests.mandaatwereld import een_regel
from toezicht.core import clock
from toezicht.organisaties.models import Deelname, OverheidSoort

VANDAAG = dt.date(2026, 10, 5)
BRIEFDATUM = dt.date(2026, 10, 12)
EINDES = {
    "antwoord": dt.date(2026, 11, 9),
    "afspraken": dt.date(2027, 4, 12),
    "zienswijze": dt.date(2026, 11, 9),
    "resultaat": dt.date(2026, 12, 28),
    "begunstiging": dt.date(2026, 12, 28),
}
STAPPEN = {
    "L2": ("vraag_informatie", "t1", "teamleider"),
    "L5": ("maak_ambtelijke_afspraken", "t2", "teamleider"),
    "L5b": ("start_bestuurlijk_overleg", "t3a", "gedeputeerde"),
    "L6": ("verleng_afspraken", "t3a", "teamleider"),
    "L7": ("kondig_voornemen_aan", "t3b", "gs_of_gemachtigde"),
    "L9": ("kondig_voornemen_aan", "t3b", "gs_of_gemachtigde"),
    "L10": ("zie_af", "t4", "gs_of_gemachtigde"),
}
OMSCHRIJVING = (
    "De gemeentearchivaris stelde in haar jaarverslag over 2025 vast dat 1,8 kilometer archief niet is bewerkt "
    "(peildatum 1 januari 2026). Dat is 0,3 kilometer meer dan een jaar eerder. Een plan om de achterstand in te "
    "lopen is niet vastgesteld."
)
INHOUD = {
    "zienswijze": "Wij hebben geen zienswijze van u ontvangen.",
    "gesprek": "Op 14 september 2026 spraken wethouder De Wit en gedeputeerde Van Rijn over de archiefzorg.",
    "afspraken": [
        {
            "actie": "Het plan van aanpak voor de achterstand vaststellen",
            "eigenaar": "College",
            "gereed_op": "2026-11-30",
            "bewijs": "Collegebesluit en plan",
        },
        {
            "actie": "Een informatiebeheerder aanstellen voor ten minste 1 fte",
            "eigenaar": "Gemeentesecretaris",
            "gereed_op": "2027-01-15",
            "bewijs": "Aanstellingsbesluit",
        },
        {
            "actie": "De achterstand terugbrengen tot minder dan 0,9 kilometer",
            "eigenaar": "College",
            "gereed_op": "2027-04-01",
            "bewijs": "Verklaring van de gemeentearchivaris",
        },
    ],
    "deelresultaten": [
        {
            "resultaat": "Plan van aanpak vastgesteld, met dekking in de begroting",
            "uiterlijk": "2026-11-02",
            "bewijs": "Collegebesluit",
        },
        {"resultaat": "Alle archiefbescheiden in goede, geordende staat"},
    ],
    **dict.fromkeys(("uiterlijk", "herstelplan_op", "einde"), "2026-11-16"),
    **dict.fromkeys(("op", "gesprek_op"), "2026-09-14"),
    "lichter_middel": (
        "Ambtelijk en bestuurlijk overleg hebben niet geleid tot een vastgesteld plan. Een nieuwe ronde afspraken "
        "doet dat naar verwachting evenmin, omdat voor de uitvoering geen geld in de begroting is opgenomen."
    ),
    "beleidsvrijheid": (
        "De wet verplicht tot goede, geordende en toegankelijke staat. Daarin heeft het college geen keuze; wel "
        "kiest het zelf hoe het dat bereikt."
    ),
    "motivering": "De werving heeft langer geduurd dan was voorzien; de eerste twee afspraken zijn nagekomen.",
    "feiten": OMSCHRIJVING,
    "kosten": [
        {
            "datum": "2026-09-21",
            "omschrijving": "Bewerken van archief",
            "soort": "Inhuur",
            "btw": "€ 2.100,00",
            "bedrag": "€ 12.100,00",
        },
        {
            "datum": "2026-09-28",
            "omschrijving": "Projectleiding (40,00 uur × € 95,00)",
            "soort": "Eigen uren",
            "bedrag": "€ 3.800,00",
        },
    ],
    "totalen": [{"soort": "Totaal", "btw": "€ 2.100,00", "bedrag": "€ 15.900,00"}],
    "goed": "De archiefverordening is vastgesteld.",
    "verwachting": "Wij verwachten het plan van aanpak vóór 1 februari 2027.",
    "wederhoor": "U ontving deze beoordeling op 14 september 2026 in concept. U had geen opmerkingen.",
    "ontbreekt": ["De paragraaf Weerstandsvermogen"],
    "bijlagen": ["Verslag van het gesprek van 14 september 2026"],
}

PER_BRIEF = {
    ("L17", "kosten"): "Deze beslissing kost de provincie niets extra.",
    ("FIN-L6", "ontbreekt"): "De paragraaf Weerstandsvermogen.",
}
"""Blocks that hold something else in one letter."""


def maak_dossier(overheid=None, *, taak="archiefzorg", door=None, **meer):
    door = door or ToezichthouderFactory(first_name="Sanne", last_name="Dijkstra")
    overheid = overheid or OverheidFactory(naam="Duinrand", adres="Postbus 7\n0007 XX Duinrand")
    nieuw = NieuwDossier(
        overheid_id=overheid.pk,
        taak=taak,
        titel="Achterstand in de archiefzorg",
        omschrijving=OMSCHRIJVING,
        datum_feit=dt.date(2026, 9, 1),
        gevorderd="resultaat",
        gebrek="niet_naar_behoren",
        **meer,
    )
    with clock.klok_op(VANDAAG):
        return open_dossier(nieuw=nieuw, door=door)


LADDER = {
    **dict.fromkeys(("FIN-L6", "FIN-L7", "FIN-L8", "FIN-L9", "FIN-L10", "FIN-L11"), "goedkeuring"),
    "FIN-L12": "toestemming",
    "FIN-L210": "spoeduitgave",
    "FIN-L17": "artikel12",
    "FIN-L18": "kasgeldlimiet",
    "FIN-ARHI": "arhi_toezicht",
    "L14": "vernietiging",
    "L15": "vernietiging",
    "VN-L1": "vernietiging",
    "VW-L1": "vernietiging_waterschap",
}
"""The ladder a letter belongs to; other financial letters to the budget year, the rest to the general one."""
STAP = {
    "L6b": ("verleng_voornemen", "t4", "gs_of_gemachtigde"),
    "L11": ("start_uitvoering", "t5", "gs"),
    "L8": ("besluit_indeplaatsstelling", "t4", "gs"),
    "L12": ("rond_uitvoering_af", "t6", "gs"),
}
TEKSTEN = {
    "lichter_middel": "Afspraken op beide niveaus hebben niet tot een vastgesteld plan geleid.",
    "beleidsruimte": "De wet laat hierin geen keuze; hoe het doel wordt bereikt, kiest het bestuur zelf.",
}


def maak_ladderdossier(ladder, overheid, door):
    """A dossier beside the general ladder, in its first state."""
    plan = PLANNEN[ladder]
    return Dossier.objects.create(
        nummer=f"{ladder[:4].upper()}-2026-{Dossier.objects.count() + 1:04d}",
        ladder=ladder,
        onderdeel="2027",
        titel="Begroting 2027, zoals vastgesteld op 9 november 2026",
        overheid=overheid,
        domein=plan.domein or "financien",
        taak=plan.taak,
        omschrijving="De begroting 2027 heeft een structureel tekort van € 1,2 miljoen (1 oktober 2026).",
        datum_feit=dt.date(2026, 9, 28),
        geopend_op=VANDAAG,
        beleid_versie="2026-1",
        stand=plan.begin,
        trede=plan.begin,
        behandelaar=door,
    )


def dossier_voor(soort, overheid, door):
    """A dossier on the ladder of this letter."""
    ladder = LADDER.get(soort, "begrotingsregime" if soort.startswith("FIN") else "")
    if ladder:
        return maak_ladderdossier(ladder, overheid, door)
    taak = "archiefzorg_gr" if overheid.is_gr else "archiefzorg"
    return maak_dossier(overheid, taak=taak, door=door)


def voorstel_voor(soort, dossier):
    """A proposal with its texts, of a step that sends this letter."""
    stap = STAPPEN.get(soort) or STAP.get(soort) or ("stap", dossier.trede, "gs")
    return maak_voorstel(dossier, *stap, **TEKSTEN)


def maak_waterschap():
    return OverheidFactory(
        code="WS9901", soort=OverheidSoort.WATERSCHAP, naam="Waterschap Kreken en Kades", adres="Postbus 101"
    )


def maak_regeling(aantal=3):
    regeling = OverheidFactory(
        code="GR9901", soort=OverheidSoort.GR_OPENBAAR_LICHAAM, naam="Omgevingsdienst Voorbeeldland"
    )
    for nummer in range(aantal):
        deelnemer = OverheidFactory(naam=f"Deelgemeente {nummer:02d}")
        Deelname.objects.create(regeling=regeling, deelnemer=deelnemer, van=dt.date(2020, 1, 1))
    return regeling


def maak_voorstel(dossier, stap, van="t1", niveau="teamleider", **meer):
    return Voorstel.objects.create(
        dossier=dossier,
        nummer=f"V-2026-{Voorstel.objects.count() + 1:04d}",
        stap=stap,
        van=van,
        niveau=niveau,
        beleid_versie=dossier.beleid_versie,
        opgesteld_door=dossier.behandelaar,
        opgesteld_op=clock.moment(VANDAAG),
        gevraagd="Akkoord met deze stap",
        waarom_nu="De termijn is verstreken",
        gevolg_ja="De brief gaat uit",
        gevolg_nee="Het dossier blijft waar het is",
        **{"termijn_weken": 11, "zienswijze_weken": 4, **meer},
    )


def maak_brief(soort, dossier, voorstel=None, **inhoud):
    """The letter with first text, completed by `INHOUD`, as stored JSON gives it back."""
    voorstel = voorstel or maak_voorstel(dossier, *STAPPEN[soort])
    with clock.klok_op(VANDAAG):
        velden = brieven.standaard_velden(soort, dossier, voorstel)
        for code in velden:
            if code in INHOUD and not velden[code]:
                velden[code] = PER_BRIEF.get((soort, code), INHOUD[code])
        velden |= inhoud
        return Brief(
            dossier=dossier,
            voorstel=voorstel,
            soort=soort,
            onderwerp=brieven.standaard_onderwerp(soort, dossier, voorstel),
            velden=json.loads(json.dumps(brieven.controleer_velden(soort, velden, dossier=dossier))),
            geadresseerden=brieven.standaard_geadresseerden(soort, dossier),
            kenmerk="IBT-2026-0012",
        )


def besluit(voorstel, door, niveau="gedeputeerde"):
    return Besluit.objects.create(
        voorstel=voorstel,
        nummer=f"B-{voorstel.pk}",
        uitkomst="goedgekeurd",
        niveau=niveau,
        besloten_op=dt.date(2026, 10, 9),
        besloten_door=door,
        geregistreerd_door=door,
        mandaat=een_regel(niveau),
        opgesteld_door=voorstel.opgesteld_door,
        zegel="0" * 64,
    )


def definitief(brief):
    """The final file, after a decision."""
    if not hasattr(brief.voorstel, "besluit"):
        besluit(brief.voorstel, TeamleiderFactory(first_name="Noor", last_name="Verhoef"))
    return brieven.teken(brief, briefdatum=BRIEFDATUM, termijnen=EINDES)


def concept(brief):
    """The file before sending."""
    return brieven.teken(brief, briefdatum=None, termijnen={})
