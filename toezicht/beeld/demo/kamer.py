"""The room of the cdK: a duty of the burgemeester, seen by the cabinet alone, waiting for the commissaris."""

import datetime as dt
from decimal import Decimal

from interventieladder.services import feiten, stukken
from interventieladder.services.voorstellen import Voorsteltekst
from toezicht.beeld.demo.toneel import Zaak, op
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.models import User

VELDZICHT = "GM9935"


def speel(mensen: dict[str, User]) -> None:
    """Opened on 16 November; on the 20th the proposal lies with the commissaris."""
    with klok_op(op(2026, 11, 16)):
        zaak = Zaak.open(
            code=VELDZICHT,
            taak="archiefzorg",
            titel="Kabinetsarchief van de burgemeester",
            feiten_tekst="Het kabinetsarchief is na de verhuizing onbeheerd; de burgemeester treft geen voorziening.",
            door=mensen["karin"],
            mensen=mensen,
            datum_feit=dt.date(2026, 11, 9),
            orgaan="burgemeester",
            gevorderd="handeling",
            gebrek="niet",
            kamer="cdk",
        )
        bewijs = zaak.stuk("bewijs", "Verslag van een bezoek", ["De dozen staan in een open garage."])
        stukken.verifieer_stuk(stuk_id=bewijs, door=mensen["ton"])
        zaak.stuk(
            "uitvoeringsplan",
            "Globaal uitvoeringsplan",
            ["De archiefinspecteur laat de dozen overbrengen naar een depot."],
            kostenraming=Decimal("9000.00"),
        )
        zaak.beoordeel("weging", "onderzoeken", "Eigen waarneming van de inspecteur.")
        zaak.beoordeel("rechtsgang", "geen_open", "Nagegaan: niets aanhangig.")
    with klok_op(op(2026, 11, 19)):
        feiten.stel_spoed_vast(
            dossier_id=zaak.dossier_id,
            reden="gevaar",
            toelichting="Persoonsgegevens liggen voor iedereen open.",
            gebeld="de burgemeester, 19 november om 9.10 uur",
            door=mensen["ton"],
        )
        voorstel = zaak.stel_voor(
            "besluit_met_spoed",
            Voorsteltekst(
                gevraagd="Besluiten dat de commissaris het archief laat veiligstellen als de burgemeester dat niet doet.",
                waarom_nu="De dozen staan sinds 9 november onbeheerd; de burgemeester doet geen toezegging.",
                lichter_middel="De burgemeester is twee keer gebeld en één keer aangeschreven.",
                beleidsruimte="Waar het archief staat is vrij, dat het veilig staat niet.",
                gevolg_ja="Het besluit gaat uit met een termijn van één week.",
                gevolg_nee="Persoonsgegevens blijven onbeschermd.",
                termijn_weken=1,
                embargo_tot=clock.moment(dt.date(2026, 11, 24), dt.time(17, 0)),
            ),
            letters={
                "L8": "Besluit tot indeplaatsstelling: kabinetsarchief",
                "L9": "Kennisgeving besluit tot indeplaatsstelling",
                "L16": "Brief aan Provinciale Staten",
            },
        )
    with klok_op(op(2026, 11, 20)):
        zaak.akkoord(voorstel, "ton", "iris")
