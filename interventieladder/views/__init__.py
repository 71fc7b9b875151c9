"""Pages of the ladder. Every act is a POST to a service; a refusal keeps the text that was typed."""
