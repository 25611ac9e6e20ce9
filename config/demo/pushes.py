"""The approval bureau pushes what it decided: since the portal opened, all of it; on the cast's day some are open."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from config.demo.bodies import Body
from config.demo.moment import at
from config.demo.names import credit_code
from config.demo.story import PORTAL_OPENED, moment
from config.demo.world import Window, World
from core.workdays.calendar import add_workdays
from registry.approvals import actions
from registry.approvals.actions.pushing import digest
from registry.approvals.models import ApprovalPush, PushAcceptance
from registry.approvals.states import AcceptanceState, Party, PushKind, PushSource, PushState
from registry.organizations.states import OrgType, ResponsibilityKind, Status

BUREAU, AUTHORITY = "市审批局", "市民政局"


def live(world: World, window: Window) -> int:
    """What was pushed and taken up in the window, in bulk; then the acts of the cast, by the verbs."""
    if window.night <= PORTAL_OPENED:
        return 0
    done = [one for one in decisions(world, window) if one.on >= PORTAL_OPENED]
    _settled(world, done)
    acts = [act for act in ACTS if window.holds(act.on)]
    for act in acts:
        with at(act.on, act.hour):
            act.run(world)
    return len(done) + len(acts)


@dataclass(frozen=True)
class Decision:
    on: datetime.date
    kind: PushKind
    body: Body
    document: str
    values: dict = field(default_factory=dict)


def decisions(world: World, window: Window) -> Iterator[Decision]:
    """Of the bodies that the bureau registered: births, changes of name and address, cancellations."""
    for body in world.born_in(window):
        if not body.plan.district:
            yield Decision(body.plan.registered_on, PushKind.REGISTRATION, body, "霁审社准字")
    for body, change in world.changed_in(window):
        if body.plan.district:
            continue
        if change.what == "name":
            yield Decision(change.on, PushKind.CHANGE, body, "霁审社变字", {"new_name": change.values["name"]})
        elif change.what == "address":
            new = world.organization(body).addresses.get(valid_from=change.on).address
            yield Decision(change.on, PushKind.CHANGE, body, "霁审社变字", {"address": new})
        elif change.what == "status" and change.values["status"] == str(Status.CANCELLED):
            yield Decision(change.on, PushKind.CANCELLATION, body, "霁审社销字", {"reason": "按章程规定终止"})


def _settled(world: World, done: list[Decision]) -> None:
    """The rows that pushing and three acceptances would have left, without the notices of the past."""
    pushes = ApprovalPush.objects.bulk_create([_push(world, one, number) for number, one in enumerate(done, 1)])
    PushAcceptance.objects.bulk_create(
        [
            PushAcceptance(
                push=push,
                round=1,
                party=party,
                department_id=office,
                due_on=add_workdays(one.on, 9),
                state=AcceptanceState.ACCEPTED,
                decided_at=push.applied_at,
            )  # fmt: skip
            for push, one in zip(pushes, done, strict=True)
            for party, office in (
                (Party.CIVIL_AFFAIRS, push.civil_affairs_id),
                (Party.DEPARTMENT, push.responsible_department_id),
                (Party.PARTY_ORGAN, push.party_organ_id),
            )
            if office
        ]
    )


def _push(world: World, one: Decision, number: int) -> ApprovalPush:
    kinds = (ResponsibilityKind.BUSINESS, ResponsibilityKind.INDUSTRY)
    responsible = next((office for kind in kinds if (office := one.body.office_on(kind, one.on))), "")
    values = {
        "external_no": f"SP{one.on:%Y%m%d}{one.body.plan.serial:06}{number:03}",
        "kind": one.kind.value,
        "name": one.body.opening_name if one.kind != PushKind.CANCELLATION else one.body.plan.name,
        "uscc": one.body.plan.uscc,
        "document_no": f"{one.document}〔{one.on.year}〕{one.body.plan.serial}号",
        "decided_on": one.on.isoformat(),
        "effective_on": one.on.isoformat(),
        **one.values,
    }
    if one.kind == PushKind.REGISTRATION:
        values["org_type"] = one.body.plan.org_type
    shown = {**values, "kind": one.kind.label}
    if "org_type" in values:
        shown["org_type"] = OrgType(values["org_type"]).label
    return ApprovalPush(
        kind=one.kind, source=PushSource.SPREADSHEET, external_no=values["external_no"],
        approval_bureau=world.departments[BUREAU], civil_affairs=world.departments[AUTHORITY],
        responsible_department=world.departments[responsible] if responsible else None,
        party_organ=world.departments[one.body.office_on(ResponsibilityKind.PARTY, one.on)],
        organization_id=world.organization_ids[one.body.plan.serial], name=values["name"], uscc=values["uscc"],
        document_no=values["document_no"], decided_on=one.on, effective_on=one.on, payload=shown, values=values,
        digest=digest(shown), state=PushState.SETTLED, received_at=moment(one.on, 16),
        applied_at=moment(one.on, 17),
    )  # fmt: skip


@dataclass(frozen=True)
class Act:
    """One step of an open push, by the demo person whose step it is."""

    on: datetime.date
    hour: int
    what: str
    number: str
    party: str = ""
    words: str = ""

    def run(self, world: World) -> None:
        if self.what == "push":
            _verb_push(world, self.number)
            return
        push = ApprovalPush.objects.get(external_no=self.number)
        clerk = world.office(world.departments[AUTHORITY], "registry_clerk")
        if self.what == "give_back":
            actions.give_back(push, actor=clerk, comment=self.words)
            return
        acceptance = push.acceptances.current_of(push, push.round).get(party=self.party)
        role = {"civil_affairs": "registry_clerk", "department": "department_officer"}.get(self.party, "party_officer")
        actions.accept(acceptance, actor=world.office(acceptance.department, role), comment=self.words)


FIFTH, RETURNED, WAITING, DOUBTFUL = "SP20260529000412", "SP20260520000377", "SP20260521000385", "SP20260602000431"


def _verb_push(world: World, number: str) -> None:
    actor = world.office(world.departments[BUREAU], "approval_clerk")
    payload = {"external_no": number, **_payloads(world)[number]}
    actions.push_many([(2, payload, frozenset())], actor=actor, source=PushSource.SPREADSHEET)


def _payloads(world: World) -> dict[str, dict[str, str]]:
    def dated(day: str, document: str) -> dict[str, str]:
        return {"decided_on": day, "effective_on": day, "document_no": document}

    def held(name: str) -> dict[str, str]:
        return {"kind": "变更登记", "uscc": world.by_name[name].plan.uscc, "name": name}

    return {
        FIFTH: {
            "kind": "成立登记", "name": "霁川市天文学会", "uscc": credit_code("1", "379900", 98001),
            "org_type": "社会团体", "business_supervisor": "霁川市科学技术协会",
            "party_superior": "中共霁川市社会组织综合委员会",
            "address": "望澜区霁湖街道观星路12号", "legal_representative": "许星朗",
            "registered_funds_yuan": "30000", "business_scope": "天文科普、观测交流",
            **dated("2026-05-29", "霁审社准字〔2026〕18号"),
        },
        RETURNED: {
            "kind": "成立登记", "name": "霁川市钢笔书法研究会", "uscc": credit_code("1", "379900", 98002),
            "org_type": "社会团体", "business_supervisor": "霁川市文化和旅游局",
            "address": "望澜区枕河街道墨池巷3号", "legal_representative": "沈砚秋", "registered_funds_yuan": "20000",
            "business_scope": "钢笔书法研究、展览", **dated("2026-05-19", "霁审社准字〔2026〕16号"),
        },
        WAITING: {
            **held("霁川市展览陈列研究会"), "business_scope": "展览陈列研究、策展交流、人才培训",
            **dated("2026-05-20", "霁审社变字〔2026〕31号"),
        },
        DOUBTFUL: {
            **held("霁川市会展服务业联合会"), "name": "霁川市会展服务业协会", "registered_funds_yuan": "100000",
            **dated("2026-06-01", "霁审社变字〔2026〕34号"),
        },
    }  # fmt: skip


def _act(day: str, hour: int, what: str, number: str, party: str = "", words: str = "") -> Act:
    return Act(datetime.date.fromisoformat(day), hour, what, number, party, words)


ACTS = (
    _act("2026-05-20", 15, "push", RETURNED),
    _act("2026-05-21", 15, "push", WAITING),
    _act("2026-05-25", 10, "give_back", RETURNED, words="住所证明与推送的住所不一致，请核对后重新推送。"),
    _act("2026-05-26", 11, "accept", WAITING, "civil_affairs"),
    _act("2026-06-01", 16, "push", FIFTH),
    _act("2026-06-02", 16, "push", DOUBTFUL),
    _act("2026-06-09", 10, "accept", WAITING, "party_organ"),
    _act("2026-06-10", 10, "give_back", FIFTH, words="请补充业务主管单位的批准文件。"),
    _act("2026-06-11", 10, "give_back", DOUBTFUL, words="名称与证书不一致，请核对。"),
)
