"""Loading an Iv3 file: read, check, store as a new delivery, log, and raise the signals that follow."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max

from signalen.cijfers import jsonlezer
from signalen.cijfers.beoordeling import beoordeling
from signalen.cijfers.bestand import Iv3Bestand
from signalen.cijfers.codelijsten import KWARTAALEINDE
from signalen.cijfers.controles import FOUT, Controle
from signalen.cijfers.controles import controleer as toets_plausibiliteit
from signalen.cijfers.fouten import Bestandsfout, Iv3Geweigerd
from signalen.cijfers.kengetallen import Kengetal as Berekend
from signalen.cijfers.kengetallen import bereken, opgaven
from signalen.cijfers.lezen import lees
from signalen.cijfers.signalering import Bevinding, bevindingen
from signalen.keuzes import Betrouwbaarheid, Bron, Ernst
from signalen.models import CijferSet, Kengetal, Signaal
from signalen.selectors.cijfers import eerdere_kengetallen
from signalen.services.signalen import registreer_signaal
from toezicht.core import clock, domeinen, logboek, rollen
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid, OverheidSoort
from toezicht.organisaties.selectors import onder_toezicht


@dataclass(frozen=True, slots=True)
class SignaalUitkomst:
    """A signal that follows from the file; `nummer` empty when it was not registered (check only)."""

    soort: str
    titel: str
    toelichting: str
    sleutel: str
    nummer: str
    nieuw: bool

    def als_json(self) -> dict[str, Any]:
        """For the output of the command."""
        return {
            "soort": self.soort,
            "ernst": Ernst.LICHT.value,
            "titel": self.titel,
            "toelichting": self.toelichting,
            "sleutel": self.sleutel,
            "nummer": self.nummer or None,
            "nieuw": self.nieuw,
        }


@dataclass(frozen=True, slots=True)
class Iv3Uitkomst:
    """What became of one file. `bekend`: this very file was loaded before; nothing was stored again."""

    bestand: str
    overheid: str
    overheid_naam: str
    boekjaar: int
    periode: int
    regels: int
    sha256: str
    levering: int
    bekend: bool
    opgeslagen: bool
    controles: tuple[Controle, ...]
    kengetallen: tuple[Berekend, ...]
    opgaven: tuple[Berekend, ...]
    signalen: tuple[SignaalUitkomst, ...]
    let_op: tuple[str, ...]

    def als_json(self) -> dict[str, Any]:
        """For the output of the command: ratios as decimal strings, identifiers as strings."""
        return {
            "bestand": self.bestand,
            "overheid": self.overheid,
            "overheid_naam": self.overheid_naam,
            "boekjaar": self.boekjaar,
            "periode": self.periode,
            "regels": self.regels,
            "sha256": self.sha256,
            "levering": self.levering,
            "bekend": self.bekend,
            "opgeslagen": self.opgeslagen,
            "controles": [
                {"code": c.code, "uitkomst": c.uitkomst, "toelichting": c.toelichting} for c in self.controles
            ],
            "kengetallen": {k.code: _kengetal_json(k, self.opgaven) for k in self.kengetallen},
            "signalen": [signaal.als_json() for signaal in self.signalen],
            "let_op": list(self.let_op),
        }


def _kengetal_json(kengetal: Berekend, gemeld: Sequence[Berekend]) -> dict[str, Any]:
    per_periode = {k.verslagperiode: k for k in gemeld if k.code == kengetal.code}
    eigen = per_periode.pop(kengetal.verslagperiode, None)
    return {
        "waarde": kengetal.getoond,
        "precies": None if kengetal.waarde is None else str(kengetal.waarde),
        "herkomst": kengetal.herkomst,
        "verslagperiode": kengetal.verslagperiode,
        "band": kengetal.band,
        "reden": kengetal.reden,
        "opgave": None if eigen is None else {"waarde": eigen.getoond, "band": eigen.band},
        "opgave_andere_perioden": {naam: k.getoond for naam, k in per_periode.items()},
        "paspoort": dict(kengetal.paspoort),
    }


@transaction.atomic
def laad_iv3(
    *, pad_of_bytes: Path | bytes, door: User | None, controleer: bool = False, bestandsnaam: str = ""
) -> Iv3Uitkomst:
    """Load one Iv3 file, or with `controleer` only say what would happen.

    The same file again stores nothing; another file for the same period is the next delivery (`levering`)
    and the earlier one stays. `door` None is the system. Raises Iv3Geweigerd (422) with line and reason of
    each fault, then nothing is stored, and GeenRecht (403). An unknown municipality is refused; a check
    only points it out.
    """
    if door is not None and not door.has_perm(rollen.LAAD_CIJFERS):
        raise GeenRecht("U mag geen cijfers laden. Vraag een financieel toezichthouder om het te doen.")
    inhoud, naam = _lees_inhoud(pad_of_bytes, bestandsnaam)
    bestand = lees(inhoud)
    overheid = _overheid(bestand, vergrendel=not controleer)
    if overheid is None and not controleer:
        raise Iv3Geweigerd([Bestandsfout(bestand.regel_nummer, "", _onbekend(bestand))])
    sha256 = hashlib.sha256(inhoud).hexdigest()
    bekend = CijferSet.objects.filter(bestandshash=sha256).defer("inhoud").first()
    kengetallen = bereken(bestand)
    uitkomst = Iv3Uitkomst(
        bestand=naam,
        overheid=bestand.overheid_code,
        overheid_naam=overheid.naam if overheid else bestand.overheidsnaam,
        boekjaar=bestand.boekjaar,
        periode=bestand.periode,
        regels=bestand.regels,
        sha256=sha256,
        levering=bekend.volgnummer if bekend else _volgende_levering(bestand),
        bekend=bekend is not None,
        opgeslagen=False,
        controles=toets_plausibiliteit(bestand),
        kengetallen=kengetallen,
        opgaven=opgaven(bestand),
        signalen=(),
        let_op=_let_op(bestand, overheid, bekend),
    )
    gevonden = _te_melden(bestand, kengetallen, overheid)
    if overheid is None or bekend is not None or controleer:
        return replace(uitkomst, signalen=_bestaande(gevonden))
    _bewaar(bestand, overheid, uitkomst, door)
    signalen = _registreer(bestand, overheid, gevonden, uitkomst.controles, door)
    return replace(uitkomst, signalen=signalen, opgeslagen=True)


def _te_melden(
    bestand: Iv3Bestand, kengetallen: Sequence[Berekend], overheid: Overheid | None
) -> Sequence[Bevinding]:
    """What asks a signal; nothing of a municipality that we do not supervise: its figures are to compare."""
    if overheid is not None and not onder_toezicht().filter(pk=overheid.pk).exists():
        return ()
    return bevindingen(bestand, kengetallen, eerdere_kengetallen(bestand))


def _lees_inhoud(pad_of_bytes: Path | bytes, bestandsnaam: str) -> tuple[bytes, str]:
    """The bytes, never more than one past the limit, and the name to show."""
    if isinstance(pad_of_bytes, bytes):
        return pad_of_bytes, (bestandsnaam or "bestand.json")[:200]
    if not pad_of_bytes.is_file():
        raise Iv3Geweigerd([Bestandsfout(1, "SF777", "het bestand is niet gevonden of is geen bestand.")])
    try:
        with pad_of_bytes.open("rb") as stroom:
            return stroom.read(jsonlezer.MAX_BYTES + 1), (bestandsnaam or pad_of_bytes.name)[:200]
    except OSError as fout:
        reden = f"het bestand is niet te lezen ({fout.strerror})."
        raise Iv3Geweigerd([Bestandsfout(1, "SF777", reden)]) from fout


def _overheid(bestand: Iv3Bestand, *, vergrendel: bool) -> Overheid | None:
    """The municipality at the end of the boekjaar; its row is locked so that deliveries are numbered."""
    rijen = list(
        Overheid.objects.filter(code=bestand.overheid_code, soort=OverheidSoort.GEMEENTE).order_by(
            "-geldig_van"
        )
    )
    einde = dt.date(bestand.boekjaar, 12, 31)
    gekozen = next((rij for rij in rijen if rij.bestaat_op(einde)), rijen[0] if rijen else None)
    if gekozen is None or not vergrendel:
        return gekozen
    return Overheid.objects.select_for_update(no_key=True).get(pk=gekozen.pk)


def _onbekend(bestand: Iv3Bestand) -> str:
    return (
        f"gemeente {bestand.overheid_code} ({bestand.overheidsnaam[:60]}) is niet bekend. Controleer "
        "overheidsnummer of laad de gemeente eerst met organisaties_laden."
    )


def _eerdere_leveringen(bestand: Iv3Bestand) -> dict[str, Any]:
    return CijferSet.objects.filter(
        overheid__code=bestand.overheid_code, boekjaar=bestand.boekjaar, periode=bestand.periode
    ).aggregate(nummer=Max("volgnummer"), datum=Max("datum_bestand"))


def _volgende_levering(bestand: Iv3Bestand) -> int:
    return int(_eerdere_leveringen(bestand)["nummer"] or 0) + 1


def _let_op(bestand: Iv3Bestand, overheid: Overheid | None, bekend: CijferSet | None) -> tuple[str, ...]:
    """Things a person should look at; none of them stops the loading of a known municipality."""
    if bekend is not None:
        return (
            f"Dit bestand is al geladen op {bekend.ontvangen_op:%d-%m-%Y} (levering {bekend.volgnummer}); "
            "er is niets opnieuw opgeslagen.",
        )
    if overheid is None:
        return (f"Laden wordt geweigerd: {_onbekend(bestand)}",)
    punten = []
    if _kaal(bestand.overheidsnaam) != _kaal(overheid.naam):
        punten.append(
            f"Het bestand noemt {bestand.overheidsnaam[:80]}, maar nummer {bestand.overheidsnummer} is van "
            f"{overheid.naam}. Controleer of het nummer klopt."
        )
    laatste = _eerdere_leveringen(bestand)["datum"]
    if laatste and bestand.datum and bestand.datum < laatste:
        punten.append(
            f"Dit bestand is van {bestand.datum:%d-%m-%Y}, ouder dan een levering die er al is "
            f"({laatste:%d-%m-%Y})."
        )
    return tuple(punten)


def _kaal(naam: str) -> str:
    schoon = naam.casefold().removeprefix("gemeente ")
    return "".join(teken for teken in schoon if teken.isalnum())


def _bewaar(bestand: Iv3Bestand, overheid: Overheid, uitkomst: Iv3Uitkomst, door: User | None) -> None:
    """Store the delivery with its kengetallen and write the log line."""
    cijferset = CijferSet.objects.create(
        overheid=overheid,
        boekjaar=bestand.boekjaar,
        periode=bestand.periode,
        status=bestand.status,
        volgnummer=uitkomst.levering,
        bestandsnaam=uitkomst.bestand,
        bestandshash=uitkomst.sha256,
        datum_bestand=bestand.datum,
        ontvangen_op=clock.vandaag(),
        geladen_door=door,
        regels=bestand.regels,
        inhoud=bestand.inhoud(),
        controles=[[c.code, c.uitkomst, c.toelichting] for c in uitkomst.controles],
        beoordelingsversie=beoordeling().versie,
    )
    rijen = {(k.code, k.verslagperiode, k.herkomst): k for k in (*uitkomst.opgaven, *uitkomst.kengetallen)}
    Kengetal.objects.bulk_create(_rij(cijferset, kengetal) for kengetal in rijen.values())
    code = bestand.overheid_code
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("cijfers", f"{code}:{bestand.boekjaar}:{bestand.periode}", code),
        handeling="cijfers_geladen",
        door=door,
        naar=f"levering {cijferset.volgnummer}",
        gegevens={
            "boekjaar": bestand.boekjaar,
            "periode": bestand.periode,
            "vintage": cijferset.volgnummer,
            "kengetallen": {
                k.code: {"waarde": k.getoond, "herkomst": k.herkomst, "band": k.band}
                for k in uitkomst.kengetallen
            },
            "bestand_sha256": cijferset.bestandshash,
        },
        gebeurd_op=cijferset.ontvangen_op,
    )


def _rij(cijferset: CijferSet, kengetal: Berekend) -> Kengetal:
    levering = {"levering": cijferset.volgnummer} if kengetal.paspoort else {}
    return Kengetal(
        cijferset=cijferset,
        code=kengetal.code,
        verslagperiode=kengetal.verslagperiode,
        herkomst=kengetal.herkomst,
        waarde=kengetal.waarde,
        band=kengetal.band,
        reden=kengetal.reden,
        paspoort={**kengetal.paspoort, **levering},
    )


def _datum_feit(bestand: Iv3Bestand, overheid: Overheid) -> dt.date | None:
    """The day the figures are about: the end of the period, for a begroting the day of the delivery.

    None when the municipality does not exist yet: its signal would have nobody to be about.
    """
    vandaag = clock.vandaag()
    if bestand.periode:
        dag, maand = KWARTAALEINDE[bestand.periode].split("-")
        datum = dt.date(bestand.boekjaar, int(maand), int(dag))
    else:
        datum = bestand.datum or vandaag
    datum = max(min(datum, vandaag), overheid.geldig_van)
    return datum if datum <= vandaag else None


def _registreer(
    bestand: Iv3Bestand,
    overheid: Overheid,
    gevonden: Sequence[Bevinding],
    controles: Sequence[Controle],
    door: User | None,
) -> tuple[SignaalUitkomst, ...]:
    """Register what was found; a figure of a file in which a control fails is not confirmed (B)."""
    datum_feit = _datum_feit(bestand, overheid)
    bestaand = _nummers(gevonden)
    fout = any(controle.uitkomst == FOUT for controle in controles)
    uit = []
    for bevinding in gevonden if datum_feit else ():
        signaal = registreer_signaal(
            overheid_id=overheid.pk,
            soort=bevinding.soort,
            domein=domeinen.FINANCIEN,
            ernst=Ernst.LICHT,
            titel=bevinding.titel,
            toelichting=bevinding.toelichting,
            bron=Bron.CBS_IV3,
            datum_feit=datum_feit or clock.vandaag(),
            kennisname_op=clock.vandaag(),
            betrouwbaarheid=Betrouwbaarheid.AANNEMELIJK if fout else Betrouwbaarheid.BEVESTIGD,
            sleutel=bevinding.sleutel,
            door=door,
            gegevens=bevinding.gegevens,
        )
        uit.append(_uitkomst(bevinding, signaal.nummer, nieuw=bevinding.sleutel not in bestaand))
    return tuple(uit)


def _bestaande(gevonden: Sequence[Bevinding]) -> tuple[SignaalUitkomst, ...]:
    """What would be raised, with the number of those that are there already."""
    bestaand = _nummers(gevonden)
    return tuple(_uitkomst(b, bestaand.get(b.sleutel, ""), nieuw=b.sleutel not in bestaand) for b in gevonden)


def _nummers(gevonden: Sequence[Bevinding]) -> dict[str, str]:
    sleutels = [bevinding.sleutel for bevinding in gevonden]
    return dict(Signaal.objects.filter(sleutel__in=sleutels).values_list("sleutel", "nummer"))


def _uitkomst(bevinding: Bevinding, nummer: str, *, nieuw: bool) -> SignaalUitkomst:
    return SignaalUitkomst(
        bevinding.soort, bevinding.titel, bevinding.toelichting, bevinding.sleutel, nummer, nieuw
    )
