"""The story of Voorbeeldland, 24 August to 23 November 2026, played through the services."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from interventieladder.selectors.aantallen import er_zijn_dossiers
from reports import services as rapporten
from signalen.management import demo_iv3
from signalen.selectors.signalen import te_wegen
from signalen.services import signalen
from signalen.services.cijfers import laad_iv3
from toezicht.beeld.demo import (
    agenda,
    archief,
    artikel8,
    begroting,
    bestuurskracht,
    elders,
    goedkeuring,
    herindeling,
    huisvesting,
    inzet,
    kamer,
    mandaten,
    meldingen,
    overname,
    spoed,
    vernietiging,
)
from toezicht.beeld.demo.mensen import maak_college, maak_mensen
from toezicht.beeld.demo.toneel import op
from toezicht.core import logboek
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties import selectors as organisaties
from toezicht.organisaties.services import laad_organisaties, voorbeeldland

BEGIN = op(2026, 8, 24, 8, 0)
VANDAAG = op(2026, 11, 23, 8, 42)
"""The Monday morning on which the demonstration opens."""

OUDEWAAL = "GM9925"


def speel() -> bool:
    """Play everything once, all or nothing; False when it was played before."""
    with klok_op(BEGIN):
        laad_organisaties(bestanden=voorbeeldland(), door=None)
        mensen = maak_mensen()
    if er_zijn_dossiers():
        return False
    with transaction.atomic():
        _cijfers(mensen)
        with klok_op(BEGIN):
            gs_ids = maak_college(mensen)
            mandaten.speel(mensen)
        archief.speel(mensen, gs_ids)
        elders.speel(mensen)
        meldingen.speel(mensen)
        artikel8.speel(mensen)
        huisvesting.speel(mensen)
        begroting.speel(mensen, gs_ids)
        goedkeuring.speel(mensen, gs_ids)
        inzet.speel(mensen)
        overname.speel(mensen)
        bestuurskracht.speel(mensen)
        vernietiging.speel(mensen)
        spoed.speel(mensen, gs_ids)
        kamer.speel(mensen)
        herindeling.speel(mensen)
        agenda.speel(mensen)
        with klok_op(VANDAAG):
            mandaten.speel_vandaag(mensen)
    _plan_rapporten(mensen)
    logboek.verzegel_alles()
    return True


def _cijfers(mensen: dict[str, User]) -> None:
    """Accounts of 2024 and 2025 and the budget of 2026 of every municipality; one whose solvency worsens."""
    with klok_op(BEGIN):
        gemeenten = [
            (o.code, o.naam, o.inwoners or 20_000)
            for o in organisaties.overheden(
                soort="gemeente", provincie="PV99", peildatum=BEGIN.date(), aantal=100
            )
        ]
        for bestand in demo_iv3.voorbeeldland(gemeenten):
            kop = bestand["metadata"]
            if kop["overheidsnummer"] == OUDEWAAL.removeprefix("GM") and kop["periode"] == 5:
                continue
            _laad(bestand, mensen)
    schaal = demo_iv3.schaal_van(109_489)
    for jaar, niveau, dag in (
        (2024, Decimal("21.0"), op(2026, 8, 25)),
        (2025, Decimal("18.4"), op(2026, 8, 26)),
    ):
        with klok_op(dag):
            bestand = demo_iv3.jaarrekening(
                code=OUDEWAAL, naam="Oudewaal", jaar=jaar, solvabiliteit=niveau, schaal=schaal, resultaat=-900
            )
            _laad(bestand, mensen)
    with klok_op(op(2026, 8, 27)):
        for signaal in te_wegen(mensen["pieter"]):
            signalen.neem_in_behandeling(signaal_id=signaal.id, door=mensen["pieter"])
            signalen.weeg(
                signaal_id=signaal.id,
                uitkomst="actief",
                reden="Jaarrekening nagelezen.",
                door=mensen["pieter"],
            )


def _laad(bestand: dict[str, object], mensen: dict[str, User]) -> None:
    laad_iv3(
        pad_of_bytes=demo_iv3.als_bytes(bestand),
        door=mensen["pieter"],
        bestandsnaam=demo_iv3.bestandsnaam(bestand),
    )


def _plan_rapporten(mensen: dict[str, User]) -> None:
    """The quarter's dashboard falls due on 10 October; the pictures per municipality on the day itself,
    which the real clock and worker find within a minute."""
    with klok_op(op(2026, 10, 10, 7, 0)):
        rapporten.leg_schema_vast(
            naam="Kwartaaldashboard",
            soort="kwartaaldashboard",
            ritme="kwartaal",
            dag=10,
            tijd=dt.time(7, 0),
            van=BEGIN.date(),
            by=mensen["rik"],
        )
        rapporten.veeg()
    with klok_op(VANDAAG):
        rapporten.leg_schema_vast(
            naam="Toezichtbeelden van overheden met een dossier",
            soort="toezichtbeeld",
            ritme="maand",
            dag=23,
            tijd=dt.time(8, 30),
            van=VANDAAG.date(),
            overheden=["GM9907", "GM9917", "GM9920", "GM9925", "GM9931", "GM9937"],
            by=mensen["rik"],
        )
