"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from registry.annual_reports import urls as annual_reports
from registry.branches import urls as branches
from registry.disclosures import urls as disclosures
from registry.handovers import urls as handovers
from registry.imports import urls as imports
from registry.members import urls as members
from registry.org_accounts import urls as org_accounts
from registry.organizations import urls as organizations
from registry.status_certificates import urls as status_certificates

staff: list = [
    path("branches/", include((branches.staff, "branches"))),
    path("members/", include((members.staff, "members"))),
    path("handovers/", include((handovers.staff, "handovers"))),
    path("imports/", include((imports.staff, "imports"))),
    path("organizations/", include((organizations.staff, "organizations"))),
    path("annual-reports/", include((annual_reports.staff, "annual_reports"))),
    path("org-accounts/", include((org_accounts.staff, "org_accounts"))),
    path("disclosures/", include((disclosures.staff, "disclosures"))),
    path("status-certificates/", include((status_certificates.staff, "status_certificates"))),
]
org: list = [
    path("branches/", include((branches.org, "branches"))),
    path("members/", include((members.org, "members"))),
    path("handovers/", include((handovers.org, "handovers"))),
    path("organization/", include((organizations.org, "organizations"))),
    path("annual-reports/", include((annual_reports.org, "annual_reports"))),
    path("accounts/", include((org_accounts.org, "org_accounts"))),
    path("status-certificates/", include((status_certificates.org, "status_certificates"))),
]
public: list = [
    *org_accounts.public,
    path("verify/", include((status_certificates.public, "status_certificates"))),
    path("", include((disclosures.public, "disclosures"))),
]
api: list = [
    path("organizations/", include((organizations.api, "organizations"))),
    path("annual-reports/", include((annual_reports.api, "annual_reports"))),
]
