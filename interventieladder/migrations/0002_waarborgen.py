"""What no code may undo: a decision, a sending and a closed stay on a rung never change (design 4.3, I5)."""

from django.db import migrations

WEIGER = """
CREATE FUNCTION interventieladder_weiger_wijziging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% op % geweigerd: wat besloten of verzonden is, wordt nooit overschreven', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER verzending_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_verzending
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER paraaf_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_paraaf
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER besluit_niet_weg BEFORE DELETE ON interventieladder_besluit
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER besluit_onveranderlijk BEFORE UPDATE ON interventieladder_besluit
    FOR EACH ROW WHEN (
        (OLD.voorstel_id, OLD.nummer, OLD.uitkomst, OLD.niveau, OLD.besloten_op, OLD.besloten_door_id, OLD.zegel,
         OLD.vergadering_id, OLD.agendapunt, OLD.reden)
        IS DISTINCT FROM
        (NEW.voorstel_id, NEW.nummer, NEW.uitkomst, NEW.niveau, NEW.besloten_op, NEW.besloten_door_id, NEW.zegel,
         NEW.vergadering_id, NEW.agendapunt, NEW.reden)
        OR OLD.verbruikt_op IS NOT NULL
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER stuk_onveranderlijk BEFORE UPDATE ON interventieladder_stuk
    FOR EACH ROW WHEN ((OLD.bestand, OLD.sha256, OLD.soort, OLD.datum) IS DISTINCT FROM
                       (NEW.bestand, NEW.sha256, NEW.soort, NEW.datum))
    EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER stuk_niet_weg BEFORE DELETE ON interventieladder_stuk
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER brief_verzonden_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_brief
    FOR EACH ROW WHEN (OLD.status = 'verzonden') EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER dossier_gesloten_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_dossier
    FOR EACH ROW WHEN (OLD.stand = 'afgesloten') EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""

TERUG = """
DROP TRIGGER verzending_onveranderlijk ON interventieladder_verzending;
DROP TRIGGER paraaf_onveranderlijk ON interventieladder_paraaf;
DROP TRIGGER besluit_niet_weg ON interventieladder_besluit;
DROP TRIGGER besluit_onveranderlijk ON interventieladder_besluit;
DROP TRIGGER stuk_onveranderlijk ON interventieladder_stuk;
DROP TRIGGER stuk_niet_weg ON interventieladder_stuk;
DROP TRIGGER brief_verzonden_onveranderlijk ON interventieladder_brief;
DROP TRIGGER dossier_gesloten_onveranderlijk ON interventieladder_dossier;
DROP FUNCTION interventieladder_weiger_wijziging();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0001_initial")]
    operations = [migrations.RunSQL(WEIGER, TERUG)]
