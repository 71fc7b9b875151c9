"""The lists of a dossier whose SQL is built once give what their query sets give."""

import pytest

from interventieladder.models import feiten_vragen
from interventieladder.services import briefverzending, brieven
from interventieladder.services.briefverzending import Zending
from tests.interventieladder.paginawereld import PEIL, bouw
from toezicht.core.clock import klok_op
from toezicht.core.vaste_vragen import Vast

VRAGEN = {naam: vraag for naam, vraag in vars(feiten_vragen).items() if isinstance(vraag, Vast)}
GEVULD = {
    "stappen",
    "beoordelingen",
    "stukken",
    "brieven",
    "verzendingen",
    "besluiten",
    "parafen",
    "termijnen",
}


@pytest.fixture
def wereld(db):
    """A dossier on T2 with a paper and a letter that was sent, beside another one."""
    with klok_op(PEIL):
        wereld = bouw()
        brief = brieven.brieven_van(wereld.op_t2().pk)[0]
        zendingen = [Zending(g["naam"], g["rol"], "email", PEIL, "bewijs") for g in brief.geadresseerden]
        briefverzending.verzend(brief_id=brief.pk, zendingen=zendingen, door=wereld.noor)
        wereld.stuk()
        wereld.open(taak="uitvoeringsstrategie_vth", titel="Ander dossier")
        yield wereld


def inhoud(rijen):
    """All columns and annotations of rows, without what Django keeps beside them."""
    return [{naam: waarde for naam, waarde in vars(rij).items() if naam != "_state"} for rij in rijen]


def test_each_list_equals_its_query_set(wereld):
    gevuld = set()
    for naam, vraag in VRAGEN.items():
        for dossier in (wereld.dossier, wereld.dossier):  # built and planned, then again
            rijen = vraag(dossier=dossier)
            assert inhoud(rijen) == inhoud(vraag._bouw(dossier=dossier.pk)), naam
        gevuld |= {naam} if rijen else set()
    assert gevuld >= GEVULD


def test_rows_know_the_dossier_they_were_read_for(wereld, django_assert_num_queries):
    dossier = wereld.dossier
    assert dossier.feiten.stappen
    with django_assert_num_queries(0):
        assert all(stap.dossier is dossier for stap in dossier.feiten.stappen)
