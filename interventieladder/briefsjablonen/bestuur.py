"""Letters to minister, PS and GS, reports, and decisions on annulment (ladder.md 1.10, 2.5, 2.7)."""

from interventieladder.briefsjablonen.soorten import (
    ALLE_ANTWOORDEN,
    Briefsjabloon,
    Kolom,
    Rechtsmiddel,
    alinea,
    blok,
    datum,
    lijst,
    tabel,
)

AAN_MINISTER = (
    blok(
        "besluit",
        "Het besluit",
        "Het gaat om het besluit van {organisatie}: {titel}. {Omschrijving}",
        hint="Orgaan, datum en onderwerp van het besluit.",
    ),
    datum("bekend_op", "Ons bekend geworden op", "Het besluit kwam ons ter kennis op {datum}."),
    blok(
        "grond",
        "Waarom het voor vernietiging in aanmerking komt",
        "Naar ons oordeel komt het besluit voor vernietiging in aanmerking. {Waarom_nu}",
        "Gw 268, 273a",
        hint="Strijd met welk recht, of met het algemeen belang.",
    ),
    blok(
        "advies",
        "Ons advies",
        "Wij adviseren u het besluit voor te dragen voor vernietiging, en zo nodig voor schorsing. "
        "{Gevraagd}",
        "Gw 273a lid 1",
    ),
    blok(
        "kennisgeving",
        "Aan wie wij dit laten weten",
        "Wij zenden deze mededeling gelijktijdig aan het orgaan dat het besluit nam, aan wie het moet "
        "uitvoeren en aan wie het is gericht.",
        "Gw 273a lid 2",
    ),
)

MEDEDELING_MINISTER = (
    *AAN_MINISTER,
    blok(
        "gevolg",
        "Gevolg voor de uitvoering",
        "Het besluit mag niet worden uitgevoerd tot uw bericht is ontvangen, uiterlijk tot vier weken na "
        "de dagtekening van deze mededeling.",
        "Gw 273a lid 4",
    ),
)

OVERWEGING = (
    blok(
        "besluit",
        "Het besluit",
        "Het gaat om het besluit van {organisatie}: {titel}. {Omschrijving}",
    ),
    blok(
        "overweging",
        "Wat wij overwegen",
        "Wij overwegen de minister mee te delen dat dit besluit voor vernietiging in aanmerking komt. "
        "{Waarom_nu}",
        "Gw 273a lid 3",
    ),
    blok(
        "stuiting",
        "Geen uitvoering",
        "Het besluit wordt niet uitgevoerd zolang wij dit overwegen, ten hoogste tien dagen na de "
        "dagtekening van deze brief.",
        "Gw 273a lid 3",
    ),
    blok(
        "vervolg",
        "Vervolg",
        "Binnen die tijd laten wij u weten of wij de mededeling aan de minister doen.",
        "Gw 273a lid 3",
    ),
)

STATEN = (
    blok("wat", "Wat wij hebben besloten", "{Gevraagd}"),
    blok("waarom", "Waarom", "{Waarom_nu}"),
    blok("stand", "Stand van zaken", "Het gaat om {organisatie}, taak {taak}. {Omschrijving}"),
    blok("vervolg", "Vervolg", "{Gevolg_ja}"),
    blok(
        "vertrouwelijkheid",
        "Openbaarheid",
        "Deze brief is openbaar. Persoonsgegevens en vertrouwelijke stukken zijn er niet in opgenomen.",
        "Pw 167; Woo",
    ),
)

NOTA = (
    blok("gevraagd", "Gevraagde beslissing", "{Gevraagd}"),
    blok("aanleiding", "Aanleiding", "{Waarom_nu}"),
    blok("feiten", "Feiten", "{Omschrijving}"),
    blok("argumenten", "Argumenten", "Het lichtere middel volstaat niet. {Lichter_middel}"),
    blok(
        "kanttekeningen",
        "Kanttekeningen",
        "Er zijn geen andere kanttekeningen dan die in het voorstel staan.",
    ),
    blok("gevolg", "Gevolg", "{Gevolg_ja}"),
    blok(
        "kosten", "Financiën", "", hint="Wat dit de provincie kost en waaruit, of dat het niets extra kost."
    ),
    blok(
        "communicatie",
        "Communicatie",
        "De brieven gaan uit na het besluit; afschriften volgen de verzendlijst.",
    ),
)

VERSLAG = (
    datum("gesprek_op", "Gesprek op", "Het gesprek was op {datum}."),
    lijst(
        "aanwezig",
        "Aanwezig",
        "Eén persoon met functie per regel.",
        "Namens de provincie: {behandelaar}",
        "Namens {organisatie}: de deelnemers aan het gesprek",
    ),
    blok("onderwerpen", "Besproken", "Besproken is de uitvoering van de taak {taak}. {Omschrijving}"),
    tabel(
        "afspraken",
        "Afspraken",
        "Wie doet wat, wanneer is het klaar en waaruit blijkt dat.",
        Kolom("actie", "Actie"),
        Kolom("eigenaar", "Verantwoordelijke"),
        Kolom("gereed_op", "Gereed op", "datum"),
        Kolom("bewijs", "Bewijs"),
        verplicht=False,
    ),
    blok(
        "akkoord",
        "Akkoord",
        "Wij vragen u dit verslag te bevestigen of binnen twee weken uw opmerkingen te sturen. De dag van "
        "uw akkoord leggen wij vast.",
        hint="Of: op welke dag ging de organisatie akkoord?",
    ),
)

WATERSCHAPSBESLUIT = (
    blok(
        "besluit",
        "Besluit",
        "{Gevraagd}",
        "Waterschapswet 156",
        hint="Schorsen, vernietigen of opheffen, en van welk besluit.",
    ),
    blok("feiten", "Het besluit van het waterschap", "{Titel}. {Omschrijving}"),
    blok(
        "grond",
        "Grond",
        "Het besluit is naar ons oordeel in strijd met het recht of het algemeen belang. {Waarom_nu}",
        "Waterschapswet 156",
    ),
    blok("zienswijze", "Zienswijze en onze reactie", "{Zienswijzen}", "Awb 4:8", maximum=ALLE_ANTWOORDEN),
    blok("gevolg", "Gevolg", "{Gevolg_ja}", "Awb 10:42"),
    blok(
        "bekendmaking",
        "Bekendmaking",
        "Van dit besluit doen wij mededeling in het provinciaal blad. Het treedt in werking na bekendmaking.",
        "Awb 10:38, 3:40",
    ),
)

_MINISTER = "Geachte minister,"
SJABLONEN = (
    Briefsjabloon(
        "L14",
        MEDEDELING_MINISTER,
        onderwerp="Mededeling op grond van {grondslag_mededeling}: {titel}",
        aanhef=_MINISTER,
        college_tekent=True,
    ),
    Briefsjabloon(
        "L15",
        OVERWEGING,
        onderwerp="Wij overwegen een mededeling aan de minister: {titel}",
        college_tekent=True,
    ),
    Briefsjabloon(
        "L16",
        STATEN,
        onderwerp="Interbestuurlijk toezicht: {titel}",
        aanhef="Geachte leden van Provinciale Staten,",
        college_tekent=True,
    ),
    Briefsjabloon("L17", NOTA, onderwerp="GS-nota: {titel}", aanhef="-", groet=False, ondertekend=False),
    Briefsjabloon(
        "L18",
        VERSLAG,
        onderwerp="Verslag van het gesprek over {taak}",
        aanhef="-",
        groet=False,
        ondertekend=False,
    ),
    Briefsjabloon(
        "VN-L1",
        (
            *AAN_MINISTER[:-1],
            alinea(
                "kennisgeving",
                "Aan wie wij dit laten weten",
                kop="Aan wie wij dit laten weten",
                tekst="Wij zenden een afschrift van deze brief aan het orgaan dat het besluit nam.",
                grondslag="Gw 268",
            ),
            blok(
                "buiten_termijn",
                "Buiten de termijn van tien dagen",
                "De termijn voor een mededeling is voorbij. Dit bericht houdt de uitvoering daarom niet "
                "tegen; wij vragen u het besluit zelf te beoordelen.",
                "Gw 273a lid 1",
            ),
        ),
        onderwerp="Advies over vernietiging: {titel}",
        aanhef=_MINISTER,
        college_tekent=True,
    ),
    Briefsjabloon(
        "VW-L1",
        WATERSCHAPSBESLUIT,
        rechtsmiddel=Rechtsmiddel.JURIST_BEPAALT,
        onderwerp="Besluit: {titel}",
        college_tekent=True,
    ),
)
