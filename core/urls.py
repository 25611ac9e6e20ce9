"""Routes of the kernel's pages, by audience; one line per capability."""

from django.urls import include, path

from core.departments import urls as seats
from core.health import urls as health
from core.identity import urls as identity
from core.pages import urls as pages

staff: list = [
    *pages.staff,
    path("accounts/", include((identity.staff, "accounts"))),
    path("seats/", include((seats.staff, "seats"))),
]
org: list = [*pages.org]
public: list = [*health.public, *pages.public, *seats.public]
api: list = []
