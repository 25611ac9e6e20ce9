"""Posts in offices: a list asks, it never grants. Each waits for the second administrator, like one asked by hand."""

import datetime
from collections.abc import Iterable

from django.conf import settings

from core import clock
from core.access.actor import Actor
from core.departments import actions as seats
from core.departments.models import Department, DepartmentSeat, Region
from core.departments.states import SeatState
from core.identity.models import User
from core.refusal import Refusal
from registry.imports import lookups, values
from registry.imports.checking import day_of
from registry.imports.drafts import Draft
from registry.imports.kind import ImportKind
from registry.imports.models import ImportBatch, ImportRow
from registry.imports.states import Decision
from registry.imports.targets import Target


def _roles() -> dict[str, str]:
    return {role.key: role.label for role in settings.ROLES.values() if role.audience == "staff"}


def _role(raw: str, **context) -> values.Answer:
    return values.one_of(_roles(), "岗位")(raw, **context)


class Seats(ImportKind):
    """The record is the post: the same person, office and role, asked for or granted."""

    key = "seats"
    label, unit = "岗位", "个"
    lead = "谁在哪个部门任什么岗位；导入只是申请，由安全管理员逐个核准。"
    permission, has_line = "seats.request", False
    model = DepartmentSeat
    targets = (
        Target("username", "用户名", ("账号", "登录名", "用户账号")),
        Target("name", "姓名", ("人员", "用户姓名"), "用来核对用户名，不作修改"),
        Target("department", "部门", ("单位", "所在部门", "部门名称")),
        Target("role", "岗位", ("角色", "职责", "岗位名称")),
        Target("region", "负责区划", ("负责地区", "负责区域")),
        Target("valid_from", "起始日期", ("开始日期", "生效日期")),
        Target("valid_to", "终止日期", ("截止日期", "到期日期")),
    )
    required = (("username",), ("department",), ("role",))
    asks = ("source",)
    parsers = {"role": _role, "valid_from": values.date, "valid_to": values.date}
    issue_labels = {
        "user.unknown": "没有这个账号",
        "user.name": "姓名与账号不符",
        "seat.refused": "不能申请这个岗位",
        "seat.dates": "期限有误",
    }
    undo_text = "本批申请、尚未核准的岗位会撤销申请；已核准的保留并列出，请用“离岗”办理。"

    def context(self, key: str, column: list[str], batch: ImportBatch, today: datetime.date) -> dict:
        more = {"ahead": 3660 if key == "valid_to" else 366} if key in ("valid_from", "valid_to") else {}
        return super().context(key, column, batch, today) | more

    def complete(self, draft: Draft, batch: ImportBatch) -> None:
        for key in ("username", "department", "role"):
            if not draft.values.get(key) and not draft.says(key):
                draft.say(key, values.error("value.missing", f"没有{self.field_label(key)}，请补上。"))

    def look_up(self, drafts: list[Draft], batch: ImportBatch) -> None:
        names = {draft.values.get("username", "") for draft in drafts}
        users = {user.username: user for user in User.objects.filter(username__in=names)}
        units, regions = lookups.Units(batch.department), lookups.Regions(batch.department)
        for draft in drafts:
            held = draft.values
            self._look_up_user(draft, users.get(held.get("username", "")))
            word = held.get("department", "")
            if word and not held.setdefault("department_id", units.find(word)):
                message = f"部门“{word}”不在平台中，请写全称或简称，或先导入该部门。"
                draft.say("department", values.error("unit.unlisted", message))
            if held.get("region"):
                held["region_id"], _ = regions.find(held["region"])
                if held["region_id"] is None:
                    message = f"负责区划“{held['region']}”不能识别，请写全称或12位代码。"
                    draft.say("region", values.error("region.unknown", message))

    @staticmethod
    def _look_up_user(draft: Draft, user: User | None) -> None:
        held = draft.values
        if user is None:
            if held.get("username"):
                message = f"没有用户名为“{held['username']}”的账号，请先在“账号管理”中新建。"
                draft.say("username", values.error("user.unknown", message))
            return
        held["user_id"] = user.pk
        if held.get("name") and held["name"] != user.name:
            message = f"用户名“{user.username}”的姓名是“{user.name}”，名单写的是“{held['name']}”，请核对是否写错了人。"
            draft.say("name", values.error("user.name", message))

    def match(self, drafts: list[Draft], batch: ImportBatch) -> None:
        whom = {draft.values.get("user_id") for draft in drafts} - {None}
        open_seats = DepartmentSeat.objects.filter(user__in=whom, state__in=(SeatState.REQUESTED, SeatState.ACTIVE))
        held = {(s.user_id, s.department_id, s.role): s.pk for s in open_seats.current_or_later()}
        users, offices = User.objects.in_bulk(whom), Department.objects.in_bulk()
        first: dict[tuple, Draft] = {}
        for draft in drafts:
            said = draft.values
            key = (said.get("user_id"), said.get("department_id"), said.get("role"))
            if not all(key):
                continue
            earlier = first.setdefault(key, draft)
            if earlier is not draft:
                draft.say("", values.error("match.twice", f"与第{earlier.line}行是同一个人的同一个岗位。"))
            elif key in held:
                draft.subject_id, draft.decision, draft.match_on = held[key], Decision.UPDATE, "name"
                draft.propose(held[key], ["同一个人、部门和岗位"])
            else:
                self._check(draft, users[key[0]], offices[key[1]])

    @staticmethod
    def _check(draft: Draft, user: User, department: Department) -> None:
        """What asking for the post would refuse, said before."""
        begin, end = _days(draft.values)
        try:
            seats.check_request(user, department, draft.values["role"], valid_from=begin, valid_to=end)
        except Refusal as refusal:
            draft.say("role", values.error("seat.refused", str(refusal)))

    def create(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> list[int]:
        users = User.objects.in_bulk([row.values["user_id"] for row in rows])
        offices = Department.objects.in_bulk([row.values["department_id"] for row in rows])
        regions = Region.objects.in_bulk([row.values["region_id"] for row in rows if row.values.get("region_id")])
        made = []
        for row in rows:
            begin, end = _days(row.values)
            seat = seats.request_seat(
                actor=actor,
                user=users[row.values["user_id"]],
                department=offices[row.values["department_id"]],
                role_key=row.values["role"],
                valid_from=begin,
                valid_to=end,
                region=regions.get(row.values.get("region_id")),
            )
            made.append(seat.pk)
        return made

    def change(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> dict:
        return {}  # a post that is held or asked for stays as it is

    def withdraw(self, batch: ImportBatch, rows: list[ImportRow], *, actor: Actor) -> dict[int, str]:
        stays, found = {}, DepartmentSeat.objects.in_bulk([row.subject_id for row in rows])
        for row in rows:
            seat = found[row.subject_id]
            if seat.state == SeatState.REQUESTED:
                seats.end_seat(seat, actor=actor, reason=f"撤回导入批次{batch.pk}")
            elif seat.state == SeatState.ACTIVE:
                stays[row.pk] = "岗位已核准"
        return stays

    def restore(self, batch: ImportBatch, row: ImportRow, *, actor: Actor) -> list[str]:
        return []

    # ---- in words

    def title(self, held: dict) -> str:
        return held.get("name") or held.get("username") or ""

    def facts(self, held: dict) -> list[str]:
        return [held.get("department"), _roles().get(held.get("role", ""), ""), held.get("valid_from")]

    def read(self, key: str, held: dict) -> str:
        return _roles().get(held.get("role", ""), "") if key == "role" else super().read(key, held)

    def shown_records(self, ids: Iterable[int]) -> dict[int, dict]:
        rows = DepartmentSeat.objects.filter(pk__in=list(ids)).select_related("user", "department", "region")
        return {
            row.pk: {
                "title": row.user.name, "url": "",
                "facts": {"username": row.user.username, "department": row.department.name, "role": row.role_label,
                          "region": row.region.name if row.region else "",
                          "valid_from": row.valid_from.isoformat(),
                          "valid_to": row.valid_to.isoformat() if row.valid_to else ""},
            }
            for row in rows
        }  # fmt: skip


def _days(held: dict) -> tuple[datetime.date, datetime.date | None]:
    return day_of(held.get("valid_from") or "") or clock.today(), day_of(held.get("valid_to") or "")
