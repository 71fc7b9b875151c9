"""What was heard of a sending stays as it was laid down."""

from django.db import migrations

WEIGER = """
CREATE TRIGGER verzendbericht_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_verzendbericht
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""

TERUG = """
DROP TRIGGER verzendbericht_onveranderlijk ON interventieladder_verzendbericht;
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0028_brieven")]
    operations = [migrations.RunSQL(WEIGER, TERUG)]
