"""The spending room of one organisation in one year, as its page shows it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from interventieladder.financieel.bedragen import procent
from interventieladder.financieel.uitgaven import NAAM, Vrijval
from interventieladder.models import Bestedingsruimte, Dossier, Toestemming
from interventieladder.models.toestemming import gebruikt, toegestaan
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.woorden import euro, in_weken
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.opvolging import zelfde_overheid

NUL, HEEL = Decimal(0), Decimal(100)


@dataclass(frozen=True, slots=True)
class Versierij:
    """One version: how its ceiling was found, from when to when, on which decision."""

    ruimte: Bestedingsruimte
    som: str
    posten: list[str]
    geldt_nu: bool


@dataclass(frozen=True, slots=True)
class Verzoekrij:
    """One request and what came of it."""

    dossier: str
    post: str
    bedrag: str
    uitkomst: str
    op: dt.date | None


@dataclass(frozen=True, slots=True)
class Ruimtepagina:
    """Everything for the page; amounts as text. `deel` is how much of the ceiling is used, 0 to 1."""

    overheid: Overheid
    jaar: int
    versies: list[Versierij]
    nu: Versierij | None
    plafond: str
    binnen: str
    over: str
    overschreden: bool
    deel: Decimal | None
    toegestaan: str
    verbruik: str
    verzoeken: list[Verzoekrij]
    mag_vastleggen: bool


def ruimtepagina(user: User, overheid: Overheid, jaar: int) -> Ruimtepagina | None:
    """The versions, what was used and what is left today; None when this account may not see dossiers."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return None
    vandaag, zelfde = clock.vandaag(), zelfde_overheid(overheid.pk)
    ruimten = Bestedingsruimte.objects.filter(overheid__in=zelfde, jaar=jaar)
    versies = [_rij(r, vandaag) for r in ruimten.order_by("versie")]
    nu = next((v for v in versies if v.geldt_nu), None) or (versies[-1] if versies else None)
    binnen = gebruikt(zelfde, jaar, Vrijval.PLAFOND)
    met = toegestaan(zelfde, jaar)
    plafond = nu.ruimte.plafond if nu else NUL
    over = plafond - binnen
    return Ruimtepagina(
        overheid=overheid,
        jaar=jaar,
        versies=versies,
        nu=nu,
        plafond=euro(plafond),
        binnen=euro(binnen),
        over=euro(abs(over)),
        overschreden=over < 0,
        deel=min(binnen / plafond, Decimal(1)) if plafond else None,
        toegestaan=euro(met),
        verbruik=euro(binnen + met),
        verzoeken=_verzoeken(zelfde, jaar),
        mag_vastleggen=user.has_perm(rollen.REGISTREER_GS),
    )


def _rij(ruimte: Bestedingsruimte, vandaag: dt.date) -> Versierij:
    return Versierij(
        ruimte=ruimte,
        som=_som(ruimte),
        posten=[
            f"{p['naam']}: tot {euro(Decimal(p['bedrag']))}" if p.get("bedrag") else p["naam"]
            for p in ruimte.posten
        ],
        geldt_nu=ruimte.geldig_van <= vandaag <= ruimte.geldig_tot,
    )


def _som(ruimte: Bestedingsruimte) -> str:
    """*€ 1.302.000: 70,00% van € 1.860.000*; only the amount where there is nothing to compute."""
    deel = f"{procent(ruimte.percentage)} van " if ruimte.percentage != HEEL else ""
    erbij = f" plus {euro(ruimte.toevoeging)}" if ruimte.toevoeging else ""
    uitleg = f": {deel}{euro(ruimte.basis_bedrag)}{erbij}" if deel or erbij else ""
    return f"{euro(ruimte.plafond)}{uitleg}"


def _verzoeken(zelfde: list[int], jaar: int) -> list[Verzoekrij]:
    rijen = Toestemming.objects.filter(overheid__in=zelfde, jaar=jaar).select_related("dossier")
    return [
        Verzoekrij(
            dossier=t.dossier.nummer,
            post=t.post,
            bedrag=euro(t.bedrag),
            uitkomst=NAAM.get(t.vrijval, "") or t.get_uitkomst_display() or t.dossier.get_stand_display(),
            op=t.uitkomst_op,
        )
        for t in rijen.order_by("-volgnummer")[:200]
    ]


def kenmerken(dossier: Dossier) -> list[tuple[str, str]]:
    """What a dossier of approval, consent or urgent spending is about: (label, text), for its page."""
    maker = _KENMERKEN.get(dossier.ladder)
    return maker(dossier) if maker else []


def _dag(dag: dt.date | None) -> str:
    return f"{dag:%d-%m-%Y}" if dag else ""


def _goedkeuring(dossier: Dossier) -> list[tuple[str, str]]:
    g = getattr(dossier, "goedkeuring", None)
    if g is None:
        return []
    rijen = [
        ("Grond voor goedkeuring", g.get_plichtgrond_display()),
        ("Vastgesteld", f"{_dag(g.raadsbesluit_op)}, besluit {g.raadsbesluit}"),
        ("Verzonden door de organisatie", _dag(g.verzonden_op)),
        ("Ontvangen", _dag(g.aangeboden_op)),
        ("Bedrag", euro(g.bedrag) if g.bedrag is not None else ""),
        ("Termijn telt vanaf", _dag(g.termijn_start) if g.termijn_start != g.verzonden_op else ""),
        ("Verdaagd", f"{_dag(g.verdaagd_op)}, met {in_weken(g.verdaagd_weken)}" if g.verdaagd_op else ""),
        ("Uitkomst", f"{g.get_uitkomst_display()}, {_dag(g.uitkomst_op)}" if g.uitkomst else ""),
        ("In werking", _dag(g.in_werking_op)),
        ("Grond", g.get_onthoudingsgrond_display() if g.onthoudingsgrond else ""),
    ]
    return [(label, waarde) for label, waarde in rijen if waarde]


def _toestemming(dossier: Dossier) -> list[tuple[str, str]]:
    t = getattr(dossier, "toestemming", None)
    if t is None:
        return []
    oordeel = [] if t.uitkomst else [("Zonder toestemming?", " ".join(t.oordeel(clock.vandaag()).stappen))]
    rijen = [
        ("Post", t.post),
        ("Bedrag", euro(t.bedrag)),
        ("Verzonden door de organisatie", _dag(t.verzonden_op)),
        ("Ontvangen", _dag(t.ontvangen_op)),
        *oordeel,
        ("Uitkomst", f"{t.get_uitkomst_display()}, {_dag(t.uitkomst_op)}" if t.uitkomst else ""),
        ("Waarom vrij", NAAM.get(t.vrijval, "")),
        ("Voorschriften", t.voorschriften),
        ("Grond", t.get_weigeringsgrond_display() if t.weigeringsgrond else ""),
    ]
    return [(label, waarde) for label, waarde in rijen if waarde]


def _spoed(dossier: Dossier) -> list[tuple[str, str]]:
    s = getattr(dossier, "spoeduitgave", None)
    if s is None:
        return []
    voor = s.stemmen_voor
    deel = s.deel_per_lid
    rijen = [
        ("Bedrag", euro(s.bedrag)),
        ("Hoofdelijke stemming", f"{_dag(s.raadsbesluit_op)}, besluit {s.raadsbesluit}"),
        ("Verzonden door de raad", _dag(s.verzonden_op)),
        ("Ontvangen", _dag(s.ontvangen_op)),
        ("Stemden voor", ", ".join(stem.naam for stem in voor)),
        ("Gelijk deel per voorstemmer", euro(deel) if deel is not None else ""),
        (
            "Begrotingswijziging",
            f"{s.wijziging}, dossier {s.wijziging.dossier.nummer}" if s.wijziging else "",
        ),
    ]
    return [(label, waarde) for label, waarde in rijen if waarde]


_KENMERKEN = {"goedkeuring": _goedkeuring, "toestemming": _toestemming, "spoeduitgave": _spoed}
