"""Two people saved the same section: what each wrote, side by side, for the person to choose."""

from dataclasses import dataclass

from registry.annual_reports.models import ReportSection
from registry.annual_reports.section_forms import TAKE
from registry.annual_reports.shown import shown
from registry.report_forms import checks
from registry.report_forms.answers import rows_of
from registry.report_forms.schema import Answer, Answers, Field, Section

EMPTY = "（空）"


@dataclass(frozen=True)
class Side:
    """`lines`: (text, whether the other side has no such row); of anything but a table there is one."""

    lines: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Difference:
    name: str
    label: str
    mine: Side
    theirs: Side
    takes_theirs: bool


def stripped(field: Field, answers: Answers) -> Answer:
    given = answers.get(field.key, "")
    return given.strip() if isinstance(given, str) else checks.tidy(field, given)


def differences(section: Section, answers: Answers, stored: ReportSection, posted) -> dict:
    """What was chosen before (in `posted`) stays chosen."""
    theirs = stored.answers
    rows = [
        Difference(
            name=f"{TAKE}{field.key}",
            label=field.label,
            mine=_side(field, mine, theirs.get(field.key, "")),
            theirs=_side(field, theirs.get(field.key, ""), mine),
            takes_theirs=posted.get(f"{TAKE}{field.key}") == "theirs",
        )
        for field in section.fields
        if (mine := stripped(field, answers)) != theirs.get(field.key, "")
    ]
    who = stored.saved_by.name if stored.saved_by else "系统"
    return {"rows": rows, "who": who, "at": stored.saved_at, "version": stored.version}


def _side(field: Field, given: Answer, other: Answer) -> Side:
    if not field.is_table or not rows_of(given):
        return Side(((shown(field, given) or EMPTY, False),))
    others = rows_of(other)
    return Side(tuple((f"{place}. {shown(field, [row])}", row not in others) for place, row in enumerate(given, 1)))
