"""Seats in offices, as the administrators see them."""

import django_filters
from django.conf import settings
from django.db.models import Q

from core.departments.models import DepartmentSeat
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
