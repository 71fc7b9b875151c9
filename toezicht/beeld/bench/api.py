"""Measurements of the HTTP API, as another system calls it: with a key, through the whole stack of middleware."""

import datetime as dt
import itertools
import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.test import Client
from django.urls import reverse

from interventieladder.selectors.dossiers import zichtbaar, zichtbare_voorstellen
from interventieladder.treden import Stand
from toezicht.beeld.bench.handelingen import OPWARMEN, STAP, maak_klaar
from toezicht.beeld.bench.meten import Meting, meet
from toezicht.beeld.bench.paginas import PaginaMislukt
from toezicht.beeld.bench.schaal import VERSE_TAAK, Budget
from toezicht.beeld.bench.vulling import Vulling
from toezicht.core import clock
from toezicht.core.bladeren import verpak
from toezicht.core.models import User
from toezicht.core.sleutels import maak_sleutel

LIJST = Budget(p50=0.012, queries=6)
EEN = Budget(p50=0.008, queries=6)
DAAD = Budget(p50=0.015, queries=20)
GELDIG = dt.timedelta(days=1)
_nummers = itertools.count(1)
MAX_DAAD = 6
"""Rounds of an act: each takes a municipality that no other measurement used."""


class Systeem:
    """Another system with a key of this account."""

    def __init__(self, account: User) -> None:
        _, tekst = maak_sleutel(
            account=account, naam="meting", geldig_tot=clock.vandaag() + GELDIG, schrijven=True
        )
        koppen = {"authorization": f"Bearer {tekst}", "accept": "application/json"}
        self._client = Client(SERVER_NAME="127.0.0.1", headers=koppen)

    def lees(self, pad: str) -> Any:
        """The answer of a GET. Raises `PaginaMislukt` for another status than 200."""
        return _goed(pad, self._client.get(pad), 200)

    def stuur(self, pad: str, inhoud: dict[str, Any], *, versie: str = "", verwacht: int = 201) -> Any:
        """The answer of a POST on a version, or with a fresh key."""
        kop = {"If-Match": f'"{versie}"'} if versie else {"Idempotency-Key": f"meting-{next(_nummers)}"}
        uit = self._client.post(pad, json.dumps(inhoud), content_type="application/json", headers=kop)
        return _goed(pad, uit, verwacht)


def _goed(pad: str, antwoord: Any, verwacht: int) -> Any:
    if antwoord.status_code != verwacht:
        raise PaginaMislukt(f"{pad} antwoordt {antwoord.status_code}, verwacht was {verwacht}")
    return antwoord.json()


def _noor(vulling: Vulling) -> User:
    return vulling.mensen["noor"]


def _meet_lezen(
    naam: str, pad: Callable[[Systeem, Vulling], str], budget: Budget, vulling: Vulling, rondes: int
) -> Meting:
    systeem = Systeem(_noor(vulling))
    doel = pad(systeem, vulling)
    return meet(naam, lambda: systeem.lees(doel), rondes=rondes, budget=budget)


def _lijst(vraag: str) -> str:
    return f"{reverse('api:lijst_dossiers')}{vraag}"


def _laatste(_: Systeem, vulling: Vulling) -> str:
    """The last page: behind the oldest open dossier but 25."""
    open_ = zichtbaar(_noor(vulling)).exclude(stand=Stand.AFGESLOTEN).order_by("pk")
    staart = list(open_.values_list("pk", flat=True)[:26])
    return _lijst(f"?na={verpak(str(staart[-1]))}") if len(staart) > 25 else _lijst("")


def _een(_: Systeem, vulling: Vulling) -> str:
    return reverse("api:lees_dossier", args=[vulling.dossier_nummer])


def meet_aanmaken(vulling: Vulling, rondes: int) -> Meting:
    """Register a signal, each time with a key of its own."""
    systeem, pad = Systeem(_noor(vulling)), reverse("api:nieuw_signaal")
    inhoud = {
        "overheid": vulling.overheid_code,
        "soort": "IBT-S20",
        "domein": "informatie_archief",
        "ernst": "licht",
        "titel": "Archiefverslag niet ontvangen",
        "bron": "eigen_dossier",
        "datum_feit": clock.vandaag().isoformat(),
        "kennisname_op": clock.vandaag().isoformat(),
        "betrouwbaarheid": "A",
    }
    return meet("api, aanmaken", lambda: systeem.stuur(pad, inhoud), rondes=rondes, budget=DAAD)


def _wachtend(vulling: Vulling, status: str) -> list[str]:
    """Numbers of proposals for the measured step in fresh dossiers, oldest first."""
    alle = zichtbare_voorstellen(_noor(vulling)).filter(stap=STAP, status=status, dossier__taak=VERSE_TAAK)
    return list(alle.order_by("pk").values_list("nummer", flat=True))


def meet_besluit(vulling: Vulling, rondes: int) -> Meting:
    """Approve as the teamleider, on the version and seal that were read; what is approved waits for its step."""
    klaar = maak_klaar(vulling, min(rondes, MAX_DAAD) + OPWARMEN + 1, besloten=False)
    tess = Systeem(vulling.mensen["tess"])
    gelezen = [tess.lees(reverse("api:lees_voorstel", args=[n])) for n in _wachtend(vulling, "ter_besluit")][
        -len(klaar) :
    ]
    beurt = iter(gelezen)

    def beslis() -> None:
        voorstel = next(beurt)
        inhoud = {"goedkeuren": True, "zegel": voorstel["zegel"]}
        tess.stuur(f"{voorstel['url']}/besluit", inhoud, versie=voorstel["versie"])

    return meet(
        "api, beslissen",
        beslis,
        rondes=len(klaar) - OPWARMEN - 1,
        budget=Budget(p50=DAAD.p50),
        opwarmen=OPWARMEN,
    )


def meet_stap(vulling: Vulling, rondes: int) -> Meting:
    """Take a step on the version that was read, in the dossiers that were decided on, or in fresh ones."""
    if not _wachtend(vulling, "vastgesteld"):
        maak_klaar(vulling, min(rondes, MAX_DAAD) + OPWARMEN + 1)
    systeem = Systeem(_noor(vulling))
    voorstellen = [
        systeem.lees(reverse("api:lees_voorstel", args=[n])) for n in _wachtend(vulling, "vastgesteld")
    ]
    dossiers = [systeem.lees(voorstel["dossier_url"]) for voorstel in voorstellen]
    beurt = iter(dossiers)

    def zet() -> None:
        dossier = next(beurt)
        pad = reverse("api:zet_stap", args=[dossier["nummer"]])
        systeem.stuur(pad, {"stap": STAP}, versie=dossier["versie"])

    return meet("api, stap zetten", zet, rondes=len(dossiers) - OPWARMEN - 1, budget=DAAD, opwarmen=OPWARMEN)


API_PROEVEN: dict[str, Callable[[Vulling, int], Meting]] = {
    naam: partial(_meet_lezen, naam, pad, budget)
    for naam, pad, budget in (
        ("api, 25 dossiers", lambda _, __: _lijst(""), LIJST),
        ("api, laatste dossiers", _laatste, LIJST),
        ("api, dossiers per trede", lambda _, __: _lijst("?stand=t3a"), LIJST),
        ("api, dossiers van een overheid", lambda _, v: _lijst(f"?overheid={v.overheid_code}"), LIJST),
        ("api, een dossier", _een, EEN),
    )
}
API_DADEN: dict[str, Callable[[Vulling, int], Meting]] = {
    "api, aanmaken": meet_aanmaken,
    "api, beslissen": meet_besluit,
    "api, stap zetten": meet_stap,
}
"""In this order: the step uses up what was decided."""
