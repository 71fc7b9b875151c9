"""An event of a term never changes, and hangs on the first version of its term; a replaced version stays."""

from django.db import migrations

WEIGER = """
CREATE TRIGGER termijngebeurtenis_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_termijngebeurtenis
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER termijn_versie_onveranderlijk BEFORE UPDATE ON interventieladder_termijn
    FOR EACH ROW WHEN (
        (OLD.dagen, OLD.maanden, OLD.voor_datum, OLD.kenmerk, OLD.stuk_id, OLD.vorige_id, OLD.wortel_id,
         OLD.overeenkomstig, OLD.weekendregel, OLD.kalender_versie, OLD.uitleg)
        IS DISTINCT FROM
        (NEW.dagen, NEW.maanden, NEW.voor_datum, NEW.kenmerk, NEW.stuk_id, NEW.vorige_id, NEW.wortel_id,
         NEW.overeenkomstig, NEW.weekendregel, NEW.kalender_versie, NEW.uitleg)
        OR OLD.status = 'vervangen'
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE FUNCTION interventieladder_eis_eerste_versie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT wortel_id FROM interventieladder_termijn WHERE id = NEW.termijn_id) IS NOT NULL THEN
        RAISE EXCEPTION 'een gebeurtenis hangt aan de eerste versie van de termijn' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER termijngebeurtenis_eerste_versie BEFORE INSERT ON interventieladder_termijngebeurtenis
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_eerste_versie();

CREATE FUNCTION interventieladder_eis_eigen_opschorting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM interventieladder_termijngebeurtenis
                   WHERE id = NEW.opschorting_id AND termijn_id = NEW.termijn_id
                     AND soort = 'opschorting' AND op <= NEW.op) THEN
        RAISE EXCEPTION 'een hervatting hoort bij een eerdere opschorting van dezelfde termijn'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER termijngebeurtenis_eigen_opschorting BEFORE INSERT ON interventieladder_termijngebeurtenis
    FOR EACH ROW WHEN (NEW.soort = 'hervatting') EXECUTE FUNCTION interventieladder_eis_eigen_opschorting();
"""

TERUG = """
DROP TRIGGER termijngebeurtenis_onveranderlijk ON interventieladder_termijngebeurtenis;
DROP TRIGGER termijn_versie_onveranderlijk ON interventieladder_termijn;
DROP TRIGGER termijngebeurtenis_eerste_versie ON interventieladder_termijngebeurtenis;
DROP TRIGGER termijngebeurtenis_eigen_opschorting ON interventieladder_termijngebeurtenis;
DROP FUNCTION interventieladder_eis_eerste_versie();
DROP FUNCTION interventieladder_eis_eigen_opschorting();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0005_meer_ladders_waarborgen")]
    operations = [migrations.RunSQL(WEIGER, TERUG)]
