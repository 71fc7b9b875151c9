"""The data of a withdrawn takeover stay as they were, and never count again."""

from django.db import migrations

TABELLEN = ("begrotingsjaar", "goedkeuring", "toestemming", "spoeduitgave")
VAST = "".join(
    f"""
CREATE TRIGGER {tabel}_blijft_teruggedraaid BEFORE UPDATE ON interventieladder_{tabel}
    FOR EACH ROW WHEN (OLD.teruggedraaid) EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""
    for tabel in TABELLEN
)
LOS = "".join(
    f"DROP TRIGGER {tabel}_blijft_teruggedraaid ON interventieladder_{tabel};\n" for tabel in TABELLEN
)


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0018_overname_zaken")]
    operations = [migrations.RunSQL(VAST, LOS)]
