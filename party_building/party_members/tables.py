"""The lists of the register. Registry posts reach none of them."""

import django_filters
from django import forms
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from party_building.party_members.models import (
    MemberTransfer,
    PartyMember,
    Reconciliation,
    VanguardPost,
)
from party_building.party_members.states import AffiliationKind, Standing, TransferState, VanguardKind
from registry.people import queries as people

YES_NO = forms.Select(choices=[("", "全部"), ("true", "是"), ("false", "否")])


def standing_pair(member: PartyMember) -> tuple[str, str]:
    tones = {Standing.FORMAL: "ok", Standing.PROBATIONARY: "info"}
    return (member.get_standing_display() or "已不在册", tones.get(member.standing, "neutral"))


class MemberFilters(Filters):
    primary = ("q", "standing", "unit")

    q = django_filters.CharFilter(method="_named", label="姓名、拼音或首字母")
    standing = django_filters.ChoiceFilter(
        choices=[*Standing.choices, ("none", "已不在册")], method="_of_standing", label="党员身份"
    )
    unit = django_filters.CharFilter(field_name="unit__name", lookup_expr="contains", label="所在党组织")
    organization = django_filters.CharFilter(field_name="organization__name", lookup_expr="contains", label="工作单位")
    held = django_filters.ChoiceFilter(
        field_name="affiliation_kind", choices=AffiliationKind.choices, label="组织关系"
    )
    is_full_time = django_filters.BooleanFilter(field_name="is_full_time", label="专职", widget=YES_NO)
    takes_part = django_filters.BooleanFilter(method="_taking_part", label="参加功能型党组织", widget=YES_NO)
    joined = django_filters.DateFromToRangeFilter(field_name="joined_on", label="入党日期")

    class Meta:
        model = PartyMember
        fields: list = []

    def _named(self, rows, name, value):
        persons = people.named(rows.model._meta.get_field("person").related_model.objects.all(), value)
        return rows.filter(person__in=persons.values("pk"))

    def _of_standing(self, rows, name, value):
        return rows.filter(standing="" if value == "none" else value)

    def _taking_part(self, rows, name, value):
        taking = rows.model._meta.get_field("participations").related_model.objects.filter(valid_to=None)
        found = rows.filter(pk__in=taking.values("member"))
        return found if value else rows.exclude(pk__in=taking.values("member"))


class MemberList(ListPage):
    url_name = "staff:party_members:list"
    title = "党员名册"
    lead = "您所在党建工作机构领导的党组织和社会组织中的党员。查看名册和个人页面会记入审计日志，请勿截图、转发。"
    unit = "人"
    template = "party_building/party_members/staff_list.html"
    filters = MemberFilters
    columns = (
        Column("name", "姓名", value="person.name", kind="title", url="staff:party_members:detail", sort="name"),
        Column("standing", "党员身份", value=standing_pair, kind="badge"),
        Column("held_at", "所在党组织", width=36),
        Column("organization", "工作单位", value="organization.name", width=36),
        Column("is_full_time", "专职", value=lambda row: "是" if row.is_full_time else "否", phone=False),
        Column("joined_on", "入党日期", kind="date", sort="joined"),
        Column("confirmed_on", "转正日期", kind="date", phone=False),
        Column("id_number", "证件号码", value="person.id_number_masked", kind="code", shown=False),
        Column("affiliation_kind", "组织关系", value="get_affiliation_kind_display", shown=False),
    )
    sorts = (
        Sort("name", "姓名", ("person__pinyin", "id")),
        Sort("joined", "入党日期", ("-joined_on", "id")),
    )
    export_permission, export_url_name = "party_members.export", "staff:party_members:export"
    empty_title = "名册中还没有党员"
    empty_text = "可以按党员系统导出的名册逐批登记，也可由发展党员和转接自动列入。"

    def queryset(self, actor: Actor):
        rows = PartyMember.objects.visible_to(actor)
        return rows.select_related("person", "unit", "organization")


class TransferFilters(Filters):
    primary = ("state",)
    state = django_filters.ChoiceFilter(choices=TransferState.choices, label="状态")
    sent = django_filters.DateFromToRangeFilter(field_name="sent_on", label="转出日期")

    class Meta:
        model = MemberTransfer
        fields: list = []


class TransferList(ListPage):
    url_name = "staff:party_members:transfers"
    title = "组织关系转接"
    lead = "转接在党员系统中办理，这里登记双方的日期和介绍信，不代替党员系统。"
    unit = "件"
    template = "party_building/party_members/staff_list.html"
    filters = TransferFilters
    columns = (
        Column("member", "姓名", kind="title", url="staff:party_members:transfer"),
        Column("from_place", "转出党组织", width=36),
        Column("to_place", "转入党组织", width=36),
        Column("sent_on", "转出日期", kind="date", sort="sent"),
        Column("received_on", "接收日期", kind="date"),
        Column("document", "介绍信编号", phone=False),
        Column("state", "状态", kind="badge"),
    )
    sorts = (Sort("sent", "转出日期", ("-sent_on", "-id")),)
    empty_title = "还没有转接记录"
    empty_text = "在党员的页面登记转接。"

    def queryset(self, actor: Actor):
        return MemberTransfer.objects.visible_to(actor).select_related("member__person")


class VanguardFilters(Filters):
    primary = ("kind", "current")
    kind = django_filters.ChoiceFilter(choices=VanguardKind.choices, label="类别")
    current = django_filters.BooleanFilter(method="_on_today", label="任期内", widget=YES_NO)

    class Meta:
        model = VanguardPost
        fields: list = []

    def _on_today(self, rows, name, value):
        current = VanguardPost.objects.on(clock.today()).values("pk")
        return rows.filter(pk__in=current) if value else rows.exclude(pk__in=current)


def _member_page(post: VanguardPost) -> str:
    return reverse("staff:party_members:detail", args=[post.member_id])


class VanguardList(ListPage):
    url_name = "staff:party_members:vanguard"
    title = "先锋岗位"
    lead = "党员责任区、红旗岗、示范岗：只登记和计数，不打分、不排名。"
    unit = "个"
    template = "party_building/party_members/staff_list.html"
    filters = VanguardFilters
    columns = (
        Column("name", "名称", kind="title", url=_member_page),
        Column("kind", "类别", value="get_kind_display"),
        Column("member", "姓名", value="member.person.name"),
        Column("unit", "党组织", width=36),
        Column("valid_from", "起始日期", kind="date", sort="since"),
        Column("valid_to", "终止日期", kind="date"),
    )
    sorts = (Sort("since", "起始日期", ("-valid_from", "-id")),)
    empty_title = "还没有设立先锋岗位"
    empty_text = "在党员的页面设立。"

    def queryset(self, actor: Actor):
        return VanguardPost.objects.visible_to(actor).select_related("member__person", "unit")


class ReconciliationFilters(Filters):
    primary = ("as_of",)
    as_of = django_filters.DateFromToRangeFilter(field_name="as_of", label="对账日")

    class Meta:
        model = Reconciliation
        fields: list = []


class ReconciliationList(ListPage):
    url_name = "staff:party_members:reconciliations"
    title = "名册对账"
    lead = "每半年上传党员系统导出的名册，列出两边的差异。对账只列差异，不改动名册。"
    unit = "次"
    template = "party_building/party_members/staff_list.html"
    filters = ReconciliationFilters
    columns = (
        Column("as_of", "对账日", kind="title", value=str, url="staff:party_members:reconciliation"),
        Column("rows_there", "党员系统人数", kind="number"),
        Column("rows_here", "本平台人数", kind="number"),
        Column("made_by", "经办人", value="made_by.name", phone=False),
        Column("made_at", "时间", kind="moment", sort="made"),
    )
    sorts = (Sort("made", "时间", ("-made_at", "-id")),)
    empty_title = "还没有对过账"
    empty_text = "上传党员系统导出的名册后，差异列在这里。"

    def queryset(self, actor: Actor):
        return Reconciliation.objects.visible_to(actor).select_related("made_by")
