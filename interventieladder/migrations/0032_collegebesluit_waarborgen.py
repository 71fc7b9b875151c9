"""What GS decided outside the proposals rests on a held meeting, and stays."""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION interventieladder_collegebesluit_staat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'Een besluit van Gedeputeerde Staten blijft staan: % is geweigerd.', TG_OP
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM interventieladder_gsvergadering v
        WHERE v.id = NEW.vergadering_id AND v.status = 'gehouden' AND v.soort <> 'schriftelijk'
    ) THEN
        RAISE EXCEPTION 'een besluit van Gedeputeerde Staten hoort bij een gehouden vergadering'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collegebesluit_staat BEFORE INSERT OR UPDATE OR DELETE ON interventieladder_collegebesluit
    FOR EACH ROW EXECUTE FUNCTION interventieladder_collegebesluit_staat();

CREATE OR REPLACE FUNCTION interventieladder_presentie_staat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM interventieladder_besluit WHERE vergadering_id = OLD.vergadering_id)
        OR EXISTS (SELECT 1 FROM interventieladder_collegebesluit WHERE vergadering_id = OLD.vergadering_id) THEN
        RAISE EXCEPTION 'op deze presentie rust een besluit' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION interventieladder_eis_collegebesluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Number and day stand in the row as well: of the room they always did, and rows from before have no more.
    IF NOT EXISTS (
        SELECT 1 FROM interventieladder_collegebesluit c JOIN interventieladder_gsvergadering v ON v.id = c.vergadering_id
        WHERE c.id = NEW.collegebesluit_id AND c.overheid_id = NEW.overheid_id AND v.datum = NEW.besloten_op
          AND c.nummer = to_jsonb(NEW) ->> TG_ARGV[0]
    ) THEN
        RAISE EXCEPTION 'wat Gedeputeerde Staten besloten rust op een vergadering, met haar dag en nummer'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER verschoonbaarheid_gs_uit_vergadering BEFORE INSERT OR UPDATE ON interventieladder_verschoonbaarheid
    FOR EACH ROW WHEN (NEW.niveau = 'gs' AND NEW.uitkomst <> '')
    EXECUTE FUNCTION interventieladder_eis_collegebesluit('kenmerk');
CREATE TRIGGER bestedingsruimte_uit_vergadering BEFORE INSERT ON interventieladder_bestedingsruimte
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_collegebesluit('besluit');
"""
TERUG = """
DROP TRIGGER bestedingsruimte_uit_vergadering ON interventieladder_bestedingsruimte;
DROP TRIGGER verschoonbaarheid_gs_uit_vergadering ON interventieladder_verschoonbaarheid;
DROP FUNCTION interventieladder_eis_collegebesluit();
CREATE OR REPLACE FUNCTION interventieladder_presentie_staat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM interventieladder_besluit WHERE vergadering_id = OLD.vergadering_id) THEN
        RAISE EXCEPTION 'op deze presentie rust een besluit' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
DROP TRIGGER collegebesluit_staat ON interventieladder_collegebesluit;
DROP FUNCTION interventieladder_collegebesluit_staat();
"""


class Migration(migrations.Migration):
    dependencies = [("interventieladder", "0031_collegebesluit")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
