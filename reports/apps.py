"""App configuration."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Supervision reports: snapshots, PDF, schedules and their ledger."""

    name = "reports"

    def ready(self) -> None:
        """Let the health check ask after reports."""
        from reports.services import gezondheid
        from toezicht.core.gezondheid import registreer_controle

        registreer_controle("rapporten", gezondheid.controle)
