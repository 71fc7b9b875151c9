"""The main line of the work, by the people who do it, each in a browser of their own."""

from playwright.sync_api import expect

from interventieladder.models import Besluit, Dossier, Termijn
from tests.e2e import zaken


def test_van_signaal_tot_termijn(bezoek, wereld):
    noor, rik, joost, tess = (bezoek() for _ in range(4))
    noor.log_in("noor")
    _signaal(noor)
    dossier = _dossier(noor)
    _tweede_lezer(rik, dossier)
    voorstel = _voorstel(noor, dossier)

    joost.log_in("joost")
    joost.ga(f"/besluiten/{voorstel}/")
    joost.druk("Akkoord")
    joost.ziet(f"Uw akkoord op voorstel {voorstel} is vastgelegd.")

    tess.log_in("tess")
    tess.ga(f"/besluiten/{voorstel}/")
    tess.ziet("Goedkeuren dat wij het college om informatie vragen.")
    tess.page.get_by_text("Goedkeuren", exact=True).click()
    tess.druk("Ja, keur goed")
    tess.ziet(f"Voorstel {voorstel} is goedgekeurd")

    noor.ga(f"/dossiers/{dossier}/")
    noor.druk("Zet de stap")
    noor.ziet("Het dossier staat nu op T2")
    noor.volg("Registreer verzending")
    for bewijs in noor.main.get_by_label("Bewijs van verzending").all():
        bewijs.fill("ontvangstbewijs 2026-118")
    noor.druk("Registreer verzending")
    noor.ziet("De verzending van L2 is geregistreerd.")

    termijn = Termijn.objects.get(dossier__nummer=dossier)
    kaart = noor.page.locator("aside section", has_text="Termijn antwoord op het informatieverzoek")
    expect(kaart.locator("ol li")).to_have_count(len(termijn.uitleg))
    expect(kaart.locator("ol li").first).to_be_visible()
    assert Dossier.objects.get(nummer=dossier).trede == "t2"


def _signaal(noor):
    noor.ga("/signalen/")
    noor.volg("Signaal melden")
    noor.kies("Overheid", "Kerkeland")
    noor.kies("Soort signaal", "IBT-S20 Leveringen te laat of afwezig (meer dan 13 weken of twee jaar)")
    noor.vul("Titel", "Archiefverslag 2025 ontbreekt")
    noor.vul("Toelichting", "Na twee rappels is er geen verslag.")
    noor.kies("Domein", "Informatie- en archiefbeheer")
    noor.kies("Bron", "Eigen dossier")
    noor.vul("Datum van het feit", "2026-11-16")
    noor.druk("Registreer")
    noor.ziet("is geregistreerd.")
    noor.druk("Neem in behandeling")
    noor.vink("Actief: nagegaan, telt mee")
    noor.vul("Reden", "Nagezien in ons register.")
    noor.druk("Leg weging vast")


def _dossier(noor):
    noor.volg("Open dossier")
    noor.kies("Taak", "Zorg voor de archiefbescheiden (Archiefwet 1995, artikel 3 en 30)")
    noor.vul("Feiten", "De kerncijfers over 2025 ontbreken.")
    noor.druk("Open dossier")
    noor.ziet("is geopend en staat op T1 Signaleren.")
    dossier = noor.nummer
    noor.ga(f"/dossiers/{dossier}/beoordeling/?soort=weging")
    noor.vink("Informatie opvragen")
    noor.vul("Toelichting", "Het gebrek blijkt uit ons eigen register.")
    noor.druk("Leg vast")
    noor.ziet("De beoordeling is vastgelegd.")
    return dossier


def _tweede_lezer(rik, dossier):
    rik.log_in("rik")
    rik.ga(f"/dossiers/{dossier}/")
    rik.volg("Wijs toe")
    rik.kies("Tweede lezer", "Joost van Dam, toezichthouder omgevingsrecht")
    rik.druk("Wijs toe")
    rik.ziet("Het dossier is toegewezen.")


def _voorstel(noor, dossier):
    noor.ga(f"/dossiers/{dossier}/")
    noor.ga(f"/dossiers/{dossier}/voorstel/vraag_informatie/")
    noor.vul("Wat wordt gevraagd?", "Goedkeuren dat wij het college om informatie vragen.")
    noor.vul("Waarom nu?", "Het archiefverslag over 2025 ontbreekt.")
    noor.vul("Waarom zijn deze gegevens nodig", "De kerncijfers staan in geen andere levering.")
    noor.vul("Wat gebeurt er bij ja?", "Brief L2 gaat uit.")
    noor.vul("Wat gebeurt er bij nee of later?", "Wij oordelen op wat wij hebben.")
    noor.vul("Termijn in weken", "4")
    noor.druk("Bewaar als concept")
    voorstel = noor.nummer
    noor.volg("Maak brief")
    noor.ziet("L2")
    noor.druk("Bewaar brief")
    noor.ziet("is bewaard bij het voorstel.")
    noor.druk("Bewaar en dien in")
    noor.ziet("Het voorstel is ingediend.")
    return voorstel


def test_gedeputeerde_besluit_op_de_telefoon(bezoek, wereld):
    nummer = zaken.bij_gedeputeerde(wereld.mensen, "GM9916")
    marijke = bezoek("marijke", breed=390, hoog=844, has_touch=True, is_mobile=True)
    marijke.ga("/besluiten/")
    marijke.main.get_by_role("link", name="Kerkeland").first.tap()
    marijke.ziet("Goedkeuren dat wij met het college bestuurlijke afspraken maken.")
    goedkeuren = marijke.main.get_by_text("Goedkeuren", exact=True)
    expect(goedkeuren).to_be_in_viewport()  # at the thumb, without scrolling
    assert goedkeuren.bounding_box()["height"] >= 44
    goedkeuren.tap()  # what has legal effect is confirmed (WCAG 3.3.4)
    assert not Besluit.objects.filter(voorstel__nummer=nummer).exists()
    knop = marijke.main.get_by_role("button", name="Ja, keur goed")
    expect(knop).to_be_in_viewport()
    with marijke.page.expect_navigation():
        knop.tap()
    marijke.ziet(f"Voorstel {nummer} is goedgekeurd")
    besluit = Besluit.objects.get(voorstel__nummer=nummer)
    assert besluit.besloten_door == wereld.mensen["marijke"]


def test_gedeputeerde_stuurt_terug_met_een_vraag(bezoek, wereld):
    nummer = zaken.bij_gedeputeerde(wereld.mensen, "GM9918")
    vraag = "Is er met de wethouder gesproken?"
    marijke = bezoek("marijke", breed=390, hoog=844)
    marijke.ga(f"/besluiten/{nummer}/")
    marijke.page.get_by_text("Terug met vraag").click()
    marijke.druk("Stuur terug met deze vraag")
    marijke.ziet("Nog niet opgeslagen")  # a question is needed
    marijke.vul("Wat wilt u nog weten", vraag)
    marijke.druk("Stuur terug met deze vraag")
    marijke.ziet("met uw vraag.")

    joost = bezoek("joost")
    joost.ga("/werkvoorraad/")
    joost.ziet(vraag)
    joost.ga(f"/voorstellen/{nummer}/")
    joost.ziet(vraag)
    joost.druk("Pas aan")
    joost.ziet("Het voorstel is weer een concept.")
    assert not Besluit.objects.filter(voorstel__nummer=nummer).exists()


def test_secretariaat_registreert_besluit_van_gs(bezoek, wereld):
    nummer = zaken.bij_gs(wereld.mensen, "GM9919")
    sofie = bezoek("sofie")
    sofie.ga("/besluiten/")
    sofie.ga(f"/besluiten/{nummer}/")
    sofie.volg("Registreer het besluit van GS")
    sofie.vul("Datum van de vergadering", "2026-11-17")
    sofie.druk("Toon de leden op die dag")
    sofie.vul("Agendapunt", "7")
    sofie.vul("Besluitnummer", "GS-2026-0472")
    aanwezig = sofie.main.get_by_role("group", name="Wie was aanwezig?")
    for lid in ("Marijke Haring", "Douwe Postma", "Leila Yildiz"):
        aanwezig.get_by_label(lid).check()
    sofie.vink("Goedgekeurd")
    sofie.druk("Registreer het besluit")
    sofie.ziet("Besluit GS-2026-0472 van GS")
    besluit = Besluit.objects.get(voorstel__nummer=nummer)
    assert (besluit.nummer, besluit.besloten_door, besluit.agendapunt) == ("GS-2026-0472", None, "7")
