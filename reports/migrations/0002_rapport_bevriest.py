"""What is in a report never changes afterwards (design 4.3): not a finished one, nor a snapshot once taken."""

from django.db import migrations

HEEN = """
CREATE FUNCTION reports_bevriest() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status = 'klaar' THEN
        RAISE EXCEPTION 'Rapport % is klaar en verandert niet meer; maak een nieuwe versie.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF OLD.snapshot IS NOT NULL AND (
        NEW.snapshot IS DISTINCT FROM OLD.snapshot OR NEW.snapshot_sha256 IS DISTINCT FROM OLD.snapshot_sha256
    ) THEN
        RAISE EXCEPTION 'De snapshot van rapport % ligt vast.', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reports_bevriest BEFORE UPDATE OR DELETE ON reports_rapport
    FOR EACH ROW EXECUTE FUNCTION reports_bevriest();
"""
TERUG = """
DROP TRIGGER reports_bevriest ON reports_rapport;
DROP FUNCTION reports_bevriest();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]

    operations = [migrations.RunSQL(HEEN, TERUG)]
