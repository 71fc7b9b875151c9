"""Taking over an urgent decision in the middle: the roll call, the amendment, the month of article 210."""

from collections.abc import Iterable, Iterator

from interventieladder.financieel.kalender import EERSTE_JAAR, LAATSTE_JAAR
from interventieladder.models import Dossier, Goedkeuring
from interventieladder.models.goedkeuring import GoedkeuringSoort, GoedkeuringUitkomst, Stem
from interventieladder.services.ladders.aanbieding import orgaan_van
from interventieladder.services.ladders.goedkeuring_openen import MAX_WIJZIGING
from interventieladder.services.ladders.spoeduitgave import (
    VERVALLEN,
    Spoedbesluit,
    eis_spoedbesluit,
    eis_stemmen,
    koppel,
    leg_spoed_aan,
    leg_stemmen_vast,
    onderdeel_van,
    stap_na,
    volgend_spoednummer,
)
from interventieladder.services.overname_gegevens import Overnamefout
from interventieladder.services.overname_zaak import (
    Wetstermijn,
    Zaak,
    Zaakovername,
    registreer_zaakovername,
)
from interventieladder.standen.plan import BEDRAG, DATUM, GETAL, Feitveld
from interventieladder.standen.spoeduitgave import AANSPRAKELIJKHEID, PLAN, TERMIJN, S
from interventieladder.treden import Orgaan
from toezicht.core.models import User
from toezicht.organisaties.opvolging import zelfde_overheid

VELDEN = (
    Feitveld("jaar", "Begrotingsjaar", GETAL, grenzen=(EERSTE_JAAR, LAATSTE_JAAR)),
    Feitveld("bedrag", "Bedrag in euro", BEDRAG),
    Feitveld("raadsbesluit_op", "Hoofdelijke stemming op", DATUM),
    Feitveld("raadsbesluit", "Nummer van het besluit"),
    Feitveld("verzonden_op", "Verzonden door de raad op", DATUM),
    Feitveld("ontvangen_op", "Ontvangen op", DATUM),
    Feitveld("voor", "Wie stemde voor, met komma's ertussen", verplicht=False),
    Feitveld("tegen", "Wie stemde tegen, met komma's ertussen", verplicht=False),
    Feitveld(
        "wijziging", "Nummer van de begrotingswijziging", GETAL, verplicht=False, grenzen=(1, MAX_WIJZIGING)
    ),
)
NA_ONHERROEPELIJK = (S.AANSPRAKELIJKHEID, S.BEVOEGDHEID_WEG)
"""The month of article 210 runs or has passed."""


def _besluit(zaak: Zaak) -> Spoedbesluit:
    w = zaak.waarden
    return Spoedbesluit(
        overheid_id=zaak.overheid.pk,
        jaar=w["jaar"],
        bedrag=w["bedrag"],
        raadsbesluit_op=w["raadsbesluit_op"],
        raadsbesluit=w["raadsbesluit"],
        verzonden_op=w["verzonden_op"],
        ontvangen_op=w["ontvangen_op"],
        omschrijving=zaak.gegevens.omschrijving,
    )


def _stemmen(zaak: Zaak) -> list[tuple[str, str]]:
    return [
        (naam, stem.value)
        for stem, veld in ((Stem.VOOR, "voor"), (Stem.TEGEN, "tegen"))
        for naam in (zaak.waarden[veld] or "").split(",")
        if zaak.waarden[veld]
    ]


def _wijziging(zaak: Zaak) -> Goedkeuring | None:
    """The amendment with that number of this organisation and year, its newest offer."""
    return (
        Goedkeuring.objects.filter(
            overheid__in=zelfde_overheid(zaak.overheid.pk),
            jaar=zaak.waarden["jaar"],
            soort=GoedkeuringSoort.WIJZIGING,
            volgnummer=zaak.waarden["wijziging"] or 0,
        )
        .order_by("-id")
        .first()
    )


# -- what may not contradict -------------------------------------------------------------------------


def _controleer(zaak: Zaak) -> Iterator[Overnamefout]:
    yield from zaak.eis(lambda: eis_spoedbesluit(_besluit(zaak)))
    yield from zaak.eis_kort(raadsbesluit=60)
    yield from _eis_stemming(zaak)
    yield from _eis_wijziging(zaak)
    if zaak.stand in NA_ONHERROEPELIJK:
        yield from _eis_maand(zaak)


def _eis_stemming(zaak: Zaak) -> Iterator[Overnamefout]:
    """Beyond the first state every member's vote is known, and most voted for it (209 lid 1)."""
    stemmen = _stemmen(zaak)
    if not stemmen:
        if zaak.stand != S.ONTVANGEN:
            tekst = (
                "Geef de stem van elk raadslid: wie voor stemde, kan aansprakelijk zijn (Gemeentewet 210)."
            )
            yield zaak.fout(tekst, "voor")
        return
    yield from zaak.eis(lambda: eis_stemmen(stemmen))
    voor = sum(1 for _, stem in stemmen if stem == Stem.VOOR)
    if voor * 2 <= len(stemmen):
        yield zaak.fout(
            f"Er stemden {voor} van {len(stemmen)} leden voor; dan is het besluit niet genomen.", "voor"
        )


def _eis_wijziging(zaak: Zaak) -> Iterator[Overnamefout]:
    """What waits for an amendment needs it here; where it was refused, the amendment known here says so too."""
    nummer, wijziging = zaak.waarden["wijziging"], _wijziging(zaak)
    if nummer is not None and wijziging is None:
        yield zaak.fout(
            f"Wijziging {zaak.waarden['jaar']}-{nummer} is hier niet bekend. Open haar, of neem haar eerder in dit "
            "bestand over.",
            "wijziging",
        )
    elif zaak.stand == S.GEKOPPELD and nummer is None:
        yield zaak.fout("Geef het nummer van de begrotingswijziging waarop het besluit wacht.", "wijziging")
    elif wijziging is None or zaak.stand == S.ONTVANGEN:
        return
    elif zaak.stand == S.GEKOPPELD and stap_na(wijziging):
        yield zaak.fout(f"Over de {wijziging} is al beslist: het besluit wacht niet meer.", "wijziging")
    elif zaak.stand != S.GEKOPPELD and wijziging.uitkomst != GoedkeuringUitkomst.ONTHOUDEN:
        yield zaak.fout(f"Van de {wijziging} is hier geen goedkeuring onthouden.", "wijziging")


def _eis_maand(zaak: Zaak) -> Iterator[Overnamefout]:
    feit = zaak.feit("onherroepelijk")
    if feit is None:
        yield zaak.fout("Geef het feit “onherroepelijk”: die dag begint de maand van artikel 210.")
    elif feit.datum > zaak.sinds:
        yield Overnamefout(feit.rij, "datum", "De maand kan niet lopen vóór de onthouding onherroepelijk is.")
    elif zaak.stand == S.BEVOEGDHEID_WEG:
        maand = Wetstermijn(TERMIJN, feit.datum, AANSPRAKELIJKHEID)
        yield from zaak.eis_rechtsdag(maand, "verviel de bevoegdheid")


# -- terms and rows ----------------------------------------------------------------------------------


def _termijnen(zaak: Zaak) -> Iterable[Wetstermijn]:
    feit = zaak.feit("onherroepelijk")
    if zaak.stand in NA_ONHERROEPELIJK and feit is not None:
        weg = (zaak.sinds, VERVALLEN) if zaak.stand == S.BEVOEGDHEID_WEG else None
        yield Wetstermijn(TERMIJN, feit.datum, AANSPRAKELIJKHEID, gestopt=weg)


def _onderdeel(zaak: Zaak) -> str:
    return onderdeel_van(zaak.waarden["jaar"], volgend_spoednummer(zaak.overheid, zaak.waarden["jaar"]))


def _maak(dossier: Dossier, zaak: Zaak, door: User) -> None:
    nummer = volgend_spoednummer(zaak.overheid, zaak.waarden["jaar"])
    dossier.spoeduitgave = leg_spoed_aan(dossier, _besluit(zaak), nummer)
    if stemmen := _stemmen(zaak):
        leg_stemmen_vast(dossier_id=dossier.pk, stemmen=stemmen, door=door, bron=zaak.gegevens.bronnaam)
    if (wijziging := _wijziging(zaak)) is not None:
        koppel(dossier, dossier.spoeduitgave, wijziging, door, zaak.gegevens.bronnaam)


registreer_zaakovername(
    PLAN.code,
    Zaakovername(
        velden=VELDEN,
        onderdeel=_onderdeel,
        orgaan=lambda zaak: orgaan_van(zaak.overheid, Orgaan.RAAD),
        controleer=_controleer,
        termijnen=_termijnen,
        maak=_maak,
        rij="spoeduitgave",
        wettelijk=frozenset({TERMIJN}),
    ),
)
