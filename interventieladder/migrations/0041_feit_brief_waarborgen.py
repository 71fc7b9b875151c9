"""The letter that a fact rests on never changes either (I4)."""

from django.db import migrations

_TREKKER = """
DROP TRIGGER feit_onveranderlijk ON interventieladder_feit;
CREATE TRIGGER feit_onveranderlijk BEFORE UPDATE ON interventieladder_feit
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.soort, OLD.datum, OLD.waarden, OLD.toelichting, OLD.stuk_id, {oud}OLD.bron,
         OLD.vastgelegd_door_id, OLD.vastgelegd_op, OLD.vervangt_id)
        IS DISTINCT FROM
        (NEW.dossier_id, NEW.soort, NEW.datum, NEW.waarden, NEW.toelichting, NEW.stuk_id, {nieuw}NEW.bron,
         NEW.vastgelegd_door_id, NEW.vastgelegd_op, NEW.vervangt_id)
        OR OLD.geverifieerd_op IS NOT NULL
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""


class Migration(migrations.Migration):
    """One trigger made anew, with the column of 0037."""

    dependencies = [("interventieladder", "0040_brief_los")]
    operations = [
        migrations.RunSQL(
            _TREKKER.format(oud="OLD.brief_id, ", nieuw="NEW.brief_id, "), _TREKKER.format(oud="", nieuw="")
        )
    ]
