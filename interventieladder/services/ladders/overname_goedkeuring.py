"""Taking over an approval in the middle: what was offered, whether it was adjourned, the thirteen weeks."""

import datetime as dt
from collections.abc import Iterable, Iterator

from interventieladder.financieel.kalender import EERSTE_JAAR, LAATSTE_JAAR
from interventieladder.models import Dossier, Goedkeuring, Spoeduitgave
from interventieladder.models.goedkeuring import (
    GoedkeuringSoort,
    GoedkeuringUitkomst,
    Plichtgrond,
    begroting_van,
    onderdeel_van,
)
from interventieladder.services.ladders.aanbieding import eis_overheid, orgaan_van
from interventieladder.services.ladders.goedkeuring import (
    GEGEVEN,
    GROND_VERDAGING,
    NA_BEGROTING,
    REDEN_RECHTSWEGE,
    VERZONDEN,
)
from interventieladder.services.ladders.goedkeuring_openen import (
    MAX_WIJZIGING,
    Aanbieding,
    eis_aanbieding,
    eis_nieuw_stuk,
    leg_aan,
)
from interventieladder.services.overname_gegevens import Overnamefout
from interventieladder.services.overname_zaak import (
    DAG,
    Wetstermijn,
    Zaak,
    Zaakovername,
    registreer_zaakovername,
)
from interventieladder.standen.goedkeuring import (
    BESLISTERMIJN,
    MEDEDELING,
    PLAN,
    TERMIJN,
    TERMIJN_MEDEDELING,
    VERDAGING_WEKEN,
    WERKING_DAGEN,
    S,
)
from interventieladder.standen.plan import BEDRAG, DATUM, GETAL, KEUZE, Feitveld
from interventieladder.treden import Orgaan
from toezicht.core import clock
from toezicht.core.fouten import Conflict
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte
from toezicht.organisaties.opvolging import zelfde_overheid

VELDEN = (
    Feitveld("soort", "Begroting of wijziging", KEUZE, keuzes=tuple(GoedkeuringSoort.choices)),
    Feitveld("jaar", "Begrotingsjaar", GETAL, grenzen=(EERSTE_JAAR, LAATSTE_JAAR)),
    Feitveld("volgnummer", "Nummer van de wijziging", GETAL, verplicht=False, grenzen=(0, MAX_WIJZIGING)),
    Feitveld(
        "plichtgrond",
        "Waarom goedkeuring nodig is",
        KEUZE,
        verplicht=False,
        keuzes=tuple(Plichtgrond.choices),
    ),
    Feitveld("raadsbesluit_op", "Vastgesteld op", DATUM),
    Feitveld("raadsbesluit", "Nummer van het besluit"),
    Feitveld("bedrag", "Bedrag van de wijziging", BEDRAG, verplicht=False),
    Feitveld("verzonden_op", "Verzonden door de organisatie op", DATUM),
    Feitveld("ontvangen_op", "Ontvangen op", DATUM),
    Feitveld("termijn_start", "De dertien weken tellen vanaf", DATUM, verplicht=False),
    Feitveld("verdaagd_op", "Verdaging verzonden op", DATUM, verplicht=False),
    Feitveld("verdaagd_weken", "Verdaagd met weken", GETAL, verplicht=False, grenzen=(1, VERDAGING_WEKEN)),
)
_U = GoedkeuringUitkomst


def _aanbieding(zaak: Zaak) -> Aanbieding:
    w = zaak.waarden
    return Aanbieding(
        overheid_id=zaak.overheid.pk,
        soort=w["soort"],
        jaar=w["jaar"],
        volgnummer=w["volgnummer"] or 0,
        plichtgrond=w["plichtgrond"] or "",
        raadsbesluit_op=w["raadsbesluit_op"],
        raadsbesluit=w["raadsbesluit"],
        bedrag=w["bedrag"],
        verzonden_op=w["verzonden_op"],
        ontvangen_op=w["ontvangen_op"],
    )


def _onderdeel(zaak: Zaak) -> str:
    return onderdeel_van(zaak.waarden["soort"], zaak.waarden["jaar"], zaak.waarden["volgnummer"] or 0)


def _start(zaak: Zaak) -> dt.date:
    """The day the thirteen weeks count from: the sending, or for an amendment the approval of its budget."""
    start: dt.date = zaak.waarden["termijn_start"] or zaak.waarden["verzonden_op"]
    return start


def _beslistermijn(zaak: Zaak) -> Wetstermijn:
    """The thirteen weeks, with the adjournment; stopped where the law decided."""
    w, start = zaak.waarden, _start(zaak)
    langer = (
        (Lengte.weken(w["verdaagd_weken"]), w["verdaagd_op"], GROND_VERDAGING) if w["verdaagd_op"] else None
    )
    return Wetstermijn(
        TERMIJN,
        start,
        BESLISTERMIJN,
        gebeurtenis=VERZONDEN if start == w["verzonden_op"] else NA_BEGROTING,
        langer=langer,
        gestopt=(zaak.sinds, REDEN_RECHTSWEGE) if zaak.stand == S.VAN_RECHTSWEGE else None,
    )


# -- what may not contradict -------------------------------------------------------------------------


def _controleer(zaak: Zaak) -> Iterator[Overnamefout]:
    nieuw = _aanbieding(zaak)
    yield from zaak.eis(lambda: eis_overheid(zaak.overheid.pk))
    yield from zaak.eis(lambda: eis_aanbieding(nieuw))
    yield from zaak.eis(lambda: eis_nieuw_stuk(nieuw, _onderdeel(zaak)))
    yield from zaak.eis_kort(raadsbesluit=60)
    if zaak.stand == S.WACHT:
        yield from _wacht(zaak)
        return
    yield from _termijnstart(zaak)
    verdaging = list(_verdaging(zaak))
    yield from verdaging
    if not verdaging and zaak.stand == S.VAN_RECHTSWEGE:
        # on the day after the last one (Awb 10:31, fourth paragraph, and 4:20b)
        yield from zaak.eis_rechtsdag(_beslistermijn(zaak), "is de goedkeuring van rechtswege gegeven")


def _wacht(zaak: Zaak) -> Iterator[Overnamefout]:
    """Only an amendment waits, while its budget is not approved; no term runs (207 lid 1)."""
    if zaak.waarden["soort"] != GoedkeuringSoort.WIJZIGING:
        yield zaak.fout("Alleen een wijziging wacht op de goedkeuring van de begroting.", "soort")
        return
    begroting = begroting_van(zaak.overheid.pk, zaak.waarden["jaar"])
    if begroting is not None and begroting.werkt:
        yield zaak.fout(
            f"De begroting {begroting.jaar} is al goedgekeurd, op {begroting.uitkomst_op:%d-%m-%Y}: "
            "de wijziging wacht niet meer.",
            "jaar",
        )
    tekst = "Zolang de wijziging wacht, loopt er geen termijn. Laat dit leeg."
    yield from zaak.eis_leeg("termijn_start", "verdaagd_op", "verdaagd_weken", tekst=tekst)


def _termijnstart(zaak: Zaak) -> Iterator[Overnamefout]:
    start, verzonden = _start(zaak), zaak.waarden["verzonden_op"]
    if not verzonden <= start <= clock.vandaag():
        yield zaak.fout("De termijn begint niet vóór de verzending, en niet in de toekomst.", "termijn_start")
    elif zaak.waarden["soort"] == GoedkeuringSoort.BEGROTING:
        if start != verzonden:
            yield zaak.fout("Bij een begroting begint de termijn met de verzending.", "termijn_start")
    else:
        yield from _na_begroting(zaak, start)


def _na_begroting(zaak: Zaak, start: dt.date) -> Iterator[Overnamefout]:
    """The term of an amendment begins when its budget works; what is known of that budget here counts."""
    begroting = begroting_van(zaak.overheid.pk, zaak.waarden["jaar"])
    gewacht = zaak.verblijf(S.WACHT)
    if begroting is not None and not begroting.werkt:
        yield zaak.fout(
            f"De begroting {begroting.jaar} is nog niet goedgekeurd: neem de wijziging over op de trede {S.WACHT}.",
            "jaar",
        )
    elif begroting is not None and begroting.uitkomst_op is not None:
        hoort = max(begroting.uitkomst_op, zaak.waarden["verzonden_op"])
        if start != hoort:
            yield zaak.fout(f"De termijn begon op {hoort:%d-%m-%Y}, toen de begroting gold.", "termijn_start")
    elif gewacht is not None and zaak.waarden["termijn_start"] is None:
        yield zaak.fout("De wijziging wachtte: vul in wanneer de begroting is goedgekeurd.", "termijn_start")


def _verdaging(zaak: Zaak) -> Iterator[Overnamefout]:
    """Adjourned once, sent within the term, and then the source tells of that stay (Awb 10:31 lid 2)."""
    op, weken, verblijf = (
        zaak.waarden["verdaagd_op"],
        zaak.waarden["verdaagd_weken"],
        zaak.verblijf(S.VERDAAGD),
    )
    if (op is None) != (weken is None):
        yield zaak.fout("Geef de dag en het aantal weken van de verdaging samen.", "verdaagd_op")
    elif (op is None) != (verblijf is None):
        yield zaak.fout(
            "Een verdaging hoort bij een rij “stap” met de trede “verdaagd”, en omgekeerd.", "verdaagd_op"
        )
    elif op is not None and verblijf is not None:
        laatste = Wetstermijn(TERMIJN, _start(zaak), BESLISTERMIJN).einde
        if op != verblijf.van:
            yield zaak.fout(
                f"De trede “verdaagd” begint op {verblijf.van:%d-%m-%Y}, een andere dag.", "verdaagd_op"
            )
        elif not _start(zaak) <= op <= laatste:
            yield zaak.fout(f"Verdagen kon tot en met {laatste:%d-%m-%Y}.", "verdaagd_op")


# -- terms and rows ----------------------------------------------------------------------------------


def _termijnen(zaak: Zaak) -> Iterable[Wetstermijn]:
    if zaak.stand == S.WACHT:
        return
    yield _beslistermijn(zaak)
    if zaak.stand == S.VAN_RECHTSWEGE:
        yield Wetstermijn(TERMIJN_MEDEDELING, zaak.sinds, MEDEDELING, gebeurtenis=GEGEVEN)


def _maak(dossier: Dossier, zaak: Zaak, door: User) -> None:
    nieuw, w = _aanbieding(zaak), zaak.waarden
    stuk = leg_aan(dossier, nieuw, eis_aanbieding(nieuw))
    stuk.termijn_start = None if zaak.stand == S.WACHT else _start(zaak)
    stuk.verdaagd_op, stuk.verdaagd_weken = w["verdaagd_op"], w["verdaagd_weken"]
    if zaak.stand == S.VAN_RECHTSWEGE:
        stuk.uitkomst, stuk.uitkomst_op = _U.VAN_RECHTSWEGE, zaak.sinds
        stuk.in_werking_op = zaak.sinds - DAG + WERKING_DAGEN * DAG
    stuk.save()
    dossier.goedkeuring = stuk


def _eis_los(dossier: Dossier) -> None:
    """Raises `Conflict` while something here rests on it."""
    stuk: Goedkeuring = dossier.goedkeuring
    spoed = Spoeduitgave.objects.filter(wijziging=stuk, dossier__gesloten_op__isnull=True).first()
    wijzigingen = Goedkeuring.objects.filter(
        overheid__in=zelfde_overheid(stuk.overheid_id),
        jaar=stuk.jaar,
        soort=GoedkeuringSoort.WIJZIGING,
        dossier__gesloten_op__isnull=True,
        termijn_start__isnull=False,
    )
    wijziging = wijzigingen.first() if stuk.soort == GoedkeuringSoort.BEGROTING and stuk.werkt else None
    if (rust_erop := spoed or wijziging) is not None:
        raise Conflict(
            f"Dossier {rust_erop.dossier.nummer} rust op {stuk}. Trek eerst de overname van dat dossier in, "
            "of laat deze overname bevestigen."
        )


registreer_zaakovername(
    PLAN.code,
    Zaakovername(
        velden=VELDEN,
        onderdeel=_onderdeel,
        orgaan=lambda zaak: orgaan_van(zaak.overheid, Orgaan.RAAD),
        controleer=_controleer,
        termijnen=_termijnen,
        maak=_maak,
        rij="goedkeuring",
        eis_los=_eis_los,
        wettelijk=frozenset({TERMIJN, TERMIJN_MEDEDELING}),
    ),
)
