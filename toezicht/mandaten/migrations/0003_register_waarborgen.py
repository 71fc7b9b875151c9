"""No two lines of the register say the same over the same days, and there is a register from the first day.

Core PostgreSQL knows no exclusion on equality: a range of one number stands for it, for texts the number is a hash.
"""

from django.db import migrations

GELIJK = "int8range({0}, {0}, '[]') WITH &&"
PERIODE = "daterange(van, tot) WITH &&"


def geen_overlap(tabel: str, naam: str, wat: str, waar: str = "") -> str:
    """The statement for one constraint: the same `wat` in no two rows over the same days."""
    regels = ", ".join([GELIJK.format(wat), PERIODE])
    return f"ALTER TABLE {tabel} ADD CONSTRAINT {naam} EXCLUDE USING gist ({regels}) {waar};"


WAT_MANDAAT = (
    "hashtextextended(niveau || '|' || handeling || '|' || ladder || '|' || functie || '|' || domein || '|' ||"
    " overheidssoort || '|' || coalesce(gebruiker_id, 0) || '|' || coalesce(overheid_id, 0), 0)"
)
PLEK = "hashtextextended(voor_id || '|' || domein || '|' || volgorde, 0)"
PERSOON = "hashtextextended(voor_id || '|' || domein || '|' || door_id, 0)"
VAST = "WHERE (status = 'vastgesteld')"

OVERLAP = "\n".join(
    [
        geen_overlap("mandaten_mandaat", "mandaat_overlapt_niet", WAT_MANDAAT, VAST),
        geen_overlap("mandaten_vervangregel", "vervangregel_een_per_plek", PLEK, VAST),
        geen_overlap("mandaten_vervangregel", "vervangregel_persoon_eens", PERSOON, VAST),
        geen_overlap("mandaten_afwezigheid", "afwezigheid_overlapt_niet", "gebruiker_id"),
    ]
)
OVERLAP_TERUG = """
ALTER TABLE mandaten_mandaat DROP CONSTRAINT mandaat_overlapt_niet;
ALTER TABLE mandaten_vervangregel DROP CONSTRAINT vervangregel_een_per_plek;
ALTER TABLE mandaten_vervangregel DROP CONSTRAINT vervangregel_persoon_eens;
ALTER TABLE mandaten_afwezigheid DROP CONSTRAINT afwezigheid_overlapt_niet;
"""

BEGIN = """
INSERT INTO mandaten_mandaat (van, grondslag, status, einde_reden, niveau, handeling, ladder, functie, domein,
                              overheidssoort, ondermandaat_mag)
SELECT DATE '2000-01-01', 'Overgenomen bij de ingebruikname', 'vastgesteld', '', functie, '', '', functie, '', '', true
FROM (VALUES ('coordinator'), ('teamleider'), ('gedeputeerde')) AS begin (functie);

INSERT INTO mandaten_mandaat (van, tot, grondslag, status, einde_reden, niveau, handeling, ladder, functie, domein,
                              overheidssoort, ondermandaat_mag)
SELECT van,
       least(tot, lead(van) OVER (PARTITION BY handeling ORDER BY van)),
       grondslag, 'vastgesteld', '', 'gs_of_gemachtigde', handeling, '', 'gedeputeerde', '', '', false
FROM mandaten_machtiging;
"""
"""Until now deciding below GS rested on the role alone; what stood as machtiging is a line of the register."""


class Migration(migrations.Migration):
    """Four constraints and the first lines."""

    dependencies = [("mandaten", "0002_register")]

    operations = [
        migrations.RunSQL(OVERLAP, OVERLAP_TERUG),
        migrations.RunSQL(BEGIN, migrations.RunSQL.noop),
    ]
