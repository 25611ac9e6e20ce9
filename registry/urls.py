"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from registry.org_accounts import urls as org_accounts
from registry.organizations import urls as organizations

staff: list = [
    path("organizations/", include((organizations.staff, "organizations"))),
    path("org-accounts/", include((org_accounts.staff, "org_accounts"))),
]
org: list = [
    path("organization/", include((organizations.org, "organizations"))),
    path("accounts/", include((org_accounts.org, "org_accounts"))),
]
public: list = [*org_accounts.public]
api: list = []
