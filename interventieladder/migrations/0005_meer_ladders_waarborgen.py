"""Closed is closed on every ladder, and a fact never changes: only its verification is filled in (I4, I5)."""

from django.db import migrations

VAST = """
CREATE TRIGGER dossier_gesloten_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_dossier
    FOR EACH ROW WHEN (OLD.gesloten_op IS NOT NULL) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE OR REPLACE FUNCTION interventieladder_eis_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT gesloten_op FROM interventieladder_dossier WHERE id = NEW.dossier_id) IS NOT NULL THEN
        RAISE EXCEPTION '% op % geweigerd: het dossier is gesloten', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER feit_dossier_open BEFORE INSERT OR UPDATE ON interventieladder_feit
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
CREATE TRIGGER feit_niet_weg BEFORE DELETE ON interventieladder_feit
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER feit_onveranderlijk BEFORE UPDATE ON interventieladder_feit
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.soort, OLD.datum, OLD.waarden, OLD.toelichting, OLD.stuk_id, OLD.bron,
         OLD.vastgelegd_door_id, OLD.vastgelegd_op, OLD.vervangt_id)
        IS DISTINCT FROM
        (NEW.dossier_id, NEW.soort, NEW.datum, NEW.waarden, NEW.toelichting, NEW.stuk_id, NEW.bron,
         NEW.vastgelegd_door_id, NEW.vastgelegd_op, NEW.vervangt_id)
        OR OLD.geverifieerd_op IS NOT NULL
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER feit_verificateur BEFORE INSERT OR UPDATE OF geverifieerd_door_id ON interventieladder_feit
    FOR EACH ROW WHEN (NEW.geverifieerd_door_id IS NOT NULL)
    EXECUTE FUNCTION interventieladder_eis_verificateur();
"""
LOS = """
DROP TRIGGER dossier_gesloten_onveranderlijk ON interventieladder_dossier;
DROP TRIGGER feit_dossier_open ON interventieladder_feit;
DROP TRIGGER feit_niet_weg ON interventieladder_feit;
DROP TRIGGER feit_onveranderlijk ON interventieladder_feit;
DROP TRIGGER feit_verificateur ON interventieladder_feit;
CREATE OR REPLACE FUNCTION interventieladder_eis_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT stand FROM interventieladder_dossier WHERE id = NEW.dossier_id) = 'afgesloten' THEN
        RAISE EXCEPTION '% op % geweigerd: het dossier is gesloten', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0004_alle_ladders")]
    operations = [migrations.RunSQL(VAST, LOS)]
