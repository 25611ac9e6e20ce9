"""What happens once a report is sent: to whom it goes, by when, and what the organization gets."""

from core import clock
from registry.annual_reports.deadlines import first_reviewer_due
from registry.annual_reports.models import AnnualReport, ReportSubmission


def next_steps(report: AnnualReport, *, first_reviewer: str) -> list[str]:
    """Sentences in order; `first_reviewer` is "" where the report goes straight to the registration authority."""
    authority = report.organization.supervising_authority
    office = authority.name if authority else "登记管理机关"
    steps = ["报送后立即出具回执，写明编号、时间和内容校验码。"]
    if first_reviewer:
        sent = ReportSubmission(report=report, submitted_at=clock.now(), due_on=report.obligation.due_on)
        due = first_reviewer_due(sent)
        steps.append(f"先由{first_reviewer}初审，应于 {due.year}年{due.month}月{due.day}日前办理。")
        steps.append(f"初审通过后自动转{office}，不必再次报送。")
    else:
        steps.append(f"由{office}审查。")
    return [*steps, "审查人员打开前可以撤回；需要补正的，逐项说明并给出补正期限。"]
