"""Builders for approval, consent and urgent spending: by the services, with fictional organisations."""

from decimal import Decimal

from interventieladder.ladders import machine_op
from interventieladder.models import Dossier
from interventieladder.services.ladders.goedkeuring import Aanbieding, open_goedkeuring
from interventieladder.services.ladders.spoeduitgave import Spoedbesluit, open_spoeduitgave
from interventieladder.services.ladders.toestemming import Verzoek, open_toestemming
from tests.interventieladder import dienst
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import dag


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
