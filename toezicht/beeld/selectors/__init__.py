"""Readings across the apps for pages. Read only."""

from toezicht.beeld.selectors.tellen import Telling, tellingen

__all__ = ["Telling", "tellingen"]
