"""Meetings, and the matters raised at them."""

import django_filters
from django.db.models import Count, Q

from core import clock
from core.access.actor import Actor
from core.listing import ChoicesFilter, Column, Filters, ListPage, Sort
from party_building.secretary_meetings.models import Matter, SecretaryMeeting
from party_building.secretary_meetings.states import OPEN_MATTERS, MatterState


class MeetingFilters(Filters):
    primary = ("q", "held")
    q = django_filters.CharFilter(field_name="topic", lookup_expr="contains", label="议题")
    held = django_filters.DateFromToRangeFilter(field_name="held_on", label="召开日期")

    class Meta:
        model = SecretaryMeeting
        fields: list = []


class MeetingList(ListPage):
    url_name = "staff:secretary_meetings:list"
    title = "书记议事厅"
    lead = "书记们提出事项，责任单位答复，逐件办结。"
    unit = "次"
    template = "party_building/secretary_meetings/staff_list.html"
    filters = MeetingFilters
    columns = (
        Column("topic", "议题", kind="title", url="staff:secretary_meetings:detail", width=44),
        Column("held_on", "召开日期", kind="date", sort="held_on"),
        Column("place", "地点", phone=False),
        Column("invited", "受邀党组织（个）", kind="number"),
        Column("open", "未办结（件）", kind="number"),
        Column("closed", "已办结（件）", kind="number"),
        Column("department", "召集单位", value="department.name", phone=False, width=28),
    )
    sorts = (Sort("held_on", "召开日期", ("-held_on", "-id")),)
    export_permission, export_url_name = "secretary_meetings.export", "staff:secretary_meetings:export"
    empty_title = "还没有书记议事厅"
    empty_text = "由上级党组织召集。"
    empty_action = ("staff:secretary_meetings:create", "召集议事厅", "secretary_meetings.edit")

    def queryset(self, actor: Actor):
        rows = SecretaryMeeting.objects.visible_to(actor).select_related("department")
        return rows.annotate(
            invited=Count("invitations", distinct=True),
            open=Count("matters", filter=Q(matters__state__in=OPEN_MATTERS), distinct=True),
            closed=Count("matters", filter=Q(matters__state=MatterState.CLOSED), distinct=True),
        )


class MatterFilters(Filters):
    primary = ("q", "state", "overdue")
    q = django_filters.CharFilter(field_name="content", lookup_expr="contains", label="事项")
    state = ChoicesFilter(choices=MatterState.choices, label="状态")
    overdue = django_filters.BooleanFilter(method="_overdue", label="已过期限")
    responsible = django_filters.CharFilter(
        field_name="responsible__name", lookup_expr="contains", label="责任单位名称"
    )
    due = django_filters.DateFromToRangeFilter(field_name="due_on", label="办理期限")

    class Meta:
        model = Matter
        fields: list = []

    def _overdue(self, rows, name, value):
        late = Matter.objects.overdue(clock.today()).values("pk")
        return rows.filter(pk__in=late) if value else rows.exclude(pk__in=late)


class MatterList(ListPage):
    url_name = "staff:secretary_meetings:matters"
    title = "议事厅事项"
    lead = "各次书记议事厅提出的事项、责任单位和答复。"
    unit = "件"
    template = "party_building/secretary_meetings/staff_list.html"
    filters = MatterFilters
    columns = (
        Column("content", "事项", kind="title", url="staff:secretary_meetings:matter", width=48),
        Column("meeting", "议事厅", value="meeting.topic", width=32, phone=False),
        Column("raised_by", "提出党组织", value="raised_by.name", width=32),
        Column("responsible", "责任单位", value="responsible.name", width=28),
        Column("due_on", "办理期限", kind="date", sort="due_on"),
        Column("answered_on", "答复日期", kind="date", phone=False),
        Column("answer", "答复", shown=False, width=48),
        Column("closed_on", "办结日期", kind="date", phone=False),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("due_on", "办理期限", ("due_on", "id")),)
    export_permission, export_url_name = "secretary_meetings.export", "staff:secretary_meetings:export_matters"
    empty_title = "还没有提出事项"
    empty_text = "受邀党支部的书记或召集单位登记后显示。"

    def queryset(self, actor: Actor):
        return Matter.objects.visible_to(actor).select_related("meeting", "raised_by", "responsible")
