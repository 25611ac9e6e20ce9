"""Taking in what the approval bureau pushes: by a call, by a weekly sheet, amended on the page. One path for all."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.departments.models import Department, DepartmentKind
from core.files.models import StoredFile
from core.workflow.errors import NotCompetent, NotPermitted, Refusal
from core.workflow.perform import lock, log, perform
from registry.approvals import notices
from registry.approvals.actions import sending
from registry.approvals.checking import Checked, check
from registry.approvals.fields import differences
from registry.approvals.models import ApprovalPush
from registry.approvals.reading import day_of
from registry.approvals.states import PushSource, PushState

Row = tuple[int, Mapping, frozenset[str]]


class RowsRefused(Refusal):
    """Nothing was taken; `checked` has every row with everything that is wrong with it."""

    def __init__(self, checked: list[Checked]):
        self.checked = [one for one in checked if one.errors]
        count = sum(len(one.errors) for one in self.checked)
        super().__init__(f"有{len(self.checked)}件共{count}处需要更正，全部未接收。更正后请整批重新推送。")


@dataclass
class Report:
    """What became of each row, in their order: its push and "new", "same" or "again"."""

    outcomes: list[tuple[ApprovalPush, str]] = field(default_factory=list)

    def of(self, outcome: str) -> list[ApprovalPush]:
        return [push for push, its in self.outcomes if its == outcome]


def digest(payload: dict) -> str:
    return hashlib.sha256(json.dumps(payload, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def push_many(rows: Iterable[Row], *, actor: Actor, source: PushSource, file: StoredFile | None = None) -> Report:
    """Take in all rows or none. A number that was pushed before with the same content changes nothing.

    Other content under a known number is a new round while civil affairs has not accepted; after that it is refused
    with the differences. The bureau's pushes come in one after another: its row is held until the end.
    Raises NotPermitted, NotCompetent (only an approval bureau pushes), RowsRefused.
    """
    bureau = _bureau(actor)
    lock(bureau)
    checked = check(rows, bureau)
    numbers = [one.values["external_no"] for one in checked if one.values.get("external_no")]
    rows_before = ApprovalPush.objects.filter(approval_bureau=bureau, external_no__in=numbers)
    before = {push.external_no: push for push in rows_before.select_related("civil_affairs")}
    for one in checked:
        _against(one, before.get(one.values.get("external_no", "")))
    if any(one.errors for one in checked):
        raise RowsRefused(checked)
    report = Report()
    for one in checked:
        known = before.get(one.values["external_no"])
        report.outcomes.append(_take(one, known, bureau, actor=actor, source=source, file=file))
    audit.record(
        "approvals.push",
        actor=actor,
        source=str(source),
        new=len(report.of("new")),
        again=len(report.of("again")),
        same=len(report.of("same")),
    )
    return report


def _bureau(actor: Actor) -> Department:
    if not actor.can("approvals.push"):
        raise NotPermitted("您的岗位没有“推送审批结果”的权限，请联系系统管理员调整岗位。")
    bureau = Department.objects.select_related("region").filter(pk=actor.department_id).first()
    if bureau is None or bureau.kind != DepartmentKind.APPROVAL_BUREAU:
        raise NotCompetent(f"审批结果由行政审批服务局推送。{actor.department_name or '您所在的单位'}不能推送。")
    return bureau


def _against(one: Checked, known: ApprovalPush | None) -> None:
    """The same number again: an unchanged push raises no objection, whatever has happened since it was accepted."""
    if known is None:
        return
    if known.digest == digest(one.payload):
        one.errors.clear()
        return
    if known.is_applied:
        told = "；".join(
            f"{label}原为“{old}”，现为“{new}”" for label, old, new in differences(known.payload, one.payload)
        )
        one.errors.clear()
        one.wrong(
            "external_no",
            f"该办件民政已接收并记入登记簿，内容不能再改（{told}）。需要变更的，请另推送变更登记。",
        )


def _take(one: Checked, known, bureau, *, actor: Actor, source, file) -> tuple[ApprovalPush, str]:
    if known is None:
        return _new(one, bureau, actor=actor, source=source, file=file), "new"
    if known.digest == digest(one.payload):
        return known, "same"
    return _again(known, one, actor=actor, source=source, file=file), "again"


def _columns(one: Checked) -> dict:
    responsible = one.offices.get("business_supervisor") or one.offices.get("industry_department")
    organ = one.offices.get("party_superior")
    row = one.organization
    return {
        "kind": one.kind,
        "civil_affairs": one.civil_affairs,
        "responsible_department_id": responsible.pk if responsible else row and row.responsible_department_id,
        "party_organ_id": organ.pk if organ else row and row.party_superior_id,
        "organization": row,
        "name": one.values["name"],
        "uscc": one.values["uscc"],
        "document_no": one.values["document_no"],
        "decided_on": day_of(one.values, "decided_on"),
        "effective_on": day_of(one.values, "effective_on"),
        "payload": one.payload,
        "values": {**one.values, **{f"{key}_id": office.pk for key, office in one.offices.items()}},
        "digest": digest(one.payload),
        "doubts": [{"field": doubt.field, "message": doubt.message} for doubt in one.doubts],
    }


def _new(one: Checked, bureau: Department, *, actor: Actor, source, file) -> ApprovalPush:
    push = ApprovalPush.objects.create(
        approval_bureau=bureau,
        external_no=one.values["external_no"],
        source=source,
        file=file,
        state=PushState.DOUBTFUL if one.doubts else PushState.RECEIVED,
        received_at=clock.now(),
        **_columns(one),
    )
    log(push, "push", actor=actor)
    sending.send(push)
    notices.arrived(push)
    return push


def _again(push: ApprovalPush, one: Checked, *, actor: Actor, source, file) -> ApprovalPush:
    """A new round: what was accepted of the old content has to be accepted again."""
    lock(push)
    sending.call_in(push, actor=actor)
    columns = {**_columns(one), "round": push.round + 1, "source": source, "received_at": clock.now()}
    if file is not None:
        columns["file"] = file
    for name, value in columns.items():
        setattr(push, name, value)
    push.save(update_fields=[name.removesuffix("_id") for name in columns])
    perform(push, "resubmit_doubtful" if one.doubts else "resubmit", actor=actor)
    sending.send(push)
    notices.arrived(push)
    return push
