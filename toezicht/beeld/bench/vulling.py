"""Filling an empty database at a scale: the same rows each time, with every constraint and trigger on."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from django.apps import apps
from django.contrib.auth.models import Group

from interventieladder.selectors import beleid as beleidskader
from interventieladder.selectors.aantallen import er_zijn_dossiers
from signalen.management import demo_iv3
from signalen.services.cijfers import laad_iv3
from toezicht.beeld.bench import logvulling, zaken
from toezicht.beeld.bench.kopie import analyseer, kopieer
from toezicht.beeld.bench.schaal import LANGE_KETEN, VANDAAG, Schaal, als_tijd
from toezicht.beeld.bench.zaken import Plaats, Rij, Wie
from toezicht.beeld.demo.mensen import maak_mensen
from toezicht.core import logboek, rollen
from toezicht.core.fouten import Weigering
from toezicht.core.inrichting import richt_in
from toezicht.core.models import Logboekregel, User
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.services import laad_organisaties, voorbeeldland

Meld = Callable[[str], None]
_BEHANDELAARS = ("noor", "joost", "pieter", "rik")


@dataclass(slots=True)
class Vulling:
    """What was made: row counts, how long it took, and what the measurements look at."""

    schaal: Schaal
    mensen: dict[str, User]
    aantallen: dict[str, int] = field(default_factory=dict)
    seconden: float = 0.0
    overheid_code: str = ""
    dossier_nummer: str = ""
    dossier_id: int = 0


def vul(schaal: Schaal, meld: Meld) -> Vulling:
    """Fill the database; `meld` hears of every table. Refuses one in which dossiers lie already."""
    if er_zijn_dossiers():
        raise Weigering("De meting vult alleen een lege database; in deze liggen al dossiers.")
    begin = time.monotonic()
    richt_in()
    laad_organisaties(bestanden=voorbeeldland(), door=None)
    vulling = Vulling(schaal, maak_mensen())
    _Vuller(vulling, meld).alles()
    analyseer()
    vulling.seconden = time.monotonic() - begin
    return vulling


class _Vuller:
    """One filling at work."""

    def __init__(self, vulling: Vulling, meld: Meld) -> None:
        self.vulling, self.meld, self.schaal = vulling, meld, vulling.schaal
        self.ketens = logvulling.Ketens()
        self.kader = beleidskader.geldend(VANDAAG)
        eigen = [vulling.mensen[naam] for naam in _BEHANDELAARS]
        meer = [_collega(nummer) for nummer in range(len(eigen), vulling.schaal.behandelaars)]
        self.mensen = [Wie(user.pk, user.naam) for user in (*eigen, *meer)]
        self.plaatsen: list[Plaats] = []
        self.provincies: dict[int, str] = {}
        self.nieuw: list[Rij] = []

    def alles(self) -> None:
        """Every table, those that others point at first."""
        self._overheden()
        self._kies_brandpunt()
        self._kopieer("interventieladder.Dossier", (zaak.rij for zaak in self._zaken()))
        self._kopieer("interventieladder.Ladderstap", (s for zaak in self._zaken() for s in zaak.stappen))
        self._kopieer("interventieladder.Termijn", (t for zaak in self._zaken() for t in zaak.termijnen))
        self._kopieer("signalen.Signaal", self._signalen())
        self._reeksen()
        self._cijfers()
        self._kopieer("core.Logboekregel", self._regels())
        self._kopieer("core.Logboekketen", ({"verzegeld_volgnummer": 0, **k} for k in self.ketens.koppen))
        self.vulling.aantallen["core.Logboekzegel"] = logboek.verzegel_alles()
        self.vulling.aantallen["core.Logboekregel"] = Logboekregel.objects.count()

    def _kopieer(self, label: str, rijen: Iterable[Rij]) -> None:
        begin = time.monotonic()
        aantal = kopieer(label, rijen)
        self.vulling.aantallen[label] = self.vulling.aantallen.get(label, 0) + aantal
        self.meld(f"{label}: {aantal} rijen in {als_tijd(time.monotonic() - begin)}")

    def _zaken(self) -> Iterator[zaken.Zaak]:
        return zaken.dossiers(self.schaal, self.kader, self.plaatsen, self.mensen)

    def _signalen(self) -> Iterator[Rij]:
        return zaken.signalen(self.schaal, self.plaatsen, self.mensen)

    def _overheden(self) -> None:
        eigen = Overheid.objects.get(code="PV99")
        for nummer in range(1, self.schaal.provincies):
            Overheid.objects.create(
                code=f"PV{80 + nummer}",
                naam=f"Proefprovincie {nummer:02d}",
                soort=eigen.soort,
                geldig_van=eigen.geldig_van,
            )
        self.provincies = dict(Overheid.objects.filter(soort=eigen.soort).values_list("pk", "code"))
        onder = Overheid.objects.exclude(soort=eigen.soort).order_by("code")
        bestaand: dict[str, int] = {}
        for soort in onder.values_list("soort", flat=True):
            groep = "gr_openbaar_lichaam" if soort.startswith("gr_") else soort
            bestaand[groep] = bestaand.get(groep, 0) + 1
        self.nieuw = list(zaken.nieuwe_overheden(self.schaal, bestaand, list(self.provincies)))
        self._kopieer("organisaties.Overheid", self.nieuw)
        self.plaatsen = [
            Plaats(*rij) for rij in onder.values_list("pk", "code", "naam", "soort")[: self.schaal.overheden]
        ]

    def _kies_brandpunt(self) -> None:
        """The open dossier of a municipality on which the long page is measured."""
        zaak = next(
            z
            for z in self._zaken()
            if z.rij["stand"] in {"t2", "t3a", "t3b"} and z.plaats.code.startswith("GM99")
        )
        self.vulling.dossier_id = zaak.rij["id"]
        self.vulling.dossier_nummer = zaak.rij["nummer"]
        self.vulling.overheid_code = zaak.plaats.code

    def _reeksen(self) -> None:
        """Numbers that services give out go on behind those of the filling."""
        jaar = VANDAAG.year
        for label, reeks, telling in (
            ("interventieladder.Nummerreeks", f"dossier-{jaar}", "interventieladder.Dossier"),
            ("signalen.Signaalreeks", f"S-{jaar}", "signalen.Signaal"),
        ):
            laatste = self.vulling.aantallen[telling]
            apps.get_model(label)._default_manager.create(reeks=reeks, laatste=laatste)

    def _cijfers(self) -> None:
        """The accounts of two years through the service; the rest are copies of the first of them."""
        for jaar in (VANDAAG.year - 2, VANDAAG.year - 1):
            bestand = demo_iv3.jaarrekening(
                code=self.vulling.overheid_code, naam="Bench", jaar=jaar, solvabiliteit=Decimal(31)
            )
            laad_iv3(pad_of_bytes=demo_iv3.als_bytes(bestand), door=None)
        sjabloon: Rij = {**apps.get_model("signalen.CijferSet")._default_manager.order_by("pk").values()[0]}
        kengetallen: list[Rij] = [
            {naam: waarde for naam, waarde in rij.items() if naam != "id"}
            for rij in apps.get_model("signalen.Kengetal")
            ._default_manager.filter(cijferset=sjabloon["id"])
            .values()
        ]
        self._kopieer("signalen.CijferSet", self._cijfersets(sjabloon))
        self._kopieer(
            "signalen.Kengetal",
            (
                {**kengetal, "cijferset_id": rij["id"], "verslagperiode": _verslagperiode(rij)}
                for rij in self._cijfersets(sjabloon)
                for kengetal in kengetallen
            ),
        )

    def _cijfersets(self, sjabloon: Rij) -> Iterator[Rij]:
        gemeenten = [p for p in self.plaatsen if p.soort == "gemeente"]
        jaren = range(VANDAAG.year - self.schaal.cijferjaren, VANDAAG.year)
        perioden = range(6 - self.schaal.bestanden_per_jaar, 6)
        combinaties = ((p, jaar, periode) for p in gemeenten for jaar in jaren for periode in perioden)
        # Behind the two that the service stored, as an earlier delivery than those.
        for nummer, (plaats, jaar, periode) in enumerate(combinaties, start=sjabloon["id"] + 2):
            yield {
                **sjabloon,
                "id": nummer,
                "overheid_id": plaats.pk,
                "boekjaar": jaar,
                "periode": periode,
                "volgnummer": 0,
                "bestandsnaam": f"{plaats.code}-{jaar}-{periode}.json",
                "bestandshash": f"{nummer:064x}",
            }

    def _regels(self) -> Iterator[Rij]:
        ketens, rest = self.ketens, self.schaal.logregels - LANGE_KETEN
        rest -= (
            logvulling.SIGNAALREGELS * self.schaal.signalen
            + self.vulling.aantallen["interventieladder.Termijn"]
        )
        # The closing line of a closed dossier comes on top; it is one in a dozen.
        per_dossier = max(1, rest // self.schaal.dossiers - 1)
        yield from logvulling.van_overheden(ketens, self.nieuw, self.provincies)
        yield from logvulling.van_signalen(ketens, self._signalen())
        yield from logvulling.van_dossiers(
            ketens,
            self._zaken(),
            per_dossier=per_dossier,
            lang=self.vulling.dossier_id,
            mensen=self.mensen,
        )


def _collega(nummer: int) -> User:
    """A further account that works on dossiers."""
    user = User(username=f"behandelaar{nummer}", first_name="Collega", last_name=f"Nummer {nummer}")
    user.set_unusable_password()
    user.save()
    user.groups.add(Group.objects.get(name=rollen.TOEZICHTHOUDER))
    return user


def _verslagperiode(cijferset: Rij) -> str:
    """Of the accounts and the budget the year they are about; of a quarter none."""
    soort = {0: "Beg", 5: "Rek"}.get(cijferset["periode"])
    return f"{soort}_{cijferset['boekjaar']}" if soort else ""
