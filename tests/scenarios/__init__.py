"""End-to-end scenarios (ladder.md 9), one file each, over the services: readable by a supervisor."""
