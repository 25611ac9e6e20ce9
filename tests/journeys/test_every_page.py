"""Every page of the portal in Chromium: desktop and phone, ordinary and large print. No violation of WCAG 2.1 A or AA,
no console error, no CSP report, nothing that scrolls sideways.
"""

from itertools import groupby
from pathlib import Path

import pytest

from tests.journeys import traces
from tests.journeys.conftest import DESKTOP, PASSWORD, Visitor
from tests.journeys.looks import look
from tests.support import crawl

pytestmark = pytest.mark.journey

PARTS = 12  # so that two processes share the work evenly
# Pages that no link of the seeded city leads to, each with the test that opens it in a browser or says why none can.
# Reached or not by what other journeys did in the same city before; each has its test.
SOMETIMES: dict[str, str] = {
    "staff:campaigns:inspect": "of a target that waits for a check; tests/supervision/campaigns",
    "staff:risk_alerts:escalated": "leads on to the list; tests/supervision/risk_alerts",
    "staff:rules:edit_source": "by who keeps the rule book; tests/core/rules",
    "staff:rules:revise": "of a proposal that was refused; tests/core/rules",
    "staff:surveys:recipient": "where a survey was sent; tests/supervision/surveys",
    "staff:surveys:recipients": "where a survey was sent; tests/supervision/surveys",
    "org:liaison:need": "where an organization raised one; tests/supervision/liaison",
    "staff:leader_views:detail": "for a leader in charge; tests/supervision/leader_views",
    "staff:liaison:answer": "of a need that waits; tests/supervision/liaison",
    "staff:liaison:assign": "of a need that waits; tests/supervision/liaison",
    "staff:liaison:contact": "where there are rows; tests/supervision/liaison",
    "staff:liaison:dossier": "where there are rows; tests/supervision/liaison",
    "staff:liaison:end": "of a link of one's own office; tests/supervision/liaison",
    "staff:liaison:link": "where there are rows; tests/supervision/liaison",
    "staff:liaison:log": "where there are rows; tests/supervision/liaison",
    "staff:liaison:need": "where there are rows; tests/supervision/liaison",
    "staff:liaison:raise_need": "where there are rows; tests/supervision/liaison",
    "staff:supervision_visits:add_problem": "of a visit under way; tests/supervision/supervision_visits",
    "staff:supervision_visits:detail": "where there are rows; tests/supervision/supervision_visits",
    "staff:supervision_visits:follow_up": "of a visit under way; tests/supervision/supervision_visits",
    "staff:supervision_visits:hold": "of a planned visit; tests/supervision/supervision_visits",
    "staff:supervision_visits:record": "of a visit under way; tests/supervision/supervision_visits",
    "staff:task_lists:add_names": "of a draft; tests/supervision/task_lists",
    "staff:task_lists:add_offices": "of a draft; test_task_to_closing.py looks at it",
    "staff:task_lists:add_organizations": "of a draft; tests/supervision/task_lists",
    "staff:task_lists:ask_cancel": "of an issued task of one's own; tests/supervision/task_lists",
    "staff:task_lists:detail": "where there are rows; tests/supervision/task_lists",
    "staff:task_lists:edit": "of a draft; tests/supervision/task_lists",
    "staff:task_lists:reach": "of a milestone to come; tests/supervision/task_lists",
    "staff:task_lists:sheet": "where there are rows; tests/supervision/task_lists",
    **{
        f"staff:risk_reports:{name}": "in a state and at an office of its own; tests/supervision/risk_reports"
        for name in (
            "judge_true",
            "refute",
            "raise_up",
            "send_down",
            "transfer",
            "to_lead",
            "close",
            "reply",
            "hand_back",
            "reopen",
            "identify",
            "tie",
            "photo",
            "note_photo",
        )
    },
    **{
        f"staff:illegal_orgs:{name}": "in a state and at an office of its own; tests/supervision/illegal_orgs"
        for name in (
            "open",
            "move",
            "elsewhere",
            "refute",
            "transfer",
            "dissolve",
            "propose_ban",
            "review_ban",
            "send_back",
            "decide",
            "withdraw",
        )
    },
    "staff:risk_reports:bodies": "a piece of the form; tests/supervision/risk_reports",
    "staff:risk_reports:offline": "kept by the telephone; test_risk_report.py opens it",
    "staff:risk_reports:worker": "a script; tests/supervision/risk_reports",
    "org:campaigns:fill": "while a self-check is asked of them; tests/supervision/campaigns",
    "org:campaigns:report": "while an order is open; tests/supervision/campaigns",
    "org:surveys:answer": "while a form is out to them; tests/supervision/surveys",
    "staff:campaigns:add_known": "of a draft; tests/supervision/campaigns",
    "staff:campaigns:add_question": "of a draft; tests/supervision/campaigns",
    "staff:campaigns:choose": "of a draft; test_campaign.py looks at it",
    "staff:campaigns:edit": "of a draft; tests/supervision/campaigns",
    "staff:campaigns:edit_items": "of a draft; tests/supervision/campaigns",
    "staff:campaigns:order": "of an open target; tests/supervision/campaigns",
    "staff:campaigns:order_formally": "of an open target; tests/supervision/campaigns",
    "staff:campaigns:propose": "of an open target; test_campaign.py looks at it",
    "staff:campaigns:strike": "of an open target; tests/supervision/campaigns",
    "staff:surveys:answer": "while a form is out to them; tests/supervision/surveys",
    "staff:surveys:extend": "of one that waits; tests/supervision/surveys",
    "org:instructors:detail": "by a seat or in a state of its own; tests/party_building/instructors",
    "org:instructors:list": "by a seat or in a state of its own; tests/party_building/instructors",
    "org:instructors:visit": "by a seat or in a state of its own; tests/party_building/instructors",
    "org:party_units:list": "by a seat or in a state of its own; tests/party_building/party_units",
    "staff:brands:add_file": "by a seat or in a state of its own; tests/party_building/brands",
    "staff:brands:authorise": "by a seat or in a state of its own; tests/party_building/brands",
    "staff:brands:edit": "by a seat or in a state of its own; tests/party_building/brands",
    "staff:brands:end": "by a seat or in a state of its own; tests/party_building/brands",
    "staff:brands:end_authorisation": "by a seat or in a state of its own; tests/party_building/brands",
    "staff:brands:handle_misuse": "by a seat or in a state of its own; tests/party_building/brands",
    "staff:brands:note_misuse": "by a seat or in a state of its own; tests/party_building/brands",
    "staff:co_building:edit": "by a seat or in a state of its own; tests/party_building/co_building",
    "staff:co_building:sign": "by a seat or in a state of its own; tests/party_building/co_building",
    "staff:coverage:target": "by a seat or in a state of its own; tests/party_building/coverage",
    "staff:follow_ups:hold": "by a seat or in a state of its own; tests/party_building/follow_ups",
    "staff:follow_ups:letter_file": "by a seat or in a state of its own; tests/party_building/follow_ups",
    "staff:follow_ups:reply": "by a seat or in a state of its own; tests/party_building/follow_ups",
    "staff:follow_ups:serve": "by a seat or in a state of its own; tests/party_building/follow_ups",
    "staff:follow_ups:sign": "by a seat or in a state of its own; tests/party_building/follow_ups",
    "staff:instructors:dispatch": "by a seat or in a state of its own; tests/party_building/instructors",
    "staff:instructors:end_dispatch": "by a seat or in a state of its own; tests/party_building/instructors",
    "staff:joint_plans:detail": "by a seat or in a state of its own; tests/party_building/joint_plans",
    "staff:party_units:leave": "by a seat or in a state of its own; tests/party_building/party_units",
    "staff:stations:correct_activity": "by a seat or in a state of its own; tests/party_building/stations",
    "staff:year_statements:document": "by a seat or in a state of its own; tests/party_building/year_statements",
    "staff:year_statements:edit": "by a seat or in a state of its own; tests/party_building/year_statements",
    "staff:penalties:create": "by a seat or in a state of its own; tests/supervision/penalties",
    "staff:penalties:edit": "by a seat or in a state of its own; tests/supervision/penalties",
    "staff:penalties:correct": "by a seat or in a state of its own; tests/supervision/penalties",
    "staff:penalties:ask_withdrawal": "by a seat or in a state of its own; tests/supervision/penalties",
    "staff:penalties:detail": "by a seat or in a state of its own; tests/supervision/penalties",
    "staff:case_proposals:create": "by a seat or in a state of its own; tests/supervision/case_proposals",
    "staff:case_proposals:detail": "by a seat or in a state of its own; tests/supervision/case_proposals",
    "staff:credit_records:detail": "by a seat or in a state of its own; tests/supervision/credit_records",
    "staff:credit_records:praise": "by a seat or in a state of its own; tests/supervision/credit_records",
    "staff:credit_listings:detail": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:entry": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:create": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:take_over": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:notify": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:statement": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:certificate": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:prepare": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:decide": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:decide_not": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_listings:clues": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "org:credit_listings:detail": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "org:credit_listings:state": "by a seat or in a state of its own; tests/supervision/credit_listings",
    "staff:credit_removals:detail": "by a seat or in a state of its own; tests/supervision/credit_removals",
    "staff:credit_removals:create": "by a seat or in a state of its own; tests/supervision/credit_removals",
    "org:credit_removals:detail": "by a seat or in a state of its own; tests/supervision/credit_removals",
    "org:credit_removals:apply": "by a seat or in a state of its own; tests/supervision/credit_removals",
    "staff:credit_objections:detail": "by a seat or in a state of its own; tests/supervision/credit_objections",
    "staff:credit_objections:create": "by a seat or in a state of its own; tests/supervision/credit_objections",
    "staff:credit_objections:advise": "by a seat or in a state of its own; tests/supervision/credit_objections",
    "staff:credit_objections:uphold": "by a seat or in a state of its own; tests/supervision/credit_objections",
    "org:credit_objections:detail": "by a seat or in a state of its own; tests/supervision/credit_objections",
    "org:credit_objections:create": "by a seat or in a state of its own; tests/supervision/credit_objections",
    "staff:credit_pauses:detail": "by a seat or in a state of its own; tests/supervision/credit_pauses",
    "staff:credit_pauses:create": "by a seat or in a state of its own; tests/supervision/credit_pauses",
    "staff:commitments:detail": "by a seat or in a state of its own; tests/supervision/commitments",
    "staff:commitments:text": "by a seat or in a state of its own; tests/supervision/commitments",
    "staff:commitments:texts": "by a seat or in a state of its own; tests/supervision/commitments",
    "staff:commitments:create": "by a seat or in a state of its own; tests/supervision/commitments",
    "staff:commitments:doubt": "by a seat or in a state of its own; tests/supervision/commitments",
    "org:commitments:list": "by a seat or in a state of its own; tests/supervision/commitments",
    "org:commitments:detail": "by a seat or in a state of its own; tests/supervision/commitments",
    "org:commitments:sign": "by a seat or in a state of its own; tests/supervision/commitments",
    "staff:credit:statistics": "by a seat or in a state of its own; tests/supervision/credit",
    "staff:credit_terms:list": "by a seat or in a state of its own; tests/supervision/credit_terms",
    "staff:credit_terms:detail": "by a seat or in a state of its own; tests/supervision/credit_terms",
    "staff:credit_terms:set_ground": "for the chief of the city; tests/supervision/credit_terms",
    "staff:credit_terms:set_period": "for the chief of the city; tests/supervision/credit_terms",
    "staff:credit:of_organization": "by a seat or in a state of its own; tests/supervision/credit",
    "staff:ladders:detail": "by a seat or in a state of its own; tests/supervision/ladders",
    "staff:ladders:of_organization": "by a seat or in a state of its own; tests/supervision/ladders",
    "org:ladders:list": "by a seat or in a state of its own; tests/supervision/ladders",
    "staff:letters:arrived": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:close": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:countersign": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:create": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:deliver": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:edit": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:edit_template": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:letter": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:letter_file": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:of_organization": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:post": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:publish": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:set_period": "for the chief of the city; tests/supervision/letters",
    "staff:letters:put_template_in_force": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:reply": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:returned": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:sign": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:template": "by a seat or in a state of its own; tests/supervision/letters",
    "staff:letters:templates": "by a seat or in a state of its own; tests/supervision/letters",
    "org:letters:detail": "by a seat or in a state of its own; tests/supervision/letters",
    "org:letters:letter": "by a seat or in a state of its own; tests/supervision/letters",
    "org:letters:letter_file": "by a seat or in a state of its own; tests/supervision/letters",
    "org:letters:reply": "by a seat or in a state of its own; tests/supervision/letters",
    "public:letters:detail": "by a seat or in a state of its own; tests/supervision/letters",
    "org:rectifications:detail": "by a seat or in a state of its own; tests/supervision/rectifications",
    "org:rectifications:report": "by a seat or in a state of its own; tests/supervision/rectifications",
    "staff:rectifications:create": "by a seat or in a state of its own; tests/supervision/rectifications",
    "staff:rectifications:detail": "by a seat or in a state of its own; tests/supervision/rectifications",
    "staff:rectifications:extend": "by a seat or in a state of its own; tests/supervision/rectifications",
    "staff:rectifications:send_back": "by a seat or in a state of its own; tests/supervision/rectifications",
    "staff:rectifications:take_in": "by a seat or in a state of its own; tests/supervision/rectifications",
    "staff:rectifications:verify": "by a seat or in a state of its own; tests/supervision/rectifications",
    "staff:talks:attach": "by a seat or in a state of its own; tests/supervision/talks",
    "staff:talks:create": "by a seat or in a state of its own; tests/supervision/talks",
    "staff:talks:detail": "by a seat or in a state of its own; tests/supervision/talks",
    "staff:talks:hold": "by a seat or in a state of its own; tests/supervision/talks",
    "org:admissions:detail": "where there are rows; tests/party_building/admissions",
    "org:admissions:note": "where there are rows; tests/party_building/admissions",
    "staff:admissions:change": "where there are rows; tests/party_building/admissions",
    "staff:admissions:detail": "where there are rows; tests/party_building/admissions",
    "staff:admissions:quota": "where there are rows; tests/party_building/admissions",
    "staff:party_members:change": "where there are rows; tests/party_building/party_members",
    "staff:party_members:detail": "where there are rows; tests/party_building/party_members",
    "staff:party_members:reconciliation": "where there are rows; tests/party_building/party_members",
    "staff:party_members:transfer": "where there are rows; tests/party_building/party_members",
    **{
        f"org:reelections:{name}": "of a chain at its step; tests/registry/reelections"
        for name in ("add_candidate", "audit", "edit_candidate", "plan", "detail", "create")
    },
    "staff:reelections:detail": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:create": "of a chain at its step; tests/registry/reelections",
    "org:reelections:letter": "of a chain at its step; tests/registry/reelections",
    "org:reelections:letter_file": "of a chain at its step; tests/registry/reelections",
    "org:reelections:notify": "of a chain at its step; tests/registry/reelections",
    "org:reelections:result": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:add_candidate": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:audit": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:edit_candidate": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:finish": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:letter": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:letter_file": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:notify": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:opine": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:plan": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:result": "of a chain at its step; tests/registry/reelections",
    "staff:reelections:review": "of a chain at its step; tests/registry/reelections",
    "org:unit_requests:detail": "tests/party_building/unit_requests/test_branch_side.py",
    "org:unit_requests:edit": "tests/party_building/unit_requests/test_branch_side.py",
    "org:unit_requests:letter": "tests/party_building/unit_requests/test_branch_side.py",
    "org:unit_requests:of_unit": "tests/party_building/unit_requests/test_branch_side.py",
    "org:unit_requests:petition": "tests/party_building/unit_requests/test_branch_side.py",
    "org:party_units:detail": "tests/party_building/party_units/test_unit_pages.py",
    "staff:unit_requests:edit": "tests/party_building/unit_requests/test_establishing.py",
    "staff:unit_requests:letter": "test_party_unit_request.py looks at it",
    "org:report_reviews:conclusion_letter": "tests/registry/report_reviews/test_conclusions.py",
    "org:report_reviews:rectification_letter": "tests/registry/report_reviews/test_conclusions.py",
    "staff:report_reviews:fix_letter": "tests/registry/report_reviews/test_letters.py",
    "staff:report_reviews:party": "test_returned_and_published.py looks at it",
    "staff:report_reviews:rectification_letter": "tests/registry/report_reviews/test_conclusions.py",
}
UNREACHED: dict[str, str] = {
    "org:annual_reports:declaration_page": "to print and sign; tests/registry/annual_reports/test_declaring.py",
    "org:annual_reports:given": "for a guest; tests/registry/annual_reports/test_guests.py",
    "org:annual_reports:given_section": "for a guest; tests/registry/annual_reports/test_guests.py",
    "org:annual_reports:paste": "of a statement being filled; tests/registry/annual_reports/test_statement_pages.py",
    "org:annual_reports:pdf": "a file; tests/registry/annual_reports/test_printing.py",
    "staff:annual_reports:pdf": "a file; tests/registry/annual_reports/test_printing.py",
    "public:annual_reports:verify": "by the code on a printed report; tests/registry/annual_reports/test_printing.py",
    "account_inactive": "shown to a stopped account only; tests/core/identity",
    "account_reauthenticate": "asked in the middle of another step; tests/core/identity/test_second_factor.py",
    "api:portal:docs_openapi": "a file; tests/core/api",
    "mfa_authenticate": "the second step of signing in; test_security_key.py looks at it",
    "mfa_deactivate_totp": "needs an authenticator; tests/core/identity/test_second_factor.py",
    "mfa_edit_webauthn": "needs a security key; test_security_key.py looks at it",
    "mfa_generate_recovery_codes": "needs a second factor; test_security_key.py looks at it",
    "mfa_list_webauthn": "needs a security key; test_security_key.py looks at it",
    "mfa_reauthenticate": "asked in the middle of another step; tests/core/identity/test_second_factor.py",
    "mfa_reauthenticate_webauthn": "asked in the middle of another step; tests/core/identity/test_security_keys.py",
    "mfa_remove_webauthn": "needs a security key; test_security_key.py looks at it",
    "mfa_view_recovery_codes": "needs a second factor; test_security_key.py looks at it",
    "public:disclosures:open_data_file": "a file, once the first night has written it; tests/registry/disclosures",
    "public:disclosures:open_data_key": "a file; tests/registry/disclosures",
    "public:disclosures:qr_code": "a picture on the organization's page",
    "public:status_certificates:qr_code": "a picture on the certificate",
    "public:disclosures:robots": "for machines; tests/registry/disclosures",
    "public:disclosures:sitemap": "for machines; tests/registry/disclosures",
    "public:disclosures:sitemap_part": "for machines; tests/registry/disclosures",
    "org:report_requests:supply_consent": "while a department has not answered; tests/registry/report_requests",
    "staff:annual_reports:own_regime": "for a district's chief; tests/registry/annual_reports/test_regimes.py",
    "org:members:blank_sheet": "a file; tests/registry/members",
    "public:community_orgs:qr_code": "a picture on the proof of filing",
    "public:community_orgs:verify": "opened by the code on a printed proof; tests/registry/community_orgs",
    "staff:approvals:template": "a file; tests/registry/approvals",
    "staff:certificates:hand_over": "of a certificate not yet handed over; tests/registry/certificates",
    "staff:community_orgs:file": "of a draft; tests/registry/community_orgs",
    "staff:community_orgs:promote": "of a group that is ready; tests/registry/community_orgs",
    "staff:community_orgs:refuse": "of a draft; tests/registry/community_orgs",
    "staff:dues:adopt": "of an association; tests/registry/dues",
    "staff:dues:publish": "of an association; tests/registry/dues",
    "staff:members:blank_sheet": "a file; tests/registry/members",
    "staff:reorganizations:detail": "none is on record in the demo city; tests/core/reorganizations",
    "staff:responsibilities:approvals": "of a ledger that is being drafted; test_ledger.py looks at it",
    "org:branches:edit": "of a draft; tests/registry/branches",
    "org:members:batch": "of an uploaded list; tests/registry/members",
    "org:members:batch_sheet": "a file; tests/registry/members",
    "staff:members:batch": "of an uploaded list; tests/registry/members",
    "staff:members:batch_sheet": "a file; tests/registry/members",
    "public:display": "a switch; tests/core/pages/test_doors.py",
    "public:health": "for machines; tests/core/health",
    "public:ready": "for machines; tests/core/health",
    "staff:files:content": "a file; tests/core/files",
    "staff:imports:progress": "a piece of the batch's page; test_import_and_find.py",
    "staff:views:save": "the answer to a form that was not right; test_every_state.py looks at it",
    "staff:worklist:next": "leads on to the most urgent item; tests/core/worklist",
}


@pytest.fixture(scope="session")
def found(journey_server, browser) -> crawl.Crawl:
    base, folder = str(journey_server), Path(journey_server.env["PORTAL_VAR"])
    return crawl.shared(base, PASSWORD, folder, lambda: traces.leave(browser, base))


def test_no_link_of_any_page_is_broken(found):
    assert found.faults == []


def test_every_page_is_reached_by_a_link(found):
    left = sorted(crawl.page_routes() - found.routes - {*UNREACHED, *SOMETIMES})
    assert not left, "\n".join(left)


def test_no_exception_outlives_its_reason(found):
    assert sorted(set(UNREACHED) - (crawl.page_routes() - found.routes)) == []


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_is_accessible_and_quiet(found, browser, journey_server, part):
    pages = sorted(found.pages, key=lambda page: (page.username, page.route))
    mine = pages[part * len(pages) // PARTS : (part + 1) * len(pages) // PARTS]
    wrong = []
    for username, group in groupby(mine, key=lambda page: page.username):
        wrong += _looked_at(Visitor(browser, journey_server, DESKTOP), username, list(group))
    assert not wrong, "\n".join(wrong)


def _looked_at(visitor: Visitor, username: str, pages: list[crawl.Page]) -> list[str]:
    wrong = []
    try:
        if username:
            visitor.sign_in(username)
        for page in pages:
            visitor.page.goto(page.url)
            wrong += look(visitor, f"{page.route}-{username}" if page.route in crawl.OWN else page.route)
        return wrong + [f"{username or 'a visitor'}: {fault}" for fault in visitor.faults]
    finally:
        visitor.context.close()
