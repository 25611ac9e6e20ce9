"""Routes of the kernel's pages, by audience."""

from django.urls import include, path  # noqa: F401

staff: list = []
org: list = []
public: list = []
api: list = []
