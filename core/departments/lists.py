"""Seats in offices as the administrators see them; offices and divisions as everybody who keeps them does."""

import django_filters
from django.conf import settings
from django.db.models import Q

from core import clock
from core.departments.models import Department, DepartmentKind, DepartmentSeat, Region, RegionLevel
from core.departments.states import SeatState
from core.listing import Column, Filters, ListPage, Sort
from core.pages.templatetags.portal import iso_date


def _roles():
    return [(role.key, role.label) for role in settings.ROLES.values() if role.audience == "staff"]


class SeatFilters(Filters):
    q = django_filters.CharFilter(method="by_text", label="姓名、用户名或部门")
    role = django_filters.ChoiceFilter(choices=_roles, label="岗位")
    state = django_filters.ChoiceFilter(choices=SeatState.choices, label="状态")

    class Meta:
        model = DepartmentSeat
        fields: list = []

    def by_text(self, rows, name, value):
        text = value.strip()
        return rows.filter(
            Q(user__name__icontains=text) | Q(user__username__icontains=text) | Q(department__name__icontains=text)
        )


def _term(seat: DepartmentSeat) -> str:
    return f"{iso_date(seat.valid_from)} 至 {iso_date(seat.valid_to) if seat.valid_to else '长期'}"


def _state(seat: DepartmentSeat) -> tuple[str, str]:
    return ("已到期", "neutral") if seat.is_over else (seat.get_state_display(), seat.state_tone)


class SeatList(ListPage):
    url_name = "staff:seats:list"
    title = "岗位授权"
    lead = "系统管理员申请，安全管理员核准，两人办理。"
    unit = "个"
    filters = SeatFilters
    template = "core/departments/staff_list.html"
    columns = (
        Column("user", "姓名", value="user.name", kind="title", url="staff:seats:detail"),
        Column("department", "部门", value="department.name"),
        Column("role", "岗位", value="role_label"),
        Column("region", "负责区划", value="region.name"),
        Column("term", "期限", value=_term, phone=False),
        Column("state", "状态", value=_state, kind="badge"),
        Column("username", "用户名", value="user.username", shown=False),
    )
    sorts = (Sort("newest", "最近申请", ("-id",)),)
    empty_title = "还没有岗位"
    empty_text = "先新建账号，再申请岗位。"

    def queryset(self, actor):
        rows = DepartmentSeat.objects.select_related("user", "department", "region")
        return rows if actor.can("seats.view") else rows.none()


def _standing(row: Department | Region) -> tuple[str, str]:
    today = clock.today()
    if row.valid_to is not None and row.valid_to < today:
        return ("已撤销", "neutral")
    return ("未启用", "info") if row.valid_from and row.valid_from > today else ("现行", "ok")


class _Standing(Filters):
    """Present ones and those that have ended."""

    state = django_filters.ChoiceFilter(
        choices=[("current", "现行"), ("ended", "已撤销")], method="by_state", label="状态"
    )

    def by_state(self, rows, name, value):
        ended = Q(valid_to__lt=clock.today())
        return rows.exclude(ended) if value == "current" else rows.filter(ended)

    def by_text(self, rows, name, value):
        text = value.strip()
        former = rows.filter(names__name__contains=text).values("pk")
        return rows.filter(self.named(text) | Q(pk__in=former))


class DepartmentFilters(_Standing):
    primary = ("q", "kind", "state")
    q = django_filters.CharFilter(method="by_text", label="名称、简称或原名称")
    kind = django_filters.ChoiceFilter(choices=DepartmentKind.choices, label="类别")

    class Meta:
        model = Department
        fields: list = []

    @staticmethod
    def named(text: str) -> Q:
        return Q(name__contains=text) | Q(short_name__contains=text) | Q(aliases__icontains=text)


class DepartmentList(ListPage):
    url_name = "staff:departments:list"
    title = "机构"
    lead = "登记、监督和承担责任的各级机构，已撤销的保留原名称。"
    unit = "个"
    filters = DepartmentFilters
    template = "core/departments/staff_departments.html"
    columns = (
        Column("name", "名称", kind="title", url="staff:departments:detail", sort="name", width=36),
        Column("short_name", "简称", phone=False),
        Column("kind", "类别", value="get_kind_display"),
        Column("region", "所在区划", value="region.name"),
        Column("state", "状态", value=_standing, kind="badge"),
        Column("valid_to", "撤销日期", kind="date", phone=False),
        Column("superseded_by", "承接机构", value="superseded_by.name", phone=False),
    )
    sorts = (Sort("name", "名称", ("name", "id")),)
    empty_title = "没有机构"

    def queryset(self, actor):
        rows = Department.objects.select_related("region", "superseded_by")
        return rows if actor.can("departments.view") else rows.none()


class RegionFilters(_Standing):
    primary = ("q", "level", "state")
    q = django_filters.CharFilter(method="by_text", label="名称、代码或原名称")
    level = django_filters.ChoiceFilter(choices=[one for one in RegionLevel.choices if one[0] > 0], label="级别")

    class Meta:
        model = Region
        fields: list = []

    @staticmethod
    def named(text: str) -> Q:
        return Q(name__contains=text) | Q(code__startswith=text)


class RegionList(ListPage):
    url_name = "staff:regions:list"
    title = "行政区划"
    lead = "本市的区划；已撤销的代码仍用于核对以前的统一社会信用代码。"
    unit = "个"
    filters = RegionFilters
    template = "core/departments/staff_regions.html"
    columns = (
        Column("name", "名称", kind="title", url="staff:regions:detail"),
        Column("code", "代码", kind="code", sort="code"),
        Column("level", "级别", value="get_level_display"),
        Column("parent", "上级", value="parent.name"),
        Column("state", "状态", value=_standing, kind="badge"),
        Column("valid_to", "撤销日期", kind="date", phone=False),
        Column("superseded_by", "承接区划", value="superseded_by.name", phone=False),
    )
    sorts = (Sort("code", "代码", ("code",)),)
    empty_title = "没有区划"

    def queryset(self, actor):
        rows = Region.objects.of_home().select_related("parent", "superseded_by")
        return rows if actor.can("departments.view") else rows.none()
