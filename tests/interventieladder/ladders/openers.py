"""Opening dossiers that need more than their row, and what people do on them besides facts and steps."""

from contextlib import suppress

from interventieladder.models import Situatieschets
from interventieladder.services.situatieschetsen import schrijf_schets, stel_schets_vast
from interventieladder.services.vernietiging import NieuweVernietiging, open_vernietiging
from signalen.catalogus import SOORTEN
from signalen.keuzes import Bron
from signalen.selectors.bestuurskracht import tellend
from signalen.services.signalen import neem_in_behandeling, registreer_signaal, weeg
from tests.interventieladder.bouw import Bouw, dagen, maak_gemeente
from tests.interventieladder.ladders.kit import op
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.organisaties.models import OverheidSoort

BLOKKEN = {
    "organisatie": "Twee wethouders vertrokken; de griffie is onderbezet.",
    "eigen_inspanning": "Het college stelde een plan op.",
    "scenarios": "Doorgaan of samenwerken.",
    "roladvies": "Gesprek: de gemeente is zich bewust van het patroon.",
}


def _open(mensen, overheid, **anders):
    dossier = open_vernietiging(
        nieuw=NieuweVernietiging(
            **{
                "overheid_id": overheid.pk,
                "orgaan": "raad",
                "besluit": "Legesverordening 2027",
                "besluit_op": clock.vandaag(),
                "bron": "gs",
                "grond": "recht",
                "strijd_met": "Gemeentewet 229b",
                "kennisname_op": clock.vandaag(),
                "bewijs": "E-mail van de griffie",
                "medebewind": True,
                **anders,
            }
        ),
        door=mensen.opsteller,
    )
    return Bouw(dossier, mensen, dossier.stappen.get(tot__isnull=True))


def vernietiging(mensen):
    return _open(mensen, maak_gemeente())


def vernietiging_waterschap(mensen):
    return _open(mensen, maak_gemeente(soort=OverheidSoort.WATERSCHAP), orgaan="ab", medebewind=False)


def signaal(overheid, door, soort="IBT-S02", *, ernst="", dagen_terug=30, actief=True, **anders):
    """A signal of a kind of the catalogue, weighed as active unless told."""
    regels = SOORTEN[soort]
    bron = next(b for b in regels.bronnen if b != Bron.PERS)
    gemaakt = registreer_signaal(
        **{
            "overheid_id": overheid.pk,
            "soort": soort,
            "domein": regels.domein,
            "ernst": ernst or regels.ernst,
            "titel": regels.naam[:100],
            "toelichting": "Uit het verslag.",
            "bron": bron,
            "datum_feit": dagen(-dagen_terug),
            "kennisname_op": dagen(-max(dagen_terug - 3, 0)),
            "betrouwbaarheid": "A",
            "door": door,
            **anders,
        }
    )
    if actief:
        neem_in_behandeling(signaal_id=gemaakt.pk, door=door)
        weeg(signaal_id=gemaakt.pk, uitkomst="actief", reden="Nagegaan.", door=door)
    return gemaakt


def bestuurskracht(mensen):
    """A dossier with three light signals over two axes."""
    b = op("bestuurskracht", mensen=mensen)
    for soort in ("IBT-S02", "IBT-S09", "IBT-S25"):
        signaal(b.dossier.overheid, mensen.opsteller, soort)
    return b


def schets(b, **anders):
    """Write the situatieschets on all that counts and let the teamleider adopt it; nothing where none is asked."""
    signalen = tellend(clock.vandaag(), overheid_ids=[b.dossier.overheid_id])
    with suppress(Weigering):
        geschreven = schrijf_schets(
            dossier_id=b.dossier.pk,
            blokken={**BLOKKEN, **anders},
            signaal_ids=[s.id for s in signalen],
            door=b.mensen.opsteller,
        )
        stel_schets_vast(schets_id=geschreven.pk, door=b.mensen.teamleider)
    return Situatieschets.objects.filter(dossier=b.dossier).last()
