"""Taking over a request for consent in the middle: what was asked, and the two months from its sending."""

from collections.abc import Iterable, Iterator

from interventieladder.financieel.kalender import EERSTE_JAAR, LAATSTE_JAAR
from interventieladder.models import Dossier
from interventieladder.models.toestemming import ToestemmingUitkomst
from interventieladder.services.ladders.aanbieding import orgaan_van
from interventieladder.services.ladders.toestemming import (
    GEACHT,
    VERZONDEN,
    Verzoek,
    bevestigingstijd,
    eis_verzoek,
    leg_verzoek_aan,
    onderdeel_van,
    volgend_verzoeknummer,
)
from interventieladder.services.overname_gegevens import Overnamefout
from interventieladder.services.overname_zaak import (
    Wetstermijn,
    Zaak,
    Zaakovername,
    registreer_zaakovername,
)
from interventieladder.standen.plan import BEDRAG, DATUM, GETAL, JA_NEE, Feitveld
from interventieladder.standen.toestemming import BESLISTERMIJN, PLAN, TERMIJN, TERMIJN_BEVESTIGING, S
from interventieladder.treden import Orgaan
from toezicht.core.models import User

VELDEN = (
    Feitveld("jaar", "Begrotingsjaar", GETAL, grenzen=(EERSTE_JAAR, LAATSTE_JAAR)),
    Feitveld("post", "Post"),
    Feitveld("bedrag", "Bedrag in euro", BEDRAG),
    Feitveld("verzonden_op", "Verzonden door de organisatie op", DATUM),
    Feitveld("ontvangen_op", "Ontvangen op", DATUM),
    Feitveld("eerder_aangegaan", "Verplichting van vóór het begrotingsjaar", JA_NEE, verplicht=False),
    Feitveld("verplicht", "Verplichte uitgave", JA_NEE, verplicht=False),
)


def _verzoek(zaak: Zaak) -> Verzoek:
    w = zaak.waarden
    return Verzoek(
        overheid_id=zaak.overheid.pk,
        jaar=w["jaar"],
        post=w["post"],
        bedrag=w["bedrag"],
        verzonden_op=w["verzonden_op"],
        ontvangen_op=w["ontvangen_op"],
        omschrijving=zaak.gegevens.omschrijving,
        eerder_aangegaan=bool(w["eerder_aangegaan"]),
        verplicht=bool(w["verplicht"]),
    )


def _beslistermijn(zaak: Zaak) -> Wetstermijn:
    """The two months; stopped where the law decided."""
    return Wetstermijn(
        TERMIJN,
        zaak.waarden["verzonden_op"],
        BESLISTERMIJN,
        gebeurtenis=VERZONDEN,
        gestopt=(zaak.sinds, GEACHT) if zaak.stand == S.VAN_RECHTSWEGE else None,
    )


def _controleer(zaak: Zaak) -> Iterator[Overnamefout]:
    yield from zaak.eis(lambda: eis_verzoek(_verzoek(zaak)))
    if zaak.stand == S.VAN_RECHTSWEGE:
        yield from zaak.eis_rechtsdag(_beslistermijn(zaak), "is de toestemming geacht te zijn verleend")


def _onderdeel(zaak: Zaak) -> str:
    return onderdeel_van(zaak.waarden["jaar"], volgend_verzoeknummer(zaak.overheid, zaak.waarden["jaar"]))


def _termijnen(zaak: Zaak) -> Iterable[Wetstermijn]:
    yield _beslistermijn(zaak)
    if zaak.stand == S.VAN_RECHTSWEGE:
        yield Wetstermijn(TERMIJN_BEVESTIGING, zaak.sinds, bevestigingstijd())


def _maak(dossier: Dossier, zaak: Zaak, door: User) -> None:
    verzoek = leg_verzoek_aan(
        dossier, _verzoek(zaak), volgend_verzoeknummer(zaak.overheid, zaak.waarden["jaar"])
    )
    if zaak.stand == S.VAN_RECHTSWEGE:
        verzoek.uitkomst, verzoek.uitkomst_op = ToestemmingUitkomst.VAN_RECHTSWEGE, zaak.sinds
        verzoek.save(update_fields=["uitkomst", "uitkomst_op"])
    dossier.toestemming = verzoek


registreer_zaakovername(
    PLAN.code,
    Zaakovername(
        velden=VELDEN,
        onderdeel=_onderdeel,
        orgaan=lambda zaak: orgaan_van(zaak.overheid, Orgaan.COLLEGE),
        controleer=_controleer,
        termijnen=_termijnen,
        maak=_maak,
        rij="toestemming",
        wettelijk=frozenset({TERMIJN, TERMIJN_BEVESTIGING}),
    ),
)
