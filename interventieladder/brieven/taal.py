"""How a letter names the organisation, its organ and its law (ladder.md 1.2, 2.5, 2.6)."""

import datetime as dt
from typing import TYPE_CHECKING

from interventieladder.treden import Gebrek, Gevorderd, Orgaan
from toezicht.core.templatetags.weergave import datum as datumwoorden
from toezicht.core.woorden import klein

if TYPE_CHECKING:
    from interventieladder.models import Dossier
    from toezicht.organisaties.models import Overheid

_ORGAAN_VAN: dict[str, str] = {
    Orgaan.RAAD: "Gemeenteraad van {}",
    Orgaan.COLLEGE: "College van burgemeester en wethouders van {}",
    Orgaan.BURGEMEESTER: "Burgemeester van {}",
    Orgaan.AB: "Algemeen bestuur van {}",
    Orgaan.DB: "Dagelijks bestuur van {}",
    Orgaan.GR_BESTUUR: "Bestuur van {}",
}
_AANHEF: dict[str, str] = {
    Orgaan.RAAD: "Geachte raad,",
    Orgaan.COLLEGE: "Geacht college,",
    Orgaan.BURGEMEESTER: "Geachte burgemeester,",
}
_GEVORDERDE: dict[str, str] = {
    Gevorderd.BESLISSING: "de gevorderde beslissing",
    Gevorderd.HANDELING: "de gevorderde handeling",
    Gevorderd.RESULTAAT: "het gevorderde resultaat",
}
_GEDAAN: dict[str, str] = {
    Gevorderd.BESLISSING: "genomen",
    Gevorderd.HANDELING: "verricht",
    Gevorderd.RESULTAAT: "bereikt",
}


def orgaan_naam(orgaan: str, overheid_naam: str) -> str:
    """The organ as an envelope names it."""
    return _ORGAAN_VAN.get(orgaan, "Bestuur van {}").format(overheid_naam)


def aanhef(orgaan: str) -> str:
    """How the letter greets."""
    return _AANHEF.get(orgaan, "Geacht bestuur,")


def organisatie(overheid: "Overheid") -> str:
    """The organisation within a sentence: *de gemeente Duinrand*, *Waterschap Kreken en Kades*."""
    return f"de gemeente {overheid.naam}" if overheid.soort == "gemeente" else overheid.naam


def uw_organisatie(overheid: "Overheid") -> str:
    """The organisation when we speak to it."""
    return {"gemeente": "uw gemeente", "waterschap": "uw waterschap"}.get(overheid.soort, "uw organisatie")


def hoofdletter(tekst: str) -> str:
    """The same text with a capital in front."""
    return tekst[:1].upper() + tekst[1:]


def dag(datum: dt.date) -> str:
    """*28 december 2026*."""
    return datumwoorden(datum)


def taaknaam(dossier: "Dossier") -> str:
    """The duty within a sentence."""
    return klein(dossier.taaknaam)


def taak_geciteerd(dossier: "Dossier") -> str:
    """The duty as a name within a sentence."""
    return f"“{dossier.taaknaam}”"


def taakgrondslag(dossier: "Dossier") -> str:
    """The article the duty rests on: *de artikelen 3 en 30 van de Archiefwet 1995*."""
    if dossier.taak not in dossier.beleid.taken:  # a ladder beside the general one
        return dossier.taakgrondslag
    taak = dossier.beleid.taak(dossier.taak)
    artikel = taak.artikel.replace("artikel ", "de artikelen ", 1) if " en " in taak.artikel else taak.artikel
    return f"{artikel} van {'het' if taak.wet.endswith('besluit') else 'de'} {taak.wet}"


def gevorderde(dossier: "Dossier") -> str:
    """What the law demands, with its article of speech; general while it is not recorded yet."""
    return _GEVORDERDE.get(dossier.gevorderd, "de gevorderde taak")


def gebrek_zin(dossier: "Dossier") -> str:
    """That the demanded thing was not (properly, timely) done."""
    gebrek = str(Gebrek(dossier.gebrek).label) if dossier.gebrek else "niet naar behoren"
    return f"{gevorderde(dossier)} {gebrek} is {_GEDAAN.get(dossier.gevorderd, 'verricht')}"


def gevorderde_gedaan(dossier: "Dossier") -> str:
    """That the demanded thing is then done in full."""
    return f"{gevorderde(dossier)} dan volledig is {_GEDAAN.get(dossier.gevorderd, 'verricht')}"


def _archieftaak(dossier: "Dossier") -> bool:
    taak = dossier.beleid.taken.get(dossier.taak)
    return taak is not None and taak.wet.startswith("Archiefwet")


def grondslag_indeplaatsstelling(dossier: "Dossier") -> str:
    """The article on which GS step in; it differs per kind of organisation."""
    if dossier.overheid.is_gr:
        return "artikel 32b van de Wet gemeenschappelijke regelingen"
    if dossier.overheid.soort == "waterschap":
        if _archieftaak(dossier):
            return "artikel 38 van de Archiefwet 1995 in samenhang met artikel 124 van de Gemeentewet"
        return "artikel 60, tweede lid, van de Waterschapswet"
    return "artikel 124, eerste lid, van de Gemeentewet"


def grondslag_intrekking(dossier: "Dossier") -> str:
    """The article on which GS withdraw a decision."""
    if dossier.overheid.is_gr:
        return "de Wet gemeenschappelijke regelingen"
    if dossier.overheid.soort == "waterschap" and not _archieftaak(dossier):
        return "artikel 60 van de Waterschapswet"
    return "artikel 124d van de Gemeentewet"


def grondslag_mededeling(dossier: "Dossier") -> str:
    """The article on which GS tell the minister that a decision qualifies for annulment (ladder.md 2.6, 2.7)."""
    if dossier.overheid.is_gr:
        return "artikel 37 van de Wet gemeenschappelijke regelingen"
    return "artikel 273a van de Gemeentewet"


def grondslag_informatie(dossier: "Dossier") -> str:
    """The article on which we ask for information."""
    if dossier.overheid.is_gr:
        return "de Wet gemeenschappelijke regelingen"
    if dossier.overheid.soort == "waterschap":
        return "artikel 58 van de Waterschapswet"
    return "artikel 118 van de Gemeentewet"


def geldt_124_lid_4(dossier: "Dossier") -> bool:
    """Whether the law itself orders the notice and the copies, so not for Waterschapswet 60."""
    return dossier.overheid.soort != "waterschap" or _archieftaak(dossier)
