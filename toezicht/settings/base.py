"""Everything with a sane default. What differs per place stands in dev, test, demo and production."""

from pathlib import Path

import django_stubs_ext

from toezicht import embedded
from toezicht.settings import env

# Generic Django classes can then be written as Form[Model] also while running.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.text("TOEZICHT_VAR", str(BASE_DIR / "var")))

SECRET_KEY = env.text("SECRET_KEY", "alleen-voor-ontwikkeling-en-demo")
DEBUG = False
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")

PROVINCIE_NAAM = env.text("PROVINCIE_NAAM", "Voorbeeldland")
PROVINCIE_CODE = env.text("PROVINCIE_CODE", "PV99")
DEMO = False
DEMO_WACHTWOORD = ""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "django_htmx",
    "toezicht.core",
    "toezicht.organisaties",
    "toezicht.mandaten",
    "signalen",
    "interventieladder",
    "reports",
    "toezicht.beeld",
    "toezicht.api",
]

MIDDLEWARE = [
    # First, so that the answers of all others (a redirect, a refused host) carry its headers too.
    "toezicht.core.middleware.RequestContextMiddleware",
    "toezicht.api.tussenlaag.ApiTussenlaag",
    # Within the two above, so that this refusal too has their headers, and is a problem where the API asks for one.
    "toezicht.core.middleware.AdresMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "toezicht.urls"
WSGI_APPLICATION = "toezicht.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "toezicht.beeld.context.site",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
            "builtins": [
                "toezicht.core.templatetags.weergave",
                "toezicht.core.templatetags.termijnbeeld",
            ],
        },
    },
]

DATABASES = {"default": embedded.database_settings(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = embedded.redis_url(VAR_DIR)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "toezicht.core.backends.RollenBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "inloggen"
LOGIN_REDIRECT_URL = "werkvoorraad"
LOGOUT_REDIRECT_URL = "inloggen"
SESSION_COOKIE_AGE = 8 * 60 * 60  # a working day
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SAMESITE = "Lax"
PASSWORD_RESET_TIMEOUT = 60 * 60

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "toezicht.core.views.accounts.lockout"
AXES_IPWARE_META_PRECEDENCE_ORDER = ["REMOTE_ADDR"]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "toezicht" / "static"]
MEDIA_ROOT = VAR_DIR / "media"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # the longest form is the account of the costs (L12)
UPLOAD_MAX_BYTES = 25 * 1024 * 1024

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "toezicht@voorbeeldland.example")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "toezicht.core.views.fouten.csrf_fout"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

VASTE_VRAGEN_NAGAAN = False
"""Build a kept query anew now and then, to see that it still is what it would be: for the tests."""

CELERY_BROKER_URL = embedded.broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_DEFAULT_QUEUE = "werk"
# Planning may not wait behind the drawing of forty reports.
CELERY_TASK_ROUTES = {"reports.veeg": {"queue": "werk"}, "reports.*": {"queue": "pdf"}}
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 900,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    # A tick that waited for a worker longer than this is overtaken by the next one.
    "tik": {"task": "core.tik", "schedule": 60.0, "options": {"expires": 55}},
    "verzegel": {"task": "core.verzegel", "schedule": 900.0, "options": {"expires": 850}},
    "signalen": {"task": "signalen.veeg", "schedule": 3600.0, "options": {"expires": 3500}},
    "termijnen": {"task": "interventieladder.veeg", "schedule": 3600.0, "options": {"expires": 3500}},
    "api": {"task": "api.ruim_op", "schedule": 86_400.0, "options": {"expires": 86_000}},
    "rapporten": {"task": "reports.veeg", "schedule": 60.0, "options": {"expires": 55}},
}
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
