"""De hoofdverhalen over de pagina's, zoals een toezichthouder ze doorloopt: formulieren, knoppen en weigeringen."""

import pytest
from django.test import Client
from django.urls import reverse

from interventieladder.brieven import als_tekst
from interventieladder.models import Besluit, Brief, Ladderstap, Voorstel, Zienswijze
from interventieladder.services import brieven
from tests.interventieladder import dienst
from tests.paginatekst import tekst
from tests.scenarios.verhaal import Verhaal, dag, op

pytestmark = pytest.mark.django_db
BESLUIT = "besluit_indeplaatsstelling"
TEKST = {
    "gevraagd": "Besluiten tot indeplaatsstelling.",
    "waarom_nu": "De termijn van het voornemen is om.",
    "lichter_middel": "Afspraken en voornemen hielpen niet.",
    "beleidsruimte": "De wet laat geen keus.",
    "gevolg_ja": "Het besluit gaat uit.",
    "gevolg_nee": "Er verandert niets.",
    "termijn_weken": "13",
    "embargo_tot": "2026-11-11T12:00",
    "embargo_tot_0": "2026-11-11",
    "embargo_tot_1": "12:00",
}


def als(user):
    """Een browser waarin deze medewerker is ingelogd."""
    browser = Client()
    browser.force_login(user)
    return browser


def pagina(zaak, naam, *args):
    return reverse(naam, args=[zaak.dossier.nummer, *args])


def gelukt(antwoord):
    """De handeling lukte: de browser gaat verder naar een pagina; anders laat de fout zien wat er stond."""
    assert antwoord.status_code in (302, 303), tekst(antwoord)[:1500]
    return antwoord["Location"]


def toetsers(zaak):
    m = zaak.mensen
    return {"lezer": m.lezer, "jurist": m.jurist, "portefeuillehouder": m.gedeputeerde}


def test_van_zienswijze_naar_besluit_en_brief():
    """T4 naar T5 (rij 12): zienswijze registreren, punten beantwoorden, feitencheck, plan, voorstel met stukken,
    toetsing door drie collega's, besluit van GS, de stap en de verzending."""
    with op(dag(2026, 9, 14)):
        zaak = Verhaal.begint_op("t3b", sinds=dag(2026, 4, 6))
        zaak.bereid_voor("kondig_voornemen_aan")
        zaak.zet("kondig_voornemen_aan", termijn_weken=8, zienswijze_weken=4, nazorg_op=None)
    noor, farah = als(zaak.mensen.opsteller), als(zaak.mensen.jurist)
    with op(dag(2026, 10, 5)):
        gelukt(
            noor.post(
                pagina(zaak, "zienswijze_nieuw"),
                {
                    "wijze": "mondeling",
                    "gegeven_door": "het college",
                    "datum": "2026-10-05",
                    "punten": "De termijn is te kort.\nEr is wel een plan.",
                    "bestand": dienst.bestand(),
                },
            )
        )
    zienswijze = Zienswijze.objects.get(dossier=zaak.dossier)
    with op(dag(2026, 11, 10)):
        geweigerd = noor.post(pagina(zaak, "voorstel_nieuw", BESLUIT), TEKST)
        assert geweigerd.status_code == 422
        assert "Beantwoord punt 1, 2 van de zienswijze van het college" in tekst(geweigerd)
        for nummer, oordeel in ((1, "ongegrond"), (2, "deels")):
            gegevens = {"oordeel": oordeel, "reactie": f"Ons antwoord {nummer}.", "versie": "1"}
            gelukt(farah.post(pagina(zaak, "zienswijze_antwoord", zienswijze.pk, nummer), gegevens))
        gelukt(
            noor.post(
                f"{pagina(zaak, 'dossier_beoordeling')}?soort=feitencheck",
                {
                    "soort": "feitencheck",
                    "uitkomst": "niet_voldaan",
                    "datum": "2026-11-10",
                    "toelichting": "Ter plaatse gezien.",
                },
            )
        )
        gelukt(
            noor.post(
                f"{pagina(zaak, 'stuk_nieuw')}?soort=uitvoeringsplan",
                {
                    "soort": "uitvoeringsplan",
                    "titel": "Plan",
                    "datum": "2026-11-10",
                    "kostenraming": "25.000",
                    "bestand": dienst.bestand(),
                },
            )
        )
        gelukt(noor.post(pagina(zaak, "voorstel_nieuw", BESLUIT), TEKST))
        voorstel = Voorstel.objects.get(dossier=zaak.dossier, stap=BESLUIT)
        adres = reverse("voorstel", args=[voorstel.nummer])
        assert "Ons antwoord 2." in tekst(noor.get(adres)), "wat in het besluit komt, staat bij het voorstel"
        for soort in ("L8", "L9", "L16"):
            dienst_brief(zaak, voorstel, soort)
        gelukt(noor.post(adres, {**TEKST, "daad": "indienen"}))
        while onderdeel := Voorstel.objects.get(pk=voorstel.pk).aan_zet:
            wie = als(toetsers(zaak)[onderdeel])
            gelukt(wie.post(reverse("voorstel_actie", args=[voorstel.nummer, "akkoord"]), {}))
        zaak.gs_besluiten(Voorstel.objects.get(pk=voorstel.pk))
        gelukt(noor.post(pagina(zaak, "dossier_stap", BESLUIT), {"versie": zaak.dossier.versie}))
        assert zaak.stand == "t5"
        brief = Brief.objects.get(voorstel=voorstel, soort="L8")
        gegevens = {"verzonden_op": "2026-11-10"}
        for nummer, _ in enumerate(brief.geadresseerden):
            gegevens |= {f"wie_{nummer}": "on", f"kanaal_{nummer}": "post", f"bewijs_{nummer}": "3SABC"}
        gelukt(noor.post(reverse("brief_verzenden", args=[voorstel.nummer, brief.pk]), gegevens))
    assert zaak.termijn("begunstiging").effectief_einde == dag(2027, 2, 9)
    assert "Ons antwoord 1." in als_tekst(zaak.dossier)


def dienst_brief(zaak, voorstel, soort):
    """Een eigen document bij het voorstel; het sjabloon van de brief heeft zijn eigen tests."""
    brieven.upload_brief(
        voorstel_id=voorstel.pk,
        soort=soort,
        onderwerp=f"Brief {soort}",
        bestand=dienst.bestand(),
        door=zaak.mensen.opsteller,
    )


def test_sc1_de_tweede_krijgt_de_pagina_wie_wat_wanneer():
    """Twee toezichthouders zien versie n; de eerste zet de stap, de tweede leest dat en er is maar één stap."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3a")
        zaak.bereid_voor("start_bestuurlijk_overleg")
        zaak.besloten("start_bestuurlijk_overleg")
        gezien = {"versie": zaak.dossier.versie}
        adres = pagina(zaak, "dossier_stap", "start_bestuurlijk_overleg")
        gelukt(als(zaak.mensen.opsteller).post(adres, gezien))
        tweede = als(zaak.mensen.lezer).post(adres, gezien)
    assert tweede.status_code == 409
    assert zaak.mensen.opsteller.naam in tekst(tweede)
    assert Ladderstap.objects.filter(dossier=zaak.dossier, trede="t3b").count() == 1


def test_sc7_afwijzen_op_de_besluitpagina():
    """De gedeputeerde wijst af met een reden: het dossier blijft op T3b en de opsteller leest waarom."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3b")
        zaak.bereid_voor("kondig_voornemen_aan")
        dienst.machtig("kondig_voornemen_aan")
        voorstel = zaak.voorgelegd("kondig_voornemen_aan")
        adres = reverse("besluit", args=[voorstel.nummer])
        marijke = als(zaak.mensen.gedeputeerde)
        nee = {"daad": "afwijzen", "zegel": voorstel.zegel, "reden": "Eerst nog bestuurlijk gesprek."}
        gelukt(marijke.post(adres, nee))
        assert Besluit.objects.get(voorstel=voorstel).uitkomst == "afgewezen"
        verhaal = tekst(als(zaak.mensen.opsteller).get(pagina(zaak, "dossier")))
    assert "Eerst nog bestuurlijk gesprek." in verhaal
    assert zaak.stand == "t3b"


def test_sc15_het_dossier_van_de_commissaris_is_voor_een_ander_niet_te_vinden():
    """Het dossier over de taak van de burgemeester bestaat voor de toezichthouder op geen enkele pagina."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3b", kamer="cdk", orgaan="burgemeester")
        buiten = als(zaak.mensen.opsteller)
        for naam in ("dossier", "zienswijze_nieuw", "stuk_nieuw", "dossier_beoordeling"):
            assert buiten.get(pagina(zaak, naam)).status_code == 404
        assert zaak.dossier.nummer not in tekst(buiten.get(reverse("dossiers")))


def test_sc20_op_de_dag_na_de_termijn_vraagt_de_pagina_eerst_een_controle():
    """Op de dag na de begunstigingstermijn weigert de pagina de uitvoering tot er een feitencheck is."""
    with op(dag(2026, 9, 1)):
        zaak = Verhaal.begint_op("t4", sinds=dag(2026, 4, 6))
        zaak.bereid_voor(BESLUIT)
        zaak.zet(BESLUIT, termijn_weken=4)
    with op(dag(2026, 9, 30), uur=0):
        noor = als(zaak.mensen.opsteller)
        weigering = noor.post(pagina(zaak, "voorstel_nieuw", "start_uitvoering"), {"gevraagd": "Starten."})
        assert weigering.status_code == 422
        assert "Doe een feitencheck na 29-9-2026" in tekst(weigering)
        controle = {
            "soort": "feitencheck",
            "uitkomst": "niet_voldaan",
            "datum": "2026-09-30",
            "toelichting": "Gezien.",
        }
        gelukt(noor.post(f"{pagina(zaak, 'dossier_beoordeling')}?soort=feitencheck", controle))
        gelukt(noor.post(pagina(zaak, "voorstel_nieuw", "start_uitvoering"), {"gevraagd": "Starten."}))
