"""Housing of vergunninghouders: the half-year, the taakstelling, the book-keeping and the CSV. No database."""
