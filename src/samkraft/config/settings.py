"""Settings of the whole site. What differs between installations is in `environment`."""

import os
from pathlib import Path

import django.conf.locale

from samkraft.config import environment

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_dir()
DEBUG = environment.flag("SAMKRAFT_DEBUG")
SECRET_KEY = environment.secret_key(DATA_DIR)
ALLOWED_HOSTS = environment.words("SAMKRAFT_HOSTS", default="localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("SAMKRAFT_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rules.apps.AutodiscoverRulesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "samkraft.journal",
    "samkraft.search",
    "samkraft.places",
    "samkraft.accounts",
    "samkraft.indicators",
    "samkraft.plans",
    "samkraft.actions",
    "samkraft.importing",
    "samkraft.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samkraft.web.security.content_security_policy",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "samkraft.config.urls"
WSGI_APPLICATION = "samkraft.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samkraft.web.context.site",
            ],
            "builtins": [
                "samkraft.web.components.templatetags.parts",
                "samkraft.web.components.templatetags.planparts",
                "samkraft.web.components.templatetags.figureparts",
                "samkraft.web.components.templatetags.actionparts",
            ],
        },
    }
]

DATABASES = {"default": environment.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Languages of the interface. Northern Sámi awaits a native reader; Django does not know it.
LANGUAGES = [
    ("nb", "Norsk bokmål"),
    ("nn", "Norsk nynorsk"),
    ("sv", "Svenska"),
    ("fi", "Suomi"),
    ("se", "Davvisámegiella"),
    ("en", "English"),
]
django.conf.locale.LANG_INFO["se"] = {
    "bidi": False,
    "code": "se",
    "name": "Northern Sami",
    "name_local": "davvisámegiella",
}
LANGUAGE_CODE = "nb"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("SAMKRAFT_TIME_ZONE", "Europe/Stockholm")

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "samkraft.web.accounts_adapter.InvitedOnly"
SOCIALACCOUNT_ADAPTER = "samkraft.web.accounts_adapter.KnownPeopleOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited; there is no open sign-up to verify
ACCOUNT_PREVENT_ENUMERATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": environment.openid_connect()}
}
FORMS = "samkraft.web.workspace.forms.login."  # our labels and hints on allauth's forms
ACCOUNT_FORMS = {
    "login": FORMS + "LoginForm",
    "reset_password": FORMS + "ResetPasswordForm",
    "reset_password_from_key": FORMS + "ResetPasswordKeyForm",
    "change_password": FORMS + "ChangePasswordForm",
    "set_password": FORMS + "SetPasswordForm",
    "reauthenticate": FORMS + "ReauthenticateForm",
    "add_email": FORMS + "AddEmailForm",
}
MFA_FORMS = {
    "authenticate": FORMS + "AuthenticateForm",
    "reauthenticate": FORMS + "ReauthenticateByCodeForm",
    "activate_totp": FORMS + "ActivateTOTPForm",
}
MFA_ADAPTER = "samkraft.web.accounts_adapter.SecondFactor"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an invited address was written by a coordinator
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Samkraft"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_USERNAME_FORM_FIELD = "login"
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True  # who logged in when is personal data nobody asked for

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = environment.flag("SAMKRAFT_HTTPS")
SESSION_COOKIE_HTTPONLY = True
if environment.flag("SAMKRAFT_HTTPS"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_SSL_REDIRECT = True

STATIC_URL = "/static/"
STATIC_ROOT = None  # whitenoise serves the files from where they lie; nothing is collected
_COMPONENTS = PACKAGE / "web" / "components"
# `built` holds scripts that come out of installed wheels at set-up; without it charts stay images.
STATICFILES_DIRS = [
    folder for folder in (_COMPONENTS / "static", _COMPONENTS / "built") if folder.is_dir()
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = DATA_DIR / "uploads"
# Figures: a folder, or object storage such as s3://bucket/figures (docs/warehouse.md).
WAREHOUSE = os.environ.get("SAMKRAFT_WAREHOUSE") or DATA_DIR / "warehouse"
WAREHOUSE_OPTIONS = environment.options("SAMKRAFT_WAREHOUSE_OPTIONS")
FETCH_ATTEMPTS = int(os.environ.get("SAMKRAFT_FETCH_ATTEMPTS", "5"))
SOURCE_ADDRESSES = environment.options("SAMKRAFT_SOURCES")  # a source's name=its address
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

EMAIL_BACKEND = os.environ.get(
    "SAMKRAFT_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("SAMKRAFT_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAMKRAFT_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAMKRAFT_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMKRAFT_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("SAMKRAFT_EMAIL_TLS")
DEFAULT_FROM_EMAIL = os.environ.get("SAMKRAFT_EMAIL_FROM", "samkraft@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
