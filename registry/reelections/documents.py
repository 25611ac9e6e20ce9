"""The papers of a chain: 审核意见书, 批复 on an extension, 备案通知书; each with its office's own series."""

import datetime

from django.conf import settings

from core import clock, series
from core.documents.letters import Items, Letter, Table
from registry.reelections import queries
from registry.reelections.models import Reelection, ReelectionSeries
from registry.reelections.states import ReelectionState

REVIEW, EXTENSION, FILING = "review", "extension", "filing"


def take_number(reelection: Reelection, kind: str) -> str:
    """The next number of the competent office; called last, so that the lock is held shortly."""
    office, year = reelection.organization.supervising_authority, clock.today().year
    last = series.take(ReelectionSeries, office_id=office.pk, kind=kind, year=year)
    return settings.REELECTION_NUMBERS[kind].format(office=office.short_name or office.name, year=year, number=last)


def kinds(reelection: Reelection) -> list[tuple[str, str]]:
    """(kind, title) of the papers that there are."""
    found = []
    if reelection.letter_number:
        found.append((EXTENSION, "批复") if reelection.is_extension else (REVIEW, "审核意见书"))
    if reelection.filing_number:
        found.append((FILING, "备案通知书"))
    return found


def letter(reelection: Reelection, kind: str) -> Letter:
    return {REVIEW: _review, EXTENSION: _extension, FILING: _filing}[kind](reelection)


def _words(day: datetime.date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _letter(reelection: Reelection, title: str, body: tuple, *, number: str, on: datetime.date | None) -> Letter:
    organization = reelection.organization
    return Letter(
        title=title,
        recipient=organization.name,
        body=body,
        signer=reelection.competent_department_name,
        signed_on=on,
        number=number,
    )


def _review(reelection: Reelection) -> Letter:
    its = queries.numbers(reelection.organization, reelection.letter_on)
    days = its.number(queries.LimitKind.NOTICE, "days", 10)
    rows = tuple((one.label, one.person.name) for one in queries.candidates_of(reelection))
    what = f"第{reelection.term_no}届换届" if reelection.is_term else "届中调整"
    body = (
        f"你单位报送的{what}候选人材料收悉。经征求有关单位意见并审核，现将意见告知如下：",
        "下列人员符合任职条件，可以作为候选人提交会议选举。",
        Table(("拟任职务", "姓名"), rows),
        "请做好以下工作：",
        Items(
            (
                f"按章程规定至少提前{days}日通知参会人员，会议须达到规定的到会人数和表决票数。",
                "须先进行财务审计的，会前完成审计并报送审计报告。",
                "会后及时报送会议结果，并在规定期限内办理法定代表人变更登记和负责人备案。",
            )
        ),
    )
    return _letter(
        reelection, f"关于{reelection.organization.name}{what}候选人的审核意见书", body,
        number=reelection.letter_number, on=reelection.letter_on,
    )  # fmt: skip


def _extension(reelection: Reelection) -> Letter:
    term = reelection.term
    asked = f"你单位关于第{term.term_no}届理事会延期换届的申请收悉。"
    if reelection.state == ReelectionState.REFUSED:
        body: tuple = (
            f"{asked}经研究，不同意延期换届。",
            "请按章程规定尽快组织换届，并按程序报送候选人审核。",
        )
    else:
        body = (
            f"{asked}本届届满日期为{_words(term.term_end)}。经研究，同意延期至{_words(reelection.extend_until)}（含当日）。",
            "本届只能延期一次。请在延期期间完成审计、候选人审核等准备工作，按期召开会议换届。",
        )
    title = f"关于{reelection.organization.name}延期换届的批复"
    return _letter(reelection, title, body, number=reelection.letter_number, on=reelection.letter_on)


def _filing(reelection: Reelection) -> Letter:
    rows = tuple((one.label, one.person.name) for one in queries.candidates_of(reelection) if one.is_elected)
    what = f"第{reelection.term_no}届理事会" if reelection.is_term else "届中调整"
    body: tuple = (
        f"你单位{_words(reelection.held_on)}召开的{reelection.get_meeting_display()}选举结果（{what}）收悉，准予备案。",
        Table(("职务", "姓名"), rows),
    )
    if reelection.new_term:
        body += (f"本届任期至{_words(reelection.new_term.term_end)}，届满前请按规定办理换届。",)
    title = f"关于{reelection.organization.name}负责人备案的通知书"
    return _letter(reelection, title, body, number=reelection.filing_number, on=reelection.filed_on)
