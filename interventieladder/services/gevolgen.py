"""What follows from a step: rungs end and begin, terms stop, suspend or move, dossiers close (ladder.md 1.5)."""

import datetime as dt

from interventieladder.models import Dossier, Ladderstap, Voorstel
from interventieladder.models.dossier import SLUITREDEN_PER_STAP
from interventieladder.models.ladderstap import StapUitkomst
from interventieladder.services import termijnen
from interventieladder.services.laddergevolg import Stapgevolg, gevolg_na_stap
from interventieladder.standen.generiek import SLUITREDEN_PER_ONTVANGER
from interventieladder.treden import TREDEN, Sluitreden, Stand, hoogte
from signalen.services.afloop import rond_af_met_dossier
from toezicht.core.models import User
from toezicht.core.transitions import Overgang
from toezicht.core.woorden import klein


def volg_overgang(
    dossier: Dossier,
    regels: Overgang,
    voorstel: Voorstel | None,
    *,
    van: str,
    vandaag: dt.date,
    door: User | None,
) -> list[str]:
    """What follows from the new position; gives the fields of the dossier that changed."""
    lopend = dossier.feiten.stap or dossier.stappen.get(tot__isnull=True)
    if not dossier.generiek:
        return _volg_plan(dossier, regels, voorstel, lopend, van=van, vandaag=vandaag, door=door)
    velden = _volg_generiek(dossier, regels, voorstel, lopend, van=van, vandaag=vandaag, door=door)
    dossier.__dict__.pop("feiten", None)
    return [*velden, *gevolg_na_stap(Stapgevolg(dossier, regels, voorstel, van, vandaag, door))]


def _volg_generiek(
    dossier: Dossier,
    regels: Overgang,
    voorstel: Voorstel | None,
    lopend: Ladderstap,
    *,
    van: str,
    vandaag: dt.date,
    door: User | None,
) -> list[str]:
    """On the general ladder a dossier can also wait (hold, handed over), close, and come back."""
    if dossier.stand == Stand.AANGEHOUDEN:
        return _houd_aan(dossier, regels, voorstel, vandaag=vandaag, door=door)
    if dossier.stand == Stand.OVERGEDRAGEN:
        return _draag_over(dossier, vandaag=vandaag, door=door)
    if dossier.stand == Stand.AFGESLOTEN:
        return _sluit(dossier, regels.stap, voorstel, lopend, vandaag=vandaag, door=door)
    if van in (Stand.AANGEHOUDEN, Stand.OVERGEDRAGEN):
        return _hervat(dossier, lopend, vandaag=vandaag, door=door)
    _wissel_trede(dossier, regels.stap, voorstel, lopend, vandaag=vandaag, door=door)
    return ["trede", "trede_sinds"]


def _volg_plan(
    dossier: Dossier,
    regels: Overgang,
    voorstel: Voorstel | None,
    lopend: Ladderstap,
    *,
    van: str,
    vandaag: dt.date,
    door: User | None,
) -> list[str]:
    """A ladder beside the general one: its stays follow its states, and the rest its own consequences say.

    The end of a stay is never before its begin, also when the clock moves it with a day in the past. A step that
    stays in its state begins a new stay, but the day since when the dossier stands there does not move.
    """
    op = max(vandaag, lopend.van)
    _eindig(lopend, StapUitkomst.VERDER, op)
    velden = ["trede", "trede_sinds"]
    if dossier.stand != van:
        dossier.trede_sinds = op
    dossier.trede = dossier.stand
    if dossier.stand in dossier.plan.eind:
        dossier.gesloten_op = op
        dossier.sluitreden = (voorstel.sluitreden if voorstel else "") or Sluitreden.AFGEROND
        velden += ["gesloten_op", "sluitreden"]
        termijnen.stop_termijnen(dossier, op=op, reden=klein(dossier.get_stand_display()), door=door)
    else:
        Ladderstap.objects.create(
            dossier=dossier,
            trede=dossier.stand,
            volgnummer=lopend.volgnummer + 1,
            van=op,
            overgang=regels.stap,
            voorstel=voorstel,
        )
    dossier.__dict__.pop("feiten", None)
    return [*velden, *gevolg_na_stap(Stapgevolg(dossier, regels, voorstel, van, vandaag, door))]


def _houd_aan(
    dossier: Dossier, regels: Overgang, voorstel: Voorstel | None, *, vandaag: dt.date, door: User | None
) -> list[str]:
    dossier.aangehouden_op = vandaag
    dossier.aangehouden_niveau = regels.niveau_voor(dossier)
    dossier.herbeoordeling_op = voorstel.herbeoordeling_op if voorstel else None
    dossier.aanhoudgrond = voorstel.waarom_nu if voorstel else ""
    termijnen.schort_dossier_op(dossier, op=vandaag, door=door)
    return ["aangehouden_op", "aangehouden_niveau", "herbeoordeling_op", "aanhoudgrond"]


def _hervat(dossier: Dossier, lopend: Ladderstap, *, vandaag: dt.date, door: User | None) -> list[str]:
    termijnen.hervat_dossier(dossier, stap=lopend, op=vandaag, door=door)
    return _wis_aanhouding(dossier)


def _draag_over(dossier: Dossier, *, vandaag: dt.date, door: User | None) -> list[str]:
    """Our own terms stand still while another body has it; those of others run on."""
    dossier.overgedragen_op = vandaag
    termijnen.schort_dossier_op(dossier, op=vandaag, door=door)
    dossier.aangehouden_op, dossier.aangehouden_niveau = None, ""
    dossier.herbeoordeling_op, dossier.aanhoudgrond = None, ""
    return ["overgedragen_op", *AANHOUDVELDEN]


AANHOUDVELDEN = ("aangehouden_op", "aangehouden_niveau", "herbeoordeling_op", "aanhoudgrond")


def _wis_aanhouding(dossier: Dossier) -> list[str]:
    dossier.overgedragen_op = None
    dossier.aangehouden_op = None
    dossier.aangehouden_niveau = ""
    dossier.herbeoordeling_op = None
    dossier.aanhoudgrond = ""
    return ["overgedragen_op", *AANHOUDVELDEN]


SLUITUITKOMST = {
    "trek_voornemen_in": StapUitkomst.INGETROKKEN,
    "trek_besluit_in": StapUitkomst.INGETROKKEN,
    "sluit_ongegrond": StapUitkomst.INGETROKKEN,
    "sluit_vernietigd": StapUitkomst.INGETROKKEN,
    "sluit_overgedragen": StapUitkomst.VERDER,
}
"""How a stay ends when the dossier closes; everything else is solved."""


def _sluit(
    dossier: Dossier,
    stap: str,
    voorstel: Voorstel | None,
    lopend: Ladderstap,
    *,
    vandaag: dt.date,
    door: User | None,
) -> list[str]:
    gewist = _wis_aanhouding(dossier)
    dossier.sluitreden = _sluitreden(dossier, stap, voorstel)
    dossier.gesloten_op = vandaag
    dossier.nazorg_op = voorstel.nazorg_op if voorstel else None
    _eindig(lopend, SLUITUITKOMST.get(stap, StapUitkomst.OPGELOST), vandaag)
    termijnen.stop_termijnen(dossier, op=vandaag, reden=f"dossier gesloten: {dossier.sluitreden}", door=door)
    rond_af_met_dossier(
        dossier_id=dossier.pk,
        ongegrond=dossier.sluitreden == Sluitreden.ONGEGROND,
        reden=f"Dossier {dossier.nummer} is gesloten: {klein(Sluitreden(dossier.sluitreden).label)}.",
    )
    return [*gewist, "sluitreden", "gesloten_op", "nazorg_op"]


def _sluitreden(dossier: Dossier, stap: str, voorstel: Voorstel | None) -> str:
    """By the step; after a transfer by who received the dossier (row 24), after a hold as the proposal says."""
    if stap == "sluit_overgedragen":
        feit = dossier.feiten.feit("overdracht")
        return SLUITREDEN_PER_ONTVANGER[feit.waarden["ontvanger"]] if feit else Sluitreden.DOORVERWEZEN
    return SLUITREDEN_PER_STAP.get(stap) or (voorstel.sluitreden if voorstel else "")


def _eindig(stap: Ladderstap, uitkomst: str, op: dt.date) -> None:
    stap.tot, stap.uitkomst = op, uitkomst
    stap.save(update_fields=["tot", "uitkomst"])


def _wissel_trede(
    dossier: Dossier,
    stap: str,
    voorstel: Voorstel | None,
    lopend: Ladderstap,
    *,
    vandaag: dt.date,
    door: User | None,
) -> None:
    """End the present stay and begin the next; a prolongation stays on the rung and keeps its running terms."""
    zelfde = dossier.stand == lopend.trede
    verlengd = zelfde and stap != OPNIEUW_GEZONDEN
    if stap == OPNIEUW_GEZONDEN:
        uitkomst = StapUitkomst.VERDER
    elif verlengd:
        uitkomst = StapUitkomst.GELIJK_VERLENGD
    elif hoogte(dossier.stand) > hoogte(lopend.trede):
        uitkomst = (
            StapUitkomst.OVERGESLAGEN if _slaat_over(lopend.trede, dossier.stand) else StapUitkomst.HOGER
        )
    else:
        uitkomst = StapUitkomst.LAGER
    _eindig(lopend, uitkomst, vandaag)
    Ladderstap.objects.create(
        dossier=dossier,
        trede=dossier.stand,
        volgnummer=lopend.volgnummer + 1,
        van=vandaag,
        overgang=stap,
        verlengingen=lopend.verlengingen + int(verlengd) if zelfde else 0,
        voorstel=voorstel,
    )
    if not zelfde:
        termijnen.stop_termijnen(dossier, op=vandaag, reden=f"naar {dossier.get_stand_display()}", door=door)
        dossier.trede_sinds = vandaag
    dossier.trede = dossier.stand


OPNIEUW_GEZONDEN = "zend_voornemen_opnieuw"
"""Row 31: the same rung, begun anew for the organ of the successor; no prolongation."""


def _slaat_over(van: str, naar: str) -> bool:
    return TREDEN.index(Stand(naar)) - TREDEN.index(Stand(van)) > 1
