"""Guards about the copies and notices that law or policy names for this kind of organisation and duty.

Who must be told stands in one table, `interventieladder.wettelijk`.
"""

from typing import Any

from interventieladder.rapportage import late_rapportage
from interventieladder.treden import DOCUMENTEN, Orgaan
from interventieladder.wettelijk import ANDERE_GS, BLAD, CONTROLEREND, DEELNEMERS, Mededeling
from toezicht.core.transitions import VOORSTEL, Guard, Toets, guard
from toezicht.organisaties.selectors import deelnemers_op, provincies_die_meekijken

AFSPRAKENBRIEVEN = ("L5", "L5b")
"""Letters that say how often one reports: the first report comes within the term."""


def brieven(t: Toets) -> list[Any]:
    """The documents of the proposal."""
    return t.zaak.feiten.brieven_van_voorstel(t.voorstel) if t.voorstel is not None else []


def gevraagd(zaak: Any, soorten: tuple[str, ...]) -> list[str]:
    """The documents a step asks of this organisation: no notice where neither law nor policy orders one
    when GS step in; on another ladder the step itself says it.

    A waterschap and a regeling have a toezichtbrief of their own about their budget (finance.md 5, L19 and L20).
    """
    if zaak.generiek and "L9" in soorten and zaak.regime.kennisgeving(*soorten) is None:
        soorten = tuple(s for s in soorten if s != "L9")
    return [_eigen_brief(zaak, soort) for soort in soorten]


def _eigen_brief(zaak: Any, soort: str) -> str:
    if soort != "FIN-L2":
        return soort
    if zaak.overheid.is_gr:
        return "FIN-L19"
    return "FIN-L20" if zaak.overheid.soort == "waterschap" else soort


def g_documenten(*soorten: str, alleen_na_brief: bool = False, mondeling: bool = False) -> Guard:
    """Guard: the proposal holds every document the step asks, made from our template or uploaded.

    With `alleen_na_brief` only when the organisation had a letter from us before (row 23); with `mondeling` an
    oral decision is put in writing afterwards (Gw 124 lid 2, rows 12 and 17).
    """

    @guard(
        "G-DOCUMENT",
        f"Stukken klaar: {', '.join(soorten)}",
        "ladder.md 1.10",
        fase=VOORSTEL,
        herstel="brieven",
    )
    def g(t: Toets) -> str | None:
        if alleen_na_brief and not _eerder_geschreven(t):
            t.bewijs["G-DOCUMENT"] = "de organisatie kreeg nog geen brief"
            return None
        if mondeling and is_mondeling(t):
            t.bewijs["G-DOCUMENT"] = "mondeling besluit: de stukken volgen op schrift"
            return None
        aanwezig = {b.soort for b in brieven(t)}
        mist = [f"{s} {DOCUMENTEN[s].naam}" for s in gevraagd(t.zaak, soorten) if s not in aanwezig]
        return f"Maak of upload: {', '.join(mist)}." if mist else None

    return g


@guard(
    "G-RAPPORTAGE",
    "Eerste rapportage binnen de termijn",
    "Awb 3:2; ladder.md 1.4",
    hard=False,
    fase=VOORSTEL,
    herstel="brieven",
)
def g_rapportage(t: Toets) -> str | None:
    """The letter asks a first report before its own term ends. Free text: it warns, never blocks."""
    weken = getattr(t.voorstel, "termijn_weken", None)
    laat = (late_rapportage(b.soort, b.velden, weken) for b in brieven(t) if b.soort in AFSPRAKENBRIEVEN)
    return next((wat for wat in laat if wat), None)


def is_mondeling(t: Toets) -> bool:
    """Whether this proposal is to be decided orally and put in writing afterwards."""
    return bool(getattr(t.voorstel, "mondeling", False))


def _eerder_geschreven(t: Toets) -> bool:
    """Whether a letter to the organ went out before."""
    return any(b.status == "verzonden" and DOCUMENTEN[b.soort].naar_orgaan for b in t.zaak.feiten.brieven)


@guard(
    "G-AFSCHRIFT",
    "Verplichte afschriften geadresseerd",
    "Gemeentewet 124 lid 4; Wet gemeenschappelijke regelingen 29 en 32b lid 4",
    fase=VOORSTEL,
    herstel="brieven",
)
def g_afschrift(t: Toets) -> str | None:
    """Each letter to the organ lists the copies that the table names for this organisation and duty."""
    for brief in brieven(t):
        gekozen = t.zaak.beleid.afschrift_raad
        regels = t.zaak.regime.te_melden(brief.soort, trede=t.zaak.trede, gekozen=gekozen)
        if not regels:
            continue
        if not any(g["rol"] == "orgaan" for g in brief.geadresseerden):
            return f"Adresseer {brief.soort} aan het orgaan."
        for mededeling in regels:
            if mist := _mist(t, brief, mededeling):
                return mist
    return None


def _mist(t: Toets, brief: Any, mededeling: Mededeling) -> str | None:
    """What this letter lacks of one copy, or None."""
    if mededeling.ontvanger == CONTROLEREND:
        wie = {"afschrift"} if t.zaak.orgaan in (Orgaan.RAAD, Orgaan.AB) else {"afschrift_raad"}
        if not {g["rol"] for g in brief.geadresseerden} & wie:
            return f"Zet bij {brief.soort} het afschrift aan de raad (of het algemeen bestuur)."
    if mededeling.ontvanger == DEELNEMERS:
        namen = [d.naam for d in deelnemers_op(t.zaak.overheid_id, t.datum)]
        return _zonder(brief, "afschrift_raad", namen, "het afschrift aan de deelnemers")
    if mededeling.ontvanger == ANDERE_GS:
        namen = provincies_die_meekijken(t.zaak.overheid_id, t.datum)
        return _zonder(brief, "afschrift", namen, "het afschrift aan Gedeputeerde Staten van")
    return None


def _zonder(brief: Any, rol: str, namen: list[str], wat: str) -> str | None:
    aanwezig = [g["naam"] for g in brief.geadresseerden if g["rol"] == rol]
    mist = [naam for naam in namen if not any(a.endswith(f" {naam}") for a in aanwezig)]
    return f"Zet bij {brief.soort} {wat}: {', '.join(mist)}." if mist else None


def g_publicatie_bij(*documenten: str) -> Guard:
    """Guard: the notice of these documents is ready for the gazette, where law or policy orders one."""

    @guard(
        "G-PUB",
        "Kennisgeving klaar voor het provinciaal blad",
        "Gemeentewet 124 lid 4; Wet gemeenschappelijke regelingen 32b lid 4",
        fase=VOORSTEL,
        herstel="brieven",
    )
    def g(t: Toets) -> str | None:
        """The notice is ready, where the table asks one."""
        if t.zaak.regime.kennisgeving(*documenten) is None:
            t.bewijs["G-PUB"] = f"{t.zaak.regime.grondslag} vraagt geen kennisgeving"
            return None
        if is_mondeling(t):
            t.bewijs["G-PUB"] = "mondeling besluit: de kennisgeving volgt"
            return None
        for brief in brieven(t):
            if brief.soort == "L9" and any(g["rol"] == "publicatie" for g in brief.geadresseerden):
                return None
        return "Maak de kennisgeving (L9) voor het provinciaal blad."

    return g


def komt_in_het_blad(zaak: Any, document: str) -> bool:
    """Whether a document of this kind is announced in the gazette for this organisation and duty."""
    return any(m.ontvanger == BLAD for m in zaak.regime.bij(document))
