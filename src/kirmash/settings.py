"""Every setting; one environment variable each, named ``KIRMASH_`` and the field's name."""

import secrets
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """What a site may set from outside."""

    model_config = SettingsConfigDict(env_prefix="KIRMASH_", env_file=None, extra="forbid")

    data: Path = Field(default=Path("var"), description="folder of the embedded database and the secret key")
    database_url: str = Field(
        default="", description="address of the database; empty: a SQLite file in the data folder"
    )
    mode: Literal["production", "demo", "test"] = "production"
    secret_key: str = Field(default="", description="empty: made once and kept in the data folder")
    hosts: list[str] = Field(default=["localhost", "127.0.0.1", "[::1]"], description="names the site answers to")
    https: bool = Field(default=False, description="the site is reached by HTTPS: cookies and redirects follow")
    language: Literal["en", "de", "ru", "be"] = "en"
    api_rate: int = Field(default=600, ge=10, description="requests a minute that an account may make by the API")
    webhook_hosts: list[str] = Field(default=[], description="hosts in private networks that webhooks may call")


def _secret_key(folder: Path) -> str:
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return path.read_text(encoding="utf-8")


def _database(environment: Environment) -> dict[str, Any]:
    address = environment.database_url or f"sqlite:///{(environment.data / 'kirmash.sqlite3').resolve()}"
    database: dict[str, Any] = dict(dj_database_url.parse(address, conn_max_age=60))
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    return database


try:
    ENVIRONMENT = Environment()
except ValidationError as problem:
    for error in problem.errors():
        name = "KIRMASH_" + "_".join(str(part) for part in error["loc"]).upper()
        sys.stderr.write(f"kirmash: the setting {name}={error['input']!r} cannot be used: {error['msg']}\n")
    raise SystemExit(2) from None

BASE_DIR = Path(__file__).resolve().parent
VERSION = version("kirmash")
MODE = ENVIRONMENT.mode
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key or _secret_key(ENVIRONMENT.data)
ALLOWED_HOSTS = ENVIRONMENT.hosts
DATABASES = {"default": _database(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kirmash_cache"}}

INSTALLED_APPS = [
    "kirmash.apps.KirmashConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "kirmash.urls"
WSGI_APPLICATION = "kirmash.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kirmash.base.web.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- sign-in -----------------------------------------------------------------------------
AUTH_USER_MODEL = "kirmash.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("MinimumLengthValidator", "CommonPasswordValidator", "UserAttributeSimilarityValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "kirmash.base.access.ClosedSignUp"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "5/m/ip,3/5m/key",
}
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "style-src": [SELF, NONCE],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# --- API and webhooks ------------------------------------------------------------------------
API_RATE = ENVIRONMENT.api_rate
API_KNOCKS = 60  # a minute, of one address without a valid token or session
API_LARGEST_BODY = 256_000
WEBHOOK_HOSTS = ENVIRONMENT.webhook_hosts
WEBHOOK_LIMIT_S = 10.0

# --- languages and time --------------------------------------------------------------------
LANGUAGES = [("en", _("English")), ("de", _("German")), ("ru", _("Russian")), ("be", _("Belarusian"))]
LANGUAGE_CODE = ENVIRONMENT.language
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["kirmash.formats"]

# --- files and mail ------------------------------------------------------------------------
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
