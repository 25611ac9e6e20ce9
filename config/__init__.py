"""The wiring cabinet: the only package that knows every app. Nobody imports it."""

from config.celery import app as celery_app

__all__ = ("celery_app",)
