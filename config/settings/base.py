"""Settings of a real centre: everything closed unless the environment opens it."""

import os
from pathlib import Path
from typing import Any

from config import database
from config.relay import told
from config.stage import told as media

ROOT = Path(__file__).resolve().parents[2]


def listed(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
DEMO = False
MATCHING_ENGINE = os.environ.get("MATCHING_ENGINE", "local")  # or dask
MATCHING_SCHEDULER = os.environ.get("MATCHING_SCHEDULER", "")  # where the scheduler of the cluster listens
CENTRE_NAME = os.environ.get("CENTRE_NAME", "Trung tâm Dịch vụ việc làm")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "nhipcau.site",
    "nhipcau.statistics",
    "nhipcau.fairs",
    "nhipcau.counselling",
    "nhipcau.gatherings",
    "nhipcau.interviews",
    "nhipcau.matching",
    "nhipcau.vacancies",
    "nhipcau.seekers",
    "nhipcau.employers",
    "nhipcau.messaging",
    "nhipcau.centres",
    "nhipcau.consents",
    "nhipcau.accounts",
    "nhipcau.reference",
    "nhipcau.foundation.audit",
    "nhipcau.foundation.outbox",
    "nhipcau.foundation.clock",
    "nhipcau.foundation.files",
    "nhipcau.foundation.live",
    "nhipcau.foundation.stage",
    "nhipcau.foundation.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so that lengths tell nothing of what is secret
    "nhipcau.foundation.ui.middleware.SecurityHeadersMiddleware",
    "nhipcau.foundation.ui.opening.OpeningMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "nhipcau.accounts.middleware.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "nhipcau.interviews.middleware.DayLinkMiddleware",
    "nhipcau.gatherings.middleware.LinkMiddleware",
    "nhipcau.fairs.middleware.AtComputerMiddleware",
    "nhipcau.site.middleware.WayBack",
]

ROOT_URLCONF = "nhipcau.site.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "nhipcau.foundation.ui.context.page",
                "nhipcau.site.context.navigation",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
        },
    }
]

FORM_RENDERER = "nhipcau.foundation.ui.forms.Renderer"

DATABASES = {"default": database.settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "nhipcau.accounts.backends.SignInBackend",
    "nhipcau.centres.backends.StaffRoleBackend",
    "nhipcau.employers.backends.RecruiterBackend",
    "nhipcau.seekers.backends.SeekerBackend",
    "nhipcau.interviews.backends.GuestBackend",
    "nhipcau.gatherings.backends.LinkBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Signing in: staff and recruiters by name, password and second factor (allauth); seekers by phone and a code, which
# nhipcau.accounts keeps itself (docs/decisions/0005). Only the pages of accounts/web/urls.py exist.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "nhipcau.site.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/5m/ip,10/5m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "nhipcau.accounts.web.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "nhipcau.accounts.web.forms.FactorForm",
    "reauthenticate": "nhipcau.accounts.web.forms.FactorAgainForm",
    "activate_totp": "nhipcau.accounts.web.forms.FirstFactorForm",
}
MFA_TOTP_ISSUER = "Nhịp Cầu"
MFA_TOTP_TOLERANCE = 1  # one step early or late, for slow clocks and slow fingers (RFC 6238, 5.2)
MFA_RECOVERY_CODES_SHOW_ONCE = True
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1"))
SIGN_IN_SENDS_PER_NUMBER = 5  # codes an hour
GUEST_TRIES_PER_ADDRESS = 40  # codes typed beside a link in an hour; a hall has one address for all its guests
SIGN_IN_SENDS_PER_ADDRESS = int(os.environ.get("SIGN_IN_SENDS_PER_ADDRESS", "20"))  # a hall with one network: more

# Failed tries are counted in the database: every web process must see them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "nhipcau_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "var" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", ROOT / "var" / "files"))
# Where the search index lies: made from the database, safe to lose. None: the database alone is asked.
SEARCH_ROOT: Path | None = Path(os.environ.get("SEARCH_ROOT", ROOT / "var" / "search"))

# Secrets of rows: a 32-byte key in hex, and another for the look-up index (foundation.crypto).
FIELD_KEYS = listed("FIELD_KEYS")
INDEX_KEY = os.environ.get("INDEX_KEY", "")

# What everybody opens at eight o'clock: the first page, fairs, tickets, a person's own day (foundation.ui.opening).
CROWD_PAGES = r"/(phien/(sap-toi/|ve/|ngay-cua-toi/(\d+/)?|\d+/(viec-lam/|dang-ky/)?)?|phong-van/luot-cua-toi/)?"

# Where browsers open the live stream: empty means this same address (a proxy sends /live/ to it).
LIVE_PORT = int(os.environ.get("LIVE_PORT", "0"))

# The relay that calls go through where they cannot go directly (foundation.relay); without one they go directly or not at all.
RELAY_URLS = told.urls()
RELAY_SECRET = told.secret()
RELAY_CLOCK_AHEAD = 0.0  # seconds; another only in tests, whose clock stands still
# The media servers of rooms with many (foundation.stage); without one a call has three pages at the most.
MEDIA_SERVERS = media.servers()
MEDIA_SECRET = media.secret()

SESSION_ENGINE = "nhipcau.accounts.backends"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 10  # seconds: a mail server that never answers holds nobody up
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "nhipcau@localhost")
# Channel adapters by name (messaging): a real centre names its gateway, the demo a visible fake.
SMS_CHANNEL = os.environ.get("SMS_CHANNEL", "nhipcau.messaging.sms.gateway.HttpGateway")
SMS_GATEWAY_URL = os.environ.get("SMS_GATEWAY_URL", "")
SMS_GATEWAY_TOKEN = os.environ.get("SMS_GATEWAY_TOKEN", "")
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "")  # https://…, without a slash at its end: how messages link here
SMS_DAILY_BUDGET = int(os.environ.get("SMS_DAILY_BUDGET", "3000"))  # messages; from here on an alarm is logged

# What goes wrong is said on standard error, where whoever runs the process keeps it.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
