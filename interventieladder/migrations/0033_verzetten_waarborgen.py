"""A meeting that is still being prepared may get another day; what was held, cancelled or sent round keeps its day."""

from django.db import migrations

NIEUW = """
DROP TRIGGER gsvergadering_staat ON interventieladder_gsvergadering;
CREATE TRIGGER gsvergadering_staat BEFORE UPDATE ON interventieladder_gsvergadering
    FOR EACH ROW WHEN (
        OLD.status IN ('geen_quorum', 'vervallen')
        OR OLD.status = 'gehouden' AND NEW.status <> 'gehouden'
        OR (OLD.soort, OLD.na_id) IS DISTINCT FROM (NEW.soort, NEW.na_id)
        OR OLD.datum <> NEW.datum
            AND (OLD.status <> 'gepland' OR NEW.status <> 'gepland' OR OLD.soort = 'schriftelijk')
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""
OUD = """
DROP TRIGGER gsvergadering_staat ON interventieladder_gsvergadering;
CREATE TRIGGER gsvergadering_staat BEFORE UPDATE ON interventieladder_gsvergadering
    FOR EACH ROW WHEN (
        OLD.status IN ('geen_quorum', 'vervallen')
        OR OLD.status = 'gehouden' AND NEW.status <> 'gehouden'
        OR (OLD.datum, OLD.soort, OLD.na_id) IS DISTINCT FROM (NEW.datum, NEW.soort, NEW.na_id)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""


class Migration(migrations.Migration):
    dependencies = [("interventieladder", "0032_collegebesluit_waarborgen")]

    operations = [migrations.RunSQL(NIEUW, OUD)]
