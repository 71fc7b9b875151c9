"""The facts a takeover records: letters, terms, documents, assessments, agreements; and what is added later."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from interventieladder.guards.overname import besluit_past, zonder_besluit
from interventieladder.models import (
    Afspraak,
    Beoordeling,
    Dossier,
    Feit,
    Ladderstap,
    OvergenomenBesluit,
    OvergenomenBrief,
    OvergenomenTermijn,
    Overname,
    Stuk,
)
from interventieladder.models.feiten import AfspraakStatus
from interventieladder.models.overname import OvernameStatus, Termijnkeuze
from interventieladder.services import termijnen
from interventieladder.services.laddertermijnen import levend
from interventieladder.services.losse_feiten import controleer as controleer_waarden
from interventieladder.services.losse_feiten import soort_van
from interventieladder.services.overname_delen import eis_adres, eis_dag
from interventieladder.services.overname_gegevens import (
    Bronafspraak,
    Bronbeoordeling,
    Bronbesluit,
    Bronbrief,
    Bronfeit,
    Bronstuk,
    Brontermijn,
    Overnamefout,
    Overnamegegevens,
    OvernameGeweigerd,
)
from interventieladder.services.slot import (
    NietGevonden,
    bewaar_dossier,
    eis_tekst,
    log,
    neem_open_dossier,
)
from interventieladder.treden import DOCUMENTEN, Niveau
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte

MAX_GEBEURTENIS = 120


def bronnaam(overname: Overname) -> str:
    """The source as it stands behind every fact: *Zaaksysteem, zaak Z-2024-001*."""
    return f"{overname.bron}, zaak {overname.zaaknummer}"[:200]


def leg_delen_vast(
    dossier: Dossier, stappen: Sequence[Ladderstap], g: Overnamegegevens, bron: str, door: User
) -> None:
    """Record every part at the stay in which its day lies."""
    for brief in g.brieven:
        _brief(_verblijf_op(stappen, brief.datum), brief, bron, door)
    for stuk in g.stukken:
        _stuk(_verblijf_op(stappen, stuk.datum), stuk, bron, door)
    for beoordeling in g.beoordelingen:
        _beoordeling(_verblijf_op(stappen, beoordeling.datum), beoordeling, bron, door)
    for afspraak in g.afspraken:
        _afspraak(dossier, afspraak, bron, door)
    for feit in g.feiten:
        _feit(dossier, feit, bron, door)
    for termijn in g.termijnen:
        _termijn(dossier, stappen[-1], termijn, bron, door)
    dossier.__dict__.pop("feiten", None)


def _verblijf_op(stappen: Sequence[Ladderstap], datum: dt.date) -> Ladderstap:
    """The stay in which a day lies; a day on the border belongs to the later stay, one before all to the first."""
    passend = [stap for stap in stappen if stap.van <= datum]
    return passend[-1] if passend else stappen[0]


def _brief(stap: Ladderstap, brief: Bronbrief, bron: str, door: User) -> OvergenomenBrief:
    rij = OvergenomenBrief.objects.create(
        stap=stap,
        soort=brief.soort,
        onderwerp=brief.titel.strip(),
        geadresseerde=brief.geadresseerde.strip(),
        verzonden_op=brief.datum,
        kenmerk=brief.nummer.strip()[:80],
        documentnummer=brief.documentnummer.strip()[:80],
        documentadres=brief.documentadres.strip(),
        bron=bron,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    log(
        stap.dossier,
        "brief_overgenomen",
        door=door,
        gebeurd_op=brief.datum,
        naar=rij.geadresseerde,
        reden=f"{rij.onderwerp}. Overgenomen uit {bron}.",
        gegevens={"brief": rij.soort, "kenmerk": rij.kenmerk, "geadresseerde": rij.geadresseerde},
    )
    return rij


def leg_besluit_vast(
    stap: Ladderstap, bron: Bronbesluit, overname: Overname, door: User
) -> OvergenomenBesluit:
    """The decision of the source behind a stay, logged on its own day; it is sound as it comes."""
    besluit = OvergenomenBesluit.objects.create(
        stap=stap,
        niveau=bron.niveau,
        besloten_op=bron.besloten_op,
        besloten_door=bron.door.strip(),
        nummer=bron.nummer.strip(),
        machtiging=bron.machtiging.strip(),
        bron=bronnaam(overname),
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    log(
        stap.dossier,
        "besluit_overgenomen",
        door=door,
        gebeurd_op=besluit.besloten_op,
        reden=f"Overgenomen uit {besluit.bron}.",
        gegevens={
            "besluit_nummer": besluit.nummer or "zonder nummer",
            "besloten_door": besluit.besloten_door or str(Niveau(besluit.niveau).label),
            "niveau": besluit.niveau,
        },
    )
    return besluit


def _stuk(stap: Ladderstap, stuk: Bronstuk, bron: str, door: User) -> None:
    rij = Stuk.objects.create(
        dossier=stap.dossier,
        stap=stap,
        soort=stuk.soort,
        titel=stuk.titel.strip(),
        datum=stuk.datum,
        ontvangen_op=stuk.ontvangen,
        ondertekend_op=stuk.akkoord,
        documentnummer=stuk.documentnummer.strip()[:80],
        documentadres=stuk.documentadres.strip(),
        bron=bron,
        bron_geverifieerd_op=stuk.geverifieerd,
        toegevoegd_door=door,
        toegevoegd_op=clock.nu(),
    )
    log(
        stap.dossier,
        "stuk_toegevoegd",
        door=door,
        soort="stuk",
        onderwerp_id=rij.pk,
        gebeurd_op=stuk.ontvangen or stuk.datum,
        reden=f"{rij.titel}. Overgenomen uit {bron}.",
        gegevens={"soort": rij.soort, "richting": "in", "titel": rij.titel, "datum": rij.datum, "bron": bron},
    )


def _beoordeling(stap: Ladderstap, b: Bronbeoordeling, bron: str, door: User) -> None:
    rij = Beoordeling.objects.create(
        dossier=stap.dossier,
        stap=stap,
        soort=b.soort,
        uitkomst=b.uitkomst,
        datum=b.datum,
        toelichting=b.toelichting.strip(),
        opgesteld_door=door,
        bron=bron,
        bron_door=b.door.strip()[:160],
        bron_geverifieerd_op=b.geverifieerd,
    )
    log(
        stap.dossier,
        "beoordeling_vastgelegd",
        door=door,
        soort="beoordeling",
        onderwerp_id=rij.pk,
        gebeurd_op=b.datum,
        naar=rij.uitkomst,
        reden=f"{rij.toelichting} Overgenomen uit {bron}.",
        gegevens={"soort": rij.soort, "uitkomst": rij.uitkomst, "datum": rij.datum, "bron": bron},
    )


def _afspraak(dossier: Dossier, a: Bronafspraak, bron: str, door: User) -> None:
    open_ = a.uitkomst == AfspraakStatus.OPEN
    rij = Afspraak.objects.create(
        dossier=dossier,
        trede=dossier.trede,
        actie=a.titel.strip(),
        eigenaar=a.door.strip()[:160],
        gereed_op=a.datum,
        bewijs=a.toelichting.strip()[:300],
        status=a.uitkomst,
        status_op=None if open_ else a.tot,
        vastgelegd_op=clock.vandaag(),
        bron=bron,
    )
    log(
        dossier,
        "afspraak_gemaakt" if open_ else f"afspraak_{a.uitkomst}",
        door=door,
        soort="afspraak",
        onderwerp_id=rij.pk,
        gebeurd_op=clock.vandaag() if open_ else a.tot,
        naar=rij.status,
        reden=f"{rij.actie}. Overgenomen uit {bron}.",
        gegevens={"actie": rij.actie, "eigenaar": rij.eigenaar, "gereed_op": a.datum, "status": rij.status},
    )


def _feit(dossier: Dossier, f: Bronfeit, bron: str, door: User) -> None:
    regels = soort_van(dossier, f.soort)
    waarden = controleer_waarden(regels, f.waarden)
    rij = Feit.objects.create(
        dossier=dossier,
        soort=f.soort,
        datum=f.datum,
        waarden=waarden,
        toelichting=f.toelichting.strip(),
        bron=bron,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    log(
        dossier,
        "feit_vastgelegd",
        door=door,
        soort="feit",
        onderwerp_id=rij.pk,
        gebeurd_op=min(f.datum, clock.vandaag()),
        naar=regels.naam,
        reden=f"{rij.toelichting} Overgenomen uit {bron}.".strip(),
        gegevens={"soort": f.soort, "naam": regels.naam, "datum": f.datum, "waarden": waarden, "bron": bron},
    )


# -- terms: our calculation beside the end that the letter named -------------------------------------


def _termijn(dossier: Dossier, stap: Ladderstap, t: Brontermijn, bron: str, door: User) -> None:
    """A term of the law runs already; another begins here. Either way its end is compared with the letter's."""
    termijn = levend(dossier, t.soort) or termijnen.start_termijn(
        dossier=dossier,
        stap=stap,
        soort=t.soort,
        start=t.datum,
        lengte=Lengte.weken(t.weken),
        gebeurtenis=f"Begonnen volgens {bron}"[:MAX_GEBEURTENIS],
        door=door,
    )
    rij = OvergenomenTermijn.objects.create(
        termijn=termijn, brief_einde=t.einde, berekend_einde=termijn.effectief_einde, bron=bron
    )
    if t.keuze and rij.te_kiezen:
        _kies(dossier, rij, t.keuze, t.reden, door)


@transaction.atomic
def kies_termijneinde(
    *, dossier_id: int, termijn_id: int, keuze: str, reden: str, door: User
) -> OvergenomenTermijn:
    """Choose which end counts where letter and calculation differ, and why. The other one stays on record."""
    dossier = neem_open_dossier(dossier_id, door)
    rij = (
        OvergenomenTermijn.objects.select_for_update(of=("self",))
        .select_related("termijn__stap")
        .filter(pk=termijn_id, termijn__dossier=dossier)
        .first()
    )
    if rij is None:
        raise NietGevonden("Deze termijn is niet overgenomen.")
    if not rij.te_kiezen:
        raise Conflict("Bij deze termijn valt niets meer te kiezen.")
    if keuze not in Termijnkeuze.values:
        raise Weigering("Kies welke einddatum geldt.", veld="keuze")
    _kies(dossier, rij, keuze, reden, door)
    bewaar_dossier(dossier)
    return rij


def _kies(dossier: Dossier, rij: OvergenomenTermijn, keuze: str, reden: str, door: User) -> None:
    rij.keuze, rij.keuzereden = keuze, eis_tekst(reden, veld="reden", wat="de reden van de keuze in")
    rij.gekozen_door, rij.gekozen_op = door, clock.vandaag()
    rij.save(update_fields=["keuze", "keuzereden", "gekozen_door", "gekozen_op"])
    if keuze == Termijnkeuze.BRIEF and rij.brief_einde:
        termijn = rij.termijn
        termijnen.start_termijn(
            dossier=dossier,
            stap=termijn.stap,
            soort=termijn.soort,
            start=termijn.start,
            voor=rij.brief_einde + dt.timedelta(days=1),
            gebeurtenis=f"Einddatum uit de brief, {rij.bron}"[:MAX_GEBEURTENIS],
            door=door,
        )
    log(
        dossier,
        "termijneinde_gekozen",
        door=door,
        naar=keuze,
        reden=rij.keuzereden,
        gegevens={"brief_einde": rij.brief_einde, "berekend_einde": rij.berekend_einde},
    )


# -- what is added later -----------------------------------------------------------------------------


@transaction.atomic
def vul_besluit_aan(*, dossier_id: int, stap_id: int, besluit: Bronbesluit, door: User) -> OvergenomenBesluit:
    """Add the decision of a taken-over stay that was not on record; the takeover waits for confirmation again."""
    dossier = neem_open_dossier(dossier_id, door)
    overname = _neem_overname(dossier)
    stap, niveau = next(((s, n) for s, n in zonder_besluit(dossier) if s.pk == stap_id), (None, ""))
    if stap is None or stap.pk in dossier.feiten.overgenomen_besluiten:
        raise Conflict("Van deze trede is het besluit al overgenomen. Ververs de pagina.")
    if not (besluit.nummer.strip() or besluit.door.strip()):
        raise Weigering("Geef het nummer van het besluit, of wie besloot.", veld="nummer")
    if besluit.besloten_op > stap.van:
        raise Weigering("Het besluit kan niet van na het begin van de trede zijn.", veld="besloten_op")
    _weiger([*eis_dag(besluit.besloten_op, 0, "besloten_op", "datum van het besluit")])
    if not besluit_past(dossier, stap, besluit):
        raise Weigering(f"Deze trede vraagt een besluit van {Niveau(niveau).label}.", veld="niveau")
    stap.dossier = dossier
    rij = leg_besluit_vast(stap, besluit, overname, door)
    _opnieuw_bevestigen(dossier, overname)
    return rij


@transaction.atomic
def vul_brief_aan(*, dossier_id: int, brief: Bronbrief, door: User) -> OvergenomenBrief:
    """Add a letter of the source that was not on record; the takeover waits for confirmation again."""
    dossier = neem_open_dossier(dossier_id, door)
    overname = _neem_overname(dossier)
    if brief.soort not in DOCUMENTEN:
        raise Weigering("Kies een soort brief uit de lijst.", veld="soort")
    for veld in ("titel", "geadresseerde"):
        eis_tekst(getattr(brief, veld), veld=veld, wat="dit veld in")
    stappen = [s for s in dossier.feiten.stappen if s.bron]
    if brief.datum < stappen[0].van:
        raise Weigering("De brief is van vóór het begin van de eerste trede.", veld="datum")
    _weiger(
        [
            *eis_dag(brief.datum, 0, "datum", "verzenddatum"),
            *eis_adres(brief.documentadres, 0, "documentadres"),
        ]
    )
    stap = _verblijf_op(stappen, brief.datum)
    stap.dossier = dossier
    rij = _brief(stap, brief, bronnaam(overname), door)
    _opnieuw_bevestigen(dossier, overname)
    return rij


def _weiger(fouten: Sequence[Overnamefout]) -> None:
    if fouten:
        raise OvernameGeweigerd(fouten)


def _neem_overname(dossier: Dossier) -> Overname:
    overname = (
        Overname.objects.select_for_update(of=("self",))
        .filter(dossier=dossier)
        .exclude(status=OvernameStatus.INGETROKKEN)
        .first()
    )
    if overname is None:
        raise Conflict(f"Dossier {dossier.nummer} is niet overgenomen.")
    return overname


def _opnieuw_bevestigen(dossier: Dossier, overname: Overname) -> None:
    overname.status = OvernameStatus.TE_BEVESTIGEN
    overname.bevestigd_door = overname.bevestigd_op = None
    overname.save(update_fields=["status", "bevestigd_door", "bevestigd_op"])
    bewaar_dossier(dossier)
