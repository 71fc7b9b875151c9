"""Van signaal tot besluit en stap, over HTTP: een ander systeem werkt met toegangssleutels van de mensen zelf.

Feiten en brieven legt een mens vast op de pagina's; ook dat gaat hier over HTTP.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.api.wereld import Beller, probleem
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.scenarios.verhaal import dag, op
from toezicht.core import clock

pytestmark = pytest.mark.django_db
STAP = "ga_direct_naar_bestuurlijk_overleg"
PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20


@pytest.fixture(autouse=True)
def vandaag():
    with op(dag(2026, 10, 5)):
        yield


def pagina(mens):
    """De pagina's, zoals deze persoon ze ziet."""
    client = Client()
    client.force_login(mens)
    return client


def signaal_en_dossier(noor, collega):
    """Noor registreert een zwaar signaal, een collega weegt het, en Noor opent het dossier."""
    signaal = noor.maak(
        "/signalen",
        {
            "overheid": "GM9907",
            "soort": "IBT-OVERIG",
            "domein": "informatie_archief",
            "ernst": "licht",
            "titel": "Archiefkelder onder water",
            "bron": "regiomanager",
            "datum_feit": "2026-10-01",
            "kennisname_op": "2026-10-02",
            "betrouwbaarheid": "A",
        },
    ).json()
    assert doe(collega, signaal["url"], "behandeling")["status"] == "te_wegen"
    gewogen = doe(
        collega,
        signaal["url"],
        "wegingen",
        status=201,
        uitkomst="actief",
        reden="De archivaris bevestigt het.",
    )
    assert gewogen["status"] == "actief"
    dossier = noor.maak(
        "/dossiers",
        {
            "overheid": "GM9907",
            "taak": "archiefzorg",
            "titel": "Archiefkelder onder water",
            "omschrijving": "De kelder staat blank; de archivaris heeft geen toegang.",
            "datum_feit": "2026-10-01",
            "gevorderd": "resultaat",
            "gebrek": "niet_naar_behoren",
            "signalen": [signaal["nummer"]],
        },
    )
    assert dossier.status_code == 201, dossier.content
    return dossier.json()


def test_van_signaal_tot_bestuurlijk_overleg():
    """De gedeputeerde besluit over de API op precies wat hij las; pas daarna kan Noor de stap zetten."""
    gemeente, mensen = maak_gemeente(code="GM9907", naam="Duinrand"), maak_mensen()
    noor, joost = Beller(mensen.opsteller), Beller(mensen.lezer)
    gedeputeerde = Beller(mensen.gedeputeerde)
    dossier = signaal_en_dossier(noor, joost)
    adres, nummer = dossier["url"], dossier["nummer"]
    assert dossier["stand"] == "t1"
    assert dossier["overheid"] == gemeente.code

    stap = kaart(noor, adres)
    assert not stap["kan"]
    assert "weging" in stap["waarom_niet"].lower()
    invoer = voorstel(nummer)
    geweigerd = probleem(noor.maak("/voorstellen", invoer), 422, "stap_geweigerd")
    assert [b["code"] for b in geweigerd["bezwaren"]] == ["G-T3B-DIRECT"]

    weging = {
        "soort": "weging",
        "uitkomst": "optreden",
        "datum": clock.vandaag().isoformat(),
        "toelichting": "Bestuurlijk gewicht: de archivaris is niet gehoord.",
    }
    uit = pagina(mensen.opsteller).post(f"/dossiers/{nummer}/beoordeling/?soort=weging", weging)
    assert uit.status_code in {302, 303}, uit.content.decode()[:2000]
    stap = kaart(noor, adres)
    assert stap["kan"], stap

    concept = noor.maak("/voorstellen", invoer)
    assert concept.status_code == 201, concept.content
    pad = concept.json()["url"]
    for soort in ("L4b", "L5b"):
        brief(mensen.opsteller, concept.json()["nummer"], soort)
    ingediend = doe(noor, pad, "indiening")
    assert ingediend["status"] in ("ter_toetsing", "ter_besluit")
    wie = {"lezer": joost, "jurist": Beller(mensen.jurist)}
    for beller in wie.values():
        gelezen = beller.lees(pad)
        if gelezen["u_kunt"] == "toetsen":
            doe(beller, pad, "parafen", zegel=gelezen["zegel"])
    gelezen = gedeputeerde.lees(pad)
    assert (gelezen["status"], gelezen["u_kunt"]) == ("ter_besluit", "beslissen")

    versie = noor.lees(adres)["versie"]
    te_vroeg = noor.doe("POST", adres + "/stappen", {"stap": STAP}, versie=versie)
    assert te_vroeg.status_code in {409, 422}
    eigen = noor.lees(pad)
    zelf = noor.doe(
        "POST", pad + "/besluit", {"goedkeuren": True, "zegel": eigen["zegel"]}, versie=eigen["versie"]
    )
    probleem(zelf, 403, "geen_recht")
    besluit = doe(gedeputeerde, pad, "besluit", status=201, goedkeuren=True, zegel=gelezen["zegel"])
    assert (besluit["uitkomst"], besluit["niveau"]) == ("goedgekeurd", "gedeputeerde")

    gezet = noor.doe("POST", adres + "/stappen", {"stap": STAP}, versie=noor.lees(adres)["versie"])
    assert gezet.status_code == 201, gezet.content
    assert gezet.json()["stand"] == "t3b"
    titels = [regel["titel"] for regel in noor.lees(adres)["tijdlijn"]["resultaten"]]
    assert any("goedgekeurd door" in titel for titel in titels)
    assert "Dossier geopend" in titels
    assert noor.lees(pad)["status"] == "uitgevoerd"


def kaart(beller, adres):
    """De stap zoals de API hem toont."""
    return next(s for s in beller.lees(adres + "/stappen")["resultaten"] if s["stap"] == STAP)


def voorstel(nummer):
    """De tekst die de gedeputeerde leest."""
    return {
        "dossier": nummer,
        "stap": STAP,
        "gevraagd": "Akkoord met een bestuurlijk overleg met het college.",
        "waarom_nu": "De kelder staat blank sinds 1 oktober.",
        "lichter_middel": "Ambtelijk overleg leverde geen toegang op.",
        "gevolg_ja": "De uitnodiging gaat uit.",
        "gevolg_nee": "De stukken blijven nat.",
        "termijn_weken": 6,
        "zachte_motivering": "Het reces is voorbij.",
    }


def brief(mens, nummer, soort):
    """Een brief bij het voorstel, op de pagina geüpload."""
    uit = pagina(mens).post(
        f"/voorstellen/{nummer}/brief/{soort}/?upload",
        {"onderwerp": f"Brief {soort}", "bestand": SimpleUploadedFile("brief.pdf", PDF, "application/pdf")},
    )
    assert uit.status_code in {302, 303}, uit.content.decode()[:2000]


def doe(beller, pad, daad, *, status=200, **invoer):
    """Een daad op de versie die deze persoon net las."""
    versie = beller.lees(pad)["versie"]
    uit = beller.doe("POST", f"{pad}/{daad}", invoer, versie=versie)
    assert uit.status_code == status, uit.content
    return uit.json()
