"""A small Voorbeeldland for the reports: facts as the other apps write them into the logboek."""

import datetime as dt

from tests.factories import OverheidFactory
from toezicht.core import clock, logboek
from toezicht.organisaties.models import Overheid

PEILDATUM = dt.date(2026, 9, 30)
KENNIS = dt.date(2026, 10, 10)
KENGETALLEN = {
    "fk.1": {"waarde": "96.4", "herkomst": "herberekend", "band": "B"},
    "fk.2": {"waarde": "91.0", "herkomst": "herberekend", "band": "B"},
    "fk.3": {"waarde": "18.2", "herkomst": "herberekend", "band": "C"},
    "fk.4": {"waarde": "-0.6", "herkomst": "opgave", "band": "C"},
    "fk.5": {"waarde": "13.0", "herkomst": "herberekend", "band": "A"},
    "fk.6": {"waarde": None, "herkomst": "opgave", "band": "niet_te_beoordelen"},
}


def feit(soort, onderwerp_id, gebeurd, gegevens, *, overheid="GM9901", op=None, vertrouwelijk="intern"):
    """One line in the logboek: true on `gebeurd`, recorded on `op` (the same day without it)."""
    gebeurd = dt.date.fromisoformat(gebeurd)
    with clock.klok_op(dt.date.fromisoformat(op) if op else gebeurd):
        return logboek.schrijf(
            onderwerp=logboek.Onderwerp(soort, str(onderwerp_id), overheid),
            handeling=f"{soort}_gewijzigd",
            door=None,
            gegevens=gegevens,
            gebeurd_op=gebeurd,
            vertrouwelijkheid=vertrouwelijk,
        )


def maak_overheden(aantal=3):
    """The province and its first municipalities, with their tiles."""
    provincie = OverheidFactory(code="PV99", soort="provincie", naam="Voorbeeldland")
    namen = ["Aarlo", "Bergmeer", "Duinrand", "Eikendam", "Hoogveld", "Lageland", "Zandhaven"]
    for plek, naam in enumerate(namen[:aantal]):
        code = f"GM99{plek + 1:02}"
        OverheidFactory(code=code, naam=naam, provincie=provincie)
        feit(
            "overheid",
            code,
            "2026-01-01",
            {
                "naam": naam,
                "soort": "gemeente",
                "provincie": "PV99",
                "geldig_van": "2000-01-01",
                "geldig_tot": None,
                "inwoners_2026": 34608 + plek,
                "kolom": plek % 3 + 1,
                "rij": plek // 3 + 1,
            },
            overheid=code,
        )
    return Overheid.objects.get(code="GM9901")


def dossier(nummer, gebeurd, overheid="GM9901", domein="informatie_archief", taak="archiefzorg", **meer):
    """A dossier that opens at T1."""
    feit(
        "dossier",
        nummer,
        gebeurd,
        {
            "nummer": f"2026-{nummer:04}",
            "titel": "Zorg voor de archiefbescheiden",
            "overheid": overheid,
            "domein": domein,
            "taak": taak,
            "stand": "t1",
            "trede": "t1",
            "trede_sinds": gebeurd,
            "behandelaar": "Sanne Dijkstra",
            "sluitreden": "",
            "verlengingen": 0,
            "beleid": "2026-1",
            **meer,
        },
        overheid=overheid,
    )


def trede(nummer, gebeurd, naar, overheid="GM9901", **meer):
    """A step on the ladder."""
    feit(
        "dossier",
        nummer,
        gebeurd,
        {"stand": naar, "trede": naar, "trede_sinds": gebeurd},
        overheid=overheid,
        **meer,
    )


def maak_wereld():
    """One municipality on T3b with a term that moved, one that complied, one just signalled, and figures."""
    gemeente = maak_overheden(7)
    dossier(1, "2026-05-04")
    trede(1, "2026-05-20", "t2")
    trede(1, "2026-07-06", "t3a")
    trede(1, "2026-09-14", "t3b")
    feit(
        "termijn",
        1,
        "2026-05-20",
        {
            "dossier": 1,
            "soort": "antwoord",
            "trede": "t2",
            "start": "2026-05-20",
            "ruw_einde": "2026-06-17",
            "effectief_einde": "2026-06-17",
            "status": "loopt",
        },
    )
    feit("termijn", 1, "2026-06-12", {"status": "gestopt"})
    feit(
        "termijn",
        2,
        "2026-09-14",
        {
            "dossier": 1,
            "soort": "afspraken",
            "trede": "t3b",
            "start": "2026-09-14",
            "ruw_einde": "2026-12-26",
            "effectief_einde": "2026-12-28",
            "status": "loopt",
        },
    )
    feit(
        "afspraak",
        1,
        "2026-07-10",
        {
            "dossier": 1,
            "actie": "Het plan van aanpak voor de achterstand vaststellen",
            "eigenaar": "J. Persoonsnaam",
            "gereed_op": "2026-09-15",
            "status": "open",
        },
    )
    feit(
        "afspraak",
        2,
        "2026-09-15",
        {
            "dossier": 1,
            "actie": "Elke vier weken de stand van de bewerking melden",
            "eigenaar": "college",
            "gereed_op": "2026-12-18",
            "status": "open",
        },
    )
    feit(
        "verzending",
        1,
        "2026-09-15",
        {
            "dossier": 1,
            "soort": "L5b",
            "geadresseerde": "het college",
            "rol": "orgaan",
            "kanaal": "email",
            "verzonden_op": "2026-09-15",
        },
    )
    feit(
        "voorstel",
        1,
        "2026-09-21",
        {"dossier": 1, "stap": "kondig_aan", "niveau": "gs", "status": "ter_toetsing"},
    )
    feit(
        "signaal",
        1,
        "2026-04-20",
        {
            "nummer": "S-1",
            "overheid": "GM9901",
            "soort": "ARCH-1",
            "domein": "informatie_archief",
            "ernst": "zwaar",
            "status": "actief",
            "titel": "Geheim vermoeden over mevrouw Persoonsnaam",
            "betrouwbaarheid": "B",
            "geldig_tot": "2027-04-20",
            "vertrouwelijkheid": "intern",
        },
    )
    for jaar, solvabiliteit in ((2023, "27.9"), (2024, "23.5"), (2025, "18.2")):
        feit(
            "cijfers",
            f"GM9901:{jaar}:5",
            f"{jaar + 1 if jaar < 2025 else 2026}-07-15",
            {
                "boekjaar": jaar,
                "periode": "5",
                "vintage": 1,
                "bestand_sha256": f"{jaar}" * 16,
                "kengetallen": {
                    **KENGETALLEN,
                    "fk.3": {
                        "waarde": solvabiliteit,
                        "herkomst": "herberekend",
                        "band": "C" if jaar == 2025 else "B",
                    },
                },
            },
        )
    _anderen()
    return gemeente


def _anderen():
    dossier(
        2, "2026-06-01", "GM9902", "omgevingsrecht", "uitvoeringsprogramma_vth", behandelaar="Joris de Wit"
    )
    trede(2, "2026-06-20", "t2", "GM9902")
    trede(2, "2026-07-20", "t3a", "GM9902")
    feit("dossier", 2, "2026-09-02", {"stand": "afgesloten", "sluitreden": "opgelost"}, overheid="GM9902")
    dossier(3, "2026-09-10", "GM9903", "huisvesting", "huisvesting_vergunninghouders", behandelaar="")
    dossier(4, "2026-03-10", "GM9904", behandelaar="Joris de Wit")
    trede(4, "2026-04-10", "t2", "GM9904")
    feit(
        "termijn",
        4,
        "2026-08-20",
        {
            "dossier": 4,
            "soort": "antwoord",
            "trede": "t2",
            "start": "2026-08-20",
            "ruw_einde": "2026-09-17",
            "effectief_einde": "2026-09-17",
            "status": "loopt",
        },
        overheid="GM9904",
    )
    feit(
        "termijn",
        5,
        "2026-08-20",
        {
            "dossier": 3,
            "soort": "antwoord",
            "trede": "t1",
            "start": "2026-09-20",
            "ruw_einde": "2026-10-18",
            "effectief_einde": "2026-10-19",
            "status": "loopt",
        },
        overheid="GM9903",
    )
    for nummer, (code, ernst) in enumerate(
        [("GM9902", "licht"), ("GM9902", "licht"), ("GM9905", "licht")], start=10
    ):
        feit(
            "signaal",
            nummer,
            "2026-08-01",
            {
                "overheid": code,
                "ernst": ernst,
                "status": "actief",
                "betrouwbaarheid": "A",
                "vertrouwelijkheid": "intern",
                "geldig_tot": "2027-08-01",
            },
            overheid=code,
        )
    feit(
        "signaal",
        20,
        "2026-08-01",
        {
            "overheid": "GM9906",
            "ernst": "zwaar",
            "status": "actief",
            "betrouwbaarheid": "A",
            "vertrouwelijkheid": "cdk",
            "geldig_tot": "2027-08-01",
        },
        overheid="GM9906",
        vertrouwelijk="cdk",
    )
