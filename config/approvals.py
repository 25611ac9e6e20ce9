"""审管衔接: how long each party has, what a registration leaves to be done, and by which fact it is done."""

# Working days after arrival in which each of the three accepts or says why not.
APPROVAL_CLOCKS = {"civil_affairs": 5, "department": 10, "party_organ": 10}
APPROVAL_AMEND_DAYS = 5  # working days for the approval bureau to amend what came back
# Working days after civil affairs accepted. The first report has the date of its own rules.
APPROVAL_DUTY_DAYS = {
    "responsibility": 10,
    "party_line": 10,
    "party": 60,
    "account": 15,
    "certificate": 10,
    "representative": 5,
}
# By which fact a duty is done: `(organization ids) -> {organization id: evidence in words}`.
APPROVAL_DUTY_FACTS = {
    "responsibility": "registry.approvals.evidence.responsible",
    "party_line": "registry.approvals.evidence.party_line",
    "party": "party_building.coverage.queries.organ_or_instructor",
    "account": "registry.approvals.evidence.account",
    "first_report": "registry.approvals.evidence.first_report",
    "certificate": "registry.approvals.evidence.certificate",
    "representative": "registry.approvals.evidence.representative",
}
# What other capabilities do with an accepted push: `(push, organization, actor) -> None`, in the same transaction.
APPROVAL_APPLIERS = ["registry.approvals.actions.representatives.enter"]
APPROVAL_MOST_ROWS = 100  # of one call; a weekly sheet may have ten times as many
