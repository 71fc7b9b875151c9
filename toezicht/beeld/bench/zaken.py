"""The rows of organisations, dossiers and signals: plain dictionaries per table, the same each time."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from interventieladder.beleid import Beleid
from interventieladder.treden import organen_van
from signalen import catalogus
from toezicht.beeld.bench.schaal import BEGIN, VANDAAG, VERSE_TAAK, Schaal, moment
from toezicht.beeld.bench.woorden import Schrijver
from toezicht.core.termijnen import Basis, Lengte, bereken

Rij = dict[str, Any]
DAG = dt.timedelta(days=1)
PAD = (
    ("t1", "onderzoek_signaal", ""),
    ("t2", "vraag_informatie", "antwoord"),
    ("t3a", "maak_ambtelijke_afspraken", "afspraken"),
    ("t3b", "start_bestuurlijk_overleg", "afspraken"),
    ("t4", "kondig_voornemen_aan", "zienswijze"),
)
"""Rung, step that leads to it, kind of term that runs on it."""
_LOPEND = ("nieuw", "te_wegen", "actief")
_AFGEROND = ("ongegrond", "verlopen", "afgehandeld")
VERS = DAG * 120
"""What became known in these days may wait to be weighed; what is older was weighed."""


@dataclass(frozen=True, slots=True)
class Plaats:
    """An organisation that the rows point at."""

    pk: int
    code: str
    naam: str
    soort: str


@dataclass(frozen=True, slots=True)
class Wie:
    """Somebody who works on dossiers."""

    pk: int
    naam: str


@dataclass(slots=True)
class Zaak:
    """One dossier with its stays on the rungs and its terms."""

    rij: Rij
    plaats: Plaats
    behandelaar: Wie
    stappen: list[Rij] = field(default_factory=list)
    termijnen: list[Rij] = field(default_factory=list)


def nieuwe_overheden(schaal: Schaal, bestaand: Mapping[str, int], provincies: Sequence[int]) -> Iterator[Rij]:
    """Organisations that the demonstration set lacks at this scale, spread over the provinces."""
    soorten = (
        ("gemeente", "GM90", "Proefgemeente", schaal.gemeenten),
        ("gr_openbaar_lichaam", "GR90", "Proefregeling", schaal.regelingen),
        ("waterschap", "WS90", "Proefwaterschap", schaal.waterschappen),
    )
    for soort, code, naam, aantal in soorten:
        for nummer in range(bestaand.get(soort, 0) + 1, aantal + 1):
            yield {
                "code": f"{code}{nummer:03d}",
                "soort": soort,
                "naam": f"{naam} {nummer:03d}",
                "provincie_id": provincies[nummer % len(provincies)],
                "geldig_van": dt.date(2013, 1, 1),
            }


def nummer_in_jaar(tellers: Counter[int], jaar: int, voor: str = "") -> str:
    """The next number of that year, as people read it."""
    tellers[jaar] += 1
    return f"{voor}{jaar}-{tellers[jaar]:04d}"


def dossiers(
    schaal: Schaal, kader: Beleid, plaatsen: Sequence[Plaats], mensen: Sequence[Wie]
) -> Iterator[Zaak]:
    """All dossiers, oldest first; a third of the newest ones is open, one per organisation and duty.

    Asks the database nothing: it is drained while the same connection copies.
    """
    toeval = random.Random(f"dossiers-{schaal.naam}")  # noqa: S311 - the same each time
    taken = [taak for code, taak in kader.taken.items() if code != VERSE_TAAK]
    schrijver, tellers = Schrijver(f"dossiers-{schaal.naam}"), Counter[int]()
    stapnummers, termijnnummers = count(1), count(1)
    dagen = (VANDAAG - BEGIN).days - 30
    venster = schaal.dossiers - len(plaatsen) * len(taken)
    for i in range(schaal.dossiers):
        ronde, plek = divmod(i, len(plaatsen))
        plaats, taak, wie = plaatsen[plek], taken[ronde % len(taken)], mensen[i % len(mensen)]
        geopend = BEGIN + DAG * (i * dagen // schaal.dossiers)
        rij: Rij = {
            "id": i + 1,
            "nummer": nummer_in_jaar(tellers, geopend.year),
            "titel": schrijver.titel(),
            "overheid_id": plaats.pk,
            "domein": taak.domein,
            "taak": taak.code,
            "orgaan": organen_van(plaats.soort)[0],
            "omschrijving": "De wettelijke taak wordt niet naar behoren uitgevoerd.",
            "datum_feit": geopend,
            "geopend_op": geopend,
            "beleid_versie": kader.versie,
            "behandelaar_id": wie.pk,
            "versie": 1,
        }
        zaak = Zaak(rij, plaats, wie)
        _beklim(zaak, toeval, is_open=i >= venster and (ronde + i) % 3 == 0)
        for stap in zaak.stappen:
            stap["id"] = next(stapnummers)
        for termijn in zaak.termijnen:
            termijn["id"] = next(termijnnummers)
            termijn["stap_id"] = zaak.stappen[termijn.pop("stapplek")]["id"]
        yield zaak


def _beklim(zaak: Zaak, toeval: random.Random, *, is_open: bool) -> None:
    """Let the dossier climb some rungs; then it stands there still, or it was closed."""
    rij, van = zaak.rij, zaak.rij["geopend_op"]
    hoogte = toeval.choices(range(1, 6), weights=(25, 35, 20, 12, 8))[0]
    for nummer, (trede, stap, termijn) in enumerate(PAD[:hoogte], start=1):
        laatste = nummer == hoogte
        tot = None if laatste and is_open else min(van + DAG * toeval.randint(20, 90), VANDAAG)
        zaak.stappen.append(
            {
                "dossier_id": rij["id"],
                "trede": trede,
                "volgnummer": nummer,
                "van": van,
                "tot": tot,
                "uitkomst": "" if tot is None else "opgelost" if laatste else "hoger",
                "overgang": stap,
            }
        )
        if termijn:
            zaak.termijnen.append(_termijn(zaak.stappen[-1], termijn, toeval))
        rij["trede"], rij["trede_sinds"] = trede, van
        van = tot or van
    if is_open:
        rij["stand"] = rij["trede"]
    else:
        rij.update(stand="afgesloten", sluitreden="opgelost", gesloten_op=van)


def _termijn(stap: Rij, soort: str, toeval: random.Random) -> Rij:
    """A term as the service would have reckoned it: four weeks, or running to about today or the coming months.

    At most twelve weeks, as letters give them: a term of more than ninety days does not roll (Atw art. 4).
    """
    van, tot = stap["van"], stap["tot"]
    einde = van + DAG * 28 if tot else max(van + DAG, VANDAAG + DAG * toeval.randint(-8, 60))
    if tot is None:
        van = max(van, einde - DAG * 7 * toeval.randint(4, 12))
    uitkomst = bereken(van, Lengte.dagen((einde - van).days), Basis.BRIEF, overeenkomstig=True)
    return {
        "dossier_id": stap["dossier_id"],
        "stapplek": stap["volgnummer"] - 1,
        "soort": soort,
        "start": van,
        "dagen": (einde - van).days,
        "basis": Basis.BRIEF.value,
        "overeenkomstig": True,
        "ruw_einde": uitkomst.ruw_einde,
        "effectief_einde": uitkomst.effectief_einde,
        "kalender_versie": uitkomst.kalender_versie,
        "uitleg": list(uitkomst.stappen),
        "status": "loopt" if tot is None else "gestopt",
        "gestopt_op": tot,
    }


def signalen(schaal: Schaal, plaatsen: Sequence[Plaats], mensen: Sequence[Wie]) -> Iterator[Rij]:
    """All signals, oldest first; `plaats` and `melder` are for the logboek and no columns."""
    toeval = random.Random(f"signalen-{schaal.naam}")  # noqa: S311 - the same each time
    schrijver, tellers = Schrijver(f"signalen-{schaal.naam}"), Counter[int]()
    soorten = list(catalogus.SOORTEN.values())
    dagen = (VANDAAG - BEGIN).days - 30
    for i in range(schaal.signalen):
        plaats, wie, soort = plaatsen[i % len(plaatsen)], mensen[i % len(mensen)], soorten[i % len(soorten)]
        feit = BEGIN + DAG * (i * dagen // schaal.signalen)
        kennis = feit + DAG * toeval.randint(0, 25)
        status = _status(toeval, VANDAAG - kennis)
        loopt = status in _LOPEND
        yield {
            "id": i + 1,
            "nummer": nummer_in_jaar(tellers, kennis.year, "S-"),
            "soort": soort.code,
            "overheid_id": plaats.pk,
            "overheid_naam": plaats.naam,
            "domein": soort.domein,
            "as_letter": soort.as_letter,
            "ernst": soort.ernst,
            "bron": "regiomanager",
            "titel": schrijver.titel(),
            "toelichting": schrijver.tekst(),
            "datum_feit": feit,
            "kennisname_op": kennis,
            "betrouwbaarheid": "B",
            "vertrouwelijkheid": soort.minstens if soort.minstens != "openbaar" else "intern",
            "geldig_tot": catalogus.geldig_tot(soort.code, soort.ernst, feit),
            "status": status,
            "gemeld_door_id": wie.pk,
            "gemeld_op": moment(kennis, i),
            "afgerond_op": None if loopt else min(kennis + DAG * 60, VANDAAG),
            "plaats": plaats,
            "melder": wie,
        }


def _status(toeval: random.Random, leeftijd: dt.timedelta) -> str:
    """The newest wait or count, of two years one in three counts, all older ones ended."""
    if leeftijd <= VERS:
        return toeval.choice(_LOPEND)
    if leeftijd <= VERS * 6 and toeval.random() < 0.33:
        return "actief"
    return toeval.choice(_AFGEROND)
