"""The check of the portefeuillehouder: by who holds the portfolio of the domain, or replaces that deputy (R8)."""

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from interventieladder.models import Paraaf, Voorstel
from interventieladder.models.voorstelrechten import mag_toetsen, portefeuille_bij
from interventieladder.selectors.beslissers import kan_verder, wie_is_aan_zet
from interventieladder.selectors.besluiten import LEZEN, TOETSEN, rol_bij
from interventieladder.selectors.werkbronnen import wachtende_voorstellen
from interventieladder.services import omleiden, voorstellen
from tests.factories import GedeputeerdeFactory, TeamleiderFactory, groep
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, dagen, leg_dossierfeiten, maak_dossier, maak_gemeente
from tests.mandaatwereld import afwezig, mandaat, vervang
from toezicht.core import domeinen, rollen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import Bericht, User
from toezicht.mandaten.models import Belang, Mandaat, RegelStatus, Vervangregel

pytestmark = pytest.mark.django_db
STAP = "kondig_voornemen_aan"


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def w():
    """A proposal for GS, read by reader and jurist, and three deputies."""
    b = leg_dossierfeiten(maak_dossier("t3b"), STAP)
    b.voorstel = dienst.dien_in(b, STAP)
    b.anja = b.mensen.gedeputeerde
    b.bert, b.cora = (GedeputeerdeFactory(last_name=naam) for naam in ("Berg", "Cohen"))
    for wie in (b.mensen.lezer, b.mensen.jurist):
        voorstellen.parafeer(voorstel_id=b.voorstel.pk, door=wie)
    assert vers(b).aan_zet == "portefeuillehouder"
    return b


def vers(w):
    return Voorstel.objects.get(pk=w.voorstel.pk)


def mag(w):
    """Which deputies can give the check, as every place that asks it says."""
    uit = []
    for wie in (w.anja, w.bert, w.cora):
        kan = mag_toetsen(vers(w), wie)
        assert (vers(w) in wachtende_voorstellen(wie)) == kan
        assert (rol_bij(vers(w), wie).kan == TOETSEN) == kan
        assert (wie in wie_is_aan_zet(vers(w))) == kan
        uit += [wie] if kan else []
    assert kan_verder(vers(w))
    return uit


def portefeuille(wie, **anders):
    return mandaat("gedeputeerde", gebruiker=wie, **anders)


def test_while_the_register_names_nobody_any_deputy_gives_it(w):
    """The line of the first day gives the level to the function: that names nobody."""
    assert Mandaat.objects.filter(niveau="gedeputeerde", functie="gedeputeerde").exists()
    assert mag(w) == [w.anja, w.bert, w.cora]


def test_only_who_holds_the_portfolio_gives_it_and_the_refusal_says_who(w):
    portefeuille(w.bert, domein=w.dossier.domein)
    portefeuille(w.cora, domein=domeinen.WATER)
    assert mag(w) == [w.bert]
    for daad in (
        lambda: voorstellen.parafeer(voorstel_id=w.voorstel.pk, door=w.anja),
        lambda: voorstellen.geef_retour(voorstel_id=w.voorstel.pk, vraag="Waarom?", door=w.anja),
    ):
        with pytest.raises(GeenRecht, match=f"de portefeuille .* vandaag niet.*{w.bert.naam}"):
            daad()
    rol = rol_bij(vers(w), w.anja)
    assert rol.kan == LEZEN
    assert w.bert.naam in rol.waarom_niet
    assert rol_bij(vers(w), w.mensen.teamleider).waarom_niet == ""
    voorstellen.parafeer(voorstel_id=w.voorstel.pk, door=w.bert)
    assert vers(w).status == "ter_besluit"
    assert Paraaf.objects.get(onderdeel="portefeuillehouder").door == w.bert


@pytest.mark.parametrize(
    "anders",
    [
        {"domein": domeinen.WATER},
        {"ladder": "bestuurskracht"},
        {"overheidssoort": "waterschap"},
        {"handeling": "start_bestuurlijk_overleg"},
        {"van": dagen(1)},
        {"tot": VANDAAG},
        {"status": RegelStatus.CONCEPT},
        {"overheid": maak_gemeente},
    ],
    ids=str,
)
def test_a_line_for_something_else_is_not_this_portfolio(w, anders):
    portefeuille(
        w.bert, **{veld: waarde() if callable(waarde) else waarde for veld, waarde in anders.items()}
    )
    assert mag(w) == [w.anja, w.bert, w.cora]


def test_an_amount_does_not_narrow_a_portfolio_and_two_can_hold_it(w):
    portefeuille(w.bert, bedrag_tot=1000)
    portefeuille(w.cora, domein=w.dossier.domein)
    assert mag(w) == [w.bert, w.cora]


def test_a_mandate_of_somebody_else_than_a_deputy_is_no_portfolio(w):
    portefeuille(TeamleiderFactory())
    assert mag(w) == [w.anja, w.bert, w.cora]


def test_who_replaces_the_holder_on_the_day_gives_it_too(w):
    portefeuille(w.bert)
    vervang(w.bert, TeamleiderFactory(), volgorde=1)  # who is no deputy brings nothing to GS
    vervang(w.bert, w.cora, volgorde=2)
    assert mag(w) == [w.bert]
    weg = afwezig(w.bert, VANDAAG, dagen(3))
    assert mag(w) == [w.bert, w.cora]
    with pytest.raises(GeenRecht, match=f"{w.cora.naam} namens {w.bert.naam}"):
        voorstellen.parafeer(voorstel_id=w.voorstel.pk, door=w.anja)
    weg.delete()
    Belang.objects.create(gebruiker=w.bert, overheid=w.dossier.overheid, van=VANDAAG, toelichting="x")
    assert mag(w) == [w.cora]


def test_with_nobody_of_them_there_any_deputy_gives_it(w):
    portefeuille(w.bert)
    afwezig(w.bert, VANDAAG)
    assert mag(w) == [w.anja, w.bert, w.cora]
    vervang(w.bert, w.cora)
    assert mag(w) == [w.bert, w.cora]
    afwezig(w.cora, VANDAAG)
    assert mag(w) == [w.anja, w.bert, w.cora]


def test_who_declared_an_interest_never_gives_it_also_when_it_is_anybodys(w):
    Belang.objects.create(gebruiker=w.anja, overheid=w.dossier.overheid, van=VANDAAG, toelichting="x")
    assert mag(w) == [w.bert, w.cora]
    assert "een belang gemeld" in rol_bij(vers(w), w.anja).waarom_niet
    with pytest.raises(GeenRecht, match="belang gemeld"):
        voorstellen.parafeer(voorstel_id=w.voorstel.pk, door=w.anja)


def test_who_holds_it_gets_the_mail_and_so_does_who_gets_it_meanwhile(w):
    def gemeld():
        alle = Bericht.objects.filter(sleutel__startswith=f"aan_zet:{w.voorstel.pk}:1:2:")
        return set(alle.values_list("ontvanger", flat=True))

    Bericht.objects.filter(sleutel__startswith="aan_zet:").delete()
    portefeuille(w.bert)
    omleiden.leid_om(door=None, aanleiding="portefeuille")
    assert gemeld() == {w.bert.pk}
    vervang(w.bert, w.cora)
    afwezig(w.bert, VANDAAG)
    for _ in range(2):
        omleiden.leid_om(door=None, aanleiding="verlof")
    assert gemeld() == {w.bert.pk, w.cora.pk}
    assert Bericht.objects.filter(sleutel__startswith=f"aan_zet:{w.voorstel.pk}:1:2:").count() == 2


STANDEN = st.sampled_from(["hier", "weg", "belang", "weg en belang"])


def test_the_list_and_the_check_agree_over_every_register(w):
    w.mensen.opsteller.groups.add(
        groep(rollen.GEDEPUTEERDE)
    )  # also in the place of the drafter nobody agrees
    opsteller = User.objects.get(pk=w.mensen.opsteller.pk)
    mensen = [w.anja, w.bert, w.cora, TeamleiderFactory(), opsteller]

    @settings(max_examples=25)
    @given(
        standen=st.lists(STANDEN, min_size=5, max_size=5),
        regels=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 3)), max_size=8),
        houders=st.sets(st.integers(0, 4), max_size=2),
    )
    def bij_elk_register(standen, regels, houders):
        with transaction.atomic():
            for plek in houders:
                portefeuille(mensen[plek])
            for wie, stand in zip(mensen, standen, strict=True):
                if "weg" in stand:
                    afwezig(wie, VANDAAG)
                if "belang" in stand:
                    Belang.objects.create(
                        gebruiker=wie, overheid=w.dossier.overheid, van=VANDAAG, toelichting="x"
                    )
            for voor, door, volgorde in sorted(regels):
                bezet = Vervangregel.objects.filter(voor=mensen[voor])
                dubbel = bezet.filter(volgorde=volgorde) | bezet.filter(door=mensen[door])
                if voor != door and not dubbel.exists():
                    vervang(mensen[voor], mensen[door], volgorde=volgorde)
            assert opsteller not in mag_van(w, mensen)
            assert all(h.namens != opsteller for h in portefeuille_bij(vers(w)))
            transaction.set_rollback(True)

    bij_elk_register()


def mag_van(w, mensen):
    mogen = [wie for wie in mensen if mag_toetsen(vers(w), wie)]
    assert bool(mogen) or not kan_verder(vers(w))  # with an interest of everybody: an alarm
    belang = set(Belang.objects.values_list("gebruiker", flat=True))
    assert not belang & {wie.pk for wie in mogen}
    assert [wie for wie in mensen if vers(w) in wachtende_voorstellen(wie)] == mogen
    return mogen
