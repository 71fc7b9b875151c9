"""The facts a letter rests on: what its text names, and to whom it goes."""

from typing import TYPE_CHECKING

from interventieladder.briefsjablonen import SJABLONEN
from interventieladder.brieven.taal import orgaan_naam
from interventieladder.brieven.waarden import Context, feitvelden, orgaan_van

if TYPE_CHECKING:
    from interventieladder.models import Dossier, Voorstel

FEITNAMEN: dict[str, str] = {
    "overheid": "de naam van de organisatie",
    "organisatie": "de organisatie",
    "geadresseerde": "het aangeschreven orgaan",
    "adres": "het adres",
    "orgaan": "het orgaan",
    "taak": "de taak",
    "taakgrondslag": "de grondslag van de taak",
    "gevorderde": "wat de wet vordert",
    "gebrek": "wat eraan schort",
    "onderdeel": "het onderdeel",
    "kosten_totaal": "het totaal van de kosten",
    "termijn": "de lengte van de termijn",
    "zienswijzetermijn": "de lengte van de zienswijzetermijn",
    "besluit_nummer": "het nummer van het eerdere besluit",
    "besluit_datum": "de datum van het eerdere besluit",
    "kostendrager": "wie de kosten draagt",
    "zienswijzen": "de zienswijzen en onze reactie",
    "spoed": "de grond van de spoed",
}
"""Each fact as a refusal names it."""

NAMEN = (
    *("overheid", "organisatie", "geadresseerde", "adres", "orgaan", "taak", "taakgrondslag"),
    "kostendrager",
)
"""Facts that are only a name: in a letter that was decided on they can be replaced by the new one."""

_GRONDSLAG = ("gevorderde", "gebrek", "taak", "taakgrondslag", "kostendrager", "orgaan")
IN_DE_TEKST: dict[str, tuple[str, ...]] = {
    "L6": ("termijn",),
    "L7": _GRONDSLAG,
    "L8": (*_GRONDSLAG, "termijn"),
    "L9": (*_GRONDSLAG, "termijn"),
}
"""Facts that a letter writes in its text though no field of it names them: by a maker of its own, or because its
text is another without a term. An end date is no fact: sending computes it."""


def feiten_van(soort: str, dossier: "Dossier", voorstel: "Voorstel | None") -> dict[str, str]:
    """The facts under a letter of this kind as they stand now, by name."""
    overheid = dossier.overheid
    context = Context(dossier, voorstel)
    feiten = {
        "overheid": overheid.naam,
        "geadresseerde": orgaan_naam(orgaan_van(dossier), overheid.naam),
        "adres": overheid.adres or overheid.email,
    }
    if soort not in SJABLONEN:
        return feiten
    namen = [*feitvelden(soort, dossier, voorstel), *IN_DE_TEKST.get(soort, ())]
    return feiten | {naam: context.get(naam) for naam in namen}
