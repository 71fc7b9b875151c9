"""The send register: how every sending stands, and which of them are an alarm."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import (
    DateField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from interventieladder.beleid.soorten import Verzendregister
from interventieladder.models import Beleidskader, Dossier, Verzendbericht, Verzending
from interventieladder.models.stukken import Berichtsoort
from toezicht.core import clock, rollen

if TYPE_CHECKING:
    from toezicht.core.models import User

TERUG, ONTBREEKT, VOLGT = "terug", "bewijs_ontbreekt", "bewijs_volgt"
BEZORGD, VERZONDEN = "bezorgd", "verzonden"
WOORDEN: dict[str, tuple[str, str, str]] = {
    TERUG: ("Teruggekomen", "rood", "kruis"),
    ONTBREEKT: ("Bewijs ontbreekt", "rood", "let-op"),
    VOLGT: ("Bewijs volgt nog", "amber", "klok"),
    BEZORGD: ("Bezorgd", "groen", "vink"),
    VERZONDEN: ("Verzonden", "groen", "vink"),
}
"""Each status: its name, colour and icon."""
ALARM = (TERUG, ONTBREEKT)


def met_stand() -> "QuerySet[Verzending]":
    """Every sending with its newest message, whether there is a proof, and the days its policy gives for one."""
    kader = Beleidskader.objects.filter(versie=OuterRef("brief__dossier__beleid_versie"))
    dagen = Subquery(kader.annotate(n=KT("inhoud__verzending__bewijs_dagen")).values("n")[:1])
    return Verzending.objects.met_berichten().annotate(
        dagen=Coalesce(Cast(dagen, IntegerField()), Value(Verzendregister().bewijs_dagen))
    )


def in_alarm(vandaag: dt.date) -> "QuerySet[Verzending]":
    """Sendings that came back, or whose proof did not come within the days of the policy."""
    grens = Func(
        Value(vandaag, DateField()),
        F("dagen"),
        template="(%(expressions)s)",
        arg_joiner=" - ",
        output_field=DateField(),
    )
    return met_stand().filter(Q(laatste=Berichtsoort.TERUG) | Q(bewezen=False, verzonden_op__lt=grens))


def alarm_van(van: str = "brief__voorstel") -> Subquery:
    """The first alarm as `status|soort|geadresseerde`, for a query over proposals (`van` "brief": over letters)."""
    rijen = in_alarm(clock.vandaag()).filter(**{van: OuterRef("pk")}).order_by("pk")
    tekst = Func(
        Coalesce(F("laatste"), Value("")),
        F("brief__soort"),
        F("geadresseerde"),
        template="concat_ws('|', %(expressions)s)",
        output_field=TextField(),
    )
    return Subquery(rijen.annotate(tekst=tekst).values("tekst")[:1])


@dataclass(frozen=True, slots=True)
class Registerrij:
    """One sending in the register."""

    verzending: Verzending
    stand: str
    berichten: list[str]

    @property
    def naam(self) -> str:
        """The status in words."""
        return WOORDEN[self.stand][0]

    @property
    def kleur(self) -> str:
        """The colour of its chip, always beside the word."""
        return WOORDEN[self.stand][1]

    @property
    def icoon(self) -> str:
        """The icon of its chip."""
        return WOORDEN[self.stand][2]

    @property
    def alarm(self) -> bool:
        """Whether somebody must act on it."""
        return self.stand in ALARM


def stand_van(verzending: Verzending, vandaag: dt.date) -> str:
    """How a sending of `met_stand` stands on this day."""
    laatste = verzending.laatste_bericht
    if laatste == Berichtsoort.TERUG:
        return TERUG
    if laatste == Berichtsoort.BEZORGD:
        return BEZORGD
    if verzending.heeft_bewijs:
        return VERZONDEN
    te_laat = verzending.verzonden_op + dt.timedelta(days=verzending.__dict__["dagen"]) < vandaag
    return ONTBREEKT if te_laat else VOLGT


@dataclass(frozen=True, slots=True)
class Register:
    """The register of one dossier; `mag` whether this account may record what was heard."""

    rijen: list[Registerrij]
    mag: bool

    @property
    def alarmen(self) -> int:
        """How many rows ask for an act."""
        return len([rij for rij in self.rijen if rij.alarm])


def verzendregister(dossier: Dossier, user: "User") -> Register:
    """Every sending of a dossier, newest first; two queries."""
    vandaag = clock.vandaag()
    rijen = met_stand().filter(brief__dossier=dossier).select_related("brief__voorstel", "brief__dossier")
    gevonden = rijen.prefetch_related("berichten").order_by("-verzonden_op", "-pk")
    return Register(
        [Registerrij(v, stand_van(v, vandaag), [_bericht(b) for b in v.berichten.all()]) for v in gevonden],
        user.has_perm(rollen.VERZEND),
    )


def _bericht(bericht: Verzendbericht) -> str:
    kanaal = f", {bericht.get_kanaal_display().lower()}" if bericht.kanaal else ""
    return f"{bericht.datum:%d-%m-%Y} {bericht.get_soort_display()}{kanaal}: {bericht.bewijs}"
