"""The two example files, and ways to spoil them."""

import copy
import json
from pathlib import Path

MAP = Path(__file__).parent / "iv3"
JAARREKENING = MAP / "jaarrekening-2025.json"
BEGROTING = MAP / "begroting-2026.json"


def gegevens(pad=JAARREKENING):
    return json.loads(pad.read_text(encoding="utf-8"))


def als_bytes(data):
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def met(wijzig, pad=JAARREKENING):
    """The example with a change made by `wijzig(data)`, as bytes."""
    data = copy.deepcopy(gegevens(pad))
    wijzig(data)
    return als_bytes(data)


def regel_van(inhoud, stuk, keer=1):
    """Line number of the `keer`-th line in which `stuk` stands."""
    gevonden = [n for n, regel in enumerate(inhoud.decode().split("\n"), start=1) if stuk in regel]
    return gevonden[keer - 1]
