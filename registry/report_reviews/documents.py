"""The papers of a review as letters: what each says is stored with it, so that it reads the same whenever drawn."""

from core import clock
from core.documents.letters import Heading, Items, Letter, Table
from registry.annual_reports.models import AnnualReport
from registry.report_forms.schema import FormSchema, schema_of
from registry.report_reviews.models import FixNotice, ReportConclusion, ReportRectification

OBJECT = "对本结论有异议的，可以自收到本通知之日起向作出结论的登记管理机关书面提出，并附有关材料。"


def lines(schema: FormSchema, remarks: list[dict]) -> list[dict]:
    """{section, field, text} as they are printed: {part, item, text}, in the order of the form; what speaks of no line
    of the form stands last."""
    titles = {section.key: section.title for section in schema.sections}
    places = {key: place for place, key in enumerate(schema.fields)}
    found = []
    for one in sorted(remarks, key=lambda one: places.get(one["field"], len(places))):
        field = schema.fields.get(one["field"])
        part, item = (titles[field.section], field.label) if field else ("其他", "有关内容")
        found.append({"part": part, "item": item, "text": one["text"]})
    return found


def fix_draft(report: AnnualReport, office, *, comment: str, remarks: list[dict], fix_due_on) -> Letter:
    """Before it is sent: no number yet."""
    return _fix(report.organization.name, office.name, "", clock.today(), report.year, comment,
                lines(schema_of(report.form), remarks), fix_due_on)  # fmt: skip


def fix(notice: FixNotice) -> Letter:
    return _fix(notice.name, notice.department.name, notice.document_no, clock.date_of(notice.issued_at),
                notice.report.year, notice.comment, notice.remarks, notice.fix_due_on)  # fmt: skip


def _fix(recipient, signer, number, signed_on, year, comment, remarks, fix_due_on) -> Letter:
    body: list = [f"经审查，你单位报送的{year}年度工作报告需要补正。"]
    if remarks:
        body.append(Heading("需要补正的内容"))
        body.append(Items(tuple(f"{one['part']}—{one['item']}：{one['text']}" for one in remarks)))
    if comment:
        body += [Heading("审查意见"), comment]
    due = f"{fix_due_on.year}年{fix_due_on.month}月{fix_due_on.day}日"
    body.append(f"请于{due}（含当日）前补正，并通过本平台重新报送。首次报送的时间不受影响。")
    return Letter(
        title="年度工作报告补正通知书", body=tuple(body), recipient=recipient, signer=signer, signed_on=signed_on,
        number=number,
    )  # fmt: skip


def conclusion(row: ReportConclusion) -> Letter:
    year, value = row.report.year, row.get_value_display()
    body: list = [f"经审查，你单位{year}年度检查结论为{value}。"]
    if row.grounds:
        body.append(Heading("情形和依据"))
        body.append(Items(tuple(f"{one['title']}（{one['source']}）" for one in row.grounds)))
    if row.fields:
        rows = tuple((one["part"], one["item"]) for one in row.fields)
        body += [Heading("涉及的项目"), Table(("部分", "项目"), rows)]
    if row.comment:
        body += [Heading("说明"), row.comment]
    rectification = getattr(row, "rectification", None)
    if rectification:
        due = rectification.due_on
        body.append(f"请于{due.year}年{due.month}月{due.day}日（含当日）前完成整改，并通过本平台报送整改情况。")
    return Letter(
        title="年度检查结论通知书", body=tuple(body), recipient=row.organization.name, signer=row.department.name,
        signed_on=row.concluded_on, number=row.document_no, note=OBJECT,
    )  # fmt: skip


def rectification(row: ReportRectification) -> Letter:
    made = row.conclusion
    due = row.due_on
    body = (
        f"你单位{made.report.year}年度检查结论为{made.get_value_display()}（{made.document_no}），存在下列情形：",
        Items(tuple(one["title"] for one in made.grounds)),
        f"现责令你单位于{due.year}年{due.month}月{due.day}日（含当日）前完成整改，并通过本平台报送整改情况。",
    )
    return Letter(
        title="限期整改通知书", body=body, recipient=row.organization.name, signer=made.department.name,
        signed_on=clock.date_of(row.ordered_at) if row.ordered_at else None, number=row.document_no,
    )  # fmt: skip
