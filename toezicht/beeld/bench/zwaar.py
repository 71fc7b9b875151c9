"""Measurements of heavy work: reports, Iv3 files, walking the logboek, reckoning terms."""

import datetime as dt
import time
from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from reports import snapshot as snapshots
from reports import tekenen
from reports.services.rapporten import maak_nu
from reports.services.vraag import lees_vraag
from signalen.cijfers.codelijsten import codelijsten
from signalen.management import demo_iv3
from signalen.services.cijfers import laad_iv3
from toezicht.beeld.bench.meten import Meting, meet
from toezicht.beeld.bench.schaal import VANDAAG, Budget, als_tijd
from toezicht.beeld.bench.vulling import Vulling
from toezicht.core import logboek
from toezicht.core.termijnen import Basis, Lengte, bereken

RAPPORT_VAN_TWAALF = 0.55
"""Seconds for a report of twelve pages, drawn warm in one worker."""
IV3_REGELS = 3_000
IV3_JAAR = VANDAAG.year - 1
TERMIJNEN_PER_KEER = 100


def meet_toezichtbeeld(vulling: Vulling, rondes: int) -> Meting:
    """The report on the organisation of the long dossier."""
    return _meet_rapport("toezichtbeeld", vulling.overheid_code, vulling, rondes)


def meet_kwartaaldashboard(vulling: Vulling, rondes: int) -> Meting:
    """The dashboard of the whole province."""
    return _meet_rapport("kwartaaldashboard", "", vulling, rondes)


def _meet_rapport(soort: str, code: str, vulling: Vulling, rondes: int) -> Meting:
    """Draw the report again and again in this process; its facts are gathered once, and timed apart."""
    begin = time.perf_counter()
    snapshots.maak_feiten(soort, lees_vraag(soort, code, VANDAAG, None).blik)
    feiten = time.perf_counter() - begin
    rapport = maak_nu(soort=soort, peildatum=VANDAAG, overheid_code=code, by=vulling.mensen["noor"])
    snapshot: dict[str, Any] = rapport.snapshot or {}
    paginas = rapport.paginas or 1
    grens = RAPPORT_VAN_TWAALF * max(paginas, 12) / 12
    budget = Budget(p50=grens)
    meting = meet(
        f"{soort}, PDF", lambda: tekenen.teken(snapshot), rondes=min(rondes, 10), budget=budget, opwarmen=0
    )
    uitkomst = f"{paginas} p., {als_tijd(meting.p50 / paginas)} per p., feiten {als_tijd(feiten)}"
    return replace(meting, uitkomst=uitkomst)


def meet_iv3(vulling: Vulling, rondes: int) -> Meting:
    """Read, check and store one Iv3 file, each time a new delivery."""
    bestanden = (_iv3_bestand(vulling.overheid_code, n) for n in count())
    klaar = [next(bestanden) for _ in range(min(rondes, 10) + 2)]
    wachtend = iter(klaar)
    return meet(
        f"Iv3-bestand, {IV3_REGELS} regels",
        lambda: laad_iv3(pad_of_bytes=next(wachtend), door=vulling.mensen["pieter"]),
        rondes=len(klaar) - 2,
        budget=Budget(p50=1.0),
        opwarmen=1,
    )


def _iv3_bestand(code: str, nummer: int) -> bytes:
    """Consistent accounts, filled up with equal costs and income to the wanted number of lines."""
    bestand = demo_iv3.jaarrekening(
        code=code, naam="Bench", jaar=IV3_JAAR, solvabiliteit=Decimal(30), resultaat=500 + nummer
    )
    lijsten, data = codelijsten(IV3_JAAR), bestand["data"]
    for onderdeel, categorieen in (
        ("lasten", lijsten.categorie_lasten),
        ("baten", lijsten.categorie_baten),
    ):
        bezet = {(rij["taakveld"], rij["categorie"]) for rij in data[onderdeel]}
        vrij = (
            {"taakveld": taakveld, "categorie": categorie, "bedrag": 0}
            for taakveld in lijsten.taakveld
            for categorie in categorieen
            if (taakveld, categorie) not in bezet
        )
        over = IV3_REGELS - sum(len(rijen) for rijen in data.values())
        wens = over // 2 if onderdeel == "lasten" else over
        data[onderdeel] += [rij for rij, _ in zip(vrij, range(wens), strict=False)]
    return demo_iv3.als_bytes(bestand)


def meet_logboek_controle(vulling: Vulling, rondes: int) -> Meting:
    """Walk every chain and seal once; a fault means that the filling is wrong."""
    del vulling, rondes
    begin = time.perf_counter()
    controle = logboek.controleer()
    duur = time.perf_counter() - begin
    uitkomst = controle.eerste_fout or f"{controle.regels} regels, {controle.regels / duur:.0f} regels/s"
    return Meting("logboek_controle", Budget(), [duur], None, uitkomst, goed=controle.in_orde)


def meet_termijnen(vulling: Vulling, rondes: int) -> Meting:
    """Reckon a hundred terms under the Algemene termijnenwet, each from another day."""
    del vulling
    dagen = [VANDAAG + dt.timedelta(days=n) for n in range(TERMIJNEN_PER_KEER)]

    def reken() -> None:
        for dag in dagen:
            bereken(dag, Lengte.weken(4), Basis.WET)

    return meet(f"{TERMIJNEN_PER_KEER} termijnen berekenen", reken, rondes=rondes, budget=Budget())
