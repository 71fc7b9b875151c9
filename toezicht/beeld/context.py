"""What the frame of every page needs: names, navigation with counts, and where the fixed links go."""

from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from toezicht.beeld.selectors import Telling, tellingen
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.versie import VERSIE

NAAM = "Interbestuurlijk toezicht"


@dataclass(frozen=True, slots=True)
class Navigatiepunt:
    """One entry of the main navigation. `actief` is the value of aria-current: page, true or empty."""

    naam: str
    url: str
    actief: str
    aantal: int = 0
    urgent: bool = False
    beheer: bool = False
    eerste_beheer: bool = False


# Name for people, url name, right that opens it (empty: for everyone with a role).
HOOFDPUNTEN: tuple[tuple[str, str, str], ...] = (
    ("Werkvoorraad", "werkvoorraad", rollen.BEKIJK_DOSSIERS),
    ("Signalen", "signalen", rollen.BEKIJK_SIGNALEN),
    ("Bestuurskracht", "bestuurskracht", rollen.BEKIJK_SIGNALEN),
    ("Overheden", "overheden", rollen.BEKIJK_OVERHEDEN),
    ("Dossiers", "dossiers", rollen.BEKIJK_DOSSIERS),
    ("Financieel", "financieel", rollen.BEKIJK_DOSSIERS),
    ("Besluiten", "besluiten", rollen.BEKIJK_DOSSIERS),
    ("Kalender", "kalender", rollen.BEKIJK_DOSSIERS),
    ("Inzet", "inzetlijst", rollen.BEKIJK_INZET),
    ("Rapportages", "rapportages", rollen.BEKIJK_RAPPORTEN),
)
BEHEERPUNTEN: tuple[tuple[str, str, str], ...] = (
    ("Feestdagen", "termijnkalender", rollen.BEHEER_KALENDER),
    ("Logboek", "logboek", rollen.BEKIJK_LOGBOEK),
    ("Mandaten", "mandaten", rollen.BEKIJK_MANDATEN),
    ("Beleidskaders", "beleidskaders", rollen.BEKIJK_BELEID),
    ("Accounts", "accounts", rollen.BEHEER_ACCOUNTS),
    ("Gezondheid", "gezondheid", rollen.BEKIJK_GEZONDHEID),
)
ONDER_PUNT: dict[str, tuple[str, ...]] = {
    "overheden": ("huisvesting", "herindelingen"),
    "besluiten": ("gs_agenda",),
}
"""Pages that lie under an entry though their address does not."""


def adres(naam: str) -> str:
    """The address of a named page, or an empty text while that page does not exist in this installation."""
    try:
        return reverse(naam)
    except NoReverseMatch:
        return ""


class Site:
    """Read lazily by the templates, so that a fragment or an error page costs no query."""

    naam = NAAM
    versie = VERSIE

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._user: User | AnonymousUser = getattr(request, "user", AnonymousUser())

    @property
    def provincie(self) -> str:
        """The name of the province."""
        return settings.PROVINCIE_NAAM

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration."""
        return settings.DEMO

    @property
    def ingelogd(self) -> bool:
        """Whether somebody is logged in."""
        return self._user.is_authenticated

    @cached_property
    def begin_url(self) -> str:
        """Where the shield leads: the first page this user may open, or the log-in page."""
        return self.navigatie[0].url if self.navigatie else adres("inloggen") or "/"

    @cached_property
    def zoek_url(self) -> str:
        """The search page, for those who may look anything up."""
        return adres("zoeken") if self.navigatie else ""

    @cached_property
    def uitloggen_url(self) -> str:
        """Where the log-out form posts."""
        return adres("uitloggen")

    @cached_property
    def wachtwoord_url(self) -> str:
        """Where the user changes the own password."""
        return adres("wachtwoord_wijzigen")

    @cached_property
    def sleutels_url(self) -> str:
        """Where an account with a role manages its keys for the API."""
        return adres("sleutels") if self.navigatie else ""

    @cached_property
    def toegankelijkheid_url(self) -> str:
        """The accessibility statement."""
        return adres("toegankelijkheid")

    @cached_property
    def api_url(self) -> str:
        """The documentation of the API."""
        return adres("api_documentatie") if self.navigatie else ""

    @cached_property
    def tellingen(self) -> dict[str, Telling]:
        """What waits for this user, by url name of the entry; also on the page that shows the rows."""
        return tellingen(self._user) if isinstance(self._user, User) else {}

    @cached_property
    def navigatie(self) -> list[Navigatiepunt]:
        """The entries this user may open, with counts; empty for who is not logged in or holds no role."""
        if not isinstance(self._user, User) or not self._user.rolcodes:
            return []
        punten = [self._punt(*punt) for punt in self._open(HOOFDPUNTEN)]
        beheer = enumerate(self._open(BEHEERPUNTEN))
        punten += [self._punt(*punt, beheer=True, eerste=plek == 0) for plek, punt in beheer]
        return punten

    def _open(self, regels: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str, str]]:
        """Name, url name and address of the entries that exist here and that this user may open."""
        mag = [(naam, code) for naam, code, recht in regels if not recht or self._user.has_perm(recht)]
        return [(naam, code, url) for naam, code in mag if (url := adres(code))]

    def _punt(
        self,
        naam: str,
        url_naam: str,
        url: str,
        *,
        beheer: bool = False,
        eerste: bool = False,
    ) -> Navigatiepunt:
        telling = self.tellingen.get(url_naam, Telling(0))
        return Navigatiepunt(
            naam=naam,
            url=url,
            actief=self._actief(url),
            aantal=telling.aantal,
            urgent=telling.urgent,
            beheer=beheer,
            eerste_beheer=eerste,
        )

    def _actief(self, url: str) -> str:
        pad = self._request.path
        if pad == url:
            return "page"
        onder = (url, *(adres(naam) for naam in ONDER_PUNT.get(url.strip("/"), ())))
        return "true" if any(deel not in ("", "/") and pad.startswith(deel) for deel in onder) else ""


def site(request: HttpRequest) -> dict[str, Site]:
    """Context processor: `site` on every page."""
    return {"site": Site(request)}
