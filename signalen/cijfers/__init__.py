"""Iv3 figures of municipalities: reading, checking, recomputing and judging. Pure functions, no models."""
