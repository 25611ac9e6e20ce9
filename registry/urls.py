"""Routes of this app, by audience; one line per capability."""

from django.urls import include, path

from registry.annual_reports import urls as annual_reports
from registry.approvals import urls as approvals
from registry.branches import urls as branches
from registry.certificates import urls as certificates
from registry.changes import urls as changes
from registry.charters import urls as charters
from registry.community_orgs import urls as community_orgs
from registry.disclosures import urls as disclosures
from registry.dues import urls as dues
from registry.handovers import urls as handovers
from registry.imports import urls as imports
from registry.incubation_bases import urls as incubation_bases
from registry.members import urls as members
from registry.officers import urls as officers
from registry.org_accounts import urls as org_accounts
from registry.organization_tags import urls as organization_tags
from registry.organizations import urls as organizations
from registry.people import urls as people
from registry.reelections import urls as reelections
from registry.report_announcements import urls as report_announcements
from registry.report_publications import urls as report_publications
from registry.report_requests import urls as report_requests
from registry.report_reviews import urls as report_reviews
from registry.responsibilities import urls as responsibilities
from registry.status_certificates import urls as status_certificates

staff: list = [
    path("branches/", include((branches.staff, "branches"))),
    path("certificates/", include((certificates.staff, "certificates"))),
    path("charters/", include((charters.staff, "charters"))),
    path("dues/", include((dues.staff, "dues"))),
    path("approvals/", include((approvals.staff, "approvals"))),
    path("community-orgs/", include((community_orgs.staff, "community_orgs"))),
    path("responsibilities/", include((responsibilities.staff, "responsibilities"))),
    path("members/", include((members.staff, "members"))),
    path("handovers/", include((handovers.staff, "handovers"))),
    path("incubation-bases/", include((incubation_bases.staff, "incubation_bases"))),
    path("imports/", include((imports.staff, "imports"))),
    path("organizations/", include((organizations.staff, "organizations"))),
    path("annual-reports/review/", include((report_reviews.staff, "report_reviews"))),
    path("annual-reports/", include((annual_reports.staff, "annual_reports"))),
    path("report-announcements/", include((report_announcements.staff, "report_announcements"))),
    path("report-requests/", include((report_requests.staff, "report_requests"))),
    path("report-publications/", include((report_publications.staff, "report_publications"))),
    path("officers/", include((officers.staff, "officers"))),
    path("reelections/", include((reelections.staff, "reelections"))),
    path("people/", include((people.staff, "people"))),
    path("org-accounts/", include((org_accounts.staff, "org_accounts"))),
    path("disclosures/", include((disclosures.staff, "disclosures"))),
    path("organization-tags/", include((organization_tags.staff, "organization_tags"))),
    path("status-certificates/", include((status_certificates.staff, "status_certificates"))),
]
org: list = [
    path("branches/", include((branches.org, "branches"))),
    path("certificates/", include((certificates.org, "certificates"))),
    path("members/", include((members.org, "members"))),
    path("handovers/", include((handovers.org, "handovers"))),
    path("reelections/", include((reelections.org, "reelections"))),
    path("organization/", include((organizations.org, "organizations"))),
    path("annual-reports/review/", include((report_reviews.org, "report_reviews"))),
    path("annual-reports/requests/", include((report_requests.org, "report_requests"))),
    path("annual-reports/", include((annual_reports.org, "annual_reports"))),
    path("accounts/", include((org_accounts.org, "org_accounts"))),
    path("status-certificates/", include((status_certificates.org, "status_certificates"))),
]
public: list = [
    path("report-receipts/", include((annual_reports.public, "annual_reports"))),
    *org_accounts.public,
    path("", include((community_orgs.public, "community_orgs"))),
    path("announcements/", include((report_announcements.public, "report_announcements"))),
    path("verify/", include((status_certificates.public, "status_certificates"))),
    path("", include((disclosures.public, "disclosures"))),
]
api: list = [
    path("approvals/", include((approvals.api, "approvals"))),
    path("changes/", include((changes.api, "changes"))),
    path("organizations/", include((organizations.api, "organizations"))),
    path("annual-reports/", include((annual_reports.api, "annual_reports"))),
    path("branches/", include((branches.api, "branches"))),
    path("certificates/", include((certificates.api, "certificates"))),
    path("charters/", include((charters.api, "charters"))),
    path("community-orgs/", include((community_orgs.api, "community_orgs"))),
    path("incubation-bases/", include((incubation_bases.api, "incubation_bases"))),
    path("members/", include((members.api, "members"))),
    path("officers/", include((officers.api, "officers"))),
    path("organization-tags/", include((organization_tags.api, "organization_tags"))),
    path("responsibilities/rows/", include((responsibilities.api_rows, "responsibilities_rows"))),
    path("responsibilities/duties/", include((responsibilities.api_duties, "responsibilities_duties"))),
    path("responsibilities/", include((responsibilities.api, "responsibilities"))),
    path("status-certificates/", include((status_certificates.api, "status_certificates"))),
]
