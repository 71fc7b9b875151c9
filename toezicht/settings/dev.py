"""For working on the program: debug pages on, own database and broker in `var/`."""

from toezicht.settings.base import *  # noqa: F403

DEBUG = True
