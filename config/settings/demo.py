"""The demo city: invented data, a movable clock, sign-in without a second factor. Production refuses all three."""

import base64
import hashlib
import os

from config.settings.base import *  # noqa: F403


def _local_key(name: str) -> str:
    """A key for invented data only: derived, so that a second start reads what the first one wrote."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"demo-{name}".encode()).digest()).decode()


IS_DEMO = True
CLOCK_MOVABLE = True
PORTAL_FOOTER = {
    **PORTAL_FOOTER,  # noqa: F405
    "sponsor": "霁川市民政局",
    "operator": "霁川市社会组织服务中心",
    "contact": "0000-1234567（工作日 8:30—17:30，均为虚构）",
}
DEBUG = os.environ.get("PORTAL_DEBUG") == "1"
SECRET_KEY = os.environ.get("PORTAL_SECRET_KEY") or _local_key("secret")
FIELD_KEYS = os.environ.get("PORTAL_FIELD_KEYS") or f"demo1:{_local_key('field')}"
FIELD_HASH_KEY = os.environ.get("PORTAL_FIELD_HASH_KEY") or _local_key("hash")
AUDIT_ANCHOR_KEY = os.environ.get("PORTAL_AUDIT_ANCHOR_KEY") or _local_key("anchor")
OPEN_DATA_KEY = os.environ.get("PORTAL_OPEN_DATA_KEY") or _local_key("open-data")
STAFF_MFA_REQUIRED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost; browsers treat it as secure
ONE_SESSION_PER_ACCOUNT = False  # several visitors try the same demo account
PASSWORD_MAX_AGE_DAYS = 0  # the demo clock jumps, the demo accounts stay
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"  # noqa: F405
DEMO_ACCOUNTS = "config.demo.accounts.for_sign_in"
DEMO_TOURS = "config.demo.tours.tours"

# The demo's days: script/demo names the file that says which database, and so which day, everybody sees.
WORLDS_FILE = os.environ.get("PORTAL_WORLDS_FILE", "")
if WORLDS_FILE:
    from config.demo import following, worlds

    CLOCK_SOURCE = "config.demo.following.now"
    DEMO_DAYS = "config.demo.following.days"
    FILES_ARE_SHARED = True
    AUDIT_ANCHORS = following.AnchorsOfWorld(VAR / "audit")  # noqa: F405
    DATABASES["visitors"] = {**DATABASES["default"]}  # noqa: F405
    DATABASES["default"]["NAME"] = worlds.read(WORLDS_FILE).database  # noqa: F405
    DATABASE_ROUTERS = ["config.demo.following.VisitorRouter"]
    CACHES["default"]["KEY_FUNCTION"] = "config.demo.following.cache_key"  # noqa: F405
    _after = MIDDLEWARE.index("allauth.usersessions.middleware.UserSessionsMiddleware") + 1  # noqa: F405
    MIDDLEWARE = [
        "config.demo.middleware.WorldMiddleware",
        *MIDDLEWARE[:_after],  # noqa: F405
        "config.demo.middleware.VisitorMiddleware",
        *MIDDLEWARE[_after:],  # noqa: F405
    ]
