"""What may stand in a letter, who gets it, and the text it starts with."""

import datetime as dt
import json

import pytest

from interventieladder import brieven
from interventieladder.briefsjablonen.soorten import ALLE_KOSTEN
from interventieladder.brieven.controle import MAX_CEL, MAX_RIJEN, MAX_TEKENS
from interventieladder.forms.brieven import EXTRA_RIJEN, BriefForm
from interventieladder.models import Stuk, Verzending
from interventieladder.services.feiten import leg_beoordeling_vast, maak_afspraak
from interventieladder.treden import DOCUMENTEN, Orgaan
from tests.factories import OverheidFactory, ToezichthouderFactory
from tests.interventieladder.brievenwereld import (
    STAPPEN,
    VANDAAG,
    dossier_voor,
    maak_brief,
    maak_dossier,
    maak_regeling,
    maak_voorstel,
    maak_waterschap,
    voorstel_voor,
)
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.organisaties.models import Deelname, OverheidSoort

VELDEN_MET_SOORT = [(soort, veld) for soort in STAPPEN for veld in brieven.VELDEN[soort]]
"""Every shape of block; that every block of every letter is asked is one test of `test_brieven_alle_soorten`."""


def geldig(soort):
    """The smallest content that passes."""
    voorbeeld = {"tekst": "Tekst", "alinea": "Een alinea.", "lijst": ["Eén regel"], "datum": "2026-10-05"}

    def waarde(veld):
        if veld.soort == "keuze":
            return veld.keuzes[0][0]
        if veld.soort != "tabel":
            return voorbeeld[veld.soort]
        return [{k.code: "2026-11-30" if k.soort == "datum" else "Cel" for k in veld.kolommen}]

    return {veld.code: waarde(veld) for veld in brieven.VELDEN[soort] if veld.verplicht}


def ids(paar):
    return f"{paar[0]}-{paar[1].code}"


@pytest.mark.parametrize("soort", brieven.VELDEN)
def test_smallest_valid_content_comes_back_whole_in_form_order(soort):
    schoon = brieven.controleer_velden(soort, geldig(soort))
    assert list(schoon) == [veld.code for veld in brieven.VELDEN[soort]]
    assert json.loads(json.dumps(schoon)) == schoon
    assert brieven.controleer_velden(soort, schoon) == schoon


@pytest.mark.parametrize("paar", [p for p in VELDEN_MET_SOORT if p[1].verplicht], ids=ids)
@pytest.mark.parametrize("leeg", [None, "weg", "wit"])
def test_each_mandatory_block_is_asked(paar, leeg):
    soort, veld = paar
    inhoud = geldig(soort)
    del inhoud[veld.code]
    if leeg == "wit":
        inhoud[veld.code] = [" "] if veld.soort == "lijst" else [{}] if veld.soort == "tabel" else " \n "
    elif leeg is None:
        inhoud[veld.code] = None
    with pytest.raises(Weigering) as fout:
        brieven.controleer_velden(soort, inhoud)
    assert fout.value.veld == veld.code
    assert veld.label in fout.value.melding


@pytest.mark.parametrize("paar", VELDEN_MET_SOORT, ids=ids)
@pytest.mark.parametrize("fout", [7, {"a": 1}, [[1]], [3], True])
def test_wrong_shape_is_refused(paar, fout):
    soort, veld = paar
    with pytest.raises(Weigering) as weigering:
        brieven.controleer_velden(soort, geldig(soort) | {veld.code: fout})
    assert weigering.value.veld == veld.code


def test_unknown_key_and_unknown_kind_are_refused():
    with pytest.raises(Weigering, match="hoort niet bij Informatieverzoek") as fout:
        brieven.controleer_velden("L2", geldig("L2") | {"rechtsmiddel": "Binnen zes weken"})
    assert fout.value.veld == "rechtsmiddel"
    with pytest.raises(Weigering, match="geen sjabloon"):
        brieven.controleer_velden("FIN-B", {})


@pytest.mark.parametrize("teken", ["\x00", "\x07", "\x1b", "\u202e", "\u2066", "\ud800", "\x85"])
def test_control_characters_are_refused(teken):
    for veld, waarde in (
        ("aanleiding", f"a{teken}b"),
        ("vragen", [f"a{teken}b"]),
        ("behandeld_door", f"a{teken}b"),
    ):
        with pytest.raises(Weigering, match="tekens") as fout:
            brieven.controleer_velden("L2", geldig("L2") | {veld: waarde})
        assert fout.value.veld == veld


def test_newlines_and_accents_become_one_form():
    schoon = brieven.controleer_velden(
        "L2",
        geldig("L2")
        | {"aanleiding": "  Eén\r\n\r\ntwee\tdrie ", "behandeld_door": "A\r\nB", "vragen": ["x\ny"]},
    )
    assert schoon["aanleiding"] == "Eén\n\ntwee drie"
    assert schoon["behandeld_door"] == "A B"
    assert schoon["vragen"] == ["x y"]


@pytest.mark.parametrize(
    ("veld", "past", "te_veel"),
    [
        ("gesprek", "a" * MAX_TEKENS["alinea"], "a" * (MAX_TEKENS["alinea"] + 1)),
        ("behandeld_door", "a" * MAX_TEKENS["tekst"], "a" * (MAX_TEKENS["tekst"] + 1)),
        ("bijlagen", ["a"] * MAX_RIJEN, ["a"] * (MAX_RIJEN + 1)),
    ],
)
def test_limits(veld, past, te_veel):
    assert brieven.controleer_velden("L5", geldig("L5") | {veld: past})[veld] == past
    with pytest.raises(Weigering, match=r"ten hoogste|te lang"):
        brieven.controleer_velden("L5", geldig("L5") | {veld: te_veel})


def test_what_the_law_asks_in_full_fits_and_an_empty_row_does_not_count():
    """Every answer (Awb 3:46) and every line of the ledger goes in."""
    lang = {
        "zienswijze": "a" * 300_000,
        "eerdere_stappen": [{}] * MAX_RIJEN + geldig("L8")["eerdere_stappen"],
    }
    assert len(brieven.controleer_velden("L8", geldig("L8") | lang)["zienswijze"]) == 300_000
    (regel,) = geldig("L12")["kosten"]
    vol = {"kosten": [regel] * ALLE_KOSTEN + [{}]}
    assert len(brieven.controleer_velden("L12", geldig("L12") | vol)["kosten"]) == ALLE_KOSTEN
    with pytest.raises(Weigering, match=f"ten hoogste {ALLE_KOSTEN} regels"):
        brieven.controleer_velden("L12", geldig("L12") | {"kosten": [regel] * (ALLE_KOSTEN + 1)})


def test_a_row_number_that_is_no_number_makes_no_row():
    data = {"onderwerp": "x", "eerdere_stappen__²__stap": "x", "eerdere_stappen__99999999999__stap": "x"}
    form = BriefForm(data, blokken=brieven.VELDEN["L8"], velden={})
    assert len(next(b for b in form.blokken() if b.veld.code == "eerdere_stappen").rijen) == EXTRA_RIJEN


RIJ = {"actie": "Plan", "eigenaar": "College", "gereed_op": dt.date(2026, 11, 30), "bewijs": "Besluit"}


def afspraken(**anders):
    return brieven.controleer_velden("L5", geldig("L5") | {"afspraken": [{}, RIJ | anders]})["afspraken"]


def test_table_rows_are_cleaned():
    assert afspraken(actie=" Plan ") == [RIJ | {"gereed_op": "2026-11-30"}]


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"actie": ""}, "Vul “Actie” in rij 2"),
        ({"gereed_op": "31-02-2026"}, "bestaande datum"),
        ({"gereed_op": "0001-01-01"}, "bestaande datum"),
        ({"bewijs": "b" * (MAX_CEL + 1)}, "te lang"),
        ({"onbekend": "x"}, "juiste vorm"),
    ],
)
def test_bad_table_rows_name_the_row(anders, melding):
    with pytest.raises(Weigering, match=melding) as fout:
        afspraken(**anders)
    assert fout.value.veld == "afspraken"


def test_a_date_must_exist():
    with pytest.raises(Weigering, match="bestaande datum") as fout:
        brieven.controleer_velden("L5", geldig("L5") | {"peildatum": "2026-13-01"})
    assert fout.value.veld == "peildatum"


# -- first text --------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("soort", STAPPEN)
def test_first_text_fits_the_fields_and_asks_little(soort):
    dossier = maak_dossier()
    for voorstel in (None, maak_voorstel(dossier, *STAPPEN[soort])):
        velden = brieven.standaard_velden(soort, dossier, voorstel)
        assert list(velden) == [veld.code for veld in brieven.VELDEN[soort]]
        aangevuld = {code: waarde or geldig(soort).get(code) for code, waarde in velden.items()}
        assert brieven.controleer_velden(soort, aangevuld)
        leeg = [veld.code for veld in brieven.VELDEN[soort] if veld.verplicht and not velden[veld.code]]
        assert set(leeg) <= {
            "gesprek",
            "afspraken",
            "lichter_middel",
            "beleidsvrijheid",
            "motivering",
            "feiten",
        }
        assert brieven.standaard_onderwerp(soort, dossier, voorstel)


@pytest.mark.django_db
def test_first_text_uses_the_facts_of_the_dossier():
    dossier = maak_dossier()
    with clock.klok_op(VANDAAG):
        leg_beoordeling_vast(
            dossier_id=dossier.pk,
            soort="validatie",
            uitkomst="verwaarlozing_vastgesteld",
            toelichting="Twee van de tien criteria zijn gehaald.",
            door=dossier.behandelaar,
        )
        maak_afspraak(
            dossier_id=dossier.pk,
            actie="Plan vaststellen",
            eigenaar="College",
            gereed_op=dt.date(2026, 11, 30),
            bewijs="Besluit",
            door=dossier.behandelaar,
        )
    velden = brieven.standaard_velden("L5", dossier)
    assert velden["bevindingen"] == "Twee van de tien criteria zijn gehaald."
    assert velden["peildatum"] == "2026-10-05"
    assert velden["afspraken"] == [
        {"actie": "Plan vaststellen", "eigenaar": "College", "gereed_op": "2026-11-30", "bewijs": "Besluit"}
    ]
    voornemen = brieven.standaard_velden("L7", dossier)
    assert "Twee van de tien criteria" in voornemen["feiten"]
    assert voornemen["eerdere_stappen"][0] == {"datum": "2026-10-05", "stap": "Trede T1 Signaleren"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stap", "onderwerp", "besluit"),
    [
        ("zie_af", "Afzien van indeplaatsstelling", "zien af van het besluit"),
        ("trek_voornemen_in", "Intrekking van het voornemen", "trekken ons voornemen"),
        ("trek_besluit_in", "Intrekking van het besluit", "artikel 124d van de Gemeentewet"),
        ("schaal_af_naar_t3a", "Lagere trede", "schalen het toezicht af"),
        ("sluit_hersteld", "Afronding toezicht", "sluiten het dossier"),
    ],
)
def test_ending_says_what_was_decided(stap, onderwerp, besluit):
    dossier = maak_dossier()
    voorstel = maak_voorstel(dossier, stap, "t4", "gs", nazorg_op=dt.date(2027, 3, 1))
    velden = brieven.standaard_velden("L10", dossier, voorstel)
    assert brieven.standaard_onderwerp("L10", dossier, voorstel).startswith(onderwerp)
    assert besluit in velden["besluit"]
    assert ("T3a Ambtelijk overleg" if "t3a" in stap else "T0") in velden["trede"]
    assert "1 maart 2027" in velden["nazorg"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stap", "soort"),
    [
        ("kondig_voornemen_aan", "Voornemen tot"),
        ("besluit_indeplaatsstelling", "Besluit tot"),
        ("trek_voornemen_in", "Intrekking van het voornemen"),
        ("schaal_af_naar_t2", "Intrekking van het besluit"),
    ],
)
def test_notice_says_its_kind(stap, soort):
    dossier = maak_dossier()
    velden = brieven.standaard_velden("L9", dossier, maak_voorstel(dossier, stap, "t4", "gs"))
    assert velden["soort"].startswith(soort)
    assert "namens het college van burgemeester en wethouders" in velden["inhoud"]


@pytest.mark.django_db
def test_closing_after_validation_says_when_we_look_again():
    dossier = maak_dossier()
    voorstel = maak_voorstel(
        dossier, "sluit_geen_verwaarlozing", "t2", "coordinator", nazorg_op=dt.date(2027, 3, 1)
    )
    velden = brieven.standaard_velden("L6", dossier, voorstel)
    assert velden["laatste_keer"] == ""
    assert "1 maart 2027" in velden["vervolg"]
    assert brieven.standaard_onderwerp("L6", dossier, voorstel).startswith("Afronding")


@pytest.mark.django_db
def test_first_text_refuses_a_kind_without_template():
    with pytest.raises(Weigering, match="geen sjabloon"):
        brieven.standaard_velden("FIN-B", maak_dossier())


# -- addressees --------------------------------------------------------------------------------------


def wie(soort, dossier):
    return [(g["rol"], g["naam"]) for g in brieven.standaard_geadresseerden(soort, dossier)]


COLLEGE = ("orgaan", "College van burgemeester en wethouders van Duinrand")
RAAD = ("afschrift_raad", "Gemeenteraad van Duinrand")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("soort", "verwacht"),
    [
        *[(soort, [COLLEGE]) for soort in ("L2", "L3", "L4", "L4b", "L5", "L6", "L11", "L12")],
        *[(soort, [COLLEGE, RAAD]) for soort in ("L5b", "L6b", "L7", "L8", "L10")],
        ("L9", [("publicatie", "Provinciaal blad")]),
        ("L16", [("orgaan", "Provinciale Staten")]),
        ("notitie", [("intern", "Dossier")]),
        ("evaluatie", [("intern", "Dossier")]),
    ],
)
def test_addressees_of_a_gemeente(soort, verwacht):
    dossier = maak_dossier()
    assert wie(soort, dossier) == verwacht


@pytest.mark.django_db
def test_every_kind_of_document_has_an_addressee():
    dossier = maak_dossier()
    for soort in DOCUMENTEN:
        for geadresseerde in brieven.standaard_geadresseerden(soort, dossier):
            assert set(geadresseerde) == {"rol", "naam", "adres"}
            assert geadresseerde["naam"]


@pytest.mark.django_db
def test_addressed_raad_is_not_copied_twice():
    dossier = maak_dossier(orgaan=Orgaan.RAAD)
    assert wie("L7", dossier) == [
        ("orgaan", "Gemeenteraad van Duinrand"),
        ("afschrift", "College van burgemeester en wethouders van Duinrand"),
    ]


@pytest.mark.django_db
def test_extension_at_t3b_is_copied_to_the_raad():
    dossier = maak_dossier()
    dossier.trede = "t3b"
    assert wie("L6", dossier) == [COLLEGE, RAAD]


@pytest.mark.django_db
def test_waterschap_copies_its_algemeen_bestuur():
    dossier = maak_dossier(maak_waterschap(), taak="archiefzorg_waterschap")
    naam = "bestuur van Waterschap Kreken en Kades"
    assert wie("L7", dossier) == [("orgaan", f"Dagelijks {naam}"), ("afschrift_raad", f"Algemeen {naam}")]


@pytest.mark.django_db
def test_regeling_copies_the_raden_of_those_who_take_part_today():
    regeling = maak_regeling(2)
    Deelname.objects.create(
        regeling=regeling,
        deelnemer=OverheidFactory(naam="Vertrokken"),
        van=dt.date(2020, 1, 1),
        tot=dt.date(2026, 1, 1),
    )
    dossier = maak_dossier(regeling, taak="archiefzorg_gr")
    with clock.klok_op(VANDAAG):
        assert wie("L7", dossier) == [
            ("orgaan", "Bestuur van Omgevingsdienst Voorbeeldland"),
            ("afschrift_raad", "Gemeenteraad van Deelgemeente 00"),
            ("afschrift_raad", "Gemeenteraad van Deelgemeente 01"),
        ]


@pytest.mark.django_db
def test_regeling_with_a_waterschap_and_a_province_copies_their_own_organs():
    regeling = maak_regeling(0)
    provincie = OverheidFactory(code="PV98", soort=OverheidSoort.PROVINCIE, naam="Buurland")
    for deelnemer in (provincie, maak_waterschap()):
        Deelname.objects.create(regeling=regeling, deelnemer=deelnemer, van=dt.date(2020, 1, 1))
    dossier = maak_dossier(regeling, taak="archiefzorg_gr")
    assert [naam for _, naam in wie("L8", dossier)[1:]] == [
        "Provinciale Staten van Buurland",
        "Algemeen bestuur van Waterschap Kreken en Kades",
        "Gedeputeerde Staten van Buurland",
    ]


# -- history and law -----------------------------------------------------------------------------------


def stuk(dossier, soort, titel, datum):
    return Stuk.objects.create(
        dossier=dossier,
        stap=dossier.stappen.get(),
        soort=soort,
        titel=titel,
        datum=datum,
        bestand="stuk.pdf",
        bestandsnaam="stuk.pdf",
        sha256="0" * 64,
        toegevoegd_door=dossier.behandelaar,
        toegevoegd_op=clock.moment(datum),
    )


@pytest.mark.django_db
def test_voornemen_tells_the_history_in_order():
    dossier = maak_dossier()
    brief = maak_brief("L2", dossier)
    brief.save()
    for rol, naam in (("orgaan", "College"), ("afschrift_raad", "Raad")):
        Verzending.objects.create(
            brief=brief,
            geadresseerde=naam,
            rol=rol,
            kanaal="email",
            verzonden_op=dt.date(2026, 10, 12),
            bewijs="leesbevestiging",
            geregistreerd_door=dossier.behandelaar,
            geregistreerd_op=clock.moment(dt.date(2026, 10, 12)),
        )
    stuk(dossier, "antwoord", "Brief van het college", dt.date(2026, 11, 3))
    stuk(dossier, "zienswijze", "Hoort hier niet", dt.date(2026, 11, 4))
    assert [rij["stap"] for rij in brieven.standaard_velden("L7", dossier)["eerdere_stappen"]] == [
        "Trede T1 Signaleren",
        "Brief “Verzoek om informatie over zorg voor de archiefbescheiden” (IBT-2026-0012)",
        "Antwoord ontvangen: Brief van het college",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("soort", "stuksoort", "woorden"),
    [
        ("L5", "gespreksverslag", "Op 14 oktober 2026 spraken medewerkers van uw gemeente"),
        ("L5b", "gespreksverslag", "Op 14 oktober 2026 spraken een vertegenwoordiging van uw bestuur"),
        ("L5b", "weigering_overleg", "Dat overleg heeft niet plaatsgevonden."),
    ],
)
def test_agreements_letter_names_the_talk(soort, stuksoort, woorden):
    dossier = maak_dossier()
    stuk(dossier, stuksoort, "Verslag", dt.date(2026, 10, 14))
    assert woorden in brieven.standaard_velden(soort, dossier)["gesprek"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("overheid", "taak", "grondslag", "intrekking"),
    [
        (maak_waterschap, "archiefzorg_waterschap", "artikel 38 van de Archiefwet", "artikel 124d"),
        (maak_waterschap, "omgevingsplan", "artikel 60, tweede lid, van de Waterschapswet", "Waterschapswet"),
        (
            maak_regeling,
            "archiefzorg_gr",
            "artikel 32b van de Wet gemeenschappelijke",
            "Wet gemeenschappelijke",
        ),
        (None, "uitvoeringsstrategie_vth", "artikel 124, eerste lid, van de Gemeentewet", "124d"),
    ],
)
def test_each_kind_of_organisation_has_its_own_law(overheid, taak, grondslag, intrekking):
    orgaan = Orgaan.DB if overheid is maak_waterschap else ""
    dossier = maak_dossier(overheid() if overheid else None, taak=taak, orgaan=orgaan)
    assert grondslag in brieven.standaard_velden("L7", dossier)["voornemen"]
    voorstel = maak_voorstel(dossier, "trek_besluit_in", "t5", "gs")
    assert intrekking in brieven.standaard_velden("L10", dossier, voorstel)["besluit"]
    if taak == "uitvoeringsstrategie_vth":
        assert (
            "artikel 13.5 van het Omgevingsbesluit"
            in brieven.standaard_velden("L7", dossier)["wettelijke_taak"]
        )
    if taak == "omgevingsplan":
        assert "zoals de wet voorschrijft" not in brieven.standaard_velden("L7", dossier)["publicatie"]


@pytest.mark.django_db
def test_costs_of_a_gemeenschappelijk_orgaan_fall_on_its_gemeenten():
    orgaan = OverheidFactory(
        code="GR9904", soort=OverheidSoort.GR_GEMEENSCHAPPELIJK_ORGAAN, naam="Duinoverleg"
    )
    dossier = maak_dossier(orgaan, taak="archiefzorg_gr")
    zin = "ten laste van de deelnemende gemeenten"
    voorstel = maak_voorstel(dossier, "besluit_indeplaatsstelling", "t4", "gs")
    for soort, blokken in {
        "L7": ("kosten", "voornemen"),
        "L8": ("kosten", "besluit"),
        "L9": ("inhoud",),
    }.items():
        velden = brieven.standaard_velden(soort, dossier, voorstel)
        assert [blok for blok in blokken if zin not in velden[blok]] == []


@pytest.mark.django_db
@pytest.mark.parametrize("soort", brieven.VELDEN)
def test_first_text_speaks_with_u_and_without_blame(soort):
    dossier = dossier_voor(soort, OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    velden = brieven.standaard_velden(soort, dossier, voorstel_voor(soort, dossier))
    tekst = f" {json.dumps(velden, ensure_ascii=False).lower()} "
    for woord in (
        " je ",
        " jij ",
        " jullie ",
        "schuld",
        "nalatig",
        "verwijt",
        "falen",
        "helaas",
        "in gebreke",
    ):
        assert woord not in tekst


def test_the_form_names_the_article_that_asks_a_block():
    form = BriefForm(blokken=brieven.VELDEN["L8"], velden={})
    assert form.fields["zienswijze"].help_text == "Ga in op elk punt. Grondslag: Awb 4:8, 3:46."
    eerst = BriefForm(blokken=brieven.VELDEN["L1"], velden={})
    assert not any("ladder.md" in veld.help_text for veld in eerst.fields.values())
