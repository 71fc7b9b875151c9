"""Signals that came in during the three months, so that the list looks as it does on a working day."""

import datetime as dt

from signalen.services import signalen
from toezicht.beeld.demo.toneel import op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

# code, type, domain, weight, title, explanation, source, reliability, day, weighed as
MELDINGEN = (
    ("GM9902", "IBT-S19", "bestuurskracht", "licht", "Rekenkamerrapport zonder opvolging", "De raad nam de aanbevelingen over inkoop niet in behandeling.", "rekenkamer", "A", dt.date(2026, 9, 3), "actief"),
    ("GM9925", "IBT-S14", "financien", "licht", "Weerstandsvermogen onder de eigen norm", "De jaarrekening noemt een ratio van 0,7; de eigen norm is 1,0.", "accountant", "A", dt.date(2026, 9, 8), "actief"),
    ("GM9937", "IBT-S17", "huisvesting", "licht", "Achterstand groter dan de helft van de opgave", "31 personen op 1 juli, bij een opgave van 24.", "coa", "A", dt.date(2026, 8, 24), "actief"),
    ("GM9917", "IBT-S21", "omgevingsrecht", "licht", "Dwangsommen voor te late besluiten", "Vier dwangsommen in het derde kwartaal.", "rechtspraak", "B", dt.date(2026, 10, 12), "actief"),
    ("GM9907", "IBT-S24", "informatie_archief", "licht", "Zes klachten over Woo-verzoeken", "Verzoekers wachten langer dan de wettelijke termijn.", "burger_klacht", "B", dt.date(2026, 10, 15), "actief"),
    ("GM9913", "IBT-S26", "bestuurskracht", "licht", "Inhuur boven een kwart van de loonsom", "De jaarrekening noemt 29 procent.", "regiomanager", "B", dt.date(2026, 10, 20), "actief"),
    ("GM9905", "IBT-S25", "ruimtelijke_ordening", "licht", "Uittreden uit de omgevingsdienst overwogen", "Het college vroeg de raad om wensen en bedenkingen.", "raad", "A", dt.date(2026, 11, 4), ""),
    ("GM9920", "IBT-S01", "erfgoed", "licht", "Bericht over verval van een monument", "Eén krant; nog niet nagegaan.", "pers", "C", dt.date(2026, 11, 17), ""),
    ("GM9931", "IBT-S08", "bestuurskracht", "licht", "Tweede griffier in anderhalf jaar vertrekt", "Vacature geplaatst op 19 november.", "regiomanager", "B", dt.date(2026, 11, 19), ""),
)  # fmt: skip


def speel(mensen: dict[str, User]) -> None:
    """Register them, each on its day, and weigh those that were weighed."""
    door = mensen["pieter"]
    for code, soort, domein, ernst, titel, tekst, bron, betrouwbaarheid, dag, uitkomst in MELDINGEN:
        with klok_op(op(dag.year, dag.month, dag.day, 11)):
            signaal = signalen.registreer_signaal(
                overheid_id=Overheid.objects.get(code=code, geldig_tot__isnull=True).pk,
                soort=soort,
                domein=domein,
                ernst=ernst,
                titel=titel,
                toelichting=tekst,
                bron=bron,
                datum_feit=dag,
                kennisname_op=dag,
                betrouwbaarheid=betrouwbaarheid,
                door=door,
            )
            if uitkomst:
                signalen.neem_in_behandeling(signaal_id=signaal.pk, door=door)
                signalen.weeg(
                    signaal_id=signaal.pk, uitkomst=uitkomst, reden="Nagegaan bij de bron.", door=door
                )
