"""Verifying the logboek: walk all chains and seals and name the first line that is wrong (ADR 0006)."""

from collections.abc import Callable
from dataclasses import dataclass

from toezicht.core.loghash import GEEN_HASH, bereken_hash, bereken_zegel_hash
from toezicht.core.models import Logboekketen, Logboekregel, Logboekzegel

PER_BLOK = 5000


@dataclass(frozen=True, slots=True)
class Controle:
    """Outcome of a verification. `eerste_fout` is empty when all is well.

    `laatste_zegel` is the hash of the newest seal: kept elsewhere, it shows later that no seal was cut off.
    """

    regels: int
    ketens: int
    zegels: int
    eerste_fout: str = ""
    regel_id: int | None = None
    laatste_zegel: str = ""

    @property
    def in_orde(self) -> bool:
        """Whether nothing was found."""
        return not self.eerste_fout


class _Fout(Exception):  # noqa: N818 - a Dutch term
    """The first thing that is wrong."""

    def __init__(self, melding: str, regel_id: int | None = None) -> None:
        super().__init__(melding)
        self.melding = melding
        self.regel_id = regel_id


class _Loop:
    """One walk: what was counted so far, and the last line seen of each chain."""

    def __init__(self, voortgang: Callable[[int], None] | None) -> None:
        self.voortgang = voortgang
        self.regels = 0
        self.zegels = 0
        self.laatste_zegel = ""
        self.gezien: dict[str, tuple[int, str]] = {}
        # Read before the lines: what is written during the walk can only make chains longer than these say.
        self.koppen = {
            keten: (nummer, kop)
            for keten, nummer, kop in Logboekketen.objects.values_list(
                "keten", "volgnummer", "hash"
            ).iterator()
        }
        self.verzegeld: dict[tuple[str, int], str] = {}

    def loop_zegels(self) -> None:
        vorige = GEEN_HASH
        for zegel in Logboekzegel.objects.order_by("volgnummer").iterator(chunk_size=50):
            self.zegels += 1
            aansluitend = zegel.volgnummer == self.zegels and zegel.vorige_hash == vorige
            if not aansluitend or bereken_zegel_hash(zegel) != zegel.hash:
                raise _Fout(f"zegel {zegel.volgnummer} klopt niet")
            vorige = self.laatste_zegel = zegel.hash
            for keten, (nummer, kop) in zegel.koppen.items():
                self.verzegeld[keten, nummer] = kop

    def loop_regels(self) -> None:
        for regel in Logboekregel.objects.order_by("keten", "volgnummer").iterator(chunk_size=PER_BLOK):
            self.regels += 1
            fout = self._fout_in(regel)
            if fout:
                raise _Fout(f"{regel.keten} regel {regel.volgnummer}: {fout}", regel.pk)
            self.gezien[regel.keten] = (regel.volgnummer, regel.hash)
            if self.voortgang and self.regels % PER_BLOK == 0:
                self.voortgang(self.regels)

    def _fout_in(self, regel: Logboekregel) -> str:
        nummer, vorige = self.gezien.get(regel.keten, (0, GEEN_HASH))
        kop = self.koppen.get(regel.keten)
        verzegeld = self.verzegeld.get((regel.keten, regel.volgnummer))
        oordelen = (
            (regel.volgnummer != nummer + 1, f"verwacht was nummer {nummer + 1}; er ontbreekt een regel"),
            (regel.vorige_hash != vorige, "sluit niet aan op de regel ervoor"),
            (bereken_hash(regel) != regel.hash, "de inhoud past niet bij de hash"),
            (verzegeld is not None and verzegeld != regel.hash, "wijkt af van het zegel"),
            (kop is not None and kop[0] == regel.volgnummer and kop[1] != regel.hash, "wijkt af van de kop"),
        )
        return next((melding for fout, melding in oordelen if fout), "")

    def loop_staarten(self) -> None:
        """No chain may be shorter than its head or a seal says, and none longer than its head says now."""
        for keten, (nummer, _) in sorted(self.koppen.items()):
            if self._lengte(keten) < nummer:
                raise _Fout(
                    f"{keten} regel {self._lengte(keten) + 1}: ontbreekt; de keten telt {nummer} regels"
                )
        for keten, nummer in sorted(self.verzegeld):
            if self._lengte(keten) < nummer:
                raise _Fout(f"{keten} regel {self._lengte(keten) + 1}: is verzegeld maar ontbreekt")
        langer = [keten for keten in self.gezien if self._lengte(keten) > self.koppen.get(keten, (0, ""))[0]]
        nu = (
            dict(Logboekketen.objects.filter(keten__in=langer).values_list("keten", "volgnummer"))
            if langer
            else {}
        )
        for keten in sorted(langer):
            if self._lengte(keten) > nu.get(keten, 0):
                raise _Fout(f"{keten} regel {nu.get(keten, 0) + 1}: staat voorbij het einde van de keten")

    def _lengte(self, keten: str) -> int:
        return self.gezien.get(keten, (0, ""))[0]

    def uitkomst(self, fout: _Fout | None = None) -> Controle:
        return Controle(
            regels=self.regels,
            ketens=len(self.gezien),
            zegels=self.zegels,
            eerste_fout=fout.melding if fout else "",
            regel_id=fout.regel_id if fout else None,
            laatste_zegel=self.laatste_zegel,
        )


def controleer(*, voortgang: Callable[[int], None] | None = None) -> Controle:
    """Walk all seals and chains; names the first line, in order of chain and number, that is wrong.

    Found are: a changed field, a removed or inserted line, a line moved to another chain, a tail cut off
    below a head or a seal, a changed head, a changed or removed seal. May run while others write.
    `voortgang` is called with the number of lines walked, every 5,000 lines.
    """
    loop = _Loop(voortgang)
    try:
        loop.loop_zegels()
        loop.loop_regels()
        loop.loop_staarten()
    except _Fout as fout:
        return loop.uitkomst(fout)
    return loop.uitkomst()
