"""A step by the real services: proposal, checks, decision, step, sending."""

import itertools

from django.core.files.uploadedfile import SimpleUploadedFile

from interventieladder.guards.mededelingen import gevraagd
from interventieladder.guards.voorstelvelden import gevraagde_velden
from interventieladder.ladders import machine_op
from interventieladder.models import GSLid, Voorstel
from interventieladder.services import besluiten, briefverzending, brieven, stapzetting, voorstellen
from interventieladder.services.besluiten import GSBesluit
from interventieladder.services.briefverzending import Zending
from interventieladder.services.voorstellen import Voorsteltekst
from tests.interventieladder.bouw import dagen, maak_gs
from tests.mandaatwereld import machtig as geef_machtiging
from toezicht.core import clock

PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20
HERNOEMD = PDF + b"2 0 obj\n"
"""The same letter with the new name in it."""
punten = itertools.count(1)


def bestand(inhoud=PDF, naam="brief.pdf"):
    return SimpleUploadedFile(naam, inhoud, "application/pdf")


def gevraagde_velden_van(dossier, stap):
    """What this step asks of its proposal, from where the dossier stands."""
    stappen = [o for o in machine_op(dossier.ladder).overgangen if o.stap == stap]
    return gevraagde_velden(next((o for o in stappen if o.van == dossier.stand), stappen[0]))


def tekst(b, stap, **anders):
    """A complete text for this step: all it asks and no more, but for what the test adds."""
    alles = {
        "gevraagd": "Akkoord met deze stap.",
        "waarom_nu": "De termijn is om; het overleg leverde niets op.",
        "lichter_middel": "Rappels hielpen niet.",
        "beleidsruimte": "De wet laat geen keus.",
        "noodzaak_uitvraag": "Nog niet aangeleverd.",
        "gevolg_ja": "De brief gaat uit.",
        "gevolg_nee": "Er verandert niets.",
        "termijn_weken": 6,
        "zienswijze_weken": 4,
        "herbeoordeling_op": dagen(60),
        "nazorg_op": dagen(120),
        "sluitreden": "opgelost",
        "embargo_tot": clock.nu(),
    }
    vraagt = gevraagde_velden_van(b.vers(), stap)
    return Voorsteltekst(**{veld: alles[veld] for veld in alles if veld in vraagt} | anders)


def stel_op(b, stap, **anders):
    """A draft with all its letters, uploaded."""
    voorstel = voorstellen.stel_op(
        dossier_id=b.dossier.pk, stap=stap, tekst=tekst(b, stap, **anders), door=b.mensen.opsteller
    )
    for soort in gevraagd(b.dossier, b.regels.documenten):
        brieven.upload_brief(
            voorstel_id=voorstel.pk,
            soort=soort,
            onderwerp=f"Brief {soort}",
            bestand=bestand(),
            door=b.mensen.opsteller,
        )
    return voorstel


def dien_in(b, stap, **anders):
    """Submitted: sealed, and waiting for the first check."""
    voorstel = stel_op(b, stap, **anders)
    return voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)


def toets(b, voorstel_id):
    """Every check of the route, each by its own person."""
    wie = {
        "lezer": b.mensen.lezer,
        "jurist": b.mensen.jurist,
        "portefeuillehouder": b.mensen.gedeputeerde,
    }
    while onderdeel := Voorstel.objects.get(pk=voorstel_id).aan_zet:
        voorstellen.parafeer(voorstel_id=voorstel_id, door=wie[onderdeel])


def ter_besluit(b, stap, **anders):
    """A proposal that waits for the decision."""
    voorstel = dien_in(b, stap, **anders)
    toets(b, voorstel.pk)
    return Voorstel.objects.get(pk=voorstel.pk)


def gs_besluit(**anders):
    """What the minutes of today say."""
    leden = [lid.pk for lid in maak_gs()] if not GSLid.objects.exists() else []
    leden = leden or list(GSLid.objects.order_by("naam").values_list("pk", flat=True))
    punt = next(punten)
    return GSBesluit(
        **{
            "datum": clock.vandaag(),
            "agendapunt": str(punt),
            "nummer": f"GS-2026-{punt:04d}",
            "aanwezig_ids": leden[:3],
            **anders,
        }
    )


def machtig(stap):
    """GS authorise the deputy for this step from last week on."""
    geef_machtiging(stap, dagen(-7))


def besluit(b, voorstel):
    """Approved by the level of the proposal."""
    if voorstel.niveau == "gs":
        return besluiten.registreer_gs_besluit(
            voorstel_id=voorstel.pk, gs=gs_besluit(), door=b.mensen.secretariaat
        )
    wie = "gedeputeerde" if voorstel.niveau == "gs_of_gemachtigde" else voorstel.niveau
    if voorstel.niveau == "gs_of_gemachtigde":
        machtig(voorstel.stap)
    return besluiten.beslis(
        voorstel_id=voorstel.pk, goedkeuren=True, door=getattr(b.mensen, wie), zegel=voorstel.zegel
    )


def zet(b, stap):
    """Take the step; one that the sending of its letter takes waits for that."""
    if stap in b.vers().plan.stap_bij_verzending:
        return None
    return stapzetting.zet_stap(dossier_id=b.dossier.pk, stap=stap, door=uitvoerder(b))


def uitvoerder(b):
    """Who may take the step of `b.regels`: the drafter, or the jurist where only she may."""
    recht = getattr(b.regels, "recht", "")
    alleen_jurist = isinstance(recht, str) and recht and not b.mensen.opsteller.has_perm(recht)
    return b.mensen.jurist if alleen_jurist else b.mensen.opsteller


def zending(g, datum=None):
    """One sending to one addressee."""
    return Zending(
        geadresseerde=g["naam"],
        rol=g["rol"],
        kanaal="post",
        verzonden_op=datum or clock.vandaag(),
        bewijs="ontvangstbewijs",
    )


def verstuur(b, voorstel_id, datum=None):
    """Every letter of the proposal to everybody on its list."""
    for brief in brieven.brieven_van(voorstel_id):
        briefverzending.verzend(
            brief_id=brief.pk,
            zendingen=[zending(g, datum) for g in brief.geadresseerden],
            door=b.mensen.opsteller,
        )


def hele_stap(b, stap, **anders):
    """From the facts to the last sending; gives the proposal."""
    voorstel = ter_besluit(b, stap, **anders)
    besluit(b, voorstel)
    zet(b, stap)
    verstuur(b, voorstel.pk)
    b.dossier = b.vers()
    b.stap = b.dossier.stappen.filter(tot__isnull=True).first()
    return Voorstel.objects.get(pk=voorstel.pk)
