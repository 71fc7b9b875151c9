"""Evidence files: what may come in, how it is named, and who opened it."""

from collections.abc import Sequence

from django.db import transaction

from signalen.keuzes import Vertrouwelijkheid
from signalen.models import Bewijsstuk, Signaal
from signalen.services.slot import NietGevonden, log
from toezicht.core import clock
from toezicht.core.bestanden import Getoetst
from toezicht.core.models import User


def bewaar(signaal: Signaal, getoetst: Sequence[Getoetst], door: User | None) -> list[Bewijsstuk]:
    """Store checked files with a signal. When the act fails half-way, no file stays behind."""
    bewaard: list[Bewijsstuk] = []
    try:
        for stuk in getoetst:
            nieuw = Bewijsstuk(
                signaal=signaal,
                naam=stuk.naam,
                mediatype=stuk.mediatype,
                grootte=stuk.grootte,
                sha256=stuk.sha256,
                geupload_door=door,
                geupload_op=clock.nu(),
            )
            bewaard.append(nieuw)
            nieuw.bestand.save(stuk.naam, stuk.bestand, save=False)
            nieuw.save(force_insert=True)
    except BaseException:
        for nieuw in bewaard:
            if nieuw.bestand.name:
                nieuw.bestand.storage.delete(nieuw.bestand.name)
        raise
    return bewaard


@transaction.atomic
def lees_bewijsstuk(*, bewijsstuk_id: int, nummer: str, door: User) -> Bewijsstuk:
    """Give one evidence file of a signal that `door` may see; reading a restricted one is logged (D6).

    Raises `NietGevonden` (404) also when it exists but is not for this account.
    """
    zichtbaar = Signaal.objects.zichtbaar_voor(door).filter(nummer=nummer)
    stuk = (
        Bewijsstuk.objects.select_related("signaal__overheid")
        .filter(pk=bewijsstuk_id, signaal__in=zichtbaar)
        .first()
    )
    if stuk is None:
        raise NietGevonden("Dit bewijsstuk bestaat niet of u mag het niet zien.")
    if stuk.signaal.vertrouwelijkheid not in {Vertrouwelijkheid.OPENBAAR, Vertrouwelijkheid.INTERN}:
        log(stuk.signaal, "bewijsstuk_gelezen", door=door, reden=stuk.naam)
    return stuk
