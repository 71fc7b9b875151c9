"""The termijnrekenhulp: anybody who is logged in may ask when a term ends."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.forms.basis import zet_fout
from toezicht.core.forms.termijnen import TermijnForm
from toezicht.core.fouten import Weigering
from toezicht.core.termijnen import Uitkomst, bereken, datum_voluit, herinneringen


@dataclass(frozen=True, slots=True)
class _Antwoord:
    """What the page shows: the outcome, its end in words and the days on which people are reminded."""

    uitkomst: Uitkomst
    einde: str
    ruw_einde: str
    herinneringen: list[str]


@login_required
@require_safe
def termijnrekenhulp(request: HttpRequest) -> HttpResponse:
    """Form and outcome on one page. The address holds the question, so that an outcome can be linked.

    Input that cannot be used gives the form back with a sentence per field, status 400.
    """
    form = TermijnForm(request.GET or None)
    antwoord = _antwoord(form) if form.is_valid() else None
    volgens_beleid = antwoord and not form.data.get("overeenkomstig") and not form.termijn()[2].onder_atw
    context = {"form": form, "antwoord": antwoord, "volgens_beleid": volgens_beleid}
    return render(request, "core/termijnrekenhulp.html", context, status=400 if form.errors else 200)


def _antwoord(form: TermijnForm) -> _Antwoord | None:
    try:
        start, lengte, basis, overeenkomstig = form.termijn()
        uitkomst = bereken(start, lengte, basis, overeenkomstig=overeenkomstig, kalender=geldende_kalender())
        dagen = herinneringen(start, uitkomst.effectief_einde)
    except Weigering as fout:
        zet_fout(form, fout)
        return None
    return _Antwoord(
        uitkomst=uitkomst,
        einde=datum_voluit(uitkomst.effectief_einde),
        ruw_einde=datum_voluit(uitkomst.ruw_einde),
        herinneringen=[datum_voluit(dag) for dag in dagen],
    )
