"""What a takeover may not contradict: dates, the ladder, the law, and what is there already. All faults at once."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from interventieladder.guards.besluitvorming import niveau_past
from interventieladder.guards.bevoegdheid import g_bev
from interventieladder.guards.overname import past_bij, vraagt_besluit
from interventieladder.guards.zaak import g_org
from interventieladder.ladders import machine_op
from interventieladder.models import Dossier, Overname
from interventieladder.models.dossier import klasse_van
from interventieladder.models.overname import Bronsoort, OvernameStatus
from interventieladder.selectors import beleid as beleidskader
from interventieladder.services.overname_delen import eis_adres, eis_dag, fouten_in_delen
from interventieladder.services.overname_gegevens import (
    Bronbesluit,
    Overnamefout,
    Overnamegegevens,
    Verblijf,
)
from interventieladder.services.overname_zaak import (
    Zaak,
    fouten_in_zaak,
    kop_van_zaak,
    lees_zaak,
    past_bij_zaak,
)
from interventieladder.standen import GENERIEK, PLANNEN
from interventieladder.treden import Gebrek, Gevorderd, Niveau
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.transitions import Overgang, Toets
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.selectors import onder_toezicht

ZWAAR = (Niveau.GS, Niveau.GS_OF_GEMACHTIGDE)
"""Steps that never count as taken without the reference of their decision."""

LENGTES = {"titel": 200, "zaaknummer": 80, "bron": 160, "onderdeel": 60, "zaakadres": 300}


@dataclass(slots=True)
class Bevinding:
    """What the check found out, for the service that goes on: filled as far as the data allowed."""

    fouten: list[Overnamefout]
    overheid: Overheid | None = None
    behandelaar: User | None = None
    dossier: Dossier | None = None
    overgangen: list[Overgang | None] | None = None
    zaak: Zaak | None = None


def controleer(g: Overnamegegevens, door: User) -> Bevinding:
    """Check everything; the faults in the order of the parts, all at once."""
    b = Bevinding([])
    b.fouten += [*_kop(g), *_grondslag(g), *_bekend(g)]
    _overheid(g, b)
    _behandelaar(g, door, b)
    if g.ladder in PLANNEN:
        b.zaak = lees_zaak(g, b.overheid, b.fouten)
        b.fouten += fouten_in_zaak(b.zaak) if b.zaak else ()
        _dossier(g, b)
        b.fouten += _verblijven(g)
        b.overgangen = overgangen_van(g, past_bij_zaak(b.zaak))
        b.fouten += _ladder(g, b.overgangen, b.dossier)
    else:
        b.fouten.append(Overnamefout(g.rij, "ladder", f"De ladder “{g.ladder}” bestaat niet."))
    b.fouten += fouten_in_delen(g)
    b.fouten = list(dict.fromkeys(b.fouten))
    return b


def _kop(g: Overnamegegevens) -> Iterator[Overnamefout]:
    for kolom in ("bron", "zaaknummer", "titel", "omschrijving"):
        if not getattr(g, kolom).strip():
            yield Overnamefout(g.rij, kolom, f"Vul de kolom “{kolom}” in.")
    for kolom, hoogstens in LENGTES.items():
        if len(getattr(g, kolom)) > hoogstens:
            yield Overnamefout(g.rij, kolom, f"Houd “{kolom}” op hoogstens {hoogstens} tekens.")
    if g.bronsoort not in Bronsoort.values:
        yield Overnamefout(g.rij, "bronsoort", f"Kies als bronsoort: {', '.join(Bronsoort.values)}.")
    yield from eis_adres(g.zaakadres, g.rij, "zaakadres")
    yield from eis_dag(g.datum, g.rij, "datum", "datum van het feit")


def _grondslag(g: Overnamegegevens) -> Iterator[Overnamefout]:
    """What is filled of the ground exists and fits together."""
    if g.gevorderd and g.gevorderd not in Gevorderd.values:
        yield Overnamefout(g.rij, "gevorderd", f"Kies: {', '.join(Gevorderd.values)}.")
    if g.gebrek and g.gebrek not in Gebrek.values:
        yield Overnamefout(g.rij, "gebrek", f"Kies: {', '.join(Gebrek.values)}.")
    if g.gebrek == Gebrek.NIET_TIJDIG and g.gevorderd != Gevorderd.RESULTAAT:
        yield Overnamefout(
            g.rij, "gebrek", "“niet_tijdig” kan alleen bij een resultaat (Gemeentewet 124 lid 1)."
        )


def _bekend(g: Overnamegegevens) -> Iterator[Overnamefout]:
    bestaand = (
        Overname.objects.filter(bron=g.bron.strip(), zaaknummer=g.zaaknummer.strip())
        .exclude(status=OvernameStatus.INGETROKKEN)
        .select_related("dossier")
        .first()
    )
    if bestaand is not None:
        yield Overnamefout(
            g.rij, "zaaknummer", f"Deze zaak is al overgenomen als dossier {bestaand.dossier.nummer}."
        )


def _overheid(g: Overnamegegevens, b: Bevinding) -> None:
    b.overheid = (
        onder_toezicht()
        .select_related("provincie")
        .filter(code=g.overheid.strip()[:12].replace("\x00", ""))
        .order_by("-geldig_van")
        .first()
    )
    if b.overheid is None:
        zin = f"De overheid “{g.overheid}” is niet bekend of staat niet onder ons toezicht."
        b.fouten.append(Overnamefout(g.rij, "overheid", zin))


def _behandelaar(g: Overnamegegevens, door: User, b: Bevinding) -> None:
    naam = g.behandelaar.strip()
    if not naam or naam == door.username:
        b.behandelaar = door
        return
    b.behandelaar = User.objects.filter(username=naam[:150].replace("\x00", ""), is_active=True).first()
    if b.behandelaar is None or not b.behandelaar.has_perm(rollen.BEHANDEL_DOSSIER):
        tekst = f"“{naam}” is geen open account dat dossiers behandelt."
        b.fouten.append(Overnamefout(g.rij, "behandelaar", tekst))
    elif not door.has_perm(rollen.WIJS_TOE):
        tekst = "Alleen de coördinator of teamleider neemt over op naam van een ander. Laat de kolom leeg."
        b.fouten.append(Overnamefout(g.rij, "behandelaar", tekst))


def _dossier(g: Overnamegegevens, b: Bevinding) -> None:
    """The dossier as it would be, unsaved: the guards on organisation and law judge it."""
    plan, vandaag = PLANNEN[g.ladder], clock.vandaag()
    domein = str(b.zaak.waarden.get("domein") or plan.domein) if b.zaak else plan.domein
    beleid, taak = beleidskader.geldend(vandaag, domein), None
    if g.ladder == GENERIEK:
        taken = {t.code: (t, kader) for t, kader in beleidskader.geldende_taken(vandaag)}
        taak, beleid = taken.get(g.taak, (None, beleid))
    if g.ladder == GENERIEK and taak is None:
        b.fouten.append(Overnamefout(g.rij, "taak", f"De taak “{g.taak}” staat niet in het {beleid.naam}."))
        return
    onderdeel, orgaan = g.onderdeel.strip(), g.orgaan or (taak.orgaan if taak else "")
    if plan.eigen_zaak:
        if b.zaak is None or b.fouten:
            return
        onderdeel, orgaan = kop_van_zaak(b.zaak)
    elif plan.onderdeel and not onderdeel:
        b.fouten.append(Overnamefout(g.rij, "onderdeel", f"Vul in: {plan.onderdeel}."))
    if g.ladder == GENERIEK and g.onderdeel.strip():
        b.fouten.append(Overnamefout(g.rij, "onderdeel", "Laat deze kolom leeg op de algemene ladder."))
    if b.overheid is None:
        return
    b.dossier = klasse_van(g.ladder)(
        ladder=g.ladder,
        onderdeel=onderdeel,
        overheid=b.overheid,
        domein=taak.domein if taak else domein,
        taak=g.taak if g.ladder == GENERIEK else plan.taak,
        orgaan=orgaan,
        gevorderd=g.gevorderd,
        gebrek=g.gebrek,
        datum_feit=g.datum,
        beleid_versie=beleid.versie,
    )
    b.fouten += _recht(g, b.dossier)
    b.fouten += _dubbel(g, b.dossier)


def _recht(g: Overnamegegevens, dossier: Dossier) -> Iterator[Overnamefout]:
    """The organ fits and the law lets GS act, by the same guards as on the ladder (Gw 124 lid 1 and 124b)."""
    if g.ladder != GENERIEK:
        return
    toets = Toets(dossier, None, None, clock.vandaag())
    for guard, kolom in ((g_org, "orgaan"), (g_bev, "taak")):
        if bezwaar := guard(toets):
            yield Overnamefout(g.rij, kolom, bezwaar.wat)


def _dubbel(g: Overnamegegevens, dossier: Dossier) -> Iterator[Overnamefout]:
    lopend = Dossier.objects.open().buiten_kamer().zelfde_zaak(dossier).first()
    if lopend is not None:
        yield Overnamefout(
            g.rij, "taak", f"Over deze taak van {dossier.overheid.naam} loopt al dossier {lopend.nummer}."
        )


# -- the stays and the ladder ------------------------------------------------------------------------


def _verblijven(g: Overnamegegevens) -> Iterator[Overnamefout]:
    """In order, without gap or overlap, only the last one open, nothing in the future."""
    if not g.stappen:
        yield Overnamefout(g.rij, "trede", "Geef ten minste één trede, met de datum waarop zij begon.")
        return
    plan = PLANNEN[g.ladder]
    buiten = {*plan.eind, "signaal", "aangehouden"}
    for v in g.stappen:
        if v.trede not in plan.standen.values or v.trede in buiten:
            yield Overnamefout(v.rij, "trede", f"“{v.trede}” is geen trede waarop een dossier kan staan.")
        yield from eis_dag(v.van, v.rij, "van", "begindatum van de trede")
        if v.tot is not None:
            yield from eis_dag(v.tot, v.rij, "tot", "einddatum van de trede")
            if v.tot < v.van:
                yield Overnamefout(v.rij, "tot", "De trede eindigt vóór zij begint.")
    if g.datum > g.stappen[0].van:
        yield Overnamefout(g.rij, "datum", "De datum van het feit ligt ná het begin van de eerste trede.")
    yield from _aansluiting(g.stappen)


def _aansluiting(stappen: Sequence[Verblijf]) -> Iterator[Overnamefout]:
    dag = dt.timedelta(days=1)
    for eerder, later in pairwise(stappen):
        if eerder.tot is None:
            yield Overnamefout(eerder.rij, "tot", "Alleen de laatste trede heeft geen einddatum.")
        elif later.van < eerder.tot:
            yield Overnamefout(
                later.rij, "van", f"Deze trede overlapt de vorige, die liep tot {eerder.tot:%d-%m-%Y}."
            )
        elif later.van > eerder.tot + dag:
            yield Overnamefout(
                later.rij, "van", f"Er zit een gat na de vorige trede, die liep tot {eerder.tot:%d-%m-%Y}."
            )
    if stappen[-1].tot is not None:
        yield Overnamefout(
            stappen[-1].rij,
            "tot",
            "Laat bij de laatste trede “tot” leeg: alleen wat loopt, wordt overgenomen.",
        )


def overgangen_van(g: Overnamegegevens, past: Callable[[Verblijf, Overgang], bool]) -> list[Overgang | None]:
    """Per stay the declared step with which it began: None where the ladder has no such step.

    Where two steps lead the same way, the one that fits the data of the dossier's own (`past`), and then the one
    whose level fits the decision of the source.
    """
    machine, uit = machine_op(g.ladder), []
    vorige = ""
    for verblijf in g.stappen:
        kandidaten = [o for o in machine.overgangen if o.van == vorige and verblijf.trede in o.naar]
        if not vorige:
            kandidaten = [o for o in machine.vanuit(machine.begin) if verblijf.trede in o.naar]
        kandidaten = [o for o in kandidaten if past(verblijf, o)] or kandidaten
        passend = [o for o in kandidaten if verblijf.besluit and _past(o, verblijf.besluit)]
        uit.append(next(iter([*passend, *kandidaten]), None))
        vorige = verblijf.trede
    return uit


def _past(overgang: Overgang, besluit: Bronbesluit) -> bool:
    return not callable(overgang.niveau) and niveau_past(besluit, overgang.niveau)


def _ladder(
    g: Overnamegegevens, overgangen: Sequence[Overgang | None], dossier: Dossier | None
) -> Iterator[Overnamefout]:
    """Each stay follows from the one before by a step of the ladder, with the decision that step asks."""
    plan = PLANNEN[g.ladder]
    for plek, (verblijf, overgang) in enumerate(zip(g.stappen, overgangen, strict=True)):
        if overgang is None:
            if plek == 0 and verblijf.trede == plan.begin:
                continue
            van = plan.naam(g.stappen[plek - 1].trede) if plek else "het begin"
            yield Overnamefout(
                verblijf.rij,
                "trede",
                f"De ladder kent geen stap van {van} naar {plan.naam(verblijf.trede)}. Geef de treden ertussen.",
            )
        else:
            yield from _besluit(verblijf, overgang, plan.naam(verblijf.trede), dossier)


def _besluit(
    verblijf: Verblijf, overgang: Overgang, naam: str, dossier: Dossier | None
) -> Iterator[Overnamefout]:
    niveau = "" if callable(overgang.niveau) else overgang.niveau
    besluit = verblijf.besluit
    if besluit is None or not (besluit.nummer.strip() or besluit.door.strip()):
        if niveau in ZWAAR:
            yield Overnamefout(
                verblijf.rij,
                "nummer",
                f"{naam} vraagt een besluit van {Niveau(niveau).label}: geef nummer, datum en niveau.",
            )
        elif besluit is not None:
            yield Overnamefout(verblijf.rij, "nummer", "Geef van het besluit het nummer of wie besloot.")
        return
    if besluit.niveau not in Niveau.values:
        yield Overnamefout(verblijf.rij, "niveau", f"Het niveau “{besluit.niveau}” bestaat niet.")
    elif niveau and vraagt_besluit(niveau) and dossier and not past_bij(dossier, overgang, besluit):
        wie = Niveau(niveau).label
        yield Overnamefout(
            verblijf.rij, "niveau", f"{naam} vraagt een besluit van {wie}, niet van een ander."
        )
    if niveau in ZWAAR and not besluit.nummer.strip():
        yield Overnamefout(verblijf.rij, "nummer", f"Geef het nummer van het besluit over {naam}.")
    if besluit.besloten_op > verblijf.van:
        yield Overnamefout(
            verblijf.rij, "besloten_op", f"Het besluit over {naam} is van na het begin van die trede."
        )
    yield from eis_dag(besluit.besloten_op, verblijf.rij, "besloten_op", "datum van het besluit")
