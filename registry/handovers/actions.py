"""Verbs on hand-overs. Inside an organization its legal representative arranges; when she cannot be reached, the
competent authority does, by two persons. Drafts, deadlines and receipts belong to the organization and stay."""

import datetime
from collections.abc import Iterable

from django.db import transaction

from core import audit, clock
from core.access.actor import Actor
from core.identity.actions import require
from core.identity.models import User
from core.refusal import Refusal
from core.workflow.perform import check_competent, lock, log, perform
from core.worklist import actions as worklist
from registry.handovers import notices
from registry.handovers.models import RepresentativeChange, SeatHandover
from registry.handovers.states import ChangeState, HandoverState
from registry.org_accounts import actions as accounts
from registry.org_accounts.models import ActivationCode, OrganizationSeat
from registry.org_accounts.states import OrgRole, OrgSeatState
from registry.organizations.models import Organization


@transaction.atomic
def announce(seat: OrganizationSeat, *, actor: Actor, last_day: datetime.date, note: str = "") -> SeatHandover:
    """离岗: the holder says which day is her last (included). Raises NotPermitted, Refusal."""
    require(actor, "own_accounts.leave", "提出离岗")
    if seat.user_id != actor.user_id:
        raise Refusal("只能为自己的岗位提出离岗。")
    handover = _open(seat, last_day)
    log(handover, "announce", actor=actor, comment=note)
    worklist.open_item(
        "handovers.arrange",
        subject=handover,
        title=f"安排岗位交接：{handover}",
        url_name="org:handovers:arrange",
        url_args=[seat.pk],
        organization=seat.organization_id,
        role=OrgRole.LEGAL_REPRESENTATIVE,
        due_on=last_day,
    )
    notices.announced(handover)
    audit.record("handovers.announce", actor=actor, subject=handover, organization=seat.organization_id)
    return handover


def _open(seat: OrganizationSeat, last_day: datetime.date) -> SeatHandover:
    lock(seat)
    if seat.role == OrgRole.LEGAL_REPRESENTATIVE:
        raise Refusal("法定代表人变更须先办理变更登记，账号由登记管理机关办理交接。")
    if seat.state != OrgSeatState.ACTIVE or seat.is_over:
        raise Refusal("该岗位已停用，不需要交接。")
    if last_day < clock.today():
        raise Refusal("最后一天不能早于今天。")
    if SeatHandover.objects.filter(seat=seat, state=HandoverState.ANNOUNCED).exists():
        raise Refusal("该岗位已有一份待安排的交接。")
    return SeatHandover.objects.create(seat=seat, organization_id=seat.organization_id, last_day=last_day)


@transaction.atomic
def arrange(
    seat: OrganizationSeat, *, actor: Actor, last_day: datetime.date, colleague: User | None = None
) -> tuple[SeatHandover, str]:
    """交接: the post ends on `last_day` (included); a colleague sits in it from today, or a new person by the code.

    Returns the hand-over and the code in clear, "" for a colleague. Takes up what the holder announced.
    Raises NotPermitted, NotCompetent, Refusal.
    """
    require(actor, "own_accounts.manage", "安排交接")
    check_competent(seat, actor=actor, label="安排交接")
    handover = SeatHandover.objects.filter(seat=seat, state=HandoverState.ANNOUNCED).first()
    if handover is None:
        handover = _open(seat, last_day)
        log(handover, "open", actor=actor)
    code, clear = None, ""
    if colleague is None:
        code, clear = accounts.issue_code_to_successor(seat, actor=actor)
    else:
        accounts.take_over(seat, actor=actor, colleague=colleague)
    perform(handover, "arrange", actor=actor, last_day=last_day, successor=colleague, code=code)
    accounts.set_last_day(seat, actor=actor, last_day=last_day)
    worklist.close_items(handover, actor=actor)
    notices.arranged(handover)
    audit.record(
        "handovers.arrange",
        actor=actor,
        subject=handover,
        organization=seat.organization_id,
        user=seat.user_id,
        successor=colleague.pk if colleague else None,
    )
    return handover, clear


@transaction.atomic
def cancel(handover: SeatHandover, *, actor: Actor) -> None:
    """She stays after all: by herself or by the legal representative. Raises NotPermitted, WrongState."""
    if handover.seat.user_id != actor.user_id and not actor.can("own_accounts.manage"):
        raise Refusal("只有提出离岗的本人或法定代表人可以取消。")
    perform(handover, "cancel", actor=actor)
    worklist.close_items(handover, actor=actor, cancelled=True)
    audit.record("handovers.cancel", actor=actor, subject=handover, organization=handover.organization_id)


@transaction.atomic
def request_change(
    organization: Organization,
    *,
    actor: Actor,
    new_name: str,
    document_no: str,
    reason: str,
    files: Iterable,
) -> RepresentativeChange:
    """First of two persons: what the clerk was shown, with documents. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, "handovers.request", "登记交接申请")
    check_competent(organization, actor=actor, label="登记交接申请")
    files = list(files)
    _check_request(organization, files)
    change = RepresentativeChange.objects.create(
        organization=organization,
        old_seat=_representative(organization),
        new_name=new_name.strip(),
        document_no=document_no.strip(),
        reason=reason.strip(),
    )
    change.files.set(files)
    log(change, "request", actor=actor, comment=reason)
    worklist.open_item(
        "handovers.review",
        subject=change,
        title=f"复核法定代表人账号交接：{organization.name}",
        url_name="staff:handovers:detail",
        department=organization.competent_department_id,
        role="registry_chief",
    )
    audit.record(
        "handovers.request",
        actor=actor,
        subject=change,
        organization=organization.pk,
        files=[file.pk for file in files],
    )
    return change


def _check_request(organization: Organization, files: list) -> None:
    if not files:
        raise Refusal("请上传证明材料。")
    lock(organization)
    if RepresentativeChange.objects.filter(organization=organization, state=ChangeState.REQUESTED).exists():
        raise Refusal("该组织已有一份待复核的交接申请。")


def _representative(organization: Organization) -> OrganizationSeat | None:
    return OrganizationSeat.objects.filter(
        organization=organization, role=OrgRole.LEGAL_REPRESENTATIVE, state=OrgSeatState.ACTIVE
    ).first()


@transaction.atomic
def approve_change(change: RepresentativeChange, *, actor: Actor) -> tuple[ActivationCode, str]:
    """Second person: the old account leaves the post at once, a code for the new one is returned in clear, this once.

    Raises NotPermitted, NotCompetent, WrongState, SamePerson (filed it).
    """
    perform(change, "approve", actor=actor)
    seat = _representative(change.organization)
    if seat is not None:
        accounts.revoke_seat(seat, actor=actor, reason=f"法定代表人账号交接：{change.document_no}")
    row, clear = accounts.issue_code(change.organization, actor=actor, role_key=OrgRole.LEGAL_REPRESENTATIVE)
    change.old_seat, change.code = seat, row
    change.save(update_fields=["old_seat", "code"])
    worklist.close_items(change, actor=actor)
    if seat is not None:
        notices.representative_ended(change, clock.today())
    audit.record("handovers.approve", actor=actor, subject=change, organization=change.organization_id, code=row.pk)
    return row, clear


@transaction.atomic
def refuse_change(change: RepresentativeChange, *, actor: Actor, reason: str) -> None:
    """Nothing changes for the organization. Raises as approve_change, and CommentRequired."""
    perform(change, "refuse", actor=actor, comment=reason)
    worklist.close_items(change, actor=actor)
    audit.record("handovers.refuse", actor=actor, subject=change, organization=change.organization_id)


def welcome(code: ActivationCode, user_id: int) -> None:
    """A code was used: if it belongs to a hand-over, the new holder learns where the list of things to do is."""
    handover = SeatHandover.objects.filter(code=code).first()
    if handover is not None:
        SeatHandover.objects.filter(pk=handover.pk).update(successor_id=user_id)
        notices.begins("seat", handover.pk, user_id)
    change = RepresentativeChange.objects.filter(code=code).first()
    if change is not None:
        notices.begins("representative", change.pk, user_id)
