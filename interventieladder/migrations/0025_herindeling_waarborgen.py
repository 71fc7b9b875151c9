"""Four eyes on a herindelingsplan down to its rows; what was carried out stays as it was."""

from django.db import migrations

VAST = """
CREATE FUNCTION interventieladder_plan_vier_ogen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM interventieladder_herindelingsregel r
        WHERE r.plan_id = NEW.id AND r.gekozen_door_id = NEW.bevestigd_door_id
    ) THEN
        RAISE EXCEPTION 'wie een regel koos bevestigt het plan niet (vier ogen)' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER herindelingsplan_bevestiger BEFORE INSERT OR UPDATE OF bevestigd_door_id
    ON interventieladder_herindelingsplan
    FOR EACH ROW WHEN (NEW.bevestigd_door_id IS NOT NULL) EXECUTE FUNCTION interventieladder_plan_vier_ogen();
CREATE TRIGGER herindelingsplan_niet_weg BEFORE DELETE ON interventieladder_herindelingsplan
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER herindelingsplan_uitgevoerd_onveranderlijk BEFORE UPDATE ON interventieladder_herindelingsplan
    FOR EACH ROW WHEN (OLD.status = 'uitgevoerd' AND NEW.status <> 'concept')
    EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER herindelingsregel_niet_weg BEFORE DELETE ON interventieladder_herindelingsregel
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER herindelingsregel_uitgevoerd_onveranderlijk BEFORE UPDATE ON interventieladder_herindelingsregel
    FOR EACH ROW WHEN (OLD.status = 'uitgevoerd') EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""
LOS = """
DROP TRIGGER herindelingsplan_bevestiger ON interventieladder_herindelingsplan;
DROP TRIGGER herindelingsplan_niet_weg ON interventieladder_herindelingsplan;
DROP TRIGGER herindelingsplan_uitgevoerd_onveranderlijk ON interventieladder_herindelingsplan;
DROP TRIGGER herindelingsregel_niet_weg ON interventieladder_herindelingsregel;
DROP TRIGGER herindelingsregel_uitgevoerd_onveranderlijk ON interventieladder_herindelingsregel;
DROP FUNCTION interventieladder_plan_vier_ogen();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0024_herindeling")]
    operations = [migrations.RunSQL(VAST, LOS)]
