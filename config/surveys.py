"""一次填报: what counts as a form that an organization is asked for, and how far back a question is looked for."""

# Dotted paths of `(year) -> QuerySet of {organization, asked_title, asked_at}`.
FORMS_ASKED: list[str] = [
    "supervision.surveys.queries.asked",
    "supervision.campaigns.queries.asked",
]

# Dotted paths of `(organization ids, since) -> [(folded question, where it was asked)]`, beside the surveys.
QUESTIONS_ASKED: list[str] = ["supervision.campaigns.queries.questions_asked"]

SURVEY_REPEATED_MONTHS = 24  # a question asked before within so many months is shown before the form goes out
SURVEY_REMIND_DAYS = 2  # one reminder so many days before the last day; none after it
