"""Planners for what ties organisations together: herindelingen and participants of a GR."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from toezicht.organisaties.bijwerken import BEGIN_VAN_DE_SET, Feit, OnjuisteRij, Stand
from toezicht.organisaties.models import Deelname, Opvolging, Overheid, OverheidSoort
from toezicht.organisaties.rijen import DeelnameRij, HerindelingRij
from toezicht.organisaties.verslag import Regelverslag, Uitkomst, Verschil


class Herindelingen:
    """Plans the rows of a file with herindelingen: ends the old, ties it to its successors.

    `oude_codes` are the codes that this file itself ends: an old gemeente that is not known yet is made from
    its row, so a successor may be one of them, on whichever line it stands.
    """

    def __init__(self, stand: Stand, rijen: list[HerindelingRij]) -> None:
        self.stand = stand
        self._oud = {rij.oude_code: rij for rij in rijen}
        self._bekend = {
            (rij.voorganger.code, rij.opvolger.code, rij.datum): rij
            for rij in Opvolging.objects.select_related("voorganger", "opvolger")
        }
        self._delen = _delen(self._bekend.values(), rijen)
        self._opvolgers: dict[tuple[str, dt.date], list[str]] = defaultdict(list)
        self._voorgangers: dict[tuple[str, dt.date], list[str]] = defaultdict(list)
        self._geeindigd: set[str] = set()

    def plan(self, rij: HerindelingRij) -> Regelverslag:
        """Compare one row with what is stored. Raises `OnjuisteRij`."""
        oud = self._old(rij.oude_code, rij)
        nieuw = self._successor(rij)
        self._eis_gesplitst(rij)
        gesplitst = self._gesplitst(rij)
        verschillen = [v for v in (self._einde(oud, rij), self._begin(nieuw, rij), gesplitst) if v]
        sleutel = f"{rij.oude_code} {rij.nieuwe_code}"
        reden = f"{rij.oude_naam} → {rij.nieuwe_naam}, {rij.datum}"
        if (rij.oude_code, rij.nieuwe_code, rij.datum) in self._bekend:
            uitkomst = Uitkomst.GEWIJZIGD if verschillen else Uitkomst.ONGEWIJZIGD
            return Regelverslag(rij.regel, sleutel, uitkomst, reden, tuple(verschillen))
        self.stand.wijzigingen.opvolgingen.append(
            Opvolging(
                voorganger=oud, opvolger=nieuw, datum=rij.datum, soort=rij.soort, gesplitst=rij.gesplitst
            )
        )
        self._opvolgers[oud.code, rij.datum].append(nieuw.code)
        self._voorgangers[nieuw.code, rij.datum].append(oud.code)
        return Regelverslag(rij.regel, sleutel, Uitkomst.NIEUW, reden, tuple(verschillen))

    def _eis_gesplitst(self, rij: HerindelingRij) -> None:
        """One that goes into several is split, on each row: else each of them would get its whole balance."""
        delen = self._delen[rij.oude_code, rij.datum]
        zonder = sorted(code for code, gesplitst in delen.items() if not gesplitst)
        if len(delen) > 1 and zonder:
            raise OnjuisteRij(
                f"{rij.oude_code} ({rij.oude_naam}) gaat op {rij.datum} over in {len(delen)} gemeenten: zet ja bij "
                f"gesplitst op elke rij, ook die naar {', '.join(zonder)}"
            )

    def _gesplitst(self, rij: HerindelingRij) -> Verschil | None:
        """Correct the mark of a row that was loaded before."""
        bekend = self._bekend.get((rij.oude_code, rij.nieuwe_code, rij.datum))
        if bekend is None or bekend.gesplitst == rij.gesplitst:
            return None
        verschil = Verschil("gesplitst", _ja_nee(bekend.gesplitst), _ja_nee(rij.gesplitst))
        bekend.gesplitst = rij.gesplitst
        self.stand.wijzigingen.opvolgingen_gewijzigd.append(bekend)
        feit = Feit(rij.oude_code, "gewijzigd", rij.datum, {"gesplitst": rij.gesplitst}, reden=str(verschil))
        self.stand.wijzigingen.feiten.append(feit)
        return verschil

    def _old(self, code: str, rij: HerindelingRij) -> Overheid:
        overheid = self.stand.zoek(code)
        if overheid is None:
            overheid = Overheid(
                code=code,
                soort=OverheidSoort.GEMEENTE,
                naam=rij.oude_naam,
                provincie=self.stand.provincie(rij.provincie_oud),
                geldig_van=self.stand.begin(code, rij.datum),
            )
            self.stand.voeg_toe(overheid)
        return overheid

    def _successor(self, rij: HerindelingRij) -> Overheid:
        bekend = self.stand.zoek(rij.nieuwe_code)
        if bekend is None and rij.nieuwe_code in self._oud:
            bekend = self._old(rij.nieuwe_code, self._oud[rij.nieuwe_code])
        if bekend is None:
            raise OnjuisteRij(
                f"opvolger {rij.nieuwe_code} ({rij.nieuwe_naam}) is niet bekend; laad eerst de gemeenten"
            )
        return bekend

    def _einde(self, oud: Overheid, rij: HerindelingRij) -> Verschil | None:
        if oud.geldig_tot and oud.geldig_tot != rij.datum:
            raise OnjuisteRij(f"{oud.code} ({oud.naam}) is al opgeheven op {oud.geldig_tot}")
        if rij.datum <= oud.geldig_van:
            raise OnjuisteRij(f"{oud.code} ({oud.naam}) bestaat pas sinds {oud.geldig_van}")
        verschil = self.stand.zet(oud, "geldig_tot", rij.datum)
        if verschil:
            self._geeindigd.add(oud.code)
        return verschil

    def _begin(self, nieuw: Overheid, rij: HerindelingRij) -> Verschil | None:
        """Check that the successor was there; a new one of which the begin was unknown, begins now."""
        onbekend_begin = nieuw.geldig_van == BEGIN_VAN_DE_SET
        if rij.opvolger_is_nieuw and nieuw.geldig_van != rij.datum and not onbekend_begin:
            raise OnjuisteRij(
                f"{nieuw.code} ({nieuw.naam}) is niet nieuw op {rij.datum}: bestaat sinds {nieuw.geldig_van}"
            )
        if not rij.opvolger_is_nieuw and not nieuw.bestaat_op(rij.datum):
            raise OnjuisteRij(f"opvolger {nieuw.code} ({nieuw.naam}) bestond niet op {rij.datum}")
        if nieuw.geldig_tot and nieuw.geldig_tot <= rij.datum:
            raise OnjuisteRij(f"opvolger {nieuw.code} ({nieuw.naam}) is al opgeheven op {nieuw.geldig_tot}")
        if not rij.opvolger_is_nieuw:
            return None
        oud = nieuw.geldig_van
        verschil = self.stand.zet(nieuw, "geldig_van", rij.datum)
        if verschil:
            self.stand.wijzigingen.feiten.append(
                Feit(
                    nieuw.code,
                    "geldigheid verbeterd",
                    min(oud, rij.datum),
                    {"geldig_van": rij.datum},
                    reden=str(verschil),
                )
            )
        return verschil

    def rond_af(self) -> None:
        """One line per organisation and day, however many others it went to or came from."""
        feiten = self.stand.wijzigingen.feiten
        for (code, datum), opvolgers in self._opvolgers.items():
            gegevens = {f"opvolger_{opvolger}": datum for opvolger in opvolgers}
            if code in self._geeindigd:
                gegevens["geldig_tot"] = datum
            namen = ", ".join(self._naam(opvolger) for opvolger in opvolgers)
            feiten.append(Feit(code, "opgeheven", datum, gegevens, reden=f"Opgegaan in {namen}."))
        for (code, datum), voorgangers in self._voorgangers.items():
            gegevens = {f"voorganger_{voorganger}": datum for voorganger in voorgangers}
            namen = ", ".join(self._naam(voorganger) for voorganger in voorgangers)
            feiten.append(
                Feit(code, "herindeling", datum, gegevens, reden=f"Kwam voort uit of nam op: {namen}.")
            )

    def _naam(self, code: str) -> str:
        overheid = self.stand.zoek(code)
        return f"{overheid.naam} ({code})" if overheid else code


def _delen(
    bekend: Iterable[Opvolging], rijen: Iterable[HerindelingRij]
) -> dict[tuple[str, dt.date], dict[str, bool]]:
    """By old code and day: each successor with its mark `gesplitst`, as it is once these rows are loaded."""
    uit: dict[tuple[str, dt.date], dict[str, bool]] = defaultdict(dict)
    for oud in bekend:
        uit[oud.voorganger.code, oud.datum][oud.opvolger.code] = oud.gesplitst
    for rij in rijen:
        uit[rij.oude_code, rij.datum][rij.nieuwe_code] = rij.gesplitst
    return uit


def _ja_nee(waar: bool) -> str:
    return "ja" if waar else "nee"


class Deelnemers:
    """Plans the rows of a file with participants of gemeenschappelijke regelingen."""

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self._deelnames: dict[tuple[str, str], list[Deelname]] = defaultdict(list)
        for deelname in Deelname.objects.select_for_update(of=("self",)).select_related(
            "regeling", "deelnemer"
        ):
            self._deelnames[deelname.regeling.code, deelname.deelnemer.code].append(deelname)

    def plan(self, rij: DeelnameRij) -> Regelverslag:
        """Compare one row with what is stored. Raises `OnjuisteRij`."""
        regeling, deelnemer = self._parties(rij)
        bestaand = self._deelnames[rij.regeling, rij.deelnemer]
        deelname = next((deelname for deelname in bestaand if deelname.van == rij.van), None)
        tot = rij.tot or (deelname.tot if deelname else None)
        for ander in bestaand:
            if ander is not deelname and _overlap(rij.van, tot, ander):
                raise OnjuisteRij(f"{rij.deelnemer} nam al deel aan {rij.regeling} vanaf {ander.van}")
        sleutel, namen = f"{rij.regeling} {rij.deelnemer}", f"{deelnemer.naam} in {regeling.naam}"
        if deelname is None:
            deelname = Deelname(regeling=regeling, deelnemer=deelnemer, van=rij.van, tot=tot)
            bestaand.append(deelname)
            self.stand.wijzigingen.deelnames_nieuw.append(deelname)
            self._feit(deelname, "deelnemer toegetreden", rij.van, f"{deelnemer.naam} neemt deel.")
            if tot:
                self._feit(deelname, "deelnemer uitgetreden", tot, f"{deelnemer.naam} neemt niet meer deel.")
            return Regelverslag(rij.regel, sleutel, Uitkomst.NIEUW, namen)
        if deelname.tot == tot or tot is None:
            return Regelverslag(rij.regel, sleutel, Uitkomst.ONGEWIJZIGD, namen)
        verschil = Verschil("tot", str(deelname.tot or ""), str(tot))
        eerste_dag = min(deelname.tot or tot, tot)
        deelname.tot = tot
        self.stand.wijzigingen.deelnames_gewijzigd.append(deelname)
        self._feit(deelname, "deelnemer uitgetreden", eerste_dag, f"{deelnemer.naam}: {verschil}.")
        return Regelverslag(rij.regel, sleutel, Uitkomst.GEWIJZIGD, namen, (verschil,))

    def _parties(self, rij: DeelnameRij) -> tuple[Overheid, Overheid]:
        regeling, deelnemer = self.stand.zoek(rij.regeling), self.stand.zoek(rij.deelnemer)
        if regeling is None or not regeling.is_gr:
            raise OnjuisteRij(
                f"regeling {rij.regeling} is niet bekend of is geen gemeenschappelijke regeling"
            )
        if deelnemer is None:
            raise OnjuisteRij(f"deelnemer {rij.deelnemer} is niet bekend")
        if regeling == deelnemer:
            raise OnjuisteRij("een regeling neemt niet deel aan zichzelf")
        for overheid in (regeling, deelnemer):
            if not overheid.bestaat_op(rij.van):
                raise OnjuisteRij(f"{overheid.code} ({overheid.naam}) bestond niet op {rij.van}")
        return regeling, deelnemer

    def _feit(self, deelname: Deelname, handeling: str, gebeurd_op: dt.date, reden: str) -> None:
        stand = {"van": str(deelname.van), "tot": str(deelname.tot) if gebeurd_op == deelname.tot else None}
        self.stand.wijzigingen.feiten.append(
            Feit(
                deelname.regeling.code,
                handeling,
                gebeurd_op,
                {f"deelnemer_{deelname.deelnemer.code}": stand},
                reden=reden,
            )
        )


def _overlap(van: dt.date, tot: dt.date | None, ander: Deelname) -> bool:
    return (ander.tot is None or van < ander.tot) and (tot is None or ander.van < tot)
