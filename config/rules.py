"""The nightly rules, in running order. Adding a rule changes one line here."""

NIGHTLY_RULES: list[str] = [
    "registry.annual_reports.rules.ReportDueSoon",
    "registry.annual_reports.rules.FirstReviewOverdue",
    "registry.annual_reports.rules.ReportOverdue",
    "registry.annual_reports.rules.FixOverdue",
    "registry.annual_reports.year_rules.TwoYearsMissed",
    "registry.annual_reports.year_rules.ThreeYearsMissed",
    "registry.annual_reports.year_rules.RegimeMissing",
    "registry.annual_reports.figure_rules.SpendingOutOfLimits",
    "registry.annual_reports.figure_rules.SumsDoNotAddUp",
    "registry.report_reviews.rules.FirstReviewSilent",
    "registry.report_reviews.rules.NotConcluded",
    "registry.report_reviews.rules.NotOrdered",
    "party_building.activities.rules.ThemeDayToCome",
    "party_building.activities.rules.ThemeDayMissing",
    "party_building.activities.rules.GeneralMeetingMissing",
    "party_building.activities.rules.YearEndLifeMissing",
    "party_building.instructors.rules.NoInstructor",
    "party_building.instructors.rules.NoVisit",
    "party_building.admissions.rules.ProbationOverdue",
    "party_building.party_units.rules.TermEnds",
    "party_building.party_units.rules.TermOver",
    "party_building.party_units.rules.SizeOutOfForm",
    "party_building.six_syncs.rules.CharterWithoutPartyClause",
    "party_building.party_duties.rules.PartyOrganMissing",
    "party_building.party_duties.rules.IndustryCommitteeMissing",
    "supervision.zombies.rules.NoActivitySinceCertificate",
    "supervision.zombies.rules.NoActivityForMonths",
    "supervision.letters.rules.ReplyOverdue",
    "supervision.letters.rules.Unreachable",
    "supervision.rectifications.rules.RectificationDue",
    "supervision.rectifications.rules.ReportRectificationDue",
]

# What became of each rule's alerts, for the rule book: `(actor) -> {rule code: core.rules.queries.Record}`.
RULE_RECORD = "supervision.risk_alerts.queries.record_by_rule"

# Decisions that a trial of a new version is compared with, see core/rules/decisions.py.
RULE_DECISIONS = ["supervision.risk_alerts.queries.false_alarms"]
