"""The worker's and the clock's program. DJANGO_SETTINGS_MODULE must be set by whoever starts them."""

from celery import Celery
from django_structlog.celery.steps import DjangoStructLogInitStep

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)  # a task logs the id of the request that asked for it
