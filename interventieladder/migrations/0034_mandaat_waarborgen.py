"""A decision below GS rests on a line of the register of mandates (Awb 10:1); what was decided before it stays."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION interventieladder_eis_mandaat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'dit besluit rust op geen regel van het mandaatregister' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER besluit_op_mandaat BEFORE INSERT ON interventieladder_besluit
    FOR EACH ROW WHEN (NEW.niveau IN ('coordinator', 'teamleider', 'gedeputeerde') AND NEW.mandaat_id IS NULL)
    EXECUTE FUNCTION interventieladder_eis_mandaat();
"""
TERUG = """
DROP TRIGGER besluit_op_mandaat ON interventieladder_besluit;
DROP FUNCTION interventieladder_eis_mandaat();
"""


class Migration(migrations.Migration):
    dependencies = [("interventieladder", "0033_verzetten_waarborgen")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
