"""Financial supervision as arithmetic that explains itself: no models, no clock, no database."""
