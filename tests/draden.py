"""Real threads for the tests of races, each with its own connection."""

import threading

from django.db import connections


def in_draden(*daden, geduld=60):
    """Run the acts at once; gives what each came to, an error as itself, in the order in which they ended."""
    uitkomsten = []

    def draai(daad):
        try:
            uitkomsten.append(daad())
        except Exception as fout:  # noqa: BLE001 - what a thread came to is judged by the test
            uitkomsten.append(fout)
        finally:
            connections.close_all()

    draden = [threading.Thread(target=draai, args=(daad,), daemon=True) for daad in daden]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=geduld)
        assert not draad.is_alive()
    return uitkomsten
