"""Is the shortage *aanmerkelijk en structureel*? The test of Bfv 2001 art. 23, explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from interventieladder.financieel.bedragen import cent, procent
from toezicht.core.woorden import euro

DREMPEL_PROCENT = Decimal(2)
JAREN = 4
"""T up to and including T+3."""


@dataclass(frozen=True, slots=True)
class Draagvlak:
    """What the shortage is measured against, in euro: OZB capacity and the three general grants."""

    ozb_capaciteit: Decimal
    algemene_uitkering: Decimal
    decentralisatie_uitkeringen: Decimal
    integratie_uitkeringen: Decimal

    @property
    def totaal(self) -> Decimal:
        """The sum of the four."""
        return (
            self.ozb_capaciteit
            + self.algemene_uitkering
            + self.decentralisatie_uitkeringen
            + self.integratie_uitkeringen
        )


@dataclass(frozen=True, slots=True)
class Toets12:
    """The outcome; `procent` of the shortage in T; the sentences in order."""

    aanmerkelijk: bool
    structureel: bool
    procent: Decimal
    stappen: tuple[str, ...]

    @property
    def voldaan(self) -> bool:
        """Considerable, and structural where that has to be shown."""
        return self.aanmerkelijk and self.structureel


def toets(*, jaar: int, saldi: Sequence[Decimal], draagvlak: Draagvlak, eerste_jaar: bool) -> Toets12:
    """Test the balances (euro, negative is a shortage) of T and, in the first year of application, T+1 to T+3.

    Raises `ValueError` without a balance for each year that counts or with nothing to measure against.
    """
    nodig = JAREN if eerste_jaar else 1
    if len(saldi) < nodig or draagvlak.totaal <= 0:
        raise ValueError("give a balance for each year that counts, and a base above zero")
    tekort = max(-saldi[0], Decimal(0))
    deel = tekort * 100 / draagvlak.totaal
    aanmerkelijk = deel >= DREMPEL_PROCENT
    stappen = [
        f"Tekort in {jaar}: {euro(tekort)}.",
        f"OZB-capaciteit en uitkeringen samen: {euro(draagvlak.totaal)}.",
        f"Het tekort is {procent(deel)} daarvan; de drempel is {procent(DREMPEL_PROCENT)}: "
        f"{'aanmerkelijk' if aanmerkelijk else 'niet aanmerkelijk'} (Bfv 2001 art. 23).",
    ]
    structureel = True
    if eerste_jaar:
        zonder = [jaar + n for n, saldo in enumerate(saldi[:JAREN]) if saldo >= 0]
        structureel = not zonder
        stappen.append(_meerjarig(jaar, zonder))
    else:
        stappen.append(
            "Geen eerste jaar van aanvraag: het tekort in volgende jaren wordt niet opnieuw getoetst."
        )
    return Toets12(aanmerkelijk, structureel, cent(deel), tuple(stappen))


def _meerjarig(jaar: int, zonder: Sequence[int]) -> str:
    if not zonder:
        return (
            f"Eerste jaar van aanvraag: ook tot en met {jaar + JAREN - 1} is elk jaar een tekort aannemelijk."
        )
    jaren = ", ".join(map(str, zonder))
    return f"Eerste jaar van aanvraag: zonder tekort in {jaren}, dus niet structureel."
