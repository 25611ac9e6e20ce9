"""What stands in a notice: computed from the facts of a day while it is a draft, read back once it is signed."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from core.documents.letters import Heading, Letter, Table
from core.indicators.grouping import with_unit
from core.indicators.rates import rate_text
from registry.annual_reports import queries
from registry.annual_reports.filing_situations import Situation, with_filing
from registry.annual_reports.models import AnnualReport, ReportObligation
from registry.report_announcements.models import AnnouncementEntry, ReportAnnouncement
from registry.report_announcements.states import NameList
from registry.report_publications import conclusions

FIGURES = {"owed": "应报送", "filed": "已报送", "on_time": "按期报送", "exempt": "免报"}


def missed(obligations: QuerySet, day: datetime.date, years: int, *, exactly: bool) -> QuerySet:
    """Overdue on `day`, and so were the `years` - 1 years before; `exactly`: the year before those was not."""

    def before(shift: int):
        its = ReportObligation.objects.filter(organization=OuterRef("organization"), year=OuterRef("year") - shift)
        return Exists(queries.overdue(its, day))

    rows = queries.overdue(obligations, day).filter(*(before(shift) for shift in range(1, years)))
    return rows.filter(~before(years)) if exactly else rows


MISSED_1 = Situation(
    "missed_1", "未报送（上年已报或免报）", "首年未报", lambda rows, day: missed(rows, day, 1, exactly=True)
)
MISSED_2 = Situation("missed_2", "连续两年未报送", "连续两年", lambda rows, day: missed(rows, day, 2, exactly=True))
MISSED_3 = Situation(
    "missed_3", "连续三年以上未报送", "三年以上", lambda rows, day: missed(rows, day, 3, exactly=False)
)
BY_FILING = (NameList.MISSED_1, NameList.MISSED_2, NameList.MISSED_3, NameList.DIRECT)
BY_CONCLUSION = (NameList.QUALIFIED, NameList.BASICALLY_QUALIFIED, NameList.UNQUALIFIED)


def of_authority(department_id: int, year: int, day: datetime.date) -> QuerySet[ReportObligation]:
    """Obligations of the organizations that the authority supervised on `day`."""
    return with_unit(ReportObligation.objects.filter(year=year), "supervising", day).filter(
        figure_unit_id=department_id
    )


@dataclass(frozen=True)
class NamedList:
    """`rows` are (organization id, name, code); `url` opens the same rows as they are counted now."""

    code: str
    title: str
    rows: list[tuple[int, str, str]]
    url: str = ""


def figures(announcement: ReportAnnouncement) -> dict[str, int]:
    """Of a draft one count each; of a signed notice what was frozen."""
    if announcement.is_frozen:
        return announcement.figures
    rows = of_authority(announcement.department_id, announcement.year, announcement.as_of)
    return {code: with_filing(rows, code, announcement.as_of).count() for code in FIGURES}


def lists(announcement: ReportAnnouncement) -> list[NamedList]:
    """Lists with somebody in them, in the order of the document."""
    found = _frozen(announcement) if announcement.is_frozen else _computed(announcement)
    return [one for one in found if one.rows]


def _frozen(announcement: ReportAnnouncement) -> list[NamedList]:
    rows: dict[str, list] = {code: [] for code in NameList.values}
    for entry in AnnouncementEntry.objects.filter(announcement=announcement).order_by("position"):
        rows[entry.name_list].append((entry.organization_id, entry.name, entry.uscc))
    return [NamedList(code, NameList(code).label, its) for code, its in rows.items()]


def _computed(announcement: ReportAnnouncement) -> list[NamedList]:
    day = announcement.as_of
    known = of_authority(announcement.department_id, announcement.year, day)
    found = [
        NamedList(code, code.label, _named(with_filing(known, code, day)), list_url(announcement, code))
        for code in BY_FILING
    ]
    reports = AnnualReport.objects.filter(obligation__in=known.values("pk"))
    values = conclusions.standing(list(reports.values_list("pk", flat=True)), day)
    for code in BY_CONCLUSION:
        chosen = [report for report, value in values.items() if value == code]
        rows = _named(known.filter(report__in=chosen))
        found.append(NamedList(code, code.label, rows, list_url(announcement, code)))
    return found


def _named(rows: QuerySet[ReportObligation]) -> list[tuple[int, str, str]]:
    ordered = rows.order_by("organization__pinyin", "organization_id")
    return list(ordered.values_list("organization_id", "organization__name", "organization__uscc"))


def list_url(announcement: ReportAnnouncement, code: str) -> str:
    """The list of reports with exactly the rows counted."""
    query = {
        "year": announcement.year,
        "filing": code,
        "on": announcement.as_of.isoformat(),
        "authority": announcement.department_id,
    }
    return f"{reverse('staff:annual_reports:list')}?{urlencode(query)}"


def letter(announcement: ReportAnnouncement) -> Letter:
    """The document itself; only names and codes."""
    found, numbers = lists(announcement), figures(announcement)
    body: list = [_opening(announcement, numbers)]
    if announcement.corrects_id:
        body.insert(0, _correction(announcement))
    for one in found:
        rows = tuple((str(n), name, code or "—") for n, (_, name, code) in enumerate(one.rows, 1))
        body += [Heading(f"{one.title}（{len(one.rows)}家）"), Table(("序号", "名称", "统一社会信用代码"), rows)]
    return Letter(
        title=title(announcement),
        body=(*body, "特此公告。"),
        signer=announcement.department.name,
        signed_on=announcement.signed_on,
        number=announcement.number,
        note="对名单有异议的，可以向本机关申请核实。" if found else "",
    )


def title(announcement: ReportAnnouncement) -> str:
    kind = "更正公告" if announcement.corrects_id else "公告"
    return f"关于{announcement.year}年度社会组织年度报告情况的{kind}"


def _correction(announcement: ReportAnnouncement) -> str:
    earlier = announcement.corrects
    on = earlier.published_on
    day = f"{on.year}年{on.month}月{on.day}日"
    return f"{day}公布的公告（{earlier.number}）有误，更正如下：{announcement.correction_text}"


def _opening(announcement: ReportAnnouncement, numbers: dict[str, int]) -> str:
    owed, day = numbers["owed"], announcement.as_of
    in_time, by_then = rate_text(numbers["on_time"], owed), rate_text(numbers["filed"], owed)
    return (
        f"截至{day.year}年{day.month}月{day.day}日，应报送{announcement.year}年度报告的社会组织{owed:,}家"
        f"（免报{numbers['exempt']:,}家不计入），已报送{numbers['filed']:,}家，报送率{by_then}；"
        f"其中按期报送{numbers['on_time']:,}家，按期报送率{in_time}。现将有关名单公告如下。"
    )
