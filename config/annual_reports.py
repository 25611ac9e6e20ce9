"""What capabilities of the report's later steps add to its list and figures."""

# Dotted paths of registry.annual_reports.filing_situations.Situation, in the order of filter and columns.
REPORT_SITUATIONS: list[str] = [
    "registry.report_announcements.content.MISSED_1",
    "registry.report_announcements.content.MISSED_2",
    "registry.report_announcements.content.MISSED_3",
    "registry.report_reviews.lent.CONCLUDED",
    "registry.report_reviews.lent.QUALIFIED",
    "registry.report_reviews.lent.BASICALLY_QUALIFIED",
    "registry.report_reviews.lent.UNQUALIFIED",
    "registry.report_publications.situations.PUBLISHED",
]

# Dotted path of `(report ids, day) -> {report id: value}`: what was concluded about reports and stood on that day.
REPORT_CONCLUSIONS = "registry.report_reviews.lent.standing"
# Dotted paths of `(request, actor=…)`: what grants an objection against a conclusion.
OBJECTION_APPLIERS: list[str] = ["registry.report_reviews.lent.withdraw_on_objection"]
REPORT_CORRECTION_WORKDAYS = 20  # design: how long an organization has for the correction of a published report
REPORT_REQUEST_WORKDAYS = {  # design, from the day the request came in: the department, then the authority
    "consent": 5,
    "decision": 10,
    "objection": 20,
}
OBJECTION_DAYS = 30  # design (unverified): calendar days after the act that is objected to

# Dotted paths of `(obligation, actor) -> link | None` with label and url: letters about a report that did not come.
OBLIGATION_LETTERS: list[str] = ["supervision.letters.links.urge_report"]
