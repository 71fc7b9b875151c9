"""The plausibility controls PF001-PF009 of CBS, with the outcome in words.

CBS publishes their names, not the formulas: those below are ours, tested on the example. Rounding may make
a difference of `euro_per_rij` for each row that takes part; the four controls that count forbidden use
allow nothing.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from signalen.cijfers.beoordeling import Beoordeling, beoordeling
from signalen.cijfers.bestand import BEGROTING, JAARREKENING, Iv3Bestand, Post
from signalen.cijfers.codelijsten import codelijsten
from toezicht.core.woorden import euro

GOED, FOUT, NIET_VAN_TOEPASSING = "goed", "fout", "niet_van_toepassing"
REALISATIE = (1, 2, 3, 4, 5)
VERREKEN = ("7.1", "7.2", "7.3", "7.4", "7.5")
FINANCIEEL = ("A13*", "A22*", "A23", "A29*", "P13*", "P140", "P2*")
_HOOGSTENS_GENOEMD = 5


@dataclass(frozen=True, slots=True)
class Controle:
    """Outcome of one control: goed, fout or niet_van_toepassing, with an explanation in Dutch."""

    code: str
    uitkomst: str
    toelichting: str


@dataclass(frozen=True, slots=True)
class _Regel:
    """A control: the periods it applies to and how to judge it."""

    code: str
    naam: str
    perioden: tuple[int, ...]
    toets: Callable[[Iv3Bestand, Beoordeling], tuple[bool, str]]


def controleer(bestand: Iv3Bestand, beleid: Beoordeling | None = None) -> tuple[Controle, ...]:
    """All nine controls, in order."""
    beleid = beleid or beoordeling()
    return tuple(_een(regel, bestand, beleid) for regel in REGELS)


def _een(regel: _Regel, bestand: Iv3Bestand, beleid: Beoordeling) -> Controle:
    if bestand.periode not in regel.perioden:
        reden = f"{regel.naam}: geldt niet voor periode {bestand.periode}."
        return Controle(regel.code, NIET_VAN_TOEPASSING, reden)
    goed, uitleg = regel.toets(bestand, beleid)
    return Controle(regel.code, GOED if goed else FOUT, f"{regel.naam}: {uitleg}")


def _som(posten: Iterable[Post]) -> int:
    return sum(post.bedrag for post in posten)


def _lopend(posten: Iterable[Post]) -> list[Post]:
    return [post for post in posten if post.categorie[0] in "12345"]


def _met(posten: Iterable[Post], *categorieen: str) -> list[Post]:
    return [post for post in posten if post.categorie in categorieen]


def _vergelijk(
    links: int, rechts: int, rijen: int, beleid: Beoordeling, namen: tuple[str, str]
) -> tuple[bool, str]:
    """Compare two amounts within the rounding of `rijen` rows."""
    verschil, marge = links - rechts, beleid.euro_per_rij * rijen
    tekst = (
        f"{namen[0]} {euro(links)}, {namen[1]} {euro(rechts)}, verschil {euro(verschil)}; "
        f"toegestaan is {euro(marge)}."
    )
    return abs(verschil) <= marge, tekst


def _noem(fouten: dict[str, int]) -> str:
    """The largest deviations by name."""
    grootste = sorted(fouten.items(), key=lambda paar: (-abs(paar[1]), paar[0]))
    delen = [f"{naam} {euro(bedrag)}" for naam, bedrag in grootste[:_HOOGSTENS_GENOEMD]]
    rest = len(grootste) - len(delen)
    return ", ".join(delen) + (f" en nog {rest}" if rest > 0 else "")


def _pf001(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
    bij = _lopend(bestand.baten) + _lopend(bestand.balans_baten)
    af = _lopend(bestand.lasten) + _lopend(bestand.balans_lasten)
    debet = _met(bestand.lasten + bestand.balans_lasten, "6.1")
    credit = _met(bestand.baten + bestand.balans_baten, "6.1")
    return _vergelijk(
        _som(bij) - _som(af),
        _som(debet) - _som(credit),
        len(bij) + len(af) + len(debet) + len(credit),
        beleid,
        ("niet-financiële rekening", "financiële rekening"),
    )


def _pf002(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
    financieel = set(codelijsten(bestand.boekjaar).met_begin(*FINANCIEEL))
    fouten = {
        f"{post.code}/{post.categorie}": post.bedrag
        for post in bestand.balans_lasten + bestand.balans_baten
        if post.code in financieel and post.categorie not in {"6.1", "7.2", "7.5"} and post.bedrag
    }
    if fouten:
        return False, f"op financiële balansposten horen alleen 6.1, 7.2 en 7.5; gevonden: {_noem(fouten)}."
    return True, "op financiële balansposten staan alleen 6.1, 7.2 en 7.5."


def _pf003(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
    if not bestand.standen:
        return False, "PF099: het bestand bevat geen balansstanden, de controle kan niet worden uitgevoerd."
    mutatie, rijen = _mutaties(bestand)
    primo, ultimo = bestand.stand_per("primo"), bestand.stand_per("ultimo")
    codes = set(primo) | set(ultimo) | set(mutatie)
    if bestand.periode != JAARREKENING:
        codes &= set(codelijsten(bestand.boekjaar).met_begin(*FINANCIEEL))
    fouten = {}
    for code in sorted(codes):
        verschil = ultimo.get(code, 0) - primo.get(code, 0) - mutatie[code]
        if abs(verschil) > beleid.euro_per_rij * (rijen[code] + 2):
            fouten[code] = verschil
    if fouten:
        return False, f"standen en mutaties sluiten niet aan bij {_noem(fouten)}."
    return True, f"bij alle {len(codes)} balansposten sluiten standen en mutaties aan."


def _mutaties(bestand: Iv3Bestand) -> tuple[dict[str, int], dict[str, int]]:
    """Net mutation per balanscode (assets debit less credit, liabilities the reverse) and rows per code."""
    mutatie: dict[str, int] = defaultdict(int)
    rijen: dict[str, int] = defaultdict(int)
    for posten, teken in ((bestand.balans_lasten, 1), (bestand.balans_baten, -1)):
        for post in posten:
            mutatie[post.code] += teken * post.bedrag * (1 if post.code[0] == "A" else -1)
            rijen[post.code] += 1
    return mutatie, rijen


def _pf004(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
    fouten = {}
    for categorie in VERREKEN:
        debet = _met(bestand.lasten + bestand.balans_lasten, categorie)
        credit = _met(bestand.baten + bestand.balans_baten, categorie)
        verschil = _som(debet) - _som(credit)
        if abs(verschil) > beleid.euro_per_rij * (len(debet) + len(credit)):
            fouten[categorie] = verschil
    if fouten:
        return False, f"debet en credit zijn niet gelijk bij {_noem(fouten)}."
    return True, "bij 7.1 tot en met 7.5 zijn debet en credit gelijk."


def _pf005(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
    fouten = {
        post.code: post.bedrag
        for post in _met(bestand.lasten + bestand.baten, "6.1")
        if post.code != "0.5" and post.bedrag
    }
    if fouten:
        return False, f"6.1 hoort buiten de balans alleen op taakveld 0.5; gevonden: {_noem(fouten)}."
    return True, "6.1 staat buiten de balans nergens anders dan op taakveld 0.5."


def _pf006(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
    lasten, baten = bestand.lasten, bestand.baten
    if not lasten and not baten:
        return False, "PF099: het bestand bevat geen lasten en baten, de controle kan niet worden uitgevoerd."
    return _vergelijk(_som(lasten), _som(baten), len(lasten) + len(baten), beleid, ("lasten", "baten"))


def _balans(wanneer: str) -> Callable[[Iv3Bestand, Beoordeling], tuple[bool, str]]:
    def toets(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
        stand = bestand.stand_per(wanneer)
        if not stand:
            return False, f"PF099: er zijn geen standen {wanneer}, de controle kan niet worden uitgevoerd."
        activa = sum(bedrag for code, bedrag in stand.items() if code[0] == "A")
        passiva = sum(bedrag for code, bedrag in stand.items() if code[0] == "P")
        return _vergelijk(activa, passiva, len(stand), beleid, ("activa", "passiva"))

    return toets


def _pf009(bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[bool, str]:
    fouten = {
        f"{post.code}/{post.categorie}": post.bedrag
        for post in _met(bestand.lasten + bestand.baten, "4.3.9", "4.4.9")
        if post.bedrag
    }
    if fouten:
        return False, f"onverdeelde posten horen niet in een realisatie; gevonden: {_noem(fouten)}."
    return True, "4.3.9 en 4.4.9 (onverdeeld) komen niet voor."


REGELS: tuple[_Regel, ...] = (
    _Regel("PF001", "Saldo van de niet-financiële en de financiële rekening", REALISATIE, _pf001),
    _Regel("PF002", "Categorieën op de financiële balans", REALISATIE, _pf002),
    _Regel("PF003", "Ontwikkeling van de balansstanden", REALISATIE, _pf003),
    _Regel("PF004", "Verrekencategorieën", REALISATIE, _pf004),
    _Regel("PF005", "Categorie 6.1 buiten de financiële balans", REALISATIE, _pf005),
    _Regel("PF006", "Totaal lasten en baten van de taakvelden", (BEGROTING, JAARREKENING), _pf006),
    _Regel("PF007", "Activa en passiva primo", (JAARREKENING,), _balans("primo")),
    _Regel("PF008", "Activa en passiva ultimo", (JAARREKENING,), _balans("ultimo")),
    _Regel("PF009", "Onverdeelde overdrachten", REALISATIE, _pf009),
)
