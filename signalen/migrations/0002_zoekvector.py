"""The full-text vector of a signal: a generated column in Dutch, which the model does not know."""

from django.db import migrations

VOORUIT = """
ALTER TABLE signalen_signaal ADD COLUMN zoekvector tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('dutch'::regconfig, replace(nummer, '-', ' ') || ' ' || titel || ' ' || overheid_naam), 'A')
    || setweight(to_tsvector('dutch'::regconfig, left(toelichting, 100000)), 'B')
) STORED;
CREATE INDEX signaal_zoekvector ON signalen_signaal USING gin (zoekvector);
"""
TERUG = "ALTER TABLE signalen_signaal DROP COLUMN zoekvector;"


class Migration(migrations.Migration):
    dependencies = [("signalen", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
