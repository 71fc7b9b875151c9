#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

from toezicht import embedded
from toezicht.embedded_ground import EmbeddedServerError


def main() -> None:
    """Run a management command, with the project's own database and broker when none are configured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toezicht.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    for number, word in enumerate(sys.argv):
        if word.startswith("--settings="):
            os.environ["DJANGO_SETTINGS_MODULE"] = word.partition("=")[2]
        elif word == "--settings" and len(sys.argv) > number + 1:
            os.environ["DJANGO_SETTINGS_MODULE"] = sys.argv[number + 1]
    if embedded.needed_by_command(sys.argv):
        from django.conf import settings

        try:
            embedded.ensure_running(settings.VAR_DIR)
        except (ImproperlyConfigured, EmbeddedServerError) as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
