"""Small forms to organizations: what the portal knows and nobody is asked for again, and how long answering takes."""

# Dotted paths of tuples of KnownField, by area.
KNOWN_FIELDS: list[str] = ["supervision.questionnaires.register_fields.REGISTER_FIELDS"]

# 预计用时 in seconds by kind of question; `confirmed` is a known value that is looked at.
ANSWER_SECONDS = {
    "text": 30,
    "long_text": 150,
    "integer": 40,
    "money_yuan": 60,
    "date": 20,
    "choice": 15,
    "bool": 10,
    "file": 180,
    "confirmed": 8,
}
