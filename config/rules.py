"""The nightly rules, in running order. Adding a rule changes one line here."""

NIGHTLY_RULES: list[str] = [
    "registry.organizations.rules.CodeDoubtful",
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
    "registry.certificates.rules.CertificateEnds",
    "registry.certificates.rules.CertificateOver",
    "registry.officers.rules.TermEnds",
    "registry.officers.rules.TermOver",
    "registry.officers.rules.ExtensionTooLong",
    "registry.officers.rules.ReelectedUnaudited",
    "registry.officers.officer_rules.OfficerOverAge",
    "registry.officers.officer_rules.TermsInARow",
    "registry.officers.officer_rules.TwoRepresentations",
    "registry.reelections.rules.ReviewOverdue",
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
    "supervision.credit_listings.rules.TwoYearsAbnormal",
    "supervision.credit_listings.rules.NothingToMend",
    "supervision.credit_removals.rules.VerifiedNotRemoved",
    "supervision.credit_listings.rules.SeriousTermOver",
    "supervision.penalties.rules.TwicePenalized",
    "supervision.credit_listings.rules.PenaltyWithoutListing",
    "supervision.credit_records.rules.RecordNotEntered",
    "registry.dues.rules.DuesUnpublished",
    "supervision.risk_reports.rules.NotJudged",
]

# What became of each rule's alerts, for the rule book: `(actor) -> {rule code: core.rules.queries.Record}`.
RULE_RECORD = "supervision.risk_alerts.queries.record_by_rule"

# Decisions that a trial of a new version is compared with, see core/rules/decisions.py.
RULE_DECISIONS = ["supervision.risk_alerts.queries.false_alarms"]

# What an alert's page offers to put it right: (words, page of the organization, permission), the first that one may.
_REELECTION = (
    ("办理换届", "staff:reelections:create", "reelections.review"),
    ("查看换届办理", "staff:reelections:of_organization", "reelections.view"),
)
_OFFICERS = (("届期与负责人", "staff:officers:of_organization", "officers.view"),)
_PAPERS = (("证书与档案", "staff:certificates:of_organization", "certificates.view"),)
_CREDIT = (("信用管理", "staff:credit:of_organization", "credit_listings.view"),)
RULE_REMEDIES: dict[str, tuple[tuple[str, str, str], ...]] = {
    **dict.fromkeys(("TM-01", "TM-02"), _REELECTION),
    "OF-04": _REELECTION[1:],
    **dict.fromkeys(("TM-03", "TM-04", "OF-01", "OF-02", "OF-03"), _OFFICERS),
    **dict.fromkeys(("CE-01", "CE-02", "FE-01"), _PAPERS),
    **dict.fromkeys(("SV-01", "SV-02", "SV-03", "SV-04", "SV-06", "SV-07", "SV-13"), _CREDIT),
}
