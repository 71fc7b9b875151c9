"""Counts of which the SQL is kept: built once, and anew for another account, other rights or another day."""

import datetime as dt
from weakref import WeakKeyDictionary

import pytest
from django.contrib.auth.models import Group
from django.db import connection, connections, transaction
from django.db.models import BigIntegerField, CharField, Count, IntegerField, JSONField, Value
from django.db.models.functions import Cast, Concat
from django.db.transaction import TransactionManagementError

from tests.factories import CoordinatorFactory, ToezichthouderFactory, UserFactory
from toezicht.core import clock, vaste_vragen
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, Gebouwd, een_van, rijen_van, tel, vast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def leeg(monkeypatch, settings):
    monkeypatch.setattr(vaste_vragen, "_vragen", {})
    settings.VASTE_VRAGEN_NAGAAN = False


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


def test_the_tests_see_a_question_that_follows_from_more_than_its_key(settings):
    settings.VASTE_VRAGEN_NAGAAN = True
    noor, namen = ToezichthouderFactory(), iter(["Bos", "Bos", "Vos"])

    def maak():
        return User.objects.filter(last_name=next(namen))

    for _ in range(2):
        assert rijen_van("op naam", noor, maak) == []
    with pytest.raises(AssertionError, match="not what it would be now"):
        rijen_van("op naam", noor, maak)


def test_keeps_a_bounded_number(monkeypatch):
    monkeypatch.setattr(vaste_vragen, "MAX_VRAGEN", 2)
    for user in UserFactory.create_batch(5):
        tel("a", user, lambda user=user: vraag(user, []))
        assert len(vaste_vragen._vragen) <= 2


# -- questions about one case -----------------------------------------------------------------------


def test_a_built_query_gives_the_rows_of_the_query_itself():
    """Related objects, annotations, deferred columns, tuples and a column that only sorts."""
    noor, rik = ToezichthouderFactory(last_name="Aaltink"), CoordinatorFactory(last_name="Bos")
    vragen = [
        lambda: User.objects.order_by("-pk"),
        lambda: User.objects.defer("email").annotate(groepen=Count("groups")).order_by("last_name"),
        lambda: User.objects.order_by("last_name").values_list("last_name", flat=True),
        lambda: User.objects.order_by("groups__name", "pk").distinct().values_list("pk", "email"),
        lambda: User.objects.order_by("pk").values("pk", "last_name"),
        lambda: User.objects.filter(pk=noor.pk).union(User.objects.filter(pk=rik.pk)).order_by("pk"),
        lambda: User.objects.none(),
    ]
    for maak in vragen:
        for gepland in ("", "proef"):
            rijen = Gebouwd(maak(), gepland=gepland).draai({})
            assert rijen == list(maak())
            assert [getattr(r, "groepen", None) for r in rijen] == [
                getattr(r, "groepen", None) for r in maak()
            ]


def test_reads_along_what_the_query_reads_along(django_assert_num_queries):
    noor = ToezichthouderFactory()
    vraag = Gebouwd(User.objects.filter(pk=noor.pk).prefetch_related("groups"))
    with django_assert_num_queries(2):
        (zelf,) = vraag.draai({})
        groepen = [groep.name for groep in zelf.groups.all()]
    assert groepen == [groep.name for groep in noor.groups.all()] != []


def test_holes_take_another_value_each_time(django_assert_num_queries):
    @vast
    def met_naam(naam, uit):
        return User.objects.filter(een_van("last_name", naam)).exclude(pk=uit).order_by("pk")

    een, twee, drie = (UserFactory(last_name=naam) for naam in ("O'Hara", 'De "Vries"', "a\\b{,}"))
    assert met_naam(naam=["O'Hara", 'De "Vries"', "a\\b{,}"], uit=0) == [een, twee, drie]
    with django_assert_num_queries(1):
        assert met_naam(naam=["O'Hara", "a\\b{,}"], uit=een) == [drie]  # an object counts for its key
    assert met_naam(naam=[], uit=0) == []
    assert met_naam.eerste(naam=["niemand"], uit=0) is None
    with pytest.raises(KeyError):
        met_naam(naam=["O'Hara"])


def test_a_day_that_is_no_hole_is_refused():
    @vast
    def vandaag():
        return User.objects.filter(date_joined__date=clock.vandaag())

    with pytest.raises(TypeError, match="hole"):
        vandaag()


def test_a_lock_asks_a_transaction():
    noor = ToezichthouderFactory()
    vraag = Gebouwd(User.objects.select_for_update().filter(pk=noor.pk))
    assert vraag.draai({}) == [noor]
    buiten = connections["default"]
    for verbinding_in in (False, True):
        oud, buiten.in_atomic_block = buiten.in_atomic_block, verbinding_in
        try:
            if verbinding_in:
                assert vraag.draai({}) == [noor]
            else:
                with pytest.raises(TransactionManagementError):
                    vraag.draai({})
        finally:
            buiten.in_atomic_block = oud


def test_the_server_keeps_a_bounded_number_of_plans(monkeypatch):
    monkeypatch.setattr(vaste_vragen, "MAX_GEPLAND", 3)
    monkeypatch.setattr(vaste_vragen, "_gereed", WeakKeyDictionary())
    noor = ToezichthouderFactory()
    vragen = [Gebouwd(User.objects.filter(pk=noor.pk), gepland=f"grens {n}") for n in range(5)]
    for _ in range(2):
        for vraag in vragen:
            assert vraag.draai({}) == [noor]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'grens%%'")
        over = [naam for (naam,) in cursor.fetchall()]
        for naam in over:
            cursor.execute(f"DEALLOCATE {naam}")
    assert len(over) == 3


def test_a_plan_outlives_a_transaction_that_failed():
    noor = ToezichthouderFactory()
    vraag = Gebouwd(User.objects.filter(pk=noor.pk), gepland="na een fout")
    with transaction.atomic():
        vraag.draai({})
        transaction.set_rollback(True)
    assert vraag.draai({}) == [noor]


def test_the_same_question_of_two_accounts_has_one_plan_and_another_has_its_own():
    """Named by all of its text: of a long value too, the end counts."""
    lang = {"tekst": "x" * 200}
    samen = [Gebouwd(Group.objects.filter(name=Gat("naam")), gepland="deelt een plan") for _ in range(2)]
    anders = [
        Gebouwd(User.objects.annotate(feit=Value({**lang, "n": n}, JSONField())), gepland="deelt geen plan")
        for n in range(2)
    ]
    for vraag in samen:
        vraag.draai({"naam": "niemand"})
    noor = ToezichthouderFactory()
    assert [vraag.draai({})[0].feit["n"] for vraag in anders] == [0, 1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'deelt%%' ORDER BY name")
        namen = [naam.rsplit("_", 1)[0] for (naam,) in cursor.fetchall()]
    assert namen == ["deelt_een_plan", "deelt_geen_plan", "deelt_geen_plan"]
    assert noor.pk


def test_a_hole_that_says_its_type_keeps_it_where_a_cast_comes_first():
    noor = ToezichthouderFactory()
    tekst = Concat(Value("nr "), Cast(Gat("wie", BigIntegerField()), CharField()))
    vraag = Gebouwd(
        User.objects.annotate(tekst=tekst).filter(pk=Gat("wie", BigIntegerField())), gepland="getypeerd"
    )
    assert [user.tekst for user in vraag.draai({"wie": noor.pk})] == [f"nr {noor.pk}"]
