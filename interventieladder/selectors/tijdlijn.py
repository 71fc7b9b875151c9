"""What happened in a dossier: the lines of the logboek about it and its parts, in words, page by page."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, BooleanField, CharField, Expression, F, Func, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from interventieladder.catalogus import SOORTEN
from interventieladder.ladders import alle_overgangen
from interventieladder.models import (
    Afspraak,
    Beoordeling,
    Brief,
    Dossier,
    Feit,
    Kostenregel,
    Stuk,
    Termijn,
    Verzending,
    Voorstel,
    Zienswijze,
)
from interventieladder.models.feiten import BeoordelingSoort, BeoordelingUitkomst, SpoedReden
from interventieladder.models.stukken import StukSoort
from interventieladder.models.zienswijze import Puntoordeel
from interventieladder.standen import GENERIEK
from interventieladder.termijnsoorten import naam_van
from toezicht.core.logboek import BESLOTEN
from toezicht.core.logteksten import bedrag_tekst
from toezicht.core.machines import toestandsnamen
from toezicht.core.models import Logboekregel, User
from toezicht.core.selectors import zichtbare_regels
from toezicht.core.templatetags.weergave import datum as datum_tekst
from toezicht.core.vaste_vragen import Gat, vraag_van
from toezicht.core.woorden import klein

PER_KEER = 25

ZINNEN: dict[str, str] = {
    "dossier_geopend": "Dossier geopend",
    "toegewezen": "Toegewezen aan {naar}",
    "grondslag_vastgelegd": "Grondslag vastgelegd",
    "stuk_toegevoegd": "{stuksoort} toegevoegd",
    "stuk_geverifieerd": "{stuksoort} geverifieerd",
    "zienswijze_beantwoord": "Zienswijze van {gegeven_door}: punt {punt} beantwoord, {puntoordeel}",
    "zienswijze_ontvangen": "Zienswijze ontvangen van {gegeven_door}",
    "zienswijze_te_laat": "Zienswijze na de termijn, van {gegeven_door}: {weegt_mee}",
    "zienswijze_punten": "Punten vastgelegd uit de zienswijze van {gegeven_door}",
    "zienswijze_geen": "Geen zienswijze ontvangen",
    "beoordeling_vastgelegd": "{beoordeling}: {uitkomst}",
    "beoordeling_geverifieerd": "Geverifieerd: {beoordeling_klein}, {uitkomst}",
    "feit_vastgelegd": "Feit vastgelegd: {naam}",
    "feit_gecorrigeerd": "Feit gecorrigeerd: {naam}",
    "feit_geverifieerd": "Feit geverifieerd: {naam}",
    "afspraak_gemaakt": "Afspraak gemaakt",
    "afspraak_nagekomen": "Afspraak nagekomen",
    "afspraak_niet_nagekomen": "Afspraak niet nagekomen",
    "afspraak_geweigerd": "Afspraak geweigerd",
    "spoed_vastgesteld": "Spoed vastgesteld: {spoed}",
    "voorstel_opgesteld": "Voorstel {nummer} opgesteld",
    "voorstel_gewijzigd": "Voorstel {nummer} gewijzigd",
    "voorstel_ingediend": "Voorstel {nummer} ingediend",
    "voorstel_retour": "Voorstel {nummer} terug met een vraag",
    "voorstel_teruggehaald": "Voorstel {nummer} teruggehaald",
    "voorstel_ingetrokken": "Voorstel {nummer} ingetrokken",
    "voorstel_vervallen": "Voorstel {nummer} vervallen",
    "voorstel_geagendeerd": "Voorstel {nummer} op de agenda van GS: punt {agendapunt}",
    "agendapunt_aangehouden": "Voorstel {nummer} aangehouden door GS",
    "agendapunt_afgevoerd": "Voorstel {nummer} van de agenda gehaald",
    "schriftelijk_antwoord": "Schriftelijk antwoord van {lid}: {antwoord}",
    "voorstel_uitgevoerd": "Besluit gebruikt voor de stap",
    "akkoord_lezer": "Voorstel {nummer}: akkoord van de tweede lezer",
    "akkoord_jurist": "Voorstel {nummer}: juridisch akkoord",
    "akkoord_portefeuillehouder": "Voorstel {nummer}: akkoord van de portefeuillehouder",
    "besluit_goedgekeurd": "Besluit {besluit_nummer}: goedgekeurd door {besloten_door}",
    "besluit_afgewezen": "Besluit {besluit_nummer}: afgewezen door {besloten_door}",
    "brief_opgesteld": "Brief opgesteld",
    "brief_geupload": "Brief toegevoegd",
    "brief_vervallen": "Brief vervallen",
    "brief_verzonden": "Brief aan alle geadresseerden verzonden",
    "verzonden": "{soort} verzonden aan {geadresseerde}",
    "termijn_gestart": "Termijn gestart: {termijn}, tot en met {einde}",
    "termijn_hervat": "Termijn hervat: {termijn}, tot en met {einde}",
    "termijn_heropend": "Termijn loopt toch nog: {termijn}, tot en met {einde}",
    "termijn_langer": "Termijn verlengd: {termijn}, tot en met {einde}",
    "termijn_herzien": "Termijn herzien: {termijn}, tot en met {einde}",
    "termijn_gecorrigeerd": "Begindatum verbeterd: {termijn}, tot en met {einde}",
    "termijn_herrekend": "Opnieuw berekend: {termijn}, tot en met {einde}",
    "termijn_vervangen": "Eerdere berekening vervallen: {termijn}",
    "termijn_verlengd": "Termijn vervangen: {termijn}",
    "termijn_gestopt": "Termijn gestopt: {termijn}",
    "termijn_opgeschort": "Termijn opgeschort: {termijn}",
    "besluit_op_schrift": "Mondeling besluit {besluit_nummer} op schrift gesteld",
    "kosten_vastgelegd": "Kosten vastgelegd: {omschrijving}, € {bedrag}",
    "kosten_gecorrigeerd": "Kosten gecorrigeerd: {omschrijving}, € {bedrag}",
    "dossier_overgenomen": "Begonnen in de bron",
    "overname_vastgelegd": "Dossier overgenomen",
    "overname_bevestigd": "Overname bevestigd",
    "overname_ingetrokken": "Overname ingetrokken",
    "besluit_overgenomen": "Besluit {besluit_nummer} van {besloten_door}",
    "brief_overgenomen": "{brief} verzonden aan {geadresseerde}",
    "termijneinde_gekozen": "Einddatum van een overgenomen termijn gekozen",
    "contactmoment_vastgelegd": "{inzetsoort}: {onderwerp}",
    "inzet_geregistreerd": "{inzetsoort} gepland: {onderwerp}",
    "inzet_gestart": "{inzetsoort} begonnen: {onderwerp}",
    "inzet_afgerond": "{inzetsoort} afgerond: {onderwerp}",
    "inzet_afgezegd": "{inzetsoort} afgezegd: {onderwerp}",
    "inzetafspraak_afgerond": "Afspraak gedaan: {wat}",
}
"""What a line says, without who did it; facts of the line stand in braces."""

ROOD = ("voorstel_retour", "besluit_afgewezen", "afspraak_niet_nagekomen", "afspraak_geweigerd")


@dataclass(frozen=True, slots=True)
class Gebeurtenis:
    """One line as people read it. `soort`: empty, nadruk (a step on the ladder) or rood (a no)."""

    datum: dt.date
    titel: str
    tekst: str
    door: str
    soort: str


@dataclass(frozen=True, slots=True)
class Tijdlijn:
    """A page of events, newest first; `ouder` is the cursor of what came before, or empty."""

    regels: list[Gebeurtenis]
    ouder: str


DELEN: tuple[tuple[str, Any, str], ...] = (
    ("voorstel", Voorstel, "dossier"),
    ("stuk", Stuk, "dossier"),
    ("zienswijze", Zienswijze, "dossier"),
    ("beoordeling", Beoordeling, "dossier"),
    ("afspraak", Afspraak, "dossier"),
    ("feit", Feit, "dossier"),
    ("termijn", Termijn, "dossier"),
    ("brief", Brief, "dossier"),
    ("verzending", Verzending, "brief__dossier"),
    ("kostenregel", Kostenregel, "dossier"),
)
"""Parts of a dossier that have a chain of their own: kind, model, path to the dossier."""


def _in_ketens(dossier: Expression, kamer: str) -> Func:
    """Whether a line stands in a chain of the dossier or its parts.

    As one array, read before the lines: then the index on the chain is used, however many lines there are.
    """
    eigen = Concat(Value(f"dossier{kamer}:"), Cast(dossier, CharField()))
    delen = [
        model._default_manager.filter(**{pad: dossier})
        .order_by()
        .annotate(keten=Concat(Value(f"{naam}{kamer}:"), Cast("pk", CharField())))
        .values("keten")
        for naam, model, pad in DELEN
    ]
    zelf = Dossier.objects.filter(pk=dossier).annotate(keten=eigen).values("keten")
    ketens = Func(ArraySubquery(zelf.union(*delen, all=True)), function="ANY", output_field=CharField())
    return Func(F("keten"), ketens, template="%(expressions)s", arg_joiner=" = ", output_field=BooleanField())


def tijdlijn(user: User, dossier: Dossier, *, cursor: str = "", aantal: int = PER_KEER) -> Tijdlijn:
    """One page of what this user may see, newest first; one query. A broken cursor counts as none."""
    kamer = BESLOTEN if dossier.besloten else ""

    def regels(van: Expression) -> "QuerySet[Logboekregel]":
        return zichtbare_regels(user).filter(_in_ketens(van, kamer)).order_by("-gebeurd_op", "-id")

    if plek := _lees_cursor(cursor):
        dag, pk = plek
        ervoor = Q(gebeurd_op__lte=dag) & (Q(gebeurd_op__lt=dag) | Q(id__lt=pk))
        rijen = list(regels(Value(dossier.pk)).filter(ervoor)[: aantal + 1])
    else:
        vraag = vraag_van(
            "tijdlijn",
            user,
            lambda: regels(Gat("dossier", BigIntegerField()))[: aantal + 1],
            bij=(kamer, user.rolcodes, aantal),
            gepland=True,
        )
        rijen = vraag.draai({"dossier": dossier.pk})
    meer, rijen = len(rijen) > aantal, rijen[:aantal]
    ouder = f"{rijen[-1].gebeurd_op.isoformat()}.{rijen[-1].pk}" if meer else ""
    return Tijdlijn(gebeurtenissen(rijen), ouder)


def _lees_cursor(cursor: str) -> tuple[dt.date, int] | None:
    dag, _, pk = cursor.partition(".")
    try:
        return dt.date.fromisoformat(dag), int(pk)
    except ValueError:
        return None


@cache
def _staptitels() -> dict[str, str]:
    return {regels.stap: regels.titel for regels in alle_overgangen()}


def gebeurtenissen(regels: Iterable[Logboekregel]) -> list[Gebeurtenis]:
    """Lines of the logboek as events in words."""
    return [
        Gebeurtenis(
            datum=regel.gebeurd_op,
            titel=titel(regel),
            tekst=regel.reden,
            door=f"{regel.door_naam} namens {regel.namens}" if regel.namens else regel.door_naam,
            soort=_soort(regel),
        )
        for regel in regels
    ]


def _soort(regel: Logboekregel) -> str:
    if regel.handeling in _staptitels() or regel.handeling == "besluit_goedgekeurd":
        return "nadruk"
    return "rood" if regel.handeling in ROOD else ""


def titel(regel: Logboekregel) -> str:
    """What happened, short; a kind without words of its own is named by its code in words."""
    if stap := _staptitels().get(regel.handeling):
        naar = toestandsnamen(str(regel.gegevens.get("ladder", GENERIEK))).get(regel.naar, "")
        return f"{stap} → {naar}" if naar and naar not in stap else stap
    zin = ZINNEN.get(regel.handeling, "")
    try:
        return zin.format_map(_feiten(regel)) if zin else regel.handeling.replace("_", " ").capitalize()
    except KeyError:  # an older line that lacks a fact its kind has now
        return regel.handeling.replace("_", " ").capitalize()


def _feiten(regel: Logboekregel) -> dict[str, str]:
    feiten = {naam: str(waarde) for naam, waarde in regel.gegevens.items()}
    if "bedrag" in feiten:
        feiten["bedrag"] = bedrag_tekst(feiten["bedrag"])
    soort = feiten.get("soort", "")
    beoordeling = _woord(dict(BeoordelingSoort.choices), soort)
    return {
        **feiten,
        "naar": regel.naar,
        "inzetsoort": SOORTEN[soort].naam if soort in SOORTEN else "Inzet",
        "stuksoort": _woord(dict(StukSoort.choices), soort),
        "beoordeling": beoordeling,
        "beoordeling_klein": klein(beoordeling),
        "uitkomst": klein(_woord(dict(BeoordelingUitkomst.choices), feiten.get("uitkomst", ""))),
        "termijn": klein(naam_van(soort)),
        "einde": datum_tekst(feiten.get("effectief_einde")),
        "puntoordeel": klein(_woord(dict(Puntoordeel.choices), feiten.get("oordeel", ""))),
        "weegt_mee": "weegt mee" if regel.gegevens.get("meegewogen") else "weegt niet mee",
        "spoed": klein(_woord(dict(SpoedReden.choices), regel.naar)),
    }


def _woord(woorden: dict[str, str], code: str) -> str:
    return str(woorden.get(code, code.replace("_", " ")))


@dataclass(frozen=True, slots=True)
class LaatsteDaad:
    """Who changed the dossier last, when, and how: what somebody who came too late wants to know."""

    door: str
    op: dt.datetime
    titel: str


def laatste_daad(user: User, dossier_id: int) -> LaatsteDaad | None:
    """The newest line on the dossier itself that this user may see."""
    regel = (
        zichtbare_regels(user)
        .filter(keten__in=(f"dossier:{dossier_id}", f"dossier{BESLOTEN}:{dossier_id}"))
        .order_by("-volgnummer")
        .first()
    )
    return LaatsteDaad(regel.door_naam, regel.vastgelegd_op, titel(regel)) if regel else None
