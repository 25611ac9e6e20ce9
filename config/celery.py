"""The worker's and the clock's program. DJANGO_SETTINGS_MODULE must be set by whoever starts them."""

from celery import Celery

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
