"""A merger prepared by the province: the talks are open, the six months run (Wet arhi artikel 8)."""

import datetime as dt

from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.losse_feiten import leg_feit_vast
from toezicht.beeld.demo.toneel import op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

CODE = "GM9943"


def speel(mensen: dict[str, User]) -> None:
    """Opened by the coördinator in September, after two years of talking without a result."""
    gemeente = Overheid.objects.get(code=CODE, geldig_tot__isnull=True)
    buur = Overheid.objects.get(code="GM9944", geldig_tot__isnull=True)
    with klok_op(op(2026, 9, 15)):
        dossier = open_op_ladder(
            ladder="artikel8",
            overheid_id=gemeente.pk,
            onderdeel=f"{gemeente.naam} en {buur.naam}"[:60],
            titel="Verkenning van een herindeling",
            omschrijving=(
                "Twee onderzoeken van de gemeenten zelf wijzen op te weinig draagkracht voor de wettelijke taken. "
                "De gemeenten kwamen er samen niet uit en vroegen de provincie om de regie te nemen."
            ),
            datum_feit=dt.date(2026, 9, 8),
            door=mensen["rik"],
        )
        leg_feit_vast(
            dossier_id=dossier.pk,
            soort="overleg_geopend",
            datum=dt.date(2026, 9, 15),
            waarden={"gemeenten": f"{gemeente.naam} en {buur.naam}"},
            toelichting="GS openden het overleg in de vergadering van 15 september.",
            door=mensen["rik"],
        )
