"""Who may do what: the whole matrix on one screen. A code is "capability.verb"; scope is one line per role."""

from core.access.roles import Role
from core.access.scope import ScopeKind

PAPERS = {"certificates.view", "charters.view"}
SEE = PAPERS | {
    "organizations.view", "annual_reports.view", "risk_alerts.view", "rules.view", "dashboards.view",
    "branches.view", "members.view", "officers.view",
}  # fmt: skip
SEE_PARTY = {"party_units.view", "coverage.view", "instructors.view"}
# What the party line keeps beside its units, never members; the bodies outside the register are its own affair.
SEE_SITES = {"stations.view", "service_centres.view", "brands.view", "co_building.view", "council_units.view"}
KEEP_SITES = {
    "stations.edit", "stations.export", "service_centres.edit", "service_centres.export", "brands.edit",
    "brands.export", "co_building.edit", "co_building.export", "council_units.edit", "council_units.export",
    "population.view", "population.edit", "population.export",
    "instructors.edit", "instructors.dispatch", "instructors.guide", "instructors.export",
    "instructor_plans.view", "instructor_plans.make", "instructor_plans.apply",
}  # fmt: skip
OWN_SITES = {"own_brands.view", "own_co_building.view", "own_co_building.note"}
SEE_PARTY_WORK = {"training.view", "six_syncs.view", "leader_charges.view", "year_statements.view"}
PARTY_WORK = SEE_PARTY_WORK | {
    "training.edit", "training.sign_up", "training.export", "six_syncs.export", "party_counts.export",
    "leader_charges.edit", "leader_charges.note", "leader_charges.export",
    "year_statements.edit", "year_statements.grade", "year_statements.export",
}  # fmt: skip
SEE_MEMBERS = {"party_members.view", "admissions.view"}  # by name: the party line and auditors, nobody else
KEEP_MEMBERS = {
    "party_members.edit", "party_members.export", "party_members.reveal", "people.enter",
    "admissions.record", "admissions.decide", "admissions.plan",
}  # fmt: skip
OWN_MEMBERS = {"own_party_members.view", "own_admissions.view", "own_admissions.record", "people.enter"}
# 评星定级、示范点、经费: results for whoever reads party units, what lies behind them for the line alone.
SEE_SCHEMES = {"star_ratings.view", "model_sites.view", "party_funds.view"}
WATCH_SCHEMES = {"star_ratings.rounds", "model_sites.schemes"}
KEEP_SCHEMES = {
    "star_ratings.edit", "star_ratings.confirm", "star_ratings.export",
    "model_sites.edit", "model_sites.confirm", "model_sites.export",
    "party_funds.edit", "party_funds.pay", "party_funds.export",
}  # fmt: skip
OWN_SCHEMES = {
    "own_star_ratings.view", "own_star_ratings.fill", "own_model_sites.view", "own_model_sites.apply",
    "own_party_funds.view", "own_party_funds.enter",
}  # fmt: skip
OWN_UNITS = {"own_party_units.view", "own_alerts.view", "unit_requests.view", "unit_requests.write"}
CHASE = {
    "coverage_gaps.view", "coverage_gaps.open", "coverage_gaps.export", "writeoff.create",
    "follow_ups.view", "follow_ups.prepare", "follow_ups.sign_letters", "follow_ups.reply", "follow_ups.export",
}  # fmt: skip
ANSWER_LETTERS = {"follow_ups.view", "follow_ups.reply", "follow_ups.export"}  # what a department was written
PARTY_PLANS = {"coverage.plan", "party_duties.view"}
LIFE = {  # of its own line: no other role sees them
    "activities.view", "activities.record", "activities.export",
    "activity_series.view", "activity_series.edit", "activity_series.export",
    "propaganda.view", "propaganda.edit", "propaganda.export",
    "secretary_meetings.view", "secretary_meetings.edit", "secretary_meetings.export",
    "teaching_materials.view", "teaching_materials.edit",
}  # fmt: skip
OWN_LIFE = {"own_party_life.view", "own_party_life.edit"}
SEE_COMMUNITY = {"community_orgs.view", "incubation_bases.view"}
# 四级联动: grid and village report, street, district and city judge, another office answers what it was handed.
TELL_RISKS = {"risk_reports.view", "risk_reports.send"}
JUDGE_RISKS = {"risk_reports.view", "risk_reports.judge", "risk_reports.export"}
ANSWER_RISKS = {"risk_reports.view", "risk_reports.answer"}
CHECK_LEADS = {"illegal_orgs.view", "illegal_orgs.inquire", "illegal_orgs.reveal", "illegal_orgs.export"}
REGISTRY = SEE | SEE_PARTY | SEE_SITES | SEE_COMMUNITY | JUDGE_RISKS | ANSWER_RISKS | CHECK_LEADS | {
    "community_orgs.export", "incubation_bases.edit", "departments.view", "reorganizations.view",
    "organizations.export", "organizations.edit", "certificates.edit", "charters.edit", "dues.edit",
    "imports.view", "imports.upload", "imports.apply", "imports.undo",
    "annual_reports.receive", "annual_reports.return", "annual_reports.defer", "annual_reports.export",
    "annual_reports.examine", "annual_reports.draft_announcement",
    "annual_reports.decide_request",
    "report_announcements.view",
    "risk_alerts.judge", "risk_alerts.assign", "risk_alerts.comment", "org_accounts.view", "org_accounts.issue",
    "worklist.view", "risk_alerts.sweeps", "annual_reports.remind", "saved_views.share", "organization_tags.use",
    "branches.note", "branches.export", "status_certificates.view", "status_certificates.draw",
    "officers.edit", "officers.export", "people.view", "people.edit", "people.reveal",
    "members.edit", "members.merge", "members.export",
    "disclosures.view", "disclosures.settle", "disclosures.reveal", "handovers.view", "handovers.request",
    "approvals.view", "approvals.accept", "approvals.direct", "approvals.reconcile", "approvals.export",
    "writeoff.view", "writeoff.create", "writeoff.finish", "writeoff.confirm", "writeoff.export",
    "ledgers.view", "ledgers.edit", "ledgers.export",
    "instructors.guide", "six_syncs.view", "six_syncs.export",
    "reelections.view", "reelections.review", "reelections.export",
}  # fmt: skip
CHIEF = {
    "annual_reports.open_year", "annual_reports.move_due", "annual_reports.waive",
    "annual_reports.confirm_conclusion", "annual_reports.announce", "annual_reports.allow_correction",
    "risk_alerts.dismiss", "org_accounts.revoke", "handovers.approve", "status_certificates.withdraw",
    "rules.propose", "rules.activate", "people.merge",
    "approvals.sign_off",
    "reorganizations.confirm",
    "writeoff.strike",
    "ledgers.arbitrate", "ledgers.sign",
    "illegal_orgs.decide",
    "reelections.confirm",
}  # fmt: skip
READING = SEE | {"saved_views.share"}
# Only where some kind of work item is theirs to do.
SECTION = READING | {"worklist.view", "organization_tags.use", "risk_alerts.comment"}
ANSWERING = {"ledgers.view", "ledgers.answer", "ledgers.export"}
WRITING_OFF = {"writeoff.view", "writeoff.finish", "writeoff.confirm", "writeoff.export"}
SEE_CAMPAIGNS = {"campaigns.view", "campaigns.clues", "campaigns.export"}
KEEP_CAMPAIGNS = SEE_CAMPAIGNS | {"campaigns.edit", "campaigns.handle", "campaigns.check"}
LEAD_CAMPAIGNS = {"campaigns.freeze", "campaigns.archive", "campaigns.strike", "campaigns.discharge"}
# 一次填报: whoever needs answers builds a form; a second person of the office releases it.
KEEP_SURVEYS = {"surveys.view", "surveys.edit", "surveys.release", "surveys.answer", "surveys.export"}
OWN_FORMS = {"own_campaigns.view", "own_campaigns.fill", "own_surveys.view", "own_surveys.answer"}
SEE_LETTERS = {"letters.view", "rectifications.view", "talks.view"}
ANSWER_PAPERS = {"letters.view", "letters.reply", "letters.countersign", "letters.export"}
WRITE_PAPERS = ANSWER_PAPERS | {"letters.prepare"}
OWN_PAPERS = {"own_letters.view", "own_letters.reply", "own_rectifications.view", "own_rectifications.report"}
PRESS = SEE_LETTERS | WRITE_PAPERS | {  # the authority's own steps towards a body
    "letters.edit_templates", "rectifications.order", "rectifications.verify", "rectifications.export",
    "talks.record", "talks.export",
}  # fmt: skip
PRESS_CHIEF = {"letters.pass_templates", "letters.sign_letters", "rectifications.extend"}
WORK_ON_TASKS = {"task_lists.view", "task_lists.export", *WRITING_OFF}
ANSWER_NEEDS = {"liaison.view", "liaison.record", "liaison.answer", "liaison.export"}
ORDER_TASKS = WORK_ON_TASKS | ANSWER_NEEDS | {
    "task_lists.assign", "liaison.keep",
    "supervision_visits.view", "supervision_visits.edit", "supervision_visits.export",
}  # fmt: skip
OPINE_ON_CANDIDATES = {"reelections.view", "reelections.opine"}
SEE_CREDIT = {"credit_listings.view", "credit_records.view", "penalties.view", "ladders.view"}
SEE_CASES = SEE_CREDIT | {"case_proposals.view", "commitments.view"}
KEEP_CREDIT = SEE_CASES | {  # one person proposes and enters, another decides and confirms
    "credit_listings.propose", "credit_listings.export", "credit_removals.handle", "penalties.enter",
    "penalties.export", "case_proposals.propose", "case_proposals.export", "credit_records.enter",
    "credit_records.export", "commitments.write", "ladders.propose_pause",
}  # fmt: skip
DECIDE_CREDIT = {
    "credit_listings.decide", "credit_removals.decide", "penalties.confirm", "case_proposals.decide",
    "commitments.approve", "ladders.pause",
}  # fmt: skip
OWN_CREDIT = {"own_credit.view", "own_credit.answer"}
OWN = {"own_organization.view", "own_branches.view", "own_reports.view", "own_accounts.leave"}
OWN_TRAINING = {"own_training.view", "own_training.sign_up"}
OWN_LIAISON = {"own_liaison.view", "own_liaison.raise"}
FILING = {
    "own_reports.fill",
    "own_reports.submit",
    "own_branches.file",
    "own_certificates.draw",
    "own_members.edit",
    "own_reelections.view",
    "own_reelections.file",  # candidates: for who files, not for a secretary or an instructor
}


OFFICES = {
    "registry": {"civil_affairs"},
    "admin": {"civil_affairs", "operator"},
    "department": {"civil_affairs", "government", "approval_bureau"},
}
ADMINS = frozenset({"system_admin", "security_admin", "audit_admin"})


def _role(key, label, audience, kind, *permissions, offices=(), excludes=(), read_only=False):
    own = {"seats.substitute"} if audience == STAFF and not read_only else set()  # a colleague for one's own post
    codes = frozenset().union(own, *permissions)
    return Role(key, label, audience, kind, codes, read_only, frozenset(offices), frozenset(excludes) - {key})


STAFF, ORG, API = "staff", "organization", "api"
K = ScopeKind
ROLES = {
    role.key: role
    for role in (
        # With a seat in a district bureau the same two roles do the same job in the district.
        _role("registry_clerk", "登记管理经办", STAFF, K.AUTHORITY, REGISTRY, KEEP_CAMPAIGNS, KEEP_SURVEYS,
              PRESS, ORDER_TASKS, KEEP_CREDIT, {"surveys.burden"}, offices=OFFICES["registry"]),
        _role("registry_chief", "登记管理负责人", STAFF, K.AUTHORITY, REGISTRY, CHIEF, KEEP_CAMPAIGNS,
              LEAD_CAMPAIGNS, KEEP_SURVEYS, PRESS, PRESS_CHIEF, ORDER_TASKS, KEEP_CREDIT,
              DECIDE_CREDIT, {"surveys.burden"},
              offices=OFFICES["registry"]),
        _role("approval_clerk", "审批局经办", STAFF, K.AUTHORITY, SECTION, ANSWER_PAPERS,
              {"imports.view", "imports.upload", "certificates.edit", "charters.edit", "dues.edit", "approvals.view",
               "approvals.push", "approvals.reconcile", "approvals.sign_off", "approvals.export"},
              offices={"approval_bureau"}),
        _role("department_officer", "主管部门经办", STAFF, K.RESPONSIBILITY, SECTION, WRITING_OFF, ANSWERING,
              ANSWER_RISKS,
              {"annual_reports.first_review", "annual_reports.return_first", "annual_reports.remind",
               "annual_reports.consent", "instructors.view", "council_units.view", "six_syncs.view",
               "organizations.export", "officers.export", "approvals.view", "approvals.accept"},
              ANSWER_LETTERS, WRITE_PAPERS, {"letters.sign_letters", "rectifications.view"}, KEEP_SURVEYS,
              WORK_ON_TASKS, ANSWER_NEEDS, SEE_CREDIT,
              {"campaigns.view", "campaigns.export", "liaison.keep"}, OPINE_ON_CANDIDATES,
              offices=OFFICES["department"]),
        _role("street_officer", "镇街经办", STAFF, K.TERRITORY, SECTION, SEE_COMMUNITY, ANSWER_PAPERS,
              TELL_RISKS, JUDGE_RISKS,
              WORK_ON_TASKS, ANSWER_NEEDS,
              {"instructors.view", "unit_requests.view", "unit_requests.agree", "surveys.answer",
               "risk_alerts.judge", "community_orgs.draft", "community_orgs.file", "community_orgs.log",
               "community_orgs.reveal", "community_orgs.export",
               "imports.view", "imports.upload", "imports.apply", "imports.undo"},
              offices={"street"}),
        _role("community_officer", "村居干部", STAFF, K.TERRITORY, TELL_RISKS,
              {"organizations.view", "community_orgs.view", "community_orgs.draft", "community_orgs.log"},
              offices={"community", "street"}),
        _role("grid_officer", "网格员", STAFF, K.TERRITORY, TELL_RISKS, {"organizations.view"},
              offices={"community", "street"}),
        _role("party_officer", "党建工作机构经办", STAFF, K.PARTY, SECTION, SEE_PARTY, PARTY_PLANS, LIFE, CHASE,
              ANSWER_RISKS,
              SEE_SCHEMES, WATCH_SCHEMES, KEEP_SCHEMES, SEE_SITES, KEEP_SITES, PARTY_WORK, SEE_MEMBERS, KEEP_MEMBERS,
              WRITING_OFF, ANSWERING, KEEP_SURVEYS, ANSWER_PAPERS, ORDER_TASKS, OPINE_ON_CANDIDATES,
              {"annual_reports.party_review", "annual_reports.first_review", "annual_reports.return_first",
               "party_units.edit", "party_units.inner", "party_counts.view", "party_counts.edit",
               "unit_requests.view", "unit_requests.write", "unit_requests.decide", "unit_requests.agree",
               "risk_alerts.judge", "risk_alerts.assign", "risk_alerts.dismiss",
               "approvals.view", "approvals.accept", "writeoff.strike", "ledgers.arbitrate",
               "ledgers.sign"},
              offices={"party_organ"}),
        _role("legal_reviewer", "法制审核", STAFF, K.AUTHORITY, READING, SEE_LETTERS, SEE_CASES,
              {"illegal_orgs.view", "illegal_orgs.legal_review", "worklist.view"},
              {"report_announcements.view", "rules.propose", "rules.edit_sources"},
              offices=OFFICES["registry"]),
        _role("inspector", "执法检查人员", STAFF, K.AUTHORITY, READING, SEE_LETTERS, SEE_CAMPAIGNS, SEE_CASES,
              {"illegal_orgs.view", "illegal_orgs.inquire"},
              {"campaigns.check"}, offices=OFFICES["registry"]),
        _role("bureau_leader", "局领导", STAFF, K.AUTHORITY,
              {"risk_reports.view", "illegal_orgs.view"},
              SEE_SCHEMES, SEE_LETTERS, SEE_CASES, {"letters.sign_letters"},
              READING, SEE_PARTY, SEE_SITES, SEE_PARTY_WORK,
              SEE_COMMUNITY, SEE_CAMPAIGNS, {"surveys.view", "surveys.burden"},
              {"risk_alerts.sweeps", "approvals.view", "approvals.reconcile", "writeoff.view", "ledgers.view",
               "report_announcements.view", "task_lists.view", "supervision_visits.view", "liaison.view",
               "liaison.record", "rules.activate", "reelections.view"},
              offices=OFFICES["registry"]),
        _role("leader_in_charge", "包联领导", STAFF, K.TERRITORY, READING, SEE_COMMUNITY,
              {"leader_charges.view", "leader_charges.note", "liaison.view", "liaison.record"}),
        _role("liaison_officer", "联络员", STAFF, K.RESPONSIBILITY,
              {"organizations.view", "liaison.view", "liaison.record"}),
        _role("auditor", "审计巡察(只读)", STAFF, K.ALL,
              SEE_SCHEMES, WATCH_SCHEMES, SEE_LETTERS, SEE_CASES,
              SEE, SEE_PARTY, SEE_SITES, SEE_PARTY_WORK, SEE_COMMUNITY,
              SEE_MEMBERS, SEE_CAMPAIGNS - {"campaigns.export"}, {"surveys.view", "surveys.burden"},
              {"audit.view", "approvals.view", "writeoff.view", "ledgers.view", "report_announcements.view",
               "follow_ups.view", "party_units.inner", "population.view", "unit_requests.view", "task_lists.view",
               "supervision_visits.view", "liaison.view", "reelections.view"},
              read_only=True, excludes=ADMINS),
        # Three administrators, three persons: one opens accounts and asks, one grants and locks, one reads the log.
        _role("system_admin", "系统管理员", STAFF, K.NONE,
              {"accounts.view", "accounts.create", "accounts.issue_key", "accounts.request_mfa_reset",
               "seats.view", "seats.request", "seats.end", "departments.edit",
               "imports.view", "imports.upload", "imports.apply", "imports.undo",
               "api_tokens.view", "api_tokens.issue", "api_tokens.revoke",
               "jobs.view", "health.view", "deliveries.view", "deliveries.resend", "risk_alerts.sweeps",
               "pages.styleguide", "departments.view",
               "reorganizations.view", "reorganizations.propose"},
              offices=OFFICES["admin"], excludes=ADMINS | {"registry_clerk", "registry_chief"}),
        _role("security_admin", "安全管理员", STAFF, K.NONE,
              {"accounts.view", "accounts.lock", "accounts.end_sessions", "accounts.approve_mfa_reset", "seats.view",
               "seats.grant", "seats.end", "api_tokens.view", "api_tokens.approve", "api_tokens.revoke",
               "departments.view", "reorganizations.view"},
              offices=OFFICES["admin"], excludes=ADMINS | {"registry_clerk", "registry_chief"}),
        _role("audit_admin", "审计管理员", STAFF, K.NONE,
              {"audit.view", "audit.export", "accounts.view", "seats.view", "api_tokens.view"},
              offices=OFFICES["admin"], excludes=ADMINS | {"registry_clerk", "registry_chief"}),
        _role("organization_filer", "组织填报人", ORG, K.ORGANIZATION, OWN, FILING, OWN_PAPERS, OWN_TRAINING,
              OWN_FORMS, OWN_LIAISON, OWN_CREDIT),
        _role("legal_representative", "法定代表人", ORG, K.ORGANIZATION, OWN, FILING, OWN_PAPERS, OWN_TRAINING,
              OWN_FORMS, OWN_LIAISON, OWN_CREDIT,
              {"own_accounts.manage", "own_credit.commit"}),
        # From outside, for single sections of one report; reaches nothing but what she was given.
        _role("report_guest", "受邀填报人", ORG, K.NONE, {"own_reports.assist"}),
        _role("branch_secretary", "党支部书记", ORG, K.ORGANIZATION, OWN, OWN_MEMBERS, OWN_LIFE, OWN_SCHEMES,
              OWN_SITES, OWN_TRAINING, OWN_UNITS),
        _role("instructor", "党建指导员", ORG, K.ORGANIZATION, OWN,
              {"own_training.view", "own_dispatches.view", "own_dispatches.visit"}),
        # What a token can be given at most; which rows it reaches is said on the token itself.
        _role("api_client", "接口调用方", API, K.NONE,
              SEE, SEE_PARTY, SEE_COMMUNITY,
              {"approvals.view", "approvals.push", "departments.view", "ledgers.view", "writeoff.view",
               "status_certificates.view", "organization_tags.use", "worklist.view"}),
    )
}  # fmt: skip
