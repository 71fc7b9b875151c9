"""Whether terms outside a law follow the Algemene termijnenwet: what the policy in force says.

The policy is kept further up; who keeps it registers here, so that the termijnrekenhulp gives the date that a
dossier would give.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Termijnbeleid:
    """`overeenkomstig`: own terms follow the law too; `bron` says which policy says so."""

    overeenkomstig: bool
    bron: str

    @property
    def in_woorden(self) -> str:
        """What counts now, as a sentence for a form and an explanation."""
        wel = "wel" if self.overeenkomstig else "niet"
        return f"{self.bron}: {wel} overeenkomstig"


_ZONDER = Termijnbeleid(overeenkomstig=False, bron="Zonder beleidskader")
_vragen: list[Callable[[], Termijnbeleid]] = []


def registreer_termijnbeleid(vraag: Callable[[], Termijnbeleid]) -> None:
    """Name the function that knows the policy of today; the last one counts."""
    _vragen[:] = [vraag]


def termijnbeleid() -> Termijnbeleid:
    """The policy of today; nothing follows the law by policy where no policy is kept."""
    return _vragen[0]() if _vragen else _ZONDER
