"""Blank amounts of a section in one go: zeros, or what last year's report says."""

from registry.annual_reports.prefill import FROM_LAST_YEAR, Known
from registry.report_forms.schema import Answers, Field, Section

ZEROS, LAST_YEAR = "zeros", "last_year"
ZERO = "0.00"


def _blank(section: Section, answers: Answers) -> list[Field]:
    return [f for f in section.fields if not f.is_fixed and not answers.get(f.key)]


def zeros(section: Section, answers: Answers) -> Answers:
    """Field → 0 for every blank amount that is not computed."""
    return {f.key: ZERO for f in _blank(section, answers) if f.is_money and not f.is_total}


def from_last_year(section: Section, answers: Answers, known: Known) -> Answers:
    """Field → last year's answer for every blank field that may repeat it."""
    found = {f.key: known[f.key] for f in _blank(section, answers) if f.key in known}
    return {key: given for key, (given, source) in found.items() if source == FROM_LAST_YEAR}


def filled(how: str, section: Section, answers: Answers, known: Known) -> Answers:
    """What `how` adds; nothing for a word that is none of the two."""
    if how == ZEROS:
        return zeros(section, answers)
    return from_last_year(section, answers, known) if how == LAST_YEAR else {}
