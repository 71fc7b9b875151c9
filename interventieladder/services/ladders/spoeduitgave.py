"""Urgent spending: opening, the votes, the amendment that covers it, and the month of article 210."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from interventieladder.models import Dossier, Goedkeuring, Raadsstem, Spoeduitgave
from interventieladder.models.goedkeuring import GoedkeuringSoort, Stem
from interventieladder.models.overname import OvernameStatus
from interventieladder.services import termijnen
from interventieladder.services.begrotingsjaren import eis_jaar
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.klok import Klokstap, registreer_klokstap, registreer_na_termijn
from interventieladder.services.laddergevolg import Stapgevolg, na_stap
from interventieladder.services.ladders.aanbieding import (
    eis_dagen,
    eis_overheid,
    meld_rechtswege,
    orgaan_van,
)
from interventieladder.services.ladders.goedkeuring import volg_wijziging
from interventieladder.services.ladders.toestemming import eis_bedrag
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.services.slot import eis_tekst, log, neem_open_dossier, uit_bron
from interventieladder.services.stapzetting import verplaats
from interventieladder.standen.spoeduitgave import AANSPRAKELIJKHEID, PLAN, TERMIJN, S
from interventieladder.treden import Orgaan
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.opvolging import zelfde_overheid

MAX_LEDEN = 60
VERVALLEN = "bevoegdheid vervallen"


@dataclass(frozen=True, slots=True)
class Spoedbesluit:
    """The decision of the raad by roll call. `bedrag` in euro."""

    overheid_id: int
    jaar: int
    bedrag: Decimal
    raadsbesluit_op: dt.date
    raadsbesluit: str
    verzonden_op: dt.date
    ontvangen_op: dt.date
    omschrijving: str


@transaction.atomic
def open_spoeduitgave(*, nieuw: Spoedbesluit, door: User, behandelaar: User | None = None) -> Dossier:
    """Open the dossier of an urgent decision. Raises `Weigering` on bad data, `GeenRecht`."""
    overheid = eis_spoedbesluit(nieuw)
    nummer = volgend_spoednummer(overheid, nieuw.jaar)
    raadsbesluit = nieuw.raadsbesluit.strip()
    dossier = open_op_ladder(
        ladder=PLAN.code,
        overheid_id=overheid.pk,
        onderdeel=onderdeel_van(nieuw.jaar, nummer),
        orgaan=orgaan_van(overheid, Orgaan.RAAD),
        titel=f"Dringende spoed, besluit {raadsbesluit}",
        omschrijving=nieuw.omschrijving,
        datum_feit=nieuw.raadsbesluit_op,
        door=door,
        behandelaar=behandelaar,
    )
    dossier.spoeduitgave = leg_spoed_aan(dossier, nieuw, nummer)
    return dossier


def eis_spoedbesluit(nieuw: Spoedbesluit) -> Overheid:
    """Everything that can be wrong in what was filled in; gives the organisation. Raises `Weigering`."""
    overheid = eis_overheid(nieuw.overheid_id)
    eis_jaar(nieuw.jaar)
    eis_dagen(
        verzonden_op=nieuw.verzonden_op, ontvangen_op=nieuw.ontvangen_op, besloten_op=nieuw.raadsbesluit_op
    )
    eis_tekst(nieuw.raadsbesluit, veld="raadsbesluit", wat="het nummer van het besluit in")
    eis_bedrag(nieuw.bedrag)
    return overheid


def volgend_spoednummer(overheid: Overheid, jaar: int) -> int:
    """The number of the next urgent decision of this year, with the organisation locked: one at a time."""
    list(Overheid.objects.select_for_update().filter(pk=overheid.pk))
    eerdere = Spoeduitgave.objects.filter(overheid=overheid, jaar=jaar)
    return (eerdere.aggregate(n=Max("volgnummer"))["n"] or 0) + 1


def onderdeel_van(jaar: int, nummer: int) -> str:
    """What tells two urgent decisions apart: *spoed 2027-1*."""
    return f"spoed {jaar}-{nummer}"


def leg_spoed_aan(dossier: Dossier, nieuw: Spoedbesluit, nummer: int) -> Spoeduitgave:
    """The row of the decision, beside its dossier."""
    return Spoeduitgave.objects.create(
        dossier=dossier,
        overheid_id=nieuw.overheid_id,
        jaar=nieuw.jaar,
        volgnummer=nummer,
        bedrag=eis_bedrag(nieuw.bedrag),
        raadsbesluit_op=nieuw.raadsbesluit_op,
        raadsbesluit=nieuw.raadsbesluit.strip(),
        verzonden_op=nieuw.verzonden_op,
        ontvangen_op=nieuw.ontvangen_op,
    )


@transaction.atomic
def leg_stemmen_vast(
    *, dossier_id: int, stemmen: Sequence[tuple[str, str]], door: User, bron: str = ""
) -> Spoeduitgave:
    """Record the roll call: (name, voor or tegen) per member. Once: who voted how never changes.

    `bron` names the source it was taken over from.

    Raises `Weigering` on a name twice or an unknown vote, `Conflict` when it was recorded before.
    """
    dossier = neem_open_dossier(dossier_id, door)
    zaak = _spoed(dossier)
    if zaak.stemmen.exists():
        raise Conflict("De stemmen zijn al vastgelegd en veranderen niet meer.")
    schoon = eis_stemmen(stemmen)
    Raadsstem.objects.bulk_create(Raadsstem(spoeduitgave=zaak, naam=n, stem=s) for n, s in schoon)
    voor = sum(1 for _, stem in schoon if stem == Stem.VOOR)
    log(
        dossier,
        "stemmen_vastgelegd",
        door=door,
        gebeurd_op=zaak.raadsbesluit_op,
        reden=f"{voor} voor, {len(schoon) - voor} tegen{uit_bron(bron)}",
        gegevens={
            "voor": [n for n, s in schoon if s == Stem.VOOR],
            "tegen": [n for n, s in schoon if s != Stem.VOOR],
        },
    )
    return zaak


def eis_stemmen(stemmen: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The roll call in clean form: every member once, for or against. Raises `Weigering`."""
    schoon = [(naam.replace("\x00", "").strip(), stem.strip().lower()) for naam, stem in stemmen]
    namen = [naam.casefold() for naam, _ in schoon]
    if not schoon or "" in namen or len(set(namen)) < len(namen) or len(namen) > MAX_LEDEN:
        raise Weigering("Noem elk raadslid één keer, met naam.", veld="stemmen")
    if vreemd := [stem for _, stem in schoon if stem not in Stem.values]:
        raise Weigering(f"Een lid stemt voor of tegen; “{vreemd[0]}” kan niet.", veld="stemmen")
    if any(len(naam) > 120 for naam, _ in schoon):
        raise Weigering("Houd een naam op hoogstens 120 tekens.", veld="stemmen")
    return schoon


def _spoed(dossier: Dossier) -> Spoeduitgave:
    if dossier.ladder != PLAN.code:
        raise Weigering("Dit dossier gaat niet over een spoedbesluit.")
    zaak: Spoeduitgave = dossier.spoeduitgave
    return zaak


@transaction.atomic
def koppel_wijziging(*, dossier_id: int, goedkeuring_id: int, door: User) -> Spoeduitgave:
    """Link the amendment that covers the spending: of the same organisation and year."""
    dossier = neem_open_dossier(dossier_id, door)
    zaak = _spoed(dossier)
    if dossier.stand != S.ONTVANGEN:
        raise Conflict("Het spoedbesluit wacht al op een wijziging; koppelen kan niet meer.")
    wijziging = Goedkeuring.objects.filter(
        pk=goedkeuring_id,
        overheid__in=zelfde_overheid(zaak.overheid_id),
        jaar=zaak.jaar,
        soort=GoedkeuringSoort.WIJZIGING,
    ).first()
    if wijziging is None:
        raise Weigering("Kies een wijziging van dezelfde organisatie en hetzelfde jaar.", veld="wijziging")
    koppel(dossier, zaak, wijziging, door)
    return zaak


def koppel(dossier: Dossier, zaak: Spoeduitgave, wijziging: Goedkeuring, door: User, bron: str = "") -> None:
    """Link this amendment, and say so; `bron` names the source this was taken over from."""
    zaak.wijziging = wijziging
    zaak.save(update_fields=["wijziging"])
    log(
        dossier,
        "wijziging_gekoppeld",
        door=door,
        naar=str(wijziging),
        reden=uit_bron(bron).removeprefix(". "),
        gegevens={"wijziging": str(wijziging)},
    )


def _na_wijziging(wijziging: Goedkeuring, op: dt.date) -> None:
    """What the amendment came to decides what becomes of the urgent decisions that wait for it."""
    wachtend = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("overheid__provincie", "behandelaar")
        .filter(ladder=PLAN.code, stand=S.GEKOPPELD, spoeduitgave__wijziging=wijziging)
        .exclude(overname__status=OvernameStatus.TE_BEVESTIGEN)  # the clock follows once it is confirmed
        .order_by("pk")
    )
    for dossier in wachtend:
        _volg(dossier, wijziging, op)


VOLGT = {
    "goedgekeurd": "volg_goedkeuring",
    "gedeeltelijk_goedgekeurd": "volg_goedkeuring",
    "vrijgesteld": "volg_goedkeuring",
    "onthouden": "volg_onthouding",
    "ingetrokken": "verlies_wijziging",
    "vervallen": "verlies_wijziging",
}
"""The step that each outcome of the amendment asks; that by law only once it was announced."""


def stap_na(wijziging: Goedkeuring) -> str:
    """Which step follows from the amendment as it stands, or empty."""
    if wijziging.uitkomst == "van_rechtswege":
        return "volg_goedkeuring" if wijziging.bekendgemaakt_op else ""
    return VOLGT.get(wijziging.uitkomst, "")


def _volg(dossier: Dossier, wijziging: Goedkeuring, op: dt.date) -> None:
    if stap := stap_na(wijziging):
        verplaats(dossier, stap, voorstel=None, door=None, datum=op)


def _rijp(stap: str) -> Callable[[dt.date], list[tuple[int, dt.date]]]:
    """Urgent decisions linked to an amendment that had ended already: the clock takes their step."""

    def rijp(dag: dt.date) -> list[tuple[int, dt.date]]:
        wachtend = Spoeduitgave.objects.filter(
            dossier__stand=S.GEKOPPELD, wijziging__uitkomst_op__lte=dag
        ).select_related("wijziging__dossier")
        return [
            (zaak.dossier_id, zaak.wijziging.uitkomst_op)
            for zaak in wachtend.order_by("dossier_id")
            if zaak.wijziging and zaak.wijziging.uitkomst_op and stap_na(zaak.wijziging) == stap
        ]

    return rijp


def _na_stap(gevolg: Stapgevolg) -> list[str]:
    dossier, stap = gevolg.dossier, gevolg.regels.stap
    if stap == "verlies_wijziging":
        Spoeduitgave.objects.filter(dossier=dossier).update(wijziging=None)
    elif stap == "word_onherroepelijk":
        feit = dossier.feiten.feit("onherroepelijk", tot=gevolg.datum)
        if feit is not None:
            begin_termijn(dossier, TERMIJN, lengte=AANSPRAKELIJKHEID, start=feit.datum, door=gevolg.door)
    elif stap == "laat_bevoegdheid_vervallen":
        termijnen.stop_soort(dossier, soort=TERMIJN, op=gevolg.datum, reden=VERVALLEN, door=None)
        meld_rechtswege(dossier, TERMIJN, gevolg.datum)
    return []


na_stap(PLAN.code, _na_stap)
volg_wijziging(_na_wijziging)
for _stap in ("volg_goedkeuring", "volg_onthouding", "verlies_wijziging"):
    registreer_klokstap(Klokstap(PLAN.code, _stap, _rijp(_stap)))
registreer_na_termijn(PLAN.code, TERMIJN, "laat_bevoegdheid_vervallen")
