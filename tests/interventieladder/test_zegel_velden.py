"""Each single change of the bundle changes the seal, says what changed, and is shown word by word (design 4.2)."""

import copy
import datetime as dt

import pytest
from django.db import ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from interventieladder.models import Brief, Stuk, Voorstel
from interventieladder.services import voorstellen
from interventieladder.services.voorstellen import VELDEN
from interventieladder.services.zegel import (
    BIJZONDER,
    GETALVELDEN,
    TEKSTVELDEN,
    bereken_zegel,
    bundel,
    eis_ongewijzigd,
    veranderd,
    verschillen,
)
from interventieladder.services.zegelverschil import sinds_verzegeling, sinds_vorige_versie, tekstwijzigingen
from tests.factories import JuristFactory, OverheidFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, leg_dossierfeiten, maak_dossier, maak_stuk
from toezicht.core.clock import klok_op
from toezicht.core.tekstverschil import nieuwe_tekst, oude_tekst, woordverschil

BUITEN_HET_ZEGEL = {
    Voorstel: {
        # what the machine of the proposal itself writes, and keys that nobody can change
        *("id", "dossier", "nummer", "status", "versie", "getoetst", "opgesteld_op", "ingediend_op"),
        *("zegel", "zegel_inhoud", "vorige_inhoud", "wijzigingen", "retour_reden"),
        # to whom it goes: the register of mandates says so each day, and who left hands the draft over
        *("bij", "naar_gs", "opgesteld_door"),
    },
    Brief: {
        # filled at sending (design 4.2); of an own file its hash is sealed
        *("id", "dossier", "voorstel", "soort", "kenmerk", "briefdatum", "bestand", "bestandsnaam"),
        "feiten",  # what the text was drawn from: held against the dossier itself when it is sent
        "namen",  # names taken over after the decision: allow a letter to read so, and nothing else
    },
    Stuk: {
        # who added and verified it, where it came from; the file by its hash
        *("id", "dossier", "stap", "bestand", "bestandsnaam", "bron", "bron_geverifieerd_op", "reactie_op"),
        *("geverifieerd_door", "geverifieerd_op", "toegevoegd_door", "toegevoegd_op", "vervangt"),
    },
}

ANDERE = {"sha256": "c" * 64, "soort": "notitie", "datum": VANDAAG - dt.timedelta(days=400)}
VAST = tuple(ANDERE)
"""Of a paper the database itself refuses a change of these."""


def verzegeld():
    """A sealed proposal with a letter of our template and a paper, waiting for its decision."""
    b = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    maak_stuk(b, "bewijs", titel="Foto van de kelder")
    return b, dienst.ter_besluit(b, "vraag_informatie")


def anders(veld, waarde):
    """Another value of the kind of this field."""
    soort = veld.get_internal_type()
    if veld.choices:
        return next(keuze for keuze, _ in veld.choices if keuze != waarde)
    return {
        "BooleanField": lambda: not waarde,
        "PositiveSmallIntegerField": lambda: (waarde or 0) + 1,
        "DecimalField": lambda: (waarde or 0) + 1,
        "DateField": lambda: (waarde or VANDAAG) + dt.timedelta(days=1),
        "DateTimeField": lambda: (waarde or dt.datetime(2026, 1, 1, tzinfo=dt.UTC)) + dt.timedelta(hours=1),
        "JSONField": lambda: (
            [{"naam": "Iemand anders", "rol": "orgaan"}]
            if isinstance(waarde, list)
            else {**waarde, "nieuw": "x"}
        ),
        "ForeignKey": lambda: JuristFactory().pk,
    }.get(soort, lambda: f"{waarde}x")()


def zet(rij, naam):
    """Change one field in the database behind everything; triggers are asked to look away."""
    veld = rij._meta.get_field(naam)
    waarde = anders(veld, getattr(rij, veld.attname))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    type(rij).objects.filter(pk=rij.pk).update(**{veld.attname: waarde})


def velden(model):
    return sorted({f.name for f in model._meta.concrete_fields} - BUITEN_HET_ZEGEL[model])


def na_wijziging(rij, naam, voorstel, waarde=None):
    """What is seen as changed after this one change, which is then undone."""
    with transaction.atomic():
        if waarde is None:
            zet(rij, naam)
        else:
            type(rij).objects.filter(pk=rij.pk).update(**{naam: waarde})
        gezien = veranderd(Voorstel.objects.get(pk=voorstel.pk))
        transaction.set_rollback(True)
    return gezien


@pytest.mark.django_db
def test_each_field_of_the_proposal_is_sealed():
    with klok_op(VANDAAG):
        _, voorstel = verzegeld()
        for naam in velden(Voorstel):
            gezien = na_wijziging(voorstel, naam, voorstel)
            assert len(gezien) == 1, (naam, gezien)
            assert gezien != ["een kenmerk van het voorstel"], naam
        eis_ongewijzigd(Voorstel.objects.get(pk=voorstel.pk))


@pytest.mark.django_db
def test_each_field_of_a_letter_is_sealed():
    with klok_op(VANDAAG):
        _, voorstel = verzegeld()
        brief = Brief.objects.get(voorstel=voorstel)
        vast = {"status": "vervallen", "sha256": "c" * 64}
        for naam in velden(Brief):
            gezien = na_wijziging(brief, naam, voorstel, vast.get(naam))
            woord = "vervallen" if naam == "status" else "gewijzigd"
            assert gezien == [f"brief L2 is {woord}"], naam


@pytest.mark.django_db
def test_each_field_of_a_paper_is_sealed_or_cannot_change():
    with klok_op(VANDAAG):
        _, voorstel = verzegeld()
        stuk = voorstel.bewijsstukken.get(titel="Foto van de kelder")
        for naam in velden(Stuk):
            if naam in VAST:
                with pytest.raises(ProgrammingError, match="geweigerd"), transaction.atomic():
                    Stuk.objects.filter(pk=stuk.pk).update(**{naam: ANDERE[naam]})
                continue
            gezien = na_wijziging(stuk, naam, voorstel)
            titel = stuk.titel + ("x" if naam == "titel" else "")
            assert gezien == [f"stuk {titel} is gewijzigd"], naam


@pytest.mark.django_db
def test_replaced_added_and_removed_papers_and_letters_are_seen():
    with klok_op(VANDAAG):
        b, voorstel = verzegeld()
        stuk = voorstel.bewijsstukken.get(titel="Foto van de kelder")
        voorstel.bewijsstukken.remove(stuk)
        assert veranderd(voorstel) == ["stuk Foto van de kelder is vervallen"]
        voorstel.bewijsstukken.add(stuk, maak_stuk(b, "notitie", titel="Nagekomen"))
        assert veranderd(voorstel) == ["stuk Nagekomen is toegevoegd"]


@pytest.mark.django_db
def test_the_ground_and_the_organisation_are_sealed():
    with klok_op(VANDAAG):
        _, voorstel = verzegeld()
        dossier = voorstel.dossier
        for naam in ("taak", "orgaan", "gevorderd", "gebrek", "overheid"):
            eerder = getattr(dossier, naam)
            setattr(dossier, naam, OverheidFactory() if naam == "overheid" else "anders")
            assert len(veranderd(voorstel)) == 1, naam
            setattr(dossier, naam, eerder)
        assert veranderd(voorstel) == []


# -- every leaf of the bundle, whatever its new value ------------------------------------------------

INHOUD = {
    "stap": "kondig_voornemen_aan",
    "van": "t3b",
    "niveau": "gs",
    "grondslag": ["archiefzorg", "college", "besluit", "niet"],
    "teksten": {"gevraagd": "Instemmen.", "waarom_nu": "De termijn is om.", "lichter_middel": ""},
    "waarden": {"termijn_weken": "6", "herbeoordeling_op": ""},
    "brieven": {
        "L7": {
            "onderwerp": "Voornemen",
            "velden": {"feiten": "Vier kilometer.", "eisen": ["Lever een plan.", "Voer het uit."]},
            "geadresseerden": [{"naam": "College van Duinrand", "rol": "orgaan"}],
            "upload": "",
        }
    },
    "stukken": {"12": {"titel": "Foto", "sha256": "ab", "vervangen": False, "reactie": "Wij blijven erbij."}},
    "feiten": {"saldo": {"titel": "saldo", "datum": "2026-10-01", "waarden": {"bedrag": "12", "toe": "x"}}},
    "vorm": 2,
    "zaak": {"overheid": "GM9907", "beleid": "2026-1"},
}


def bladen(deel, pad=()):
    if isinstance(deel, dict | list):
        for sleutel, waarde in deel.items() if isinstance(deel, dict) else enumerate(deel):
            yield from bladen(waarde, (*pad, sleutel))
    else:
        yield pad


PADEN = [pad for pad in bladen(INHOUD) if pad != ("vorm",)]


def met(pad, waarde):
    nieuw = copy.deepcopy(INHOUD)
    plek = nieuw
    for sleutel in pad[:-1]:
        plek = plek[sleutel]
    plek[pad[-1]] = waarde
    return nieuw


@given(st.sampled_from(PADEN), st.text(max_size=12))
def test_each_single_change_anywhere_changes_the_seal_and_is_named(pad, waarde):
    nieuw = met(pad, waarde)
    gelijk = nieuw == INHOUD
    assert (bereken_zegel(nieuw) == bereken_zegel(INHOUD)) is gelijk
    assert (verschillen(INHOUD, nieuw) == []) is gelijk


@given(st.text(max_size=60), st.text(max_size=60))
def test_both_texts_can_be_read_back_from_their_difference(oud, nieuw):
    delen = woordverschil(oud, nieuw)
    assert (oude_tekst(delen), nieuwe_tekst(delen)) == (oud, nieuw)
    assert (oud == nieuw) is all(deel.soort == "gelijk" for deel in delen)


TEKSTPADEN = [
    pad for pad in PADEN if pad[0] == "teksten" or "velden" in pad or "reactie" in pad or "naam" in pad
]


@given(st.sampled_from(TEKSTPADEN), st.from_regex(r"[a-z]{3,9}( [a-z]{3,9})?", fullmatch=True))
def test_a_changed_text_is_shown_word_by_word(pad, waarde):
    wijzigingen = tekstwijzigingen(INHOUD, met(pad, waarde))
    assert len(wijzigingen) == 1
    assert waarde in nieuwe_tekst(wijzigingen[0].delen)


# -- older seals, and what the decider reads ---------------------------------------------------------


@pytest.mark.django_db
def test_a_bundle_sealed_in_the_older_form_still_holds_and_is_compared_in_it():
    with klok_op(VANDAAG):
        b, voorstel = verzegeld()
        oud = bundel(voorstel, vorm=1)
        assert "vorm" not in oud
        Voorstel.objects.filter(pk=voorstel.pk).update(zegel_inhoud=oud, zegel=bereken_zegel(oud))
        voorstel = Voorstel.objects.get(pk=voorstel.pk)
        eis_ongewijzigd(voorstel)
        voorstellen.haal_terug(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
        nieuw = voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
        assert (nieuw.wijzigingen, nieuw.zegel_inhoud["vorm"]) == ([], 2)


@pytest.mark.django_db
def test_the_decider_reads_what_changed_since_the_version_before():
    with klok_op(VANDAAG):
        b, voorstel = verzegeld()
        assert sinds_vorige_versie(voorstel) == []
        voorstellen.haal_terug(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
        voorstellen.wijzig(
            voorstel_id=voorstel.pk,
            tekst=dienst.tekst(
                b, voorstel.stap, waarom_nu="De termijn is om; het overleg leverde weinig op."
            ),
            door=b.mensen.opsteller,
        )
        nieuw = voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
        (wijziging,) = sinds_vorige_versie(nieuw)
    assert wijziging.wat == "waarom nu"
    assert [(d.soort, d.tekst) for d in wijziging.delen if d.soort != "gelijk"] == [
        ("weg", "niets"),
        ("nieuw", "weinig"),
    ]
    assert sinds_verzegeling(nieuw) == []


def test_what_a_drafter_writes_is_all_in_the_bundle():
    """A new field of a proposal is a text, a value or a flag of the bundle: nothing is left out in silence."""
    assert set(VELDEN) <= {*TEKSTVELDEN, *GETALVELDEN, *BIJZONDER}
