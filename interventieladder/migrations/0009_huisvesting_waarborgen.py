"""What was decided about an excuse stays: no change after the decision, and nothing is removed (procesbelang)."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION interventieladder_verschoning_weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.uitkomst = '' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'Een oordeel over verschoonbaarheid blijft staan: % is geweigerd.', TG_OP
        USING ERRCODE = 'restrict_violation', HINT = 'Stel een nieuw oordeel voor.';
END
$$;
CREATE TRIGGER verschoonbaarheid_blijft BEFORE UPDATE OR DELETE ON interventieladder_verschoonbaarheid
    FOR EACH ROW EXECUTE FUNCTION interventieladder_verschoning_weiger();
CREATE TRIGGER verschoonbaarheid_niet_leegmaken BEFORE TRUNCATE ON interventieladder_verschoonbaarheid
    FOR EACH STATEMENT EXECUTE FUNCTION interventieladder_verschoning_weiger();
"""
TERUG = """
DROP TRIGGER verschoonbaarheid_niet_leegmaken ON interventieladder_verschoonbaarheid;
DROP TRIGGER verschoonbaarheid_blijft ON interventieladder_verschoonbaarheid;
DROP FUNCTION interventieladder_verschoning_weiger();
"""


class Migration(migrations.Migration):
    dependencies = [("interventieladder", "0008_verschuivingen_waarborgen")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
