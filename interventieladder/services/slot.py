"""Taking the lock on a dossier, and its lines in the logboek."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Subquery

from interventieladder.models import Dossier, Voorstel
from toezicht.core import clock, logboek, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.fouten import Conflict, GeenRecht, Verouderd, Weigering
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vast, vraag_van
from toezicht.core.woorden import in_de_toekomst

if TYPE_CHECKING:
    from django.db.models import QuerySet


class NietGevonden(Weigering):
    """It does not exist, or not for this account."""

    status = 404


def neem_dossier(dossier_id: int, door: User, *, versie: int | None = None) -> Dossier:
    """The dossier with its row locked until commit; `versie` is what the user had before them.

    Raises `NietGevonden` (404), `GeenRecht` (403) or `Verouderd` (409) when somebody changed it meanwhile.
    """
    vraag = vraag_van("dossier op slot", door, lambda: _op_slot(door, Gat("dossier")), gepland=True)
    dossier = vraag.eerste({"dossier": dossier_id})
    if dossier is None:
        raise NietGevonden("Dit dossier bestaat niet, of u mag het niet zien.")
    if versie is not None and dossier.versie != versie:
        raise Verouderd(
            f"Dossier {dossier.nummer} is intussen gewijzigd. Ververs de pagina; uw tekst blijft staan."
        )
    return dossier


def _op_slot(door: User, dossier: "Gat | Subquery") -> "QuerySet[Dossier]":
    zichtbaar = Dossier.objects.zichtbaar_voor(door).select_for_update(of=("self",))
    samen = zichtbaar.select_related("overheid__provincie", "behandelaar", "tweede_lezer", "overname")
    return samen.filter(pk=dossier)


def neem_open_dossier(dossier_id: int, door: User, *, versie: int | None = None) -> Dossier:
    """As `neem_dossier`, for work on it: needs the right, and the dossier must be open (I5)."""
    dossier = neem_dossier(dossier_id, door, versie=versie)
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen dossiers behandelen. Vraag de behandelaar of uw coördinator.")
    if dossier.gesloten:
        raise Conflict(
            f"Dossier {dossier.nummer} is gesloten; daarin verandert niets meer. Open zo nodig een nieuw dossier."
        )
    return dossier


def neem_voorstel(voorstel_id: int, door: User) -> tuple[Dossier, Voorstel]:
    """The dossier (locked first, always) and the proposal with its row locked."""

    def bouw() -> "QuerySet[Dossier]":
        return _op_slot(door, Subquery(Voorstel.objects.filter(pk=Gat("voorstel")).values("dossier")))

    vraag = vraag_van("dossier van een voorstel op slot", door, bouw, gepland=True)
    dossier = vraag.eerste({"voorstel": voorstel_id})
    voorstel = _voorstel_op_slot.eerste(voorstel=voorstel_id) if dossier else None
    if dossier is None or voorstel is None:
        raise NietGevonden("Dit voorstel bestaat niet, of u mag het niet zien.")
    voorstel.dossier = dossier
    return dossier, voorstel


@vast
def _voorstel_op_slot(voorstel: Gat) -> "QuerySet[Voorstel]":
    """A proposal with its row locked, and who drafted it."""
    alle = Voorstel.objects.select_for_update(of=("self",)).select_related("opgesteld_door")
    return alle.filter(pk=voorstel)


def bewaar_dossier(dossier: Dossier, *velden: str) -> None:
    """Save these fields and move the version up one, so that an older page is refused."""
    dossier.versie += 1
    dossier.save(update_fields=[*velden, "versie"])
    dossier.__dict__.pop("feiten", None)


def dossierfeiten(dossier: Dossier) -> dict[str, Any]:
    """The facts of a dossier that a report can be replayed from (logboek patch)."""
    return {
        "nummer": dossier.nummer,
        "titel": dossier.titel,
        "overheid": dossier.overheid.code,
        "domein": dossier.domein,
        "taak": dossier.taak,
        "orgaan": dossier.orgaan,
        "stand": dossier.stand,
        "trede": dossier.trede,
        "trede_sinds": dossier.trede_sinds,
        "behandelaar": dossier.behandelaar.naam,
        "sluitreden": dossier.sluitreden,
        "gesloten_op": dossier.gesloten_op,
        "ladder": dossier.ladder,
        "onderdeel": dossier.onderdeel,
        "beleid": dossier.beleid_versie,
    }


def voorstelfeiten(voorstel: Voorstel) -> dict[str, Any]:
    """The facts of a proposal that its lines in the logboek carry."""
    velden = ("nummer", "stap", "status", "niveau", "versie", "zegel")
    return {veld: getattr(voorstel, veld) for veld in velden}


def log(
    dossier: Dossier,
    handeling: str,
    *,
    door: User | None,
    soort: str = "dossier",
    onderwerp_id: int | None = None,
    gegevens: Mapping[str, Any] | None = None,
    gebeurd_op: dt.date | None = None,
    van: str = "",
    naar: str = "",
    reden: str = "",
    namens: str = "",
) -> None:
    """One line about the dossier, or about a part of it (`soort`, `onderwerp_id`)."""
    feiten = dict(gegevens or {})
    if soort != "dossier":
        feiten["dossier"] = dossier.pk
    logboek.schrijf(
        onderwerp=_onderwerp(dossier, soort, onderwerp_id),
        handeling=handeling,
        door=door,
        namens=namens,
        van=_kort(van),
        naar=_kort(naar),
        reden=reden,
        gegevens=feiten,
        gebeurd_op=gebeurd_op,
        vertrouwelijkheid="cdk" if dossier.besloten else "intern",
    )


def _onderwerp(dossier: Dossier, soort: str, onderwerp_id: int | None) -> logboek.Onderwerp:
    """The chain of a line. In the room of the cdK a kind of its own, without organisation: no replay finds it."""
    pk = str(onderwerp_id or dossier.pk)
    if dossier.besloten:
        return logboek.Onderwerp(f"{soort}{logboek.BESLOTEN}", pk)
    return logboek.Onderwerp(soort, pk, dossier.overheid.code)


def meld(dossier: Dossier, *, sleutel: str, ontvanger: User, onderwerp: str, tekst: str) -> bool:
    """Place a mail about a dossier; whether it is new.

    From the room of the cdK it says only that there is work, and only to who may enter.
    """
    if dossier.besloten:
        if not ontvanger.has_perm(rollen.BEKIJK_CDK):
            return False
        onderwerp, tekst = "Er is werk in de besloten kamer", "Log in en open uw werkvoorraad."
    return plaats_bericht(sleutel=sleutel, ontvanger=ontvanger, onderwerp=onderwerp, tekst=tekst) is not None


def uit_bron(bron: str) -> str:
    """The end of a line about what another system told; nothing for what was done here."""
    return f". Overgenomen uit {bron}." if bron else ""


MAX_NAAM = 60


def _kort(naam: str) -> str:
    """A long name as the columns `van` and `naar` of the logboek hold it; the whole one stands in `gegevens`."""
    return naam if len(naam) <= MAX_NAAM else f"{naam[: MAX_NAAM - 1]}…"


def eis_datum_tot_vandaag(datum: dt.date, *, veld: str, wat: str) -> None:
    """A fact cannot lie in the future."""
    if datum > clock.vandaag():
        raise Weigering(in_de_toekomst(wat), veld=veld)


def eis_tekst(tekst: str, *, veld: str, wat: str) -> str:
    """The text without outer spaces; empty is refused with “Vul <wat>.”, so `wat` is “de reden in”."""
    schoon = tekst.strip()
    if not schoon:
        raise Weigering(f"Vul {wat}.", veld=veld)
    return schoon
