"""SC2 (ladder.md 9): the gedeputeerde is on leave, the replacement has an interest, the item finds its way."""

import pytest

from interventieladder.selectors.werkbronnen import wachtende_voorstellen
from interventieladder.services import besluiten, omleiden
from tests.factories import GedeputeerdeFactory, SecretariaatFactory, UserFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, dagen, leg_dossierfeiten, maak_dossier
from tests.mandaatwereld import mandaat, vervang
from toezicht.core import rollen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import Logboekregel
from toezicht.mandaten.models import Mandaat
from toezicht.mandaten.services import vervanging

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def w():
    """A proposal for T3b before deputy Marijke; Leila replaces her first, Douwe second."""
    b = leg_dossierfeiten(maak_dossier("t3a"), "start_bestuurlijk_overleg")
    b.marijke = b.mensen.gedeputeerde
    b.leila, b.douwe = (UserFactory(rollen=[rollen.PROVINCIESECRETARIS]) for _ in range(2))
    Mandaat.objects.filter(niveau="gedeputeerde").delete()
    mandaat("gedeputeerde", gebruiker=b.marijke)
    vervang(b.marijke, b.leila, volgorde=1)
    vervang(b.marijke, b.douwe, volgorde=2)
    b.voorstel = dienst.ter_besluit(b, "start_bestuurlijk_overleg")
    return b


def beslis(w, wie):
    return besluiten.beslis(voorstel_id=w.voorstel.pk, goedkeuren=True, door=wie, zegel=w.voorstel.zegel)


def meld(wie, tot=14):
    vervanging.meld_afwezig(gebruiker_id=wie.pk, van=VANDAAG, tot=dagen(tot), door=wie)


def test_zolang_zij_er_is_beslist_alleen_zij(w):
    assert [rij["naam"] for rij in w.voorstel.bij] == [w.marijke.naam]
    with pytest.raises(GeenRecht, match=w.marijke.naam):
        beslis(w, w.leila)


def test_met_verlof_beslist_de_eerste_vervanger_namens_haar(w):
    meld(w.marijke)
    omleiden.bewaak()
    assert list(wachtende_voorstellen(w.leila)) == [w.voorstel]
    assert not wachtende_voorstellen(w.douwe).exists()
    assert beslis(w, w.leila).namens == w.marijke
    assert Logboekregel.objects.get(handeling="besluit_goedgekeurd").namens == w.marijke.naam


def test_heeft_de_eerste_een_belang_dan_de_tweede(w):
    meld(w.marijke)
    vervanging.geef_belang_op(
        gebruiker_id=w.leila.pk,
        overheid_id=w.dossier.overheid_id,
        toelichting="Woont er",
        van=VANDAAG,
        door=w.leila,
    )
    with pytest.raises(GeenRecht, match="belang"):
        beslis(w, w.leila)
    assert beslis(w, w.douwe).besloten_door == w.douwe


def test_zijn_allen_weg_dan_gaat_het_naar_gs(w):
    meld(w.marijke), meld(w.leila), meld(w.douwe)
    omleiden.bewaak()
    secretariaat = w.mensen.secretariaat
    assert list(wachtende_voorstellen(secretariaat)) == [w.voorstel]
    besluit = besluiten.registreer_gs_besluit(
        voorstel_id=w.voorstel.pk, gs=dienst.gs_besluit(), door=secretariaat
    )
    assert besluit.niveau == "gs"


def test_na_haar_verlof_ligt_het_weer_alleen_bij_haar(w):
    meld(w.marijke, tot=3)
    omleiden.bewaak()
    with klok_op(dagen(3)):
        omleiden.bewaak()
        assert not wachtende_voorstellen(w.leila).exists()
        with pytest.raises(GeenRecht):
            beslis(w, w.leila)
        assert beslis(w, w.marijke).namens is None


def test_een_nieuwe_portefeuillehouder_krijgt_wat_open_ligt(w):
    """After an election: the mandate of the one ends, that of the other begins; open items move with a note."""
    nieuw = GedeputeerdeFactory()
    Mandaat.objects.filter(gebruiker=w.marijke).update(tot=VANDAAG)
    mandaat("gedeputeerde", gebruiker=nieuw, van=VANDAAG)
    omgeleid = omleiden.leid_om(door=SecretariaatFactory(), aanleiding="Nieuw college")
    assert [(o.van, o.naar) for o in omgeleid] == [(w.marijke.naam, nieuw.naam)]
    assert Logboekregel.objects.get(handeling="voorstel_omgeleid").reden == "Nieuw college"
    assert beslis(w, nieuw).besloten_door == nieuw
