"""Taking over a dossier on suspension and annulment in the middle: the decision, and the clocks that still run."""

import datetime as dt
from collections.abc import Iterable, Iterator

from interventieladder.guards.schorsing import uiterste_schorsing
from interventieladder.models import Dossier
from interventieladder.services.overname_gegevens import Bronfeit, Overnamefout
from interventieladder.services.overname_zaak import (
    DAG,
    Wetstermijn,
    Zaak,
    Zaakovername,
    registreer_zaakovername,
)
from interventieladder.services.vernietiging import (
    MAX_BESLUIT,
    NieuweVernietiging,
    eis_geldig,
    kennisfeiten,
    leg_zaak_aan,
    onderdeel_van,
)
from interventieladder.standen import vernietiging_waterschap
from interventieladder.standen.plan import DATUM, JA_NEE, KEUZE, Feitveld
from interventieladder.standen.vernietiging import PLAN, VOOR_MEDEDELING, Bron, Grond, S, Voorwerp
from interventieladder.standen.vernietiging_termijnen import (
    BEKEND_BIJ_MELDER,
    BEROEPSTERMIJN,
    BESLUIT_GENOMEN,
    BURGEMEESTER_GEDAGTEKEND,
    DERTIEN_WEKEN,
    DOORZENDING,
    GEDAAN,
    GEMELD,
    KB_BEKEND,
    KB_GENOMEN,
    KENNISNAME_GS,
    MEDEDELING,
    MEDEDELING_GEDAGTEKEND,
    MELDING,
    MELDING_GEDAGTEKEND,
    NIEUW,
    ONHERROEPELIJK,
    OVERWEGING,
    OVERWEGING_GEDAAN,
    PRIVAATRECHT,
    SCHORSING,
    STILSTAND,
    TIEN_DAGEN,
    TWEE_DAGEN,
    VIER_WEKEN,
    WEEK,
    ZES_WEKEN,
)
from interventieladder.treden import organen_van
from toezicht.core import clock
from toezicht.core.domeinen import KEUZES
from toezicht.core.models import User
from toezicht.organisaties.models import OverheidSoort

VELDEN = (
    Feitveld("besluit", "Naam of nummer van het besluit"),
    Feitveld("besluit_op", "Dag van het besluit", DATUM),
    Feitveld("voorwerp", "Soort besluit", KEUZE, verplicht=False, keuzes=tuple(Voorwerp.choices)),
    Feitveld("bron", "Hoe het besluit bekend werd", KEUZE, keuzes=tuple(Bron.choices)),
    Feitveld("grond", "Grond", KEUZE, keuzes=tuple(Grond.choices)),
    Feitveld("strijd_met", "Met welke regel of welk belang"),
    Feitveld("kennisname_op", "Ter kennis van Gedeputeerde Staten op", DATUM),
    Feitveld("bewijs", "Waaruit die dag blijkt"),
    Feitveld("medebewind", "Besluit in medebewind", JA_NEE, verplicht=False),
    Feitveld("domein", "Domein waarin het besluit ligt", KEUZE, verplicht=False, keuzes=tuple(KEUZES)),
    Feitveld("interprovinciaal", "Toezicht samen met andere provincies", JA_NEE, verplicht=False),
    Feitveld("gemeld_op", "Dagtekening van de melding", DATUM, verplicht=False),
    Feitveld("bekend_op", "Besluit bekend bij de melder op", DATUM, verplicht=False),
)
NA_VERNIETIGING = (S.VERNIETIGD, S.NIEUW_BESLUIT, S.IN_DE_PLAATS, S.GEEN_NIEUW_BESLUIT, S.BEROEP)
STAAT_STIL = (S.GEMELD, S.VATBAAR, S.OVERLEG, S.STILSTAND)
NIET_DOORGEZONDEN = (S.GEMELD, S.VATBAAR, S.OVERLEG)
TE_LAAT = "tien dagen verstreken"


# -- what both ladders share -------------------------------------------------------------------------


def is_waterschap(zaak: Zaak) -> bool:
    """Whether GS decide themselves (Waterschapswet 156)."""
    return zaak.overheid.soort == OverheidSoort.WATERSCHAP


def besluit_uit(zaak: Zaak) -> NieuweVernietiging:
    """The decision, as an opening here is told of it."""
    w = zaak.waarden
    return NieuweVernietiging(
        overheid_id=zaak.overheid.pk,
        orgaan=zaak.gegevens.orgaan,
        besluit=w["besluit"],
        besluit_op=w["besluit_op"],
        bron=w["bron"],
        grond=w["grond"],
        strijd_met=w["strijd_met"],
        kennisname_op=w["kennisname_op"],
        bewijs=w["bewijs"],
        voorwerp=w["voorwerp"] or Voorwerp.BESLUIT.value,
        medebewind=bool(w["medebewind"]),
        interprovinciaal=bool(w["interprovinciaal"]),
        domein=w["domein"] or "",
        gemeld_op=w["gemeld_op"],
        bekend_op=w["bekend_op"],
    )


def eis_besluit(zaak: Zaak) -> Iterator[Overnamefout]:
    """What an opening refuses; the ladder of this kind of organisation; an organ of it."""
    waterschap = is_waterschap(zaak)
    hoort = vernietiging_waterschap.PLAN.code if waterschap else PLAN.code
    if zaak.gegevens.ladder != hoort:
        tekst = f"Een besluit van deze organisatie staat op de ladder “{hoort}”."
        yield Overnamefout(zaak.gegevens.rij, "ladder", tekst)
        return
    if zaak.gegevens.orgaan not in organen_van(zaak.overheid.soort):
        tekst = f"Kies het orgaan dat het besluit nam: {', '.join(organen_van(zaak.overheid.soort))}."
        yield Overnamefout(zaak.gegevens.rij, "orgaan", tekst)
        return
    yield from zaak.eis(lambda: eis_geldig(besluit_uit(zaak), waterschap=waterschap))
    yield from zaak.eis_kort(besluit=MAX_BESLUIT)
    if zaak.waarden["bron"] not in (Bron.BURGEMEESTER, Bron.VOORZITTER):
        tekst = "Dit hoort bij een melding van de burgemeester of de voorzitter. Laat het leeg."
        yield from zaak.eis_leeg("gemeld_op", "bekend_op", tekst=tekst)


def eigen_feiten(zaak: Zaak) -> Iterator[Bronfeit]:
    """The facts that start the clocks, from the row itself."""
    for soort, datum, waarden in kennisfeiten(besluit_uit(zaak), waterschap=is_waterschap(zaak)):
        yield Bronfeit(soort, datum, waarden, rij=zaak.rij)


def meldingstermijn(zaak: Zaak) -> Iterator[Wetstermijn]:
    """Whether the report came within two days."""
    w = zaak.waarden
    if w["gemeld_op"] and w["bekend_op"]:
        yield Wetstermijn(
            MELDING,
            w["bekend_op"],
            TWEE_DAGEN,
            gebeurtenis=BEKEND_BIJ_MELDER,
            gestopt=(w["gemeld_op"], GEMELD),
        )


def schorsingstermijn(zaak: Zaak, begin: dt.date, tot: dt.date, gebeurtenis: str) -> Wetstermijn:
    """To its last day, or thirteen weeks after a final ruling when that is later (Awb 10:44 and 10:45)."""
    kaal = Wetstermijn(SCHORSING, begin, voor=tot + DAG, gebeurtenis=gebeurtenis)
    feit = zaak.feit("rechtsmiddel")
    if feit is None or feit.waarden.get("stand") != "onherroepelijk" or feit.datum < begin:
        return kaal
    langer = Wetstermijn(SCHORSING, feit.datum, DERTIEN_WEKEN, gebeurtenis=ONHERROEPELIJK)
    return max(kaal, langer, key=lambda termijn: termijn.einde)


def eis_schorsing(
    zaak: Zaak, soort: str, begin: dt.date, grens_vanaf: dt.date, tot: dt.date
) -> Iterator[Overnamefout]:
    """A suspension ends after it begins, and within a year (Awb 10:44)."""
    rij = next(f.rij for f in zaak.gegevens.feiten if f.soort == soort)
    grens = uiterste_schorsing(grens_vanaf)
    if not begin <= tot <= grens:
        yield Overnamefout(
            rij,
            "waarden",
            f"Een schorsing eindigt na haar begin en uiterlijk op {grens:%d-%m-%Y} (Awb 10:44).",
        )


def onderdeel(zaak: Zaak) -> str:
    """The decision with its day."""
    return onderdeel_van(besluit_uit(zaak))


def maak(dossier: Dossier, zaak: Zaak, door: User) -> None:
    """The decision beside the dossier."""
    dossier.vernietiging = leg_zaak_aan(dossier, besluit_uit(zaak), door, zaak.gegevens.bronnaam)


# -- the Crown: what may not contradict --------------------------------------------------------------


def _tien_dagen(zaak: Zaak, gestopt: tuple[dt.date, str] | None = None) -> Wetstermijn:
    return Wetstermijn(
        MEDEDELING, zaak.waarden["kennisname_op"], TIEN_DAGEN, gebeurtenis=KENNISNAME_GS, gestopt=gestopt
    )


def _door_burgemeester(zaak: Zaak) -> bool:
    return bool(zaak.waarden["bron"] == Bron.BURGEMEESTER)


def _mededeling(zaak: Zaak) -> dt.date | None:
    """The day of the notice; what was not sent within the ten days starts nothing."""
    feit = zaak.feit("mededeling")
    return feit.datum if feit and feit.datum <= _tien_dagen(zaak).einde else None


def _controleer(zaak: Zaak) -> Iterator[Overnamefout]:
    fouten = list(eis_besluit(zaak))
    yield from fouten
    if fouten:
        return
    yield from _eis_feit(zaak)
    buiten, einde = zaak.verblijf(S.BUITEN_TERMIJN), _tien_dagen(zaak).einde
    if buiten is not None and buiten.van <= einde:
        yield Overnamefout(buiten.rij, "van", f"De tien dagen liepen tot en met {einde:%d-%m-%Y}.")


def _eis_feit(zaak: Zaak) -> Iterator[Overnamefout]:
    """The fact that the state rests on and that its term begins with."""
    if zaak.stand == S.STILSTAND and not _door_burgemeester(zaak) and _mededeling(zaak) is None:
        einde = _tien_dagen(zaak).einde
        yield zaak.fout(
            f"Geef het feit “mededeling”, gedagtekend tot en met {einde:%d-%m-%Y}: dat begon de stilstand."
        )
    elif zaak.stand == S.OVERWEGEN and zaak.feit("overweging") is None:
        yield zaak.fout("Geef het feit “overweging”: die dag begint de stilstand van tien dagen.")
    elif zaak.stand == S.SCHORSING:
        yield from _eis_kb_schorsing(zaak)
    elif zaak.stand in NA_VERNIETIGING:
        kb, bekend = zaak.feit("kb_vernietiging"), zaak.dag_uit("kb_vernietiging", "bekend_op")
        if kb is None or bekend is None or not kb.datum <= bekend <= clock.vandaag():
            yield zaak.fout(
                "Geef het feit “kb_vernietiging” met de dag van bekendmaking, niet vóór het besluit en niet in de "
                "toekomst: die begint het beroep."
            )


def _eis_kb_schorsing(zaak: Zaak) -> Iterator[Overnamefout]:
    eerste, lopend = zaak.feit("kb_schorsing"), _kb(zaak)
    tot = zaak.dag_uit(lopend, "tot")
    feit = zaak.feit(lopend)
    if eerste is None or feit is None or tot is None:
        yield zaak.fout("Geef het feit “kb_schorsing” met de laatste dag van de schorsing (“tot”).")
    else:
        yield from eis_schorsing(zaak, lopend, feit.datum, eerste.datum, tot)


def _kb(zaak: Zaak) -> str:
    """The royal decree by which the suspension runs now."""
    return "kb_verlenging" if zaak.feit("kb_verlenging") else "kb_schorsing"


# -- the Crown: terms --------------------------------------------------------------------------------


def _termijnen(zaak: Zaak) -> Iterator[Wetstermijn]:
    yield from meldingstermijn(zaak)
    yield from _na_melding(zaak) if _door_burgemeester(zaak) else _na_kennisname(zaak)
    if zaak.waarden["voorwerp"] == Voorwerp.PRIVAATRECHTELIJK and zaak.stand not in NA_VERNIETIGING:
        yield Wetstermijn(
            PRIVAATRECHT, zaak.waarden["besluit_op"], DERTIEN_WEKEN, gebeurtenis=BESLUIT_GENOMEN
        )
    overweging = zaak.feit("overweging")
    if zaak.stand == S.OVERWEGEN and overweging is not None:
        yield Wetstermijn(OVERWEGING, overweging.datum, TIEN_DAGEN, gebeurtenis=OVERWEGING_GEDAAN)
    kb, tot = zaak.feit(_kb(zaak)), zaak.dag_uit(_kb(zaak), "tot")
    if zaak.stand == S.SCHORSING and kb is not None and tot is not None:
        yield schorsingstermijn(zaak, kb.datum, tot, KB_GENOMEN)
    if zaak.stand in NA_VERNIETIGING:
        yield from _na_kb(zaak)


def _na_melding(zaak: Zaak) -> Iterator[Wetstermijn]:
    """A week to send the report on, four weeks of standstill from its date (Gemeentewet 273)."""
    gemeld = zaak.waarden["gemeld_op"]
    if zaak.stand in NIET_DOORGEZONDEN:
        yield Wetstermijn(DOORZENDING, gemeld, WEEK, gebeurtenis=BURGEMEESTER_GEDAGTEKEND)
    if zaak.stand in STAAT_STIL:
        yield Wetstermijn(STILSTAND, gemeld, VIER_WEKEN, gebeurtenis=MELDING_GEDAGTEKEND)


def _na_kennisname(zaak: Zaak) -> Iterator[Wetstermijn]:
    """The ten days until the notice; a notice in time starts the standstill (Gemeentewet 273a)."""
    gedaan, buiten = _mededeling(zaak), zaak.verblijf(S.BUITEN_TERMIJN)
    if buiten is not None:
        yield _tien_dagen(zaak, (buiten.van, TE_LAAT))
    elif gedaan is not None:
        yield _tien_dagen(zaak, (gedaan, GEDAAN))
    elif zaak.stand in (*VOOR_MEDEDELING, S.VOORGEDRAGEN):
        yield _tien_dagen(zaak)
    if gedaan is not None and zaak.stand in (S.VOORGEDRAGEN, S.STILSTAND):
        yield Wetstermijn(STILSTAND, gedaan, VIER_WEKEN, gebeurtenis=MEDEDELING_GEDAGTEKEND)


def _na_kb(zaak: Zaak) -> Iterable[Wetstermijn]:
    """Six weeks for appeal from the announcement; the day before which a new decision must come (278)."""
    kb, bekend = zaak.feit("kb_vernietiging"), zaak.dag_uit("kb_vernietiging", "bekend_op")
    if kb is None or bekend is None:
        return
    yield Wetstermijn(BEROEPSTERMIJN, bekend, ZES_WEKEN, gebeurtenis=KB_BEKEND)
    laatste = zaak.dag_uit("kb_vernietiging", "besluit_voor")
    if zaak.stand == S.NIEUW_BESLUIT and laatste is not None:
        yield Wetstermijn(NIEUW, min(kb.datum, laatste), voor=laatste + DAG)


registreer_zaakovername(
    PLAN.code,
    Zaakovername(
        velden=VELDEN,
        onderdeel=onderdeel,
        orgaan=lambda zaak: zaak.gegevens.orgaan,
        controleer=_controleer,
        termijnen=_termijnen,
        maak=maak,
        wettelijk=frozenset(
            {
                MELDING,
                DOORZENDING,
                MEDEDELING,
                OVERWEGING,
                STILSTAND,
                PRIVAATRECHT,
                SCHORSING,
                NIEUW,
                BEROEPSTERMIJN,
            }
        ),
        feiten=eigen_feiten,
    ),
)
