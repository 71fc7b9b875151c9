"""What a dossier on annulment is about does not change once it is laid down."""

from django.db import migrations

VAST = """
CREATE TRIGGER vernietigingszaak_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_vernietigingszaak
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER vernietigingszaak_dossier_open BEFORE INSERT ON interventieladder_vernietigingszaak
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
"""
LOS = """
DROP TRIGGER vernietigingszaak_onveranderlijk ON interventieladder_vernietigingszaak;
DROP TRIGGER vernietigingszaak_dossier_open ON interventieladder_vernietigingszaak;
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0013_overname_waarborgen")]
    operations = [migrations.RunSQL(VAST, LOS)]
