"""What holds everywhere. Environment is read here and nowhere else."""

import os
from pathlib import Path

import dj_database_url
import pgtrigger

from config.home import HOME_CARDS, HOME_STRIPS  # noqa: F401
from config.indicators import HOME_INDICATORS, INDICATOR_UNITS, INDICATORS, RATE_ROUNDING  # noqa: F401
from config.jobs import JOB_MODULES  # noqa: F401
from config.legal_sources import LEGAL_SOURCES  # noqa: F401
from config.navigation import (  # noqa: F401
    ACTIVATION_PAGE,
    GLOBAL_SEARCH,
    HEADER_LINKS,
    NAVIGATION,
    SEAT_SWITCH,
    USER_MENU,
)
from config.notices import NOTICE_MODULES  # noqa: F401
from config.organization_tabs import (  # noqa: F401
    ORGANIZATION_SITUATIONS,
    ORGANIZATION_TABS,
    ORGANIZATION_TIMELINE,
)
from config.reference import REFERENCE_LOADERS  # noqa: F401
from config.roles import ROLES  # noqa: F401
from config.rules import NIGHTLY_RULES, RULE_HITS  # noqa: F401
from config.schedule import SCHEDULE
from config.settings.logging import LOGGING  # noqa: F401
from config.settings.security import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("PORTAL_VAR", ROOT / "var"))

INSTALLED_APPS = [
    "config",
    "core",
    "registry",
    "party_building",
    "supervision",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "template_partials",
    "rest_framework",
    "pgtrigger",
    "pghistory",
    "django_prometheus",
    "django_structlog",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "core.audit.middleware.AuditMiddleware",
    "core.access.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
    "core.identity.middleware.SessionClockMiddleware",
    "core.access.middleware.ActorMiddleware",
    "core.identity.middleware.AccountDutyMiddleware",
    "core.access.middleware.TokenStampMiddleware",
    "core.access.middleware.ReadOnlyGetMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "core.pages.context.portal",
            ],
            "builtins": ["core.pages.templatetags.portal"],
            "libraries": {"portal": "core.pages.templatetags.portal"},
        },
    }
]

# PostgreSQL. The application connects as portal_app; migrations as portal_owner (DATABASE_OWNER_URL), see docs.
DATABASE_URL = os.environ.get("DATABASE_URL", f"postgresql://portal_app@/portal?host={VAR / 'pg'}")
if os.environ.get("PORTAL_AS_OWNER") == "1":
    DATABASE_URL = os.environ.get("DATABASE_OWNER_URL", DATABASE_URL)
DATABASES = {
    "default": {
        **dj_database_url.parse(DATABASE_URL, conn_max_age=600),
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
}
DATABASES["default"].setdefault("OPTIONS", {})["options"] = os.environ.get(
    "PORTAL_DB_OPTIONS", "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s -c jit=off"
)
REDIS_URL = os.environ.get("REDIS_URL", f"unix://{VAR / 'valkey' / 's.sock'}")
CACHES = {
    "default": {
        "BACKEND": "core.cache.DegradingRedisCache",
        "LOCATION": REDIS_URL if not REDIS_URL.startswith("unix://") else f"{REDIS_URL}?db=1",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "core.User"
ON_SEAT_ENDED = ["core.worklist.actions.release_seat"]  # (user_id, department_id), in the transaction of the verb
TOKEN_SOURCE, TOKEN_STAMP = "core.api_tokens.tokens.actor_for", "core.api_tokens.tokens.stamp"
SEAT_SOURCES = ["core.departments.seats.department_seats", "registry.org_accounts.seats.organization_seats"]

CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://") if REDIS_URL.startswith("unix://") else REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 6 * 3600,
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    # A request that wakes a worker gives up at once when the broker is away; rows are found by the clock.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_TIMEZONE = "Asia/Shanghai"

FILTERS_EMPTY_CHOICE_LABEL = "全部"
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "media"
AUDIT_ANCHORS = VAR / "audit" / "anchors.jsonl"
# (id) -> ids of the people behind it: who gets e-mail and SMS, who may be given work
DEPARTMENT_PEOPLE = "core.departments.seats.people_of"
ORGANIZATION_PEOPLE = "registry.org_accounts.seats.people_of"
SMS_BACKEND = os.environ.get("PORTAL_SMS_BACKEND", "core.notifications.sms.LogBackend")
PORTAL_URL = os.environ.get("PORTAL_URL", "http://localhost:8000")  # what links in messages begin with
PORTAL_MAIL_DOMAIN = os.environ.get("PORTAL_MAIL_DOMAIN", "portal.invalid")
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_APPEND_ONLY = False

CLOCK_MOVABLE = False  # PORTAL_NOW is honoured only where this is True (demo, test)
IS_DEMO = False
PORTAL_NAME = "社会组织综合管理平台"
# The footer that government sites must carry; an empty value is not shown.
PORTAL_FOOTER = {
    "sponsor": os.environ.get("PORTAL_SPONSOR", ""),  # 主办单位
    "operator": os.environ.get("PORTAL_OPERATOR", ""),  # 承办单位
    "contact": os.environ.get("PORTAL_CONTACT", ""),  # 联系方式
    "support": os.environ.get("PORTAL_SUPPORT", ""),  # 技术支持
    "site_code": os.environ.get("PORTAL_SITE_CODE", ""),  # 网站标识码
    "icp": os.environ.get("PORTAL_ICP", ""),  # ICP 备案号
    "police": os.environ.get("PORTAL_POLICE_RECORD", ""),  # 公安备案号
}
MOURNING = os.environ.get("PORTAL_MOURNING") == "1"  # grey pages on days of national mourning, by order
DEMO_ACCOUNTS = ""  # dotted path of `() -> list of demo accounts`; the demo settings name it
DEMO_TOURS = ""  # the same for the demo's short tours
HOME_CITY_CODE = os.environ.get("PORTAL_CITY_CODE", "379900000000")  # whose portal this is, 12-digit region code

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
}
