"""The web application for WSGI servers, with our own database and broker when none are configured."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toezicht.settings.production")

application = get_wsgi_application()


def _start_servers() -> None:
    from django.conf import settings

    from toezicht import embedded

    embedded.ensure_running(settings.VAR_DIR)


_start_servers()
