"""Every setting; one environment variable each, named ``KIRMASH_`` and the field's name."""

import secrets
import sys
from email.utils import parseaddr
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, Self
from urllib.parse import parse_qsl, unquote, urlsplit

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


def _mail_server(address: str) -> dict[str, Any] | None:
    """Return what the address of a mail server says, as Django's SMTP back end takes it; None if it is empty."""
    if not address:
        return None
    said = urlsplit(address)
    options = dict(parse_qsl(said.query, keep_blank_values=True))
    tls = options.pop("tls", "")
    if said.scheme not in {"smtp", "smtps"} or not said.hostname or said.path.strip("/") or said.fragment:
        raise ValueError("write it as smtp://user:password@host:587?tls=starttls or smtps://user:password@host")
    if options or tls not in {"", "starttls"} or (tls and said.scheme == "smtps"):
        raise ValueError("the only option is ?tls=starttls, and smtps:// is encrypted without it")
    if bool(said.username) != bool(said.password):
        raise ValueError("a user needs a password and a password a user; write @ and : in them as %40 and %3A")
    try:
        port = said.port
    except ValueError:
        raise ValueError("the port is a number, as in smtp://host:587?tls=starttls") from None
    is_encrypted = said.scheme == "smtps" or bool(tls)
    if said.username and not is_encrypted and said.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ValueError("the password would travel unencrypted; add ?tls=starttls, or write smtps://")
    return {
        "host": said.hostname,
        "port": port or (465 if said.scheme == "smtps" else 587 if tls else 25),
        "username": unquote(said.username or ""),
        "password": unquote(said.password or ""),
        "use_tls": bool(tls),
        "use_ssl": said.scheme == "smtps",
    }


class Environment(BaseSettings):
    """What a site may set from outside."""

    model_config = SettingsConfigDict(env_prefix="KIRMASH_", env_file=None, extra="forbid")

    data: Path = Field(default=Path("var"), description="folder of the embedded database and the secret key")
    database_url: str = Field(
        default="", repr=False, description="address of the database; empty: a SQLite file in the data folder"
    )
    mode: Literal["production", "demo", "test"] = "production"
    secret_key: str = Field(default="", repr=False, description="empty: made once and kept in the data folder")
    old_secret_keys: list[str] = Field(default=[], repr=False, description="keys of before; what they signed holds")
    hosts: list[str] = Field(default=["localhost", "127.0.0.1", "[::1]"], description="names the site answers to")
    https: bool = Field(default=False, description="the site is reached by HTTPS: cookies and redirects follow")
    language: Literal["en", "de", "ru", "be"] = "en"
    jobs: Literal["database", "procrastinate"] = Field(
        default="database", description="who brings jobs to workers; procrastinate needs PostgreSQL"
    )
    worker: Literal["", "thread", "none"] = Field(
        default="", description="a worker inside the web server; empty: a thread on SQLite, none on PostgreSQL"
    )
    site_url: str = Field(
        default="", pattern=r"^(https?://[^\s/]+)?$", description="address for links in mails; empty: of the first host"
    )
    mail_url: str = Field(
        default="", repr=False, description="smtp://user:password@host:587?tls=starttls; empty: no mail leaves"
    )
    mail_from: str = Field(default="", validate_default=True, description="sender, as Fair of Minsk <fair@example.org>")
    mail_days: int = Field(default=90, ge=1, le=3650, description="days after which mails that ended are deleted")

    @field_validator("mail_url")
    @classmethod
    def _mail_url_is_understood(cls, address: str) -> str:
        _mail_server(address)
        return address

    @field_validator("mail_from")
    @classmethod
    def _mail_from_has_an_address(cls, sender: str, others: ValidationInfo) -> str:
        name, address = parseaddr(sender)
        local, _at, domain = address.rpartition("@")
        is_one = sender.count("@") == 1 and sender.isprintable() and address.isascii() and " " not in address
        if (sender or others.data.get("mail_url")) and not (
            is_one and local and "." in domain.strip(".") and name.isprintable()
        ):
            raise ValueError("write it as Fair of Minsk <fair@example.org>, the address in Latin letters")
        return sender

    proxies: int = Field(default=0, ge=0, description="servers in front that add to X-Forwarded-For")
    second_factor: Literal["", "optional", "administrators", "everyone"] = Field(
        default="", description="who must have one; empty: administrators in production, else nobody"
    )
    session_idle_minutes: int = Field(default=120, ge=5, description="a session ends after so long without a click")
    session_hours: int = Field(default=12, ge=1, description="a session ends so long after the sign-in")
    session_days: int = Field(default=14, ge=1, description="the same, for a device on which one stays signed in")
    oidc_url: str = Field(default="", description="issuer of the OpenID Connect provider")
    oidc_client: str = Field(default="", description="the site's client id there")
    oidc_secret: str = Field(default="", repr=False, description="the site's client secret there")
    oidc_name: str = Field(default="", description="what the button on the sign-in page calls the provider")
    oidc_sign_up: bool = Field(default=False, description="the provider's people get an account at their first sign-in")

    @model_validator(mode="after")
    def _oidc_is_whole(self) -> Self:
        given = [bool(self.oidc_url), bool(self.oidc_client), bool(self.oidc_secret)]
        if any(given) and not all(given):
            raise ValueError("KIRMASH_OIDC_URL, KIRMASH_OIDC_CLIENT and KIRMASH_OIDC_SECRET go together")
        address = urlsplit(self.oidc_url)
        is_local = address.hostname in {"localhost", "127.0.0.1", "::1"}
        if self.oidc_url and (not address.hostname or (address.scheme != "https" and not is_local)):
            raise ValueError("KIRMASH_OIDC_URL is an https address")
        return self

    seal_file: Path | None = Field(default=None, description="PKCS#12 of the seal; empty: seal.p12 in the data folder")
    seal_password: str = Field(default="", repr=False, description="opens the file of the seal")
    seal_tsa: str = Field(default="", pattern=r"^(https?://\S+)?$", description="time-stamping authority (RFC 3161)")
    seal_place: str = Field(default="", max_length=120, description="the place that a seal names")
    privacy_contact: str = Field(
        default="", max_length=500, description="who answers for personal data: a name and a way to reach them"
    )
    press_contact: str = Field(default="", max_length=500, description="whom the press may ask, and how to reach them")
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
    else:  # compiling a query of a page takes PostgreSQL longer than answering it
        database.setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
    return database


try:
    ENVIRONMENT = Environment()
except ValidationError as problem:
    for error in problem.errors():
        sentence = error["msg"].removeprefix("Value error, ")
        if error["loc"]:  # what settings say together is of no single one
            name = "KIRMASH_" + "_".join(str(part) for part in error["loc"]).upper()
            is_shown = getattr(Environment.model_fields.get(str(error["loc"][0])), "repr", False)  # others hold secrets
            value = f"={error['input']!r}" if is_shown else ""
            sentence = f"the setting {name}{value} cannot be used: {sentence}"
        sys.stderr.write(f"kirmash: {sentence}\n")
    raise SystemExit(2) from None

BASE_DIR = Path(__file__).resolve().parent
VERSION = version("kirmash")
MODE, DATA = ENVIRONMENT.mode, ENVIRONMENT.data
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key or _secret_key(ENVIRONMENT.data)
SECRET_KEY_FALLBACKS = ENVIRONMENT.old_secret_keys
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
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "django_tasks",
    "django.contrib.sitemaps",
    "ninja",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kirmash.base.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "kirmash.base.remembering.PageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kirmash.signin.middleware.SessionLife",
    "kirmash.signin.middleware.AccountLanguage",
    "kirmash.signin.middleware.SecondFactor",
    "kirmash.base.impersonation.ImpersonationMiddleware",  # the last: what stands above it sees who really asks
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
                "kirmash.desk.queries.navigation.frame",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

#: Fields are drawn by the site's templates too: a list of choices by one template, not by three for each choice.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- jobs ----------------------------------------------------------------------------------
JOBS = ENVIRONMENT.jobs
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
WORKER_IN_WEB = ENVIRONMENT.worker == "thread" or (ENVIRONMENT.worker == "" and IS_SQLITE and JOBS == "database")
TASKS = {"default": {"BACKEND": "kirmash.jobs.backend.DatabaseBackend"}}
if JOBS == "procrastinate":
    if IS_SQLITE:
        sys.stderr.write("kirmash: the setting KIRMASH_JOBS=procrastinate needs PostgreSQL in KIRMASH_DATABASE_URL\n")
        raise SystemExit(2)
    INSTALLED_APPS += ["procrastinate.contrib.django"]
    TASKS["default"]["BACKEND"] = "kirmash.jobs.relay.ProcrastinateBackend"

# --- sign-in -----------------------------------------------------------------------------
AUTH_USER_MODEL = "kirmash.Account"
AUTHENTICATION_BACKENDS = ["kirmash.signin.adapters.Accounts"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("email", "name")}},
    {"NAME": "kirmash.base.passwords.NotOfOwnWords"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # what earlier versions stored; renewed at the next sign-in
]
if MODE == "test":
    PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
PASSWORD_RESET_TIMEOUT = 2 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
ACCOUNT_ADAPTER = "kirmash.signin.adapters.SignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "request_login_code": "10/m/ip,3/5m/key",
    "reset_password": "5/m/ip,3/5m/key",
}
MFA_ADAPTER = "kirmash.signin.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Kirmash"
MFA_TOTP_TOLERANCE = 1  # half a minute either way; a code is taken once all the same (signin/forms.py)
MFA_FORMS = {
    "authenticate": "kirmash.signin.forms.CodeForm",
    "reauthenticate": "kirmash.signin.forms.CodeAgainForm",
    "add_webauthn": "kirmash.signin.forms.AddKeyForm",
    "edit_webauthn": "kirmash.signin.forms.RenameKeyForm",
}
SECOND_FACTOR = ENVIRONMENT.second_factor or ("administrators" if MODE == "production" else "optional")
SOCIALACCOUNT_ADAPTER = "kirmash.signin.adapters.Outside"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
OIDC_SIGN_UP = ENVIRONMENT.oidc_sign_up
OIDC_APP = {
    "provider_id": "oidc",
    "name": ENVIRONMENT.oidc_name or (urlsplit(ENVIRONMENT.oidc_url).hostname or ""),
    "client_id": ENVIRONMENT.oidc_client,
    "secret": ENVIRONMENT.oidc_secret,
    "settings": {"server_url": ENVIRONMENT.oidc_url.rstrip("/")},
}
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [OIDC_APP] if ENVIRONMENT.oidc_url else []}
}
SESSION_COOKIE_AGE = ENVIRONMENT.session_days * 24 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_IDLE_SECONDS = ENVIRONMENT.session_idle_minutes * 60
SESSION_SECONDS = ENVIRONMENT.session_hours * 3600
if ENVIRONMENT.https:  # such a cookie is taken from this host only, over HTTPS, for the whole site
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE, LANGUAGE_COOKIE_SECURE = True, "Lax", ENVIRONMENT.https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no names or addresses in cookies
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "style-src": [SELF, NONCE],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE], "base-uri": [NONE], "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}  # fmt: skip

# --- API and webhooks ------------------------------------------------------------------------
API_RATE, WEBHOOK_HOSTS = ENVIRONMENT.api_rate, ENVIRONMENT.webhook_hosts
API_KNOCKS = 60  # a minute, of one address without a valid token or session
API_LARGEST_BODY = 256_000
WEBHOOK_LIMIT_S = 10.0

# --- languages and time --------------------------------------------------------------------
LANGUAGES = [("en", _("English")), ("de", _("German")), ("ru", _("Russian")), ("be", _("Belarusian"))]
LANGUAGE_CODE = ENVIRONMENT.language
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale_allauth"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["kirmash.formats"]

# --- privacy -------------------------------------------------------------------------------
_INVENTED = _("Example Fairs, 1 Example Street, Minsk, privacy@kirmash.example (invented for this demo)")
PRIVACY_CONTACT = ENVIRONMENT.privacy_contact.strip() or (_INVENTED if MODE == "demo" else "")
_PRESS = _("Example Fairs, press office, press@kirmash.example (invented for this demo)")
PRESS_CONTACT = ENVIRONMENT.press_contact.strip() or (_PRESS if MODE == "demo" else "")

# --- files and mail ------------------------------------------------------------------------
SEAL_FILE = ENVIRONMENT.seal_file or ENVIRONMENT.data / "seal.p12"
SEAL_PASSWORD, SEAL_TSA, SEAL_PLACE = ENVIRONMENT.seal_password, ENVIRONMENT.seal_tsa, ENVIRONMENT.seal_place
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes of a form; of a file held in memory
DATA_UPLOAD_MAX_NUMBER_FIELDS, DATA_UPLOAD_MAX_NUMBER_FILES = 1000, 10
FILE_UPLOAD_PERMISSIONS = 0o600
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_SHELF = ENVIRONMENT.data / "static"
#: `kirmash serve` collects the static files once, named by their content and compressed; a test or a
#: command that needs none of that finds them where they lie.
IS_COLLECTED = (STATIC_SHELF / "staticfiles.json").exists() and MODE != "test"
STATIC_ROOT = STATIC_SHELF if IS_COLLECTED else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_COLLECTED
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
_HOST = next((host.lstrip(".") for host in ENVIRONMENT.hosts if host != "*"), "localhost")
_LOCAL = "http://localhost:8000"  # where `kirmash serve` opens the site
SITE_URL = ENVIRONMENT.site_url or (
    _LOCAL if _HOST == "localhost" else f"{'https' if ENVIRONMENT.https else 'http'}://{_HOST}"
)
EMAIL_BACKEND = "kirmash.mail.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from or f"Kirmash <noreply@{_HOST}>"
SITE_NAME = parseaddr(DEFAULT_FROM_EMAIL)[0] or "Kirmash"  # in whose name the site writes
MAIL_SERVER = None if ENVIRONMENT.mode == "demo" else _mail_server(ENVIRONMENT.mail_url)
MAIL_TIMEOUT = 20  # seconds for one answer of the mail server
MAIL_DAYS = ENVIRONMENT.mail_days
