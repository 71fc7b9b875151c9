"""What the law does not let happen twice or be undone: outcomes, adjournments, votes, versions of spending room.

No two versions of spending room of one body and year overlap. Ranges stand in for equality, so that core PostgreSQL
(without an extension) can hold it.
"""

from django.db import migrations

VAST = """
ALTER TABLE interventieladder_bestedingsruimte ADD CONSTRAINT bestedingsruimte_zonder_overlap EXCLUDE USING gist (
    int8range(overheid_id, overheid_id, '[]') WITH &&,
    int4range(jaar::integer, jaar::integer, '[]') WITH &&,
    daterange(geldig_van, geldig_tot, '[]') WITH &&
);

CREATE TRIGGER bestedingsruimte_niet_weg BEFORE DELETE ON interventieladder_bestedingsruimte
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER bestedingsruimte_onveranderlijk BEFORE UPDATE ON interventieladder_bestedingsruimte
    FOR EACH ROW WHEN (
        (OLD.overheid_id, OLD.jaar, OLD.versie, OLD.grondslag, OLD.basis_bedrag, OLD.basis, OLD.percentage,
         OLD.toevoeging, OLD.posten, OLD.geldig_van, OLD.besluit, OLD.besloten_op, OLD.verzonden_op, OLD.reden,
         OLD.vastgelegd_door_id, OLD.vastgelegd_op)
        IS DISTINCT FROM
        (NEW.overheid_id, NEW.jaar, NEW.versie, NEW.grondslag, NEW.basis_bedrag, NEW.basis, NEW.percentage,
         NEW.toevoeging, NEW.posten, NEW.geldig_van, NEW.besluit, NEW.besloten_op, NEW.verzonden_op, NEW.reden,
         NEW.vastgelegd_door_id, NEW.vastgelegd_op)
        OR NEW.geldig_tot > OLD.geldig_tot
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE TRIGGER goedkeuring_niet_weg BEFORE DELETE ON interventieladder_goedkeuring
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER goedkeuring_onveranderlijk BEFORE UPDATE ON interventieladder_goedkeuring
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.overheid_id, OLD.soort, OLD.jaar, OLD.volgnummer)
        IS DISTINCT FROM (NEW.dossier_id, NEW.overheid_id, NEW.soort, NEW.jaar, NEW.volgnummer)
        OR OLD.verdaagd_op IS NOT NULL
           AND (OLD.verdaagd_op, OLD.verdaagd_weken) IS DISTINCT FROM (NEW.verdaagd_op, NEW.verdaagd_weken)
        OR OLD.uitkomst NOT IN ('', 'van_rechtswege')
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE TRIGGER toestemming_niet_weg BEFORE DELETE ON interventieladder_toestemming
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER toestemming_onveranderlijk BEFORE UPDATE ON interventieladder_toestemming
    FOR EACH ROW WHEN (
        (OLD.dossier_id, OLD.overheid_id, OLD.jaar, OLD.volgnummer, OLD.post, OLD.bedrag)
        IS DISTINCT FROM (NEW.dossier_id, NEW.overheid_id, NEW.jaar, NEW.volgnummer, NEW.post, NEW.bedrag)
        OR OLD.uitkomst NOT IN ('', 'van_rechtswege')
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE TRIGGER raadsstem_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_raadsstem
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER spoeduitgave_niet_weg BEFORE DELETE ON interventieladder_spoeduitgave
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""
LOS = """
ALTER TABLE interventieladder_bestedingsruimte DROP CONSTRAINT bestedingsruimte_zonder_overlap;
DROP TRIGGER bestedingsruimte_niet_weg ON interventieladder_bestedingsruimte;
DROP TRIGGER bestedingsruimte_onveranderlijk ON interventieladder_bestedingsruimte;
DROP TRIGGER goedkeuring_niet_weg ON interventieladder_goedkeuring;
DROP TRIGGER goedkeuring_onveranderlijk ON interventieladder_goedkeuring;
DROP TRIGGER toestemming_niet_weg ON interventieladder_toestemming;
DROP TRIGGER toestemming_onveranderlijk ON interventieladder_toestemming;
DROP TRIGGER raadsstem_onveranderlijk ON interventieladder_raadsstem;
DROP TRIGGER spoeduitgave_niet_weg ON interventieladder_spoeduitgave;
"""


class Migration(migrations.Migration):
    """Triggers and one exclusion constraint."""

    dependencies = [("interventieladder", "0011_generiek_waarborgen")]
    operations = [migrations.RunSQL(VAST, LOS)]
