"""Which regime a budget year has on a day: what the machines of approval and consent, pages and reports ask."""

import datetime as dt
from typing import NamedTuple

from interventieladder.models import Begrotingsjaar
from interventieladder.models.begrotingsjaar import Intensiteit, JuridischRegime, Regimegrond
from toezicht.core import clock, logboek, rollen
from toezicht.core.models import User
from toezicht.organisaties.opvolging import zelfde_overheid


class Regime(NamedTuple):
    """The regime of one budget year on a day. `juridisch_regime` is empty while the law has not settled it.

    `sinds` is the first day on which it holds within the year; `grond` is a `Regimegrond`; `verlopen`: the day lies
    after the year, and this is how it ended. `procedureel`: preventief for lateness, no financial signal.
    """

    juridisch_regime: str
    intensiteit: str
    sinds: dt.date | None
    dossier: str
    grond: str
    verlopen: bool

    @property
    def preventief(self) -> bool:
        """Whether budget and amendments need approval on that day."""
        return self.juridisch_regime == JuridischRegime.PREVENTIEF and not self.verlopen

    @property
    def procedureel(self) -> bool:
        """Whether it rests on lateness (203 lid 2)."""
        return self.grond == Regimegrond.LID2


def regime_van(overheid_id: int, begrotingsjaar: int, op: dt.date | None = None) -> Regime | None:
    """The regime of a budget year of an organisation on `op` (default today); None when the year was never opened.

    Before 1 January T a decision counts from the day it was sent. From that day on a year about which nothing was
    sent is repressief by law, also while the step was not recorded yet (203 lid 4). Of a year that was opened after
    its begin the regime is unknown until it was taken over; that of a waterschap, until its letter was sent.
    """
    jaar = (
        Begrotingsjaar.objects.select_related("dossier", "overheid")
        .filter(overheid__in=zelfde_overheid(overheid_id), jaar=begrotingsjaar)
        .first()
    )
    return regime_op(jaar, op or clock.vandaag()) if jaar else None


def regime_op(jaar: Begrotingsjaar, op: dt.date) -> Regime:
    """As `regime_van`, for a budget year that was read already."""
    regime, sinds, grond = _juridisch(jaar, op)
    return Regime(regime, _intensiteit(jaar, op), sinds, jaar.dossier.nummer, grond, op >= jaar.einde)


def _juridisch(jaar: Begrotingsjaar, op: dt.date) -> tuple[str, dt.date | None, str]:
    verzonden = jaar.verzonden_op if jaar.regimegrond != Regimegrond.RECHTSWEGE else None
    if verzonden is not None and op >= verzonden:
        if jaar.ingetrokken_op is not None and op >= jaar.ingetrokken_op:
            return JuridischRegime.REPRESSIEF, jaar.ingetrokken_op, jaar.regimegrond
        preventief = jaar.regimegrond in (Regimegrond.LID1, Regimegrond.LID2)
        regime = JuridischRegime.PREVENTIEF if preventief else JuridischRegime.REPRESSIEF
        return regime, jaar.begin, jaar.regimegrond
    if jaar.kent_goedkeuring and op >= jaar.begin and jaar.dossier.geopend_op < jaar.begin:
        return JuridischRegime.REPRESSIEF, jaar.begin, Regimegrond.RECHTSWEGE
    return "", None, ""


def _intensiteit(jaar: Begrotingsjaar, op: dt.date) -> str:
    """Today's from the row; that of an earlier day from the lines about this row in the logboek.

    They stand under the code the organisation had when each was written: another name with another code keeps the
    row (Gemeentewet 158). Of what merged every organisation has rows of its own, so nothing of it is read here.
    """
    if jaar.intensiteit_sinds is None or op >= jaar.intensiteit_sinds:
        return jaar.toezichtintensiteit
    toen = logboek.stand_op(
        soort="begrotingsjaar",
        peildatum=op,
        kennisdatum=clock.nu(),
        onderwerp_ids=[str(jaar.pk)],
    ).get(str(jaar.pk), {})
    return str(toen.get("toezichtintensiteit", Intensiteit.NORMAAL.value))


class Jaarregel(NamedTuple):
    """One year in a row of years, in words."""

    jaar: int
    regime: str
    intensiteit: str
    sinds: dt.date | None
    dossier: str
    preventief: bool
    procedureel: bool


JAREN_TERUG = 3


def regimes_van_overheid(user: User, overheid_id: int, *, op: dt.date) -> list[Jaarregel]:
    """The regime on `op` of next year, this year and the last three, newest first; two queries unless far back."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return []
    jaren = Begrotingsjaar.objects.filter(
        overheid__in=zelfde_overheid(overheid_id),
        jaar__range=(op.year - JAREN_TERUG, op.year + 1),
        dossier__geopend_op__lte=op,
    )
    uit = []
    for jaar in jaren.select_related("dossier", "overheid").order_by("-jaar"):
        regime = regime_op(jaar, op)
        uit.append(
            Jaarregel(
                jaar.jaar,
                regime_in_woorden(regime),
                Intensiteit(regime.intensiteit).label,
                regime.sinds,
                regime.dossier,
                regime.juridisch_regime == JuridischRegime.PREVENTIEF,
                regime.procedureel,
            )
        )
    return uit


def regime_in_woorden(regime: Regime) -> str:
    """*Preventief (lid 2, procedureel)*, *Repressief (van rechtswege)*, *Nog niet bekend*."""
    if not regime.juridisch_regime:
        return "Nog niet bekend"
    naam = JuridischRegime(regime.juridisch_regime).label
    if regime.juridisch_regime == JuridischRegime.REPRESSIEF:
        if regime.grond == Regimegrond.RECHTSWEGE:
            return f"{naam} (van rechtswege)"
        return f"{naam} (preventief ingetrokken)" if regime.grond in ("lid1", "lid2") else naam
    return f"{naam} (lid 2, procedureel)" if regime.grond == Regimegrond.LID2 else f"{naam} (lid 1)"
