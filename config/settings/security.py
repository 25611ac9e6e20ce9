"""Sign-in, sessions, headers. Values that 等级保护 leaves to the bureau are plain settings."""

import os

from csp.constants import NONE, SELF

SECRET_KEY = os.environ.get("PORTAL_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("PORTAL_HOSTS", "localhost,127.0.0.1").split(",")
# Field encryption: "key-id:base64url-32-bytes", newest first; a separate key hashes numbers for equality.
FIELD_KEYS = os.environ.get("PORTAL_FIELD_KEYS", "")
FIELD_HASH_KEY = os.environ.get("PORTAL_FIELD_HASH_KEY", "")
AUDIT_ANCHOR_KEY = os.environ.get("PORTAL_AUDIT_ANCHOR_KEY", "")
# 32 bytes in base64; without one the open data goes out unsigned and says so.
OPEN_DATA_KEY = os.environ.get("PORTAL_OPEN_DATA_KEY", "")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "core.identity.passwords.CharacterClasses", "OPTIONS": {"least": 3}},
    {"NAME": "core.identity.passwords.NotUsedRecently", "OPTIONS": {"count": 5}},
]
PASSWORD_MAX_AGE_DAYS = 90  # for staff; 0 = no limit
ACCOUNT_KEY_DAYS = 7  # a one-time code for a first or new password
ONE_SESSION_PER_ACCOUNT = os.environ.get("PORTAL_ONE_SESSION", "1") == "1"
# Public pages one address may open in a minute; 0 = as many as it likes.
PEOPLE_REVEALS_A_DAY = int(os.environ.get("PORTAL_PEOPLE_REVEALS", "30"))  # numbers in the clear, for one account
PUBLIC_LOOKS_A_MINUTE = int(os.environ.get("PORTAL_PUBLIC_LOOKS", "120"))
PROXY_HOPS = int(os.environ.get("PORTAL_PROXY_HOPS", "0"))  # reverse proxies of our own in front
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/home/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "core.identity.adapters.AccountAdapter"
MFA_ADAPTER = "core.identity.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {"change_password": "core.identity.password_forms.OwnPasswordForm"}
# axes owns account lockout; allauth keeps the limit per address and, as `login_failed`, wrong second factors.
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "password_by_address": "60/m/ip", "login_failed": "5/15m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "activate_totp": "core.identity.second_factor_forms.ActivateTotpForm",
    "add_webauthn": "core.identity.second_factor_forms.AddKeyForm",
    "edit_webauthn": "core.identity.second_factor_forms.RenameKeyForm",
    "authenticate": "core.identity.second_factor_forms.SignInByCodeForm",
    "authenticate_webauthn": "core.identity.second_factor_forms.SignInByKeyForm",
    "reauthenticate": "core.identity.second_factor_forms.ConfirmByCodeForm",
    "reauthenticate_webauthn": "core.identity.second_factor_forms.ConfirmByKeyForm",
}
MFA_TOTP_ISSUER = "社会组织综合管理平台"
USERSESSIONS_TRACK_ACTIVITY = False
STAFF_MFA_REQUIRED = True
SUBSTITUTE_MAX_DAYS = 92  # the longest time a colleague sits in somebody's post at once

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "core.identity.lockout.account_key"
AXES_CLIENT_IP_CALLABLE = "core.access.addresses.client_ip"
AXES_LOCKOUT_CALLABLE = "core.identity.lockout.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 30 * 60
SESSION_ABSOLUTE_SECONDS = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.pages.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # lockout is per account; addresses are limited by allauth
