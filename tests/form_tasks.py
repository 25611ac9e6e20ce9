"""Forms of tasks, visits and liaison, for tests/form_entries.py."""

PAGE = 422
SENTENCE = 409
FILE = 200

TASK_FORMS: dict[str, int] = {
    **{
        f"staff:task_lists:{name}": PAGE
        for name in ("create", "edit", "add_offices", "add_names", "reach", "ask_cancel")
    },
    "staff:task_lists:export": FILE,
    "staff:task_lists:export_rows": FILE,
    **{f"staff:supervision_visits:{name}": PAGE for name in ("create", "hold", "record", "add_problem", "follow_up")},
    "staff:supervision_visits:export": FILE,
    **{f"staff:liaison:{name}": PAGE for name in ("create", "end", "log", "raise_need", "assign", "answer")},
    **{f"staff:liaison:{name}": FILE for name in ("export", "export_contacts", "export_needs")},
    "org:liaison:create": PAGE,
    "staff:supervision_visits:cancel": SENTENCE,
    "staff:liaison:hand_back": SENTENCE,
}
