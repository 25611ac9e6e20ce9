"""For every route with parameters: which thing the access walk opens, and by which line it is seen.

A route that is missing here fails the walk. `seen_by`:
organization  whoever has the organization in scope        department  only the office the thing belongs to
owner         only the person it belongs to                holder      everyone who holds the permission
A `/code` after it lets holders of that permission see everybody's.
"""

from core.indicators.base import all_indicators
from registry.disclosures.models import CorrectionRequest
from registry.organization_tags.models import Tag
from registry.organizations.facts import OrganizationName
from tests import access_approvals, access_party_coverage, access_party_instructors, access_party_members
from tests.access_branches import (
    branch,
    branch_act,
    branch_filing,
    branch_filing_to_mend,
    certificate_token,
    enterprise,
    enterprise_pair,
    member_import,
    membership,
    status_certificate,
)
from tests.access_campaigns import CAMPAIGN_CASES
from tests.access_community import base, division, group, group_key, office, reorganization, stay
from tests.access_credit import CREDIT_CASES
from tests.access_imports import batch, batch_row, gap
from tests.access_kernel import (
    bulk_run,
    delivery,
    job,
    notice,
    saved_view,
    subscribed_view,
    token,
    view_change,
    work_item,
)
from tests.access_ledgers import approval_line, ledger, ledger_row, own_office, trade
from tests.access_letters import LETTER_CASES
from tests.access_officers import council_term, officer_post, twins, walker, walker_number
from tests.access_oversight import alert, proposal, rule, source, sweep
from tests.access_papers import a_certificate, a_charter, a_dues_standard
from tests.access_party_gaps import GAP_CASES
from tests.access_party_life import LIFE_CASES
from tests.access_party_schemes import SCHEME_CASES
from tests.access_party_sites import SITE_CASES
from tests.access_party_syncs import PARTY_SYNC_CASES
from tests.access_party_units import UNIT_CASES
from tests.access_people import device, own_seat, representative_change, seat_handover, substitution
from tests.access_reelections import REELECTION_CASES
from tests.access_reports import REPORT_CASES, owed
from tests.access_reviews import REVIEW_CASES
from tests.access_risks import RISK_CASES
from tests.access_tasks import TASK_CASES
from tests.access_world import Case, Place, of_organization
from tests.access_writeoff import write_off_list, write_off_row


def public_number(place: Place) -> dict:
    return {"number": f"id-{place.organization.pk}"}


def correction(place: Place) -> dict:
    def make():
        return CorrectionRequest.objects.create(organization=place.organization, reason="走查：住所门牌号有误")

    return {"pk": place.world.once("correction", place.organization.pk, make).pk}


def code_of_organization(place: Place) -> dict:
    return {"uscc": place.organization.uscc or "none"}


def org_seat(place: Place) -> dict:
    return {"pk": place.world.seat_of(place.organization).pk}


def code(place: Place) -> dict:
    return {"pk": place.world.code_of(place.organization).pk}


def account(place: Place) -> dict:
    return {"pk": place.world.account.pk}


def seat(place: Place) -> dict:
    return {"pk": place.world.asked_seat.pk}


def reset(place: Place) -> dict:
    return {"pk": place.world.reset.pk}


def tag(place: Place) -> dict:
    def make():
        return Tag.objects.create(department=place.department, label="走查标签")

    return {"pk": place.world.once("tag", place.department.pk, make).pk}


def name_fact(place: Place) -> dict:
    fact = OrganizationName.objects.filter(organization=place.organization).first()
    return {"pk": place.organization.pk, "table": "organizationname", "fact_id": fact.pk}


def certificate(place: Place) -> dict:
    return {"pk": place.world.once("printed_certificate", place.organization.pk, lambda: a_certificate(place)).pk}


def charter(place: Place) -> dict:
    return {"pk": place.world.once("charter", place.organization.pk, lambda: a_charter(place)).pk}


def dues_standard(place: Place) -> dict:
    return {"pk": place.world.once("dues", place.organization.pk, lambda: a_dues_standard(place)).pk}


# Routes without parameters in the path that ask for something in the query; None while there is nothing to ask for.
QUERIES: dict[str, dict | None] = {
    "staff:lists:columns": {"list": "staff:jobs:list"},
    "staff:views:save": {"list": "staff:jobs:list"},
    "staff:dashboards:rows": {"indicator": all_indicators()[0].code} if all_indicators() else None,
}
# Rows of list pages (core/api/lists.py); with a token in tests/core/api/test_page_lists.py.
READ_AS_LISTED = """branches certificates charters community_orgs departments incubation_bases members officers
    organization_tags party_units regions responsibilities responsibilities_duties responsibilities_rows risk_alerts
    status_certificates worklist writeoff writeoff_rows"""
CASES: dict[str, Case] = {
    **LIFE_CASES,
    **CAMPAIGN_CASES,
    **TASK_CASES,
    **REELECTION_CASES,
    **RISK_CASES,
    # accounts, seats, tokens: things of the whole portal, for whoever holds the permission
    "staff:accounts:detail": Case(account, "holder"),
    "staff:accounts:issue_key": Case(account, "holder"),
    "staff:accounts:lock": Case(account, "holder"),
    "staff:accounts:end_sessions": Case(account, "holder"),
    "account_end_session": Case(device, "owner"),
    "staff:accounts:unlock": Case(account, "holder"),
    "staff:accounts:request_reset": Case(account, "holder"),
    "staff:accounts:resets:approve": Case(reset, "holder"),
    "staff:accounts:resets:refuse": Case(reset, "holder"),
    "public:substitute": Case(own_seat, "owner"),
    "public:recall_substitute": Case(substitution, "owner"),
    "staff:seats:detail": Case(seat, "holder"),
    "staff:seats:grant": Case(seat, "holder"),
    "staff:seats:refuse": Case(seat, "holder"),
    "staff:seats:end": Case(seat, "holder"),
    "staff:api_tokens:detail": Case(token, "holder"),
    "staff:api_tokens:approve": Case(token, "holder"),
    "staff:api_tokens:rotate": Case(token, "holder"),
    "staff:api_tokens:revoke": Case(token, "holder"),
    # organization accounts
    "staff:org_accounts:detail": Case(org_seat),
    "staff:org_accounts:revoke": Case(org_seat),
    "staff:org_accounts:issue_key": Case(org_seat),
    "staff:org_accounts:withdraw": Case(code),
    "org:org_accounts:remove": Case(org_seat),
    "org:handovers:arrange": Case(org_seat),
    "org:handovers:cancel": Case(seat_handover),
    "staff:handovers:detail": Case(representative_change),
    "staff:handovers:approve": Case(representative_change),
    "staff:handovers:refuse": Case(representative_change),
    # the kernel's own pages
    "staff:rules:detail": Case(rule, "holder"),
    "staff:rules:propose": Case(rule, "holder"),
    "staff:rules:source": Case(source, "holder"),
    "staff:rules:edit_source": Case(source, "holder"),
    "staff:rules:proposal": Case(proposal, "holder"),
    "staff:rules:revise": Case(proposal, "holder"),
    "staff:rules:try": Case(proposal, "holder"),
    "staff:rules:activate": Case(proposal, "holder"),
    "staff:rules:refuse": Case(proposal, "holder"),
    "staff:rules:withdraw": Case(proposal, "holder"),
    "staff:deliveries:resend": Case(delivery, "holder"),
    "staff:jobs:detail": Case(job, "owner/jobs.view"),
    "staff:jobs:cancel": Case(job, "owner/jobs.view"),
    "staff:worklist:detail": Case(work_item, "department"),
    "staff:worklist:claim": Case(work_item, "department"),
    "staff:worklist:finish": Case(work_item, "department"),
    "staff:worklist:release": Case(work_item, "department"),
    "staff:worklist:reassign": Case(work_item, "department"),
    "staff:views:detail": Case(saved_view, "owner"),
    "staff:views:replace": Case(saved_view, "owner"),
    "staff:views:delete": Case(saved_view, "owner"),
    "staff:views:subscribe": Case(saved_view, "owner"),
    "staff:views:unsubscribe": Case(subscribed_view, "owner"),
    "staff:views:change": Case(view_change, "owner"),
    "staff:bulk:detail": Case(bulk_run, "owner"),
    "staff:bulk:confirm": Case(bulk_run, "owner"),
    "staff:bulk:decline": Case(bulk_run, "owner"),
    "staff:bulk:withdraw": Case(bulk_run, "owner"),
    "staff:bulk:resume": Case(bulk_run, "owner"),
    "staff:bulk:undo": Case(bulk_run, "owner"),
    **{
        f"staff:writeoff:{name}": Case(write_off_row)
        for name in ("row", "apply", "confirm", "send_back", "reopen", "ask_strike", "strike", "keep", "note")
    },
    **{f"staff:writeoff:{name}": Case(write_off_list) for name in ("detail", "add", "feed", "sheet", "wall")},
    "public:notifications:follow": Case(notice, "owner"),
    # the register
    "staff:organization_tags:detail": Case(tag, "department"),
    "staff:organization_tags:of_organization": Case(of_organization),
    "staff:organizations:detail": Case(of_organization),
    "staff:organizations:credit": Case(of_organization),
    "staff:organizations:history": Case(of_organization),
    "staff:organizations:edit": Case(of_organization),
    "staff:organizations:correct": Case(name_fact),
    "staff:certificates:of_organization": Case(of_organization),
    "staff:certificates:issue": Case(of_organization),
    "staff:certificates:hand_over": Case(certificate),
    "staff:certificates:take_in": Case(certificate),
    "staff:certificates:correct": Case(certificate),
    "staff:charters:approve": Case(of_organization),
    "staff:charters:correct": Case(charter),
    "staff:dues:adopt": Case(of_organization),
    "staff:dues:publish": Case(dues_standard),
    "staff:organizations:record": Case(of_organization),
    "staff:organizations:record_change": Case(lambda place: {**of_organization(place), "what": "name"}),
    "staff:organizations:withdraw": Case(name_fact),
    "staff:officers:of_organization": Case(of_organization),
    "staff:officers:appoint": Case(of_organization),
    "staff:officers:begin_term": Case(of_organization),
    "staff:officers:extend": Case(council_term),
    "staff:officers:record_audit": Case(council_term),
    "staff:officers:end": Case(officer_post),
    "staff:officers:correct": Case(officer_post),
    "staff:people:detail": Case(walker),
    "staff:people:edit": Case(walker),
    "staff:people:reveal": Case(walker_number),
    "staff:people:merge": Case(twins),
    "staff:people:distinguish": Case(twins),
    "staff:imports:resolve_gap": Case(gap, "department"),
    "staff:imports:detail": Case(batch, "department"),
    "staff:imports:mapping": Case(batch, "department"),
    "staff:imports:progress": Case(batch, "department"),
    "staff:imports:annotated": Case(batch, "department"),
    "staff:imports:reason": Case(batch, "department"),
    "staff:imports:reason_back": Case(batch, "department"),
    "staff:imports:recheck": Case(batch, "department"),
    "staff:imports:apply": Case(batch, "department"),
    "staff:imports:undo": Case(batch, "department"),
    "staff:imports:discard": Case(batch, "department"),
    "staff:imports:settle": Case(batch, "department"),
    "staff:imports:decide_many": Case(batch, "department"),
    "staff:imports:read_again": Case(batch, "department"),
    "staff:imports:replace": Case(batch, "department"),
    "staff:imports:row": Case(batch_row, "department"),
    "staff:imports:choose": Case(batch_row, "department"),
    "staff:imports:keep": Case(batch_row, "department"),
    "staff:imports:decide": Case(batch_row, "department"),
    "staff:imports:row_reason": Case(batch_row, "department"),
    "staff:imports:row_reason_back": Case(batch_row, "department"),
    **{
        f"staff:responsibilities:{name}": Case(ledger_row)
        for name in ("row", "assign", "send", "accept", "contest", "decide")
    },
    **{
        f"staff:responsibilities:{name}": Case(ledger)
        for name in ("detail", "sheet", "approvals", "consult", "arbitrate", "present", "sign", "recall", "issue")
    },
    "staff:responsibilities:settle_line": Case(approval_line),
    "staff:responsibilities:department": Case(own_office),
    "staff:responsibilities:end_trade": Case(trade, "holder"),
    # the public side: the same for everybody
    "public:disclosures:organization": Case(public_number, "holder"),
    "public:disclosures:qr_code": Case(public_number, "holder"),
    "public:disclosures:sitemap_part": Case(lambda place: {"part": 1}, "holder"),
    "public:disclosures:correction": Case(public_number, "holder"),
    "public:disclosures:open_data_file": Case(lambda place: {"name": "register.csv"}, "holder"),
    "staff:disclosures:detail": Case(correction),
    "staff:disclosures:reveal": Case(correction),
    "staff:disclosures:correct": Case(correction),
    "staff:disclosures:keep": Case(correction),
    # branches
    "staff:branches:detail": Case(branch),
    "staff:branches:record_change": Case(branch),
    "staff:branches:record_closing": Case(branch),
    "staff:branches:of_organization": Case(of_organization),
    "staff:branches:record_new": Case(of_organization),
    "staff:branches:filing": Case(branch_filing),
    "staff:branches:note": Case(branch_filing),
    "staff:branches:send_back": Case(branch_filing),
    "org:branches:detail": Case(branch),
    "org:branches:begin": Case(branch_act),
    "org:branches:filing": Case(branch_filing_to_mend),
    "org:branches:edit": Case(branch_filing_to_mend),
    "org:branches:submit": Case(branch_filing_to_mend),
    "org:branches:withdraw": Case(branch_filing_to_mend),
    # member enterprises
    "staff:members:detail": Case(enterprise),
    "staff:members:merge": Case(enterprise_pair),
    "staff:members:keep_apart": Case(enterprise_pair),
    "staff:members:of_organization": Case(of_organization),
    "staff:members:upload": Case(of_organization),
    "staff:members:batch": Case(member_import),
    "staff:members:batch_sheet": Case(member_import),
    "staff:members:apply": Case(member_import),
    "staff:members:discard": Case(member_import),
    "org:members:leave": Case(membership),
    "org:members:batch": Case(member_import),
    "org:members:batch_sheet": Case(member_import),
    "org:members:apply": Case(member_import),
    "org:members:discard": Case(member_import),
    # certificates of status
    "staff:status_certificates:detail": Case(status_certificate),
    "staff:status_certificates:sheet": Case(status_certificate),
    "staff:status_certificates:withdraw": Case(status_certificate),
    "staff:status_certificates:of_organization": Case(of_organization),
    "staff:status_certificates:create": Case(of_organization),
    "org:status_certificates:detail": Case(status_certificate),
    "org:status_certificates:cancel": Case(status_certificate),
    "public:status_certificates:verify": Case(certificate_token, "holder"),
    "public:status_certificates:qr_code": Case(certificate_token, "holder"),
    **REPORT_CASES,
    **REVIEW_CASES,
    **SITE_CASES,
    **UNIT_CASES,
    **GAP_CASES,
    **LETTER_CASES,
    **CREDIT_CASES,
    **REVIEW_CASES,
    # pushes of the approval bureau
    "staff:approvals:detail": Case(access_approvals.push),
    "staff:approvals:amend": Case(access_approvals.push),
    "staff:approvals:clear": Case(access_approvals.push),
    "staff:approvals:give_back": Case(access_approvals.push),
    "staff:approvals:accept": Case(access_approvals.acceptance),
    "staff:approvals:contest": Case(access_approvals.acceptance),
    "staff:approvals:uphold": Case(access_approvals.objection),
    "staff:approvals:redirect": Case(access_approvals.objection),
    "staff:approvals:certificate": Case(access_approvals.certificate),
    "staff:approvals:of_organization": Case(of_organization),
    # party building
    **PARTY_SYNC_CASES,
    **access_party_members.CASES,
    **access_party_coverage.CASES,
    **access_party_instructors.CASES,
    "staff:party_units:of_organization": Case(of_organization),
    **SCHEME_CASES,
    # offices and divisions: of the whole portal
    "staff:departments:detail": Case(office, "holder"),
    "staff:regions:detail": Case(division, "holder"),
    "staff:reorganizations:detail": Case(reorganization, "holder"),
    "staff:reorganizations:confirm": Case(reorganization, "holder"),
    "staff:reorganizations:refuse": Case(reorganization, "holder"),
    "staff:reorganizations:withdraw": Case(reorganization, "holder"),
    # groups that are only filed
    "staff:community_orgs:detail": Case(group),
    "staff:community_orgs:edit": Case(group),
    "staff:community_orgs:file": Case(group),
    "staff:community_orgs:refuse": Case(group),
    "staff:community_orgs:confirm": Case(group),
    "staff:community_orgs:close": Case(group),
    "staff:community_orgs:growth": Case(group),
    "staff:community_orgs:promote": Case(group),
    "staff:community_orgs:note_activity": Case(group),
    "staff:community_orgs:call": Case(group),
    "staff:community_orgs:reveal": Case(group),
    "staff:community_orgs:certificate": Case(group),
    "public:community_orgs:verify": Case(group_key, "holder"),
    "public:community_orgs:qr_code": Case(group_key, "holder"),
    "staff:incubation_bases:detail": Case(base),
    "staff:incubation_bases:take_in": Case(base),
    "staff:incubation_bases:leave": Case(stay),
    "staff:incubation_bases:close": Case(base),
    # other systems: here without a token; with one in tests/core/access/test_api_tokens.py
    "api:approvals:detail": Case(access_approvals.push),
    "api:approvals:by_number": Case(lambda place: {"external_no": "WALK-0"}),
    "api:organizations:detail": Case(of_organization),
    "api:organizations:by_code": Case(code_of_organization),
    "api:annual_reports:detail": Case(owed),
    **{f"api:{name}:detail": Case(of_organization) for name in READ_AS_LISTED.split()},
    # supervision
    "staff:risk_alerts:detail": Case(alert),
    "staff:risk_alerts:judge": Case(alert),
    "staff:risk_alerts:dismiss": Case(alert),
    "staff:risk_alerts:assign": Case(alert),
    "staff:risk_alerts:hand_back": Case(alert),
    "staff:risk_alerts:comment": Case(alert),
    "staff:risk_alerts:sweep": Case(sweep, "holder"),
    "staff:risk_alerts:of_organization": Case(of_organization),
}
