from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("interventieladder", "0038_brief_nieuwe_gemeente")]

    operations = [
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["-id"],
                include=("kamer", "stand", "overheid", "ladder", "trede"),
                condition=models.Q(("gesloten_op__isnull", True)),
                name="dossier_open",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(
                fields=["behandelaar", "nazorg_op"],
                condition=models.Q(("gesloten_op__isnull", False), ("nazorg_op__isnull", False)),
                name="dossier_nazorg",
            ),
        ),
    ]
