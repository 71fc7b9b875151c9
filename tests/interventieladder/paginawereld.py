"""A dossier of Duinrand and the people around it, for the tests of the pages."""

import datetime as dt
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from interventieladder import brieven as opmaak
from interventieladder.models import Dossier, Voorstel
from interventieladder.services import (
    besluiten,
    brieven,
    dossieropening,
    dossiers,
    feiten,
    stapzetting,
    stukken,
    voorstellen,
)
from interventieladder.services.stukken import NieuwStuk
from interventieladder.services.voorstellen import Voorsteltekst
from tests.factories import (
    CoordinatorFactory,
    GedeputeerdeFactory,
    JuristFactory,
    OverheidFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
)

PEIL = dt.date(2026, 11, 23)
PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20
TEKST = {
    "gevraagd": "Instemmen met het informatieverzoek.",
    "waarom_nu": "Het archiefverslag ontbreekt.",
    "noodzaak_uitvraag": "Wij hebben deze cijfers niet.",
    "gevolg_ja": "De brief gaat uit.",
    "gevolg_nee": "Wij weten het niet.",
    "termijn_weken": 4,
}


def pdf(naam="bewijs.pdf"):
    return SimpleUploadedFile(naam, PDF, "application/pdf")


@dataclass
class Wereld:
    """Who and what; `dossier` is read again at each look."""

    noor: object
    joost: object
    rik: object
    tess: object
    marijke: object
    farah: object
    gemeente: object
    dossier_id: int = 0

    @property
    def dossier(self):
        return Dossier.objects.get(pk=self.dossier_id)

    @property
    def pad(self):
        return f"/dossiers/{self.dossier.nummer}/"

    def open(self, taak="archiefzorg", titel="Achterstand archiefbewerking"):
        nieuw = dossieropening.NieuwDossier(
            overheid_id=self.gemeente.pk,
            taak=taak,
            titel=titel,
            omschrijving="Kerncijfers ontbreken.",
            datum_feit=PEIL,
        )
        return dossieropening.open_dossier(nieuw=nieuw, door=self.noor)

    def stuk(self, soort="bewijs", titel="Foto van de kelder", door=None, **extra):
        nieuw = NieuwStuk(soort=soort, titel=titel, datum=PEIL, **extra)
        return stukken.voeg_stuk_toe(
            dossier_id=self.dossier_id, nieuw=nieuw, bestand=pdf(), door=door or self.noor
        )

    def weeg(self):
        return feiten.leg_beoordeling_vast(
            dossier_id=self.dossier_id,
            soort="weging",
            uitkomst="onderzoeken",
            toelichting="Eigen register.",
            door=self.noor,
        )

    def concept(self):
        """A draft to ask for information, complete but for its letter."""
        self.weeg()
        return voorstellen.stel_op(
            dossier_id=self.dossier_id, stap="vraag_informatie", tekst=Voorsteltekst(**TEKST), door=self.noor
        )

    def ingediend(self):
        """The same with its letter, submitted: the second reader's turn."""
        voorstel = self.concept()
        velden = opmaak.standaard_velden("L2", self.dossier, voorstel)
        velden["vragen"] = ["Hoeveel meter archief is niet bewerkt?"]
        brieven.maak_brief(
            voorstel_id=voorstel.pk, soort="L2", onderwerp="Verzoek", velden=velden, door=self.noor
        )
        return voorstellen.dien_in(voorstel_id=voorstel.pk, door=self.noor)

    def goedgekeurd(self):
        """Read and decided on: the step can be taken."""
        voorstel = self.ingediend()
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=self.joost)
        besluiten.beslis(
            voorstel_id=voorstel.pk,
            goedkeuren=True,
            door=self.tess,
            zegel=voorstellen.zegel_van(voorstel.pk),
        )
        return Voorstel.objects.get(pk=voorstel.pk)

    def op_t2(self):
        """The step taken, its letter not sent yet."""
        voorstel = self.goedgekeurd()
        stapzetting.zet_stap(dossier_id=self.dossier_id, stap="vraag_informatie", door=self.noor)
        return Voorstel.objects.get(pk=voorstel.pk)


def bouw():
    """The world with one dossier on T1."""
    provincie = OverheidFactory(code="PV99", naam="Voorbeeldland", soort="provincie")
    wereld = Wereld(
        noor=ToezichthouderFactory(first_name="Noor", last_name="Ambtsma"),
        joost=ToezichthouderFactory(first_name="Joost", last_name="van Dam"),
        rik=CoordinatorFactory(first_name="Rik", last_name="Vos"),
        tess=TeamleiderFactory(first_name="Tess", last_name="Bergsma"),
        marijke=GedeputeerdeFactory(first_name="Marijke", last_name="Haring"),
        farah=JuristFactory(first_name="Farah", last_name="el Amrani"),
        gemeente=OverheidFactory(code="GM9907", naam="Duinrand", provincie=provincie),
    )
    wereld.dossier_id = wereld.open().pk
    dossiers.wijs_toe(
        dossier_id=wereld.dossier_id,
        behandelaar_id=wereld.noor.pk,
        tweede_lezer_id=wereld.joost.pk,
        door=wereld.rik,
    )
    return wereld
