"""Lists of the party line: events, and branches with what is still due. In the order of names and days, never of
merit."""

import datetime

import django_filters
from django.db.models import OuterRef, Subquery
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.activities import periods, queries, statistics
from party_building.activities.forms import PeriodForm
from party_building.activities.models import Activity, ActivityKind, JointUnit
from party_building.activities.states import Per
from party_building.party_units.models import PartyUnit


class ActivityFilters(Filters):
    primary = ("q", "kind", "held")
    q = django_filters.CharFilter(field_name="topic", lookup_expr="contains", label="主题")
    unit = django_filters.CharFilter(field_name="unit__name", lookup_expr="contains", label="党组织名称")
    kind = django_filters.ModelChoiceFilter(queryset=ActivityKind.objects.all(), label="类别")
    held = django_filters.DateFromToRangeFilter(field_name="held_on", label="开展日期")
    joint = django_filters.BooleanFilter(method="_joint", label="联合开展")
    state = django_filters.ChoiceFilter(
        choices=[("standing", "有效"), ("withdrawn", "已撤回")], method="_in_state", label="状态"
    )

    class Meta:
        model = Activity
        fields: list = []

    def filter_queryset(self, queryset):
        """Withdrawn lines only when they are asked for."""
        if not self.values.get("state"):
            queryset = queryset.filter(withdrawn_at=None)
        return super().filter_queryset(queryset)

    def _joint(self, rows, name, value):
        joint = JointUnit.objects.values("activity")
        return rows.filter(pk__in=joint) if value else rows.exclude(pk__in=joint)

    def _in_state(self, rows, name, value):
        return rows.filter(withdrawn_at__isnull=value != "withdrawn")


def _state(row: Activity) -> tuple[str, str]:
    return ("已撤回", "neutral") if row.is_withdrawn else ("有效", "ok")


class ActivityList(ListPage):
    url_name = "staff:activities:list"
    title = "组织生活"
    lead = "各党支部的组织生活，一次活动一行，联合活动只算一次。不计分、不排名。"
    unit = "次"
    template = "party_building/activities/staff_list.html"
    filters = ActivityFilters
    columns = (
        Column("topic", "主题", kind="title", url="staff:activities:detail", width=40),
        Column("kind", "类别", value="kind.name"),
        Column("held_on", "开展日期", kind="date", sort="held_on"),
        Column("unit", "党组织", value="unit.name", url=lambda row: calendar_url(row.unit_id), width=32),
        Column("joint", "联合开展", value=lambda row: "、".join(unit.name for unit in row.units.all()), phone=False),
        Column("place", "地点", phone=False),
        Column("present", "参加人数", kind="number", phone=False),
        Column("state", "状态", value=_state, kind="badge", phone=False),
    )
    sorts = (Sort("held_on", "开展日期", ("-held_on", "-id")),)
    export_permission, export_url_name = "activities.export", "staff:activities:export"
    empty_title = "还没有组织生活记录"
    empty_text = "由党支部书记在手机上记录，也可以由上级党组织代为记录。"

    def queryset(self, actor: Actor):
        rows = Activity.objects.visible_to(actor).select_related("kind", "unit")
        return rows.prefetch_related("units")

    def extra_context(self, request) -> dict:
        today, scope = clock.today(), request.actor.scope
        first, last = _period(request, today)
        return {
            "month": statistics.theme_day_month(scope, today),
            "by_kind": [
                (kind, count, _listed(kind, first, last))
                for kind, count in statistics.held_by_kind(scope, first, last, today)
            ],
            "since": first,
            "until": last,
        }


def _period(request, today: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The days that the list is narrowed to; without any, this month so far."""
    form = PeriodForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    last = asked.get("held_before") or today
    return asked.get("held_after") or last.replace(day=1), last


def _listed(kind: ActivityKind, first: datetime.date, last: datetime.date) -> str:
    address = reverse("staff:activities:list")
    return f"{address}?kind={kind.pk}&held_after={first:%Y-%m-%d}&held_before={last:%Y-%m-%d}&view=all"


def calendar_url(unit_id: int) -> str:
    return reverse("staff:activities:calendar", args=[unit_id])


LACKING = {  # filter value → (label, kind, per, how many periods back)
    "theme_day": ("本月主题党日", "theme_day", Per.MONTH, 0),
    "last_theme_day": ("上月主题党日", "theme_day", Per.MONTH, 1),
    "general_meeting": ("本季度党员大会", "general_meeting", Per.QUARTER, 0),
    "last_general_meeting": ("上季度党员大会", "general_meeting", Per.QUARTER, 1),
    "life_meeting": ("本年组织生活会", "life_meeting", Per.YEAR, 0),
    "appraisal": ("本年民主评议", "appraisal", Per.YEAR, 0),
}


def lacking_units(which: str, today: datetime.date):
    _, code, per, back = LACKING[which]
    period = periods.period_of(per, today)
    for _ in range(back):
        period = periods.before(period)
    return queries.lacking(code, period, today)


class BranchFilters(Filters):
    primary = ("q", "lacks")
    q = django_filters.CharFilter(field_name="name", lookup_expr="contains", label="名称")
    lacks = django_filters.ChoiceFilter(
        choices=[(key, f"{row[0]}未记录") for key, row in LACKING.items()], method="_lacking", label="待开展"
    )

    class Meta:
        model = PartyUnit
        fields: list = []

    def _lacking(self, rows, name, value):
        return rows.filter(pk__in=lacking_units(value, clock.today()).values("pk"))


class BranchList(ListPage):
    url_name = "staff:activities:branches"
    title = "党支部组织生活年历"
    lead = "点开党支部看一年的组织生活和还差的。只有该党支部和其上级党组织能看到。"
    unit = "个"
    template = "party_building/activities/staff_branches.html"
    filters = BranchFilters
    columns = (
        Column("name", "党支部", kind="title", url="staff:activities:calendar", sort="name", width=40),
        Column("organization", "所在社会组织", width=36, phone=False),
        Column("theme_day", "最近主题党日", value="last_theme_day", kind="date"),
        Column("general_meeting", "最近党员大会", value="last_general_meeting", kind="date"),
        Column("established_on", "成立日期", kind="date", phone=False),
    )
    sorts = (Sort("name", "名称", ("name", "pk")),)
    empty_title = "您的范围内还没有党支部"
    empty_text = "党支部由上级党组织批复成立后登记。"

    def queryset(self, actor: Actor):
        rows = queries.living(PartyUnit.objects.visible_to(actor)).on(clock.today()).select_related("organization")
        return rows.annotate(last_theme_day=_latest("theme_day"), last_general_meeting=_latest("general_meeting"))


def _latest(code: str) -> Subquery:
    held = Activity.objects.filter(withdrawn_at=None, kind__code=code).of_unit(OuterRef("pk"))
    return Subquery(held.order_by("-held_on").values("held_on")[:1])
