"""The closed room of the cdK: for everybody outside the cabinet its dossiers do not exist, anywhere."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from interventieladder.models import (
    Beoordeling,
    Brief,
    Dossier,
    Stuk,
    Termijn,
    Verschuiving,
    Verzending,
    Voorstel,
)
from interventieladder.selectors import besluiten as besluitlezen
from interventieladder.selectors import dossiers as lezen
from interventieladder.selectors import werk
from interventieladder.selectors.beslissers import wie_is_aan_zet
from interventieladder.selectors.huisvesting import Ladderplek, voorstel_voor
from interventieladder.selectors.stand import dossiers_op, dossiers_van
from interventieladder.selectors.werkbronnen import wachtende_voorstellen
from interventieladder.services import (
    besluiten,
    bewaking,
    brieven,
    correcties,
    dossieropening,
    dossiers,
    feiten,
    herberekening,
    stapzetting,
    voorstellen,
)
from interventieladder.services.besluiten import CdkBesluit
from interventieladder.services.dossieropening import NieuwDossier
from interventieladder.services.slot import NietGevonden, neem_dossier
from interventieladder.urls import urlpatterns
from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    GedeputeerdeFactory,
    JuristFactory,
    KabinetFactory,
    SecretariaatFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
)
from tests.interventieladder import dienst
from tests.interventieladder.bouw import (
    DOMEIN,
    TAAK,
    VANDAAG,
    Bouw,
    Mensen,
    leg_dossierfeiten,
    maak_dossier,
    maak_gemeente,
)
from toezicht.core import clock, feestdagen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel
from toezicht.core.selectors import zichtbare_regels

pytestmark = pytest.mark.django_db
TITEL = "Geheimzinnige burgemeesterszaak"
BUITEN = (
    ToezichthouderFactory,
    CoordinatorFactory,
    JuristFactory,
    TeamleiderFactory,
    GedeputeerdeFactory,
    SecretariaatFactory,
    BeheerderFactory,
)
"""Every role but the cabinet."""


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def nieuw(overheid, **anders):
    return NieuwDossier(
        **{
            "overheid_id": overheid.pk,
            "taak": TAAK,
            "titel": TITEL,
            "omschrijving": "Niet verricht.",
            "datum_feit": VANDAAG - dt.timedelta(days=9),
            "orgaan": "burgemeester",
            "gevorderd": "handeling",
            "gebrek": "niet",
            "kamer": "cdk",
            **anders,
        }
    )


@pytest.fixture
def kamer():
    """A dossier in the room with a proposal under way, a letter, a term, a paper and an assessment."""
    kabinet, tweede = KabinetFactory(), KabinetFactory()
    jurist = JuristFactory(rollen=("cdk_kabinet",))
    dossier = dossieropening.open_dossier(nieuw=nieuw(maak_gemeente()), door=kabinet)
    dossiers.wijs_toe(
        dossier_id=dossier.pk, behandelaar_id=kabinet.pk, tweede_lezer_id=tweede.pk, door=tweede
    )
    mensen = Mensen(kabinet, tweede, jurist, tweede, tweede, tweede, tweede)
    b = Bouw(dossier, mensen, dossier.stappen.get())
    leg_dossierfeiten(b, "vraag_informatie")
    voorstel = dienst.ter_besluit(b, "vraag_informatie")
    cdk = CdkBesluit(datum=VANDAAG, nummer="CDK-B-7")
    besluiten.registreer_cdk_besluit(voorstel_id=voorstel.pk, cdk=cdk, door=tweede)
    dienst.zet(b, "vraag_informatie")
    dienst.verstuur(b, voorstel.pk)
    b.dossier = b.vers()
    b.stap = b.dossier.stappen.get(tot__isnull=True)
    leg_dossierfeiten(b, "ga_terug_naar_signaleren")
    b.voorstel = dienst.dien_in(b, "ga_terug_naar_signaleren")
    return b


def test_the_cdk_decides_every_step_with_a_proposal(kamer):
    assert {v.niveau for v in Voorstel.objects.filter(dossier=kamer.dossier)} == {"cdk_besluit"}
    assert kamer.dossier.stand == "t2"


@pytest.mark.parametrize("rol", BUITEN)
def test_no_list_count_or_search_tells_of_it(kamer, rol, client):
    user = rol()
    assert lezen.vind(user, kamer.dossier.nummer) is None
    assert lezen.vind_voorstel(user, kamer.voorstel.nummer) is None
    assert not lezen.zichtbaar(user).exists()
    assert lezen.lijst(user, lezen.Filter(open="alle")).rijen == []
    tel = lezen.tellingen(user)
    assert (tel.open, tel.mijn, tel.te_laat) == (0, 0, 0)
    assert werk.werk_voor(user, team=True) == []
    assert werk.aantallen(user) == (0, 0, 0)
    assert besluitlezen.wachtlijst(user) == []
    assert besluitlezen.besluiten_sinds(user, VANDAAG - dt.timedelta(days=30)) == []
    assert dossiers_van(user, kamer.dossier.overheid_id) == []
    code = kamer.dossier.overheid.code
    assert dossiers_op(user, code, peildatum=VANDAAG, kennisdatum=clock.nu()) == []
    assert werk.open_per_overheid(user, [kamer.dossier.overheid_id]) == {}
    assert not zichtbare_regels(user).filter(onderwerp_soort__contains="_cdk").exists()


PAGINAS = (
    "dossiers",
    "besluiten",
    "werkvoorraad",
    "zoeken",
    "logboek",
    "signalen",
    "rapportages",
    "overheden",
)


@pytest.mark.parametrize("rol", BUITEN)
def test_no_page_shows_it(kamer, rol, client):
    client.force_login(rol())
    vragen = [reverse(naam) for naam in PAGINAS]
    vragen += [
        reverse("zoeken") + f"?q={woord}"
        for woord in ("Geheimzinnige", kamer.dossier.nummer, kamer.voorstel.nummer)
    ]
    vragen += [reverse("dossiers") + "?open=alle&zoek=Geheim", reverse("werkvoorraad") + "?team=1&alles=1"]
    vragen += [
        reverse("overheid", args=[kamer.dossier.overheid.code]),
        reverse("logboek") + "?zoek=Geheimzinnige",
    ]
    for pad in vragen:
        inhoud = client.get(pad, follow=True).content.decode()
        nummers = inhoud.replace("q=" + kamer.dossier.nummer, "").count(f">{kamer.dossier.nummer}<")
        assert TITEL not in inhoud, pad
        assert nummers == 0, pad


def adressen(kamer):
    """Every address of the app with the numbers of the room filled in."""
    stuk = Stuk.objects.filter(dossier=kamer.dossier).first()
    brief = Brief.objects.filter(dossier=kamer.dossier, briefdatum__isnull=False).first()
    for patroon in urlpatterns:
        route = str(patroon.pattern)
        if "<str:nummer>" not in route:
            continue
        bij_voorstel = route.startswith("voorstellen/")
        vul = {"nummer": kamer.voorstel.nummer if bij_voorstel else kamer.dossier.nummer}
        if bij_voorstel and "<int:pk>" in route:
            vul["nummer"] = brief.voorstel.nummer
        pk = brief.pk if bij_voorstel else (stuk.pk if stuk else 1)
        vast = {"stap": "ga_terug_naar_signaleren", "soort": "L2", "actie": "akkoord", "pk": pk, "versie": 1}
        vul |= {naam: vast.get(naam, 1) for naam in patroon.pattern.converters if naam != "nummer"}
        yield reverse(patroon.name, kwargs=vul)
    for naam in ("besluit", "gs_registratie", "cdk_registratie"):
        yield reverse(naam, args=[kamer.voorstel.nummer])


@pytest.mark.parametrize("rol", BUITEN)
def test_every_address_answers_as_if_it_did_not_exist(kamer, rol, client):
    client.force_login(rol())
    verzonnen = "CDK-2026-9999"
    for pad in adressen(kamer):
        for methode in (client.get, client.post):
            antwoord = methode(pad)
            nergens = methode(pad.replace(kamer.dossier.nummer, verzonnen).replace("VC-", "VX-"))
            assert antwoord.status_code in (403, 404, 405), (pad, antwoord.status_code)
            assert antwoord.status_code == nergens.status_code, pad
            assert TITEL not in antwoord.content.decode()


def test_the_cabinet_sees_its_page(kamer, client):
    client.force_login(kamer.mensen.opsteller)
    inhoud = client.get(reverse("dossier", args=[kamer.dossier.nummer])).content.decode()
    assert "Besloten kamer" in inhoud
    assert "Gekoppeld" not in inhoud
    assert "Voorstel" in inhoud
    assert zichtbare_regels(kamer.mensen.opsteller).filter(onderwerp_soort="dossier_cdk").exists()
    assert [r.id for r in lezen.lijst(kamer.mensen.opsteller, lezen.Filter()).rijen] == [kamer.dossier.pk]


@pytest.mark.parametrize("rol", BUITEN)
def test_no_service_lets_an_outsider_in(kamer, rol):
    user, dossier = rol(), kamer.dossier
    brief = Brief.objects.filter(dossier=dossier, briefdatum__isnull=False).first()
    daden = [
        lambda: neem_dossier(dossier.pk, user),
        lambda: stapzetting.zet_stap(dossier_id=dossier.pk, stap="houd_aan", door=user),
        lambda: dossiers.koppel(dossier_id=dossier.pk, signaal_id=1, door=user),
        lambda: voorstellen.parafeer(voorstel_id=kamer.voorstel.pk, door=user),
        lambda: voorstellen.geef_retour(voorstel_id=kamer.voorstel.pk, vraag="?", door=user),
        lambda: besluiten.beslis(voorstel_id=kamer.voorstel.pk, goedkeuren=True, door=user, zegel="x"),
        lambda: besluiten.registreer_gs_besluit(
            voorstel_id=kamer.voorstel.pk, gs=dienst.gs_besluit(), door=user
        ),
        lambda: brieven.concept_pdf(brief_id=brief.pk, door=user),
        lambda: feiten.stel_spoed_vast(
            dossier_id=dossier.pk, reden="gevaar", toelichting="x", gebeld="x", door=user
        ),
        lambda: feiten.verifieer_beoordeling(
            beoordeling_id=Beoordeling.objects.filter(dossier=dossier).first().pk, door=user
        ),
    ]
    for daad in daden:
        with pytest.raises(NietGevonden, match="bestaat niet"):
            daad()


def test_the_same_duty_outside_gives_no_conflict_and_no_gap(kamer):
    overheid = kamer.dossier.overheid
    buiten = dossieropening.open_dossier(
        nieuw=nieuw(overheid, kamer="", titel="Gewoon"), door=ToezichthouderFactory()
    )
    assert buiten.nummer == f"{VANDAAG.year}-0001", "the room has numbers of its own"
    assert buiten.voorganger is None
    with pytest.raises(Weigering, match="CDK-"):
        dossieropening.open_dossier(nieuw=nieuw(overheid), door=kamer.mensen.opsteller)


def test_who_opens_a_dossier_in_the_room():
    overheid = maak_gemeente()
    with pytest.raises(GeenRecht):
        dossieropening.open_dossier(nieuw=nieuw(overheid), door=CoordinatorFactory())
    with pytest.raises(Weigering, match="taak van de burgemeester"):
        dossieropening.open_dossier(nieuw=nieuw(overheid, orgaan="college"), door=KabinetFactory())
    with pytest.raises(Weigering, match="geen gekoppelde signalen"):
        dossieropening.open_dossier(nieuw=nieuw(overheid, signaal_ids=[1]), door=KabinetFactory())


def test_lines_and_mails_stay_inside(kamer):
    assert not Logboekregel.objects.filter(keten=f"dossier:{kamer.dossier.pk}").exists()
    regels = Logboekregel.objects.filter(keten=f"dossier_cdk:{kamer.dossier.pk}")
    assert {(r.vertrouwelijkheid, r.overheid_code) for r in regels} == {("cdk", "")}
    binnen = {kamer.mensen.opsteller.pk, kamer.mensen.lezer.pk, kamer.mensen.jurist.pk}
    coordinator = CoordinatorFactory()
    Termijn.objects.filter(dossier=kamer.dossier).update(status="gestopt")
    for bericht in Bericht.objects.all():
        assert bericht.ontvanger_id in binnen
        assert TITEL not in bericht.tekst
        assert kamer.dossier.nummer not in bericht.onderwerp + bericht.tekst
    assert not Bericht.objects.filter(ontvanger=coordinator).exists()


def test_reminders_and_health_say_nothing_outside(kamer):
    coordinator = CoordinatorFactory()
    with klok_op(VANDAAG + dt.timedelta(days=60)):
        bewaking.herinner()
        kamer.mensen.opsteller.is_active = False
        kamer.mensen.opsteller.save(update_fields=["is_active"])
        assert bewaking.controle_termijnen()[0]
        assert bewaking.controle_voorstellen()[0]
    assert not Bericht.objects.filter(ontvanger=coordinator).exists()
    assert not Bericht.objects.filter(onderwerp__contains=kamer.dossier.nummer).exists()


@pytest.fixture
def rouwdag(kamer):
    """A proposed holiday on the day a term of the room ends, which its letter named."""
    einde = Termijn.objects.get(dossier=kamer.dossier, status="loopt").effectief_einde
    return feestdagen.stel_wijziging_voor(
        soort="toevoegen",
        datum=einde,
        naam="dag van nationale rouw",
        bron="KB",
        reden="Gepubliceerd",
        door=BeheerderFactory(),
    )


def test_a_change_of_the_holidays_counts_nothing_of_it(kamer, rouwdag, client):
    pad = reverse("kalenderwijziging", args=[rouwdag.pk])
    for user, telling in (
        (CoordinatorFactory(rollen=("cdk_kabinet",)), "<strong>1</strong> van 1"),
        (CoordinatorFactory(), "<strong>0</strong> van 0"),
        (BeheerderFactory(), "<strong>0</strong> van 0"),
    ):
        client.force_login(user)
        assert telling in client.get(pad).content.decode()
    klaar = client.post(pad, {"keuze": "bevestig"}, follow=True).content.decode()
    assert "0 van 0 lopende termijnen verplaatst" in klaar
    assert "noemt een brief de oude datum" not in klaar
    gegevens = Logboekregel.objects.get(handeling="herberekend").gegevens
    assert (gegevens["bekeken"], gegevens["verplaatst"], gegevens["te_bevestigen"]) == (0, 0, 0)
    uit = StringIO()
    call_command("termijnen_herberekenen", "--proef", stdout=uit)
    assert kamer.dossier.nummer not in uit.getvalue()
    assert "0 termijnen bekeken, 0 verschuiven" in uit.getvalue()
    assert Verschuiving.objects.get().termijn.dossier_id == kamer.dossier.pk


def test_a_date_that_moves_in_the_room_is_told_and_settled_inside(kamer, rouwdag):
    herberekening.bevestig_kalenderwijziging(wijziging_id=rouwdag.pk, door=BeheerderFactory())
    verschuiving = Verschuiving.objects.get()
    bericht = Bericht.objects.get(sleutel=f"verschuiving:{verschuiving.pk}")
    assert bericht.onderwerp == "Er is werk in de besloten kamer"
    assert bericht.tekst == "Log in en open uw werkvoorraad."
    verzending = Verzending.objects.get(brief__dossier=kamer.dossier, rol="orgaan")
    verbeter = {"verzending_id": verzending.pk, "verzonden_op": VANDAAG, "reden": "Stempel"}
    buiten = [rol() for rol in BUITEN]
    for user in buiten:
        for daad in (
            lambda u: herberekening.bevestig_verschuiving(verschuiving_id=verschuiving.pk, door=u),
            lambda u: herberekening.houd_datum(verschuiving_id=verschuiving.pk, door=u),
            lambda u: correcties.corrigeer_verzenddatum(**verbeter, door=u),
        ):
            with pytest.raises(NietGevonden, match="bestaat niet"):
                daad(user)
    herberekening.houd_datum(verschuiving_id=verschuiving.pk, door=kamer.mensen.opsteller)
    verschuiving.refresh_from_db()
    assert verschuiving.status == "gehouden"


def test_it_does_not_steer_what_is_outside(kamer):
    overheid = kamer.dossier.overheid
    Dossier.objects.filter(pk=kamer.dossier.pk).update(stand="t3b", trede="t3b", domein="huisvesting")
    buiten = maak_dossier("t1", overheid=overheid).dossier
    assert not Dossier.objects.get(pk=buiten.pk).feiten.vanaf_t3b
    assert voorstel_voor(overheid.pk)[1] == Ladderplek()
    Dossier.objects.filter(pk=buiten.pk).update(stand="t3b", trede="t3b", domein="huisvesting")
    assert Dossier.objects.get(pk=buiten.pk).feiten.vanaf_t3b
    assert voorstel_voor(overheid.pk)[1].nummer == buiten.nummer


def test_the_cabinet_does_not_check_what_gs_decide():
    kabinet = KabinetFactory()
    overheid = maak_gemeente()
    behandelaar = ToezichthouderFactory()
    dossier = dossieropening.open_dossier(nieuw=nieuw(overheid, kamer="", orgaan="college"), door=behandelaar)
    mensen = Mensen(
        behandelaar,
        ToezichthouderFactory(),
        JuristFactory(),
        CoordinatorFactory(),
        TeamleiderFactory(),
        GedeputeerdeFactory(),
        SecretariaatFactory(),
    )
    b = Bouw(dossier, mensen, dossier.stappen.get())
    leg_dossierfeiten(b, "vraag_informatie")
    voorstel = dienst.dien_in(b, "vraag_informatie")
    assert kabinet not in wie_is_aan_zet(voorstel)
    assert not wachtende_voorstellen(kabinet).exists()
    with pytest.raises(GeenRecht):
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=kabinet)


def test_the_database_keeps_the_room_closed(kamer):
    rijen = Dossier.objects.filter(pk=kamer.dossier.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rijen.update(kamer="")
    with pytest.raises(IntegrityError), transaction.atomic():
        rijen.update(orgaan="college")
    assert rijen.get().kamer == "cdk"
    assert rijen.get().domein == DOMEIN
