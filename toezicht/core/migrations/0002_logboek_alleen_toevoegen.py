"""The logboek only grows: the database itself refuses to change or remove a line or a seal (design D6).

The triggers fire for every role, the owner of the tables included. Only a superuser who switches
triggers off can pass, and then `manage.py logboek_controle` names the line.
"""

from django.db import migrations

VOORUIT = """
CREATE FUNCTION core_logboek_weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Het logboek kent alleen toevoegen: % op % is geweigerd.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation',
              HINT = 'Leg een correctie vast als nieuwe regel met een reden.';
END
$$;

CREATE TRIGGER logboekregel_geen_wijziging BEFORE UPDATE OR DELETE ON core_logboekregel
    FOR EACH ROW EXECUTE FUNCTION core_logboek_weiger();
CREATE TRIGGER logboekregel_niet_leegmaken BEFORE TRUNCATE ON core_logboekregel
    FOR EACH STATEMENT EXECUTE FUNCTION core_logboek_weiger();
CREATE TRIGGER logboekzegel_geen_wijziging BEFORE UPDATE OR DELETE ON core_logboekzegel
    FOR EACH ROW EXECUTE FUNCTION core_logboek_weiger();
CREATE TRIGGER logboekzegel_niet_leegmaken BEFORE TRUNCATE ON core_logboekzegel
    FOR EACH STATEMENT EXECUTE FUNCTION core_logboek_weiger();
CREATE TRIGGER logboekketen_blijft BEFORE DELETE ON core_logboekketen
    FOR EACH ROW EXECUTE FUNCTION core_logboek_weiger();
CREATE TRIGGER logboekketen_niet_leegmaken BEFORE TRUNCATE ON core_logboekketen
    FOR EACH STATEMENT EXECUTE FUNCTION core_logboek_weiger();
"""

TERUG = """
DROP TRIGGER logboekregel_geen_wijziging ON core_logboekregel;
DROP TRIGGER logboekregel_niet_leegmaken ON core_logboekregel;
DROP TRIGGER logboekzegel_geen_wijziging ON core_logboekzegel;
DROP TRIGGER logboekzegel_niet_leegmaken ON core_logboekzegel;
DROP TRIGGER logboekketen_blijft ON core_logboekketen;
DROP TRIGGER logboekketen_niet_leegmaken ON core_logboekketen;
DROP FUNCTION core_logboek_weiger();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
