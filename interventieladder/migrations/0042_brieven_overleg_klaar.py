"""The talks about a budget begin with the sending of their letter: those decided on before can leave now."""

from typing import Any

from django.db import migrations


def zet_klaar(apps: Any, _schema: Any) -> None:
    """The letters of a proposal that was decided on and whose step was not taken yet."""
    brieven = apps.get_model("interventieladder", "Brief").objects
    brieven.filter(
        voorstel__stap="naar_bestuurlijk_overleg", voorstel__status="vastgesteld", status="concept"
    ).update(status="klaar")


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("interventieladder", "0041_feit_brief_waarborgen")]
    operations = [migrations.RunPython(zet_klaar, migrations.RunPython.noop)]
