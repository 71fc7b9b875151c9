"""What waits to be weighed, oldest first, without walking past all that ended (bin/bench)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signalen", "0003_cijfers_liggen_vast")]

    operations = [
        migrations.AddIndex(
            model_name="signaal",
            index=models.Index(
                condition=models.Q(("status__in", ("nieuw", "te_wegen"))),
                fields=["kennisname_op", "id"],
                name="signaal_wacht",
            ),
        ),
    ]
