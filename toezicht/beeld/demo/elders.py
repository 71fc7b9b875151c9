"""What happens elsewhere meanwhile: a municipality that complies in time, and work that waits for somebody."""

import datetime as dt

from interventieladder.services import feiten, stukken
from interventieladder.services.voorstellen import Voorsteltekst
from signalen.services import herwegingen, signalen
from toezicht.beeld.demo.toneel import KOSTEN, Zaak, op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid

INFORMATIE = Voorsteltekst(
    gevraagd="Goedkeuren dat wij het college om informatie vragen, met een termijn van vier weken.",
    waarom_nu="Het stuk ontbreekt of is verouderd.",
    noodzaak_uitvraag="De gegevens staan in geen andere levering.",
    gevolg_ja="Brief L2 gaat uit; het college heeft vier weken voor een antwoord.",
    gevolg_nee="Wij oordelen op wat wij hebben.",
    termijn_weken=4,
)


def speel(mensen: dict[str, User]) -> None:
    """The side threads, each on its own days."""
    _sluisdam_herstelt(mensen)
    _kreekzicht_wacht_op_de_gedeputeerde(mensen)
    _nieuwkade_wacht_op_verzending(mensen)
    _meerzicht_loopt(mensen)
    _werk_van_noor(mensen)
    _waterlo_wacht_op_gs(mensen)
    _heidewold_signalen(mensen)


def _naar_t2(
    mensen: dict[str, User],
    *,
    code: str,
    taak: str,
    titel: str,
    tekst: str,
    begin: dt.date,
    tot: str = "verzonden",
    door: str = "joost",
) -> Zaak:
    """Open, weigh, ask for information; `tot` says how far it comes: voorstel, stap or verzonden."""
    lezer = "noor" if door == "joost" else "joost"
    dag = dt.timedelta(days=1)
    with klok_op(begin):
        zaak = Zaak.open(
            code=code,
            taak=taak,
            titel=titel,
            feiten_tekst=tekst,
            door=mensen[door],
            lezer=mensen[lezer],
            mensen=mensen,
            gevorderd="resultaat",
            gebrek="niet_tijdig",
        )
    with klok_op(begin + dag):
        zaak.beoordeel("weging", "onderzoeken", "Het gebrek blijkt uit ons eigen register.")
        voorstel = zaak.stel_voor(
            "vraag_informatie", INFORMATIE, letters={"L2": f"Verzoek om informatie: {klein(titel)}"}
        )
        if tot == "voorstel":
            return zaak
        zaak.akkoord(voorstel, lezer)
    with klok_op(begin + 2 * dag):
        zaak.besluit(voorstel, "tess")
        zaak.zet("vraag_informatie")
    if tot == "verzonden":
        with klok_op(begin + 3 * dag):
            zaak.verstuur(voorstel)
    return zaak


def _naar_t3a(zaak: Zaak, begin: dt.date, *, actie: str, gereed_op: dt.date) -> None:
    """Answer, validation, talk, agreements; within a week."""
    dag = dt.timedelta(days=1)
    lezer = "noor" if zaak.door.username == "joost" else "joost"
    naam = "College"
    with klok_op(begin):
        zaak.stuk(
            "antwoord", "Antwoord van het college", ["Het college erkent de achterstand."], afzender=naam
        )
        verslag = zaak.stuk(
            "validatieverslag", "Validatieverslag", ["De termijn is verstreken zonder besluit."]
        )
        stukken.verifieer_stuk(stuk_id=verslag, door=zaak.mensen[lezer])
        zaak.beoordeel(
            "validatie", "risico", "Het stuk ontbreekt, het college werkt eraan.", stuk_ids=[verslag]
        )
    with klok_op(begin + 3 * dag):
        zaak.stuk("gespreksverslag", "Verslag ambtelijk overleg", ["Afgesproken is wanneer het stuk er is."])
        zaak.afspraak(actie, "afdelingshoofd", gereed_op, "Vastgesteld besluit")
        voorstel = zaak.stel_voor(
            "maak_ambtelijke_afspraken",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij de afspraken vastleggen, met een termijn van zestien weken.",
                waarom_nu="Het college wil het stuk alsnog vaststellen.",
                lichter_middel="Een informatieverzoek alleen geeft geen datum.",
                gevolg_ja="De afsprakenbrief gaat uit.",
                gevolg_nee="Er is geen afgesproken datum.",
                termijn_weken=16,
            ),
            letters={"L4": "Uitnodiging ambtelijk overleg", "L5": "Afspraken met termijn"},
        )
        zaak.akkoord(voorstel, lezer)
    with klok_op(begin + 4 * dag):
        zaak.besluit(voorstel, "tess")
        zaak.zet("maak_ambtelijke_afspraken")
        zaak.verstuur(voorstel)


def _sluisdam_herstelt(mensen: dict[str, User]) -> None:
    zaak = _naar_t2(
        mensen,
        code="GM9931",
        taak="uitvoeringsprogramma_vth",
        titel="Uitvoeringsprogramma VTH 2026 ontbreekt",
        tekst="Het college stelde geen uitvoeringsprogramma over 2026 vast.",
        begin=dt.date(2026, 8, 25),
    )
    _naar_t3a(
        zaak,
        dt.date(2026, 9, 14),
        actie="Uitvoeringsprogramma 2026 vaststellen",
        gereed_op=dt.date(2026, 11, 13),
    )
    with klok_op(op(2026, 11, 11)):
        bewijs = zaak.stuk(
            "bewijs",
            "Vastgesteld uitvoeringsprogramma VTH 2026",
            ["Het college stelde het programma op 10 november vast."],
            afzender="College",
        )
        feiten.zet_afspraakstatus(
            afspraak_id=feiten.eerste_open_afspraak(zaak.dossier_id),
            status="nagekomen",
            toelichting="Vastgesteld op 10 november, drie dagen voor de afgesproken datum.",
            door=zaak.door,
        )
        eind = zaak.beoordeel(
            "eindbeoordeling", "opgelost", "Het programma is vastgesteld en volledig.", stuk_ids=[bewijs]
        )
    with klok_op(op(2026, 11, 12)):
        feiten.verifieer_beoordeling(beoordeling_id=eind, door=mensen["noor"])
        voorstel = zaak.stel_voor(
            "sluit_hersteld",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij het dossier sluiten: de afspraak is op tijd nagekomen.",
                waarom_nu="Het programma is vastgesteld en door een tweede toezichthouder gecontroleerd.",
                gevolg_ja="Brief L10 gaat uit; over een half jaar doen wij een nazorgcontrole.",
                gevolg_nee="Het dossier blijft open zonder reden.",
                nazorg_op=dt.date(2027, 5, 12),
            ),
            letters={"L10": "Afronding: uitvoeringsprogramma vastgesteld"},
        )
        zaak.akkoord(voorstel, "noor")
    with klok_op(op(2026, 11, 16)):
        zaak.besluit(voorstel, "tess")
        zaak.zet("sluit_hersteld")
        zaak.verstuur(voorstel)


def _kreekzicht_wacht_op_de_gedeputeerde(mensen: dict[str, User]) -> None:
    zaak = _naar_t2(
        mensen,
        code="GM9917",
        taak="uitvoeringsstrategie_vth",
        titel="Uitvoerings- en handhavingsstrategie verouderd",
        tekst="De strategie is van 2019 en mist een risicoanalyse.",
        begin=dt.date(2026, 8, 31),
    )
    _naar_t3a(
        zaak, dt.date(2026, 9, 28), actie="Nieuwe strategie vaststellen", gereed_op=dt.date(2026, 11, 6)
    )
    with klok_op(op(2026, 11, 9)):
        feiten.zet_afspraakstatus(
            afspraak_id=feiten.eerste_open_afspraak(zaak.dossier_id),
            status="niet_nagekomen",
            toelichting="Op 6 november was er geen strategie; ook geen concept.",
            door=zaak.door,
        )
    with klok_op(op(2026, 11, 17)):
        zaak.afspraak(
            "Strategie met risicoanalyse vaststellen",
            "wethouder",
            dt.date(2027, 3, 31),
            "Vastgestelde strategie",
        )
        voorstel = zaak.stel_voor(
            "start_bestuurlijk_overleg",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij met het college bestuurlijke afspraken maken, met een termijn van 20 weken.",
                waarom_nu="De ambtelijke afspraak van 1 oktober is niet nagekomen; de strategie is zeven jaar oud.",
                lichter_middel="Een informatieverzoek en een ambtelijke afspraak met datum. Er is geen concept geleverd.",
                gevolg_ja="Brief L5b gaat deze week uit, de raad krijgt afschrift. De gemeente hoort het van ons.",
                gevolg_nee="De termijn van T3a loopt door tot eind december.",
                termijn_weken=20,
            ),
            letters={"L4b": "Uitnodiging bestuurlijk overleg", "L5b": "Bestuurlijke afspraken strategie VTH"},
        )
    with klok_op(op(2026, 11, 19)):
        zaak.akkoord(voorstel, "noor")


def _waterlo_wacht_op_gs(mensen: dict[str, User]) -> None:
    zaak = _naar_t2(
        mensen,
        code="GM9937",
        taak="huisvesting_vergunninghouders",
        titel="Achterstand huisvesting vergunninghouders",
        tekst="Op 1 juli 2026 bedroeg de achterstand 31 personen; de opgave van dit halfjaar is 24.",
        begin=dt.date(2026, 8, 24),
    )
    _naar_t3a(
        zaak,
        dt.date(2026, 9, 14),
        actie="Locatiebesluit voor 40 plekken nemen",
        gereed_op=dt.date(2026, 10, 9),
    )
    _waterlo_naar_t3b(zaak)
    with klok_op(op(2026, 11, 9)):
        zaak.stuk(
            "gespreksverslag",
            "Verslag bestuurlijk overleg Waterlo",
            ["De wethouder noemt geen datum voor het locatiebesluit."],
            ondertekend_op=dt.date(2026, 11, 9),
        )
        bewijs = zaak.stuk("bewijs", "Stand huisvesting per 1 november", ["Achterstand: 38 personen."])
        stukken.verifieer_stuk(stuk_id=bewijs, door=mensen["noor"])
        zaak.stuk(
            "uitvoeringsplan",
            "Globaal plan tijdelijke huisvesting",
            ["Flexwoningen op twee locaties."],
            kostenraming=2 * KOSTEN,
        )
        zaak.beoordeel(
            "eindbeoordeling", "onvoldoende", "Geen besluit, achterstand groeit.", stuk_ids=[bewijs]
        )
        zaak.beoordeel("rechtsgang", "geen_open", "Niets aanhangig.")
    with klok_op(op(2026, 11, 10)):
        voorstel = zaak.stel_voor(
            "kondig_voornemen_aan",
            Voorsteltekst(
                gevraagd="Besluiten tot een voornemen tot indeplaatsstelling voor de huisvesting van vergunninghouders.",
                waarom_nu="De achterstand groeide van 31 naar 38 personen; het college noemt geen datum.",
                lichter_middel="Informatieverzoek, ambtelijke en bestuurlijke afspraken leidden niet tot een locatiebesluit.",
                beleidsruimte="De gemeente kiest waar en hoe, maar niet of zij huisvest (Huisvestingswet 2014, artikel 28).",
                gevolg_ja="Het voornemen gaat uit, de raad krijgt afschrift en het provinciaal blad publiceert het.",
                gevolg_nee="Het bestuurlijk overleg loopt door tot april 2027.",
                termijn_weken=18,
                zienswijze_weken=4,
            ),
            letters={
                "L7": "Voornemen tot indeplaatsstelling huisvesting vergunninghouders",
                "L9": "Kennisgeving voornemen tot indeplaatsstelling Waterlo",
            },
        )
        zaak.akkoord(voorstel, "noor")
    with klok_op(op(2026, 11, 13)):
        zaak.akkoord(voorstel, "farah")
    with klok_op(op(2026, 11, 16, 20, 15)):
        zaak.akkoord(voorstel, "marijke")


def _waterlo_naar_t3b(zaak: Zaak) -> None:
    with klok_op(op(2026, 10, 12)):
        feiten.zet_afspraakstatus(
            afspraak_id=feiten.eerste_open_afspraak(zaak.dossier_id),
            status="niet_nagekomen",
            toelichting="Op 9 oktober lag er geen locatiebesluit.",
            door=zaak.door,
        )
        zaak.afspraak(
            "Locatiebesluit voor 40 plekken nemen", "wethouder wonen", dt.date(2026, 12, 15), "Raadsbesluit"
        )
        voorstel = zaak.stel_voor(
            "start_bestuurlijk_overleg",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij met het college bestuurlijke afspraken maken, met een termijn van 26 weken.",
                waarom_nu="De afspraak over een locatiebesluit is niet nagekomen.",
                lichter_middel="Een informatieverzoek en ambtelijke afspraken met een datum.",
                gevolg_ja="Brief L5b gaat uit, de raad krijgt afschrift.",
                gevolg_nee="De termijn van T3a loopt door tot eind december.",
                termijn_weken=26,
            ),
            letters={"L4b": "Uitnodiging bestuurlijk overleg", "L5b": "Bestuurlijke afspraken huisvesting"},
        )
        zaak.akkoord(voorstel, "noor")
    with klok_op(op(2026, 10, 14)):
        zaak.besluit(voorstel, "marijke")
        zaak.zet("start_bestuurlijk_overleg")
        zaak.verstuur(voorstel)


def _nieuwkade_wacht_op_verzending(mensen: dict[str, User]) -> None:
    _naar_t2(
        mensen,
        code="GM9922",
        taak="uitvoeringsprogramma_vth",
        titel="Evaluatie VTH 2025 ontbreekt",
        tekst="De evaluatie over 2025 is niet ontvangen.",
        begin=dt.date(2026, 11, 16),
        tot="stap",
    )


def _werk_van_noor(mensen: dict[str, User]) -> None:
    """An answer due this week, agreements half-way, and a proposal of a colleague to read."""
    _naar_t2(
        mensen,
        code="GM9941",
        taak="archiefbewaarplaats",
        titel="Geen aangewezen archiefbewaarplaats",
        tekst="Na de verhuizing van het stadhuis is geen nieuwe archiefbewaarplaats aangewezen.",
        begin=dt.date(2026, 10, 27),
        door="noor",
    )
    westhage = _naar_t2(
        mensen,
        code="GM9938",
        taak="archiefzorg",
        titel="Overbrenging van archief loopt achter",
        tekst="Archief van voor 2006 is niet overgebracht; er is geen machtiging tot uitstel.",
        begin=dt.date(2026, 8, 31),
        door="noor",
    )
    _naar_t3a(
        westhage,
        dt.date(2026, 9, 28),
        actie="Eerste voortgangsbericht overbrenging",
        gereed_op=dt.date(2026, 11, 25),
    )
    _naar_t2(
        mensen,
        code="GM9926",
        taak="uitvoeringsprogramma_vth",
        titel="Uitvoeringsprogramma VTH 2026 niet aan de raad gezonden",
        tekst="De raad ontving het programma niet; dat blijkt uit de raadsinformatie.",
        begin=dt.date(2026, 11, 19),
        tot="voorstel",
    )


def _meerzicht_loopt(mensen: dict[str, User]) -> None:
    zaak = _naar_t2(
        mensen,
        code="GM9920",
        taak="adviescommissie_erfgoed",
        titel="Geen adviescommissie voor erfgoed",
        tekst="Sinds 1 januari 2026 is er geen commissie ingesteld.",
        begin=dt.date(2026, 9, 14),
    )
    _naar_t3a(zaak, dt.date(2026, 10, 5), actie="Commissie instellen", gereed_op=dt.date(2026, 12, 18))


def _heidewold_signalen(mensen: dict[str, User]) -> None:
    heidewold = Overheid.objects.get(code="GM9913", geldig_tot__isnull=True)
    with klok_op(op(2026, 11, 18)):
        signaal = signalen.registreer_signaal(
            overheid_id=heidewold.pk,
            soort="IBT-S02",
            domein="bestuurskracht",
            ernst="licht",
            titel="Derde wethouder vertrekt binnen twaalf maanden",
            toelichting="De wethouder financiën maakte op 17 november zijn vertrek bekend in de raad.",
            bron="raad",
            datum_feit=dt.date(2026, 11, 17),
            kennisname_op=dt.date(2026, 11, 18),
            betrouwbaarheid="A",
            door=mensen["pieter"],
        )
        signalen.neem_in_behandeling(signaal_id=signaal.pk, door=mensen["pieter"])
        herwegingen.stel_herweging_voor(
            signaal_id=signaal.pk,
            naar="zwaar",
            reden="Derde vertrek in twaalf maanden, bevestigd door raadsverslag en twee kranten.",
            door=mensen["pieter"],
        )
    with klok_op(op(2026, 11, 20)):
        signalen.registreer_signaal(
            overheid_id=heidewold.pk,
            soort="IBT-S01",
            domein="bestuurskracht",
            ernst="licht",
            titel="Negatieve berichten over vergunningen",
            toelichting="Drie artikelen in twee kranten over lange wachttijden.",
            bron="pers",
            datum_feit=dt.date(2026, 11, 19),
            kennisname_op=dt.date(2026, 11, 20),
            betrouwbaarheid="B",
            door=mensen["joost"],
        )
