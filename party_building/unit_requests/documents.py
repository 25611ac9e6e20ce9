"""请示 and 批复 as letters: page, PDF and .docx say the same."""

from core import clock
from core.documents.letters import Heading, Items, Letter, Table
from party_building.unit_requests.models import UnitRequest
from party_building.unit_requests.states import ConsentState, RequestKind, RequestState


def _day(day) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def petition(request: UnitRequest) -> Letter:
    """The 请示 as it was sent, or as it stands while it is written; it bears no number of the organ above."""
    sent = clock.date_of(request.submitted_at) if request.submitted_at else None
    body = [*_asked(request), *([Heading("理由"), request.reason] if request.reason else []), "妥否，请批示。"]
    return Letter(
        title=f"关于{request.subject}的请示", body=tuple(body), recipient=request.superior.name,
        signer=request.from_name, signed_on=sent, is_numbered=False,
    )  # fmt: skip


def answer(request: UnitRequest) -> Letter:
    """批复; a draft without a number until it is approved."""
    body = [f"你单位《关于{request.subject}的请示》收悉。经研究，现批复如下："]
    body += _agreed(request) if request.state != RequestState.REFUSED else [f"不予同意。{request.decision}"]
    if request.decision and request.state != RequestState.REFUSED:
        body.append(request.decision)
    body.append("此复。")
    verb = "不予同意" if request.state == RequestState.REFUSED else "同意"
    return Letter(
        title=f"关于{verb}{request.subject}的批复", body=tuple(body), recipient=request.from_name,
        signer=request.superior.name, signed_on=request.decided_on, number=request.document_no,
        is_numbered=request.state != RequestState.REFUSED,
    )  # fmt: skip


def _asked(request: UnitRequest) -> list:
    lead = {
        RequestKind.ESTABLISH: f"拟于{_day(request.effective_on)}成立{request.name}（{request.get_form_display()}）。",
        RequestKind.REELECTION: f"拟于{_day(request.effective_on)}召开党员大会换届选举。",
    }.get(request.kind, f"拟自{_day(request.effective_on)}起{request.subject}。")
    return [lead, *_lists(request), *_consent(request)]


def _agreed(request: UnitRequest) -> list:
    day = _day(request.effective_on)
    lead = {
        RequestKind.ESTABLISH: f"同意自{day}起成立{request.name}（{request.get_form_display()}）。",
        RequestKind.AFFILIATE: f"同意下列社会组织自{day}起挂靠{_unit(request)}开展党的工作。",
        RequestKind.DISSOLVE: f"同意自{day}起撤销{_unit(request)}。请妥善安排党员组织关系和有关资料。",
        RequestKind.SPLIT: f"同意自{day}起将{_unit(request)}拆分为下列党组织，原党组织同时撤销。",
        RequestKind.MERGE: f"同意自{day}起将下列党组织并入{_unit(request)}。",
        RequestKind.REATTACH: f"同意自{day}起{_unit(request)}{_above(request)}。",
        RequestKind.REELECTION: f"同意{_unit(request)}于{day}换届选举，本届任期自该日起计算。",
        RequestKind.EXTENSION: f"同意{_unit(request)}本届班子任期延至{_until(request)}，请在此之前完成换届。",
    }[RequestKind(request.kind)]
    return [lead, *_lists(request)]


def _unit(request: UnitRequest) -> str:
    return request.unit.name if request.unit_id else request.name


def _until(request: UnitRequest) -> str:
    return _day(request.extended_until) if request.extended_until else "　　年　　月　　日"


def _above(request: UnitRequest) -> str:
    words = f"改隶{request.new_superior.name}" if request.new_superior_id else ""
    if request.parent_id:
        words += f"{'，' if words else ''}隶属于{request.parent.name}"
    return words or "直接隶属于本委"


def _lists(request: UnitRequest) -> list:
    """The organizations, the parts or the units it speaks of; numbers of members never stand in a letter."""
    rows = list(request.bodies.select_related("organization", "part").order_by("part__number", "pk"))
    found: list = []
    if request.kind == RequestKind.SPLIT:
        cells = tuple((row.part.name if row.part else "", row.organization.name) for row in rows)
        found.append(Table(("党组织", "覆盖的社会组织"), cells))
    elif rows:
        found.append("覆盖的社会组织：")
        found.append(Items(tuple(row.organization.name for row in rows)))
    mergers = [row.unit.name for row in request.mergers.select_related("unit")]
    if mergers:
        found.append(Items(tuple(mergers)))
    return found


def _consent(request: UnitRequest) -> list:
    if request.consent != ConsentState.GIVEN:
        return []
    return [f"{request.consent_office.name}已于{_day(request.consent_on)}同意。"]
