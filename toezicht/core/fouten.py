"""Refusals: what a service says when it will not do what was asked.

The message is a Dutch sentence that tells the user what to do. Faces (pages, API, commands) show it
unchanged and choose the form: a page with status `status`, a problem+json, a line on stderr.
"""

from typing import ClassVar


class Weigering(Exception):  # noqa: N818 - a term of the field: the program refuses an act
    """A rule says no. `status` is the HTTP status that fits."""

    status: ClassVar[int] = 422

    def __init__(self, melding: str, *, veld: str = "") -> None:
        super().__init__(melding)
        self.melding = melding
        self.veld = veld


class Conflict(Weigering):
    """Somebody else was first, or the thing changed meanwhile."""

    status = 409


class Verouderd(Conflict):
    """What the user had before them is no longer what is there: read it anew (for the API: 412)."""


class GeenRecht(Weigering):
    """The user may not do this."""

    status = 403
