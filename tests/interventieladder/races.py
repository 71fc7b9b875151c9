"""Two people at once, made deterministic: both meet after reading (style.md b10)."""

import threading
from contextlib import suppress

from django.db import connection

from tests.interventieladder.bouw import VANDAAG
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering

WACHT = 1.0


def tegelijk(*daden, dag=VANDAAG):
    """Run each act in a thread with its own connection, on that day; gives what each came to."""
    uitkomsten = []

    def draai(daad):
        try:
            with klok_op(dag):
                uitkomsten.append(daad())
        except Exception as fout:  # noqa: BLE001 - what a thread came to is judged by the test
            uitkomsten.append(fout)
        finally:
            connection.close()

    draden = [threading.Thread(target=draai, args=(daad,), daemon=True) for daad in daden]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
        assert not draad.is_alive()
    return uitkomsten


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
