"""Taking over a dossier that began elsewhere, at its present step; four eyes before anything goes on from it.

Past steps are facts of the source with their day, never acts of ours: nothing is decided, sent or computed anew.
Every line in the logboek carries the day it was true, and today as the day we recorded it.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction

from interventieladder.models import Dossier, Ladderstap, Nummerreeks, Overname
from interventieladder.models.dossier import EEN_OPEN, klasse_van
from interventieladder.models.ladderstap import StapUitkomst
from interventieladder.models.overname import OvernameStatus
from interventieladder.selectors.tegenlezen import mag_tegenlezen
from interventieladder.services import termijnen
from interventieladder.services.overname_controle import Bevinding, controleer
from interventieladder.services.overname_feiten import bronnaam, leg_besluit_vast, leg_delen_vast
from interventieladder.services.overname_gegevens import (
    Overnamegegevens,
    OvernameGeweigerd,
    Verblijf,
)
from interventieladder.services.overname_zaak import draai_zaak_terug, maak_zaak, met_eigen_feiten
from interventieladder.services.slot import (
    bewaar_dossier,
    dossierfeiten,
    eis_tekst,
    log,
    neem_dossier,
    neem_open_dossier,
)
from interventieladder.treden import Sluitreden, hoogte
from toezicht.core import clock, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.fouten import Conflict, GeenRecht
from toezicht.core.models import User
from toezicht.core.transitions import Overgang
from toezicht.core.woorden import klein

ZEGT_WEINIG = ("afgesloten", "gestaakt", "ingetrokken", "vervallen", "afgerond")
"""End states that judge nobody, for a takeover that is withdrawn: the first that the ladder has."""


@transaction.atomic
def neem_over(*, gegevens: Overnamegegevens, door: User) -> Dossier:
    """Make the dossier at its present step with everything the source tells; it waits for a second person.

    Raises `GeenRecht`, `OvernameGeweigerd` with every contradiction, `Conflict` when somebody was first.
    """
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen dossiers overnemen. Vraag een toezichthouder of uw coördinator.")
    bevinding = controleer(gegevens, door)
    if bevinding.fouten:
        raise OvernameGeweigerd(bevinding.fouten)
    dossier = _maak_dossier(gegevens, bevinding)
    overname = _voeg_in(dossier, gegevens, door)
    stappen = _maak_verblijven(dossier, gegevens, bevinding, overname, door)
    if bevinding.zaak is not None:
        maak_zaak(dossier, bevinding.zaak, door)
        gegevens = met_eigen_feiten(bevinding.zaak)
    leg_delen_vast(dossier, stappen, gegevens, bronnaam(overname), door)
    log(
        dossier,
        "overname_vastgelegd",
        door=door,
        naar=dossier.stand,
        reden=f"Overgenomen uit {bronnaam(overname)}.",
        gegevens={
            "bron": overname.bron,
            "zaaknummer": overname.zaaknummer,
            "overname": overname.status,
            **({"zaak": dict(gegevens.zaken[0].waarden)} if gegevens.zaken else {}),
        },
    )
    return dossier


def _maak_dossier(g: Overnamegegevens, b: Bevinding) -> Dossier:
    """The dossier as it stands today in the source, not saved yet. It goes on under the policy of today."""
    assert b.dossier is not None  # noqa: S101 - no faults, so it was made
    vandaag, laatste = clock.vandaag(), g.stappen[-1]
    voorbeeld = b.dossier
    return klasse_van(g.ladder)(
        ladder=g.ladder,
        onderdeel=voorbeeld.onderdeel,
        nummer=f"{vandaag.year}-{Nummerreeks.volgende(f'dossier-{vandaag.year}'):04d}",
        titel=g.titel.strip(),
        overheid=voorbeeld.overheid,
        domein=voorbeeld.domein,
        taak=voorbeeld.taak,
        orgaan=voorbeeld.orgaan,
        gevorderd=g.gevorderd,
        gebrek=g.gebrek,
        omschrijving=g.omschrijving.strip(),
        datum_feit=g.datum,
        geopend_op=g.stappen[0].van,
        beleid_versie=voorbeeld.beleid_versie,
        behandelaar=b.behandelaar,
        stand=laatste.trede,
        trede=laatste.trede,
        trede_sinds=_sinds(g.stappen),
        zaaknummer=g.zaaknummer.strip(),
        zaakadres=g.zaakadres.strip(),
    )


def _sinds(stappen: Sequence[Verblijf]) -> dt.date:
    """First day on the present rung; a prolongation stays on it."""
    sinds = stappen[-1].van
    for verblijf in reversed(stappen):
        if verblijf.trede != stappen[-1].trede:
            break
        sinds = verblijf.van
    return sinds


def _voeg_in(dossier: Dossier, g: Overnamegegevens, door: User) -> Overname:
    """Insert both; the database holds one open dossier per duty and one takeover per case of the source."""
    try:
        with transaction.atomic():
            dossier.save(force_insert=True)
            return Overname.objects.create(
                dossier=dossier,
                bron=g.bron.strip(),
                bronsoort=g.bronsoort,
                zaaknummer=g.zaaknummer.strip(),
                overgenomen_op=clock.vandaag(),
                vastgelegd_op=clock.nu(),
                door=door,
            )
    except IntegrityError as fout:
        if not any(naam in str(fout) for naam in (EEN_OPEN, "overname_een_per_zaak")):
            raise
        raise Conflict(
            f"Zaak {g.zaaknummer} van {dossier.overheid.naam} is intussen door een ander geopend of overgenomen."
        ) from fout


def _maak_verblijven(
    dossier: Dossier, g: Overnamegegevens, b: Bevinding, overname: Overname, door: User
) -> list[Ladderstap]:
    """Every stay, with the decision it began with, and its line on the day it began."""
    uit: list[Ladderstap] = []
    for plek, verblijf in enumerate(g.stappen):
        volgende = g.stappen[plek + 1] if plek + 1 < len(g.stappen) else None
        overgang = (b.overgangen or [])[plek]
        vorige = uit[-1] if uit else None
        verlengd = vorige is not None and vorige.trede == verblijf.trede
        stap = Ladderstap.objects.create(
            dossier=dossier,
            trede=verblijf.trede,
            volgnummer=plek + 1,
            van=verblijf.van,
            tot=volgende.van if volgende else None,
            uitkomst=_uitkomst(dossier, verblijf.trede, volgende.trede) if volgende else "",
            overgang=overgang.stap if overgang else "geopend",
            bron=bronnaam(overname),
            verlengingen=vorige.verlengingen + 1 if vorige and verlengd else 0,
        )
        uit.append(stap)
        _log_verblijf(dossier, stap, vorige, overgang, door)
        if verblijf.besluit is not None:
            leg_besluit_vast(stap, verblijf.besluit, overname, door)
    return uit


def _uitkomst(dossier: Dossier, trede: str, volgende: str) -> str:
    if not dossier.generiek:
        return StapUitkomst.VERDER
    if trede == volgende:
        return StapUitkomst.GELIJK_VERLENGD
    verschil = hoogte(volgende) - hoogte(trede)
    if verschil < 0:
        return StapUitkomst.LAGER
    return StapUitkomst.HOGER if verschil == 1 else StapUitkomst.OVERGESLAGEN


def _log_verblijf(
    dossier: Dossier, stap: Ladderstap, vorige: Ladderstap | None, overgang: Overgang | None, door: User
) -> None:
    """The same line as the step itself would have left, on its own day, and marked with its source."""
    feiten = {**dossierfeiten(dossier), "stand": stap.trede, "trede": stap.trede, "trede_sinds": stap.van}
    log(
        dossier,
        overgang.stap if overgang and vorige else "dossier_overgenomen",
        door=door,
        van=vorige.trede if vorige else "",
        naar=stap.trede,
        reden=f"Overgenomen uit {stap.bron}.",
        gebeurd_op=stap.van,
        gegevens={**feiten, "overgenomen_uit": stap.bron},
    )


# -- four eyes ---------------------------------------------------------------------------------------


@transaction.atomic
def bevestig_overname(*, dossier_id: int, door: User, versie: int | None = None) -> Dossier:
    """Confirm as a second person that the source says so; what the source had verified counts from now.

    Raises `GeenRecht` for who took over and for the behandelaar, `Conflict` when it is confirmed already or
    when a term still has two ends.
    """
    dossier = neem_dossier(dossier_id, door, versie=versie)
    overname = _neem_overname(dossier)
    if not mag_tegenlezen(door, dossier, overname.door_id):
        raise GeenRecht("Wie overnam en de behandelaar bevestigen niet zelf. Vraag een tweede lezer.")
    if any(rij.te_kiezen for rij in dossier.feiten.overgenomen_termijnen.values()):
        raise Conflict(
            "Bij een termijn noemt de brief een andere einddatum dan de berekening. Kies eerst welke geldt."
        )
    overname.status = OvernameStatus.BEVESTIGD
    overname.bevestigd_door, overname.bevestigd_op = door, clock.vandaag()
    overname.save(update_fields=["status", "bevestigd_door", "bevestigd_op"])
    _verifieer_mee(dossier, door)
    bewaar_dossier(dossier)
    log(
        dossier,
        "overname_bevestigd",
        door=door,
        naar=dossier.stand,
        reden=f"Vergeleken met {bronnaam(overname)}.",
        gegevens={"overname": overname.status},
    )
    plaats_bericht(
        sleutel=f"overname:{dossier.pk}:{dossier.versie}",
        ontvanger=dossier.behandelaar,
        onderwerp=f"{dossier.nummer}: overname bevestigd",
        tekst=f"De overname van dossier {dossier.nummer} uit {overname.bron} is bevestigd. U kunt verder.",
    )
    return dossier


def _neem_overname(dossier: Dossier) -> Overname:
    overname = Overname.objects.select_for_update(of=("self",)).filter(dossier=dossier).first()
    if overname is None:
        raise Conflict(f"Dossier {dossier.nummer} is niet overgenomen.")
    if not overname.te_bevestigen:
        raise Conflict(f"Dit is al gebeurd: {klein(overname.get_status_display())}.")
    return overname


def _verifieer_mee(dossier: Dossier, door: User) -> None:
    """What the source says a second person verified there is seen here by who confirms."""
    gezien = {"geverifieerd_door": door, "geverifieerd_op": clock.vandaag()}
    for rijen in (dossier.beoordelingen, dossier.stukken):
        rijen.filter(bron_geverifieerd_op__isnull=False, geverifieerd_op__isnull=True).update(**gezien)


@transaction.atomic
def trek_overname_in(*, dossier_id: int, reden: str, door: User) -> Dossier:
    """Close a takeover that was wrong and is not confirmed yet; the case can then be taken over anew."""
    dossier = neem_open_dossier(dossier_id, door)
    overname = _neem_overname(dossier)
    if door.pk != overname.door_id and not door.has_perm(rollen.WIJS_TOE):
        raise GeenRecht("Alleen wie overnam, de coördinator of de teamleider trekt een overname in.")
    overname.intrekreden = eis_tekst(reden, veld="reden", wat="de reden in")
    overname.status = OvernameStatus.INGETROKKEN
    overname.save(update_fields=["status", "intrekreden"])
    vandaag = clock.vandaag()
    termijnen.stop_termijnen(dossier, op=vandaag, reden="overname ingetrokken", door=door)
    dossier.stappen.filter(tot__isnull=True).update(tot=vandaag, uitkomst=StapUitkomst.INGETROKKEN)
    _sluit(dossier, vandaag)
    draai_zaak_terug(dossier)
    log(
        dossier,
        "overname_ingetrokken",
        door=door,
        naar=dossier.stand,
        reden=overname.intrekreden,
        gegevens={**dossierfeiten(dossier), "overname": overname.status},
    )
    return dossier


def _sluit(dossier: Dossier, vandaag: dt.date) -> None:
    """No step of the ladder: it never ran here. The end state that says least about the organisation."""
    eind = dossier.plan.eind
    stand = next((s for s in ZEGT_WEINIG if s in eind), eind[0])
    velden: dict[str, Any] = {
        "stand": stand,
        "gesloten_op": vandaag,
        "sluitreden": Sluitreden.OVERNAME_INGETROKKEN.value,
        "versie": dossier.versie + 1,
    }
    Dossier.objects.filter(pk=dossier.pk).update(**velden)
    dossier.__dict__.update(velden)
    dossier.__dict__.pop("feiten", None)
