"""Pages of a list by cursor: opaque to the caller, so that what it stands for may change."""

import base64
import binascii
from typing import Any

from ninja import Field

from toezicht.api.antwoorden import Plaats
from toezicht.api.invoer import Kort, Zoekvraag
from toezicht.core.bladeren import verpak
from toezicht.core.fouten import Weigering

MAX_PER_PAGINA = 100


class Bladeren(Zoekvraag):
    """Where in the list, and how many."""

    na: Kort = Field("", description="de rijen na deze plek; neem de waarde uit `volgende`", examples=[""])
    voor: Kort = Field("", description="de rijen vóór deze plek; neem de waarde uit `vorige`", examples=[""])
    aantal: int = Field(
        25, ge=1, le=MAX_PER_PAGINA, description="hoeveel rijen per pagina, hoogstens 100", examples=[25]
    )

    def plek(self) -> dict[str, str]:
        """The cursors as the selectors know them. `Weigering` for one that was not given out here."""
        return {"na": lees(self.na, "na"), "voor": lees(self.voor, "voor")}

    def filters(self) -> dict[str, Any]:
        """What is filtered on, without the place."""
        return {naam: waarde for naam, waarde in self.dict().items() if naam not in Bladeren.model_fields}

    def hier(self) -> dict[str, object]:
        """The query for the pages beside this one."""
        return {**self.filters(), "aantal": self.aantal}


def lees(tekst: str, veld: str) -> str:
    """The cursor of a selector in what the caller handed back; empty for empty."""
    if not tekst:
        return ""
    try:
        gelezen = base64.b64decode(tekst + "=" * (-len(tekst) % 4), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError) as fout:
        raise Weigering(
            "Deze plek in de lijst bestaat niet. Begin bij de eerste pagina en volg de adressen.", veld=veld
        ) from fout
    return gelezen.replace("\x00", "")


def plaats(volgende: str, vorige: str) -> Plaats:
    """The cursors of a page of a selector, for the caller."""
    return Plaats(verpak(volgende), verpak(vorige))
