"""SC10, SC11 and SC17: a report at the weekend, GS's own ten days, three provinces that disagree."""

import datetime as dt

import pytest

from interventieladder.models import Dossier, Termijn, Verzending
from interventieladder.selectors.vernietiging import tien_dagen
from interventieladder.services.correcties import corrigeer_verzenddatum
from interventieladder.services.klok import draai_klok
from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from interventieladder.services.stapzetting import zet_stap
from interventieladder.services.vernietiging import NieuweVernietiging, open_vernietiging
from tests.interventieladder import dienst
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import bezwaren, feit, stap
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import Logboekregel
from toezicht.organisaties.models import Deelname, OverheidSoort

pytestmark = pytest.mark.django_db
VATBAAR = {"goedkeuring": False, "uitspraak": False, "afweging": "Nagegaan."}
KB = {"nummer": "2026.123", "staatsblad": "2026, 456"}


def d(maand, dag, jaar=2026):
    return dt.date(jaar, maand, dag)


def meld(mensen, overheid=None, **anders):
    dossier = open_vernietiging(
        nieuw=NieuweVernietiging(
            **{
                "overheid_id": (overheid or maak_gemeente()).pk,
                "orgaan": "raad",
                "besluit": "Legesverordening 2027",
                "besluit_op": clock.vandaag(),
                "bron": "gs",
                "grond": "recht",
                "strijd_met": "Gemeentewet 229b: leges boven kostendekkend.",
                "kennisname_op": clock.vandaag(),
                "bewijs": "E-mail van de griffie, 09:12 uur",
                **anders,
            }
        ),
        door=mensen.opsteller,
    )
    b = Bouw(dossier, mensen)
    b.stap = dossier.stappen.get(tot__isnull=True)
    return b


def einde(b, soort):
    """The last day of the newest term of a kind, and whether it runs."""
    termijn = Termijn.objects.filter(dossier=b.dossier, soort=soort).latest("pk")
    return termijn.effectief_einde, termijn.status


def test_sc10_the_burgemeester_reports_at_the_weekend():
    # Given a raad decision known to the burgemeester on Thursday evening 30 April; the report is dated 4 May.
    with klok_op(d(5, 4)):
        mensen = maak_mensen()
        b = meld(mensen, bron="burgemeester", besluit_op=d(4, 30), bekend_op=d(4, 30), gemeld_op=d(5, 4))
        # Then the two days end on Saturday and so on Monday 4 May: in time.
        assert einde(b, "melding_273") == (d(5, 4), "gestopt")
        # And our advice is due a week after the date of the report, the standstill runs four weeks from it.
        assert einde(b, "doorzending_273") == (d(5, 11), "loopt")
        assert einde(b, "stilstand") == (d(6, 1), "loopt")
        # And the ten days of 273a do not run: GS only send the report on.
        assert not b.dossier.termijnen.filter(soort="mededeling_273a").exists()
        assert "G-VIA-GS" not in bezwaren(b, "zend_melding_door")
    with klok_op(d(5, 8)):
        assert stap(b, "zend_melding_door") == "stilstand"
        assert einde(b, "doorzending_273")[1] == "gestopt"
    # When four weeks pass without a royal decree, the decision can be executed again.
    with klok_op(d(6, 1)):
        assert draai_klok() == 0
    with klok_op(d(6, 5)):
        assert draai_klok() == 1
        assert b.vers().stand == "stilstand_voorbij"
        assert draai_klok() == 0
        regel = Logboekregel.objects.get(handeling="stilstand_eindigt")
        assert (regel.gebeurd_op, regel.door_id) == (d(6, 2), None)


def test_sc11_the_ten_days_of_gs_themselves():
    # Given an official reads a raad decision on Monday 14 December 2026.
    with klok_op(d(12, 14)):
        mensen = maak_mensen()
        b = meld(mensen)
        # Then day 10 is Thursday 24 December; both meetings are shown with the day their papers close.
        assert einde(b, "mededeling_273a") == (d(12, 24), "loopt")
        beeld = tien_dagen(b.vers())
        assert [(k.vergadering, k.indienen_tot) for k in beeld.haalbaar.kansen] == [
            (d(12, 15), d(12, 7)),
            (d(12, 22), d(12, 14)),
        ]
        assert (beeld.kleur, beeld.haalbaar.spoed) == ("amber", False)
    # When the papers of the 22nd have closed: red, and the urgent written procedure is proposed.
    with klok_op(d(12, 15)):
        beeld = tien_dagen(b.vers())
        assert (beeld.kleur, beeld.haalbaar.spoed) == ("rood", True)
        assert "schriftelijke" in beeld.advies
    # When the tenth day passes without a notice, the route to a standstill is closed by the clock.
    with klok_op(d(12, 24)):
        assert draai_klok() == 0
    with klok_op(d(12, 28)):
        assert draai_klok() == 1
        assert b.vers().stand == "buiten_termijn"
        assert Logboekregel.objects.get(handeling="tien_dagen_verstreken").gebeurd_op == d(12, 25)
        # And a notice no longer can, but the general letter remains, marked as out of time.
        assert bezwaren(b, "doe_mededeling") == {"G-TIEN-DAGEN"}
        assert stap(b, "stuur_algemene_brief") == "algemene_brief"


def test_the_ten_days_roll_over_the_weekend_and_a_corrected_day_moves_them():
    with klok_op(d(12, 17)):
        b = meld(maak_mensen())
        assert einde(b, "mededeling_273a") == (d(12, 28), "loopt")  # Sunday 27th → Monday 28th
        oud = b.vers().feiten.feit("kennisname")
    with klok_op(d(12, 18)):
        leg_feit_vast(
            dossier_id=b.dossier.pk,
            soort="kennisname",
            datum=d(12, 17),
            waarden={"bewijs": "Postregistratie"},
            vervangt_id=oud.pk,
            correctiereden="Bewijs aangevuld",
            door=b.mensen.opsteller,
        )
        assert einde(b, "mededeling_273a") == (d(12, 28), "loopt")
        nieuw = b.vers().feiten.feit("kennisname")
        leg_feit_vast(
            dossier_id=b.dossier.pk,
            soort="kennisname",
            datum=d(12, 18),
            waarden={"bewijs": "Postregistratie"},
            vervangt_id=nieuw.pk,
            correctiereden="Ontvangen op de 18e",
            door=b.mensen.opsteller,
        )
        assert einde(b, "mededeling_273a") == (d(12, 28), "loopt")
        assert b.dossier.termijnen.filter(soort="mededeling_273a").count() == 2


def naar_overleg(b):
    feit(b, "vatbaarheid", **VATBAAR)
    stap(b, "toets_vatbaarheid")
    feit(b, "overleg", uitkomst="De raad houdt vast aan het besluit.")
    stap(b, "voer_overleg")


def in_stilstand():
    """A decision on which GS told the minister in time: its execution stands still."""
    b = meld(maak_mensen())
    naar_overleg(b)
    stap(b, "doe_mededeling")
    stap(b, "leg_stilstand_vast")
    return b


def test_a_notice_that_was_sent_on_another_day_moves_the_standstill():
    with klok_op(d(10, 5)):
        b = meld(maak_mensen())
        naar_overleg(b)
    with klok_op(d(10, 13)):
        stap(b, "doe_mededeling")
        eerst = b.vers().feiten.feit("mededeling")
    with klok_op(d(10, 15)):
        corrigeer_verzenddatum(
            verzending_id=Verzending.objects.get(brief__dossier=b.dossier, rol="orgaan").pk,
            verzonden_op=d(10, 14),
            reden="Het ontvangstbewijs zegt anders",
            door=b.mensen.opsteller,
        )
        nu = b.vers().feiten.feit("mededeling")
        assert (nu.datum, nu.vervangt_id, nu.waarden) == (d(10, 14), eerst.pk, eerst.waarden)
        assert einde(b, "stilstand") == (d(11, 11), "loopt")


def test_the_dossier_lies_in_the_domain_of_the_decision_and_there_is_one():
    with klok_op(d(10, 5)):
        mensen, gemeente = maak_mensen(), maak_gemeente()
        eerste = meld(mensen, overheid=gemeente, domein="financien").dossier
        assert (eerste.domein, eerste.taak) == ("financien", "vernietiging")
        # A second dossier on the same decision is refused, in whatever domain.
        for elders in ("omgevingsrecht", ""):
            with pytest.raises(Conflict, match=eerste.nummer):
                meld(mensen, overheid=gemeente, domein=elders)
        # And an unknown domain with what to do.
        with pytest.raises(Weigering, match="Kies een domein") as fout:
            meld(mensen, overheid=gemeente, besluit="Ander besluit", domein="geld")
        assert fout.value.veld == "domein"
        assert meld(mensen, overheid=gemeente, besluit="Ander besluit").dossier.domein == "bestuurskracht"


@pytest.mark.parametrize("verder", [False, True])
def test_a_notice_that_turns_out_to_have_left_late_ends_the_standstill(verder):
    with klok_op(d(10, 5)):
        b = meld(maak_mensen())
        naar_overleg(b)
    with klok_op(d(10, 13)):
        stap(b, "doe_mededeling")
        assert einde(b, "stilstand") == (d(11, 10), "loopt")
        if verder:
            stap(b, "leg_stilstand_vast")
        else:
            assert bezwaren(b, "mededeling_te_laat") == {"G-TE-LAAT"}
    # When the receipt says 19 October, four days after the tenth day, there is no standstill.
    with klok_op(d(10, 20)):
        verzending = Verzending.objects.get(brief__dossier=b.dossier, rol="orgaan").pk
        verbeter = {"verzending_id": verzending, "door": b.mensen.opsteller}
        corrigeer_verzenddatum(verzonden_op=d(10, 19), reden="Het ontvangstbewijs zegt anders", **verbeter)
        assert einde(b, "stilstand")[1] == "gestopt"
        termijn = Termijn.objects.filter(dossier=b.dossier, soort="stilstand").latest("pk")
        assert termijn.stop_reden == "de mededeling was te laat: er is geen stilstand"
    # Nothing ends by the clock any more; the step of the law is at hand.
    with klok_op(d(11, 20)):
        assert draai_klok() == 0
        assert bezwaren(b, "mededeling_te_laat") == set()
    # And when the first day was right after all, the standstill runs from it again.
    with klok_op(d(10, 22)):
        corrigeer_verzenddatum(verzonden_op=d(10, 14), reden="Toch op de 14e", **verbeter)
        assert einde(b, "stilstand") == (d(11, 11), "loopt")
        corrigeer_verzenddatum(verzonden_op=d(10, 19), reden="Definitief de 19e", **verbeter)
        assert stap(b, "mededeling_te_laat") == "buiten_termijn"


def test_a_corrected_decree_moves_the_appeal_and_the_day_for_a_new_decision():
    with klok_op(d(10, 5)):
        b = in_stilstand()
    with klok_op(d(11, 9)):
        feit(b, "rechtsmiddel", stand="geen")
        waarden = {"vervolg": "nieuw_besluit", "besluit_voor": d(12, 31), **KB}
        for fout, woord in ((d(11, 1), "vóór het koninklijk besluit"), (d(11, 10), "zodra het bekend is")):
            with pytest.raises(Weigering, match=woord):
                feit(b, "kb_vernietiging", d(11, 2), bekend_op=fout, **waarden)
        oud = feit(b, "kb_vernietiging", d(11, 2), bekend_op=d(11, 4), **waarden)
        stap(b, "vernietig")
        assert einde(b, "beroep_vernietiging") == (d(12, 16), "loopt")
        stap(b, "vraag_nieuw_besluit")
        assert einde(b, "nieuw_besluit") == (d(12, 31), "loopt")
    with klok_op(d(11, 10)):
        nieuw = corrigeer(b, oud, d(11, 2), bekend_op=d(11, 6), **{**waarden, "besluit_voor": d(1, 15, 2027)})
        if nieuw.geverifieerd_op is None:
            verifieer_feit(feit_id=nieuw.pk, door=b.mensen.lezer)
        assert einde(b, "beroep_vernietiging") == (d(12, 18), "loopt")
        assert einde(b, "nieuw_besluit") == (d(1, 15, 2027), "loopt")


def test_a_notice_in_time_starts_the_standstill_and_suspension_can_end_in_annulment():
    with klok_op(d(10, 5)):
        b = meld(maak_mensen())
        naar_overleg(b)
    with klok_op(d(10, 13)):
        assert stap(b, "doe_mededeling") == "voorgedragen"
        # The sending of the letter is the notice: nobody types its date again.
        assert b.vers().feiten.feit("mededeling").datum == d(10, 13)
        assert einde(b, "mededeling_273a")[1] == "gestopt"
        assert einde(b, "stilstand") == (d(11, 10), "loopt")
        assert stap(b, "leg_stilstand_vast") == "stilstand"
    with klok_op(d(11, 2)):
        feit(b, "kb_schorsing", d(11, 2), tot=d(5, 2, 2027), **KB)
        assert stap(b, "schors") == "schorsing"
        assert einde(b, "schorsing") == (d(5, 2, 2027), "loopt")  # a Sunday: it does not move
        assert einde(b, "stilstand")[1] == "gestopt"
    with klok_op(d(2, 1, 2027)):
        feit(b, "rechtsmiddel", stand="geen")
        feit(
            b,
            "kb_vernietiging",
            d(1, 25, 2027),
            vervolg="nieuw_besluit",
            besluit_voor=d(4, 1, 2027),
            bekend_op=d(1, 29, 2027),
            **KB,
        )
        assert stap(b, "vernietig") == "vernietigd"
        assert einde(b, "beroep_vernietiging") == (d(3, 12, 2027), "loopt")
        assert stap(b, "vraag_nieuw_besluit") == "nieuw_besluit"
        assert einde(b, "nieuw_besluit") == (d(4, 1, 2027), "loopt")
        # The term is the organisation's: before it passed, no way to the ladder.
        assert "G-NIEUW-GEMIST" in bezwaren(b, "verder_op_ladder")
    with klok_op(d(4, 2, 2027)):
        assert draai_klok() == 0
        assert b.vers().stand == "nieuw_besluit"  # a missed term is a link, never a step by itself
        assert bezwaren(b, "verder_op_ladder") == {"G-VERVOLGDOSSIER"}


def test_a_suspension_lapses_by_itself_and_then_nothing_can_be_annulled():
    with klok_op(d(10, 5)):
        b = in_stilstand()
        feit(b, "kb_schorsing", tot=d(12, 31), **KB)
        stap(b, "schors")
    with klok_op(d(1, 4, 2027)):
        assert draai_klok() == 1
        assert b.vers().stand == "schorsing_vervallen"
        assert Logboekregel.objects.get(handeling="schorsing_vervalt").gebeurd_op == d(1, 1, 2027)
        with pytest.raises(Weigering):
            zet_stap(dossier_id=b.dossier.pk, stap="vernietig", door=b.mensen.opsteller)
        feit(b, "bekendmaking")
        assert stap(b, "maakt_bekend") == "niet_vernietigd"


def test_with_bezwaar_open_the_suspension_lasts_thirteen_weeks_after_the_final_ruling():
    with klok_op(d(10, 5)):
        b = in_stilstand()
        feit(b, "kb_schorsing", tot=d(12, 31), **KB)
        feit(b, "rechtsmiddel", stand="open")
        stap(b, "schors")
    with klok_op(d(1, 4, 2027)):
        assert draai_klok() == 0
        feit(b, "rechtsmiddel", d(1, 2, 2027), stand="onherroepelijk")
        assert einde(b, "schorsing") == (d(4, 3, 2027), "loopt")  # Saturday: thirteen weeks do not move
    with klok_op(d(4, 5, 2027)):
        assert draai_klok() == 1


def test_a_decision_of_gs_within_the_ten_days_is_not_overtaken_by_the_clock():
    with klok_op(d(12, 14)):
        b = meld(maak_mensen())
        naar_overleg(b)
        b.regels = next(o for o in _vanuit(b) if o.stap == "doe_mededeling")
        voorstel = dienst.ter_besluit(b, "doe_mededeling")
        dienst.besluit(b, voorstel)
    with klok_op(d(12, 28)):
        assert draai_klok() == 0
        assert b.vers().stand == "overleg"
        dienst.zet(b, "doe_mededeling")
        dienst.verstuur(b, voorstel.pk)
        # The letter itself left after the tenth day: then it was too late after all.
        assert bezwaren(b, "leg_stilstand_vast") == {"G-MEDEDELING"}
        assert stap(b, "mededeling_te_laat") == "buiten_termijn"


def _vanuit(b):
    from interventieladder.ladders import machine_op

    b.dossier = b.vers()
    return machine_op(b.dossier.ladder).vanuit(b.dossier.stand)


def test_for_a_gr_the_notice_also_goes_to_those_that_take_part():
    with klok_op(d(10, 5)):
        mensen = maak_mensen()
        gr = maak_gemeente(soort=OverheidSoort.GR_OPENBAAR_LICHAAM, naam="Regio Zuid", code="GR9901")
        deelnemer = maak_gemeente(naam="Duinrand")
        Deelname.objects.create(regeling=gr, deelnemer=deelnemer, van=d(1, 1, 2020))
        b = meld(mensen, overheid=gr, orgaan="gr_bestuur")
        naar_overleg(b)
        stap(b, "doe_mededeling")
        brief = b.dossier.brieven.get(soort="L14")
        namen = [g["naam"] for g in brief.geadresseerden]
        assert namen[0] == "De minister wie het aangaat"
        assert any(naam.endswith("Regio Zuid") for naam in namen)
        assert any(naam.endswith("Duinrand") for naam in namen)


def test_a_decision_of_the_burgemeester_goes_by_the_cdk():
    with klok_op(d(10, 5)):
        b = meld(maak_mensen(), orgaan="burgemeester")
        naar_overleg(b)
        assert "G-VIA-GS" in bezwaren(b, "doe_mededeling")
        feit(b, "mededeling", kenmerk="cdK-2026-1")
        assert stap(b, "cdk_deed_mededeling") == "voorgedragen"


def waterschap(**velden):
    return maak_gemeente(soort=OverheidSoort.WATERSCHAP, naam="Kreken en Kades", code="WS9901", **velden)


def test_gs_annul_a_decision_of_a_waterschap_themselves():
    with klok_op(d(10, 5)):
        mensen = maak_mensen()
        b = meld(
            mensen,
            overheid=waterschap(),
            orgaan="ab",
            bron="voorzitter",
            besluit_op=d(10, 1),
            bekend_op=d(10, 1),
            gemeld_op=d(10, 2),
        )
        assert b.dossier.ladder == "vernietiging_waterschap"
        assert einde(b, "stilstand") == (d(10, 30), "loopt")
        feit(b, "vatbaarheid", **VATBAAR)
        stap(b, "toets_vatbaarheid")
        feit(b, "rechtsmiddel", stand="geen")
        feit(b, "overleg", uitkomst="Besproken met het dagelijks bestuur.")
        assert stap(b, "vernietig") == "vernietigd"
        assert b.dossier.voorstellen.get().besluit.niveau == "gs"
        feit(b, "besluit_bekend", d(10, 5))
        assert einde(b, "beroep_vernietiging") == (d(11, 16), "loopt")


def corrigeer(b, oud, datum, **waarden):
    return leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort=oud.soort,
        datum=datum,
        waarden=waarden,
        vervangt_id=oud.pk,
        correctiereden="Verkeerd overgenomen",
        door=b.mensen.opsteller,
    )


def geschorst(**anders):
    """GS suspended a decision of a waterschap; it is not made known yet."""
    b = meld(maak_mensen(), overheid=waterschap(), orgaan="ab", **anders)
    feit(b, "vatbaarheid", **VATBAAR)
    stap(b, "toets_vatbaarheid")
    if anders.get("interprovinciaal"):
        feit(b, "overeenstemming", uitkomst="eens", colleges="Voorbeeldland en Buurland")
    assert stap(b, "schors") == "schorsing"
    return b


def test_a_suspension_by_gs_lasts_a_year_at_most_and_begins_once():
    with klok_op(d(10, 5)):
        b = geschorst()
        # When it is made known, a day beyond the year is refused, and so is no day at all.
        for tot, woord in (
            (d(10, 6, 2027), "05-10-2027"),
            (d(10, 4), "vóór de bekendmaking"),
            (None, "Vul in"),
        ):
            with pytest.raises(Weigering, match=woord):
                feit(b, "besluit_bekend", geschorst_tot=tot)
        oud = feit(b, "besluit_bekend", geschorst_tot=d(10, 5, 2027))
        assert einde(b, "schorsing") == (d(10, 5, 2027), "loopt")
    with klok_op(d(11, 2)):
        # Then a second announcement does not start it again; a correction moves it.
        with pytest.raises(Conflict, match="Corrigeer"):
            feit(b, "besluit_bekend", geschorst_tot=d(11, 1, 2027))
        assert einde(b, "schorsing") == (d(10, 5, 2027), "loopt")
        with pytest.raises(Weigering, match="ander besluit"):
            corrigeer(b, oud, d(10, 5))
        corrigeer(b, oud, d(10, 6), geschorst_tot=d(12, 31))
        assert einde(b, "schorsing") == (d(12, 31), "loopt")
    with klok_op(d(1, 4, 2027)):
        assert draai_klok() == 1
        assert b.vers().stand == "schorsing_vervallen"
        assert Logboekregel.objects.get(handeling="schorsing_vervalt").gebeurd_op == d(1, 1, 2027)


def test_nothing_is_made_known_before_it_is_decided():
    with klok_op(d(10, 5)):
        b = meld(maak_mensen(), overheid=waterschap(), orgaan="ab")
        for tot in (d(12, 31), None):
            with pytest.raises(Weigering, match="nadat de stap"):
                feit(b, "besluit_bekend", geschorst_tot=tot)
        assert not b.dossier.termijnen.filter(soort__in=("schorsing", "beroep_vernietiging")).exists()


def klaar_voor_vernietiging(b):
    feit(b, "rechtsmiddel", stand="geen")
    feit(b, "overleg", uitkomst="Besproken met het dagelijks bestuur.")


def test_a_suspended_decision_is_annulled_only_while_the_suspension_is_known_to_last():
    with klok_op(d(10, 5)):
        b = geschorst()
        klaar_voor_vernietiging(b)
        assert bezwaren(b, "vernietig") == {"G-SCHORSING-TOT"}
        bekend = feit(b, "besluit_bekend", geschorst_tot=d(12, 31))
        assert bezwaren(b, "vernietig") == set()
        assert bezwaren(b, "vernietig", d(1, 1, 2027)) == {"G-NIET-VERVALLEN"}
    with klok_op(d(12, 29)):
        # A later end that turns out wrong does not keep the suspension alive.
        corrigeer(b, bekend, d(10, 5), geschorst_tot=d(12, 28))
        assert bezwaren(b, "vernietig") == {"G-NIET-VERVALLEN"}


def test_an_annulment_that_gs_decided_in_time_is_not_overtaken_by_the_clock():
    with klok_op(d(12, 31)):
        b = geschorst()
        klaar_voor_vernietiging(b)
        feit(b, "besluit_bekend", geschorst_tot=d(12, 31))
        b.regels = next(o for o in _vanuit(b) if o.stap == "vernietig")
        voorstel = dienst.ter_besluit(b, "vernietig")
        dienst.besluit(b, voorstel)
    with klok_op(d(1, 4, 2027)):
        assert draai_klok() == 0
        dienst.zet(b, "vernietig")
        assert b.vers().stand == "vernietigd"
        # The annulment is made known on its own, and a late correction of the suspension leaves that alone.
        feit(b, "besluit_bekend")
        assert einde(b, "beroep_vernietiging") == (d(2, 15, 2027), "loopt")
        with pytest.raises(Conflict):
            feit(b, "besluit_bekend")
        corrigeer(b, b.vers().feiten.feiten_van("besluit_bekend")[0], d(12, 31), geschorst_tot=d(1, 2, 2027))
        assert einde(b, "beroep_vernietiging") == (d(2, 15, 2027), "loopt")


def test_at_the_minister_a_lapsed_suspension_stands_in_the_way_of_a_decree():
    with klok_op(d(10, 5)):
        b = geschorst(interprovinciaal=True)
        feit(b, "overeenstemming", uitkomst="oneens", colleges="Voorbeeldland en Buurland")
        feit(b, "kennisgeving_minister", kenmerk="IBT-2026-9")
        assert bezwaren(b, "leg_voor_aan_minister") == {"G-SCHORSING-TOT"}
        feit(b, "besluit_bekend", geschorst_tot=d(12, 31))
        feit(b, "rechtsmiddel", stand="open")
        assert stap(b, "leg_voor_aan_minister") == "naar_minister"
    with klok_op(d(1, 4, 2027)):
        feit(b, "kb_waterschap", uitkomst="vernietigd", bekend_op=d(1, 4, 2027), **KB)
        assert bezwaren(b, "kb_vernietigt") == set()  # appeal is open: it lasts
        feit(b, "rechtsmiddel", stand="geen")
        assert bezwaren(b, "kb_vernietigt") == {"G-NIET-VERVALLEN"}
        # After a final ruling it lasts thirteen weeks more, at the minister too.
        feit(b, "rechtsmiddel", d(12, 30), stand="onherroepelijk")
        assert einde(b, "schorsing") == (d(3, 31, 2027), "loopt")


def test_the_answer_that_gs_see_no_reasons_ends_the_standstill_that_day():
    with klok_op(d(10, 5)):
        melding = {"besluit_op": d(10, 1), "bekend_op": d(10, 1), "gemeld_op": d(10, 2)}
        b = meld(maak_mensen(), overheid=waterschap(), orgaan="ab", bron="voorzitter", **melding)
        ander = meld(b.mensen, overheid=b.dossier.overheid, orgaan="ab", besluit="Keur")
        with pytest.raises(Weigering, match="melding van de voorzitter"):
            feit(ander, "antwoord_gs", uitkomst="geen_redenen")
        with pytest.raises(Weigering, match="melding van de voorzitter"):
            feit(b, "antwoord_gs", d(10, 1), uitkomst="geen_redenen")
        feit(b, "antwoord_gs", uitkomst="in_onderzoek")
    with klok_op(d(10, 12)):
        assert draai_klok() == 0
        feit(b, "antwoord_gs", d(10, 9), uitkomst="geen_redenen")
        assert draai_klok() == 1
        assert b.vers().stand == "stilstand_voorbij"
        assert Logboekregel.objects.get(handeling="stilstand_eindigt").gebeurd_op == d(10, 9)
        assert einde(b, "stilstand")[1] == "gestopt"
        assert draai_klok() == 0


def test_sc17_three_provinces_do_not_agree_about_annulment():
    # Given three GS share the supervision.
    with klok_op(d(10, 5)):
        b = meld(maak_mensen(), overheid=waterschap(), orgaan="ab", interprovinciaal=True)
        feit(b, "vatbaarheid", **VATBAAR)
        stap(b, "toets_vatbaarheid")
        feit(b, "rechtsmiddel", stand="geen")
        feit(b, "overleg", uitkomst="Besproken.")
        # When they disagree, GS alone cannot annul; the minister is told in writing.
        feit(b, "overeenstemming", uitkomst="oneens", colleges="Voorbeeldland, Buurland en Verland")
        assert bezwaren(b, "vernietig") == {"G-OVEREENSTEMMING"}
        assert bezwaren(b, "leg_voor_aan_minister") == {"G-KENNISGEVING-MINISTER"}
        feit(b, "kennisgeving_minister", kenmerk="IBT-2026-9")
        assert stap(b, "leg_voor_aan_minister") == "naar_minister"
    # Then the decision comes by royal decree, and the six weeks begin when it is made known.
    with klok_op(d(12, 3)):
        for fout, woord in ((d(11, 23), "vóór het koninklijk besluit"), (d(12, 4), "zodra het bekend is")):
            with pytest.raises(Weigering, match=woord):
                feit(b, "kb_waterschap", d(11, 24), uitkomst="vernietigd", bekend_op=fout, **KB)
        oud = feit(b, "kb_waterschap", d(11, 24), uitkomst="vernietigd", bekend_op=d(12, 1), **KB)
        assert stap(b, "kb_vernietigt") == "vernietigd"
        assert einde(b, "beroep_vernietiging") == (d(1, 12, 2027), "loopt")
        # And a corrected day of announcement moves the appeal, after a colleague verified it.
        nieuw = corrigeer(b, oud, d(11, 24), uitkomst="vernietigd", bekend_op=d(12, 2), **KB)
        assert einde(b, "beroep_vernietiging") == (d(1, 12, 2027), "loopt")
        verifieer_feit(feit_id=nieuw.pk, door=b.mensen.lezer)
        assert einde(b, "beroep_vernietiging") == (d(1, 13, 2027), "loopt")


@pytest.mark.parametrize(
    ("fout", "veld"),
    [
        ({"kennisname_op": d(10, 6)}, "kennisname_op"),
        ({"besluit_op": d(10, 4), "kennisname_op": d(10, 3)}, "kennisname_op"),
        ({"bewijs": " "}, "bewijs"),
        ({"strijd_met": ""}, "strijd_met"),
        ({"orgaan": ""}, "orgaan"),
        ({"orgaan": "ab"}, "orgaan"),
        ({"bron": "voorzitter"}, "bron"),
        ({"bron": "krant"}, "bron"),
        ({"bron": "burgemeester"}, "gemeld_op"),
        ({"bron": "burgemeester", "bekend_op": d(10, 5), "gemeld_op": d(10, 4)}, "gemeld_op"),
        ({"besluit": ""}, "besluit"),
    ],
)
def test_bad_input_opens_nothing(fout, veld):
    with klok_op(d(10, 5)):
        mensen = maak_mensen()
        with pytest.raises(Weigering) as weigering:
            meld(mensen, **fout)
        assert weigering.value.veld == veld
        assert not Dossier.objects.exists()
