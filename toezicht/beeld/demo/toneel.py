"""What the story needs to play: shorthand over the services, each act on its own day."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from interventieladder import brieven as opmaak
from interventieladder.guards.voorstelvelden import gevraagde_velden
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.services import (
    besluiten,
    briefverzending,
    brieven,
    dossieropening,
    dossiers,
    feiten,
    losse_brieven,
    stapzetting,
    stukken,
    voorstellen,
)
from interventieladder.services.briefverzending import Zending
from interventieladder.services.stukken import NieuwStuk
from interventieladder.services.voorstellen import Voorsteltekst
from interventieladder.treden import DOCUMENTEN
from toezicht.core import clock
from toezicht.core.models import User
from toezicht.core.pdf import render_pdf
from toezicht.core.transitions import overgang_van
from toezicht.organisaties.models import Overheid

ONDER_EMBARGO = ("kondig_voornemen_aan", "besluit_indeplaatsstelling")
"""Steps whose papers are released at a set hour."""

KANAAL_PER_ROL = {"publicatie": "provinciaal_blad", "intern": "dossier"}


def op(jaar: int, maand: int, dag: int, uur: int = 10, minuut: int = 0) -> dt.datetime:
    """A moment in Voorbeeldland."""
    return clock.moment(dt.date(jaar, maand, dag), dt.time(uur, minuut))


def document(titel: str, alineas: Sequence[str], *, afzender: str = "") -> ContentFile[bytes]:
    """A small real PDF: what a municipality sends, or what we lay in the file."""
    pdf = render_pdf(
        template="beeld/demostuk.html",
        context={"alineas": alineas, "afzender": afzender, "datum": clock.vandaag()},
        titel=titel,
    )
    naam = "".join(teken if teken.isalnum() else "-" for teken in titel.lower())[:60]
    return ContentFile(pdf, name=f"{naam}-{hashlib.sha256(pdf).hexdigest()[:6]}.pdf")


@dataclass
class Zaak:
    """One dossier on the stage, with who works on it."""

    dossier_id: int
    door: User
    mensen: dict[str, User]
    gs_ids: list[int] = field(default_factory=list)

    @classmethod
    def open(
        cls,
        *,
        code: str,
        taak: str,
        titel: str,
        feiten_tekst: str,
        door: User,
        mensen: dict[str, User],
        **extra: Any,
    ) -> "Zaak":
        """Open a dossier for the organisation with this code."""
        overheid = Overheid.objects.get(code=code, geldig_tot__isnull=True)
        lezer = extra.pop("lezer", None)
        dossier = dossieropening.open_dossier(
            nieuw=dossieropening.NieuwDossier(
                overheid_id=overheid.pk,
                taak=taak,
                titel=titel,
                omschrijving=feiten_tekst,
                datum_feit=extra.pop("datum_feit", clock.vandaag()),
                **extra,
            ),
            door=door,
        )
        if lezer is not None:
            dossiers.wijs_toe(
                dossier_id=dossier.pk, behandelaar_id=door.pk, tweede_lezer_id=lezer.pk, door=mensen["rik"]
            )
        return cls(dossier.pk, door, mensen)

    def stuk(
        self,
        soort: str,
        titel: str,
        alineas: Sequence[str],
        *,
        afzender: str = "",
        door: User | None = None,
        **extra: Any,
    ) -> int:
        """Add a paper dated and received today."""
        nieuw = NieuwStuk(
            soort=soort,
            titel=titel,
            datum=extra.pop("datum", clock.vandaag()),
            ontvangen_op=clock.vandaag() if afzender else None,
            afzender=afzender,
            **extra,
        )
        bestand = document(titel, alineas, afzender=afzender)
        return stukken.voeg_stuk_toe(
            dossier_id=self.dossier_id, nieuw=nieuw, bestand=bestand, door=door or self.door
        ).pk

    def beoordeel(self, soort: str, uitkomst: str, toelichting: str, *, stuk_ids: Sequence[int] = ()) -> int:
        """Record an assessment of today."""
        return feiten.leg_beoordeling_vast(
            dossier_id=self.dossier_id,
            soort=soort,
            uitkomst=uitkomst,
            toelichting=toelichting,
            door=self.door,
            stuk_ids=stuk_ids,
        ).pk

    def afspraak(self, actie: str, eigenaar: str, gereed_op: dt.date, bewijs: str) -> int:
        """Record an agreement."""
        return feiten.maak_afspraak(
            dossier_id=self.dossier_id,
            actie=actie,
            eigenaar=eigenaar,
            gereed_op=gereed_op,
            bewijs=bewijs,
            door=self.door,
        ).pk

    def stel_voor(
        self,
        stap: str,
        tekst: Voorsteltekst,
        *,
        letters: dict[str, str],
        velden: dict[str, dict[str, Any]] | None = None,
        indienen: bool = True,
    ) -> int:
        """Draft a proposal with its letters (kind → subject) and submit it; gives its number in the database."""
        if stap in ONDER_EMBARGO:
            vrijgave = clock.moment(clock.vandaag(), dt.time(17, 0))
            tekst = replace(tekst, embargo_tot=vrijgave)
        tekst = self._gevraagd(stap, tekst)
        voorstel = voorstellen.stel_op(dossier_id=self.dossier_id, stap=stap, tekst=tekst, door=self.door)
        for soort, onderwerp in letters.items():
            if DOCUMENTEN[soort].sjabloon:
                inhoud = opmaak.standaard_velden(soort, voorstel.dossier, voorstel)
                inhoud.update((velden or {}).get(soort, {}))
                brieven.maak_brief(
                    voorstel_id=voorstel.pk, soort=soort, onderwerp=onderwerp, velden=inhoud, door=self.door
                )
            else:
                brieven.upload_brief(
                    voorstel_id=voorstel.pk,
                    soort=soort,
                    onderwerp=onderwerp,
                    bestand=document(onderwerp, [tekst.gevraagd, tekst.waarom_nu]),
                    door=self.door,
                )
        if indienen:
            voorstellen.dien_in(voorstel_id=voorstel.pk, door=self.door)
        return voorstel.pk

    def _gevraagd(self, stap: str, tekst: Voorsteltekst) -> Voorsteltekst:
        """Of what the story tells, that which the step asks of its proposal."""
        dossier = zichtbaar(self.door).get(pk=self.dossier_id)
        gevraagd = gevraagde_velden(overgang_van(dossier, stap))
        return Voorsteltekst(**{veld: w for veld, w in asdict(tekst).items() if veld in gevraagd})

    def akkoord(self, voorstel_id: int, *wie: str) -> None:
        """Let these people agree, in this order."""
        for gebruikersnaam in wie:
            voorstellen.parafeer(voorstel_id=voorstel_id, door=self.mensen[gebruikersnaam])

    def besluit(self, voorstel_id: int, wie: str) -> None:
        """Approve at the level of the proposal, on the version that is there now."""
        zegel = voorstellen.zegel_van(voorstel_id)
        besluiten.beslis(voorstel_id=voorstel_id, goedkeuren=True, door=self.mensen[wie], zegel=zegel)

    def zet(self, stap: str) -> None:
        """Take the step that was decided on."""
        stapzetting.zet_stap(dossier_id=self.dossier_id, stap=stap, door=self.door)

    def losse_brief(self, soort: str, onderwerp: str, **velden: Any) -> None:
        """Make a letter without a proposal and register that everybody got it, today."""
        dossier = zichtbaar(self.door).get(pk=self.dossier_id)
        inhoud = opmaak.standaard_velden(soort, dossier, None) | velden
        brief = losse_brieven.stel_op(
            dossier_id=self.dossier_id, soort=soort, onderwerp=onderwerp, velden=inhoud, door=self.door
        )
        self._verstuur([brief])

    def verstuur(self, voorstel_id: int) -> None:
        """Register the sending of every letter of the proposal to all its addressees, today."""
        self._verstuur(brieven.brieven_van(voorstel_id))

    def _verstuur(self, alle: Sequence[Any]) -> None:
        for brief in alle:
            briefverzending.verzend(
                brief_id=brief.pk,
                zendingen=[
                    Zending(
                        geadresseerde=g["naam"],
                        rol=g["rol"],
                        kanaal=KANAAL_PER_ROL.get(g["rol"], "berichtenbox"),
                        verzonden_op=clock.vandaag(),
                        bewijs=f"ontvangstbewijs {brief.soort} {clock.vandaag():%d-%m-%Y}",
                    )
                    for g in brief.geadresseerden
                ],
                door=self.door,
            )


KOSTEN = Decimal("185000.00")
"""The rough estimate in the execution plan of the archive case."""
