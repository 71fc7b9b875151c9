"""Writing very many rows at once: COPY, with the plain indexes built afterwards. Triggers and checks stay on."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import AutoField, Max, Model


def kopieer(label: str, rijen: Iterable[Mapping[str, Any]]) -> int:
    """Insert these rows in the table of model `label`; a column that a row does not name gets its default.

    Keys are column names (`overheid_id`). Gives the number of rows and moves the sequence past them.
    """
    model = apps.get_model(label)
    velden = [veld for veld in model._meta.local_concrete_fields if not veld.generated]
    namen = [veld.column for veld in velden]
    standaard = {veld.column: plat(veld.get_default()) for veld in velden}
    kolommen = ", ".join(connection.ops.quote_name(naam) for naam in namen)
    nummers = _nummers(model)
    aantal = 0
    with zonder_indexen(model._meta.db_table), connection.cursor() as cursor:
        # Only names of our own tables and columns are put into the text.
        opdracht = f"COPY {connection.ops.quote_name(model._meta.db_table)} ({kolommen}) FROM STDIN"
        with cursor.copy(opdracht) as copy:
            for rij in rijen:
                if nummers and "id" not in rij:
                    standaard["id"] = next(nummers)
                copy.write_row([plat(rij[naam]) if naam in rij else standaard[naam] for naam in namen])
                aantal += 1
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
    return aantal


def _nummers(model: type[Model]) -> Iterator[int] | None:
    """Primary keys behind those that are there, for a model that numbers its rows itself."""
    if not isinstance(model._meta.pk, AutoField):
        return None
    hoogste = model._default_manager.aggregate(hoogste=Max("pk"))["hoogste"] or 0
    return count(hoogste + 1)


def plat(waarde: Any) -> Any:
    """JSON columns go in as text."""
    return json.dumps(waarde, ensure_ascii=False) if isinstance(waarde, dict | list) else waarde


@contextmanager
def zonder_indexen(tabel: str) -> Iterator[None]:
    """Drop the indexes of `tabel` that no constraint needs, and build them again at the end.

    Row by row the full-text indexes alone would cost more than all the rest together.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i "
            "WHERE i.indrelid = %s::regclass AND NOT i.indisunique",
            [connection.ops.quote_name(tabel)],
        )
        indexen = cursor.fetchall()
        for naam, _ in indexen:
            cursor.execute(f"DROP INDEX {naam}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '256MB'")
            for _, definitie in indexen:
                cursor.execute(definitie)
            cursor.execute("RESET maintenance_work_mem")


def analyseer() -> None:
    """Bring the planner's knowledge up to date; autovacuum would do it later, in the middle of a measurement."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
