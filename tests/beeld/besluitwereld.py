"""Proposals that wait for a deputy or for GS, made through the services, each act on its own day."""

import datetime as dt
from dataclasses import asdict
from decimal import Decimal

from interventieladder import brieven as opmaak
from interventieladder.models import GSLid, Termijn, Voorstel
from interventieladder.services import (
    besluiten,
    briefverzending,
    brieven,
    dossiers,
    feiten,
    stapzetting,
    stukken,
    voorstellen,
    zienswijzen,
)
from interventieladder.services.briefverzending import Zending
from interventieladder.services.voorstellen import Voorsteltekst
from interventieladder.treden import DOCUMENTEN
from tests.factories import SecretariaatFactory
from tests.interventieladder.dienst import gevraagde_velden_van
from tests.interventieladder.paginawereld import PEIL, bouw, pdf
from toezicht.core import clock
from toezicht.core.clock import klok_op

TEKST = Voorsteltekst(
    gevraagd="Goedkeuren dat wij afspraken maken.",
    waarom_nu="Het college weigert een plan.",
    lichter_middel="Twee rappels bleven zonder antwoord.",
    beleidsruimte="De wet laat hier geen keuze.",
    gevolg_ja="De brief gaat uit.",
    gevolg_nee="De achterstand groeit.",
    termijn_weken=13,
    zienswijze_weken=4,
    embargo_tot=clock.moment(PEIL),
)


def dag(nummer):
    return PEIL + dt.timedelta(days=nummer)


def vers(voorstel):
    """The proposal as it stands now (never refresh a protected state field)."""
    return Voorstel.objects.get(pk=voorstel.pk)


def stuk(w, soort, titel="Verslag", **extra):
    nieuw = stukken.NieuwStuk(soort=soort, titel=titel, datum=clock.vandaag(), **extra)
    return stukken.voeg_stuk_toe(dossier_id=w.dossier_id, nieuw=nieuw, bestand=pdf(), door=w.noor).pk


def zienswijze(w, dossier=None):
    """The college answers a voornemen: its letter, not in points yet."""
    dossier = dossier or w.dossier
    Termijn.objects.create(
        dossier=dossier,
        stap=dossier.stappen.get(tot__isnull=True),
        soort="zienswijze",
        start=clock.vandaag(),
        dagen=100,
        basis="brief",
        ruw_einde=clock.vandaag() + dt.timedelta(days=100),
        effectief_einde=clock.vandaag() + dt.timedelta(days=100),
        kalender_versie="test",
    )
    return zienswijzen.registreer(
        dossier_id=dossier.pk,
        nieuw=zienswijzen.NieuweZienswijze(
            wijze="schriftelijk",
            gegeven_door="het college",
            datum=clock.vandaag(),
            ontvangen_op=clock.vandaag(),
        ),
        bestand=pdf(),
        door=w.noor,
    )


def beoordeel(w, soort, uitkomst, *stuk_ids):
    return feiten.leg_beoordeling_vast(
        dossier_id=w.dossier_id,
        soort=soort,
        uitkomst=uitkomst,
        toelichting="Nagegaan.",
        door=w.noor,
        stuk_ids=stuk_ids,
    )


def stel_voor(w, stap, *soorten, tekst=TEKST):
    """A submitted proposal with its letters."""
    vraagt = gevraagde_velden_van(w.dossier, stap)
    passend = Voorsteltekst(**{veld: waarde for veld, waarde in asdict(tekst).items() if veld in vraagt})
    voorstel = voorstellen.stel_op(dossier_id=w.dossier_id, stap=stap, tekst=passend, door=w.noor)
    for soort in soorten:
        if DOCUMENTEN[soort].sjabloon:
            velden = opmaak.standaard_velden(soort, voorstel.dossier, voorstel)
            brieven.maak_brief(
                voorstel_id=voorstel.pk, soort=soort, onderwerp=f"Brief {soort}", velden=velden, door=w.noor
            )
        else:
            brieven.upload_brief(
                voorstel_id=voorstel.pk, soort=soort, onderwerp="Uitnodiging", bestand=pdf(), door=w.noor
            )
    return voorstellen.dien_in(voorstel_id=voorstel.pk, door=w.noor)


def verstuur(w, voorstel):
    for brief in brieven.brieven_van(voorstel.pk):
        zendingen = [
            Zending(g["naam"], g["rol"], "email", clock.vandaag(), "ontvangstbewijs")
            for g in brief.geadresseerden
        ]
        briefverzending.verzend(brief_id=brief.pk, zendingen=zendingen, door=w.noor)


def zet(w, voorstel, beslisser):
    besluiten.beslis(
        voorstel_id=voorstel.pk,
        goedkeuren=True,
        door=beslisser,
        zegel=voorstellen.zegel_van(voorstel.pk),
    )
    stapzetting.zet_stap(dossier_id=w.dossier_id, stap=voorstel.stap, door=w.noor)


def wereld():
    """Duinrand on T1, with the members of GS and their secretariaat."""
    with klok_op(dag(0)):
        w = bouw()
        w.sofie = SecretariaatFactory(first_name="Sofie", last_name="de Graaf")
        for plek, naam in enumerate(("Haring", "Postma", "Wouters", "Yildiz")):
            gebruiker = w.marijke if plek == 0 else None
            GSLid.objects.create(naam=naam, functie="gedeputeerde", gebruiker=gebruiker, van=dag(-500))
        return w


def tot_gedeputeerde(w):
    """To T3a, where the agreement is refused: a proposal for T3b, read by the second reader (day 22)."""
    with klok_op(dag(1)):
        voorstel = w.ingediend()
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.joost)
        zet(w, voorstel, w.tess)
        verstuur(w, voorstel)
    with klok_op(dag(10)):
        stuk(w, "antwoord", afzender="College", ontvangen_op=clock.vandaag())
        verslag = stuk(w, "validatieverslag")
        stukken.verifieer_stuk(stuk_id=verslag, door=w.joost)
        beoordeel(w, "validatie", "verwaarlozing_vastgesteld", verslag)
        stuk(w, "gespreksverslag")
        afspraak, _ = [
            feiten.maak_afspraak(
                dossier_id=w.dossier_id,
                actie=actie,
                eigenaar="secretaris",
                gereed_op=dag(90),
                bewijs="besluit",
                door=w.noor,
            )
            for actie in ("Plan van aanpak", "Kerncijfers leveren")
        ]
        voorstel = stel_voor(w, "maak_ambtelijke_afspraken", "L4", "L5")
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.joost)
        zet(w, voorstel, w.tess)
        verstuur(w, voorstel)
    with klok_op(dag(20)):
        feiten.zet_afspraakstatus(
            afspraak_id=afspraak.pk, status="geweigerd", toelichting="Brief van het college.", door=w.noor
        )
        dossiers.zet_grondslag(
            dossier_id=w.dossier_id, orgaan="college", gevorderd="handeling", gebrek="niet", door=w.noor
        )
        voorstel = stel_voor(w, "start_bestuurlijk_overleg", "L4b", "L5b")
    with klok_op(dag(22)):
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.joost)
    return vers(voorstel)


def tot_gs(w):
    """On to T3b and a proposal for T4, read by reader and jurist: the portefeuillehouder's turn (day 42)."""
    voorstel = tot_gedeputeerde(w)
    with klok_op(dag(23)):
        zet(w, voorstel, w.marijke)
        verstuur(w, voorstel)
    with klok_op(dag(40)):
        stuk(w, "gespreksverslag", ondertekend_op=clock.vandaag())
        bewijs = stuk(w, "bewijs")
        stukken.verifieer_stuk(stuk_id=bewijs, door=w.joost)
        stuk(w, "uitvoeringsplan", kostenraming=Decimal(1000))
        beoordeel(w, "eindbeoordeling", "onvoldoende", bewijs)
        beoordeel(w, "rechtsgang", "geen_open")
        voorstel = stel_voor(w, "kondig_voornemen_aan", "L7", "L9")
    with klok_op(dag(42)):
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.joost)
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=w.farah)
    return vers(voorstel)
