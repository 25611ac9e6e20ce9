"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path  # noqa: F401

staff: list = []
org: list = []
public: list = []
api: list = []
