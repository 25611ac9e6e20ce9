"""The cast's own situations, lived through by the real verbs on their days; the rest of the city is bulk.

To add a situation: put the body into names.CAST, its report into LIVED and its acts into ACTS (or a change of the
register into CHANGES), and a row into docs/demo-city.md.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from config.demo import report_files
from config.demo.answers import answers, carried
from config.demo.bodies import UNFILED, Change
from config.demo.moment import at
from config.demo.story import SEASON
from core import clock
from core.access.actor import Actor
from core.access.roles import role
from core.access.scope import Scope, ScopeKind
from registry.annual_reports.actions import filing, filling, review
from registry.models import AnnualReport, ReportObligation
from registry.report_forms.schema import schema_of
from registry.report_requests import actions as requests
from registry.report_requests.states import RequestKind, RequestState
from registry.report_reviews import queries
from registry.report_reviews.actions import deciding

if TYPE_CHECKING:
    from config.demo.world import Window, World

MACHINERY, CLOCKS, MAKERS = "霁川市轻工机械行业协会", "霁川市钟表收藏研究会", "霁川市青年创客促进会"
DEFERRED, SILENT_REVIEW, DIRECT = "栎川区启明助残服务中心", "霁川市社区营造协会", "霁川市老年书画研究会"
RETURNED, RESUBMITTED, COLD_CHAIN = "霁川市晨曦儿童康复服务中心", "霁川市松风书法院", "霁川市冷链物流商会"
LIVED = frozenset(
    (name, SEASON) for name in (MACHINERY, MAKERS, DEFERRED, SILENT_REVIEW, DIRECT, RETURNED, RESUBMITTED, COLD_CHAIN)
)
REMARKS = [
    {"section": "meetings", "field": "council_meetings_held", "text": "章程规定每年召开两次理事会，请补报议题。"},
    {"section": "activities_statement", "field": "ba_21_total", "text": "管理费用与审计报告不一致，请核对后更正。"},
    {"section": "basic", "field": "phone", "text": "办公电话无法接通，请更新。"},
]


def day(month: int, number: int, year: int = SEASON + 1) -> datetime.date:
    return datetime.date(year, month, number)


def _listed(on: datetime.date, document: str, ground: str = UNFILED) -> Change:
    return Change(on, "standing", {"standing": "abnormal", "ground": ground}, document)


def _removed(on: datetime.date) -> Change:
    return Change(on, "standing", {"standing": "clear", "ground": ""}, "移出活动异常名录决定书")


CHANGES: dict[str, tuple[Change, ...]] = {
    CLOCKS: (_listed(day(9, 16, 2025), "霁民社异列〔2025〕14号"),),
    "砚海区安居物业协会": (
        _listed(day(11, 2, 2023), "砚民社异列〔2023〕6号"),
        _listed(day(6, 25, 2024), "砚民社异列〔2024〕3号", "通过登记的住所无法与社会组织取得联系"),
        _removed(day(7, 8)),
    ),
    "望澜区清波护河志愿服务中心": (_listed(day(10, 15, 2025), "望民社异列〔2025〕9号"), _removed(day(4, 14))),
}


@dataclass(frozen=True)
class Act:
    on: datetime.date
    name: str
    verb: Callable[..., object]
    options: dict = field(default_factory=dict)
    hour: int = 10


def live(world: "World", window: "Window") -> int:
    """The acts of the window, in order, each under a clock that stands on its moment."""
    found = sorted((act for act in ACTS if window.holds(act.on)), key=lambda act: (act.on, act.hour))
    for act in found:
        with at(act.on, act.hour):
            act.verb(world, act.name, **act.options)
    return len(found)


def people_of(world: "World", organization) -> Actor:
    its, user_id = role("organization_filer"), world.filer_of(organization.pk, clock.now())
    return Actor(
        user_id=user_id, name=organization.name, seat_key="demo:filer", role=its.key, audience=its.audience,
        scope=Scope(ScopeKind.ORGANIZATION, (organization.pk,)), organization_id=organization.pk,
        permissions=its.permissions,
    )  # fmt: skip


def _obligation(world: "World", name: str) -> ReportObligation:
    found = ReportObligation.objects.select_related("organization__supervising_authority", "regime")
    return found.get(organization=world.organization_ids[world.by_name[name].plan.serial], year=SEASON)


def fill(world: "World", name: str, *, upto: int | None = None) -> AnnualReport:
    """Begin and save the sections (the first `upto` of them) as the organization's own people would."""
    obligation = _obligation(world, name)
    actor = people_of(world, obligation.organization)
    report = filling.begin(obligation, actor=actor)
    schema = schema_of(report.form)
    given = answers(schema, obligation.organization, carried(world.by_name[name], SEASON))
    for section in report.sections.order_by("pk")[: upto or None]:
        filling.save_section(
            report, section.key, given[section.key], version=section.version, actor=actor, confirm=True
        )
    return report


def send(world: "World", name: str, **options) -> None:
    _send(world, fill(world, name), **options)


def send_again(world: "World", name: str, *, changes: dict[str, dict[str, str]]) -> None:
    report = _obligation(world, name).report
    actor = people_of(world, report.organization)
    for key, new in changes.items():
        section = report.sections.get(key=key)
        filling.save_section(
            report, key, {**section.answers, **new}, version=section.version, actor=actor, confirm=True
        )
    _send(world, report)


def _send(world: "World", report: AnnualReport, **options) -> None:
    report.refresh_from_db()
    actor = people_of(world, report.organization)
    report_files.hand_in(report, actor)
    content = filing.content_of(report, schema_of(report.form), filing.draft(report))
    if options.get("direct_reason"):
        options["direct_proof"] = ("送交签收单.pdf", report_files.sheet("送交签收单"))
    filing.submit(report, actor=actor, seen_digest=filing.digest(content), **options)


def pass_on(world: "World", name: str) -> None:
    report = _obligation(world, name).report
    reviewer = report.submissions.exclude(department=None).latest("round").department
    assert reviewer is not None
    officer = world.office(reviewer, "department_officer")
    answers = answered(report, officer)
    deciding.pass_first_review(report, actor=officer, version=report.version, answers=answers)


def answered(report: AnnualReport, actor: Actor) -> dict[str, str]:
    """What the reviewer accepts of what stands out, each with a word."""
    left = queries.unanswered(report, report.submissions.latest("round"), actor.department_id)
    return {one.key: "已与报送单位核实" for one in left}


def send_back(world: "World", name: str, *, remarks: list) -> None:
    report = _obligation(world, name).report
    authority = world.office(report.organization.supervising_authority, "registry_clerk")
    comment = "请按逐项意见补正后重新报送。"
    review.return_for_fix(report, actor=authority, version=report.version, comment=comment, remarks=remarks)


def take(world: "World", name: str) -> None:
    report = _obligation(world, name).report
    authority = world.office(report.organization.supervising_authority, "registry_clerk")
    deciding.accept(report, actor=authority, version=report.version, answers=answered(report, authority))


def ask_deferral(world: "World", name: str, *, until: datetime.date) -> None:
    """The request goes to the responsible department, which agrees in the afternoon."""
    obligation = _obligation(world, name)
    asked = requests.file_request(
        obligation, actor=people_of(world, obligation.organization), kind=RequestKind.DEFERRAL, wanted_until=until,
        reason="审计机构更换，申请延期报送并经主管单位同意",
    )  # fmt: skip
    if asked.state == RequestState.WAITING_CONSENT:
        requests.consent(asked, actor=world.office(asked.department, "department_officer"), document="同意延期的函")


def defer(world: "World", name: str, *, document: str) -> None:
    asked = _obligation(world, name).requests.get(state=RequestState.FILED)
    authority = world.office(asked.organization.supervising_authority, "registry_chief")
    requests.grant(asked, actor=authority, reason="申请在截止日期之前提出，经主管单位同意", document=document)


_WHY = "3月20日已将报告送业务主管单位初审，至今没有答复，临近截止日期，故直接报送。"
_ANSWER = {
    "meetings": {"council_meetings_held": "3", "supervisor_meetings_held": "3"},
    "basic": {"phone": "12x-0001", "contact_name": "许清越"},
}
_PHONE = {"basic": {"phone": "12x-0002"}}
ACTS: tuple[Act, ...] = (
    Act(day(3, 18), RESUBMITTED, send),
    Act(day(3, 24), RESUBMITTED, pass_on),
    Act(day(5, 26), RESUBMITTED, send_back, {"remarks": REMARKS}),
    Act(day(6, 2), RESUBMITTED, send_again, {"changes": _ANSWER}, 16),
    Act(day(6, 5), RESUBMITTED, take),
    Act(day(3, 20), RETURNED, send),
    Act(day(3, 26), RETURNED, pass_on),
    Act(day(5, 28), RETURNED, send_back, {"remarks": REMARKS}),
    Act(day(6, 4), RETURNED, send_again, {"changes": _PHONE}),
    Act(day(6, 18), RETURNED, take),
    Act(day(3, 27), SILENT_REVIEW, send),
    Act(day(6, 8), SILENT_REVIEW, pass_on),
    Act(day(6, 25), SILENT_REVIEW, take),
    Act(day(4, 27), DEFERRED, ask_deferral, {"until": day(7, 31)}, 15),
    Act(day(4, 28), DEFERRED, defer, {"document": "栎川民社〔2026〕9号"}),
    Act(day(5, 25), DEFERRED, fill, {"upto": 3}),
    Act(day(7, 28), DEFERRED, send),
    Act(day(8, 14), DEFERRED, take),
    Act(day(5, 29), DIRECT, send, {"direct_reason": _WHY}),
    Act(day(6, 22), DIRECT, take),
    Act(day(3, 25), MACHINERY, send),
    Act(day(4, 9), MACHINERY, pass_on),
    Act(day(6, 2), MACHINERY, send_back, {"remarks": REMARKS[2:]}),
    Act(day(6, 8), MACHINERY, send_again, {"changes": _PHONE}),
    Act(day(6, 24), MACHINERY, take),
    Act(day(5, 27), COLD_CHAIN, send),
    Act(day(6, 9), COLD_CHAIN, pass_on),
    Act(day(6, 30), COLD_CHAIN, take),
    Act(day(6, 10), MAKERS, send),
    Act(day(7, 2), MAKERS, take),
)
