"""What stood as machtiging is a line of the register now."""

from django.db import migrations


class Migration(migrations.Migration):
    """The table goes; its rows were copied."""

    dependencies = [("mandaten", "0003_register_waarborgen")]

    operations = [
        migrations.DeleteModel(name="Machtiging"),
    ]
