"""An adopted version of the policy never changes, and the version that dossiers rest on today is there (D12)."""

from django.db import migrations

WEIGER = """
CREATE FUNCTION interventieladder_beleid_vast() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% op % geweigerd: een vastgesteld beleidskader verandert niet', TG_OP, TG_TABLE_NAME;
END $$;

CREATE TRIGGER beleidskader_niet_weg BEFORE DELETE ON interventieladder_beleidskader
    FOR EACH ROW WHEN (OLD.status <> 'concept') EXECUTE FUNCTION interventieladder_beleid_vast();
CREATE TRIGGER beleidskader_onveranderlijk BEFORE UPDATE ON interventieladder_beleidskader
    FOR EACH ROW WHEN (
        OLD.status IN ('vastgesteld', 'vervangen', 'ingetrokken')
        AND (
            (OLD.versie, OLD.naam, OLD.bereik, OLD.geldig_van, OLD.herkomst, OLD.inhoud, OLD.route, OLD.sha256,
             OLD.opgesteld_door_id, OLD.opgesteld_op, OLD.vastgesteld_door_id, OLD.vastgesteld_op,
             OLD.besluit_kenmerk)
            IS DISTINCT FROM
            (NEW.versie, NEW.naam, NEW.bereik, NEW.geldig_van, NEW.herkomst, NEW.inhoud, NEW.route, NEW.sha256,
             NEW.opgesteld_door_id, NEW.opgesteld_op, NEW.vastgesteld_door_id, NEW.vastgesteld_op,
             NEW.besluit_kenmerk)
            OR OLD.status = 'ingetrokken'
            OR NEW.status IN ('concept', 'ter_vaststelling')
        )
    ) EXECUTE FUNCTION interventieladder_beleid_vast();
"""

TERUG = """
DROP TRIGGER beleidskader_niet_weg ON interventieladder_beleidskader;
DROP TRIGGER beleidskader_onveranderlijk ON interventieladder_beleidskader;
DROP FUNCTION interventieladder_beleid_vast();
"""

MEEGELEVERD = "2026-1"
"""Until now this version was a file only; existing dossiers name it."""


def laad(apps, schema_editor):
    """Bring the version that came with the program into the database, as adopted; nothing when it is there."""
    from interventieladder.beleid import hash_van, meegeleverd
    from toezicht.core import clock

    kader = apps.get_model("interventieladder", "Beleidskader")
    inhoud = meegeleverd().get(MEEGELEVERD)
    if inhoud is None or kader.objects.filter(versie=MEEGELEVERD).exists():
        return
    kader.objects.create(
        versie=MEEGELEVERD,
        naam=inhoud["naam"],
        bereik=",".join(sorted(inhoud.get("domeinen", []))),
        geldig_van=inhoud["geldig_van"],
        status="vastgesteld",
        herkomst="meegeleverd",
        inhoud=inhoud,
        route=inhoud["route"],
        sha256=hash_van(inhoud),
        opgesteld_op=clock.nu(),
    )


class Migration(migrations.Migration):
    """Triggers, and the first row."""

    dependencies = [("interventieladder", "0006_termijnen_waarborgen")]
    operations = [
        migrations.RunSQL(WEIGER, TERUG),
        migrations.RunPython(laad, migrations.RunPython.noop),
    ]
