"""Measurements of pages: through the whole stack of middleware, as a toezichthouder, on one open connection."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse

from interventieladder.selectors import dossiers as dossierlezen
from interventieladder.treden import Stand
from signalen.selectors import signalen as signaallezen
from toezicht.beeld.bench.meten import Meting, meet
from toezicht.beeld.bench.schaal import Budget
from toezicht.beeld.bench.vulling import Vulling
from toezicht.beeld.bench.woorden import ONDERWERPEN
from toezicht.core.models import User

LIJST = Budget(p50=0.025, p95=0.060, queries=12)
BLAD = Budget(p95=0.080, queries=20)


class PaginaMislukt(Exception):  # noqa: N818 - a Dutch term
    """A page did not answer as it should."""


def browser(user: User) -> Client:
    """A browser in which this account is logged in."""
    client = Client(SERVER_NAME="127.0.0.1", headers={"accept": "text/html"})
    client.force_login(user, backend="toezicht.core.backends.RollenBackend")
    return client


def haal(client: Client, pad: str, verwacht: int = 200) -> Any:
    """The answer of a page. Raises `PaginaMislukt` for another status than expected."""
    antwoord = client.get(pad)
    if antwoord.status_code != verwacht:
        raise PaginaMislukt(f"{pad} antwoordt {antwoord.status_code}, verwacht was {verwacht}")
    return antwoord


@dataclass(frozen=True, slots=True)
class Pagina:
    """One page to measure: the name of its address, what goes into it, and its budget."""

    naam: str
    adres: str
    budget: Budget
    args: Callable[[Vulling], list[str]] = lambda _: []
    vraag: Callable[[Vulling], dict[str, str]] = lambda _: {}


def _noor(vulling: Vulling) -> User:
    return vulling.mensen["noor"]


def _laatste_dossiers(vulling: Vulling) -> dict[str, str]:
    """The cursor behind which the fifty oldest open dossiers lie."""
    open_ = dossierlezen.zichtbaar(_noor(vulling)).exclude(stand=Stand.AFGESLOTEN)
    staart = list(open_.order_by("pk").values_list("pk", flat=True)[:51])
    return {"na": str(staart[-1])} if len(staart) > 50 else {}


def _laatste_signalen(vulling: Vulling) -> dict[str, str]:
    """The cursor behind which the fifty oldest signals lie: walked back from the end of the list."""
    eerste = signaallezen.rijen(_noor(vulling)).order_by("kennisname_op", "id")[:51]
    rijen = signaallezen.korte_lijst(eerste)
    return {"na": f"{rijen[-1].kennisname_op}|{rijen[-1].id}"} if len(rijen) > 50 else {}


def _dossier(vulling: Vulling) -> list[str]:
    return [vulling.dossier_nummer]


def _overheid(vulling: Vulling) -> list[str]:
    return [vulling.overheid_code]


PAGINAS = (
    Pagina("dossierlijst, eerste", "dossiers", LIJST),
    Pagina("dossierlijst, laatste", "dossiers", LIJST, vraag=_laatste_dossiers),
    Pagina("dossierlijst, gesloten", "dossiers", LIJST, vraag=lambda _: {"open": "gesloten"}),
    Pagina("dossierlijst, per trede", "dossiers", LIJST, vraag=lambda _: {"stand": "t3a"}),
    Pagina("dossierpagina, lange keten", "dossier", BLAD, args=_dossier),
    Pagina("overheidspagina", "overheid", BLAD, args=_overheid),
    Pagina("overhedenlijst", "overheden", LIJST),
    Pagina("werkvoorraad", "werkvoorraad", Budget(p50=0.040)),
    Pagina("besluiten", "besluiten", LIJST),
    Pagina("signalenlijst, eerste", "signalen", LIJST),
    Pagina("signalenlijst, laatste", "signalen", LIJST, vraag=_laatste_signalen),
    Pagina("api, 25 signalen", "api:lijst_signalen", Budget(p50=0.012, queries=6)),
    Pagina("logboek", "logboek", LIJST),
    Pagina("logboek van een overheid", "logboek", LIJST, vraag=lambda v: {"overheid": v.overheid_code}),
    Pagina("rapportages", "rapportages", LIJST),
)


def meet_pagina(pagina: Pagina, vulling: Vulling, rondes: int) -> Meting:
    """One page. Raises `NoReverseMatch` for an address that does not exist, `PaginaMislukt` for an error."""
    client = browser(_noor(vulling))
    pad = reverse(pagina.adres, args=pagina.args(vulling))
    vraag = pagina.vraag(vulling)
    doel = f"{pad}?{urlencode(vraag)}" if vraag else pad
    return meet(pagina.naam, lambda: haal(client, doel), rondes=rondes, budget=pagina.budget)


ZOEKEN = Budget(p50=0.025, p95=0.080)


def meet_zoekpagina(vulling: Vulling, rondes: int) -> Meting:
    """The page that searches organisations, dossiers and signals at once, another word each time."""
    client, pad = browser(_noor(vulling)), reverse("zoeken")
    beurt = _beurten()
    return meet(
        "zoekpagina",
        lambda: haal(client, f"{pad}?{urlencode({'q': beurt()})}"),
        rondes=rondes,
        budget=ZOEKEN,
    )


def meet_zoeken(vulling: Vulling, rondes: int) -> Meting:
    """Full text over all signals, another pair of words each time."""
    user, beurt = _noor(vulling), _beurten()
    return meet("signalen doorzoeken", lambda: signaallezen.zoek(user, beurt()), rondes=rondes, budget=ZOEKEN)


def _beurten() -> Callable[[], str]:
    """Words to look for: by turns one common word, two words, and the start of a word."""
    teller = 0

    def volgende() -> str:
        nonlocal teller
        teller += 1
        een, twee = ONDERWERPEN[teller % len(ONDERWERPEN)], ONDERWERPEN[(teller * 7) % len(ONDERWERPEN)]
        return (een, f"{een} {twee}", een[:6])[teller % 3]

    return volgende
