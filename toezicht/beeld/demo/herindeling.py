"""A herindeling that comes: Noorderlo goes into Graftwaard on 1 January 2027, and the plan waits for a second person."""

import datetime as dt

from interventieladder.services.herindeling import maak_plan
from toezicht.beeld.demo.toneel import Zaak, op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.services import Bronbestand, laad_organisaties

CODE, OPVOLGER = "GM9923", "GM9910"
DATUM = dt.date(2027, 1, 1)
BESTAND = (
    "datum;soort;oude_code;oude_naam;nieuwe_code;nieuwe_naam;provincie_oud\n"
    "2027-01-01;opheffing met toevoeging aan bestaande gemeente(n);GM9923;Noorderlo;GM9910;Graftwaard;PV99\n"
)


def speel(mensen: dict[str, User]) -> None:
    """Two dossiers of Noorderlo, the law in October, and the plan of the toezichthouder in November."""
    with klok_op(op(2026, 9, 22)):
        Zaak.open(
            code=CODE,
            taak="archiefzorg",
            titel="Overdracht van het archief is niet geregeld",
            feiten_tekst="De archivaris meldt dat er voor de herindeling geen plan is voor overbrenging en vervanging.",
            door=mensen["pieter"],
            mensen=mensen,
        )
    with klok_op(op(2026, 10, 6)):
        Zaak.open(
            code=CODE,
            taak="uitvoeringsprogramma_vth",
            titel="Vergunningen wachten langer dan de wet toelaat",
            feiten_tekst="De helft van de aanvragen van dit jaar is na de beslistermijn afgedaan.",
            door=mensen["noor"],
            mensen=mensen,
        )
    with klok_op(op(2026, 10, 20)):
        laad_organisaties(
            bestanden=[Bronbestand("herindeling-2027.csv", BESTAND.encode(), "fictief")], door=mensen["bas"]
        )
    with klok_op(op(2026, 11, 18)):
        noorderlo = Overheid.objects.get(code=CODE, geldig_van__lte=DATUM)
        maak_plan(overheid_id=noorderlo.pk, datum=DATUM, door=mensen["pieter"])
