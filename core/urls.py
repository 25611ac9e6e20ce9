"""Routes of the kernel's pages, by audience; one line per capability."""

from django.urls import include, path

from core.api import urls as api_urls
from core.api_tokens import urls as api_tokens
from core.audit import urls as audit
from core.bulk_actions import urls as bulk
from core.departments import urls as seats
from core.files import urls as files
from core.health import urls as health
from core.home import urls as home
from core.identity import urls as identity
from core.jobs import urls as jobs
from core.listing import urls as lists
from core.notifications import urls as notifications
from core.pages import urls as pages
from core.reorganizations import urls as reorganizations
from core.rules import urls as rules
from core.saved_views import urls as views
from core.worklist import urls as worklist
from core.writeoff import urls as writeoff

staff: list = [
    *pages.staff,
    *rules.staff,
    path("accounts/", include((identity.staff, "accounts"))),
    path("audit/", include((audit.staff, "audit"))),
    path("bulk/", include((bulk.staff, "bulk"))),
    path("deliveries/", include((notifications.staff, "deliveries"))),
    path("files/", include((files.staff, "files"))),
    path("health/", include((health.staff, "health"))),
    path("jobs/", include((jobs.staff, "jobs"))),
    path("lists/", include((lists.staff, "lists"))),
    path("views/", include((views.staff, "views"))),
    path("api-tokens/", include((api_tokens.staff, "api_tokens"))),
    path("departments/", include((seats.departments, "departments"))),
    path("regions/", include((seats.regions, "regions"))),
    path("reorganizations/", include((reorganizations.staff, "reorganizations"))),
    path("seats/", include((seats.staff, "seats"))),
    path("worklist/", include((worklist.staff, "worklist"))),
    path("writeoff/", include((writeoff.staff, "writeoff"))),
]
org: list = [*pages.org]
public: list = [
    *health.public,
    *home.public,
    *pages.public,
    *seats.public,
    path("notices/", include((notifications.public, "notifications"))),
]
api: list = [path("", include((api_urls.api, "portal"))), *api_urls.lists]
