"""Two people at once, made deterministic: both meet after reading (style.md b10)."""

import threading
from contextlib import suppress

from tests.draden import in_draden
from tests.interventieladder.bouw import VANDAAG
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering

WACHT = 1.0


def tegelijk(*daden, dag=VANDAAG):
    """Run the acts at once, on that day; gives what each came to."""
    return in_draden(*(klok_op(dag)(daad) for daad in daden))


def ontmoeting(monkeypatch, module, naam):
    """Let both threads wait for each other just before `module.naam` is called."""
    gelezen, echt = threading.Barrier(2), getattr(module, naam)

    def wacht_op_de_ander(*args, **kwargs):
        with suppress(threading.BrokenBarrierError):
            gelezen.wait(timeout=WACHT)
        return echt(*args, **kwargs)

    monkeypatch.setattr(module, naam, wacht_op_de_ander)


def een_wint(uitkomsten):
    """Exactly one went through; the other was told that somebody was first."""
    fouten = [u for u in uitkomsten if isinstance(u, Exception)]
    assert len(uitkomsten) == 2
    assert len(fouten) == 1, uitkomsten
    assert isinstance(fouten[0], Weigering), fouten
    assert fouten[0].status == 409, fouten
