"""The suite: cheap password hashing, mail in memory, the clock movable, zeal raising on N+1 queries."""

import os

from script.local.places import Home

for _name, _value in Home.test().addresses().items():  # the servers of var/test, started by tests/conftest.py
    os.environ.setdefault(_name, _value)

from config.settings.demo import *  # noqa: E402, F403

SECRET_KEY = "test-only"  # noqa: S105
DEBUG = False
PUBLIC_PAGES_KEPT = 0  # a test looks twice at once; tests/core/pages/test_kept.py switches it on
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # no collectstatic before a test
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405  whitenoise warns about a missing folder
