"""Duinrand: neglected archive care climbs from a signal to a voornemen of GS (the main thread)."""

import datetime as dt

from interventieladder.services import besluiten, brieven, feiten, stukken, voorstellen, zienswijzen
from interventieladder.services.besluiten import GSBesluit
from interventieladder.services.voorstellen import Voorsteltekst
from signalen.services import signalen
from toezicht.beeld.demo.toneel import KOSTEN, Zaak, document, op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

CODE = "GM9907"


def speel(mensen: dict[str, User], gs_ids: list[int]) -> None:
    """From 24 August to 20 November 2026; the zienswijze term moves over Christmas."""
    zaak = _signaal_en_t1(mensen)
    _t2(zaak)
    _t3a(zaak)
    _t3b(zaak)
    _t4(zaak, gs_ids)
    _zienswijze(zaak)


def _signaal_en_t1(mensen: dict[str, User]) -> Zaak:
    noor = mensen["noor"]
    duinrand = Overheid.objects.get(code=CODE, geldig_tot__isnull=True)
    with klok_op(op(2026, 8, 24, 9, 15)):
        signaal = signalen.registreer_signaal(
            overheid_id=duinrand.pk,
            soort="IBT-S20",
            domein="informatie_archief",
            ernst="licht",
            titel="Archiefverslag 2025 niet ontvangen na twee rappels",
            toelichting="Het verslag moest vóór 15 juli binnen zijn. Ook over 2024 kwam het te laat.",
            bron="eigen_dossier",
            datum_feit=dt.date(2026, 7, 15),
            kennisname_op=dt.date(2026, 8, 24),
            betrouwbaarheid="A",
            door=noor,
        )
        signalen.neem_in_behandeling(signaal_id=signaal.pk, door=noor)
        signalen.weeg(
            signaal_id=signaal.pk,
            uitkomst="actief",
            reden="Eigen register; twee rappels verzonden.",
            door=noor,
        )
    with klok_op(op(2026, 8, 24, 11, 0)):
        zaak = Zaak.open(
            code=CODE,
            taak="archiefzorg",
            titel="Achterstand archiefbewerking en kerncijfers",
            feiten_tekst="Kerncijfers 2025 ontbreken; 1,8 kilometer archief is onbewerkt.",
            door=noor,
            lezer=mensen["joost"],
            mensen=mensen,
            datum_feit=dt.date(2026, 7, 15),
            gevorderd="handeling",
            gebrek="niet_naar_behoren",
            signaal_ids=[signaal.pk],
        )
    with klok_op(op(2026, 8, 26)):
        zaak.beoordeel(
            "weging",
            "onderzoeken",
            "Eigen register, betrouwbaar. Risico: gegevens raken blijvend zoek. De raad behandelt het niet.",
        )
    return zaak


def _t2(zaak: Zaak) -> None:
    with klok_op(op(2026, 8, 27)):
        voorstel = zaak.stel_voor(
            "vraag_informatie",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij het college om informatie vragen, met een termijn van vier weken.",
                waarom_nu="Het archiefverslag over 2025 ontbreekt na twee rappels.",
                noodzaak_uitvraag="De kerncijfers staan in geen andere levering; zonder antwoord kunnen wij niet oordelen.",
                gevolg_ja="Brief L2 gaat uit; het college heeft vier weken voor een antwoord.",
                gevolg_nee="Wij oordelen op wat wij hebben; dat is te weinig.",
                termijn_weken=4,
            ),
            letters={"L2": "Verzoek om informatie over de archiefzorg"},
        )
        zaak.akkoord(voorstel, "joost")
    with klok_op(op(2026, 8, 28)):
        zaak.besluit(voorstel, "tess")
    with klok_op(op(2026, 8, 31)):
        zaak.zet("vraag_informatie")
        zaak.verstuur(voorstel)
    with klok_op(op(2026, 9, 25, 15, 0)):
        zaak.stuk(
            "antwoord",
            "Antwoord college van Duinrand",
            ["De kerncijfers zijn niet volledig. Er is geen plan om de achterstand in te lopen."],
            afzender="College van Duinrand",
        )
    with klok_op(op(2026, 10, 2)):
        verslag = zaak.stuk(
            "validatieverslag",
            "Validatieverslag archiefzorg Duinrand",
            [
                "Vier van de zeven criteria zijn niet gehaald. De achterstand groeide van 1,5 naar 1,8 kilometer."
            ],
        )
        stukken.verifieer_stuk(stuk_id=verslag, door=zaak.mensen["joost"])
        zaak.beoordeel(
            "validatie",
            "verwaarlozing_vastgesteld",
            "De zorg voor de archiefbescheiden is niet naar behoren; het college herkent de feiten.",
            stuk_ids=[verslag],
        )


def _t3a(zaak: Zaak) -> None:
    with klok_op(op(2026, 10, 5, 14, 0)):
        zaak.stuk(
            "gespreksverslag",
            "Verslag ambtelijk overleg Duinrand",
            ["Besproken zijn de achterstand, de bezetting en een plan van aanpak."],
        )
        zaak.afspraak(
            "Plan van aanpak archiefachterstand vaststellen",
            "gemeentesecretaris",
            dt.date(2026, 12, 1),
            "Besluit van het college",
        )
        zaak.afspraak(
            "Kerncijfers 2025 volledig aanleveren",
            "gemeentearchivaris",
            dt.date(2026, 11, 2),
            "Ingevuld verslag",
        )
    with klok_op(op(2026, 10, 6)):
        voorstel = zaak.stel_voor(
            "maak_ambtelijke_afspraken",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij de afspraken van 5 oktober vastleggen, met een termijn van 26 weken.",
                waarom_nu="De verwaarlozing is vastgesteld en de gemeente wil afspraken maken.",
                lichter_middel="Twee rappels en een informatieverzoek leidden niet tot verbetering.",
                gevolg_ja="De afsprakenbrief gaat uit; de gemeente rapporteert elke vier weken.",
                gevolg_nee="De achterstand groeit verder.",
                termijn_weken=26,
            ),
            letters={"L4": "Uitnodiging ambtelijk overleg", "L5": "Afspraken over de archiefzorg"},
        )
        zaak.akkoord(voorstel, "joost")
    with klok_op(op(2026, 10, 7)):
        zaak.besluit(voorstel, "tess")
        zaak.zet("maak_ambtelijke_afspraken")
    with klok_op(op(2026, 10, 8)):
        zaak.verstuur(voorstel)


def _t3b(zaak: Zaak) -> None:
    with klok_op(op(2026, 10, 19)):
        zaak.stuk(
            "antwoord",
            "Brief college: geen plan van aanpak",
            ["Het college ziet af van een plan van aanpak. De begroting laat dit niet toe."],
            afzender="College van Duinrand",
        )
    with klok_op(op(2026, 10, 20)):
        afspraak = feiten.eerste_open_afspraak(zaak.dossier_id)
        feiten.zet_afspraakstatus(
            afspraak_id=afspraak,
            status="geweigerd",
            toelichting="Het college schrijft op 19 oktober dat er geen plan van aanpak komt.",
            door=zaak.door,
        )
    with klok_op(op(2026, 10, 21)):
        voorstel = zaak.stel_voor(
            "start_bestuurlijk_overleg",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij met het college bestuurlijke afspraken maken, met een termijn van 26 weken.",
                waarom_nu="Het college weigert een plan van aanpak. 1,8 km archief is onbewerkt; kerncijfers ontbreken.",
                lichter_middel="Twee rappels, een informatieverzoek en ambtelijke afspraken. Het plan is geweigerd.",
                gevolg_ja="Brief L5b gaat uit, de raad krijgt afschrift. De gemeente hoort het van ons.",
                gevolg_nee="De termijn van T3a loopt door tot april 2027.",
                termijn_weken=26,
            ),
            letters={
                "L4b": "Uitnodiging bestuurlijk overleg",
                "L5b": "Bestuurlijke afspraken over de archiefzorg",
            },
        )
        zaak.akkoord(voorstel, "joost")
    with klok_op(op(2026, 10, 23, 8, 10)):
        zaak.besluit(voorstel, "marijke")
        zaak.zet("start_bestuurlijk_overleg")
    with klok_op(op(2026, 10, 26)):
        zaak.verstuur(voorstel)


def _t4(zaak: Zaak, gs_ids: list[int]) -> None:
    _t4_feiten(zaak)
    tekst = Voorsteltekst(
        gevraagd="Goedkeuren dat Gedeputeerde Staten het voornemen tot indeplaatsstelling bekendmaken.",
        waarom_nu="Ook in het bestuurlijk overleg van 30 oktober weigert het college een plan. De schade groeit.",
        lichter_middel="Rappels, informatieverzoek, ambtelijke en bestuurlijke afspraken bleven zonder resultaat.",
        beleidsruimte="De Archiefwet laat vrij hoe, maar niet of archief in goede en geordende staat is.",
        gevolg_ja="Het voornemen gaat uit, de raad krijgt afschrift en het provinciaal blad publiceert het.",
        gevolg_nee="Het bestuurlijk overleg loopt door; de achterstand groeit naar verwachting naar 2,1 km.",
        termijn_weken=17,
        zienswijze_weken=4,
    )
    with klok_op(op(2026, 11, 3, 13, 0)):
        voorstel = zaak.stel_voor(
            "kondig_voornemen_aan",
            tekst,
            letters={
                "L7": "Voornemen tot indeplaatsstelling archiefzorg",
                "L9": "Kennisgeving voornemen tot indeplaatsstelling Duinrand",
            },
        )
        zaak.akkoord(voorstel, "joost")
    with klok_op(op(2026, 11, 4)):
        zaak.akkoord(voorstel, "farah")
    with klok_op(op(2026, 11, 5, 21, 40)):
        voorstellen.geef_retour(
            voorstel_id=voorstel,
            vraag="Geef de gemeente zes weken voor een zienswijze: de raad vergadert pas half december.",
            door=zaak.mensen["marijke"],
        )
    with klok_op(op(2026, 11, 6)):
        voorstellen.haal_terug(voorstel_id=voorstel, door=zaak.door)
        nieuw = Voorsteltekst(**{**voorstellen.tekst_van(voorstel), "zienswijze_weken": 6})
        voorstellen.wijzig(voorstel_id=voorstel, tekst=nieuw, door=zaak.door)
        voorstellen.dien_in(voorstel_id=voorstel, door=zaak.door)
        zaak.akkoord(voorstel, "joost", "farah")
    with klok_op(op(2026, 11, 9, 7, 55)):
        zaak.akkoord(voorstel, "marijke")
    with klok_op(op(2026, 11, 10, 16, 30)):
        besluiten.registreer_gs_besluit(
            voorstel_id=voorstel,
            gs=GSBesluit(
                datum=dt.date(2026, 11, 10), agendapunt="7", nummer="GS-2026-0461", aanwezig_ids=gs_ids[:4]
            ),
            door=zaak.mensen["sofie"],
        )
    with klok_op(op(2026, 11, 11)):
        zaak.zet("kondig_voornemen_aan")
    with klok_op(op(2026, 11, 13)):
        zaak.verstuur(voorstel)
        assert brieven.brieven_van(voorstel)  # noqa: S101 - the story cannot go on without its letters


def _zienswijze(zaak: Zaak) -> None:
    """The college speaks first; the raad can still write until the end of December."""
    with klok_op(op(2026, 11, 19, 14, 0)):
        punten = (
            "De termijn van 17 weken is te kort: de aanbesteding van de bewerking duurt alleen al twaalf weken.",
            "De achterstand ontstond door de herindeling van het archief, niet door nalatigheid.",
        )
        gegeven = zienswijzen.registreer(
            dossier_id=zaak.dossier_id,
            nieuw=zienswijzen.NieuweZienswijze(
                wijze="mondeling",
                gegeven_door="het college van Duinrand",
                datum=dt.date(2026, 11, 19),
                punten=punten,
            ),
            bestand=document("Verslag van de zienswijze van het college van Duinrand", punten),
            door=zaak.door,
        )
    with klok_op(op(2026, 11, 20)):
        punt = gegeven.punten.get(nummer=1)
        zienswijzen.beantwoord(
            punt_id=punt.pk,
            oordeel="deels",
            reactie=(
                "De aanbesteding kost tijd, maar het college kan het plan en de kerncijfers al eerder leveren. "
                "Voor die onderdelen blijft de termijn; voor de bewerking zelf wegen wij de planning mee."
            ),
            versie=punt.versie,
            door=zaak.mensen["farah"],
        )


def _t4_feiten(zaak: Zaak) -> None:
    with klok_op(op(2026, 10, 30, 15, 0)):
        zaak.stuk(
            "gespreksverslag",
            "Verslag bestuurlijk overleg Duinrand",
            [
                "Gedeputeerde Haring en de wethouder spraken over de archiefzorg. Het college blijft bij zijn weigering."
            ],
            ondertekend_op=dt.date(2026, 10, 30),
        )
    with klok_op(op(2026, 11, 2)):
        bewijs = zaak.stuk(
            "bewijs",
            "Inspectierapport archiefruimte",
            ["Onbewerkt archief: 1,8 kilometer. Vocht in ruimte 2."],
        )
        stukken.verifieer_stuk(stuk_id=bewijs, door=zaak.mensen["joost"])
        zaak.stuk(
            "uitvoeringsplan",
            "Globaal uitvoeringsplan archiefbewerking",
            [
                "Bewerking door een extern bureau onder leiding van de provinciaal archiefinspecteur, in 14 maanden."
            ],
            kostenraming=KOSTEN,
        )
    with klok_op(op(2026, 11, 3)):
        zaak.beoordeel(
            "eindbeoordeling", "onvoldoende", "Er is geen plan en geen voortgang.", stuk_ids=[bewijs]
        )
        zaak.beoordeel(
            "rechtsgang", "geen_open", "Nagegaan bij de rechtbank en de gemeente: niets aanhangig."
        )
