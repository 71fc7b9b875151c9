"""The text of a page as a test compares it."""

import re

_WISSELEND = re.compile(r"\b[A-Za-z0-9]{64}\b")
"""A token against forgery: random letters, in which any short word may stand."""


def tekst(antwoord):
    """The page with every run of white space as one space, without what differs per request."""
    return " ".join(_WISSELEND.sub("", antwoord.content.decode()).split())
