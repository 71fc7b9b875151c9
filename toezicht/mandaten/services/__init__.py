"""Writing in the register: drafted by one, adopted by another, ended with a reason (ladder.md 5.1, R20)."""
