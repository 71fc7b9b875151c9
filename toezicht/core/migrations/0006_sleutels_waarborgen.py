"""A key of the API only ever becomes less: what it may and until when is fixed, withdrawn stays withdrawn."""

from django.db import migrations

VAST = """
CREATE FUNCTION sleutel_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.account_id, OLD.naam, OLD.hash, OLD.herkenning, OLD.schrijven, OLD.delen, OLD.gemaakt_op, OLD.geldig_tot)
        IS DISTINCT FROM
       (NEW.account_id, NEW.naam, NEW.hash, NEW.herkenning, NEW.schrijven, NEW.delen, NEW.gemaakt_op, NEW.geldig_tot)
        OR (OLD.ingetrokken_op IS NOT NULL
            AND (OLD.ingetrokken_op, OLD.ingetrokken_door_id, OLD.intrekreden)
                IS DISTINCT FROM (NEW.ingetrokken_op, NEW.ingetrokken_door_id, NEW.intrekreden)) THEN
        RAISE EXCEPTION 'een toegangssleutel verandert niet; trek hem in en maak een nieuwe'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sleutel_vast BEFORE UPDATE ON core_toegangssleutel
    FOR EACH ROW EXECUTE FUNCTION sleutel_vast();
"""
LOS = """
DROP TRIGGER sleutel_vast ON core_toegangssleutel;
DROP FUNCTION sleutel_vast();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0005_api")]
    operations = [migrations.RunSQL(VAST, LOS)]
