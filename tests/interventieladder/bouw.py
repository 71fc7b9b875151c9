"""A dossier on any rung with the facts that a step asks, made straight in the database.

`FEITEN[code]` makes the fact that meets the guard with that code; with a way to spoil it (`BREKEN[code]`)
the fact is missing, late, old or unverified, and nothing else changes.
"""

import datetime as dt
import itertools
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from interventieladder.brieven import standaard_geadresseerden
from interventieladder.ladders.generiek import GeneriekDossier
from interventieladder.models import (
    Aanwezigheid,
    Afspraak,
    Agendapunt,
    Beoordeling,
    Besluit,
    Brief,
    Dossier,
    Feit,
    GSLid,
    GSVergadering,
    Kostenregel,
    Ladderstap,
    Paraaf,
    Spoedvaststelling,
    Stuk,
    Termijn,
    Verzending,
    Voorstel,
    Zienswijze,
    beleidskader,
)
from interventieladder.services import zienswijzen
from interventieladder.services.zegel import bereken_zegel, bundel
from interventieladder.treden import Niveau, Stand
from tests.factories import (
    CoordinatorFactory,
    GedeputeerdeFactory,
    JuristFactory,
    OverheidFactory,
    SecretariaatFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
)
from tests.mandaatwereld import een_regel
from toezicht.core import clock
from toezicht.core.termijnen import standaard_kalender
from toezicht.core.transitions import Toets, machine_van
from toezicht.mandaten.models import Belang
from toezicht.organisaties.models import Overheid, OverheidSoort

VANDAAG = dt.date(2026, 10, 5)
BEGIN = dt.date(2026, 8, 3)
"""Every rung here began on this day."""
TAAK, DOMEIN = "archiefzorg", "informatie_archief"
nummers = itertools.count(1)


def dagen(aantal):
    """Today with so many days added."""
    return clock.vandaag() + dt.timedelta(days=aantal)


@dataclass(frozen=True)
class Mensen:
    """Everybody who has a part in a dossier, each in one role."""

    opsteller: object
    lezer: object
    jurist: object
    coordinator: object
    teamleider: object
    gedeputeerde: object
    secretariaat: object


def maak_mensen():
    """One person per role."""
    return Mensen(
        opsteller=ToezichthouderFactory(),
        lezer=ToezichthouderFactory(),
        jurist=JuristFactory(),
        coordinator=CoordinatorFactory(),
        teamleider=TeamleiderFactory(),
        gedeputeerde=GedeputeerdeFactory(),
        secretariaat=SecretariaatFactory(),
    )


def maak_gemeente(**velden):
    """A municipality of our own province."""
    provincie, _ = Overheid.objects.get_or_create(
        code=settings.PROVINCIE_CODE,
        defaults={"soort": OverheidSoort.PROVINCIE, "naam": "Voorbeeldland", "geldig_van": "2000-01-01"},
    )
    return OverheidFactory(provincie=provincie, adres="Postbus 1", **velden)


@dataclass
class Bouw:
    """A dossier under construction: its running stay, its people and the proposal for one step."""

    dossier: Dossier
    mensen: Mensen
    stap: Ladderstap | None = None
    regels: object = None
    voorstel: Voorstel | None = None

    def vers(self):
        """The dossier as the database has it."""
        return Dossier.objects.select_related("overheid__provincie", "behandelaar").get(pk=self.dossier.pk)

    def toets(self):
        """What the guards look at, freshly read."""
        voorstel = self.voorstel and Voorstel.objects.get(pk=self.voorstel.pk)
        return Toets(self.vers(), voorstel, self.mensen.opsteller, clock.vandaag())


def maak_dossier(stand, *, mensen=None, overheid=None, trede="", **velden):
    """A dossier on `stand` with its running stay; on hold it came from `trede` (T2)."""
    mensen = mensen or maak_mensen()
    if stand == Stand.AANGEHOUDEN:
        trede = trede or Stand.T2
        velden = {
            "aangehouden_op": BEGIN + dt.timedelta(days=7),
            "aangehouden_niveau": {"t4": Niveau.GEDEPUTEERDE, "t5": Niveau.GS}.get(trede, Niveau.TEAMLEIDER),
            "herbeoordeling_op": dagen(30),
            **velden,
        }
    if stand == Stand.OVERGEDRAGEN:
        trede = trede or Stand.T4
        velden = {"overgedragen_op": BEGIN + dt.timedelta(days=7), **velden}
    if stand == Stand.AFGESLOTEN:
        trede = trede or Stand.T3A
        velden = {"sluitreden": "opgelost", "gesloten_op": dagen(-30), **velden}
    dossier = Dossier.objects.create(
        **{
            "nummer": f"T-{next(nummers)}",
            "titel": "Achterstand in de archiefzorg",
            "overheid": overheid or maak_gemeente(),
            "domein": DOMEIN,
            "taak": TAAK,
            "orgaan": "college",
            "gevorderd": "resultaat",
            "gebrek": "niet_naar_behoren",
            "omschrijving": "Er ligt 1,8 kilometer onbewerkt archief.",
            "datum_feit": dt.date(2026, 6, 1),
            "geopend_op": BEGIN,
            "beleid_versie": "2026-1",
            "stand": stand,
            "trede": trede or stand,
            "trede_sinds": BEGIN,
            "behandelaar": mensen.opsteller,
            "tweede_lezer": mensen.lezer,
            **velden,
        }
    )
    bouw = Bouw(dossier, mensen)
    if stand != Stand.SIGNAAL:
        einde = {"tot": dossier.gesloten_op, "uitkomst": "opgelost"} if stand == Stand.AFGESLOTEN else {}
        bouw.stap = Ladderstap.objects.create(
            dossier=dossier,
            trede=dossier.trede,
            volgnummer=1,
            van=BEGIN,
            overgang="begin",
            bron="bouw",
            **einde,
        )
    return bouw


# -- parts ------------------------------------------------------------------------------------------


def maak_stuk(b, soort, **velden):
    """A paper of this kind, of last week unless told."""
    return Stuk.objects.create(
        **{
            "dossier": b.dossier,
            "stap": b.stap,
            "soort": soort,
            "titel": f"Stuk {soort}",
            "datum": dagen(-7),
            "bestand": f"stukken/{soort}.pdf",
            "bestandsnaam": f"{soort}.pdf",
            "sha256": "a" * 64,
            "toegevoegd_door": b.mensen.opsteller,
            "toegevoegd_op": clock.nu(),
            **velden,
        }
    )


def maak_beoordeling(b, soort, uitkomst, *, geverifieerd=False, stukken=(), **velden):
    """An assessment on the running rung, of last week unless told."""
    datum = velden.pop("datum", dagen(-7))
    if geverifieerd:
        velden |= {"geverifieerd_door": b.mensen.lezer, "geverifieerd_op": clock.vandaag()}
    gemaakt = Beoordeling.objects.create(
        dossier=b.dossier,
        stap=b.stap,
        soort=soort,
        uitkomst=uitkomst,
        datum=datum,
        toelichting="Nagegaan.",
        opgesteld_door=b.mensen.opsteller,
        **velden,
    )
    if stukken:
        gemaakt.stukken.set(stukken)
    return gemaakt


def maak_termijn(b, soort, einde, **velden):
    """A running term in days that ends on `einde`; it rolls when the law lets that end stand."""
    begin = velden.get("start") or min(BEGIN, einde - dt.timedelta(days=1))
    return Termijn.objects.create(
        **{
            "dossier": b.dossier,
            "stap": b.stap,
            "soort": soort,
            "start": begin,
            "dagen": (einde - begin).days,
            "basis": "brief",
            "overeenkomstig": standaard_kalender().is_vrij(einde) is None,
            "ruw_einde": einde,
            "effectief_einde": einde,
            "kalender_versie": "test",
            **velden,
        }
    )


def maak_voorstel(b, stap, niveau, status="concept", **velden):
    """A bare proposal."""
    nummer = next(nummers)
    return Voorstel.objects.create(
        **{
            "dossier": b.dossier,
            "nummer": f"VT-{nummer}",
            "stap": stap,
            "van": b.dossier.stand,
            "niveau": niveau,
            "beleid_versie": b.dossier.beleid_versie,
            "status": status,
            "opgesteld_door": b.mensen.opsteller,
            "opgesteld_op": clock.nu(),
            "ingediend_op": clock.nu(),
            "zegel": "" if status == "concept" else "0" * 64,
            **velden,
        }
    )


def maak_brief(b, voorstel, soort, **velden):
    """A document of a proposal with the addressees that the law names."""
    return Brief.objects.create(
        **{
            "dossier": b.dossier,
            "voorstel": voorstel,
            "soort": soort,
            "onderwerp": f"Brief {soort}",
            "geadresseerden": standaard_geadresseerden(soort, b.dossier),
            "bestand": f"brieven/{soort}.pdf",
            "bestandsnaam": f"{soort}.pdf",
            "sha256": "b" * 64,
            **velden,
        }
    )


def verstuur_alles(b, voorstel_id):
    """Every letter of a proposal to everybody on its list, without starting a term."""
    brieven = Brief.objects.filter(voorstel=voorstel_id, status="klaar", briefdatum=None)
    Verzending.objects.bulk_create(
        Verzending(
            brief=brief,
            geadresseerde=g["naam"],
            rol=g["rol"],
            kanaal="post",
            verzonden_op=clock.vandaag(),
            bewijs="ontvangstbewijs",
            geregistreerd_door=b.mensen.opsteller,
            geregistreerd_op=clock.nu(),
        )
        for brief in brieven
        for g in brief.geadresseerden
    )
    brieven.update(status="verzonden", briefdatum=clock.vandaag())


def maak_vergadering(b, datum):
    """A meeting of GS with three of five members present."""
    vergadering, nieuw = GSVergadering.objects.get_or_create(
        datum=datum,
        defaults={
            "geregistreerd_door": b.mensen.secretariaat,
            "geregistreerd_op": clock.nu(),
            "status": "gehouden",
        },
    )
    if nieuw:
        for lid in maak_gs()[:3]:
            Aanwezigheid.objects.create(vergadering=vergadering, lid=lid)
    return vergadering


def maak_gs():
    """Five members of GS."""
    namen = ("Aalbers", "Brand", "Cremer", "Dorsman", "Evers")
    return [
        GSLid.objects.get_or_create(naam=naam, van=dt.date(2023, 7, 1), defaults={"functie": "lid"})[0]
        for naam in namen
    ]


def maak_besluit(b, voorstel, niveau, **velden):
    """An approval of the proposal at this level, of today unless told."""
    datum = velden.get("besloten_op", clock.vandaag())
    if niveau == Niveau.GS:
        wie = {
            "vergadering": maak_vergadering(b, datum),
            "agendapunt": str(next(nummers)),
            "geregistreerd_door": b.mensen.secretariaat,
        }
    else:
        eigen = niveau == Niveau.GS_OF_GEMACHTIGDE
        naam = Niveau.GEDEPUTEERDE if eigen else niveau
        beslisser = getattr(b.mensen, naam)
        wie = {"besloten_door": beslisser, "geregistreerd_door": beslisser, "mandaat": een_regel(naam)}
        if eigen:
            niveau, wie["machtiging"] = Niveau.GEDEPUTEERDE, "besluit van 9 januari 2026"
    besluit = Besluit.objects.create(
        **{
            "voorstel": voorstel,
            "nummer": f"BT-{next(nummers)}",
            "uitkomst": "goedgekeurd",
            "niveau": niveau,
            "besloten_op": datum,
            "opgesteld_door": voorstel.opgesteld_door,
            "zegel": voorstel.zegel,
            **wie,
            **velden,
        }
    )
    if besluit.vergadering_id:
        maak_punt(b, besluit)
    return besluit


def maak_punt(b, besluit):
    """The item of the agenda that the decision of GS closed."""
    return Agendapunt.objects.create(
        vergadering=besluit.vergadering,
        voorstel=besluit.voorstel,
        volgorde=besluit.pk % 30000,
        nummer=besluit.agendapunt,
        zegel=besluit.zegel,
        geagendeerd_door=b.mensen.secretariaat,
        geagendeerd_op=clock.nu(),
        uitkomst=besluit.uitkomst,
        uitkomst_op=besluit.besloten_op,
        toelichting=besluit.reden,
        besluit=besluit,
        afgehandeld_door=b.mensen.secretariaat,
        afgehandeld_op=clock.nu(),
    )


def sinds(b, aantal):
    """So many days from today, but not before the running stay or hold began."""
    return max(dagen(aantal), b.stap.van, b.dossier.aangehouden_op or b.stap.van)


# -- facts of the case file -------------------------------------------------------------------------


def _org(b, hoe):
    if hoe:
        veld = {"verdwenen": {"geldig_tot": clock.vandaag()}, "nog niet": {"geldig_van": dagen(-1)}}.get(hoe)
        if veld:
            Overheid.objects.filter(pk=b.dossier.overheid_id).update(**veld)
        else:
            Dossier.objects.filter(pk=b.dossier.pk).update(orgaan="db")


def _bev(b, hoe):
    dossier = Dossier.objects.filter(pk=b.dossier.pk)
    if hoe == "andere provincie":
        Overheid.objects.filter(pk=b.dossier.overheid_id).update(provincie=None)
    elif hoe == "minister":
        dossier.update(taak="maatschappelijke_ondersteuning", domein="bestuurskracht")
    elif hoe == "burgemeester":
        dossier.update(orgaan="burgemeester")


def _grondslag(b, hoe):
    if hoe:
        leeg = {"gebrek": ""} if hoe == "geen gebrek" else {"gevorderd": ""}
        Dossier.objects.filter(pk=b.dossier.pk).update(**leeg)


def _weging(b, hoe):
    if hoe != "geen":
        uitkomst = "optreden" if b.regels and b.regels.stap.startswith("ga_direct") else "onderzoeken"
        maak_beoordeling(b, "weging", uitkomst, datum=dagen(1) if hoe == "later" else dagen(-7))


def _ongegrond(b, hoe):
    if hoe != "geen":
        maak_beoordeling(b, "weging", "volgen" if hoe == "andere uitkomst" else "ongegrond")


def _validatie(b, hoe):
    uitkomst = "geen_verwaarlozing" if hoe == "andere uitkomst" else "verwaarlozing_vastgesteld"
    _valideer(b, hoe, uitkomst)


def _geen(b, hoe):
    _valideer(b, hoe, "risico" if hoe == "andere uitkomst" else "geen_verwaarlozing")


def _valideer(b, hoe, uitkomst):
    if hoe != "geen verslag":
        gezien = {"geverifieerd_door": b.mensen.lezer, "geverifieerd_op": clock.vandaag()}
        maak_stuk(b, "validatieverslag", **({} if hoe == "niet geverifieerd" else gezien))
    if hoe != "geen":
        maak_beoordeling(b, "validatie", uitkomst)
    if hoe == "termijn loopt nog":
        maak_termijn(b, "antwoord", clock.vandaag())
    elif hoe != "niet gehoord":
        maak_stuk(b, "antwoord", ontvangen_op=sinds(b, -7), datum=sinds(b, -7))


def _bewijs(b, hoe):
    if hoe == "geen":
        return
    zeker = {} if hoe == "niet geverifieerd" else {"geverifieerd_door": b.mensen.lezer}
    if zeker:
        zeker["geverifieerd_op"] = clock.vandaag()
    maak_stuk(b, "bewijs", datum=dagen(-27 * 7) if hoe == "oud" else dagen(-7), **zeker)


def _vorige(b, hoe):
    if hoe != "geen":
        maak_beoordeling(b, "eindbeoordeling", "opgelost" if hoe == "andere uitkomst" else "onvoldoende")


def _overleg(b, hoe):
    if hoe == "geen":
        return
    if hoe == "vorige trede":
        maak_stuk(b, "gespreksverslag", ondertekend_op=BEGIN, datum=BEGIN - dt.timedelta(days=9))
    else:
        akkoord = None if hoe == "zonder akkoord" else sinds(b, -7)
        maak_stuk(b, "gespreksverslag", ondertekend_op=akkoord, datum=sinds(b, -7))


def _gesprek(b, hoe):
    if hoe != "geen":
        datum = BEGIN - dt.timedelta(days=9) if hoe == "vorige trede" else sinds(b, -7)
        maak_stuk(b, "gespreksverslag", datum=datum)


def _vooruitgang(b, hoe):
    if hoe != "geen":
        maak_stuk(
            b, "verbeterplan", datum=BEGIN - dt.timedelta(days=9) if hoe == "vorige trede" else sinds(b, -7)
        )


def _afspraak(b, status, **velden):
    Afspraak.objects.create(
        dossier=b.dossier,
        trede=b.dossier.trede,
        actie="Plan van aanpak",
        eigenaar="college",
        gereed_op=dagen(30),
        bewijs="collegebesluit",
        status=status,
        vastgelegd_op=dagen(-7),
        **velden,
    )


def _afspraken(b, hoe):
    if hoe != "geen":
        _afspraak(b, "nagekomen" if hoe == "klaar" else "open")


def _mislukt(b, hoe):
    if hoe != "geen":
        _afspraak(
            b,
            "open" if hoe == "nog open" else "geweigerd",
            status_op=dagen(1) if hoe == "later" else dagen(-3),
        )


def _spoed(b, hoe):
    if hoe != "geen":
        Spoedvaststelling.objects.create(
            dossier=b.dossier,
            reden="gevaar",
            toelichting="Vocht in de archiefruimte.",
            gebeld="de gemeentesecretaris, 9 uur",
            vastgesteld_door=b.mensen.gedeputeerde,
            vastgesteld_op=dagen(1) if hoe == "later" else dagen(-1),
        )


def _t3b_direct(b, hoe):
    maak_beoordeling(b, "weging", "onderzoeken" if hoe else "optreden")


def _rechtsgang(b, hoe):
    if hoe != "geen":
        maak_beoordeling(b, "rechtsgang", "open" if hoe == "open" else "geen_open")


def _verzonden(b, hoe):
    if b.stap.voorstel_id and not hoe:
        verstuur_alles(b, b.stap.voorstel_id)
        return
    begin = maak_voorstel(b, "begin", "teamleider", "uitgevoerd")
    Ladderstap.objects.filter(pk=b.stap.pk).update(voorstel=begin, bron="")
    klaar = {"status": "klaar"} if hoe else {"status": "verzonden", "briefdatum": BEGIN}
    maak_brief(b, begin, "L2", **klaar)


def _hersteld(b, hoe):
    if hoe == "geen":
        return
    bewijs = [] if hoe == "zonder stuk" else [maak_stuk(b, "bewijs")]
    uitkomst = "onvoldoende" if hoe == "andere uitkomst" else "opgelost"
    maak_beoordeling(b, "eindbeoordeling", uitkomst, geverifieerd=hoe != "niet geverifieerd", stukken=bewijs)


def _verlenging(b, hoe):
    if hoe:
        Ladderstap.objects.filter(pk=b.stap.pk).update(verlengingen=2)


def _zienswijze(b, hoe):
    if hoe == "geen":
        return
    maak_termijn(b, "zienswijze", clock.vandaag() if hoe == "loopt nog" else dagen(-1))
    if hoe != "niets vastgelegd":
        ontvangen_zienswijze(b, hoe)


def _zienswijze_bij_spoed(b, hoe):
    if hoe == "onbeantwoord":
        if b.vers().feiten.laatste_termijn("zienswijze") is None:
            maak_termijn(b, "zienswijze", dagen(-1))
        ontvangen_zienswijze(b, hoe)


def _antwoord_in_brief(b, hoe):
    if not hoe:
        return
    if b.vers().feiten.laatste_termijn("zienswijze") is None:
        maak_termijn(b, "zienswijze", dagen(-1))
        ontvangen_zienswijze(b)
    if not Brief.objects.filter(voorstel=b.voorstel, soort="L8").update(velden={"besluit": "Wij beslissen."}):
        maak_brief(b, b.voorstel, "L8", velden={"besluit": "Wij beslissen."})


def ontvangen_zienswijze(b, hoe=""):
    """One with two points, by the services: answered unless told otherwise."""
    b.dossier = b.vers()
    laat = hoe == "te laat, geen keuze"
    gemaakt = zienswijzen.registreer(
        dossier_id=b.dossier.pk,
        nieuw=zienswijzen.NieuweZienswijze(
            wijze="schriftelijk",
            gegeven_door="het college",
            datum=dagen(-7),
            ontvangen_op=clock.vandaag() if laat else dagen(-7),
            punten=() if hoe == "zonder punten" else ("De termijn is te kort.", "Er loopt een aanbesteding."),
            meegewogen=True if laat else None,
            meegewogen_reden="Nieuw." if laat else "",
        ),
        bestand=SimpleUploadedFile("zienswijze.pdf", b"%PDF-1.7\n" + b"1 0 obj\n" * 20, "application/pdf"),
        door=b.mensen.opsteller,
    )
    if laat:  # as if the term was found to be shorter afterwards
        Zienswijze.objects.filter(pk=gemaakt.pk).update(meegewogen=None, meegewogen_reden="")
    if hoe == "onbeantwoord":
        return gemaakt
    for punt in gemaakt.punten.all():
        zienswijzen.beantwoord(
            punt_id=punt.pk, oordeel="ongegrond", reactie="Gewogen.", versie=punt.versie, door=b.mensen.jurist
        )
    return gemaakt


def _resultaat(b, hoe):
    if hoe != "geen":
        maak_termijn(b, "resultaat", clock.vandaag() if hoe == "loopt nog" else dagen(-1))


def _actueel(b, hoe):
    if hoe != "geen":
        uitkomst = "voldaan" if hoe == "andere uitkomst" else "niet_voldaan"
        datum = {"oud": dagen(-15), "later": dagen(1)}.get(hoe, dagen(-14))
        maak_beoordeling(b, "feitencheck", uitkomst, datum=datum)


def _uitvoering_globaal(b, hoe):
    if not hoe:
        maak_stuk(b, "uitvoeringsplan")


def _uitvoering(b, hoe):
    if hoe != "geen":
        maak_stuk(b, "uitvoeringsplan", kostenraming=None if hoe == "zonder raming" else Decimal(185000))


def _nagekomen(b, hoe):
    if hoe != "geen":
        maak_beoordeling(b, "feitencheck", "voldaan", geverifieerd=hoe != "niet geverifieerd")


def _binnen_termijn(b, hoe):
    if hoe != "geen":
        maak_termijn(b, "begunstiging", dagen(-8) if hoe == "te laat" else dagen(-7))


def _toets_124d(b, hoe):
    if hoe != "geen":
        uitkomst = "met_voorbehoud" if hoe == "andere uitkomst" else "zonder_voorbehoud"
        maak_beoordeling(b, "toets_124d", uitkomst, geverifieerd=hoe != "niet geverifieerd")


def _termijn_voorbij(b, hoe):
    if hoe != "geen":
        maak_termijn(b, "begunstiging", clock.vandaag() if hoe == "loopt nog" else dagen(-7))
    datum = dagen(-7) if hoe == "controle te vroeg" else dagen(-6)
    maak_beoordeling(b, "feitencheck", "voldaan" if hoe == "voldaan" else "niet_voldaan", datum=datum)


def _uitgevoerd(b, hoe):
    maak_beoordeling(b, "feitencheck", "voldaan", geverifieerd=hoe != "niet geverifieerd")
    if hoe != "geen evaluatie":
        maak_stuk(b, "evaluatie")


def _hervatten(b, hoe):
    if hoe == "geen":
        return
    datum = BEGIN + dt.timedelta(days=1) if hoe == "van voor de aanhouding" else sinds(b, -1)
    maak_beoordeling(b, "aanhouding", "grond_blijft" if hoe == "grond blijft" else "grond_weg", datum=datum)


def _eindgrond(b, hoe):
    if hoe == "grond blijft":
        maak_beoordeling(b, "aanhouding", "grond_blijft", datum=dagen(-1))
    elif hoe == "oude uitspraak":
        maak_stuk(b, "uitspraak", datum=BEGIN)
    elif not hoe:
        maak_stuk(b, "uitspraak", datum=sinds(b, -7))


def _uitspraak(b, hoe):
    if not hoe:
        maak_stuk(b, "uitspraak")


def _ongedaan(b, hoe):
    if hoe != "geen":
        maak_stuk(b, "notitie", datum=dagen(-8) if hoe == "van voor de uitspraak" else dagen(-7))


def _afschaling(b, hoe):
    if hoe != "geen":
        maak_beoordeling(b, "feitencheck", "niet_voldaan", datum=dagen(1) if hoe == "later" else dagen(-7))


def maak_feit(b, soort, *, geverifieerd=False, datum=None, **waarden):
    """A fact of the ladder's own kinds, of last week unless told."""
    wie = {"geverifieerd_door": b.mensen.lezer, "geverifieerd_op": clock.vandaag()} if geverifieerd else {}
    return Feit.objects.create(
        dossier=b.dossier,
        soort=soort,
        datum=datum or dagen(-7),
        waarden=waarden,
        vastgelegd_door=b.mensen.opsteller,
        vastgelegd_op=clock.nu(),
        **wie,
    )


def maak_verzoek(b, einde):
    """A request of the minister of a month ago, whose term ends on `einde`."""
    maak_feit(b, "minister_verzoek", datum=dagen(-30), minister="OCW", belang="Erfgoed", termijn_weken=8)
    maak_termijn(b, "minister", einde, start=dagen(-30))


def maak_kosten(b, bedrag, **velden):
    """A cost line of yesterday."""
    return Kostenregel.objects.create(
        **{
            "dossier": b.dossier,
            "datum": dagen(-1),
            "soort": "werken",
            "omschrijving": "Verhuizing van het archief",
            "bedrag": Decimal(bedrag),
            "vastgelegd_door": b.mensen.opsteller,
            "vastgelegd_op": clock.nu(),
            **velden,
        }
    )


def _rapportage(b, hoe):
    if hoe:
        for brief in b.voorstel.brieven.filter(soort__in=("L5", "L5b")):
            brief.velden = {**brief.velden, "rapportage": "De eerste rapportage komt na 50 weken."}
            brief.save()


def met_beleid(b, **anders):
    """Put the dossier under a version of the policy that differs in these values."""
    basis = beleidskader.beleid_van("2026-1")
    versie = f"proef-{next(nummers)}"
    anders = {"versie": versie, "geldig_van": dt.date(2000, 1, 1), **anders}
    beleidskader._gelezen[versie] = replace(basis, **anders)
    Dossier.objects.filter(pk=b.dossier.pk).update(beleid_versie=versie)
    b.dossier = b.vers()


def _minister(b, hoe):
    if hoe:
        maak_verzoek(b, dagen(-3) if hoe == "verstreken" else dagen(26))
    if hoe == "verstreken":
        gedaan = dagen(-20).isoformat()
        maak_feit(b, "minister_afschriften", datum=dagen(-20), raad_op=gedaan, ps_op=gedaan)


def _schrift(b, hoe):
    if hoe:
        gedaan = maak_voorstel(b, "besluit_met_spoed", "gs", "uitgevoerd", mondeling=True)
        maak_besluit(
            b,
            gedaan,
            "gs",
            besloten_op=dagen(-1),
            verbruikt_op=dagen(-1),
            mondeling_op=clock.nu() - dt.timedelta(days=1),
            mondeling_wijze="telefonisch",
        )


def _afbouw(b, hoe):
    stapsgewijs = b.regels.stap.startswith("bouw_af") is not bool(hoe)
    doel = "trede_per_beoordeling" if stapsgewijs else "direct"
    if b.dossier.beleid.afbouw != doel:
        met_beleid(b, afbouw=doel)


def _overdracht(b, hoe):
    if hoe != "geen":
        ontvanger = {"minister zonder verzoek": "minister", "geen opvolger": "opvolger", "raadstaak": "cdk"}
        maak_feit(
            b,
            "overdracht",
            ontvanger=ontvanger.get(hoe, "ander"),
            instantie="Inspectie Overheidsinformatie",
            grond="De inspectie onderzoekt dit al.",
        )


def _na_overdracht(b, hoe):
    return BEGIN if hoe == "van eerder" else max(dagen(-7), b.dossier.overgedragen_op)


def _ontvangst(b, hoe):
    if hoe != "geen":
        maak_feit(
            b, "ontvangst", datum=_na_overdracht(b, hoe), bevestigd_door="De inspecteur", kenmerk="IO-1"
        )


def _teruggave(b, hoe):
    if hoe != "geen":
        maak_feit(b, "teruggave", datum=_na_overdracht(b, hoe), reden="Niet bevoegd.")


def _kosten(b, hoe):
    maak_kosten(b, "1250.50")
    if hoe != "geen":
        bedrag = "1.00" if hoe == "ander bedrag" else str(b.vers().feiten.kostentotaal)
        maak_feit(b, "kosten_vastgesteld", geverifieerd=hoe != "niet geverifieerd", bedrag=bedrag)


# -- facts of the proposal and the decision ---------------------------------------------------------


def _velden(goed, **fout):
    """A fact that is one or more fields of the proposal; `fout` maps a way of spoiling to other values."""

    def maak(b, hoe):
        waarden = goed() if callable(goed) else goed
        if hoe:
            anders = fout.get(hoe.replace(" ", "_"), dict.fromkeys(waarden))
            anders = anders() if callable(anders) else anders
            waarden = {
                veld: "" if w is None and isinstance(waarden[veld], str) else w for veld, w in anders.items()
            }
        Voorstel.objects.filter(pk=b.voorstel.pk).update(**waarden)

    return maak


_MOTIVERING = {
    "gevraagd": "Akkoord met deze stap.",
    "waarom_nu": "De termijn is om.",
    "gevolg_ja": "De brief gaat uit.",
    "gevolg_nee": "Er verandert niets.",
}


def _documenten(b, hoe):
    codes = [code for code in b.regels.documenten if code != "evaluatie"]
    weg = next((code for code in codes if code != "L9"), "") if hoe else ""
    for code in codes:
        if code != weg:
            maak_brief(b, b.voorstel, code)


def _afschrift(b, hoe):
    hoofd = Brief.objects.filter(voorstel=b.voorstel, soort__in=("L5b", "L6b", "L7", "L8", "L10"))
    for brief in hoofd if hoe else ():
        eigen = [g for g in brief.geadresseerden if (g["rol"] == "orgaan") == (hoe == "geen afschrift")]
        Brief.objects.filter(pk=brief.pk).update(geadresseerden=eigen)


def _publicatie(b, hoe):
    if hoe:
        Brief.objects.filter(voorstel=b.voorstel, soort="L9").update(
            geadresseerden=[{"rol": "intern", "naam": "Dossier", "adres": ""}]
        )


def _jurist(b, hoe):
    if hoe == "geen":
        return
    Paraaf.objects.create(
        voorstel=b.voorstel,
        versie=2 if hoe == "andere versie" else 1,
        onderdeel="lezer" if hoe == "ander onderdeel" else "jurist",
        akkoord=hoe != "niet akkoord",
        opmerking="Nog niet." if hoe == "niet akkoord" else "",
        door=b.mensen.jurist,
        opgesteld_door=b.voorstel.opgesteld_door,
        op=clock.vandaag(),
        zegel=b.voorstel.zegel,
    )


def _akkoord(b, hoe):
    if hoe == "geen":
        return
    niveau = b.voorstel.niveau
    if hoe == "ander niveau":
        niveau = Niveau.COORDINATOR if niveau != Niveau.COORDINATOR else Niveau.TEAMLEIDER
    extra = {
        "afgewezen": {"uitkomst": "afgewezen", "reden": "Nog een gesprek."},
        "al gebruikt": {"verbruikt_op": clock.vandaag()},
        "later": {"besloten_op": dagen(1)},
    }.get(hoe, {})
    maak_besluit(b, b.voorstel, niveau, **extra)


def _mondeling(b, hoe):
    if hoe:
        Voorstel.objects.filter(pk=b.voorstel.pk).update(mondeling=True)


def _onpartijdig(b, hoe):
    besluit = getattr(b.voorstel, "besluit", None)
    if not hoe or besluit is None:
        return
    wie = besluit.besloten_door
    if wie is None:
        wie = GedeputeerdeFactory()
        GSLid.objects.filter(aanwezigheden__vergadering=besluit.vergadering, naam="Brand").update(
            gebruiker=wie
        )
    Belang.objects.create(
        gebruiker=wie, overheid=b.dossier.overheid, van=dagen(-100), toelichting="was daar wethouder"
    )


def _omvang(b, hoe):
    """A housing dossier, with what the decision covers; other dossiers are not asked (test_huisvesting_ladder)."""
    Dossier.objects.filter(pk=b.dossier.pk).update(taak="huisvesting_vergunninghouders", domein="huisvesting")
    if hoe != "geen":
        Feit.objects.create(
            dossier=b.dossier,
            soort="omvang",
            datum=dagen(1) if hoe == "later" else dagen(-1),
            waarden={"scope": "achterstand"},
            vastgelegd_door=b.mensen.opsteller,
            vastgelegd_op=clock.nu(),
        )


def _herzonden(b, hoe):
    if hoe:
        Dossier.objects.filter(pk=b.dossier.pk).update(overgegaan_op=clock.vandaag())


def _overgegaan(b, hoe):
    if not hoe:
        nog_niet = Dossier.objects.filter(pk=b.dossier.pk, overgegaan_op__isnull=True)
        nog_niet.update(overgegaan_op=clock.vandaag())


FEITEN = {
    "G-ORG": _org,
    "G-BEV": _bev,
    "G-GRONDSLAG": _grondslag,
    "G-WEGING": _weging,
    "G-ONGEGROND": _ongegrond,
    "G-VALIDATIE": _validatie,
    "G-GEEN": _geen,
    "G-BEWIJS": _bewijs,
    "G-VORIGE": _vorige,
    "G-OVERLEG": _overleg,
    "G-GESPREK": _gesprek,
    "G-AFSPRAKEN": _afspraken,
    "G-MISLUKT": _mislukt,
    "G-SPOED": _spoed,
    "G-T3B-DIRECT": _t3b_direct,
    "G-RECHTSGANG": _rechtsgang,
    "G-VERZONDEN": _verzonden,
    "G-HERSTELD": _hersteld,
    "G-VERLENGING": _verlenging,
    "G-ZW": _zienswijze,
    "G-ZW-SPOED": _zienswijze_bij_spoed,
    "G-ZW-BRIEF": _antwoord_in_brief,
    "G-RESULTAAT": _resultaat,
    "G-ACTUEEL": _actueel,
    "G-UITV-GLOBAAL": _uitvoering_globaal,
    "G-UITV": _uitvoering,
    "G-OMVANG": _omvang,
    "G-NAGEKOMEN": _nagekomen,
    "G-BINNEN-TERMIJN": _binnen_termijn,
    "G-124D": _toets_124d,
    "G-TERMIJN-VOORBIJ": _termijn_voorbij,
    "G-UITGEVOERD": _uitgevoerd,
    "G-HERVATTEN": _hervatten,
    "G-EINDGROND": _eindgrond,
    "G-UITSPRAAK": _uitspraak,
    "G-ONGEDAAN": _ongedaan,
    "G-AFSCHALING": _afschaling,
    "G-VOORUITGANG": _vooruitgang,
    "G-MOTIVERING": _velden(_MOTIVERING, geen_gevolg={"gevolg_nee": ""}),
    "G-PROP": _velden({"lichter_middel": "Rappels hielpen niet."}),
    "G-BELEIDSRUIMTE": _velden({"beleidsruimte": "De wet laat geen keus."}),
    "G-UITVRAAG": _velden({"noodzaak_uitvraag": "Nog niet aangeleverd."}),
    "G-DATUM": _velden(
        lambda: {"herbeoordeling_op": dagen(60)}, vandaag=lambda: {"herbeoordeling_op": dagen(0)}
    ),
    "G-NAZORG": _velden(lambda: {"nazorg_op": dagen(120)}, vandaag=lambda: {"nazorg_op": dagen(0)}),
    "G-REDEN": _velden({"sluitreden": "vervallen_grondslag"}, andere_reden={"sluitreden": "afgezien"}),
    "G-TERMIJN": _velden({"termijn_weken": 6}, nul={"termijn_weken": 0}),
    "G-ZW-TERMIJN": _velden({"zienswijze_weken": 4}, te_kort={"zienswijze_weken": 1}),
    "G-RECES": lambda b, hoe: hoe and Voorstel.objects.filter(pk=b.voorstel.pk).update(termijn_weken=11),
    "G-DOCUMENT": _documenten,
    "G-RAPPORTAGE": _rapportage,
    "G-AFSCHRIFT": _afschrift,
    "G-PUB": _publicatie,
    "G-JURIST": _jurist,
    "G-AKKOORD": _akkoord,
    "G-ONPARTIJDIG": _onpartijdig,
    "G-124A": _minister,
    "G-SCHRIFT": _schrift,
    "G-AFBOUW": _afbouw,
    "G-OVERDRACHT": _overdracht,
    "G-ONTVANGST": _ontvangst,
    "G-TERUGGAVE": _teruggave,
    "G-KOSTEN": _kosten,
    "G-MONDELING": _mondeling,
    "G-EMBARGO": _velden(lambda: {"embargo_tot": clock.nu()}),
    "G-HERZONDEN": _herzonden,
    "G-OVERGEGAAN": _overgegaan,
}
"""What meets each guard."""

BREKEN = {
    "G-ORG": ("verdwenen", "verkeerd orgaan"),
    "G-BEV": ("andere provincie", "minister", "burgemeester"),
    "G-GRONDSLAG": ("geen gebrek", "niets gevorderd"),
    "G-WEGING": ("geen", "later"),
    "G-ONGEGROND": ("geen", "andere uitkomst"),
    "G-VALIDATIE": (
        "geen",
        "geen verslag",
        "niet geverifieerd",
        "andere uitkomst",
        "niet gehoord",
        "termijn loopt nog",
    ),
    "G-GEEN": ("geen", "geen verslag", "niet geverifieerd", "andere uitkomst"),
    "G-BEWIJS": ("geen", "niet geverifieerd", "oud"),
    "G-VORIGE": ("geen", "andere uitkomst"),
    "G-OVERLEG": ("geen", "zonder akkoord", "vorige trede"),
    "G-GESPREK": ("geen", "vorige trede"),
    "G-AFSPRAKEN": ("geen", "klaar"),
    "G-MISLUKT": ("geen", "nog open", "later"),
    "G-SPOED": ("geen", "later"),
    "G-T3B-DIRECT": ("geen",),
    "G-RECHTSGANG": ("geen", "open"),
    "G-VERZONDEN": ("nog niet",),
    "G-HERSTELD": ("geen", "zonder stuk", "niet geverifieerd", "andere uitkomst"),
    "G-VERLENGING": ("twee keer",),
    "G-ZW": (
        "geen",
        "loopt nog",
        "niets vastgelegd",
        "onbeantwoord",
        "zonder punten",
        "te laat, geen keuze",
    ),
    "G-ZW-SPOED": ("onbeantwoord",),
    "G-ZW-BRIEF": ("antwoord mist",),
    "G-RESULTAAT": ("geen", "loopt nog"),
    "G-ACTUEEL": ("geen", "oud", "later", "andere uitkomst"),
    "G-UITV-GLOBAAL": ("geen",),
    "G-UITV": ("geen", "zonder raming"),
    "G-OMVANG": ("geen", "later"),
    "G-NAGEKOMEN": ("niet geverifieerd",),
    "G-BINNEN-TERMIJN": ("geen", "te laat"),
    "G-124D": ("geen", "niet geverifieerd", "andere uitkomst"),
    "G-TERMIJN-VOORBIJ": ("geen", "loopt nog", "controle te vroeg", "voldaan"),
    "G-UITGEVOERD": ("niet geverifieerd", "geen evaluatie"),
    "G-HERVATTEN": ("geen", "grond blijft", "van voor de aanhouding"),
    "G-EINDGROND": ("geen", "grond blijft", "oude uitspraak"),
    "G-UITSPRAAK": ("geen",),
    "G-ONGEDAAN": ("geen", "van voor de uitspraak"),
    "G-AFSCHALING": ("geen", "later"),
    "G-VOORUITGANG": ("geen", "vorige trede"),
    "G-MOTIVERING": ("geen", "geen gevolg"),
    "G-PROP": ("geen",),
    "G-BELEIDSRUIMTE": ("geen",),
    "G-UITVRAAG": ("geen",),
    "G-DATUM": ("geen", "vandaag"),
    "G-NAZORG": ("geen", "vandaag"),
    "G-REDEN": ("geen", "andere reden"),
    "G-TERMIJN": ("geen", "nul"),
    "G-ZW-TERMIJN": ("geen", "te kort"),
    "G-RECES": ("in het reces",),
    "G-DOCUMENT": ("geen",),
    "G-RAPPORTAGE": ("na de termijn",),
    "G-AFSCHRIFT": ("geen afschrift", "geen orgaan"),
    "G-PUB": ("niet in het blad",),
    "G-JURIST": ("geen", "andere versie", "ander onderdeel", "niet akkoord"),
    "G-AKKOORD": ("geen", "afgewezen", "ander niveau", "al gebruikt", "later"),
    "G-ONPARTIJDIG": ("belang",),
    "G-124A": ("afschriften missen", "verstreken"),
    "G-SCHRIFT": ("nog niet",),
    "G-AFBOUW": ("ander beleid",),
    "G-OVERDRACHT": ("geen", "minister zonder verzoek", "geen opvolger", "raadstaak"),
    "G-ONTVANGST": ("geen", "van eerder"),
    "G-TERUGGAVE": ("geen", "van eerder"),
    "G-KOSTEN": ("geen", "niet geverifieerd", "ander bedrag"),
    "G-MONDELING": ("zonder spoed",),
    "G-EMBARGO": ("geen",),
    "G-HERZONDEN": ("aan het oude bestuur",),
    "G-OVERGEGAAN": ("geen",),
}
"""Ways to spoil the fact of each guard, the first one the plainest."""


def overgang(van, stap):
    """The declaration of this step from this place."""
    return next(o for o in machine_van(GeneriekDossier).vanuit(van) if o.stap == stap)


def leg_dossierfeiten(b, stap, breek=None):
    """Make every fact of the case file that `stap` asks of the dossier as it stands."""
    b.regels, b.voorstel = overgang(b.dossier.stand, stap), None
    for g in b.regels.guards:
        if g.fase == "dossier":
            FEITEN[g.code](b, (breek or {}).get(g.code, ""))
    if stap == "sluit_na_aanhouding":
        _verzonden(b, "")  # L10 is asked once a letter had gone out (row 23)
    b.dossier = b.vers()
    return b


def leg_feiten(b, stap, breek=None):
    """The same, with an approved proposal. `breek` maps a guard code to the way its fact is spoilt."""
    breek = breek or {}
    leg_dossierfeiten(b, stap, breek)
    codes = {g.code: g.fase for g in b.regels.guards}
    niveau = b.regels.niveau_voor(b.dossier)
    if niveau == Niveau.TOEZICHTHOUDER:
        return b
    b.voorstel = maak_voorstel(b, stap, niveau, "vastgesteld")
    volgorde = sorted((c for c, fase in codes.items() if fase == "voorstel"), key=lambda c: c != "G-DOCUMENT")
    for code in [c for c in volgorde if c != "G-RECES"] + [c for c in volgorde if c == "G-RECES"]:
        FEITEN[code](b, breek.get(code, ""))
    b.voorstel = Voorstel.objects.get(pk=b.voorstel.pk)
    inhoud = bundel(b.voorstel)
    Voorstel.objects.filter(pk=b.voorstel.pk).update(zegel=bereken_zegel(inhoud), zegel_inhoud=inhoud)
    b.voorstel = Voorstel.objects.get(pk=b.voorstel.pk)
    besluiten = sorted(
        (c for c, fase in codes.items() if fase == "besluit"), key=lambda c: c == "G-ONPARTIJDIG"
    )
    for code in besluiten:
        if code == "G-ONPARTIJDIG":
            b.voorstel = Voorstel.objects.get(pk=b.voorstel.pk)
        if code:
            FEITEN[code](b, breek.get(code, ""))
    return b


def klaar_voor(van, stap, breek=None, **velden):
    """A new dossier on `van` with everything that `stap` asks."""
    return leg_feiten(maak_dossier(van, **velden), stap, breek)
