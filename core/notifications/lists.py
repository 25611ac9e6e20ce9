"""Deliveries that did not go out, for the people who look after the portal."""

import django_filters

from core.listing import Column, Filters, ListPage, Sort
from core.notifications.models import Delivery
from core.notifications.states import OUTSIDE, DeliveryState


class DeliveryFilters(Filters):
    state = django_filters.ChoiceFilter(choices=DeliveryState.choices, label="状态")
    channel = django_filters.ChoiceFilter(choices=[(c.value, c.label) for c in OUTSIDE], label="渠道")

    class Meta:
        model = Delivery
        fields: list = []


class DeliveryList(ListPage):
    url_name = "staff:deliveries:list"
    title = "消息发送记录"
    lead = "“结果不明”的短信可能已经发出，须人工核对后再决定是否重发。"
    filters = DeliveryFilters
    columns = (
        Column("notice", "消息", value="notice.template"),
        Column("user", "收件人", value="user.name"),
        Column("channel", "渠道", value="get_channel_display"),
        Column("state", "状态", kind="badge"),
        Column("attempts", "次数", kind="number", phone=False),
        Column("error", "原因"),
        Column("sent_at", "发出时间", kind="moment"),
    )
    sorts = (Sort("newest", "最近", ("-id",)),)
    empty_title = "还没有发送记录"
    template = "core/notifications/staff_deliveries.html"

    def extra_context(self, request):
        return {"stuck": Delivery.objects.needing_a_person().select_related("user").order_by("-pk")[:20]}

    def queryset(self, actor):
        rows = Delivery.objects.select_related("notice", "user")
        return rows if actor.can("deliveries.view") else rows.none()
