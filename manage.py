#!/usr/bin/env python
"""Django's command line; `script/manage` starts the servers it needs and calls this."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from core.management.acting import ActingUtility

    ActingUtility(sys.argv).execute()
