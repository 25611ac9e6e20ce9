"""The lists of leaders and of what they have in charge."""

import django_filters
from django.db.models import Q

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.leader_charges import queries
from party_building.leader_charges.models import ChargedLeader, LeaderCharge
from party_building.leader_charges.states import ChargeKind
from party_building.party_units.models import CoverageLink

NOW = [("now", "包联中"), ("ended", "已终止")]


def state_pair(row) -> tuple[str, str]:
    day = clock.today()
    return ("包联中", "ok") if row.valid_to is None or row.valid_to >= day else ("已终止", "neutral")


def covered_pair(charge: LeaderCharge) -> tuple[str, str] | None:
    if charge.organization_id is None:
        return None
    return ("已覆盖", "ok") if charge.is_covered else ("未覆盖", "warning")


class _NowFilters(Filters):
    state = django_filters.ChoiceFilter(choices=NOW, method="_now", label="状态")

    def _now(self, rows, name, value):
        now = rows.on(clock.today())
        return now if value == "now" else rows.exclude(pk__in=now.values("pk"))


class LeaderFilters(_NowFilters):
    primary = ("q", "state")

    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="姓名")

    class Meta:
        model = ChargedLeader
        fields: list = []


class LeaderList(ListPage):
    url_name = "staff:leader_charges:list"
    title = "领导三包"
    lead = "领导包县区、包单位、包党建的名单和成效。"
    unit = "人"
    template = "party_building/leader_charges/staff_list.html"
    filters = LeaderFilters
    columns = (
        Column("name", "姓名", kind="title", url="staff:leader_charges:detail", sort="name"),
        Column("post", "职务", width=28),
        Column("regions", "包县区", kind="number"),
        Column("departments", "包单位", kind="number", phone=False),
        Column("organizations", "包社会组织", kind="number"),
        Column("covered", "已覆盖", kind="number"),
        Column("organizations_due", "应包社会组织", kind="number", shown=False),
        Column("regions_due", "应包县区", kind="number", shown=False),
        Column("department", "牵头单位", value="department.name", width=28, phone=False),
        Column("state", "状态", value=state_pair, kind="badge"),
    )
    sorts = (Sort("name", "姓名", ("name", "id")),)
    export_permission, export_url_name = "leader_charges.export", "staff:leader_charges:export"
    empty_title = "还没有包联领导"
    empty_action = ("staff:leader_charges:create", "登记包联领导", "leader_charges.edit")

    def queryset(self, actor: Actor):
        rows = ChargedLeader.objects.visible_to(actor).select_related("department")
        return queries.with_counts(rows, clock.today())


class ChargeFilters(_NowFilters):
    primary = ("q", "kind", "covered", "state")

    q = django_filters.CharFilter(method="_named", label="包联对象")
    kind = django_filters.ChoiceFilter(choices=ChargeKind.choices, label="类别")
    covered = django_filters.ChoiceFilter(
        choices=[("yes", "已覆盖"), ("no", "未覆盖")], method="_covered", label="党组织覆盖"
    )
    leader = django_filters.CharFilter(field_name="leader__name", lookup_expr="exact", label="领导姓名")

    class Meta:
        model = LeaderCharge
        fields: list = []

    def _named(self, rows, name, value):
        fields = ("organization__name", "department__name", "region__name")
        found = Q()
        for field in fields:
            found |= Q(**{f"{field}__contains": value.strip()})
        return rows.filter(found)

    def _covered(self, rows, name, value):
        covered = CoverageLink.objects.on(clock.today()).values("organization")
        rows = rows.filter(kind=ChargeKind.ORGANIZATION)
        return rows.filter(organization__in=covered) if value == "yes" else rows.exclude(organization__in=covered)


class ChargeList(ListPage):
    url_name = "staff:leader_charges:charges"
    title = "包联事项"
    lead = "每位领导包联的县区、单位和社会组织。"
    unit = "项"
    template = "party_building/leader_charges/staff_list.html"
    filters = ChargeFilters
    columns = (
        Column("subject", "包联对象", kind="title", url="staff:leader_charges:charge", width=36),
        Column("kind", "类别", value="get_kind_display"),
        Column("leader", "领导", value="leader.name"),
        Column("valid_from", "起始日期", kind="date", sort="since"),
        Column("valid_to", "终止日期", kind="date", phone=False),
        Column("visits", "走访次数", kind="number"),
        Column("last_visit", "最近走访", kind="date", phone=False),
        Column("covered", "党组织覆盖", value=covered_pair, kind="badge"),
        Column("state", "状态", value=state_pair, kind="badge", phone=False),
    )
    sorts = (Sort("since", "起始日期", ("-valid_from", "-id")),)
    export_permission, export_url_name = "leader_charges.export", "staff:leader_charges:export_charges"
    empty_title = "还没有包联事项"

    def queryset(self, actor: Actor):
        rows = LeaderCharge.objects.visible_to(actor)
        return queries.with_coverage(
            rows.select_related("leader", "region", "department", "organization"), clock.today()
        )
