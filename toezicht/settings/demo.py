"""Voorbeeldland: the demonstration. Shows a log-in per role on the log-in page and lets the clock be set."""

from toezicht.settings.base import *  # noqa: F403

DEMO = True
DEMO_WACHTWOORD = "welkom-in-voorbeeldland"
