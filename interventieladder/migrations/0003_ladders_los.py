"""Take off what names the state of a dossier, so that its column can grow; `0005_meer_ladders_waarborgen` puts it back."""

from django.db import migrations

LOS = "DROP TRIGGER dossier_gesloten_onveranderlijk ON interventieladder_dossier;"
VAST = """
CREATE TRIGGER dossier_gesloten_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_dossier
    FOR EACH ROW WHEN (OLD.stand = 'afgesloten') EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""


class Migration(migrations.Migration):
    """Trigger off."""

    dependencies = [("interventieladder", "0002_waarborgen")]
    operations = [migrations.RunSQL(LOS, VAST)]
