"""A decision or letter of the source, once recorded, never changes; it can only be added to."""

from django.db import migrations

VAST = """
CREATE TRIGGER overgenomenbesluit_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_overgenomenbesluit
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER overgenomenbrief_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_overgenomenbrief
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER overname_niet_weg BEFORE DELETE ON interventieladder_overname
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER overname_bron_vast BEFORE UPDATE ON interventieladder_overname
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.bron, OLD.zaaknummer, OLD.overgenomen_op, OLD.vastgelegd_op, OLD.door_id)
        IS DISTINCT FROM
        (NEW.dossier_id, NEW.bron, NEW.zaaknummer, NEW.overgenomen_op, NEW.vastgelegd_op, NEW.door_id)
        OR OLD.status = 'overname_ingetrokken'
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER overgenomentermijn_gekozen BEFORE UPDATE OR DELETE ON interventieladder_overgenomentermijn
    FOR EACH ROW WHEN (OLD.keuze <> '') EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""
LOS = """
DROP TRIGGER overgenomenbesluit_onveranderlijk ON interventieladder_overgenomenbesluit;
DROP TRIGGER overgenomenbrief_onveranderlijk ON interventieladder_overgenomenbrief;
DROP TRIGGER overname_niet_weg ON interventieladder_overname;
DROP TRIGGER overname_bron_vast ON interventieladder_overname;
DROP TRIGGER overgenomentermijn_gekozen ON interventieladder_overgenomentermijn;
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0012_goedkeuring_waarborgen")]
    operations = [migrations.RunSQL(VAST, LOS)]
