"""What Voorbeeldland does for its municipalities outside the ladder, and what was agreed there."""

import datetime as dt
from decimal import Decimal
from typing import Any

from interventieladder.services.inzet import (
    Inzetgegevens,
    NieuweAfspraak,
    maak_inzetafspraak,
    registreer_inzet,
    rond_inzet_af,
    rond_inzetafspraak_af,
    start_inzet,
    wijzig_inzet,
)
from toezicht.beeld.demo.toneel import op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

DUINRAND, KREEKZICHT, OUDEWAAL, HEIDEWOLD = "GM9907", "GM9917", "GM9925", "GM9913"


def speel(mensen: dict[str, User]) -> None:
    """Each act on its own day, oldest first."""
    _jaargesprek(mensen)
    _kennisbijeenkomst(mensen)
    _subsidie(mensen)
    _opclassificatie(mensen)
    _contact(mensen)
    _overleg_vooruit(mensen)


def _ids(*codes: str) -> list[int]:
    return list(Overheid.objects.filter(code__in=codes, geldig_tot__isnull=True).values_list("pk", flat=True))


def _dag(maand: int, dag: int, uur: int = 10) -> dt.datetime:
    return op(2026, maand, dag, uur)


def _registreer(
    mensen: dict[str, User], door: str, soort: str, onderwerp: str, codes: tuple[str, ...], **overig: Any
) -> Any:
    resultaat = str(overig.pop("resultaat", ""))
    eigenaar = mensen[str(overig.pop("eigenaar", door))]
    gegevens = Inzetgegevens(
        soort=soort,
        onderwerp=onderwerp,
        overheid_ids=_ids(*codes),
        eigenaar_id=eigenaar.pk,
        **overig,
    )
    return registreer_inzet(gegevens=gegevens, resultaat=resultaat, door=mensen[door])


def _jaargesprek(mensen: dict[str, User]) -> None:
    with klok_op(_dag(9, 1)):
        gesprek = _registreer(
            mensen,
            "pieter",
            "jaargesprek",
            "Jaargesprek financiën 2026",
            (OUDEWAAL,),
            van=dt.date(2026, 9, 15),
        )
    with klok_op(_dag(9, 15, 16)):
        rond_inzet_af(
            inzet_id=gesprek.pk,
            versie=gesprek.versie,
            resultaat="De wethouder verwacht in december een herstelplan. De solvabiliteit is besproken.",
            door=mensen["pieter"],
        )
        maak_inzetafspraak(
            inzet_id=gesprek.pk,
            afspraak=NieuweAfspraak(
                "Herstelplan opvragen bij de concerncontroller", mensen["pieter"].pk, dt.date(2026, 11, 20)
            ),
            door=mensen["pieter"],
        )


def _kennisbijeenkomst(mensen: dict[str, User]) -> None:
    with klok_op(_dag(9, 21)):
        dag = _registreer(
            mensen,
            "noor",
            "kennisbijeenkomst",
            "Kennisdag archief en informatie voor de regio",
            (DUINRAND, KREEKZICHT, OUDEWAAL, "GM9922", "GM9931", "GM9937"),
            van=dt.date(2026, 10, 8),
            partner="Regionaal archief De Kreken",
        )
    with klok_op(_dag(10, 8, 17)):
        rond_inzet_af(
            inzet_id=dag.pk,
            versie=dag.versie,
            resultaat="Zes gemeenten deden mee. Twee vroegen om hulp bij de kwaliteitsmeting.",
            door=mensen["noor"],
        )
        afspraak = maak_inzetafspraak(
            inzet_id=dag.pk,
            afspraak=NieuweAfspraak(
                "Voorbeeld van een kwaliteitsmeting rondsturen", mensen["noor"].pk, dt.date(2026, 10, 22)
            ),
            door=mensen["noor"],
        )
    with klok_op(_dag(10, 20)):
        rond_inzetafspraak_af(
            afspraak_id=afspraak.pk, resultaat="Rondgestuurd aan alle deelnemers.", door=mensen["noor"]
        )


def _subsidie(mensen: dict[str, User]) -> None:
    with klok_op(_dag(9, 28)):
        subsidie = _registreer(
            mensen,
            "rik",
            "subsidie",
            "Onderzoek naar ambtelijke samenwerking",
            (HEIDEWOLD, KREEKZICHT),
            van=dt.date(2026, 9, 28),
            tot=dt.date(2027, 3, 31),
            bedrag=Decimal("24500.00"),
        )
        start_inzet(inzet_id=subsidie.pk, versie=subsidie.versie, door=mensen["rik"])


def _opclassificatie(mensen: dict[str, User]) -> None:
    """Given until the end of the year; its reminder came on 1 October, so it stands in the worklist of Tess."""
    with klok_op(_dag(8, 31)):
        hoger = _registreer(
            mensen,
            "tess",
            "opclassificatie",
            "Tijdelijk hogere bezoldiging van het college",
            (DUINRAND,),
            van=dt.date(2026, 8, 31),
            tot=dt.date(2026, 12, 31),
            omschrijving="Besluit van GS van 25 augustus 2026, voor de duur van de reorganisatie.",
        )
        start_inzet(inzet_id=hoger.pk, versie=hoger.versie, door=mensen["tess"])


def _contact(mensen: dict[str, User]) -> None:
    with klok_op(_dag(11, 12, 15)):
        contact = _registreer(
            mensen,
            "noor",
            "contactmoment",
            "Telefoongesprek met de gemeentesecretaris",
            (DUINRAND,),
            van=dt.date(2026, 11, 12),
            resultaat="De informatiebeheerder vertrekt; de secretaris zoekt tijdelijke hulp via de regio.",
        )
        maak_inzetafspraak(
            inzet_id=contact.pk,
            afspraak=NieuweAfspraak("Nabellen over de vervanging", mensen["noor"].pk, dt.date(2026, 12, 1)),
            door=mensen["noor"],
        )


def _overleg_vooruit(mensen: dict[str, User]) -> None:
    with klok_op(_dag(11, 16)):
        overleg = _registreer(
            mensen,
            "rik",
            "bestuurlijk_overleg",
            "Overleg met de wethouder informatievoorziening",
            (DUINRAND,),
            van=dt.date(2026, 11, 30),
            eigenaar="marijke",
        )
    with klok_op(_dag(11, 18)):
        wijzig_inzet(
            inzet_id=overleg.pk,
            versie=overleg.versie,
            gegevens=Inzetgegevens(
                soort="bestuurlijk_overleg",
                onderwerp="Overleg met de wethouder informatievoorziening",
                overheid_ids=_ids(DUINRAND),
                van=dt.date(2026, 12, 3),
                eigenaar_id=mensen["marijke"].pk,
            ),
            reden="De wethouder vroeg om een andere dag.",
            door=mensen["rik"],
        )
