"""For the tests: real database and broker in a throw-away place, quick passwords."""

import os
import tempfile
from pathlib import Path

# Before anything reads it: tests never touch the `var/` of the checkout or one that the shell names. Only a
# process that a test starts inherits the place. It is made and removed by tests/conftest.py.
if not Path(os.environ.get("TOEZICHT_VAR", "")).name.startswith("toezicht-test-"):
    os.environ["TOEZICHT_VAR"] = f"{tempfile.gettempdir()}/toezicht-test-{os.getpid()}"

from toezicht.settings.base import *  # noqa: F403 - the place must be named first

SECRET_KEY = "alleen-voor-de-tests"  # noqa: S105 - not a secret
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Each query that is kept is built anew a few times, to see that it follows from nothing but its key.
VASTE_VRAGEN_NAGAAN = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
