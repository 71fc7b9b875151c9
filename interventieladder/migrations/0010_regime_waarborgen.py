"""A budget year keeps its days of the law, and a decision of article 203 that was sent stays what it was."""

from django.db import migrations

VAST = """
CREATE TRIGGER begrotingsjaar_niet_weg BEFORE DELETE ON interventieladder_begrotingsjaar
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER begrotingsjaar_wettelijke_dagen BEFORE UPDATE ON interventieladder_begrotingsjaar
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.overheid_id, OLD.soort_overheid, OLD.jaar, OLD.begin, OLD.einde, OLD.begroting_voor,
         OLD.begroting_grondslag, OLD.jaarrekening_voor, OLD.jaarrekening_grondslag, OLD.vaste_dag_regel)
        IS DISTINCT FROM
        (NEW.dossier_id, NEW.overheid_id, NEW.soort_overheid, NEW.jaar, NEW.begin, NEW.einde, NEW.begroting_voor,
         NEW.begroting_grondslag, NEW.jaarrekening_voor, NEW.jaarrekening_grondslag, NEW.vaste_dag_regel)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER begrotingsjaar_besluit_staat BEFORE UPDATE ON interventieladder_begrotingsjaar
    FOR EACH ROW WHEN (
        OLD.regimegrond IN ('lid1', 'lid2', 'repressief_gs')
        AND (OLD.regimegrond, OLD.besloten_op, OLD.verzonden_op, OLD.cijferbeeld)
            IS DISTINCT FROM (NEW.regimegrond, NEW.besloten_op, NEW.verzonden_op, NEW.cijferbeeld)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""
LOS = """
DROP TRIGGER begrotingsjaar_niet_weg ON interventieladder_begrotingsjaar;
DROP TRIGGER begrotingsjaar_wettelijke_dagen ON interventieladder_begrotingsjaar;
DROP TRIGGER begrotingsjaar_besluit_staat ON interventieladder_begrotingsjaar;
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0009_huisvesting_waarborgen")]
    operations = [migrations.RunSQL(VAST, LOS)]
