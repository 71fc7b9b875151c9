"""Diepsluis under preventive supervision, and what runs beside it: a case per machine (finance.md 1.6-1.9)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import transaction

from interventieladder.services import besluiten, vergaderingen
from interventieladder.services.besluiten import GSBesluit
from interventieladder.services.bestedingsruimte import NieuweRuimte, Vrijpost, leg_ruimte_vast
from interventieladder.services.collegebesluiten import Notulen
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.ladders.artikel12 import open_artikel12
from interventieladder.services.ladders.goedkeuring_openen import Aanbieding, open_goedkeuring
from interventieladder.services.ladders.spoeduitgave import (
    Spoedbesluit,
    koppel_wijziging,
    leg_stemmen_vast,
    open_spoeduitgave,
)
from interventieladder.services.ladders.toestemming import Verzoek, open_toestemming
from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from interventieladder.services.voorstellen import Voorsteltekst
from toezicht.beeld.demo.toneel import Zaak, op
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid

JAAR = 2026
DIEPSLUIS, MOLENKADE, TERPSTEDE, KREKEN = "GM9904", "GM9921", "GM9932", "WS9901"


class Financieel(Zaak):
    """A case of financial supervision on the stage."""

    def feit(self, soort: str, datum: dt.date | None = None, *, stuk: str = "", **waarden: Any) -> None:
        """Record a fact, with a paper where asked; a colleague verifies where its kind asks that."""
        stuk_id = None
        if stuk:
            stuk_id = self.stuk("notitie", stuk, [stuk], datum=datum or clock.vandaag())
        vast = leg_feit_vast(
            dossier_id=self.dossier_id,
            soort=soort,
            datum=datum or clock.vandaag(),
            waarden=waarden,
            stuk_id=stuk_id,
            door=self.door,
        )
        regels = vast.dossier.plan.feitsoort(soort)
        if regels is not None and regels.vier_ogen:
            verifieer_feit(feit_id=vast.pk, door=self.mensen["rik"])

    def besluit_gs(self, stap: str, brief: str, onderwerp: str, punt: str, waarom: str) -> int:
        """Drafted, read by reader, jurist and deputy, decided by GS on the day itself; not sent yet."""
        tekst = Voorsteltekst(
            gevraagd=f"Instemmen met: {klein(onderwerp)}.",
            waarom_nu=waarom,
            gevolg_ja="De brief gaat vandaag uit; dan pas telt het besluit.",
            gevolg_nee="Na de laatste dag beslist de wet.",
        )
        voorstel = self.stel_voor(stap, tekst, letters={brief: onderwerp})
        self.akkoord(voorstel, "rik", "farah", "marijke")
        besluiten.registreer_gs_besluit(
            voorstel_id=voorstel,
            gs=GSBesluit(
                datum=clock.vandaag(), agendapunt=punt, nummer=f"GS-2026-{punt}", aanwezig_ids=self.gs_ids[:4]
            ),
            door=self.mensen["sofie"],
        )
        return voorstel


def speel(mensen: dict[str, User], gs_ids: list[int]) -> None:
    """From the revised budget of September to the morning on which a request is about to be granted by silence."""
    diepsluis = _overheid(DIEPSLUIS)
    _ruimte(diepsluis, mensen, gs_ids)
    wijziging = _begroting_en_wijziging(diepsluis, mensen, gs_ids)
    _verzoeken(diepsluis, mensen, gs_ids)
    _spoed(diepsluis, wijziging, mensen)
    _artikel12(mensen)
    _fido(mensen)


def _overheid(code: str) -> Overheid:
    return Overheid.objects.get(code=code, geldig_tot__isnull=True)


def _vergadering(gs_ids: list[int], sofie: User) -> int:
    """The meeting of today, held with everybody there."""
    with transaction.atomic():
        vergadering = vergaderingen.neem_of_maak(clock.vandaag(), sofie)
        vergaderingen.houd(vergadering, gs_ids, sofie)
    return vergadering.pk


def _ruimte(diepsluis: Overheid, mensen: dict[str, User], gs_ids: list[int]) -> None:
    """Last year's budget, cut when the recovery plan was late, restored when it came."""
    for dag, percentage, nummer, reden in (
        (dt.date(2026, 9, 1), 100, "0301", "Bestaand beleid tot de begroting van 2025 gaat door."),
        (dt.date(2026, 9, 22), 70, "0338", "Het herstelplan van 15 september bleef uit."),
        (dt.date(2026, 10, 27), 100, "0391", "Het herstelplan is op 19 oktober vastgesteld en overtuigt."),
    ):
        with klok_op(op(dag.year, dag.month, dag.day)):
            leg_ruimte_vast(
                nieuw=NieuweRuimte(
                    overheid_id=diepsluis.pk,
                    jaar=JAAR,
                    basis_bedrag=Decimal(1_860_000),
                    basis="Nieuwe verplichtingen in de begroting 2025",
                    percentage=Decimal(percentage),
                    posten=[Vrijpost("Jeugdzorg"), Vrijpost("Wegen", Decimal(400_000))],
                    geldig_van=dag,
                    notulen=Notulen(
                        _vergadering(gs_ids, mensen["sofie"]), agendapunt="12", nummer=f"GS-2026-{nummer}"
                    ),
                    verzonden_op=dag,
                    reden=reden,
                ),
                door=mensen["sofie"],
            )


def _bied_aan(
    diepsluis: Overheid, mensen: dict[str, User], gs_ids: list[int], **velden: Any
) -> tuple[Financieel, int]:
    """The case and the number of what was offered."""
    dossier = open_goedkeuring(
        nieuw=Aanbieding(
            overheid_id=diepsluis.pk,
            jaar=JAAR,
            plichtgrond="lid1",
            ontvangen_op=clock.vandaag(),
            **velden,
        ),
        door=mensen["pieter"],
    )
    return Financieel(dossier.pk, mensen["pieter"], mensen, gs_ids), dossier.goedkeuring.pk


def _begroting_en_wijziging(diepsluis: Overheid, mensen: dict[str, User], gs_ids: list[int]) -> int:
    """The revised budget is approved; the amendment that waited for it is heading for a refusal."""
    with klok_op(op(2026, 9, 8)):
        begroting, _ = _bied_aan(
            diepsluis,
            mensen,
            gs_ids,
            soort="begroting",
            raadsbesluit_op=dt.date(2026, 9, 3),
            raadsbesluit="R2026-61",
            verzonden_op=dt.date(2026, 9, 7),
        )
    with klok_op(op(2026, 10, 2)):
        wijziging, nummer = _bied_aan(
            diepsluis,
            mensen,
            gs_ids,
            soort="wijziging",
            volgnummer=1,
            bedrag=Decimal(1_240_000),
            raadsbesluit_op=dt.date(2026, 9, 24),
            raadsbesluit="R2026-70",
            verzonden_op=dt.date(2026, 10, 1),
        )
    with klok_op(op(2026, 10, 13)):
        voorstel = begroting.besluit_gs(
            "besluit_goedkeuren",
            "FIN-L9",
            "Goedkeuring van de begroting 2026",
            "0372",
            "De herziene begroting is met het herstelplan in evenwicht in 2029.",
        )
    with klok_op(op(2026, 10, 15)):
        begroting.verstuur(voorstel)
    with klok_op(op(2026, 11, 9)):
        wijziging.losse_brief(
            "FIN-L8",
            "Uitnodiging voor overleg over wijziging 2026-1",
            grond="De wijziging dekt structurele lasten met een eenmalige opbrengst uit grondverkoop.",
        )
        wijziging.zet("bied_overleg_aan")
    return nummer


def _vraag(
    diepsluis: Overheid, mensen: dict[str, User], gs_ids: list[int], post: str, bedrag: int, tekst: str
) -> Financieel:
    dossier = open_toestemming(
        nieuw=Verzoek(
            overheid_id=diepsluis.pk,
            jaar=JAAR,
            post=post,
            bedrag=Decimal(bedrag),
            verzonden_op=clock.vandaag() - dt.timedelta(days=1),
            ontvangen_op=clock.vandaag(),
            omschrijving=tekst,
        ),
        door=mensen["pieter"],
    )
    return Financieel(dossier.pk, mensen["pieter"], mensen, gs_ids)


def _verzoeken(diepsluis: Overheid, mensen: dict[str, User], gs_ids: list[int]) -> None:
    """One within the room, one granted with conditions, one that silence will grant next Monday."""
    with klok_op(op(2026, 9, 3)):
        for post, bedrag, tekst in (
            ("Wegen", 310_000, "Groot onderhoud van de Sluisweg."),
            ("Gebouwen", 640_000, "Nieuw dak van de sporthal."),
        ):
            _vraag(diepsluis, mensen, gs_ids, post, bedrag, tekst).zet("niet_nodig")
    with klok_op(op(2026, 9, 29)):
        stil = _vraag(
            diepsluis, mensen, gs_ids, "Cultuur", 2_100_000, "Bouw van een cultuurhuis aan de haven."
        )
        stil.feit("noodzaak", oordeel="niet_noodzakelijk", motivering="De bouw kan een jaar wachten.")
    with klok_op(op(2026, 10, 6)):
        verleend = _vraag(
            diepsluis, mensen, gs_ids, "Onderwijs", 1_950_000, "Noodgebouw voor een afgebrande school."
        )
        verleend.feit(
            "noodzaak", oordeel="onuitstelbaar_onontkoombaar", motivering="De school heeft geen gebouw meer."
        )
        verleend.feit("voorschriften", tekst="Meld de gunning en de verzekeringsuitkering binnen twee weken.")
        voorstel = verleend.besluit_gs(
            "besluit_verlenen",
            "FIN-L12",
            "Toestemming voor het noodgebouw",
            "0358",
            "De leerlingen zitten nu verspreid over vier locaties.",
        )
        verleend.verstuur(voorstel)


def _spoed(diepsluis: Overheid, wijziging: int, mensen: dict[str, User]) -> None:
    """The raad let the quay be repaired at once; amendment 2026-1 has to cover it."""
    with klok_op(op(2026, 10, 8)):
        dossier = open_spoeduitgave(
            nieuw=Spoedbesluit(
                overheid_id=diepsluis.pk,
                jaar=JAAR,
                bedrag=Decimal(240_000),
                raadsbesluit_op=dt.date(2026, 10, 6),
                raadsbesluit="R2026-74",
                verzonden_op=dt.date(2026, 10, 7),
                ontvangen_op=dt.date(2026, 10, 8),
                omschrijving="De kade aan de Havenstraat dreigde in te storten.",
            ),
            door=mensen["pieter"],
        )
        leden = ["A. de Boer", "B. Visser", "C. Smit", "D. Mulder", "E. Bakker", "F. de Jong", "G. Meijer"]
        leg_stemmen_vast(
            dossier_id=dossier.pk,
            stemmen=[(naam, "tegen" if naam == "C. Smit" else "voor") for naam in leden],
            door=mensen["pieter"],
        )
        koppel_wijziging(dossier_id=dossier.pk, goedkeuring_id=wijziging, door=mensen["pieter"])
        Financieel(dossier.pk, mensen["pieter"], mensen).zet("neem_in_behandeling")


def _artikel12(mensen: dict[str, User]) -> None:
    """A week is left for the raad of Molenkade to apply."""
    with klok_op(op(2026, 10, 20)):
        open_artikel12(
            overheid_id=_overheid(MOLENKADE).pk,
            jaar=2027,
            omschrijving="Het college bereidt een aanvraag voor; de begroting heeft een tekort van 8 miljoen euro.",
            datum_feit=dt.date(2026, 10, 19),
            door=mensen["pieter"],
        )


def _fido(mensen: dict[str, User]) -> None:
    """A waterschap three quarters over its limit, and a municipality whose interest risk is watched."""
    kreken = _ladderzaak("kasgeldlimiet", KREKEN, "", "Kasgeldlimiet overschreden", op(2026, 8, 27), mensen)
    for kwartaal, einde, dag in ((1, "03-31", "08-27"), (2, "06-30", "08-27"), (3, "09-30", "10-20")):
        maand, dagnummer = map(int, dag.split("-"))
        with klok_op(op(2026, maand, dagnummer, 11)):
            kreken.feit(
                "kwartaal",
                dt.date.fromisoformat(f"2026-{einde}"),
                jaar=2026,
                kwartaal=str(kwartaal),
                maand1="24100000",
                maand2="24600000",
                maand3="25200000",
                begrotingstotaal="100000000",
            )
    with klok_op(op(2026, 10, 20, 12)):
        kreken.zet("stel_overschrijding_vast")
    terpstede = _ladderzaak(
        "renterisiconorm", TERPSTEDE, "2026", "Renterisico 2026 volgen", op(2026, 9, 10), mensen
    )
    with klok_op(op(2026, 9, 10, 11)):
        terpstede.feit(
            "jaarcijfer",
            jaar=2026,
            renteherziening="9000000",
            aflossing="11500000",
            begrotingstotaal="104000000",
        )


def _ladderzaak(
    ladder: str, code: str, onderdeel: str, titel: str, moment: dt.datetime, mensen: dict[str, User]
) -> Financieel:
    with klok_op(moment):
        dossier = open_op_ladder(
            ladder=ladder,
            overheid_id=_overheid(code).pk,
            onderdeel=onderdeel,
            titel=titel,
            omschrijving="Uit de rapportage aan Gedeputeerde Staten.",
            datum_feit=moment.date(),
            door=mensen["pieter"],
        )
    return Financieel(dossier.pk, mensen["pieter"], mensen)
