"""Recording the dated facts that the plan of a ladder declares, correcting them, and the second pair of eyes."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import transaction

from interventieladder.models import Brief, Dossier, Feit, Stuk
from interventieladder.services.laddergevolg import gevolg_na_feit
from interventieladder.services.slot import (
    NietGevonden,
    eis_datum_tot_vandaag,
    eis_tekst,
    log,
    neem_dossier,
    neem_open_dossier,
)
from interventieladder.services.verificatie import verifieer
from interventieladder.standen import Feitsoort, Feitveld
from interventieladder.standen.plan import BEDRAG, DATUM, GETAL, JA_NEE, KEUZE, PERCENTAGE
from toezicht.core import clock
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.woorden import klein

CENT, TIENDE = Decimal("0.01"), Decimal("0.1")


def soort_van(dossier: Dossier, code: str) -> Feitsoort:
    """The kind of fact, on the ladder of this dossier; refuses one that this ladder does not know."""
    regels = dossier.plan.feitsoort(code)
    if regels is None or regels.domein not in ("", dossier.domein):
        raise Weigering("Dit feit hoort niet bij deze ladder. Kies een feit uit de lijst.", veld="soort")
    return regels.voor(dossier.onderdeel)


@transaction.atomic
def leg_feit_vast(
    *,
    dossier_id: int,
    soort: str,
    datum: dt.date,
    door: User,
    waarden: Mapping[str, Any] | None = None,
    toelichting: str = "",
    stuk_id: int | None = None,
    brief: Brief | None = None,
    vervangt_id: int | None = None,
    correctiereden: str = "",
    versie: int | None = None,
) -> Feit:
    """Record one fact on the day it was true, or correct an earlier one (`vervangt_id`, with a reason).

    `waarden` holds a value per field of the kind, as Python values or text; `brief` is the letter of ours whose
    sending the fact is, in place of a paper; a correction keeps it. Raises `Weigering` on bad data,
    `Conflict` when the fact was corrected meanwhile or the dossier is closed.
    """
    dossier = neem_open_dossier(dossier_id, door, versie=versie)
    regels = soort_van(dossier, soort)
    if regels.recht and not door.has_perm(regels.recht):
        raise GeenRecht(f"U mag “{regels.naam}” niet vastleggen. Vraag uw coördinator wie dit mag.")
    if not regels.toekomst:
        eis_datum_tot_vandaag(datum, veld="datum", wat=klein(regels.datumlabel))
    stuk = Stuk.objects.filter(dossier=dossier, pk=stuk_id).first() if stuk_id else None
    vervangt = _te_vervangen(dossier, soort, vervangt_id)
    brief = brief or (vervangt.brief if vervangt else None)
    if regels.stuk and stuk is None and brief is None:
        raise Weigering("Kies het stuk waaruit dit blijkt. Voeg het zo nodig eerst toe.", veld="stuk")
    feit = Feit.objects.create(
        dossier=dossier,
        soort=soort,
        datum=datum,
        waarden=controleer(regels, waarden or {}),
        toelichting=toelichting.strip(),
        stuk=stuk,
        brief=brief,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
        vervangt=vervangt,
        correctiereden=eis_tekst(correctiereden, veld="correctiereden", wat="de reden van de correctie in")
        if vervangt
        else "",
    )
    dossier.__dict__.pop("feiten", None)
    _log(feit, "feit_gecorrigeerd" if vervangt else "feit_vastgelegd", door=door)
    gevolg_na_feit(dossier, feit, door)
    return feit


def verzet_feit(feit: Feit | None, op: dt.date, *, reden: str, door: User) -> None:
    """The fact that followed from a sending, on its right day with the reason; in a closed dossier it stays."""
    if feit is None or feit.dossier.gesloten:
        return
    leg_feit_vast(
        dossier_id=feit.dossier_id,
        soort=feit.soort,
        datum=op,
        waarden=feit.waarden,
        toelichting=feit.toelichting,
        stuk_id=feit.stuk_id,
        vervangt_id=feit.pk,
        correctiereden=reden,
        door=door,
    )


def _te_vervangen(dossier: Dossier, soort: str, pk: int | None) -> Feit | None:
    if pk is None:
        return None
    oud = (
        Feit.objects.select_for_update(of=("self",))
        .select_related("brief")
        .filter(dossier=dossier, pk=pk, soort=soort)
        .first()
    )
    if oud is None:
        raise NietGevonden("Het feit dat u wilt corrigeren, bestaat niet in dit dossier.")
    if Feit.objects.filter(vervangt=oud).exists():
        raise Conflict("Dit feit is intussen al gecorrigeerd. Ververs de pagina.")
    return oud


@transaction.atomic
def verifieer_feit(*, feit_id: int, door: User) -> Feit:
    """Confirm a fact as a second person: never who recorded it, never the behandelaar (I4)."""
    dossier_id = Feit.objects.filter(pk=feit_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NietGevonden("Dit feit bestaat niet, of u mag het niet zien.")
    dossier = neem_dossier(dossier_id, door)
    feit = Feit.objects.get(pk=feit_id)
    feit.dossier = dossier
    verifieer(feit, dossier, door, maker_id=feit.vastgelegd_door_id)
    _log(feit, "feit_geverifieerd", door=door)
    gevolg_na_feit(dossier, feit, door)
    return feit


def _log(feit: Feit, handeling: str, *, door: User) -> None:
    regels = soort_van(feit.dossier, feit.soort)
    log(
        feit.dossier,
        handeling,
        door=door,
        soort="feit",
        onderwerp_id=feit.pk,
        gebeurd_op=min(feit.datum, clock.vandaag()),
        naar=regels.naam,
        reden=feit.correctiereden or feit.toelichting,
        gegevens={
            "soort": feit.soort,
            "naam": regels.naam,
            "datum": feit.datum,
            "waarden": feit.waarden,
            "geverifieerd": feit.geverifieerd_op is not None,
        },
    )


# -- values ------------------------------------------------------------------------------------------


def controleer(regels: Feitsoort, waarden: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored; refuses what is missing, unknown or not of its kind."""
    vreemd = set(waarden) - {veld.naam for veld in regels.velden}
    if vreemd:
        raise Weigering(f"“{regels.naam}” kent geen gegeven “{min(vreemd)}”.")
    return {veld.naam: lees_veld(veld, waarden.get(veld.naam)) for veld in regels.velden}


def lees_veld(veld: Feitveld, ruw: Any) -> Any:
    """One value as it is stored (a date and an amount as text), None when it is left out; refuses what is not."""
    waarde = _waarde(veld, ruw)
    if waarde is None and veld.verplicht:
        raise Weigering(f"Vul in: {klein(veld.label)}.", veld=veld.naam)
    return waarde


def _waarde(veld: Feitveld, ruw: Any) -> Any:
    if ruw is None or (isinstance(ruw, str) and not ruw.strip()):
        return None
    if veld.soort == KEUZE:
        if ruw not in dict(veld.keuzes):
            raise Weigering(f"Kies uit de lijst: {klein(veld.label)}.", veld=veld.naam)
        return str(ruw)
    omzetter = _OMZETTERS.get(veld.soort)
    if omzetter is None:
        return str(ruw).replace("\x00", "").strip()
    try:
        waarde = omzetter(ruw)
    except (ValueError, InvalidOperation) as fout:
        raise Weigering(
            f"“{ruw}” is geen geldige waarde voor: {klein(veld.label)}.", veld=veld.naam
        ) from fout
    if veld.soort == GETAL:
        _eis_grenzen(veld, int(str(waarde)))
    return waarde


def _eis_grenzen(veld: Feitveld, getal: int) -> None:
    laagste, hoogste = veld.grenzen
    if not laagste <= getal <= hoogste:
        raise Weigering(
            f"Vul bij {klein(veld.label)} een getal in van {laagste} tot en met {hoogste}.", veld=veld.naam
        )


def _datum(ruw: Any) -> str:
    return (ruw if isinstance(ruw, dt.date) else dt.date.fromisoformat(str(ruw))).isoformat()


def _bedrag(ruw: Any) -> str:
    bedrag = Decimal(str(ruw))
    if not bedrag.is_finite() or abs(bedrag) >= Decimal(10) ** 13:
        raise ValueError(ruw)
    return str(bedrag.quantize(CENT))


def _percentage(ruw: Any) -> str:
    getal = Decimal(str(ruw))
    if not getal.is_finite() or abs(getal) >= Decimal(10) ** 5:
        raise ValueError(ruw)
    return str(getal.quantize(TIENDE))


def _ja_nee(ruw: Any) -> bool:
    if ruw in (True, "ja", "True", "on"):
        return True
    if ruw in (False, "nee", "False"):
        return False
    raise ValueError(ruw)


_OMZETTERS = {
    DATUM: _datum,
    BEDRAG: _bedrag,
    PERCENTAGE: _percentage,
    GETAL: lambda ruw: int(str(ruw)),
    JA_NEE: _ja_nee,
}
