"""Writes of signalen: lock, check, save, log, notify."""
