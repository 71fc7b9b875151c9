from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("signalen", "0008_saldodeel_waarborgen")]

    operations = [
        migrations.RemoveIndex(model_name="signaal", name="signaal_wacht"),
        migrations.AddIndex(
            model_name="signaal",
            index=models.Index(
                fields=["kennisname_op", "id"],
                include=("ernst", "vertrouwelijkheid", "behandelaar", "gemeld_door"),
                condition=models.Q(("status__in", ("nieuw", "te_wegen"))),
                name="signaal_wacht",
            ),
        ),
    ]
