"""The benchmark: a database of a chosen scale, and the budgets of the design measured on it (`bin/bench`)."""
