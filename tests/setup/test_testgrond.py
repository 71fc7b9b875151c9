"""The ground under the tests itself: the flush passes the logboek's triggers, and nothing else does."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction


@pytest.mark.django_db
def test_test_role_is_no_superuser():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["core_logboekregel", "core_logboekzegel", "core_logboekketen"])
def test_owner_cannot_truncate_the_logboek(table):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ronde", [1, 2])
def test_flush_empties_the_tables_and_keeps_what_migrations_made(ronde, django_user_model):
    assert not django_user_model.objects.exists()
    before = sorted(ContentType.objects.values_list("pk", flat=True))
    assert before
    assert Permission.objects.exists()
    django_user_model.objects.create_user(username=f"ronde{ronde}")
    connection.ops.execute_sql_flush(["flush"])
    assert not django_user_model.objects.exists()
    assert sorted(ContentType.objects.values_list("pk", flat=True)) == before


@pytest.mark.django_db(transaction=True)
def test_superuser_cursor_reaches_the_test_database(superuser_cursor):
    superuser_cursor.execute("SELECT current_database(), rolsuper FROM pg_roles WHERE rolname = current_user")
    assert superuser_cursor.fetchone() == (connection.settings_dict["NAME"], True)
