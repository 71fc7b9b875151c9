"""The cast of Voorbeeldland. Every name is invented."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group

from interventieladder.services.college import neem_lid_op
from toezicht.core import rollen
from toezicht.core.models import User

WACHTWOORD: str = settings.DEMO_WACHTWOORD
"""One password for every demo account; it stands on the log-in page."""


@dataclass(frozen=True, slots=True)
class Persoon:
    """An account of the demonstration; `ook` is a second role."""

    gebruikersnaam: str
    voornaam: str
    achternaam: str
    functie: str
    rol: str
    ook: str = ""


MENSEN = (
    Persoon("noor", "Noor", "Ambtsma", "toezichthouder archief en informatie", rollen.TOEZICHTHOUDER),
    Persoon("joost", "Joost", "van Dam", "toezichthouder omgevingsrecht", rollen.TOEZICHTHOUDER),
    Persoon("pieter", "Pieter", "Terpstra", "financieel toezichthouder", rollen.FINANCIEEL_TOEZICHTHOUDER),
    Persoon("rik", "Rik", "Vos", "coördinator toezicht", rollen.COORDINATOR),
    Persoon("farah", "Farah", "el Amrani", "jurist bestuursrecht", rollen.JURIST),
    Persoon("tess", "Tess", "Bergsma", "teamleider interbestuurlijk toezicht", rollen.TEAMLEIDER),
    Persoon("ellen", "Ellen", "Verbeek", "directeur", rollen.DIRECTEUR),
    Persoon("marijke", "Marijke", "Haring", "gedeputeerde", rollen.GEDEPUTEERDE),
    Persoon("leila", "Leila", "Yildiz", "gedeputeerde", rollen.GEDEPUTEERDE),
    Persoon("sofie", "Sofie", "de Graaf", "GS-secretariaat", rollen.GS_SECRETARIAAT),
    Persoon("karin", "Karin", "Oosterwijk", "chef kabinet", rollen.CDK_KABINET),
    Persoon("ton", "Ton", "Mulder", "kabinetsmedewerker", rollen.CDK_KABINET),
    Persoon("iris", "Iris", "Brand", "jurist van het kabinet", rollen.JURIST, rollen.CDK_KABINET),
    Persoon("bas", "Bas", "Kuiper", "functioneel beheerder", rollen.BEHEERDER),
)

LEDEN_GS = (
    ("A.B. van Rijnhout", "commissaris van de Koning, voorzitter", ""),
    ("Marijke Haring", "gedeputeerde", "marijke"),
    ("Douwe Postma", "gedeputeerde", ""),
    ("Leila Yildiz", "gedeputeerde", "leila"),
    ("Hendrik Wouters", "gedeputeerde", ""),
)


def maak_mensen() -> dict[str, User]:
    """The accounts by user name, with their role and the demo password; again is harmless."""
    mensen: dict[str, User] = {}
    for persoon in MENSEN:
        user, nieuw = User.objects.get_or_create(
            username=persoon.gebruikersnaam,
            defaults={
                "first_name": persoon.voornaam,
                "last_name": persoon.achternaam,
                "functie": persoon.functie,
                "email": f"{persoon.gebruikersnaam}@voorbeeldland.example",
            },
        )
        if nieuw:
            user.set_password(WACHTWOORD)
            user.save(update_fields=["password"])
            user.groups.add(*Group.objects.filter(name__in=(persoon.rol, persoon.ook)))
        mensen[persoon.gebruikersnaam] = user
    return mensen


def maak_college(mensen: dict[str, User]) -> list[int]:
    """The members of GS in office; gives their numbers."""
    return [
        neem_lid_op(naam=naam, functie=functie, gebruiker=mensen.get(gebruikersnaam)).pk
        for naam, functie, gebruikersnaam in LEDEN_GS
    ]
