"""Deciding that a missed housing task is excusable, and opening the dossier that a proposal leads to."""

from django.db import IntegrityError, transaction

from interventieladder.models import Dossier, Verschoonbaarheid
from interventieladder.models.huisvesting import (
    NIET_GENOEG,
    VERSCHOON,
    Verschoningsgrond,
    VerschoningUitkomst,
)
from interventieladder.models.voorstelrechten import REGISTREERRECHT
from interventieladder.selectors import beleid as beleidskader
from interventieladder.selectors.huisvesting import Ladderplek, huisvestingstaak, voorstel_voor
from interventieladder.selectors.tredevoorstel import TE_VERSCHONEN, Tredevoorstel
from interventieladder.services.collegebesluiten import Notulen, leg_collegebesluit_vast, uit_de_notulen
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from interventieladder.services.slot import NietGevonden, eis_tekst
from interventieladder.standen import GENERIEK
from interventieladder.treden import MANDAAT, Gebrek, Gevorderd, Niveau
from signalen.cijfers.huisvesting.perioden import Periode
from toezicht.core import clock, logboek, rollen
from toezicht.core.domeinen import HUISVESTING
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.mandaten.selectors import Bevoegde, Vraag, belang_van, bevoegdheid
from toezicht.mandaten.slot import neem_bevoegdheid
from toezicht.organisaties.models import Overheid

MAX_BEWIJS = 300
BESLUITVELDEN = [
    "uitkomst",
    "reden",
    "besloten_door",
    "besloten_op",
    "kenmerk",
    "collegebesluit",
    "mandaat",
    "namens",
]


@transaction.atomic
def stel_verschoonbaar_voor(
    *, overheid_id: int, grond: str, toelichting: str, bewijs: str, door: User
) -> Verschoonbaarheid:
    """Propose a ground for the half-year of the present proposal, to keep the ladder from going up.

    Only when there is a rise to keep off. Raises `GeenRecht`, `Weigering` on a ground that is not enough or when
    there is nothing to excuse, `Conflict` when this ground was proposed already.
    """
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen verschoning voorstellen. Vraag de toezichthouder.")
    overheid = _neem_overheid(overheid_id)
    _eis_grond(grond)
    voorstel, plek = voorstel_voor(overheid.pk)
    periode, trede = _te_verschonen(voorstel)
    niveau = _niveau(trede, plek)
    verschoning = Verschoonbaarheid(
        overheid=overheid,
        jaar=periode.jaar,
        helft=periode.helft,
        trede=trede,
        niveau=niveau,
        grond=grond,
        toelichting=eis_tekst(toelichting, veld="toelichting", wat="de toelichting in"),
        bewijs=eis_tekst(bewijs, veld="bewijs", wat="in uit welk stuk dit blijkt")[:MAX_BEWIJS],
        voorgesteld_door=door,
        voorgesteld_op=clock.vandaag(),
    )
    try:
        with transaction.atomic():
            verschoning.save(force_insert=True)
    except IntegrityError as fout:
        if "verschoonbaarheid_een_per_grond" not in str(fout):
            raise
        raise Conflict(
            "Deze grond is over dit halfjaar al voorgesteld. Zie de lijst.", veld="grond"
        ) from fout
    _log(verschoning, "verschoonbaar_gevraagd", door=door, reden=verschoning.toelichting)
    return verschoning


def _neem_overheid(overheid_id: int) -> Overheid:
    """The municipality with its row locked, so that two proposals do not cross."""
    gevonden = Overheid.objects.select_for_update(no_key=True).filter(pk=overheid_id).first()
    if gevonden is None:
        raise NietGevonden("Deze gemeente bestaat niet.")
    return gevonden


def _eis_grond(grond: str) -> None:
    if grond in NIET_GENOEG:
        raise Weigering(
            f"{NIET_GENOEG[grond]} is geen reden om een achterstand verschoonbaar te noemen. Kies een grond uit de "
            "lijst, of volg het voorstel voor een trede.",
            veld="grond",
        )
    if grond not in Verschoningsgrond.values:
        raise Weigering("Kies een grond uit de lijst.", veld="grond")


def _te_verschonen(voorstel: Tredevoorstel | None) -> tuple[Periode, str]:
    """The half-year and the rung that would follow without a ground."""
    if voorstel is None or voorstel.periode is None or voorstel.uitkomst not in TE_VERSCHONEN:
        raise Weigering(
            "Er is nu geen hogere trede voorgesteld, dus er valt niets te verschonen. Wacht de volgende cijfers af."
        )
    return voorstel.periode, voorstel.zonder


def _niveau(trede: str, plek: Ladderplek) -> str:
    """Who decides on the step that is kept off decides on the excuse (ladder.md 2.1.4), by the policy."""
    kader = (
        beleidskader.beleid(plek.beleid_versie)
        if plek.beleid_versie
        else beleidskader.geldend(clock.vandaag(), HUISVESTING)
    )
    beslist = kader.treden[trede].beslist
    if beslist == Niveau.TOEZICHTHOUDER:
        return Niveau.COORDINATOR.value  # an excuse is four eyes, also where the step itself is not
    return Niveau.GS.value if beslist == Niveau.GS_OF_GEMACHTIGDE else beslist


@transaction.atomic
def beslis_verschoonbaar(
    *,
    verschoning_id: int,
    toekennen: bool,
    reden: str,
    door: User,
    notulen: Notulen | None = None,
) -> Verschoonbaarheid:
    """Grant or refuse at the level of the step, never by who proposed it.

    What GS decide is registered by the secretariat from the `notulen` of a held meeting. Raises `GeenRecht`,
    `Conflict` (decided already, number taken), `Weigering` (no reason, and what a decision of GS asks).
    """
    verschoning = (
        Verschoonbaarheid.objects.select_for_update(of=("self",))
        .select_related("overheid")
        .filter(pk=verschoning_id)
        .first()
    )
    if verschoning is None or not door.has_perm(rollen.BEKIJK_DOSSIERS):
        raise NietGevonden("Dit voorstel bestaat niet, of u mag het niet zien.")
    bevoegd = _eis_beslisser(verschoning, door)
    if verschoning.uitkomst:
        raise Conflict("Hierover is al besloten. Ververs de pagina.")
    verschoning.uitkomst = VerschoningUitkomst.TOEGEKEND if toekennen else VerschoningUitkomst.AFGEWEZEN
    verschoning.reden = eis_tekst(reden, veld="reden", wat="in waarom")
    verschoning.besloten_door, verschoning.besloten_op = door, clock.vandaag()
    if verschoning.niveau == Niveau.GS:
        _uit_de_vergadering(verschoning, notulen, door)
    if bevoegd is not None:
        verschoning.mandaat, verschoning.namens = bevoegd.mandaat, bevoegd.namens
    verschoning.save(update_fields=BESLUITVELDEN)
    _log(
        verschoning,
        f"verschoonbaar_{verschoning.uitkomst}",
        door=door,
        reden=verschoning.reden,
        gebeurd_op=verschoning.besloten_op,
        namens=_namens(verschoning),
    )
    return verschoning


def _namens(verschoning: Verschoonbaarheid) -> str:
    if verschoning.niveau == Niveau.GS:
        return "Gedeputeerde Staten"
    return verschoning.namens.naam if verschoning.namens else ""


def vraag_over(verschoning: Verschoonbaarheid) -> Vraag:
    """What is to be decided, as the register of mandates asks it."""
    return Vraag(
        niveau=verschoning.niveau,
        handeling=VERSCHOON,
        ladder=GENERIEK,
        domein=HUISVESTING,
        overheid=verschoning.overheid_id,
        overheidssoort=verschoning.overheid.soort,
    )


def mag_beslissen(verschoning: Verschoonbaarheid, door: User) -> bool:
    """Whether this account may take or register the decision today: never who proposed it (four eyes)."""
    if verschoning.uitkomst or door.pk == verschoning.voorgesteld_door_id:
        return False
    if verschoning.niveau not in MANDAAT:
        return door.has_perm(REGISTREERRECHT[verschoning.niveau])
    return (
        bevoegdheid(door, vraag_over(verschoning), clock.vandaag(), niet=verschoning.voorgesteld_door_id)
        is not None
    )


def _eis_beslisser(verschoning: Verschoonbaarheid, door: User) -> Bevoegde | None:
    """The line of the register it rests on, locked; None of what GS decided: that is registered (Awb 10:1, 2:4)."""
    if door.pk == verschoning.voorgesteld_door_id:
        raise GeenRecht("Wie de verschoning voorstelt beslist er niet zelf over. Een ander beslist.")
    wie = Niveau(verschoning.niveau).label
    if verschoning.niveau not in MANDAAT:
        if not door.has_perm(REGISTREERRECHT[verschoning.niveau]):
            raise GeenRecht(f"Hierover beslist: {wie}. U kunt dit besluit niet vastleggen.")
        return None
    if belang := belang_van(door.pk, verschoning.overheid_id, clock.vandaag()):
        raise GeenRecht(
            f"U hebt een belang bij {verschoning.overheid.naam} opgegeven ({belang}). Een ander beslist."
        )
    bevoegd = neem_bevoegdheid(
        door, vraag_over(verschoning), clock.vandaag(), niet=verschoning.voorgesteld_door_id
    )
    if bevoegd is None:
        raise GeenRecht(f"Hierover beslist: {wie}. U hebt daar vandaag geen mandaat voor (Awb 10:1).")
    return bevoegd


def _uit_de_vergadering(verschoning: Verschoonbaarheid, notulen: Notulen | None, door: User) -> None:
    """Day and number of what GS decided, with the meeting they rest on."""
    if notulen is None:
        raise Weigering("Kies de vergadering waarin Gedeputeerde Staten besloten.", veld="vergadering")
    besluit = leg_collegebesluit_vast(
        notulen=notulen,
        overheid=verschoning.overheid,
        onderwerp=f"Verschoonbaarheid van de achterstand in de huisvesting, {verschoning}",
        opsteller_id=verschoning.voorgesteld_door_id,
        voorgesteld_op=verschoning.voorgesteld_op,
        door=door,
    )
    verschoning.collegebesluit = besluit
    verschoning.besloten_op, verschoning.kenmerk = besluit.besloten_op, besluit.nummer


def _log(verschoning: Verschoonbaarheid, handeling: str, *, door: User, **extra: object) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("verschoonbaarheid", str(verschoning.pk), verschoning.overheid.code),
        handeling=handeling,
        door=door,
        gegevens={
            "grond": verschoning.grond,
            "halfjaar": Periode(verschoning.jaar, verschoning.helft).code,
            "trede": verschoning.trede,
            "niveau": verschoning.niveau,
            "uitkomst": verschoning.uitkomst,
            "bewijs": verschoning.bewijs,
            "kenmerk": verschoning.kenmerk,
            **(uit_de_notulen(verschoning.collegebesluit) if verschoning.collegebesluit else {}),
        },
        **extra,  # type: ignore[arg-type]  # the day, the reason and on whose behalf
    )


@transaction.atomic
def open_huisvestingsdossier(*, overheid_id: int, door: User) -> Dossier:
    """Open a dossier on the general ladder about the housing duty, with the figures as its facts.

    It starts at T1, as every dossier: each further step is a decision. Raises `Weigering` when no rung is proposed,
    and what `open_dossier` raises (`Conflict` when one is open already).
    """
    voorstel, _ = voorstel_voor(overheid_id)
    if voorstel is None or voorstel.periode is None or not voorstel.trede:
        raise Weigering("De cijfers geven nu geen aanleiding voor een dossier. Er is geen trede voorgesteld.")
    vandaag = clock.vandaag()
    regels = "; ".join(f"{r.naam.lower()}: {r.invoer}" for r in voorstel.regels if r.waar)
    nieuw = NieuwDossier(
        overheid_id=overheid_id,
        taak=huisvestingstaak(vandaag),
        titel=f"Achterstand huisvesting vergunninghouders, {voorstel.periode.naam}",
        omschrijving=f"{voorstel.waarom}\n\nUit de vastgestelde cijfers: {regels}.",
        datum_feit=voorstel.periode.peildatum,
        gevorderd=Gevorderd.RESULTAAT,
        gebrek=Gebrek.NIET_TIJDIG,
    )
    return open_dossier(nieuw=nieuw, door=door)
