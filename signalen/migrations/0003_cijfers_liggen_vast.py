"""Figures only grow: the database itself refuses to change or remove a delivery or a kengetal."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION signalen_cijfers_weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Een levering van cijfers ligt vast: % op % is geweigerd.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Laad een nieuwe levering; de oude blijft staan.';
END
$$;
CREATE TRIGGER cijferset_ligt_vast BEFORE UPDATE OR DELETE ON signalen_cijferset
    FOR EACH ROW EXECUTE FUNCTION signalen_cijfers_weiger();
CREATE TRIGGER kengetal_ligt_vast BEFORE UPDATE OR DELETE ON signalen_kengetal
    FOR EACH ROW EXECUTE FUNCTION signalen_cijfers_weiger();
CREATE TRIGGER cijferset_niet_leegmaken BEFORE TRUNCATE ON signalen_cijferset
    FOR EACH STATEMENT EXECUTE FUNCTION signalen_cijfers_weiger();
CREATE TRIGGER kengetal_niet_leegmaken BEFORE TRUNCATE ON signalen_kengetal
    FOR EACH STATEMENT EXECUTE FUNCTION signalen_cijfers_weiger();
"""
TERUG = """
DROP TRIGGER kengetal_niet_leegmaken ON signalen_kengetal;
DROP TRIGGER cijferset_niet_leegmaken ON signalen_cijferset;
DROP TRIGGER kengetal_ligt_vast ON signalen_kengetal;
DROP TRIGGER cijferset_ligt_vast ON signalen_cijferset;
DROP FUNCTION signalen_cijfers_weiger();
"""


class Migration(migrations.Migration):
    dependencies = [("signalen", "0002_zoekvector")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
