"""Who may decide what, from when to when, on which ground."""
