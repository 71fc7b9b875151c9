"""What a province can do for an organisation outside the ladder: kinds of inzet, by role. Plain data.

The categories follow the inventory of instruments by role (source 002; ladder.md 4.3). The instruments of the
commissaris van de Koning are left out on purpose: they belong in the closed room of the cabinet.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class Provincierol(TextChoices):
    """In which role the province acts."""

    TOEZICHTHOUDER = "rol_toezichthouder", "Toezichthouder"
    KENNIS = "rol_kennis", "Kennis ontwikkelen en delen"
    VERSTERKEN = "rol_versterken", "Gemeenten en regio’s versterken"
    STABILITEIT = "rol_stabiliteit", "Politiek-bestuurlijke stabiliteit"


class InzetStatus(TextChoices):
    """Where an inzet stands."""

    GEPLAND = "gepland", "Gepland"
    LOPEND = "lopend", "Loopt"
    AFGEROND = "afgerond", "Afgerond"
    AFGEZEGD = "afgezegd", "Afgezegd"


OPEN_INZET = (InzetStatus.GEPLAND, InzetStatus.LOPEND)


class InzetVertrouwelijkheid(TextChoices):
    """Who may read it; nothing of an inzet is ever public."""

    INTERN = "intern", "Intern (alle medewerkers met inzage)"
    VERTROUWELIJK = "vertrouwelijk", "Vertrouwelijk (toezicht en gedeputeerde)"


@dataclass(frozen=True, slots=True)
class Inzetsoort:
    """A kind of inzet. `herinner_weken`: how long before the end the owner is asked what comes next.

    `licht`: recorded afterwards in one go, with what came out. `gesprek`: people met, so it counts as last
    spoken. `einde_verplicht`: it never runs without an end. The `vraagt_` marks say which fields it has.
    """

    code: str
    naam: str
    rol: str
    uitleg: str
    licht: bool = False
    gesprek: bool = False
    einde_verplicht: bool = False
    vraagt_bedrag: bool = False
    vraagt_partner: bool = False
    herinner_weken: int = 2


_R = Provincierol
_ALLE: tuple[Inzetsoort, ...] = (
    Inzetsoort(
        "contactmoment",
        "Contactmoment",
        _R.TOEZICHTHOUDER,
        "Een gesprek of telefoontje dat het onthouden waard is; u legt het achteraf vast.",
        licht=True,
        gesprek=True,
    ),
    Inzetsoort(
        "jaargesprek",
        "Jaargesprek",
        _R.TOEZICHTHOUDER,
        "Het jaarlijkse gesprek, zoals over de financiën.",
        gesprek=True,
    ),
    Inzetsoort(
        "ambtelijk_overleg",
        "Ambtelijk overleg",
        _R.TOEZICHTHOUDER,
        "Overleg tussen medewerkers, met agenda.",
        gesprek=True,
    ),
    Inzetsoort(
        "bestuurlijk_overleg",
        "Bestuurlijk overleg",
        _R.TOEZICHTHOUDER,
        "Overleg van een gedeputeerde met een bestuurder, buiten een dossier om.",
        gesprek=True,
    ),
    Inzetsoort(
        "thematisch_onderzoek",
        "Thematisch onderzoek",
        _R.TOEZICHTHOUDER,
        "Onderzoek naar één onderwerp bij meer overheden tegelijk.",
        vraagt_partner=True,
    ),
    Inzetsoort(
        "bemiddeling",
        "Bemiddeling",
        _R.TOEZICHTHOUDER,
        "Gesprekspartner of bemiddelaar bij een geschil, zoals binnen een gemeenschappelijke regeling.",
        vraagt_partner=True,
    ),
    Inzetsoort(
        "kennisbijeenkomst",
        "Kennisbijeenkomst",
        _R.KENNIS,
        "Bijeenkomst voor raadsleden, griffiers, bestuurders of ambtenaren.",
        vraagt_partner=True,
    ),
    Inzetsoort(
        "werkbezoek",
        "Werkbezoek",
        _R.KENNIS,
        "Bezoek van een gedeputeerde of van medewerkers ter plaatse.",
        gesprek=True,
    ),
    Inzetsoort(
        "presentatie",
        "Technische presentatie",
        _R.KENNIS,
        "Uitleg aan een raad of commissie over het toezicht of over een herindeling.",
    ),
    Inzetsoort(
        "onderzoek",
        "Onderzoek",
        _R.KENNIS,
        "Studie die de provincie laat doen of meebetaalt, zoals naar de bestuurskracht.",
        vraagt_bedrag=True,
        vraagt_partner=True,
        herinner_weken=4,
    ),
    Inzetsoort(
        "subsidie",
        "Subsidie",
        _R.VERSTERKEN,
        "Geld voor bestuurskracht of uitvoering, met een einddatum voor de verantwoording.",
        einde_verplicht=True,
        vraagt_bedrag=True,
        herinner_weken=8,
    ),
    Inzetsoort(
        "advies",
        "Advies",
        _R.VERSTERKEN,
        "Advies over bedrijfsvoering, samenwerking of de overdracht van taken.",
        vraagt_partner=True,
    ),
    Inzetsoort(
        "quick_scan",
        "Quickscan",
        _R.VERSTERKEN,
        "Korte doorlichting, zoals van de weerbaarheid of van de gevolgen van een herindeling.",
        vraagt_bedrag=True,
        vraagt_partner=True,
    ),
    Inzetsoort(
        "samenwerkingsagenda",
        "Samenwerkingsagenda",
        _R.VERSTERKEN,
        "Agenda met een regio over gezamenlijke opgaven.",
        vraagt_partner=True,
        herinner_weken=13,
    ),
    Inzetsoort(
        "procesbegeleiding",
        "Procesbegeleiding",
        _R.VERSTERKEN,
        "Begeleider of verkenner die de provincie ter beschikking stelt.",
        vraagt_bedrag=True,
        vraagt_partner=True,
        herinner_weken=4,
    ),
    Inzetsoort(
        "opclassificatie",
        "Opclassificatie",
        _R.STABILITEIT,
        "Tijdelijk een hogere bezoldiging voor het college dan bij het inwonertal hoort; eindigt vanzelf.",
        einde_verplicht=True,
        herinner_weken=13,
    ),
    Inzetsoort(
        "bestuurscultuur",
        "Traject bestuurscultuur",
        _R.STABILITEIT,
        "Extern advies over de verhoudingen tussen raad, college en organisatie.",
        vraagt_bedrag=True,
        vraagt_partner=True,
        herinner_weken=4,
    ),
)

SOORTEN: dict[str, Inzetsoort] = {soort.code: soort for soort in _ALLE}
EINDE_VERPLICHT = tuple(soort.code for soort in _ALLE if soort.einde_verplicht)

ZONDER_EINDE_WEKEN = 26
"""What runs without an end date is asked after this often."""


def keuzes(*, licht: bool = True) -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds grouped by role, for a select; without the light ones when asked."""
    return [
        (str(rol.label), [(s.code, s.naam) for s in _ALLE if s.rol == rol and (licht or not s.licht)])
        for rol in Provincierol
    ]


def soorten_van_rol(rol: str) -> list[str]:
    """The codes of the kinds that belong to one role."""
    return [soort.code for soort in _ALLE if soort.rol == rol]
