"""Text for the signals: Dutch words of the field and a long tail of rare ones, the same each time."""

import random

_ONDERWERPEN = (
    "archiefverslag kerncijfers omgevingsvisie uitvoeringsprogramma toezichtcapaciteit vergunningverlening "
    "huisvesting statushouders taakstelling begroting jaarrekening weerstandsvermogen rekenkamer raadsbesluit "
    "informatiebeheer archiefbewaarplaats bodemsanering milieudelict handhavingsverzoek inspraak erfgoed "
    "monumentenzorg grondexploitatie samenwerking regeling dienstverlening klachtafhandeling personeelsverloop"
)
_GEWOON = (
    "de het een van en in op is niet voor met door bij gemeente college raad heeft wordt over naar aan dat "
    "sinds jaar brief antwoord termijn rapport verslag onderzoek gesprek afspraak blijkt ontbreekt achterstand"
)
_LETTERGREPEN = "ba den kor lis mur nel pas ros tar ven wol zij gra hof dijk meer land veld bos ker"
ONDERWERPEN, GEWOON = _ONDERWERPEN.split(), _GEWOON.split()


class Schrijver:
    """Writes titles and explanations; the seed decides everything."""

    def __init__(self, zaad: str) -> None:
        self.toeval = random.Random(zaad)  # noqa: S311 - the same text each time is what is wanted
        self.zeldzaam = ["".join(self.toeval.choices(_LETTERGREPEN.split(), k=3)) for _ in range(4_000)]

    def titel(self) -> str:
        """Five to seven words, one of which says what it is about."""
        onderwerp = self.toeval.choice(ONDERWERPEN)
        bijzonder = self.toeval.choice(self.zeldzaam)
        return f"{onderwerp.capitalize()} blijft uit: {self.toeval.choice(ONDERWERPEN)} in {bijzonder}"

    def tekst(self) -> str:
        """Some forty words."""
        kies = self.toeval.choices
        return " ".join([*kies(GEWOON, k=25), *kies(ONDERWERPEN, k=8), *kies(self.zeldzaam, k=6)])
