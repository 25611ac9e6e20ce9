"""Requests about the reports of the season: a deferral (the cast's), an exemption that waits, an objection refused."""

import datetime
from collections.abc import Callable

from config.demo.cast import MAKERS, people_of
from config.demo.moment import at
from config.demo.story import SEASON
from config.demo.world import Window, World
from core import clock
from core.obligations.models import ObligationState
from registry.annual_reports.models import ReportObligation
from registry.report_requests import actions
from registry.report_requests.models import ReportRequest
from registry.report_requests.states import Against, RequestKind, RequestState

AUTHORITY = "市民政局"


def _owing() -> ReportObligation | None:
    """Of the city's organizations, the first that has not even begun; the same one however the city is lived."""
    rows = ReportObligation.objects.filter(
        year=SEASON, state=ObligationState.OPEN, report=None, due_on__lt=clock.today(),
        organization__supervising_authority__short_name=AUTHORITY,
    )  # fmt: skip
    return rows.select_related("organization__supervising_authority").order_by("organization__uscc").first()


def _ask_exemption(world: World) -> None:
    owed = _owing()
    if owed is not None:
        actions.file_request(
            owed, actor=people_of(world, owed.organization), kind=RequestKind.EXEMPTION,
            reason="理事会已决议终止并成立清算组，正在办理清算，申请免予报送本年度报告。",
        )  # fmt: skip


def _made_by(world: World, name: str) -> ReportObligation:
    rows = ReportObligation.objects.select_related("organization__supervising_authority")
    return rows.get(organization=world.organization_ids[world.by_name[name].plan.serial], year=SEASON)


def _object(world: World) -> None:
    owed = _made_by(world, MAKERS)
    actions.file_request(
        owed, actor=people_of(world, owed.organization), kind=RequestKind.OBJECTION, against=Against.LATENESS,
        reason="6月1日晚已填写完毕，因网络中断未能提交，请求认定为按期报送。",
    )  # fmt: skip


def _answer(world: World) -> None:
    asked = ReportRequest.objects.filter(organization__name=MAKERS, state=RequestState.FILED).first()
    if asked is not None:
        authority = asked.organization.supervising_authority
        assert authority is not None
        actions.refuse(
            asked, actor=world.office(authority, "registry_chief"), document="民社复〔2026〕6号",
            reason="平台6月1日运行正常，报告于6月10日首次报送，逾期认定无误。",
        )  # fmt: skip


_ACTS: tuple[tuple[datetime.date, Callable[[World], None]], ...] = (
    (datetime.date(2026, 6, 2), _ask_exemption),
    (datetime.date(2026, 6, 24), _object),
    (datetime.date(2026, 7, 15), _answer),
)


def live(world: World, window: Window) -> int:
    due = [(day, act) for day, act in _ACTS if window.holds(day)]
    for day, act in due:
        with at(day, 9):
            act(world)
    return len(due)
