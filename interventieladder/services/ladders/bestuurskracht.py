"""What follows on the ladder of bestuurskracht: the role that was decided on, its terms, and the day it ends."""

import datetime as dt
from collections.abc import Iterable

from interventieladder.models import Dossier, Herevaluatietaak, Rolkeuze
from interventieladder.services import termijnen
from interventieladder.services.klok import Klokstap, na_termijn, registreer_klokstap
from interventieladder.services.laddergevolg import Stapgevolg, na_stap
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.services.slot import log
from interventieladder.standen.bestuurskracht import EVALUATIETERMIJN, PLAN, ROLTERMIJN, SCHETSTERMIJN, S
from toezicht.core.models import User
from toezicht.core.transitions import OvergangGeweigerd


def volg_stap(gevolg: Stapgevolg) -> Iterable[str]:
    """Terms and the role, per state that is left or entered."""
    dossier, op, door = gevolg.dossier, gevolg.datum, gevolg.door
    if gevolg.van in (S.SCHETS, S.WEGING) and dossier.stand in (S.ROL, S.VOLGEN):
        termijnen.stop_soort(dossier, soort=SCHETSTERMIJN, op=op, reden="weging afgerond", door=door)
    if gevolg.van == S.ROL:
        for soort in (ROLTERMIJN, EVALUATIETERMIJN):
            termijnen.stop_soort(dossier, soort=soort, op=op, reden="herevaluatie", door=door)
    if dossier.stand == S.SCHETS:
        _begin_weging(dossier, op, door)
    elif dossier.stand == S.ROL:
        _leg_rol_vast(gevolg)
    elif dossier.stand in (S.VOLGEN, S.BEEINDIGD):
        _beeindig_rol(dossier, op)
    return ()


def _begin_weging(dossier: Dossier, op: dt.date, door: User | None) -> None:
    """Until when the signals ask a weighing: from the day the last of them became known."""
    patroon = dossier.feiten.patroon(op)
    if patroon.sinds is None or patroon.uiterlijk is None:
        return
    begin_termijn(
        dossier,
        SCHETSTERMIJN,
        start=min(patroon.sinds, op),
        tot_en_met=patroon.uiterlijk,
        door=door,
        gebeurtenis="Laatste dragende signaal bekend",
    )


def _leg_rol_vast(gevolg: Stapgevolg) -> None:
    """The decision object, copied from the sealed proposal; the earlier role ends."""
    dossier, voorstel = gevolg.dossier, gevolg.voorstel
    feit, schets = dossier.feiten.feit("rolvoorstel"), dossier.feiten.schets
    if voorstel is None or feit is None or schets is None:
        raise OvergangGeweigerd(gevolg.regels.titel, [])
    _beeindig_rol(dossier, gevolg.datum)
    rol = Rolkeuze.objects.create(
        dossier=dossier,
        schets=schets,
        besluit=voorstel.besluit,
        rol=feit.waarden["rol"],
        motivering=feit.waarden["motivering"],
        besluit_niveau=voorstel.besluit.niveau,
        geldig_van=gevolg.datum,
        geldig_tot=dt.date.fromisoformat(feit.waarden["geldig_tot"]),
        evaluatiedatum=dt.date.fromisoformat(feit.waarden["evaluatiedatum"]),
    )
    _rond_taken_af(dossier, gevolg.datum)
    for soort, tot in ((ROLTERMIJN, rol.geldig_tot), (EVALUATIETERMIJN, rol.evaluatiedatum)):
        begin_termijn(
            dossier,
            soort,
            start=gevolg.datum,
            tot_en_met=tot,
            door=gevolg.door,
            gebeurtenis="Rol gekozen",
        )
    log(
        dossier,
        "rol_gekozen",
        door=gevolg.door,
        naar=rol.get_rol_display(),
        reden=rol.motivering,
        gegevens={
            "rol": rol.rol,
            "geldig_van": rol.geldig_van,
            "geldig_tot": rol.geldig_tot,
            "evaluatiedatum": rol.evaluatiedatum,
            "besluit": voorstel.besluit.nummer,
        },
    )


def _beeindig_rol(dossier: Dossier, op: dt.date) -> None:
    Rolkeuze.objects.filter(dossier=dossier, beeindigd_op__isnull=True).update(beeindigd_op=op)


def _rond_taken_af(dossier: Dossier, op: dt.date) -> None:
    Herevaluatietaak.objects.filter(dossier=dossier, afgehandeld_op__isnull=True).update(afgehandeld_op=op)


na_stap(PLAN.code, volg_stap)
registreer_klokstap(Klokstap(PLAN.code, "geldigheid_eindigt", na_termijn(PLAN.code, ROLTERMIJN, [S.ROL])))
