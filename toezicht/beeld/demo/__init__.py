"""Voorbeeldland: a fictional province in which three months of supervision are played through the services."""
