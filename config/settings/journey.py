"""The stack that browser journeys drive: the suite's cheap hashing, mail as files, on a clone of the demo city."""

from config.settings.test import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"  # noqa: F405
