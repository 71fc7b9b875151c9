"""Compare the rows of a file with what is known: which are new, which say nothing new, which cannot be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Q

from signalen.cijfers.huisvesting.perioden import Periode
from signalen.cijfers.huisvesting.rijen import Rij, Rijsoort
from signalen.cijfers.huisvesting.taakstelling import bereken_taakstelling
from signalen.models import Beginstand, Halfjaar, Herverdeling, Realisatie, Taakstelling
from toezicht.organisaties.models import Inwonertal, Overheid, OverheidSoort
from toezicht.organisaties.verslag import Regelverslag, Uitkomst, Verschil

VOLGORDE = tuple(Rijsoort)
"""National numbers first, for the taakstelling follows from them; corrections last."""


TAAKVELDEN = ("aantal", "berekend", "inwoners", "vg", "inwoners_nederland", "reden")


class OnjuisteRij(Exception):  # noqa: N818 - a term of the field: the row is wrong
    """A row cannot be true beside what is known; the text is the Dutch reason."""


@dataclass(slots=True)
class Plan:
    """What would be stored, and what became of each row."""

    nieuw: list[Any] = field(default_factory=list)
    regels: list[Regelverslag] = field(default_factory=list)
    perioden: set[Periode] = field(default_factory=set)


def maak_plan(rijen: Sequence[Rij]) -> "Plan":
    """Plan all rows of one file against what is known and not refused."""
    return _Planner(rijen).plan()


class _Planner:
    def __init__(self, rijen: Sequence[Rij]) -> None:
        self.rijen = sorted(rijen, key=lambda rij: (VOLGORDE.index(rij.soort), rij.regel))
        self.uit = Plan()
        self.overheden = _overheden({c for rij in rijen for c in (rij.gemeente, rij.naar) if c})
        perioden = {rij.periode for rij in rijen}
        self.halfjaren = {h.periode: h for h in _bekende(Halfjaar, perioden)}
        self.taken = {(t.overheid_id, t.periode): t for t in _bekende(Taakstelling, perioden)}
        self.begin = {(b.overheid_id, b.periode): b for b in _bekende(Beginstand, perioden)}
        self.overdracht = {(h.van_id, h.naar_id, h.periode): h for h in _bekende(Herverdeling, perioden)}
        self.metingen = {(r.overheid_id, r.peildatum): r for r in _bekende(Realisatie, perioden)}

    def plan(self) -> Plan:
        """Every row through its own method; a wrong one becomes a fault of its line."""
        doen = {
            Rijsoort.LANDELIJK: self._landelijk,
            Rijsoort.TAAKSTELLING: self._taakstelling,
            Rijsoort.BEGINSTAND: self._beginstand,
            Rijsoort.HERVERDELING: self._herverdeling,
            Rijsoort.REALISATIE: self._realisatie,
            Rijsoort.CORRECTIE: self._correctie,
        }
        for rij in self.rijen:
            try:
                self.uit.regels.append(doen[rij.soort](rij))
            except OnjuisteRij as fout:
                self.uit.regels.append(Regelverslag(rij.regel, rij.sleutel, Uitkomst.FOUT, str(fout)))
            self.uit.perioden.add(rij.periode)
        return self.uit

    # -- rows ---------------------------------------------------------------------------------------

    def _landelijk(self, rij: Rij) -> Regelverslag:
        oud = self.halfjaren.get(rij.periode)
        nieuw = Halfjaar(
            jaar=rij.periode.jaar,
            helft=rij.periode.helft,
            vg=rij.getal,
            inwoners_nederland=rij.inwoners or 0,
            gepubliceerd_op=rij.dag,
            bron=rij.bron,
        )
        verslag = self._houd(rij, oud, nieuw, ("vg", "inwoners_nederland", "gepubliceerd_op"))
        if verslag.uitkomst is not Uitkomst.ONGEWIJZIGD:
            self.halfjaren[rij.periode] = nieuw
        gevolg = self._taken_van_alle(rij, self.halfjaren[rij.periode])
        if not gevolg:
            return verslag
        uitkomst = Uitkomst.GEWIJZIGD if oud else Uitkomst.NIEUW
        tekst = (
            f"{gevolg} taakstellingen berekend uit de inwonertallen van 1 januari {rij.periode.inwonersjaar}"
        )
        return Regelverslag(rij.regel, rij.sleutel, uitkomst, tekst, verslag.verschillen)

    def _taken_van_alle(self, rij: Rij, halfjaar: Halfjaar) -> int:
        """The taakstelling of every municipality that has no row of its own in this file; how many are new."""
        eigen = {
            r.gemeente for r in self.rijen if (r.soort, r.periode) == (Rijsoort.TAAKSTELLING, rij.periode)
        }
        gemeenten = [o for o in _gemeenten_op(rij.periode) if o.code not in eigen]
        bekend = dict(
            Inwonertal.objects.filter(
                jaar=rij.periode.inwonersjaar, overheid__in=[o.pk for o in gemeenten]
            ).values_list("overheid_id", "aantal")
        )
        mist, aantal = [], 0
        for overheid in gemeenten:
            oud = self.taken.get((overheid.pk, rij.periode))
            inwoners = oud.inwoners if oud and oud.inwoners else bekend.get(overheid.pk)
            if inwoners is None and oud is None:
                mist.append(overheid.naam)
            elif inwoners is not None and not (oud and oud.reden):
                bron = oud.bron if oud else f"CBS, inwoners op 1 januari {rij.periode.inwonersjaar}"
                nieuw = _taak(rij.periode, overheid, halfjaar, inwoners=inwoners, bron=bron)
                aantal += self._bewaar_taak(oud, nieuw)
        if mist:
            namen = ", ".join(sorted(mist)[:5]) + (f" en nog {len(mist) - 5}" if len(mist) > 5 else "")
            raise OnjuisteRij(
                f"van {namen} is het inwonertal van 1 januari {rij.periode.inwonersjaar} niet bekend; laad het met "
                "organisaties_laden of geef een rij taakstelling met inwoners"
            )
        return aantal

    def _taakstelling(self, rij: Rij) -> Regelverslag:
        overheid = self._gemeente(rij)
        halfjaar = self.halfjaren.get(rij.periode)
        if halfjaar is None and rij.aantal is None:
            raise OnjuisteRij(
                f"het landelijke aantal van het {rij.periode.naam} is niet bekend; geef een rij landelijk"
            )
        nieuw = _taak(
            rij.periode,
            overheid,
            halfjaar,
            inwoners=rij.inwoners,
            bron=rij.bron,
            aantal=rij.aantal,
            reden=rij.reden,
        )
        oud = self.taken.get((overheid.pk, rij.periode))
        verslag = self._houd(rij, oud, nieuw, TAAKVELDEN, bewaar=False)
        self._bewaar_taak(oud, nieuw)
        return verslag

    def _bewaar_taak(self, oud: Taakstelling | None, nieuw: Taakstelling) -> bool:
        gelijk = oud and all(getattr(oud, veld) == getattr(nieuw, veld) for veld in TAAKVELDEN)
        if gelijk:
            return False
        self.taken[nieuw.overheid_id, nieuw.periode] = nieuw
        self.uit.nieuw.append(nieuw)
        return True

    def _beginstand(self, rij: Rij) -> Regelverslag:
        overheid = self._gemeente(rij)
        nieuw = Beginstand(
            jaar=rij.periode.jaar,
            helft=rij.periode.helft,
            overheid=overheid,
            saldo=rij.getal,
            bron=rij.bron,
            reden=rij.reden,
        )
        return self._houd(rij, self.begin.get((overheid.pk, rij.periode)), nieuw, ("saldo", "reden"))

    def _herverdeling(self, rij: Rij) -> Regelverslag:
        van, naar = self._gemeente(rij), self._bestaand(rij.naar, rij.periode)
        nieuw = Herverdeling(
            jaar=rij.periode.jaar,
            helft=rij.periode.helft,
            van=van,
            naar=naar,
            aantal=rij.getal,
            besluit_van=rij.dag,
            besluit_naar=rij.dag_naar,
            bron=rij.bron,
            reden=rij.reden,
        )
        oud = self.overdracht.get((van.pk, naar.pk, rij.periode))
        taak = self.taken.get((van.pk, rij.periode))
        if taak is None:
            raise OnjuisteRij(
                f"{van.naam} heeft in het {rij.periode.naam} geen taakstelling om over te dragen"
            )
        weg = sum(
            h.aantal
            for (uit, aan, wanneer), h in self.overdracht.items()
            if (uit, wanneer) == (van.pk, rij.periode) and aan != naar.pk
        )
        if weg + rij.getal > taak.aantal:
            raise OnjuisteRij(
                f"{van.naam} draagt dan {weg + rij.getal} over, meer dan de taakstelling van {taak.aantal}"
            )
        self.overdracht[van.pk, naar.pk, rij.periode] = nieuw
        return self._houd(rij, oud, nieuw, ("aantal", "besluit_van", "besluit_naar", "reden"))

    def _realisatie(self, rij: Rij) -> Regelverslag:
        nieuw = self._meting(rij)
        oud = self.metingen.get((nieuw.overheid_id, nieuw.peildatum))
        if oud and oud.aantal != nieuw.aantal:
            raise OnjuisteRij(
                f"er staat al {oud.aantal} voor {nieuw.peildatum}; een ander getal is een correctie: gebruik een "
                "rij met soort correctie, met grond en reden"
            )
        return self._houd(rij, oud, nieuw, ("aantal",))

    def _correctie(self, rij: Rij) -> Regelverslag:
        nieuw = self._meting(rij)
        oud = self.metingen.get((nieuw.overheid_id, nieuw.peildatum))
        if oud is None:
            raise OnjuisteRij(
                f"er is geen realisatie van {nieuw.peildatum} om te verbeteren; laad die eerst met soort realisatie"
            )
        return self._houd(rij, oud, nieuw, ("aantal", "correctiegrond", "reden"))

    def _meting(self, rij: Rij) -> Realisatie:
        overheid = self._gemeente(rij)
        if (overheid.pk, rij.periode) not in self.taken:
            raise OnjuisteRij(
                f"{overheid.naam} heeft in het {rij.periode.naam} nog geen taakstelling; laad die eerst"
            )
        return Realisatie(
            jaar=rij.periode.jaar,
            helft=rij.periode.helft,
            overheid=overheid,
            peildatum=rij.dag,
            aantal=rij.getal,
            bron=rij.bron,
            correctiegrond=rij.grond,
            reden=rij.reden,
        )

    # -- shared -------------------------------------------------------------------------------------

    def _houd(
        self, rij: Rij, oud: Any | None, nieuw: Any, velden: Sequence[str], *, bewaar: bool = True
    ) -> Regelverslag:
        """Keep the row when it says something new."""
        if oud is None:
            if bewaar:
                self.uit.nieuw.append(nieuw)
            return Regelverslag(rij.regel, rij.sleutel, Uitkomst.NIEUW, str(getattr(nieuw, "reden", "")))
        verschillen = tuple(
            Verschil(veld, str(getattr(oud, veld)), str(getattr(nieuw, veld)))
            for veld in velden
            if getattr(oud, veld) != getattr(nieuw, veld)
        )
        if not verschillen:
            return Regelverslag(rij.regel, rij.sleutel, Uitkomst.ONGEWIJZIGD)
        if bewaar:
            self.uit.nieuw.append(nieuw)
        return Regelverslag(rij.regel, rij.sleutel, Uitkomst.GEWIJZIGD, "", verschillen)

    def _gemeente(self, rij: Rij) -> Overheid:
        overheid = self._bestaand(rij.gemeente, rij.periode)
        if overheid.provincie is None or overheid.provincie.code != settings.PROVINCIE_CODE:
            raise OnjuisteRij(f"{overheid.naam} valt onder het toezicht van een andere provincie")
        return overheid

    def _bestaand(self, code: str, periode: Periode) -> Overheid:
        kandidaten = self.overheden.get(code, [])
        if not kandidaten:
            raise OnjuisteRij(f"gemeente {code} is niet bekend; laad haar eerst met organisaties_laden")
        gevonden = next((o for o in kandidaten if o.bestaat_op(periode.begin)), None)
        if gevonden is None:
            raise OnjuisteRij(f"{kandidaten[0].naam} ({code}) bestond niet op {periode.begin}")
        return gevonden


def _taak(
    periode: Periode,
    overheid: Overheid,
    halfjaar: Halfjaar | None,
    *,
    inwoners: int | None,
    bron: str,
    aantal: int | None = None,
    reden: str = "",
) -> Taakstelling:
    """The taakstelling of one municipality; `aantal` given takes the place of what the law's sum says."""
    berekend = None
    if halfjaar is not None and inwoners is not None:
        berekend = bereken_taakstelling(halfjaar.vg, inwoners, halfjaar.inwoners_nederland)
    return Taakstelling(
        jaar=periode.jaar,
        helft=periode.helft,
        overheid=overheid,
        aantal=aantal if aantal is not None else berekend or 0,
        berekend=berekend,
        inwoners=inwoners,
        vg=halfjaar.vg if halfjaar else None,
        inwoners_nederland=halfjaar.inwoners_nederland if halfjaar else None,
        bron=bron,
        reden=reden,
    )


def _overheden(codes: Iterable[str]) -> dict[str, list[Overheid]]:
    gevonden: dict[str, list[Overheid]] = {}
    gemeenten = Overheid.objects.filter(code__in=list(codes), soort=OverheidSoort.GEMEENTE)
    for overheid in gemeenten.select_related("provincie").order_by("-geldig_van"):
        gevonden.setdefault(overheid.code, []).append(overheid)
    return gevonden


def _gemeenten_op(periode: Periode) -> list[Overheid]:
    """The municipalities of our province at the beginning of the half-year."""
    gemeenten = Overheid.objects.filter(soort=OverheidSoort.GEMEENTE).geldig_op(periode.begin)
    return list(gemeenten.onder_toezicht_van(settings.PROVINCIE_CODE).order_by("code"))


def _bekende(model: Any, perioden: Iterable[Periode]) -> list[Any]:
    """Rows of these half-years that count or may come to count, oldest first."""
    waar = Q(pk__in=[])
    for periode in perioden:
        waar |= Q(jaar=periode.jaar, helft=periode.helft)
    return list(model.objects.niet_geweigerd().filter(waar).order_by("pk"))
