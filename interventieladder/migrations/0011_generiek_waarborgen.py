"""What no code may undo on the general ladder: T5 rests on GS, an oral decision comes in writing, costs only grow."""

from django.db import migrations

VAST = """
DROP TRIGGER besluit_onveranderlijk ON interventieladder_besluit;
CREATE TRIGGER besluit_onveranderlijk BEFORE UPDATE ON interventieladder_besluit
    FOR EACH ROW WHEN (
        (OLD.voorstel_id, OLD.nummer, OLD.uitkomst, OLD.niveau, OLD.besloten_op, OLD.besloten_door_id, OLD.zegel,
         OLD.vergadering_id, OLD.agendapunt, OLD.reden, OLD.opgesteld_door_id, OLD.geregistreerd_door_id,
         OLD.machtiging, OLD.mondeling_op, OLD.mondeling_wijze)
        IS DISTINCT FROM
        (NEW.voorstel_id, NEW.nummer, NEW.uitkomst, NEW.niveau, NEW.besloten_op, NEW.besloten_door_id, NEW.zegel,
         NEW.vergadering_id, NEW.agendapunt, NEW.reden, NEW.opgesteld_door_id, NEW.geregistreerd_door_id,
         NEW.machtiging, NEW.mondeling_op, NEW.mondeling_wijze)
        OR OLD.verbruikt_op IS NOT NULL AND (OLD.verbruikt_op IS DISTINCT FROM NEW.verbruikt_op
            OR OLD.mondeling_op IS NULL OR OLD.schrift_op IS NOT NULL)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE FUNCTION interventieladder_eis_op_schrift() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM interventieladder_besluit b JOIN interventieladder_voorstel v ON v.id = b.voorstel_id
        WHERE v.dossier_id = (CASE TG_TABLE_NAME WHEN 'interventieladder_dossier' THEN (to_jsonb(NEW)->>'id')
                              ELSE (to_jsonb(NEW)->>'dossier_id') END)::bigint
          AND b.mondeling_op IS NOT NULL AND b.verbruikt_op IS NOT NULL AND b.schrift_op IS NULL
          AND v.id::text IS DISTINCT FROM to_jsonb(NEW)->>'voorstel_id'
    ) THEN
        RAISE EXCEPTION 'eerst het mondelinge besluit op schrift' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ladderstap_na_schrift BEFORE INSERT ON interventieladder_ladderstap
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_op_schrift();
CREATE TRIGGER dossier_sluit_na_schrift BEFORE UPDATE ON interventieladder_dossier
    FOR EACH ROW WHEN (OLD.gesloten_op IS NULL AND NEW.gesloten_op IS NOT NULL)
    EXECUTE FUNCTION interventieladder_eis_op_schrift();

CREATE FUNCTION interventieladder_eis_gs_besluit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT ladder FROM interventieladder_dossier WHERE id = NEW.dossier_id) <> 'generiek' THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM interventieladder_besluit b JOIN interventieladder_voorstel v ON v.id = b.voorstel_id
        WHERE v.id = NEW.voorstel_id AND v.dossier_id = NEW.dossier_id
          AND b.niveau IN ('gs', 'cdk_besluit') AND b.uitkomst = 'goedgekeurd'
    ) THEN
        RAISE EXCEPTION '% alleen met een besluit van Gedeputeerde Staten of de commissaris', NEW.trede
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.trede = 't5'
       AND (SELECT termijn_weken FROM interventieladder_voorstel WHERE id = NEW.voorstel_id) IS NULL
       AND NOT EXISTS (SELECT 1 FROM interventieladder_spoedvaststelling WHERE dossier_id = NEW.dossier_id) THEN
        RAISE EXCEPTION 'een besluit zonder termijn vraagt vastgestelde spoed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ladderstap_t5_besloten BEFORE INSERT ON interventieladder_ladderstap
    FOR EACH ROW WHEN (NEW.trede IN ('t5', 't6') AND NEW.bron = '')
    EXECUTE FUNCTION interventieladder_eis_gs_besluit();

CREATE TRIGGER dossier_kamer_vast BEFORE UPDATE ON interventieladder_dossier
    FOR EACH ROW WHEN (OLD.kamer IS DISTINCT FROM NEW.kamer)
    EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE TRIGGER kostenregel_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_kostenregel
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE FUNCTION interventieladder_eis_uitvoering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT trede FROM interventieladder_dossier WHERE id = NEW.dossier_id) <> 't6' THEN
        RAISE EXCEPTION 'kosten horen bij de uitvoering (T6)' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.vervangt_id IS NOT NULL AND NEW.dossier_id <>
       (SELECT dossier_id FROM interventieladder_kostenregel WHERE id = NEW.vervangt_id) THEN
        RAISE EXCEPTION 'een correctie blijft in haar dossier' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.soort = 'uren' AND NEW.bedrag <> round(NEW.uren * NEW.tarief, 2) THEN
        RAISE EXCEPTION 'het bedrag is uren maal tarief' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kostenregel_bij_uitvoering BEFORE INSERT ON interventieladder_kostenregel
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_uitvoering();
CREATE TRIGGER kostenregel_dossier_open BEFORE INSERT ON interventieladder_kostenregel
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
"""

LOS = """
DROP TRIGGER kostenregel_dossier_open ON interventieladder_kostenregel;
DROP TRIGGER kostenregel_bij_uitvoering ON interventieladder_kostenregel;
DROP TRIGGER kostenregel_onveranderlijk ON interventieladder_kostenregel;
DROP TRIGGER dossier_kamer_vast ON interventieladder_dossier;
DROP TRIGGER ladderstap_t5_besloten ON interventieladder_ladderstap;
DROP TRIGGER dossier_sluit_na_schrift ON interventieladder_dossier;
DROP TRIGGER ladderstap_na_schrift ON interventieladder_ladderstap;
DROP FUNCTION interventieladder_eis_uitvoering();
DROP FUNCTION interventieladder_eis_gs_besluit();
DROP FUNCTION interventieladder_eis_op_schrift();
DROP TRIGGER besluit_onveranderlijk ON interventieladder_besluit;
CREATE TRIGGER besluit_onveranderlijk BEFORE UPDATE ON interventieladder_besluit
    FOR EACH ROW WHEN (
        (OLD.voorstel_id, OLD.nummer, OLD.uitkomst, OLD.niveau, OLD.besloten_op, OLD.besloten_door_id, OLD.zegel,
         OLD.vergadering_id, OLD.agendapunt, OLD.reden, OLD.opgesteld_door_id, OLD.geregistreerd_door_id, OLD.machtiging)
        IS DISTINCT FROM
        (NEW.voorstel_id, NEW.nummer, NEW.uitkomst, NEW.niveau, NEW.besloten_op, NEW.besloten_door_id, NEW.zegel,
         NEW.vergadering_id, NEW.agendapunt, NEW.reden, NEW.opgesteld_door_id, NEW.geregistreerd_door_id, NEW.machtiging)
        OR OLD.verbruikt_op IS NOT NULL
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0010_regime_waarborgen")]
    operations = [migrations.RunSQL(VAST, LOS)]
