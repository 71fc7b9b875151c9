"""Reads of signalen, as plain data."""
