from django.urls import path

from core.health import public_views

staff = []
org = []
public = [path("health/", public_views.health, name="health")]
