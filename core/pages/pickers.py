"""Search and choose, for lists too long for a select. A plain form will do: a text, a button, radio buttons."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """`depth` indents a unit below its superior; one that cannot be chosen still shows where the others belong."""

    value: str
    label: str
    hint: str = ""
    depth: int = 0
    is_selectable: bool = True


@dataclass(frozen=True)
class Picker:
    """`name` is the field that posts the choice, `name_q` the text typed. `search_url` answers htmx with
    components/_picker_results.html; without it the button `name_find` sends the form to its own address."""

    name: str
    label: str
    query: str = ""
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    total: int | None = None  # how many match altogether; None while nothing was searched
    search_url: str = ""
    placeholder: str = ""
    error: str = ""

    @property
    def is_cut(self) -> bool:
        return self.total is not None and self.total > len(self.choices)
