"""What is wrong with an Iv3 file, and where."""

from dataclasses import dataclass

from toezicht.core.fouten import Weigering

HOOGSTENS = 50


@dataclass(frozen=True, slots=True)
class Bestandsfout:
    """One fault: the line in the file (from 1), the code of the CBS error list or empty, the reason."""

    regel: int
    code: str
    reden: str

    def __post_init__(self) -> None:
        # What the file says is shown on a terminal: nothing in it may steer that terminal.
        veilig = "".join(
            teken if teken.isprintable() else "\N{REPLACEMENT CHARACTER}" for teken in self.reden
        )
        object.__setattr__(self, "reden", veilig)

    def __str__(self) -> str:
        code = f"{self.code}: " if self.code else ""
        return f"regel {self.regel}: {code}{self.reden}"


class Iv3Geweigerd(Weigering):
    """The file is refused as a whole; `fouten` has at least one fault, sorted by line."""

    def __init__(self, fouten: list[Bestandsfout]) -> None:
        self.fouten = tuple(sorted(fouten, key=lambda fout: fout.regel)[:HOOGSTENS])
        rest = len(fouten) - 1
        slot = f" (en nog {rest} {'andere fout' if rest == 1 else 'andere fouten'})" if rest else ""
        super().__init__(f"{self.fouten[0]}{slot}")
