"""From a pattern of light signals to a role, and back when a signal falls away (ladder.md 4.3)."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from interventieladder.models import Dossier, Herevaluatietaak, Rolkeuze, Situatieschets
from interventieladder.selectors.bestuurskracht import Filter, bestuurskrachtdeel, overzicht
from interventieladder.selectors.werk import werk_voor
from interventieladder.services.herevaluaties import veeg
from interventieladder.services.klok import draai_klok
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.services.situatieschetsen import schrijf_schets, stel_schets_vast
from interventieladder.services.zegel import BundelGewijzigd
from signalen.models import Signaal
from signalen.services.herwegingen import beslis_herweging, stel_herweging_voor
from signalen.services.signalen import weeg
from tests.factories import UserFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import dagen, maak_dossier, maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import bezwaren, feit, op, stap
from tests.interventieladder.ladders.openers import BLOKKEN, bestuurskracht, schets, signaal
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2026, 10, 5)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(BEGIN):
        yield


@pytest.fixture
def b():
    return bestuurskracht(maak_mensen())


def rolvoorstel(b, rol="gesprek", **anders):
    waarden = {
        "geldig_tot": dagen(300),
        "evaluatiedatum": dagen(150),
        "motivering": "De gemeente is zich bewust.",
    }
    return feit(b, "rolvoorstel", rol=rol, **{**waarden, **anders})


def naar_weging(b):
    stap(b, "begin_schets")
    schets(b)
    return stap(b, "leg_ter_weging")


def naar_rol(b, rol="gesprek"):
    naar_weging(b)
    rolvoorstel(b, rol)
    return stap(b, "kies_rol")


def test_from_a_pattern_to_a_role_with_an_end(b):
    # Given three light signals within a year over two axes: the teamleider decides, within four weeks.
    assert bezwaren(b, "begin_schets") == set()
    assert stap(b, "begin_schets") == "situatieschets"
    termijn = b.dossier.termijnen.get(soort="bk_schets")
    assert termijn.effectief_einde == dagen(-27 + 28)
    # When the situatieschets is written by one and adopted by another, and the role is decided on.
    assert bezwaren(b, "leg_ter_weging") == {"G-SCHETS"}
    geschreven = schets(b)
    assert (geschreven.opgesteld_door, geschreven.vastgesteld_door) == (
        b.mensen.opsteller,
        b.mensen.teamleider,
    )
    assert len(geschreven.gedragen) == 3
    stap(b, "leg_ter_weging")
    assert bezwaren(b, "kies_rol") == {"G-ROLVOORSTEL"}
    rolvoorstel(b)
    assert stap(b, "kies_rol") == "rol_gekozen"
    # Then the role is a decision with reasons, a level and an end, and both its days are watched.
    rol = Rolkeuze.objects.get()
    assert (rol.rol, rol.besluit_niveau, rol.geldig_van, rol.geldig_tot) == (
        "gesprek",
        "teamleider",
        BEGIN,
        dagen(300),
    )
    assert set(b.dossier.termijnen.filter(status="loopt").values_list("soort", flat=True)) == {
        "bk_rol",
        "bk_evaluatie",
    }


def test_a_signal_that_turns_out_unfounded_asks_to_look_again(b):
    naar_rol(b)
    assert veeg() == 0
    # When a carrying signal is found unfounded, the page shows it at once.
    weg = Signaal.objects.filter(soort="IBT-S25").get()
    weeg(signaal_id=weg.pk, uitkomst="ongegrond", reden="Bleek een misverstand.", door=b.mensen.opsteller)
    deel = bestuurskrachtdeel(b.vers(), b.mensen.opsteller)
    assert [lot.nummer for lot in deel.weggevallen] == [weg.nummer]
    # And the sweep makes one task, for the behandelaar, with its reason; again makes none.
    assert (veeg(), veeg()) == (1, 0)
    taak = Herevaluatietaak.objects.get()
    assert (taak.eigenaar, taak.reden) == (
        b.mensen.opsteller,
        f"Signaal {weg.nummer} is ongegrond verklaard.",
    )
    assert Bericht.objects.filter(ontvanger=b.mensen.opsteller, sleutel=f"herevaluatie:{taak.pk}").exists()
    assert "opnieuw kijken naar de rol" in [w.onderwerp for w in werk_voor(b.mensen.opsteller)]
    # Then people decide: the role is looked at again and chosen anew; the tasks are done.
    assert stap(b, "herevalueer") == "herevaluatie"
    feit(b, "herevaluatie", uitkomst="anders", motivering="Er is geen patroon meer.")
    rolvoorstel(b, "volgen")
    assert bezwaren(b, "kies_rol") == {"G-DRAGEND"}
    assert stap(b, "kies_rol", zachte_motivering="Volgen past ook zonder dat signaal.") == "rol_gekozen"
    assert not Herevaluatietaak.objects.filter(afgehandeld_op__isnull=True).exists()
    assert list(Rolkeuze.objects.values_list("rol", "beeindigd_op")) == [("gesprek", BEGIN), ("volgen", None)]


def test_a_signal_that_lapses_or_is_weighed_again_asks_to_look_again(b):
    naar_rol(b)
    zwaarder = Signaal.objects.filter(soort="IBT-S09").get()
    Signaal.objects.filter(pk=zwaarder.pk).update(ernst="zwaar")
    assert veeg() == 1
    assert Herevaluatietaak.objects.get().reden == f"Signaal {zwaarder.nummer} is nu zwaar, eerder licht."
    with klok_op(dagen(400)):
        assert veeg() == 3
    assert not Dossier.objects.get(pk=b.dossier.pk).gesloten


def test_the_end_of_validity_moves_to_herevaluatie_and_changes_nothing_else(b):
    naar_rol(b)
    with klok_op(dagen(300)):
        assert draai_klok() == 0
    with klok_op(dagen(301)):
        assert (draai_klok(), draai_klok()) == (1, 0)
        assert b.vers().stand == "herevaluatie"
        # Silence decides nothing: the role that was chosen is not replaced by another.
        assert Rolkeuze.objects.get().beeindigd_op is None


def test_two_heavy_signals_are_for_gs_and_the_cdk_is_told(b):
    for soort in ("IBT-S05", "IBT-S03"):
        signaal(b.dossier.overheid, b.mensen.opsteller, soort)
    naar_weging(b)
    rolvoorstel(b)
    assert bezwaren(b, "kies_rol") == {"G-CDK-WEET"}
    feit(b, "cdk_geinformeerd")
    assert stap(b, "kies_rol") == "rol_gekozen"
    assert Rolkeuze.objects.get().besluit_niveau == "gs"


def test_one_heavy_signal_beside_a_dossier_on_t3b_is_for_gs():
    b = op("bestuurskracht")
    signaal(b.dossier.overheid, b.mensen.opsteller, "IBT-S05")
    assert b.vers().feiten.patroon(BEGIN).niveau == "gedeputeerde"
    maak_dossier("t3b", overheid=b.dossier.overheid, mensen=b.mensen)
    assert b.vers().feiten.patroon(BEGIN).niveau == "gs"


@pytest.mark.parametrize(
    ("rol", "niveau"), [("regisseren", "gedeputeerde"), ("artikel_8", "gs"), ("volgen", "teamleider")]
)
def test_a_heavy_role_asks_a_higher_level_than_its_signals(b, rol, niveau):
    naar_weging(b)
    rolvoorstel(b, rol)
    feit(b, "cdk_geinformeerd")
    stap(b, "kies_rol")
    assert Rolkeuze.objects.get().besluit_niveau == niveau
    assert bestuurskrachtdeel(b.vers(), b.mensen.opsteller).naar_artikel8 == (rol == "artikel_8")


def test_integrity_and_rumour_never_carry_a_situatieschets(b):
    stap(b, "begin_schets")
    besloten = Signaal.objects.filter(soort="IBT-S02").get()
    Signaal.objects.filter(pk=besloten.pk).update(as_letter="g")
    gerucht = signaal(b.dossier.overheid, b.mensen.opsteller, "IBT-S09", betrouwbaarheid="C")
    cdk = signaal(b.dossier.overheid, b.mensen.opsteller, "IBT-S23", vertrouwelijkheid="cdk", actief=False)
    elders = signaal(op("bestuurskracht", mensen=b.mensen).dossier.overheid, b.mensen.opsteller)
    for fout in (besloten, gerucht, cdk, elders):
        with pytest.raises(Weigering, match="kunnen deze schets niet dragen"):
            schrijf_schets(
                dossier_id=b.dossier.pk, blokken=BLOKKEN, signaal_ids=[fout.pk], door=b.mensen.opsteller
            )


def test_a_signal_that_turned_out_to_be_the_cdks_stops_the_choice(b):
    naar_weging(b)
    rolvoorstel(b)
    Signaal.objects.filter(soort="IBT-S02").update(as_letter="g")
    assert "G-GEEN-CDK" in bezwaren(b, "kies_rol")


def test_without_a_pattern_a_dated_reason_stands_in(b):
    kaal = op("bestuurskracht", mensen=b.mensen)
    assert bezwaren(kaal, "begin_schets") == {"G-AANLEIDING"}
    feit(kaal, "aanleiding", reden="De gemeente vraagt zelf om een gesprek.")
    assert stap(kaal, "begin_schets") == "situatieschets"


def test_four_eyes_on_the_situatieschets(b):
    stap(b, "begin_schets")
    ids = [s.pk for s in Signaal.objects.all()]
    concept = schrijf_schets(
        dossier_id=b.dossier.pk, blokken=BLOKKEN, signaal_ids=ids, door=b.mensen.opsteller
    )
    for wie in (b.mensen.opsteller, b.mensen.coordinator, UserFactory()):
        with pytest.raises(Weigering):
            stel_schets_vast(schets_id=concept.pk, door=wie)
    with pytest.raises(IntegrityError), transaction.atomic():
        Situatieschets.objects.filter(pk=concept.pk).update(
            vastgesteld_door=b.mensen.opsteller, vastgesteld_op=BEGIN
        )
    assert stel_schets_vast(schets_id=concept.pk, door=b.mensen.teamleider).vastgesteld_op == BEGIN
    with pytest.raises(Conflict):
        stel_schets_vast(schets_id=concept.pk, door=b.mensen.teamleider)
    with pytest.raises(DatabaseError), transaction.atomic():
        Situatieschets.objects.filter(pk=concept.pk).update(taken="anders")


def test_of_two_people_with_the_same_concept_the_second_is_told(b):
    stap(b, "begin_schets")
    velden = {"dossier_id": b.dossier.pk, "signaal_ids": [], "door": b.mensen.opsteller}
    gezien = b.vers().versie
    concept = schrijf_schets(blokken=BLOKKEN, versie=gezien, **velden)
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        schrijf_schets(blokken={**BLOKKEN, "taken": "Van een ander."}, versie=gezien, **velden)
    gelezen = b.vers().versie
    schrijf_schets(blokken={**BLOKKEN, "taken": "Bijgewerkt."}, versie=gelezen, **velden)
    with pytest.raises(Conflict, match="intussen gewijzigd"):  # the teamleider read another text
        stel_schets_vast(schets_id=concept.pk, versie=gelezen, door=b.mensen.teamleider)
    adopted = stel_schets_vast(schets_id=concept.pk, versie=b.vers().versie, door=b.mensen.teamleider)
    assert adopted.taken == "Bijgewerkt."


def test_what_is_missing_or_fell_away_is_not_adopted(b):
    stap(b, "begin_schets")
    ids = [s.pk for s in Signaal.objects.all()]
    leeg = schrijf_schets(
        dossier_id=b.dossier.pk, blokken={"taken": "x"}, signaal_ids=ids, door=b.mensen.opsteller
    )
    with pytest.raises(Weigering, match="Wat doet de gemeente zelf"):
        stel_schets_vast(schets_id=leeg.pk, door=b.mensen.teamleider)
    vol = schrijf_schets(dossier_id=b.dossier.pk, blokken=BLOKKEN, signaal_ids=ids, door=b.mensen.opsteller)
    assert (vol.pk, vol.versie) == (leeg.pk, 1)
    weeg(signaal_id=ids[0], uitkomst="ongegrond", reden="Onjuist.", door=b.mensen.opsteller)
    with pytest.raises(Conflict, match="tellen niet meer"):
        stel_schets_vast(schets_id=vol.pk, door=b.mensen.teamleider)
    with pytest.raises(Weigering, match="kent geen onderdeel"):
        schrijf_schets(
            dossier_id=b.dossier.pk, blokken={"cijfer": "8"}, signaal_ids=[], door=b.mensen.opsteller
        )


@pytest.mark.parametrize(
    "fout",
    [{"geldig_tot": dagen}, {"evaluatiedatum": dagen}],
    ids=["langer dan een jaar", "evaluatie na het einde"],
)
def test_a_role_lasts_a_year_at_most(b, fout):
    naar_weging(b)
    rolvoorstel(b, **{veld: maak(400) for veld, maak in fout.items()})
    assert bezwaren(b, "kies_rol") == {"G-ROLVOORSTEL"}


def test_the_table_holds_the_year_too(b):
    naar_rol(b)
    rol = Rolkeuze.objects.get()
    velden = {v: getattr(rol, v) for v in ("schets", "besluit", "rol", "motivering", "besluit_niveau")}
    for tot, evaluatie in ((dt.date(2027, 10, 6), BEGIN), (dt.date(2027, 10, 5), dt.date(2027, 10, 6))):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rolkeuze.objects.create(
                dossier=rol.dossier,
                geldig_van=BEGIN,
                geldig_tot=tot,
                evaluatiedatum=evaluatie,
                beeindigd_op=BEGIN,
                **velden,
            )
    with pytest.raises(DatabaseError), transaction.atomic():
        Rolkeuze.objects.filter(pk=rol.pk).update(rol="volgen")


def test_another_role_after_the_seal_voids_the_approval(b):
    naar_weging(b)
    oud = rolvoorstel(b)
    b.regels = next(o for o in _vanuit(b) if o.stap == "kies_rol")
    voorstel = dienst.ter_besluit(b, "kies_rol")
    leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort="rolvoorstel",
        datum=BEGIN,
        waarden={**oud.waarden, "rol": "adviseren"},
        vervangt_id=oud.pk,
        correctiereden="Toch een andere rol",
        door=b.mensen.opsteller,
    )
    with pytest.raises(BundelGewijzigd, match="feit rolvoorstel is gewijzigd"):
        dienst.besluit(b, voorstel)


def _vanuit(b):
    from interventieladder.ladders import machine_op

    b.dossier = b.vers()
    return machine_op("bestuurskracht").vanuit(b.dossier.stand)


def test_one_open_dossier_per_organisation(b):
    from interventieladder.services.dossieropening import open_op_ladder

    velden = {"titel": "x", "omschrijving": "x", "datum_feit": BEGIN, "door": b.mensen.opsteller}
    with pytest.raises(Conflict):
        open_op_ladder(ladder="bestuurskracht", overheid_id=b.dossier.overheid_id, **velden)


def test_a_second_person_weighs_heavier_through_the_own_services(b):
    naar_rol(b)
    s = Signaal.objects.get(soort="IBT-S02")
    h = stel_herweging_voor(signaal_id=s.pk, naar="zwaar", reden="Ernstiger.", door=b.mensen.opsteller)
    beslis_herweging(herweging_id=h.pk, akkoord=True, reden="Eens.", door=b.mensen.lezer)
    assert veeg() == 1


# -- the overview ------------------------------------------------------------------------------------


def test_the_overview_is_in_order_of_the_alphabet_and_filters(b, django_assert_max_num_queries):
    from tests.interventieladder.bouw import maak_gemeente

    rustig = maak_gemeente(naam="Aardenburg")
    user = b.mensen.opsteller
    with django_assert_max_num_queries(9):
        rijen = overzicht(user)
    namen = [rij.naam for rij in rijen]
    assert namen == sorted(namen)
    assert rustig.naam in namen
    assert [rij.code for rij in overzicht(user, Filter(met="patroon"))] == [b.dossier.overheid.code]
    assert [rij.code for rij in overzicht(user, Filter(as_letter="b"))] == [b.dossier.overheid.code]
    assert overzicht(user, Filter(as_letter="f")) == []
    naar_rol(b)
    assert [rij.rol for rij in overzicht(user, Filter(met="rol"))] == ["Gesprek"]


def test_restricted_signals_are_counted_only_for_who_may_see_them(b):
    signaal(b.dossier.overheid, b.mensen.opsteller, "IBT-S05", vertrouwelijkheid="vertrouwelijk")
    code = b.dossier.overheid.code
    zwaar = {
        naam: next(r.zwaar for r in overzicht(wie) if r.code == code)
        for naam, wie in (("opsteller", b.mensen.opsteller), ("secretariaat", b.mensen.secretariaat))
    }
    assert zwaar == {"opsteller": 1, "secretariaat": 0}


def test_an_outsider_sees_and_does_nothing(b, client):
    naar_rol(b)
    buiten = UserFactory()
    assert all(r.licht == r.zwaar == 0 and not r.dossier for r in overzicht(buiten))
    client.force_login(buiten)
    nummer = b.dossier.nummer
    for pad in (
        "/bestuurskracht/",
        f"/dossiers/{nummer}/situatieschets/",
        f"/dossiers/{nummer}/situatieschets/1/",
        "/dossiers/nieuw/vernietiging/",
    ):
        assert client.get(pad).status_code == 403, pad
    assert client.post(f"/dossiers/{nummer}/situatieschets/1/vaststellen/").status_code == 403
    with pytest.raises((GeenRecht, Weigering)):
        schrijf_schets(dossier_id=b.dossier.pk, blokken=BLOKKEN, signaal_ids=[], door=buiten)
    # The secretariaat reads dossiers, but not situatieschetsen.
    client.force_login(b.mensen.secretariaat)
    assert client.get(f"/dossiers/{nummer}/").status_code == 200
    assert client.get(f"/dossiers/{nummer}/situatieschets/1/").status_code == 404


def test_the_pages_write_adopt_and_show(b, client):
    stap(b, "begin_schets")
    nummer = b.dossier.nummer
    client.force_login(b.mensen.opsteller)
    assert "Situatieschets schrijven" in client.get(f"/dossiers/{nummer}/situatieschets/").content.decode()
    ids = [s.pk for s in Signaal.objects.all()]
    velden = {**BLOKKEN, "signalen": ids, "versie": b.vers().versie}
    assert client.post(f"/dossiers/{nummer}/situatieschets/", velden).status_code == 303
    oude_pagina = client.post(
        f"/dossiers/{nummer}/situatieschets/", {**velden, "taken": "Van een oude pagina."}
    )
    assert oude_pagina.status_code == 409
    assert "Van een oude pagina." in oude_pagina.content.decode()
    assert f'name="versie" value="{b.vers().versie}"' in oude_pagina.content.decode()  # look, then send again
    client.force_login(b.mensen.teamleider)
    assert "Stel situatieschets vast" in client.get(f"/dossiers/{nummer}/situatieschets/1/").content.decode()
    adres, versie = f"/dossiers/{nummer}/situatieschets/1/vaststellen/", b.vers().versie
    pagina = client.get(f"/dossiers/{nummer}/situatieschets/1/").content.decode()
    assert f'<input type="hidden" name="versie" value="{versie}">' in pagina
    for oud, status in (({"versie": versie - 1}, 409), ({}, 400), ({"versie": "x"}, 400)):
        assert client.post(adres, oud).status_code == status
    assert client.post(adres, {"versie": versie}).status_code == 303
    html = client.get(f"/dossiers/{nummer}/").content.decode()
    assert "vastgesteld" in html
    assert "Drempels geven geen oordeel" in html
    html = client.get("/bestuurskracht/").content.decode()
    assert "patroon van lichte signalen" in html
    assert "Bestuurskracht" in client.get(f"/overheden/{b.dossier.overheid.code}/").content.decode()


def test_the_page_that_opens_an_annulment_starts_its_clock(b, client):
    client.force_login(b.mensen.opsteller)
    velden = {
        "overheid": b.dossier.overheid_id,
        "orgaan": "raad",
        "besluit": "Leges",
        "besluit_op": "2026-10-01",
        "voorwerp": "besluit",
        "bron": "gs",
        "kennisname_op": "2026-10-05",
        "bewijs": "E-mail",
        "grond": "recht",
        "strijd_met": "Gemeentewet 229b",
        "domein": "financien",
    }
    for veld, waarde in (("bron", "burgemeester"), ("domein", ""), ("domein", "geld")):
        fout = client.post("/dossiers/nieuw/vernietiging/", {**velden, veld: waarde})
        assert fout.status_code == 422
        assert not Dossier.objects.filter(ladder="vernietiging").exists()
    antwoord = client.post("/dossiers/nieuw/vernietiging/", velden)
    assert antwoord.status_code == 303
    html = client.get(antwoord.url).content.decode()
    assert "Tien dagen voor de mededeling" in html
    assert "Nog 10 dagen" in html
    assert "Financieel toezicht" in html


def test_a_weighing_whose_day_passed_is_flagged_until_there_is_a_role(b, client):
    """The pattern is of 8 September: the weighing is asked before 6 October."""
    client.force_login(b.mensen.opsteller)
    rij = overzicht(b.mensen.opsteller, Filter(met="patroon"))[0]
    assert not rij.te_laat
    assert "te laat" not in client.get("/bestuurskracht/").content.decode()
    with klok_op(rij.patroon.uiterlijk + dt.timedelta(days=2)):
        assert overzicht(b.mensen.opsteller, Filter(met="patroon"))[0].te_laat
        assert "2 dagen te laat" in client.get("/bestuurskracht/").content.decode()
    naar_rol(b)
    with klok_op(rij.patroon.uiterlijk + dt.timedelta(days=2)):
        assert not overzicht(b.mensen.opsteller, Filter(met="patroon"))[0].te_laat


def test_the_page_of_the_organisation_does_not_deny_the_signals_that_make_the_pattern(client):
    """Without a dossier on bestuurskracht, and with signals that are all about other domains."""
    overheid, noor = maak_gemeente(), maak_mensen().opsteller
    for soort in ("IBT-S02", "IBT-S09", "IBT-S25"):
        signaal(overheid, noor, soort)
    Signaal.objects.update(domein="informatie_archief")
    client.force_login(noor)
    antwoord = client.get(f"/overheden/{overheid.code}/")
    rij = next(r for r in antwoord.context["beeld"].domeinen if r.naam == "Bestuurskracht")
    assert "Dat is een patroon" in rij.waarom
    assert "geen signaal" not in rij.waarom
