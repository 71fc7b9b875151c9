"""Words of the toezichtbeeld of one organisation."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reports.woorden.gedeeld import AANTAL_TREDEN, T0, datum, datum_kort, meervoud, opsomming, telwoord
from toezicht.core.woorden import klein, nederlands

SOORTNAMEN = {"gemeente": "Gemeente", "waterschap": "Waterschap"}
BANDEN = {"A": ("laag risico", "goed"), "B": ("gemiddeld risico", "let-op"), "C": ("hoog risico", "slecht")}
HERKOMSTEN = {"herberekend": "berekend uit de Iv3-levering", "opgave": "opgave van de gemeente"}
BRON = "Iv3-leveringen van de gemeente aan het CBS"
GRONDSLAG = "artikel 11 Besluit begroting en verantwoording provincies en gemeenten"
FINANCIEN = "financien"


def woorden(feiten: Mapping[str, Any]) -> dict[str, Any]:
    """What the template shows."""
    naam = _naam(feiten["overheid"])
    rijen = [_rij(rij) for rij in feiten["domeinen"]]
    return {
        "soortnaam": "Toezichtbeeld",
        "onderwerp": naam,
        "overheid_naam": feiten["overheid"]["naam"],
        "zin": beeldzin(feiten),
        "domeinrijen": rijen,
        "lopend": [_dossier(d, feiten) for d in feiten["dossiers"] if not d["gesloten"]],
        "gesloten": [d for d in feiten["dossiers"] if d["gesloten"]],
        "afspraken": [{**a, "gereed": datum(a["gereed_op"])} for a in feiten["afspraken"]],
        "termijnen": [{**t, "van": datum(t["start"]), "tot": datum(t["einde"])} for t in feiten["termijnen"]],
        "tijdlijn": [{**g, "dag": datum(g["datum"])} for g in feiten["tijdlijn"]],
        "financien": _financien(feiten["financien"]) if feiten["financien"] else None,
        "inwoners": feiten["overheid"]["inwoners"][-1] if feiten["overheid"]["inwoners"] else None,
    }


def _naam(overheid: Mapping[str, Any]) -> str:
    soort = SOORTNAMEN.get(overheid["soort"], "")
    return (
        overheid["naam"]
        if overheid["naam"].startswith(soort) and soort
        else f"{soort} {overheid['naam']}".strip()
    )


def beeldzin(feiten: Mapping[str, Any]) -> str:
    """The picture in words: how many domains are regular, and what asks for attention."""
    naam, rijen = feiten["overheid"]["naam"], feiten["domeinen"]
    hoger = sorted((r for r in rijen if r["trede"]), key=lambda r: (-r["trede"]["hoogte"], r["naam"]))
    gewoon = len(rijen) - len(hoger)
    if not hoger:
        return f"{naam} staat op alle {telwoord(len(rijen))} taakgebieden onder regulier toezicht."
    aantal = (
        f"{telwoord(gewoon)} van de {telwoord(len(rijen))} taakgebieden"
        if gewoon
        else "geen enkel taakgebied"
    )
    begin = f"{naam} staat op {aantal} onder regulier toezicht."
    if len(hoger) == 1:
        trede = hoger[0]["trede"]
        kern = f"{hoger[0]['naam']} staat op trede {trede['nummer']}: {klein(trede['naam'])}"
    else:
        delen = [f"{klein(r['naam'])} ({r['trede']['nummer']})" for r in hoger]
        kern = f"Op de interventieladder staan {opsomming(delen)}"
    return f"{begin} {kern}{_vervolg(feiten)}."


def _vervolg(feiten: Mapping[str, Any]) -> str:
    """What runs now, or nothing."""
    over = sum(1 for t in feiten["termijnen"] if t["verstreken"])
    if over:
        return f"; {meervoud(over, 'termijn is', 'termijnen zijn')} verstreken"
    if feiten["termijnen"]:
        return f"; de eerstvolgende termijn eindigt op {datum(feiten['termijnen'][0]['einde'])}"
    return ""


def _rij(rij: Mapping[str, Any]) -> dict[str, Any]:
    geen = {**T0, "naam": "Geen dossier op de ladder", "nummer": ""} if rij["code"] == FINANCIEN else T0
    return {
        **rij,
        "stand": rij["trede"] or geen,
        "boven": rij["trede"] is not None,
        "plek": rij["trede"]["hoogte"] if rij["trede"] else None if rij["code"] == FINANCIEN else 0,
        "aantal": AANTAL_TREDEN,
        "sinds_dag": datum(rij["sinds"]),
        "nummers": ", ".join(rij["dossiers"]) or "–",
    }


def _dossier(dossier: Mapping[str, Any], feiten: Mapping[str, Any]) -> dict[str, Any]:
    termijnen = [t for t in feiten["termijnen"] if t["dossier"] == dossier["nummer"]]
    return {
        **dossier,
        "domeinnaam": next(r["naam"] for r in feiten["domeinen"] if r["code"] == dossier["domein"]),
        "uitleg": _uitleg(dossier, termijnen),
        "ladder": _ladder(dossier, feiten["treden"]),
    }


def _uitleg(dossier: Mapping[str, Any], termijnen: list[Any]) -> str:
    trede = dossier["trede"]
    zinnen = [
        f"Dit dossier staat sinds {datum(dossier['sinds'])} op trede {trede['nummer']} {trede['naam']}."
    ]
    if dossier["aangehouden"]:
        zinnen.append("De behandeling is aangehouden.")
    if dossier["verlengingen"]:
        zinnen.append(f"De trede is {meervoud(dossier['verlengingen'], 'keer', 'keer')} verlengd.")
    for termijn in termijnen:
        werkwoord = "eindigde" if termijn["verstreken"] else "loopt tot en met"
        zinnen.append(f"De termijn voor {klein(termijn['soort'])} {werkwoord} {datum(termijn['einde'])}.")
    return " ".join(zinnen)


def _ladder(dossier: Mapping[str, Any], treden: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The strip of the ladder: what lies behind, where the dossier stands."""
    hoogte, strip = dossier["trede"]["hoogte"], []
    for trede in (T0, *treden):
        nu = trede["hoogte"] == hoogte
        strip.append(
            {
                "code": trede["nummer"],
                "naam": trede["kort"],
                "status": "nu" if nu else "past" if trede["hoogte"] < hoogte else "toekomst",
                "regels": [f"sinds {datum_kort(dossier['sinds'])}"] if nu else [],
            }
        )
    return strip


def _financien(financien: Mapping[str, Any]) -> dict[str, Any]:
    koppen = [
        f"{'Rekening' if s['soort'] == 'jaarrekening' else 'Begroting'} {s['boekjaar']}"
        for s in financien["sets"]
    ]
    rijen = [_kengetal(rij) for rij in financien["kengetallen"]]
    geldend = [rij for rij in rijen if rij["laatste"]]
    return {
        "koppen": koppen,
        "laatste_kop": koppen[-1].lower(),
        "rijen": rijen,
        "geldend": geldend,
        "bron": BRON,
        "grondslag": GRONDSLAG,
        "regels": financien["regels"],
        "sets": [
            {**s, "kop": kop, "vintage": _vintage(s.get("vintage"))}
            for s, kop in zip(financien["sets"], koppen, strict=True)
        ],
        "zin": _financiele_zin(rijen, koppen[-1]),
    }


def _vintage(vintage: Any) -> str:
    """Which delivery of the same figures this is."""
    return f"levering {vintage}" if vintage else ""


def _financiele_zin(rijen: list[dict[str, Any]], kop: str) -> str:
    hoog = [klein(rij["naam"]) for rij in rijen if rij["laatste"] and rij["laatste"]["band"] == "C"]
    if hoog:
        return f"In de {klein(kop)} valt {opsomming(hoog)} in de band met hoog risico."
    return f"In de {klein(kop)} valt geen kengetal in de band met hoog risico."


def _kengetal(rij: Mapping[str, Any]) -> dict[str, Any]:
    cellen = [_cel(waarde) for waarde in rij["waarden"]]
    return {
        "code": rij["code"],
        "naam": rij["naam"],
        "cellen": cellen,
        "laatste": cellen[-1] if cellen[-1]["waarde"] is not None else None,
        "grens": _grens(rij),
        "banden": _banden(rij),
    }


def _cel(waarde: Any) -> dict[str, Any]:
    waarde = waarde or {"waarde": None, "band": "", "herkomst": ""}
    naam, klasse = BANDEN.get(waarde["band"], ("niet te beoordelen", "onbekend"))
    return {
        "waarde": None if waarde["waarde"] is None else Decimal(waarde["waarde"]),
        "band": waarde["band"] if waarde["band"] in BANDEN else "",
        "bandnaam": naam,
        "klasse": klasse,
        "herkomst": HERKOMSTEN.get(waarde["herkomst"], waarde["herkomst"]),
    }


def _grens(rij: Mapping[str, Any]) -> str:
    """Where band B lies."""
    laag, hoog = (nederlands(Decimal(rij[kant]), 0) for kant in ("laag", "hoog"))
    return f"B bij {laag}%" if laag == hoog else f"B van {laag} tot en met {hoog}%"


def _banden(rij: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Bands from low to high as the figure wants them."""
    kleuren = [("rood", "hoog risico"), ("amber", "gemiddeld risico"), ("groen", "laag risico")]
    grenzen = sorted({Decimal(rij["laag"]), Decimal(rij["hoog"])})
    if len(grenzen) == 1:
        kleuren = [kleuren[0], kleuren[2]]
    if rij["gunstig"] == "laag":
        kleuren.reverse()
    return [
        {"tot": tot, "kleur": kleur, "naam": naam}
        for tot, (kleur, naam) in zip([*grenzen, None], kleuren, strict=True)
    ]
