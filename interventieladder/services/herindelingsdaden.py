"""What is done with one dossier on the day of a herindeling: it goes on at the successor, or closes here.

The callers hold the lock on the dossier. The old organisation keeps its history: lines, terms and statistics of
before the day stand on its code, and what follows stands on that of the successor.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from interventieladder.models import Brief, Dossier, Ladderstap, Termijn, Voorstel
from interventieladder.models.dossier import EEN_OPEN
from interventieladder.models.ladderstap import StapUitkomst
from interventieladder.models.stukken import BriefStatus, Ontvangerrol
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.voorstel import LOPEND, VoorstelStatus
from interventieladder.selectors import beleid as beleidskader
from interventieladder.services import termijnen
from interventieladder.services.brieffeiten import zet_door_verzending
from interventieladder.services.dossieropening import MAX_ONDERDEEL, dossiernummer, insert_unique
from interventieladder.services.slot import bewaar_dossier, dossierfeiten, log, meld, voorstelfeiten
from interventieladder.services.termijnversies import log_termijn
from interventieladder.services.voorstellen import ACTIEF, zet_om
from interventieladder.standen import Ladderplan
from interventieladder.treden import Sluitreden
from signalen.services.afloop import neem_signalen_mee, rond_af_met_dossier
from toezicht.core import logboek
from toezicht.core.fouten import Conflict
from toezicht.core.models import Logboekregel, User
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid

STIL_EINDE = (
    "afgesloten",
    "gestaakt",
    "ingetrokken",
    "vervallen",
    "afgezien",
    "verlopen",
    "beeindigd",
    "afgerond",
)
"""End states that judge nobody: the first that the ladder has."""


def verplaats(
    dossier: Dossier,
    opvolger: Overheid,
    *,
    op: dt.date,
    door: User | None,
    reden: str,
    zelfde_bestuur: bool = False,
) -> None:
    """Let the dossier go on at the successor, on its own rung, with its terms and their dates (Wet arhi 44).

    With `zelfde_bestuur` only its name and code changed: nothing was said to another organ, so nothing goes anew,
    and a decision of which the sending takes the step stands, with its letters (`brieffeiten.neem_namen_over`).
    `op` is the day of the law. Carried out later, the lines stand after what happened on the old code since: else
    that would open it there again. Raises `Conflict` when the successor has an open dossier on the same duty (I1).
    """
    oud = dossier.overheid
    onderweg = _onderweg(dossier)
    staan = {v.pk for v in onderweg if zelfde_bestuur and zet_door_verzending(v)}
    blijft = Q(voorstel__status=VoorstelStatus.UITGEVOERD)
    # Under another name who made a letter without a proposal opens it again (`brieffeiten`).
    blijft = (
        blijft | Q(voorstel__in=staan) | Q(voorstel__isnull=True)
        if zelfde_bestuur
        else blijft & Q(verzendingen__isnull=True)
    )
    _maak_brieven_los(dossier, door=door, reden=reden, blijft=blijft)
    wissel = "de naamswijziging" if zelfde_bestuur else "herindeling"
    _los_voorstellen(
        [v for v in onderweg if v.pk not in staan], door=door, reden=reden, sluit=False, wissel=wissel
    )
    dag = max(op, _laatste_dag(dossier))
    eind = {
        "stand": stil_einde(dossier.plan),
        "gesloten_op": op,
        "sluitreden": Sluitreden.OVERGEGAAN_HERINDELING.value,
    }
    log(
        dossier,
        "dossier_overgegaan",
        door=door,
        naar=opvolger.naam,
        reden=reden,
        gegevens=eind,
        gebeurd_op=dag,
    )
    _zet_over(dossier, opvolger, None if zelfde_bestuur else op)
    log(
        dossier,
        "dossier_ontvangen",
        door=door,
        van=oud.naam,
        naar=opvolger.naam,
        reden=reden,
        gegevens={**dossierfeiten(dossier), "van_overheid": oud.code},
        gebeurd_op=dag,
    )
    _neem_termijnen_mee(dossier, op=op, door=door, reden=reden)
    _meld_overgang(dossier, oud, op, zelfde_bestuur=zelfde_bestuur)


def _laatste_dag(dossier: Dossier) -> dt.date:
    """The newest business date of a line about the dossier itself; its opening when there is none."""
    soorten = ("dossier", f"dossier{logboek.BESLOTEN}")
    regels = Logboekregel.objects.filter(keten__in=[f"{soort}:{dossier.pk}" for soort in soorten])
    return regels.aggregate(dag=Max("gebeurd_op"))["dag"] or dossier.geopend_op


def _zet_over(dossier: Dossier, opvolger: Overheid, nieuw_bestuur: dt.date | None) -> None:
    oud = dossier.overheid
    dossier.overheid, dossier.overgegaan_op = opvolger, nieuw_bestuur or dossier.overgegaan_op
    dossier.onderdeel = _vrij_onderdeel(dossier, oud)
    try:
        with transaction.atomic():
            bewaar_dossier(dossier, "overheid", "overgegaan_op", "onderdeel")
    except IntegrityError as fout:
        if EEN_OPEN not in str(fout):
            raise
        ander = open_over_hetzelfde(dossier, opvolger)
        raise Conflict(
            f"Bij {opvolger.naam} loopt al dossier {ander.nummer if ander else 'over dezelfde taak'}. "
            "Kies voor deze regel dat het dossier daarin opgaat, of sluit eerst het andere."
        ) from fout


def _neem_termijnen_mee(dossier: Dossier, *, op: dt.date, door: User | None, reden: str) -> None:
    """Nothing of a term changes; the code of the successor gets its facts."""
    lopend = (TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    for termijn in Termijn.objects.filter(dossier=dossier, status__in=lopend).select_related("stap"):
        termijn.dossier = dossier
        log_termijn(termijn, "termijn_overgegaan", door=door, gebeurd_op=max(op, termijn.start), reden=reden)


def _meld_overgang(dossier: Dossier, oud: Overheid, op: dt.date, *, zelfde_bestuur: bool) -> None:
    naam = dossier.overheid.naam
    ook = " of van een besluit dat met de verzending wordt gezet" if zelfde_bestuur else ""
    meld(
        dossier,
        sleutel=f"herindeling:{dossier.pk}:{dossier.versie}",
        ontvanger=dossier.behandelaar,
        onderwerp=f"{dossier.nummer} gaat verder bij {naam}",
        tekst=(
            f"Dossier {dossier.nummer} van {oud.naam} gaat vanaf {op:%d-%m-%Y} verder bij {naam}. "
            f"Brieven van een gezette stap{ook} die nog niet weg waren blijven klaarliggen: een collega neemt op "
            "de pagina van de verzending de nieuwe namen over. Andere brieven die nog niet weg waren zijn "
            "vervallen."
        ),
    )


def _vrij_onderdeel(dossier: Dossier, oud: Overheid) -> str:
    """Beside the general ladder two predecessors may bring the same part: each keeps its own, by name."""
    if dossier.generiek:
        return dossier.onderdeel
    bezet = Dossier.objects.open().filter(
        overheid=dossier.overheid, ladder=dossier.ladder, onderdeel=dossier.onderdeel, kamer=dossier.kamer
    )
    if not bezet.exclude(pk=dossier.pk).exists():
        return dossier.onderdeel
    staart = f" (voorheen {oud.naam})"[:MAX_ONDERDEEL]
    return f"{dossier.onderdeel[: MAX_ONDERDEEL - len(staart)]}{staart}".strip()


def open_over_hetzelfde(dossier: Dossier, opvolger: Overheid) -> Dossier | None:
    """The open dossier of the successor on the same duty, in the same room, on the general ladder."""
    zelfde = Dossier.objects.open().generiek().filter(overheid=opvolger, kamer=dossier.kamer)
    zelfde = zelfde.filter(domein=dossier.domein, taak=dossier.taak, onderdeel=dossier.onderdeel)
    return zelfde.exclude(pk=dossier.pk).order_by("pk").first()


def open_bij_opvolger(
    uit: Dossier, opvolger: Overheid, *, trede: str, op: dt.date, door: User | None, reden: str
) -> Dossier:
    """A new dossier of the successor on the duty of `uit`, at this rung, with a link to it (ladder.md SC4).

    Raises `Conflict` when somebody opened one at the same moment: it is locked in a new attempt, before the rest.
    """
    nieuw = type(uit)(
        nummer=dossiernummer(uit.kamer, op.year),
        titel=uit.titel,
        overheid=opvolger,
        domein=uit.domein,
        taak=uit.taak,
        orgaan=uit.orgaan,
        gevorderd=uit.gevorderd,
        gebrek=uit.gebrek,
        omschrijving=uit.omschrijving,
        datum_feit=uit.datum_feit,
        geopend_op=op,
        beleid_versie=beleidskader.geldend(op, uit.domein).versie,
        stand=trede,
        trede=trede,
        trede_sinds=op,
        behandelaar=uit.behandelaar,
        tweede_lezer=uit.tweede_lezer,
        voorganger=uit,
        kamer=uit.kamer,
        overgegaan_op=op,
    )
    insert_unique(nieuw)
    Ladderstap.objects.create(dossier=nieuw, trede=trede, volgnummer=1, van=op, overgang="herindeling")
    log(
        nieuw,
        "dossier_geopend",
        door=door,
        naar=trede,
        reden=reden,
        gegevens={**dossierfeiten(nieuw), "voorganger": uit.nummer},
        gebeurd_op=op,
    )
    return nieuw


def sluit(
    dossier: Dossier,
    *,
    sluitreden: str,
    op: dt.date,
    door: User | None,
    reden: str,
    in_: Dossier | None = None,
) -> None:
    """Close the dossier here: its stay and terms end on `op` (a later begin: on that day), nothing is judged.

    With `in_` its running signals go along to that dossier; without, they are settled with it.
    """
    _maak_brieven_los(dossier, door=door, reden=reden)
    _los_voorstellen(_onderweg(dossier), door=door, reden=reden, sluit=True)
    lopend = dossier.stappen.filter(tot__isnull=True).first()
    dag = max(op, lopend.van) if lopend else op
    termijnen.stop_termijnen(dossier, op=dag, reden=klein(Sluitreden(sluitreden).label), door=door)
    dossier.stappen.filter(tot__isnull=True).update(tot=dag, uitkomst=StapUitkomst.VERDER)
    _sluit_rij(dossier, sluitreden, dag)
    log(
        dossier,
        "dossier_overgegaan" if in_ else "dossier_gesloten_herindeling",
        door=door,
        naar=in_.nummer if in_ else dossier.stand,
        reden=reden,
        gegevens={**dossierfeiten(dossier), **({"opgegaan_in": in_.nummer} if in_ else {})},
        gebeurd_op=max(dag, _laatste_dag(dossier)),
    )
    if in_ is None:
        rond_af_met_dossier(
            dossier_id=dossier.pk, ongegrond=False, reden=f"Dossier {dossier.nummer} is gesloten. {reden}"
        )
        return
    neem_signalen_mee(van_dossier_id=dossier.pk, naar_dossier_id=in_.pk, kenmerk=in_.nummer, door=door)
    log(
        in_,
        "dossier_neemt_op",
        door=door,
        van=dossier.overheid.naam,
        reden=f"{dossier.nummer} van {dossier.overheid.naam} ging hierin op. {reden}",
        gegevens={f"opgenomen_{dossier.nummer}": op},
        gebeurd_op=max(op, in_.geopend_op),
    )


def stil_einde(plan: Ladderplan) -> str:
    """The end state of a ladder that judges nobody; empty when it has none."""
    return next((s for s in STIL_EINDE if s in plan.eind), "")


def _sluit_rij(dossier: Dossier, sluitreden: str, dag: dt.date) -> None:
    """No step of the ladder: the law moved the case, nobody judged it. A hold or transfer ends with it."""
    velden: dict[str, Any] = {
        "stand": stil_einde(dossier.plan),
        "gesloten_op": dag,
        "sluitreden": sluitreden,
        "aangehouden_op": None,
        "aangehouden_niveau": "",
        "aanhoudgrond": "",
        "herbeoordeling_op": None,
        "overgedragen_op": None,
        "versie": dossier.versie + 1,
    }
    Dossier.objects.filter(pk=dossier.pk).update(**velden)
    dossier.__dict__.update(velden)
    dossier.__dict__.pop("feiten", None)


def _onderweg(dossier: Dossier) -> list[Voorstel]:
    """The proposals under way, locked."""
    rijen = Voorstel.objects.select_for_update(of=("self",)).filter(dossier=dossier, status__in=LOPEND)
    onderweg = list(rijen.select_related("opgesteld_door").order_by("pk"))
    for voorstel in onderweg:
        voorstel.dossier = dossier
    return onderweg


def _los_voorstellen(
    onderweg: Sequence[Voorstel], *, door: User | None, reden: str, sluit: bool, wissel: str = "herindeling"
) -> None:
    """A proposal under way names the old organisation: a sealed one lapses or goes back to who drafted it.

    A decision that was taken and not used lapses; when the dossier closes a draft is withdrawn as well. `wissel`
    is what happened, in words.
    """
    noot = f"{reden} Maak de brieven opnieuw op de nieuwe naam en dien het voorstel opnieuw in."
    for voorstel in onderweg:
        dossier = voorstel.dossier
        van, stap = voorstel.status, _na_herindeling(voorstel, sluit=sluit)
        if stap:
            zet_om(voorstel, stap, reden=noot if stap == "geef_retour" else reden, door=door)
        else:  # a draft stays one
            voorstel.retour_reden = noot
            voorstel.save(update_fields=["retour_reden"])
        log(
            dossier,
            "voorstel_herindeling",
            door=door,
            soort="voorstel",
            onderwerp_id=voorstel.pk,
            van=van,
            naar=voorstel.status,
            reden=reden,
            gegevens=voorstelfeiten(voorstel),
        )
        meld(
            dossier,
            sleutel=f"herindeling:voorstel:{voorstel.pk}:{voorstel.versie}",
            ontvanger=voorstel.opgesteld_door,
            onderwerp=f"Voorstel {voorstel.nummer}: {klein(voorstel.get_status_display())} door {wissel}",
            tekst=reden if sluit else noot,
        )


def _na_herindeling(voorstel: Voorstel, *, sluit: bool) -> str:
    """The step of the proposal; empty for a draft in a dossier that goes on."""
    if voorstel.status == VoorstelStatus.VASTGESTELD:
        return "laat_vervallen"
    if sluit:
        return "trek_in"
    return "geef_retour" if voorstel.status in ACTIEF else ""


def _maak_brieven_los(dossier: Dossier, *, door: User | None, reden: str, blijft: Q | None = None) -> None:
    """Nothing leaves any more on the old name: a letter of a step that was not taken lapses.

    One that went to the organ already counts as sent; addressees that had not got theirs no longer exist. The
    letter of a step that was taken can never be made again: in a dossier that goes on it stays (`blijft`), and a
    second person takes the new names over before it leaves (`brieffeiten`).
    """
    open_ = Brief.objects.filter(dossier=dossier, status__in=(BriefStatus.CONCEPT, BriefStatus.KLAAR))
    if blijft is not None:
        open_ = open_.exclude(blijft)
    for brief in open_.prefetch_related("verzendingen").order_by("pk"):
        gedaan = {(v.geadresseerde, v.rol) for v in brief.verzendingen.all()}
        aan_orgaan = any(rol == Ontvangerrol.ORGAAN for _, rol in gedaan)
        if aan_orgaan:
            brief.geadresseerden = [g for g in brief.geadresseerden if (g["naam"], g["rol"]) in gedaan]
        brief.status = BriefStatus.VERZONDEN if aan_orgaan else BriefStatus.VERVALLEN
        brief.save(update_fields=["status", "geadresseerden"])
        log(
            dossier,
            "brief_vervallen_herindeling" if not aan_orgaan else "brief_verzonden",
            door=door,
            soort="brief",
            onderwerp_id=brief.pk,
            naar=brief.status,
            reden=reden,
            gegevens={"soort": brief.soort, "status": brief.status, "onderwerp": brief.onderwerp},
        )
