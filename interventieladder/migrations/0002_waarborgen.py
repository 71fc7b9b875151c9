"""What no code may undo: what was decided, sent, ended or closed never changes, and four eyes (design 4.3, I4-I6)."""

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
         OLD.vergadering_id, OLD.agendapunt, OLD.reden, OLD.opgesteld_door_id, OLD.geregistreerd_door_id, OLD.machtiging)
        IS DISTINCT FROM
        (NEW.voorstel_id, NEW.nummer, NEW.uitkomst, NEW.niveau, NEW.besloten_op, NEW.besloten_door_id, NEW.zegel,
         NEW.vergadering_id, NEW.agendapunt, NEW.reden, NEW.opgesteld_door_id, NEW.geregistreerd_door_id, NEW.machtiging)
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
CREATE TRIGGER ladderstap_voorbij_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_ladderstap
    FOR EACH ROW WHEN (OLD.tot IS NOT NULL) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER termijn_niet_weg BEFORE DELETE ON interventieladder_termijn
    FOR EACH ROW EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER termijn_onveranderlijk BEFORE UPDATE ON interventieladder_termijn
    FOR EACH ROW WHEN (
        (OLD.soort, OLD.start, OLD.weken, OLD.basis, OLD.ruw_einde, OLD.effectief_einde, OLD.verzending_id)
        IS DISTINCT FROM
        (NEW.soort, NEW.start, NEW.weken, NEW.basis, NEW.ruw_einde, NEW.effectief_einde, NEW.verzending_id)
        OR OLD.status IN ('verlengd', 'gestopt')
    ) EXECUTE FUNCTION interventieladder_weiger_wijziging();
CREATE TRIGGER voorstel_afgedaan_onveranderlijk BEFORE UPDATE OR DELETE ON interventieladder_voorstel
    FOR EACH ROW WHEN (OLD.status IN ('uitgevoerd', 'afgewezen', 'ingetrokken', 'vervallen'))
    EXECUTE FUNCTION interventieladder_weiger_wijziging();

CREATE FUNCTION interventieladder_eis_opsteller() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.opgesteld_door_id <> (SELECT opgesteld_door_id FROM interventieladder_voorstel WHERE id = NEW.voorstel_id)
    THEN
        RAISE EXCEPTION 'opsteller van % is niet die van het voorstel', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER besluit_opsteller_klopt BEFORE INSERT ON interventieladder_besluit
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_opsteller();
CREATE TRIGGER paraaf_opsteller_klopt BEFORE INSERT ON interventieladder_paraaf
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_opsteller();

CREATE FUNCTION interventieladder_eis_verificateur() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.geverifieerd_door_id = (SELECT behandelaar_id FROM interventieladder_dossier WHERE id = NEW.dossier_id)
    THEN
        RAISE EXCEPTION 'de behandelaar verifieert niet zelf' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER beoordeling_verificateur BEFORE INSERT OR UPDATE OF geverifieerd_door_id
    ON interventieladder_beoordeling
    FOR EACH ROW WHEN (NEW.geverifieerd_door_id IS NOT NULL)
    EXECUTE FUNCTION interventieladder_eis_verificateur();

CREATE FUNCTION interventieladder_eis_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT stand FROM interventieladder_dossier WHERE id = NEW.dossier_id) = 'afgesloten' THEN
        RAISE EXCEPTION '% op % geweigerd: het dossier is gesloten', TG_OP, TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER beoordeling_dossier_open BEFORE INSERT OR UPDATE ON interventieladder_beoordeling
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
CREATE TRIGGER afspraak_dossier_open BEFORE INSERT OR UPDATE ON interventieladder_afspraak
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
CREATE TRIGGER stuk_dossier_open BEFORE INSERT OR UPDATE ON interventieladder_stuk
    FOR EACH ROW EXECUTE FUNCTION interventieladder_eis_open();
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
DROP TRIGGER ladderstap_voorbij_onveranderlijk ON interventieladder_ladderstap;
DROP TRIGGER termijn_niet_weg ON interventieladder_termijn;
DROP TRIGGER termijn_onveranderlijk ON interventieladder_termijn;
DROP TRIGGER voorstel_afgedaan_onveranderlijk ON interventieladder_voorstel;
DROP TRIGGER besluit_opsteller_klopt ON interventieladder_besluit;
DROP TRIGGER paraaf_opsteller_klopt ON interventieladder_paraaf;
DROP TRIGGER beoordeling_verificateur ON interventieladder_beoordeling;
DROP TRIGGER beoordeling_dossier_open ON interventieladder_beoordeling;
DROP TRIGGER afspraak_dossier_open ON interventieladder_afspraak;
DROP TRIGGER stuk_dossier_open ON interventieladder_stuk;
DROP FUNCTION interventieladder_eis_opsteller();
DROP FUNCTION interventieladder_eis_verificateur();
DROP FUNCTION interventieladder_eis_open();
DROP FUNCTION interventieladder_weiger_wijziging();
"""


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("interventieladder", "0001_initial")]
    operations = [migrations.RunSQL(WEIGER, TERUG)]
