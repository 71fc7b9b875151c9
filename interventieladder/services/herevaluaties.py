"""Looking again at a role: a sweep makes a task, once, for what fell away under it (ladder.md 4.3)."""

import datetime as dt

from django.db import transaction

from interventieladder.models import Dossier, Herevaluatietaak, Situatieschets
from interventieladder.models.bestuurskracht import Aanleiding
from interventieladder.services.slot import log
from interventieladder.standen.bestuurskracht import PLAN, S
from signalen.selectors.bestuurskracht import Lot, lot_van
from toezicht.core import clock
from toezicht.core.berichten import plaats_bericht

GEDRAGEN = (S.WEGING, S.ROL, S.HEREVALUATIE)
"""States that lean on the adopted situatieschets."""


def veeg(*, vandaag: dt.date | None = None) -> int:
    """Make a task for each signal that stopped carrying an adopted situatieschets; gives how many were new."""
    dag = vandaag or clock.vandaag()
    dossiers = Dossier.objects.open().filter(ladder=PLAN.code, stand__in=GEDRAGEN)
    return sum(_veeg_dossier(pk, dag) for pk in dossiers.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _veeg_dossier(dossier_id: int, dag: dt.date) -> int:
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("overheid", "behandelaar")
        .get(pk=dossier_id)
    )
    schets = dossier.feiten.schets
    if dossier.gesloten or dossier.stand not in GEDRAGEN or schets is None:
        return 0
    lot = lot_van([s["id"] for s in schets.gedragen], dag)
    return sum(_taak(dossier, schets, s, lot.get(s["id"]), dag) for s in schets.gedragen)


def _taak(
    dossier: Dossier, schets: Situatieschets, toen: dict[str, str], nu: Lot | None, dag: dt.date
) -> int:
    aanleiding, reden = _verandering(toen, nu)
    if not aanleiding:
        return 0
    sleutel = f"{schets.pk}:{toen['id']}:{aanleiding}:{nu.ernst if nu else ''}"
    taak, nieuw = Herevaluatietaak.objects.get_or_create(
        sleutel=sleutel,
        defaults={
            "dossier": dossier,
            "aanleiding": aanleiding,
            "reden": reden,
            "eigenaar": dossier.behandelaar,
            "ontstaan_op": dag,
        },
    )
    if not nieuw:
        return 0
    log(dossier, "herevaluatie_gevraagd", door=None, reden=reden, gegevens={"signaal": toen["nummer"]})
    plaats_bericht(
        sleutel=f"herevaluatie:{taak.pk}",
        ontvanger=dossier.behandelaar,
        onderwerp=f"Dossier {dossier.nummer}: kijk opnieuw naar de rol",
        tekst=f"{dossier.overheid.naam}. {reden} Beoordeel of de rol nog past.",
    )
    return 1


def _verandering(toen: dict[str, str], nu: Lot | None) -> tuple[str, str]:
    """(aanleiding, sentence), or empty when it carries as it did."""
    if nu is None or not nu.telt:
        return Aanleiding.SIGNAAL_WEG, f"Signaal {toen['nummer']} {nu.waarom if nu else 'bestaat niet meer'}."
    if nu.ernst != toen["ernst"]:
        return (
            Aanleiding.SIGNAAL_ANDERS,
            f"Signaal {toen['nummer']} is nu {nu.ernst}, eerder {toen['ernst']}.",
        )
    return "", ""
