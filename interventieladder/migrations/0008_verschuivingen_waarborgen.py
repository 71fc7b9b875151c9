"""What moved, and a corrected send date, stay as they were laid down."""

from django.db import migrations

WEIGER = """
CREATE TRIGGER verzendcorrectie_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_verzendcorrectie
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER herberekening_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_herberekening
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER verschuiving_onveranderlijk BEFORE UPDATE ON interventieladder_verschuiving
    FOR EACH ROW WHEN (
        OLD.status <> 'te_bevestigen'
        OR (OLD.termijn_id, OLD.herberekening_id, OLD.van_einde, OLD.naar_einde, OLD.reden, OLD.brief)
        IS DISTINCT FROM
        (NEW.termijn_id, NEW.herberekening_id, NEW.van_einde, NEW.naar_einde, NEW.reden, NEW.brief)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER verschuiving_niet_weg BEFORE DELETE ON interventieladder_verschuiving
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""

TERUG = """
DROP TRIGGER verzendcorrectie_onveranderlijk ON interventieladder_verzendcorrectie;
DROP TRIGGER herberekening_onveranderlijk ON interventieladder_herberekening;
DROP TRIGGER verschuiving_onveranderlijk ON interventieladder_verschuiving;
DROP TRIGGER verschuiving_niet_weg ON interventieladder_verschuiving;
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0007_beleid_waarborgen")]
    operations = [migrations.RunSQL(WEIGER, TERUG)]
