"""What the fields of `briefsjablonen.context` hold for one dossier and proposal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings

from interventieladder.briefsjablonen import SJABLONEN
from interventieladder.briefsjablonen.context import FEITEN, namen_in
from interventieladder.briefsjablonen.controle import samengevoegd
from interventieladder.brieven import taal
from interventieladder.brieven.zienswijzen import als_tekst
from interventieladder.financieel.kalender import EERSTE_JAAR, LAATSTE_JAAR, Jaarkalender, jaarkalender
from interventieladder.models.stukken import StukSoort
from interventieladder.treden import Gevorderd, Orgaan, organen_van
from toezicht.core import clock
from toezicht.core.woorden import euro, in_weken

if TYPE_CHECKING:
    from interventieladder.models import Besluit, Dossier, Voorstel

Maker = Callable[["Dossier", "Voorstel | None"], str]


def orgaan_van(dossier: "Dossier") -> str:
    """The organ addressed; on a ladder that names none, the one at the head of the organisation."""
    return dossier.orgaan or organen_van(dossier.overheid.soort)[0]


def kostendrager(dossier: "Dossier") -> str:
    """Who pays for the execution: as the regime has it, else the organisation itself."""
    return dossier.regime.kosten or taal.organisatie(dossier.overheid)


def _uit_voorstel(veld: str) -> Maker:
    return lambda _, voorstel: str(getattr(voorstel, veld)) if voorstel else ""


def _uit_contact(veld: str) -> Maker:
    return lambda dossier, _: str(getattr(dossier.beleid.contact, veld))


def _weken(veld: str) -> Maker:
    def maak(_: "Dossier", voorstel: "Voorstel | None") -> str:
        weken = getattr(voorstel, veld) if voorstel else None
        return in_weken(weken) if weken else ""

    return maak


def _op_de_ladder(maak: Callable[["Dossier"], str]) -> Maker:
    """A law that only a duty of the policy has; beside the general ladder the law of that ladder."""
    return lambda d, _: maak(d) if d.taak in d.beleid.taken else d.taakgrondslag


def _gevorderde(dossier: "Dossier", _: "Voorstel | None") -> str:
    return taal.gevorderde(dossier) if dossier.gevorderd in Gevorderd.values else "de gevorderde taak"


def _trede(dossier: "Dossier", _: "Voorstel | None") -> str:
    trede = dossier.beleid.treden.get(dossier.trede)
    return trede.volledig if trede else str(dossier.get_trede_display())


def eerder_besluit(dossier: "Dossier", voorstel: "Voorstel | None") -> "Besluit | None":
    """The newest decision in the dossier before that on this proposal."""
    eigen = next((b.pk for b in dossier.feiten.besluiten if voorstel and b.voorstel_id == voorstel.pk), None)
    rijen = [b for b in dossier.feiten.besluiten if eigen is None or b.pk < eigen]
    return max(rijen, key=lambda b: (b.besloten_op, b.pk), default=None)


def _besluit_nummer(dossier: "Dossier", voorstel: "Voorstel | None") -> str:
    besluit = eerder_besluit(dossier, voorstel)
    return besluit.nummer if besluit else "zonder nummer"


def _besluit_datum(dossier: "Dossier", voorstel: "Voorstel | None") -> str:
    besluit = eerder_besluit(dossier, voorstel)
    return taal.dag(besluit.besloten_op) if besluit else "een eerdere dag"


def _gesprek(dossier: "Dossier", _: "Voorstel | None") -> str:
    verslagen = dossier.feiten.stukken_van(StukSoort.GESPREKSVERSLAG)
    return taal.dag(verslagen[-1].datum) if verslagen else "met u"


def _kalender(dossier: "Dossier") -> Jaarkalender:
    """The calendar of the budget year the dossier is about; of next year when it names none."""
    jaar = int(dossier.onderdeel) if dossier.onderdeel.isdecimal() else 0
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        jaar = clock.vandaag().year + 1
    return jaarkalender(jaar, dossier.overheid.soort)


def _spoed(dossier: "Dossier", _: "Voorstel | None") -> str:
    if not dossier.feiten.spoed:
        return ""
    spoed = dossier.feiten.spoed[-1]
    return f"{spoed.get_reden_display()}. {spoed.toelichting}"


def _kennisgeving(dossier: "Dossier", _: "Voorstel | None") -> str:
    """Only where law or policy orders a notice (ladder.md 2.5: none under Waterschapswet 60)."""
    if dossier.regime.kennisgeving("L8") is None:
        return ""
    return "Wij doen er mededeling van in het provinciaal blad."


MAKERS: dict[str, Maker] = {
    "provincie": lambda _d, _v: str(settings.PROVINCIE_NAAM),
    "organisatie": lambda d, _: taal.organisatie(d.overheid),
    "uw_organisatie": lambda d, _: taal.uw_organisatie(d.overheid),
    "overheid": lambda d, _: d.overheid.naam,
    "orgaan": lambda d, _: str(Orgaan(orgaan_van(d)).label),
    "taak": lambda d, _: taal.taak_geciteerd(d),
    "taakgrondslag": lambda d, _: taal.taakgrondslag(d),
    "grondslag_informatie": lambda d, _: taal.grondslag_informatie(d),
    "grondslag_indeplaatsstelling": _op_de_ladder(taal.grondslag_indeplaatsstelling),
    "grondslag_kosten": _op_de_ladder(taal.grondslag_indeplaatsstelling),
    "grondslag_medewerking": _op_de_ladder(lambda d: d.regime.medewerking),
    "grondslag_mededeling": lambda d, _: taal.grondslag_mededeling(d),
    "gevorderde": _gevorderde,
    "gebrek": lambda d, _: taal.gebrek_zin(d),
    "dossier": lambda d, _: d.nummer,
    "titel": lambda d, _: d.titel,
    "omschrijving": lambda d, _: d.omschrijving,
    "onderdeel": lambda d, _: d.onderdeel,
    "begroting_voor": lambda d, _: taal.dag(_kalender(d).begroting_voor),
    "jaarrekening_voor": lambda d, _: taal.dag(_kalender(d).jaarrekening_voor),
    **{veld: _uit_voorstel(veld) for veld in ("gevraagd", "waarom_nu", "lichter_middel", "beleidsruimte")},
    "gevolg_ja": _uit_voorstel("gevolg_ja"),
    "behandelaar": lambda d, _: d.behandelaar.naam,
    **{veld: _uit_contact(veld) for veld in ("afdeling", "telefoon", "email", "website")},
    **{veld: _uit_contact(veld) for veld in ("postadres", "bezoekadres")},
    "trede": _trede,
    "beleidskader": lambda d, _: d.beleid.naam,
    "kostendrager": lambda d, _: kostendrager(d),
    "kosten_totaal": lambda d, _: euro(d.feiten.kostentotaal, 2),
    "termijn": _weken("termijn_weken"),
    "zienswijzetermijn": _weken("zienswijze_weken"),
    "besluit_nummer": _besluit_nummer,
    "besluit_datum": _besluit_datum,
    "beroepsgerechtigden": lambda d, _: d.regime.beroepsgerechtigden,
    "gesprek": _gesprek,
    "zienswijzen": lambda d, _: als_tekst(d),
    "kennisgeving": _kennisgeving,
    "spoed": _spoed,
}
"""How each field is found."""


class Context(dict[str, str]):
    """The fields of a letter, each looked up when a text names it."""

    def __init__(self, dossier: "Dossier", voorstel: "Voorstel | None") -> None:
        super().__init__()
        self.van = dossier, voorstel

    def get(self, naam: str, anders: str = "") -> str:  # type: ignore[override]  # texts only
        """The value of a field; `anders` for a name that is none."""
        if naam not in self and naam in MAKERS:
            self[naam] = MAKERS[naam](*self.van)
        return super().get(naam, anders)


def teksten(soort: str, dossier: "Dossier", voorstel: "Voorstel | None") -> dict[str, str]:
    """The text of each block of a letter under the policy of this dossier: its own, else ours.

    Without a term the text of that case, where the block has one: the other would say the opposite.
    """
    uit = samengevoegd(soort, dossier.beleid.brieftekst.get(soort, {}))
    if voorstel is not None and voorstel.termijn_weken is None:
        uit |= {v.code: v.zonder_termijn for v in SJABLONEN[soort].blokken if v.zonder_termijn}
    return uit


def feitvelden(soort: str, dossier: "Dossier", voorstel: "Voorstel | None") -> list[str]:
    """Which facts the standard text of this letter names."""
    genoemd = {naam for tekst in teksten(soort, dossier, voorstel).values() for naam in namen_in(tekst)}
    return [veld for veld in FEITEN if veld in genoemd]
