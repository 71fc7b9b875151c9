"""A change of the holidays that was confirmed or dropped, and a version of the calendar, never change."""

from django.db import migrations

WEIGER = """
CREATE FUNCTION core_weiger_kalender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% op % geweigerd: wat over de kalender is vastgelegd, wordt nooit overschreven', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER kalenderversie_onveranderlijk BEFORE UPDATE OR DELETE ON core_kalenderversie
    FOR EACH ROW EXECUTE FUNCTION core_weiger_kalender();
CREATE TRIGGER kalenderwijziging_niet_weg BEFORE DELETE ON core_kalenderwijziging
    FOR EACH ROW EXECUTE FUNCTION core_weiger_kalender();
CREATE TRIGGER kalenderwijziging_onveranderlijk BEFORE UPDATE ON core_kalenderwijziging
    FOR EACH ROW WHEN (
        OLD.status <> 'voorgesteld'
        OR (OLD.soort, OLD.datum, OLD.naam, OLD.bron, OLD.reden, OLD.voorgesteld_door_id, OLD.voorgesteld_op)
        IS DISTINCT FROM
        (NEW.soort, NEW.datum, NEW.naam, NEW.bron, NEW.reden, NEW.voorgesteld_door_id, NEW.voorgesteld_op)
    ) EXECUTE FUNCTION core_weiger_kalender();
"""

TERUG = """
DROP TRIGGER kalenderversie_onveranderlijk ON core_kalenderversie;
DROP TRIGGER kalenderwijziging_niet_weg ON core_kalenderwijziging;
DROP TRIGGER kalenderwijziging_onveranderlijk ON core_kalenderwijziging;
DROP FUNCTION core_weiger_kalender();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("core", "0003_kalender")]
    operations = [migrations.RunSQL(WEIGER, TERUG)]
