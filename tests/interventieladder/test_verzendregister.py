"""The send register: proof that follows, a letter that came back, the alarm with its owner, how it is mended."""

import datetime as dt

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interventieladder.models import Brief, Termijn, Verzendbericht, Verzendcorrectie, Verzending
from interventieladder.selectors.verzendregister import verzendregister
from interventieladder.selectors.werk import werk_voor
from interventieladder.services import briefverzending
from interventieladder.services.bewaking import controle_verzendingen
from interventieladder.services.briefverzending import Zending
from interventieladder.services.correcties import corrigeer_verzenddatum
from interventieladder.services.verzendregister import Bericht, leg_bericht_vast, mogelijk
from tests.interventieladder.paginawereld import PEIL, bouw
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht as Mail

pytestmark = pytest.mark.django_db


def dag(nummer):
    return PEIL + dt.timedelta(days=nummer)


@pytest.fixture
def w():
    with klok_op(PEIL):
        wereld = bouw()
        wereld.voorstel = wereld.op_t2()
        yield wereld


def verstuur(w, *, bewijs="RR 1", volgt=False):
    brief = Brief.objects.get(voorstel=w.voorstel, soort="L2")
    g = brief.geadresseerden[0]
    briefverzending.verzend(
        brief_id=brief.pk,
        zendingen=[Zending(g["naam"], g["rol"], "aangetekend", PEIL, bewijs, bewijs_volgt=volgt)],
        door=w.noor,
    )
    return Verzending.objects.get()


def meld(w, soort, *, op=0, bewijs="Track and trace 3S99", kanaal="", door=None, **extra):
    return leg_bericht_vast(
        verzending_id=Verzending.objects.get().pk,
        bericht=Bericht(soort, dag(op), bewijs, kanaal),
        door=door or w.noor,
        **extra,
    )


def stand(w):
    (rij,) = verzendregister(w.dossier, w.noor).rijen
    return rij.stand


def alarmen(user):
    return [rij for rij in werk_voor(user) if rij.pagina == "verzendregister"]


def test_a_sending_with_proof_is_no_alarm(w):
    verstuur(w)
    with klok_op(dag(100)):
        assert stand(w) == "verzonden"
        assert alarmen(w.noor) == []
        assert controle_verzendingen()[0]


def test_proof_may_follow_but_is_an_alarm_after_the_days_of_the_policy(w):
    verstuur(w, bewijs="", volgt=True)
    with klok_op(dag(7)):
        assert stand(w) == "bewijs_volgt"
        assert alarmen(w.noor) == []
    with klok_op(dag(8)):
        assert stand(w) == "bewijs_ontbreekt"
        (rij,) = alarmen(w.noor)
        assert "L2 aan College" in rij.onderwerp
        assert "bewijs van verzending ontbreekt" in rij.onderwerp
        assert alarmen(w.joost) == []
        meld(w, "bewijs", op=8, bewijs="RR 77")
        assert stand(w) == "verzonden"
        assert alarmen(w.noor) == []


def test_the_term_runs_from_the_sending_also_while_the_proof_is_to_come(w):
    verstuur(w, bewijs="", volgt=True)
    assert Termijn.objects.get().start == PEIL


@pytest.mark.parametrize(("bewijs", "volgt"), [("", False), ("RR 1", True)])
def test_proof_or_that_it_follows_never_neither_nor_both(w, bewijs, volgt):
    with pytest.raises(Weigering) as fout:
        verstuur(w, bewijs=bewijs, volgt=volgt)
    assert fout.value.veld == "bewijs"


def test_a_letter_that_came_back_is_an_alarm_until_it_was_sent_again(w):
    verstuur(w)
    with klok_op(dag(3)):
        meld(w, "terug", op=2, bewijs="Adres onbekend", door=w.joost)
        assert stand(w) == "terug"
        (rij,) = alarmen(w.noor)
        assert rij.onderwerp.endswith("teruggekomen")
        assert rij.daad == "Stuur opnieuw"
        assert Mail.objects.filter(ontvanger=w.noor, onderwerp__contains="kwam terug").count() == 1
        for soort in ("terug", "bezorgd", "bewijs"):
            with pytest.raises(Conflict, match="Teruggekomen"):
                meld(w, soort, op=3)
    with klok_op(dag(4)):
        meld(w, "opnieuw", op=4, kanaal="uitgereikt", bewijs="Getekend door de griffie", bevestigd=True)
        assert stand(w) == "verzonden"
        assert alarmen(w.noor) == []
        meld(w, "bezorgd", op=4)
        assert stand(w) == "bezorgd"


def test_sent_again_to_the_organ_the_term_runs_from_that_day_once_confirmed(w):
    verstuur(w)
    eerst = Termijn.objects.get(vervolg__isnull=True).effectief_einde
    with klok_op(dag(7)):
        meld(w, "terug", op=2, bewijs="Postbus vol")
        with pytest.raises(Conflict, match="noemt een einddatum"), transaction.atomic():
            meld(w, "opnieuw", op=7, kanaal="post", bewijs="Bode")
        assert Verzendbericht.objects.count() == 1
        meld(w, "opnieuw", op=7, kanaal="post", bewijs="Bode", bevestigd=True)
        nu = Termijn.objects.get(vervolg__isnull=True)
        assert nu.start == dag(7)
        assert nu.effectief_einde > eerst
        assert Verzending.objects.get().verzenddatum == Verzending.objects.get().verzonden_op == PEIL
        assert not Verzendcorrectie.objects.exists()


def test_sent_again_moves_no_term_that_ran_otherwise_and_a_correction_none_that_runs_since(w):
    verzending = verstuur(w)
    eerst = Termijn.objects.get()
    ander = Termijn.objects.create(
        dossier=eerst.dossier,
        stap=eerst.stap,
        soort="nazorg",
        verzending=verzending,
        start=dag(-3),
        weken=2,
        basis="brief",
        ruw_einde=dag(11),
        effectief_einde=dag(11),
        kalender_versie="test",
    )
    with klok_op(dag(7)):
        meld(w, "terug", op=2, bewijs="Postbus vol")
        with pytest.raises(Weigering) as fout:
            meld(w, "opnieuw", op=1, kanaal="post", bewijs="Bode")
        assert fout.value.veld == "datum"
        assert "teruggekomen" in fout.value.melding
        meld(w, "opnieuw", op=7, kanaal="post", bewijs="Bode", bevestigd=True)
        corrigeer_verzenddatum(
            verzending_id=verzending.pk, verzonden_op=dag(1), reden="Poststempel.", door=w.noor
        )
        starts = dict(Termijn.objects.filter(vervolg__isnull=True).values_list("soort", "start"))
        assert starts == {"antwoord": dag(7), "nazorg": ander.start}


@pytest.mark.parametrize(
    ("bericht", "veld"),
    [
        (Bericht("terug", PEIL, " "), "bewijs"),
        (Bericht("terug", dag(1), "x"), "datum"),
        (Bericht("terug", dag(-1), "x"), "datum"),
        (Bericht("kwijt", PEIL, "x"), "soort"),
        (Bericht("bezorgd", PEIL, "x", "post"), "kanaal"),
    ],
)
def test_bad_input_is_refused_at_its_field(w, bericht, veld):
    verzending = verstuur(w)
    with pytest.raises(Weigering) as fout:
        leg_bericht_vast(verzending_id=verzending.pk, bericht=bericht, door=w.noor)
    assert fout.value.veld == veld


def test_sent_again_asks_how(w):
    verstuur(w)
    meld(w, "terug")
    with pytest.raises(Weigering) as fout:
        meld(w, "opnieuw", bewijs="x")
    assert fout.value.veld == "kanaal"


def test_only_who_may_send_records_what_was_heard(w):
    verstuur(w)
    with pytest.raises(GeenRecht):
        meld(w, "bezorgd", door=w.marijke)


@pytest.mark.parametrize(
    ("laatste", "bewezen", "verwacht"),
    [
        (None, True, ["bezorgd", "terug"]),
        (None, False, ["bewijs", "bezorgd", "terug", "opnieuw"]),
        ("bewijs", True, ["bezorgd", "terug"]),
        ("bezorgd", True, ["terug"]),
        ("terug", True, ["opnieuw"]),
        ("terug", False, ["opnieuw"]),
        ("opnieuw", True, ["bezorgd", "terug"]),
    ],
)
def test_which_messages_fit(laatste, bewezen, verwacht):
    assert mogelijk(laatste, bewezen=bewezen) == verwacht


def test_the_health_check_names_an_alarm_without_owner_or_left_lying(w):
    verstuur(w)
    meld(w, "terug", bewijs="Onbekend")
    assert controle_verzendingen()[0]
    with klok_op(dag(15)):
        goed, zin = controle_verzendingen()
        assert not goed
        assert w.dossier.nummer in zin
    w.noor.is_active = False
    w.noor.save(update_fields=["is_active"])
    assert not controle_verzendingen()[0]


def test_what_was_heard_is_never_changed_or_removed(w):
    verstuur(w)
    meld(w, "terug", bewijs="Onbekend")
    for daad in (
        lambda: Verzendbericht.objects.update(bewijs="anders"),
        lambda: Verzendbericht.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="nooit overschreven"), transaction.atomic():
            daad()


# -- pages -------------------------------------------------------------------------------------------


def test_the_register_page_shows_how_each_sending_stands_and_asks_few_queries(w, client):
    verstuur(w)
    meld(w, "terug", bewijs="Adres onbekend")
    client.force_login(w.noor)
    pad = reverse("verzendregister", args=[w.dossier.nummer])
    client.get(pad)
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        pagina = client.get(pad).content.decode()
    assert "Teruggekomen" in pagina
    assert "Adres onbekend" in pagina
    assert len(vragen) <= 12


def test_the_form_offers_what_fits_and_records_it(w, client):
    verzending = verstuur(w)
    meld(w, "terug", bewijs="Adres onbekend")
    client.force_login(w.noor)
    pad = reverse("verzending_bericht", args=[w.voorstel.nummer, verzending.pk])
    pagina = client.get(pad).content.decode()
    assert 'value="opnieuw"' in pagina
    assert 'value="bezorgd"' not in pagina
    gegevens = {"soort": "opnieuw", "datum": f"{PEIL:%Y-%m-%d}", "kanaal": "", "bewijs": "Bode"}
    fout = client.post(pad, gegevens)
    assert fout.status_code == 422
    assert "Kies hoe de brief opnieuw is verzonden" in fout.content.decode()
    goed = client.post(pad, gegevens | {"kanaal": "uitgereikt"})
    assert goed.status_code == 303
    assert stand(w) == "verzonden"


def test_an_outsider_finds_no_register(w, client):
    verzending = verstuur(w)
    from tests.factories import UserFactory

    client.force_login(UserFactory())
    for pad in (
        reverse("verzendregister", args=[w.dossier.nummer]),
        reverse("verzending_bericht", args=[w.voorstel.nummer, verzending.pk]),
    ):
        assert client.get(pad).status_code in (403, 404)
