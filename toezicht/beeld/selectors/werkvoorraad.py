"""The start page: everything that waits for one person, from all apps, most urgent first."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from interventieladder.selectors import besluiten
from interventieladder.selectors.werk import werk_voor
from interventieladder.selectors.werkrij import BESLISSEN, CONTROLEREN, VERSTUREN, Werk
from reports import selectors as rapporten
from signalen.selectors import werk as signaalwerk
from signalen.selectors.huisvestingleveringen import Leveringrij, vast_te_stellen_voor
from signalen.selectors.signalen import HerwegingKort, SignaalKort, herwegingen_voor
from toezicht.beeld.adressen import adres
from toezicht.core import clock, rollen
from toezicht.core.berichten import aandacht_nodig
from toezicht.core.domeinen import DOMEINEN, HUISVESTING
from toezicht.core.models import User
from toezicht.core.templatetags.weergave import als_datum, datum_kort, termijnkleur
from toezicht.core.woorden import hoeveel, klein

PER_GROEP = 10
NAMEN = {
    BESLISSEN: "Beslissen of laten beslissen",
    CONTROLEREN: "Controleren als tweede lezer",
    VERSTUREN: "Versturen en navragen",
}
_VER = dt.date.max


@dataclass(frozen=True, slots=True)
class Werkrij:
    """One row: what, why it is here, where it stands, and the one act. `datum` due; else `sinds` it waits."""

    groep: str
    titel: str
    waarom: str
    doel: tuple[str, ...]
    """The page where it is done and, where that needs one, its key."""
    daad: str
    domein: str = ""
    trede: str = ""
    plek: int | None = None
    datum: dt.date | None = None
    sinds: dt.date | None = None
    bij: str = ""
    uitleg: Sequence[str] = ()
    anker: str = ""

    @property
    def url(self) -> str:
        """The address of `doel`, looked up only for a row that is shown."""
        url = adres(*self.doel)
        return f"{url}#{self.anker}" if self.anker else url

    @property
    def kleur(self) -> str:
        """rood over the date, amber within a week, else empty."""
        return termijnkleur(self.datum)

    @property
    def volgorde(self) -> tuple[bool, dt.date, dt.date, str]:
        """What is late first, then by due date; what has none is asked for a week after it came."""
        zonder = self.sinds + dt.timedelta(days=7) if self.sinds else _VER
        return (self.kleur != "rood", self.datum or zonder, self.sinds or _VER, self.titel)


@dataclass(frozen=True, slots=True)
class Groep:
    """Rows of one kind of question. `meer` counts what is not shown."""

    code: str
    naam: str
    rijen: list[Werkrij]
    aantal: int

    @property
    def meer(self) -> int:
        """How many rows are not shown."""
        return self.aantal - len(self.rijen)


@dataclass(frozen=True, slots=True)
class Nieuws:
    """Something new: bold word, text and where to read it."""

    kop: str
    tekst: str
    url: str
    datum: dt.date


@dataclass(frozen=True, slots=True)
class Werkvoorraad:
    """The whole page."""

    groepen: list[Groep]
    te_laat: int
    deze_week: int
    later: int
    week: list[Werkrij] = field(default_factory=list)
    nieuws: list[Nieuws] = field(default_factory=list)
    sinds: dt.date | None = None

    @property
    def aantal(self) -> int:
        """How many rows were read: of each source a bounded number."""
        return self.te_laat + self.deze_week + self.later


def werkvoorraad(user: User, *, team: bool = False, alles: bool = False) -> Werkvoorraad:
    """What waits for this user; `team` adds the work of colleagues, `alles` lifts the limit per group."""
    rijen = [als_werkrij(w) for w in werk_voor(user, team=team)]
    rijen += [_signaalrij(s) for s in signaalwerk.te_wegen_voor(user, team=team)]
    rijen += [_herwegingrij(h) for h in herwegingen_voor(user)]
    rijen += [_leveringrij(levering) for levering in vast_te_stellen_voor(user)]
    rijen += _beheerrijen(user)
    rijen.sort(key=lambda rij: rij.volgorde)
    groepen = [_groep(code, naam, rijen, alles=alles) for code, naam in NAMEN.items()]
    zondag = clock.vandaag() + dt.timedelta(days=6 - clock.vandaag().weekday())
    te_laat = sum(rij.kleur == "rood" for rij in rijen)
    deze_week = sum(rij.datum is not None and rij.kleur != "rood" and rij.datum <= zondag for rij in rijen)
    sinds = vorige_werkdag(clock.vandaag())
    return Werkvoorraad(
        groepen=[groep for groep in groepen if groep.aantal],
        te_laat=te_laat,
        deze_week=deze_week,
        later=len(rijen) - te_laat - deze_week,
        week=[rij for rij in rijen if rij.datum and clock.vandaag() <= rij.datum <= zondag],
        nieuws=_nieuws(user, sinds),
        sinds=sinds,
    )


def vorige_werkdag(datum: dt.date) -> dt.date:
    """The last weekday before a date: what is new is what came since people were last at work."""
    terug = {0: 3, 6: 2}.get(datum.weekday(), 1)
    return datum - dt.timedelta(days=terug)


def _groep(code: str, naam: str, rijen: list[Werkrij], *, alles: bool) -> Groep:
    eigen = [rij for rij in rijen if rij.groep == code]
    return Groep(code, naam, eigen if alles else eigen[:PER_GROEP], len(eigen))


def als_werkrij(w: Werk) -> Werkrij:
    """A row of the ladder as this page shows it."""
    return Werkrij(
        groep=w.groep,
        titel=f"{w.overheid} — {w.onderwerp}",
        waarom=w.waarom,
        doel=(w.pagina, w.sleutel),
        anker=w.anker,
        daad=w.daad,
        domein=w.domein,
        trede=w.trede,
        plek=w.plek,
        datum=w.datum,
        sinds=w.sinds,
        bij=w.bij,
        uitleg=w.uitleg,
    )


def _signaalrij(s: SignaalKort) -> Werkrij:
    waarom = f"{s.bron_naam}, bekend sinds {datum_kort(s.kennisname_op)}: {s.soort_naam}."
    return Werkrij(
        groep=VERSTUREN,
        titel=f"{s.overheid_naam} — signaal wegen: {s.titel}",
        waarom=f"{waarom} Een signaal telt pas mee als het is nagegaan.",
        doel=("signaal", s.nummer),
        daad="Weeg",
        domein=s.domein_naam,
        trede=f"Signaal, {s.ernst}",
        datum=s.wegen_voor,
    )


def _herwegingrij(h: HerwegingKort) -> Werkrij:
    return Werkrij(
        groep=CONTROLEREN,
        titel=f"{h.overheid_naam} — signaal van {h.van_ernst} naar {h.naar_ernst}",
        waarom=f"{h.titel}. Voorgesteld door {h.voorgesteld_door}: {h.reden}",
        doel=("signaal", h.nummer),
        daad="Weeg mee",
        domein=h.domein_naam,
        trede=f"Weging: {h.van_ernst} → {h.naar_ernst}",
        sinds=als_datum(h.voorgesteld_op),
    )


def _leveringrij(levering: Leveringrij) -> Werkrij:
    return Werkrij(
        groep=CONTROLEREN,
        titel=f"Huisvestingscijfers vaststellen: {levering.bestandsnaam}",
        waarom=(
            f"Geladen door {levering.geladen_door}, {hoeveel(levering.regels, 'regel', 'regels')}. "
            "De cijfers tellen pas mee als een tweede persoon ze vaststelt."
        ),
        doel=("huisvesting_levering", str(levering.id)),
        daad="Stel vast",
        domein=DOMEINEN[HUISVESTING],
        trede="Levering",
        sinds=als_datum(levering.geladen_op),
    )


def _beheerrijen(user: User) -> list[Werkrij]:
    """Failures that this user can do something about (design.md 4.7)."""
    uit = []
    if user.has_perm(rollen.BEKIJK_GEZONDHEID):
        uit += [
            Werkrij(
                groep=VERSTUREN,
                titel=f"Bericht niet verzonden: {bericht.onderwerp}",
                waarom=f"Aan {bericht.adres}. {bericht.laatste_fout[:120] or 'Het bericht wacht te lang.'}",
                doel=("gezondheid",),
                daad="Bekijk",
                trede="Bericht",
                sinds=als_datum(bericht.gemaakt_op),
            )
            for bericht in aandacht_nodig()[:50]
        ]
    return uit


def _nieuws(user: User, sinds: dt.date) -> list[Nieuws]:
    uit = [
        Nieuws(f"{b.uitkomst}", f"{b.overheid}: {klein(b.titel)}", adres("besluit", b.voorstel), b.datum)
        for b in besluiten.besluiten_sinds(user, sinds, 5)
    ]
    uit += [
        Nieuws(
            f"{s.ernst.capitalize()} signaal",
            f"{s.overheid_naam}: {s.titel}",
            adres("signaal", s.nummer),
            s.kennisname_op,
        )
        for s in signaalwerk.nieuw_sinds(user, sinds)
    ]
    uit += [
        Nieuws("Rapport", r.titel, adres("rapport", r.pk), als_datum(r.klaar_op) or sinds)
        for r in rapporten.klaar_sinds(user, sinds)
    ]
    return sorted(uit, key=lambda n: n.datum, reverse=True)[:10]
