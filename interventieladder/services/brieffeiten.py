"""A letter whose facts changed since it was drafted does not go out."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction

from interventieladder import brieven as opmaak
from interventieladder.brieven.feiten import FEITNAMEN, NAMEN, feiten_van
from interventieladder.brieven.namen import met_namen
from interventieladder.models import Brief, Dossier, Voorstel
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services.slot import NietGevonden, log, neem_voorstel
from interventieladder.treden import DOCUMENTEN
from toezicht.core import rollen
from toezicht.core.bestanden import toets_bestand
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User

if TYPE_CHECKING:
    from django.core.files.base import File

Wijziging = tuple[str, str, str]
"""A fact that changed: its name, how it was when the letter was drafted, and how it is now."""


class FeitenGewijzigd(Conflict):
    """The facts under a letter changed; `wijzigingen` says which."""

    def __init__(self, brief: Brief, wijzigingen: list[Wijziging], wat_nu: str) -> None:
        zinnen = "; ".join(in_woorden(wijziging) for wijziging in wijzigingen)
        super().__init__(
            f"De feiten onder {brief.soort} {DOCUMENTEN[brief.soort].naam} zijn veranderd sinds het opstellen: "
            f"{zinnen}. {wat_nu}"
        )
        self.wijzigingen = wijzigingen


def in_woorden(wijziging: Wijziging) -> str:
    """*de naam van de organisatie: Duinrand → Duinstad*."""
    naam, oud, nieuw = wijziging
    return f"{FEITNAMEN.get(naam, naam)}: {_kort(oud)} → {_kort(nieuw)}"


def _kort(waarde: str) -> str:
    regel = " ".join(waarde.split()) or "leeg"
    return regel if len(regel) <= 80 else f"{regel[:79]}…"


def gewijzigd(brief: Brief, dossier: Dossier, voorstel: Voorstel | None) -> list[Wijziging]:
    """Which facts changed since the letter was last saved; none for a letter from before facts were kept.

    A draft is held against all its facts. What was handed in is not undone by a zienswijze that comes late (it is
    weighed at discretion); once the step was taken what was decided stays, and only names can grow old.
    """
    if not brief.feiten:
        return []
    nu = feiten_van(brief.soort, dossier, voorstel)
    # What the text no longer names, since its template or policy changed, cannot be out of date in it.
    anders = [(naam, oud, nu[naam]) for naam, oud in brief.feiten.items() if naam in nu and nu[naam] != oud]
    return [wijziging for wijziging in anders if voorstel is None or _telt(wijziging[0], voorstel)]


def _telt(feit: str, voorstel: Voorstel) -> bool:
    if voorstel.status == VoorstelStatus.UITGEVOERD:
        return feit in NAMEN
    return voorstel.status in IN_CONCEPT or feit != "zienswijzen"


IN_CONCEPT = (VoorstelStatus.CONCEPT, VoorstelStatus.RETOUR)


OPNIEUW = "Open de brief, kijk de tekst na en bewaar hem opnieuw."
HAAL_TERUG = "Trek het voorstel in, pas de brief aan en leg hem opnieuw voor."
LAAT_VERVALLEN = "Laat het besluit vervallen, pas de brief aan in een nieuw voorstel en leg dat voor."
NAMEN_OVERNEMEN = "Laat een collega op de pagina van de verzending de nieuwe namen overnemen."


def eis_actueel(
    brieven: Iterable[Brief], dossier: Dossier, voorstel: Voorstel | None, *, zonder: Collection[str] = ()
) -> None:
    """Refuse with what changed and what to do, for the first letter whose facts are no longer those of its text.

    `zonder` are facts that may differ: the names in a letter that had left before they changed.
    """
    for brief in brieven:
        wijzigingen = [w for w in gewijzigd(brief, dossier, voorstel) if w[0] not in zonder]
        if wijzigingen:
            raise FeitenGewijzigd(brief, wijzigingen, wat_nu(voorstel, wijzigingen))


def eis_uiterste_dagen(brieven: Iterable[Brief], op: dt.date) -> None:
    """A last day that a letter names lies after the day of its step: nobody is asked for what is over."""
    for brief in brieven:
        for veld in opmaak.velden_van(brief.soort, brief.dossier) if brief.velden else ():
            dag = brief.velden.get(veld.code) if veld.uiterlijk else None
            if dag and dt.date.fromisoformat(dag) <= op:
                mend = "Laat het besluit vervallen en maak een nieuw voorstel met een latere dag."
                raise Weigering(
                    f"De brief noemt bij “{veld.label}” {dt.date.fromisoformat(dag):%d-%m-%Y}; dat ligt niet na "
                    + ("de verzending. Wijzig de brief." if brief.los else f"deze stap. {mend}"),
                    veld="verzonden_op",
                )


def wat_nu(voorstel: Voorstel | None, wijzigingen: Iterable[Wijziging]) -> str:
    """What to do about a letter whose facts changed, by where its proposal stands."""
    if voorstel is None:
        return OPNIEUW
    if namen_over_te_nemen(voorstel, wijzigingen):
        return NAMEN_OVERNEMEN
    if voorstel.status == VoorstelStatus.VASTGESTELD:
        return LAAT_VERVALLEN
    return OPNIEUW if voorstel.status in IN_CONCEPT else HAAL_TERUG


def zet_door_verzending(voorstel: Voorstel) -> bool:
    """Whether sending the letter of this approved proposal takes its step (`Ladderplan.stap_bij_verzending`)."""
    return (
        voorstel.status == VoorstelStatus.VASTGESTELD
        and voorstel.stap in voorstel.dossier.plan.stap_bij_verzending
    )


def namen_over_te_nemen(voorstel: Voorstel | None, wijzigingen: Iterable[Wijziging]) -> bool:
    """Whether a colleague can put the new names in: it was decided, sending comes next, and only names changed."""
    if voorstel is None:  # not decided on: who made it opens it again
        return False
    besloten = voorstel.status == VoorstelStatus.UITGEVOERD or zet_door_verzending(voorstel)
    anders = [feit for feit, _, _ in wijzigingen]
    return besloten and bool(anders) and set(anders) <= set(NAMEN)


def is_upload(brief: Brief) -> bool:
    """Whether the letter was made elsewhere: its text is a file, in which no name can be replaced here."""
    return not brief.velden


@transaction.atomic
def neem_namen_over(*, brief_id: int, door: User, bestand: "File[bytes] | None" = None) -> Brief:
    """Replace the old names by the new ones in a letter that was decided on and did not leave yet.

    Only names, by another than the drafter, who reads the letter again; what was decided stays. Also before a step
    that the sending itself takes: the power would be lost while it was decided on anew. An uploaded letter asks
    `bestand`, the same document with the new names; one from our template refuses it. Raises `GeenRecht` for the
    drafter or without the right to send, `Conflict` when there is no name to replace.
    """
    voorstel_id = Brief.objects.filter(pk=brief_id).values_list("voorstel_id", flat=True).first()
    if voorstel_id is None:
        raise NietGevonden("Deze brief bestaat niet, of u mag hem niet zien.")
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    brief = Brief.objects.get(pk=brief_id)
    if not door.has_perm(rollen.VERZEND) or door.pk == voorstel.opgesteld_door_id:
        raise GeenRecht(
            "Een ander dan de opsteller, met het recht om te verzenden, neemt de nieuwe namen over."
        )
    wijzigingen = gewijzigd(brief, dossier, voorstel)
    if brief.briefdatum is not None or not namen_over_te_nemen(voorstel, wijzigingen):
        raise Conflict("Aan deze brief is geen naam te vervangen. Ververs de pagina.")
    vervangen = _vervang_bestand(brief, bestand)
    namen = {oud: nieuw for _, oud, nieuw in wijzigingen if oud and nieuw}
    _vervang(brief, namen)
    brief.namen = [*brief.namen, _voor_het_zegel(namen, vervangen)]
    brief.feiten = brief.feiten | {naam: nieuw for naam, _, nieuw in wijzigingen}
    velden = ["onderwerp", "velden", "geadresseerden", "feiten", "namen"]
    brief.save(update_fields=[*velden, "bestand", "bestandsnaam", "sha256"])
    woorden = [*map(in_woorden, wijzigingen), *(["het bestand is vervangen"] if vervangen else [])]
    log(
        dossier,
        "brief_namen_overgenomen",
        door=door,
        soort="brief",
        onderwerp_id=brief.pk,
        reden="; ".join(woorden)[:500],
        gegevens={"soort": brief.soort, "titel": brief.onderwerp, **vervangen},
    )
    return brief


def _voor_het_zegel(namen: Mapping[str, str], vervangen: Mapping[str, Any]) -> Any:
    """What `brief.namen` keeps of one taking over (`zegel.veranderd`)."""
    paren = [list(paar) for paar in namen.items()]
    if not vervangen:
        return paren
    return {
        "namen": paren,
        "upload": [vervangen["sha256_oud"], vervangen["sha256"]],
        "bestand": [vervangen["bestand_oud"], vervangen["bestandsnaam_oud"]],
    }


def _vervang_bestand(brief: Brief, bestand: "File[bytes] | None") -> dict[str, Any]:
    """Put the new file in an uploaded letter; what the logboek keeps of it, so that it shows what was replaced."""
    if not is_upload(brief):
        if bestand is not None:
            raise Weigering(
                "Deze brief is uit het sjabloon gemaakt. Neem de nieuwe namen over zonder bestand.",
                veld="bestand",
            )
        return {}
    if bestand is None:
        raise Weigering(
            "Deze brief is als bestand toegevoegd; daarin staat de oude naam nog. Zet de nieuwe naam in hetzelfde "
            "document, verander verder niets, en upload het hier.",
            veld="bestand",
        )
    getoetst = toets_bestand(bestand)
    if getoetst.sha256 == brief.sha256:
        raise Weigering(
            "Dit is het bestand dat er al staat. Upload hetzelfde document met de nieuwe naam erin.",
            veld="bestand",
        )
    oud = {
        "bestandsnaam_oud": brief.bestandsnaam,
        "bestand_oud": brief.bestand.name,
        "sha256_oud": brief.sha256,
    }
    # A new path: the old file stays where it lay, as the document that was decided on.
    brief.bestand.save(getoetst.naam, getoetst.bestand, save=False)
    brief.bestandsnaam, brief.sha256 = getoetst.naam, getoetst.sha256
    return oud | {"bestandsnaam": brief.bestandsnaam, "sha256": brief.sha256}


def _vervang(brief: Brief, namen: Mapping[str, str]) -> None:
    """Replace whole names in subject, text and addressees."""
    deel = met_namen(
        {"onderwerp": brief.onderwerp, "velden": brief.velden, "geadresseerden": brief.geadresseerden}, namen
    )
    brief.onderwerp, brief.velden = deel["onderwerp"], deel["velden"]
    brief.geadresseerden = deel["geadresseerden"]
