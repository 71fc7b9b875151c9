"""Words of the quarterly dashboard of the whole province."""

from collections.abc import Mapping
from typing import Any

from interventieladder.treden import Niveau, Sluitreden
from reports.woorden.gedeeld import datum, hoofdletter, meervoud, telwoord

AFGESLOTEN = "afgesloten"


def woorden(feiten: Mapping[str, Any]) -> dict[str, Any]:
    """What the template shows."""
    treden = {t["code"]: t for t in feiten["treden"]}
    return {
        "soortnaam": "Kwartaaldashboard",
        "onderwerp": "interbestuurlijk toezicht",
        "zin": beeldzin(feiten),
        "treden": feiten["treden"],
        "zaken": feiten["zaken"],
        "totalen": _totalen(feiten),
        "staven": _staven(feiten),
        "termijnen_over": [_termijn(t) for t in feiten["termijnen"] if t["verstreken"]],
        "termijnen_straks": [_termijn(t) for t in feiten["termijnen"] if not t["verstreken"]],
        "bewegingen": [_beweging(b, treden) for b in feiten["bewegingen"]],
        "voorstellen": [_voorstel(v) for v in feiten["voorstellen"]],
        "signalen": feiten["signalen"],
        "signalen_totaal": {
            ernst: sum(rij[ernst] for rij in feiten["signalen"]) for ernst in ("licht", "zwaar")
        },
        "werklast": feiten["werklast"],
        "doorlooptijden": [{**d, **treden[d["trede"]]} for d in feiten["doorlooptijden"] if d["aantal"]],
        "tegels": [_tegel(t, treden) for t in feiten["kaart"]],
    }


def beeldzin(feiten: Mapping[str, Any]) -> str:
    """The quarter in words."""
    zaken = sum(rij["totaal"] for rij in feiten["zaken"])
    over = sum(1 for t in feiten["termijnen"] if t["verstreken"])
    omhoog = sum(1 for b in feiten["bewegingen"] if b["naar"] != AFGESLOTEN)
    dicht = len(feiten["bewegingen"]) - omhoog
    if not zaken:
        return f"Er zijn geen open zaken. In deze periode {_gesloten(dicht)}."
    eerste = f"Er {'is' if zaken == 1 else 'zijn'} {meervoud(zaken, 'open zaak', 'open zaken')}"
    tweede = (
        f"{meervoud(over, 'termijn is', 'termijnen zijn')} verstreken"
        if over
        else "geen termijn is verstreken"
    )
    keer = "eenmaal" if omhoog == 1 else f"{telwoord(omhoog)} maal"
    derde = f"{keer} wisselde een zaak van trede en {_gesloten(dicht)}"
    return f"{eerste}; {tweede}. {hoofdletter(derde)}."


def _gesloten(aantal: int) -> str:
    if not aantal:
        return "werd geen dossier gesloten"
    return f"{'werd' if aantal == 1 else 'werden'} {meervoud(aantal, 'dossier', 'dossiers')} gesloten"


def _totalen(feiten: Mapping[str, Any]) -> dict[str, Any]:
    kolommen = range(len(feiten["treden"]))
    return {
        "per_trede": [sum(rij["per_trede"][plek] for rij in feiten["zaken"]) for plek in kolommen],
        "zonder": sum(rij["zonder"] for rij in feiten["zaken"]),
        "totaal": sum(rij["totaal"] for rij in feiten["zaken"]),
    }


def _staven(feiten: Mapping[str, Any]) -> list[dict[str, Any]]:
    per_trede = _totalen(feiten)["per_trede"]
    return [
        {"label": t["nummer"], "waarde": per_trede[plek], "nadruk": t["hoogte"] >= 5}
        for plek, t in enumerate(feiten["treden"])
    ]


def _termijn(termijn: Mapping[str, Any]) -> dict[str, Any]:
    return {**termijn, "tot": datum(termijn["einde"]), "wie": termijn["behandelaar"] or "niemand"}


def _beweging(beweging: Mapping[str, Any], treden: Mapping[str, Any]) -> dict[str, Any]:
    if beweging["naar"] == AFGESLOTEN:
        reden = beweging["sluitreden"]
        naam = str(Sluitreden(reden).label).lower() if reden in Sluitreden.values else reden
        naar = f"gesloten, {naam}" if naam else "gesloten"
    else:
        naar = _trede(beweging["naar"], treden)
    return {
        **beweging,
        "dag": datum(beweging["datum"]),
        "van_naam": _nummer(beweging["van"], treden),
        "naar_naam": naar,
    }


def _trede(code: str, treden: Mapping[str, Any]) -> str:
    return f"{treden[code]['nummer']} {treden[code]['naam']}" if code in treden else code


def _nummer(code: str, treden: Mapping[str, Any]) -> str:
    return treden[code]["nummer"] if code in treden else "nieuw"


def _voorstel(voorstel: Mapping[str, Any]) -> dict[str, Any]:
    niveau = voorstel["niveau"]
    naam = str(Niveau(niveau).label) if niveau in Niveau.values else niveau
    return {
        **voorstel,
        "niveaunaam": hoofdletter(naam),
        "stapnaam": hoofdletter(str(voorstel["stap"]).replace("_", " ")),
    }


def _tegel(tegel: Mapping[str, Any], treden: Mapping[str, Any]) -> dict[str, Any]:
    trede = treden.get(tegel["trede"])
    hoogte = trede["hoogte"] if trede else 0
    return {
        "kolom": tegel["kolom"],
        "rij": tegel["rij"],
        "label": tegel["naam"],
        "naam": tegel["naam"],
        "symbool": trede["nummer"] if trede else "",
        "klasse": "rood" if hoogte >= 5 else "amber" if hoogte >= 3 else "blauw" if hoogte else "grijs",
        "oordeel": f"trede {trede['nummer']} {trede['naam']}" if trede else "geen open zaak",
    }
