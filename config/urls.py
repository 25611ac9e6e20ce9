"""Four doors, one per audience; behind each, one line per app."""

from django.conf import settings
from django.urls import include, path

from core import urls as core
from core.identity.urls import accounts
from party_building import urls as party_building
from registry import urls as registry
from supervision import urls as supervision

apps = (core, registry, party_building, supervision)
staff = [route for app in apps for route in app.staff]
org = [route for app in apps for route in app.org]
public = [route for app in apps for route in app.public]
api = [route for app in apps for route in app.api]
if settings.IS_DEMO:
    from config.demo import urls as demo

    public += demo.public

urlpatterns = [
    path("staff/", include((staff, "staff"))),
    path("org/", include((org, "org"))),
    path("api/v1/", include((api, "api"))),
    path("accounts/", include(accounts)),
    path("", include((public, "public"))),
]
handler400 = "core.pages.errors.bad_request"
handler403 = "core.pages.errors.forbidden"
handler404 = "core.pages.errors.not_found"
handler429 = "core.identity.lockout.locked_out"
handler500 = "core.pages.errors.server_error"
