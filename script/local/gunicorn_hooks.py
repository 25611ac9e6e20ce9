"""gunicorn's configuration for the embedded stack: a worker never outlives its master."""

import os
import signal

from script.local.processes import die_with_parent


def post_fork(server, worker):
    die_with_parent(signal.SIGKILL)


def child_exit(server, worker):
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
