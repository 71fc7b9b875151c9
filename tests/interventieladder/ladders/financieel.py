"""Builders for approval, consent and urgent spending: by the services, with fictional organisations."""

import datetime as dt
from decimal import Decimal

from interventieladder.ladders import machine_op
from interventieladder.models import Dossier, Termijngebeurtenis
from interventieladder.services.klok import draai_klok
from interventieladder.services.ladders.artikel12 import open_artikel12
from interventieladder.services.ladders.goedkeuring_openen import Aanbieding, open_goedkeuring
from interventieladder.services.ladders.spoeduitgave import (
    Spoedbesluit,
    koppel_wijziging,
    leg_stemmen_vast,
    open_spoeduitgave,
)
from interventieladder.services.ladders.toestemming import Verzoek, open_toestemming
from tests.interventieladder import dienst
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import dag, feit, stap
from toezicht.core.models import Logboekregel


def _bouw(dossier, mensen):
    """Under construction, with its running stay."""
    return Bouw(dossier, mensen, stap=dossier.stappen.get(tot__isnull=True))


def bied_aan(overheid=None, mensen=None, soort="begroting", jaar=2027, verzonden="2027-01-27", **velden):
    """A budget or amendment offered for approval; gives the dossier under construction."""
    mensen = mensen or maak_mensen()
    overheid = overheid or maak_gemeente()
    verzonden = dag(verzonden)
    nieuw = Aanbieding(
        **{
            "overheid_id": overheid.pk,
            "soort": soort,
            "jaar": jaar,
            "raadsbesluit_op": verzonden,
            "raadsbesluit": "R-1",
            "verzonden_op": verzonden,
            "ontvangen_op": verzonden,
            "volgnummer": 1 if soort == "wijziging" else 0,
            "plichtgrond": "lid2",
            **velden,
        }
    )
    return _bouw(open_goedkeuring(nieuw=nieuw, door=mensen.opsteller), mensen)


def vraag_toestemming(overheid=None, mensen=None, verzonden="2027-02-27", **velden):
    """A request for consent."""
    mensen, overheid, verzonden = mensen or maak_mensen(), overheid or maak_gemeente(), dag(verzonden)
    nieuw = Verzoek(
        **{
            "overheid_id": overheid.pk,
            "jaar": 2027,
            "post": "Wegen",
            "bedrag": Decimal(350_000),
            "verzonden_op": verzonden,
            "ontvangen_op": verzonden,
            "omschrijving": "Vervanging van het asfalt van de Dorpsstraat.",
            **velden,
        }
    )
    return _bouw(open_toestemming(nieuw=nieuw, door=mensen.opsteller), mensen)


def meld_spoed(overheid, mensen, besluit="2027-03-01", **velden):
    """An urgent decision of the raad."""
    op = dag(besluit)
    nieuw = Spoedbesluit(
        **{
            "overheid_id": overheid.pk,
            "jaar": 2027,
            "bedrag": Decimal(90_000),
            "raadsbesluit_op": op,
            "raadsbesluit": "R-9",
            "verzonden_op": op,
            "ontvangen_op": op,
            "omschrijving": "De kade dreigt in te storten.",
            **velden,
        }
    )
    return _bouw(open_spoeduitgave(nieuw=nieuw, door=mensen.opsteller), mensen)


def besluit(b, naam, **tekst):
    """Proposal, checks and decision of a step that its sending takes; gives the proposal."""
    b.dossier = b.vers()
    b.regels = next(o for o in machine_op(b.dossier.ladder).vanuit(b.dossier.stand) if o.stap == naam)
    tekst.setdefault("waarom_nu", "Het overleg leverde geen ander inzicht op.")
    voorstel = dienst.ter_besluit(b, naam, **tekst)
    dienst.besluit(b, voorstel)
    return voorstel


def verstuur(b, voorstel, op=None):
    """Send every letter of it on `op` (today); that takes the step."""
    dienst.verstuur(b, voorstel.pk, op)
    b.dossier = b.vers()
    return b.dossier.stand


def beslis(b, naam, op=None, **tekst):
    """Decide and send."""
    return verstuur(b, besluit(b, naam, **tekst), op)


def vers(b):
    """The dossier as the database has it."""
    b.dossier = Dossier.objects.select_related("overheid__provincie", "behandelaar").get(pk=b.dossier.pk)
    return b.dossier


def einde(b, soort):
    """The end of the running term of a kind."""
    termijn = vers(b).feiten.termijn(soort)
    return termijn.effectief_einde if termijn else None


# -- for the walk over every ladder: how a dossier opens, and what always holds ----------------------


def open_wandeling_goedkeuring(mensen):
    """A budget of this year, sent five weeks ago."""
    return bied_aan(mensen=mensen, jaar=2026, verzonden="2026-09-01")


def open_wandeling_toestemming(mensen):
    """A request of three weeks ago."""
    return vraag_toestemming(mensen=mensen, jaar=2026, verzonden="2026-09-14")


def open_wandeling_spoed(mensen):
    """An urgent decision whose amendment was refused."""
    gemeente = maak_gemeente()
    begroting = bied_aan(gemeente, mensen, jaar=2026, verzonden="2026-09-01")
    beslis(begroting, "besluit_goedkeuren")
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", jaar=2026, verzonden="2026-09-21")
    feit(wijziging, "overleg_aangeboden")
    stap(wijziging, "bied_overleg_aan")
    feit(wijziging, "onthoudingsgrond", grond="algemeen_financieel_belang", motivering="Geen dekking.")
    spoed = meld_spoed(gemeente, mensen, besluit="2026-09-15", jaar=2026)
    leg_stemmen_vast(dossier_id=spoed.dossier.pk, stemmen=[("A. de Boer", "voor")], door=mensen.opsteller)
    koppel_wijziging(
        dossier_id=spoed.dossier.pk, goedkeuring_id=vers(wijziging).goedkeuring.pk, door=mensen.opsteller
    )
    stap(spoed, "neem_in_behandeling")
    beslis(wijziging, "besluit_onthouden")
    return spoed


def open_wandeling_artikel12(mensen):
    """The coming year, before the raad applied."""
    dossier = open_artikel12(
        overheid_id=maak_gemeente().pk,
        jaar=2027,
        omschrijving="De raad overweegt een aanvraag.",
        datum_feit=dag("2026-10-01"),
        door=mensen.opsteller,
    )
    return _bouw(dossier, mensen)


def regels_goedkeuring(dossier, dag_):
    """Silence never lasts; one adjournment; a refusal has its ground and consultation; the outcome is the state."""
    zaak, beoordelen = dossier.goedkeuring, ("ter_goedkeuring", "verdaagd", "overleg_aangeboden")
    loopt = dossier.termijnen.filter(soort="goedkeuring", status="loopt")
    assert loopt.count() == (1 if dossier.stand in beoordelen else 0)
    assert all(t.effectief_einde >= dag_ for t in loopt)
    assert Termijngebeurtenis.objects.filter(termijn__dossier=dossier, soort="verlenging").count() <= 1
    uitkomst = "van_rechtswege" if dossier.stand == "bekendgemaakt" else dossier.stand
    assert zaak.uitkomst == ("" if dossier.stand in (*beoordelen, "wacht_op_begroting") else uitkomst)
    if zaak.uitkomst in ("onthouden", "gedeeltelijk_goedgekeurd"):
        assert zaak.onthoudingsgrond
        assert zaak.overleg_op <= zaak.uitkomst_op


def regels_toestemming(dossier, dag_):
    """Silence never lasts; conditions only with a consent that was given."""
    zaak = dossier.toestemming
    loopt = dossier.termijnen.filter(soort="toestemming", status="loopt")
    assert loopt.count() == (1 if dossier.stand == "aangevraagd" else 0)
    assert all(t.effectief_einde >= dag_ for t in loopt)
    assert not zaak.voorschriften or zaak.uitkomst == "verleend"
    assert (zaak.uitkomst == "niet_nodig") == bool(zaak.vrijval)


def regels_spoed(dossier, dag_):
    """The month runs only while somebody can still be held liable; recorded too late, the clock ends it."""
    loopt = dossier.termijnen.filter(soort="aansprakelijk", status="loopt")
    assert loopt.count() == (1 if dossier.stand == "aansprakelijkheid" else 0)
    if voorbij := [t.effectief_einde for t in loopt if t.effectief_einde < dag_]:
        assert draai_klok() == 1
        assert Dossier.objects.get(pk=dossier.pk).stand == "bevoegdheid_vervallen"
        regel = Logboekregel.objects.get(
            keten=f"dossier:{dossier.pk}", handeling="laat_bevoegdheid_vervallen"
        )
        assert regel.gebeurd_op == voorbij[0] + dt.timedelta(days=1)  # the day of the law
    assert dossier.spoeduitgave.stemmen.count() == 1
