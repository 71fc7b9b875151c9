"""Everything that changes a dossier: lock, check, save, log, enqueue, in one transaction."""
