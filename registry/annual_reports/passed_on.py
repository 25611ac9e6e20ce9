"""What of an accepted report other capabilities keep: its party-building and its fee section, as they were filed."""

from registry.annual_reports.models import AnnualReport

SECTIONS = ("party", "fees")


def declared(report: AnnualReport) -> dict[str, dict]:
    """Section key → answers of the submission that stands; a section the form does not have is left out.

    Goes with the signal `annual_report_accepted`. It is what the organization says, never what the party organ or the
    fee campaign knows: receivers keep it beside their own facts, to compare.
    """
    last = report.submissions.standing().last()
    sections = last.content.get("sections", {}) if last else {}
    return {key: sections[key] for key in SECTIONS if sections.get(key)}
