"""Outgoing documents: made from a template or uploaded, sent per addressee; sending starts the terms (I3)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from interventieladder import brieven as opmaak
from interventieladder.brieven.feiten import feiten_van
from interventieladder.models import Brief, Dossier, Voorstel
from interventieladder.models.stukken import BriefStatus, Ontvangerrol
from interventieladder.services.slot import (
    NietGevonden,
    eis_tekst,
    log,
    neem_dossier,
    neem_voorstel,
)
from interventieladder.services.voorstellen import eis_concept
from interventieladder.treden import DOCUMENTEN
from toezicht.core.bestanden import toets_bestand
from toezicht.core.fouten import Weigering
from toezicht.core.models import User

if TYPE_CHECKING:
    from django.core.files.base import File


@transaction.atomic
def maak_brief(
    *,
    voorstel_id: int,
    soort: str,
    onderwerp: str,
    velden: Mapping[str, Any],
    door: User,
    geadresseerden: Sequence[Mapping[str, str]] | None = None,
) -> Brief:
    """Make or change a document from our template in a draft proposal. Without addressees: those the law names."""
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    eis_concept(voorstel, door)
    if soort not in DOCUMENTEN or not DOCUMENTEN[soort].sjabloon:
        raise Weigering("Voor dit document is geen sjabloon. Upload het bestand.", veld="soort")
    schoon = opmaak.controleer_velden(soort, velden, dossier=dossier)
    brief = _brief(voorstel, dossier, soort)
    brief.onderwerp = eis_onderwerp(onderwerp)
    brief.velden = schoon
    brief.geadresseerden = _geadresseerden(soort, dossier, geadresseerden)
    brief.feiten = feiten_van(soort, dossier, voorstel)
    brief.bestand, brief.bestandsnaam, brief.sha256 = "", "", ""
    brief.save()
    log_brief(brief, "brief_opgesteld", door=door)
    return brief


@transaction.atomic
def upload_brief(
    *,
    voorstel_id: int,
    soort: str,
    onderwerp: str,
    bestand: "File[bytes]",
    door: User,
    geadresseerden: Sequence[Mapping[str, str]] | None = None,
) -> Brief:
    """Put an uploaded document in a draft proposal (any kind of `DOCUMENTEN`)."""
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    eis_concept(voorstel, door)
    if soort not in DOCUMENTEN:
        raise Weigering("Kies een soort document uit de lijst.", veld="soort")
    getoetst = toets_bestand(bestand)
    brief = _brief(voorstel, dossier, soort)
    brief.onderwerp = eis_onderwerp(onderwerp)
    brief.velden, brief.feiten = {}, feiten_van("", dossier, voorstel)
    brief.geadresseerden = _geadresseerden(soort, dossier, geadresseerden)
    brief.bestandsnaam, brief.sha256 = getoetst.naam, getoetst.sha256
    brief.bestand.save(getoetst.naam, getoetst.bestand, save=False)
    brief.save()
    log_brief(brief, "brief_geupload", door=door)
    return brief


def _brief(voorstel: Voorstel, dossier: Dossier, soort: str) -> Brief:
    bestaand = voorstel.brieven.filter(soort=soort).exclude(status=BriefStatus.VERVALLEN).first()
    brief = bestaand or Brief(voorstel=voorstel, dossier=dossier, soort=soort)
    brief.dossier = dossier
    return brief


MAX_ONDERWERP = 200
ADRESVELDEN = {"rol", "naam", "adres"}


def eis_onderwerp(onderwerp: str) -> str:
    """A subject of one line; refuses another."""
    schoon = eis_tekst(onderwerp, veld="onderwerp", wat="het onderwerp in")
    if len(schoon) > MAX_ONDERWERP or not schoon.isprintable():
        raise Weigering(
            f"Houd het onderwerp op één regel van hoogstens {MAX_ONDERWERP} tekens.", veld="onderwerp"
        )
    return schoon


def _geadresseerden(
    soort: str, dossier: Dossier, gekozen: Sequence[Mapping[str, str]] | None
) -> list[dict[str, str]]:
    """Those the law names, or the chosen ones when each is complete."""
    if gekozen is None:
        return opmaak.standaard_geadresseerden(soort, dossier)
    for ontvanger in gekozen:
        goed = set(ontvanger) == ADRESVELDEN and ontvanger["rol"] in Ontvangerrol.values
        if not goed or not ontvanger["naam"].strip() or len(ontvanger["naam"]) > MAX_ONDERWERP:
            raise Weigering("Geef van elke geadresseerde naam, adres en rol.", veld="geadresseerden")
    if len({(o["naam"], o["rol"]) for o in gekozen}) < len(gekozen) or not gekozen:
        raise Weigering("Noem elke geadresseerde één keer.", veld="geadresseerden")
    return [dict(ontvanger) for ontvanger in gekozen]


@transaction.atomic
def verwijder_brief(*, brief_id: int, door: User) -> None:
    """Take a document out of a draft proposal; the row stays as lapsed."""
    brief, _, voorstel = neem_brief(brief_id, door)
    if voorstel is None:
        raise NietGevonden("Deze brief hoort niet bij een voorstel.")
    eis_concept(voorstel, door)
    brief.status = BriefStatus.VERVALLEN
    brief.save(update_fields=["status"])
    log_brief(brief, "brief_vervallen", door=door)


def neem_brief(brief_id: int, door: User) -> tuple[Brief, Dossier, Voorstel | None]:
    """The document, with dossier and proposal locked; without a proposal for a letter of the behandelaar."""
    rij = Brief.objects.filter(pk=brief_id).values_list("voorstel_id", "dossier_id").first()
    if rij is None:
        raise NietGevonden("Deze brief bestaat niet, of u mag hem niet zien.")
    voorstel_id, dossier_id = rij
    if voorstel_id is None:
        dossier, voorstel = neem_dossier(dossier_id, door), None
    else:
        dossier, voorstel = neem_voorstel(voorstel_id, door)
    brief = Brief.objects.get(pk=brief_id)
    brief.dossier, brief.voorstel = dossier, voorstel
    return brief, dossier, voorstel


def concept_pdf(*, brief_id: int, door: User) -> bytes:
    """The letter as it would look now, with a concept watermark; for an uploaded one its own file."""
    brief = Brief.objects.select_related("dossier__overheid", "voorstel").filter(pk=brief_id).first()
    if brief is None or not Dossier.objects.zichtbaar_voor(door).filter(pk=brief.dossier_id).exists():
        raise NietGevonden("Deze brief bestaat niet, of u mag hem niet zien.")
    if brief.bestand:
        with brief.bestand.open("rb") as bestand:
            inhoud: bytes = bestand.read()
            return inhoud
    return opmaak.teken(brief, briefdatum=None, termijnen={})


def voorbeeld(
    *, dossier: Dossier, voorstel: Voorstel | None, soort: str, onderwerp: str, velden: Mapping[str, Any]
) -> dict[str, Any]:
    """What the page template of a letter asks, for a letter that is still being typed; nothing is stored.

    Rows without content are left out; what is not filled in yet is empty. Raises `Weigering` without a template.
    """
    if soort not in DOCUMENTEN or not DOCUMENTEN[soort].sjabloon:
        raise Weigering("Voor dit document is geen sjabloon. Upload het bestand.", veld="soort")
    brief = Brief(voorstel=voorstel, dossier=dossier, soort=soort, onderwerp=onderwerp)
    brief.velden = {code: _met_inhoud(waarde) for code, waarde in velden.items()}
    brief.geadresseerden = opmaak.standaard_geadresseerden(soort, dossier)
    return opmaak.inhoud(brief, briefdatum=None, termijnen={})


def _met_inhoud(waarde: Any) -> Any:
    if not isinstance(waarde, list):
        return waarde
    return [rij for rij in waarde if rij and (not isinstance(rij, Mapping) or any(rij.values()))]


def log_brief(brief: Brief, handeling: str, *, door: User) -> None:
    """One line about a letter."""
    log(
        brief.dossier,
        handeling,
        door=door,
        soort="brief",
        onderwerp_id=brief.pk,
        reden=f"{brief.soort} {brief.onderwerp}",
        gegevens={
            "soort": brief.soort,
            "status": brief.status,
            "titel": brief.onderwerp,
            "kenmerk": brief.kenmerk,
        },
    )


def brieven_van(voorstel_id: int) -> list[Brief]:
    """The documents of one proposal that did not lapse, in order of kind."""
    return list(
        Brief.objects.filter(voorstel_id=voorstel_id)
        .exclude(status=BriefStatus.VERVALLEN)
        .order_by("soort", "pk")
    )
