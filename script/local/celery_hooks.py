"""Loaded into the embedded worker (`celery worker --include`): its pool never outlives it."""

import signal

from celery.signals import worker_process_init

from script.local.processes import die_with_parent


@worker_process_init.connect
def tie_to_the_worker(**_):
    die_with_parent(signal.SIGKILL)
