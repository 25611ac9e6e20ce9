"""The verbs of the import workbench. Reading, checking and deciding write staging rows only; apply.py and undo.py
do the rest."""

from registry.imports.actions.deciding import (
    choose,
    decide,
    decide_many,
    give_reason,
    keep_fields,
    take_reason_back,
)
from registry.imports.actions.reading import read_again, replace_file, upload
from registry.imports.actions.running import (
    back,
    discard,
    map_columns,
    recheck,
    run_check,
    settle,
    start_apply,
    start_undo,
)

__all__ = [
    "back",
    "choose",
    "decide",
    "decide_many",
    "discard",
    "give_reason",
    "keep_fields",
    "map_columns",
    "read_again",
    "recheck",
    "replace_file",
    "run_check",
    "settle",
    "start_apply",
    "start_undo",
    "take_reason_back",
    "upload",
]
