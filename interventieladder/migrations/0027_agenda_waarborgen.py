"""What no code may undo on the agenda of GS: an outcome stands, a decision of GS has its item, answers stay as given."""

from django.db import migrations

VAST = """
CREATE TRIGGER agendapunt_niet_weg BEFORE DELETE ON interventieladder_agendapunt
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER agendapunt_uitkomst_staat BEFORE UPDATE ON interventieladder_agendapunt
    FOR EACH ROW WHEN (
        OLD.uitkomst <> ''
        OR (OLD.vergadering_id, OLD.voorstel_id, OLD.vervolg_op_id, OLD.geagendeerd_door_id, OLD.geagendeerd_op)
        IS DISTINCT FROM
        (NEW.vergadering_id, NEW.voorstel_id, NEW.vervolg_op_id, NEW.geagendeerd_door_id, NEW.geagendeerd_op)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE TRIGGER gsvergadering_niet_weg BEFORE DELETE ON interventieladder_gsvergadering
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER gsvergadering_staat BEFORE UPDATE ON interventieladder_gsvergadering
    FOR EACH ROW WHEN (
        OLD.status IN ('geen_quorum', 'vervallen')
        OR OLD.status = 'gehouden' AND NEW.status <> 'gehouden'
        OR (OLD.datum, OLD.soort, OLD.na_id) IS DISTINCT FROM (NEW.datum, NEW.soort, NEW.na_id)
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE TRIGGER schriftelijkantwoord_staat BEFORE UPDATE OR DELETE ON interventieladder_schriftelijkantwoord
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE FUNCTION interventieladder_eis_open_punt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM interventieladder_agendapunt
               WHERE id = (CASE WHEN TG_OP = 'DELETE' THEN OLD.punt_id ELSE NEW.punt_id END)
                 AND uitkomst <> '') THEN
        RAISE EXCEPTION 'dit agendapunt heeft al een uitkomst' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER terugtreding_bij_open_punt BEFORE INSERT OR UPDATE OR DELETE ON interventieladder_terugtreding
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open_punt();
CREATE TRIGGER schriftelijkantwoord_bij_open_punt BEFORE INSERT ON interventieladder_schriftelijkantwoord
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open_punt();

CREATE FUNCTION interventieladder_presentie_staat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM interventieladder_besluit WHERE vergadering_id = OLD.vergadering_id) THEN
        RAISE EXCEPTION 'op deze presentie rust een besluit' USING ERRCODE = 'check_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER aanwezigheid_staat BEFORE UPDATE OR DELETE ON interventieladder_aanwezigheid
    FOR EACH ROW EXECUTE FUNCTION interventieladder_presentie_staat();

CREATE FUNCTION interventieladder_eis_agendapunt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM interventieladder_agendapunt p
        JOIN interventieladder_gsvergadering v ON v.id = p.vergadering_id
        WHERE p.besluit_id = NEW.id AND p.voorstel_id = NEW.voorstel_id AND p.vergadering_id = NEW.vergadering_id
          AND p.uitkomst = NEW.uitkomst AND v.status = 'gehouden'
    ) THEN
        RAISE EXCEPTION 'een besluit van Gedeputeerde Staten hoort bij een punt van een gehouden vergadering'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER besluit_gs_heeft_agendapunt AFTER INSERT ON interventieladder_besluit
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.niveau = 'gs') EXECUTE FUNCTION interventieladder_eis_agendapunt();

UPDATE interventieladder_gsvergadering SET status = 'gehouden'
 WHERE EXISTS (SELECT 1 FROM interventieladder_aanwezigheid a WHERE a.vergadering_id = interventieladder_gsvergadering.id);
INSERT INTO interventieladder_agendapunt
    (vergadering_id, voorstel_id, volgorde, nummer, zegel, geagendeerd_door_id, geagendeerd_op,
     uitkomst, uitkomst_op, toelichting, besluit_id, afgehandeld_door_id, afgehandeld_op)
SELECT b.vergadering_id, b.voorstel_id, row_number() OVER (PARTITION BY b.vergadering_id ORDER BY b.id),
       b.agendapunt, b.zegel, b.geregistreerd_door_id, v.geregistreerd_op,
       b.uitkomst, b.besloten_op, b.reden, b.id, b.geregistreerd_door_id, v.geregistreerd_op
  FROM interventieladder_besluit b JOIN interventieladder_gsvergadering v ON v.id = b.vergadering_id;
"""

LOS = """
DROP TRIGGER besluit_gs_heeft_agendapunt ON interventieladder_besluit;
DROP TRIGGER aanwezigheid_staat ON interventieladder_aanwezigheid;
DROP TRIGGER schriftelijkantwoord_bij_open_punt ON interventieladder_schriftelijkantwoord;
DROP TRIGGER terugtreding_bij_open_punt ON interventieladder_terugtreding;
DROP TRIGGER schriftelijkantwoord_staat ON interventieladder_schriftelijkantwoord;
DROP TRIGGER gsvergadering_staat ON interventieladder_gsvergadering;
DROP TRIGGER gsvergadering_niet_weg ON interventieladder_gsvergadering;
DROP TRIGGER agendapunt_uitkomst_staat ON interventieladder_agendapunt;
DROP TRIGGER agendapunt_niet_weg ON interventieladder_agendapunt;
DROP FUNCTION interventieladder_eis_agendapunt();
DROP FUNCTION interventieladder_presentie_staat();
DROP FUNCTION interventieladder_eis_open_punt();
"""


class Migration(migrations.Migration):
    """Triggers, and an item for every decision of GS that was registered before there were items."""

    dependencies = [("interventieladder", "0026_agenda")]
    operations = [migrations.RunSQL(VAST, LOS)]
