"""Forms of the shared ground."""
