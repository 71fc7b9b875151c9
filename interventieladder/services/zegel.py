"""The seal over a proposal: text, letters, lengths of terms, evidence and answers (design 4.2).

Letter date, send date, end dates and kenmerk are filled at sending and are no part of it.
"""

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from interventieladder.brieven.namen import met_namen
from interventieladder.guards.spoed import BESLUITEN_T5
from interventieladder.models import Brief, Dossier, Feit, Stuk, Voorstel
from interventieladder.models.stukken import BriefStatus
from interventieladder.standen.plan import Feitsoort
from toezicht.core.fouten import Conflict, Verouderd
from toezicht.core.logboek import canoniek
from toezicht.core.vaste_vragen import Gat, vast
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.opvolging import zelfde_overheid

if TYPE_CHECKING:
    from django.db.models import QuerySet

TEKSTVELDEN = (
    "gevraagd",
    "waarom_nu",
    "lichter_middel",
    "beleidsruimte",
    "noodzaak_uitvraag",
    "gevolg_ja",
    "gevolg_nee",
    "zachte_motivering",
)
GETALVELDEN = ("termijn_weken", "zienswijze_weken", "herbeoordeling_op", "nazorg_op", "sluitreden")
BIJZONDER = ("mondeling", "embargo_tot", "bedrag")
"""Sealed only where they are set, so that what was sealed before them still holds."""
VORM = 2
"""What a seal covers by now. A bundle that was sealed in an older form is compared in that form."""
STUKVELDEN = (
    "soort",
    "datum",
    "ontvangen_op",
    "afzender",
    "mondeling",
    "ondertekend_op",
    "kostenraming",
    "reactie",
    "documentnummer",
    "documentadres",
)
"""What a paper says beside its title and file, since form 2."""


class BundelGewijzigd(Conflict):
    """Something in the sealed bundle changed; `wijzigingen` says what."""

    def __init__(self, wijzigingen: list[str]) -> None:
        super().__init__(
            "De stukken zijn gewijzigd nadat ze zijn verzegeld: "
            + "; ".join(wijzigingen)
            + ". Haal het voorstel terug en dien het opnieuw in."
        )
        self.wijzigingen = wijzigingen


def bundel(voorstel: Voorstel, brieven: Iterable[Brief] | None = None, *, vorm: int = VORM) -> dict[str, Any]:
    """Everything the decider approves, as plain JSON values; `brieven` are its letters when read already."""
    dossier = voorstel.dossier
    if brieven is None:
        brieven = brieven_in(voorstel=voorstel)
    stukken = _stukken(voorstel=voorstel)
    inhoud: dict[str, Any] = {
        "stap": voorstel.stap,
        "van": voorstel.van,
        "niveau": voorstel.niveau,
        "grondslag": [dossier.taak, dossier.orgaan, dossier.gevorderd, dossier.gebrek],
        "teksten": {veld: getattr(voorstel, veld) for veld in TEKSTVELDEN},
        "waarden": {
            **{veld: str(getattr(voorstel, veld) or "") for veld in GETALVELDEN},
            **{veld: str(getattr(voorstel, veld)) for veld in BIJZONDER if getattr(voorstel, veld)},
        },
        "brieven": {
            b.soort: {
                "onderwerp": b.onderwerp,
                "velden": b.velden,
                "geadresseerden": b.geadresseerden,
                "upload": "" if b.velden else b.sha256,
            }
            for b in sorted(brieven, key=lambda b: b.soort)
        },
        "stukken": {
            str(s.pk): {
                "titel": s.titel,
                "sha256": s.sha256,
                "vervangen": hasattr(s, "vervangen_door"),
                **({veld: _waarde(getattr(s, veld)) for veld in STUKVELDEN} if vorm >= VORM else {}),
            }
            for s in stukken
        },
    }
    if antwoorden := _zienswijzen(voorstel):
        inhoud["zienswijzen"] = antwoorden
    if vorm >= VORM:
        inhoud |= {
            "vorm": vorm,
            "zaak": {
                "overheid": dossier.overheid.code,
                "beleid": voorstel.beleid_versie,
            },
        }
    soorten = [f for f in dossier.plan.feitsoorten if f.verzegeld]
    return {**inhoud, "feiten": _feiten(dossier, soorten)} if soorten else inhoud


@vast
def _stukken(voorstel: Gat) -> "QuerySet[Stuk]":
    """The evidence with a proposal, and what replaced it."""
    return Stuk.objects.filter(voorstellen=voorstel).select_related("vervangen_door").order_by("id")


@vast
def bewijs_bij(voorstel: Gat) -> "QuerySet[Stuk, int]":
    """Keys of the evidence with a proposal."""
    return Stuk.objects.filter(voorstellen=voorstel).order_by().values_list("pk", flat=True)


@vast
def brieven_in(voorstel: Gat) -> "QuerySet[Brief]":
    """The letters of a proposal that did not lapse."""
    return Brief.objects.filter(voorstel=voorstel).exclude(status=BriefStatus.VERVALLEN)


def _zienswijzen(voorstel: Voorstel) -> dict[str, Any]:
    """What the organisation said and what we answer, for a decision that rests on it (Awb 3:46)."""
    if voorstel.stap not in BESLUITEN_T5:
        return {}
    return {
        str(z.pk): {
            "titel": f"van {z.gegeven_door}" if z.gegeven_door else "niet gegeven",
            "ontvangen_op": z.ontvangen_op.isoformat(),
            "meegewogen": [z.meegewogen, z.meegewogen_reden],
            "punten": [[p.nummer, p.tekst, p.oordeel, p.reactie] for p in z.puntenlijst],
        }
        for z in voorstel.dossier.feiten.zienswijzen
    }


def _waarde(waarde: Any) -> str:
    """A value of a paper as the seal holds it: empty when there is none."""
    return "" if waarde in (None, "", False) else str(waarde)


def _feiten(dossier: Dossier, soorten: list[Feitsoort]) -> dict[str, Any]:
    """The newest fact of each kind that is decided on and that counts, as it stands now."""
    telt = Q(soort__in=[f.code for f in soorten if not f.vier_ogen])
    telt |= Q(soort__in=[f.code for f in soorten if f.vier_ogen], geverifieerd_op__isnull=False)
    rijen = Feit.objects.filter(telt, dossier=dossier, vervangen_door__isnull=True)
    return {
        f.soort: {"titel": f.soort.replace("_", " "), "datum": f.datum.isoformat(), "waarden": f.waarden}
        for f in rijen.order_by("datum", "id")
    }


def bereken_zegel(inhoud: dict[str, Any]) -> str:
    """SHA-256 (hex) over the bundle."""
    return hashlib.sha256(canoniek(inhoud)).hexdigest()


NAMEN = {
    "gevraagd": "wat wordt gevraagd",
    "waarom_nu": "waarom nu",
    "lichter_middel": "lichter middel",
    "beleidsruimte": "beleidsruimte",
    "noodzaak_uitvraag": "noodzaak van de uitvraag",
    "gevolg_ja": "gevolg bij ja",
    "gevolg_nee": "gevolg bij nee",
    "zachte_motivering": "motivering van de aandachtspunten",
    "termijn_weken": "termijn in weken",
    "zienswijze_weken": "zienswijzetermijn in weken",
    "herbeoordeling_op": "datum van herbeoordeling",
    "nazorg_op": "datum van nazorg",
    "sluitreden": "sluitreden",
    "mondeling": "mondeling besluit",
    "embargo_tot": "embargo",
    "bedrag": "bedrag waarover wordt beslist",
}


ZAAKNAMEN = {
    "stap": "de stap",
    "van": "de stand waaruit de stap gaat",
    "niveau": "het niveau van de beslissing",
    "grondslag": "de grondslag",
    "overheid": "de organisatie",
    "beleid": "het beleidskader",
}


def _kenmerken(inhoud: dict[str, Any]) -> dict[str, Any]:
    """What the bundle says of the step and the case itself."""
    zaak: dict[str, Any] = inhoud.get("zaak", {})
    return {**{veld: inhoud[veld] for veld in ("stap", "van", "niveau", "grondslag")}, **zaak}


def verschillen(oud: dict[str, Any], nieuw: dict[str, Any]) -> list[str]:
    """What changed between two bundles, as short Dutch phrases; numbers with both values."""
    uit: list[str] = []
    eerder, nu = _kenmerken(oud), _kenmerken(nieuw)
    # What an older form did not hold cannot have changed.
    uit.extend(
        f"{ZAAKNAMEN[veld]} is gewijzigd" for veld in nu if veld in eerder and eerder[veld] != nu[veld]
    )
    for veld, waarde in nieuw["teksten"].items():
        if oud.get("teksten", {}).get(veld, "") != waarde:
            uit.append(f"tekst gewijzigd: {NAMEN[veld]}")
    for veld, waarde in nieuw["waarden"].items():
        eerder = oud.get("waarden", {}).get(veld, "")
        if eerder != waarde:
            uit.append(f"{NAMEN[veld]}: {eerder or 'leeg'} → {waarde or 'leeg'}")
    uit.extend(_verschil_in(oud.get("brieven", {}), nieuw["brieven"], "brief"))
    uit.extend(_verschil_in(oud.get("stukken", {}), nieuw["stukken"], "stuk"))
    uit.extend(_verschil_in(oud.get("feiten", {}), nieuw.get("feiten", {}), "feit"))
    uit.extend(_verschil_in(oud.get("zienswijzen", {}), nieuw.get("zienswijzen", {}), "zienswijze"))
    return uit


def _verschil_in(oud: dict[str, Any], nieuw: dict[str, Any], soort: str) -> list[str]:
    uit = []
    for sleutel in sorted({*oud, *nieuw}):
        eerder, nu = _gelijk_gevormd(oud.get(sleutel), nieuw.get(sleutel))
        naam = f"{soort} {(nu or eerder or {}).get('titel', sleutel)}"
        if eerder is None:
            uit.append(f"{naam} is toegevoegd")
        elif nu is None:
            uit.append(f"{naam} is vervallen")
        elif eerder != nu:
            uit.append(f"{naam} is {'vervangen' if nu.get('vervangen') else 'gewijzigd'}")
    return uit


def _gelijk_gevormd(eerder: Any, nu: Any) -> tuple[Any, Any]:
    """Two parts with the same keys: what an older form did not hold cannot have changed."""
    if eerder is None or nu is None or not set(eerder) < set(nu):
        return eerder, nu
    return eerder, {sleutel: nu[sleutel] for sleutel in eerder}


def eis_gelezen(voorstel: Voorstel, zegel: str) -> None:
    """The bundle with hash `zegel` is the one that was read; `Verouderd` for another."""
    if zegel != voorstel.zegel:
        raise Verouderd(
            "Dit is niet meer de versie die u las. Ververs de pagina en lees wat er is gewijzigd."
        )


def eis_ongewijzigd(voorstel: Voorstel, brieven: Iterable[Brief] | None = None) -> None:
    """Refuse with what changed when the bundle is no longer the one that was sealed; `brieven` as in `bundel`."""
    if anders := veranderd(voorstel, brieven):
        raise BundelGewijzigd(anders)


def zoals_verzegeld(voorstel: Voorstel, brieven: Iterable[Brief] | None = None) -> dict[str, Any]:
    """The bundle as it is now, in the form in which the proposal was sealed.

    The same organisation under another code since (Gemeentewet 158) stands in it under the code that was sealed.
    """
    inhoud = bundel(voorstel, brieven, vorm=int(voorstel.zegel_inhoud.get("vorm", 1)))
    verzegeld = voorstel.zegel_inhoud.get("zaak", {}).get("overheid", "")
    overheid = voorstel.dossier.overheid
    if "zaak" in inhoud and verzegeld not in ("", overheid.code):
        zelfde = Overheid.objects.filter(pk__in=zelfde_overheid(overheid.pk), code=verzegeld)
        inhoud["zaak"]["overheid"] = verzegeld if zelfde.exists() else overheid.code
    return inhoud


def veranderd(voorstel: Voorstel, brieven: Iterable[Brief] | None = None) -> list[str]:
    """What is no longer as it was sealed, as short Dutch phrases; empty when all is as it was."""
    if brieven is None:
        brieven = brieven_in(voorstel=voorstel)
    brieven = list(brieven)
    nu = zoals_verzegeld(voorstel, brieven)
    zegel = bereken_zegel(nu)
    if zegel == voorstel.zegel:
        return []
    toen = voorstel.zegel_inhoud
    if bereken_zegel(toen) == voorstel.zegel:
        toen = _met_overgenomen_namen(toen, brieven)
        if bereken_zegel(toen) == zegel:
            return []
    return verschillen(toen, nu) or ["een kenmerk van het voorstel"]


def _met_overgenomen_namen(inhoud: dict[str, Any], brieven: Iterable[Brief]) -> dict[str, Any]:
    """The sealed bundle with the names in it that a colleague took over since (`brieffeiten.neem_namen_over`)."""
    delen: dict[str, Any] = dict(inhoud.get("brieven", {}))
    for brief in brieven:
        for overname in brief.namen if brief.soort in delen else ():
            delen[brief.soort] = _na_overname(delen[brief.soort], overname)
    return {**inhoud, "brieven": delen}


def _na_overname(deel: dict[str, Any], overname: Any) -> dict[str, Any]:
    """A letter in the bundle after names were taken over once: pairs, for an uploaded letter with its sums.

    Only the file that was there gives way, and only to the one that came with this act.
    """
    if isinstance(overname, list):
        return met_namen(deel, dict(overname))
    oud, nieuw = overname["upload"]
    anders = met_namen(deel, dict(overname["namen"]))
    return {**anders, "upload": nieuw} if deel["upload"] == oud else anders
