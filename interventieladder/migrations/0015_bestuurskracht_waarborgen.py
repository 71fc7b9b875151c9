"""What was adopted or decided on about bestuurskracht does not change; nothing is added to a closed dossier."""

from django.db import migrations

VAST = """
CREATE TRIGGER situatieschets_vastgesteld BEFORE UPDATE OR DELETE ON interventieladder_situatieschets
    FOR EACH ROW WHEN (OLD.vastgesteld_op IS NOT NULL) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER situatieschets_dossier_open BEFORE INSERT OR UPDATE ON interventieladder_situatieschets
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
CREATE TRIGGER rolkeuze_niet_weg BEFORE DELETE ON interventieladder_rolkeuze
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER rolkeuze_onveranderlijk BEFORE UPDATE ON interventieladder_rolkeuze
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.schets_id, OLD.besluit_id, OLD.rol, OLD.motivering, OLD.besluit_niveau,
         OLD.geldig_van, OLD.geldig_tot, OLD.evaluatiedatum)
        IS DISTINCT FROM
        (NEW.dossier_id, NEW.schets_id, NEW.besluit_id, NEW.rol, NEW.motivering, NEW.besluit_niveau,
         NEW.geldig_van, NEW.geldig_tot, NEW.evaluatiedatum)
        OR OLD.beeindigd_op IS NOT NULL
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""
LOS = """
DROP TRIGGER situatieschets_vastgesteld ON interventieladder_situatieschets;
DROP TRIGGER situatieschets_dossier_open ON interventieladder_situatieschets;
DROP TRIGGER rolkeuze_niet_weg ON interventieladder_rolkeuze;
DROP TRIGGER rolkeuze_onveranderlijk ON interventieladder_rolkeuze;
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0014_vernietiging_waarborgen")]
    operations = [migrations.RunSQL(VAST, LOS)]
