"""Sending: who got a letter, when and how; the sending to the organ addressed starts the terms (I3)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from interventieladder import brieven as opmaak
from interventieladder.brieven.feiten import NAMEN
from interventieladder.guards.mededelingen import gevraagd
from interventieladder.ladders import machine_op
from interventieladder.models import Brief, Dossier, Ladderstap, Nummerreeks, Verzending, Voorstel
from interventieladder.models.stukken import BriefStatus, Kanaal, Ontvangerrol
from interventieladder.models.termijn import TermijnSoort
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services import losse_brieven, termijnen
from interventieladder.services.brieffeiten import eis_actueel, eis_uiterste_dagen, zet_door_verzending
from interventieladder.services.brieven import log_brief, neem_brief
from interventieladder.services.laddergevolg import gevolg_na_verzending
from interventieladder.services.slot import (
    eis_datum_tot_vandaag,
    eis_tekst,
    log,
)
from interventieladder.services.stapzetting import verplaats
from interventieladder.services.tenaamstelling import eis_huidige_naam, uitgetreden, weg_voor_de_naam
from interventieladder.treden import DOCUMENTEN
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import Basis, Lengte

NAAR_AFSPRAKEN = ("schaal_af_naar_t3a", "schaal_af_naar_t3b", "bouw_af_naar_t3a")
"""Steps down to a rung with agreements: their letter starts the term for keeping them."""


@dataclass(frozen=True, slots=True)
class Zending:
    """One sending to one addressee: who (name and role as listed in the letter), how, when, with what proof."""

    geadresseerde: str
    rol: str
    kanaal: str
    verzonden_op: dt.date
    bewijs: str
    bewijs_volgt: bool = False


@transaction.atomic
def verzend(*, brief_id: int, zendingen: Sequence[Zending], door: User) -> Brief:
    """Register sendings. The first one fixes the letter date and the final file; the sending to the organ
    addressed starts the terms; when everybody on the list was served, the letter is `verzonden`.

    Refused before the step was taken, for a date before the decision (without one: before the dossier) or in the
    future, for an unknown addressee, or without proof. Doing one twice is a `Conflict`.
    """
    brief, dossier, voorstel = neem_brief(brief_id, door)
    if not zendingen:
        raise Weigering("Kies ten minste één geadresseerde.", veld="geadresseerde")
    _eis_mag_weg(brief, voorstel, door)
    zonder: Collection[str] = ()
    if brief.briefdatum is None:
        al_weg = weg_voor_de_naam(dossier, [z.verzonden_op for z in zendingen])
        zonder = NAMEN if al_weg else ()
        eis_actueel([brief], dossier, voorstel, zonder=zonder)
    if voorstel is not None and voorstel.status != VoorstelStatus.UITGEVOERD:
        _zet_stap_door_verzending(brief, dossier, voorstel, zendingen, door, zonder)
    for zending in zendingen:
        _eis_zending(zending, brief, voorstel)
    if brief.briefdatum is None:
        _geef_datum(brief, dossier, voorstel, zendingen)
    for zending in zendingen:
        _registreer(brief, dossier, voorstel, zending, door)
    _sluit_af(brief, door)
    return brief


def _eis_mag_weg(brief: Brief, voorstel: Voorstel | None, door: User) -> None:
    """Whether this account may send this letter now."""
    if not door.has_perm(rollen.VERZEND):
        raise GeenRecht("U mag geen verzending registreren.")
    if voorstel is not None:
        _eis_op_schrift(voorstel)
        return
    losse_brieven.eis_behandelt(door)
    if brief.status == BriefStatus.VERVALLEN:
        raise Conflict("Deze brief is vervallen en gaat niet meer uit. Stel zo nodig een nieuwe op.")
    if brief.briefdatum is None:
        losse_brieven.eis_past_nog(brief.dossier, brief.soort)


def _geef_datum(
    brief: Brief, dossier: Dossier, voorstel: Voorstel | None, zendingen: Sequence[Zending]
) -> None:
    """The first sending: from now on date, reference, addressees and file of the letter stand."""
    datum = _briefdatum(brief, zendingen)
    if voorstel is None:
        eis_uiterste_dagen([brief], datum)
    _ververs_afschriften(brief, dossier, datum)
    _eis_nog_ontvanger(brief, zendingen)
    _maak_definitief(brief, dossier, voorstel, datum)


def _sluit_af(brief: Brief, door: User) -> None:
    """A letter that everybody on its list was sent is `verzonden`."""
    gedaan = set(brief.verzendingen.values_list("geadresseerde", "rol"))
    if all((g["naam"], g["rol"]) in gedaan for g in brief.geadresseerden):
        brief.status = BriefStatus.VERZONDEN
        brief.save(update_fields=["status"])
        log_brief(brief, "brief_verzonden", door=door)


def _eis_op_schrift(voorstel: Voorstel) -> None:
    """After an oral decision nothing leaves until it was put in writing (Gw 124 lid 2)."""
    if voorstel.status == VoorstelStatus.UITGEVOERD and voorstel.besluit.wacht_op_schrift:
        raise Conflict(
            "Dit besluit is mondeling genomen. Stel het eerst op schrift; dan kunnen de brieven weg."
        )


def _zet_stap_door_verzending(
    brief: Brief,
    dossier: Dossier,
    voorstel: Voorstel,
    zendingen: Sequence[Zending],
    door: User,
    zonder: Collection[str],
) -> None:
    """The law looks at the sending to the organ: that day is the date of the step, and its guards look at it.

    Only a document of the step takes it: a letter to the minister about it is addressed to somebody too.
    `zonder` are facts that may differ, as in `eis_actueel`. Raises `Conflict` for a step that is taken by hand, or
    that was not decided on yet, `Weigering` when the step asks another letter or addressee first.
    """
    if not zet_door_verzending(voorstel):
        raise Conflict("Deze brief kan pas weg als over het voorstel is besloten en de stap is gezet.")
    stukken = _stukken_van_stap(dossier, voorstel)
    if stukken and brief.soort not in stukken:
        wat = " en ".join(f"{soort} {DOCUMENTEN[soort].naam}" for soort in stukken)
        raise Weigering(f"Registreer eerst de verzending van {wat}; daarmee wordt de stap gezet.")
    for zending in zendingen:
        _eis_zending(zending, brief, voorstel)
    if not any(z.rol == Ontvangerrol.ORGAAN for z in zendingen):
        raise Weigering(
            "Registreer eerst de verzending van de brief aan het orgaan zelf; daarmee wordt de stap gezet."
        )
    datum = _briefdatum(brief, zendingen)
    verplaats(dossier, voorstel.stap, voorstel=voorstel, door=door, datum=datum, zonder=zonder)
    brief.status = BriefStatus.KLAAR


def _stukken_van_stap(dossier: Dossier, voorstel: Voorstel) -> list[str]:
    """The documents the step asks from where the dossier stands; none when it cannot be taken from there."""
    vanuit = machine_op(dossier.ladder).vanuit(dossier.stand)
    regels = next((o for o in vanuit if o.stap == voorstel.stap), None)
    return gevraagd(dossier, regels.documenten) if regels else []


def _eis_zending(zending: Zending, brief: Brief, voorstel: Voorstel | None) -> None:
    bekend = {(g["naam"], g["rol"]) for g in brief.geadresseerden}
    if (zending.geadresseerde, zending.rol) not in bekend:
        raise Weigering(f"{zending.geadresseerde} staat niet bij deze brief.", veld="geadresseerde")
    if zending.kanaal not in Kanaal.values:
        raise Weigering("Kies hoe de brief is verzonden.", veld="kanaal")
    eis_datum_tot_vandaag(zending.verzonden_op, veld="verzonden_op", wat="verzenddatum")
    if voorstel is None:
        losse_brieven.eis_kanaal(zending.kanaal)
        losse_brieven.eis_verzenddag(brief.dossier, zending.verzonden_op)
    elif zending.verzonden_op < voorstel.besluit.besloten_op:
        raise Weigering(
            f"De brief kan niet zijn verzonden vóór het besluit van {voorstel.besluit.besloten_op:%d-%m-%Y}.",
            veld="verzonden_op",
        )
    if not zending.bewijs_volgt:
        eis_tekst(zending.bewijs, veld="bewijs", wat="het bewijs van verzending in")
    elif zending.bewijs.strip():
        raise Weigering("Kies: het bewijs is er, of het volgt nog.", veld="bewijs")
    if zending.rol == Ontvangerrol.PUBLICATIE and voorstel is not None:
        _eis_na_embargo(zending, voorstel)
    eis_huidige_naam(brief, brief.dossier, zending.verzonden_op)


def _eis_na_embargo(zending: Zending, voorstel: Voorstel) -> None:
    """Nothing is published before its release; organ and raad get the letter before that (ladder.md 5.3)."""
    tot = voorstel.embargo_tot
    if tot is not None and zending.verzonden_op < clock.lokaal(tot).date():
        raise Weigering(
            f"De stukken zijn onder embargo tot {clock.lokaal(tot):%d-%m-%Y %H:%M}. Publiceer daarna.",
            veld="verzonden_op",
        )


def _ververs_afschriften(brief: Brief, dossier: Dossier, datum: dt.date) -> None:
    """Who takes part on the send date gets the copy, who left before it does not (ladder.md 2.6)."""
    if not dossier.overheid.is_gr or not any(g["rol"] == Ontvangerrol.ORGAAN for g in brief.geadresseerden):
        return
    nu = list(opmaak.afschriften(brief.soort, dossier, datum))
    weg = uitgetreden(brief, dossier, datum) - {g["naam"] for g in nu}
    blijft = [g for g in brief.geadresseerden if g["rol"] == Ontvangerrol.ORGAAN or g["naam"] not in weg]
    bekend = {g["naam"] for g in blijft}
    brief.geadresseerden = [*blijft, *(g for g in nu if g["naam"] not in bekend)]


def _eis_nog_ontvanger(brief: Brief, zendingen: Sequence[Zending]) -> None:
    bekend = {g["naam"] for g in brief.geadresseerden}
    for zending in zendingen:
        if zending.geadresseerde not in bekend:
            raise Conflict(
                f"{zending.geadresseerde} neemt op de verzenddag niet meer deel en krijgt geen afschrift. "
                "Haal het vinkje daar weg."
            )


def _briefdatum(brief: Brief, zendingen: Sequence[Zending]) -> dt.date:
    """The day the letter went to the organ: its end dates count from there, so nobody gets it earlier."""
    aan_orgaan = [z.verzonden_op for z in zendingen if z.rol == Ontvangerrol.ORGAAN]
    if not aan_orgaan and any(g["rol"] == Ontvangerrol.ORGAAN for g in brief.geadresseerden):
        raise Weigering("Registreer eerst de verzending aan het orgaan zelf; de termijn loopt vanaf die dag.")
    datum = min(aan_orgaan or [z.verzonden_op for z in zendingen])
    if any(z.verzonden_op < datum for z in zendingen):
        raise Weigering("Een afschrift kan niet zijn verzonden vóór de brief zelf.", veld="verzonden_op")
    return datum


def _kenmerk(dossier: Dossier, jaar: int) -> str:
    """The next reference of a letter; the room of the cdK has a series of its own."""
    letters, reeks = ("CDK", "kenmerk-cdk") if dossier.besloten else ("IBT", "kenmerk")
    return f"{letters}-{jaar}-{Nummerreeks.volgende(f'{reeks}-{jaar}'):04d}"


def _maak_definitief(brief: Brief, dossier: Dossier, voorstel: Voorstel | None, datum: dt.date) -> None:
    """Letter date, kenmerk and end dates are filled now; from here on the file never changes."""
    brief.kenmerk = _kenmerk(dossier, datum.year)
    brief.briefdatum = datum
    if brief.velden:
        eindes = {
            soort: termijnen.reken(
                start=datum, lengte=lengte, basis=basis, overeenkomstig=dossier.beleid.atw_overeenkomstig
            ).effectief_einde
            for soort, lengte, basis in (termijnen_van(brief, voorstel) if voorstel else ())
        }
        pdf = opmaak.teken(brief, briefdatum=datum, termijnen=eindes)
        brief.sha256 = opmaak.sha256(pdf)
        brief.bestandsnaam = f"{brief.kenmerk}-{brief.soort}.pdf"
        brief.bestand.save(brief.bestandsnaam, ContentFile(pdf), save=False)
    brief.save()


def termijnen_van(brief: Brief, voorstel: Voorstel) -> list[tuple[str, Lengte, Basis]]:
    """Which terms the sending of this letter to the organ starts: (kind, length, basis)."""
    weken = Lengte.weken(voorstel.termijn_weken or 1)
    if brief.soort == "L7":
        return [
            (TermijnSoort.ZIENSWIJZE, Lengte.weken(voorstel.zienswijze_weken or 1), Basis.BRIEF),
            (TermijnSoort.RESULTAAT, weken, Basis.BRIEF),
        ]
    if brief.soort == "L8":
        beroep: list[tuple[str, Lengte, Basis]] = []
        if opmaak.staat_beroep_open(brief):
            beroep = [(TermijnSoort.BEROEP, termijnen.BEROEP, Basis.WET)]
        if voorstel.termijn_weken is None:
            return beroep
        return [(TermijnSoort.BEGUNSTIGING, weken, Basis.BESLUIT_GS), *beroep]
    enkel = {"L2": TermijnSoort.ANTWOORD, "L5": TermijnSoort.AFSPRAKEN, "L5b": TermijnSoort.AFSPRAKEN}
    if brief.soort in enkel:
        return [(enkel[brief.soort], weken, Basis.BRIEF)]
    if brief.soort == "L6b" and voorstel.stap == "verleng_voornemen":
        return [(TermijnSoort.RESULTAAT, weken, Basis.BRIEF)]
    if brief.soort == "L10" and voorstel.stap == "schaal_af_naar_t4":
        zienswijze = Lengte.weken(voorstel.zienswijze_weken or 1)
        return [
            (TermijnSoort.ZIENSWIJZE, zienswijze, Basis.BRIEF),
            (TermijnSoort.RESULTAAT, weken, Basis.BRIEF),
        ]
    verlengt = brief.soort == "L6" and voorstel.stap == "verleng_afspraken"
    schaalt_af = brief.soort == "L10" and voorstel.stap in NAAR_AFSPRAKEN
    return [(TermijnSoort.AFSPRAKEN, weken, Basis.BRIEF)] if verlengt or schaalt_af else []


def _registreer(
    brief: Brief, dossier: Dossier, voorstel: Voorstel | None, zending: Zending, door: User
) -> None:
    verzending = Verzending(
        brief=brief,
        geadresseerde=zending.geadresseerde,
        rol=zending.rol,
        kanaal=zending.kanaal,
        verzonden_op=zending.verzonden_op,
        bewijs=zending.bewijs.strip(),
        bewijs_volgt=zending.bewijs_volgt,
        geregistreerd_door=door,
        geregistreerd_op=clock.nu(),
    )
    try:
        with transaction.atomic():
            verzending.save(force_insert=True)
    except IntegrityError as fout:
        raise Conflict(f"De verzending aan {zending.geadresseerde} was al geregistreerd.") from fout
    _log_verzending(verzending, brief, dossier, door)
    if zending.rol != Ontvangerrol.ORGAAN:
        return
    if voorstel is None:
        _volg_losse_brief(verzending, dossier, door)
        return
    stap = Ladderstap.objects.filter(voorstel=voorstel, tot__isnull=True).first()
    eerder = brief.verzendingen.filter(rol=Ontvangerrol.ORGAAN).exclude(pk=verzending.pk).exists()
    if stap is not None and not eerder:
        for soort, lengte, basis in termijnen_van(brief, voorstel):
            termijnen.start_termijn(
                dossier=dossier,
                stap=stap,
                soort=soort,
                verzending=verzending,
                lengte=lengte,
                basis=basis,
                door=door,
            )
    if not eerder:
        gevolg_na_verzending(dossier, verzending, door)


def _volg_losse_brief(verzending: Verzending, dossier: Dossier, door: User) -> None:
    """The fact that follows from the first sending to whom the letter is addressed."""
    andere = verzending.brief.verzendingen.filter(rol=Ontvangerrol.ORGAAN).exclude(pk=verzending.pk)
    if not andere.exists():
        losse_brieven.volg_verzending(dossier, verzending, door)


def _log_verzending(verzending: Verzending, brief: Brief, dossier: Dossier, door: User) -> None:
    log(
        dossier,
        "verzonden",
        door=door,
        soort="verzending",
        onderwerp_id=verzending.pk,
        gebeurd_op=verzending.verzonden_op,
        naar=verzending.geadresseerde,
        reden=brief.onderwerp,
        gegevens={
            "brief": brief.pk,
            "soort": brief.soort,
            "kenmerk": brief.kenmerk,
            "geadresseerde": verzending.geadresseerde,
            "rol": verzending.rol,
            "kanaal": verzending.kanaal,
            "verzonden_op": verzending.verzonden_op,
        },
    )
