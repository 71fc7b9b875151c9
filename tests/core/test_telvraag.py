"""Counts of which the SQL is kept: built once, and anew for another account, other rights or another day."""

import datetime as dt

import pytest
from django.db.models import IntegerField, Value

from tests.factories import CoordinatorFactory, ToezichthouderFactory, UserFactory
from toezicht.core import telvraag
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.core.telvraag import tel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leeg(monkeypatch):
    monkeypatch.setattr(telvraag, "_vragen", {})


def vraag(user, gebouwd):
    gebouwd.append(user.pk)
    return User.objects.filter(pk=user.pk).values_list("pk", Value(None, IntegerField()))


def test_builds_once_and_counts_each_time(django_assert_num_queries):
    noor, gebouwd = ToezichthouderFactory(), []
    assert tel("a", noor, lambda: vraag(noor, gebouwd)) == [noor.pk, 0]
    with django_assert_num_queries(1):
        assert tel("a", noor, lambda: vraag(noor, gebouwd)) == [noor.pk, 0]
    assert gebouwd == [noor.pk]


def test_builds_anew_for_whatever_the_sql_may_follow_from():
    noor, rik, gebouwd = ToezichthouderFactory(), CoordinatorFactory(), []
    with klok_op(dt.date(2026, 11, 23)):
        tel("a", noor, lambda: vraag(noor, gebouwd))
        tel("b", noor, lambda: vraag(noor, gebouwd))
        tel("a", rik, lambda: vraag(rik, gebouwd))
    with klok_op(dt.date(2026, 11, 24)):
        tel("a", noor, lambda: vraag(noor, gebouwd))
        noor.groups.clear()
        zonder = User.objects.get(pk=noor.pk)
        tel("a", zonder, lambda: vraag(zonder, gebouwd))
    assert len(gebouwd) == 5


def test_keeps_a_bounded_number(monkeypatch):
    monkeypatch.setattr(telvraag, "MAX_VRAGEN", 2)
    for user in UserFactory.create_batch(5):
        tel("a", user, lambda user=user: vraag(user, []))
        assert len(telvraag._vragen) <= 2
