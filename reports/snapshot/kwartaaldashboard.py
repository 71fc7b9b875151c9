"""Facts of the quarterly dashboard of the whole province (ladder.md 6.2). For the house only: it names who
works on what and counts signals; a closed room (cdK, geheim) is not even counted."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from interventieladder.treden import TREDEN
from reports.snapshot import bronnen
from reports.snapshot.bronnen import AFGESLOTEN, GESLOTEN_KAMER, TERMIJNSOORTEN, Beweging, Blik, Feiten
from toezicht.core.domeinen import DOMEINEN

VOORUIT = dt.timedelta(days=30)
WACHTEND = {
    "concept": "wordt opgesteld",
    "ter_toetsing": "wacht op toetsing",
    "ter_besluit": "wacht op besluit",
    "retour": "teruggestuurd",
    "vastgesteld": "vastgesteld, stap nog niet gezet",
}
"""Proposals that wait for somebody, with what for."""


def maak(blik: Blik) -> dict[str, Any]:
    """Everything the dashboard says, as plain JSON values."""
    overheden = bronnen.overheden(blik)
    dicht = blik.gesloten("dossier", GESLOTEN_KAMER)
    dossiers = {
        nummer: feiten
        for nummer, feiten in blik.stand("dossier").items()
        if nummer not in dicht and feiten.get("domein") in DOMEINEN
    }
    lopend = {nummer: f for nummer, f in dossiers.items() if f.get("stand") != AFGESLOTEN}
    stappen = blik.regels("dossier", met=bronnen.BEWEEGT)
    gangen = [gang for gang in bronnen.bewegingen(stappen) if gang.dossier_id in dossiers]
    return {
        **blik.kop,
        "treden": bronnen.treden(blik.peildatum),
        "zaken": _zaken(lopend),
        "termijnen": _termijnen(blik, lopend, overheden),
        "bewegingen": _bewegingen(gangen, dossiers, overheden, blik),
        "voorstellen": _voorstellen(blik, lopend, overheden),
        "signalen": _signalen(blik, overheden),
        "werklast": _werklast(lopend),
        "doorlooptijden": _doorlooptijden(gangen, blik),
        "kaart": _kaart(overheden, lopend),
    }


def _zaken(lopend: dict[str, Feiten]) -> list[Feiten]:
    """Open cases per domain, with a count per rung in the order of the ladder."""
    rijen = []
    for code, naam in DOMEINEN.items():
        telling = Counter(str(f.get("trede") or "") for f in lopend.values() if f["domein"] == code)
        if telling:
            per_trede = [telling[t.value] for t in TREDEN]
            zonder = sum(telling.values()) - sum(per_trede)
            rijen.append(
                {
                    "code": code,
                    "naam": naam,
                    "per_trede": per_trede,
                    "zonder": zonder,
                    "totaal": sum(telling.values()),
                }
            )
    return rijen


def _naam(overheden: dict[str, Feiten], feiten: Feiten) -> str:
    code = str(feiten.get("overheid", ""))
    return str(overheden.get(code, {}).get("naam", code))


def _termijnen(blik: Blik, lopend: dict[str, Feiten], overheden: dict[str, Feiten]) -> list[Feiten]:
    """Running terms that are over or end within thirty days after the peildatum, earliest first."""
    grens = (blik.peildatum + VOORUIT).isoformat()
    uit = []
    for termijn in blik.stand("termijn").values():
        dossier = lopend.get(str(termijn.get("dossier")))
        einde = str(termijn.get("effectief_einde") or "")
        if dossier is None or termijn.get("status") != "loopt" or not einde or einde > grens:
            continue
        uit.append(
            {
                "overheid": _naam(overheden, dossier),
                "dossier": dossier.get("nummer", ""),
                "titel": dossier.get("titel", ""),
                "soort": TERMIJNSOORTEN.get(str(termijn.get("soort")), str(termijn.get("soort", ""))),
                "einde": einde,
                "verstreken": einde < blik.peildatum.isoformat(),
                "behandelaar": dossier.get("behandelaar") or "",
            }
        )
    return sorted(uit, key=lambda t: (t["einde"], str(t["dossier"]), str(t["soort"])))


def _bewegingen(
    gangen: Iterable[Beweging], dossiers: dict[str, Feiten], overheden: dict[str, Feiten], blik: Blik
) -> list[Feiten]:
    van = blik.periode.van.isoformat()
    return [
        {
            "datum": g.datum,
            "overheid": _naam(overheden, dossiers[g.dossier_id]),
            "dossier": dossiers[g.dossier_id].get("nummer", ""),
            "domein": DOMEINEN[dossiers[g.dossier_id]["domein"]],
            "van": g.van,
            "naar": g.naar,
            "sluitreden": dossiers[g.dossier_id].get("sluitreden") or "" if g.naar == AFGESLOTEN else "",
        }
        for g in gangen
        if g.datum >= van
    ]


def _voorstellen(blik: Blik, lopend: dict[str, Feiten], overheden: dict[str, Feiten]) -> list[Feiten]:
    uit = []
    for voorstel in blik.stand("voorstel").values():
        dossier = lopend.get(str(voorstel.get("dossier")))
        wacht = WACHTEND.get(str(voorstel.get("status")))
        if dossier is None or wacht is None:
            continue
        uit.append(
            {
                "overheid": _naam(overheden, dossier),
                "dossier": dossier.get("nummer", ""),
                "titel": dossier.get("titel", ""),
                "stap": voorstel.get("stap", ""),
                "niveau": voorstel.get("niveau", ""),
                "wacht": wacht,
            }
        )
    return sorted(uit, key=lambda v: (str(v["overheid"]), str(v["dossier"]), str(v["stap"])))


def _signalen(blik: Blik, overheden: dict[str, Feiten]) -> list[Feiten]:
    """Active signals that count, licht and zwaar per organisation. Rumours (C) never do (ladder.md 4.2)."""
    dicht = blik.gesloten("signaal", GESLOTEN_KAMER)
    telling: dict[str, Counter[str]] = defaultdict(Counter)
    for signaal_id, feiten in blik.stand("signaal").items():
        if signaal_id not in dicht and _telt(feiten, blik):
            telling[str(feiten.get("overheid", ""))][str(feiten.get("ernst", ""))] += 1
    rijen = [
        {
            "overheid": str(overheden.get(code, {}).get("naam", code)),
            "licht": per_ernst["licht"],
            "zwaar": per_ernst["zwaar"],
        }
        for code, per_ernst in telling.items()
    ]
    return sorted(rijen, key=lambda rij: str(rij["overheid"]))


def _telt(feiten: Feiten, blik: Blik) -> bool:
    geldig_tot = str(feiten.get("geldig_tot") or "9999")
    return (
        feiten.get("status") == "actief"
        and feiten.get("betrouwbaarheid") != "C"
        and feiten.get("vertrouwelijkheid") not in GESLOTEN_KAMER
        and geldig_tot >= blik.peildatum.isoformat()
    )


def _werklast(lopend: dict[str, Feiten]) -> list[Feiten]:
    """Open cases per behandelaar, how many of them on T3b or higher, and those nobody handles."""
    per_persoon: dict[str, Counter[str]] = defaultdict(Counter)
    for feiten in lopend.values():
        zwaar = bronnen.rang(str(feiten.get("trede", ""))) >= bronnen.rang("t3b")
        per_persoon[str(feiten.get("behandelaar") or "")].update({"zaken": 1, "zwaar": int(zwaar)})
    return [
        {"behandelaar": naam, "zaken": telling["zaken"], "zwaar": telling["zwaar"]}
        for naam, telling in sorted(per_persoon.items(), key=lambda paar: (paar[0] == "", paar[0]))
    ]


def _doorlooptijden(gangen: Iterable[Beweging], blik: Blik) -> list[Feiten]:
    """Average days on a rung, over the stays that ended within the period."""
    begin: dict[str, Beweging] = {}
    dagen: dict[str, list[int]] = defaultdict(list)
    for gang in gangen:
        vorige = begin.get(gang.dossier_id)
        if vorige and gang.datum >= blik.periode.van.isoformat():
            verblijf = dt.date.fromisoformat(gang.datum) - dt.date.fromisoformat(vorige.datum)
            dagen[vorige.naar].append(verblijf.days)
        begin[gang.dossier_id] = gang
    return [
        {"trede": t.value, "aantal": len(dagen[t.value]), "dagen": _gemiddelde(dagen[t.value])}
        for t in TREDEN
    ]


def _gemiddelde(getallen: list[int]) -> int | None:
    """Mean in whole days, halves up; None without any. Integers only: the same on every machine."""
    return (2 * sum(getallen) + len(getallen)) // (2 * len(getallen)) if getallen else None


def _kaart(overheden: dict[str, Feiten], lopend: dict[str, Feiten]) -> list[Feiten]:
    """Tiles of the municipalities that have a place on the map, with the highest rung on which they stand."""
    hoogste: dict[str, str] = {}
    for feiten in lopend.values():
        code, trede = str(feiten.get("overheid", "")), str(feiten.get("trede") or "")
        if bronnen.rang(trede) > bronnen.rang(hoogste.get(code, "")):
            hoogste[code] = trede
    return [
        {
            "code": code,
            "naam": f.get("naam", code),
            "kolom": f["kolom"],
            "rij": f["rij"],
            "trede": hoogste.get(code, ""),
        }
        for code, f in overheden.items()
        if f.get("kolom") is not None and f.get("rij") is not None
    ]
