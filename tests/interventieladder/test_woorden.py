"""What the law demands and how it was neglected, in words."""

import pytest

from interventieladder.treden import Gebrek, Gevorderd, tekort_in_woorden


@pytest.mark.parametrize("gevorderd", Gevorderd.values)
@pytest.mark.parametrize("gebrek", Gebrek.values)
def test_each_combination_that_the_law_knows_is_a_sentence(gevorderd, gebrek):
    """Late is only a result (Gemeentewet 124, first paragraph)."""
    kan = gebrek != Gebrek.NIET_TIJDIG or gevorderd == Gevorderd.RESULTAAT
    zin = tekort_in_woorden(gevorderd, gebrek)
    assert bool(zin) is kan
    assert not kan or ("die de wet vordert, is niet" in zin or "dat de wet vordert, is niet" in zin)


def test_nothing_named_yet_is_empty():
    assert tekort_in_woorden("", "") == ""
