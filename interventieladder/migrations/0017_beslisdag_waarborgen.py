"""The day of an outcome or adjournment moves only to a day that a corrected sending of the dossier names."""

from django.db import migrations

VAST = """
CREATE FUNCTION interventieladder_eis_correctie() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    dag date := (to_jsonb(NEW) ->> TG_ARGV[0])::date;
BEGIN
    IF NOT EXISTS (
        SELECT FROM interventieladder_verzendcorrectie c
        JOIN interventieladder_verzending v ON v.id = c.verzending_id
        JOIN interventieladder_brief b ON b.id = v.brief_id
        WHERE b.dossier_id = NEW.dossier_id AND c.verzonden_op = dag
    ) THEN
        RAISE EXCEPTION '% op % geweigerd: geen verbeterde verzending van deze dag', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER goedkeuring_onveranderlijk ON interventieladder_goedkeuring;
CREATE TRIGGER goedkeuring_onveranderlijk BEFORE UPDATE ON interventieladder_goedkeuring
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.overheid_id, OLD.soort, OLD.jaar, OLD.volgnummer)
        IS DISTINCT FROM (NEW.dossier_id, NEW.overheid_id, NEW.soort, NEW.jaar, NEW.volgnummer)
        OR OLD.verdaagd_op IS NOT NULL AND OLD.verdaagd_weken IS DISTINCT FROM NEW.verdaagd_weken
        OR OLD.uitkomst NOT IN ('', 'van_rechtswege')
           AND to_jsonb(OLD) - '{uitkomst_op,verdaagd_op}'::text[]
               IS DISTINCT FROM to_jsonb(NEW) - '{uitkomst_op,verdaagd_op}'::text[]
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER goedkeuring_uitkomst_op BEFORE UPDATE ON interventieladder_goedkeuring
    FOR EACH ROW WHEN (OLD.uitkomst NOT IN ('', 'van_rechtswege') AND OLD.uitkomst_op IS DISTINCT FROM NEW.uitkomst_op)
    EXECUTE FUNCTION interventieladder_eis_correctie('uitkomst_op');
CREATE TRIGGER goedkeuring_verdaagd_op BEFORE UPDATE ON interventieladder_goedkeuring
    FOR EACH ROW WHEN (OLD.verdaagd_op IS NOT NULL AND OLD.verdaagd_op IS DISTINCT FROM NEW.verdaagd_op)
    EXECUTE FUNCTION interventieladder_eis_correctie('verdaagd_op');

DROP TRIGGER toestemming_onveranderlijk ON interventieladder_toestemming;
CREATE TRIGGER toestemming_onveranderlijk BEFORE UPDATE ON interventieladder_toestemming
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.overheid_id, OLD.jaar, OLD.volgnummer, OLD.post, OLD.bedrag)
        IS DISTINCT FROM (NEW.dossier_id, NEW.overheid_id, NEW.jaar, NEW.volgnummer, NEW.post, NEW.bedrag)
        OR OLD.uitkomst NOT IN ('', 'van_rechtswege')
           AND to_jsonb(OLD) - 'uitkomst_op' IS DISTINCT FROM to_jsonb(NEW) - 'uitkomst_op'
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER toestemming_uitkomst_op BEFORE UPDATE ON interventieladder_toestemming
    FOR EACH ROW WHEN (OLD.uitkomst NOT IN ('', 'van_rechtswege') AND OLD.uitkomst_op IS DISTINCT FROM NEW.uitkomst_op)
    EXECUTE FUNCTION interventieladder_eis_correctie('uitkomst_op');
"""
LOS = """
DROP TRIGGER goedkeuring_uitkomst_op ON interventieladder_goedkeuring;
DROP TRIGGER goedkeuring_verdaagd_op ON interventieladder_goedkeuring;
DROP TRIGGER toestemming_uitkomst_op ON interventieladder_toestemming;
DROP TRIGGER goedkeuring_onveranderlijk ON interventieladder_goedkeuring;
CREATE TRIGGER goedkeuring_onveranderlijk BEFORE UPDATE ON interventieladder_goedkeuring
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.overheid_id, OLD.soort, OLD.jaar, OLD.volgnummer)
        IS DISTINCT FROM (NEW.dossier_id, NEW.overheid_id, NEW.soort, NEW.jaar, NEW.volgnummer)
        OR OLD.verdaagd_op IS NOT NULL
           AND (OLD.verdaagd_op, OLD.verdaagd_weken) IS DISTINCT FROM (NEW.verdaagd_op, NEW.verdaagd_weken)
        OR OLD.uitkomst NOT IN ('', 'van_rechtswege')
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

DROP TRIGGER toestemming_onveranderlijk ON interventieladder_toestemming;
CREATE TRIGGER toestemming_onveranderlijk BEFORE UPDATE ON interventieladder_toestemming
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.overheid_id, OLD.jaar, OLD.volgnummer, OLD.post, OLD.bedrag)
        IS DISTINCT FROM (NEW.dossier_id, NEW.overheid_id, NEW.jaar, NEW.volgnummer, NEW.post, NEW.bedrag)
        OR OLD.uitkomst NOT IN ('', 'van_rechtswege')
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
DROP FUNCTION interventieladder_eis_correctie();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0016_stop_per_feit")]
    operations = [migrations.RunSQL(VAST, LOS)]
