"""Numbers that people read: consecutive per kind and year."""

from django.db import connection, models


class Nummerreeks(models.Model):
    """The last number given out in one series."""

    reeks = models.CharField(max_length=40, primary_key=True)
    laatste = models.PositiveIntegerField()

    class Meta:
        verbose_name = "nummerreeks"

    def __str__(self) -> str:
        return f"{self.reeks}: {self.laatste}"

    @classmethod
    def volgende(cls, reeks: str) -> int:
        """The next number of the series; waits for another writer of the same series until its commit."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO interventieladder_nummerreeks AS r (reeks, laatste) VALUES (%s, 1) "
                "ON CONFLICT (reeks) DO UPDATE SET laatste = r.laatste + 1 RETURNING laatste",
                [reeks],
            )
            row = cursor.fetchone()
        return int(row[0]) if row else 0
