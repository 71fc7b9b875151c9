"""Housing figures only grow: rows never change, and of a delivery only the judgement is filled, once."""

from django.db import migrations

RIJEN = ("halfjaar", "taakstelling", "beginstand", "herverdeling", "realisatie")

FUNCTIES = """
CREATE FUNCTION signalen_huisvesting_weiger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Huisvestingscijfers liggen vast: % op % is geweigerd.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Laad een nieuwe rij of een correctie; de oude blijft staan.';
END
$$;
CREATE FUNCTION signalen_huisvesting_oordeel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.beoordeeld_op IS NOT NULL THEN
        RAISE EXCEPTION 'Levering % is al beoordeeld; dat verandert niet meer.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (OLD.id, OLD.bestandsnaam, OLD.bestandshash, OLD.geladen_op, OLD.geladen_door_id, OLD.regels)
        IS DISTINCT FROM
        (NEW.id, NEW.bestandsnaam, NEW.bestandshash, NEW.geladen_op, NEW.geladen_door_id, NEW.regels) THEN
        RAISE EXCEPTION 'Van levering % kan alleen het oordeel worden ingevuld.', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER huisvestinglevering_oordeel BEFORE UPDATE ON signalen_huisvestinglevering
    FOR EACH ROW EXECUTE FUNCTION signalen_huisvesting_oordeel();
CREATE TRIGGER huisvestinglevering_blijft BEFORE DELETE ON signalen_huisvestinglevering
    FOR EACH ROW EXECUTE FUNCTION signalen_huisvesting_weiger();
CREATE TRIGGER huisvestinglevering_niet_leegmaken BEFORE TRUNCATE ON signalen_huisvestinglevering
    FOR EACH STATEMENT EXECUTE FUNCTION signalen_huisvesting_weiger();
"""
VOORUIT = FUNCTIES + "".join(
    f"""
CREATE TRIGGER {naam}_ligt_vast BEFORE UPDATE OR DELETE ON signalen_{naam}
    FOR EACH ROW EXECUTE FUNCTION signalen_huisvesting_weiger();
CREATE TRIGGER {naam}_niet_leegmaken BEFORE TRUNCATE ON signalen_{naam}
    FOR EACH STATEMENT EXECUTE FUNCTION signalen_huisvesting_weiger();
"""
    for naam in RIJEN
)
TERUG = (
    "".join(
        f"""
DROP TRIGGER {naam}_niet_leegmaken ON signalen_{naam};
DROP TRIGGER {naam}_ligt_vast ON signalen_{naam};
"""
        for naam in RIJEN
    )
    + """
DROP TRIGGER huisvestinglevering_niet_leegmaken ON signalen_huisvestinglevering;
DROP TRIGGER huisvestinglevering_blijft ON signalen_huisvestinglevering;
DROP TRIGGER huisvestinglevering_oordeel ON signalen_huisvestinglevering;
DROP FUNCTION signalen_huisvesting_oordeel();
DROP FUNCTION signalen_huisvesting_weiger();
"""
)


class Migration(migrations.Migration):
    dependencies = [("signalen", "0005_huisvesting")]

    operations = [migrations.RunSQL(VOORUIT, TERUG)]
