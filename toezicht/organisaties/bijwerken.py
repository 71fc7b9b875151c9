"""The organisations as they are, and the changes a file asks for: planned in memory, stored in bulk.

A planner (`Overheden`, `Herindelingen`, `Deelnemers`) takes the rows of one file one by one, compares each
with what is stored and answers with a `Regelverslag`; only when every row is good does `Wijzigingen.bewaar`
write it all.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from toezicht.core import clock, logboek
from toezicht.organisaties.models import Deelname, Inwonertal, Opvolging, Overheid, OverheidSoort
from toezicht.organisaties.rijen import OverheidRij
from toezicht.organisaties.verslag import Regelverslag, Uitkomst, Verschil

if TYPE_CHECKING:
    from toezicht.core.models import User

BEGIN_VAN_DE_SET = dt.date(2012, 1, 1)
"""Start of validity when a file gives none: before it the reference set knows nothing (data/README.md)."""

_VELDEN = ("naam", "soort", "provincie", "geldig_van", "geldig_tot", "email", "adres", "kolom", "rij")


class OnjuisteRij(Exception):  # noqa: N818 - not an error of the program: the row is refused
    """This row cannot be stored; the message says why."""


@dataclass(frozen=True, slots=True)
class Feit:
    """One line for the logboek, written when the file is stored."""

    code: str
    handeling: str
    gebeurd_op: dt.date
    gegevens: Mapping[str, Any]
    reden: str = ""
    van: str = ""
    naar: str = ""


@dataclass(slots=True)
class Wijzigingen:
    """Everything one file changes."""

    nieuw: list[Overheid] = field(default_factory=list)
    gewijzigd: dict[str, Overheid] = field(default_factory=dict)
    inwoners_nieuw: list[Inwonertal] = field(default_factory=list)
    inwoners_gewijzigd: list[Inwonertal] = field(default_factory=list)
    opvolgingen: list[Opvolging] = field(default_factory=list)
    opvolgingen_gewijzigd: list[Opvolging] = field(default_factory=list)
    deelnames_nieuw: list[Deelname] = field(default_factory=list)
    deelnames_gewijzigd: list[Deelname] = field(default_factory=list)
    feiten: list[Feit] = field(default_factory=list)

    def bewaar(self, *, door: "User | None") -> None:
        """Store all of it (provinces first: the rest points to them) and write the logboek."""
        provincie = OverheidSoort.PROVINCIE
        Overheid.objects.bulk_create([overheid for overheid in self.nieuw if overheid.soort == provincie])
        Overheid.objects.bulk_create([overheid for overheid in self.nieuw if overheid.soort != provincie])
        Overheid.objects.bulk_update(self.gewijzigd.values(), _VELDEN)
        Inwonertal.objects.bulk_create(self.inwoners_nieuw)
        Inwonertal.objects.bulk_update(self.inwoners_gewijzigd, ["aantal", "bron"])
        Opvolging.objects.bulk_create(self.opvolgingen)
        Opvolging.objects.bulk_update(self.opvolgingen_gewijzigd, ["gesplitst"])
        Deelname.objects.bulk_create(self.deelnames_nieuw)
        Deelname.objects.bulk_update(self.deelnames_gewijzigd, ["tot"])
        for feit in self.feiten:
            logboek.schrijf(
                onderwerp=logboek.Onderwerp("overheid", feit.code, feit.code),
                handeling=feit.handeling,
                door=door,
                van=feit.van[:60],
                naar=feit.naar[:60],
                reden=feit.reden,
                gegevens=feit.gegevens,
                gebeurd_op=feit.gebeurd_op,
            )


class Stand:
    """What is stored now, in memory, locked until the end of the transaction. Three queries at most."""

    def __init__(self, begindata: Mapping[str, dt.date]) -> None:
        self.begindata = begindata
        self.wijzigingen = Wijzigingen()
        rows = Overheid.objects.select_related("provincie").select_for_update(of=("self",))
        self._per_code = {overheid.code: overheid for overheid in rows.order_by("code", "geldig_van")}
        self._inwoners: dict[tuple[int, int], Inwonertal] = {}

    def lees_inwoners(self, jaren: Iterable[int]) -> None:
        """Fetch the inhabitants of these years."""
        for inwonertal in Inwonertal.objects.filter(jaar__in=set(jaren)):
            self._inwoners[inwonertal.overheid_id, inwonertal.jaar] = inwonertal

    def inwoners(self, overheid: Overheid, jaar: int) -> Inwonertal | None:
        """The stored number, if any."""
        return self._inwoners.get((overheid.pk, jaar)) if overheid.pk else None

    def zoek(self, code: str) -> Overheid | None:
        """The latest organisation with this code."""
        return self._per_code.get(code)

    def provincie(self, code: str) -> Overheid:
        """The province with this code; refuses the row when there is none."""
        provincie = self.zoek(code)
        if provincie is None or provincie.soort != OverheidSoort.PROVINCIE:
            raise OnjuisteRij(f"provincie {code} is niet bekend; laad eerst de provincies")
        return provincie

    def begin(self, code: str, einde: dt.date | None = None) -> dt.date:
        """First day of a new organisation for which the file gives none."""
        begin = self.begindata.get(code, BEGIN_VAN_DE_SET)
        return begin if einde is None or begin < einde else dt.date(einde.year - 1, 1, 1)

    def voeg_toe(self, overheid: Overheid) -> None:
        """A new organisation, with its line in the logboek."""
        self._per_code[overheid.code] = overheid
        self.wijzigingen.nieuw.append(overheid)
        gegevens = {veld: waarde(overheid, veld) for veld in _VELDEN if veld != "geldig_tot"}
        self.wijzigingen.feiten.append(
            Feit(
                overheid.code,
                "vastgelegd",
                overheid.geldig_van,
                {veld: inhoud for veld, inhoud in gegevens.items() if inhoud not in (None, "")},
            )
        )

    def zet(self, overheid: Overheid, veld: str, nieuw: Any) -> Verschil | None:
        """Set a field; None when it already had that value."""
        oud = getattr(overheid, veld)
        if oud == nieuw:
            return None
        verschil_oud = waarde(overheid, veld)
        setattr(overheid, veld, nieuw)
        if overheid.pk:
            self.wijzigingen.gewijzigd[overheid.code] = overheid
        return Verschil(veld, "" if verschil_oud is None else str(verschil_oud), str(waarde(overheid, veld)))


def waarde(overheid: Overheid, veld: str) -> Any:
    """A field as the logboek and the report hold it: a province by its code."""
    if veld == "provincie":
        return overheid.provincie.code if overheid.provincie else None
    return getattr(overheid, veld)


class Overheden:
    """Plans the rows of a file with organisations."""

    def __init__(self, stand: Stand, bron: str) -> None:
        self.stand = stand
        self.bron = bron

    def plan(self, rij: OverheidRij) -> Regelverslag:
        """Compare one row with what is stored. Raises `OnjuisteRij`."""
        overheid = self.stand.zoek(rij.code)
        herleeft = (
            overheid and overheid.geldig_tot and rij.geldig_van and rij.geldig_van >= overheid.geldig_tot
        )
        if overheid is None or herleeft:
            self._begin(rij)
            return Regelverslag(rij.regel, rij.code, Uitkomst.NIEUW, rij.naam)
        verschillen = [*self._wijzig(overheid, rij), *self._inwoners(overheid, rij)]
        uitkomst = Uitkomst.GEWIJZIGD if verschillen else Uitkomst.ONGEWIJZIGD
        return Regelverslag(rij.regel, rij.code, uitkomst, rij.naam, tuple(verschillen))

    def _begin(self, rij: OverheidRij) -> None:
        if not rij.provincie and rij.soort != OverheidSoort.PROVINCIE:
            raise OnjuisteRij(f"{rij.code} is nog niet bekend; dan is de provincie nodig")
        van = rij.geldig_van or self.stand.begin(rij.code, rij.geldig_tot)
        overheid = Overheid(
            code=rij.code,
            soort=rij.soort,
            naam=rij.naam,
            provincie=self.stand.provincie(rij.provincie) if rij.provincie else None,
            geldig_van=van,
            geldig_tot=rij.geldig_tot,
            kolom=rij.kolom,
            rij=rij.rij,
            email=rij.email,
            adres=rij.adres,
        )
        self.stand.voeg_toe(overheid)
        if rij.geldig_tot:
            self._feit(
                overheid, "opgeheven", rij.geldig_tot, [Verschil("geldig_tot", "", str(rij.geldig_tot))]
            )
        self._inwoners(overheid, rij)

    def _wijzig(self, overheid: Overheid, rij: OverheidRij) -> list[Verschil]:
        """Set what the row says; an empty cell says nothing. One line per day on which it became true."""
        provincie = self.stand.provincie(rij.provincie) if rij.provincie else None
        van, tot = rij.geldig_van or overheid.geldig_van, rij.geldig_tot or overheid.geldig_tot
        if tot and tot <= van:
            raise OnjuisteRij(f"het einde ({tot}) ligt niet na het begin ({van})")
        oud_van, oud_tot = overheid.geldig_van, overheid.geldig_tot
        zet = self.stand.zet
        gewoon = [
            verschil
            for veld, nieuw in (
                ("naam", rij.naam),
                ("soort", rij.soort),
                ("provincie", provincie),
                ("email", rij.email),
                ("adres", rij.adres),
            )
            if nieuw not in (None, "") and (verschil := zet(overheid, veld, nieuw))
        ]
        tegel = [
            verschil
            for veld, plaats in (("kolom", rij.kolom), ("rij", rij.rij))
            if plaats is not None and (verschil := zet(overheid, veld, plaats))
        ]
        begin, einde = zet(overheid, "geldig_van", van), zet(overheid, "geldig_tot", tot)
        if gewoon:
            hernoemd = any(verschil.veld == "naam" for verschil in gewoon)
            self._feit(overheid, "hernoemd" if hernoemd else "gewijzigd", _ingang(overheid, rij), gewoon)
        if tegel:  # a drawing has no date: maps of an earlier day use it as well
            self._feit(overheid, "plaats op de tegelkaart", overheid.geldig_van, tegel)
        if begin:
            self._feit(overheid, "geldigheid verbeterd", min(oud_van, van), [begin])
        if einde and tot:
            handeling = "geldigheid verbeterd" if oud_tot else "opgeheven"
            self._feit(overheid, handeling, min(oud_tot or tot, tot), [einde])
        return [*gewoon, *tegel, *(verschil for verschil in (begin, einde) if verschil)]

    def _inwoners(self, overheid: Overheid, rij: OverheidRij) -> list[Verschil]:
        verschillen = []
        for jaar, aantal in rij.inwoners.items():
            bekend = self.stand.inwoners(overheid, jaar)
            if bekend and bekend.aantal == aantal:
                continue
            verschil = Verschil(f"inwoners_{jaar}", str(bekend.aantal) if bekend else "", str(aantal))
            if bekend:
                bekend.aantal, bekend.bron = aantal, self.bron
                self.stand.wijzigingen.inwoners_gewijzigd.append(bekend)
            else:
                nieuw = Inwonertal(overheid=overheid, jaar=jaar, aantal=aantal, bron=self.bron)
                self.stand.wijzigingen.inwoners_nieuw.append(nieuw)
            self._feit(overheid, "inwonertal", dt.date(jaar, 1, 1), [verschil], {verschil.veld: aantal})
            verschillen.append(verschil)
        return verschillen

    def _feit(
        self,
        overheid: Overheid,
        handeling: str,
        gebeurd_op: dt.date,
        verschillen: list[Verschil],
        gegevens: Mapping[str, Any] | None = None,
    ) -> None:
        naam = next((verschil for verschil in verschillen if verschil.veld == "naam"), None)
        self.stand.wijzigingen.feiten.append(
            Feit(
                overheid.code,
                handeling,
                gebeurd_op,
                gegevens or {verschil.veld: waarde(overheid, verschil.veld) for verschil in verschillen},
                reden="; ".join(map(str, verschillen)),
                van=naam.oud if naam else "",
                naar=naam.nieuw if naam else "",
            )
        )


def _ingang(overheid: Overheid, rij: OverheidRij) -> dt.date:
    """Day from which a changed field holds: what the row says, else 1 January of its year, else today."""
    if rij.ingangsdatum:
        return rij.ingangsdatum
    dag = dt.date(max(rij.inwoners), 1, 1) if rij.inwoners else clock.vandaag()
    return max(dag, overheid.geldig_van)
