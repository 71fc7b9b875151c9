"""Van voornemen naar besluit: de gemeente wordt gehoord, elk punt krijgt antwoord (ladder.md 1.4, Awb 4:7-4:12)."""

import pytest

from interventieladder.brieven import als_tekst
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.fouten import Conflict, Weigering

pytestmark = pytest.mark.django_db
VERZONDEN, ZIENSWIJZE, RESULTAAT = dag(2026, 9, 14), dag(2026, 10, 12), dag(2026, 11, 9)
BESLUIT = "besluit_indeplaatsstelling"


def voornemen():
    """GS sturen op 14 september het voornemen: vier weken voor een zienswijze, acht weken voor het resultaat."""
    with op(VERZONDEN):
        zaak = Verhaal.begint_op("t3b", sinds=dag(2026, 4, 6))
        zaak.bereid_voor("kondig_voornemen_aan")
        zaak.zet("kondig_voornemen_aan", termijn_weken=8, zienswijze_weken=4, nazorg_op=None)
    assert zaak.termijn("zienswijze").effectief_einde == ZIENSWIJZE
    assert zaak.termijn("resultaat").effectief_einde == RESULTAAT
    return zaak


def klaar_op_een_na(zaak):
    """De rest van het dossier is op orde: niet voldaan, een uitvoeringsplan met raming."""
    zaak.feitencheck("niet_voldaan")
    zaak.ontvangt("uitvoeringsplan", "Plan", dag(2026, 11, 10), kostenraming=25_000)


def test_het_college_spreekt_de_raad_schrijft_te_laat_en_elk_punt_komt_in_het_besluit():
    """De termijn loopt vanaf de verzending. Het college komt langs, daarvan is een verslag; de raad schrijft na de
    termijn en wordt met een reden toch gehoord. Zonder antwoord op elk punt komt er geen voorstel."""
    zaak = voornemen()
    with op(dag(2026, 10, 5)):
        college = zaak.zienswijze(
            "het college",
            dag(2026, 10, 5),
            "De termijn is te kort.",
            "Er is wel een plan.",
            wijze="mondeling",
        )
        assert "G-ZW" in zaak.wat_ontbreekt(BESLUIT), "de termijn loopt nog"
    with op(dag(2026, 10, 20)):
        with pytest.raises(Weigering, match="na de termijn"):
            zaak.zienswijze("de raad", dag(2026, 10, 19), "Het geld ontbreekt.")
        raad = zaak.zienswijze(
            "de raad",
            dag(2026, 10, 19),
            "Het geld ontbreekt.",
            meegewogen=True,
            meegewogen_reden="Nieuwe feiten over de begroting.",
        )
    with op(dag(2026, 11, 10)):
        klaar_op_een_na(zaak)
        assert zaak.wat_ontbreekt(BESLUIT) == {"G-ZW"}
        with pytest.raises(Weigering, match="Beantwoord punt 1, 2"):
            zaak.voorgelegd(BESLUIT)
        zaak.antwoordt(college, 1, "ongegrond", "Acht weken volstaan voor een plan.")
        zaak.antwoordt(college, 2, "deels", "Het plan noemt geen datum.")
        zaak.antwoordt(raad, 1, "ongegrond", "De wet kent geen voorbehoud van geld.")
        zaak.zet(BESLUIT, termijn_weken=13)
    assert zaak.stand == "t5"
    tekst = als_tekst(zaak.dossier)
    assert "Op 5 oktober 2026 gaf het college mondeling een zienswijze" in tekst
    assert "Dat was na de termijn; toch weegt zij mee." in tekst
    assert "Het plan noemt geen datum." in tekst
    with op(dag(2026, 11, 12)), pytest.raises(Conflict, match="is genomen"):
        zaak.antwoordt(college, 2, "gegrond", "Bij nader inzien.")


def test_komt_er_niets_dan_wordt_dat_vastgesteld_na_de_termijn():
    """Op de laatste dag kan de gemeente nog reageren; pas een dag later staat vast dat er niets kwam."""
    zaak = voornemen()
    with op(ZIENSWIJZE, uur=23), pytest.raises(Weigering, match="Wacht tot die voorbij is"):
        zaak.geen_zienswijze()
    with op(dag(2026, 10, 13), uur=0):
        zaak.geen_zienswijze()
    with op(dag(2026, 11, 10)):
        klaar_op_een_na(zaak)
        assert zaak.wat_ontbreekt(BESLUIT) == set()
    assert als_tekst(zaak.dossier).endswith("Wij ontvingen geen zienswijze.")


def test_een_antwoord_dat_na_het_akkoord_verandert_vraagt_een_nieuw_akkoord():
    """GS besluiten over de antwoorden die zij lazen: verandert er één, dan vervalt het akkoord."""
    zaak = voornemen()
    with op(dag(2026, 10, 5)):
        college = zaak.zienswijze("het college", dag(2026, 10, 5), "De termijn is te kort.")
        zaak.antwoordt(college, 1, "ongegrond", "Acht weken volstaan.")
    with op(dag(2026, 11, 10)):
        klaar_op_een_na(zaak)
        voorstel = zaak.voorgelegd(BESLUIT, termijn_weken=13)
        zaak.antwoordt(college, 1, "deels", "Twee weken extra is redelijk.")
        with pytest.raises(Conflict, match="zienswijze van het college is gewijzigd"):
            zaak.gs_besluiten(voorstel)


def test_bij_spoed_wordt_niet_verder_gehoord_maar_wat_er_ligt_krijgt_antwoord():
    """Stelt de gedeputeerde spoed vast, dan hoeft de termijn niet te worden afgewacht (Awb 4:11, onder a)."""
    zaak = voornemen()
    with op(dag(2026, 9, 21)):
        zaak.spoed()
        assert "G-ZW-SPOED" not in zaak.wat_ontbreekt("besluit_met_spoed")
        assert "omdat de vereiste spoed zich daartegen verzet" in als_tekst(zaak.dossier)
        college = zaak.zienswijze("het college", dag(2026, 9, 21), "Wij pompen al.")
        assert "G-ZW-SPOED" in zaak.wat_ontbreekt("besluit_met_spoed")
        zaak.antwoordt(college, 1, "ongegrond", "Het water stijgt nog.")
        assert "G-ZW-SPOED" not in zaak.wat_ontbreekt("besluit_met_spoed")
