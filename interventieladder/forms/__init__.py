"""Forms of the ladder: they check the shape; the rules are the services'."""
