"""FIN-S10: Havenmond applies for artikel 12 on 25 November 2026, with a budget that lacks eight million.

8,0 of 310 million is 2,58 per cent: more than the two per cent of the decree. GS report before 15 February 2027;
the ministers decide before 1 June 2028. In the second year no proof of four years is asked again.
"""

import pytest

from interventieladder.guards.artikel12 import toets_van
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders.financieel import beslis, einde, vers
from tests.interventieladder.ladders.kit import dag, feit, stap
from tests.interventieladder.ladders.test_artikel12 import CIJFERS, aanvraag, open_jaar
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


def test_havenmond_from_application_to_decision():
    mensen, havenmond = maak_mensen(), maak_gemeente(naam="Havenmond")
    with klok_op(dag("2026-11-02")):
        zaak = open_jaar(2027, mensen, havenmond)
        assert einde(zaak, "aanvraag_art12") == dag("2026-11-30")
    with klok_op(dag("2026-11-26")):
        aanvraag(zaak, "2026-11-25")
        assert stap(zaak, "ontvang_aanvraag") == "aangevraagd"
        assert einde(zaak, "verslag_art12") == dag("2027-02-14")
    with klok_op(dag("2027-02-08")):
        feit(zaak, "tekort", **CIJFERS)
        feit(
            zaak,
            "redelijk_peil",
            toelichting_peil="De OZB ligt op de norm; afval en riool zijn kostendekkend.",
        )
        uitleg = toets_van(vers(zaak), dag("2027-02-08"))
        assert uitleg.voldaan
        assert list(uitleg.stappen) == [
            "Tekort in 2027: € 8.000.000.",
            "OZB-capaciteit en uitkeringen samen: € 310.000.000.",
            "Het tekort is 2,58% daarvan; de drempel is 2,00%: aanmerkelijk (Bfv 2001 art. 23).",
            "Eerste jaar van aanvraag: ook tot en met 2030 is elk jaar een tekort aannemelijk.",
        ]
        assert beslis(zaak, "breng_verslag_uit") == "verslag_uitgebracht"
        assert einde(zaak, "besluit_art12") == dag("2028-05-31")
    with klok_op(dag("2028-05-16")):
        feit(zaak, "inspectie_begonnen", dag("2027-05-10"), kenmerk="IA12-2027-3")
        stap(zaak, "begin_inspectie")
        feit(zaak, "besluit_ministers", uitkomst="toegekend", bedrag="7400000", kenmerk="BZK-2028-81")
        assert stap(zaak, "ken_toe") == "toegekend"


def test_the_second_year_asks_no_proof_of_four_years():
    with klok_op(dag("2026-11-02")):
        zaak = open_jaar(2028, overheid=maak_gemeente(naam="Havenmond"))
    with klok_op(dag("2027-11-20")):
        aanvraag(zaak, "2027-11-20", eerste_jaar=False)
        stap(zaak, "ontvang_aanvraag")
        feit(zaak, "tekort", **{**CIJFERS, "saldo_t1": None, "saldo_t2": None, "saldo_t3": None})
        uitleg = toets_van(vers(zaak), dag("2027-11-20"))
        assert uitleg.voldaan
        assert "niet opnieuw getoetst" in uitleg.stappen[-1]
