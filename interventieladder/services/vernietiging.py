"""Opening a dossier on suspension and annulment: the decision, where it came from, and the day that counts."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from interventieladder.models import Dossier, Vernietigingszaak
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.services.slot import eis_datum_tot_vandaag, eis_tekst, log, uit_bron
from interventieladder.standen import vernietiging, vernietiging_waterschap
from interventieladder.standen.vernietiging import Bron, Grond, Voorwerp
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid, OverheidSoort

MAX_BESLUIT = 200


@dataclass(frozen=True, slots=True)
class NieuweVernietiging:
    """What is known of the decision. `kennisname_op` with its proof starts the clocks.

    `gemeld_op` (date on the report) and `bekend_op` (when the reporter knew) only where the burgemeester or
    the voorzitter reported it; then `kennisname_op` is the day we received that report.
    """

    overheid_id: int
    orgaan: str
    besluit: str
    besluit_op: dt.date
    bron: str
    grond: str
    strijd_met: str
    kennisname_op: dt.date
    bewijs: str
    voorwerp: str = Voorwerp.BESLUIT.value
    medebewind: bool = False
    interprovinciaal: bool = False
    domein: str = ""
    """The domain in which the decision lies; empty: that of the ladder."""
    gemeld_op: dt.date | None = None
    bekend_op: dt.date | None = None


@transaction.atomic
def open_vernietiging(*, nieuw: NieuweVernietiging, door: User) -> Dossier:
    """Open the dossier on the ladder that fits the organisation, and start the clocks of the law.

    A waterschap goes to the ladder on which GS decide themselves (Wsw 156). Raises `GeenRecht`, `Weigering`,
    `Conflict` when one is open on the same decision.
    """
    overheid = Overheid.objects.filter(pk=nieuw.overheid_id).first()
    if overheid is None:
        raise Weigering("Kies een overheid uit de lijst.", veld="overheid")
    waterschap = overheid.soort == OverheidSoort.WATERSCHAP
    eis_geldig(nieuw, waterschap=waterschap)
    plan = vernietiging_waterschap.PLAN if waterschap else vernietiging.PLAN
    dossier = open_op_ladder(
        ladder=plan.code,
        overheid_id=overheid.pk,
        onderdeel=onderdeel_van(nieuw),
        titel=nieuw.besluit.strip()[:MAX_BESLUIT],
        omschrijving=nieuw.strijd_met,
        datum_feit=nieuw.besluit_op,
        orgaan=nieuw.orgaan,
        domein=nieuw.domein,
        door=door,
    )
    leg_zaak_aan(dossier, nieuw, door)
    _leg_kennis_vast(dossier, nieuw, door, waterschap=waterschap)
    return Dossier.objects.select_related("overheid__provincie", "behandelaar").get(pk=dossier.pk)


def onderdeel_van(nieuw: NieuweVernietiging) -> str:
    """What tells two dossiers of one organisation apart: the decision with its day."""
    return f"{nieuw.besluit.strip()[:48].strip()} ({nieuw.besluit_op:%d-%m-%y})"


def leg_zaak_aan(
    dossier: Dossier, nieuw: NieuweVernietiging, door: User, bron: str = ""
) -> Vernietigingszaak:
    """The decision that the dossier is about, beside it; `bron` names the source it was taken over from."""
    zaak = Vernietigingszaak.objects.create(
        dossier=dossier,
        besluit=nieuw.besluit.strip()[:MAX_BESLUIT],
        besluit_op=nieuw.besluit_op,
        voorwerp=nieuw.voorwerp,
        bron=nieuw.bron,
        grond=nieuw.grond,
        strijd_met=nieuw.strijd_met.strip(),
        medebewind=nieuw.medebewind,
        interprovinciaal=nieuw.interprovinciaal,
    )
    log(
        dossier,
        "vernietigingszaak_vastgelegd",
        door=door,
        reden=uit_bron(bron).removeprefix(". "),
        gegevens={
            "besluit": zaak.besluit,
            "besluit_op": zaak.besluit_op,
            "bron": zaak.bron,
            "grond": zaak.grond,
            "voorwerp": zaak.voorwerp,
        },
    )
    return zaak


def eis_geldig(nieuw: NieuweVernietiging, *, waterschap: bool) -> None:
    """Everything that can be wrong in what is known of the decision. Raises `Weigering`."""
    eis_tekst(nieuw.besluit, veld="besluit", wat="in om welk besluit het gaat")
    if (
        nieuw.bron not in Bron.values
        or nieuw.grond not in Grond.values
        or nieuw.voorwerp not in Voorwerp.values
    ):
        raise Weigering("Kies bron, grond en soort besluit uit de lijst.", veld="bron")
    if nieuw.domein and nieuw.domein not in DOMEINEN:
        raise Weigering("Kies een domein uit de lijst.", veld="domein")
    if not nieuw.orgaan:
        raise Weigering("Kies het orgaan dat het besluit nam.", veld="orgaan")
    if nieuw.bron == (Bron.BURGEMEESTER if waterschap else Bron.VOORZITTER):
        raise Weigering("Deze bron past niet bij deze organisatie. Kies een andere.", veld="bron")
    eis_tekst(nieuw.strijd_met, veld="strijd_met", wat="in waarmee het besluit in strijd is")
    eis_tekst(nieuw.bewijs, veld="bewijs", wat="in waaruit de dag van kennisname blijkt")
    eis_datum_tot_vandaag(nieuw.besluit_op, veld="besluit_op", wat="dag van het besluit")
    eis_datum_tot_vandaag(nieuw.kennisname_op, veld="kennisname_op", wat="dag van kennisname")
    if nieuw.kennisname_op < nieuw.besluit_op:
        raise Weigering("De kennisname ligt vóór het besluit. Controleer beide datums.", veld="kennisname_op")
    if _is_gemeld(nieuw):
        _eis_melding(nieuw)


def _is_gemeld(nieuw: NieuweVernietiging) -> bool:
    return nieuw.bron in (Bron.BURGEMEESTER, Bron.VOORZITTER)


def _eis_melding(nieuw: NieuweVernietiging) -> None:
    if nieuw.gemeld_op is None or nieuw.bekend_op is None:
        raise Weigering(
            "Vul in wanneer de melder het besluit kende en de dagtekening van de melding.", veld="gemeld_op"
        )
    if not nieuw.besluit_op <= nieuw.bekend_op <= nieuw.gemeld_op <= nieuw.kennisname_op:
        raise Weigering(
            "De volgorde klopt niet: besluit, kennisname door de melder, dagtekening, ontvangst.",
            veld="gemeld_op",
        )


def kennisfeiten(nieuw: NieuweVernietiging, *, waterschap: bool) -> list[tuple[str, dt.date, dict[str, str]]]:
    """(kind, day, values) of the facts that start the clocks; for a report its own date counts."""
    feiten: list[tuple[str, dt.date, dict[str, str]]] = []
    if _is_gemeld(nieuw) and nieuw.gemeld_op and nieuw.bekend_op:
        soort = "melding_voorzitter" if waterschap else "melding_burgemeester"
        dagen = {
            "bekend_op": nieuw.bekend_op.isoformat(),
            "ontvangen_op": nieuw.kennisname_op.isoformat(),
        }
        feiten.append((soort, nieuw.gemeld_op, dagen))
    if not waterschap:
        feiten.append(("kennisname", nieuw.kennisname_op, {"bewijs": nieuw.bewijs}))
    return feiten


def _leg_kennis_vast(dossier: Dossier, nieuw: NieuweVernietiging, door: User, *, waterschap: bool) -> None:
    for soort, datum, waarden in kennisfeiten(nieuw, waterschap=waterschap):
        leg_feit_vast(dossier_id=dossier.pk, soort=soort, datum=datum, waarden=waarden, door=door)
