"""Verbs on filed groups. A village may propose; everything else is an act of the street the group is filed with."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from core import audit, bulk, clock, history
from core.access.actor import Actor
from core.dated import actions as dated
from core.forms import check_version
from core.identity.actions import require
from core.refusal import Refusal
from core.workflow.errors import NotCompetent
from core.workflow.models import TransitionLog
from core.workflow.perform import check_competent, check_step, lock, log, perform
from core.worklist import actions as worklist
from registry.community_orgs import intake, series
from registry.community_orgs.intake import NewCommunityOrganization
from registry.community_orgs.models import (
    CommunityActivity,
    CommunityMembership,
    CommunityOrganization,
    CommunityPlacement,
)
from registry.community_orgs.states import Contact, FilingState
from registry.organizations.models import Organization
from registry.organizations.states import ACTIVE_STATUSES

ITEM = "community_orgs.file"
BATCH = 2000


class RowsRefused(Refusal):
    """Some groups of a batch cannot be filed as told; `rows` maps their position to (field, sentence) pairs."""

    def __init__(self, rows: dict[int, list[tuple[str, str]]]):
        self.rows = rows
        position, found = next(iter(rows.items()))
        super().__init__(f"第{position + 1}个：{found[0][1]}" + (f"（共{len(rows)}个有误）" if len(rows) > 1 else ""))


@transaction.atomic
def propose(new: NewCommunityOrganization, *, actor: Actor) -> CommunityOrganization:
    """A draft for the street to file, with a work item there. Raises NotPermitted, NotCompetent, RowsRefused."""
    require(actor, "community_orgs.draft", "提出备案")
    if not actor.is_system and new.office.pk not in {office.pk for office in intake.offices_of(actor)}:
        raise NotCompetent(f"“提出备案”只能向本村居所在的镇街提出，{new.office.name}不管辖您所在的村居。")
    _check([new])
    row = _enter([new], FilingState.DRAFT)[0]
    log(row, "propose", actor=actor)
    worklist.open_item(
        ITEM,
        subject=row,
        title=f"社区社会组织待备案：{row.name}",
        url_name="staff:community_orgs:detail",
        department=row.office_id,
    )
    audit.record("community_orgs.propose", actor=actor, subject=row)
    return row


@transaction.atomic
def file(row: CommunityOrganization, *, actor: Actor, filed_on: datetime.date | None = None) -> None:
    """予以备案: the number is given last. `filed_on` is the first day filed, today at the latest.

    Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    day = filed_on or clock.today()
    require(actor, "community_orgs.file", "予以备案")
    lock(row)
    check_step(row, "file", actor=actor)
    if day > clock.today():
        raise Refusal(f"备案日期不能晚于今天（{clock.today():%Y-%m-%d}）。")
    for fact in (*row.placements.all(), *row.memberships.all()):
        if fact.valid_from > day:
            dated.correct_fact(fact, values={"valid_from": day})
    row.refresh_from_db()
    worklist.close_items(row, ITEM, actor=actor)
    audit.record("community_orgs.file", actor=actor, subject=row, filed_on=day)
    (number,) = series.take(row.office, day.year, 1)
    perform(row, "file", actor=actor, filed_on=day, filing_no=series.written(row.office, day, number))


@transaction.atomic
def refuse(row: CommunityOrganization, *, actor: Actor, reason: str) -> None:
    """不予备案, with its reason. Raises as file, and CommentRequired."""
    perform(row, "refuse", actor=actor, comment=reason)
    worklist.close_items(row, ITEM, actor=actor)
    audit.record("community_orgs.refuse", actor=actor, subject=row)


@transaction.atomic
def file_many(
    news: Sequence[NewCommunityOrganization], *, actor: Actor, origin: str = "filing"
) -> list[CommunityOrganization]:
    """File many groups at once, all or none, in the order given; numbers follow the days of filing.

    For the page of several groups, imports and seeds: the same checks and facts as one after another, a handful of
    statements. `origin` ("import:12") is kept with every history event. Raises NotPermitted, NotCompetent when an
    office is not the actor's own, RowsRefused naming every group and field.
    """
    require(actor, "community_orgs.file", "予以备案")
    if not actor.is_system and any(new.office.pk != actor.department_id for new in news):
        other = next(new.office for new in news if new.office.pk != actor.department_id)
        raise NotCompetent(f"“予以备案”由{other.name}办理。您所在的{actor.department_name}不能办理。")
    _check(news)
    with history.acting(actor, origin=origin):
        rows = _enter(news, FilingState.FILED)
    TransitionLog.objects.bulk_create(
        [
            TransitionLog(
                object_type=row._meta.label,
                object_id=row.pk,
                name="file",
                from_state="",
                to_state=row.state,
                user_id=actor.user_id,
                seat_key=actor.seat_key,
                department_id=actor.department_id,
                at=clock.now(),
            )
            for row in rows
        ],
        batch_size=BATCH,
    )
    subject = rows[0] if len(rows) == 1 else None
    audit.record("community_orgs.file", actor=actor, subject=subject, count=len(rows), origin=origin)
    return rows


def _check(news: Sequence[NewCommunityOrganization]) -> None:
    taken = intake.namesakes(news)
    refused = {}
    for position, new in enumerate(news):
        found = intake.problems(new)
        if (new.office.pk, intake.tidy(new.name)) in taken:
            found.append(("name", f"{new.office.name}已有或本次重复填写了“{new.name}”，请核对是否重复备案。"))
        if found:
            refused[position] = found
    if refused:
        raise RowsRefused(refused)


def _enter(news: Sequence[NewCommunityOrganization], state: FilingState) -> list[CommunityOrganization]:
    guides = intake.Guides()
    laid_out = [intake.lay_out(new, guides) for new in news]
    rows = [row for row, _ in laid_out]
    if state == FilingState.FILED:
        _number(news, rows)
    rows = CommunityOrganization.objects.bulk_create(rows, batch_size=BATCH)
    placements, memberships = [], []
    for row, (_, placement) in zip(rows, laid_out, strict=True):
        placement.community_organization = row
        placements.append(placement)
        memberships.append(
            CommunityMembership(
                community_organization=row,
                individual_members=row.individual_members,
                unit_members=row.unit_members,
                valid_from=row.proposed_on,
                document=placement.document,
            )
        )
    for model, facts in ((CommunityPlacement, placements), (CommunityMembership, memberships)):
        columns = [column.attname for column in model._meta.concrete_fields if not column.primary_key]
        bulk.copy(model, columns, ([getattr(fact, name) for name in columns] for fact in facts))
    return rows


def _number(news: Sequence[NewCommunityOrganization], rows: list[CommunityOrganization]) -> None:
    """Numbers in the order of the days of filing; the locks are taken in one order, so that two batches never meet."""
    by_series: dict[tuple[int, int], list[int]] = {}
    for position in sorted(range(len(news)), key=lambda one: (news[one].day, one)):
        by_series.setdefault((news[position].office.pk, news[position].day.year), []).append(position)
    for (_, year), positions in sorted(by_series.items()):
        office = news[positions[0]].office
        for position, number in zip(positions, series.take(office, year, len(positions)), strict=True):
            row, day = rows[position], news[position].day
            row.state, row.filed_on, row.filing_no = FilingState.FILED, day, series.written(office, day, number)


def _hold(row: CommunityOrganization, actor: Actor, what: str) -> None:
    require(actor, "community_orgs.file", what)
    lock(row)
    check_competent(row, actor=actor, label=what)
    if row.state not in (FilingState.DRAFT, FilingState.FILED):
        raise Refusal(f"“{row.name}”{row.get_state_display()}，不能再{what}。")


@transaction.atomic
def edit(
    row: CommunityOrganization,
    *,
    actor: Actor,
    version: int | None,
    individual_members: int,
    unit_members: int,
    region,
    place: str,
    head_phone: str = "",
    **changes,
) -> None:
    """What the street keeps about the group; counts and place become new facts from today. An empty phone stays.

    Raises NotPermitted, NotCompetent, StaleVersion, Refusal.
    """
    _hold(row, actor, "修改备案信息")
    check_version(row, version)
    told = NewCommunityOrganization(
        office=row.office, region=region, place=place, head_phone=head_phone, individual_members=individual_members,
        unit_members=unit_members, **changes,
    )  # fmt: skip
    found = intake.problems(told)
    if found:
        raise RowsRefused({0: found})
    fresh, _ = intake.lay_out(told, intake.Guides())
    fields = ["name", "pinyin", "initials", "kind", "purpose", "head_name", "funds_yuan"]
    for name in fields:
        setattr(row, name, getattr(fresh, name))
    if head_phone:
        row.head_phone = head_phone
        fields += CommunityOrganization.head_phone.columns
    row.version += 1
    row.save(update_fields=[*fields, "version"])
    counts = {"individual_members": individual_members, "unit_members": unit_members}
    _from_today(CommunityMembership, row, counts)
    _from_today(CommunityPlacement, row, {"office": row.office, "guiding_authority": row.guiding_authority,
                                          "region": region, "place": place.strip()})  # fmt: skip
    audit.record("community_orgs.edit", actor=actor, subject=row)


def _from_today(model, row: CommunityOrganization, values: dict) -> None:
    """A fact that itself began today is corrected: what was typed wrong an hour ago is not history."""
    today = clock.today()
    current = model.objects.on(today).filter(community_organization=row).first()
    if current is not None and current.valid_from == today:
        dated.correct_fact(current, values=values)
    else:
        dated.set_fact(model, row, values=values, valid_from=today)


@transaction.atomic
def contact(
    row: CommunityOrganization,
    *,
    actor: Actor,
    result: Contact,
    members: int | None = None,
    head_name: str = "",
    head_phone: str = "",
) -> None:
    """A telephone call to the group: reached and still active confirms it for the year. Empty values stay."""
    _hold(row, actor, "记录联系结果")
    if row.state != FilingState.FILED:
        raise Refusal("还没有备案的不需要每年确认。")
    today = clock.today()
    row.contacted_on, row.contact_result = today, result
    fields = ["contacted_on", "contact_result", "version"]
    if result == Contact.ACTIVE:
        row.confirmed_on = today
        fields.append("confirmed_on")
    if head_name.strip():
        row.head_name = head_name.strip()
        fields.append("head_name")
    if head_phone.strip():
        row.head_phone = head_phone
        fields += CommunityOrganization.head_phone.columns
    row.version += 1
    row.save(update_fields=fields)
    if members is not None and members != row.individual_members:
        counts = {"individual_members": members, "unit_members": row.unit_members}
        _from_today(CommunityMembership, row, counts)
    log(row, f"contact_{result}", actor=actor)
    audit.record("community_orgs.contact", actor=actor, subject=row, result=str(result))


def check_confirm(row: CommunityOrganization, actor: Actor) -> None:
    check_competent(row, actor=actor, label="年度确认")
    if row.state != FilingState.FILED:
        raise Refusal(f"{row.get_state_display()}的不需要确认。")
    if row.is_confirmed:
        raise Refusal("本年度已经确认过。")


@transaction.atomic
def confirm(row: CommunityOrganization, *, actor: Actor) -> None:
    """年度确认 without a call: the street knows that it is active. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, "community_orgs.file", "年度确认")
    lock(row)
    check_confirm(row, actor)
    row.confirmed_on = clock.today()
    row.version += 1
    row.save(update_fields=["confirmed_on", "version"])
    log(row, "confirm", actor=actor)
    audit.record("community_orgs.confirm", actor=actor, subject=row)


@transaction.atomic
def close(row: CommunityOrganization, *, actor: Actor, reason: str, closed_on: datetime.date | None = None) -> None:
    """注销备案: `closed_on` (today at the latest) is the first day without it. Number and record stay."""
    day = closed_on or clock.today()
    _check_last_day(row, day)
    perform(row, "close", actor=actor, comment=reason, closed_on=day)
    audit.record("community_orgs.close", actor=actor, subject=row, closed_on=day)


def _check_last_day(row: CommunityOrganization, day: datetime.date) -> None:
    if day > clock.today():
        raise Refusal(f"日期不能晚于今天（{clock.today():%Y-%m-%d}）。")
    if row.filed_on and day < row.filed_on:
        raise Refusal(f"日期不能早于备案日期（{row.filed_on:%Y-%m-%d}）。")


@transaction.atomic
def promote(
    row: CommunityOrganization, *, actor: Actor, organization: Organization, on: datetime.date | None = None
) -> None:
    """转为登记: the group has been registered as `organization`; its filing ends on the day of registration.

    Raises NotPermitted, NotCompetent, WrongState, Refusal.
    """
    day = max(on or organization.registered_on or clock.today(), row.filed_on or clock.today())
    _check_last_day(row, day)
    if organization.status not in ACTIVE_STATUSES:
        raise Refusal(f"“{organization.name}”{organization.get_status_display()}，不能作为转登记后的组织。")
    other = CommunityOrganization.objects.filter(registered_as=organization).exclude(pk=row.pk).first()
    if other is not None:
        raise Refusal(f"“{organization.name}”已由“{other.name}”转登记，请核对。")
    perform(row, "promote", actor=actor, registered_as=organization, closed_on=day)
    audit.record("community_orgs.promote", actor=actor, subject=row, organization=organization.pk)


def check_join(row: CommunityOrganization, actor: Actor) -> None:
    check_competent(row, actor=actor, label="归入联合会")
    if row.state != FilingState.FILED:
        raise Refusal(f"{row.get_state_display()}的不能归入联合会。")


@transaction.atomic
def join(row: CommunityOrganization, *, actor: Actor, federation: Organization | None) -> None:
    """Link the group to its federation; None takes the link away. Raises NotPermitted, NotCompetent, Refusal."""
    require(actor, "community_orgs.file", "归入联合会")
    lock(row)
    check_join(row, actor)
    if federation is not None and not federation.is_federation:
        raise Refusal(f"“{federation.name}”不是社区社会组织联合会，请核对名录中的“社区社会组织联合会”标识。")
    row.federation = federation
    row.version += 1
    row.save(update_fields=["federation", "version"])
    log(row, "join" if federation else "leave", actor=actor, comment=federation.name if federation else "")
    audit.record("community_orgs.join", actor=actor, subject=row, organization=federation.pk if federation else None)


def join_by_id(row: CommunityOrganization, *, actor: Actor, federation: int) -> None:
    """The bulk action's form of `join`: jobs carry plain values."""
    join(row, actor=actor, federation=Organization.objects.get(pk=federation))


@transaction.atomic
def note_activity(
    row: CommunityOrganization, *, actor: Actor, held_on: datetime.date, topic: str, title: str, people_served: int
) -> CommunityActivity:
    """A line of the log. The village of the group may write it as well as the street. Raises NotPermitted, Refusal."""
    require(actor, "community_orgs.log", "登记活动")
    if not (actor.competent_for(row) or (row.community_id and row.community_id in actor.scope.ids)):
        raise NotCompetent(f"“登记活动”由{row.competent_department_name}或所在村居办理。")
    if row.state != FilingState.FILED or held_on < row.filed_on:
        raise Refusal("只登记备案期间的活动，请核对日期和备案状态。")
    if held_on > clock.today():
        raise Refusal("活动日期不能晚于今天。")
    if topic not in dict(settings.COMMUNITY_TOPICS):
        raise Refusal("没有这个活动主题，请重新选择。")
    line = CommunityActivity.objects.create(
        community_organization=row, held_on=held_on, topic=topic, title=title.strip(), people_served=people_served
    )
    audit.record("community_orgs.log", actor=actor, subject=line, community_organization=row.pk)
    return line


@transaction.atomic
def reveal_phone(row: CommunityOrganization, *, actor: Actor, reason: str) -> str:
    """The number in the clear for the street that calls; who looked and why is kept. Raises Refusal."""
    require(actor, "community_orgs.reveal", "查看完整号码")
    check_competent(row, actor=actor, label="查看完整号码")
    if not reason.strip():
        raise Refusal("查看完整号码须写明事由。")
    log(row, "reveal", actor=actor, comment=reason.strip())
    audit.record("community_orgs.reveal", actor=actor, subject=row)
    return row.head_phone.reveal()
