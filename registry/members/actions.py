"""Verbs on members of associations. An association keeps its own list; its authority may keep it for it."""

import datetime

from django.db import transaction
from django.db.models import Q

from core import audit, clock, text
from core.access.actor import Actor
from core.dated import actions as dated
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent, WrongState
from core.workflow.perform import check_competent, lock
from registry.identifiers.issues import normalize_code
from registry.members import checking, names
from registry.members.models import MemberDistinction, MemberEnterprise, MemberImport, Membership
from registry.members.states import ImportState
from registry.organizations.models import Organization
from registry.organizations.states import OrgType

ONE_DAY = datetime.timedelta(days=1)


def _may_keep(organization: Organization, actor: Actor, what: str) -> None:
    require(actor, "own_members.edit" if actor.is_organization_side else "members.edit", what)
    check_competent(organization, actor=actor, label=what)
    if organization.org_type != OrgType.ASSOCIATION:
        raise Refusal("只有社会团体有会员，社会服务机构和基金会不登记会员。")


@transaction.atomic
def join(
    organization: Organization,
    *,
    actor: Actor,
    name: str,
    uscc: str = "",
    region_id: int | None = None,
    post: str,
    since: datetime.date,
    document: str = "",
) -> Membership:
    """The enterprise is a member in this post from `since` on; one that is already known is not entered again.

    Of a member it changes the post. Raises NotPermitted, NotCompetent, Refusal, FactRefused.
    """
    _may_keep(organization, actor, "登记会员")
    code = normalize_code(uscc)
    wrong = names.code_problems(code)[0] if code else []
    if wrong:
        raise Refusal(wrong[0])
    if since > clock.today():
        raise Refusal("入会日期不能晚于今天。")
    lock(organization)
    found = names.match(code, text.fold(name), *names.known({code}, {text.fold(name)}))
    enterprise = found or MemberEnterprise.objects.create(
        **names.columns_of(name, names.place_words()), uscc=code, region_id=region_id
    )
    _complete(enterprise, code, region_id)
    membership = dated.set_fact(
        Membership, organization, key={"enterprise": enterprise}, values={"post": post}, valid_from=since,
        document=document,
    )  # fmt: skip
    audit.record("members.join", actor=actor, subject=membership, organization=organization.pk)
    return membership


def _complete(enterprise: MemberEnterprise, code: str, region_id: int | None) -> None:
    """Fill what was not known; what is known is not overwritten from somebody's list."""
    fresh = {}
    if code and not enterprise.uscc:
        fresh["uscc"] = code
    if region_id and not enterprise.region_id:
        fresh["region_id"] = region_id
    if fresh:
        lock(enterprise)
        for column, value in fresh.items():
            setattr(enterprise, column, value)
        enterprise.version += 1
        enterprise.save(update_fields=[*fresh, "version"])


@transaction.atomic
def leave(membership: Membership, *, actor: Actor, last_day: datetime.date, document: str = "") -> None:
    """退会; `last_day` is the last day of membership. Raises NotPermitted, NotCompetent, Refusal, FactRefused."""
    _may_keep(membership.organization, actor, "登记退会")
    if last_day > clock.today():
        raise Refusal("最后一天不能晚于今天。")
    lock(membership)
    if membership.valid_to is not None and membership.valid_to < clock.today():
        raise Refusal("该会员已经退会。")
    dated.end_fact(membership, last_day=last_day, document=document)
    audit.record("members.leave", actor=actor, subject=membership, organization=membership.organization_id)


@transaction.atomic
def upload(organization: Organization, *, actor: Actor, file) -> MemberImport:
    """Read and keep a list for looking at; nothing of it is a member yet. Raises SpreadsheetRefused, Refusal."""
    _may_keep(organization, actor, "导入会员名单")
    rows, unused = checking.read(file)
    batch = MemberImport.objects.create(
        organization=organization, file_name=(file.name or "名单")[-120:], rows=rows, unused=unused,
        uploaded_by_id=actor.user_id,
    )  # fmt: skip
    audit.record("members.upload", actor=actor, subject=batch, organization=organization.pk, rows=len(rows))
    return batch


@transaction.atomic
def apply(batch: MemberImport, *, actor: Actor) -> dict[str, int]:
    """Enter every row without an error, checked once more against what is known now; all of them or none.

    Returns the counts by outcome. Raises WrongState the second time, NotPermitted, NotCompetent, Refusal.
    """
    _may_keep(batch.organization, actor, "导入会员名单")
    lock(batch)
    if batch.state != ImportState.CHECKED:
        raise WrongState(f"这份名单{batch.get_state_display()}，不能再次导入。")
    lock(batch.organization)
    rows = checking.check(batch.organization, batch.rows)
    good = [row for row in rows if not row.errors]
    _enter(batch.organization, good, f"会员名单导入：{batch.file_name}"[:200])
    counts = {word: sum(row.outcome == word for row in good) for word in ("create", "join", "change", "same")}
    counts["refused"] = len(rows) - len(good)
    batch.state, batch.outcome, batch.applied_at = ImportState.APPLIED, counts, clock.now()
    batch.save(update_fields=["state", "outcome", "applied_at"])
    audit.record("members.apply", actor=actor, subject=batch, organization=batch.organization_id, **counts)
    return counts


def _enter(organization: Organization, rows: list[checking.Row], document: str) -> None:
    """Enterprises and memberships that are new in two statements; changes of a post one by one."""
    places, new = names.place_words(), [row for row in rows if row.outcome == "create"]
    made = MemberEnterprise.objects.bulk_create(
        [MemberEnterprise(**names.columns_of(row.name, places), uscc=row.code, region=row.region) for row in new]
    )
    for row, enterprise in zip(new, made, strict=True):
        row.enterprise = enterprise
    was_member = set(Membership.objects.filter(organization=organization).values_list("enterprise_id", flat=True))
    fresh = [row for row in rows if row.enterprise.pk not in was_member]
    Membership.objects.bulk_create(
        Membership(
            organization=organization, enterprise=row.enterprise, post=row.post, valid_from=row.since,
            document=document,
        )
        for row in fresh
    )  # fmt: skip
    for row in rows:
        if row.outcome != "create":
            _complete(row.enterprise, row.code, row.region.pk if row.region else None)
        if row.enterprise.pk in was_member and row.outcome != "same":
            dated.set_fact(
                Membership, organization, key={"enterprise": row.enterprise}, values={"post": row.post},
                valid_from=_from_when(row), document=document,
            )  # fmt: skip


def _from_when(row: checking.Row) -> datetime.date:
    """A list says since when an enterprise is a member, not since when it holds its post: that is today's news."""
    return clock.today() if row.outcome == "change" else row.since


@transaction.atomic
def discard(batch: MemberImport, *, actor: Actor) -> None:
    """Raises WrongState, NotPermitted, NotCompetent."""
    _may_keep(batch.organization, actor, "放弃导入")
    lock(batch)
    if batch.state != ImportState.CHECKED:
        raise WrongState(f"这份名单{batch.get_state_display()}，不能放弃。")
    batch.state = ImportState.DISCARDED
    batch.save(update_fields=["state"])


def check_merge(kept: MemberEnterprise, gone: MemberEnterprise, *, actor: Actor) -> None:
    """Raises Refusal where the two cannot be one, NotCompetent where associations beyond the seat are concerned."""
    require(actor, "members.merge", "合并会员企业")
    if kept.pk == gone.pk or kept.merged_into_id or gone.merged_into_id:
        raise Refusal("这两条记录已经合并，请刷新页面。")
    if kept.uscc and gone.uscc:
        raise Refusal(f"两家企业的统一社会信用代码不同（{kept.uscc}、{gone.uscc}），不是同一家，不能合并。")
    concerned = Membership.objects.filter(enterprise=gone)
    beyond = concerned.exclude(organization__in=Organization.objects.visible_to(actor))
    stranger = beyond.select_related("organization__supervising_authority").first()
    if stranger is not None:
        raise NotCompetent(
            f"“{gone.name}”还是{stranger.competent_department_name}所管社会组织的会员，请由上级登记管理机关合并。"
        )


@transaction.atomic
def merge(kept: MemberEnterprise, gone: MemberEnterprise, *, actor: Actor) -> None:
    """`gone` was `kept` all along: its memberships become those of `kept`. Where both were members of one association
    at the same time, one membership remains, from the earlier first to the later last day. Raises as check_merge."""
    for one in sorted((kept, gone), key=lambda one: one.pk):
        lock(one)
    check_merge(kept, gone, actor=actor)
    for membership in Membership.objects.select_for_update(of=("self",)).filter(enterprise=gone):
        _move(membership, kept)
    code, region_id = gone.uscc, gone.region_id
    gone.merged_into, gone.version = kept, gone.version + 1
    gone.save(update_fields=["merged_into", "version"])
    _complete(kept, code, region_id)
    audit.record("members.merge", actor=actor, subject=kept, gone=gone.pk)


def _move(membership: Membership, kept: MemberEnterprise) -> None:
    own = Membership.objects.filter(organization=membership.organization_id, enterprise=kept)
    met = own.filter(Q(valid_to=None) | Q(valid_to__gte=membership.valid_from))
    if membership.valid_to is not None:
        met = met.filter(valid_from__lte=membership.valid_to)
    other = met.order_by("valid_from").first()
    if other is None:
        membership.enterprise = kept
        membership.save(update_fields=["enterprise"])
        return
    first = min(other.valid_from, membership.valid_from)
    last = None if None in (other.valid_to, membership.valid_to) else max(other.valid_to, membership.valid_to)
    membership.delete()
    if met.count() == 1 and (first, last) != (other.valid_from, other.valid_to):
        other.valid_from, other.valid_to = first, last
        other.save(update_fields=["valid_from", "valid_to"])


@transaction.atomic
def keep_apart(one: MemberEnterprise, other: MemberEnterprise, *, actor: Actor) -> None:
    """Not the same enterprise: not proposed again. Safe to repeat."""
    require(actor, "members.merge", "确认不是同一企业")
    first, second = sorted((one.pk, other.pk))
    MemberDistinction.objects.get_or_create(first_id=first, second_id=second, defaults={"said_by_id": actor.user_id})
    audit.record("members.keep_apart", actor=actor, subject=one, other=other.pk)
