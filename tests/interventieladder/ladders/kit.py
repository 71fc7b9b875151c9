"""What the tests of every ladder need: a dossier in a state, facts by the services, a step by who decides it."""

import datetime as dt

from interventieladder.ladders import machine_op
from interventieladder.models import Dossier
from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from interventieladder.standen import plan_van
from interventieladder.treden import DIRECT
from tests.interventieladder import dienst
from tests.interventieladder.bouw import maak_dossier, maak_mensen, maak_stuk
from toezicht.core import clock


def op(ladder, stand="", *, mensen=None, onderdeel="proef", **velden):
    """A dossier on this ladder in `stand` (its first state unless told), with everybody it needs."""
    plan = plan_van(ladder)
    return maak_dossier(
        stand or plan.begin,
        mensen=mensen or maak_mensen(),
        **{
            "ladder": ladder,
            "domein": plan.domein,
            "taak": plan.taak,
            "onderdeel": onderdeel if plan.onderdeel else "",
            "orgaan": "",
            "gevorderd": "",
            "gebrek": "",
            **velden,
        },
    )


def feit(b, soort, datum=None, *, verifieer=True, door=None, **waarden):
    """Record a fact through the service; a second person verifies it where its kind asks that."""
    regels = b.vers().plan.feitsoort(soort)
    stuk = maak_stuk(b, "notitie") if regels.stuk else None
    vast = leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort=soort,
        datum=datum or clock.vandaag(),
        waarden=waarden,
        stuk_id=stuk.pk if stuk else None,
        door=door or b.mensen.opsteller,
    )
    return verifieer_feit(feit_id=vast.pk, door=b.mensen.lezer) if regels.vier_ogen and verifieer else vast


def stap(b, naam, **anders):
    """Take a step: at once where nobody else decides, else with proposal, checks, decision and sending."""
    b.dossier = b.vers()
    b.regels = next(o for o in machine_op(b.dossier.ladder).vanuit(b.dossier.stand) if o.stap == naam)
    if b.regels.niveau_voor(b.dossier) in DIRECT:
        dienst.zet(b, naam)
        b.dossier = b.vers()
    else:
        dienst.hele_stap(b, naam, **anders)
    return b.dossier.stand


def bezwaren(b, naam, datum=None):
    """Codes of the guards of the case file that say no to a step now."""
    return bezwaren_per_stap(b, [naam], datum)[naam]


def bezwaren_per_stap(b, namen, datum=None):
    """The same for several steps, of which the dossier is read once: {step: codes}."""
    from toezicht.core.transitions import DOSSIER, Toets, overgang_van, toets_overgang

    dossier = Dossier.objects.select_related("overheid__provincie", "behandelaar").get(pk=b.dossier.pk)
    return {
        naam: {
            g.code
            for g in toets_overgang(
                overgang_van(dossier, naam),
                Toets(dossier, None, b.mensen.opsteller, datum or clock.vandaag()),
                [DOSSIER],
            )
        }
        for naam in namen
    }


def tabel(ladder):
    """The machine as {(from, step): to}: what a test writes out and compares."""
    return {(o.van, o.stap): o.naar[0] if len(o.naar) == 1 else o.naar for o in machine_op(ladder).overgangen}


def dag(tekst):
    """A date from *2026-11-23*."""
    return dt.date.fromisoformat(tekst)
