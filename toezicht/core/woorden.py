"""Numbers, amounts and dates in Dutch words, and titles within a sentence."""

from decimal import ROUND_HALF_UP, Decimal

TELWOORDEN = (
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
)


def telwoord(aantal: int) -> str:
    """*dertien*; above twenty in figures, as Dutch letters write it."""
    return TELWOORDEN[aantal] if 0 <= aantal < len(TELWOORDEN) else str(aantal)


def in_de_toekomst(wat: str) -> str:
    """Why a date that cannot lie ahead is refused, and what to do; `wat` names it: *datum van de kosten*."""
    return f"De {wat} ligt in de toekomst. Kies vandaag of een eerdere datum."


def klein(titel: str) -> str:
    """A title within a sentence: *voorleggen aan GS*, *VTH 2026*, *T2 Informatie opvragen*.

    Only the first letter changes, and not that of an abbreviation or code: names keep their capitals.
    """
    eerste = titel.split(maxsplit=1)[0] if titel.strip() else ""
    code = sum(teken.isupper() for teken in eerste) > 1 or any(teken.isdigit() for teken in eerste)
    return titel if code else titel[:1].lower() + titel[1:]


def nederlands(waarde: Decimal, decimalen: int) -> str:
    """`1.234,5` with a true minus sign; rounds half away from zero, as people expect of money."""
    stap = Decimal(1).scaleb(-decimalen)
    afgerond = waarde.quantize(stap, rounding=ROUND_HALF_UP) if abs(waarde) < Decimal(10) ** 20 else waarde
    if afgerond == 0:
        afgerond = abs(afgerond)
    tekst = f"{abs(afgerond):,.{decimalen}f}".translate(str.maketrans(",.", ".,"))
    return f"−{tekst}" if afgerond < 0 else tekst


def euro(bedrag: Decimal | int, decimalen: int | None = None) -> str:
    """*€ 1.234.567,89*, *−€ 40*; without `decimalen` cents only where there are any."""
    waarde = Decimal(bedrag)
    if decimalen is None:
        decimalen = 0 if waarde == waarde.to_integral_value() else 2
    tekst = nederlands(waarde, decimalen)
    return f"−€ {tekst[1:]}" if tekst.startswith("−") else f"€ {tekst}"


def hoeveel(aantal: int, enkel: str, meer: str) -> str:
    """*1 dag*, *14 dagen*, *1.250 dossiers*."""
    return f"{nederlands(Decimal(aantal), 0)} {enkel if aantal == 1 else meer}"


def in_dagen(aantal: int) -> str:
    """*1 dag*, *3 dagen*."""
    return hoeveel(aantal, "dag", "dagen")


def nog_in_dagen(aantal: int) -> str:
    """How far the last day of a term lies ahead: *vandaag*, *morgen*, *nog 3 dagen*."""
    return {0: "vandaag", 1: "morgen"}.get(aantal, f"nog {in_dagen(aantal)}")


def in_weken(aantal: int) -> str:
    """*1 week*, *13 weken*."""
    return hoeveel(aantal, "week", "weken")


def in_maanden(aantal: int) -> str:
    """*1 maand*, *12 maanden*."""
    return hoeveel(aantal, "maand", "maanden")
