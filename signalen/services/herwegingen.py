"""Licht ↔ zwaar: one proposes, another decides (ladder.md 4.2)."""

from django.db import IntegrityError, transaction

from signalen import catalogus
from signalen.keuzes import Ernst, HerwegingStatus
from signalen.models import Herweging, Signaal, Signaaltoegang
from signalen.services.slot import coordinatoren, eis_tekst, log, mail, meld_zwaar, neem_slot
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import run_transition


@transaction.atomic
def stel_herweging_voor(*, signaal_id: int, naar: str, reden: str, door: User) -> Herweging:
    """Propose another weight for a running signal; the coördinatoren hear of it.

    Raises `Conflict` when a proposal is open already or the signal has ended.
    """
    if not door.has_perm(rollen.WEEG_SIGNAAL):
        raise GeenRecht("U mag geen herweging voorstellen. Vraag een toezichthouder om het te doen.")
    signaal = neem_slot(signaal_id, door)
    if naar not in Ernst.values:
        raise Weigering("Kies licht of zwaar.", veld="naar")
    if not signaal.loopt:
        raise Conflict(
            f"Signaal {signaal.nummer} is {signaal.get_status_display().lower()}; de ernst staat vast."
        )
    if naar == signaal.ernst:
        raise Conflict(f"Signaal {signaal.nummer} is al {signaal.ernst}.", veld="naar")
    reden = eis_tekst(reden, "reden", "Geef een reden: waarom weegt dit signaal anders?")
    if signaal.herwegingen.filter(status=HerwegingStatus.VOORGESTELD).exists():
        raise Conflict("Er ligt al een voorstel tot herweging. Wacht het besluit daarover af.")
    herweging = Herweging(
        signaal=signaal,
        van_ernst=signaal.ernst,
        naar_ernst=naar,
        reden=reden,
        voorgesteld_door=door,
        voorgesteld_op=clock.nu(),
    )
    herweging.save(force_insert=True)
    log(signaal, "herweging_voorgesteld", door=door, van=signaal.ernst, naar=naar, reden=reden)
    for aan in coordinatoren(signaal):
        if aan.pk != door.pk:
            mail(
                signaal,
                sleutel=f"herweging:{herweging.pk}",
                aan=aan,
                onderwerp="Weeg mee",
                tekst=f"{door.naam} stelt voor dit signaal {naar} te wegen in plaats van {signaal.ernst}.",
            )
    return herweging


@transaction.atomic
def beslis_herweging(*, herweging_id: int, akkoord: bool, reden: str, door: User) -> Herweging:
    """Decide on a proposal as the second person; adopting it changes the weight and how long it counts.

    Raises `GeenRecht` for the proposer, `OvergangNietMogelijk` (409) when it was decided already.
    """
    gezien = Herweging.objects.filter(pk=herweging_id).values_list("signaal_id", flat=True).first()
    signaal = neem_slot(gezien or 0, door)
    herweging = Herweging.objects.select_related("voorgesteld_door").get(pk=herweging_id)
    if herweging.voorgesteld_door_id == door.pk:
        raise GeenRecht("U hebt deze herweging zelf voorgesteld. Een ander moet erover beslissen.")
    run_transition(herweging, "neem_aan" if akkoord else "wijs_af", door=door, datum=clock.vandaag())
    herweging.besluit_reden = eis_tekst(reden, "reden", "Geef een reden voor uw besluit.")
    herweging.besloten_door, herweging.besloten_op = door, clock.nu()
    herweging.save(update_fields=["status", "besluit_reden", "besloten_door", "besloten_op"])
    if akkoord:
        _pas_toe(signaal, herweging)
    log(
        signaal,
        "herweging_aangenomen" if akkoord else "herweging_afgewezen",
        door=door,
        van=herweging.van_ernst,
        naar=signaal.ernst,
        reden=herweging.besluit_reden,
        gegevens={"ernst": signaal.ernst, "geldig_tot": signaal.geldig_tot} if akkoord else None,
    )
    mail(
        signaal,
        sleutel=f"herweging_besluit:{herweging.pk}",
        aan=herweging.voorgesteld_door,
        onderwerp="Herweging aangenomen" if akkoord else "Herweging afgewezen",
        tekst=f"{door.naam}: {herweging.besluit_reden}",
    )
    return herweging


def _pas_toe(signaal: Signaal, herweging: Herweging) -> None:
    """The new weight, with the time that kind counts at that weight."""
    signaal.ernst = herweging.naar_ernst
    signaal.geldig_tot = catalogus.geldig_tot(signaal.soort, signaal.ernst, signaal.datum_feit)
    signaal.save(update_fields=["ernst", "geldig_tot"])
    meld_zwaar(signaal, aanleiding=f"herweging:{herweging.pk}")


def laat_vervallen(signaal: Signaal) -> None:
    """The signal ends: an open proposal no longer waits for anybody."""
    for herweging in signaal.herwegingen.filter(status=HerwegingStatus.VOORGESTELD):
        run_transition(herweging, "vervalt", door=None, datum=clock.vandaag())
        herweging.save(update_fields=["status"])


@transaction.atomic
def verleen_toegang(*, signaal_id: int, gebruiker_id: int, grondslag: str, door: User) -> Signaaltoegang:
    """Put a person on the list of a secret signal, on a named ground (5.3)."""
    if not door.has_perm(rollen.WEEG_SIGNAAL):
        raise GeenRecht("U mag niemand op de lijst zetten. Vraag de behandelaar van het signaal.")
    signaal = neem_slot(signaal_id, door)
    grondslag = eis_tekst(grondslag, "grondslag", "Noem de grondslag: waarom moet deze persoon het weten?")
    gebruiker = User.objects.filter(pk=gebruiker_id, is_active=True).first()
    if gebruiker is None or not gebruiker.has_perm(rollen.BEKIJK_SIGNALEN):
        raise Weigering("Kies een collega die signalen mag lezen.", veld="gebruiker")
    try:
        with transaction.atomic():
            toegang = Signaaltoegang.objects.create(
                signaal=signaal,
                gebruiker=gebruiker,
                grondslag=grondslag[:200],
                verleend_door=door,
                verleend_op=clock.nu(),
            )
    except IntegrityError as fout:
        raise Conflict(f"{gebruiker.naam} staat al op de lijst.", veld="gebruiker") from fout
    log(signaal, "toegang_verleend", door=door, naar=gebruiker.naam[:60], reden=grondslag)
    return toegang
