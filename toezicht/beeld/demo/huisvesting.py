"""Housing: two years of figures, a municipality that comes on T2 by them, and one that is excused."""

from pathlib import Path

from interventieladder.services import huisvesting as ladder
from interventieladder.services.dossiers import wijs_toe
from interventieladder.services.voorstellen import Voorsteltekst
from signalen.services.huisvesting import laad_huisvesting, stel_vast
from toezicht.beeld.demo.toneel import Zaak, op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

CIJFERS = Path(__file__).parent / "cijfers"
HAVERDAM, KAAGDORP, WATERLO = "GM9912", "GM9915", "GM9937"
KOP = "soort;halfjaar;gemeente;aantal;datum;grond;bron;reden"
NOVEMBER = f"{KOP}\nrealisatie;2026-2;{WATERLO};17;2026-11-01;;Opgave gemeente Waterlo;\n"
CORRECTIE = (
    f"{KOP}\ncorrectie;2026-1;GM9905;62;2026-07-01;late_melding;COA, nagekomen melding;"
    "Drie mensen die in juni zijn gehuisvest, zijn pas in november gemeld.\n"
)


def speel(mensen: dict[str, User]) -> None:
    """The figures, each delivery on its day, and what two of them lead to."""
    with klok_op(op(2026, 8, 24)):
        eerste = _laad(mensen, (CIJFERS / "huisvesting-2026-1.csv").read_bytes(), "huisvesting-2026-1.csv")
    with klok_op(op(2026, 8, 25)):
        stel_vast(levering_id=eerste, door=mensen["rik"])
    _haverdam_naar_t2(mensen)
    _kaagdorp_verschoonbaar(mensen)
    with klok_op(op(2026, 10, 6)):
        naam = "huisvesting-tussenstand-2026-10.csv"
        tussen = _laad(mensen, (CIJFERS / naam).read_bytes(), naam)
    with klok_op(op(2026, 10, 7)):
        stel_vast(levering_id=tussen, door=mensen["rik"])
    with klok_op(op(2026, 11, 3)):
        november = _laad(mensen, NOVEMBER.encode(), "waterlo-november.csv")
    with klok_op(op(2026, 11, 4)):
        stel_vast(levering_id=november, door=mensen["noor"])
    with klok_op(op(2026, 11, 20)):
        _laad(mensen, CORRECTIE.encode(), "correctie-dijkhorst.csv")


def _laad(mensen: dict[str, User], inhoud: bytes, naam: str) -> int:
    uitkomst = laad_huisvesting(inhoud=inhoud, bestandsnaam=naam, door=mensen["joost"])
    if not uitkomst.levering:
        raise ValueError(f"{naam}: {uitkomst.verslag.fouten}")
    return uitkomst.levering


def _overheid(code: str) -> int:
    return Overheid.objects.values_list("pk", flat=True).get(code=code, geldig_tot__isnull=True)


def _haverdam_naar_t2(mensen: dict[str, User]) -> None:
    """First half-year over the threshold: the figures propose T2, people open the dossier and take the step."""
    with klok_op(op(2026, 9, 1)):
        dossier = ladder.open_huisvestingsdossier(overheid_id=_overheid(HAVERDAM), door=mensen["joost"])
        wijs_toe(
            dossier_id=dossier.pk,
            behandelaar_id=mensen["joost"].pk,
            tweede_lezer_id=mensen["noor"].pk,
            door=mensen["rik"],
        )
        zaak = Zaak(dossier.pk, mensen["joost"], mensen)
        zaak.beoordeel(
            "weging",
            "onderzoeken",
            "Eerste halfjaar boven de drempel; gebeld op 31 augustus, geen plan ontvangen.",
        )
        voorstel = zaak.stel_voor(
            "vraag_informatie",
            Voorsteltekst(
                gevraagd="Goedkeuren dat wij het college vragen naar oorzaak, plan en verwachte data.",
                waarom_nu="De achterstand op 1 juli 2026 ligt boven de drempel van het beleidskader.",
                noodzaak_uitvraag="Wij kennen de cijfers, niet de oorzaak en de plannen.",
                gevolg_ja="Brief L2 gaat uit; het college heeft vier weken voor een antwoord.",
                gevolg_nee="Wij wachten de volgende peildatum af.",
                termijn_weken=4,
            ),
            letters={"L2": "Verzoek om informatie: achterstand huisvesting vergunninghouders"},
        )
        zaak.akkoord(voorstel, "noor")
    with klok_op(op(2026, 9, 2)):
        zaak.besluit(voorstel, "tess")
        zaak.zet("vraag_informatie")
    with klok_op(op(2026, 9, 3)):
        zaak.verstuur(voorstel)


def _kaagdorp_verschoonbaar(mensen: dict[str, User]) -> None:
    """The same backlog, with a contract and a date: the ladder does not go up."""
    with klok_op(op(2026, 9, 4)):
        grond = ladder.stel_verschoonbaar_voor(
            overheid_id=_overheid(KAAGDORP),
            grond="concrete_projecten",
            toelichting=(
                "Aan de Havenkade worden twaalf woningen opgeleverd op 15 november 2026. De vertraging van vier maanden "
                "kwam door het faillissement van een aannemer; het college nam binnen drie weken een ander."
            ),
            bewijs="Koop-aannemingsovereenkomst en planning Havenkade, 24 augustus 2026, kenmerk 2026-1187",
            door=mensen["joost"],
        )
    with klok_op(op(2026, 9, 8)):
        ladder.beslis_verschoonbaar(
            verschoning_id=grond.pk,
            toekennen=True,
            reden="De inspanning is aantoonbaar en het aantal woningen dekt de achterstand.",
            door=mensen["tess"],
        )
