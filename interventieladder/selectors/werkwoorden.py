"""Rows of the werkvoorraad in words: what is asked, and why it is here."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from interventieladder.ladders import alle_overgangen, machine_op
from interventieladder.models import (
    Afspraak,
    Beoordeling,
    Brief,
    Dossier,
    Herevaluatietaak,
    Overname,
    Stuk,
    Voorstel,
)
from interventieladder.models.stukken import Berichtsoort, StukSoort
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.selectors.werkrij import BESLISSEN, CONTROLEREN, VERSTUREN, Werk, naam_bij, werkrij
from interventieladder.selectors.werktermijnen import termijnrijen
from interventieladder.treden import DOCUMENTEN, Niveau, Stand
from toezicht.core import clock
from toezicht.core.models import User
from toezicht.core.woorden import klein

__all__ = [
    "BESLISSEN",
    "CONTROLEREN",
    "IN_WOORDEN",
    "VERSTUREN",
    "Werk",
    "stapnamen",
    "staptitel",
    "wachtend",
]

DRINGT = dt.timedelta(days=14)


def stapnamen() -> list[str]:
    """The names of all steps of the ladder, as the logboek writes them."""
    return sorted({regels.stap for regels in alle_overgangen()})


def staptitel(voorstel: Voorstel) -> str:
    """The step of a proposal in words, from its declaration."""
    regels = machine_op(voorstel.dossier.ladder).overgangen
    titel = next((r.titel for r in regels if (r.stap, r.van) == (voorstel.stap, voorstel.van)), "")
    return titel or voorstel.stap.replace("_", " ")


def _binnenkort(voorstel: Voorstel) -> dt.date | None:
    """The end of the running term of the dossier, when it presses; else what counts is how long it waits."""
    einde: dt.date | None = getattr(voorstel, "einde", None)
    return einde if einde and einde <= clock.vandaag() + DRINGT else None


TOETS_DAAD = {"lezer": "Lees mee", "jurist": "Toets", "portefeuillehouder": "Beoordeel"}


def wachtend(voorstellen: Iterable[Voorstel], user: User) -> list[Werk]:
    return [_wachtend_voorstel(voorstel) for voorstel in voorstellen]


def _wachtend_voorstel(voorstel: Voorstel) -> Werk:
    groep, daad = BESLISSEN, "Beslis"
    if voorstel.aan_zet:
        daad = TOETS_DAAD[voorstel.aan_zet]
        groep = BESLISSEN if voorstel.aan_zet == "portefeuillehouder" else CONTROLEREN
    elif voorstel.niveau in (Niveau.GS, Niveau.CDK_BESLUIT):
        daad = "Registreer"
    opnieuw = f", versie {voorstel.versie}" if voorstel.versie > 1 else ""
    return werkrij(
        voorstel.dossier,
        groep=groep,
        onderwerp=f"voorstel: {klein(staptitel(voorstel))}",
        waarom=f"{voorstel.gevraagd} Opgesteld door {voorstel.opgesteld_door.naam}{opnieuw}.",
        daad=daad,
        pagina="besluit",
        sleutel=voorstel.nummer,
        datum=_binnenkort(voorstel),
        sinds=getattr(voorstel, "hier_sinds", None),
        bij="termijn van het dossier",
        uitleg=getattr(voorstel, "einde_uitleg", None) or (),
    )


_EIGEN_DAAD = {
    VoorstelStatus.CONCEPT: (
        "Maak af",
        "voorstel",
        "Het voorstel is nog een concept: vul het aan en dien het in.",
    ),
    VoorstelStatus.RETOUR: ("Pas aan", "voorstel", "Terug met een vraag: "),
    VoorstelStatus.VASTGESTELD: ("Zet de stap", "dossier", "Goedgekeurd; de stap is nog niet gezet."),
}


def _eigen_rijen(voorstellen: Iterable[Voorstel], user: User) -> list[Werk]:
    uit = []
    for voorstel in voorstellen:
        daad, pagina, tekst = _EIGEN_DAAD[VoorstelStatus(voorstel.status)]
        uit.append(
            werkrij(
                voorstel.dossier,
                groep=BESLISSEN,
                onderwerp=f"voorstel: {klein(staptitel(voorstel))}",
                waarom=tekst + (f"“{voorstel.retour_reden}”" if voorstel.retour_reden else ""),
                daad=daad,
                pagina=pagina,
                sleutel=voorstel.nummer if pagina == "voorstel" else voorstel.dossier.nummer,
                datum=_binnenkort(voorstel),
                sinds=getattr(voorstel, "hier_sinds", None),
                bij="termijn van het dossier",
                uitleg=getattr(voorstel, "einde_uitleg", None) or (),
            )
        )
    return uit


def _beoordelingen(beoordelingen: Iterable[Beoordeling], user: User) -> list[Werk]:
    return [
        werkrij(
            b.dossier,
            groep=CONTROLEREN,
            onderwerp=f"{klein(b.get_soort_display())} controleren",
            waarom=(
                f"{b.dossier.behandelaar.naam} oordeelde: {klein(b.get_uitkomst_display())}."
                f" {b.toelichting} U bent de tweede toetser."
            ),
            daad="Toets",
            anker="beoordelingen",
            sinds=b.datum,
        )
        for b in beoordelingen
    ]


def _stukken(stukken: Iterable[Stuk], user: User) -> list[Werk]:
    return [_zienswijze(s, user) if s.soort == StukSoort.ZIENSWIJZE else _verificatie(s) for s in stukken]


def _verificatie(s: Stuk) -> Werk:
    return werkrij(
        s.dossier,
        groep=CONTROLEREN,
        onderwerp=f"{klein(s.get_soort_display())} verifiëren",
        waarom=f"“{s.titel}” telt pas als een tweede het heeft gecontroleerd.",
        daad="Verifieer",
        anker="stukken",
        sinds=clock.lokaal(s.toegevoegd_op).date(),
    )


def _brieven(voorstellen: Iterable[Voorstel], user: User) -> list[Werk]:
    uit = []
    for voorstel in voorstellen:
        besluit = voorstel.besluit
        if alarm := getattr(voorstel, "alarm", None):
            uit.append(_verzendalarm(voorstel.dossier, alarm, user, datum=besluit.te_verzenden_vanaf))
            continue
        uit.append(
            werkrij(
                voorstel.dossier,
                groep=VERSTUREN,
                onderwerp=f"{klein(staptitel(voorstel))}: besloten, niet verzonden",
                waarom=(
                    f"Besluit {besluit.nummer} is genomen. De termijn loopt pas vanaf verzending."
                    + naam_bij(voorstel.dossier, user)
                ),
                daad="Verstuur",
                anker="versturen",
                datum=besluit.te_verzenden_vanaf,
            )
        )
    return uit


def _losse_brieven(brieven: Iterable[Brief], user: User) -> list[Werk]:
    """Letters without a proposal: to be sent, or an alarm about one that was."""
    return [
        _verzendalarm(b.dossier, b.__dict__["alarm"], user, datum=b.briefdatum)
        if b.__dict__["alarm"]
        else werkrij(
            b.dossier,
            groep=VERSTUREN,
            onderwerp=f"{klein(DOCUMENTEN[b.soort].naam)}: opgesteld, niet verzonden",
            waarom=f"De brief staat klaar. Verstuur hem of trek hem in.{naam_bij(b.dossier, user)}",
            daad="Verstuur",
            anker="versturen",
        )
        for b in brieven
    ]


def _verzendalarm(dossier: Dossier, alarm: str, user: User, *, datum: dt.date | None) -> Werk:
    """A letter that came back, or whose proof did not come (`selectors.verzendregister.alarm_van`)."""
    laatste, soort, wie = alarm.split("|", 2)
    terug = laatste == Berichtsoort.TERUG
    return werkrij(
        dossier,
        groep=VERSTUREN,
        onderwerp=f"{soort} aan {wie}: {'teruggekomen' if terug else 'bewijs van verzending ontbreekt'}",
        waarom=(
            "De brief is niet aangekomen. Stuur hem opnieuw en registreer dat."
            if terug
            else "Zonder bewijs kunt u later niet aantonen dat de brief is verzonden."
        )
        + naam_bij(dossier, user),
        daad="Stuur opnieuw" if terug else "Leg bewijs vast",
        pagina="verzendregister",
        datum=datum,
    )


def _afspraken(afspraken: Iterable[Afspraak], user: User) -> list[Werk]:
    vandaag = clock.vandaag()
    return [
        werkrij(
            a.dossier,
            groep=VERSTUREN,
            onderwerp=f"afspraak {'over datum' if a.gereed_op < vandaag else 'bijna klaar'}: {a.actie}",
            waarom=(
                f"{a.eigenaar[:1].upper()}{a.eigenaar[1:]} zou dit klaar hebben; "
                f"gevraagd bewijs: {a.bewijs}.{naam_bij(a.dossier, user)}"
            ),
            daad="Vraag na",
            anker="afspraken",
            datum=a.gereed_op,
        )
        for a in afspraken
    ]


def _zienswijze(s: Stuk, user: User) -> Werk:
    waarom = f"“{s.titel}” is nog niet geheel beantwoord; ons antwoord hoort in het besluit (Awb 3:46)."
    return werkrij(
        s.dossier,
        groep=VERSTUREN,
        onderwerp="zienswijze beantwoorden",
        waarom=waarom + naam_bij(s.dossier, user),
        daad="Antwoord",
        anker="zienswijzen",
        sinds=s.ontvangen_op or s.datum,
    )


def _herevaluaties(taken: Iterable[Herevaluatietaak], user: User) -> list[Werk]:
    return [
        werkrij(
            taak.dossier,
            groep=BESLISSEN,
            onderwerp="opnieuw kijken naar de rol",
            waarom=f"{taak.reden} Bepaal of de rol nog past.{naam_bij(taak.dossier, user)}",
            daad="Herevalueer",
            anker="bestuurskracht",
            sinds=taak.ontstaan_op,
        )
        for taak in taken
    ]


def _dossierrijen(dossiers: Iterable[Dossier], user: User) -> list[Werk]:
    return [_dossierrij(dossier, user) for dossier in dossiers]


def _dossierrij(d: Dossier, user: User) -> Werk:
    wie = naam_bij(d, user)
    if d.stand == Stand.AANGEHOUDEN:
        return werkrij(
            d,
            groep=BESLISSEN,
            onderwerp="aanhouding herbeoordelen",
            waarom=f"Aangehouden: {d.aanhoudgrond}{wie}",
            daad="Herbeoordeel",
            datum=d.herbeoordeling_op,
        )
    if d.gesloten:
        return werkrij(
            d,
            groep=VERSTUREN,
            onderwerp="nazorgcontrole",
            waarom=f"{d.titel} is gesloten; ga na of de verbetering is gebleven.{wie}",
            daad="Controleer",
            datum=d.nazorg_op,
        )
    if not d.generiek:
        daad, zin = d.plan.werk.get(d.stand, ("Bepaal vervolg", "Bekijk wat nu kan"))
        return werkrij(
            d,
            groep=BESLISSEN,
            onderwerp=f"{klein(d.plan.titel.partition(':')[0])}, {klein(d.get_stand_display())}",
            waarom=f"{d.titel}. {zin}.{wie}",
            daad=daad,
            sinds=d.trede_sinds or d.geopend_op,
        )
    weken = d.beleid.treden[d.trede].termijn_weken
    eerst = d.stand == Stand.T1
    return werkrij(
        d,
        groep=BESLISSEN,
        onderwerp="signaal wegen" if eerst else "vervolg bepalen",
        waarom=f"{d.titel}. {'Weeg het signaal en bepaal de eerste stap' if eerst else 'Bepaal de stap'}.{wie}",
        daad="Weeg" if eerst else "Beoordeel",
        datum=(d.trede_sinds or d.geopend_op) + dt.timedelta(weeks=weken),
    )


def _overnames(overnames: Iterable[Overname], user: User) -> list[Werk]:
    return [
        werkrij(
            o.dossier,
            groep=CONTROLEREN,
            onderwerp="overname bevestigen",
            waarom=(
                f"{o.door.naam} nam dit dossier over uit {o.bron} ({o.zaaknummer}). "
                "Vergelijk met de bron; eerder kan geen stap."
            ),
            daad="Bevestig overname",
            anker="overname",
            sinds=o.overgenomen_op,
        )
        for o in overnames
    ]


IN_WOORDEN: dict[str, Any] = {
    "wachtend": wachtend,
    "eigen": _eigen_rijen,
    "beoordelingen": _beoordelingen,
    "stukken": _stukken,
    "brieven": _brieven,
    "losse_brieven": _losse_brieven,
    "termijnen": termijnrijen,
    "afspraken": _afspraken,
    "herevaluaties": _herevaluaties,
    "dossiers": _dossierrijen,
    "overnames": _overnames,
}
