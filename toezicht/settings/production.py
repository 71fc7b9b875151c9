"""Production: refuses to start without its own secret key, database and broker, or with the demo's clock."""

import os

from django.core.exceptions import ImproperlyConfigured

from toezicht.settings import env
from toezicht.settings.base import *  # noqa: F403

SECRET_KEY = env.text("SECRET_KEY")
env.text("DATABASE_URL")
env.text("REDIS_URL")
if env.flag("DEBUG", default=False):
    msg = "DEBUG mag in productie niet aan staan."
    raise ImproperlyConfigured(msg)
if os.environ.get("TOEZICHT_KLOK"):
    msg = "TOEZICHT_KLOK is alleen voor demo en tests; in productie geldt de echte tijd."
    raise ImproperlyConfigured(msg)

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 20

SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
