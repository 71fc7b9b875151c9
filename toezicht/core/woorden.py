"""Numbers of things in Dutch words."""


def hoeveel(aantal: int, enkel: str, meer: str) -> str:
    """*1 dag*, *14 dagen*, *1.250 dossiers*."""
    return f"{aantal:,}".replace(",", ".") + f" {enkel if aantal == 1 else meer}"


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
