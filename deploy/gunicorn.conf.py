"""gunicorn in production; started by portal-web.service. What a site may choose comes from its environment."""

import os
import shutil
from pathlib import Path

bind = os.environ.get("PORTAL_BIND", "127.0.0.1:8000")  # TCP: Prometheus on this host asks /metrics
workers = int(os.environ.get("PORTAL_WEB_WORKERS", "4"))
timeout = 60
graceful_timeout = 30
max_requests, max_requests_jitter = 5000, 500
worker_tmp_dir = "/dev/shm"  # noqa: S108  heartbeat files, kept off the disk
accesslog = None  # core/logs.py writes one line per request, with ids instead of addresses
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.formatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False}},
}


def on_starting(server):
    """Figures of former processes must not be added to those of the new ones."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(parents=True)


def child_exit(server, worker):
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        from prometheus_client import multiprocess

        multiprocess.mark_process_dead(worker.pid)
