"""The list of member enterprises for the offices, and an association's own list of members."""

import datetime

import django_filters
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from core import clock
from core.access.actor import Actor
from core.listing import Column, Filters, ListPage, Sort
from registry.identifiers.issues import normalize_code
from registry.members import queries
from registry.members.models import MemberEnterprise, Membership
from registry.members.states import MemberPost
from registry.organizations.models import Organization
from registry.organizations.names import tidy
from registry.organizations.states import OrgType


def day_of(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return clock.today()


class EnterpriseFilters(Filters):
    primary = ("q", "uscc", "spread")

    q = django_filters.CharFilter(method="_named", label="企业名称")
    uscc = django_filters.CharFilter(method="_coded", label="统一社会信用代码")
    spread = django_filters.ChoiceFilter(
        choices=[("many", "加入两家及以上"), ("no_code", "没有信用代码")], method="_spread", label="情况"
    )
    association = django_filters.CharFilter(method="_of_association", label="协会名称")
    as_of = django_filters.DateFilter(method="_later", label="统计日")

    class Meta:
        model = MemberEnterprise
        fields: list = []

    def _named(self, rows, name, value):
        return rows.filter(name__contains=tidy(value))

    def _coded(self, rows, name, value):
        return rows.filter(uscc__startswith=normalize_code(value)).exclude(uscc="")

    def _spread(self, rows, name, value):
        return rows.filter(associations__gt=1) if value == "many" else rows.filter(uscc="")

    def _of_association(self, rows, name, value):
        day = self.values.get("as_of") or clock.today()
        current = queries.current(self.actor.scope, day).filter(organization__name__contains=tidy(value))
        return rows.filter(pk__in=current.values("enterprise"))

    def _later(self, rows, name, value):
        """The page read the day already: it decides whose memberships count."""
        return rows


class EnterpriseList(ListPage):
    url_name = "staff:members:list"
    own_keys = ("as_of",)
    title = "会员企业"
    lead = "社会团体的会员企业。同一企业加入多家的只列一次；名单不对外公开。"
    unit = "家"
    template = "registry/members/staff_list.html"
    filters = EnterpriseFilters
    as_of = ""
    columns = (
        Column("name", "企业名称", kind="title", url="staff:members:detail", sort="name", width=40),
        Column("uscc", "统一社会信用代码", kind="code", width=22),
        Column("region", "所在区县"),
        Column("associations", "加入的社会团体（家）", kind="number"),
    )
    sorts = (Sort("name", "名称", ("pinyin", "id")),)
    export_permission, export_url_name = "members.export", "staff:members:export"
    empty_title = "您的范围内还没有会员企业"
    empty_text = "由社会团体自行登记或导入名单，也可以在社会组织页面的“会员企业”中代为导入。"

    def queryset(self, actor: Actor):
        current = queries.current(actor.scope, day_of(self.as_of))
        counted = current.filter(enterprise=OuterRef("pk")).order_by().values("enterprise").annotate(n=Count("pk"))
        joined = Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
        rows = MemberEnterprise.objects.filter(pk__in=current.values("enterprise"))
        return rows.annotate(associations=joined).select_related("region")

    def extra_context(self, request) -> dict:
        return {"figures": queries.figures(request.actor.scope, day_of(self.as_of))}


class MembershipFilters(Filters):
    primary = ("q", "post", "state")

    q = django_filters.CharFilter(method="_named", label="企业名称或信用代码")
    post = django_filters.ChoiceFilter(choices=MemberPost.choices, label="会员职务")
    state = django_filters.ChoiceFilter(
        choices=[("current", "在会"), ("left", "已退会")], method="_state", label="状态"
    )

    class Meta:
        model = Membership
        fields: list = []

    def _named(self, rows, name, value):
        code = normalize_code(value)
        if len(code) > 5 and code.isascii():
            return rows.filter(enterprise__uscc__startswith=code)
        return rows.filter(enterprise__name__contains=tidy(value))

    def _state(self, rows, name, value):
        return rows.on(clock.today()) if value == "current" else rows.filter(valid_to__lt=clock.today())


def state_pair(membership: Membership) -> tuple[str, str]:
    left = membership.valid_to is not None and membership.valid_to < clock.today()
    return ("已结束", "neutral") if left else ("在会", "ok")


class OwnMemberList(ListPage):
    """Inside the organization's own pages; it has no address among the offices' lists."""

    title = "会员企业"
    lead = "本组织的会员企业，用于统计覆盖面，不对外公开。"
    unit = "条"
    layout = "layouts/org.html"
    template = "registry/members/org_list.html"
    filters = MembershipFilters
    columns = (
        Column(
            "name", "企业名称", value="enterprise.name", kind="title", width=40,
            url=lambda row: reverse("org:members:leave", args=[row.pk]),
        ),
        Column("uscc", "统一社会信用代码", value="enterprise.uscc", kind="code"),
        Column("post", "会员职务", value="get_post_display"),
        Column("valid_from", "起始日期", kind="date", sort="since"),
        Column("valid_to", "终止日期", kind="date"),
        Column("state", "状态", value=state_pair, kind="badge"),
    )  # fmt: skip
    sorts = (Sort("since", "起始日期", ("-valid_from", "-id")),)
    empty_title = "还没有登记会员企业"
    empty_text = "逐家登记，或者导入名单。"

    def queryset(self, actor: Actor):
        return Membership.objects.visible_to(actor).select_related("enterprise")

    def extra_context(self, request) -> dict:
        own = Organization.objects.visible_to(request.actor).filter(org_type=OrgType.ASSOCIATION)
        return {"is_association": own.exists()}
