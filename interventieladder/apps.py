"""App configuration."""

from django.apps import AppConfig


class InterventieladderConfig(AppConfig):
    """Dossiers, the ladder, proposals and decisions, terms and letters."""

    name = "interventieladder"

    def ready(self) -> None:
        """Make the machines known to the ladder check, and let the health check ask after open work."""
        from interventieladder import ladders
        from interventieladder.ladders.handelingen import handelingen
        from interventieladder.models import Beleidskader, Inzet, Voorstel
        from interventieladder.selectors import herindelingwerk
        from interventieladder.selectors.beleid import termijnbeleid_nu
        from interventieladder.services import bewaking, bezit, oordeelbewaking, regimebewaking
        from interventieladder.services import ladders as laddergevolgen
        from toezicht.core.gezondheid import registreer_controle
        from toezicht.core.machines import registreer_ladder
        from toezicht.core.termijnbeleid import registreer_termijnbeleid
        from toezicht.mandaten.handelingen import registreer_handelingen

        registreer_controle("voorstellen", bewaking.controle_voorstellen)
        registreer_controle("oordelen", oordeelbewaking.controle_oordelen)
        registreer_controle("termijnen", bewaking.controle_termijnen)
        registreer_controle("beslistermijnen", bewaking.controle_beslistermijnen)
        registreer_controle("begrotingsjaren", regimebewaking.controle_begrotingsjaren)
        registreer_controle("verzendingen", bewaking.controle_verzendingen)
        registreer_controle("inzet", bewaking.controle_inzet)
        registreer_controle("overnames", bewaking.controle_overnames)
        registreer_controle("herindelingen", herindelingwerk.controle)

        registreer_termijnbeleid(termijnbeleid_nu)
        registreer_handelingen(handelingen)
        bezit.registreer()
        laddergevolgen.registreer()
        ladders.registreer()
        registreer_ladder(
            "beleidskader", "Beleidskader vaststellen", Beleidskader, eind=["vastgesteld", "ingetrokken"]
        )
        registreer_ladder(
            "voorstel",
            "Voorstel en besluit",
            Voorstel,
            eind=["uitgevoerd", "afgewezen", "ingetrokken", "vervallen"],
        )
        registreer_ladder("inzet", "Inzet buiten de ladder", Inzet, eind=["afgerond", "afgezegd"])
