"""What holds everywhere. Environment is read here and nowhere else."""

import os
from pathlib import Path

import dj_database_url
import pgtrigger

from config.annual_reports import (  # noqa: F401
    OBJECTION_APPLIERS,
    OBJECTION_DAYS,
    OBLIGATION_LETTERS,
    REPORT_CONCLUSIONS,
    REPORT_CORRECTION_WORKDAYS,
    REPORT_REQUEST_WORKDAYS,
    REPORT_SITUATIONS,
)
from config.api import API_PREFIX, API_TOKENS, SPECTACULAR_SETTINGS  # noqa: F401
from config.approvals import (  # noqa: F401
    APPROVAL_AMEND_DAYS,
    APPROVAL_APPLIERS,
    APPROVAL_CLOCKS,
    APPROVAL_DUTY_DAYS,
    APPROVAL_DUTY_FACTS,
    APPROVAL_MOST_ROWS,
)
from config.branches import BRANCH_REGIONAL_WORDS, BRANCH_RULES  # noqa: F401
from config.community_orgs import (  # noqa: F401
    COMMUNITY_KINDS,
    COMMUNITY_TOPICS,
    REGISTRATION_CONDITIONS,
)
from config.disclosure import (  # noqa: F401
    COMMUNITY_DISCLOSURES,
    CREDIT_LIST_DISCLOSURES,
    DISCLOSURES,
    PUBLIC_GROUNDS,
    REPORT_DISCLOSURES,
)
from config.follow_ups import FOLLOW_UP_NUMBERS  # noqa: F401
from config.health import HEALTH_CHECKS, METRIC_SOURCES  # noqa: F401
from config.home import (  # noqa: F401
    HANDOVER_CARDS,
    HOME_CARDS,
    HOME_HEADLINES,
    HOME_LINKS,
    HOME_SCHEDULE,
    HOME_STRIPS,
    HOME_TILES,
    HOME_TODO,
    WORK_KINDS,
)
from config.import_kinds import IMPORT_KINDS  # noqa: F401
from config.indicators import COVERAGE_COLUMNS, HOME_INDICATORS, INDICATOR_UNITS, INDICATORS, RATE_ROUNDING  # noqa: F401
from config.jobs import JOB_MODULES  # noqa: F401
from config.legal_sources import LEGAL_SOURCES  # noqa: F401
from config.letters import LETTER_MATTERS  # noqa: F401
from config.members import MEMBER_COLUMNS, MEMBER_IMPORT_ROWS, MEMBER_NAME_FORMS  # noqa: F401
from config.navigation import (  # noqa: F401
    ACTIVATION_PAGE,
    GLOBAL_SEARCH,
    HEADER_LINKS,
    NAVIGATION,
    PUBLIC_NAVIGATION,
    SEAT_SWITCH,
    USER_MENU,
)
from config.notices import NOTICE_MODULES  # noqa: F401
from config.organization_tabs import (  # noqa: F401
    ORGANIZATION_BULK,
    ORGANIZATION_COMPLETENESS,
    ORGANIZATION_LIST_ROWS,
    ORGANIZATION_OWED,
    ORGANIZATION_RECORDS,
    ORGANIZATION_SITUATIONS,
    ORGANIZATION_TABS,
    ORGANIZATION_TIMELINE,
)
from config.party_units import PARTY_UNIT_SECTIONS  # noqa: F401
from config.questionnaires import ANSWER_SECONDS, KNOWN_FIELDS  # noqa: F401
from config.reelections import REELECTION_NUMBERS  # noqa: F401
from config.reference import REFERENCE_LOADERS  # noqa: F401
from config.reorganizations import DEPARTMENT_FILTERS, REGION_FILTERS, REORGANIZATION_MOVERS  # noqa: F401
from config.report_prefill import REPORT_PREFILL  # noqa: F401
from config.report_reviews import REPORT_LETTER_FORMATS  # noqa: F401
from config.roles import ROLES  # noqa: F401
from config.rule_subjects import RULE_SUBJECTS  # noqa: F401
from config.rules import NIGHTLY_RULES, RULE_DECISIONS, RULE_RECORD, RULE_REMEDIES  # noqa: F401
from config.schedule import SCHEDULE
from config.settings.logging import *  # noqa: F403
from config.settings.security import *  # noqa: F403
from config.six_syncs import SIX_SYNC_SOURCES  # noqa: F401
from config.status_certificates import (  # noqa: F401
    STATUS_CERTIFICATE_DAYS,
    STATUS_CERTIFICATE_LINES,
    STATUS_CERTIFICATE_REPORT_YEARS,
    STATUS_CERTIFICATES_A_DAY,
)
from config.surveys import (  # noqa: F401
    FORMS_ASKED,
    QUESTIONS_ASKED,
    SURVEY_REMIND_DAYS,
    SURVEY_REPEATED_MONTHS,
)
from config.unit_requests import UNIT_LETTER_FORMAT  # noqa: F401
from config.year_statements import YEAR_STATEMENT_INDICATORS  # noqa: F401
from config.zombies import ACTIVITY_SOURCES  # noqa: F401

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
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgtrigger",
    "pghistory",
    "django_prometheus",
    "django_structlog",
]
MIDDLEWARE = [
    "core.health.middleware.MachinePagesMiddleware",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django_prometheus.middleware.PrometheusAfterMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.pages.middleware.LegacyBrowserMiddleware",
    "core.pages.middleware.DisplayMiddleware",
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
    "core.access.middleware.TokenMiddleware",
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
TOKEN_SOURCE, TOKEN_COUNT = "core.api_tokens.tokens.actor_for", "core.api_tokens.tokens.count"
LIST_VIEWS = "core.saved_views.menu.Menu"
SEAT_SOURCES = ["core.departments.seats.department_seats", "registry.org_accounts.seats.organization_seats"]

# What write-off lists compare themselves with: `(list) -> findings`, see core/writeoff/feeding.py.
WRITEOFF_SOURCES = {
    "responsibility_gaps": "registry.responsibilities.gaps.findings",
    "coverage_gaps": "party_building.coverage_gaps.findings.findings",
}
# What can be started from a row: `(row, actor) -> [(words, address)]`; an empty list where nothing can.
WRITEOFF_ROW_LINKS = ["party_building.follow_ups.links.of_row", "supervision.task_lists.links.of_row"]
# `(department ids, day) -> {department id: words}`: what fulfils the duty to set up an industry party committee.
COMMITTEE_DUTY_FULFILMENTS = ["party_building.party_units.queries.industry_committees"]
EVALUATION_REGISTER = os.environ.get("PORTAL_EVALUATION_REGISTER", "")  # a CSV; see evaluate_proposals
PROPOSAL_FLOOR = 0.6  # below this confidence the ledger proposes no department
# The number an office gives a community group at filing; one series a year for each office, without gaps.
COMMUNITY_FILING_FORMAT = os.environ.get(
    "PORTAL_COMMUNITY_FILING_FORMAT", "{district}{street}社备〔{year}〕{number:03d}号"
)
LEDGER_ANSWER_WORKDAYS = int(os.environ.get("PORTAL_LEDGER_ANSWER_WORKDAYS", "10"))  # local practice (unverified)

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
# Conclusions that a person's word may not stand for: an office's tag is refused that holds one.
TAG_WORDS_REFUSED = ("僵尸", "非法", "失信", "不合格", "末位", "黑名单")
CORRECTION_WORKDAYS = 10  # to look into what a visitor says is wrong; the bureau's own promise
VIEW_CHANGES_KEPT_DAYS = 90  # how long the page of what came into a subscribed view and left it can be opened
OPEN_DATA = VAR / "open-data"  # files for everybody, written at night
OPEN_DATA_CHANGE_DAYS = int(os.environ.get("PORTAL_OPEN_DATA_CHANGE_DAYS", "365"))  # how long a change file is kept
OPEN_DATA_LICENCE = os.environ.get(
    "PORTAL_OPEN_DATA_LICENCE",
    "可以自由查阅、复制、加工和再利用，不收费用。使用时请注明来源和数据截至日期，不得改变数据原意，不得用于识别、骚扰个人。",
)
AUDIT_ANCHORS = VAR / "audit" / "anchors.jsonl"
# (id) -> ids of the people behind it: who gets e-mail and SMS, who may be given work
DEPARTMENT_PEOPLE = "core.departments.seats.people_of"
ORGANIZATION_PEOPLE = "registry.org_accounts.seats.people_of"
SMS_BACKEND = os.environ.get("PORTAL_SMS_BACKEND", "core.notifications.sms.LogBackend")
PORTAL_URL = os.environ.get("PORTAL_URL", "http://localhost:8000")  # what links in messages begin with
PORTAL_MAIL_DOMAIN = os.environ.get("PORTAL_MAIL_DOMAIN", "portal.invalid")
DISK_LOW_MB = int(os.environ.get("PORTAL_DISK_LOW_MB", "2048"))  # less is a warning, a quarter of it an alarm
CLOCK_DRIFT_SECONDS = 2  # between this machine and the database's
ATTACHMENT_MB = 20  # of one file handed in by an organization
PICTURE_PIXELS = 50_000_000  # more are not unfolded
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")
PGHISTORY_APPEND_ONLY = False

CLOCK_MOVABLE = False  # PORTAL_NOW and CLOCK_SOURCE are honoured only where this is True (demo, test)
CLOCK_SOURCE = ""  # dotted path of `() -> aware moment`; the demo's days name it
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
    "police_url": os.environ.get("PORTAL_POLICE_URL", ""),  # its page of verification
    "police_image": os.environ.get("PORTAL_POLICE_IMAGE", ""),  # its icon: a file below static/
    "agency_mark_url": os.environ.get("PORTAL_AGENCY_MARK_URL", ""),  # 党政机关网站标识 leads there
    "agency_mark_image": os.environ.get("PORTAL_AGENCY_MARK_IMAGE", ""),  # the mark: a file below static/
    "report_error_url": os.environ.get("PORTAL_REPORT_ERROR_URL", ""),  # 政府网站找错
}
PUBLIC_PAGES_KEPT = 30  # seconds a page drawn for nobody in particular is kept on the server; 0: never
MOURNING = os.environ.get("PORTAL_MOURNING") == "1"  # grey pages on days of national mourning, by order
DEMO_ACCOUNTS = ""  # dotted path of `() -> list of demo accounts`; the demo settings name it
DEMO_DAYS = ""  # dotted path of `() -> days the demo can be seen on`; so do they
FILES_ARE_SHARED = False  # True: other databases keep files in MEDIA_ROOT too, so none here is an orphan
DEMO_TOURS = ""  # the same for the demo's short tours
HOME_CITY_CODE = os.environ.get("PORTAL_CITY_CODE", "379900000000")  # whose portal this is, 12-digit region code
# What else names a person and goes with her when two rows are merged: dotted paths of `(kept, lost) -> None`.
PERSON_FOLLOWERS = (
    "party_building.party_members.merging.follow",
    "party_building.admissions.merging.follow",
    "registry.reelections.merging.follow",
)
PARTY_REGISTER_NAMED = os.environ.get("PORTAL_PARTY_REGISTER", "1") != "0"  # off: counts of members, no names
PARTY_APPLICANT_COUNTS = "party_building.admissions.queries.activists_by_organization"
DUES_MAX_GRADES = 4  # grades of membership dues an association may have (unverified, compare with the original)

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "core.access.problems.handle",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
