"""Dossiers of a test's own, made by the shorthand of the demonstration over the services."""

import datetime as dt

from interventieladder.beleid import meegeleverd
from interventieladder.models import Voorstel
from interventieladder.services import beleid as beleidsdiensten
from interventieladder.services import feiten, stukken
from interventieladder.services.voorstellen import Voorsteltekst
from toezicht.beeld.demo import elders
from toezicht.beeld.demo.toneel import KOSTEN, op
from toezicht.core.clock import klok_op

BEGIN = dt.date(2026, 9, 1)
BESTUURLIJK = Voorsteltekst(
    gevraagd="Goedkeuren dat wij met het college bestuurlijke afspraken maken.",
    waarom_nu="De ambtelijke afspraak is niet nagekomen.",
    lichter_middel="Een informatieverzoek en een ambtelijke afspraak met datum.",
    gevolg_ja="Brief L5b gaat uit, de raad krijgt afschrift.",
    gevolg_nee="De termijn van T3a loopt door.",
    termijn_weken=20,
)
VOORNEMEN = Voorsteltekst(
    gevraagd="Besluiten tot een voornemen tot indeplaatsstelling.",
    waarom_nu="De achterstand groeit; het college noemt geen datum.",
    lichter_middel="Informatieverzoek, ambtelijke en bestuurlijke afspraken.",
    beleidsruimte="De gemeente kiest hoe, maar niet of zij de taak uitvoert.",
    gevolg_ja="Het voornemen gaat uit en de raad krijgt afschrift.",
    gevolg_nee="Het bestuurlijk overleg loopt door.",
    termijn_weken=18,
    zienswijze_weken=4,
)


def beleid(mensen):
    """A version of its own for omgevingsrecht, in force since Friday, and one that waits for adoption."""
    algemeen = meegeleverd()["2026-1"]
    vth = {
        **algemeen,
        "versie": "VTH-2026-1",
        "naam": "Aanvullend beleidskader omgevingsrecht Voorbeeldland",
        "geldig_van": "2026-11-20",
        "domeinen": ["omgevingsrecht"],
        "taak": [taak for taak in algemeen["taak"] if taak["domein"] == "omgevingsrecht"],
        "max_weken": 78,
        "bewijs_max_weken": 20,
    }
    with klok_op(op(2026, 11, 20)):
        for inhoud in (vth, meegeleverd()["zes-2026-1"]):
            versie = beleidsdiensten.stel_op(inhoud=inhoud, door=mensen["farah"]).versie
            beleidsdiensten.dien_in(versie=versie, door=mensen["farah"])
        beleidsdiensten.stel_vast(
            versie="VTH-2026-1",
            kenmerk="GS-2026-0398",
            besloten_op=dt.date(2026, 11, 17),
            door=mensen["tess"],
        )


def nummer_van(voorstel_id):
    """The number people see."""
    return Voorstel.objects.get(pk=voorstel_id).nummer


def _op_t2(mensen, code, **extra):
    return elders._naar_t2(
        mensen,
        code=code,
        taak="uitvoeringsprogramma_vth",
        titel="Uitvoeringsprogramma VTH 2026 ontbreekt",
        tekst="Het college stelde geen programma vast.",
        begin=BEGIN,
        **extra,
    )


def bij_teamleider(mensen, code):
    """The number of a proposal of Joost to ask for information, read by Noor: Tess decides."""
    zaak = _op_t2(mensen, code, tot="voorstel")
    voorstel = Voorstel.objects.get(dossier_id=zaak.dossier_id)
    with klok_op(op(2026, 11, 20)):
        zaak.akkoord(voorstel.pk, "noor")
    return voorstel.nummer


def _op_t3a(mensen, code, **extra):
    zaak = _op_t2(mensen, code, **extra)
    elders._naar_t3a(
        zaak, dt.date(2026, 9, 28), actie="Programma vaststellen", gereed_op=dt.date(2026, 10, 9)
    )
    with klok_op(op(2026, 10, 12)):
        feiten.zet_afspraakstatus(
            afspraak_id=feiten.eerste_open_afspraak(zaak.dossier_id),
            status="niet_nagekomen",
            toelichting="Er is geen programma.",
            door=zaak.door,
        )
        zaak.afspraak("Programma vaststellen", "wethouder", dt.date(2027, 3, 31), "Vastgesteld programma")
    return zaak


def concept(mensen, code="GM9902"):
    """The number of a draft of Noor with one of its two letters made."""
    zaak = _op_t3a(mensen, code, door="noor")
    letters = {"L5b": "Bestuurlijke afspraken"}
    with klok_op(op(2026, 11, 17)):
        return nummer_van(
            zaak.stel_voor("start_bestuurlijk_overleg", BESTUURLIJK, letters=letters, indienen=False)
        )


def _naar_t3b(zaak):
    letters = {"L4b": "Uitnodiging bestuurlijk overleg", "L5b": "Bestuurlijke afspraken"}
    with klok_op(op(2026, 10, 13)):
        voorstel = zaak.stel_voor("start_bestuurlijk_overleg", BESTUURLIJK, letters=letters)
        zaak.akkoord(voorstel, "noor")
    return voorstel


def bij_gedeputeerde(mensen, code):
    """The number of a proposal of Joost for T3b, read by Noor: Marijke decides."""
    return nummer_van(_naar_t3b(_op_t3a(mensen, code)))


def bij_gs(mensen, code):
    """The number of a proposal of Joost for a voornemen that everybody agreed on: GS decide."""
    zaak = _op_t3a(mensen, code)
    t3b = _naar_t3b(zaak)
    with klok_op(op(2026, 10, 14)):
        zaak.besluit(t3b, "marijke")
        zaak.zet("start_bestuurlijk_overleg")
        zaak.verstuur(t3b)
    with klok_op(op(2026, 11, 9)):
        zaak.stuk(
            "gespreksverslag",
            "Verslag bestuurlijk overleg",
            ["De wethouder noemt geen datum."],
            ondertekend_op=dt.date(2026, 11, 9),
        )
        bewijs = zaak.stuk("bewijs", "Stand per 1 november", ["Er is geen programma."])
        stukken.verifieer_stuk(stuk_id=bewijs, door=mensen["noor"])
        zaak.stuk("uitvoeringsplan", "Globaal plan", ["Een extern bureau."], kostenraming=KOSTEN)
        zaak.beoordeel("eindbeoordeling", "onvoldoende", "Geen besluit.", stuk_ids=[bewijs])
        zaak.beoordeel("rechtsgang", "geen_open", "Niets aanhangig.")
    letters = {"L7": "Voornemen tot indeplaatsstelling", "L9": "Kennisgeving voornemen"}
    with klok_op(op(2026, 11, 10)):
        voorstel = zaak.stel_voor("kondig_voornemen_aan", VOORNEMEN, letters=letters)
        zaak.akkoord(voorstel, "noor", "farah", "marijke")
    return nummer_van(voorstel)
