"""Reads of the ladder, as plain data."""
