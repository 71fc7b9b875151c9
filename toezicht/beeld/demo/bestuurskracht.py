"""Three light signals, a situatieschets, a role; in November one signal turned out unfounded (ladder.md 4.3)."""

import datetime as dt

from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.herevaluaties import veeg
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.services.situatieschetsen import schrijf_schets, stel_schets_vast
from interventieladder.services.voorstellen import Voorsteltekst
from signalen.services import signalen
from toezicht.beeld.demo.toneel import Zaak, op
from toezicht.core.clock import klok_op
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

CODE = "GM9912"
# type, domain, title, explanation, source, day
SIGNALEN = (
    ("IBT-S02", "bestuurskracht", "Wethouder ruimte treedt tussentijds af", "Na een debat over de grondexploitatie.", "raad", dt.date(2026, 8, 25)),
    ("IBT-S09", "bestuurskracht", "Raadsfractie splitst in tweeën", "De raad telt nu elf fracties.", "raad", dt.date(2026, 9, 1)),
    ("IBT-S25", "ruimtelijke_ordening", "Raad blokkeert het regionale woningbouwplan opnieuw", "Tweede keer binnen een jaar.", "regiomanager", dt.date(2026, 9, 7)),
)  # fmt: skip
BLOKKEN = {
    "taken": "De wettelijke taken worden uitgevoerd; geen dossier op de interventieladder.",
    "regio": "Het regionale woningbouwplan ligt voor de tweede keer stil.",
    "organisatie": "Een wethouder trad af; de raad telt elf fracties.",
    "eigen_inspanning": "Het presidium begon een gesprek over de werkwijze van de raad.",
    "regionaal_effect": "Vier buurgemeenten wachten op het plan.",
    "scenarios": "Zelf herstel met een gesprek als steun; of een verkenner op verzoek van de raad.",
    "roladvies": "Gesprek: de gemeente ziet het patroon zelf en werkt eraan. Volgen is te licht, omdat de regio wacht.",
}
TEKST = Voorsteltekst(
    gevraagd="Instemmen met de rol gesprek voor een jaar.",
    waarom_nu="Drie lichte signalen binnen een jaar over twee assen; de regio wacht op een besluit.",
    gevolg_ja="De gedeputeerde en de burgemeester spreken elkaar elk kwartaal.",
    gevolg_nee="De provincie volgt de signalen.",
)


def speel(mensen: dict[str, User]) -> None:
    """From the first signal in August to the task of 23 November."""
    gemeente = Overheid.objects.get(code=CODE, geldig_tot__isnull=True)
    ids = [_signaal(gemeente, mensen["pieter"], *regel) for regel in SIGNALEN]
    with klok_op(op(2026, 9, 10)):
        dossier = open_op_ladder(
            ladder="bestuurskracht",
            overheid_id=gemeente.pk,
            titel="Patroon van lichte signalen",
            omschrijving="Drie lichte signalen binnen drie weken, over organisatie en regio.",
            datum_feit=dt.date(2026, 9, 7),
            door=mensen["noor"],
        )
        zaak = Zaak(dossier.pk, mensen["noor"], mensen)
        zaak.zet("begin_schets")
    with klok_op(op(2026, 9, 24)):
        schets = schrijf_schets(dossier_id=dossier.pk, blokken=BLOKKEN, signaal_ids=ids, door=mensen["noor"])
        stel_schets_vast(schets_id=schets.pk, door=mensen["tess"])
        zaak.zet("leg_ter_weging")
    with klok_op(op(2026, 10, 1)):
        leg_feit_vast(
            dossier_id=dossier.pk,
            soort="rolvoorstel",
            datum=dt.date(2026, 10, 1),
            waarden={
                "rol": "gesprek",
                "motivering": "De gemeente ziet het patroon zelf en werkt eraan.",
                "geldig_tot": dt.date(2027, 9, 30),
                "evaluatiedatum": dt.date(2027, 4, 1),
            },
            door=mensen["noor"],
        )
        voorstel = zaak.stel_voor("kies_rol", TEKST, letters={"notitie": "Notitie bij de rolkeuze"})
    with klok_op(op(2026, 10, 5)):
        zaak.akkoord(voorstel, "pieter")
        zaak.besluit(voorstel, "tess")
        zaak.zet("kies_rol")
        zaak.verstuur(voorstel)
    with klok_op(op(2026, 11, 20)):
        signalen.weeg(
            signaal_id=ids[1],
            uitkomst="ongegrond",
            reden="De splitsing ging niet door; de fractie bleef bijeen.",
            door=mensen["pieter"],
        )
    _op_verzoek(mensen)
    with klok_op(op(2026, 11, 20, 12)):
        veeg()


def _op_verzoek(mensen: dict[str, User]) -> None:
    """A municipality that asks for a talk itself: no pattern, a dated reason; the situatieschets is a concept."""
    gemeente = Overheid.objects.get(code="GM9902", geldig_tot__isnull=True)
    with klok_op(op(2026, 11, 12)):
        dossier = open_op_ladder(
            ladder="bestuurskracht",
            overheid_id=gemeente.pk,
            titel="Verzoek van het college om een gesprek",
            omschrijving="Het college vraagt de provincie mee te denken over de bezetting van de organisatie.",
            datum_feit=dt.date(2026, 11, 10),
            door=mensen["pieter"],
        )
        leg_feit_vast(
            dossier_id=dossier.pk,
            soort="aanleiding",
            datum=dt.date(2026, 11, 10),
            waarden={"reden": "Brief van het college van 10 november: verzoek om mee te denken."},
            door=mensen["pieter"],
        )
        Zaak(dossier.pk, mensen["pieter"], mensen).zet("begin_schets")
    with klok_op(op(2026, 11, 19)):
        schrijf_schets(
            dossier_id=dossier.pk,
            blokken={
                "organisatie": "Vacatures bij inkoop en financiën; de rekenkamer wees daar in september op.",
                "eigen_inspanning": "Het college vraagt zelf om hulp en stelde geld beschikbaar.",
                "scenarios": "Gezamenlijke werving met buurgemeenten; of advies over de bedrijfsvoering.",
                "roladvies": "Adviseren: de gemeente vraagt om kennis en is zich bewust van het probleem.",
            },
            signaal_ids=[],
            door=mensen["pieter"],
        )


def _signaal(
    gemeente: Overheid, door: User, soort: str, domein: str, titel: str, tekst: str, bron: str, dag: dt.date
) -> int:
    with klok_op(op(dag.year, dag.month, dag.day, 11)):
        signaal = signalen.registreer_signaal(
            overheid_id=gemeente.pk,
            soort=soort,
            domein=domein,
            ernst="licht",
            titel=titel,
            toelichting=tekst,
            bron=bron,
            datum_feit=dag,
            kennisname_op=dag,
            betrouwbaarheid="A",
            door=door,
        )
        signalen.neem_in_behandeling(signaal_id=signaal.pk, door=door)
        signalen.weeg(signaal_id=signaal.pk, uitkomst="actief", reden="Nagegaan bij de griffie.", door=door)
    return signaal.pk
