"""Suspension and annulment: both ladders as whole tables, and each guard met and spoiled (ladder.md 2.5, 2.7)."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from interventieladder.models import Dossier, Vernietigingszaak
from interventieladder.models.dossier import klasse_van
from interventieladder.services.stapzetting import zet_stap
from interventieladder.standen import plan_van
from interventieladder.treden import DIRECT, Niveau
from tests.interventieladder.bouw import BEGIN, VANDAAG, dagen, maak_dossier
from tests.interventieladder.ladders.recept import Recept, maak, overgang_van, overgangen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht
from toezicht.core.transitions import (
    DOSSIER,
    OvergangGeweigerd,
    OvergangNietMogelijk,
    machine_van,
    run_transition,
    toets_overgang,
)

pytestmark = pytest.mark.django_db
KROON, WATER = "vernietiging", "vernietiging_waterschap"

# row, from, step, to, who decides, documents
TABEL = {
    KROON: [
        ("1", "gemeld", "toets_vatbaarheid", "vatbaar", "toezichthouder", ""),
        ("2", "gemeld", "sluit_niet_vatbaar", "niet_vatbaar", "coordinator", "notitie"),
        ("3", "vatbaar", "voer_overleg", "overleg", "toezichthouder", ""),
        *(
            ("4", van, "deel_overweging_mee", "overwegen_medegedeeld", "gs_of_gemachtigde", "L15")
            for van in ("vatbaar", "overleg")
        ),
        *(
            ("5", van, "doe_mededeling", "voorgedragen", "gs", "L14")
            for van in ("vatbaar", "overleg", "overwegen_medegedeeld", "buiten_termijn")
        ),
        *(
            ("6", van, "cdk_deed_mededeling", "voorgedragen", "cdk", "")
            for van in ("vatbaar", "overleg", "overwegen_medegedeeld")
        ),
        *(
            ("7", van, "zend_melding_door", "stilstand", "gs", "L14")
            for van in ("gemeld", "vatbaar", "overleg")
        ),
        ("8", "voorgedragen", "leg_stilstand_vast", "stilstand", "toezichthouder", ""),
        *(
            ("9", van, "mededeling_te_laat", "buiten_termijn", "toezichthouder", "")
            for van in ("voorgedragen", "stilstand")
        ),
        *(
            ("10", van, "tien_dagen_verstreken", "buiten_termijn", "rechtswege", "")
            for van in ("gemeld", "vatbaar", "overleg", "overwegen_medegedeeld")
        ),
        *(
            ("11", van, "stilstand_eindigt", "stilstand_voorbij", "rechtswege", "")
            for van in ("gemeld", "vatbaar", "overleg", "stilstand")
        ),
        ("12", "stilstand", "geen_redenen", "niet_vernietigd", "minister", ""),
        *(
            ("13", van, "schors", "schorsing", "kroon", "")
            for van in ("stilstand", "stilstand_voorbij", "buiten_termijn", "algemene_brief")
        ),
        ("14", "schorsing", "verleng_schorsing", "schorsing", "kroon", ""),
        ("15", "schorsing", "schorsing_vervalt", "schorsing_vervallen", "rechtswege", ""),
        *(
            ("16", van, "vernietig", "vernietigd", "kroon", "")
            for van in ("stilstand", "stilstand_voorbij", "buiten_termijn", "algemene_brief", "schorsing")
        ),
        *(
            ("17", van, "geen_voordracht", "niet_vernietigd", "minister", "")
            for van in ("stilstand_voorbij", "algemene_brief", "schorsing")
        ),
        ("18", "schorsing_vervallen", "maakt_bekend", "niet_vernietigd", "organisatie", ""),
        ("19", "vernietigd", "vraag_nieuw_besluit", "nieuw_besluit", "kroon", ""),
        ("20", "vernietigd", "voorzie_in_de_plaats", "in_de_plaats", "kroon", ""),
        ("21", "vernietigd", "geen_nieuw_besluit", "geen_nieuw_besluit", "kroon", ""),
        ("22", "nieuw_besluit", "neemt_nieuw_besluit", "afgerond", "organisatie", ""),
        ("23", "nieuw_besluit", "verder_op_ladder", "afgerond", "teamleider", "notitie"),
        *(
            ("24", van, "stelt_beroep_in", "beroep", "organisatie", "")
            for van in ("nieuw_besluit", "in_de_plaats", "geen_nieuw_besluit")
        ),
        ("25", "beroep", "verwerk_uitspraak", "afgerond", "toezichthouder", ""),
        *(
            ("26", van, "sluit_na_beroepstermijn", "afgerond", "toezichthouder", "")
            for van in ("in_de_plaats", "geen_nieuw_besluit")
        ),
        *(
            ("27", van, "zie_af_van_mededeling", "afgezien", "gs_of_gemachtigde", "notitie")
            for van in ("vatbaar", "overleg", "overwegen_medegedeeld")
        ),
        ("28", "buiten_termijn", "stuur_algemene_brief", "algemene_brief", "gs", "VN-L1"),
        *(
            ("29", van, "sluit_zonder_vernietiging", "afgerond", "teamleider", "notitie")
            for van in ("buiten_termijn", "algemene_brief", "stilstand_voorbij")
        ),
    ],
    WATER: [
        ("1", "gemeld", "toets_vatbaarheid", "vatbaar", "toezichthouder", ""),
        ("2", "gemeld", "sluit_niet_vatbaar", "niet_vatbaar", "coordinator", "notitie"),
        *(
            ("3", van, "stilstand_eindigt", "stilstand_voorbij", "rechtswege", "")
            for van in ("gemeld", "vatbaar")
        ),
        *(("4", van, "schors", "schorsing", "gs", "VW-L1 L9") for van in ("vatbaar", "stilstand_voorbij")),
        ("5", "schorsing", "schorsing_vervalt", "schorsing_vervallen", "rechtswege", ""),
        *(
            ("6", van, "vernietig", "vernietigd", "gs", "VW-L1 L9")
            for van in ("vatbaar", "stilstand_voorbij", "schorsing")
        ),
        *(
            ("7", van, "vernietig_niet", "niet_vernietigd", "gs", "notitie")
            for van in ("vatbaar", "stilstand_voorbij", "schorsing", "schorsing_vervallen")
        ),
        *(
            ("8", van, "leg_voor_aan_minister", "naar_minister", "toezichthouder", "")
            for van in ("vatbaar", "stilstand_voorbij", "schorsing")
        ),
        ("9", "naar_minister", "kb_vernietigt", "vernietigd", "kroon", ""),
        ("10", "naar_minister", "kb_vernietigt_niet", "niet_vernietigd", "kroon", ""),
        ("11", "vernietigd", "stelt_beroep_in", "beroep", "organisatie", ""),
        ("12", "beroep", "verwerk_uitspraak", "afgerond", "toezichthouder", ""),
        ("13", "vernietigd", "neemt_nieuw_besluit", "afgerond", "organisatie", ""),
        ("14", "vernietigd", "sluit_na_beroepstermijn", "afgerond", "toezichthouder", ""),
    ],
}


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


@pytest.mark.parametrize("ladder", TABEL)
def test_the_machine_is_exactly_this_table(ladder):
    gezien = [
        (o.rij, o.van, o.stap, o.naar[0], str(o.niveau), " ".join(o.documenten))
        for o in machine_van(klasse_van(ladder)).overgangen
    ]
    assert sorted(gezien) == sorted(TABEL[ladder])


@pytest.mark.parametrize("ladder", TABEL)
def test_every_step_from_every_other_state_is_refused(ladder):
    kan = set(overgangen(ladder))
    stappen = {stap for _, stap in kan}
    klasse = klasse_van(ladder)
    for stand in plan_van(ladder).standen.values:
        for stap in sorted(stappen):
            if (stand, stap) not in kan:
                zaak = klasse(ladder=ladder, stand=stand)
                with pytest.raises(OvergangNietMogelijk):
                    run_transition(zaak, stap, door=None, datum=VANDAAG)


# -- what each guard rests on ------------------------------------------------------------------------


def _feit(soort, datum=None, **waarden):
    return lambda r: r.feit(soort, datum() if callable(datum) else datum, **waarden)


def _weg(soort):
    return lambda r: r.zonder(soort)


def _ongeverifieerd(soort):
    return lambda r: r.feit(soort, geverifieerd=False)


def _termijn(soort, dag):
    return lambda r: r.termijnen.update({soort: dagen(dag)})


def _geen_termijn(soort):
    return lambda r: r.termijnen.pop(soort, None)


def _zaak(**velden):
    return lambda r: r.zaak.update(velden)


def _dossier(**velden):
    return lambda r: r.dossier.update(velden)


def _samen(*delen):
    def doe(r):
        for deel in delen:
            deel(r)

    return doe


VATBAAR = {"goedkeuring": False, "uitspraak": False, "afweging": "Nagegaan."}
KB = {"nummer": "2026.1", "staatsblad": "2026, 300"}


def _schorsing(r):
    r.feit("kb_schorsing", dagen(-30), tot=dagen(60).isoformat(), **KB)


# code: (what meets it, ways to spoil it)
GUARDS = {
    "G-KENNISNAME": (_feit("kennisname", bewijs="E-mail"), [_weg("kennisname")]),
    "G-VATBAAR": (
        _feit("vatbaarheid", **VATBAAR),
        [
            _weg("vatbaarheid"),
            _ongeverifieerd("vatbaarheid"),
            _feit("vatbaarheid", goedkeuring=True),
            _feit("vatbaarheid", uitspraak=True),
        ],
    ),
    "G-NIET-VATBAAR": (
        _feit("vatbaarheid", **{**VATBAAR, "goedkeuring": True}),
        [_weg("vatbaarheid"), _feit("vatbaarheid", **VATBAAR)],
    ),
    "G-PRIVAATRECHT": (
        _zaak(voorwerp="privaatrechtelijk"),
        [
            _samen(
                _zaak(voorwerp="privaatrechtelijk", besluit_op=dt.date(2026, 5, 1)),
                _feit("kb_vernietiging", bekend_op="2026-10-03", vervolg="geen", **KB),
            )
        ],
    ),
    "G-RECHTSMIDDEL": (
        _feit("rechtsmiddel", stand="geen"),
        [_weg("rechtsmiddel"), _feit("rechtsmiddel", stand="open")],
    ),
    "G-OVERLEG": (_feit("overleg", uitkomst="Besproken."), [_weg("overleg")]),
    "G-VIA-GS": (lambda r: None, [_dossier(orgaan="burgemeester"), _zaak(bron="burgemeester")]),
    "G-BURGEMEESTER": (_dossier(orgaan="burgemeester"), [_dossier(orgaan="college")]),
    "G-MELDING": (
        _samen(
            _zaak(bron="burgemeester"),
            _feit("melding_burgemeester", bekend_op="2026-10-02", ontvangen_op="2026-10-03"),
        ),
        [_weg("melding_burgemeester"), _zaak(bron="gs")],
    ),
    "G-DOORZENDEN": (_termijn("doorzending_273", 2), [_termijn("doorzending_273", -1)]),
    "G-TIEN-DAGEN": (
        _termijn("mededeling_273a", 0),
        [_termijn("mededeling_273a", -3), _geen_termijn("mededeling_273a")],
    ),
    "G-MEDEDELING": (
        _samen(_termijn("mededeling_273a", -1), _feit("mededeling", lambda: dagen(-1), kenmerk="1")),
        [_weg("mededeling"), _feit("mededeling", lambda: dagen(0))],
    ),
    "G-MEDEDELING-CDK": (
        _samen(_termijn("mededeling_273a", -1), _feit("mededeling", lambda: dagen(-1), kenmerk="1")),
        [_weg("mededeling"), _feit("mededeling", lambda: dagen(0))],
    ),
    "G-TE-LAAT": (
        _termijn("mededeling_273a", -1),
        [_termijn("mededeling_273a", 0), _feit("mededeling", lambda: dagen(-1), kenmerk="1")],
    ),
    "G-LID-3": (
        _zaak(medebewind=True),
        [_zaak(medebewind=False), _zaak(medebewind=True, grond="algemeen_belang")],
    ),
    "G-STILSTAND-VOORBIJ": (
        _termijn("stilstand", -1),
        [_termijn("stilstand", 0), _geen_termijn("stilstand")],
    ),
    "G-GEEN-REDENEN": (
        _feit("bericht_minister", uitkomst="geen_redenen", kenmerk="1"),
        [_ongeverifieerd("bericht_minister"), _feit("bericht_minister", uitkomst="voordracht")],
    ),
    "G-GEEN-VOORDRACHT": (
        _feit("bericht_minister", uitkomst="geen_voordracht", kenmerk="1"),
        [_weg("bericht_minister"), _feit("bericht_minister", uitkomst="voordracht")],
    ),
    "G-KB-SCHORSING": (_schorsing, [_ongeverifieerd("kb_schorsing")]),
    "G-KB-VERLENGING": (
        _samen(_schorsing, _feit("kb_verlenging", tot="2027-08-01", **KB)),
        [_ongeverifieerd("kb_verlenging")],
    ),
    "G-SCHORSING-JAAR": (
        _schorsing,
        [_feit("kb_schorsing", lambda: dagen(-30), tot="2027-09-06"), _weg("kb_schorsing")],
    ),
    "G-NIET-EERDER-VERLENGD": (lambda r: None, [lambda r: setattr(r, "overgang", "verleng_schorsing")]),
    "G-SCHORSING-VOORBIJ": (
        _termijn("schorsing", -1),
        [_termijn("schorsing", 0), _geen_termijn("schorsing"), _feit("rechtsmiddel", stand="open")],
    ),
    "G-NIET-VERVALLEN": (_termijn("schorsing", 10), [_termijn("schorsing", -5)]),
    "G-KB-VERNIETIGING": (
        _feit("kb_vernietiging", lambda: dagen(-1), bekend_op="2026-10-04", vervolg="geen", **KB),
        [_ongeverifieerd("kb_vernietiging"), _weg("kb_vernietiging")],
    ),
    "G-VERVOLG-NIEUW-BESLUIT": (
        _feit("kb_vernietiging", vervolg="nieuw_besluit", **KB),
        [_feit("kb_vernietiging", vervolg="geen")],
    ),
    "G-VERVOLG-IN-DE-PLAATS": (
        _feit("kb_vernietiging", vervolg="in_de_plaats", **KB),
        [_feit("kb_vernietiging", vervolg="geen")],
    ),
    "G-VERVOLG-GEEN": (
        _feit("kb_vernietiging", vervolg="geen", **KB),
        [_feit("kb_vernietiging", vervolg="in_de_plaats")],
    ),
    "G-NIEUW-GEMIST": (_termijn("nieuw_besluit", -1), [_termijn("nieuw_besluit", 0)]),
    "G-BEROEP-VOORBIJ": (_termijn("beroep_vernietiging", -1), [_termijn("beroep_vernietiging", 0)]),
    "G-VERVOLGDOSSIER": (
        lambda r: None,
        [_weg("vervolgdossier"), _feit("vervolgdossier", nummer="0000-0000")],
    ),
    "G-BEKENDMAKING": (_feit("bekendmaking"), [_weg("bekendmaking")]),
    "G-NIEUW-BESLUIT": (_feit("nieuw_besluit", nummer="13"), [_weg("nieuw_besluit")]),
    "G-BEROEP": (_feit("beroep", wie="De raad"), [_weg("beroep")]),
    "G-UITSPRAAK": (_feit("uitspraak", dictum="Ongegrond."), [_weg("uitspraak")]),
    "G-OVEREENSTEMMING": (
        _samen(
            _zaak(interprovinciaal=True), _feit("overeenstemming", uitkomst="eens", colleges="Drie colleges")
        ),
        [_feit("overeenstemming", uitkomst="oneens"), _ongeverifieerd("overeenstemming")],
    ),
    "G-ONEENS": (
        _samen(
            _zaak(interprovinciaal=True),
            _feit("overeenstemming", uitkomst="oneens", colleges="Drie colleges"),
        ),
        [_feit("overeenstemming", uitkomst="eens"), _zaak(interprovinciaal=False)],
    ),
    "G-KENNISGEVING-MINISTER": (_feit("kennisgeving_minister", kenmerk="1"), [_weg("kennisgeving_minister")]),
    "G-KB-VERNIETIGD": (
        _feit("kb_waterschap", uitkomst="vernietigd", bekend_op="2026-10-04", **KB),
        [
            _ongeverifieerd("kb_waterschap"),
            _feit("kb_waterschap", uitkomst="niet_vernietigd"),
            _feit("kb_waterschap", bekend_op=""),
        ],
    ),
    "G-KB-NIET-VERNIETIGD": (
        _feit("kb_waterschap", uitkomst="niet_vernietigd", **KB),
        [_feit("kb_waterschap", uitkomst="vernietigd")],
    ),
    "G-SCHORSING-TOT": (
        _feit("besluit_bekend", lambda: dagen(-30), geschorst_tot="2026-10-04"),
        [
            _feit("besluit_bekend", geschorst_tot=None),
            _feit("besluit_bekend", lambda: dagen(-30), geschorst_tot="2027-12-01"),
        ],
    ),
}


def _eigen(ladder, van, stap):
    return [g for g in overgang_van(ladder, van, stap).guards if g.fase == DOSSIER]


def _bouw(ladder, van, stap, bederf=None):
    r = Recept(ladder, van)
    for g in _eigen(ladder, van, stap):
        GUARDS[g.code][0](r)
    if stap == "verder_op_ladder":
        algemeen = maak_dossier("t1")
        r.dossier["overheid"] = algemeen.dossier.overheid
        r.feit("vervolgdossier", nummer=algemeen.dossier.nummer)
    if bederf:
        bederf(r)
    return maak(r)


def _bezwaren(b, ladder, van, stap):
    b.regels = overgang_van(ladder, van, stap)
    return [x.code for x in toets_overgang(b.regels, b.toets(), [DOSSIER])]


ALLE = [(ladder, van, stap) for ladder in TABEL for van, stap in overgangen(ladder)]


def _gevallen():
    for ladder, van, stap in ALLE:
        for g in _eigen(ladder, van, stap):
            for nummer, bederf in enumerate(GUARDS[g.code][1]):
                yield pytest.param(
                    ladder, van, stap, g.code, bederf, id=f"{ladder}-{van}-{stap}-{g.code}-{nummer}"
                )


@pytest.mark.parametrize(("ladder", "van", "stap"), ALLE)
def test_with_all_facts_nothing_is_objected(ladder, van, stap):
    assert _bezwaren(_bouw(ladder, van, stap), ladder, van, stap) == []


@pytest.mark.parametrize(("ladder", "van", "stap", "code", "bederf"), list(_gevallen()))
def test_a_guard_objects_when_its_own_fact_is_gone(ladder, van, stap, code, bederf):
    assert code in _bezwaren(_bouw(ladder, van, stap, bederf), ladder, van, stap)


DIRECTE = [
    (ladder, van, stap) for ladder, van, stap in ALLE if overgang_van(ladder, van, stap).niveau in DIRECT
]


@pytest.mark.parametrize(("ladder", "van", "stap"), DIRECTE)
def test_a_step_that_another_body_decided_is_taken_on_its_fact(ladder, van, stap):
    b = _bouw(ladder, van, stap)
    gezet = zet_stap(dossier_id=b.dossier.pk, stap=stap, door=b.mensen.opsteller)
    verwacht = overgang_van(ladder, van, stap).naar[0]
    opnieuw = Dossier.objects.get(pk=b.dossier.pk)
    assert (gezet.stand, opnieuw.stand, opnieuw.gesloten) == (
        verwacht,
        verwacht,
        verwacht in plan_van(ladder).eind,
    )


@pytest.mark.parametrize(
    ("ladder", "van", "stap"),
    [x for x in ALLE if overgang_van(*x).niveau == Niveau.RECHTSWEGE],
)
def test_nobody_takes_a_step_of_the_clock(ladder, van, stap):
    b = _bouw(ladder, van, stap)
    with pytest.raises(GeenRecht):
        zet_stap(dossier_id=b.dossier.pk, stap=stap, door=b.mensen.opsteller)


@pytest.mark.parametrize(
    ("ladder", "van", "stap"),
    [x for x in ALLE if overgang_van(*x).niveau not in (*DIRECT, Niveau.RECHTSWEGE)],
)
def test_a_step_that_we_decide_needs_its_decision(ladder, van, stap):
    b = _bouw(ladder, van, stap)
    with pytest.raises((OvergangGeweigerd, Conflict)):
        zet_stap(dossier_id=b.dossier.pk, stap=stap, door=b.mensen.opsteller)


def test_a_step_that_stays_in_its_state_keeps_the_day_since_when_the_dossier_stands_there():
    b = _bouw("vernietiging", "schorsing", "verleng_schorsing")
    sinds = dagen(-30)
    type(b.dossier).objects.filter(pk=b.dossier.pk).update(trede_sinds=sinds)
    zet_stap(dossier_id=b.dossier.pk, stap="verleng_schorsing", door=b.mensen.opsteller)
    assert b.vers().stand == "schorsing"
    assert b.vers().trede_sinds == sinds
    verblijven = list(b.dossier.stappen.order_by("volgnummer").values_list("trede", "tot", "overgang"))
    assert [v[0] for v in verblijven[-2:]] == ["schorsing", "schorsing"]
    assert verblijven[-1][1:] == (None, "verleng_schorsing")


def test_bezwaar_stops_annulment_but_not_suspension():
    b = _bouw(KROON, "stilstand", "schors", _feit("rechtsmiddel", stand="open"))
    assert _bezwaren(b, KROON, "stilstand", "schors") == []
    b = _bouw(KROON, "stilstand", "vernietig", _feit("rechtsmiddel", stand="open"))
    assert _bezwaren(b, KROON, "stilstand", "vernietig") == ["G-RECHTSMIDDEL"]


def test_a_lapsed_suspension_knows_no_annulment():
    assert not [
        stap for van, stap in overgangen(KROON) if van == "schorsing_vervallen" and stap == "vernietig"
    ]


def test_a_private_law_act_stays_annullable_on_the_last_day_of_thirteen_weeks():
    besluit_op = dt.date(2026, 7, 6)  # Sunday 5 October would be 13 weeks; the end itself never moves
    b = _bouw(
        KROON,
        "stilstand",
        "vernietig",
        _samen(
            _zaak(voorwerp="privaatrechtelijk", besluit_op=besluit_op),
            _feit("kb_vernietiging", lambda: dt.date(2026, 10, 5)),
        ),
    )
    assert _bezwaren(b, KROON, "stilstand", "vernietig") == []


def test_annulling_a_decision_of_a_waterschap_cannot_be_mandated():
    for van, stap in overgangen(WATER):
        o = overgang_van(WATER, van, stap)
        if stap in ("schors", "vernietig"):
            assert o.niveau == Niveau.GS
            assert "G-GEEN-MANDAAT" in {g.code for g in o.guards}


def test_a_decision_of_a_waterschap_is_never_judged_by_the_gemeentewet():
    genoemd = [f.grondslag + f.hint for f in plan_van(WATER).feitsoorten]
    for o in machine_van(klasse_van(WATER)).overgangen:
        genoemd += [o.grondslag, *(g.grondslag for g in o.guards)]
    assert not [tekst for tekst in genoemd if "Gemeentewet" in tekst or "Wgr" in tekst]
    grondslag = {f.code: f.grondslag for f in plan_van(WATER).feitsoorten}
    assert (grondslag["nieuw_besluit"], grondslag["beroep"]) == ("Waterschapswet 163", "Waterschapswet 162")
    assert plan_van(KROON).feitsoort("nieuw_besluit").grondslag == "Gemeentewet 278"


def test_on_row_9_a_decree_taken_while_the_suspension_ran_still_counts():
    laat = _samen(
        _termijn("schorsing", -5), _feit("kb_waterschap", lambda: dagen(-5), uitkomst="vernietigd", **KB)
    )
    b = _bouw(WATER, "naar_minister", "kb_vernietigt", laat)
    assert _bezwaren(b, WATER, "naar_minister", "kb_vernietigt") == []


@pytest.mark.parametrize(
    "fout",
    [{"voorwerp": "brief"}, {"bron": "krant"}, {"grond": "smaak"}, {"strijd_met": ""}],
)
def test_the_table_refuses_what_the_law_does_not_know(fout):
    b = maak(Recept(KROON, "gemeld"))
    goed = {
        "besluit": "x",
        "besluit_op": BEGIN,
        "voorwerp": "besluit",
        "bron": "gs",
        "grond": "recht",
        "strijd_met": "x",
    }
    ander = maak_dossier("t1").dossier
    with pytest.raises(IntegrityError), transaction.atomic():
        Vernietigingszaak.objects.create(dossier=ander, **{**goed, **fout})
    assert b.dossier.vernietiging.grond == "recht"


def test_what_it_is_about_never_changes():
    b = maak(Recept(KROON, "gemeld"))
    with pytest.raises(DatabaseError, match="geweigerd"), transaction.atomic():
        Vernietigingszaak.objects.filter(dossier=b.dossier).update(grond="algemeen_belang")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT grond FROM interventieladder_vernietigingszaak WHERE dossier_id = %s", [b.dossier.pk]
        )
        assert cursor.fetchone() == ("recht",)
