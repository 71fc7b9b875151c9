"""A zienswijze stays as it came in, and what a decision answered is never answered otherwise afterwards."""

from django.db import migrations

VAST = """
CREATE TRIGGER zienswijze_niet_weg BEFORE DELETE ON interventieladder_zienswijze
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER zienswijze_onveranderlijk BEFORE UPDATE ON interventieladder_zienswijze
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.wijze, OLD.gegeven_door, OLD.ontvangen_op, OLD.vastgelegd_door_id)
        IS DISTINCT FROM
        (NEW.dossier_id, NEW.wijze, NEW.gegeven_door, NEW.ontvangen_op, NEW.vastgelegd_door_id)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER zienswijze_dossier_open BEFORE INSERT OR UPDATE ON interventieladder_zienswijze
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
CREATE TRIGGER zienswijzepunt_niet_weg BEFORE DELETE ON interventieladder_zienswijzepunt
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE FUNCTION interventieladder_antwoord_blijft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.oordeel <> '' AND EXISTS (
        SELECT 1 FROM interventieladder_zienswijze z
        JOIN interventieladder_voorstel v ON v.dossier_id = z.dossier_id
        JOIN interventieladder_besluit b ON b.voorstel_id = v.id
        WHERE z.id = OLD.zienswijze_id
          AND v.stap IN ('besluit_indeplaatsstelling', 'besluit_met_spoed')
          AND b.verbruikt_op >= OLD.beantwoord_op
    ) THEN
        RAISE EXCEPTION 'dit antwoord staat in een besluit dat is genomen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER zienswijzepunt_antwoord_blijft BEFORE UPDATE ON interventieladder_zienswijzepunt
    FOR EACH ROW EXECUTE FUNCTION interventieladder_antwoord_blijft();
"""
LOS = """
DROP TRIGGER zienswijze_niet_weg ON interventieladder_zienswijze;
DROP TRIGGER zienswijze_onveranderlijk ON interventieladder_zienswijze;
DROP TRIGGER zienswijze_dossier_open ON interventieladder_zienswijze;
DROP TRIGGER zienswijzepunt_niet_weg ON interventieladder_zienswijzepunt;
DROP TRIGGER zienswijzepunt_antwoord_blijft ON interventieladder_zienswijzepunt;
DROP FUNCTION interventieladder_antwoord_blijft();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0022_zienswijze")]
    operations = [migrations.RunSQL(VAST, LOS)]
