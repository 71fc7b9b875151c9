"""Loading housing figures with a preview, and judging a delivery as a second person."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.huisvesting import BevestigForm, LaadForm, OordeelForm, ingepakt
from interventieladder.views.gedeeld import verder
from signalen.selectors import huisvestingleveringen as lezen
from signalen.services import huisvesting as service
from signalen.services.huisvesting import Laaduitkomst
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.toegang import gebruiker, recht, recht_een_van
from toezicht.organisaties.verslag import Uitkomst

MAX_GETOOND = 100


@require_http_methods(["GET", "HEAD", "POST"])
@recht_een_van(rollen.LAAD_HUISVESTING, rollen.STEL_HUISVESTING_VAST)
def huisvesting_laden(request: HttpRequest) -> HttpResponse:
    """The deliveries, and for who may load: choose a file and see what it would change."""
    if request.method != "POST":
        return _laadpagina(request, LaadForm())
    form = LaadForm(request.POST, request.FILES)
    gezien: list[Laaduitkomst] = []

    def bekijk() -> None:
        bestand = form.cleaned_data["bestand"]
        inhoud = bestand.read()
        gezien.append(
            service.laad_huisvesting(
                inhoud=inhoud, bestandsnaam=bestand.name, door=gebruiker(request), proef=True
            )
        )
        form.inhoud = ingepakt(inhoud)  # type: ignore[attr-defined]  # carried to the second step

    status = probeer(form, bekijk)
    if status != 200:
        return _laadpagina(request, form, status=status)
    uitkomst = gezien[0]
    bevestig = BevestigForm(initial={"inhoud": getattr(form, "inhoud", ""), "naam": uitkomst.verslag.bestand})
    return _laadpagina(
        request, LaadForm(), uitkomst=uitkomst, bevestig=bevestig, status=200 if uitkomst.gelukt else 422
    )


def _laadpagina(
    request: HttpRequest,
    form: LaadForm | BevestigForm,
    *,
    uitkomst: Laaduitkomst | None = None,
    bevestig: BevestigForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = gebruiker(request)
    regels = uitkomst.verslag.regels if uitkomst else ()
    getoond = [r for r in regels if r.uitkomst is not Uitkomst.ONGEWIJZIGD]
    fout_eerst = sorted(getoond, key=lambda r: (r.uitkomst is not Uitkomst.FOUT, r.regel))
    context = {
        "form": form,
        "uitkomst": uitkomst,
        "bevestig": bevestig,
        "tellingen": [(u.value, uitkomst.verslag.aantal(u)) for u in Uitkomst] if uitkomst else [],
        "regels": fout_eerst[:MAX_GETOOND],
        "rest": max(0, len(fout_eerst) - MAX_GETOOND),
        "leveringen": lezen.leveringen(user),
        "mag_laden": user.has_perm(rollen.LAAD_HUISVESTING),
    }
    return render(request, "interventieladder/huisvesting/laden.html", context, status=status)


@require_POST
@recht(rollen.LAAD_HUISVESTING)
def huisvesting_bevestigen(request: HttpRequest) -> HttpResponse:
    """Store the file that was looked through; it counts once a colleague established it."""
    form = BevestigForm(request.POST)
    uitkomsten: list[Laaduitkomst] = []
    status = probeer(
        form,
        lambda: uitkomsten.append(
            service.laad_huisvesting(
                inhoud=form.cleaned_data["inhoud"],
                bestandsnaam=form.cleaned_data["naam"],
                door=gebruiker(request),
            )
        ),
    )
    if status != 200:
        return _laadpagina(request, form, status=status)
    uitkomst = uitkomsten[0]
    if not uitkomst.gelukt:
        return _laadpagina(request, LaadForm(), uitkomst=uitkomst, status=422)
    if not uitkomst.levering:
        messages.info(request, "Het bestand zegt niets nieuws; er is niets opgeslagen.")
        return verder("huisvesting_laden")
    tekst = (
        "Dit bestand was al geladen." if uitkomst.bekend else "Geladen. Een collega stelt de cijfers vast."
    )
    messages.success(request, tekst)
    return verder("huisvesting_levering", uitkomst.levering)


def _vind(request: HttpRequest, pk: int) -> lezen.Leveringrij:
    gevonden = lezen.levering(gebruiker(request), pk)
    if gevonden is None:
        raise Http404("Deze levering bestaat niet, of u mag haar niet zien.")
    return gevonden


@require_safe
@recht(rollen.BEKIJK_HUISVESTING)
def huisvesting_levering(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: what it says, the sum check, and for a second person the judgement."""
    return _leveringpagina(request, pk, OordeelForm())


def _leveringpagina(request: HttpRequest, pk: int, form: OordeelForm, *, status: int = 200) -> HttpResponse:
    levering = _vind(request, pk)
    regels = lezen.regels_van(pk)
    context = {
        "levering": levering,
        "regels": regels,
        "sommen": service.somcontroles_van(pk),
        "form": form,
    }
    return render(request, "interventieladder/huisvesting/levering.html", context, status=status)


@require_POST
@recht(rollen.STEL_HUISVESTING_VAST)
def huisvesting_oordeel(request: HttpRequest, pk: int, oordeel: str) -> HttpResponse:
    """Establish (`vaststellen`) or refuse (`afwijzen`) a delivery."""
    daden = {"vaststellen": service.stel_vast, "afwijzen": service.wijs_levering_af}
    if oordeel not in daden:
        raise Http404("Deze handeling bestaat niet.")
    levering = _vind(request, pk)
    form = OordeelForm(request.POST)
    status = probeer(
        form,
        lambda: daden[oordeel](
            levering_id=levering.id, door=gebruiker(request), toelichting=form.cleaned_data["toelichting"]
        ),
    )
    if status != 200:
        return _leveringpagina(request, pk, form, status=status)
    tekst = (
        "De cijfers zijn vastgesteld en tellen mee."
        if oordeel == "vaststellen"
        else "De levering is afgewezen."
    )
    messages.success(request, tekst)
    return verder("huisvesting_laden")
