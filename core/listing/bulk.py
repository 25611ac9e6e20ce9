"""What a list lets a seat do to many rows at once. How it is carried out: core/bulk_actions."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms

from core.access.actor import Actor

AT_MOST = 5_000  # rows of one run


class BulkForm(forms.Form):
    """What a verb needs besides the row, asked once for all rows."""

    def __init__(self, *args, actor: Actor, **options):
        self.actor = actor
        super().__init__(*args, **options)

    def params(self) -> dict:
        """Keyword arguments of the verb, as plain JSON values."""
        return self.cleaned_data


class ReasonForm(BulkForm):
    comment = forms.CharField(label="意见或理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@dataclass(frozen=True)
class BulkAction:
    """One verb for many rows, each by itself: `verb(row, *, actor, **params)`; what it refuses is that row's outcome.

    `check(row, actor)` is the verb's own check, raising Refusal and writing nothing; the preview asks it for every
    row. `undo` takes the act back within a day, with `row` and `actor` alone, or (`undo_takes_params`) with what the
    form asked, too. An act that burdens somebody or lets something go names `confirm_permission`: a second person who
    holds it sees the `doubt` cases first, confirms, and the verb runs as her seat. `doubt(row)` is a sort key, the
    case most likely to be wrong having the largest one; `doubt_text` says what that means.
    """

    key: str
    label: str
    permission: str
    verb: Callable[..., Any]
    check: Callable[[Any, Actor], None]
    form: type[BulkForm] = BulkForm
    undo: Callable[..., Any] | None = None
    confirm_permission: str = ""
    doubt: Callable[[Any], Any] | None = None
    doubt_text: str = ""
    explained: str = ""
    undo_takes_params: bool = False

    @property
    def can_undo(self) -> bool:
        return self.undo is not None

    @property
    def needs_second_person(self) -> bool:
        return bool(self.confirm_permission)
