"""What the scenarios of financial supervision share: the organisation of the story and the days it plays on."""

from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag, stap
from toezicht.core.clock import klok_op


def op(tekst):
    """The story goes on, on this day."""
    return klok_op(dag(tekst))


def beoordeel(b, *saldi, conclusie="repressief", aannemelijk="nvt"):
    """From a received budget to the agenda of GS: checked, assessed, put to the organisation, brought to GS."""
    bg.controle(b)
    stap(b, "neem_in_beoordeling")
    bg.beoordeeld(b, *saldi, conclusie=conclusie, aannemelijk=aannemelijk)
    stap(b, "maak_concept")
    bg.wederhoor(b)
    return stap(b, "leg_voor_aan_gs")
