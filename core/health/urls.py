from django.urls import path

from core.health import public_views, staff_views

staff = [path("", staff_views.index, name="index")]
org = []
public = [
    # core.health.middleware answers these before any of them is routed; here they are named and guarded.
    path("health/", public_views.health, name="health"),
    path("health/ready/", public_views.ready, name="ready"),
    path("metrics", public_views.metrics, name="metrics"),
]
