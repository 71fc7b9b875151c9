"""Guards of the general ladder (ladder.md 1.6). Each reads a dated fact and names its article."""
