#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    """Run a management command, with the project's own database and broker when none are configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toezicht.settings.dev")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
