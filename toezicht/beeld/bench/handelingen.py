"""Measurements of acts: the real services, each on rows of its own, with their commit."""

import contextvars
import threading
from collections import Counter
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.db import connections, transaction
from django.urls import reverse

from interventieladder import brieven as opmaak
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.services import brieven, voorstellen
from interventieladder.services.voorstellen import Voorsteltekst
from signalen.services.signalen import registreer_signaal
from toezicht.beeld.bench.meten import Meting, meet
from toezicht.beeld.bench.paginas import browser
from toezicht.beeld.bench.schaal import VANDAAG, VERSE_TAAK, Budget
from toezicht.beeld.bench.vulling import Vulling
from toezicht.beeld.demo.toneel import Zaak
from toezicht.core import logboek
from toezicht.organisaties.models import Overheid

STAP = "vraag_informatie"
POGINGEN = 20
REGELS_PER_KEER = 50
OPWARMEN = 2
_TEKST = Voorsteltekst(
    gevraagd="Goedkeuren dat wij het college om informatie vragen, met een termijn van vier weken.",
    waarom_nu="Het verslag ontbreekt na twee rappels.",
    noodzaak_uitvraag="De gegevens staan in geen andere levering.",
    gevolg_ja="De brief gaat uit.",
    gevolg_nee="Wij oordelen op wat wij hebben.",
    termijn_weken=4,
)


def maak_klaar(vulling: Vulling, aantal: int, *, besloten: bool = True) -> list[Zaak]:
    """Fresh dossiers, at most one per municipality, with an approved (or waiting) proposal for the step to T2."""
    bezet = zichtbaar(vulling.mensen["noor"]).filter(taak=VERSE_TAAK).values("overheid_id")
    onder = Overheid.objects.onder_toezicht_van(settings.PROVINCIE_CODE).filter(soort="gemeente")
    vrij = onder.exclude(pk__in=bezet).order_by("code")
    return [_klaar(vulling, code, besloten) for code in vrij.values_list("code", flat=True)[:aantal]]


def _klaar(vulling: Vulling, code: str, besloten: bool) -> Zaak:
    mensen = vulling.mensen
    zaak = Zaak.open(
        code=code,
        taak=VERSE_TAAK,
        titel="Verslag ontbreekt",
        feiten_tekst="Het verslag ontbreekt na twee rappels.",
        door=mensen["noor"],
        lezer=mensen["joost"],
        mensen=mensen,
        datum_feit=VANDAAG,
    )
    zaak.beoordeel("weging", "onderzoeken", "Eigen register, betrouwbaar.")
    voorstel = voorstellen.stel_op(dossier_id=zaak.dossier_id, stap=STAP, tekst=_TEKST, door=zaak.door)
    velden = opmaak.standaard_velden("L2", voorstel.dossier, voorstel)
    velden["vragen"] = ["Wanneer ontvangen wij het verslag?"]
    brieven.maak_brief(
        voorstel_id=voorstel.pk, soort="L2", onderwerp="Verzoek om informatie", velden=velden, door=zaak.door
    )
    voorstellen.dien_in(voorstel_id=voorstel.pk, door=zaak.door)
    zaak.akkoord(voorstel.pk, "joost")
    if besloten:
        zaak.besluit(voorstel.pk, "tess")
    return zaak


def meet_stap(vulling: Vulling, rondes: int) -> Meting:
    """A step with its guards, line in the logboek, hash and message, each time on a dossier that is ready."""
    klaar = maak_klaar(vulling, min(rondes, 30) + OPWARMEN + 1)
    aan_de_beurt = iter(klaar)
    budget = Budget(p50=0.015, queries=20)
    return meet(
        "stap zetten",
        lambda: next(aan_de_beurt).zet(STAP),
        rondes=len(klaar) - OPWARMEN - 1,
        budget=budget,
        opwarmen=OPWARMEN,
    )


def meet_gelijktijdig(vulling: Vulling, rondes: int) -> Meting:
    """Twenty people press the same button at once, over HTTP: one wins, the others get a conflict page."""
    del rondes  # one time says it all
    (zaak,) = maak_klaar(vulling, 1)
    dossier = zichtbaar(zaak.door).get(pk=zaak.dossier_id)
    pad = reverse("dossier_stap", args=[dossier.nummer, STAP])
    samen, uit = threading.Barrier(POGINGEN, timeout=60), Counter[int]()

    def poging() -> None:
        try:
            client = browser(zaak.door)
            samen.wait()
            uit[client.post(pad, {"versie": dossier.versie}).status_code] += 1
        finally:
            connections.close_all()

    # A thread does not know the clock of the measurement unless it gets it.
    draden = [
        threading.Thread(target=partial(contextvars.copy_context().run, poging)) for _ in range(POGINGEN)
    ]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=120)
    return Meting(
        f"stap, {POGINGEN} tegelijk",
        Budget(),
        uitkomst=", ".join(f"{aantal}× {status}" for status, aantal in sorted(uit.items())),
        goed=uit == {303: 1, 409: POGINGEN - 1},
    )


def meet_signaal(vulling: Vulling, rondes: int) -> Meting:
    """Register a signal."""
    overheid_id = Overheid.objects.get(code=vulling.overheid_code, geldig_tot__isnull=True).pk
    registreer = partial(
        registreer_signaal,
        overheid_id=overheid_id,
        soort="IBT-S20",
        domein="informatie_archief",
        ernst="licht",
        titel="Archiefverslag niet ontvangen",
        toelichting="Het verslag moest vóór 15 juli binnen zijn.",
        bron="eigen_dossier",
        datum_feit=VANDAAG,
        kennisname_op=VANDAAG,
        betrouwbaarheid="A",
        door=vulling.mensen["noor"],
    )
    return meet("signaal registreren", registreer, rondes=rondes, budget=Budget(p50=0.012))


def meet_logregel(vulling: Vulling, rondes: int) -> Meting:
    """What lines in the logboek add to an act: fifty on one subject, within one transaction."""
    onderwerp = logboek.Onderwerp("meting", "logregel", vulling.overheid_code)
    door = vulling.mensen["noor"]

    def schrijf() -> None:
        with transaction.atomic():
            for nummer in range(REGELS_PER_KEER):
                logboek.schrijf(onderwerp=onderwerp, handeling="gemeten", door=door, gegevens={"n": nummer})

    meting = meet(f"{REGELS_PER_KEER} logboekregels", schrijf, rondes=rondes, budget=Budget())
    per_regel = f"{meting.p50 / REGELS_PER_KEER * 1000:.2f} ms per regel".replace(".", ",")
    return replace(meting, uitkomst=per_regel)
