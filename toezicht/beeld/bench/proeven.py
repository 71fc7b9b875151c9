"""All measurements by name, and running them."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.urls import NoReverseMatch

from toezicht.beeld.bench import handelingen, herberekenen, zwaar
from toezicht.beeld.bench.api import API_DADEN, API_PROEVEN
from toezicht.beeld.bench.meten import Meting
from toezicht.beeld.bench.paginas import (
    PAGINAS,
    PaginaMislukt,
    meet_pagina,
    meet_zoeken,
    meet_zoekpagina,
)
from toezicht.beeld.bench.vulling import Vulling
from toezicht.core.fouten import Weigering

Proef = Callable[[Vulling, int], Meting]


PROEVEN: dict[str, Proef] = {
    **{pagina.naam: partial(meet_pagina, pagina) for pagina in PAGINAS},
    **API_PROEVEN,
    "zoekpagina": meet_zoekpagina,
    "signalen doorzoeken": meet_zoeken,
    "stap zetten": handelingen.meet_stap,
    "stap tegelijk": handelingen.meet_gelijktijdig,
    "signaal registreren": handelingen.meet_signaal,
    **API_DADEN,
    "logboekregels": handelingen.meet_logregel,
    "termijnen": zwaar.meet_termijnen,
    "iv3": zwaar.meet_iv3,
    "toezichtbeeld": zwaar.meet_toezichtbeeld,
    "kwartaaldashboard": zwaar.meet_kwartaaldashboard,
    "termijnen herberekenen": herberekenen.meet_herberekening,
    "logboek_controle": zwaar.meet_logboek_controle,
}
"""Reading first: what is written while measuring would change what the pages lie over."""


@dataclass(frozen=True, slots=True)
class Mislukt:
    """A measurement that could not be done, and why."""

    naam: str
    reden: str


def kies(namen: Sequence[str]) -> list[str]:
    """The measurements whose name begins with one of `namen`; all without. Refuses a name that fits none."""
    if not namen:
        return list(PROEVEN)
    for naam in namen:
        if not any(proef.startswith(naam) for proef in PROEVEN):
            raise Weigering(f"De meting “{naam}” bestaat niet. Kies uit: {', '.join(PROEVEN)}.")
    return [proef for proef in PROEVEN if any(proef.startswith(naam) for naam in namen)]


def draai(vulling: Vulling, namen: Sequence[str], rondes: int) -> Iterator[Meting | Mislukt]:
    """Measure one after the other; what cannot be measured does not stop the rest."""
    # Nineteen conflicts are what is asked for; they are no news.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    for naam in namen:
        try:
            yield PROEVEN[naam](vulling, rondes)
        except NoReverseMatch:
            yield Mislukt(naam, "deze pagina bestaat niet")
        except (PaginaMislukt, Weigering) as fout:
            yield Mislukt(naam, str(fout))
