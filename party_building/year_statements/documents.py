"""The statement as a letter: page, PDF and .docx say the same. It is material for a meeting and bears no number."""

from core.documents.letters import Heading, Letter, Table
from party_building.year_statements.models import YearStatement
from party_building.year_statements.states import StatementState, SubjectKind

_WHOM = {
    SubjectKind.DEPARTMENT: "负责的社会组织",
    SubjectKind.COMMITTEE: "所属系统的社会组织",
    SubjectKind.SECRETARY: "所在党组织覆盖的社会组织",
}


def letter(statement: YearStatement) -> Letter:
    day = statement.as_of
    rows = tuple((one.title, one.words, one.last_words) for one in statement.figures.all())
    body: list = [
        f"根据平台登记数据，现将{statement.subject_name}{statement.year}年度抓社会组织党建工作的主要数据列示如下，"
        f"统计范围为{_WHOM[SubjectKind(statement.kind)]}，统计截至{day.year}年{day.month}月{day.day}日。",
        Heading("主要数据"),
        Table(("指标", f"{day.year}年", f"{day.year - 1}年末"), rows),
    ]
    if statement.remarks:
        body.append(Heading("工作情况和存在问题"))
        body += [line.strip() for line in statement.remarks.splitlines() if line.strip()]
    is_draft = statement.state == StatementState.DRAFT
    return Letter(
        title=f"{statement.subject_name}{statement.year}年度述职评议材料{'（草稿）' if is_draft else ''}",
        body=tuple(body),
        signer=statement.office.name,
        signed_on=None if is_draft else day,
        note="数据由各指标的统一口径计算，比率按小数截取；仅供内部评议使用。",
        is_numbered=False,
    )
