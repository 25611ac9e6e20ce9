"""Production: every secret comes from the environment, and the demo's switches cannot be on."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *  # noqa: F403

for name in (
    "PORTAL_SECRET_KEY",
    "PORTAL_FIELD_KEYS",
    "PORTAL_FIELD_HASH_KEY",
    "PORTAL_AUDIT_ANCHOR_KEY",
    "PORTAL_HOSTS",
    "PORTAL_URL",
    "DATABASE_URL",
    "REDIS_URL",
):
    if not os.environ.get(name):
        raise ImproperlyConfigured(f"{name} must be set in production")
if os.environ.get("PORTAL_NOW"):
    raise ImproperlyConfigured("PORTAL_NOW moves the clock and is refused in production")
if os.environ.get("PORTAL_DEBUG"):
    raise ImproperlyConfigured("PORTAL_DEBUG shows settings to visitors and is refused in production")
if IS_DEMO or CLOCK_MOVABLE or not STAFF_MFA_REQUIRED:  # noqa: F405
    raise ImproperlyConfigured("the switches of the demo (movable clock, no second factor) are refused in production")

DEBUG = False
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
FILES_ACCEL_PREFIX = os.environ.get("PORTAL_FILES_ACCEL_PREFIX", "")  # where nginx hands out files
EMAIL_HOST = os.environ.get("PORTAL_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PORTAL_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PORTAL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PORTAL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PORTAL_SMTP_STARTTLS") == "1"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("PORTAL_MAIL_FROM", "noreply@localhost")
