"""A part of a divided balance never changes, like every other row of the housing figures."""

from django.db import migrations

VOORUIT = """
CREATE TRIGGER saldodeel_ligt_vast BEFORE UPDATE OR DELETE ON signalen_saldodeel
    FOR EACH ROW EXECUTE FUNCTION signalen_huisvesting_weiger();
CREATE TRIGGER saldodeel_niet_leegmaken BEFORE TRUNCATE ON signalen_saldodeel
    FOR EACH STATEMENT EXECUTE FUNCTION signalen_huisvesting_weiger();
"""
TERUG = """
DROP TRIGGER saldodeel_niet_leegmaken ON signalen_saldodeel;
DROP TRIGGER saldodeel_ligt_vast ON signalen_saldodeel;
"""


class Migration(migrations.Migration):
    dependencies = [("signalen", "0007_herindeling")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
