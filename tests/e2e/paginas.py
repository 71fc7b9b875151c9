"""Every page of the site, with who looks at it. `test_paginas` sees that no address is forgotten."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from interventieladder.brieven import standaard_velden
from interventieladder.models import (
    Afspraak,
    Agendapunt,
    Begrotingsjaar,
    Dossier,
    GSVergadering,
    Herindelingsregel,
    Inzet,
    OvergenomenTermijn,
    Verschoonbaarheid,
    Verzending,
    Zienswijze,
)
from interventieladder.services.herindeling import maak_plan
from interventieladder.services.losse_brieven import stel_op
from interventieladder.standen import PLANNEN
from signalen.models import Huisvestinglevering, Signaal
from tests.e2e import wereld as w
from toezicht.core.feestdagen import stel_wijziging_voor
from toezicht.core.models import Kalenderwijziging
from toezicht.core.sleutels import maak_sleutel, trek_sleutel_in
from toezicht.mandaten.models import Afwezigheid, Belang, Mandaat, Vervangregel
from toezicht.organisaties.models import Opvolging, Overheid


@dataclass(frozen=True)
class Pagina:
    """An address by its name; `args` are values or functions of the world; `wie` is "" for nobody."""

    naam: str
    wie: str
    args: tuple[Any, ...] = ()
    vraag: str = ""
    status: int = 200
    als: str = ""

    def __str__(self):
        return "-".join(deel for deel in (self.naam, self.als, self.wie or "niemand") if deel)

    def pad(self, wereld):
        """The path in this world."""
        waarden = [arg(wereld) if callable(arg) else arg for arg in self.args]
        return reverse(self.naam, args=waarden) + (self.vraag(wereld) if callable(self.vraag) else self.vraag)


def dossier(code):
    return lambda wereld: wereld.dossier(code).nummer


def op_ladder(ladder):
    return lambda wereld: wereld.op_ladder(ladder).nummer


def voorstel(code):
    return lambda wereld: wereld.voorstel(code).nummer


def concept_mandaat(wereld):
    return Mandaat.objects.get(status="concept").pk


def eerste_vervanging(wereld):
    return Vervangregel.objects.order_by("pk").first().pk


def eerste_afwezigheid(wereld):
    return Afwezigheid.objects.order_by("pk").first().pk


def eerste_belang(wereld):
    return Belang.objects.get().pk


def brief(code):
    return lambda wereld: wereld.brief(code).pk


def eerste(model, code, **zoek):
    return lambda wereld: model.objects.filter(dossier=wereld.dossier(code), **zoek).order_by("pk").first().pk


def zienswijze(wereld):
    return Zienswijze.objects.get(dossier=wereld.dossier(w.DUINRAND)).pk


def signaal(**zoek):
    return lambda wereld: Signaal.objects.filter(**zoek).order_by("pk").first().nummer


def levering(**zoek):
    return lambda wereld: Huisvestinglevering.objects.filter(**zoek).order_by("pk").last().pk


def verschoning(wereld):
    return Verschoonbaarheid.objects.order_by("pk").first().pk


def oordeel_van_gs(wereld):
    """An excuse about a backlog that would lead to a voornemen: GS decide on it."""
    gevonden = Verschoonbaarheid.objects.filter(niveau="gs", uitkomst="").first()
    if gevonden is None:
        gevonden = Verschoonbaarheid.objects.create(
            overheid=Overheid.objects.get(code="GM9915", geldig_tot__isnull=True),
            jaar=2026,
            helft=1,
            trede="t4",
            niveau="gs",
            grond="tijdelijke_huisvesting",
            toelichting="Aan de Havenkade komen in maart twintig tijdelijke woningen; de vergunning is verleend.",
            bewijs="Brief van de corporatie, 2 november 2026",
            voorgesteld_door=wereld.mensen["joost"],
            voorgesteld_op=dt.date(2026, 11, 3),
        )
    return gevonden.pk


def overgenomen(zaaknummer):
    return lambda wereld: Dossier.objects.get(zaaknummer=zaaknummer).nummer


def bronterm(zaaknummer):
    return lambda wereld: OvergenomenTermijn.objects.get(termijn__dossier__zaaknummer=zaaknummer).pk


def inzet(soort):
    return lambda wereld: Inzet.objects.filter(soort=soort).order_by("pk").first().nummer


def planregel(wereld):
    return Herindelingsregel.objects.filter(plan__overheid__code="GM9923").order_by("pk").first().pk


def gesplitst(wereld):
    """A municipality that goes into two, with a plan, made once."""
    oud = Overheid.objects.get(code="GM9939")
    for opvolger in Overheid.objects.filter(code__in=("GM9940", "GM9942")):
        Opvolging.objects.get_or_create(
            voorganger=oud,
            opvolger=opvolger,
            datum=dt.date(2027, 1, 1),
            defaults={"soort": "opheffing met toevoeging aan bestaande gemeente(n)", "gesplitst": True},
        )
    if not oud.herindelingsplannen.exists():
        maak_plan(overheid_id=oud.pk, datum=dt.date(2027, 1, 1), door=wereld.mensen["pieter"])
    return "GM9939-2027-01-01"


def uit_signaal(wereld):
    return f"?signaal={signaal(status='actief')(wereld)}"


def vergadering(dag, maand=11):
    """The meeting of GS on this day, of November unless told."""
    return lambda wereld: GSVergadering.objects.get(datum=dt.date(2026, maand, dag)).pk


def agendapunt(wereld):
    """The item with which the proposal about Waterlo stands on the agenda."""
    return Agendapunt.objects.get(voorstel=wereld.voorstel(w.WATERLO), uitkomst="").pk


def concept(wereld):
    return wereld.concept


def losse_brief(wereld):
    """A letter without a proposal that did not leave yet, made once."""
    dossier = _ter_goedkeuring()
    bestaand = dossier.brieven.filter(voorstel__isnull=True, briefdatum__isnull=True).first()
    if bestaand is not None:
        return bestaand.pk
    velden = standaard_velden("FIN-L6", dossier)
    pieter = wereld.mensen["pieter"]
    return stel_op(
        dossier_id=dossier.pk,
        soort="FIN-L6",
        onderwerp="Ontvangst ter goedkeuring",
        velden=velden,
        door=pieter,
    ).pk


def ter_goedkeuring(_):
    return _ter_goedkeuring().nummer


def _ter_goedkeuring():
    """The amendment about which talks were offered."""
    return Dossier.objects.get(ladder="goedkeuring", stand="overleg_aangeboden")


def met_losse_brief(wereld):
    losse_brief(wereld)
    return ter_goedkeuring(wereld)


def verzending(code):
    return lambda wereld: Verzending.objects.filter(brief__voorstel=wereld.voorstel(code)).first().pk


def wijziging(wereld):
    """A proposed holiday, made once."""
    bestaand = Kalenderwijziging.objects.filter(status="voorgesteld").first()
    gemaakt = bestaand or stel_wijziging_voor(
        soort="toevoegen",
        datum=dt.date(2026, 12, 24),
        naam="dag voor Eerste kerstdag",
        bron="KB van 1 oktober 2026, Staatscourant",
        reden="Gepubliceerd in de Staatscourant",
        door=wereld.mensen["bas"],
    )
    return gemaakt.pk


def met_oordeel(wereld):
    """An excuse waits for GS."""
    oordeel_van_gs(wereld)
    return ""


def met_sleutels(wereld):
    """Two keys of Noor, made once; one was withdrawn."""
    noor = wereld.mensen["noor"]
    if not noor.sleutels.exists():
        tot = dt.date(2027, 6, 30)
        maak_sleutel(
            account=noor, naam="Zaaksysteem", geldig_tot=tot, schrijven=True, delen=["dossiers", "inzet"]
        )
        oud, _ = maak_sleutel(account=noor, naam="Dashboard van het team Toezicht", geldig_tot=tot)
        trek_sleutel_in(sleutel_id=oud.pk, door=wereld.mensen["bas"], reden="Gelekt in een logbestand.")
    return ""


def uitnodiging(wereld):
    user = wereld.mensen["pieter"]
    return urlsafe_base64_encode(force_bytes(user.pk))


def sleutel(wereld):
    return default_token_generator.make_token(wereld.mensen["pieter"])


ANDERE = tuple(code for code in PLANNEN if code != "generiek")
TE_OPENEN = tuple(code for code, plan in PLANNEN.items() if plan.te_openen)


def begroting(code, jaar=2027):
    """The dossier of a budget year of the organisation with this code."""
    return lambda wereld: Begrotingsjaar.objects.get(overheid__code=code, jaar=jaar).dossier.nummer


def in_schets(wereld):
    """The dossier on bestuurskracht whose situatieschets is being written."""
    return Dossier.objects.get(ladder="bestuurskracht", stand="situatieschets").nummer


PAGINAS = (
    # the door
    Pagina("inloggen", ""),
    Pagina("inloggen", "", vraag="?next=/dossiers/", als="verder"),
    Pagina("wachtwoord_vergeten", ""),
    Pagina("wachtwoord_vergeten_verzonden", ""),
    Pagina("wachtwoord_instellen", "", (uitnodiging, sleutel)),
    Pagina("wachtwoord_instellen", "", ("MQ", "abc-def"), als="verlopen"),
    Pagina("wachtwoord_ingesteld", ""),
    Pagina("wachtwoord_wijzigen", "noor"),
    Pagina("toegankelijkheid", ""),
    Pagina("toegankelijkheid", "noor"),
    # the work of today, per role
    *(
        Pagina("werkvoorraad", wie)
        for wie in ("noor", "pieter", "rik", "farah", "tess", "marijke", "sofie", "bas")
    ),
    Pagina("werkvoorraad", "rik", vraag="?team=1&alles=1", als="team"),
    *(Pagina("besluiten", wie) for wie in ("noor", "tess", "marijke", "sofie")),
    Pagina("besluit", "marijke", (voorstel(w.KREEKZICHT),), als="beslissen"),
    Pagina("besluit", "noor", (voorstel(w.KREEKZICHT),), als="lezen"),
    Pagina("besluit", "sofie", (voorstel(w.WATERLO),), als="registreren"),
    Pagina("besluit", "marijke", (voorstel(w.DUINRAND),), als="genomen"),
    Pagina("gs_registratie", "sofie", (voorstel(w.WATERLO),)),
    Pagina("gs_agenda", "sofie"),
    Pagina("gs_agenda", "marijke", als="lezen"),
    Pagina("gs_vergadering", "sofie", (vergadering(27, 10),), als="andere-besluiten"),
    Pagina("gs_vergadering_nieuw", "sofie", vraag="?datum=2026-12-08"),
    Pagina("gs_vergadering", "sofie", (vergadering(24),), als="voorbereiding"),
    Pagina("gs_vergadering", "marijke", (vergadering(17),), als="gehouden"),
    Pagina("gs_vergadering_daad", "sofie", (vergadering(24), "aanwezigheid"), als="aanwezigheid"),
    Pagina("gs_vergadering_daad", "sofie", (vergadering(24), "geen-quorum"), als="quorum"),
    Pagina("gs_vergadering_daad", "sofie", (vergadering(24), "verzetten"), als="verzetten"),
    Pagina("gs_punt", "sofie", (agendapunt, "uitkomst"), als="uitkomst"),
    Pagina("gs_punt", "sofie", (agendapunt, "terugtreden"), als="terugtreden"),
    Pagina("zoeken", "noor"),
    Pagina("zoeken", "noor", vraag="?q=archief", als="gevonden"),
    Pagina("zoeken", "noor", vraag="?q=zzzzzz", als="leeg"),
    # organisations
    Pagina("overheden", "noor"),
    Pagina("overheden", "bas"),
    Pagina("overheden", "noor", vraag="?zoek=zzzz", als="leeg"),
    *(Pagina("overheid", wie, (w.DUINRAND,)) for wie in ("noor", "marijke", "bas")),
    Pagina("overheid", "noor", (w.DUINRAND,), vraag="?op=2026-10-06", als="eerder"),
    Pagina("overheid", "noor", ("GM9925",), als="cijfers"),
    Pagina("overheid", "noor", ("GM9944",), als="rustig"),
    # housing
    Pagina("huisvesting", "noor"),
    Pagina("huisvesting", "bas", als="zonder-dossiers"),
    Pagina("huisvesting", "rik", vraag="?halfjaar=2026-2", als="lopend"),
    Pagina("huisvesting", "noor", vraag="?zoek=zzzz", als="leeg"),
    Pagina("huisvesting_overheid", "joost", (w.WATERLO,), als="achterstand"),
    Pagina("huisvesting_overheid", "joost", ("GM9915",), als="verschoonbaar"),
    Pagina("huisvesting_overheid", "tess", ("GM9912",), als="dossier"),
    Pagina("huisvesting_verschoning", "joost", (w.WATERLO,)),
    Pagina("huisvesting_besluit", "tess", ("GM9915", verschoning)),
    Pagina("huisvesting_besluit", "sofie", ("GM9915", oordeel_van_gs), als="gs"),
    Pagina("gs_agenda", "sofie", vraag=met_oordeel, als="oordelen"),
    Pagina("huisvesting_laden", "joost"),
    Pagina("huisvesting_laden", "rik", als="vaststellen"),
    Pagina("huisvesting_levering", "rik", (levering(vastgesteld=False),), als="beoordelen"),
    Pagina("huisvesting_levering", "noor", (levering(vastgesteld=True),), als="vastgesteld"),
    # signals
    Pagina("signalen", "noor"),
    Pagina("signalen", "marijke"),
    Pagina("signalen", "noor", vraag="?zoek=zzzz", als="leeg"),
    Pagina("signaal_nieuw", "noor"),
    Pagina("signaal", "noor", (signaal(status="nieuw"),), als="nieuw"),
    Pagina("signaal", "pieter", (signaal(herwegingen__status="voorgesteld"),), als="voorsteller"),
    Pagina("signaal", "rik", (signaal(herwegingen__status="voorgesteld"),), als="meewegen"),
    Pagina("signaal", "marijke", (signaal(status="actief"),), als="actief"),
    # dossiers
    Pagina("dossiers", "noor"),
    Pagina("dossiers", "tess"),
    Pagina("dossiers", "noor", vraag="?open=alle&zoek=zzzz", als="leeg"),
    Pagina("dossier_nieuw", "noor"),
    Pagina(
        "dossier_nieuw",
        "noor",
        vraag=uit_signaal,
        als="signaal",
    ),
    *(Pagina("dossier", wie, (dossier(w.DUINRAND),)) for wie in ("noor", "rik", "marijke", "sofie")),
    Pagina("dossier", "joost", (dossier(w.NIEUWKADE),), als="versturen"),
    Pagina("dossier", "joost", (dossier(w.KREEKZICHT),), als="voorstel"),
    Pagina("dossier", "noor", (dossier(w.SLUISDAM),), als="gesloten"),
    Pagina("dossier_tijdlijn", "noor", (dossier(w.DUINRAND),)),
    Pagina("dossier", "noor", (dossier(w.TURFMEER),), als="in_uitvoering"),
    Pagina("dossier_kosten", "noor", (dossier(w.TURFMEER),)),
    Pagina("dossier", "joost", (dossier(w.VAARTZICHT),), als="mondeling"),
    Pagina("dossier_schrift", "joost", (dossier(w.VAARTZICHT),)),
    Pagina("werkvoorraad", "ton"),
    Pagina("dossier", "karin", (dossier(w.VELDZICHT),), als="kamer"),
    Pagina("besluit", "ton", (voorstel(w.VELDZICHT),), als="kamer"),
    Pagina("cdk_registratie", "ton", (voorstel(w.VELDZICHT),)),
    Pagina("dossier_grondslag", "noor", (dossier(w.DUINRAND),)),
    Pagina("dossier_toewijzen", "rik", (dossier(w.DUINRAND),)),
    Pagina("dossier_beoordeling", "noor", (dossier(w.DUINRAND),)),
    Pagina("dossier_beoordeling", "noor", (dossier(w.DUINRAND),), vraag="?soort=validatie", als="validatie"),
    Pagina("afspraak_nieuw", "noor", (dossier(w.DUINRAND),)),
    Pagina("afspraak_status", "noor", (dossier(w.DUINRAND), eerste(Afspraak, w.DUINRAND, status="open"))),
    Pagina("dossier_feit", "joost", (dossier(w.WATERLO),), vraag="?soort=omvang", als="omvang"),
    Pagina("dossier_spoed", "marijke", (dossier(w.DUINRAND),)),
    Pagina("dossier_signaal", "noor", (dossier(w.DUINRAND),)),
    Pagina("stuk_nieuw", "noor", (dossier(w.DUINRAND),)),
    Pagina("stuk_nieuw", "noor", (dossier(w.DUINRAND),), vraag="?soort=antwoord", als="antwoord"),
    Pagina("zienswijze_nieuw", "noor", (dossier(w.DUINRAND),)),
    Pagina("zienswijze", "noor", (dossier(w.DUINRAND), zienswijze)),
    Pagina("zienswijze", "marijke", (dossier(w.DUINRAND), zienswijze)),
    Pagina("zienswijze_punten", "noor", (dossier(w.DUINRAND), zienswijze)),
    Pagina("zienswijze_laat", "noor", (dossier(w.DUINRAND), zienswijze)),
    Pagina("zienswijze_antwoord", "noor", (dossier(w.DUINRAND), zienswijze, 2)),
    Pagina("zienswijze_punt", "noor", (dossier(w.DUINRAND), zienswijze, 2)),
    Pagina("voorstel_nieuw", "noor", (dossier("GM9941"), "maak_ambtelijke_afspraken")),
    Pagina("voorstel", "noor", (concept,), als="concept"),
    Pagina("voorstel", "marijke", (voorstel(w.KREEKZICHT),), als="beslissen"),
    Pagina("voorstel", "noor", (voorstel("GM9926"),), als="toetsen"),
    Pagina("voorstel", "noor", (voorstel(w.DUINRAND),), als="uitgevoerd"),
    Pagina("voorstel_brief", "noor", (concept, "L5b"), als="sjabloon"),
    Pagina("voorstel_brief", "noor", (concept, "L4b"), als="blokken"),
    Pagina("voorstel_brief", "noor", (concept, "L4b"), vraag="?upload", als="upload"),
    Pagina("verzendregister", "noor", (dossier(w.DUINRAND),)),
    Pagina("verzending_bericht", "noor", (voorstel(w.DUINRAND), verzending(w.DUINRAND))),
    Pagina("brief_verzenden", "joost", (voorstel(w.NIEUWKADE), brief(w.NIEUWKADE))),
    Pagina("brief_verzenden", "noor", (voorstel(w.DUINRAND), brief(w.DUINRAND)), als="klaar"),
    # ladders beside the general one
    *(Pagina("ladderdossier_nieuw", "rik", (ladder,), als=ladder) for ladder in TE_OPENEN),
    *(Pagina("dossier", "rik", (op_ladder(ladder),), als=ladder) for ladder in ANDERE),
    Pagina("dossier", "marijke", (op_ladder("artikel8"),), als="artikel8-lezen"),
    Pagina("dossier_feit", "rik", (op_ladder("artikel8"),), vraag="?soort=overleg_afgesloten"),
    # financial supervision
    Pagina("financieel", "pieter"),
    Pagina("financieel", "marijke", vraag="?jaar=2026", als="vorig-jaar"),
    Pagina("financieel", "pieter", vraag="?jaar=2027&groep=preventief", als="leeg"),
    Pagina("begrotingsjaar_openen", "pieter"),
    Pagina("begrotingsjaar_openen", "pieter", vraag="?jaar=1", status=422, als="fout"),
    Pagina("dossier", "pieter", (begroting("GM9904"),), als="begroting-zwaar"),
    Pagina("dossier", "marijke", (begroting("GM9901"),), als="begroting-verzonden"),
    Pagina("dossier", "rik", (begroting("GM9912"),), als="begroting-laat"),
    Pagina("dossier_feit", "pieter", (begroting("GM9906"),), vraag="?soort=saldo", als="saldo"),
    Pagina("dossier_intensiteit", "pieter", (begroting("GM9904"),)),
    Pagina("dossier_coulance", "rik", (begroting("GM9912"),)),
    Pagina("overheid", "noor", ("GM9904",), als="regime"),
    # approval, consent, urgent spending, artikel 12, fido
    *(
        Pagina("dossier", "pieter", (op_ladder(ladder),), als=ladder)
        for ladder in (
            "goedkeuring",
            "toestemming",
            "spoeduitgave",
            "artikel12",
            "kasgeldlimiet",
            "renterisiconorm",
        )
    ),
    Pagina("goedkeuring_nieuw", "pieter", vraag="?overheid=GM9904"),
    Pagina("toestemming_nieuw", "pieter"),
    Pagina("spoeduitgave_nieuw", "pieter"),
    Pagina("artikel12_nieuw", "pieter"),
    Pagina("dossier_stemmen", "pieter", (op_ladder("spoeduitgave"),)),
    Pagina("dossier_wijziging", "pieter", (op_ladder("spoeduitgave"),)),
    Pagina("dossier_verzending", "pieter", (op_ladder("goedkeuring"),)),
    Pagina("losse_brief_nieuw", "pieter", (ter_goedkeuring, "FIN-L8")),
    Pagina("losse_brief", "pieter", (ter_goedkeuring, losse_brief)),
    Pagina("brief_verzenden", "pieter", (ter_goedkeuring, losse_brief), als="los"),
    Pagina("dossier", "pieter", (met_losse_brief,), als="losse-brief"),
    Pagina("bestedingsruimte", "pieter", ("GM9904", 2026)),
    Pagina("bestedingsruimte", "pieter", ("GM9901", 2026), als="leeg"),
    Pagina("bestedingsruimte_nieuw", "sofie", ("GM9904", 2026)),
    Pagina("dossier", "noor", (op_ladder("vernietiging"),), als="vernietiging"),
    Pagina(
        "dossier_feit", "noor", (op_ladder("vernietiging"),), vraag="?soort=rechtsmiddel", als="vernietiging"
    ),
    Pagina("vernietiging_nieuw", "noor"),
    # bestuurskracht
    Pagina("bestuurskracht", "noor"),
    Pagina("bestuurskracht", "marijke", vraag="?met=patroon", als="patroon"),
    Pagina("bestuurskracht", "noor", vraag="?as_letter=d&met=rol", als="leeg"),
    Pagina("dossier", "noor", (op_ladder("bestuurskracht"),), als="bestuurskracht"),
    Pagina("overheid", "noor", ("GM9912",), als="bestuurskracht"),
    Pagina("schets", "tess", (op_ladder("bestuurskracht"), 1)),
    Pagina("schets", "tess", (in_schets, 1), als="concept"),
    Pagina("schets_schrijven", "pieter", (in_schets,)),
    Pagina("dossier", "tess", (in_schets,), als="schets"),
    # the policy
    Pagina("beleidskaders", "bas"),
    Pagina("beleidskader", "tess", ("2026-1",)),
    Pagina("beleidskader", "tess", ("zes-2026-1",), als="vaststellen"),
    Pagina("beleid_inlezen", "farah"),
    Pagina("beleid_vergelijken", "farah"),
    Pagina("beleid_vergelijken", "farah", vraag="?links=2026-1&rechts=zes-2026-1", als="verschillen"),
    Pagina("beleid_dossiers", "tess", ("VTH-2026-1",)),
    Pagina("beleid_dossiers", "tess", ("2026-1",), als="leeg"),
    # taken over from another system
    Pagina("overnemen", "noor"),
    Pagina("overnemen_bestand", "noor"),
    Pagina("dossier", "joost", (overgenomen("Z-2026-0331"),), als="overname-te-bevestigen"),
    Pagina("dossier", "noor", (overgenomen("Z-2025-1187"),), als="overname-bevestigd"),
    Pagina("mandaten", "farah"),
    Pagina("mandaten", "noor", als="lezer"),
    Pagina("mandaat_nieuw", "farah"),
    Pagina("mandaat", "sofie", (concept_mandaat,), als="vaststellen"),
    Pagina("mandaat", "farah", (concept_mandaat,)),
    Pagina("vervanging_nieuw", "farah"),
    Pagina("vervangregel", "farah", (eerste_vervanging,)),
    Pagina("afwezigheid_nieuw", "rik"),
    Pagina("afwezigheid", "rik", (eerste_afwezigheid,)),
    Pagina("belang_nieuw", "noor"),
    Pagina("belang", "rik", (eerste_belang,)),
    Pagina("overname_intrekken", "rik", (overgenomen("Z-2026-0331"),)),
    Pagina("overname_aanvullen", "noor", (overgenomen("Z-2025-1187"),)),
    Pagina("overname_aanvullen", "rik", (overgenomen("Z-2026-0331"),), vraag="?soort=besluit", als="besluit"),
    Pagina("overname_termijn", "rik", (overgenomen("Z-2026-0331"), bronterm("Z-2026-0331"))),
    # what the province does outside the ladder
    Pagina("herindelingen", "rik"),
    Pagina("herindelingen", "bas", als="zonder-dossiers"),
    Pagina("herindeling", "rik", ("GM9923-2027-01-01",), als="bevestigen"),
    Pagina("herindeling", "pieter", ("GM9923-2027-01-01",), als="opsteller"),
    Pagina("herindelingsregel", "noor", (planregel,)),
    Pagina("herindeling_nieuw", "karin", ("GM9923-2027-01-01-cdk",)),
    Pagina("herindeling", "rik", (gesplitst,), als="gesplitst"),
    Pagina("herindeling_huisvesting", "joost", (gesplitst,)),
    Pagina("provincieplan_nieuw", "rik"),
    Pagina("inzetlijst", "noor"),
    Pagina("inzetlijst", "sofie"),
    Pagina("inzetlijst", "noor", vraag="?zoek=zzzz", als="leeg"),
    Pagina("inzet_nieuw", "noor"),
    Pagina("inzet_nieuw", "noor", vraag="?overheid=GM9907&soort=contactmoment", als="contact"),
    Pagina("inzet", "pieter", (inzet("jaargesprek"),), als="afspraak"),
    Pagina("inzet", "tess", (inzet("opclassificatie"),), als="loopt"),
    Pagina("inzet", "sofie", (inzet("subsidie"),), als="lezen"),
    Pagina("inzet", "rik", (inzet("bestuurlijk_overleg"),), als="gepland"),
    Pagina("inzet_wijzigen", "tess", (inzet("opclassificatie"),)),
    # reports, log, tools, administration
    Pagina("kalender", "noor"),
    Pagina("kalender", "rik", vraag="?wie=alle", als="alle"),
    Pagina("kalender", "noor", vraag="?maand=2031-01", als="leeg"),
    Pagina("termijnkalender", "bas"),
    Pagina("termijnkalender", "noor", vraag="?jaar=2029", als="onbekend-jaar"),
    Pagina("kalenderwijziging", "bas", (wijziging,)),
    Pagina("kalenderwijziging", "rik", (wijziging,), als="bevestigen"),
    Pagina("verzending_corrigeren", "noor", (voorstel(w.DUINRAND), verzending(w.DUINRAND))),
    Pagina("rapportages", "noor"),
    Pagina("rapportages", "marijke"),
    Pagina("rapport", "noor", (lambda wereld: wereld.rapport,)),
    Pagina("logboek", "noor"),
    Pagina("logboek", "noor", vraag="?zoek=zzzz", als="gezocht"),
    Pagina("termijnrekenhulp", "noor"),
    Pagina(
        "termijnrekenhulp", "noor", vraag="?start=2026-11-13&aantal=6&eenheid=weken&basis=wet", als="berekend"
    ),
    Pagina("accounts", "bas"),
    Pagina("account_nieuw", "bas"),
    Pagina("account", "bas", (lambda wereld: wereld.mensen["noor"].pk,)),
    Pagina("sleutels", "marijke", als="leeg"),
    Pagina("sleutels", "noor", vraag=met_sleutels),
    Pagina("sleutelbeheer", "bas", vraag=met_sleutels),
    Pagina("api_documentatie", "noor"),
    Pagina("gezondheid", "bas"),
    # refusals
    Pagina("dossier", "noor", ("D-0000-0000",), status=404, als="bestaat-niet"),
    Pagina("dossiers", "niemand", status=403, als="geen-recht"),
)

GEEN_PAGINA = {
    "begin": "leads to werkvoorraad",
    "levend": "plain text for machines",
    "voorstel_brief_kies": "leads to voorstel_brief",
    "losse_brief_kies": "leads to losse_brief_nieuw",
    "bewijsstuk": "a file",
    "stuk_bestand": "a file",
    "brief_bestand": "a file",
    "gs_vergadering_pdf": "a file",
    "brief_publicatietekst": "a file",
    "rapport_bestand": "a file",
    "beleid_bestand": "a file",
    **dict.fromkeys(
        (
            "uitloggen",
            "account_sluiten",
            "sleutel_intrekken",
            "sleutelbeheer_intrekken",
            "account_heropenen",
            "account_uitnodigen",
            "bericht_opnieuw",
            "signaal_actie",
            "beleid_actie",
            "dossier_stap",
            "beoordeling_verifieren",
            "feit_verifieren",
            "schets_vaststellen",
            "stuk_verifieren",
            "voorstel_brief_verwijderen",
            "voorstel_brief_voorbeeld",
            "losse_brief_voorbeeld",
            "losse_brief_verwijderen",
            "brief_namen",
            "voorstel_actie",
            "schema",
            "verschuiving",
            "gs_volgorde",
            "huisvesting_bevestigen",
            "huisvesting_oordeel",
            "huisvesting_dossier",
            "herindeling_actie",
            "inzet_actie",
            "overname_bevestigen",
            "zienswijze_geen",
            "inzet_afspraak",
        ),
        "POST only",
    ),
}
"""Addresses that do not answer to GET with a page of their own."""
