"""Urgent spending before approval as a machine (finance.md 1.7; Gemeentewet 209 and 210)."""

from decimal import Decimal
from functools import partial

from interventieladder.guards import spoeduitgave as g
from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.spoeduitgave import PLAN, TERMIJN, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
klok = partial(overgang, "stand", niveau=N.RECHTSWEGE, recht=alleen_de_klok)


@dossierklasse(PLAN.code)
class Spoeddossier(Dossier):
    """One decision of the raad to spend before approval."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @property
    def bedrag(self) -> Decimal | None:
        """The amount in euro that is decided on."""
        return self.spoeduitgave.bedrag

    @stap(
        rij="1",
        van=[S.ONTVANGEN],
        naar=S.GEKOPPELD,
        titel="Spoedbesluit compleet",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 209",
        guards=[g.g_stemmen, g.g_gekoppeld],
    )
    def neem_in_behandeling(self) -> None: ...

    @klok(
        rij="2",
        van=[S.GEKOPPELD],
        naar=S.GEDEKT,
        titel="Wijziging goedgekeurd",
        grondslag="Gemeentewet 209",
        guards=[g.g_wijziging_goed],
    )
    def volg_goedkeuring(self) -> None: ...

    @klok(
        rij="3",
        van=[S.GEKOPPELD],
        naar=S.NIET_GEDEKT,
        titel="Goedkeuring van de wijziging onthouden",
        grondslag="Gemeentewet 210, eerste lid",
        guards=[g.g_wijziging_onthouden],
    )
    def volg_onthouding(self) -> None: ...

    @klok(
        rij="4",
        van=[S.GEKOPPELD],
        naar=S.ONTVANGEN,
        titel="Wijziging ingetrokken of niet begonnen",
        grondslag="Gemeentewet 209, tweede lid",
        guards=[g.g_wijziging_weg],
    )
    def verlies_wijziging(self) -> None: ...

    @overgang(
        "stand",
        rij="5",
        van=[S.NIET_GEDEKT],
        naar=S.AANSPRAKELIJKHEID,
        titel="Onthouding onherroepelijk",
        termijnen=[TERMIJN],
        niveau=N.TOEZICHTHOUDER,
        recht=rollen.TOETS_JURIDISCH,
        grondslag="Gemeentewet 210, eerste lid",
        guards=[g.g_onherroepelijk],
    )
    def word_onherroepelijk(self) -> None: ...

    @overgang(
        "stand",
        rij="6",
        van=[S.AANSPRAKELIJKHEID, S.BEVOEGDHEID_WEG],
        recht=rollen.VERZEND,
        naar=S.AANGESPROKEN,
        titel="Raadsleden aansprakelijk stellen",
        termijnen=[TERMIJN],
        niveau=N.GS,
        grondslag="Gemeentewet 210, eerste lid",
        documenten=["FIN-L210"],
        guards=[
            g.g_maand_loopt,
            g.g_stemmen,
            g.g_direct,
            g_motivering,
            g_documenten("FIN-L210"),
            g_jurist,
            g_akkoord(N.GS),
        ],
    )
    def stel_aansprakelijk(self) -> None: ...

    @stap(
        rij="7",
        van=[S.AANSPRAKELIJKHEID],
        naar=S.AFGEZIEN,
        titel="Afzien van aansprakelijkstelling",
        niveau=N.GS,
        grondslag="Gemeentewet 210, eerste lid",
        documenten=["notitie"],
        guards=[g_motivering, g_documenten("notitie"), g_akkoord(N.GS)],
    )
    def zie_af_van_aansprakelijkheid(self) -> None: ...

    @klok(
        rij="8",
        van=[S.AANSPRAKELIJKHEID],
        naar=S.BEVOEGDHEID_WEG,
        titel="Bevoegdheid vervallen",
        termijnen=[TERMIJN],
        grondslag="Gemeentewet 210, eerste lid",
        guards=[g.g_maand_voorbij],
    )
    def laat_bevoegdheid_vervallen(self) -> None: ...

    @overgang(
        "stand",
        rij="9",
        van=[S.BEVOEGDHEID_WEG],
        naar=S.VERVALLEN,
        titel="Sluiten: niemand aansprakelijk gesteld",
        niveau=N.TOEZICHTHOUDER,
        recht=rollen.TOETS_JURIDISCH,
        grondslag="Gemeentewet 210, eerste lid",
        guards=[g.g_niets_onderweg],
    )
    def sluit_na_verval(self) -> None: ...
