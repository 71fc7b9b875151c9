"""Facts of the toezichtbeeld of one organisation (ladder.md 6.2). Meant to be read outside the house:
never an unproven signal, a person, or anything of a closed file."""

from collections.abc import Callable, Iterable
from typing import Any

from interventieladder.treden import DOCUMENTEN, Sluitreden
from reports.snapshot import bronnen
from reports.snapshot.bronnen import AFGESLOTEN, BESLOTEN, TERMIJNSOORTEN, Blik, Feiten
from signalen.cijfers.beoordeling import beoordeling
from signalen.cijfers.kengetallen import NAMEN
from toezicht.core import domeinen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.models import Logboekregel
from toezicht.core.woorden import klein

ZICHTBAAR_VANAF = "t2"
"""At T1 it is not yet known whether anything is wrong: such a dossier stands in no report (ladder.md 1.3)."""

_IEDER = (domeinen.FINANCIEN, domeinen.INFORMATIE_ARCHIEF)
_GEMEENTE = (
    *_IEDER,
    domeinen.OMGEVINGSRECHT,
    domeinen.HUISVESTING,
    domeinen.RUIMTELIJKE_ORDENING,
    domeinen.ERFGOED,
)
DOMEINEN_PER_SOORT = {"gemeente": _GEMEENTE, "waterschap": (*_IEDER, domeinen.OMGEVINGSRECHT, domeinen.WATER)}
"""What is supervised per kind of organisation; another domain is added where a dossier lies in it."""

JAARREKENING, BEGROTING = "5", "0"
AANTAL_CIJFERSETS = 4
BESLUIT_GENOMEN = "Besluit genomen door Gedeputeerde Staten."
VERZONDEN = " verzonden."


def maak(blik: Blik) -> dict[str, Any]:
    """Everything the toezichtbeeld says, as plain JSON values."""
    overheid = bronnen.overheid(blik)
    alle = blik.stand("dossier")
    gesloten = blik.gesloten("dossier", BESLOTEN)
    regels = blik.regels("dossier", "termijn", "verzending", "voorstel")
    gangen = bronnen.bewegingen(regels)
    termijnen = blik.stand("termijn")
    getoond = {
        dossier_id: feiten
        for dossier_id, feiten in alle.items()
        if dossier_id not in gesloten and _te_tonen(dossier_id, feiten, gangen, blik)
    }
    dossiers = sorted(
        (_dossier(dossier_id, feiten, termijnen, blik) for dossier_id, feiten in getoond.items()),
        key=lambda d: (list(DOMEINEN).index(d["domein"]), d["nummer"]),
    )
    return {
        **blik.kop,
        "overheid": _overheid(overheid),
        "treden": bronnen.treden(blik.peildatum),
        "domeinen": _per_domein(str(overheid.get("soort", "")), dossiers),
        "dossiers": dossiers,
        "afspraken": _afspraken(blik, getoond),
        "termijnen": _termijnen(termijnen, getoond, blik),
        "financien": financien(blik),
        "tijdlijn": _tijdlijn(regels, gangen, getoond, blik),
    }


def _overheid(feiten: Feiten) -> Feiten:
    inwoners = sorted(
        (int(sleutel.removeprefix("inwoners_")), aantal)
        for sleutel, aantal in feiten.items()
        if sleutel.startswith("inwoners_")
    )
    return {
        "code": feiten["code"],
        "naam": feiten.get("naam", feiten["code"]),
        "soort": feiten.get("soort", ""),
        "inwoners": [{"jaar": jaar, "aantal": aantal} for jaar, aantal in inwoners],
    }


def _te_tonen(dossier_id: str, feiten: Feiten, gangen: Iterable[bronnen.Beweging], blik: Blik) -> bool:
    """Open and past T1, or closed within the period after having been past T1."""
    vanaf = bronnen.rang(ZICHTBAAR_VANAF)
    eigen = [gang for gang in gangen if gang.dossier_id == dossier_id]
    if feiten.get("domein") not in DOMEINEN:
        return False
    if feiten.get("stand") != AFGESLOTEN:
        return bronnen.rang(str(feiten.get("trede", ""))) >= vanaf
    gesloten_op = max((g.datum for g in eigen if g.naar == AFGESLOTEN), default="")
    return gesloten_op >= blik.periode.van.isoformat() and any(bronnen.rang(g.naar) >= vanaf for g in eigen)


def _dossier(dossier_id: str, feiten: Feiten, termijnen: dict[str, Feiten], blik: Blik) -> Feiten:
    beleid, dicht = str(feiten.get("beleid", "")), feiten.get("stand") == AFGESLOTEN
    return {
        "id": dossier_id,
        "nummer": feiten.get("nummer", dossier_id),
        "domein": feiten["domein"],
        "taak": bronnen.taaknaam(str(feiten.get("taak", "")), beleid, blik.peildatum),
        "titel": feiten.get("titel", ""),
        "trede": bronnen.trede(str(feiten.get("trede", "")), beleid, blik.peildatum),
        "sinds": feiten.get("trede_sinds"),
        "gesloten": dicht,
        "aangehouden": feiten.get("stand") == "aangehouden",
        "sluitreden": _label(Sluitreden, feiten.get("sluitreden")) if dicht else "",
        "verlengingen": sum(
            (str(t.get("dossier")), t.get("trede"), t.get("status"))
            == (dossier_id, feiten.get("trede"), "verlengd")
            for t in termijnen.values()
        ),
    }


def _label(keuzes: Any, waarde: Any) -> str:
    return str(keuzes(waarde).label) if waarde in keuzes.values else str(waarde or "")


def _per_domein(soort: str, dossiers: list[Feiten]) -> list[Feiten]:
    """One row per domain: the heaviest open dossier decides the rung; without one supervision is regular."""
    standaard = DOMEINEN_PER_SOORT.get(soort, _IEDER)
    codes = [c for c in DOMEINEN if c in standaard or any(d["domein"] == c for d in dossiers)]
    rijen = []
    for code in codes:
        lopend = [d for d in dossiers if d["domein"] == code and not d["gesloten"]]
        zwaarste = max(lopend, key=lambda d: d["trede"]["hoogte"], default=None)
        rijen.append(
            {
                "code": code,
                "naam": DOMEINEN[code],
                "trede": zwaarste["trede"] if zwaarste else None,
                "sinds": zwaarste["sinds"] if zwaarste else None,
                "dossiers": [d["nummer"] for d in lopend],
            }
        )
    return rijen


def _afspraken(blik: Blik, getoond: dict[str, Feiten]) -> list[Feiten]:
    """Open agreements, without who has to keep them: an owner may be a person."""
    return sorted(
        (
            {
                "dossier": getoond[str(a["dossier"])].get("nummer", ""),
                "actie": a.get("actie", ""),
                "gereed_op": a.get("gereed_op"),
                "over_datum": str(a.get("gereed_op") or "9999") < blik.peildatum.isoformat(),
            }
            for a in blik.stand("afspraak").values()
            if str(a.get("dossier")) in getoond and a.get("status") == "open"
        ),
        key=lambda a: (str(a["gereed_op"]), str(a["dossier"]), str(a["actie"])),
    )


def _termijnen(termijnen: dict[str, Feiten], getoond: dict[str, Feiten], blik: Blik) -> list[Feiten]:
    return sorted(
        (
            {
                "dossier": getoond[str(t["dossier"])].get("nummer", ""),
                "soort": TERMIJNSOORTEN.get(str(t.get("soort")), str(t.get("soort", ""))),
                "start": t.get("start"),
                "einde": t.get("effectief_einde"),
                "verschoven": t.get("ruw_einde") != t.get("effectief_einde"),
                "verstreken": str(t.get("effectief_einde") or "9999") < blik.peildatum.isoformat(),
            }
            for t in termijnen.values()
            if str(t.get("dossier")) in getoond and t.get("status") == "loopt"
        ),
        key=lambda t: (str(t["einde"]), str(t["dossier"])),
    )


def financien(blik: Blik) -> Feiten | None:
    """The kengetallen of the last sets of figures, with band and where each comes from; None without sets."""
    sets = sorted(
        (
            feiten
            for feiten in blik.stand("cijfers").values()
            if str(feiten.get("periode")) in {JAARREKENING, BEGROTING} and feiten.get("kengetallen")
        ),
        key=lambda f: (int(f["boekjaar"]), str(f["periode"]) == JAARREKENING),
    )[-AANTAL_CIJFERSETS:]
    if not sets:
        return None
    return {
        "sets": [
            {
                "boekjaar": int(f["boekjaar"]),
                "soort": "jaarrekening" if str(f["periode"]) == JAARREKENING else "begroting",
                "vintage": f.get("vintage"),
                "bestand_sha256": f.get("bestand_sha256", ""),
            }
            for f in sets
        ],
        "regels": {"versie": (regels := beoordeling()).versie, "bron": regels.bron},
        "kengetallen": [
            {
                "code": code,
                "naam": naam,
                "laag": str(regels.grenzen[code].laag),
                "hoog": str(regels.grenzen[code].hoog),
                "gunstig": regels.grenzen[code].gunstig,
                "waarden": [_kengetal(f["kengetallen"].get(code)) for f in sets],
            }
            for code, naam in NAMEN.items()
        ],
    }


def _kengetal(ruw: Any) -> Feiten | None:
    if not isinstance(ruw, dict):
        return None
    waarde = ruw.get("waarde")
    return {
        "waarde": None if waarde is None else str(waarde),
        "band": ruw.get("band") or "",
        "herkomst": ruw.get("herkomst") or "",
    }


def _tijdlijn(
    regels: list[Logboekregel], gangen: list[bronnen.Beweging], getoond: dict[str, Feiten], blik: Blik
) -> list[Feiten]:
    """What changed in the period, in words; only steps, terms, letters to the organ and decisions taken."""
    van = blik.periode.van.isoformat()
    uit = [
        {
            "datum": g.datum,
            "dossier": getoond[g.dossier_id].get("nummer", ""),
            "wat": _beweging(g, getoond, blik),
        }
        for g in gangen
        if g.dossier_id in getoond and g.datum >= van and _openbare_stap(g)
    ]
    standen: dict[str, Feiten] = {}
    for regel in regels:
        voor = standen.get(regel.keten, {})
        na = standen[regel.keten] = {**voor, **regel.gegevens}
        dossier = getoond.get(str(na.get("dossier")))
        if dossier and regel.gebeurd_op >= blik.periode.van and (wat := _gebeurtenis(regel, voor, na)):
            uit.append(
                {"datum": regel.gebeurd_op.isoformat(), "dossier": dossier.get("nummer", ""), "wat": wat}
            )
    uit = [gebeurtenis for gebeurtenis in uit if not _nog_stil(gebeurtenis, uit)]
    uniek = {(e["datum"], e["dossier"], e["wat"]) for e in uit}
    return [{"datum": datum, "dossier": nummer, "wat": wat} for datum, nummer, wat in sorted(uniek)]


def _openbare_stap(gang: bronnen.Beweging) -> bool:
    return gang.naar == AFGESLOTEN or bronnen.rang(gang.naar) >= bronnen.rang(ZICHTBAAR_VANAF)


def _beweging(gang: bronnen.Beweging, getoond: dict[str, Feiten], blik: Blik) -> str:
    feiten = getoond[gang.dossier_id]
    if gang.naar == AFGESLOTEN:
        reden = _label(Sluitreden, feiten.get("sluitreden"))
        return f"Dossier gesloten: {reden.lower()}." if reden else "Dossier gesloten."
    trede = bronnen.trede(gang.naar, str(feiten.get("beleid", "")), blik.peildatum)
    lager = bronnen.rang(gang.naar) < bronnen.rang(gang.van)
    return f"{'Terug naar' if lager else 'Naar'} trede {trede['nummer']} {trede['naam']}."


def _nog_stil(gebeurtenis: Feiten, alle: Iterable[Feiten]) -> bool:
    """A decision that no letter followed yet: the municipality hears it first (design.md 1)."""
    return gebeurtenis["wat"] == BESLUIT_GENOMEN and not any(
        ander["wat"].endswith(VERZONDEN)
        and ander["dossier"] == gebeurtenis["dossier"]
        and ander["datum"] >= gebeurtenis["datum"]
        for ander in alle
    )


def _gebeurtenis(regel: Logboekregel, voor: Feiten, na: Feiten) -> str:
    """One line as a reader outside may see it, or nothing; the subject just before and just after it."""
    if regel.vertrouwelijkheid in BESLOTEN:
        return ""
    maker = _GEBEURTENISSEN.get(regel.onderwerp_soort)
    return maker(voor, na) if maker else ""


def _termijn_gesteld(voor: Feiten, na: Feiten) -> str:
    soort, einde = TERMIJNSOORTEN.get(str(na.get("soort")), ""), na.get("effectief_einde")
    zelfde = (voor.get("effectief_einde"), voor.get("status")) == (einde, na.get("status"))
    if not soort or not einde or na.get("status") != "loopt" or zelfde:
        return ""
    return f"Termijn tot en met {bronnen.in_woorden(str(einde))}: {klein(soort)}."


def _brief_verzonden(voor: Feiten, na: Feiten) -> str:
    document = DOCUMENTEN.get(str(na.get("soort")))
    if (
        voor.get("verzonden_op")
        or not na.get("verzonden_op")
        or na.get("rol") != "orgaan"
        or document is None
    ):
        return ""
    return f"{document.naam}{VERZONDEN}"


def _besluit_genomen(voor: Feiten, na: Feiten) -> str:
    nieuw = na.get("status") == "vastgesteld" and voor.get("status") != "vastgesteld"
    return BESLUIT_GENOMEN if nieuw and na.get("niveau") == "gs" else ""


_GEBEURTENISSEN: dict[str, Callable[[Feiten, Feiten], str]] = {
    "termijn": _termijn_gesteld,
    "verzending": _brief_verzonden,
    "voorstel": _besluit_genomen,
}
