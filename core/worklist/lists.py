"""The work list of an office."""

import django_filters
from django.conf import settings
from django.db.models import Q
from django.utils.html import format_html

from core import clock
from core.listing import BulkAction, Column, Filters, ListPage, Sort
from core.pages.templatetags.portal import days_left, iso_date
from core.worklist import actions
from core.worklist.forms import BulkReassignForm
from core.worklist.models import WorkItem
from core.worklist.states import WorkState


class WorkFilters(Filters):
    kind = django_filters.ChoiceFilter(
        method="by_kind", label="类别", choices=lambda: list(settings.WORK_KINDS.items())
    )
    whose = django_filters.ChoiceFilter(
        method="by_person", label="办理人", choices=[("mine", "我领办的"), ("free", "待领办")]
    )
    due = django_filters.ChoiceFilter(
        method="by_due", label="时限", choices=[("overdue", "已超期"), ("today", "今日到期"), ("waiting", "等待对方")]
    )
    state = django_filters.ChoiceFilter(method="by_state", label="状态", choices=WorkState.choices)

    class Meta:
        model = WorkItem
        fields: list = []

    def filter_queryset(self, queryset):
        """Only what is still to do, unless a state is asked for."""
        if not self.form.cleaned_data.get("state"):
            queryset = queryset.open()
        return super().filter_queryset(queryset)

    def by_kind(self, queryset, name, value):
        return queryset.of_capability(value)

    def by_state(self, queryset, name, value):
        return queryset.filter(state=value)

    def by_person(self, queryset, name, value):
        mine = Q(claimed_by_id=self.actor.user_id)
        return queryset.filter(mine if value == "mine" else Q(claimed_by=None))

    def by_due(self, queryset, name, value):
        if value == "waiting":
            return queryset.exclude(waiting_since=None)
        if value == "overdue":
            return queryset.overdue(clock.today())
        return queryset.filter(due_on=clock.today(), waiting_since=None)


def _due(item: WorkItem) -> str:
    """The date, and how far away it is while the clock runs."""
    if not item.due_on or not item.is_open or item.waiting_since:
        return iso_date(item.due_on)
    return format_html("{} {}", iso_date(item.due_on), days_left(item.due_on))


def _person(item: WorkItem) -> str:
    """Leads to the page where an item is taken, given back or passed on."""
    return item.claimed_by.name if item.claimed_by else "待领办"


BULK = (
    BulkAction("claim", "由我领办", "worklist.view", actions.claim, actions.check_claim, undo=actions.release),
    BulkAction("release", "放回本单位", "worklist.view", actions.release, actions.check_release, undo=actions.claim),
    BulkAction(
        "reassign", "分派给同事", "worklist.view", actions.reassign, actions.check_reassign, form=BulkReassignForm
    ),
)


class WorkList(ListPage):
    url_name = "staff:worklist:list"
    bulk = BULK
    title = "待办事项"
    lead = "本岗位要办的事。办完事项本身，待办自动消失。"
    unit = "件"
    filters = WorkFilters
    template = "core/worklist/staff_list.html"
    columns = (
        Column("title", "事项", kind="title", url=lambda item: item.url, sub="waiting_for"),
        Column("due_on", "时限", value=_due, sort="due"),
        Column("state", "状态", kind="badge"),
        Column("claimed_by", "办理人", value=_person, url="staff:worklist:detail"),
        Column("opened_at", "生成时间", kind="moment", sort="opened"),
    )
    sorts = (Sort("due", "时限", ("due_on", "id")), Sort("opened", "生成时间", ("opened_at", "id")))
    empty_title = "今日无待办"
    empty_text = "有新的事项时会出现在这里，也会收到消息。"

    def queryset(self, actor):
        return WorkItem.objects.visible_to(actor).select_related("claimed_by")
